package demo

import (
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"
	"testing"

	"pairbook/generator/internal/when"
)

// TestLargeProgrammesHaveBranches distributes pairings over as many cohorts as they need.
func TestLargeProgrammesHaveBranches(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		pairings int
		want     string
	}{
		{0, "2026-autumn 0+0 running, 2027-spring 0+0 matching"},
		{3, "2026-autumn 0+1 running, 2026-spring 1+1 closed, 2025-autumn 2+1 closed, 2027-spring 3+0 matching"},
		{100, "2026-autumn 0+23 running, 2026-spring 23+24 closed, 2025-autumn 47+24 closed, 2025-spring-circles 71+24 closed, 2027-spring 95+5 matching"},
	} {
		var got []string
		for _, h := range planCohorts(c.pairings, DefaultDay) {
			got = append(got, fmt.Sprintf("%s %d+%d %s", h.id, h.first, h.size, h.state))
		}
		if is := strings.Join(got, ", "); is != c.want {
			t.Errorf("%d pairings:\n%s, want\n%s", c.pairings, is, c.want)
		}
	}
	all := planCohorts(11_000, DefaultDay)
	names, next := map[string]bool{}, 0
	for _, h := range all {
		if names[h.name] || h.first != next || h.size > mostInCohort {
			t.Errorf("%s has %d pairings from %d on, not %d", h.name, h.size, h.first, next)
		}
		names[h.name], next = true, h.first+h.size
		if h.before != nil && (h.before.starts >= h.starts || h.before.circles != h.circles) {
			t.Errorf("mentors of %s come from %s", h.id, h.before.id)
		}
	}
	if next != 11_000 || !names["Autumn 2026, branch 3"] || !names["Circles, Spring 2026, branch 1"] && !names["Circles, Autumn 2026, branch 4"] {
		t.Errorf("%d pairings in %v", next, slices.Sorted(maps.Keys(names)))
	}
}

// TestHalfYearsBeginOnAMonday has the first of March and September, and the day before.
func TestHalfYearsBeginOnAMonday(t *testing.T) {
	t.Parallel()
	for day, want := range map[when.Date]when.Date{
		when.Day(2027, 3, 1): when.Day(2027, 3, 1), when.Day(2027, 2, 28): when.Day(2026, 9, 7), when.Day(2026, 9, 7): when.Day(2026, 9, 7), when.Day(2026, 9, 6): when.Day(2026, 3, 2),
		when.Day(2026, 12, 31): when.Day(2026, 9, 7), when.Day(2026, 1, 1): when.Day(2025, 9, 1),
	} {
		if got := startOf(halfYearOf(day)); got != want {
			t.Errorf("%s lies in the half-year from %s, not %s", day, got, want)
		}
	}
}

// TestPagesLieInFolders numbers a part's and a chapter's own pages first, and gives each
// number another path.
func TestPagesLieInFolders(t *testing.T) {
	t.Parallel()
	for pages, want := range map[int]int{0: 3, 27: 3, 28: 4, 64: 4, 65: 5} {
		if got := newHandbook(pages).branch; got != want {
			t.Errorf("%d pages: %d in a chapter, want %d", pages, got, want)
		}
	}
	h, seen := newHandbook(64), map[string]int{}
	for n := range 64 {
		if other, twice := seen[h.path(n)]; twice {
			t.Errorf("pages %d and %d are %s", other, n, h.path(n))
		}
		seen[h.path(n)] = n
	}
	var folders []int
	for name, n := range seen {
		if path.Base(name) == "index.md" {
			folders = append(folders, n)
		}
	}
	slices.Sort(folders)
	if want := []int{0, 1, 2, 5, 9, 13, 17, 18, 21, 25, 29, 33, 34, 37, 41, 45, 49, 50, 53, 57, 61}; !slices.Equal(folders, want) {
		t.Errorf("the pages of folders are %v, want %v", folders, want)
	}
}

// TestTheRhythmIsTheOneThatMostKeep takes the longest that the meetings allow.
func TestTheRhythmIsTheOneThatMostKeep(t *testing.T) {
	t.Parallel()
	for sessions, want := range map[int]when.Interval{0: weeks(2), 1: weeks(6), 5: weeks(6), 10: weeks(3), 14: weeks(2), 20: days(10), 30: weeks(1), 50: days(5), 200: days(3)} {
		p := &programme{Options: Options{Sessions: sessions}, weight: 1500}
		if got := p.rhythm(); got != want {
			t.Errorf("%d meetings: %v, want %v", sessions, got, want)
		}
	}
	p := &programme{Options: Options{Sessions: 9}}
	if got := p.share(5); got != 0 {
		t.Errorf("of nothing %d meetings are held", got)
	}
}
