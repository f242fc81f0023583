package record

import (
	"pairbook/generator/internal/diag"
)

// Source is the file that a record came from.
type Source struct {
	Path string // from the root, with slashes

	// Incomplete tells that a value was refused or a required one is missing:
	// rules that weigh the record as a whole have nothing to go by then.
	Incomplete bool

	text []byte // the file as it is; front matter is found again by need
}

// Where returns the record's source: every record embeds one.
func (s *Source) Where() *Source { return s }

// Record is any record: what embeds a [Source].
type Record interface{ Where() *Source }

// Text returns the file's bytes. They are not to be changed.
func (s *Source) Text() []byte { return s.text }

// At finds the place of a value by its keys (string) and list indexes (int).
// Where the way ends early, it is the place of the last value on it: a key
// that is absent is reported at the mapping that lacks it. Without a path it
// is the top of the file's record.
//
// The file is parsed anew, because places are wanted of the few records that
// have a problem and of no other.
func (s *Source) At(path ...any) diag.Position {
	return s.find(false, path)
}

// KeyAt is At for the key of the last value on the way instead of the value.
func (s *Source) KeyAt(path ...any) diag.Position {
	return s.find(true, path)
}

func (s *Source) find(key bool, path []any) diag.Position {
	top := diag.Position{Path: s.Path, Line: 1, Column: 1}
	body, first, ok := s.yaml()
	if !ok {
		return top
	}
	node, err := parse(body)
	if err != nil || node == nil {
		return top
	}
	line, column := locate(node, key, path)
	return diag.Position{Path: s.Path, Line: line + first - 1, Column: column}
}
