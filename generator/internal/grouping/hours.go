package grouping

import (
	"slices"

	"pairbook/generator/internal/fit"
)

// hours are when somebody is free, by week of the cohort, nil where that is not known.
type hours [][]fit.Span

// meeting is how many minutes all of a team have to be free at once.
const meeting = 60

// starts lists the minutes of a week at which one of these people becomes free: where several can meet,
// they can from one of these on.
func starts(people []hours, week int) (all []int) {
	for _, h := range people {
		if h != nil {
			for _, s := range h[week] {
				all = append(all, s.From)
			}
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// canStart reports whether somebody is free for a meeting from a minute of a week on.
func (h hours) canStart(week, minute int) bool {
	return slices.ContainsFunc(h[week], func(s fit.Span) bool { return s.From <= minute && minute+meeting <= s.Until })
}

// meetWeekly reports whether all can meet in every week; who is not known to be free counts as free.
func meetWeekly(people []hours) bool {
	people = slices.DeleteFunc(slices.Clone(people), func(h hours) bool { return h == nil })
	if len(people) == 0 {
		return true
	}
	for week := range people[0] {
		if !slices.ContainsFunc(starts(people, week), func(minute int) bool {
			return !slices.ContainsFunc(people, func(h hours) bool { return !h.canStart(week, minute) })
		}) {
			return false
		}
	}
	return true
}
