package record

import (
	"sync"

	"gopkg.in/yaml.v3"

	"pairbook/generator/internal/diag"
)

// Source is the file that a record came from.
type Source struct {
	Path string // from the root, with slashes

	// Incomplete reports that a value was refused or a required one is missing, so
	// that rules about the whole record do not apply.
	Incomplete bool

	text   []byte  // the file as it is; front matter is found again by need
	places *places // nil until the text is there
}

// places is the tree of a record's YAML. It is parsed on first use, because only the
// few records with a problem need it.
type places struct {
	once sync.Once
	root *yaml.Node
	line int // of the file, on which the YAML begins
}

// Where returns the record's source: every record embeds one.
func (s *Source) Where() *Source { return s }

// Record is any record; each embeds a [Source].
type Record interface{ Where() *Source }

// Text returns the file's bytes, which must not be changed.
func (s *Source) Text() []byte { return s.text }

// hold sets the file's text.
func (s *Source) hold(text []byte) { s.text, s.places = text, &places{} }

// At returns the position of a value by its path of keys (string) and list indexes
// (int). If the path leads to nothing, it returns the position of the last value on
// it, such as the mapping that lacks a key. Without a path it returns the position of
// the record's top.
func (s *Source) At(path ...any) diag.Position { return s.find(false, path) }

// KeyAt is like At, but returns the position of the value's key.
func (s *Source) KeyAt(path ...any) diag.Position { return s.find(true, path) }

// Gives reports whether the file has a value at a path of keys and indexes.
func (s *Source) Gives(path ...any) bool {
	node, _ := s.tree()
	for _, step := range path {
		if node != nil {
			_, node = child(node, step)
		}
	}
	return node != nil
}

func (s *Source) find(key bool, path []any) diag.Position {
	root, first := s.tree()
	if root == nil {
		return diag.Position{Path: s.Path, Line: 1, Column: 1}
	}
	line, column := locate(root, key, path)
	return diag.Position{Path: s.Path, Line: line + first - 1, Column: column}
}

func (s *Source) tree() (root *yaml.Node, line int) {
	p := s.places
	if p == nil {
		return nil, 1
	}
	p.once.Do(func() {
		if body, first, ok := s.yaml(); ok {
			if node, err := parse(body); err == nil {
				p.root, p.line = node, first
			}
		}
	})
	return p.root, p.line
}
