package markdown

import (
	"bytes"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"pairbook/generator/internal/text"
)

// collector walks a tree once and fills a page.
type collector struct {
	*report
	page      *Page
	tree      *tree
	links     []placed
	kind      Kind
	ids       ids
	loose     ids      // a second set, for the other spellings of the same headings
	others    []string // of each heading
	addresses int      // bytes of all destinations and titles
}

// tree is a parsed text, with the links and headings of its nodes.
type tree struct {
	root                    ast.Node
	source                  []byte // normalised: LF only, no byte order mark
	page                    *Page
	headings, links, blocks map[ast.Node]int // places in the lists of the page
	most                    int              // bounds the bytes of the page when it is rendered by itself
}

// placed is a link with its node.
type placed struct {
	Link
	node ast.Node
}

// collect makes a page of a tree. References repeat their definition's address,
// so a small text can ask for a large output; collect stops before that.
func collect(r *report, kind Kind, root ast.Node) (*Page, *tree) {
	page := &Page{anchors: map[string]string{}, readme: strings.EqualFold(path.Base(r.path), "README.md")}
	c := &collector{report: r, kind: kind, ids: ids{}, loose: ids{}, page: page, tree: &tree{
		root:     root,
		source:   r.source,
		page:     page,
		headings: map[ast.Node]int{},
		links:    map[ast.Node]int{},
		blocks:   map[ast.Node]int{},
	}}
	depth := 0
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			depth--
			return ast.WalkContinue, nil
		}
		depth++
		if depth > maxInlineDepth {
			r.refuse(r.at(n.Pos()), TooComplex, "write it flatter", "emphasis nests more than %d deep here", maxInlineDepth)
		}
		if r.refused {
			return ast.WalkStop, nil
		}
		status := c.visit(n)
		if status == ast.WalkSkipChildren {
			depth--
		}
		return status, nil
	})
	c.placeLinks()
	c.addSpellings()
	c.tree.most += mostEscape * len(r.source)
	if len(page.Headings) > 0 {
		page.Title = page.Headings[0].Text
	}
	if kind == Handbook {
		page.summary = summary(root, r.source)
	}
	return page, c.tree
}

// placeLinks adds the links to the page in the order of the text, which is not that of
// the tree: footnotes come last there.
func (c *collector) placeLinks() {
	slices.SortStableFunc(c.links, func(a, b placed) int { return a.At.Compare(b.At) })
	for i, l := range c.links {
		c.page.Links = append(c.page.Links, l.Link)
		c.tree.links[l.node] = i
	}
}

// summary returns the plain text of the first paragraph that has words, or "".
func summary(root ast.Node, source []byte) string {
	for n := root.FirstChild(); n != nil; n = n.NextSibling() {
		if n.Kind() != ast.KindParagraph {
			continue
		}
		if text := plainText(n, source); text != "" {
			return text
		}
	}
	return ""
}

// The largest size of an escaped byte and of a node's tags.
const (
	mostEscape = 6
	mostTags   = 192
)

func (c *collector) visit(n ast.Node) ast.WalkStatus {
	c.tree.most += mostTags
	switch n := n.(type) {
	case *extast.TableHeader:
		// The header is repeated in the table's name.
		for cell := n.FirstChild(); cell != nil; cell = cell.NextSibling() {
			c.tree.most += mostEscape * (len(plainText(cell, c.source)) + 2)
		}
	case *ast.Heading:
		c.heading(n)
	case *ast.Link:
		c.link(n, Link{Destination: unescape(n.Destination), Title: unescape(n.Title)})
	case *ast.Image:
		c.link(n, Link{Destination: unescape(n.Destination), Title: unescape(n.Title), Image: true})
		return ast.WalkSkipChildren // an alternative text is plain
	case *ast.AutoLink:
		c.autoLink(n)
	case *ast.FencedCodeBlock:
		c.fence(n)
	case *ast.HTMLBlock:
		c.htmlBlock(n)
	case *ast.RawHTML:
		if breaksLine(n, c.source) {
			break
		}
		c.rawHTML(n.Segments.At(0).Start, n.Segments.Value(c.source), "HTML is left out of the page")
	case *extast.FootnoteLink:
		c.anchor(footnoteRef(n.Index, n.RefIndex))
	case *extast.Footnote:
		c.anchor(footnoteID(n.Index))
	}
	return ast.WalkContinue
}

func (c *collector) heading(n *ast.Heading) {
	text := plainText(n, c.source)
	h := Heading{
		Level: n.Level,
		ID:    c.ids.unique(slug(wordsOf(n, c.source, ""))),
		Text:  text,
		At:    c.at(n.Pos()),
		top:   n.Parent().Kind() == ast.KindDocument,
	}
	c.anchor(h.ID)
	c.others = append(c.others, c.loose.unique(strings.Map(looseRune, strings.ToLower(text))))
	c.tree.headings[n] = len(c.page.Headings)
	c.page.Headings = append(c.page.Headings, h)
	c.tree.most += mostEscape * (2*len(h.ID) + len(h.Text))
}

func (c *collector) anchor(id string) { c.page.anchors[id] = id }

// addSpellings lets links name a heading by a more obvious spelling than GitHub's, such
// as one hyphen for two spaces, where no other heading has it.
func (c *collector) addSpellings() {
	for i, other := range c.others {
		if _, taken := c.page.anchors[other]; !taken {
			c.page.anchors[other] = c.page.Headings[i].ID
		}
	}
}

func (c *collector) autoLink(n *ast.AutoLink) {
	label := n.Label(c.source)
	l := Link{Destination: string(n.URL(c.source)), Text: string(label)}
	if n.AutoLinkType == ast.AutoLinkEmail {
		l.Destination = "mailto:" + l.Destination
	}
	// The library's position is that of the bracket or the space before the address.
	offset := n.Pos() + max(bytes.Index(c.source[n.Pos():], label), 0)
	c.keep(n, l, offset)
}

func (c *collector) link(n ast.Node, l Link) {
	l.Text = plainText(n, c.source)
	offset := n.Pos()
	if at, ok := n.AttributeString(destinationAttribute); ok {
		offset = at.(int)
	}
	c.keep(n, l, offset)
	if l.Image && l.Text == "" {
		c.problems.Warnf(c.at(n.Pos()), AltText, "say between the brackets what it shows: ![a pair at a table](pair.png)",
			"the image has no alternative text, so who cannot see it is told nothing")
	}
}

// keep adds a link to the page, or reports why it loses its address.
func (c *collector) keep(n ast.Node, l Link, offset int) {
	l.At = c.at(offset)
	c.addresses += len(l.Destination) + len(l.Title)
	c.tree.most += mostEscape * (len(l.Destination) + len(l.Title))
	if c.addresses > maxOutput(len(c.source)) && !c.refused {
		c.refuse(l.At, TooComplex, "write shorter addresses, or split the page",
			"the links repeat so much that the page would be many times as large as its text")
	}
	kind, err := kindOf(l.Destination)
	scheme, _ := cutScheme(strings.ToLower(strings.TrimSpace(l.Destination)))
	switch {
	case l.Image && (err == nil && kind != Relative || scheme == "data"):
		hint := "put the file next to the page and give its path"
		if c.kind == Log {
			hint = PictureHint(c.path) + "; or leave the ! out, for a link"
		}
		c.problems.Errorf(l.At, RemoteImage, hint,
			"the image %s is loaded from elsewhere, which tells others who reads the page", quote(l.Destination))
	case err != nil:
		c.problems.Errorf(l.At, UnsafeLink, "use http:, https:, mailto:, tel: or a relative path (./ before a name that has a colon)",
			"the address %s %v", quote(l.Destination), err)
	default:
		l.Kind = kind
		c.links = append(c.links, placed{l, n})
	}
}

// PictureHint says how the notes in a file can show a picture: the site carries those
// in content/ alone.
func PictureHint(file string) string {
	return "put the picture into content/, and write ![what it shows](" + strings.Repeat("../", strings.Count(file, "/")) + "content/board.jpg)"
}

func (c *collector) fence(n *ast.FencedCodeBlock) {
	if c.kind != Handbook || string(n.Language(c.source)) != "pairbook" {
		return
	}
	b := Block{YAML: string(n.Lines().Value(c.source)), At: c.at(n.Info.Segment.Stop)}
	if n.Lines().Len() > 0 {
		b.At = c.at(n.Lines().At(0).Start)
	} else {
		b.At.Line, b.At.Column = b.At.Line+1, 1
	}
	if len(c.page.Blocks) == MaxBlocks {
		c.refuse(b.At, TooComplex, "split the page", "a page may hold %d pairbook blocks, and this is one more", MaxBlocks)
		return
	}
	c.tree.blocks[n] = len(c.page.Blocks)
	c.page.Blocks = append(c.page.Blocks, b)
}

// closingTags and breakTags match HTML that consists of nothing else.
var (
	comment     = text.Pattern(`(?s)<!--.*?(-->|$)`)
	closingTags = text.Pattern(`^(</[A-Za-z][A-Za-z0-9-]*\s*>\s*)*$`)
	breakTag    = text.Pattern(`(?i)^</?br[\s/>]`)
	breakTags   = text.Pattern(`(?i)^(<br\s*/?>\s*)+$`)
	openingTag  = text.Pattern(`^<[A-Za-z][A-Za-z0-9-]*`)
)

func (c *collector) htmlBlock(n *ast.HTMLBlock) {
	raw := n.Lines().Value(c.source)
	if n.HasClosure() {
		raw = append(raw, n.ClosureLine.Value(c.source)...)
	}
	if breakTags().Match(bytes.TrimSpace(raw)) {
		return // between blocks there is a break already
	}
	c.rawHTML(n.Pos(), raw, "HTML and what stands with it is left out of the page")
}

// breaksLine reports whether inline HTML is <br>. Browsers read </br> as <br>.
func breaksLine(n *ast.RawHTML, source []byte) bool {
	return breakTag().Match(n.Segments.Value(source))
}

// rawHTML reports HTML that is left out. A comment is left out silently, and of
// a pair of tags only the first is reported.
func (c *collector) rawHTML(start int, raw []byte, message string) {
	visible := bytes.TrimSpace(comment().ReplaceAll(raw, nil))
	if closingTags().Match(visible) {
		return
	}
	found := string(visible)
	if name := openingTag().Find(visible); name != nil {
		found = string(name) + ">"
	}
	c.problems.Warnf(c.at(start), RawHTML, "write it as Markdown", "%s: %s", message, quote(found))
}

// ids makes ids unique as GitHub does: the second "goals" becomes "goals-1".
type ids map[string]int

func (u ids) unique(id string) string {
	if id == "" {
		id = "section"
	}
	candidate := id
	for {
		if _, taken := u[candidate]; !taken {
			break
		}
		u[id]++
		candidate = id + "-" + strconv.Itoa(u[id])
	}
	u[candidate] = 0
	return candidate
}
