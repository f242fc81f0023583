package match

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	"pairbook/generator/internal/fit"
	"pairbook/generator/internal/record"
)

// asJSON returns data as it is written, a line a value.
func asJSON(t *testing.T, data any) string {
	t.Helper()
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	if err := e.Encode(data); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestProposalAsJSON writes what the cost of a pin and of pairings that stay come to with and without them,
// and what nobody knows as null.
func TestProposalAsJSON(t *testing.T) {
	t.Parallel()
	p := &Proposal{
		Cohort: "autumn", Objective: "fair", Mentees: 3, Mentors: 2, Matched: 2, Total: 150,
		Pairs: []Pair{
			{Mentee: "ana", Mentor: "lee", Score: 80, Lot: true, RunnerUp: &Other{ID: "max", Score: 60}},
			{Mentee: "ben", Mentor: "max", Score: 70, Pin: &PinCost{By: "kim", Matched: 1, Total: 10, Lowest: 75},
				Criteria: []fit.Points{{Criterion: "topics", Raw: 80, Known: true, Points: 50, Of: 60, Because: "both like maps"}}},
		},
		Kept:       []fit.Kept{{Mentee: "cai", Mentor: "ned", Pairing: "heron"}},
		Staying:    &Staying{Pairings: 4, Agreed: 1, Matched: 2, Total: 5, Lowest: 70, Then: 65},
		Unmatched:  []Unmatched{{Mentee: "eli", Reason: "outbid", Words: "no mentor has room", Nearest: &Other{ID: "lee", Score: 40}}, {Mentee: "fay", Reason: "none-wanted", Words: "none"}},
		Blocking:   []Blocking{{Mentee: "ben", Mentor: "lee", Score: 90}},
		NotOffered: []record.TopicID{"maps"},
	}
	j := p.JSON()
	got := map[string]string{}
	for name, part := range map[string]any{"pairs": j.Pairs, "unmatched": j.Unmatched, "kept": j.Kept, "reopened": j.Staying, "not offered": j.NotOffered, "blocking": j.BlockingPairs} {
		var b bytes.Buffer
		if err := json.Compact(&b, []byte(asJSON(t, part))); err != nil {
			t.Fatal(err)
		}
		got[name] = b.String()
	}
	want := map[string]string{
		"pairs": `[{"mentee":"ana","mentor":"lee","score":80,"lot":true,"criteria":[],"runner_up":{"mentor":"max","score":60}},` +
			`{"mentee":"ben","mentor":"max","score":70,"criteria":[{"id":"topics","raw":80,"known":true,"points":50,"of":60,"because":"both like maps"}],"runner_up":null,` +
			`"pin":{"by":"kim","matched_without":3,"total_without":160,"lowest_without":75}}]`,
		"unmatched": `[{"mentee":"eli","reason":"no mentor has room","kind":"outbid","nearest":{"mentor":"lee","score":40}},` +
			`{"mentee":"fay","reason":"none","kind":"none-wanted","nearest":null}]`,
		"kept":        `[{"mentee":"cai","mentor":"ned","pairing":"heron"}]`,
		"reopened":    `{"proposed":4,"agreed":1,"matched_more":2,"total_more":5,"lowest":65}`,
		"not offered": `["maps"]`, "blocking": "1",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestAnEmptyProposalHasEmptyLists: a reader of the file can go through each list without looking whether it is there.
func TestAnEmptyProposalHasEmptyLists(t *testing.T) {
	t.Parallel()
	const want = `{
 "cohort": "autumn",
 "objective": "",
 "mentees": 0,
 "mentors": 0,
 "matched": 0,
 "unmatched": [],
 "total": 0,
 "certificate": {
  "dual": 0,
  "gap": 0
 },
 "blocking_pairs": 0,
 "pairs": [],
 "kept": [],
 "topics_not_offered": []
}
`
	if diff := cmp.Diff(want, asJSON(t, (&Proposal{Cohort: "autumn"}).JSON())); diff != "" {
		t.Error(diff)
	}
}

// mirroring are two who would suit each other both ways, so that one way is left out.
func mirroring() *Table {
	return &Table{Mentees: []string{"ana", "bo"}, Mentors: []string{"ana", "bo"}, Wants: []int{1, 1}, Room: []int{1, 1},
		Start: []int{0, 1, 2}, Mentor: []int32{1, 0}, Score: []int32{80, 70}}
}

// TestCertificateAsJSON: the floor is there where fair adds pairs, and what is left out where two would be each
// other's mentors; who has no scores to verify is told neither.
func TestCertificateAsJSON(t *testing.T) {
	t.Parallel()
	for objective, floor := range map[record.ObjectiveKind]bool{"coverage": false, "score": false, "fair": true} {
		table := mirroring()
		j := table.Solve(objective).Explain(nil).JSON()
		c := j.Certificate
		if c.Prices == nil || len(c.Prices.Mentees) != 2 || len(c.Prices.Mentors) != 2 || (c.Prices.Floor != nil) != floor || floor && *c.Prices.Floor != 80 {
			t.Errorf("%s: the prices are %+v", objective, c.Prices)
		}
		if diff := cmp.Diff([]twoJSON{{"bo", "ana"}}, c.Without); diff != "" {
			t.Errorf("%s: %s", objective, diff)
		}
		if bare := j.WithoutPrices(); bare.Certificate.Prices != nil || bare.Certificate.Without != nil || bare.Certificate.Dual != c.Dual || j.Certificate.Prices == nil {
			t.Errorf("%s: without prices it is %+v, and with them %+v", objective, bare.Certificate, j.Certificate)
		}
	}
	served := mirroring()
	served.Has = []int32{50, 60}
	served.Wants = []int{0, 0}
	if p := served.Solve("fair").Explain(nil).JSON().Certificate.Prices; p.Floor != nil {
		t.Errorf("nobody is newly matched, and the floor is %d", *p.Floor)
	}
}

// TestWhyAsJSON writes what stands between two, and an answer in which nothing does.
func TestWhyAsJSON(t *testing.T) {
	t.Parallel()
	full := &Why{Mentee: "ana", Mentor: "lee", Score: 50, Below: 60, Matched: 1, Total: 8, Lowest: 30,
		Bars: []fit.Bar{{Constraint: "line", Because: "lee leads ana"}}, Criteria: []fit.Points{{Criterion: "topics", Raw: 10, Points: 5, Of: 60, Because: "few"}},
		Moves: []fit.Move{{Mentee: "ben", From: []string{"lee"}}}}
	for _, test := range []struct {
		why  *Why
		want string
	}{
		{full, `{"mentee":"ana","mentor":"lee","paired":false,"score":50,"criteria":[{"id":"topics","raw":10,"known":false,"points":5,"of":60,"because":"few"}],` +
			`"forbidden":[{"constraint":"line","because":"lee leads ana"}],"below_minimum":60,"loss_matched":1,"loss":8,"lowest_then":30,"moves":[{"mentee":"ben","from":["lee"],"to":[]}]}`},
		{&Why{Mentee: "ana", Mentor: "lee", Paired: true}, `{"mentee":"ana","mentor":"lee","paired":true,"score":0,"criteria":[],` +
			`"forbidden":[],"below_minimum":0,"loss_matched":0,"loss":0,"lowest_then":0,"moves":[]}`},
	} {
		got, err := json.Marshal(test.why.JSON())
		if diff := cmp.Diff(test.want, string(got)); diff != "" || err != nil {
			t.Error(diff, err)
		}
	}
}

// TestDifferenceAsJSON writes what a change did, and that it did nothing.
func TestDifferenceAsJSON(t *testing.T) {
	t.Parallel()
	before, after := Side{Mentors: map[string][]string{"ana": {"lee"}, "ben": {"max"}}, Matched: 2, Pairs: 2, Total: 90, Lowest: 40},
		Side{Mentors: map[string][]string{"ana": {"max"}, "ben": nil, "cai": {"ned"}}, Matched: 2, Pairs: 2, Total: 91, Lowest: 45}
	const sides = `{"cohort":"autumn","against":"main","before":{"matched":2,"pairs":2,"total":90,"mean":45,"lowest":40},`
	for want, d := range map[string]*Difference{
		sides + `"after":{"matched":2,"pairs":2,"total":91,"mean":45.5,"lowest":45},"moves":[{"mentee":"ana","from":["lee"],"to":["max"]}],` +
			`"gain":["cai"],"lose":["ben"],"load":[{"mentor":"lee","before":1,"after":0},{"mentor":"ned","before":0,"after":1}]}`: Compare(before, after),
		sides + `"after":{"matched":2,"pairs":2,"total":90,"mean":45,"lowest":40},"moves":[],"gain":[],"lose":[],"load":[]}`: Compare(before, before),
	} {
		got, err := json.Marshal(d.JSON("autumn", "main"))
		if diff := cmp.Diff(want, string(got)); diff != "" || err != nil {
			t.Error(diff, err)
		}
	}
}

// TestASideCountsPairingsThatStay, whose scores are not in its sums.
func TestASideCountsPairingsThatStay(t *testing.T) {
	t.Parallel()
	p := &Proposal{Matched: 3, Total: 110, Pairs: []Pair{{Mentee: "ana", Mentor: "lee", Score: 50}, {Mentee: "ana", Mentor: "max", Score: 60}},
		Kept: []fit.Kept{{Mentee: "ana", Mentor: "ned", Pairing: "heron"}}, Unmatched: []Unmatched{{Mentee: "ben"}}}
	want := Side{Mentors: map[string][]string{"ana": {"ned", "lee", "max"}, "ben": nil}, Matched: 3, Pairs: 2, Total: 110, Lowest: 50}
	if diff := cmp.Diff(want, p.Side()); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(want, p.JSON().Side()); diff != "" {
		t.Errorf("saved: %s", diff)
	}
}
