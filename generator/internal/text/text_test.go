package text

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// ignorable reports whether Unicode derives Default_Ignorable_Code_Point for r,
// from the underlying properties.
func ignorable(r rune) bool {
	prepended := unicode.Is(unicode.Prepended_Concatenation_Mark, r)
	annotation, hieroglyphs := 0xFFF9 <= r && r <= 0xFFFB, 0x13430 <= r && r <= 0x13455
	return unicode.In(r, unicode.Other_Default_Ignorable_Code_Point, unicode.Cf, unicode.Variation_Selector) &&
		!prepended && !annotation && !hieroglyphs && !unicode.Is(unicode.White_Space, r)
}

// TestEveryCodePoint compares the table with Unicode's own properties.
func TestEveryCodePoint(t *testing.T) {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		want := ""
		switch {
		case 0xD800 <= r && r <= 0xDFFF:
			continue
		case r != '\t' && r != '\n' && unicode.Is(unicode.Cc, r):
			want = "control"
		case ignorable(r), unicode.In(r, unicode.Zl, unicode.Zp), 0xFFF9 <= r && r <= 0xFFFB:
			want = "hidden"
		}
		got := ""
		for c := range Unseen([]byte("a" + string(r) + "b")) {
			if c.Rune != r || c.Line != 1 || c.Column != 2 {
				t.Errorf("of U+%04X it says %+v", r, c)
			}
			got = map[bool]string{true: "control", false: "hidden"}[c.Control]
		}
		if got != want {
			t.Errorf("U+%04X is %q, and Unicode says %q", r, got, want)
		}
		if Control(r) != (want == "control") {
			t.Errorf("Control(U+%04X) is %v", r, Control(r))
		}
	}
}

func TestUnseen(t *testing.T) {
	for written, want := range map[string]string{
		"":                                 "",
		"plain words\n\tand a tab":         "",
		"A\rA":                             "1:2 U+000D control",
		"A\r\nA":                           "1:2 U+000D control", // before Normalise
		"name\u3164":                       "1:5 U+3164 hidden",
		"one\u2028two\nthree\u200b\u200bx": "1:4 U+2028 hidden, 2:6 U+200B hidden",
		"\u200ba\x07b\u200bc\x08\n\x07":    "1:1 U+200B hidden, 1:3 U+0007 control, 2:1 U+0007 control",
		"next\u0085line":                   "1:5 U+0085 control",
		"note\ufff9a\ufffab\ufffb":         "1:5 U+FFF9 hidden",
		"pay\u200dpal":                     "1:4 U+200D hidden",
		"\u200dpal":                        "1:1 U+200D hidden",
		"می\u200cخواهم":                    "",
		"क\u094d\u200dष":                   "",
		"ක්\u200dෂ":                        "",
		"👩\u200d🚀 👩🏽\u200d🚀 ❤\ufe0f\u200d🔥": "",
		"👩\u200d\u200d🚀":                  "1:3 U+200D hidden",
		"a\ufe0fb":                        "1:2 U+FE0F hidden",
		"☀\ufe0f ☀\ufe0e ©\ufe0f ‼\ufe0f": "",
		"☀\ufe0f\ufe0f":                   "1:3 U+FE0F hidden",
		"葛\U000e0100城":                    "",
		"葛\U000e0100\U000e0101城":          "1:3 U+E0101 hidden",
		"x\U000e0100":                     "1:2 U+E0100 hidden",
		"ᠠ\u180b ᠠ\u180eᠠ":                "",
		"a\u180eb":                        "1:2 U+180E hidden",
		"1\ufe0f\u20e3 #\ufe0f\u20e3":     "",
		"2026\ufe0f":                      "1:5 U+FE0F hidden",
		"🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f!":       "",
		"🏴\U000e0067\U000e0062\U000e0078\U000e007f":                            "1:2 U+E0067 hidden",
		"é🏴\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f\u200b": "1:9 U+200B hidden",
		"hi\U000e0041": "1:3 U+E0041 hidden",
		"\xff\u200b":   "1:2 U+200B hidden",
	} {
		var said []string
		for c := range Unseen([]byte(written)) {
			said = append(said, fmt.Sprintf("%d:%d U+%04X %s", c.Line, c.Column, c.Rune, map[bool]string{true: "control", false: "hidden"}[c.Control]))
		}
		if got := strings.Join(said, ", "); got != want {
			t.Errorf("of %+q it says %q; want %q", written, got, want)
		}
		if HasUnseen(written) != (want != "") {
			t.Errorf("HasUnseen(%+q) is %v", written, HasUnseen(written))
		}
	}
}

func TestMark(t *testing.T) {
	for written, want := range map[string]string{
		"": "", "plain": "plain", "\u200ba\x07b\u200bc\x08": "?a?b?c?", "a\u2028": "a?", "👩\u200d🚀\u200d\u200d": "👩\u200d🚀\u200d?",
		"\u061c\u200c": "??", "\u17b4\u200d": "??", "a\u2060\ufe0f": "a??", "ب\u061c\u200cب": "ب??ب",
	} {
		if got := string(Mark([]byte(written), '?')); got != want {
			t.Errorf("Mark(%+q) is %+q; want %+q", written, got, want)
		}
	}
}

// TestMarkLeavesNothing marks any text: no character moves, and everything left
// is visible.
func TestMarkLeavesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		written := drawText(t)
		marked := Mark([]byte(written), '?')
		if HasUnseen(string(marked)) {
			t.Fatalf("%+q becomes %+q, of which something cannot be seen", written, marked)
		}
		before, after := []rune(written), []rune(string(marked))
		if len(before) != len(after) {
			t.Fatalf("%+q becomes %+q", written, marked)
		}
		for c := range Unseen([]byte(written)) {
			line := []rune(strings.Split(written, "\n")[c.Line-1])
			if line[c.Column-1] != c.Rune {
				t.Fatalf("of %+q it says %+v", written, c)
			}
		}
	})
}

// drawText draws hidden characters next to those that may precede them.
func drawText(t *rapid.T) string {
	var edges []rune
	for _, h := range hiddens {
		for _, s := range append(slices.Clone(h.After), h.Span) {
			edges = append(edges, s[0]-1, s[0], s[1], s[1]+1)
		}
	}
	for _, s := range sequences {
		edges = append(edges, s.Rest...)
		edges = append(edges, []rune(s.Before)...)
	}
	edges = slices.DeleteFunc(edges, func(r rune) bool { return !utf8.ValidRune(r) })
	return string(rapid.SliceOfN(rapid.OneOf(rapid.SampledFrom(edges), rapid.SampledFrom([]rune("a\n\r\t\x00 "))), 0, 12).Draw(t, "text"))
}

func TestBlank(t *testing.T) {
	for written, want := range map[string]bool{
		"": true, " \t\n": true, "\u3164": true, "\u2800 \u2800": true, "\u00a0\u3000\u200b": true, "\u115f\u1160": true, "\x00": true,
		"a": false, "\u3164a": false, "·": false, "👩\u200d🚀": false, "\ufffd": false,
	} {
		if Blank(written) != want {
			t.Errorf("Blank(%+q) is %v", written, !want)
		}
	}
}

func TestNormalise(t *testing.T) {
	for written, want := range map[string]string{
		"\ufeffa\r\nb\r\n": "a\nb\n", "a\rb": "a\rb", "a\r\r\nb\r": "a\nb\r", "\r\n\r\n": "\n\n", "a\ufeff": "a\ufeff", "": "",
	} {
		if got := string(Normalise([]byte(written))); got != want {
			t.Errorf("Normalise(%+q) is %+q; want %+q", written, got, want)
		}
	}
}

func TestFold(t *testing.T) {
	for _, same := range [][2]string{{"README.md", "readme.MD"}, {"caf\u00e9", "CAFE\u0301"}, {"straße", "STRASSE"}, {"Σ", "ς"}, {"\u212b", "å"}} {
		if Fold(same[0]) != Fold(same[1]) {
			t.Errorf("%q is folded to %q, and %q to %q", same[0], Fold(same[0]), same[1], Fold(same[1]))
		}
	}
	if Fold("a-b") == Fold("a_b") || Fold("cafe") == Fold("café") {
		t.Error("different names are folded to one")
	}
}

func TestUnaccented(t *testing.T) {
	for words, want := range map[string]string{
		"Sigrún Fjarðardóttir": "sigrun fjardardottir", "ŁÓDŹ": "lodz", "straße": "strasse", "Σίσυφος": "σισυφοσ", "学校": "学校",
		"Xatt il-Baħar": "xatt il-bahar", "máŋŧa": "manta",
	} {
		if got := Unaccented(words); got != want {
			t.Errorf("Unaccented(%q) is %q; want %q", words, got, want)
		}
	}
}

func TestSpell(t *testing.T) {
	for raw, want := range map[string]string{
		"a": "a", "'": "'", "é": "é", "\u200b": `\u200b`, "\u3164": `\u3164`, "\u115f": `\u115f`, "\U000e0041": `\U000e0041`, "\x07": `\a`, "\xff": `\xff`, "\ufe0f": "\ufe0f", "\u2028": `\u2028`,
	} {
		r, _ := utf8.DecodeRuneInString(raw)
		if got := Spell(r, raw); got != want {
			t.Errorf("Spell(%+q) is %q; want %q", raw, got, want)
		}
	}
}

// TestFree counts on from 2 where a name is taken.
func TestFree(t *testing.T) {
	taken := map[string]bool{"ada": true, "ada-2": true, "bo": true}
	for name, want := range map[string]string{"ada": "ada-3", "bo": "bo-2", "cy": "cy"} {
		if got := Free(name, func(s string) bool { return taken[s] }); got != want {
			t.Errorf("of %s, %s is free, want %s", name, got, want)
		}
	}
}

// TestAccentsOfOtherScripts takes the marks of Latin letters off, from the first to the last, and
// leaves those of other scripts.
func TestAccentsOfOtherScripts(t *testing.T) {
	for words, want := range map[string]string{"a\u0300b": "ab", "a\u036fb": "ab", "a\u02ffb": "a\u02ffb", "a\u0370b": "a\u0371b", "ก\u0e48": "ก\u0e48"} {
		if got := Unaccented(words); got != want {
			t.Errorf("%+q becomes %+q, want %+q", words, got, want)
		}
	}
}

// TestControlAndHiddenOfALine tells the first of both kinds in each line.
func TestControlAndHiddenOfALine(t *testing.T) {
	var got []rune
	for c := range Unseen([]byte("\x01\u200b\x02\u200c\n\u200d\x03")) {
		got = append(got, c.Rune)
	}
	if want := []rune{1, 0x200b, 0x200d, 3}; !slices.Equal(got, want) {
		t.Errorf("unseen are %U, want %U", got, want)
	}
}
