package record

import (
	"sync"

	"gopkg.in/yaml.v3"

	"pairbook/generator/internal/diag"
)

// Source is the file that a record came from.
type Source struct {
	Path string // from the root, with slashes

	// Incomplete tells that a value was refused or a required one is missing:
	// rules that weigh the record as a whole have nothing to go by then.
	Incomplete bool

	text   []byte  // the file as it is; front matter is found again by need
	places *places // nil until the text is there
}

// places is the tree of a record's YAML, parsed when first asked for: places
// are wanted of the few records that have a problem and of no other.
type places struct {
	once sync.Once
	root *yaml.Node
	line int // of the file, on which the YAML begins
}

// Where returns the record's source: every record embeds one.
func (s *Source) Where() *Source { return s }

// Record is any record: what embeds a [Source].
type Record interface{ Where() *Source }

// Text returns the file's bytes. They are not to be changed.
func (s *Source) Text() []byte { return s.text }

// hold takes the file's text in.
func (s *Source) hold(text []byte) { s.text, s.places = text, &places{} }

// At finds the place of a value by its keys (string) and list indexes (int).
// Where the way ends early, it is the place of the last value on it: a key
// that is absent is reported at the mapping that lacks it. Without a path it
// is the top of the file's record.
func (s *Source) At(path ...any) diag.Position { return s.find(false, path) }

// KeyAt is At for the key of the last value on the way instead of the value.
func (s *Source) KeyAt(path ...any) diag.Position { return s.find(true, path) }

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
