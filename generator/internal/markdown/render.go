package markdown

import (
	"bytes"
	"fmt"
	"html"
	"html/template"
	"strconv"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/renderer"
	goldhtml "github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/util"

	"pairbook/generator/internal/text"
)

// Options say how a page is rendered. The zero value renders it by itself, with
// addresses as written and blocks as code.
type Options struct {
	// Link gives the address of a relative link to another file; without one the
	// link keeps its text and loses its address.
	Link func(Link) (href string, ok bool)
	// Image gives the address of an image; without one its text stands in its place.
	Image func(Link) (src string, ok bool)
	// Live gives what stands in the place of a block.
	Live func(Block) template.HTML
	// OmitTitle leaves out the first heading if it is of level 1, for a template
	// that prints Page.Title itself.
	OmitTitle bool
	// Deeper is added to the level of each heading, up to 6.
	Deeper int
	// IDPrefix goes before each id, for several texts on one page.
	IDPrefix string
}

// Render writes the page as HTML. The only problems it can have are ours.
func (p *Page) Render(o Options) (template.HTML, error) {
	var out bytes.Buffer
	w := &writer{page: p, options: o, spare: p.spare}
	if err := w.renderer().Render(&out, p.source, p.root); err != nil {
		return "", fmt.Errorf("rendering Markdown: %w", err)
	}
	return template.HTML(dropControls(out.Bytes())), nil
}

// maxOutput is how large a page may become, live blocks not counted.
func maxOutput(source int) int { return 16*source + 64<<10 }

// measure renders the page once to learn its size, and refuses it when a small
// text makes a large page.
func (p *Page) measure(r *report) {
	size := &counter{limit: maxOutput(len(p.source))}
	w := &writer{page: p, full: size.full}
	_ = w.renderer().Render(size, p.source, p.root) // a counter never fails
	p.spare = size.limit - size.bytes
	if size.full() {
		r.refuse(r.at(0), TooComplex, "split the page", "the page would be more than 16 times as large as its text")
	}
}

type counter struct{ bytes, limit int }

func (c *counter) Write(b []byte) (int, error) {
	c.bytes += len(b)
	return len(b), nil
}

func (c *counter) full() bool { return c.bytes > c.limit }

// dropControls removes the control characters that an entity such as &#1; made.
func dropControls(b []byte) []byte {
	return bytes.Map(func(c rune) rune {
		if text.Control(c) {
			return -1
		}
		return c
	}, b)
}

// writer renders one page. What it does not register is rendered by the library.
type writer struct {
	page        *Page
	options     Options
	tables      int         // so far
	highlighted int         // bytes of code so far
	spare       int         // bytes that highlighting may still add
	full        func() bool // when not nil, whether to stop
}

func (w *writer) renderer() renderer.Renderer {
	return renderer.NewRenderer(renderer.WithNodeRenderers(
		util.Prioritized(w, 1),
		util.Prioritized(goldhtml.NewRenderer(), 1000),
		util.Prioritized(extension.NewStrikethroughHTMLRenderer(), 1000),
		util.Prioritized(extension.NewDefinitionListHTMLRenderer(), 1000),
	))
}

// RegisterFuncs makes writer a renderer.NodeRenderer.
func (w *writer) RegisterFuncs(r renderer.NodeRendererFuncRegisterer) {
	for kind, write := range map[ast.NodeKind]func(util.BufWriter, ast.Node, bool) ast.WalkStatus{
		ast.KindHeading:             w.heading,
		ast.KindParagraph:           w.paragraph,
		ast.KindTextBlock:           w.textBlock,
		ast.KindBlockquote:          w.quote,
		ast.KindCodeBlock:           w.code,
		ast.KindFencedCodeBlock:     w.code,
		ast.KindHTMLBlock:           w.nothing,
		ast.KindRawHTML:             w.nothing,
		ast.KindLink:                w.link,
		ast.KindAutoLink:            w.autoLink,
		ast.KindImage:               w.image,
		extast.KindTable:            w.table,
		extast.KindTableHeader:      w.tableHeader,
		extast.KindTableRow:         w.tableRow,
		extast.KindTableCell:        w.tableCell,
		extast.KindTaskCheckBox:     w.checkBox,
		extast.KindFootnoteLink:     w.footnoteLink,
		extast.KindFootnoteBacklink: w.footnoteBacklink,
		extast.KindFootnote:         w.footnote,
		extast.KindFootnoteList:     w.footnoteList,
	} {
		r.Register(kind, func(out util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
			if w.full != nil && w.full() {
				return ast.WalkStop, nil
			}
			return write(out, n, entering), nil
		})
	}
}

// print writes HTML; its arguments must be escaped. A buffer reports its errors
// when it is flushed.
func print(out util.BufWriter, format string, args ...any) {
	_, _ = fmt.Fprintf(out, format, args...)
}

func (w *writer) nothing(util.BufWriter, ast.Node, bool) ast.WalkStatus {
	return ast.WalkSkipChildren
}

func (w *writer) heading(out util.BufWriter, n ast.Node, entering bool) ast.WalkStatus {
	h := w.page.headings[n]
	if w.options.OmitTitle && h.Level == 1 && h.top && h == w.page.Headings[0] {
		return ast.WalkSkipChildren
	}
	level, id := min(h.Level+w.options.Deeper, 6), html.EscapeString(w.options.IDPrefix+h.ID)
	if entering {
		print(out, `<h%d id="%s">`, level, id)
		return ast.WalkContinue
	}
	print(out, ` <a class="anchor" href="#%s" aria-label="Link to this section: %s">#</a></h%d>`+"\n",
		html.EscapeString(escapeFragment(w.options.IDPrefix+h.ID)), html.EscapeString(h.Text), level)
	return ast.WalkContinue
}

func (w *writer) link(out util.BufWriter, n ast.Node, entering bool) ast.WalkStatus {
	l, ok := w.page.links[n]
	if !ok {
		return ast.WalkContinue
	}
	href, ok := w.address(l)
	switch {
	case !ok:
	case !entering:
		print(out, "</a>")
	case l.Title != "":
		print(out, `<a href="%s" title="%s">`, escapeURL(href), html.EscapeString(l.Title))
	default:
		print(out, `<a href="%s">`, escapeURL(href))
	}
	return ast.WalkContinue
}

// address resolves a link. A link to a section of its own page stays here; what
// the caller answers must be as safe as what an author may write.
func (w *writer) address(l Link) (string, bool) {
	if l.Kind != Relative {
		return l.Destination, true
	}
	path, fragment := l.Target()
	switch {
	case path == "" && w.page.anchors[fragment]:
		return "#" + escapeFragment(w.options.IDPrefix+fragment), true
	case path == "":
		return "#" + fragment, w.page.HasAnchor(fragment)
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

func (w *writer) autoLink(out util.BufWriter, n ast.Node, entering bool) ast.WalkStatus {
	if !entering {
		return ast.WalkContinue
	}
	text := html.EscapeString(string(n.(*ast.AutoLink).Label(w.page.source)))
	l, ok := w.page.links[n]
	if href, found := w.address(l); ok && found && !inLink(n) {
		print(out, `<a href="%s">%s</a>`, escapeURL(href), text)
	} else {
		print(out, "%s", text)
	}
	return ast.WalkContinue
}

// inLink reports whether a node stands in the text of a link, where HTML allows
// no second one.
func inLink(n ast.Node) bool {
	for p := n.Parent(); p != nil && p.Type() == ast.TypeInline; p = p.Parent() {
		if p.Kind() == ast.KindLink {
			return true
		}
	}
	return false
}

func (w *writer) image(out util.BufWriter, n ast.Node, entering bool) ast.WalkStatus {
	if !entering {
		return ast.WalkContinue
	}
	text := html.EscapeString(plainText(n, w.page.source))
	l, ok := w.page.links[n]
	src, found := w.address(l)
	switch {
	case !ok || !found:
		print(out, "%s", text)
	case l.Title != "":
		print(out, `<img src="%s" alt="%s" title="%s" loading="lazy">`, escapeURL(src), text, html.EscapeString(l.Title))
	default:
		print(out, `<img src="%s" alt="%s" loading="lazy">`, escapeURL(src), text)
	}
	return ast.WalkSkipChildren
}

func (w *writer) footnoteLink(out util.BufWriter, n ast.Node, entering bool) ast.WalkStatus {
	f, prefix := n.(*extast.FootnoteLink), html.EscapeString(w.options.IDPrefix)
	switch {
	case !entering:
	case inLink(n):
		print(out, `<sup id="%s%s">%d</sup>`, prefix, footnoteRef(f.Index, f.RefIndex), f.Index)
	default:
		print(out, `<sup id="%s%s"><a class="footnote-ref" href="#%s%s" aria-label="Footnote %d">%d</a></sup>`,
			prefix, footnoteRef(f.Index, f.RefIndex), prefix, footnoteID(f.Index), f.Index, f.Index)
	}
	return ast.WalkContinue
}

func (w *writer) footnoteBacklink(out util.BufWriter, n ast.Node, entering bool) ast.WalkStatus {
	if f := n.(*extast.FootnoteBacklink); entering {
		print(out, ` <a class="footnote-back" href="#%s%s" aria-label="Back to the text">↩`+"\uFE0E</a>",
			html.EscapeString(w.options.IDPrefix), footnoteRef(f.Index, f.RefIndex))
	}
	return ast.WalkContinue
}

func (w *writer) footnote(out util.BufWriter, n ast.Node, entering bool) ast.WalkStatus {
	if entering {
		print(out, `<li id="%s%s">`+"\n", html.EscapeString(w.options.IDPrefix), footnoteID(n.(*extast.Footnote).Index))
	} else {
		print(out, "</li>\n")
	}
	return ast.WalkContinue
}

func (w *writer) footnoteList(out util.BufWriter, _ ast.Node, entering bool) ast.WalkStatus {
	if entering {
		print(out, `<section class="footnotes" role="doc-endnotes" aria-label="Footnotes">`+"\n<ol>\n")
	} else {
		print(out, "</ol>\n</section>\n")
	}
	return ast.WalkContinue
}

// footnoteID and footnoteRef hold a colon, which no heading's id does.
func footnoteID(index int) string { return "fn:" + strconv.Itoa(index) }

func footnoteRef(index, ref int) string {
	if ref == 0 {
		return "fnref:" + strconv.Itoa(index)
	}
	return fmt.Sprintf("fnref:%d:%d", index, ref)
}
