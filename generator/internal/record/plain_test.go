package record

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"gopkg.in/yaml.v3"
	"pgregory.net/rapid"
)

// plainAgrees holds the tree of a plain text to the library's, and reports whether it is one.
func plainAgrees(t interface{ Errorf(string, ...any) }, text string) bool {
	got, ok := plainTree([]byte(text))
	if !ok {
		return false
	}
	want, err := parse([]byte(text))
	if err != nil {
		t.Errorf("%q is read as plain, and the library says: %v", text, err)
	} else if line := secondDocument([]byte(text)); line > 0 {
		t.Errorf("%q is read as plain, and has a second document in line %d", text, line)
	} else if diff := cmp.Diff(want, got, cmp.AllowUnexported(yaml.Node{})); diff != "" {
		t.Errorf("%q (-the library +plain):\n%s", text, diff)
	}
	return true
}

var plainPieces = []string{"a", "key", "true", "null", "no", "on", "NULL", "y", "1", "0x1f", "1e3", "1_000", "2026-11-12", "2026-02-30", "2026-11-12 10:00:00", "0001-01-01", "1:30", "10:00-12:00",
	"Mon 10:00", "two words", "https://x.example/a?b", "é", "‘q’", "\u2028", "\ufeff", "\u00a0", "x", ":", ": ", "- ", "-", "--- ", "---", "...", "%", " ", "  ", "    ", "\n", "\n", "\n", "\n  ", "\n    ", "\n- ", "\n  - ",
	"[", "]", "[a, b]", "[1,2]", "[]", "[a, ]", "['a b', \"c\"]", "{", "}", "{a: b}", ",", ", ", "\"", "'", "\"q\"", "'q'", "''", "\\", "#", " #", "&a", "*a", "!", "|", ">", "?", "? ", "<<", "~", ".5", ".inf", "+1", "@", "`", "\t", "\r"}

// TestPlainTreeIsTheLibrarys tries texts of lines that are nearly plain, and of any pieces.
func TestPlainTreeIsTheLibrarys(t *testing.T) {
	plain := 0
	rapid.Check(t, func(t *rapid.T) {
		var text strings.Builder
		piece := rapid.SampledFrom(plainPieces)
		for range rapid.IntRange(1, 6).Draw(t, "lines") {
			text.WriteString(rapid.SampledFrom([]string{"", "", "", "  ", "    ", " "}).Draw(t, "indent"))
			text.WriteString(rapid.SampledFrom([]string{"", "", "- ", "-  "}).Draw(t, "item"))
			text.WriteString(rapid.SampledFrom([]string{"key: ", "other: ", "key:", "on: ", "a-b: ", "9: ", "k:  ", "k :", ""}).Draw(t, "key"))
			text.WriteString(strings.Join(rapid.SliceOfN(piece, 0, 2).Draw(t, "value"), ""))
			text.WriteString("\n")
		}
		if plainAgrees(t, text.String()) {
			plain++
		}
		plainAgrees(t, strings.Join(rapid.SliceOfN(piece, 0, 12).Draw(t, "pieces"), ""))
	})
	if plain == 0 {
		t.Error("no text is plain, so that this test shows nothing")
	}
}

// TestUsualRecordsArePlain fails when the records that people write take the long way.
func TestUsualRecordsArePlain(t *testing.T) {
	for _, text := range []string{
		"date: 2026-11-20\nduration: 1h10m\nattended: [noor, grace]\ngoals:\n  - id: goal-1\n    percent: 50\n  - goal-2\nactions:\n- id: library\n  who: noor\n  what: Ask the library for “Night”, twice\ndone: []\n",
		"name: Zoë Müller\nlevel: experienced\navailability: [Mon 18:00-20:00, 'Tue 18:00-20:00']\n\nstate: \"active\"\npublish:\n  name: true\n  photo: no\n",
	} {
		if !plainAgrees(t, text) {
			t.Errorf("not plain:\n%s", text)
		}
	}
}

func FuzzPlainTree(f *testing.F) {
	f.Add("date: 2026-11-20\ngoals:\n  - id: goal-1\n    percent: 50\ndone: [a, 'b']\n")
	f.Add("key:\n- \"a\"\n- b: c\n  d:\n  - é\n")
	f.Fuzz(func(t *testing.T, text string) { plainAgrees(t, text) })
}
