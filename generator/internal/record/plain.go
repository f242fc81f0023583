package record

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"gopkg.in/yaml.v3"

	"pairbook/generator/internal/when"
)

// plainReader reads the YAML that most records are: keys, words, and lists of them in lines
// or in brackets. What goes on in another line, has a comment or needs thought is strange,
// and left to the library.
type plainReader struct {
	rest    string // the lines after this one
	number  int    // of the line, from 1
	line    string
	indent  int    // of the line; -1 after the last
	words   string // of the line
	spare   []yaml.Node
	strange bool
}

// mostPlain is how long a line may be. In longer ones the library knows fewer keys.
const mostPlain = 1000

// parsePlain parses YAML as the library does, in a fraction of the time; it returns nil
// where something is strange. Its first nodes are those of spare, which are zero.
func parsePlain(body []byte, spare []yaml.Node) *yaml.Node {
	p := &plainReader{rest: string(body), spare: spare}
	if p.next(); p.indent != 0 {
		return nil
	}
	top := p.block()
	if p.strange || p.indent >= 0 {
		return nil
	}
	return top
}

// next goes to the next line that is not empty.
func (p *plainReader) next() {
	for p.rest != "" {
		line, rest, _ := strings.Cut(p.rest, "\n")
		p.rest = rest
		p.number++
		if line == "" {
			continue
		}
		p.line, p.words = line, strings.TrimLeft(line, " ")
		p.indent = len(line) - len(p.words)
		p.strange = p.strange || len(line) > mostPlain || strings.HasSuffix(line, " ") || strings.ContainsFunc(line, unusual)
		return
	}
	p.indent, p.words = -1, ""
}

// unusual reports whether a character may mean something else in the library's eyes than
// itself, wherever it stands.
func unusual(c rune) bool {
	return (c < ' ' || c > '~' || c == '#') && !unicode.IsLetter(c) && !strings.ContainsRune("’‘“”–—…", c)
}

// block reads the list or the mapping that begins in this line.
func (p *plainReader) block() *yaml.Node {
	if !strings.HasPrefix(p.words, "- ") {
		return p.mapping()
	}
	indent := p.indent
	list := p.node(yaml.SequenceNode, 0, "!!seq", p.words)
	for p.indent == indent && strings.HasPrefix(p.words, "- ") && !p.strange {
		words := strings.TrimLeft(p.words[len("- "):], " ")
		p.indent += len(p.words) - len(words)
		p.words = words
		if _, _, ok := p.key(); ok {
			list.Content = append(list.Content, p.mapping())
			continue
		}
		list.Content = append(list.Content, p.value(words))
		p.next()
	}
	return list
}

func (p *plainReader) mapping() *yaml.Node {
	indent := p.indent
	mapping := p.node(yaml.MappingNode, 0, "!!map", p.words)
	for p.indent == indent && !p.strange {
		key, value, ok := p.key()
		p.strange = !ok
		mapping.Content = append(mapping.Content, p.scalar(key, p.words))
		if value != "" {
			mapping.Content = append(mapping.Content, p.value(strings.TrimLeft(value, " ")))
			p.next()
			continue
		}
		p.next()
		if p.indent < indent || p.indent == indent && !strings.HasPrefix(p.words, "- ") {
			p.strange = true
			break
		}
		mapping.Content = append(mapping.Content, p.block())
	}
	return mapping
}

// key cuts the line after its key, if it begins with one.
func (p *plainReader) key() (key, value string, ok bool) {
	key, value, ok = strings.Cut(p.words, ":")
	return key, value, ok && isPlain(key, "-_") && (value == "" || value[0] == ' ')
}

// value reads a value that has no lines below it.
func (p *plainReader) value(words string) *yaml.Node {
	if strings.HasPrefix(words, "[") || strings.HasPrefix(words, "{") || strings.HasPrefix(words, `"`) || strings.HasPrefix(words, "'") {
		n, rest := p.flow(words)
		p.strange = p.strange || rest != ""
		return n
	}
	if words == "" || words[0] < utf8.RuneSelf && !isPlain(words[:1], "") || strings.Contains(words, ": ") || strings.HasSuffix(words, ":") {
		p.strange = true
	}
	return p.scalar(words, words)
}

// flow reads a value at the beginning of rest that is in brackets, or is quoted, or stands
// in brackets itself; and returns what follows it.
func (p *plainReader) flow(rest string) (n *yaml.Node, after string) {
	switch {
	case strings.HasPrefix(rest, "["):
		n = p.node(yaml.SequenceNode, yaml.FlowStyle, "!!seq", rest)
		return n, p.items(n, rest[1:], "]")
	case strings.HasPrefix(rest, "{"):
		n = p.node(yaml.MappingNode, yaml.FlowStyle, "!!map", rest)
		return n, p.items(n, rest[1:], "}")
	case strings.HasPrefix(rest, `"`), strings.HasPrefix(rest, "'"):
		style := yaml.DoubleQuotedStyle
		if rest[0] == '\'' {
			style = yaml.SingleQuotedStyle
		}
		text, after, closed := strings.Cut(rest[1:], rest[:1])
		p.strange = p.strange || !closed || strings.Contains(text, `\`) || strings.HasPrefix(after, rest[:1])
		n = p.node(yaml.ScalarNode, style, "!!str", rest)
		n.Value = text
		return n, after
	}
	end := strings.IndexAny(rest, ",]}")
	if end < 0 {
		end = len(rest)
	}
	words := strings.TrimRight(rest[:end], " ")
	p.strange = p.strange || !isPlain(words, "-_/. ")
	return p.scalar(words, rest), rest[end:]
}

// items reads what stands in the brackets of n until they close.
func (p *plainReader) items(n *yaml.Node, rest, closing string) (after string) {
	rest = strings.TrimLeft(rest, " ")
	for more := !strings.HasPrefix(rest, closing); more && !p.strange; {
		rest = strings.TrimLeft(rest, " ")
		if n.Kind == yaml.MappingNode {
			key, value, found := strings.Cut(rest, ": ")
			p.strange = p.strange || !found || !isPlain(key, "-_")
			n.Content = append(n.Content, p.scalar(key, rest))
			rest = strings.TrimLeft(value, " ")
		}
		var item *yaml.Node
		item, rest = p.flow(rest)
		n.Content = append(n.Content, item)
		rest = strings.TrimLeft(rest, " ")
		rest, more = strings.CutPrefix(rest, ",")
	}
	after, closed := strings.CutPrefix(rest, closing)
	p.strange = p.strange || !closed
	return after
}

// isPlain reports whether a text is letters and digits, and after the first of them also
// some marks.
func isPlain(s, marks string) bool {
	for i := range len(s) {
		c := s[i]
		letter := 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
		if !letter && (i == 0 || strings.IndexByte(marks, c) < 0) {
			return false
		}
	}
	return s != ""
}

// scalar is plain words at the beginning of rest, which ends the line.
func (p *plainReader) scalar(words, rest string) *yaml.Node {
	n := p.node(yaml.ScalarNode, 0, "", rest)
	n.Value = words
	switch {
	case isDay(words):
		n.Tag = "!!timestamp" // the library tries three other forms first
	case len(words) > len("false") && words[0] >= 'A':
		n.Tag = "!!str" // no word of the language is longer
	default:
		n.Tag = n.ShortTag()
	}
	return n
}

func isDay(words string) bool {
	if len(words) != len("2026-11-12") || words[4] != '-' {
		return false
	}
	_, err := when.ParseDate(words)
	return err == nil
}

// node is a value that begins where rest, which ends the line, does.
func (p *plainReader) node(kind yaml.Kind, style yaml.Style, tag, rest string) *yaml.Node {
	if len(p.spare) == 0 {
		p.spare = make([]yaml.Node, 32)
	}
	n := &p.spare[0]
	p.spare = p.spare[1:]
	n.Kind, n.Style, n.Tag, n.Line, n.Column = kind, style, tag, p.number, 1+utf8.RuneCountInString(p.line[:len(p.line)-len(rest)])
	return n
}
