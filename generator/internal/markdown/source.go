package markdown

import (
	"bytes"
	"slices"
	"unicode"
	"unicode/utf8"

	"pairbook/generator/internal/diag"
)

// report gathers the problems of one text and knows where its bytes are.
type report struct {
	path     string
	source   []byte // normalised
	lines    []int  // the offset at which each line starts
	problems diag.List
	refused  bool
	last     place
}

// place is where at last looked.
type place struct{ offset, line, characters int }

// at gives the line and column of a byte of the normalised text. It counts on
// from where it last looked, or a long line would be counted for each link in it.
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

// refuse reports an error that leaves no page.
func (r *report) refuse(at diag.Position, rule, hint, format string, args ...any) {
	r.refused = true
	r.problems.Errorf(at, rule, hint, format, args...)
}

// normalise drops a leading byte order mark and ends every line in LF. Neither
// moves a character to another line or column.
func normalise(text []byte) []byte {
	text = bytes.TrimPrefix(text, []byte("\uFEFF"))
	return bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n"))
}

func lineStarts(text []byte) []int {
	starts := []int{0}
	for i, c := range text {
		if c == '\n' {
			starts = append(starts, i+1)
		}
	}
	return starts
}

// checkCharacters reports what is not UTF-8, control characters, and characters
// that a reader cannot see.
func checkCharacters(r *report, kind Kind) {
	if bytes.HasPrefix(r.source, []byte{0xFF, 0xFE}) || bytes.HasPrefix(r.source, []byte{0xFE, 0xFF}) {
		r.refuse(r.at(0), Encoding, "save the file as UTF-8", "the text is UTF-16; it must be UTF-8")
		return
	}
	line, before := -1, ' '
	for i := 0; i < len(r.source); {
		c, size := utf8.DecodeRune(r.source[i:])
		control, hidden := isControl(c), isHidden(c) && !joins(before, c)
		switch {
		case c == utf8.RuneError && size == 1:
			// One is enough: the rest of a file in another encoding is noise.
			r.refuse(r.at(i), Encoding, "save the file as UTF-8", "the byte 0x%02X is not UTF-8", r.source[i])
			return
		case !control && !hidden:
		case r.at(i).Line == line: // one a line
		case control:
			line = r.at(i).Line
			r.refuse(r.at(i), ControlCharacter, "delete it", "the control character U+%04X has no place in a text", c)
		default:
			line = r.at(i).Line
			r.hidden(r.at(i), c, kind)
		}
		before, i = c, i+size
	}
}

func (r *report) hidden(at diag.Position, c rune, kind Kind) {
	say := r.problems.Errorf
	if kind == Handbook {
		say = r.problems.Warnf
	}
	say(at, HiddenCharacter, "delete it, unless it is meant",
		"the character U+%04X cannot be seen and may make the text read differently from what it says", c)
}

func isControl(c rune) bool { return c != '\n' && c != '\t' && unicode.IsControl(c) }

// isHidden reports whether c takes no room or changes the direction of the text
// around it: Unicode's bidirectional controls and its zero-width characters.
func isHidden(c rune) bool {
	switch {
	case c == 0x00AD, c == 0x034F, c == 0x061C, c == 0x115F, c == 0x1160, c == 0x180E, c == 0x3164, c == 0xFEFF:
		return true
	case 0x200B <= c && c <= 0x200F, 0x2028 <= c && c <= 0x202E, 0x2060 <= c && c <= 0x206F, 0xE0000 <= c && c <= 0xE007F:
		return true
	}
	return false
}

// joins reports whether c is a joiner in its place: inside an emoji, or in one
// of the scripts that spell with it.
func joins(before, c rune) bool {
	if c != 0x200C && c != 0x200D {
		return false
	}
	return before == 0xFE0F || unicode.In(before, unicode.So, unicode.Sk, unicode.Mn, unicode.Mc) ||
		unicode.IsLetter(before) && !unicode.In(before, unicode.Latin, unicode.Greek, unicode.Cyrillic)
}
