package match

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"pairbook/generator/internal/record"
)

// explained proposes for a drawn world, all of whose pins can be kept.
func explained(t *rapid.T, w *world, o Options) *Proposal {
	p := drawPool(t, w, o)
	table, err := p.Table()
	if err != nil {
		t.Fatal(err)
	}
	return table.Solve(w.program.Matching.Objective).Explain(p)
}

func drawOpen(t *rapid.T) *world {
	w := drawWorld(t)
	w.program.Matching.Objective = rapid.SampledFrom(Objectives()).Draw(t, "objective")
	w.program.Matching.Minimum = rapid.SampledFrom([]int{0, 0, 30}).Draw(t, "minimum")
	return w
}

// pin pins the first pairs of the world that may be pinned.
func pin(t *rapid.T, w *world) {
	p := drawPool(t, w, Options{})
	for i, m := range p.Mentees {
		for j, r := range p.Mentors {
			if _, allowed := p.Score(i, j); allowed && m.Wants > 0 && r.Room > 0 && rapid.IntRange(0, 3).Draw(t, "pin") == 0 {
				p.Mentors[j].Room--
				p.Mentees[i].Wants--
				m.Wants--
				w.cohort.Pins = append(w.cohort.Pins, record.Pin{Mentee: m.Person.ID, Mentor: r.Person.ID, By: "kim"})
			}
		}
	}
}

// TestPinsTakePlaces expects an error for a pin beyond somebody's places or
// wishes.
func TestPinsTakePlaces(t *testing.T) {
	for want, pins := range map[string][]record.Pin{
		"":                                   {{Mentee: "ana", Mentor: "rowan"}, {Mentee: "ben", Mentor: "sol"}},
		"1: rowan has no room for one more":  {{Mentee: "ana", Mentor: "rowan"}, {Mentee: "ben", Mentor: "rowan"}},
		"0: rowan has no room for one more":  {{Mentee: "ben", Mentor: "rowan"}, {Mentee: "ana", Mentor: "rowan"}},
		"1: ana has as many mentors as they": {{Mentee: "ana", Mentor: "rowan"}, {Mentee: "ana", Mentor: "sol"}},
	} {
		w := newWorld()
		for _, id := range []string{"ana", "ben"} {
			w.mentee(id)
		}
		for _, id := range []string{"rowan", "sol"} {
			w.mentor(id)
		}
		w.cohort.Pins = pins
		_, err := w.pool(t, Options{}).Table()
		got := ""
		if refused := (*PinError)(nil); errors.As(err, &refused) {
			got = fmt.Sprint(refused.Index, ": ", refused.Why)
		}
		if !strings.HasPrefix(got, want) || (want == "") != (err == nil) {
			t.Errorf("%v: %v, want %q", pins, err, want)
		}
	}
}

// TestWhoStandsByTakesNoPlace leaves an adviser their room, and a mentee who has one
// their wish for a mentor; a co-mentor has neither left.
func TestWhoStandsByTakesNoPlace(t *testing.T) {
	for as, want := range map[record.MemberAs]int{record.Adviser: 1, record.Backup: 1, record.CoMentor: 0, "": 0} {
		w := newWorld()
		w.mentee("ana")
		w.mentor("rowan")
		w.pairings["otter"] = &record.Pairing{ID: "otter", State: record.Active, Mentors: []record.Member{{Person: "rowan", As: as}}, Mentees: members("ana")}
		if p := w.pool(t, Options{}); p.Mentors[0].Room != want || p.Mentees[0].Wants != want || len(p.Kept) != 1-want {
			t.Errorf("as %q: room for %d, wants %d, kept %v", as, p.Mentors[0].Room, p.Mentees[0].Wants, p.Kept)
		}
	}
}

// TestProposalIgnoresOrder shuffles everything ordered in the records.
func TestProposalIgnoresOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawOpen(t)
		pin(t, w)
		avoid := []Avoid{{"fay", "eli"}, {"dee", "fay"}}
		if len(w.cohort.Pins) > 0 {
			avoid = nil
		}
		before, err := json.Marshal(explained(t, w, Options{Avoid: avoid}).JSON())
		if err != nil {
			t.Fatal(err)
		}
		shuffle := func(n int, swap func(i, j int)) {
			for i := n - 1; i > 0; i-- {
				swap(i, rapid.IntRange(0, i).Draw(t, "place"))
			}
		}
		pins := w.cohort.Pins
		shuffle(len(pins), func(i, j int) { pins[i], pins[j] = pins[j], pins[i] })
		shuffle(len(avoid), func(i, j int) { avoid[i], avoid[j] = avoid[j], avoid[i] })
		for _, id := range slices.Sorted(keysOf(w.enrolled)) {
			e := w.enrolled[id]
			if e.Mentee != nil {
				seeks := e.Mentee.Seeks
				shuffle(len(seeks), func(i, j int) { seeks[i], seeks[j] = seeks[j], seeks[i] })
			}
			if e.Mentor != nil {
				offers := e.Mentor.Offers
				shuffle(len(offers), func(i, j int) { offers[i], offers[j] = offers[j], offers[i] })
			}
		}
		after, err := json.Marshal(explained(t, w, Options{Avoid: avoid}).JSON())
		if err != nil || string(after) != string(before) {
			t.Fatalf("before:\n%s\nafter:\n%s\n%v", before, after, err)
		}
	})
}

// TestListReadsAsAConstraint expects the same proposal and the same words whether
// the private list or a constraint keeps people apart.
func TestListReadsAsAConstraint(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawOpen(t)
		w.program.Matching.Constraints = append(w.program.Matching.Constraints, record.Constraint{ID: "again", Kind: "met-before"})
		var list []Avoid
		for range rapid.IntRange(1, 6).Draw(t, "length") {
			two := rapid.SliceOfNDistinct(rapid.SampledFrom(slices.Sorted(keysOf(w.people))), 2, 2, func(id record.PersonID) record.PersonID { return id }).Draw(t, "two")
			list = append(list, Avoid{two[0], two[1]})
		}
		listed, err := json.Marshal(explained(t, w, Options{Avoid: list}))
		if err != nil {
			t.Fatal(err)
		}
		for _, two := range list {
			id := record.PairingID(fmt.Sprint("met-", len(w.before)))
			w.before[id] = &record.Pairing{ID: id, State: record.Ended, Started: 9, Ended: 99, Mentors: members(two.A), Mentees: members(two.B)}
		}
		met, err := json.Marshal(explained(t, w, Options{}))
		if err != nil || string(met) != string(listed) {
			t.Fatalf("by the list:\n%s\nby a constraint:\n%s\n%v", listed, met, err)
		}
	})
}

// write adds the proposed pairs to the cohort's pairings.
func (w *world) write(pairs []Pair) {
	for _, p := range pairs {
		id := record.PairingID(fmt.Sprint("new-", len(w.pairings)))
		w.pairings[id] = &record.Pairing{ID: id, State: record.Proposed,
			Mentors: members(record.PersonID(p.Mentor)), Mentees: members(record.PersonID(p.Mentee))}
	}
}

// TestWrittenProposalsStay expects no new proposals once all are written, and
// after one has dropped out only those that this made possible.
func TestWrittenProposalsStay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawOpen(t)
		pin(t, w)
		first := explained(t, w, Options{})
		w.write(first.Pairs)
		again := explained(t, w, Options{})
		if len(again.Pairs) > 0 || again.Matched != first.Matched || len(again.Kept) != len(first.Kept)+len(first.Pairs) {
			t.Fatalf("first %+v\nthen %+v", first, again)
		}
		if len(first.Pairs) == 0 {
			return
		}
		out := rapid.SampledFrom(first.Pairs).Draw(t, "out")
		w.cohort.Pins = nil
		w.enrolled[record.PersonID(out.Mentee)].Status = record.Withdrawn
		for id, p := range w.pairings {
			if slices.ContainsFunc(p.Members(), func(m record.Member) bool { return m.Person == record.PersonID(out.Mentee) }) {
				delete(w.pairings, id)
			}
		}
		after := explained(t, w, Options{})
		for _, k := range again.Kept {
			gone := k.Mentee == record.PersonID(out.Mentee) || k.Mentor == record.PersonID(out.Mentee)
			if !gone && !slices.Contains(after.Kept, k) {
				t.Fatalf("%v does not stay", k)
			}
		}
		for _, p := range after.Pairs {
			if p.Mentee == out.Mentee || p.Mentor == out.Mentee {
				t.Fatalf("%+v is of somebody who left", p)
			}
		}
	})
}

// TestStaying compares the cost of keeping proposals with a match of the same
// people without any.
func TestStaying(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawOpen(t)
		free := explained(t, w, Options{})
		w.write(slices.DeleteFunc(slices.Clone(free.Pairs), func(Pair) bool { return rapid.Bool().Draw(t, "open") }))
		p := drawPool(t, w, Options{})
		table, err := p.Table()
		if err != nil {
			t.Fatal(err)
		}
		a := table.Solve(w.program.Matching.Objective)
		s, err := a.Staying(w.repository(), "cohort", Options{AsOf: asOf})
		if err != nil {
			t.Fatal(err)
		}
		if s == nil {
			return
		}
		written := int64(0)
		for _, k := range p.Kept {
			for _, f := range free.Pairs {
				if f.Mentee == string(k.Mentee) && f.Mentor == string(k.Mentor) {
					written += int64(f.Score)
				}
			}
		}
		if s.Matched != free.Matched-a.Matched() || s.Total != free.Total-a.Total-written || s.Then != free.Side().Lowest {
			t.Fatalf("%+v; free %+v, now %+v with %d", s, free, a.Pairs, written)
		}
	})
}

// TestRelease expects another pair for the two, if there is one, and no change
// for others.
func TestRelease(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawOpen(t)
		w.write(explained(t, w, Options{}).Pairs)
		before := explained(t, w, Options{})
		if len(before.Kept) == 0 {
			return
		}
		released := rapid.SampledFrom(before.Kept).Draw(t, "released")
		after := explained(t, w, Options{Release: released.Pairing})
		want := slices.DeleteFunc(slices.Clone(before.Kept), func(k Kept) bool { return k.Pairing == released.Pairing })
		if !slices.Equal(after.Kept, want) && len(want)+len(after.Kept) > 0 {
			t.Fatalf("%v stay, want %v", after.Kept, want)
		}
		for _, p := range after.Pairs {
			if p.Mentee == string(released.Mentee) && p.Mentor == string(released.Mentor) {
				t.Fatal("the two are put together again")
			}
		}
	})
}

// TestCompare counts kept pairings on both sides, so that writing a proposal down
// is not a change.
func TestCompare(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawOpen(t)
		before := explained(t, w, Options{})
		w.write(before.Pairs)
		d := Compare(before.Side(), explained(t, w, Options{}).Side())
		if len(d.Moves)+len(d.Gain)+len(d.Lose)+len(d.Load) > 0 || d.Before.Matched != d.After.Matched {
			t.Fatalf("%+v", d)
		}
		text, err := json.Marshal(before.JSON())
		if err != nil {
			t.Fatal(err)
		}
		var saved ProposalJSON
		if err := json.Unmarshal(text, &saved); err != nil {
			t.Fatal(err)
		}
		d = Compare(saved.Side(), before.Side())
		if len(d.Moves)+len(d.Gain)+len(d.Lose)+len(d.Load) > 0 || fmt.Sprint(d.Before) != fmt.Sprint(d.After) {
			t.Fatalf("%+v", d)
		}
	})
	side := func(lowest int, mentors map[string][]string) Side {
		return Side{Mentors: mentors, Matched: 2, Pairs: 2, Total: 10, Lowest: lowest}
	}
	d := Compare(side(4, map[string][]string{"ana": {"rowan"}, "ben": {"sol"}, "cai": nil}),
		side(5, map[string][]string{"ana": {"sol"}, "ben": nil, "cai": {"sol"}}))
	want := &Difference{d.Before, d.After, []Move{{"ana", []string{"rowan"}, []string{"sol"}}}, []string{"cai"}, []string{"ben"},
		[]Load{{"rowan", 1, 0}, {"sol", 1, 2}}}
	if fmt.Sprint(d) != fmt.Sprint(want) || d.After.Mean() != 5 || (Side{}).Mean() != 0 {
		t.Errorf("%+v, want %+v", d, want)
	}
}
