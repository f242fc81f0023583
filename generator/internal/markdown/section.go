package markdown

import (
	"html"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Section is a stretch of a page without its markup: what stands before the first
// heading, or a heading with what stands below it.
type Section struct {
	ID, Heading string // "" of what stands before the first heading
	Text        string // white space made single, with · between items of lists and cells
}

// Sections takes a page apart at the headings that are in its contents, and at a
// title that it begins with. A block's own text is left out. There is none of a
// page of which only an outline was kept.
func (p *Page) Sections() []Section {
	if !p.whole {
		return nil
	}
	var all []Section
	text := plainWriter{html: p.html, holes: p.holes}
	current := Section{}
	add := func(until int) {
		current.Text = text.upTo(until)
		if current.Heading != "" || current.Text != "" {
			all = append(all, current)
		}
	}
	heading := 0
	for i := 0; i < len(p.holes); i++ {
		if p.holes[i].kind != levelHole {
			continue
		}
		first := p.holes[i]
		for i++; p.holes[i].kind != levelHole; i++ {
		}
		h := p.Headings[heading]
		heading++
		if !h.top || h.Level > 3 {
			continue
		}
		add(first.at - len("<h"))
		current = Section{ID: h.ID, Heading: h.Text}
		text.skip(p.holes[i].at + len(">\n"))
	}
	add(len(p.html))
	return all
}

// plainWriter reads the words of a page's HTML from its beginning to its end.
type plainWriter struct {
	html  string
	holes []hole // those that have not been passed
	at    int
}

// skip passes over a stretch.
func (w *plainWriter) skip(until int) {
	w.at = until
	for len(w.holes) > 0 && w.holes[0].at < until {
		w.holes = w.holes[1:]
	}
}

// upTo gives the words up to an offset, and passes over them.
func (w *plainWriter) upTo(until int) string {
	var b strings.Builder
	for w.at < until {
		end := until
		if len(w.holes) > 0 && w.holes[0].at < until {
			end = w.holes[0].at
		}
		w.words(&b, end)
		if end == until {
			break
		}
		h := w.holes[0]
		w.holes = w.holes[1:]
		switch h.kind {
		case imageHole:
			b.WriteString(" " + h.text + " ")
		case blockHole:
			w.skip(h.at + h.skip)
		}
	}
	return joined(strings.Fields(html.UnescapeString(b.String())))
}

// joined puts words together, with a dot where an item of a list or a cell ends and no
// mark of its own does.
func joined(words []string) string {
	var kept []string
	for _, w := range words {
		if w == itemEnd {
			if len(kept) == 0 {
				continue
			}
			if last, _ := utf8.DecodeLastRuneInString(kept[len(kept)-1]); !unicode.In(last, unicode.L, unicode.M, unicode.N) {
				continue
			}
			w = "·"
		}
		kept = append(kept, w)
	}
	if n := len(kept); n > 0 && words[len(words)-1] == itemEnd && kept[n-1] == "·" {
		kept = kept[:n-1]
	}
	return strings.Join(kept, " ")
}

// itemEnd stands where an item ends until its words are put together. No text holds it.
const itemEnd = "\x01"

// words writes what stands between the tags up to an offset.
func (w *plainWriter) words(b *strings.Builder, until int) {
	for w.at < until {
		rest := w.html[w.at:until]
		tag := strings.IndexByte(rest, '<')
		if tag < 0 {
			b.WriteString(rest)
			break
		}
		b.WriteString(rest[:tag])
		w.tag(b, w.at+tag)
	}
	w.at = max(w.at, until)
}

// tag passes over the tag at an offset, and over what only leads to another place
// of the page. A tag that parts words leaves a space.
func (w *plainWriter) tag(b *strings.Builder, at int) {
	for _, mark := range marks {
		if strings.HasPrefix(w.html[at:], mark) {
			w.at = at + strings.Index(w.html[at:], "</a>") + len("</a>")
			return
		}
	}
	end := strings.IndexByte(w.html[at:], '>')
	w.at = at + end + 1
	name, closes := strings.CutPrefix(w.html[at+1:w.at-1], "/")
	if i := strings.IndexByte(name, ' '); i >= 0 {
		name = name[:i]
	}
	switch name {
	case "a", "code", "del", "em", "span", "strong", "sup":
	case "dt", "h", "li", "td", "th": // a heading's level is not in the HTML that is kept
		b.WriteByte(' ')
		if closes {
			b.WriteString(itemEnd + " ")
		}
	default:
		b.WriteByte(' ')
	}
}

// marks are the beginnings of links that are no words of the text.
var marks = []string{`<a class="anchor"`, `<a class="footnote-ref"`, `<a class="footnote-back"`}
