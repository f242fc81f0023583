package record

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"pairbook/generator/internal/text"
)

// parse parses one YAML document and returns its top node, nil if it is empty.
func parse(body []byte) (node *yaml.Node, err error) { return parseInto(body, nil) }

// parseInto is parse, with the nodes of spare as far as they reach.
func parseInto(body []byte, spare []yaml.Node) (node *yaml.Node, err error) {
	if node = parsePlain(body, spare); node != nil {
		return node, nil
	}
	return parseAny(body)
}

// parseAny has the library parse a document.
func parseAny(body []byte) (node *yaml.Node, err error) {
	defer func() {
		if r := recover(); r != nil {
			node, err = nil, fmt.Errorf("%v", r)
		}
	}()
	var doc yaml.Node
	if err := yaml.NewDecoder(bytes.NewReader(body)).Decode(&doc); err != nil {
		if errors.Is(err, io.EOF) {
			return nil, nil
		}
		return nil, err
	}
	if len(doc.Content) == 0 {
		return nil, nil
	}
	return doc.Content[0], nil
}

// syntaxLine returns the line of a syntax error: the one after the longest prefix that
// can be parsed. The library reports the line of the enclosing construct, which may
// begin far above.
func syntaxLine(body []byte) int {
	lines := bytes.SplitAfter(body, []byte("\n"))
	good := func(n int) bool {
		node, err := parse(bytes.Join(lines[:n], nil))
		return err == nil && (node == nil || node.Kind == yaml.MappingNode)
	}
	const exact = 400
	if len(lines) <= exact {
		n := len(lines) - 1
		for n > 0 && !good(n) {
			n--
		}
		return n + 1
	}
	low, high := 0, len(lines)
	for high-low > 1 {
		if middle := (low + high) / 2; good(middle) {
			low = middle
		} else {
			high = middle
		}
	}
	return high
}

var yamlPrefix = text.Pattern(`^yaml: (unmarshal errors:\s*)?(line \d+: )?`)

// syntaxMessage returns the library's message without its line, or of a line that a tab
// indents, that it does.
func syntaxMessage(line string, err error) string {
	if tabbed(line) {
		return "a tab indents this line"
	}
	return yamlPrefix().ReplaceAllString(err.Error(), "")
}

// locate returns the position of a value below a node by a path of keys and indexes,
// or of the last value on the path. If key is set, it returns the position of the last
// key instead.
func locate(node *yaml.Node, key bool, path []any) (line, column int) {
	keyNode := node
	for _, step := range path {
		k, v := child(node, step)
		if v == nil {
			break
		}
		keyNode, node = k, v
	}
	if key {
		return keyNode.Line, keyNode.Column
	}
	return node.Line, node.Column
}

func child(node *yaml.Node, step any) (key, value *yaml.Node) {
	switch step := step.(type) {
	case string:
		if node.Kind != yaml.MappingNode {
			return nil, nil
		}
		for i := 0; i+1 < len(node.Content); i += 2 {
			if node.Content[i].Value == step {
				return node.Content[i], node.Content[i+1]
			}
		}
	case int:
		if node.Kind == yaml.SequenceNode && step < len(node.Content) {
			return node.Content[step], node.Content[step]
		}
	}
	return nil, nil
}

// secondDocument returns the line, from 1, on which a text stops being one document: a
// second "---", anything after "...", or a directive; 0 if there is none.
func secondDocument(body []byte) int {
	if bytes.IndexByte(body, '%') < 0 && !bytes.Contains(body, []byte("---")) && !bytes.Contains(body, []byte("...")) {
		return 0
	}
	started, ended := false, false
	i := 0
	for line := range strings.SplitSeq(string(body), "\n") {
		i++
		blank := strings.TrimSpace(line) == "" || strings.HasPrefix(line, "#")
		switch {
		case isMarker(line, "---"):
			if started {
				return i
			}
			started = true
		case isMarker(line, "..."):
			ended = true
		case ended && !blank, !started && strings.HasPrefix(line, "%"):
			return i
		case !blank:
			started = true
		}
	}
	return 0
}

// isMarker reports whether a line begins with a marker, and with nothing else or space
// after it.
func isMarker(line, marker string) bool {
	rest, found := strings.CutPrefix(line, marker)
	return found && (rest == "" || strings.ContainsRune(" \t\f\r", rune(rest[0])))
}

// SplitFrontMatter returns the YAML between the first line, "---", and the next
// "---", and the whole text with blank lines in its place, so that line numbers stay
// the same; ok reports whether there is front matter. The text must have no carriage
// returns and no byte order mark; see [text.Normalise].
func SplitFrontMatter(text []byte) (front, body []byte, ok bool) {
	first, rest, found := bytes.Cut(text, []byte("\n"))
	if !found || !isFence(first) {
		return nil, text, false
	}
	for offset := 0; offset <= len(rest); {
		line, after, more := bytes.Cut(rest[offset:], []byte("\n"))
		if isFence(line) {
			front = rest[:offset]
			return front, slices.Concat(bytes.Repeat([]byte("\n"), bytes.Count(front, []byte("\n"))+2), after), true
		}
		if !more {
			break
		}
		offset += len(line) + 1
	}
	return nil, text, false
}

// isFence reports whether a line opens or closes front matter.
func isFence(line []byte) bool { return string(bytes.TrimRight(line, " \t")) == "---" }

// yaml returns the part of the file that is YAML and the line it begins on.
func (s *Source) yaml() (body []byte, first int, ok bool) {
	if !strings.HasSuffix(s.Path, ".md") {
		return s.text, 1, true
	}
	front, _, ok := SplitFrontMatter(s.text)
	return front, 2, ok
}
