package record

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"gopkg.in/yaml.v3"

	"pairbook/generator/internal/text"
)

// Replace returns a record's text with other values in place of some single ones, and
// every other byte as it was. It calls change for each value of rec, as [Each] does; rec
// must be what the text says. Its line ends and byte order mark stay, too.
func Replace(raw []byte, rec Record, change func(path []any, value any) (other string, ok bool)) ([]byte, error) {
	front, first := text.Normalise(raw), 1
	if strings.HasSuffix(rec.Where().Path, ".md") {
		yamlPart, _, ok := SplitFrontMatter(front)
		if !ok {
			return raw, nil
		}
		front, first = yamlPart, 2
	}
	root, err := parse(front)
	if err != nil || root == nil {
		return raw, err
	}
	var all []replacement
	Each(rec, func(path []any, value any) {
		other, ok := change(path, value)
		if node := scalarAt(root, path); ok && node != nil {
			all = append(all, replacement{node.Line + first - 1, node, other})
		}
	})
	return replaceAll(raw, all)
}

// ReplaceIDs returns a text of YAML that is no record, such as the private list, with
// other ids in place of some: of its scalars, keys included, that are equal to one.
func ReplaceIDs(raw []byte, ids map[PersonID]PersonID) ([]byte, error) {
	root, err := parse(text.Normalise(raw))
	if err != nil {
		return nil, fmt.Errorf("line %d is not YAML", syntaxLine(text.Normalise(raw)))
	}
	if root == nil {
		return raw, nil
	}
	var all []replacement
	var walk func(node *yaml.Node)
	walk = func(node *yaml.Node) {
		if id := ids[PersonID(node.Value)]; node.Kind == yaml.ScalarNode && id != "" {
			all = append(all, replacement{node.Line, node, string(id)})
		}
		for i, inner := range node.Content {
			if node.Kind != yaml.MappingNode || i%2 == 0 || inner.Kind != yaml.ScalarNode {
				walk(inner) // but a name beside an id is none
			}
		}
	}
	walk(root)
	return replaceAll(raw, all)
}

// replacement is another value for a scalar, which is on a line of the file.
type replacement struct {
	line  int
	node  *yaml.Node
	other string
}

// replaceAll replaces scalars where they are written as they are or in quotes.
func replaceAll(raw []byte, all []replacement) ([]byte, error) {
	lines := bytes.SplitAfter(raw, []byte("\n"))
	slices.SortStableFunc(all, func(a, b replacement) int { return b.node.Column - a.node.Column })
	for _, r := range all {
		line := lines[r.line-1]
		at := column(line, r.node.Column)
		if strings.Contains("\"'", string(line[at:min(at+1, len(line))])) && at < len(line) {
			at++
		}
		rest, found := bytes.CutPrefix(line[at:], []byte(r.node.Value))
		if !found || r.node.Value == "" {
			return nil, fmt.Errorf("line %d: %q is not written as it is read; write it on one line", r.line, r.node.Value)
		}
		lines[r.line-1] = slices.Concat(line[:at], []byte(r.other), rest)
	}
	return bytes.Join(lines, nil), nil
}

// column returns the offset of a character of a line, of which the first is 1.
func column(line []byte, n int) int {
	mark := len(line) - len(bytes.TrimPrefix(line, []byte("\uFEFF")))
	at := mark
	for range n - 1 {
		_, size := utf8.DecodeRune(line[at:])
		at += size
	}
	return at
}

// scalarAt returns the scalar that a path of a record leads to, nil for a value that is
// not written. A scalar may stand for a list of one, or for a mapping.
func scalarAt(node *yaml.Node, path []any) *yaml.Node {
	for _, step := range path {
		if node.Kind == yaml.ScalarNode {
			return node
		}
		if _, node = child(node, step); node == nil {
			return nil
		}
	}
	if node.Kind != yaml.ScalarNode {
		return nil
	}
	return node
}
