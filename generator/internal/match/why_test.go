package match

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"pairbook/generator/internal/fit"
	"pairbook/generator/internal/record"
	"pairbook/generator/test/sketch"
)

// TestWhyCostsWhatItSays compares the loss with that of trying every answer, and
// tries the score that Why says is enough.
func TestWhyCostsWhatItSays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		table := drawTable(t)
		objective := rapid.SampledFrom(Objectives()).Draw(t, "objective")
		a := table.Solve(objective)
		now := brute(table, objective, table.Pins)
		for i, mentee := range table.Mentees {
			for j, mentor := range table.Mentors {
				w, err := a.Why(nil, mentee, mentor)
				if err != nil {
					t.Fatal(err)
				}
				score, allowed := table.scoreOf(i, j)
				wants, room := table.Wants[i], table.Room[j]
				for _, pin := range table.Pins {
					if pin.Mentee == i {
						wants--
					}
					if pin.Mentor == j {
						room--
					}
				}
				if w.Paired {
					continue
				}
				if !allowed || wants == 0 || room == 0 {
					if len(w.Bars) != 1 {
						t.Fatalf("%+v is allowed", w)
					}
					continue
				}
				then := brute(table, objective, append(slices.Clone(table.Pins), Chosen{i, j, score, true}))
				if len(w.Bars) > 0 || w.Matched != now.matched-then.matched || w.Total != now.total-then.total {
					t.Fatalf("%+v; now %+v, then %+v", w, now, then)
				}
				if w.Enough > 0 || w.Enough == 0 && objective == "score" {
					tryEnough(t, table, objective, w, i, j)
				}
			}
		}
	})
}

// tryEnough raises the score of a pair to just above, and just below, what Why
// says is enough.
func tryEnough(t *rapid.T, table *Table, objective record.ObjectiveKind, w *Why, i, j int) {
	for above, want := range map[int]bool{1: true, -1: false} {
		other := *table
		other.Score = slices.Clone(table.Score)
		k, _ := slices.BinarySearch(table.Mentor[table.Start[i]:table.Start[i+1]], int32(j))
		other.Score[table.Start[i]+k] = int32(w.Enough + above)
		paired := slices.ContainsFunc(other.Solve(objective).Pairs, func(c Chosen) bool { return c.Mentee == i && c.Mentor == j })
		if paired != want && (want || w.Total > 0) {
			t.Fatalf("with %d the two are proposed: %v; %+v", w.Enough+above, paired, w)
		}
	}
}

func TestWhyAsksInOrder(t *testing.T) {
	w := sketch.New()
	w.Mentee("ana")
	w.Mentor("ben")
	p := poolOf(t, w, fit.Options{})
	table := NewTable(p)
	a := table.Solve("coverage")
	for two, want := range map[[2]string]string{
		{"ben", "ana"}: "the mentee comes first: ana,ben",
		{"ben", "cai"}: `"ben" is no mentee`,
		{"ana", "cai"}: `"cai" is no mentor`,
	} {
		if _, err := a.Why(p, two[0], two[1]); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v: %v", two, err)
		}
	}
	if why, err := a.Why(p, "ana", "ben"); err != nil || !why.Paired {
		t.Errorf("%+v, %v", why, err)
	}
}

// TestStanding expects nothing that reveals that two people must not meet.
func TestStanding(t *testing.T) {
	w := sketch.New(record.Criterion{ID: "unit", Kind: "unit", Weight: 1})
	w.Mentee("ana")
	w.Mentor("ben")
	p := poolOf(t, w, fit.Options{Avoid: []fit.Avoid{{A: "ben", B: "ana"}}})
	table := NewTable(p)
	why, err := table.Solve("coverage").Why(p, "ana", "ben")
	if err != nil || len(why.Bars) != 1 || why.Bars[0].Because != "how the two stand to each other rules it out" || why.Score != 0 || why.Criteria != nil || why.Moves != nil {
		t.Errorf("%+v, %v", why, err)
	}
	s := table.Solve("coverage").Explain(p)
	if s.Unmatched[0].Words != "no mentor can be proposed" || s.Unmatched[0].Nearest != nil || s.Free[0].Words != "no mentee can be proposed" {
		t.Errorf("%+v, %+v", s.Unmatched, s.Free)
	}
}
