package record

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"

	"gopkg.in/yaml.v3"
)

// parse reads one YAML document and returns its top value, nil for none.
func parse(body []byte) (node *yaml.Node, err error) {
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

// syntaxLine finds the line on which a text stops being YAML. The library's
// own line is that of the construct it was in, which may have begun far above;
// so it is the line after the longest beginning that can be read.
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

var yamlPrefix = regexp.MustCompile(`^yaml: (unmarshal errors:\s*)?(line \d+: )?`)

// syntaxMessage puts the library's words without the line it believes in.
func syntaxMessage(err error) string {
	return yamlPrefix.ReplaceAllString(err.Error(), "")
}

// locate finds a value below a node by keys and indexes, or how far the way
// leads. With key it gives the place of the last key instead of its value.
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

var (
	documentStart = regexp.MustCompile(`^---(\s|$)`)
	documentEnd   = regexp.MustCompile(`^\.\.\.(\s|$)`)
)

// secondDocument finds the line, from 1, where a text stops being one
// document: a second "---", anything after "...", or a directive; 0 if none.
func secondDocument(body []byte) int {
	started, ended := false, false
	for i, line := range strings.Split(string(body), "\n") {
		blank := strings.TrimSpace(line) == "" || strings.HasPrefix(line, "#")
		switch {
		case documentStart.MatchString(line):
			if started {
				return i + 1
			}
			started = true
		case documentEnd.MatchString(line):
			ended = true
		case ended && !blank, !started && strings.HasPrefix(line, "%"):
			return i + 1
		case !blank:
			started = true
		}
	}
	return 0
}

// SplitFrontMatter finds the YAML between the first line, "---", and the next
// "---". It returns the YAML, the whole text with blank lines in the place of
// the front matter, so that line numbers hold, and whether there is any. A
// text without front matter is returned as its own body. The text has no
// carriage returns and no byte order mark; see [text.Normalise].
func SplitFrontMatter(text []byte) (front, body []byte, ok bool) {
	first, rest, found := bytes.Cut(text, []byte("\n"))
	if !found || !isFence(first) {
		return nil, text, false
	}
	for offset := 0; offset <= len(rest); {
		line, after, more := bytes.Cut(rest[offset:], []byte("\n"))
		if isFence(line) {
			front = rest[:offset]
			blank := bytes.Repeat([]byte("\n"), bytes.Count(front, []byte("\n"))+2)
			return front, append(blank, after...), true
		}
		if !more {
			break
		}
		offset += len(line) + 1
	}
	return nil, text, false
}

// isFence tells whether a line is one of the two around front matter.
func isFence(line []byte) bool { return string(bytes.TrimRight(line, " \t")) == "---" }

// yaml returns the part of the file that is YAML and the line it begins on.
func (s *Source) yaml() (body []byte, first int, ok bool) {
	if !strings.HasSuffix(s.Path, ".md") {
		return s.text, 1, true
	}
	front, _, ok := SplitFrontMatter(s.text)
	return front, 2, ok
}
