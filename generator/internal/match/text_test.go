package match

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"pairbook/generator/internal/fit"
)

// read returns what is printed.
func read(print func(w *strings.Builder)) string {
	var w strings.Builder
	print(&w)
	return w.String()
}

// TestProposalInWords reads a proposal of every part.
func TestProposalInWords(t *testing.T) {
	t.Parallel()
	p := &Proposal{
		Cohort: "autumn", Objective: "coverage", Mentees: 5, Mentors: 4, Matched: 4, Total: 150, Dual: 150,
		Pairs: []Pair{
			{Mentee: "ana", Mentor: "lee", Score: 80, Lot: true, RunnerUp: &Other{ID: "max", Score: 60},
				Criteria: []fit.Points{{Criterion: "topics", Known: true, Points: 50, Of: 60, Because: "both like maps"}, {Criterion: "unit", Points: 30, Of: 40, Because: "not known"}}},
			{Mentee: "ben", Mentor: "max", Score: 70, Pin: &PinCost{By: "kim", Total: 10, Lowest: 75}, Full: &Other{ID: "lee", Score: 90}},
		},
		Kept:      []fit.Kept{{Mentee: "cai", Mentor: "ned", Pairing: "heron"}, {Mentee: "dee", Mentor: "ola", Pairing: "otter"}},
		Staying:   &Staying{Pairings: 2, Agreed: 1, Matched: 1, Total: 5, Lowest: 70, Then: 70},
		Unmatched: []Unmatched{{Mentee: "eli", Words: "no mentor has room"}},
		Blocking:  []Blocking{{Mentee: "ben", Mentor: "lee", Score: 90}},
		Free:      []Free{{Mentor: "max", Room: 2}, {Mentor: "pia", Room: 1, None: true}, {Mentor: "ros", Room: 1, None: true, Words: "not cleared yet"}},
		missing:   []string{"Maps", "Data"},
	}
	const want = `autumn: 5 mentees and 4 mentors, objective coverage
4 of 5 mentees have a mentor. 2 proposed pairs: total 150, mean 75.0, lowest 70.
Proven: with the pairings and pins that stay, no answer that matches as many mentees has a higher total (bound 150, gap 0).

ana with lee: 80 of 100
  topics  50 of 60  both like maps
  unit    30 of 40  not known
  1 of 2 criteria unknown
  an answer as good exists without this pair, and it was decided by lot
  next best: max, 60

ben with max: 70 (pinned by kim; without the pin the total would be 10 higher and the lowest score would be 75 instead of 70)
  would score higher with lee, 90, who has no room

Pairings that stay
  cai with ned (heron)
  dee with ola (otter)
  Only proposed: 2; to 1 of them all have said yes.
  If those that are only proposed were open again, 1 mentee more would have a mentor and the total would be 5 higher.

No place this round
  eli: no mentor has room

Pairs who would both score higher together than as proposed: 1
  ben with lee: 90

Mentors without a mentee: pia, ros (not cleared yet)

Mentors with room for more: max (2)

Topics sought that nobody offers: Maps, Data
`
	if diff := cmp.Diff(want, read(func(w *strings.Builder) { p.Text(w) })); diff != "" {
		t.Error(diff)
	}
}

// TestAnEmptyProposalSaysWhy reads proposals without pairs, which have no empty lists.
func TestAnEmptyProposalSaysWhy(t *testing.T) {
	t.Parallel()
	for want, p := range map[string]*Proposal{
		"0 mentees and 1 mentor, objective score\nThere is nobody to match: the file has no rows.\n":                                    {Objective: "score", Mentors: 1},
		"autumn: 0 mentees on the waiting list and 2 mentors, objective fair\nThere is nobody to match: no mentee waits for a place.\n": {Cohort: "autumn", Objective: "fair", Mentors: 2, Fill: true},
		"autumn: 0 mentees and 2 mentors, objective fair\nThere is nobody to match: no mentee takes part as of this day.\n":             {Cohort: "autumn", Objective: "fair", Mentors: 2},
		"2 mentees and 0 mentors, objective fair\n0 of 2 mentees have a mentor. There is nothing new to propose.\n":                     {Objective: "fair", Mentees: 2},
		"autumn: 1 mentee on the waiting list and 0 mentors, objective fair\n0 of 1 mentee has a mentor. There is nothing new to propose.\n": {
			Cohort: "autumn", Objective: "fair", Mentees: 1, Fill: true},
	} {
		if diff := cmp.Diff(want, read(func(w *strings.Builder) { p.Text(w) })); diff != "" {
			t.Error(diff)
		}
	}
}

// TestWhoElseAMenteeCouldHave reads the lines about other mentors, the pair itself scoring 50.
func TestWhoElseAMenteeCouldHave(t *testing.T) {
	t.Parallel()
	higher := Other{ID: "max", Score: 60}
	because := func(change func(o *Other)) *Other { o := higher; change(&o); return &o }
	full := "  would score higher with lee, 70, who has no room\n"
	for _, test := range []struct {
		name    string
		pair    Pair
		mentors int
		want    string
	}{
		{"the only mentor", Pair{}, 1, "  there is no other mentor\n"},
		{"others, and none allowed", Pair{}, 2, "  no other mentor may be proposed to them\n"},
		{"the only other is full", Pair{Full: &Other{ID: "lee", Score: 70}}, 2, full},
		{"the only mentor there is room at besides a full one", Pair{Full: &Other{ID: "lee", Score: 70}}, 1, full},
		{"as good", Pair{RunnerUp: &Other{ID: "max", Score: 50}}, 2, "  next best: max, 50\n"},
		{"a full one and another", Pair{Full: &Other{ID: "lee", Score: 70}, RunnerUp: &Other{ID: "max", Score: 50}}, 2, full + "  next best: max, 50\n"},
		{"better", Pair{RunnerUp: &higher}, 2, "  would score higher with max, 60: the whole comes out best like this\n"},
		{"better, by lot", Pair{RunnerUp: because(func(o *Other) { o.AsGood, o.Lot = true, true })}, 2,
			"  would score higher with max, 60: an answer as good has the two together, and it was decided by lot\n"},
		{"better, and others waited", Pair{RunnerUp: because(func(o *Other) { o.AsGood = true })}, 2,
			"  would score higher with max, 60: an answer as good has the two together, and those who have waited or mentors with fewer mentees came first\n"},
		{"better, and nobody knows why", Pair{RunnerUp: because(func(o *Other) { o.Unknown = true })}, 2, "  would score higher with max, 60\n"},
	} {
		test.pair.Mentee, test.pair.Mentor, test.pair.Score = "ana", "ned", 50
		want := "\nana with ned: 50\n" + test.want
		if got := read(func(w *strings.Builder) { printPair(w, test.pair, 50, test.mentors) }); got != want {
			t.Errorf("%s: %q, want %q", test.name, got, want)
		}
	}
	pinned := Pair{Mentee: "ana", Mentor: "ned", Score: 50, Pin: &PinCost{Lowest: 50}, RunnerUp: &higher}
	if got, want := read(func(w *strings.Builder) { printPair(w, pinned, 50, 2) }), "\nana with ned: 50 (pinned, which costs nothing)\n  would score higher with max, 60\n"; got != want {
		t.Errorf("a pin: %q, want %q", got, want)
	}
}

// TestPairingsThatStayInWords reads what opening proposed pairings again would change.
func TestPairingsThatStayInWords(t *testing.T) {
	t.Parallel()
	const kept = "\nPairings that stay\n  cai with ned (heron)\n"
	for _, test := range []struct {
		staying *Staying
		want    string
	}{
		{nil, kept},
		{&Staying{Pairings: 1, Lowest: 4, Then: 4}, kept + "  If those that are only proposed were open again, nothing would be gained.\n"},
		{&Staying{Pairings: 1, Lowest: 4, Then: 6}, kept + "  If those that are only proposed were open again, the lowest score would be 6 instead of 4.\n"},
		{&Staying{Pairings: 3, Agreed: 2}, kept + "  Only proposed: 3; to 2 of them all have said yes.\n  If those that are only proposed were open again, nothing would be gained.\n"},
	} {
		p := &Proposal{Kept: []fit.Kept{{Mentee: "cai", Mentor: "ned", Pairing: "heron"}}, Staying: test.staying}
		if got := read(func(w *strings.Builder) { printKept(w, p) }); got != test.want {
			t.Errorf("%+v: %q, want %q", test.staying, got, test.want)
		}
		p.Kept = nil
		if got := read(func(w *strings.Builder) { printKept(w, p) }); got != "" {
			t.Errorf("nothing stays, and it says %q", got)
		}
	}
}

// TestOfManyBlockingPairsTenAreNamed counts those that are not.
func TestOfManyBlockingPairsTenAreNamed(t *testing.T) {
	t.Parallel()
	for n, more := range map[int]string{10: "", 11: "  and 1 more\n", 13: "  and 3 more\n"} {
		p, want := &Proposal{}, fmt.Sprintf("\nPairs who would both score higher together than as proposed: %d\n", n)
		for k := range n {
			p.Blocking = append(p.Blocking, Blocking{Mentee: fmt.Sprint("e", k), Mentor: "lee", Score: 90})
			if k < 10 {
				want += fmt.Sprintf("  e%d with lee: 90\n", k)
			}
		}
		if got := read(func(w *strings.Builder) { printRest(w, p) }); got != want+more {
			t.Errorf("%d pairs: %q, want %q", n, got, want+more)
		}
	}
}

// TestWhyInWords reads each answer to why two are, or are not, a pair.
func TestWhyInWords(t *testing.T) {
	t.Parallel()
	bars := func(all ...fit.Bar) []fit.Bar { return all }
	criteria := []fit.Points{{Criterion: "topics", Known: true, Points: 50, Of: 60, Because: "both like maps"}}
	const open = "ana and lee score 50, and are not proposed to each other.\n"
	for _, test := range []struct {
		why     Why
		records bool
		want    string
	}{
		{Why{Paired: true, Pinned: true, Score: 50}, true, "ana and lee are proposed to each other, with 50, because a coordinator chose the pair.\n"},
		{Why{Paired: true, Score: 50, Criteria: criteria}, true, "ana and lee are proposed to each other, with 50.\n  topics  50 of 60  both like maps\n"},
		{Why{Bars: bars(fit.Bar{Kind: "paired", Because: "they are a pair already"})}, true, "ana and lee: they are a pair already.\n"},
		{Why{Bars: bars(fit.Bar{Kind: "full", Because: "lee is full"}), Criteria: criteria}, true, "ana and lee cannot be paired:\n  lee is full\n"},
		{Why{Bars: bars(fit.Bar{Kind: "paired", Because: "they are a pair already"}, fit.Bar{Constraint: "line", Because: "lee leads ana"})}, true,
			"ana and lee cannot be paired:\n  they are a pair already\n  line: lee leads ana\n"},
		{Why{Score: 50, Lowest: 30, Now: 30, Total: 8, Matched: 1, Moves: []fit.Move{{Mentee: "ben", From: []string{"lee"}}}}, true,
			open + "If they were paired, 1 mentee fewer would have a mentor and the total would be 8 lower.\nWhat would change:\n  ben: lee → nobody\n"},
		{Why{Score: 50, Lowest: 30, Now: 40, Enough: 99}, true,
			open + "If they were paired, the lowest score would be 30 instead of 40.\nThey would be proposed if their score were above 99.\n"},
		{Why{Score: 50, Enough: 100}, true, open +
			"If they were paired, nothing would be lost: as many would have a mentor, with the same total and the same lowest score.\nNo score would be enough to have them proposed.\n"},
		{Why{Score: 50, Matched: -2, Total: -3, Enough: 100}, false,
			open + "If they were paired, 2 mentees more would have a mentor and the total would be 3 higher.\nThey would be proposed if their score were above 100.\n"},
		{Why{Score: 50, Below: 60, Total: 1}, true,
			open + "Their score is under the minimum of 60, so only a pin can pair them.\nIf they were paired, the total would be 1 lower.\n"},
	} {
		test.why.Mentee, test.why.Mentor = "ana", "lee"
		if diff := cmp.Diff(test.want, read(func(w *strings.Builder) { test.why.Text(w, test.records) })); diff != "" {
			t.Error(diff)
		}
	}
}

// TestDifferenceInWords reads what a change did, and that it did nothing.
func TestDifferenceInWords(t *testing.T) {
	t.Parallel()
	side := func(mentors map[string][]string, total int64) Side {
		return Side{Mentors: mentors, Matched: 2, Pairs: 3, Total: total, Lowest: 40}
	}
	before := map[string][]string{"ana": {"lee"}, "ben": {"max"}, "cai": nil, "dee": {"ned"}}
	const sums = "autumn against main\n  mentees with a mentor: 2 → 2\n  proposed pairs: 3 → 3\n  their total: 160 → 170\n  their mean: 53.3 → 56.7\n  their lowest: 40 → 40\n"
	const gained, lost, moved = "\nA place is gained by: cai\n", "\nNo place any more: ben\n", "\nAnother mentor\n  ana: lee → max\n"
	for _, test := range []struct {
		after map[string][]string
		want  string
	}{
		{before, "Nobody's mentor changes.\n"},
		{map[string][]string{"ana": {"max"}, "ben": nil, "cai": {"lee"}, "dee": {"ned"}}, gained + lost + moved},
		{map[string][]string{"ana": {"max"}, "ben": {"max"}, "cai": nil, "dee": {"ned"}}, moved + "\nMentees that a mentor has: lee 1 → 0, max 1 → 2\n"},
		{map[string][]string{"ana": {"lee"}, "ben": nil, "cai": nil, "dee": {"ned"}}, lost + "\nMentees that a mentor has: max 1 → 0\n"},
		{map[string][]string{"ana": {"lee"}, "ben": {"max"}, "cai": {"lee"}, "dee": {"ned"}}, gained + "\nMentees that a mentor has: lee 1 → 2\n"},
	} {
		d := Compare(side(before, 160), side(test.after, 170))
		if diff := cmp.Diff(sums+test.want, read(func(w *strings.Builder) { d.Text(w, "autumn", "main") })); diff != "" {
			t.Error(diff)
		}
	}
}
