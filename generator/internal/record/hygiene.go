package record

import (
	"fmt"
	"unicode"

	"pairbook/generator/internal/diag"
	"pairbook/generator/internal/text"
)

// characters reports control and hidden characters in a text that begins on line
// first of the file; in a page, hidden ones are only warnings. It returns the text
// with a visible character for each, because YAML refuses some of them and quoted
// ones would be reported twice.
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

// escaped reports the same characters written as escapes in a quoted text, and
// returns whether there are none.
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

// oversize reports a file that is too large, by the size in its directory entry.
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
