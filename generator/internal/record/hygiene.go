package record

import (
	"fmt"
	"unicode"

	"pairbook/generator/internal/diag"
	"pairbook/generator/internal/text"
)

// characters reports control and hidden characters, of a text whose first line
// is that of the file, and returns the text with something visible for each:
// the notation may not hold them, and they would be told of a second time where
// they stand inside quotes. Of a hidden character a page is only warned.
func characters(path string, first int, written []byte, page bool, problems *diag.List) []byte {
	for c := range text.Unseen(written) {
		at := diag.Position{Path: path, Line: first + c.Line - 1, Column: c.Column}
		switch {
		case c.Control:
			problems.Errorf(at, "control-character", CharacterHint, ControlMessage, c.Rune)
		case page:
			problems.Warnf(at, "hidden-character", "delete it, unless it is meant", "the character U+%04X cannot be seen and may make the page read differently from what it says", c.Rune)
		default:
			problems.Errorf(at, "hidden-character", CharacterHint, HiddenMessage, c.Rune)
		}
	}
	return text.Mark(written, unicode.ReplacementChar)
}

// escaped reports the same characters where a quoted text spells them as an
// escape, and returns whether there are none.
func (d *decoder) escaped(value string, at diag.Position) bool {
	clean := true
	for c := range text.Unseen([]byte(value)) {
		rule := "hidden-character"
		if c.Control {
			rule = "control-character"
		}
		d.problems.Errorf(at, rule, "delete the escape", "the text holds U+%04X by an escape, which is not allowed in a record", c.Rune)
		clean = false
	}
	return clean
}

// oversize reports a file that is too long, by the size its folder gives.
func oversize(path string, size, limit int64, problems *diag.List) bool {
	if size <= limit {
		return false
	}
	problems.Errorf(diag.Position{Path: path, Line: 1, Column: 1}, "oversize", OversizeHint, OversizeMessage, kib(size), kib(limit))
	return true
}

func kib(size int64) string {
	if size%1024 == 0 {
		return fmt.Sprintf("%d KiB", size/1024)
	}
	return fmt.Sprintf("%.1f KiB", float64(size)/1024)
}
