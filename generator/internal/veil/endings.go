package veil

import (
	"cmp"
	"fmt"
	"slices"

	"pairbook/generator/internal/measure"
	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/view"
	"pairbook/generator/internal/when"
)

// endings shows why pairings ended early: to coordinators each reason, to others
// what no subtraction brings back to a pairing.
func (r *revealer) endings(m *measure.Cohort, c *view.Cohort) {
	all := 0
	for _, e := range m.EarlyEndings {
		all += len(e.Pairings)
	}
	if r.tells(endReasons) || all == 0 {
		c.Endings = counts(m.EarlyEndings, func(e measure.ReasonCount) string { return prose.Sentence(reasonWords[e.Reason]) },
			func(e measure.ReasonCount) int { return len(e.Pairings) })
		return
	}
	released := r.released(m)
	var n int
	c.Endings, n = cells(released, r.minimumGroup)
	switch least := view.InWords(r.minimumGroup); {
	case all < r.minimumGroup:
		c.EndingsNote = "Fewer than " + least + " pairings ended early, so the reasons are not shown."
	case n == 0:
		c.EndingsNote = "The reasons are not told before the first of the next month."
	case len(c.Endings) == 0:
		c.EndingsNote = "Some reasons have fewer than " + least + " pairings, and no others can be shown without telling of these."
	case n < all:
		c.EndingsNote = fmt.Sprintf("Of the first %d of %d early endings: reasons are told of at least %s more at a time.", n, all, least)
	}
}

// released lists the reasons that may be counted, in the order of the records'
// words. They are counted from the first of the next month on, and then only
// together with so many others that are new that the difference to what was
// told before says nothing of one.
func (r *revealer) released(m *measure.Cohort) []record.Reason {
	type ending struct {
		month  when.Date
		place  int
		reason record.Reason
	}
	var all []ending
	for i, e := range m.EarlyEndings {
		for _, p := range e.Pairings {
			month := p.Record.Ended
			if r.exact(p.Record) {
				month = nextMonth(month)
			}
			if r.finished[p.Record] {
				all = append(all, ending{month, -1, record.FinishedEarly})
				continue
			}
			all = append(all, ending{month, i, e.Reason})
		}
	}
	slices.SortFunc(all, func(a, b ending) int { return cmp.Compare(a.month, b.month) })
	n := 0
	for i := range all {
		last := i+1 == len(all) || all[i+1].month != all[i].month
		if last && all[i].month <= r.asOf && i+1-n >= r.minimumGroup {
			n = i + 1
		}
	}
	all = all[:n]
	slices.SortStableFunc(all, func(a, b ending) int { return cmp.Compare(a.place, b.place) })
	reasons := make([]record.Reason, n)
	for i, e := range all {
		reasons[i] = e.reason
	}
	return reasons
}

// cells counts reasons that come together. Those of fewer than the least are put
// together, with as many of the others, the smallest first, as it takes that
// their sum is no smaller either; n is how many are counted.
func cells(reasons []record.Reason, least int) (shown []view.Count, n int) {
	var others int
	for i := 0; i < len(reasons); {
		of := 1
		for i+of < len(reasons) && reasons[i+of] == reasons[i] {
			of++
		}
		if of >= least {
			shown = append(shown, view.Count{Words: prose.Sentence(reasonWords[reasons[i]]), Count: of})
		} else {
			others += of
		}
		i += of
	}
	for others > 0 && others < least && len(shown) > 0 {
		i := 0
		for j := range shown {
			if shown[j].Count <= shown[i].Count {
				i = j
			}
		}
		others += shown[i].Count
		shown = slices.Delete(shown, i, i+1)
	}
	if others > 0 && len(shown) > 0 {
		shown = append(shown, view.Count{Words: "Other reasons", Count: others})
	}
	return shown, len(reasons)
}
