package site

import (
	"strings"
	"testing"

	"pairbook/generator/internal/veil"
	"pairbook/generator/internal/when"
	"pairbook/generator/test/mini"
)

// TestWhatIsOverDoesNotRun shows in the handbook a cohort as running until its last day, and
// as closed from then on, whether somebody has closed it or not.
func TestWhatIsOverDoesNotRun(t *testing.T) {
	const cohorts, figures, closed = "No cohort is running at the moment.", "No cohort is running at the moment, so there is no figure to show.", "No cohort has closed yet."
	for day, over := range map[when.Date]bool{when.Day(2026, 6, 1): false, when.Day(2026, 6, 2): true} {
		files := mini.Files(everything)
		files["content/past.md"] = mini.File("# Past\n\n```pairbook\nshow: cohorts\nstate: closed\n```\n")
		in := input(t, files, veil.Public)
		in.AsOf = day
		pages := render(t, in, "index.html", "past.html")
		for _, words := range []string{cohorts, figures} {
			if strings.Contains(pages["index.html"], words) != over {
				t.Errorf("on %s, the page says %q: %t", day, words, !over)
			}
		}
		if strings.Contains(pages["past.html"], closed) == over {
			t.Errorf("on %s, the page of past cohorts says %q: %t", day, closed, over)
		}
	}
}
