package check

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"pairbook/generator/internal/colour"
	"pairbook/generator/internal/diag"
	"pairbook/generator/internal/markdown"
	"pairbook/generator/internal/record"
)

// mostLogo is how many bytes a picture may have that every page loads.
const mostLogo = 100 << 10

// look reports what the site cannot show of its own logo, icon, colour and footer.
func look(c *checker) {
	s := c.repo.Site
	c.lookPicture("logo", s.Look.Logo, "take an .svg, .png, .webp, .jpg or .gif", ".svg", ".png", ".webp", ".jpg", ".jpeg", ".gif")
	c.lookPicture("favicon", s.Look.Favicon, "take an .svg, or a square .png", ".svg", ".png")
	c.accent(s)
	for i, line := range s.Look.Footer {
		c.footer(s.At("look", "footer", i), line)
	}
}

// lookPicture reports a picture that is not there, is of a kind that does not serve, or
// is heavy.
func (c *checker) lookPicture(key string, address record.Address, kindHint string, kinds ...string) {
	if address == "" {
		return
	}
	at := c.repo.Site.At("look", key)
	const start = "content/index.md" // such paths start at content/
	target := c.repo.Resolve(start, string(address))
	if c.repo.MayLieAt(target.Path) {
		return
	}
	if target.Kind != record.TargetAsset {
		hint := "put the file into content/ and write its path from there, such as images/logo.svg"
		switch inside, doubled := strings.CutPrefix(string(address), "content/"); {
		case target.Kind == record.TargetExternal:
			c.errorf(at, hint, "%s: %s is elsewhere, and a page loads nothing from elsewhere", key, address)
			return
		case doubled && c.repo.Asset("content/"+inside) != nil:
			hint = "the path starts at content/: write " + inside
		}
		c.errorf(at, hint, "%s: there is no picture %s", key, target.Path)
		c.problems.CompleteLater(func() string { return c.nearestFile(start, target) })
		return
	}
	asset := c.repo.Asset(target.Path)
	switch why, hint := asset.Unfit(); {
	case why != "":
		c.errorf(at, hint, "%s: %s %s", key, target.Path, why)
	case !slices.Contains(kinds, strings.ToLower(path.Ext(target.Path))):
		c.errorf(at, kindHint, "%s: %s is of a kind that browsers do not show there", key, target.Path)
	case asset.Size > mostLogo:
		c.warnf(at, fmt.Sprintf("make it smaller; an .svg is seldom more than 10 KiB, and %d are enough", mostLogo>>10), "%s: %s has %d KiB, and every page loads it", key, target.Path, asset.Size>>10)
	}
}

// accent reports a colour that is hard to read on light pages. On dark ones the site
// makes it as light as it needs to be.
func (c *checker) accent(s *record.Site) {
	chosen, ok := colour.Parse(string(s.Look.Accent))
	if !ok {
		return
	}
	light, dark := colour.Light(), colour.Dark()
	ground, contrast := colour.Worst(chosen, light)
	if contrast >= colour.Text {
		return
	}
	onDark := colour.Readable(chosen, dark)
	darkest, there := colour.Worst(onDark, dark)
	c.errorf(s.At("look", "accent"), fmt.Sprintf("write %q, the nearest that can be read", colour.Readable(chosen, light)),
		"accent: %s has a contrast of %.2f to the light ground %s, and words need %.1f; on dark pages it is %s, with %.2f to %s",
		chosen, contrast, ground, colour.Text, onDark, there, darkest)
}

// footer reports an entry that is more than a paragraph, or has a link that leads
// nowhere.
func (c *checker) footer(at diag.Position, line string) {
	text, problems := markdown.Parse(markdown.Source{Path: at.Path, Text: []byte(line), Kind: markdown.Log})
	switch {
	case len(problems) > 0:
		c.errorf(at, problems[0].Hint, "footer: %s", problems[0].Message)
		return
	case !text.IsParagraph():
		c.errorf(at, "write words, with links as [imprint](https://…)", "footer: this is more than a paragraph of text")
		return
	}
	for _, link := range text.Links {
		if link.Kind != markdown.Relative {
			continue
		}
		target := c.repo.Resolve("content/index.md", link.Destination)
		switch {
		case c.repo.MayLieAt(target.Path) || !lost(target) && target.Kind != record.TargetRepository && !link.Image:
		case link.Image:
			c.errorf(at, "name it as logo", "footer: an image has no place here")
		default:
			c.errorf(at, "write the path of a page from content/ on, or a whole web address", "footer: there is no %s", target.Path)
		}
	}
}
