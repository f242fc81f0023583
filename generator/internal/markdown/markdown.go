// Package markdown parses and renders handbook pages and the notes of sessions. It
// alone imports the Markdown library.
//
// [Parse] parses a [Source] into a [Page], whose headings, links and
// `pairbook` blocks carry exact positions, and a list of problems. [Page.Render]
// writes the page as HTML, asking the caller for the address of each relative
// link and image and for what stands in the place of each block.
//
// The dialect is GitHub's: tables, task lists, strikethrough, bare addresses,
// callouts and footnotes; definition lists are added. Heading ids are GitHub's,
// so a link to a section works in both places. Straight quotes are set as English
// books set them.
//
// The text is not trusted. The package guarantees that
//   - the work and the output are bounded by the size of the text: a text that
//     would cost more is refused, and Parse then returns no page;
//   - no HTML, script, style or event attribute of the text reaches the output,
//     and no address that is not http, https, mailto, tel or relative;
//   - a page loads nothing from elsewhere: a remote image loses its address;
//   - the same text gives the same bytes, whether its lines end in LF or CRLF
//     and whether or not it opens with a byte order mark;
//   - a Page is never changed after Parse, so it may be rendered from several
//     goroutines at once. It holds the HTML of its text with holes for what
//     depends on the caller, and not the tree of the text, which is large.
package markdown

import (
	"bytes"
	"strings"

	"pairbook/generator/internal/diag"
	"pairbook/generator/internal/text"
)

// The rules whose problems Parse reports. Those that refuse a page are Oversize,
// Encoding, ControlCharacter, WideTable, Nesting and TooComplex.
const (
	Oversize         = "oversize"
	Encoding         = "encoding"
	ControlCharacter = "control-character"
	HiddenCharacter  = "hidden-character"
	WideTable        = "wide-table"
	Nesting          = "nesting"
	TooComplex       = "too-complex"
	RawHTML          = "raw-html"
	UnsafeLink       = "unsafe-link"
	RemoteImage      = "remote-image"
	AltText          = "alt-text"
)

// Kind is the kind of a text, which determines its largest size.
type Kind int

// Handbook is a page of content/; Log is the notes of a session.
const (
	Handbook Kind = iota
	Log
)

// MaxBytes returns the largest size of a text of this kind in bytes.
func (k Kind) MaxBytes() int {
	if k == Log {
		return 16 << 10
	}
	return 256 << 10
}

// Source is a text to parse. Front matter must already be replaced by as many
// blank lines, so that the lines of the text are the lines of the file.
type Source struct {
	Path string
	Text []byte
	Kind Kind
}

// Page is a parsed text.
type Page struct {
	Title    string    // the plain text of the first heading, or ""
	Headings []Heading // in the order of the text
	Links    []Link    // those that keep an address, in the order of the text
	Blocks   []Block   // the `pairbook` blocks of a handbook page, in the order of the text

	summary string
	anchors map[string]string // what links may call an anchor → its id
	readme  bool
	whole   bool // it has its HTML, and is not an outline alone
	html    string
	holes   []hole // in html, in order
}

// Heading is a heading of a page.
type Heading struct {
	Level int // 1 to 6
	ID    string
	Text  string
	At    diag.Position // of its first mark or, when underlined, of its text

	top bool // not inside a quote, list or footnote
}

// Block is a fenced block with the info string `pairbook`.
type Block struct {
	YAML string
	At   diag.Position // of the first character of its first line inside the fence
}

// Contents returns the headings for a table of contents: those of level 2 and 3
// that stand in the page itself, not in a quote or a list.
func (p *Page) Contents() []Heading {
	var contents []Heading
	for _, h := range p.Headings {
		if h.top && (h.Level == 2 || h.Level == 3) {
			contents = append(contents, h)
		}
	}
	return contents
}

// Anchor returns what #fragment is called in the page's HTML, and whether it is there.
// It knows the spellings that work on GitHub. The fragment is percent-decoded; "" and
// "top" lead to the top of any page, and #readme to that of a README.md.
func (p *Page) Anchor(fragment string) (id string, ok bool) {
	fragment, directive, directed := strings.Cut(fragment, ":~:") // which names words to show
	if directed {
		directive = ":~:" + directive
	}
	for _, name := range []string{fragment, strings.TrimPrefix(fragment, "user-content-")} {
		if id, ok := p.anchors[name]; ok {
			return id + directive, true
		}
	}
	switch {
	case fragment == "" || fragment == "top":
		return fragment + directive, true
	case fragment == "readme" && p.readme:
		return directive, true
	}
	return "", false
}

// Summary returns the plain text of the first paragraph of a handbook page that has
// words, or "".
func (p *Page) Summary() string { return p.summary }

// IsParagraph reports whether the page is a paragraph and nothing else.
func (p *Page) IsParagraph() bool {
	const end = "</p>\n"
	return strings.HasPrefix(p.html, "<p>") && strings.Index(p.html, end) == len(p.html)-len(end)
}

// IsPlain reports, at little cost, whether a text is short and nothing but paragraphs
// and flat lists of words. Such a text has no link and no problem but that of a
// character, so that it need not be parsed to be checked. It is true for most notes.
func IsPlain(text []byte) bool {
	if len(text) > smallText || bytes.Contains(text, []byte("://")) || bytes.Contains(text, []byte("www.")) {
		return false
	}
	for line := range bytes.Lines(text) {
		line = bytes.TrimSuffix(line, []byte("\n"))
		line, item := bytes.CutPrefix(line, []byte("- "))
		if len(line) > 0 && !isWordByte(line[0]) || len(line) == 0 && item {
			return false
		}
		for i, c := range line {
			switch {
			case isWordByte(c), c == ' ', bytes.IndexByte([]byte(`,;:?'"/%(`), c) >= 0:
			case c == '-' && i+1 < len(line) && isWordByte(line[i-1]) && isWordByte(line[i+1]):
			case (c == '.' || c == ')') && (line[i-1] < '0' || line[i-1] > '9'):
			default:
				return false
			}
		}
	}
	return true
}

// isWordByte reports whether a byte is a letter, a digit or a part of a letter.
func isWordByte(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c >= 0x80
}

// Parse parses a text. The page is nil if a problem refuses the text; otherwise it
// lacks only the parts that have problems. Problems are in no particular order.
func Parse(src Source) (*Page, diag.List) { return read(src, true) }

// Outline parses a text like [Parse] and returns the same problems, but a page that
// cannot be rendered.
func Outline(src Source) (*Page, diag.List) { return read(src, false) }

func read(src Source, whole bool) (*Page, diag.List) {
	r := report{path: src.Path}
	if len(src.Text) > src.Kind.MaxBytes() {
		r.refuse(diag.Position{Path: src.Path, Line: 1, Column: 1}, Oversize, "split it into smaller files",
			"the text has %d bytes; the limit is %d", len(src.Text), src.Kind.MaxBytes())
		return nil, r.problems
	}
	r.source = text.Normalise(src.Text)
	r.lines = lineStarts(r.source)
	checkCharacters(&r, src.Kind)
	if !r.refused && len(r.source) > smallText {
		checkBounds(&r)
	}
	if r.refused {
		return nil, r.problems
	}
	page, tree := collect(&r, src.Kind, parseTree(&r))
	switch {
	case r.refused:
	case whole:
		page.compile(&r, tree)
	case tree.most > maxOutput(len(r.source)):
		page.compile(&r, tree)
		page.whole, page.html, page.holes = false, "", nil
	}
	if r.refused {
		return nil, r.problems
	}
	return page, r.problems
}
