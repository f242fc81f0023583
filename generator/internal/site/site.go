package site

import (
	"cmp"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"

	"pairbook/generator/internal/view"
)

// Output is a file of the site. Render may run beside others and more than
// once, with the same bytes.
type Output struct {
	Path   string
	Render func(io.Writer) error
}

// static is a file whose bytes are there already.
func static(path string, body []byte) Output {
	return Output{path, func(w io.Writer) error {
		_, err := w.Write(body)
		return err
	}}
}

// Build makes the files of a site, sorted by path, no two at one place. The
// theme holds templates/ and assets/; files is the repository's root, which the
// handbook's pictures are copied from.
func Build(p *view.Programme, theme, files fs.FS) ([]Output, error) {
	t, err := loadTheme(theme)
	if err != nil {
		return nil, err
	}
	t.accent(p.Look.Accent)
	return build(p, t, files, mostOnPage)
}

// build makes the files of a site with a theme that is read already. Lists that
// weigh more than most are cut.
func build(p *view.Programme, theme *theme, files fs.FS, most int) ([]Output, error) {
	b := &builder{theme: theme, shown: p, most: most, outputs: theme.outputs(), taken: map[string]string{},
		divided: map[string]bool{}, sizes: map[string]func() (int, int){}, calendars: map[string]string{}, suggestions: map[string][]string{}, exports: map[string][]view.Link{}}
	for _, a := range p.Assets {
		b.sizes[a.Path] = sizeIn(files, a.File)
		b.outputs = append(b.outputs, Output{a.Path, func(w io.Writer) error { return copyFile(w, files, a.File) }})
	}
	if err := b.addForms(); err != nil {
		return nil, err
	}
	b.addCalendars()
	b.addPages()
	if err := b.addSearch(); err != nil {
		return nil, err
	}
	b.addFeeds()
	b.addAPI()
	b.addMoved()
	slices.SortFunc(b.outputs, func(a, b Output) int { return cmp.Compare(a.Path, b.Path) })
	return b.outputs, b.unique()
}

// builder collects the files of one site.
type builder struct {
	theme       *theme
	shown       *view.Programme
	most        int // bytes of a list in one file, by estimate
	handbook    *branch
	programme   *branch
	taken       map[string]string // paths of pages in lower case → as they are
	outputs     []Output
	sizes       map[string]func() (width, height int) // of the images, by path
	divided     map[string]bool                       // files of data that name others with the rest
	calendars   map[string]string                     // by the page of the cohort or the pairing, the path of its calendar
	suggestions map[string][]string                   // by the page of the pairing, the calendars of the times when all are free
	exports     map[string][]view.Link                // by the cohort's id, the ways to its tables
	forms       string                                // the path of what the forms know

	navigations kept[navKey, *navigation]
	edges       kept[string, edges]
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
			return fmt.Errorf("write what is around %s: %w", path, err)
		}
		page, err := make(frame)
		if err != nil {
			return fmt.Errorf("make %s: %w", path, err)
		}
		return b.theme.render(w, template, page)
	}})
}

// free reports whether the handbook has left a path to the site.
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
