package record

import (
	"bytes"
	"fmt"
	"unicode"
	"unicode/utf8"

	"pairbook/generator/internal/diag"
)

// readable reports what makes a text unfit to be read at all: an encoding
// that is not UTF-8. Nothing else can be said about such a file.
func readable(path string, raw []byte, problems *diag.List) bool {
	at := diag.Position{Path: path, Line: 1, Column: 1}
	if bytes.HasPrefix(raw, []byte{0xFF, 0xFE}) || bytes.HasPrefix(raw, []byte{0xFE, 0xFF}) {
		problems.Errorf(at, "encoding", "save the file as UTF-8", "the file is UTF-16, and only UTF-8 can be read")
		return false
	}
	for line, column, rest := 1, 1, raw; len(rest) > 0; {
		r, size := utf8.DecodeRune(rest)
		if r == utf8.RuneError && size == 1 {
			at.Line, at.Column = line, column
			problems.Errorf(at, "encoding", "save the file as UTF-8", "the byte 0x%02X is no UTF-8; the file may be Latin-1", rest[0])
			return false
		}
		if r == '\n' {
			line, column = line+1, 0
		}
		column++
		rest = rest[size:]
	}
	return true
}

// characters reports control and invisible characters in a record's file, and
// returns the text with something visible for each control character: the
// notation may not hold them, and would be blamed a second time.
func characters(path string, text []byte, problems *diag.List) []byte {
	line, column, previous := 1, 1, rune(0)
	for _, r := range string(text) {
		at := diag.Position{Path: path, Line: line, Column: column}
		switch {
		case Control(r):
			problems.Errorf(at, "control-character", CharacterHint, ControlMessage, r)
		case Hidden(previous, r):
			problems.Errorf(at, "hidden-character", CharacterHint, HiddenMessage, r)
		}
		if r == '\n' {
			line, column = line+1, 0
		}
		column++
		previous = r
	}
	return bytes.Map(func(r rune) rune {
		if Control(r) {
			return unicode.ReplacementChar
		}
		return r
	}, text)
}

// escaped reports the same characters where a quoted text spells them as an
// escape, and returns whether there are none.
func (d *decoder) escaped(text string, at diag.Position) bool {
	previous, clean := rune(0), true
	for _, r := range text {
		rule := ""
		if Control(r) {
			rule = "control-character"
		} else if Hidden(previous, r) {
			rule = "hidden-character"
		}
		if rule != "" {
			d.problems.Errorf(at, rule, "delete the escape", "the text holds U+%04X by an escape, which is not allowed in a record", r)
			clean = false
		}
		previous = r
	}
	return clean
}

// Control tells whether a rune is a control character other than a tab and a
// line feed.
func Control(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\t' }

// Hidden tells whether a rune changes a text without being seen: direction
// marks and overrides, zero-width characters, a byte order mark inside. The
// joiners are letters' business in many scripts and in emoji, so they are
// hidden only after anything else.
func Hidden(previous, r rune) bool {
	switch {
	case r == 0x200C, r == 0x200D:
		return !joins(previous)
	case r == 0x200B, r == 0x200E, r == 0x200F, r == 0x061C, r == 0x180E, r == 0xFEFF, r == 0x00AD:
		return true
	}
	return 0x202A <= r && r <= 0x202E || 0x2060 <= r && r <= 0x206F || 0xE0000 <= r && r <= 0xE007F || 0xFFF9 <= r && r <= 0xFFFB
}

func joins(r rune) bool {
	return unicode.In(r, unicode.Arabic, unicode.Syriac, unicode.Devanagari, unicode.Bengali, unicode.Gurmukhi, unicode.Gujarati,
		unicode.Oriya, unicode.Tamil, unicode.Telugu, unicode.Kannada, unicode.Malayalam, unicode.Sinhala, unicode.Khmer,
		unicode.Myanmar, unicode.Mongolian, unicode.So, unicode.Sk) || r == 0xFE0F
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
