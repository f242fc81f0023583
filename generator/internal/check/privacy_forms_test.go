package check

import (
	"regexp"
	"testing"

	"pgregory.net/rapid"
)

// TestDatesAreCounted counts the dates of a line as a regexp finds them.
func TestDatesAreCounted(t *testing.T) {
	t.Parallel()
	form := regexp.MustCompile(`\d{4}-\d{2}-\d{2}`)
	part := rapid.SampledFrom([]string{"2026-11-02", "2026-1-02", "26-11-02", "11-02", "2026", "-", "0", "x", " ", "ü"})
	rapid.Check(t, func(t *rapid.T) {
		var line []byte
		for _, p := range rapid.SliceOfN(part, 0, 8).Draw(t, "parts") {
			line = append(line, p...)
		}
		if got, want := dates(line), len(form.FindAllIndex(line, -1)); got != want {
			t.Errorf("%q has %d dates, want %d", line, got, want)
		}
	})
}
