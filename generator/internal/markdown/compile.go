package markdown

import (
	"bytes"
	"fmt"
	"html"
	"sort"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/renderer"
	goldhtml "github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/util"

	"pairbook/generator/internal/text"
)

// maxOutput returns the largest size of a page's HTML, without live blocks.
func maxOutput(source int) int { return 16*source + 64<<10 }

// compiler writes a tree as HTML with holes, so that the tree need not be kept. The
// library writes the nodes that compiler does not register.
type compiler struct {
	bytes.Buffer
	tree   *tree
	limit  int // of bytes
	tables int // so far
	holes  []hole
	code   []code
}

// code is a block of code that may be coloured.
type code struct {
	start, end     int // in the HTML
	text, language string
}

// Buffered makes compiler a util.BufWriter, so that the library does not wrap it.
func (c *compiler) Buffered() int { return c.Len() }

// Flush makes compiler a util.BufWriter.
func (c *compiler) Flush() error { return nil }

// compile sets the HTML of the page, and refuses a small text that makes a large page.
func (p *Page) compile(r *report, t *tree) {
	c := p.write(t)
	spare := c.limit - p.most()
	if spare < 0 {
		spare = c.limit - p.size()
	}
	if spare < 0 { // as it is of a page that was not written to its end
		r.refuse(r.at(0), TooComplex, "split the page", "the page would be more than 16 times as large as its text")
		return
	}
	p.colour(c.code, spare)
	p.dropControls()
	p.whole = true
}

// edit replaces a stretch of a page's HTML that contains no hole.
type edit struct {
	start, end int
	text       string
}

// edit applies edits, which are sorted and do not overlap, and moves the holes.
func (p *Page) edit(edits []edit) {
	if len(edits) == 0 {
		return
	}
	var b strings.Builder
	by := make([]int, len(edits))
	done := 0
	for i, e := range edits {
		b.WriteString(p.html[done:e.start])
		b.WriteString(e.text)
		done = e.end
		by[i] = b.Len() - done
	}
	b.WriteString(p.html[done:])
	p.html = b.String()
	for i, h := range p.holes {
		p.holes[i].at = moved(edits, by, h.at)
		p.holes[i].skip = moved(edits, by, h.at+h.skip) - p.holes[i].at
	}
}

// moved returns an offset after edits; by is the number of bytes that each edit and
// those before it move what follows.
func moved(edits []edit, by []int, at int) int {
	n := sort.Search(len(edits), func(i int) bool { return edits[i].end > at })
	if n == 0 {
		return at
	}
	return at + by[n-1]
}

// dropControls removes the control characters from a page's HTML.
func (p *Page) dropControls() {
	if strings.IndexFunc(p.html, text.Control) < 0 {
		return
	}
	var edits []edit
	for i, c := range p.html {
		if text.Control(c) {
			edits = append(edits, edit{start: i, end: i + utf8.RuneLen(c)})
		}
	}
	p.edit(edits)
}

// write writes the tree of the page, without colours and with control characters.
func (p *Page) write(t *tree) *compiler {
	c := &compiler{tree: t, limit: maxOutput(len(t.source))}
	c.Grow(len(t.source) + len(t.source)/2)
	_ = library.Render(c, t.source, t.root) // a buffer never fails
	p.html, p.holes = c.String(), c.holes
	return c
}

func (c *compiler) full() bool { return c.Len() > c.limit }

// most returns an upper bound of the page's size when rendered by itself.
func (p *Page) most() int {
	size := len(p.html)
	for _, h := range p.holes {
		size += 64 + len(h.text)
		if h.kind == linkHole || h.kind == imageHole {
			// An escape has at most six bytes.
			size += 6 * (len(p.Links[h.index].Destination) + len(p.Links[h.index].Title))
		}
	}
	return size
}

// size returns the page's size when rendered by itself.
func (p *Page) size() int { return len(p.render(Options{})) }

// hole adds a hole at the end of the HTML so far.
func (c *compiler) hole(kind holeKind, index int) {
	c.holes = append(c.holes, hole{kind: kind, at: c.Len(), index: index})
}

// write writes HTML; the texts must be escaped.
func (c *compiler) write(texts ...string) {
	for _, t := range texts {
		c.WriteString(t)
	}
}

// dropControls removes the control characters that an entity such as &#1; made.
func dropControls(s string) string {
	if strings.IndexFunc(s, text.Control) < 0 {
		return s
	}
	return strings.Map(func(c rune) rune {
		if text.Control(c) {
			return -1
		}
		return c
	}, s)
}

// library is the library's renderer with our differences. It is shared because its
// setup takes longer than most texts. It is safe for concurrent use: the state of a
// text is in the compiler that it writes to.
var library = renderer.NewRenderer(renderer.WithNodeRenderers(
	util.Prioritized(differences{}, 1),
	util.Prioritized(goldhtml.NewRenderer(), 1000),
	util.Prioritized(extension.NewStrikethroughHTMLRenderer(), 1000),
	util.Prioritized(extension.NewDefinitionListHTMLRenderer(), 1000),
))

// differences renders the nodes that are rendered unlike in the library.
type differences struct{}

// RegisterFuncs makes differences a renderer.NodeRenderer.
func (differences) RegisterFuncs(r renderer.NodeRendererFuncRegisterer) {
	for kind, write := range map[ast.NodeKind]func(*compiler, ast.Node, bool) ast.WalkStatus{
		ast.KindHeading:             (*compiler).heading,
		ast.KindParagraph:           (*compiler).paragraph,
		ast.KindTextBlock:           (*compiler).textBlock,
		ast.KindBlockquote:          (*compiler).quote,
		ast.KindCodeBlock:           (*compiler).codeBlock,
		ast.KindFencedCodeBlock:     (*compiler).codeBlock,
		ast.KindCodeSpan:            (*compiler).codeSpan,
		ast.KindHTMLBlock:           (*compiler).nothing,
		ast.KindRawHTML:             (*compiler).rawHTML,
		ast.KindLink:                (*compiler).link,
		ast.KindAutoLink:            (*compiler).autoLink,
		ast.KindImage:               (*compiler).image,
		extast.KindTable:            (*compiler).table,
		extast.KindTableHeader:      (*compiler).tableHeader,
		extast.KindTableRow:         (*compiler).tableRow,
		extast.KindTableCell:        (*compiler).tableCell,
		extast.KindTaskCheckBox:     (*compiler).checkBox,
		extast.KindFootnoteLink:     (*compiler).footnoteLink,
		extast.KindFootnoteBacklink: (*compiler).footnoteBacklink,
		extast.KindFootnote:         (*compiler).footnote,
		extast.KindFootnoteList:     (*compiler).footnoteList,
	} {
		r.Register(kind, func(out util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
			c := out.(*compiler)
			if c.full() {
				return ast.WalkStop, nil
			}
			return write(c, n, entering), nil
		})
	}
}

func (c *compiler) nothing(ast.Node, bool) ast.WalkStatus { return ast.WalkSkipChildren }

func (c *compiler) rawHTML(n ast.Node, entering bool) ast.WalkStatus {
	if entering && breaksLine(n.(*ast.RawHTML), c.tree.source) {
		c.write("<br>")
	}
	return ast.WalkSkipChildren
}

func (c *compiler) heading(n ast.Node, entering bool) ast.WalkStatus {
	i := c.tree.headings[n]
	h := c.tree.page.Headings[i]
	title := i == 0 && h.Level == 1 && h.top
	if entering {
		if title {
			c.hole(titleHole, 0)
		}
		c.write("<h")
		c.hole(levelHole, h.Level)
		c.write(` id="`)
		c.hole(prefixHole, 0)
		c.write(html.EscapeString(h.ID), `">`)
		return ast.WalkContinue
	}
	c.write(` <a class="anchor" href="#`)
	c.hole(addressHole, 0)
	c.write(html.EscapeString(escapeFragment(h.ID)), `" aria-label="Link to this section: `, html.EscapeString(h.Text), `">#</a></h`)
	c.hole(levelHole, h.Level)
	c.write(">\n")
	if title {
		c.close(titleHole)
	}
	return ast.WalkContinue
}

// close ends the last hole of a kind.
func (c *compiler) close(kind holeKind) {
	for i := len(c.holes) - 1; i >= 0; i-- {
		if c.holes[i].kind == kind {
			c.holes[i].skip = c.Len() - c.holes[i].at
			return
		}
	}
}

func (c *compiler) link(n ast.Node, entering bool) ast.WalkStatus {
	i, ok := c.tree.links[n]
	switch {
	case !ok:
	case entering:
		c.hole(linkHole, i)
	default:
		c.hole(endHole, i)
	}
	return ast.WalkContinue
}

func (c *compiler) autoLink(n ast.Node, entering bool) ast.WalkStatus {
	if !entering {
		return ast.WalkContinue
	}
	words := string(util.EscapeHTML(n.(*ast.AutoLink).Label(c.tree.source)))
	i, ok := c.tree.links[n]
	if ok = ok && !inLink(n); ok {
		c.hole(linkHole, i)
	}
	c.write(words)
	if ok {
		c.hole(endHole, i)
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

func (c *compiler) image(n ast.Node, entering bool) ast.WalkStatus {
	if !entering {
		return ast.WalkContinue
	}
	words := html.EscapeString(plainText(n, c.tree.source))
	if i, ok := c.tree.links[n]; ok {
		c.holes = append(c.holes, hole{kind: imageHole, at: c.Len(), index: i, text: dropControls(words)})
	} else {
		c.write(words)
	}
	return ast.WalkSkipChildren
}

func (c *compiler) footnoteLink(n ast.Node, entering bool) ast.WalkStatus {
	if !entering {
		return ast.WalkContinue
	}
	f := n.(*extast.FootnoteLink)
	number := strconv.Itoa(f.Index)
	c.write(`<sup id="`)
	c.hole(prefixHole, 0)
	c.write(footnoteRef(f.Index, f.RefIndex), `">`)
	if inLink(n) {
		c.write(number, "</sup>")
		return ast.WalkContinue
	}
	c.write(`<a class="footnote-ref" href="#`)
	c.hole(prefixHole, 0)
	c.write(footnoteID(f.Index), `" aria-label="Footnote `, number, `">`, number, `</a></sup>`)
	return ast.WalkContinue
}

func (c *compiler) footnoteBacklink(n ast.Node, entering bool) ast.WalkStatus {
	if f := n.(*extast.FootnoteBacklink); entering {
		c.write(` <a class="footnote-back" href="#`)
		c.hole(prefixHole, 0)
		c.write(footnoteRef(f.Index, f.RefIndex), `" aria-label="Back to the text">↩`+"\uFE0E</a>")
	}
	return ast.WalkContinue
}

func (c *compiler) footnote(n ast.Node, entering bool) ast.WalkStatus {
	if entering {
		c.write(`<li id="`)
		c.hole(prefixHole, 0)
		c.write(footnoteID(n.(*extast.Footnote).Index), "\">\n")
	} else {
		c.write("</li>\n")
	}
	return ast.WalkContinue
}

func (c *compiler) footnoteList(_ ast.Node, entering bool) ast.WalkStatus {
	if entering {
		c.write(`<section class="footnotes" role="doc-endnotes" aria-label="Footnotes">` + "\n<ol>\n")
	} else {
		c.write("</ol>\n</section>\n")
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
