package demo

import (
	"fmt"
	"time"

	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
)

// cohort is a run of half a year, with the range of pairings that belong to it.
// Mentors return from before, the cohort half a year earlier.
type cohort struct {
	id      record.CohortID
	name    string
	state   record.CohortState
	circles bool
	starts  when.Date
	ends    when.Date
	first   int // number of its first pairing
	size    int // number of its pairings
	before  *cohort
}

// The sizes of the plan. One in proposedOneIn pairings is only proposed, and one in
// circlesOneIn cohorts is of circles.
const (
	mostInCohort  = 500
	halfYears     = 8
	proposedOneIn = 20
	circlesOneIn  = 4
	fewestCohorts = 4 // if there are at least as many pairings
)

// planCohorts distributes the pairings over cohorts: first the running ones, then
// the half-years before them, back in time, and last the cohorts being matched for
// the next half-year. Large programmes have several branches in each half-year.
func planCohorts(pairings int, asOf when.Date) []*cohort {
	proposed := pairings / proposedOneIn
	met := pairings - proposed
	size := min(max(pairings/fewestCohorts, 1), mostInCohort)
	formed := max((met+size-1)/size, 1)
	branches := (formed + halfYears - 1) / halfYears
	now := halfYearOf(asOf)
	var all []*cohort
	for j := range formed {
		h := newCohort(now-j/branches, j%branches, branches, j%circlesOneIn == circlesOneIn-1)
		h.first, h.size = met*j/formed, met*(j+1)/formed-met*j/formed
		h.state = record.CohortClosed
		if j < branches {
			h.state = record.CohortRunning
		}
		all = append(all, h)
	}
	for j, h := range all {
		if before := j + branches; before < formed && all[before].circles == h.circles {
			h.before = all[before]
		}
	}
	next := max((proposed+mostInCohort-1)/mostInCohort, 1)
	for j := range next {
		h := newCohort(now+1, j, next, false)
		h.first, h.size = met+proposed*j/next, proposed*(j+1)/next-proposed*j/next
		h.state = record.CohortMatching
		if before := all[j%branches]; !before.circles {
			h.before = before
		}
		all = append(all, h)
	}
	return all
}

func newCohort(half, branch, branches int, circles bool) *cohort {
	season := []string{"spring", "autumn"}[half%2]
	h := &cohort{
		id: record.CohortID(fmt.Sprintf("%d-%s", half/2, season)), name: fmt.Sprintf("%s %d", capital(season), half/2), circles: circles,
		starts: startOf(half), ends: startOf(half + 1).Add(-1),
	}
	if circles {
		h.id += "-circles"
		h.name = "Circles, " + h.name
	}
	if branches > 1 {
		h.id += record.CohortID(fmt.Sprintf("-branch-%d", branch+1))
		h.name += fmt.Sprintf(", branch %d", branch+1)
	}
	return h
}

// Half-years are numbered from spring of the year 0, two a year.

func startOf(half int) when.Date {
	d := when.Day(half/2, []time.Month{time.March, time.September}[half%2], 1)
	for d.Weekday() != time.Monday {
		d++
	}
	return d
}

func halfYearOf(day when.Date) int {
	half := 2*day.Time().Year() + 1
	for startOf(half) > day {
		half--
	}
	return half
}

// record returns the cohort's record, cohort.yaml.
func (h *cohort) record() *record.Cohort {
	rec := &record.Cohort{
		Program: mentoringID, Name: h.name, Starts: h.starts, Ends: h.ends, State: h.state,
		Events: []record.Event{
			{ID: "opening", Name: "Opening afternoon", On: h.starts.Add(1)},
			{ID: "half-way", Name: "Half-way lunch", On: h.starts.Add(93)},
			{ID: "closing", Name: "Closing and thanks", On: h.ends.Add(-4)},
		},
	}
	if h.circles {
		rec.Program = circlesID
		return rec
	}
	rec.Applications = &record.Applications{Opens: h.starts.Add(-63), Closes: h.starts.Add(-28), Received: 2 * h.size}
	if h.state == record.CohortClosed {
		share := 0.94
		rec.Results = []record.Result{{Objective: "stay", Value: &share, On: h.ends, Source: "Staff list of the half-year"}}
	}
	return rec
}

// mentor returns the number of the mentor in the l-th pairing of a mentoring cohort:
// somebody new, the mentor of the previous pairing, or somebody who was a mentor or
// a mentee half a year earlier.
func (h *cohort) mentor(l int) int {
	returns := h.before != nil && l < h.before.size
	switch {
	case shared(l):
		return h.mentor(l - 1)
	case returns && l%3 == 1:
		return h.before.mentor(l)
	case returns && l%9 == 5:
		return mentee(h.before.first + l)
	}
	return newcomer(h.first + l)
}

// shared reports whether the l-th pairing has the same mentor as the one before it.
func shared(l int) bool { return l%10 == 9 }

// mentee and newcomer return the numbers of the two people that a pairing adds. The
// newcomer is its mentor unless somebody who took part before is.
func mentee(pairing int) int   { return 2*pairing + 1 }
func newcomer(pairing int) int { return 2 * pairing }
