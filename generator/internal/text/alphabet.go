package text

import (
	"bytes"
	"slices"
)

// Span is a range of code points, both ends included.
type Span [2]rune

// Alphabet is the hidden characters as data, so that the site's forms find the
// same as this package.
type Alphabet struct {
	Hidden    []Hidden   `json:"hidden"`
	Sequences []Sequence `json:"sequences"`
	Blank     rune       `json:"blank"` // looks like a space but is not one
}

// Hidden is a range of invisible characters. After a character in After they are
// part of a visible one.
type Hidden struct {
	Span  Span   `json:"span"`
	After []Span `json:"after,omitempty"`
}

// Sequence is characters that form an emoji with the preceding one.
type Sequence struct {
	Before string `json:"before"` // one of these characters
	Rest   []rune `json:"rest"`
}

// TheAlphabet returns the hidden characters, in order.
func TheAlphabet() Alphabet { return Alphabet{hiddens, sequences, brailleBlank} }

const brailleBlank = '\u2800'

var hiddens = []Hidden{
	{Span: Span{0x00AD, 0x00AD}},                      // soft hyphen
	{Span: Span{0x034F, 0x034F}},                      // combining grapheme joiner
	{Span: Span{0x061C, 0x061C}},                      // Arabic letter mark
	{Span: Span{0x115F, 0x1160}},                      // Hangul fillers
	{Span: Span{0x17B4, 0x17B5}},                      // Khmer inherent vowels
	{Span: Span{0x180B, 0x180F}, After: mongolian},    // Mongolian variation selectors and vowel separator
	{Span: Span{0x200B, 0x200B}},                      // zero width space
	{Span: Span{0x200C, 0x200D}, After: joining},      // zero width non-joiner and joiner
	{Span: Span{0x200E, 0x200F}},                      // direction marks
	{Span: Span{0x2028, 0x202E}},                      // line and paragraph separators, direction overrides
	{Span: Span{0x2060, 0x206F}},                      // word joiner, invisible operators, direction isolates
	{Span: Span{0x3164, 0x3164}},                      // Hangul filler
	{Span: Span{0xFE00, 0xFE0F}, After: varied},       // variation selectors 1 to 16
	{Span: Span{0xFEFF, 0xFEFF}},                      // byte order mark
	{Span: Span{0xFFA0, 0xFFA0}},                      // halfwidth Hangul filler
	{Span: Span{0xFFF0, 0xFFFB}},                      // reserved as ignorable, interlinear annotation
	{Span: Span{0x1BCA0, 0x1BCA3}},                    // shorthand format controls
	{Span: Span{0x1D173, 0x1D17A}},                    // musical format controls
	{Span: Span{0xE0000, 0xE00FF}},                    // tags, reserved as ignorable
	{Span: Span{0xE0100, 0xE01EF}, After: ideographs}, // variation selectors 17 to 256
	{Span: Span{0xE01F0, 0xE0FFF}},                    // reserved as ignorable
}

// The characters before those of some scripts are given by blocks, so that the
// result does not depend on a reader's version of Unicode.
var (
	mongolian = []Span{{0x1807, 0x1807}, {0x1820, 0x18AA}}

	// joining are the scripts whose letters join or form clusters, and emoji.
	joining = []Span{
		{0x0600, 0x08FF},                                     // Arabic, Syriac, Thaana, N'Ko, Mandaic
		{0x0900, 0x0DFF},                                     // scripts of India and Sri Lanka
		{0x1000, 0x109F}, {0x1780, 0x17FF}, {0x1800, 0x18AF}, // Myanmar, Khmer, Mongolian
		{0x1A20, 0x1AAF}, {0x1B00, 0x1BFF}, {0x1CD0, 0x1CFF}, // Tai Tham, Balinese, Sundanese, Batak, Vedic marks
		{0x2190, 0x21FF}, {0x2300, 0x23FF}, {0x2600, 0x27BF}, {0x2B00, 0x2BFF}, // symbols
		{0xA800, 0xA82F}, {0xA840, 0xA87F}, {0xA8E0, 0xA8FF}, // Syloti Nagri, Phags-pa, Devanagari
		{0xA980, 0xA9FF}, {0xAA60, 0xAA7F}, {0xABC0, 0xABFF}, // Javanese, Myanmar, Meetei Mayek
		{0xFB50, 0xFDFF}, {0xFE0F, 0xFE0F}, {0xFE70, 0xFEFC}, // Arabic forms, emoji style
		{0x10A00, 0x10AFF}, {0x10D00, 0x10D3F}, {0x10F30, 0x10FDF}, // Kharoshthi, Manichaean, Hanifi Rohingya, Sogdian
		{0x11000, 0x11FFF}, {0x1E900, 0x1E95F}, // the other descendants of Brahmi, Adlam
		{0x1F000, 0x1FAFF}, // pictures
	}

	// varied are the characters with variants: emoji, signs, and the letters of a
	// few scripts.
	varied = []Span{
		{0x00A9, 0x00A9}, {0x00AE, 0x00AE}, {0x1000, 0x109F}, {0x2010, 0x20CF}, {0x2100, 0x2BFF}, {0x3000, 0x303F}, {0x3200, 0x9FFF},
		{0xA840, 0xA87F}, {0xAA60, 0xAA7F}, {0xF900, 0xFAFF}, {0xFF01, 0xFF5E}, {0x10AC0, 0x10AFF}, {0x1F000, 0x1FAFF}, {0x20000, 0x3FFFF},
	}

	ideographs = []Span{{0x3005, 0x3007}, {0x3400, 0x4DBF}, {0x4E00, 0x9FFF}, {0xF900, 0xFAFF}, {0x20000, 0x3FFFF}}
)

// sequences are the keycaps, and the flags of England, Scotland and Wales, the
// only flags made of tags.
var sequences = []Sequence{
	{"#*0123456789", []rune{0xFE0F, 0x20E3}},
	{"\U0001F3F4", []rune{0xE0067, 0xE0062, 0xE0065, 0xE006E, 0xE0067, 0xE007F}},
	{"\U0001F3F4", []rune{0xE0067, 0xE0062, 0xE0073, 0xE0063, 0xE0074, 0xE007F}},
	{"\U0001F3F4", []rune{0xE0067, 0xE0062, 0xE0077, 0xE006C, 0xE0073, 0xE007F}},
}

// hidden reports whether r is hidden after the character previous.
func hidden(previous, r rune) bool {
	if r < hiddens[0].Span[0] {
		return false
	}
	for _, h := range hiddens {
		if r <= h.Span[1] {
			return h.Span[0] <= r && !within(h.After, previous)
		}
	}
	return false
}

// never reports whether r is hidden after any character.
func never(r rune) bool {
	return slices.ContainsFunc(hiddens, func(h Hidden) bool { return h.After == nil && within([]Span{h.Span}, r) })
}

func within(spans []Span, r rune) bool {
	return slices.ContainsFunc(spans, func(s Span) bool { return s[0] <= r && r <= s[1] })
}

// sequence returns how many bytes of the text continue an emoji that begins with
// the character previous.
func sequence(previous rune, text []byte) int {
	for _, s := range sequences {
		rest := string(s.Rest)
		if bytes.HasPrefix(text, []byte(rest)) && bytes.ContainsRune([]byte(s.Before), previous) {
			return len(rest)
		}
	}
	return 0
}
