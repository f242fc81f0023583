package grouping

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"pairbook/generator/internal/couple"
	"pairbook/generator/internal/fit"
	"pairbook/generator/internal/record"
	"pairbook/generator/test/sketch"
)

// TestTeamsInWords reads a proposal of circles with every part.
func TestTeamsInWords(t *testing.T) {
	t.Parallel()
	s := &Teams{
		Cohort: "autumn", Shape: record.InCircles, Members: 8, Mentors: 2, Placed: 7, Total: 12050, Bound: 12050, pool: &pool{shape: record.InCircles},
		Teams: []Team{
			{Members: []string{"ana", "ben", "cai"}, Mentor: "lee", Score: 60, Lowest: 50, Pinned: []string{"ana and ben, by kim"},
				Because: []fit.Points{{Criterion: "topics", Known: true, Points: 50, Of: 60, Because: "all like maps"}}},
			{Members: []string{"dee", "eli"}, Score: 40, Lowest: 40},
		},
		Kept:      []KeptTeam{{Pairing: "otter", Members: []record.PersonID{"fay", "gus"}, Mentors: []record.PersonID{"max"}}, {Pairing: "robin", Members: []record.PersonID{"hal", "ida"}}},
		Unmatched: []Alone{{Member: "jo", Words: "nobody is left"}},
	}
	const want = `autumn: 8 peers and 2 mentors, shape circles
7 of 8 peers have a circle. Proposed: 2 circles, total 120.5.
Proven: no answer has more peers in a circle, and none with as many has a higher total (bound 120.5, gap 0).

ana, ben and cai with lee: 60 of 100, the lowest 50
  topics  50 of 60  all like maps
  pinned: ana and ben, by kim

dee and eli: 40 of 100

Pairings that stay
  fay and gus with max (otter)
  hal and ida (robin)

No place this round
  jo: nobody is left
`
	var w strings.Builder
	s.Text(&w)
	if diff := cmp.Diff(want, w.String()); diff != "" {
		t.Error(diff)
	}
}

// TestEmptyTeamsSayWhy: nobody takes part, or there is nothing new.
func TestEmptyTeamsSayWhy(t *testing.T) {
	t.Parallel()
	for want, s := range map[string]*Teams{
		"0 peers, shape peers\nThere is nobody to match: the file has no rows.\n":                                        {Shape: record.InPeers},
		"autumn: 0 peers, shape circles\nThere is nobody to match: no peer takes part as of this day.\n":                 {Cohort: "autumn", Shape: record.InCircles},
		"autumn: 0 mentees and 1 mentor, shape groups\nThere is nobody to match: no mentee takes part as of this day.\n": {Cohort: "autumn", Shape: record.InGroups, Mentors: 1},
		"2 peers, shape peers\n0 of 2 peers have somebody to meet. There is nothing new to propose.\n":                   {Shape: record.InPeers, Members: 2},
		"autumn: 3 mentees, shape groups\n1 of 3 mentees has a group. There is nothing new to propose.\n":                {Cohort: "autumn", Shape: record.InGroups, Members: 3, Placed: 1},
	} {
		s.pool = &pool{shape: s.Shape}
		var w strings.Builder
		s.Text(&w)
		if diff := cmp.Diff(want, w.String()); diff != "" {
			t.Error(diff)
		}
	}
}

// TestTeamsAreCounted: a trio of peers by itself, and of three in a circle nothing is made.
func TestTeamsAreCounted(t *testing.T) {
	t.Parallel()
	two, three := Team{Members: []string{"ana", "ben"}}, Team{Members: []string{"ana", "ben", "cai"}}
	for _, test := range []struct {
		shape record.MatchShape
		teams []Team
		want  string
	}{
		{record.InPeers, []Team{two}, "1 pair"}, {record.InPeers, []Team{two, three, two}, "2 pairs and 1 trio"}, {record.InPeers, []Team{three}, "1 trio"},
		{record.InCircles, []Team{three, three}, "2 circles"}, {record.InGroups, []Team{three, two}, "2 groups"},
	} {
		s := &Teams{Shape: test.shape, Teams: test.teams, pool: &pool{shape: test.shape}}
		if got := s.howMany(); got != test.want {
			t.Errorf("%s, want %s", got, test.want)
		}
	}
}

// TestTeamsProofInWords says what is proven, and how far from the best the rest is.
func TestTeamsProofInWords(t *testing.T) {
	t.Parallel()
	pinned := []pin{{members: []int{0, 1}}}
	for _, test := range []struct {
		s    Teams
		pins []pin
		want string
	}{
		{Teams{Shape: record.InPeers, Total: 300, Bound: 300}, nil, "Proven: no answer has more peers in a pair, and none with as many has a higher total (bound 3, gap 0)."},
		{Teams{Shape: record.InPeers, Total: 300, Bound: 300}, pinned, "Proven: with its pins no answer has more peers in a pair, and none with as many has a higher total (bound 3, gap 0)."},
		{Teams{Shape: record.InGroups, Total: 1000, Bound: 1025}, nil,
			"Not proven to be the best: no answer has more mentees in a group, and none with as many has a total above 10.25, which is 2.5 % more (gap 0.25)."},
		{Teams{Shape: record.InGroups, Bound: 100}, pinned,
			"Not proven to be the best: with its pins no answer has more mentees in a group, and none with as many has a total above 1, which is 10000.0 % more (gap 1)."},
		{Teams{Shape: record.InCircles, Total: 1000, Bound: 1000, Most: 1}, nil,
			"Not proven: at most 1 peer more could have a place; no answer with as many peers in a circle has a total above 10 (gap 0)."},
	} {
		test.s.pool = &pool{shape: test.s.Shape, pins: test.pins}
		if got := test.s.Proof(); got != test.want {
			t.Errorf("%q, want %q", got, test.want)
		}
	}
}

// TestAGapAmongPeersIsRefused: pairs of peers are proven, and groups and circles say how far they may be from it.
func TestAGapAmongPeersIsRefused(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		s    Teams
		want bool
	}{{Teams{Shape: record.InPeers, Total: 5, Bound: 5}, false}, {Teams{Shape: record.InPeers, Total: 5, Bound: 6}, true}, {Teams{Shape: record.InGroups, Total: 5, Bound: 6}, false}} {
		if err := test.s.Proven(); (err != nil) != test.want {
			t.Errorf("%s, %d of %d: %v", test.s.Shape, test.s.Total, test.s.Bound, err)
		}
	}
}

// TestTeamWhyInWords reads each answer to why two are, or are not, together, and the same as JSON.
func TestTeamWhyInWords(t *testing.T) {
	t.Parallel()
	criteria := []fit.Points{{Criterion: "topics", Known: true, Points: 50, Of: 60, Because: "both like maps"}}
	const begin, alone = `{"a":"ana","b":"ben",`, "ana and ben score 50, and are not proposed to each other.\n"
	for _, test := range []struct {
		why        TeamWhy
		text, json string
	}{
		{TeamWhy{Bars: []string{"they are a pair already", "line: ben leads ana"}, Because: criteria}, "ana and ben cannot be together:\n  they are a pair already\n  line: ben leads ana\n",
			`"together":false,"pinned":false,"score":0,"below_minimum":0,"because":["topics, 50 of 60: both like maps"],"forbidden":["they are a pair already","line: ben leads ana"],"loss":null}`},
		{TeamWhy{Together: true, Score: 50, Because: criteria}, "ana and ben are proposed to each other, with 50.\n  topics  50 of 60  both like maps\n",
			`"together":true,"pinned":false,"score":50,"below_minimum":0,"because":["topics, 50 of 60: both like maps"],"forbidden":[],"loss":null}`},
		{TeamWhy{Together: true, Pinned: true, Score: 50, Cost: &TeamCost{Members: -1, Total: -250}},
			"ana and ben are proposed to be together, with 50, as a coordinator put them together.\nCompared with the answer without it, 1 person more would have somebody and the total would be 2.5 higher.\n",
			`"together":true,"pinned":true,"score":50,"below_minimum":0,"because":[],"forbidden":[],"loss":{"members":-1,"total":-2.5,"about":false}}`},
		{TeamWhy{Score: 50, Below: 60, Cost: &TeamCost{}, team: "pair"},
			"ana and ben score 50, under the minimum of 60, so only a coordinator's pin can put them together.\nIf they were a pair, nothing would be lost.\n",
			`"together":false,"pinned":false,"score":50,"below_minimum":60,"because":[],"forbidden":[],"loss":{"members":0,"total":0,"about":false}}`},
		{TeamWhy{Score: 50, Cost: &TeamCost{Members: 2, Total: 100, About: true}, team: "circle"}, alone + "If they were in one circle, 2 persons fewer would have somebody and the total would be about 1 lower.\n",
			`"together":false,"pinned":false,"score":50,"below_minimum":0,"because":[],"forbidden":[],"loss":{"members":2,"total":1,"about":true}}`},
	} {
		test.why.A, test.why.B = "ana", "ben"
		var w strings.Builder
		test.why.Text(&w)
		if diff := cmp.Diff(test.text, w.String()); diff != "" {
			t.Error(diff)
		}
		got, err := json.Marshal(test.why.JSON())
		if diff := cmp.Diff(begin+test.json, string(got)); diff != "" || err != nil {
			t.Error(diff, err)
		}
	}
}

// TestWhyOfStrangers suggests whom a misspelt name may mean, and says that a member comes first.
func TestWhyOfStrangers(t *testing.T) {
	t.Parallel()
	w := sketch.New(record.Criterion{ID: "topics", Kind: "topics", Weight: 1})
	w.Program.Matching.Shape = record.InGroups
	w.Mentee("ana")
	w.Mentee("ben")
	w.Mentor("lee")
	groups := teams(w, t, fit.Options{})
	file := peers(t, "ana ben", couple.Pair{A: 0, B: 1, Score: 7})
	for _, test := range []struct {
		s          *Teams
		one, other string
		want       string
	}{
		{groups, "lee", "ana", "lee is a mentor here and ana a mentee; the mentee comes first: ana,lee"},
		{groups, "lee", "bee", `"lee" is no mentee who takes part in this matching`},
		{groups, "anna", "ben", `"anna" is no mentee who takes part in this matching; did you mean "ana"?`},
		{groups, "ana", "leo", `"leo" is nobody who takes part in this matching; did you mean "lee"?`},
		{file, "zzzzzz", "ben", `"zzzzzz" is no peer who takes part in this matching`},
		{file, "ana", "zzzzzz", `"zzzzzz" is nobody who takes part in this matching`},
	} {
		if _, err := test.s.Why(test.one, test.other); err == nil || err.Error() != test.want {
			t.Errorf("%s and %s: %v, want %s", test.one, test.other, err, test.want)
		}
	}
}

// TestTeamsCompared: whoever is with others than before is told, the mentor among them, and pairings that stay count.
func TestTeamsCompared(t *testing.T) {
	t.Parallel()
	before := TeamsJSON{Cohort: "autumn", Matched: 5, Total: 60.5, Teams: []teamJSON{{Members: []string{"ana", "ben"}, Mentor: "lee"}, {Members: []string{"cai", "dee"}}},
		Kept: []keptTeamJSON{{Pairing: "otter", Members: []record.PersonID{"fay", "gus"}, Mentors: []record.PersonID{"max"}}}, Unmatched: []aloneJSON{{Member: "eli"}}}
	after := before
	after.Matched, after.Total = 4, 70
	after.Teams = []teamJSON{{Members: []string{"ana", "ben"}}, {Members: []string{"dee", "eli"}}, {Members: []string{"fay", "gus"}, Mentor: "max"}}
	after.Kept, after.Unmatched = nil, []aloneJSON{{Member: "cai"}}
	for _, test := range []struct {
		d          *TeamsDifference
		text, json string
	}{
		{before.Compare(before), "autumn against main\n  who has somebody: 5 → 5\n  proposed: 2 → 2\n  their total: 60.5 → 60.5\nNobody is with others than before.\n",
			`{"cohort":"autumn","against":"main","before":{"matched":5,"teams":2,"total":60.5},"after":{"matched":5,"teams":2,"total":60.5},"moves":[]}`},
		{before.Compare(after), "autumn against main\n  who has somebody: 5 → 4\n  proposed: 2 → 3\n  their total: 60.5 → 70\n\nWith others\n" +
			"  ana: ben, lee → ben\n  ben: ana, lee → ana\n  cai: dee → nobody\n  dee: cai → eli\n  eli: nobody → dee\n",
			`{"cohort":"autumn","against":"main","before":{"matched":5,"teams":2,"total":60.5},"after":{"matched":4,"teams":3,"total":70},"moves":[` +
				`{"member":"ana","from":["ben","lee"],"to":["ben"]},{"member":"ben","from":["ana","lee"],"to":["ana"]},` +
				`{"member":"cai","from":["dee"],"to":[]},{"member":"dee","from":["cai"],"to":["eli"]},{"member":"eli","from":[],"to":["dee"]}]}`},
	} {
		var w strings.Builder
		test.d.Text(&w, "main")
		if diff := cmp.Diff(test.text, w.String()); diff != "" {
			t.Error(diff)
		}
		got, err := json.Marshal(test.d.JSON("main"))
		if diff := cmp.Diff(test.json, string(got)); diff != "" || err != nil {
			t.Error(diff, err)
		}
	}
}

// TestPinsOfAFileAreJudged with the reason of each that cannot be kept.
func TestPinsOfAFileAreJudged(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		pins [][]string
		want string
	}{
		{[][]string{{"ana", "ben", "cai"}}, ""},
		{[][]string{{"ben", "anna"}}, `the pin of ben and anna cannot be kept: "anna" is not in the file; did you mean "ana"?`},
		{[][]string{{"ana", "ana"}}, "the pin of ana and ana cannot be kept: ana is there twice"},
		{[][]string{{"ana", "ben", "cai", "dee"}}, "the pin of ana, ben, cai and dee cannot be kept: peers are in pairs, or three where one would be alone"},
		{[][]string{{"ana", "dee"}}, "the pin of ana and dee cannot be kept: there is no score for the two, so the pair is not allowed"},
	} {
		p := &Peers{Names: []string{"ana", "ben", "cai", "dee", "eli"}, Pins: test.pins,
			Pairs: []couple.Pair{{A: 0, B: 1, Score: 7}, {A: 1, B: 2, Score: 7}, {A: 0, B: 2, Score: 7}, {A: 3, B: 4, Score: 1}}}
		if _, err := p.Propose(directly); test.want == "" && err != nil || test.want != "" && (err == nil || err.Error() != test.want) {
			t.Errorf("%v: %v, want %q", test.pins, err, test.want)
		}
	}
}
