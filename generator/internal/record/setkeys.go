package record

import (
	"bytes"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"pairbook/generator/internal/text"
)

// SetKeys sets top-level keys in a record's text to the values in rec and keeps every
// other byte, comments and order included. It inserts a missing key after the one
// before it in the grammar, and removes a key with its default value. The text may be
// a log, whose notes are kept. SetKeys returns an error if the text is not a YAML
// mapping in block style.
func SetKeys(raw []byte, rec Record, keys ...string) ([]byte, error) {
	crlf := bytes.Contains(raw, []byte("\r\n"))
	written := text.Normalise(raw)
	front, before, after := written, []byte(nil), []byte(nil)
	if yamlPart, _, ok := SplitFrontMatter(written); ok {
		begin := bytes.IndexByte(written, '\n') + 1
		before, front, after = written[:begin], yamlPart, written[begin+len(yamlPart):]
	}
	e := editor{lines: bytes.SplitAfter(front, []byte("\n")), rec: reflect.ValueOf(rec).Elem()}
	for _, key := range keys {
		if err := e.set(key); err != nil {
			return nil, fmt.Errorf("set %s: %w", key, err)
		}
	}
	out := slices.Concat(before, bytes.Join(e.lines, nil), after)
	if crlf {
		out = bytes.ReplaceAll(out, []byte("\n"), []byte("\r\n"))
	}
	return out, nil
}

// editor holds a record's YAML as lines, each with its line feed.
type editor struct {
	lines [][]byte
	rec   reflect.Value
}

func (e *editor) set(key string) error {
	s := grammar()[e.rec.Type()]
	index, ok := s.byName[key]
	if !ok {
		return fmt.Errorf("a %s has no such key", e.rec.Type().Name())
	}
	root, err := e.parse()
	if err != nil {
		return err
	}
	value := encodeField(e.rec, s.fields[index])
	keyNode, old := child(root, key)
	if keyNode == nil {
		if value == nil {
			return nil
		}
		return e.insert(root, s, index, value)
	}
	from, to := e.extent(root, keyNode)
	if value == nil {
		e.lines = slices.Delete(e.lines, from, to)
		return nil
	}
	fresh, err := e.entry(key, from, to, old, value)
	if err != nil {
		return err
	}
	e.lines = slices.Replace(e.lines, from, to, fresh...)
	return nil
}

func (e *editor) parse() (*yaml.Node, error) {
	root, err := parse(bytes.Join(e.lines, nil))
	switch {
	case err != nil:
		return nil, err
	case root == nil:
		return &yaml.Node{Kind: yaml.MappingNode}, nil
	case root.Kind != yaml.MappingNode || root.Style&yaml.FlowStyle != 0:
		return nil, fmt.Errorf("the text is not written a key a line")
	}
	return root, nil
}

// extent returns the lines [from, to) of a key and its value. Blank lines and comments
// before the next key belong to that key.
func (e *editor) extent(root, key *yaml.Node) (from, to int) {
	from, to = key.Line-1, len(e.lines)
	for i := 0; i < len(root.Content); i += 2 {
		if line := root.Content[i].Line - 1; line > from && line < to {
			to = line
		}
	}
	for to > from+1 {
		line := strings.TrimRight(string(e.lines[to-1]), " \t\n")
		if line != "" && !strings.HasPrefix(line, "#") {
			break
		}
		to--
	}
	return from, to
}

// insert inserts a key after the nearest present one that precedes it in the grammar.
func (e *editor) insert(root *yaml.Node, s *shape, index int, value *yaml.Node) error {
	fresh, err := entry(s.fields[index].name, value)
	if err != nil {
		return err
	}
	at := -1
	for i := index - 1; i >= 0 && at < 0; i-- {
		if key, _ := child(root, s.fields[i].name); key != nil {
			_, at = e.extent(root, key)
		}
	}
	if at < 0 {
		at = len(e.lines)
		if len(root.Content) > 0 {
			at = root.Content[0].Line - 1
		}
	}
	if at > 0 && !bytes.HasSuffix(e.lines[at-1], []byte("\n")) {
		e.lines[at-1] = append(slices.Clone(e.lines[at-1]), '\n')
	}
	e.lines = slices.Insert(e.lines, at, fresh...)
	return nil
}

// entry returns the lines [from, to) of a key with another value in place of the old.
func (e *editor) entry(key string, from, to int, old, value *yaml.Node) ([][]byte, error) {
	list := old.Kind == yaml.SequenceNode && value.Kind == yaml.SequenceNode && len(old.Content) > 0
	if list && old.Style&yaml.FlowStyle == 0 && old.Line-1 > from {
		return e.list(from, to, old.Content, value.Content)
	}
	if sameValue(old, value) {
		return e.lines[from:to], nil
	}
	var above [][]byte
	if all := comments(old); len(all) == 1 && old.LineComment != "" && (value.Kind == yaml.ScalarNode || list) {
		value.LineComment = old.LineComment
	} else {
		for _, comment := range all {
			above = append(above, []byte(comment+"\n"))
		}
	}
	fresh, err := entry(key, value)
	return append(above, fresh...), err
}

// comments returns the comments in a value that is not a list in block style, in order.
func comments(value *yaml.Node) (all []string) {
	add := func(text string) {
		if text != "" {
			all = append(all, strings.Split(text, "\n")...)
		}
	}
	add(value.HeadComment)
	for _, inner := range value.Content {
		all = append(all, comments(inner)...)
	}
	add(value.LineComment)
	add(value.FootComment)
	return all
}

// list returns the lines of a list in block style with other items: those that stay
// keep their lines and the comments above them, and comments of those that go stay.
func (e *editor) list(from, to int, old, items []*yaml.Node) ([][]byte, error) {
	first := e.lines[old[0].Line-1]
	indent := first[:len(first)-len(bytes.TrimLeft(first, " "))]
	var above, own [][][]byte
	at := from + 1
	for i, item := range old {
		end := to
		if i+1 < len(old) {
			end = old[i+1].Line - 1
		}
		above = append(above, e.lines[at:item.Line-1])
		at = item.Line
		for n := at; n < end; n++ { // blank lines and comments belong to what follows
			if line := bytes.TrimSpace(e.lines[n]); len(line) > 0 && line[0] != '#' {
				at = n + 1
			}
		}
		own = append(own, e.lines[item.Line-1:at])
	}
	lines, used := slices.Clone(e.lines[from:from+1]), make([]bool, len(old))
	for _, item := range items {
		i := slices.IndexFunc(old, func(o *yaml.Node) bool { return sameValue(o, item) })
		if i >= 0 && !used[i] {
			used[i] = true
			lines = slices.Concat(lines, above[i], own[i])
			continue
		}
		text, err := render(&yaml.Node{Kind: yaml.SequenceNode, Content: []*yaml.Node{item}})
		if err != nil {
			return nil, err
		}
		for line := range bytes.Lines(text) {
			lines = append(lines, slices.Concat(indent, line))
		}
	}
	for i := range old {
		if !used[i] {
			lines = append(lines, above[i]...)
		}
	}
	return closed(append(lines, e.lines[at:to]...)), nil
}

// closed returns lines that each end in a line feed.
func closed(lines [][]byte) [][]byte {
	for i, line := range lines {
		if !bytes.HasSuffix(line, []byte("\n")) {
			lines[i] = slices.Concat(line, []byte("\n"))
		}
	}
	return lines
}

// sameValue reports whether two nodes stand for the same value, however they are written.
func sameValue(a, b *yaml.Node) bool {
	return a.Kind == b.Kind && a.Value == b.Value && (a.Kind != yaml.ScalarNode || a.ShortTag() == b.ShortTag()) &&
		slices.EqualFunc(a.Content, b.Content, sameValue)
}

// entry returns a key and its value as lines.
func entry(key string, value *yaml.Node) ([][]byte, error) {
	text, err := render(&yaml.Node{Kind: yaml.MappingNode, Content: []*yaml.Node{plain(key), value}})
	if err != nil {
		return nil, err
	}
	lines := bytes.SplitAfter(text, []byte("\n"))
	return lines[:len(lines)-1], nil
}
