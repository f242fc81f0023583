package markdown

import (
	"bytes"
	"unicode/utf8"
)

// Typeset sets the straight quotes that html/template has written into the text of a
// page, which stand as &#39; and &#34;, and writes the page. What Markdown has left
// straight is written otherwise and stays, as do code, attributes and scripts.
func Typeset(set *bytes.Buffer, page []byte) {
	set.Grow(len(page))
	if !bytes.Contains(page, []byte("&#3")) {
		set.Write(page)
		return
	}
	before, open, kept := '\n', 0, 0
	for i := 0; i < len(page); {
		start := i
		for i < len(page) && page[i] != '<' && page[i] != '&' {
			i++
		}
		if i > start {
			before, _ = utf8.DecodeLastRune(page[start:i])
			continue
		}
		if page[i] == '<' {
			end, inline := pastTag(page, i)
			if !inline {
				before, open = '\n', 0
			} else if bytes.HasPrefix(page[i:], []byte("<code")) {
				before = 'x' // as a word
			}
			i = end
			continue
		}
		quote := quoteAt(page[i:])
		if quote == 0 {
			before = '&'
			i++
			continue
		}
		if mark := curl(append([]byte{quote}, following(page[i+len("&#39;"):])...), before, &open); mark != "" {
			set.Write(page[kept:i])
			set.WriteString(mark)
			kept = i + len("&#39;")
		}
		before = rune(quote)
		i += len("&#39;")
	}
	set.Write(page[kept:])
}

func quoteAt(text []byte) byte {
	switch {
	case bytes.HasPrefix(text, []byte("&#39;")):
		return '\''
	case bytes.HasPrefix(text, []byte("&#34;")):
		return '"'
	}
	return 0
}

// following is the beginning of the text that a reader sees next in the same block.
func following(page []byte) (text []byte) {
	for i := 0; i < len(page) && len(text) < len("'twas "); {
		if page[i] != '<' {
			text = append(text, page[i])
			i++
			continue
		}
		end, inline := pastTag(page, i)
		if !inline {
			break
		}
		i = end
	}
	return text
}

// withinLine reports whether an element stands within a line of text.
func withinLine(name []byte) bool {
	switch string(name) {
	case "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "em", "i", "kbd", "mark", "q", "s", "small", "span", "strong",
		"sub", "sup", "time", "tspan", "u", "wbr":
		return true
	}
	return false
}

// literal reports whether no character of an element's text is another.
func literal(name []byte) bool {
	switch string(name) {
	case "code", "kbd", "pre", "script", "style", "textarea":
		return true
	}
	return false
}

// pastTag returns the end of the tag that begins at i, or of the element if its text is
// literal, and whether the text before and after it is of one line.
func pastTag(page []byte, i int) (end int, inline bool) {
	name := page[i+1:]
	closing := len(name) > 0 && name[0] == '/'
	if closing {
		name = name[1:]
	}
	n := 0
	for n < len(name) && ('a' <= name[n] && name[n] <= 'z' || '0' <= name[n] && name[n] <= '9') {
		n++
	}
	name = name[:n]
	inline = withinLine(name)
	if !closing && literal(name) {
		if n := bytes.Index(page[i:], []byte("</"+string(name)+">")); n >= 0 {
			return i + n, inline
		}
	}
	for end = i + 1; end < len(page) && page[end] != '>'; end++ {
		if c := page[end]; c == '"' || c == '\'' {
			n := bytes.IndexByte(page[end+1:], c)
			if n < 0 {
				return len(page), inline
			}
			end += n + 1
		}
	}
	return min(end+1, len(page)), inline
}
