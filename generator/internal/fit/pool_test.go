package fit

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"pairbook/generator/internal/record"
	"pairbook/generator/test/sketch"
)

// TestNotOfferedInAnySpelling: what is sought under another name of an offered topic is offered.
func TestNotOfferedInAnySpelling(t *testing.T) {
	t.Parallel()
	w := sketch.New().Vocabulary()
	_, ana := w.Mentee("ana")
	_, ben := w.Mentee("ben")
	ana.Mentee.Seeks, ben.Mentee.Seeks = ids("presentations", "maps", "data"), ids("writing", "maps", "unheard-of")
	_, lee := w.Mentor("lee")
	lee.Mentor.Offers = ids("speaking", "data")
	max, _ := w.Mentor("max")
	max.Topics = ids("writing")
	p := poolOf(t, w, Options{})
	if diff := cmp.Diff(ids("maps", "unheard-of"), p.NotOffered()); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(ids("data", "maps", "speaking"), p.Sought(0)); diff != "" {
		t.Errorf("ana: %s", diff)
	}
	if got, want := fmt.Sprint(p.TopicName("speaking"), ", ", p.TopicName("unheard-of"), ", ", p.Quoted("data", "speaking")), "Public speaking, unheard-of, “Working with numbers” and “Public speaking”"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

// TestWhatEachLacks names the requirements that a mentee or a mentor does not meet, in the order of the constraints.
func TestWhatEachLacks(t *testing.T) {
	t.Parallel()
	w := sketch.New()
	w.Program.Requirements = []record.Requirement{{ID: "talk", Name: "A talk"}, {ID: "check", Name: "A check", Role: "mentor"}}
	w.Program.Training = []record.Training{{ID: "listening", Role: "mentee", Required: true}, {ID: "more", Title: "More"}}
	w.Program.Matching.Constraints = []record.Constraint{{ID: "line", Kind: "manager"}, {ID: "ready", Kind: "cleared"}, {ID: "able", Kind: "trained"}}
	w.Mentee("ana")
	w.Mentee("ben")
	w.Mentor("lee")
	w.Enrolment("ben").Cleared = []record.ClearedRecord{{Requirement: "talk", On: sketch.AsOf}}
	w.Person("ben").Training = []record.Trained{{Module: "listening", Completed: sketch.AsOf}}
	p := poolOf(t, w, Options{})
	for got, want := range map[string]string{
		p.MenteeLacks(0, "she "): "she is not cleared yet: “A talk” and has training still to come: “listening”",
		p.MenteeLacks(1, "he "):  "",
		p.MentorLacks(0, "lee "): "lee is not cleared yet: “A talk” and “A check”",
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	w.Person("ben").Training[0].Completed++
	if got, want := poolOf(t, w, Options{}).MenteeLacks(1, "he "), "he has training still to come: “listening”"; got != want {
		t.Errorf("trained tomorrow: %q, want %q", got, want)
	}
}

// TestFloorsThatKeepFromEverybody are named only where no mentor, or mentee, is above them.
func TestFloorsThatKeepFromEverybody(t *testing.T) {
	t.Parallel()
	w := sketch.New(record.Criterion{ID: "topics", Kind: "topics", Weight: 1, AtLeast: 50}, record.Criterion{ID: "speech", Kind: "languages", Weight: 1, AtLeast: 40},
		record.Criterion{ID: "unit", Kind: "unit", Weight: 1}).Vocabulary()
	for id, seeks := range map[string][]record.TopicID{"ana": ids("maps"), "ben": ids("writing"), "cai": ids("writing")} {
		_, e := w.Mentee(id)
		e.Mentee.Seeks = seeks
	}
	for id, offers := range map[string][]record.TopicID{"cai": ids("writing"), "lee": ids("writing"), "max": ids("maps")} {
		_, e := w.Mentor(id)
		e.Mentor.Offers = offers
	}
	for id, speaks := range map[string][]string{"ana": {"fr"}, "ben": {"en"}, "cai": {"en"}, "lee": {"en"}, "max": {"en"}} {
		w.Person(id).Languages = speaks
	}
	p := poolOf(t, w, Options{})
	const begin = "no mentor fits them as closely as the programme asks for: at least "
	for i, want := range []string{begin + "50 of 100 for topics and 40 of 100 for speech", "", ""} {
		if got := p.MenteeFloors(i, "mentor"); got != want {
			t.Errorf("%s: %q, want %q", p.Mentees[i].Person.ID, got, want)
		}
	}
	for j, want := range []string{"", "", "no mentee fits them as closely as the programme asks for: at least 50 of 100 for topics and 40 of 100 for speech"} {
		if got := p.MentorFloors(j, "mentee"); got != want {
			t.Errorf("%s: %q, want %q", p.Mentors[j].Person.ID, got, want)
		}
	}
	alone := sketch.New(record.Criterion{ID: "topics", Kind: "topics", Weight: 1, AtLeast: 50})
	alone.Mentee("ana")
	alone.Mentor("ana")
	if got := poolOf(t, alone, Options{}).MenteeFloors(0, "mentor"); got != "" {
		t.Errorf("nobody but herself is there, and it says %q", got)
	}
}

// TestLotsFollowTheFirstID: a person who has another id now draws what they drew before.
func TestLotsFollowTheFirstID(t *testing.T) {
	t.Parallel()
	w := sketch.New()
	w.Cohort.Matching = &record.Matching{Lot: "again"}
	w.Mentee("ana")
	w.Mentee("ben")
	w.Mentor("lee")
	w.Person("ben").Formerly = []record.PersonID{"zed", "yan"}
	mentees, mentors := poolOf(t, w, Options{}).Lots()
	if want := []uint64{Lot("cohort", "again", "ana"), Lot("cohort", "again", "zed")}; !slices.Equal(mentees, want) {
		t.Errorf("mentees draw %v, want %v", mentees, want)
	}
	if want := []uint64{Lot("cohort", "again", "lee")}; !slices.Equal(mentors, want) {
		t.Errorf("mentors draw %v, want %v", mentors, want)
	}
}

// TestForbiddenTogether tells of two alike what forbids them either way round, and of the private list only where
// nothing else does.
func TestForbiddenTogether(t *testing.T) {
	t.Parallel()
	w := sketch.New()
	w.Program.Matching.Constraints = []record.Constraint{{ID: "line", Kind: "manager"}}
	for _, id := range []string{"ana", "ben", "cai"} {
		w.Mentee(id)
		w.Mentor(id)
	}
	w.Person("ana").Manager = "ben"
	p := poolOf(t, w, Options{Avoid: []Avoid{{"ana", "ben"}, {"ana", "cai"}}})
	list := Bar{"", "standing", StandingWords}
	for _, test := range []struct {
		a, b int
		want []Bar
	}{
		{0, 1, []Bar{{"line", "manager", "the mentor is the mentee's manager"}, {"line", "manager", "the mentee is the mentor's manager"}}},
		{0, 2, []Bar{list, list}},
		{1, 2, nil},
	} {
		if diff := cmp.Diff(test.want, p.ForbiddenTogether(test.a, test.b)); diff != "" {
			t.Errorf("%d and %d: %s", test.a, test.b, diff)
		}
	}
}

// TestHoursAreKnownOrNot: of everybody, mentees first, with a list for each week of the cohort where they are.
func TestHoursAreKnownOrNot(t *testing.T) {
	t.Parallel()
	w := sketch.New()
	w.Mentee("ana")
	w.Mentee("ben")
	w.Mentor("lee")
	for id, text := range map[string]string{"ana": "Europe/London Tue 15:00-18:00", "lee": "Europe/London Mon 09:00-10:00"} {
		w.Person(id).TimeZone, w.Enrolment(id).Availability = sketch.ZoneAndSlot(t, text)
	}
	all := poolOf(t, w, Options{}).Hours()
	weeks := len(all[0])
	if len(all) != 3 || all[1] != nil || weeks < 9 || len(all[2]) != weeks {
		t.Fatalf("%d lists, of %d, %d and %d weeks", len(all), weeks, len(all[1]), len(all[2]))
	}
	for i, minutes := range map[int]int{0: 180, 2: 60} {
		for week, spans := range all[i] {
			if len(spans) != 1 || int(spans[0].Until-spans[0].From) != minutes {
				t.Errorf("person %d, week %d: %v, want %d minutes", i, week, spans, minutes)
			}
		}
	}
}

// TestFillGathersWhoWaits: those on the waiting list alone, the mentors with what is left of their room, and no pins.
func TestFillGathersWhoWaits(t *testing.T) {
	t.Parallel()
	w := sketch.New()
	w.Mentee("ana")
	w.Mentee("ben")
	w.Mentor("lee")
	w.Mentor("max")
	w.Enrolment("ben").Status, w.Enrolment("max").Status = record.Waiting, record.Waiting
	w.Enrolment("lee").Mentor.Capacity = 3
	w.Cohort.Pins = []record.Pin{{Mentee: "ana", Mentor: "lee"}}
	p := poolOf(t, w, Options{Fill: true, Taken: map[record.PersonID]int{"lee": 2}})
	if len(p.Mentees) != 1 || p.Mentees[0].Person.ID != "ben" || len(p.Mentors) != 1 || p.Mentors[0].Room != 1 || len(p.Pins) > 0 {
		t.Errorf("mentees %+v, mentors %+v, pins %v", p.Mentees, p.Mentors, p.Pins)
	}
	p = poolOf(t, w, Options{Fill: true, Taken: map[record.PersonID]int{"lee": 4}})
	if p.Mentors[0].Room != 0 {
		t.Errorf("more is taken than there is, and %d left", p.Mentors[0].Room)
	}
}

// TestPeersHaveMet: peers who were together before have met, each as mentee of the other.
func TestPeersHaveMet(t *testing.T) {
	t.Parallel()
	w := sketch.New()
	w.Program.Matching.Constraints = []record.Constraint{{ID: "it", Kind: "met-before"}}
	for _, id := range []string{"ana", "ben", "cai"} {
		w.Mentee(id)
		w.Mentor(id)
	}
	w.Before["otter"] = &record.Pairing{ID: "otter", State: record.Completed, Started: 9, Ended: 99,
		Peers: []record.Member{{Person: "ana", Until: 20}, {Person: "ben"}, {Person: "cai", From: 30}}}
	p := poolOf(t, w, Options{})
	for _, test := range []struct {
		a, b int
		want bool
	}{{0, 1, true}, {1, 0, true}, {1, 2, true}, {0, 2, false}} {
		if got := len(p.Forbidden(test.a, test.b)) > 0; got != test.want {
			t.Errorf("%d and %d have met: %v", test.a, test.b, got)
		}
	}
}
