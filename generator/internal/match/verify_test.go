package match

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"pairbook/generator/internal/fit"
	"pairbook/generator/internal/record"
	"pairbook/generator/test/sketch"
)

// saved returns a proposal as it is read from a file.
func saved(t rapid.TB, p *Proposal) *ProposalJSON {
	text, err := json.Marshal(p.JSON())
	if err != nil {
		t.Fatal(err)
	}
	var j ProposalJSON
	if err := json.Unmarshal(text, &j); err != nil {
		t.Fatal(err)
	}
	return &j
}

// TestVerify expects every answer to be proven by its prices.
func TestVerify(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		table := drawTable(t)
		a := table.Solve(rapid.SampledFrom(Objectives()).Draw(t, "objective"))
		if proven, wrong := saved(t, a.Explain(nil)).Verify(table, nil); len(wrong) > 0 || !strings.HasPrefix(proven, "Verified: ") {
			t.Fatalf("%q", wrong)
		}
	})
}

// TestVerifyRefuses takes a pair away, lowers a price or a score, or gives a mentor one
// mentee less, and expects that to be found where the answer is another or worse.
func TestVerifyRefuses(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		table := drawTable(t)
		j := saved(t, table.Solve(rapid.SampledFrom(Objectives()).Draw(t, "objective")).Explain(nil))
		if len(j.Pairs) == 0 {
			t.Skip("there is no pair")
		}
		k := rapid.IntRange(0, len(j.Pairs)-1).Draw(t, "pair")
		at := slices.Index(table.Mentors, j.Pairs[k].Mentor)
		switch rapid.IntRange(0, 6).Draw(t, "what") {
		case 5:
			j.Certificate.Prices.Mentors[j.Pairs[k].Mentor] = 1 << 62
		case 6:
			j.Certificate.Prices.Without = 1
		case 0:
			j.Total++
		case 1:
			j.Pairs[k].Score++
		case 2:
			j.Pairs = append(j.Pairs, j.Pairs[k])
		case 3:
			if table.Room[at] = 0; pinsOf(table, at) > 0 {
				t.Skip("a table with too many pins is none")
			}
		case 4:
			j.Matched++
		}
		if _, wrong := j.Verify(table, nil); len(wrong) == 0 {
			t.Fatalf("nothing is wrong with %+v", j)
		}
	})
}

// TestVerifyFindsWorse compares a worse answer, without one pair, with what prices prove.
func TestVerifyFindsWorse(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		table := drawTable(t)
		table.Pins = nil
		objective := rapid.SampledFrom(Objectives()).Draw(t, "objective")
		j := saved(t, table.Solve(objective).Explain(nil))
		if len(j.Pairs) == 0 {
			t.Skip("there is no pair")
		}
		k := rapid.IntRange(0, len(j.Pairs)-1).Draw(t, "pair")
		gone := j.Pairs[k]
		j.Pairs = slices.Delete(j.Pairs, k, k+1)
		j.Total -= int64(gone.Score)
		i := slices.Index(table.Mentees, gone.Mentee)
		if !table.served(i) && !slices.ContainsFunc(j.Pairs, func(p pairJSON) bool { return p.Mentee == gone.Mentee }) {
			j.Matched--
		}
		best := brute(table, objective, nil)
		_, wrong := j.Verify(table, nil)
		if worse := j.Matched == best.matched && j.Total < best.total; worse && objective != "fair" && len(wrong) == 0 {
			t.Fatalf("%+v is proven, and the best is %+v", j, best)
		}
	})
}

// TestVerifyWithout refuses to leave out two who cannot be each other's mentors.
func TestVerifyWithout(t *testing.T) {
	table := &Table{Mentees: []string{"ada"}, Mentors: []string{"bo"}, Wants: []int{1}, Room: []int{1}, Start: []int{0, 1}, Mentor: []int32{0}, Score: []int32{7}}
	j := table.less(Chosen{}).Solve("coverage").Explain(nil).JSON()
	j.Certificate.Without = []twoJSON{{"ada", "bo"}}
	if proven, wrong := j.Verify(table, nil); len(wrong) == 0 || !strings.Contains(wrong[0], "left out") {
		t.Errorf("%s %q", proven, wrong)
	}
}

// TestForgeries changes each thing that a proposal says and that is looked at, one at a time.
func TestForgeries(t *testing.T) {
	w := sketch.New(record.Criterion{ID: "topics", Kind: "topics", Weight: 1}).Vocabulary()
	for _, id := range []string{"ana", "ben", "cai", "dee", "eli"} {
		_, e := w.Mentee(id)
		e.Mentee.Seeks = []record.TopicID{"data", "maps"}
	}
	for _, id := range []string{"lee", "max", "ned"} {
		_, e := w.Mentor(id)
		e.Mentor.Offers = []record.TopicID{"data"}
	}
	w.Pairings["otter"] = &record.Pairing{ID: "otter", State: record.Active, Started: sketch.AsOf, Mentors: sketch.Members("ned"), Mentees: sketch.Members("eli")}
	w.Cohort.Pins = []record.Pin{{Mentor: "lee", Mentee: "ben", By: "kim"}}
	result, err := Propose(w.Repository(), w.Cohort.ID, Options{Options: fit.Options{AsOf: sketch.AsOf}})
	if err != nil {
		t.Fatal(err)
	}
	read := func() *ProposalJSON { return saved(t, result.Proposal) }
	if _, wrong := read().Verify(result.Answer.Table, result.Pool); len(wrong) > 0 {
		t.Fatal(wrong)
	}
	free := slices.IndexFunc(read().Pairs, func(p pairJSON) bool { return p.Pin == nil })
	for field, forge := range map[string]func(j *ProposalJSON){
		"mentees: it is 5, not 6":   func(j *ProposalJSON) { j.Mentees++ },
		"mentors: it is 3, not 4":   func(j *ProposalJSON) { j.Mentors++ },
		"matched: it is 3, not 4":   func(j *ProposalJSON) { j.Matched++ },
		"total: ":                   func(j *ProposalJSON) { j.Total++ },
		"dual: ":                    func(j *ProposalJSON) { j.Certificate.Dual++ },
		"gap: it is 0, not 1":       func(j *ProposalJSON) { j.Certificate.Gap++ },
		"blocking_pairs: ":          func(j *ProposalJSON) { j.BlockingPairs++ },
		"has no mentor, and is not": func(j *ProposalJSON) { j.Unmatched = j.Unmatched[1:] },
		"unmatched: eli is not":     func(j *ProposalJSON) { j.Unmatched = append(j.Unmatched, unmatchedJSON{Mentee: "eli"}) },
		"or is there twice":         func(j *ProposalJSON) { j.Unmatched = append(j.Unmatched, j.Unmatched[0]) },
		"kept: ":                    func(j *ProposalJSON) { j.Kept = append(j.Kept, keptJSON{"ana", "max", "heron"}) },
		"kept: these":               func(j *ProposalJSON) { j.Kept = nil },
		"topics_not_offered: ":      func(j *ProposalJSON) { j.NotOffered = nil },
		"parts: ":                   func(j *ProposalJSON) { j.Parts = []string{"more.json"} },
		"the pair is there twice":   func(j *ProposalJSON) { j.Pairs = append(j.Pairs, j.Pairs[0]) },
		"one of them takes no part": func(j *ProposalJSON) { j.Pairs[0].Mentor = "kim" },
		"the score is ":             func(j *ProposalJSON) { j.Pairs[free].Score++ },
		"pin: ":                     func(j *ProposalJSON) { j.Pairs[1-free].Pin = nil },
		"pin: it is not":            func(j *ProposalJSON) { j.Pairs[1-free].Pin.By = "ana" },
		"pin: it":                   func(j *ProposalJSON) { j.Pairs[free].Pin = &pinJSON{By: "kim"} },
		"criteria: ":                func(j *ProposalJSON) { j.Pairs[free].Criteria[0].Points++ },
		"criteria: they":            func(j *ProposalJSON) { j.Pairs[free].Criteria[0].Because = "they get on" },
		"the prices prove":          func(j *ProposalJSON) { j.Certificate.Prices.Mentors["max"] += 1000 },
		"out of range":              func(j *ProposalJSON) { j.Certificate.Prices.Mentors["max"] = -1 },
		"nothing can be proven":     func(j *ProposalJSON) { j.Certificate.Prices = nil },
	} {
		j := read()
		forge(j)
		if proven, wrong := j.Verify(result.Answer.Table, result.Pool); !strings.Contains(fmt.Sprint(wrong), field) {
			t.Errorf("not refused with %q: %q, %q", field, proven, wrong)
		}
	}
}

// TestMirroredForgery refuses two who are each other's mentors, whatever the prices say.
func TestMirroredForgery(t *testing.T) {
	table := &Table{Mentees: []string{"ada", "bo"}, Mentors: []string{"ada", "bo"}, Wants: []int{1, 1}, Room: []int{1, 1},
		Start: []int{0, 1, 2}, Mentor: []int32{1, 0}, Score: []int32{7, 7}, Mirrored: true}
	j := table.Solve("coverage").Explain(nil).JSON()
	table.Mirrored = false
	if proven, wrong := j.Verify(table, nil); len(wrong) != 1 || wrong[0] != "ada and bo are each other's mentors" {
		t.Errorf("%s %q", proven, wrong)
	}
}
