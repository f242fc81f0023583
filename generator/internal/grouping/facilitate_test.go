package grouping

import (
	"fmt"
	"slices"
	"testing"

	"pairbook/generator/internal/fit"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
)

// TestCirclesAreFacilitated: who may facilitate has as many circles as room, those that fit best first, and a circle that
// nobody can have is one all the same.
func TestCirclesAreFacilitated(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name string
		room map[string]int
		want []string
	}{
		{"nobody", nil, []string{"ana and ben", "cai and dee"}},
		{"one with room for one", map[string]int{"lee": 1}, []string{"ana and ben", "cai and dee with lee"}},
		{"one with room for both", map[string]int{"lee": 2}, []string{"ana and ben with lee", "cai and dee with lee"}},
		{"two", map[string]int{"lee": 1, "max": 1}, []string{"ana and ben with max", "cai and dee with lee"}},
		{"one who is full", map[string]int{"lee": 0, "max": 1}, []string{"ana and ben with max", "cai and dee"}},
	} {
		w := peersOf(record.InCircles, 0, 0, map[string][]record.TopicID{"ana": {"maps"}, "ben": {"maps"}, "cai": {"writing"}, "dee": {"writing"}})
		w.Program.Matching.Size = record.Size{Min: 2, Max: 2}
		for id, room := range test.room {
			_, e := w.Mentor(id)
			e.Mentor.Capacity, e.Mentor.Offers = room, []record.TopicID{map[string]record.TopicID{"lee": "writing", "max": "maps"}[id]}
		}
		var got []string
		for _, team := range teams(w, t, fit.Options{}).Teams {
			got = append(got, team.Names())
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}

// TestACircleHasAnHour: people are together only if all of them are free at once, whoever is named last.
func TestACircleHasAnHour(t *testing.T) {
	t.Parallel()
	for _, late := range []string{"ana", "ben", "cai"} {
		w := peersOf(record.InCircles, 0, 0, map[string][]record.TopicID{"ana": {"maps"}, "ben": {"maps"}, "cai": {"maps"}})
		for id := range w.Enrolled {
			w.Person(string(id)).TimeZone = "Europe/London"
			w.Enrolled[id].Availability = []when.Slot{{Day: 2, From: 9 * 60, Until: 11 * 60}}
		}
		w.Enrolment(late).Availability = []when.Slot{{Day: 4, From: 9 * 60, Until: 11 * 60}}
		s := teams(w, t, fit.Options{})
		if len(s.Teams) != 1 || slices.Contains(s.Teams[0].Members, late) || len(s.Unmatched) != 1 || s.Unmatched[0].Member != late {
			t.Errorf("%s is free on another day: %s", late, fmt.Sprint(s.Teams))
		}
	}
}
