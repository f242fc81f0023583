package network

import (
	"slices"

	"pairbook/generator/internal/measure"
	"pairbook/generator/internal/record"
)

// metric is a definition with the function that computes it.
type metric struct {
	measure.Metric
	of func(*Network) measure.Figure
}

// The metrics about people's units.
const (
	across   record.MetricID = "ties_across_units"
	byChance record.MetricID = "ties_across_units_by_chance"
)

// OfUnits reports whether a metric is about people's units, which are for
// coordinators.
func OfUnits(id record.MetricID) bool { return id == across || id == byChance }

// registry lists every metric in display order. Each definition describes what
// its function does: change them together.
var registry = []metric{
	{measure.Metric{ID: "network_people", Name: "People in the network", Unit: "people", Better: measure.Higher,
		Definition: "The people who are tied to at least one other: both were members of one pairing, which had started, on the same day between its start and its end. An adviser or a backup is tied to those alone with whom they were at a meeting."},
		people},
	{measure.Metric{ID: "network_ties", Name: "Ties", Unit: "ties", Better: measure.Higher,
		Definition: "The pairs of people who are tied: one mentors the other, they are peers, or they are side by side in a group. Two people are one tie, however many pairings they share. " +
			"In what coordinators see, a person of the programme who came to a meeting held as a guest is tied to those who were there."},
		ties},
	{measure.Metric{ID: "ties_steady", Name: "Ties that hold", Unit: "share", Better: measure.Higher,
		Definition: "Of the ties: the share in which the two were at three meetings together, or at meetings of three hours in all."},
		steady},
	{measure.Metric{ID: "tied_to_several", Name: "Tied to more than one person", Unit: "share", Better: measure.Higher,
		Definition: "Of the people in the network: the share who are tied to at least two others. One mentor is rarely enough."},
		several},
	{measure.Metric{ID: across, Name: "Ties across units", Unit: "share", Better: measure.Higher,
		Definition: "Of the ties between two people whose units are recorded: the share in which the units differ. What it means shows beside “Ties across units, by chance”: the same share says little where nearly everybody is of another unit."},
		acrossUnits},
	{measure.Metric{ID: byChance, Name: "Ties across units, by chance", Unit: "share", Better: measure.Higher,
		Definition: "Of all the pairs that could be made of the people whose ties count towards “Ties across units”: the share in which the units differ. So many of their ties would cross units if each joined two of them drawn by lot."},
		unitsByChance},
	{measure.Metric{ID: "became_mentors", Name: "Mentees who became mentors", Unit: "share", Better: measure.Higher,
		Definition: "Of the people who were a mentee in a pairing that started: the share who were a mentor in one later. Their first day as a mentor comes after their first day as a mentee."},
		became},
	{measure.Metric{ID: "introductions", Name: "Introductions", Unit: "introductions", Better: measure.Higher,
		Definition: "How many introductions the logs of meetings held mention. Whom somebody was introduced to is not counted as a tie, because the logs say it by kind of person and not by name."},
		introductions},
}

// Metrics lists the definitions of a network's figures, in display order.
func Metrics() []measure.Metric {
	all := make([]measure.Metric, len(registry))
	for i, m := range registry {
		all[i] = m.Metric
	}
	return all
}

// Figures computes one figure per metric, in display order. Nobody may be apart
// in the network.
func (n *Network) Figures() []measure.Figure {
	all := make([]measure.Figure, len(registry))
	for i, m := range registry {
		all[i] = m.of(n)
		all[i].Metric = m.Metric
	}
	return all
}

const nobody = "Nobody is tied to anybody yet: no two people have been in one pairing at the same time."

func unavailable(why string) measure.Figure {
	return measure.Figure{Records: []string{}, Unavailable: why}
}

func amount(n int, records []string, nothing string) measure.Figure {
	if n == 0 {
		return unavailable(nothing)
	}
	value := float64(n)
	return measure.Figure{Value: &value, Records: sortedUnique(records)}
}

func ratio(part, whole int, records []string, nothing string) measure.Figure {
	if whole == 0 {
		return unavailable(nothing)
	}
	n, d := float64(part), float64(whole)
	value := n / d
	return measure.Figure{Value: &value, Numerator: &n, Denominator: &d, Interval: measure.Wilson(n, d), Records: sortedUnique(records)}
}

func sortedUnique(paths []string) []string {
	sorted := slices.Sorted(slices.Values(paths))
	return slices.DeleteFunc(slices.Compact(sorted), func(p string) bool { return p == "" })
}

func people(n *Network) measure.Figure {
	count := 0
	for _, p := range n.People {
		if len(p.Ties) > 0 {
			count++
		}
	}
	return amount(count, n.tied(), nobody)
}

func ties(n *Network) measure.Figure { return amount(len(n.Ties), n.tied(), nobody) }

// tied returns the records that the ties come from.
func (n *Network) tied() []string {
	var records []string
	for _, t := range n.Ties {
		records = append(records, t.proof()...)
	}
	return records
}

// proof returns the pairings that a tie comes from, and for a guest's tie the
// meetings and the guest's record.
func (t *Tie) proof() []string {
	if !t.Guest {
		return t.pairings
	}
	return slices.Concat(t.pairings, t.sessions, []string{t.A.record, t.B.record})
}

func steady(n *Network) measure.Figure {
	count := 0
	records := n.tied()
	for _, t := range n.Ties {
		if t.Strength() >= Steady {
			count++
		}
		records = append(records, t.sessions...)
	}
	return ratio(count, len(n.Ties), records, nobody)
}

func several(n *Network) measure.Figure {
	count, all := 0, 0
	for _, p := range n.People {
		if len(p.Ties) > 0 {
			all++
		}
		if len(p.Ties) > 1 {
			count++
		}
	}
	return ratio(count, all, n.tied(), nobody)
}

// ofUnits returns the ties between two people whose units are recorded, and their
// records.
func (n *Network) ofUnits() (ties []*Tie, records []string) {
	for _, t := range n.Ties {
		if t.A.Unit != "" && t.B.Unit != "" {
			ties = append(ties, t)
			records = append(append(records, t.proof()...), t.A.record, t.B.record)
		}
	}
	return ties, records
}

const noUnits = "No tie joins two people whose units are recorded."

func acrossUnits(n *Network) measure.Figure {
	count := 0
	ties, records := n.ofUnits()
	for _, t := range ties {
		if t.A.Unit != t.B.Unit {
			count++
		}
	}
	return ratio(count, len(ties), records, noUnits)
}

// unitsByChance has no interval: it is not seen in some of the pairs, but counted
// in all of them.
func unitsByChance(n *Network) measure.Figure {
	ties, records := n.ofUnits()
	seen, sizes := map[*Person]bool{}, map[string]int{}
	differ := 0
	for _, t := range ties {
		for _, p := range []*Person{t.A, t.B} {
			if !seen[p] {
				differ += len(seen) - sizes[p.Unit]
				seen[p] = true
				sizes[p.Unit]++
			}
		}
	}
	f := ratio(differ, len(seen)*(len(seen)-1)/2, records, noUnits)
	f.Interval = nil
	return f
}

func became(n *Network) measure.Figure {
	count, all := 0, 0
	var records []string
	for _, p := range n.People {
		if !p.Mentee {
			continue
		}
		all++
		if p.Became {
			count++
		}
		records = append(records, p.parts...)
	}
	return ratio(count, all, records, "Nobody has been a mentee in a pairing that started.")
}

func introductions(n *Network) measure.Figure {
	return amount(n.introductions, n.introduced, "No log of a meeting held mentions an introduction.")
}
