package site

import (
	"strings"
	"testing"

	"pairbook/generator/internal/veil"
	"pairbook/generator/internal/when"
	"pairbook/generator/test/mini"
)

// TestWhatIsOverDoesNotRun shows in the handbook a cohort as running until its last day,
// whether somebody has closed it or not.
func TestWhatIsOverDoesNotRun(t *testing.T) {
	const cohorts, figures = "No cohort is running at the moment.", "No cohort is running at the moment, so there is no figure to show."
	for day, over := range map[when.Date]bool{when.Day(2026, 6, 1): false, when.Day(2026, 6, 2): true} {
		in := input(t, mini.Files(everything), veil.Public)
		in.AsOf = day
		page := render(t, in, "index.html")["index.html"]
		for _, words := range []string{cohorts, figures} {
			if strings.Contains(page, words) != over {
				t.Errorf("on %s, the page says %q: %t", day, words, !over)
			}
		}
	}
}
