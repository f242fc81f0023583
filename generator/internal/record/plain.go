package record

import (
	"strings"
	"unicode/utf8"

	"gopkg.in/yaml.v3"
)

// plainTree parses the YAML that most records are written in: keys, values and items, each
// on a line of its own, and lists of words in brackets. It returns the tree that the library returns,
// which takes several times as long, and false for any other YAML: comments, texts of several lines,
// escapes, mappings in braces, empty values, errors.
func plainTree(body []byte) (*yaml.Node, bool) {
	p := plainParser{text: string(body)}
	if !p.split() {
		return nil, false
	}
	p.nodes = make([]yaml.Node, 0, 4+2*len(p.lines)+strings.Count(p.text, ","))
	root := p.mapping(0)
	return root, root != nil && p.next == len(p.lines)
}

// plainParser parses a plain text. Its methods return nil for what is not plain.
type plainParser struct {
	text  string
	lines []plainLine
	next  int         // the line to parse
	nodes []yaml.Node // room for nodes, as one allocation
}

// plainLine is a line that is not blank.
type plainLine struct {
	number, column int // of what it holds, the column from 0
	holds          string
}

// split finds the lines, and reports whether all characters may stand in a plain text.
func (p *plainParser) split() bool {
	p.lines = make([]plainLine, 0, 1+strings.Count(p.text, "\n"))
	number := 0
	for line := range strings.SplitSeq(p.text, "\n") {
		number++
		if line == "" {
			continue
		}
		holds := strings.TrimLeft(line, " ")
		if holds == "" || holds[len(holds)-1] == ' ' || !isPlain(holds) {
			return false
		}
		p.lines = append(p.lines, plainLine{number, len(line) - len(holds), holds})
	}
	return len(p.lines) > 0 && p.lines[0].column == 0
}

// isPlain reports whether a text has only characters that mean the same to the library
// wherever they stand. A mark of a comment is none of them.
func isPlain(s string) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c < ' ' || c == 0x7F || c == '#' {
			return false
		} else if c >= utf8.RuneSelf {
			r, size := utf8.DecodeRuneInString(s[i:])
			if !(r >= 0xA0 && r < 0x2000 || r > 0x200F && r < 0x2028 || r >= 0x3000 && r < 0xD800) {
				return false
			}
			i += size - 1
		}
	}
	return true
}

func (p *plainParser) node(n yaml.Node) *yaml.Node {
	if len(p.nodes) == cap(p.nodes) {
		p.nodes = make([]yaml.Node, 0, 16)
	}
	p.nodes = p.nodes[:len(p.nodes)+1]
	made := &p.nodes[len(p.nodes)-1]
	*made = n
	return made
}

// here returns the line to parse if it begins in a column.
func (p *plainParser) here(column int) (line plainLine, ok bool) {
	if p.next == len(p.lines) || p.lines[p.next].column != column {
		return plainLine{}, false
	}
	return p.lines[p.next], true
}

// isDeeper reports whether the line to parse begins to the right of a column.
func (p *plainParser) isDeeper(column int) bool {
	return p.next < len(p.lines) && p.lines[p.next].column > column
}

// mapping parses the keys that begin in a column.
func (p *plainParser) mapping(column int) *yaml.Node {
	var all *yaml.Node
	for {
		line, ok := p.here(column)
		if !ok || strings.HasPrefix(line.holds, "-") {
			return all
		}
		key, value := cutKey(line.holds)
		if key == "" {
			return nil
		}
		if all == nil {
			all = p.node(yaml.Node{Kind: yaml.MappingNode, Tag: "!!map", Line: line.number, Column: column + 1})
			all.Content = make([]*yaml.Node, 0, 8)
		}
		all.Content = append(all.Content, p.scalar(key, line.number, column))
		p.next++
		var node *yaml.Node
		if value != "" {
			node = p.value(plainLine{line.number, column + len(line.holds) - len(value), value}, column)
		} else {
			node = p.nested(column)
		}
		if node == nil {
			return nil
		}
		all.Content = append(all.Content, node)
	}
}

// nested parses what stands below a key that begins in a column. Items may begin there, too.
func (p *plainParser) nested(column int) *yaml.Node {
	if !p.isDeeper(column) {
		return p.sequence(column)
	}
	column = p.lines[p.next].column
	if strings.HasPrefix(p.lines[p.next].holds, "-") {
		return p.sequence(column)
	}
	return p.mapping(column)
}

// sequence parses the items that begin in a column.
func (p *plainParser) sequence(column int) *yaml.Node {
	var all *yaml.Node
	for {
		line, ok := p.here(column)
		if !ok || !strings.HasPrefix(line.holds, "-") {
			return all
		}
		item, ok := strings.CutPrefix(line.holds, "- ")
		if !ok {
			return nil
		}
		if all == nil {
			all = p.node(yaml.Node{Kind: yaml.SequenceNode, Tag: "!!seq", Line: line.number, Column: column + 1})
		}
		held := plainLine{line.number, column + 2, item}
		var node *yaml.Node
		if key, _ := cutKey(item); key != "" {
			p.lines[p.next] = held
			node = p.mapping(column + 2)
		} else {
			p.next++
			node = p.value(held, column)
		}
		if node == nil {
			return nil
		}
		all.Content = append(all.Content, node)
	}
}

// cutKey returns the key that a line begins with and what follows it on the line.
func cutKey(line string) (key, value string) {
	n := 0
	for n < len(line) && (isWordy(line[n]) || line[n] == '-' && n > 0) {
		n++
	}
	switch {
	case n == 0 || n > 64 || n == len(line) || line[n] != ':':
		return "", ""
	case n+1 == len(line):
		return line[:n], ""
	case line[n+1] == ' ' && line[n+2] != ' ':
		return line[:n], line[n+2:]
	}
	return "", ""
}

// value parses a value that ends with its line; what holds it begins in a column, so that a
// line further right would continue it.
func (p *plainParser) value(line plainLine, column int) *yaml.Node {
	s := line.holds
	switch {
	case p.isDeeper(column):
		return nil
	case s[0] == '[':
		return p.flow(line)
	case s[0] == '"', s[0] == '\'':
		return p.quoted(s, line.number, line.column)
	case !isWordy(s[0]) && s[0] < utf8.RuneSelf, s[len(s)-1] == ':', strings.Contains(s, ": "):
		return nil
	}
	return p.scalar(s, line.number, line.column)
}

// flow parses a list in brackets of words and quoted texts.
func (p *plainParser) flow(line plainLine) *yaml.Node {
	inside, closed := strings.CutSuffix(line.holds[1:], "]")
	if !closed {
		return nil
	}
	all := p.node(yaml.Node{Kind: yaml.SequenceNode, Style: yaml.FlowStyle, Tag: "!!seq", Line: line.number, Column: line.column + 1})
	column := line.column + 1
	for inside != "" {
		item, rest, more := strings.Cut(inside, ",")
		width := len(item) + 1
		if more && strings.HasPrefix(rest, " ") {
			rest, width = rest[1:], width+1
		}
		var node *yaml.Node
		switch {
		case item == "" || more && rest == "":
		case item[0] == '"' || item[0] == '\'':
			node = p.quoted(item, line.number, column)
		case areWords(item):
			node = p.scalar(item, line.number, column)
		}
		if node == nil || strings.ContainsFunc(item, func(r rune) bool { return r >= utf8.RuneSelf }) {
			return nil // columns are counted in characters
		}
		all.Content = append(all.Content, node)
		inside, column = rest, column+width
	}
	return all
}

// areWords reports whether an item of a list is words that mean nothing to YAML.
func areWords(s string) bool {
	for i := range len(s) {
		switch c := s[i]; {
		case isWordy(c):
		case i == 0 || i == len(s)-1:
			return false
		case c == ':' && !isWordy(s[i+1]), !strings.Contains(" -./:", string(rune(c))):
			return false
		}
	}
	return true
}

// quoted parses a text in quotation marks that has none inside, and no escapes.
func (p *plainParser) quoted(s string, number, column int) *yaml.Node {
	inside := s[1:max(1, len(s)-1)]
	if len(s) < 2 || s[len(s)-1] != s[0] || strings.ContainsAny(inside, `"'\`) {
		return nil
	}
	style := yaml.DoubleQuotedStyle
	if s[0] == '\'' {
		style = yaml.SingleQuotedStyle
	}
	return p.node(yaml.Node{Kind: yaml.ScalarNode, Style: style, Tag: "!!str", Value: inside, Line: number, Column: column + 1})
}

// scalar makes the node of a text without quotation marks.
func (p *plainParser) scalar(s string, number, column int) *yaml.Node {
	n := p.node(yaml.Node{Kind: yaml.ScalarNode, Value: s, Line: number, Column: column + 1})
	switch {
	case isDay(s):
		n.Tag = "!!timestamp"
	case len(s) > len("false") && (s[0] > '9' || s[0] >= utf8.RuneSelf):
		n.Tag = "!!str"
	default:
		n.Tag = n.ShortTag()
	}
	return n
}

// isDay reports whether a text is a day that every month has, as 2026-11-12.
func isDay(s string) bool {
	if len(s) != len("2026-11-12") || s[4] != '-' || s[7] != '-' {
		return false
	}
	for _, i := range [...]int{0, 1, 2, 3, 5, 6, 8, 9} {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	month, day := s[5:7], s[8:]
	return month >= "01" && month <= "12" && day >= "01" && day <= "28"
}

// isWordy reports whether a character is a letter of ASCII, a digit or an underscore.
func isWordy(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_'
}
