package markdown

import (
	"fmt"
	"html"
	"html/template"
	"strconv"
	"strings"
)

// Options configure Render. The zero value renders a page by itself, with addresses as
// written and blocks as code.
type Options struct {
	// Link returns the address of a relative link to another file. If ok is false, the
	// link is rendered as its text.
	Link func(Link) (href string, ok bool)
	// Image returns the address of an image. If ok is false, the image is rendered as
	// its text.
	Image func(Link) (src string, ok bool)
	// Size returns the width and the height of an image in pixels, zeros if they are
	// not known.
	Size func(Link) (width, height int)
	// Live returns the HTML that replaces a block.
	Live func(Block) template.HTML
	// OmitTitle leaves out the first heading if it is of level 1, for a template
	// that prints Page.Title itself.
	OmitTitle bool
	// Deeper is added to the level of each heading, up to 6.
	Deeper int
	// IDPrefix goes before each id, for several texts on one page.
	IDPrefix string
}

// hole is a place in a page's HTML that depends on how the page is rendered.
type hole struct {
	kind  holeKind
	at    int    // the offset in the HTML
	index int    // of the link or block; of a level, the level as written
	skip  int    // how many bytes after it the hole stands for
	text  string // of an image, in its place
}

type holeKind uint8

const (
	prefixHole  holeKind = iota // the prefix of an id
	addressHole                 // the prefix of an id in an address
	levelHole                   // the level of a heading
	titleHole                   // the heading that the page may be without
	linkHole                    // the opening tag of a link
	endHole                     // the closing tag of a link
	imageHole
	blockHole
)

// Render returns the page as HTML. An error is a bug of this package.
func (p *Page) Render(o Options) (template.HTML, error) {
	if !p.whole {
		return "", fmt.Errorf("rendering Markdown: of the text only an outline was kept")
	}
	return template.HTML(p.render(o)), nil
}

func (p *Page) render(o Options) string {
	w := writer{page: p, options: o, prefix: html.EscapeString(o.IDPrefix)}
	w.Grow(len(p.html) + len(p.html)/8)
	done := 0
	for _, h := range p.holes {
		if h.at < done {
			continue // in what was left out
		}
		w.WriteString(p.html[done:h.at])
		done = h.at
		if w.fill(h) {
			done += h.skip
		}
	}
	w.WriteString(p.html[done:])
	return w.String()
}

// writer renders one page.
type writer struct {
	strings.Builder
	page    *Page
	options Options
	prefix  string
	images  int // so far
}

// fill writes the content of a hole, and reports whether it replaces the default bytes
// after it.
func (w *writer) fill(h hole) (instead bool) {
	switch h.kind {
	case prefixHole:
		w.WriteString(w.prefix)
	case addressHole:
		w.WriteString(html.EscapeString(escapeFragment(w.options.IDPrefix)))
	case levelHole:
		w.WriteString(strconv.Itoa(min(h.index+w.options.Deeper, 6)))
	case titleHole:
		return w.options.OmitTitle
	case linkHole:
		w.link(w.page.Links[h.index])
	case endHole:
		if _, ok := w.address(w.page.Links[h.index]); ok {
			w.WriteString("</a>")
		}
	case imageHole:
		w.image(w.page.Links[h.index], h.text)
	case blockHole:
		if w.options.Live == nil {
			return false
		}
		w.WriteString(dropControls(string(w.options.Live(w.page.Blocks[h.index]))))
		return true
	}
	return false
}

func (w *writer) link(l Link) {
	href, ok := w.address(l)
	if !ok {
		return
	}
	w.WriteString(`<a href="` + dropControls(escapeURL(href)) + `"`)
	w.title(l)
	w.WriteString(">")
}

func (w *writer) image(l Link, text string) {
	src, ok := w.address(l)
	if !ok {
		w.WriteString(text)
		return
	}
	w.WriteString(`<img src="` + dropControls(escapeURL(src)) + `" alt="` + text + `"`)
	w.title(l)
	if w.options.Size != nil {
		if width, height := w.options.Size(l); width > 0 && height > 0 {
			fmt.Fprintf(w, ` width="%d" height="%d"`, width, height)
		}
	}
	// The first one may be in sight at once, unless there are other texts above it.
	if w.images++; w.images > 1 || w.prefix != "" {
		w.WriteString(` loading="lazy"`)
	}
	w.WriteString(">")
}

func (w *writer) title(l Link) {
	if l.Title != "" {
		w.WriteString(` title="` + dropControls(html.EscapeString(l.Title)) + `"`)
	}
}

// address resolves a link. A link to a section of its own page needs no caller; an
// address from the caller must be as safe as one that an author may write.
func (w *writer) address(l Link) (string, bool) {
	if l.Kind != Relative {
		return l.Destination, true
	}
	path, fragment := l.Target()
	if path == "" {
		id, ok := w.page.Anchor(fragment)
		name, _, _ := strings.Cut(id, ":~:")
		if _, own := w.page.anchors[name]; own {
			id = w.options.IDPrefix + id
		}
		return "#" + escapeFragment(id), ok
	}
	resolve := w.options.Link
	if l.Image {
		resolve = w.options.Image
	}
	if resolve == nil {
		return l.Destination, true
	}
	address, ok := resolve(l)
	if _, err := kindOf(address); err != nil {
		return "", false
	}
	return address, ok
}
