package site

import (
	"cmp"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"slices"
	"strings"

	"pairbook/generator/internal/match"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
)

// Input is all that a site is made of.
type Input struct {
	Repo     *record.Repository
	AsOf     when.Date
	Revision string // the commit of the records, with -modified after it where they differ; "" where it is not known
	Audience Audience
	Avoid    []match.Avoid // people who must not meet, for the coordinators' proposals
	BaseURL  string        // the address of the site; "" for the one that site.yaml names, if any
	Theme    fs.FS         // templates/ and assets/
	Files    fs.FS         // the repository's root, for the handbook's pictures; nil for none

	// Refused says why files were refused, by path. A page of the handbook
	// whose text cannot be shown gets a page that says so.
	Refused map[string][]string
}

// Output is a file of the site. Render may run beside others and more than
// once, with the same bytes.
type Output struct {
	Path   string
	Render func(io.Writer) error
}

// Build makes the files of a site, sorted by path, no two at one place.
func Build(in Input) ([]Output, error) {
	theme, err := loadTheme(in.Theme)
	if err != nil {
		return nil, err
	}
	return build(in, theme)
}

// build makes the files of a site with a theme that is read already.
func build(in Input, theme *theme) ([]Output, error) {
	in.BaseURL = siteAddress(in)
	v := newVeil(in.Repo, in.Audience)
	in.Repo = v.repo
	places := newPlaces(in.Repo, v.path)
	b := &builder{theme: theme, taken: map[string]string{}}
	files := handbookFiles(in.Files, in.Repo.Assets, places)
	b.pages = revealPages(in, places)
	b.shown = reveal(in, v, places)
	b.outputs = append(files, theme.outputs()...)
	if err := b.addForms(); err != nil {
		return nil, err
	}
	b.addPages()
	b.addFeeds()
	b.addAPI()
	slices.SortFunc(b.outputs, func(a, b Output) int { return cmp.Compare(a.Path, b.Path) })
	return b.outputs, b.unique()
}

// siteAddress is the address that a site was given, or that its record has.
func siteAddress(in Input) string {
	if in.BaseURL == "" && in.Repo.Site != nil {
		return baseAddress(string(in.Repo.Site.BaseURL))
	}
	return baseAddress(in.BaseURL)
}

// baseAddress ends an address with a slash. An address that no path can follow
// is none.
func baseAddress(address string) string {
	u, err := url.Parse(webAddress(address))
	if err != nil || u.Host == "" || u.RawQuery != "" || u.Fragment != "" {
		return ""
	}
	return strings.TrimRight(u.String(), "/") + "/"
}

// builder collects the files of one site.
type builder struct {
	theme     *theme
	shown     *Programme
	pages     []*Page
	handbook  *branch
	programme *branch
	taken     map[string]string // paths of pages in lower case → as they are
	outputs   []Output
	forms     string // the path of what the forms know

	navigations navigations
}

// page adds a page, which is made when it is rendered.
func (b *builder) page(path, template string, make func(f Frame) (any, error)) {
	b.pageUnder("", path, template, make)
}

// pageUnder adds a page that is under an entry of the navigation.
func (b *builder) pageUnder(entry, path, template string, make func(f Frame) (any, error)) {
	b.taken[strings.ToLower(path)] = path
	b.outputs = append(b.outputs, Output{path, func(w io.Writer) error {
		frame, err := b.frame(path, entry)
		if err != nil {
			return fmt.Errorf("write the navigation of %s: %w", path, err)
		}
		page, err := make(frame)
		if err != nil {
			return fmt.Errorf("make %s: %w", path, err)
		}
		return b.theme.render(w, template, page)
	}})
}

// free tells whether the handbook has left a path to the site.
func (b *builder) free(path string) bool {
	_, taken := b.taken[strings.ToLower(path)]
	return !taken
}

// unique reports two files at one place, which a file system may not tell apart.
func (b *builder) unique() error {
	seen := map[string]bool{}
	for _, o := range b.outputs {
		key := strings.ToLower(o.Path)
		if seen[key] {
			return fmt.Errorf("build the site: two files would be at %s", o.Path)
		}
		seen[key] = true
	}
	return nil
}
