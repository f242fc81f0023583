package match

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// saved returns a proposal as it is read from a file.
func saved(t *rapid.T, a *Answer) *ProposalJSON {
	text, err := json.Marshal(a.Explain(nil).JSON())
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
		if proven, wrong := saved(t, a).Verify(table); len(wrong) > 0 || !strings.HasPrefix(proven, "Verified: ") {
			t.Fatalf("%q", wrong)
		}
	})
}

// TestVerifyRefuses takes a pair away, lowers a price or a score, or gives a mentor one
// mentee less, and expects that to be found where the answer is another or worse.
func TestVerifyRefuses(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		table := drawTable(t)
		j := saved(t, table.Solve(rapid.SampledFrom(Objectives()).Draw(t, "objective")))
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
		if _, wrong := j.Verify(table); len(wrong) == 0 {
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
		j := saved(t, table.Solve(objective))
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
		_, wrong := j.Verify(table)
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
	if proven, wrong := j.Verify(table); len(wrong) != 1 || !strings.Contains(wrong[0], "left out") {
		t.Errorf("%s %q", proven, wrong)
	}
}
