package match

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
)

func members(ids ...record.PersonID) (all []record.Member) {
	for _, id := range ids {
		all = append(all, record.Member{Person: id})
	}
	return all
}

// bars lists the reasons why Ana and Ben may not be paired, a line each.
func bars(p *Pool) string {
	var lines []string
	for _, b := range p.Forbidden(0, 0) {
		lines = append(lines, fmt.Sprintf("%s|%s|%s", b.Constraint, b.Kind, b.Because))
	}
	return strings.Join(lines, "\n")
}

func TestConstraints(t *testing.T) {
	manager := func(of, id string) func(*world) {
		return func(w *world) { w.person(of).Manager = record.PersonID(id) }
	}
	zones := func(a, b when.Zone) func(*world) {
		return func(w *world) { w.person("ana").TimeZone, w.person("ben").TimeZone = a, b }
	}
	before := func(mentors, mentees []record.Member, started when.Date) func(*world) {
		return func(w *world) {
			w.before["otter"] = &record.Pairing{ID: "otter", Mentors: mentors, Mentees: mentees, State: record.Completed, Started: started, Ended: started.Add(90)}
		}
	}
	declined := func(state record.PairingState) func(*world) {
		return func(w *world) {
			w.pairings["otter"] = &record.Pairing{ID: "otter", Mentors: members("ben"), Mentees: members("ana"), State: state}
		}
	}
	levels := func(a, b string) func(*world) {
		return func(w *world) { w.person("ana").Level, w.person("ben").Level = a, b }
	}
	units := func(a, b string) func(*world) {
		return func(w *world) { w.person("ana").Unit, w.person("ben").Unit = a, b }
	}
	longAgo := when.Day(2025, 1, 1)
	for _, test := range []struct {
		name   string
		kind   record.ConstraintKind
		change []func(*world)
		want   string
	}{
		{"strangers", "manager", nil, ""},
		{"the manager", "manager", []func(*world){manager("ana", "ben")}, "it|manager|the mentor is the mentee's manager"},
		{"the manager's manager", "manager", []func(*world){manager("ana", "cai"), manager("cai", "ben")}, "it|manager|the mentor is above the mentee's manager"},
		{"the other way round", "manager", []func(*world){manager("ben", "ana")}, "it|manager|the mentee is the mentor's manager"},
		{"far the other way round", "manager", []func(*world){manager("ben", "cai"), manager("cai", "dee"), manager("dee", "ana")}, "it|manager|the mentee is above the mentor's manager"},
		{"a circle", "manager", []func(*world){manager("ana", "cai"), manager("cai", "dee"), manager("dee", "cai"), manager("ben", "ben")}, ""},
		{"one manager", "same-manager", []func(*world){manager("ana", "cai"), manager("ben", "cai")}, "it|same-manager|both have the same manager"},
		{"no managers", "same-manager", nil, ""},
		{"no language known", "languages", []func(*world){func(w *world) { w.person("ana").Languages = []string{"en"} }}, ""},
		{"no language", "languages", []func(*world){func(w *world) { w.person("ana").Languages, w.person("ben").Languages = []string{"en"}, []string{"fr"} }},
			"it|languages|the two have no language in common"},
		{"eight hours", "time-zone-gap", []func(*world){zones("Europe/London", "+08:00")}, ""},
		{"a quarter more", "time-zone-gap", []func(*world){zones("-02:30", "Asia/Kathmandu")}, "it|time-zone-gap|their clocks are 8 h 15 min apart; the programme allows 8 h"},
		{"over the date line", "time-zone-gap", []func(*world){zones("Pacific/Kiritimati", "Pacific/Honolulu")}, ""},
		{"no zone", "time-zone-gap", []func(*world){zones("", "+12:00")}, ""},
		{"over the limit in some weeks", "time-zone-gap", []func(*world){zones("America/Santiago", "Europe/Kyiv"), func(w *world) {
			w.cohort.Starts, w.cohort.Ends = when.Day(2027, 3, 15), when.Day(2027, 4, 20)
			w.program.Matching.Constraints[0].Hours = 5
		}}, "it|time-zone-gap|their clocks differ by 5 h until 28 Mar 2027, 6 h from 29 Mar 2027 to 4 Apr 2027 and 7 h from 5 Apr 2027; the programme allows 5 h"},
		{"met", "met-before", []func(*world){before(members("ben"), members("ana", "cai"), longAgo)}, "it|met-before|the two have met before, in earlier/otter"},
		{"met the other way round", "met-before", []func(*world){before(members("ana"), members("ben"), longAgo)}, "it|met-before|the two have met before, in earlier/otter"},
		{"proposed only", "met-before", []func(*world){before(members("ana"), members("ben"), 0)}, ""},
		{"not yet", "met-before", []func(*world){before(members("ana"), members("ben"), asOf.Add(1))}, ""},
		{"not at once", "met-before", []func(*world){before([]record.Member{{Person: "ben", Until: longAgo.Add(9)}}, []record.Member{{Person: "ana", From: longAgo.Add(10)}}, longAgo)}, ""},
		{"declined", "languages", []func(*world){declined(record.Declined)}, "|met-before|it was declined, in otter"},
		{"levels apart", "level", []func(*world){levels("student", "lead")}, "it|level|the mentor is 4 levels further on than the mentee; the programme allows 1 level apart at most"},
		{"levels near", "level", []func(*world){levels("student", "early")}, ""},
		{"a level that nobody knows", "level", []func(*world){levels("student", "")}, ""},
		{"of one unit", "unit", []func(*world){units("Tides", "tides")}, "it|unit|both are of the same unit; the programme looks for different ones"},
		{"of two units", "unit", []func(*world){units("Tides", "Clouds")}, ""},
		{"a unit that nobody knows", "unit", []func(*world){units("Tides", "")}, ""},
		{"of two units where one is asked for", "unit", []func(*world){units("Tides", "Clouds"), func(w *world) {
			w.program.Matching.Constraints[0].Same = true
		}}, "it|unit|the two are of different units; the programme looks for the same one"},
		{"not cleared", "cleared", nil, "it|cleared|the mentor is not cleared yet: “A talk”"},
		{"cleared", "cleared", []func(*world){func(w *world) {
			w.enrolment("ben").Cleared = []record.ClearedRecord{{Requirement: "talk", On: asOf}}
		}}, ""},
		{"cleared too late", "cleared", []func(*world){func(w *world) {
			w.enrolment("ben").Cleared = []record.ClearedRecord{{Requirement: "talk", On: asOf.Add(1)}}
		}}, "it|cleared|the mentor is not cleared yet: “A talk”"},
		{"not trained", "trained", nil, "it|trained|the mentor has training still to come: “Listening”"},
		{"trained", "trained", []func(*world){func(w *world) {
			w.person("ben").Training = []record.Trained{{Module: "listening", Completed: asOf}}
		}}, ""},
	} {
		w := newWorld()
		if test.kind == "cleared" {
			w.program.Requirements = []record.Requirement{{ID: "talk", Name: "A talk", Role: "mentor"}}
		}
		w.program.Training = []record.Training{{ID: "listening", Title: "Listening", Role: "mentor", Required: true}, {ID: "more", Title: "More"}}
		w.program.Matching.Constraints = []record.Constraint{{ID: "it", Kind: test.kind, Hours: 8, Tolerance: 1}}
		w.mentee("ana")
		w.mentor("ben")
		w.person("cai")
		w.person("dee")
		for _, change := range test.change {
			change(w)
		}
		p := w.pool(t, Options{})
		if got := bars(p); got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
		if _, allowed := p.Score(0, 0); allowed != (test.want == "") {
			t.Errorf("%s: allowed is %v", test.name, allowed)
		}
	}
}

// A pair with less than a criterion asks for is not allowed, whatever its score, and is
// told what it has. Of what is not known nothing is asked.
func TestAtLeast(t *testing.T) {
	w := newWorld(record.Criterion{ID: "speech", Kind: "languages", Weight: 1, AtLeast: 100}, record.Criterion{ID: "unit", Kind: "unit", Weight: 99})
	w.mentee("ana")
	w.mentor("ben")
	w.person("ana").Unit, w.person("ben").Unit = "Tides", "Clouds"
	for want, speaks := range map[string][]string{
		"": {"en", "fr"}, "speech|at-least|80 of 100, and the programme asks for at least 100: both speak English; the rest would need a second language in common": {"en"},
	} {
		w.person("ana").Languages, w.person("ben").Languages = speaks, speaks
		p := w.pool(t, Options{})
		if _, allowed := p.Score(0, 0); allowed != (want == "") || bars(p) != want {
			t.Errorf("%q, want %q", bars(p), want)
		}
	}
	w.person("ben").Languages = nil
	if p := w.pool(t, Options{}); bars(p) != "" {
		t.Errorf("forbidden because %s", bars(p))
	}
}

func TestTies(t *testing.T) {
	make := func() *world {
		w := newWorld(record.Criterion{ID: "unit", Kind: "unit", Weight: 1})
		w.program.Matching.Constraints = []record.Constraint{{ID: "it", Kind: "same-manager"}}
		w.mentee("ana")
		w.mentor("ben")
		w.person("ana").Manager, w.person("ben").Manager = "cai", "cai"
		return w
	}
	t.Run("avoided", func(t *testing.T) {
		for _, avoid := range []Avoid{{"ana", "ben"}, {"ben", "ana"}} {
			p := make().pool(t, Options{Avoid: []Avoid{{"ana", "nobody"}, avoid}})
			if got := bars(p); got != "it|same-manager|both have the same manager" {
				t.Errorf("an avoided pair that has another reason is forbidden because %q", got)
			}
			w := make()
			w.person("ana").Manager = ""
			if got := bars(w.pool(t, Options{Avoid: []Avoid{avoid}})); got != "|standing|how the two stand to each other rules it out" {
				t.Errorf("an avoided pair is forbidden because %q", got)
			}
			if got := discreet(p.Forbidden(0, 0)); len(got) != 1 || got[0] != (Bar{"", "standing", "how the two stand to each other rules it out"}) {
				t.Errorf("of a pair under one manager it is said %+v", got)
			}
		}
	})
	t.Run("themself", func(t *testing.T) {
		w := newWorld()
		w.mentee("ana")
		w.mentor("ana")
		if got := bars(w.pool(t, Options{})); got != "|same-person|nobody is their own mentor" {
			t.Errorf("forbidden because %q", got)
		}
	})
	t.Run("paired", func(t *testing.T) {
		w := make()
		w.person("ana").Manager = ""
		w.pairings["fox"] = &record.Pairing{ID: "fox", State: record.Proposed, Mentors: members("ben"), Mentees: members("ana")}
		p := w.pool(t, Options{})
		if got := bars(p); got != "|paired|the two are a pair already: fox" {
			t.Errorf("forbidden because %q", got)
		}
		if p.Mentees[0].Wants != 0 || p.Mentors[0].Room != 0 || !slices.Equal(p.Kept, []Kept{{"ana", "ben", "fox"}}) {
			t.Errorf("the pair uses no place: %+v %+v %v", p.Mentees, p.Mentors, p.Kept)
		}
		p = w.pool(t, Options{Release: "fox"})
		if got := bars(p); got != "|met-before|the two are in fox, which is released" || len(p.Kept) > 0 || p.Mentees[0].Wants != 1 || p.Mentors[0].Room != 1 {
			t.Errorf("released: forbidden because %q, kept %v", got, p.Kept)
		}
	})
}

func TestPool(t *testing.T) {
	w := newWorld()
	for _, id := range []string{"waiting", "withdrawn", "left", "left-before", "stays"} {
		w.mentee(id)
		w.mentor(id)
	}
	w.enrolment("waiting").Status, w.enrolment("withdrawn").Status = record.Waiting, record.Withdrawn
	w.enrolment("left").Left, w.person("left-before").Left, w.enrolment("stays").Left = asOf, asOf.Add(-9), asOf.Add(1)
	w.enrolment("stays").Mentor.Capacity, w.enrolment("stays").Mentee.Mentors = 3, 2
	w.mentee("zoe")
	w.pairings["group"] = &record.Pairing{ID: "group", State: record.Active, Started: asOf, Mentors: members("stays"),
		Mentees: append(members("zoe", "yan"), record.Member{Person: "gone", Until: asOf.Add(-1)})}
	w.pairings["over"] = &record.Pairing{ID: "over", State: record.Ended, Started: asOf.Add(-90), Ended: asOf, Mentors: members("stays"), Mentees: members("zoe")}
	w.pairings["later"] = &record.Pairing{ID: "later", State: record.Ended, Started: asOf.Add(-90), Ended: asOf.Add(5), Mentors: members("xia"), Mentees: members("stays")}
	w.pairings["met"] = &record.Pairing{ID: "met", State: record.Active, Structure: record.Flash, Started: asOf.Add(-9), Mentors: members("stays"), Mentees: members("xia"),
		Sessions: []*record.Session{{Date: asOf.Add(-2)}}}
	w.cohort.Pins = []record.Pin{{Mentor: "stays", Mentee: "zoe"}}
	p := w.pool(t, Options{})
	want := []Kept{{"stays", "xia", "later"}, {"yan", "stays", "group"}, {"zoe", "stays", "group"}}
	if !slices.Equal(p.Kept, want) || len(p.Pins) > 0 {
		t.Errorf("kept %v and pins %v, want %v and none", p.Kept, p.Pins, want)
	}
	if len(p.Mentors) != 1 || p.Mentors[0].Room != 2 || len(p.Mentees) != 2 || p.Mentees[0].Wants != 1 || p.Mentees[1].Wants != 0 {
		t.Errorf("mentors %+v, mentees %+v", p.Mentors, p.Mentees)
	}
}

func TestPoolRefuses(t *testing.T) {
	for want, change := range map[string]func(*world, *Options) record.CohortID{
		`there is no cohort "none"`: func(*world, *Options) record.CohortID { return "none" },
		`the cohort "cohort" runs the programme "gone", which is not there`: func(w *world, _ *Options) record.CohortID {
			w.cohort.Program = "gone"
			return "cohort"
		},
		`there is no pairing "fox" in the cohort "cohort"`: func(_ *world, o *Options) record.CohortID {
			o.Release = "fox"
			return "cohort"
		},
		`the pairing "fox" is over already, so there is nothing to release`: func(w *world, o *Options) record.CohortID {
			w.pairings["fox"] = &record.Pairing{ID: "fox", State: record.Completed, Ended: asOf}
			o.Release = "fox"
			return "cohort"
		},
		`the pin of ana with ben cannot be kept: ben is not to be matched as a mentor (not enrolled as one, not accepted, or no longer here)`: func(w *world, _ *Options) record.CohortID {
			w.mentee("ana")
			w.cohort.Pins = []record.Pin{{Mentor: "ben", Mentee: "ana"}}
			return "cohort"
		},
		`"ana" is enrolled in the cohort "cohort", and nobody has that id`: func(w *world, _ *Options) record.CohortID {
			w.mentee("ana")
			delete(w.people, "ana")
			return "cohort"
		},
	} {
		w, o := newWorld(), Options{AsOf: asOf}
		cohort := change(w, &o)
		if _, err := NewPool(w.repository(), cohort, o); err == nil || err.Error() != want {
			t.Errorf("the error is %v, want %s", err, want)
		}
	}
}

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
			w := newWorld()
			w.program.Requirements = []record.Requirement{{ID: "talk", Name: "A talk", Role: test.role}}
			w.mentee("ana")
			w.mentor("ben")
			if own { // a cohort's matching takes the place of the programme's
				w.program.Matching.Constraints = []record.Constraint{{ID: "it", Kind: "cleared"}}
				w.cohort.Matching = &record.Matching{}
			}
			for _, id := range test.cleared {
				w.enrolment(string(id)).Cleared = []record.ClearedRecord{{Requirement: "talk", On: asOf}}
			}
			p := w.pool(t, Options{})
			if got := bars(p); got != test.want {
				t.Errorf("%s: %q, want %q", test.name, got, test.want)
			}
			table, err := p.Table()
			if err != nil {
				t.Fatal(err)
			}
			if a := table.Solve("coverage"); (a.Matched() == 1) != (test.want == "") {
				t.Errorf("%s: %d matched", test.name, a.Matched())
			}
			w.cohort.Pins = []record.Pin{{Mentee: "ana", Mentor: "ben"}}
			_, err = w.pool(t, Options{}).Table()
			if pin := (*PinError)(nil); errors.As(err, &pin) != (test.want != "") {
				t.Errorf("%s: a pin gives %v", test.name, err)
			}
		}
	}
}

// An unmatched mentee learns whose clearance is missing.
func TestUnclearedInWords(t *testing.T) {
	w := newWorld()
	w.program.Requirements = []record.Requirement{{ID: "talk", Name: "A talk"}}
	w.mentee("ana")
	w.mentee("cai")
	w.mentor("ben")
	w.enrolment("cai").Cleared = []record.ClearedRecord{{Requirement: "talk", On: asOf}}
	p := w.pool(t, Options{})
	table, err := p.Table()
	if err != nil {
		t.Fatal(err)
	}
	s := table.Solve("coverage").Explain(p)
	for i, want := range []string{"the mentee is not cleared yet: “A talk”", "no mentor can be proposed"} {
		if got := s.Unmatched[i].Words; got != want {
			t.Errorf("%s: %q, want %q", s.Unmatched[i].Mentee, got, want)
		}
	}
}
