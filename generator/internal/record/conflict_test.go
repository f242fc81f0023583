package record

import (
	"bytes"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestConflictLine compares with the patterns alone, of texts made of what they look for.
func TestConflictLine(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		piece := rapid.SampledFrom([]string{"<<<<<<<", ">>>>>>>", "=======", "<", ">>>>", "=", " HEAD", "\n", "\n", "a"})
		text := []byte(strings.Join(rapid.SliceOfN(piece, 0, 12).Draw(t, "text"), ""))
		for path, form := range map[string]interface{ FindIndex([]byte) []int }{"a.yaml": conflict(), "a.md": conflictInText()} {
			want := 0
			if at := form.FindIndex(text); at != nil {
				want = 1 + bytes.Count(text[:at[0]], []byte("\n"))
			}
			if got := conflictLine(path, text); got != want {
				t.Fatalf("%s: %q has one on line %d, not %d", path, text, got, want)
			}
		}
	})
}
