package site

import (
	"cmp"
	"html/template"
	"path"
	"sync"

	"pairbook/generator/internal/forge"
	"pairbook/generator/internal/view"
	"pairbook/generator/internal/when"
)

// Frame is what every page has around its own.
type Frame struct {
	Path    string // of the page
	Title   string
	Summary string // for those who link to the page, in plain words
	Reading bool   // the page is text to read, not tables to consult

	Site    string // its title
	Address string // of the page, when the site has one
	AsOf    when.Date
	Private bool
	Listed  bool

	Style, Script, Scheme, Search, Icon string // paths of assets
	Touch                               string // path of an icon for a telephone's home screen, "" for none
	Logo                                Image
	Footer                              []template.HTML // paragraphs

	// Written once for all pages of a folder: links of the head, the bar and the foot of
	// the page, and the navigation.
	Head, Bar, Foot, Nav template.HTML

	Crumbs     []view.Link
	Prev, Next view.Link
	Stretches  []view.Link // to the pages that a long list is cut into, this one among them
	Edit       string      // an address
	Updated    when.Date   // when the text last changed; 0 where it is not known
	Forge      forge.Forge // that has the repository

	root    string          // where the site begins on its host, in addresses that hold from anywhere; "" where they are relative
	divided map[string]bool // files of data that name others with the rest
	room    []byte          // in which proofs are written, one after the other
}

// Image is a picture of the site, its sides in pixels; 0 when they are not known.
type Image struct {
	Path          string // "" for none
	Width, Height int
}

// Heading is an entry of a page's contents.
type Heading struct {
	ID, Text string
	Below    []Heading
}

// In is a value in the page it stands on, which its links need.
type In struct {
	frame *Frame
	It    any
}

// With puts a value into the page, for a part of the theme.
func (f *Frame) With(value any) In { return In{f, value} }

// With puts another value into the same page.
func (i In) With(value any) In { return In{i.frame, value} }

// To writes the way to a path of the site.
func (f *Frame) To(path string) string {
	if f.root != "" {
		return f.root + view.EscapePath(path)
	}
	return relative(f.Path, path)
}

// To writes the way to a path of the site.
func (i In) To(path string) string { return i.frame.To(path) }

// Href writes a link's address, "" when it leads nowhere.
func (f *Frame) Href(l view.Link) any { return hrefValue(l, f.Path) }

// Href writes a link's address, "" when it leads nowhere.
func (i In) Href(l view.Link) any { return i.frame.Href(l) }

// Metric writes the way to a metric's definition.
func (i In) Metric(id string) string {
	return relative(i.frame.Path, "metrics.html") + "#" + metricAnchor(id)
}

// IsDivided reports whether a file of data names others with the rest.
func (i In) IsDivided(file string) bool { return i.frame.divided[file] }

// IsPath reports whether a path is the page's own.
func (i In) IsPath(path string) bool { return i.frame.Path == path }

func metricAnchor(id string) string { return "pb-metric-" + id }

// Drawing is a chart, ready to stand in a page.
type Drawing = template.HTML

// edges are what stands around a page besides the navigation, and leads to the same
// from every page of a folder.
type edges struct{ head, bar, foot template.HTML }

// addEdges adds the edges of the page's folder, which the parts head, bar and foot of
// the theme write. A theme may do without them.
func (b *builder) addEdges(f *Frame) error {
	e, err := b.edges.of(b.folderOf(f.Path), func() (edges, error) {
		var e edges
		var err error
		for _, of := range []struct {
			part string
			html *template.HTML
		}{{"head", &e.head}, {"bar", &e.bar}, {"foot", &e.foot}} {
			if err == nil && b.theme.has(of.part) {
				*of.html, err = b.theme.fragment(of.part, f)
			}
		}
		return e, err
	})
	f.Head, f.Bar, f.Foot = e.head, e.bar, e.foot
	return err
}

// folderOf is where the links of a page start: its folder in the site, or that of the
// site on its host.
func (b *builder) folderOf(page string) string { return cmp.Or(b.rootOf(page), path.Dir(page)) }

// kept is what is written once for many pages. The zero value is empty.
type kept[K comparable, V any] struct {
	mutex sync.Mutex
	known map[K]V
}

// mostWritten is how many of a kind are kept. Pages are rendered in the order of
// their paths, so the ones before are hardly ever asked for again.
const mostWritten = 256

// of returns what is kept under a key, as write gives it when it is not there yet.
func (k *kept[K, V]) of(key K, write func() (V, error)) (V, error) {
	k.mutex.Lock()
	defer k.mutex.Unlock()
	if known, there := k.known[key]; there {
		return known, nil
	}
	made, err := write()
	if err != nil {
		return made, err
	}
	if k.known == nil || len(k.known) >= mostWritten {
		k.known = map[K]V{}
	}
	k.known[key] = made
	return made, nil
}
