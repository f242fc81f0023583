package match

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"pairbook/generator/internal/record"
)

// quartet are two mentees and two mentors with a score for each pair but ben with lee, in which fair has 60 as its floor.
func quartet() *Table {
	return &Table{Mentees: []string{"ana", "ben"}, Mentors: []string{"lee", "max"}, Wants: []int{1, 1}, Room: []int{1, 1},
		Start: []int{0, 2, 3}, Mentor: []int32{0, 1, 1}, Score: []int32{80, 50, 60}}
}

// TestWhatIsProvenInWords of each objective, with what stays and with what is left out.
func TestWhatIsProvenInWords(t *testing.T) {
	t.Parallel()
	const begin, end = "Verified: all pairs may be, their scores are right, and nobody has more than their places. ",
		".\nNot looked at: reason and nearest of the unmatched, runner_up and lot of pairs, what pins cost, and reopened."
	const fair = " that matches as many mentees and adds no pair below the floor has a total above 140; that no higher floor would do is not told by prices"
	pinned := quartet()
	pinned.Pins = []Chosen{{1, 1, 60, true}}
	for _, test := range []struct {
		table     *Table
		objective record.ObjectiveKind
		want      string
	}{
		{quartet(), "coverage", "No answer that matches as many mentees has a total above 140"},
		{quartet(), "score", "No answer has a total above 140"},
		{quartet(), "fair", "No answer" + fair},
		{pinned, "fair", "With the pairings and pins that stay, no answer" + fair},
		{mirroring(), "score", "No answer has a total above 80; this is so with 1 pair left out, so that no two are each other's mentors, and what leaving out others gives is not told by prices"},
	} {
		j := saved(t, test.table.Solve(test.objective).Explain(nil))
		proven, wrong := j.Verify(test.table, nil)
		if diff := cmp.Diff(begin+test.want+end, proven); diff != "" || len(wrong) > 0 {
			t.Errorf("%s: %s, %q", test.objective, diff, wrong)
		}
	}
}

// TestPricesHaveARange: a price is refused at the first number out of it, not at the last within.
func TestPricesHaveARange(t *testing.T) {
	t.Parallel()
	const most, alone = 1 << 50, "to stay without a mentor may be worth 0 or less, and nothing else than 0 under the objective score"
	mentee := func(price int64) func(p *pricesJSON) { return func(p *pricesJSON) { p.Mentees["ana"] = price } }
	mentor := func(price int64) func(p *pricesJSON) { return func(p *pricesJSON) { p.Mentors["lee"] = price } }
	without := func(value int64) func(p *pricesJSON) { return func(p *pricesJSON) { p.Without = value } }
	for _, test := range []struct {
		name      string
		objective record.ObjectiveKind
		change    func(p *pricesJSON)
		want      []string
	}{
		{"the highest of a mentee", "coverage", mentee(most), nil},
		{"above it", "coverage", mentee(most + 1), []string{"the price of ana is out of range"}},
		{"the lowest of a mentee", "coverage", mentee(-most), nil},
		{"below it", "coverage", mentee(-most - 1), []string{"the price of ana is out of range"}},
		{"nothing for a mentor", "coverage", mentor(0), nil},
		{"less", "coverage", mentor(-1), []string{"the price of lee is out of range"}},
		{"the highest of a mentor", "coverage", mentor(most), nil},
		{"above that", "coverage", mentor(most + 1), []string{"the price of lee is out of range"}},
		{"staying without is worth nothing", "coverage", without(0), nil},
		{"something", "coverage", without(1), []string{alone}},
		{"the lowest worth", "coverage", without(-most), nil},
		{"below the lowest", "coverage", without(-most - 1), []string{alone}},
		{"nothing, by score", "score", without(0), nil},
		{"less than nothing, by score", "score", without(-1), []string{alone}},
	} {
		table := quartet()
		j := saved(t, table.Solve(test.objective).Explain(nil))
		test.change(j.Certificate.Prices)
		if got := j.verifier(table, nil).prices(); !slices.Equal(got, test.want) {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}

// TestEachPairIsLookedAt: what a proposal has that may not be is said of the people it is about.
func TestEachPairIsLookedAt(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name  string
		forge func(j *ProposalJSON, table *Table)
		want  string
	}{
		{"no score", func(j *ProposalJSON, _ *Table) { j.Pairs[1].Mentor = "lee" }, "ben with lee: there may be no such pair"},
		{"nobody's mentee", func(j *ProposalJSON, _ *Table) { j.Pairs[0].Mentee = "kim" }, "kim with lee: one of them takes no part"},
		{"nobody's mentor", func(j *ProposalJSON, _ *Table) { j.Pairs[0].Mentor = "kim" }, "ana with kim: one of them takes no part"},
		{"another score", func(_ *ProposalJSON, table *Table) { table.Score[2] = 61 }, "ben with max: the score is 61, not 60"},
		{"below the floor", func(j *ProposalJSON, _ *Table) { *j.Certificate.Prices.Floor = 61 }, "ben with max: 60 is below the floor"},
		{"another mentor than they asked for", func(j *ProposalJSON, table *Table) { table.Wants[0] = 0 }, "ana has more mentors than they asked for"},
		{"no room", func(_ *ProposalJSON, table *Table) { table.Room[1] = 0 }, "max has more mentees than room"},
		{"a pin is missing", func(j *ProposalJSON, table *Table) { table.Pins = []Chosen{{0, 1, 50, true}} }, "0 of 1 pins are kept"},
		{"a pin that is none", func(j *ProposalJSON, _ *Table) { j.Pairs[0].Pin = &pinJSON{} }, "ana with lee: pin: it is not what the records say"},
		{"a pin that is not said to be one", func(_ *ProposalJSON, table *Table) { table.Pins = []Chosen{{0, 0, 80, true}} }, "ana with lee: pin: it is not what the records say"},
	} {
		table := quartet()
		j := saved(t, table.Solve("fair").Explain(nil))
		if _, wrong := j.Verify(table, nil); len(wrong) > 0 {
			t.Fatal(wrong)
		}
		test.forge(j, table)
		if _, wrong := j.Verify(table, nil); !slices.Contains(wrong, test.want) {
			t.Errorf("%s: %q, want %q", test.name, wrong, test.want)
		}
	}
}

// TestAPinIsNoPairToAdd: who wants another mentor besides a pinned one cannot have the same one twice, so the bound
// does not count it.
func TestAPinIsNoPairToAdd(t *testing.T) {
	t.Parallel()
	table := quartet()
	table.Wants[0], table.Room[0], table.Pins = 2, 2, []Chosen{{0, 0, 80, true}}
	for _, objective := range Objectives() {
		if _, wrong := saved(t, table.Solve(objective).Explain(nil)).Verify(table, nil); len(wrong) > 0 {
			t.Errorf("%s: %q", objective, wrong)
		}
	}
}

// TestTheFloorItselfIsHighEnough, and nobody is held to it under other objectives, or who has a mentor as low.
func TestTheFloorItselfIsHighEnough(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		objective record.ObjectiveKind
		has       []int32
		floor     int
		want      bool
	}{
		{"fair", nil, 60, true}, {"fair", nil, 61, false}, {"coverage", nil, 61, true}, {"score", nil, 61, true},
		{"fair", []int32{none, 60}, 61, true}, {"fair", []int32{none, 61}, 70, false},
	} {
		table := quartet()
		j := saved(t, table.Solve("fair").Explain(nil))
		j.Objective, table.Has, *j.Certificate.Prices.Floor = string(test.objective), test.has, test.floor
		if _, wrong := j.verifier(table, nil).pair(j.Pairs[1]); (wrong == "") != test.want {
			t.Errorf("%+v: %q", test, wrong)
		}
	}
}

// TestOnlyMirroredPairsAreLeftOut: neither strangers nor two who could be paired one way alone, and nobody at all where
// two may be each other's mentors.
func TestOnlyMirroredPairsAreLeftOut(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		two     twoJSON
		allowed bool // to be each other's mentors
		want    bool
	}{{twoJSON{"ana", "bo"}, false, true}, {twoJSON{"ana", "bo"}, true, false}, {twoJSON{"kim", "bo"}, false, false}, {twoJSON{"ana", "kim"}, false, false}, {twoJSON{"ana", "ana"}, false, false}} {
		table := mirroring()
		table.Mirrored = test.allowed
		if got := (&verifier{t: table}).mayMirror(test.two); got != test.want {
			t.Errorf("%+v: %v", test, got)
		}
	}
}

// TestABoundThatIsTooHighIsSaid with both numbers.
func TestABoundThatIsTooHighIsSaid(t *testing.T) {
	t.Parallel()
	table := quartet()
	j := saved(t, table.Solve("coverage").Explain(nil))
	j.Certificate.Prices.Mentors["max"] += 1000
	_, wrong := j.Verify(table, nil)
	if len(wrong) != 1 || !strings.HasPrefix(wrong[0], "the prices prove that no answer has a total above ") || !strings.HasSuffix(wrong[0], ", and this one has 140") {
		t.Errorf("%q", wrong)
	}
}
