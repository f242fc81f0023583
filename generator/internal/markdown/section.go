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

	out   []byte
	gap   bool // between what is written and what comes next
	ended bool // and there ends an item of a list, or a cell
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
	w.out, w.gap, w.ended = w.out[:0], false, false
	for w.at < until {
		end := until
		if len(w.holes) > 0 && w.holes[0].at < until {
			end = w.holes[0].at
		}
		w.words(end)
		if end == until {
			break
		}
		h := w.holes[0]
		w.holes = w.holes[1:]
		switch h.kind {
		case imageHole:
			w.gap = true
			w.write(h.text)
			w.gap = true
		case blockHole:
			w.skip(h.at + h.skip)
		}
	}
	return string(w.out)
}

// words writes what stands between the tags up to an offset.
func (w *plainWriter) words(until int) {
	for w.at < until {
		rest := w.html[w.at:until]
		tag := strings.IndexByte(rest, '<')
		if tag < 0 {
			w.write(rest)
			break
		}
		w.write(rest[:tag])
		w.tag(w.at + tag)
	}
	w.at = max(w.at, until)
}

// write writes words with a space between them, and a dot where an item ends and no
// mark of its own does.
func (w *plainWriter) write(text string) {
	if strings.IndexByte(text, '&') >= 0 {
		text = html.UnescapeString(text)
	}
	for i := 0; i < len(text); {
		if text[i] <= ' ' {
			w.gap = true
			i++
			continue
		}
		end := i + 1
		for end < len(text) && text[end] > ' ' {
			end++
		}
		if len(w.out) > 0 && w.gap {
			if last, _ := utf8.DecodeLastRune(w.out); w.ended && unicode.In(last, unicode.L, unicode.M, unicode.N) {
				w.out = append(w.out, " ·"...)
			}
			w.out = append(w.out, ' ')
		}
		w.gap, w.ended = false, false
		w.out = append(w.out, text[i:end]...)
		i = end
	}
}

// tag passes over the tag at an offset, and over what only leads to another place
// of the page. A tag that parts words leaves a space.
func (w *plainWriter) tag(at int) {
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
		w.gap, w.ended = true, w.ended || closes
	default:
		w.gap = true
	}
}

// marks are the beginnings of links that are no words of the text.
var marks = []string{`<a class="anchor"`, `<a class="footnote-ref"`, `<a class="footnote-back"`}
