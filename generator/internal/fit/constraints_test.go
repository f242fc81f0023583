package fit

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
	"pairbook/generator/test/sketch"
)

// bars lists the reasons why Ana and Ben may not be paired, a line each.
func bars(p *Pool) string {
	var lines []string
	for _, b := range p.Forbidden(0, 0) {
		lines = append(lines, fmt.Sprintf("%s|%s|%s", b.Constraint, b.Kind, b.Because))
	}
	return strings.Join(lines, "\n")
}

func TestConstraints(t *testing.T) {
	manager := func(of, id string) func(*sketch.World) {
		return func(w *sketch.World) { w.Person(of).Manager = record.PersonID(id) }
	}
	zones := func(a, b when.Zone) func(*sketch.World) {
		return func(w *sketch.World) { w.Person("ana").TimeZone, w.Person("ben").TimeZone = a, b }
	}
	before := func(mentors, mentees []record.Member, started when.Date) func(*sketch.World) {
		return func(w *sketch.World) {
			w.Before["otter"] = &record.Pairing{ID: "otter", Mentors: mentors, Mentees: mentees, State: record.Completed, Started: started, Ended: started.Add(90)}
		}
	}
	declined := func(state record.PairingState) func(*sketch.World) {
		return func(w *sketch.World) {
			w.Pairings["otter"] = &record.Pairing{ID: "otter", Mentors: sketch.Members("ben"), Mentees: sketch.Members("ana"), State: state}
		}
	}
	levels := func(a, b string) func(*sketch.World) {
		return func(w *sketch.World) { w.Person("ana").Level, w.Person("ben").Level = a, b }
	}
	units := func(a, b string) func(*sketch.World) {
		return func(w *sketch.World) { w.Person("ana").Unit, w.Person("ben").Unit = a, b }
	}
	longAgo := when.Day(2025, 1, 1)
	for _, test := range []struct {
		name   string
		kind   record.ConstraintKind
		change []func(*sketch.World)
		want   string
	}{
		{"strangers", "manager", nil, ""},
		{"the manager", "manager", []func(*sketch.World){manager("ana", "ben")}, "it|manager|the mentor is the mentee's manager"},
		{"the manager's manager", "manager", []func(*sketch.World){manager("ana", "cai"), manager("cai", "ben")}, "it|manager|the mentor is above the mentee's manager"},
		{"the other way round", "manager", []func(*sketch.World){manager("ben", "ana")}, "it|manager|the mentee is the mentor's manager"},
		{"far the other way round", "manager", []func(*sketch.World){manager("ben", "cai"), manager("cai", "dee"), manager("dee", "ana")}, "it|manager|the mentee is above the mentor's manager"},
		{"a circle", "manager", []func(*sketch.World){manager("ana", "cai"), manager("cai", "dee"), manager("dee", "cai"), manager("ben", "ben")}, ""},
		{"one manager", "same-manager", []func(*sketch.World){manager("ana", "cai"), manager("ben", "cai")}, "it|same-manager|both have the same manager"},
		{"no managers", "same-manager", nil, ""},
		{"no language known", "languages", []func(*sketch.World){func(w *sketch.World) { w.Person("ana").Languages = []string{"en"} }}, ""},
		{"no language", "languages", []func(*sketch.World){func(w *sketch.World) {
			w.Person("ana").Languages, w.Person("ben").Languages = []string{"en"}, []string{"fr"}
		}},
			"it|languages|the two have no language in common"},
		{"eight hours", "time-zone-gap", []func(*sketch.World){zones("Europe/London", "+08:00")}, ""},
		{"a quarter more", "time-zone-gap", []func(*sketch.World){zones("-02:30", "Asia/Kathmandu")}, "it|time-zone-gap|their clocks are 8 h 15 min apart; the programme allows 8 h"},
		{"over the date line", "time-zone-gap", []func(*sketch.World){zones("Pacific/Kiritimati", "Pacific/Honolulu")}, ""},
		{"no zone", "time-zone-gap", []func(*sketch.World){zones("", "+12:00")}, ""},
		{"over the limit in some weeks", "time-zone-gap", []func(*sketch.World){zones("America/Santiago", "Europe/Kyiv"), func(w *sketch.World) {
			w.Cohort.Starts, w.Cohort.Ends = when.Day(2027, 3, 15), when.Day(2027, 4, 20)
			w.Program.Matching.Constraints[0].Hours = 5
		}}, "it|time-zone-gap|their clocks differ by 5 h until 28 Mar 2027, 6 h from 29 Mar 2027 to 4 Apr 2027 and 7 h from 5 Apr 2027; the programme allows 5 h"},
		{"met", "met-before", []func(*sketch.World){before(sketch.Members("ben"), sketch.Members("ana", "cai"), longAgo)}, "it|met-before|the two were together in earlier/otter"},
		{"met the other way round", "met-before", []func(*sketch.World){before(sketch.Members("ana"), sketch.Members("ben"), longAgo)}, "it|met-before|the two were together in earlier/otter"},
		{"met, by the logs", "met-before", []func(*sketch.World){before(sketch.Members("ben"), sketch.Members("ana", "cai"), longAgo), func(w *sketch.World) {
			w.Before["otter"].Sessions = []*record.Session{{Date: longAgo.Add(-1)}, {Date: longAgo.Add(7), Attended: &[]record.PersonID{"ben", "cai"}}, {Date: longAgo.Add(14)}}
		}}, "it|met-before|the two have met before, in earlier/otter"},
		{"met in logs without one of the two", "met-before", []func(*sketch.World){before(sketch.Members("ben"), sketch.Members("ana", "cai"), longAgo), func(w *sketch.World) {
			w.Before["otter"].Sessions = []*record.Session{{Date: longAgo.Add(7), Attended: &[]record.PersonID{"ben", "cai"}}, {Date: sketch.AsOf.Add(1)}}
		}}, "it|met-before|the two were together in earlier/otter"},
		{"in a pairing that goes on", "met-before", []func(*sketch.World){before(sketch.Members("ben"), sketch.Members("ana"), longAgo), func(w *sketch.World) {
			w.Before["otter"].State, w.Before["otter"].Ended = record.Active, 0
		}}, "it|met-before|the two are together in earlier/otter"},
		{"in a pairing that goes on, without one of the two", "met-before", []func(*sketch.World){before([]record.Member{{Person: "ben", Until: longAgo.Add(9)}}, sketch.Members("ana"), longAgo), func(w *sketch.World) {
			w.Before["otter"].State, w.Before["otter"].Ended = record.Active, 0
		}}, "it|met-before|the two were together in earlier/otter"},
		{"together, and declined here", "met-before", []func(*sketch.World){before(sketch.Members("ben"), sketch.Members("ana"), longAgo), declined(record.Declined)},
			"it|met-before|it was declined, in otter; the two were together in earlier/otter"},
		{"proposed only", "met-before", []func(*sketch.World){before(sketch.Members("ana"), sketch.Members("ben"), 0)}, ""},
		{"not yet", "met-before", []func(*sketch.World){before(sketch.Members("ana"), sketch.Members("ben"), sketch.AsOf.Add(1))}, ""},
		{"not at once", "met-before", []func(*sketch.World){before([]record.Member{{Person: "ben", Until: longAgo.Add(9)}}, []record.Member{{Person: "ana", From: longAgo.Add(10)}}, longAgo)}, ""},
		{"declined", "languages", []func(*sketch.World){declined(record.Declined)}, "|met-before|it was declined, in otter"},
		{"levels apart", "level", []func(*sketch.World){levels("student", "lead")}, "it|level|the mentor is 4 levels further on than the mentee; the programme allows 1 level apart at most"},
		{"levels near", "level", []func(*sketch.World){levels("student", "early")}, ""},
		{"a level that nobody knows", "level", []func(*sketch.World){levels("student", "")}, ""},
		{"of one unit", "unit", []func(*sketch.World){units("Tides", "tides")}, "it|unit|both are of the same unit; the programme looks for different ones"},
		{"of two units", "unit", []func(*sketch.World){units("Tides", "Clouds")}, ""},
		{"a unit that nobody knows", "unit", []func(*sketch.World){units("Tides", "")}, ""},
		{"of two units where one is asked for", "unit", []func(*sketch.World){units("Tides", "Clouds"), func(w *sketch.World) {
			w.Program.Matching.Constraints[0].Same = true
		}}, "it|unit|the two are of different units; the programme looks for the same one"},
		{"not cleared", "cleared", nil, "it|cleared|the mentor is not cleared yet: “A talk”"},
		{"cleared", "cleared", []func(*sketch.World){func(w *sketch.World) {
			w.Enrolment("ben").Cleared = []record.ClearedRecord{{Requirement: "talk", On: sketch.AsOf}}
		}}, ""},
		{"cleared too late", "cleared", []func(*sketch.World){func(w *sketch.World) {
			w.Enrolment("ben").Cleared = []record.ClearedRecord{{Requirement: "talk", On: sketch.AsOf.Add(1)}}
		}}, "it|cleared|the mentor is not cleared yet: “A talk”"},
		{"not trained", "trained", nil, "it|trained|the mentor has training still to come: “Listening”"},
		{"trained", "trained", []func(*sketch.World){func(w *sketch.World) {
			w.Person("ben").Training = []record.Trained{{Module: "listening", Completed: sketch.AsOf}}
		}}, ""},
	} {
		w := sketch.New()
		if test.kind == "cleared" {
			w.Program.Requirements = []record.Requirement{{ID: "talk", Name: "A talk", Role: "mentor"}}
		}
		w.Program.Training = []record.Training{{ID: "listening", Title: "Listening", Role: "mentor", Required: true}, {ID: "more", Title: "More"}}
		w.Program.Matching.Constraints = []record.Constraint{{ID: "it", Kind: test.kind, Hours: 8, Tolerance: 1}}
		w.Mentee("ana")
		w.Mentor("ben")
		w.Person("cai")
		w.Person("dee")
		for _, change := range test.change {
			change(w)
		}
		p := poolOf(t, w, Options{})
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
	w := sketch.New(record.Criterion{ID: "speech", Kind: "languages", Weight: 1, AtLeast: 100}, record.Criterion{ID: "unit", Kind: "unit", Weight: 99})
	w.Mentee("ana")
	w.Mentor("ben")
	w.Person("ana").Unit, w.Person("ben").Unit = "Tides", "Clouds"
	for want, speaks := range map[string][]string{
		"": {"en", "fr"}, "speech|at-least|80 of 100, and the programme asks for at least 100: both speak English; the rest would need a second language in common": {"en"},
	} {
		w.Person("ana").Languages, w.Person("ben").Languages = speaks, speaks
		p := poolOf(t, w, Options{})
		if _, allowed := p.Score(0, 0); allowed != (want == "") || bars(p) != want {
			t.Errorf("%q, want %q", bars(p), want)
		}
	}
	w.Person("ben").Languages = nil
	if p := poolOf(t, w, Options{}); bars(p) != "" {
		t.Errorf("forbidden because %s", bars(p))
	}
}

func TestTies(t *testing.T) {
	make := func() *sketch.World {
		w := sketch.New(record.Criterion{ID: "unit", Kind: "unit", Weight: 1})
		w.Program.Matching.Constraints = []record.Constraint{{ID: "it", Kind: "same-manager"}}
		w.Mentee("ana")
		w.Mentor("ben")
		w.Person("ana").Manager, w.Person("ben").Manager = "cai", "cai"
		return w
	}
	t.Run("avoided", func(t *testing.T) {
		for _, avoid := range []Avoid{{"ana", "ben"}, {"ben", "ana"}} {
			p := poolOf(t, make(), Options{Avoid: []Avoid{{"ana", "nobody"}, avoid}})
			if got := bars(p); got != "it|same-manager|both have the same manager" {
				t.Errorf("an avoided pair that has another reason is forbidden because %q", got)
			}
			w := make()
			w.Person("ana").Manager = ""
			if got := bars(poolOf(t, w, Options{Avoid: []Avoid{avoid}})); got != "|standing|how the two stand to each other rules it out" {
				t.Errorf("an avoided pair is forbidden because %q", got)
			}
			if got := Discreet(p.Forbidden(0, 0)); len(got) != 1 || got[0] != (Bar{"", "standing", "how the two stand to each other rules it out"}) {
				t.Errorf("of a pair under one manager it is said %+v", got)
			}
		}
	})
	t.Run("themself", func(t *testing.T) {
		w := sketch.New()
		w.Mentee("ana")
		w.Mentor("ana")
		if got := bars(poolOf(t, w, Options{})); got != "|same-person|nobody is their own mentor" {
			t.Errorf("forbidden because %q", got)
		}
	})
	t.Run("paired", func(t *testing.T) {
		w := make()
		w.Person("ana").Manager = ""
		w.Pairings["fox"] = &record.Pairing{ID: "fox", State: record.Proposed, Mentors: sketch.Members("ben"), Mentees: sketch.Members("ana")}
		p := poolOf(t, w, Options{})
		if got := bars(p); got != "|paired|the two are a pair already: fox" {
			t.Errorf("forbidden because %q", got)
		}
		if p.Mentees[0].Wants != 0 || p.Mentors[0].Room != 0 || !slices.Equal(p.Kept, []Kept{{"ana", "ben", "fox"}}) {
			t.Errorf("the pair uses no place: %+v %+v %v", p.Mentees, p.Mentors, p.Kept)
		}
		p = poolOf(t, w, Options{Release: "fox"})
		if got := bars(p); got != "|met-before|the two are in fox, which is released" || len(p.Kept) > 0 || p.Mentees[0].Wants != 1 || p.Mentors[0].Room != 1 {
			t.Errorf("released: forbidden because %q, kept %v", got, p.Kept)
		}
	})
}

func TestPool(t *testing.T) {
	w := sketch.New()
	for _, id := range []string{"waiting", "withdrawn", "left", "left-before", "stays"} {
		w.Mentee(id)
		w.Mentor(id)
	}
	w.Enrolment("waiting").Status, w.Enrolment("withdrawn").Status = record.Waiting, record.Withdrawn
	w.Enrolment("left").Left, w.Person("left-before").Left, w.Enrolment("stays").Left = sketch.AsOf, sketch.AsOf.Add(-9), sketch.AsOf.Add(1)
	w.Enrolment("stays").Mentor.Capacity, w.Enrolment("stays").Mentee.Mentors = 3, 2
	w.Mentee("zoe")
	w.Pairings["group"] = &record.Pairing{ID: "group", State: record.Active, Started: sketch.AsOf, Mentors: sketch.Members("stays"),
		Mentees: append(sketch.Members("zoe", "yan"), record.Member{Person: "gone", Until: sketch.AsOf.Add(-1)})}
	w.Pairings["over"] = &record.Pairing{ID: "over", State: record.Ended, Started: sketch.AsOf.Add(-90), Ended: sketch.AsOf, Mentors: sketch.Members("stays"), Mentees: sketch.Members("zoe")}
	w.Pairings["later"] = &record.Pairing{ID: "later", State: record.Ended, Started: sketch.AsOf.Add(-90), Ended: sketch.AsOf.Add(5), Mentors: sketch.Members("xia"), Mentees: sketch.Members("stays")}
	w.Pairings["met"] = &record.Pairing{ID: "met", State: record.Active, Structure: record.Flash, Started: sketch.AsOf.Add(-9), Mentors: sketch.Members("stays"), Mentees: sketch.Members("xia"),
		Sessions: []*record.Session{{Date: sketch.AsOf.Add(-2)}}}
	w.Cohort.Pins = []record.Pin{{Mentor: "stays", Mentee: "zoe"}}
	p := poolOf(t, w, Options{})
	want := []Kept{{"stays", "xia", "later"}, {"yan", "stays", "group"}, {"zoe", "stays", "group"}}
	if !slices.Equal(p.Kept, want) || len(p.Pins) > 0 {
		t.Errorf("kept %v and pins %v, want %v and none", p.Kept, p.Pins, want)
	}
	if len(p.Mentors) != 1 || p.Mentors[0].Room != 2 || len(p.Mentees) != 2 || p.Mentees[0].Wants != 1 || p.Mentees[1].Wants != 0 {
		t.Errorf("mentors %+v, mentees %+v", p.Mentors, p.Mentees)
	}
}

func TestPoolRefuses(t *testing.T) {
	for want, change := range map[string]func(*sketch.World, *Options) record.CohortID{
		`there is no cohort "none"`: func(*sketch.World, *Options) record.CohortID { return "none" },
		`the cohort "cohort" runs the programme "gone", which is not there`: func(w *sketch.World, _ *Options) record.CohortID {
			w.Cohort.Program = "gone"
			return "cohort"
		},
		`there is no pairing "fox" in the cohort "cohort"`: func(_ *sketch.World, o *Options) record.CohortID {
			o.Release = "fox"
			return "cohort"
		},
		`the pairing "fox" is over already, so there is nothing to release`: func(w *sketch.World, o *Options) record.CohortID {
			w.Pairings["fox"] = &record.Pairing{ID: "fox", State: record.Completed, Ended: sketch.AsOf}
			o.Release = "fox"
			return "cohort"
		},
		`the pin of ana with ben cannot be kept: ben is not to be matched as a mentor (not enrolled as one, not accepted, or no longer here)`: func(w *sketch.World, _ *Options) record.CohortID {
			w.Mentee("ana")
			w.Cohort.Pins = []record.Pin{{Mentor: "ben", Mentee: "ana"}}
			return "cohort"
		},
		`"ana" is enrolled in the cohort "cohort", and nobody has that id`: func(w *sketch.World, _ *Options) record.CohortID {
			w.Mentee("ana")
			delete(w.People, "ana")
			return "cohort"
		},
	} {
		w, o := sketch.New(), Options{AsOf: sketch.AsOf}
		cohort := change(w, &o)
		if _, err := NewPool(w.Repository(), cohort, o); err == nil || err.Error() != want {
			t.Errorf("the error is %v, want %s", err, want)
		}
	}
}

// TestEachPinIsJudged: each pin is kept, or refused with its own reason, in the cohort's order. One that is
// there twice counts once, and one that is refused takes nobody's place.
func TestEachPinIsJudged(t *testing.T) {
	const notHere = " (not enrolled as one, not accepted, or no longer here)"
	pin := func(mentee, mentor record.PersonID) record.Pin { return record.Pin{Mentee: mentee, Mentor: mentor} }
	for _, test := range []struct {
		pins []record.Pin
		kept []Pin
		want string
	}{
		{[]record.Pin{pin("eli", "fay"), pin("ben", "dee"), pin("ben", "dee"), pin("cai", "dee")}, []Pin{{0, 0, ""}, {1, 0, ""}}, ""},
		{[]record.Pin{pin("ben", "dee"), pin("ana", "dee")}, nil, "the pin of ana with dee cannot be kept: ana is not to be matched as a mentee" + notHere},
		{[]record.Pin{pin("ben", "dee"), pin("ben", "abe")}, nil, "the pin of ben with abe cannot be kept: abe is not to be matched as a mentor" + notHere},
		{[]record.Pin{pin("ben", "dee"), {Peers: []record.PersonID{"ben", "cai"}}}, nil,
			"the pin of ben and cai cannot be kept: here mentors and mentees are paired, and no peers"},
		{[]record.Pin{pin("ana", "dee"), pin("gus", "dee"), pin("ben", "dee"), pin("cai", "dee")}, nil,
			"the pin of ana with dee cannot be kept: ana is not to be matched as a mentee" + notHere +
				". The pin of gus with dee cannot be kept: " + StandingWords},
		{[]record.Pin{pin("ben", "dee"), pin("ben", "fay"), pin("cai", "dee"), pin("hal", "dee")}, nil,
			"the pin of ben with fay cannot be kept: ben has as many mentors as they asked for. The pin of hal with dee cannot be kept: dee has no room for one more"},
		{[]record.Pin{pin("cai", "fay")}, nil, "the pin of cai with fay cannot be kept: fay has no room for one more"},
	} {
		w := sketch.New()
		w.Program.Matching.Constraints = []record.Constraint{{ID: "it", Kind: "manager"}}
		for _, id := range []string{"ana", "ben", "cai", "eli", "gus", "hal"} {
			w.Mentee(id)
		}
		for id, capacity := range map[string]int{"abe": 1, "dee": 2, "fay": 1} {
			w.Mentor(id)
			w.Enrolment(id).Mentor.Capacity = capacity
		}
		w.Enrolment("ana").Status, w.Enrolment("abe").Status, w.Person("gus").Manager = record.Waiting, record.Withdrawn, "dee"
		w.Pairings["fox"] = &record.Pairing{ID: "fox", State: record.Active, Started: sketch.AsOf, Mentors: sketch.Members("fay"), Mentees: sketch.Members("eli")}
		w.Cohort.Pins = test.pins
		p, err := NewPool(w.Repository(), "cohort", Options{AsOf: sketch.AsOf})
		if test.want == "" && (err != nil || !slices.Equal(p.Pins, test.kept)) || test.want != "" && (err == nil || err.Error() != test.want) {
			t.Errorf("%v: %v, want %q", test.pins, err, test.want)
		}
		var refused PinErrors
		errors.As(err, &refused)
		for _, e := range refused {
			if fmt.Sprint(e.Pin) != fmt.Sprint(test.pins[e.Index]) {
				t.Errorf("the pin %d of %v is %v", e.Index, test.pins, e.Pin)
			}
		}
	}
}
