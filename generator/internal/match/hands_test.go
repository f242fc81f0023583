package match

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"pairbook/generator/internal/fit"
	"pairbook/generator/internal/record"
	"pairbook/generator/test/sketch"
)

// explained proposes for a drawn world, all of whose pins can be kept.
func explained(t *rapid.T, w *sketch.World, o fit.Options) *Proposal {
	p := poolOf(t, w, o)
	table := NewTable(p)
	return table.Solve(w.Program.Matching.Objective).Explain(p)
}

func drawOpen(t *rapid.T) *sketch.World {
	w := sketch.Draw(t)
	w.Program.Matching.Objective = rapid.SampledFrom(Objectives()).Draw(t, "objective")
	w.Program.Matching.Minimum = rapid.SampledFrom([]int{0, 0, 30}).Draw(t, "minimum")
	return w
}

// pin pins the first pairs of the world that may be pinned.
func pin(t *rapid.T, w *sketch.World) {
	p := poolOf(t, w, fit.Options{})
	for i, m := range p.Mentees {
		for j, r := range p.Mentors {
			if _, allowed := p.Score(i, j); allowed && m.Wants > 0 && r.Room > 0 && rapid.IntRange(0, 3).Draw(t, "pin") == 0 {
				p.Mentors[j].Room--
				p.Mentees[i].Wants--
				m.Wants--
				w.Cohort.Pins = append(w.Cohort.Pins, record.Pin{Mentee: m.Person.ID, Mentor: r.Person.ID, By: "kim"})
			}
		}
	}
}

// TestWhoStandsByTakesNoPlace leaves an adviser their room, and a mentee who has one
// their wish for a mentor; a co-mentor has neither left.
func TestWhoStandsByTakesNoPlace(t *testing.T) {
	for as, want := range map[record.MemberAs]int{record.Adviser: 1, record.Backup: 1, record.CoMentor: 0, "": 0} {
		w := sketch.New()
		w.Mentee("ana")
		w.Mentor("rowan")
		w.Pairings["otter"] = &record.Pairing{ID: "otter", State: record.Active, Mentors: []record.Member{{Person: "rowan", As: as}}, Mentees: sketch.Members("ana")}
		if p := poolOf(t, w, fit.Options{}); p.Mentors[0].Room != want || p.Mentees[0].Wants != want || len(p.Kept) != 1-want {
			t.Errorf("as %q: room for %d, wants %d, kept %v", as, p.Mentors[0].Room, p.Mentees[0].Wants, p.Kept)
		}
	}
}

// TestProposalIgnoresOrder shuffles everything ordered in the records.
func TestProposalIgnoresOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawOpen(t)
		pin(t, w)
		avoid := []fit.Avoid{{A: "fay", B: "eli"}, {A: "dee", B: "fay"}}
		if len(w.Cohort.Pins) > 0 {
			avoid = nil
		}
		before, err := json.Marshal(explained(t, w, fit.Options{Avoid: avoid}).JSON())
		if err != nil {
			t.Fatal(err)
		}
		shuffle := func(n int, swap func(i, j int)) {
			for i := n - 1; i > 0; i-- {
				swap(i, rapid.IntRange(0, i).Draw(t, "place"))
			}
		}
		pins := w.Cohort.Pins
		shuffle(len(pins), func(i, j int) { pins[i], pins[j] = pins[j], pins[i] })
		shuffle(len(avoid), func(i, j int) { avoid[i], avoid[j] = avoid[j], avoid[i] })
		for _, id := range slices.Sorted(maps.Keys(w.Enrolled)) {
			e := w.Enrolled[id]
			if e.Mentee != nil {
				seeks := e.Mentee.Seeks
				shuffle(len(seeks), func(i, j int) { seeks[i], seeks[j] = seeks[j], seeks[i] })
			}
			if e.Mentor != nil {
				offers := e.Mentor.Offers
				shuffle(len(offers), func(i, j int) { offers[i], offers[j] = offers[j], offers[i] })
			}
		}
		after, err := json.Marshal(explained(t, w, fit.Options{Avoid: avoid}).JSON())
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
		w.Program.Matching.Constraints = append(w.Program.Matching.Constraints, record.Constraint{ID: "again", Kind: "met-before"})
		for i := range w.Program.Matching.Criteria {
			if c := &w.Program.Matching.Criteria[i]; c.Kind == "met-before" {
				c.AtLeast = 0 // it is told, and those who have met have less of it
			}
		}
		var list []fit.Avoid
		for range rapid.IntRange(1, 6).Draw(t, "length") {
			two := rapid.SliceOfNDistinct(rapid.SampledFrom(slices.Sorted(maps.Keys(w.People))), 2, 2, func(id record.PersonID) record.PersonID { return id }).Draw(t, "two")
			list = append(list, fit.Avoid{A: two[0], B: two[1]})
		}
		listed, err := json.Marshal(explained(t, w, fit.Options{Avoid: list}))
		if err != nil {
			t.Fatal(err)
		}
		for _, two := range list {
			id := record.PairingID(fmt.Sprint("met-", len(w.Before)))
			w.Before[id] = &record.Pairing{ID: id, State: record.Ended, Started: 9, Ended: 99, Mentors: sketch.Members(two.A), Mentees: sketch.Members(two.B)}
		}
		met, err := json.Marshal(explained(t, w, fit.Options{}))
		if err != nil || string(met) != string(listed) {
			t.Fatalf("by the list:\n%s\nby a constraint:\n%s\n%v", listed, met, err)
		}
	})
}

// write adds the proposed pairs to the cohort's pairings.
func write(w *sketch.World, pairs []Pair) {
	for _, p := range pairs {
		id := record.PairingID(fmt.Sprint("new-", len(w.Pairings)))
		w.Pairings[id] = &record.Pairing{ID: id, State: record.Proposed,
			Mentors: sketch.Members(record.PersonID(p.Mentor)), Mentees: sketch.Members(record.PersonID(p.Mentee))}
	}
}

// TestWrittenProposalsStay expects no new proposals once all are written, and
// after one has dropped out only those that this made possible.
func TestWrittenProposalsStay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawOpen(t)
		pin(t, w)
		first := explained(t, w, fit.Options{})
		write(w, first.Pairs)
		again := explained(t, w, fit.Options{})
		if len(again.Pairs) > 0 || again.Matched != first.Matched || len(again.Kept) != len(first.Kept)+len(first.Pairs) {
			t.Fatalf("first %+v\nthen %+v", first, again)
		}
		if len(first.Pairs) == 0 {
			return
		}
		out := rapid.SampledFrom(first.Pairs).Draw(t, "out")
		w.Cohort.Pins = nil
		w.Enrolled[record.PersonID(out.Mentee)].Status = record.Withdrawn
		for id, p := range w.Pairings {
			if slices.ContainsFunc(p.Members(), func(m record.Member) bool { return m.Person == record.PersonID(out.Mentee) }) {
				delete(w.Pairings, id)
			}
		}
		after := explained(t, w, fit.Options{})
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
		free := explained(t, w, fit.Options{})
		write(w, slices.DeleteFunc(slices.Clone(free.Pairs), func(Pair) bool { return rapid.Bool().Draw(t, "open") }))
		p := poolOf(t, w, fit.Options{})
		table := NewTable(p)
		a := table.Solve(w.Program.Matching.Objective)
		s, err := a.Staying(w.Repository(), "cohort", fit.Options{AsOf: sketch.AsOf})
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

// TestWhoHasSomebodyLacksNobody: of a mentor who has a mentee already nothing is said that keeps them from
// having one, whatever room is left.
func TestWhoHasSomebodyLacksNobody(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawOpen(t)
		write(w, explained(t, w, fit.Options{}).Pairs)
		has := map[string]bool{}
		for _, k := range poolOf(t, w, fit.Options{}).Kept {
			has[string(k.Mentor)] = true
		}
		p := explained(t, w, fit.Options{})
		for _, pair := range p.Pairs {
			has[pair.Mentor] = true
		}
		for _, f := range p.Free {
			if f.None == has[f.Mentor] || has[f.Mentor] && f.Words != "" {
				t.Fatalf("%+v, who has somebody: %v", f, has[f.Mentor])
			}
		}
	})
}

// TestAgreedByTheDay: a yes that comes later is none yet.
func TestAgreedByTheDay(t *testing.T) {
	w := sketch.New()
	w.Mentee("ana")
	w.Mentor("ben")
	yes := []record.Acceptance{{Person: "ana", On: sketch.AsOf}, {Person: "ben", On: sketch.AsOf.Add(1)}}
	w.Pairings["otter"] = &record.Pairing{ID: "otter", State: record.Proposed, Mentors: sketch.Members("ben"), Mentees: sketch.Members("ana"), Accepted: yes}
	for day, want := range []int{0, 1} {
		o := fit.Options{AsOf: sketch.AsOf.Add(day)}
		table := NewTable(poolOf(t, w, o))
		s, err := table.Solve("coverage").Staying(w.Repository(), "cohort", o)
		if err != nil || s == nil || s.Agreed != want {
			t.Errorf("on day %d: %+v, %v", day, s, err)
		}
	}
}

// TestRelease expects another pair for the two, if there is one, and no change
// for others.
func TestRelease(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawOpen(t)
		write(w, explained(t, w, fit.Options{}).Pairs)
		before := explained(t, w, fit.Options{})
		if len(before.Kept) == 0 {
			return
		}
		released := rapid.SampledFrom(before.Kept).Draw(t, "released")
		after := explained(t, w, fit.Options{Release: released.Pairing})
		want := slices.DeleteFunc(slices.Clone(before.Kept), func(k fit.Kept) bool { return k.Pairing == released.Pairing })
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
		before := explained(t, w, fit.Options{})
		write(w, before.Pairs)
		d := Compare(before.Side(), explained(t, w, fit.Options{}).Side())
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
	want := &Difference{d.Before, d.After, []fit.Move{{Mentee: "ana", From: []string{"rowan"}, To: []string{"sol"}}}, []string{"cai"}, []string{"ben"},
		[]Load{{"rowan", 1, 0}, {"sol", 1, 2}}}
	if fmt.Sprint(d) != fmt.Sprint(want) || d.After.Mean() != 5 || (Side{}).Mean() != 0 {
		t.Errorf("%+v, want %+v", d, want)
	}
}
