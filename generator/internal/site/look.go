package site

import (
	"cmp"
	"fmt"
	"path"
	"strings"

	"pairbook/generator/internal/colour"
	"pairbook/generator/internal/markdown"
	"pairbook/generator/internal/view"
)

// leastTouch is the least side, in pixels, of an icon for a telephone's home screen.
const leastTouch = 120

// addLook gives a page the site's own logo, icon and footer.
func (b *builder) addLook(f *Frame) error {
	look := b.shown.Look
	f.Icon = cmp.Or(look.Icon.Path, f.Icon)
	if width, height := b.sizeOf(view.Link{Path: look.Icon.Path}); strings.EqualFold(path.Ext(look.Icon.Path), ".png") && width == height && width >= leastTouch {
		f.Touch = look.Icon.Path
	}
	f.Logo.Path = look.Logo.Path
	f.Logo.Width, f.Logo.Height = b.sizeOf(view.Link{Path: look.Logo.Path})
	for _, line := range look.Footer {
		html, err := line.Text.Render(markdown.Options{Link: func(l markdown.Link) (string, bool) { return b.wayTo(f, line.Links[l.Destination]) }})
		if err != nil {
			return fmt.Errorf("write the footer: %w", err)
		}
		f.Footer = append(f.Footer, html)
	}
	return nil
}

// accent gives the style sheet of a theme that nobody else uses a colour for links and
// buttons: as it is on light pages, made as light as it needs to be on dark ones.
func (t *theme) accent(code string) {
	c, ok := colour.Parse(code)
	style, there := t.assets["style.css"]
	if !ok || !there {
		return
	}
	body := fmt.Appendf(style.body[:len(style.body):len(style.body)], "\n:root { --link: light-dark(%s, %s); }\n", colour.Readable(c, colour.Light()), colour.Readable(c, colour.Dark()))
	t.assets["style.css"] = asset{addressed("assets/style.css", body), body}
}
