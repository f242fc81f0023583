package record

import (
	"reflect"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"
	"pgregory.net/rapid"
)

// likeTheLibrary fails where a text is read as plain and the library reads it otherwise.
func likeTheLibrary(t interface{ Fatalf(string, ...any) }, text string) (plain bool) {
	node := parsePlain([]byte(text), make([]yaml.Node, 3))
	if node == nil {
		return false
	}
	if want, err := parseAny([]byte(text)); err != nil || !reflect.DeepEqual(node, want) {
		t.Fatalf("%q is read as %+v, and the library reads %+v, %v", text, node, want, err)
	}
	return true
}

// TestPlain makes texts of lines that are almost always plain.
func TestPlain(t *testing.T) {
	pieces := []string{"a", "b: ", "c:", "d: e", "\n", "\n", "\n\n", "\n  ", "\n  ", "\n    ", "- ", "-", " ", ": ", ":", "[", "]", ", ", ",", "[a, b2]", "[]", "['a b', \"c\"]", "{", "}", "{a: b, c: [d]}", "{e: ", "2026-11-20", "09:00", "1.5", "0x1", "1_000", "null", "no", "<<",
		`"`, `"f: g"`, "'", "\\", "#", "é", "’", "\u0085", "\u00a0", "\ufeff", "\t", "\r", "{", "}", "&h", "*h", "!i", "|", ">", "%", "@", "`", "---", "...", "?", "? ", "~", "=", "+", "."}
	plain := 0
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 1, 20).Draw(t, "pieces"), "")
		for _, text := range []string{text, "k: " + text, "k:\n" + text, "k: [" + text, "k: {a: " + text, "- " + text} {
			if likeTheLibrary(t, text) {
				plain++
			}
		}
	})
	if plain == 0 {
		t.Error("no text was plain")
	}
}

// TestPlainLog reads a log as the forms write it.
func TestPlainLog(t *testing.T) {
	log := "date: 2026-02-12\nduration: 1h30m\nattended: [ines, tomo]\nmissed:  []\n\ngoals:\n  - id: goal-1\n    percent: 90\nactions:\n- id: action-12\n  who: ines\n  what: Read José’s letter, at 10:30\ntitle: \"2026: a look back\"\navailability: [ \"Mon 9-12\", 'Tue 9-12' ]\naccepted:\n  - {person: ines, on: 2026-11-20, for: [a b, c]}\nnone: {}\nhelp:\n  ways:\n    - mailto:a@b.example\n"
	for text, want := range map[string]bool{log: true, log + "next: today # or later\n": false, "": false, "  a: b\n": false, "a: b\n  c\n": false, "a: b\n c: d\n": false,
		"a: " + strings.Repeat("b", 1020) + "\n": false, strings.Repeat("b", 1020) + ": a\n": false} {
		if got := likeTheLibrary(t, text); got != want {
			t.Errorf("%q: plain is %v", text, got)
		}
	}
}

// TestPlainWords reads the words that mean something else than themselves, as values, as
// keys and in lists, and some that nearly do.
func TestPlainWords(t *testing.T) {
	for _, word := range []string{"true", "True", "TRUE", "tRUE", "false", "False", "FALSE", "falsely", "falses", "null", "Null", "NULL", "nullify", "yes", "no", "off",
		"infinity", "nan", "NaN", "1e3", "1_000", "0b11", "0o17", "0xffffff", "12:30:45", "2026-11-20", "2026-11-2", "20261120"} {
		for _, text := range []string{"a: " + word + "\n", word + ": a\n", "a: [" + word + "]\n", "a:\n  - " + word + "\n"} {
			likeTheLibrary(t, text)
		}
	}
}

func FuzzPlain(f *testing.F) {
	f.Add("date: 2026-02-12\nattended: [ines, tomo]\nactions:\n  - id: action-12\n    what: Read it\n")
	f.Add("0: \"\"0")
	f.Fuzz(func(t *testing.T, text string) { likeTheLibrary(t, text) })
}
