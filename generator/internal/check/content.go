package check

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"

	"pairbook/generator/internal/diag"
	"pairbook/generator/internal/markdown"
	"pairbook/generator/internal/parallel"
	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/text"
)

// readTexts parses each handbook page, and the notes of each log that are more than
// plain words, once.
func (f *facts) readTexts() diag.List {
	var sources []markdown.Source
	for _, p := range f.repo.Pages {
		if p.Body != nil {
			sources = append(sources, markdown.Source{Path: p.Path, Text: p.Body, Kind: markdown.Handbook})
		}
	}
	f.eachLog(func(_ place, log record.Log) {
		if log.Notes != nil {
			sources = append(sources, markdown.Source{Path: log.Path, Text: log.Notes, Kind: markdown.Log})
		}
	})
	parsed := make([]*markdown.Page, len(sources))
	found := collect(len(sources), f.tell, func(i int, found *diag.List) {
		if sources[i].Kind == markdown.Log && markdown.IsPlain(sources[i].Text) {
			return
		}
		page, problems := f.texts.Outline(sources[i])
		parsed[i] = page
		for _, p := range problems {
			if sources[i].Kind == markdown.Handbook || !saidOfRecords(p.Rule) {
				*found = append(*found, p)
			}
		}
	})
	f.pages = map[string]*markdown.Page{}
	for i, page := range parsed {
		if page != nil {
			f.pages[sources[i].Path] = page
		}
	}
	f.resolveLinks()
	return found
}

// saidOfRecords reports whether package record applies a rule to every record, so that
// it would be reported twice for a log.
func saidOfRecords(rule string) bool {
	switch rule {
	case markdown.Encoding, markdown.ControlCharacter, markdown.HiddenCharacter, markdown.Oversize:
		return true
	}
	return false
}

// pageLink is a relative link of a handbook page, and what it leads to.
type pageLink struct {
	page   *record.Page
	link   *markdown.Link
	target record.Target
}

// resolveLinks finds what the relative links of every handbook page lead to.
func (f *facts) resolveLinks() {
	links := make([][]pageLink, len(f.repo.Pages))
	_ = parallel.Each(len(links), func(i int) error {
		page := f.repo.Pages[i]
		text := f.pages[page.Path]
		for j := 0; text != nil && j < len(text.Links); j++ {
			if link := &text.Links[j]; link.Kind == markdown.Relative {
				links[i] = append(links[i], pageLink{page, link, f.repo.Resolve(page.Path, link.Destination)})
			}
		}
		return nil
	})
	f.links = slices.Concat(links...)
}

// eachLink visits the relative links of every handbook page.
func (c *checker) eachLink(visit func(page *record.Page, link *markdown.Link, target record.Target)) {
	for _, l := range c.links {
		visit(l.page, l.link, l.target)
	}
}

// brokenLink reports a link to a page that is not there.
func brokenLink(c *checker) {
	c.eachLink(func(page *record.Page, link *markdown.Link, target record.Target) {
		switch {
		case target.Moved && !link.Image:
			_, section, _ := strings.Cut(link.Destination, "#")
			now := strings.TrimSuffix(relative(path.Dir(page.Path), target.Page.Path)+"#"+section, "#")
			c.errorf(link.At, "write "+now, "%s has moved to %s", target.Path, target.Page.Path)
		case link.Image || !lost(target) || c.repo.MayLieAt(target.Path):
		case outside(target):
			c.errorf(link.At, "take a ../ away, or write a whole web address", "the link leaves the repository")
		case c.folders[target.Path]:
			c.errorf(link.At, "add a README.md to the folder, or link to one of its pages", "%s is a folder without a page", target.Path)
		default:
			c.errorf(link.At, "correct the path; it starts at the page's own folder", "there is no %s", target.Path)
			c.problems.CompleteLater(func() string { return c.nearestFile(page.Path, target) })
		}
	})
}

// brokenImage reports an image that is not there.
func brokenImage(c *checker) {
	c.eachLink(func(page *record.Page, link *markdown.Link, target record.Target) {
		switch {
		case !link.Image || target.Kind == record.TargetAsset || c.repo.MayLieAt(target.Path):
		case target.Kind == record.TargetPage:
			c.errorf(link.At, "take the ! away for a link", "%s is a page and no image", target.Path)
		case target.Kind == record.TargetRepository || outside(target):
			c.errorf(link.At, "put the file into content/", "the image is not in content/, so it is not published")
		default:
			c.errorf(link.At, "put the file into content/ and give its path from the page's own folder", "there is no image %s", target.Path)
			c.problems.CompleteLater(func() string { return c.nearestFile(page.Path, target) })
		}
	})
}

// unpublishedFile reports a link to a file of content/ that the site does not carry.
func unpublishedFile(c *checker) {
	c.eachLink(func(_ *record.Page, link *markdown.Link, target record.Target) {
		if target.Kind != record.TargetAsset {
			return
		}
		asset := c.repo.Asset(target.Path)
		switch why, hint := asset.Unfit(); {
		case why != "":
			c.warnf(link.At, hint, "%s %s, so it is not published", target.Path, why)
		case link.Image && !asset.IsPicture():
			c.warnf(link.At, "take the ! away for a link", "%s is no image that a page can show", target.Path)
		}
	})
}

func lost(t record.Target) bool {
	return t.Kind == record.TargetBroken || t.Kind == record.TargetUnsafe
}

func outside(t record.Target) bool {
	return t.Kind == record.TargetBroken && (t.Path == ".." || strings.HasPrefix(t.Path, "../"))
}

// foldersOf returns the folders that files are in.
func foldersOf(files []string) map[string]bool {
	folders := map[string]bool{}
	for _, file := range files {
		for folder := path.Dir(file); folder != "." && !folders[folder]; folder = path.Dir(folder) {
			folders[folder] = true
		}
	}
	return folders
}

// handbookFiles returns the paths of the pages and the other files of content/.
func handbookFiles(repo *record.Repository) []string {
	var files []string
	for _, p := range repo.Pages {
		files = append(files, p.Path)
	}
	for _, a := range repo.Assets {
		files = append(files, a.Path)
	}
	return files
}

// nearestFile returns a suggestion for the target of a broken link, relative to the
// page: a file with a similar name in the folder, or with the same name in another.
// Comparing with every file would take minutes in a large handbook.
func (f *facts) nearestFile(from string, target record.Target) string {
	folder, name := path.Split(target.Path)
	folded := text.Fold(target.Path)
	var beside, namesakes []string
	for _, file := range f.files {
		in, base := path.Split(file)
		switch {
		case text.Fold(file) == folded && !strings.EqualFold(file, target.Path):
			return fmt.Sprintf("; one that looks the same is written in other characters, %+q and not %+q: rename it", base, name)
		case in == folder:
			beside = append(beside, file)
		case base == name:
			namesakes = append(namesakes, file)
		}
	}
	near := cmp.Or(prose.Suggest(target.Path, beside), prose.Suggest(target.Path, namesakes))
	if near == "" && len(namesakes) == 1 {
		near = namesakes[0]
	}
	if near == "" {
		return ""
	}
	return fmt.Sprintf("; did you mean %q?", relative(path.Dir(from), near))
}

// relative returns the relative path from a folder to a file.
func relative(from, to string) string {
	up := ""
	for from != "." && !strings.HasPrefix(to, from+"/") {
		from, up = path.Dir(from), up+"../"
	}
	if from == "." {
		return up + to
	}
	return up + strings.TrimPrefix(to, from+"/")
}

// brokenAnchor reports a link to a section that a page does not have.
func brokenAnchor(c *checker) {
	c.eachLink(func(_ *record.Page, link *markdown.Link, target record.Target) {
		if target.Kind != record.TargetPage || target.Fragment == "" {
			return
		}
		text := c.pages[target.Page.Path]
		if text == nil {
			return
		}
		if _, found := text.Anchor(target.Fragment); found {
			return
		}
		c.errorf(link.At, "a section's name is its heading in small letters, with - for spaces", "%s has no section #%s", target.Page.Path, target.Fragment)
		meant(c, target.Fragment, func() (known []string) {
			for _, h := range text.Headings {
				known = append(known, h.ID)
			}
			return known
		})
	})
}

// noRepository reports a link to a file of the repository if site.yaml gives no
// address of the repository.
func noRepository(c *checker) {
	if c.repo.Site.Repository != "" || c.repo.Site.Incomplete {
		return
	}
	c.eachLink(func(_ *record.Page, link *markdown.Link, target record.Target) {
		if !link.Image && target.Kind == record.TargetRepository {
			c.warnf(link.At, "add repository to program/site.yaml", "%s is not in content/, and site.yaml does not say where the repository is, so the link leads nowhere", target.Path)
		}
	})
}

// brokenAddress reports a record's link to a page that is not there.
func brokenAddress(c *checker, s spot, value any) {
	address, ok := value.(record.Address)
	if _, site := s.record.(*record.Site); !ok || site {
		return
	}
	const anyPage = "content/index.md" // such addresses start at content/
	target := c.repo.Resolve(anyPage, string(address))
	switch {
	case target.Moved:
		c.errorf(s.at(), "write "+strings.TrimPrefix(target.Page.Path, "content/"), "%s%s has moved to %s", s.prefix(), target.Path, target.Page.Path)
	case !lost(target) && target.Kind != record.TargetSite || c.repo.MayLieAt(target.Path):
	case strings.Contains(string(address), "@"):
		c.errorf(s.at(), "write mailto: before it", "%sthis looks like a mailbox, and reads as the path of a page", s.prefix())
	default:
		c.errorf(s.at(), "write the path of a page from content/ on, or a whole web address", "%sthere is no %s", s.prefix(), target.Path)
		c.problems.CompleteLater(func() string { return c.nearestFile(anyPage, target) })
	}
}

// notesLink reports a relative link in the notes of a log that leads nowhere where they
// are shown.
func notesLink(c *checker) {
	c.eachLog(func(_ place, log record.Log) {
		text := c.pages[log.Path]
		if text == nil {
			return
		}
		for _, link := range text.Links {
			if link.Kind != markdown.Relative || c.shownWithNotes(log.Path, link) {
				continue
			}
			hint := "write the whole address, with https://"
			if link.Image {
				hint = markdown.PictureHint(log.Path)
			}
			c.warnf(link.At, hint, "notes: the link to %q leads nowhere where the notes are shown", prose.Short(link.Destination, 60))
		}
	})
}

// shownWithNotes reports whether a link of notes leads into the handbook, to what the
// site has.
func (f *facts) shownWithNotes(file string, link markdown.Link) bool {
	target := f.repo.Resolve(file, link.Destination)
	if link.Image {
		return target.Kind == record.TargetAsset && f.repo.Asset(target.Path).IsPicture()
	}
	return target.Kind == record.TargetPage || target.Kind == record.TargetAsset && f.repo.Asset(target.Path).Carried(false)
}

// twoSources reports two files that would become the same page of the site.
func twoSources(c *checker) {
	taken := map[string]string{}
	for _, p := range c.repo.Pages {
		taken[strings.ToLower(p.Output)] = p.Path
	}
	for _, a := range c.repo.Assets {
		taken[strings.ToLower(strings.TrimPrefix(a.Path, "content/"))] = a.Path
	}
	for _, p := range c.repo.Pages {
		output := p.NaturalOutput()
		other, twice := taken[strings.ToLower(output)]
		// The rule same-name reports two names that differ only in case.
		if twice && other != p.Path && !strings.EqualFold(other, p.Path) {
			c.errorf(top(p.Path), "rename one of the two", "%s and this file would both be the page %s", other, output)
		}
	}
}

// letters reports a page that says to whom it goes and is no letter.
func letters(c *checker) {
	for _, p := range c.repo.Pages {
		if _, ok := p.LetterKind(); p.To != "" && !ok {
			c.errorf(p.At("to"), "take it out, or move the page to content/messages/", "to: this page is no letter")
		}
	}
}

// movedFrom reports a former path of a page that nothing leads on from.
func movedFrom(c *checker) {
	for _, m := range c.repo.Moves {
		if m.Wrong != "" {
			c.errorf(m.Page.At("moved_from", m.Index), m.Hint, "moved_from: %s", m.Wrong)
		}
	}
}

// reservedPath reports a page at a path that the site needs itself.
func reservedPath(c *checker) {
	for _, p := range c.repo.Pages {
		if output := p.NaturalOutput(); record.ReservedOutput(output) {
			c.warnf(top(p.Path), "rename the file or its folder", "the site has its own %s, so this page goes to %s", output, p.Output)
		}
	}
}

// untitled reports a page without a title for the navigation.
func untitled(c *checker) {
	for _, p := range c.repo.Pages {
		if text := c.pages[p.Path]; text != nil && p.Title == "" && text.Title == "" {
			c.warnf(top(p.Path), "begin it with a heading: # What it is about", "the page has no heading and no title, so its file's name stands in the navigation")
		}
	}
}

func top(file string) diag.Position { return diag.Position{Path: file, Line: 1, Column: 1} }
