package markdown

import (
	"slices"
	"unicode/utf8"

	"pairbook/generator/internal/diag"
	"pairbook/generator/internal/text"
)

// report collects the problems of one text and converts offsets to positions.
type report struct {
	path     string
	source   []byte // normalised
	lines    []int  // the offset at which each line starts
	problems diag.List
	refused  bool
	last     place
}

// place is the position that at last returned.
type place struct{ offset, line, characters int }

// at returns the line and column of an offset in the normalised text. It counts from
// the last position, so that a long line is not counted again for each link in it.
func (r *report) at(offset int) diag.Position {
	offset = min(max(offset, 0), len(r.source))
	line, found := slices.BinarySearch(r.lines, offset)
	if !found {
		line--
	}
	if line != r.last.line || offset < r.last.offset {
		r.last = place{offset: r.lines[line], line: line}
	}
	r.last.characters += utf8.RuneCount(r.source[r.last.offset:offset])
	r.last.offset = offset
	return diag.Position{Path: r.path, Line: line + 1, Column: r.last.characters + 1}
}

// refuse adds an error that leaves no page.
func (r *report) refuse(at diag.Position, rule, hint, format string, args ...any) {
	r.refused = true
	r.problems.Errorf(at, rule, hint, format, args...)
}

func lineStarts(source []byte) []int {
	starts := []int{0}
	for i, c := range source {
		if c == '\n' {
			starts = append(starts, i+1)
		}
	}
	return starts
}

// checkCharacters reports invalid UTF-8, control characters and invisible characters.
func checkCharacters(r *report, kind Kind) {
	if wrong, line, column := text.Encoding(r.source); wrong != "" {
		r.refuse(diag.Position{Path: r.path, Line: line, Column: column}, Encoding, text.EncodingHint, "%s", wrong)
		return
	}
	for c := range text.Unseen(r.source) {
		at := diag.Position{Path: r.path, Line: c.Line, Column: c.Column}
		if c.Control {
			r.refuse(at, ControlCharacter, "delete it", "the control character U+%04X has no place in a text", c.Rune)
			continue
		}
		say := r.problems.Errorf
		if kind == Handbook {
			say = r.problems.Warnf
		}
		say(at, HiddenCharacter, "delete it, unless it is meant",
			"the character U+%04X cannot be seen and may make the text read differently from what it says", c.Rune)
	}
}
