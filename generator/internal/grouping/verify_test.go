package grouping

import (
	"cmp"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"pairbook/generator/internal/fit"
	"pairbook/generator/internal/record"
	"pairbook/generator/test/sketch"
)

// TestForgeries changes each thing that a proposal says and that is looked at, one at a time.
func TestForgeries(t *testing.T) {
	for _, shape := range []record.MatchShape{record.InPeers, record.InGroups, record.InCircles} {
		w := sketch.New(record.Criterion{ID: "topics", Kind: "topics", Weight: 1})
		w.Program.Matching.Shape, w.Program.Matching.Size = shape, record.Size{Min: 2, Max: 2}
		for _, id := range []string{"ana", "ben", "cai", "dee", "eli", "fay", "gus"} {
			w.Enrolment(id).Peer, w.Enrolment(id).Mentee = &record.AsPeer{}, &record.AsMentee{Mentors: 1}
		}
		w.Mentor("lee")
		w.Mentor("max")
		w.Person("gus").Languages, w.Program.Matching.Constraints = []string{"fr"}, []record.Constraint{{Kind: "languages"}}
		for id := range w.Enrolled {
			if id != "gus" {
				w.Person(string(id)).Languages = []string{"en"}
			}
		}
		otter := &record.Pairing{ID: "otter", State: record.Active, Started: sketch.AsOf, Peers: sketch.Members("eli", "fay")}
		w.Cohort.Pins = []record.Pin{{Peers: []record.PersonID{"ana", "ben"}, By: "kim"}}
		if shape == record.InGroups {
			otter.Peers, otter.Mentees, otter.Mentors = nil, otter.Peers, sketch.Members("ned")
			w.Cohort.Pins = []record.Pin{{Mentor: "lee", Mentee: "ana", By: "kim"}}
		}
		w.Pairings["otter"] = otter
		s := teams(w, t, fit.Options{})
		v, err := NewVerifier(w.Repository(), w.Cohort, w.Program, fit.Options{AsOf: sketch.AsOf})
		if err != nil {
			t.Fatal(err)
		}
		read := func() (j TeamsJSON) {
			if data, err := json.Marshal(s.JSON()); err != nil || json.Unmarshal(data, &j) != nil {
				t.Fatal(err)
			}
			return j
		}
		if _, wrong := v.Verify(read()); len(wrong) > 0 || len(s.Teams) != 2 || len(s.Unmatched) != 1 {
			t.Fatalf("%s: %v of %+v", shape, wrong, s)
		}
		for field, forge := range map[string]func(j *TeamsJSON){
			"its shape is":                func(j *TeamsJSON) { j.Shape = "rings" },
			"members: it is 7, not 8":     func(j *TeamsJSON) { j.Members++ },
			"mentors: it is ":             func(j *TeamsJSON) { j.Mentors++ },
			"matched: it is 6, not 7":     func(j *TeamsJSON) { j.Matched++ },
			"more_at_most: ":              func(j *TeamsJSON) { j.More = 2 },
			"more_at_most: it cannot":     func(j *TeamsJSON) { j.More = -1 },
			"gus has nobody, and is not":  func(j *TeamsJSON) { j.Unmatched = nil },
			"unmatched: ana is not":       func(j *TeamsJSON) { j.Unmatched[0].Member = "ana" },
			"unmatched: gus is not":       func(j *TeamsJSON) { j.Unmatched = append(j.Unmatched, j.Unmatched[0]) },
			"otal ":                       func(j *TeamsJSON) { j.Total++; *cmp.Or(j.Certificate.Dual, j.Certificate.Bound)++ },
			"certificate: ":               func(j *TeamsJSON) { j.Certificate.Gap++ },
			"certificate: the":            func(j *TeamsJSON) { j.Certificate.Dual, j.Certificate.Bound = j.Certificate.Bound, j.Certificate.Dual },
			"is in two of them":           func(j *TeamsJSON) { j.Teams = append(j.Teams, j.Teams[0]) },
			"takes no part":               func(j *TeamsJSON) { j.Teams[0].Members[0] = "kim" },
			"is there twice":              func(j *TeamsJSON) { j.Teams[0].Members[0] = j.Teams[0].Members[1] },
			"takes no part, is there":     func(j *TeamsJSON) { j.Teams[0].Mentor = "dee" },
			"may not be together":         func(j *TeamsJSON) { j.Teams[1].Members[1] = "gus" },
			"are pinned, and are not":     func(j *TeamsJSON) { j.Teams = j.Teams[1:] },
			"the score is ":               func(j *TeamsJSON) { j.Teams[0].Score++ },
			"and the lowest ":             func(j *TeamsJSON) { j.Teams[0].Lowest-- },
			"pinned: ":                    func(j *TeamsJSON) { j.Teams[0].Pinned = nil },
			"pinned: it is":               func(j *TeamsJSON) { j.Teams[1].Pinned = []string{"kim put cai and dee together"} },
			"because: ":                   func(j *TeamsJSON) { j.Teams[1].Because[0] = "they get on" },
			"kept: ":                      func(j *TeamsJSON) { j.Kept = nil },
			"kept: these are":             func(j *TeamsJSON) { j.Kept[0].Members[0] = "ana" },
			"kept: these are not":         func(j *TeamsJSON) { j.Kept[0].Mentors = append(j.Kept[0].Mentors, "max") },
			"kept: these are not the pai": func(j *TeamsJSON) { j.Kept[0].Pairing = "heron" },
			"nothing can be proven":       func(j *TeamsJSON) { j.Certificate.Prices = nil },
		} {
			j := read()
			forge(&j)
			if proven, wrong := v.Verify(j); !strings.Contains(fmt.Sprint(wrong), field) {
				t.Errorf("%s is not refused with %q: %q, %q", shape, field, proven, wrong)
			}
		}
	}
}
