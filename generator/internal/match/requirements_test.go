package match

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"pairbook/generator/internal/fit"
	"pairbook/generator/internal/record"
	"pairbook/generator/test/sketch"
)

// The programme's requirements apply whether or not a constraint repeats them, to
// the roles that they are for, and to pins as well.
func TestRequirementsForbid(t *testing.T) {
	for _, test := range []struct {
		name    string
		role    record.RoleID
		cleared []record.PersonID
		want    string
	}{
		{"of mentors", "mentor", nil, "|cleared|the mentor is not cleared yet: “A talk”"},
		{"of mentors, and the mentee is", "mentor", []record.PersonID{"ana"}, "|cleared|the mentor is not cleared yet: “A talk”"},
		{"of mentors, and is", "mentor", []record.PersonID{"ben"}, ""},
		{"of mentees", "mentee", []record.PersonID{"ben"}, "|cleared|the mentee is not cleared yet: “A talk”"},
		{"of everybody", "", nil, "|cleared|the mentee is not cleared yet: “A talk” and the mentor is not cleared yet: “A talk”"},
		{"of everybody, and both are", "", []record.PersonID{"ana", "ben"}, ""},
		{"of peers", "peer", nil, ""},
	} {
		for _, own := range []bool{false, true} {
			w := sketch.New()
			w.Program.Requirements = []record.Requirement{{ID: "talk", Name: "A talk", Role: test.role}}
			w.Mentee("ana")
			w.Mentor("ben")
			if own { // a cohort's constraints take the place of the programme's
				w.Program.Matching.Constraints = []record.Constraint{{ID: "it", Kind: "cleared"}}
				w.Cohort.Matching = &record.Matching{Constraints: []record.Constraint{}}
			}
			for _, id := range test.cleared {
				w.Enrolment(string(id)).Cleared = []record.ClearedRecord{{Requirement: "talk", On: sketch.AsOf}}
			}
			p := poolOf(t, w, fit.Options{})
			got := ""
			for _, b := range p.Forbidden(0, 0) {
				got += fmt.Sprintf("%s|%s|%s", b.Constraint, b.Kind, b.Because)
			}
			if got != test.want {
				t.Errorf("%s: %q, want %q", test.name, got, test.want)
			}
			table := NewTable(p)
			if a := table.Solve("coverage"); (a.Matched() == 1) != (test.want == "") {
				t.Errorf("%s: %d matched", test.name, a.Matched())
			}
			w.Cohort.Pins = []record.Pin{{Mentee: "ana", Mentor: "ben"}}
			_, err := fit.NewPool(w.Repository(), "cohort", fit.Options{AsOf: sketch.AsOf})
			if errors.As(err, new(fit.PinErrors)) != (test.want != "") {
				t.Errorf("%s: a pin gives %v", test.name, err)
			}
		}
	}
}

// An unmatched mentee learns whose clearance is missing.
func TestUnclearedInWords(t *testing.T) {
	w := sketch.New()
	w.Program.Requirements = []record.Requirement{{ID: "talk", Name: "A talk"}}
	w.Mentee("ana")
	w.Mentee("cai")
	w.Mentor("ben")
	w.Enrolment("cai").Cleared = []record.ClearedRecord{{Requirement: "talk", On: sketch.AsOf}}
	p := poolOf(t, w, fit.Options{})
	table := NewTable(p)
	s := table.Solve("coverage").Explain(p)
	for i, want := range []string{"the mentee is not cleared yet: “A talk”", "no mentor can be proposed"} {
		if got := s.Unmatched[i].Words; got != want {
			t.Errorf("%s: %q, want %q", s.Unmatched[i].Mentee, got, want)
		}
	}
}

// TestFloorsInWords: whom nothing but the criteria's least values keeps from everybody learns which; who is on the
// private list besides, or instead, reads the same as without it.
func TestFloorsInWords(t *testing.T) {
	const floors, none = "no mentor fits them as closely as the programme asks for: at least 50 of 100 for topics", "no mentor can be proposed"
	for _, test := range []struct {
		name   string
		offers []record.TopicID
		avoid  []fit.Avoid
		want   string
	}{
		{"under the floor", []record.TopicID{"writing"}, nil, floors},
		{"under the floor and on the list", []record.TopicID{"writing"}, []fit.Avoid{{A: "ana", B: "ben"}}, floors},
		{"on the list", []record.TopicID{"data"}, []fit.Avoid{{A: "ana", B: "ben"}}, none},
	} {
		w := sketch.New(record.Criterion{ID: "topics", Kind: "topics", Weight: 1, AtLeast: 50}).Vocabulary()
		_, ana := w.Mentee("ana")
		_, ben := w.Mentor("ben")
		w.Mentor("ana")
		ana.Mentee.Seeks, ben.Mentor.Offers = []record.TopicID{"data"}, test.offers
		p := poolOf(t, w, fit.Options{Avoid: test.avoid})
		table := NewTable(p)
		s := table.Solve("coverage").Explain(p)
		if got := s.Unmatched[0].Words; got != test.want {
			t.Errorf("%s: %q, not %q", test.name, got, test.want)
		}
		if got := s.Free[1].Words; strings.Contains(got, "at least 50 of 100 for topics") != (test.want == floors) {
			t.Errorf("%s: of the mentor, %q", test.name, got)
		}
	}
}
