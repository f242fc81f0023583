package veil

import (
	"io/fs"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"pairbook/generator/internal/view"
	"pairbook/generator/test/mini"
)

// TestGatheringsAreDates has each gathering that has been among the dates: as the event
// of its name and day, or else as one of its own.
func TestGatheringsAreDates(t *testing.T) {
	const tomorrow = "program/cohorts/spring/gatherings/2026-04-02.md"
	files := mini.Files(mini.Defaults)
	for name, text := range map[string]string{
		"2026-03-02":   "attended: [idada, idbob]\ntitle: Start together\n",
		"2026-03-02-2": "attended: []\ntitle: Start together\n",
		"2026-04-01":   "title: Today\n",
		"2026-04-02":   "attended: [idada]\ntitle: Tomorrow\n",
	} {
		files["program/cohorts/spring/gatherings/"+name+".md"] = mini.File("---\ndate: %s\n%s---\n", name[:10], text)
	}
	gatheringsAreDates(t, files)
	delete(files, tomorrow) // so that the last is of today
	gatheringsAreDates(t, files)
}

// TestWhatAGatheringWas shows how long it was and what was noted to those who see meetings.
func TestWhatAGatheringWas(t *testing.T) {
	files := mini.Files(mini.Defaults)
	files["program/cohorts/spring/gatherings/2026-04-01.md"] = mini.File("---\ndate: 2026-04-01\nduration: 45m\n---\nWe drew a map.\n")
	for _, c := range Show(input(t, files, Coordinators)).Cohorts {
		for _, g := range c.Gatherings {
			if g.ID == "pb-gathering-2026-04-01" && g.Length == "45m" && g.Notes != nil {
				return
			}
		}
	}
	t.Error("it is not there with its length and notes")
}

func gatheringsAreDates(t *testing.T, files fs.FS) {
	t.Helper()
	cohorts := Show(input(t, files, Public)).Cohorts
	c := cohorts[slices.IndexFunc(cohorts, func(c *view.Cohort) bool { return c.ID == "spring" })]
	var got [][]string
	for _, e := range c.Events {
		got = append(got, []string{e.On.String(), e.Name, e.Came, e.Link.Fragment, map[bool]string{true: "past"}[e.Past], map[bool]string{true: "unannounced"}[e.Unannounced]})
	}
	want := [][]string{
		{"2026-03-02", "Start together", "2 came", "pb-gathering-2026-03-02", "past", ""},
		{"2026-03-02", "Start together", "0 came", "pb-gathering-2026-03-02-2", "past", "unannounced"},
		{"2026-03-19", "gatheringtitle", "3 came", "pb-gathering-2026-03-19", "past", "unannounced"},
		{"2026-04-01", "Today", "", "pb-gathering-2026-04-01", "past", "unannounced"},
		{"2026-05-04", "Half-way lunch", "", "", "", ""},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if n := len(c.Gatherings); n != 4 || c.Gatherings[3].ID != "pb-gathering-2026-03-02" {
		t.Errorf("%d gatherings, the newest first: %+v", n, c.Gatherings)
	}
}
