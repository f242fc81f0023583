package match

import (
	"fmt"
	"testing"

	"pairbook/generator/internal/fit"
)

// TestProofInWords reads what is proven of each objective, and what is not.
func TestProofInWords(t *testing.T) {
	t.Parallel()
	kept := []fit.Kept{{Mentee: "ana", Mentor: "lee"}}
	for _, test := range []struct {
		p    Proposal
		want string
	}{
		{Proposal{Objective: "coverage", Dual: 7}, "Proven: no answer that matches as many mentees has a higher total (bound 7, gap 0)."},
		{Proposal{Objective: "score", Dual: 7, Gap: 2}, "Proven: no answer at all has a higher total (bound 7, gap 2)."},
		{Proposal{Objective: "score", Kept: kept}, "Proven: with the pairings and pins that stay, no answer at all has a higher total (bound 0, gap 0)."},
		{Proposal{Objective: "fair"}, "Proven: no answer that matches as many mentees without a lower score has a higher total (bound 0, gap 0)."},
		{Proposal{Objective: "fair", Kept: kept, Floor: Floor{Score: 30}},
			"Proven: with the pairings and pins that stay, of the answers that match as many mentees and add no pair scoring below 30, none has a higher total (bound 0, gap 0)."},
		{Proposal{Objective: "coverage", Cases: 1}, "Proven: in 1 case, without two who are each other's mentors, no answer that matches as many mentees has a higher total (bound 0, gap 0)."},
		{Proposal{Objective: "coverage", Cases: 9, Open: true, MostMatched: 4, Dual: 90, Gap: 3, Kept: kept},
			"Not proven to the end: of 9 cases without two who are each other's mentors this is the best, and no case has more than 4 of the mentees matched, or then a total above 90 (gap 3)."},
	} {
		if got := test.p.Proof(); got != test.want {
			t.Errorf("%q, want %q", got, test.want)
		}
	}
}

// TestFloorInWords says below what fair adds no pair.
func TestFloorInWords(t *testing.T) {
	t.Parallel()
	for f, want := range map[Floor]string{
		{Score: 30}:                            "30",
		{Score: 30, Further: true}:             "30, or below the mentor its mentee has already where that is less",
		{Score: 30, Further: true, None: true}: "the mentor its mentee has already",
	} {
		if got := f.words(); got != want {
			t.Errorf("%+v: %q, want %q", f, got, want)
		}
	}
}

// TestAGapIsRefused: what is not proven is not proposed, unless the search for it says how far it may fall short.
func TestAGapIsRefused(t *testing.T) {
	t.Parallel()
	const refused = "the certificate of the answer has a gap of 2, so nothing is proposed"
	for _, test := range []struct {
		p    Proposal
		want string
	}{{Proposal{}, "<nil>"}, {Proposal{Gap: 2}, refused}, {Proposal{Gap: 2, Open: true}, "<nil>"}} {
		if got := fmt.Sprint(test.p.Proven()); got != test.want {
			t.Errorf("%+v: %s, want %s", test.p, got, test.want)
		}
	}
}
