package text

import (
	"bytes"
	"fmt"
	"unicode/utf8"
)

// EncodingHint is the hint for a text that is not UTF-8.
const EncodingHint = "save the file as UTF-8"

// Encoding returns an error in the encoding of a text and its position, "" for
// UTF-8. Nothing else can be checked in a text with such an error.
func Encoding(raw []byte) (wrong string, line, column int) {
	if name := wide(raw); name != "" {
		return fmt.Sprintf("the file is %s, and only UTF-8 can be read", name), 1, 1
	}
	if utf8.Valid(raw) {
		return "", 0, 0
	}
	line, column = 1, 1
	for rest := raw; ; {
		r, size := utf8.DecodeRune(rest)
		if r == utf8.RuneError && size == 1 {
			return fmt.Sprintf("the byte 0x%02X is no UTF-8; the file may be Latin-1", rest[0]), line, column
		}
		if r == '\n' {
			line, column = line+1, 0
		}
		column++
		rest = rest[size:]
	}
}

// wide names the encoding of a text in UTF-16 or UTF-32, with or without a byte
// order mark. Without one it is recognised by its zeros: in records and pages at
// least a quarter of the characters are ASCII, in whatever language, and each of
// these has zeros in the same places.
func wide(raw []byte) string {
	switch {
	case bytes.HasPrefix(raw, []byte{0xFF, 0xFE, 0, 0}), bytes.HasPrefix(raw, []byte{0, 0, 0xFE, 0xFF}):
		return "UTF-32"
	case bytes.HasPrefix(raw, []byte{0xFF, 0xFE}), bytes.HasPrefix(raw, []byte{0xFE, 0xFF}):
		return "UTF-16"
	case bytes.IndexByte(raw, 0) < 0:
		return ""
	}
	var zeros [4]int
	for i, c := range raw {
		if c == 0 {
			zeros[i%4]++
		}
	}
	few, many := len(raw)/64, max(len(raw)/16, 1)
	none := func(i int) bool { return zeros[i] <= few }
	some := func(i int) bool { return zeros[i] >= many }
	all := func(i int) bool { return zeros[i] >= len(raw)/4 }
	switch {
	case len(raw) < 4:
		return ""
	case all(2) && all(3) && some(1) && none(0), all(0) && all(1) && some(2) && none(3):
		return "UTF-32"
	case some(1) && some(3) && none(0) && none(2), some(0) && some(2) && none(1) && none(3):
		return "UTF-16"
	}
	return ""
}
