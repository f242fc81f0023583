package record

import (
	"slices"
	"testing"
	"time"

	"pairbook/generator/internal/when"
)

// otter is a pairing of three mentors, one of whom stands by, and two mentees, one of whom
// follows the other.
func otter() *Pairing {
	return &Pairing{
		ID: "otter", Started: when.Day(2026, 1, 1),
		Mentors: []Member{{Person: "ada"}, {Person: "bo", As: Adviser}, {Person: "cy", From: when.Day(2026, 3, 1), As: CoMentor}},
		Mentees: []Member{{Person: "di", Until: when.Day(2026, 2, 28)}, {Person: "ed", From: when.Day(2026, 3, 1)}},
	}
}

func TestWhoIsAMember(t *testing.T) {
	p := otter()
	p.Peers = []Member{{Person: "flo"}, {Person: "ada"}}
	var members []PersonID
	for _, m := range p.Members() {
		members = append(members, m.Person)
	}
	if want := []PersonID{"ada", "bo", "cy", "di", "ed", "flo", "ada"}; !slices.Equal(members, want) {
		t.Errorf("the members are %v, want %v", members, want)
	}
	for id, want := range map[PersonID]Party{"ada": Mentors, "cy": Mentors, "ed": Mentees, "flo": Peers, "gil": ""} {
		if got := p.PartyOf(id); got != want || p.Has(id) != (want != "") {
			t.Errorf("%s is a %q and a member: %t, want a %q", id, got, p.Has(id), want)
		}
	}
	for party := range p.Sides() {
		if party == Mentees {
			break // and the peers are not asked for
		}
	}
	february, march := when.Day(2026, 2, 28), when.Day(2026, 3, 1)
	for _, x := range []struct {
		id                PersonID
		february, inMarch bool
	}{{"di", true, false}, {"ed", false, true}, {"ada", true, true}, {"gil", false, false}} {
		if before, after := p.HasOn(x.id, february), p.HasOn(x.id, march); before != x.february || after != x.inMarch {
			t.Errorf("%s is a member %t and then %t", x.id, before, after)
		}
	}
}

// TestWhoIsTogether takes two people for members at the same time if they share a day.
func TestWhoIsTogether(t *testing.T) {
	day := func(n int) when.Date { return when.Day(2026, 1, n) }
	for _, x := range []struct {
		from, until, otherFrom, otherUntil when.Date
		want                               bool
	}{
		{0, 0, 0, 0, true},
		{0, day(4), day(5), 0, false}, {0, day(5), day(5), 0, true},
		{day(5), 0, 0, day(4), false}, {day(5), 0, 0, day(5), true},
		{day(1), day(4), day(5), day(9), false}, {day(5), day(9), day(1), day(4), false},
		{day(1), day(5), day(5), day(9), true}, {day(2), day(3), day(1), day(9), true}, {day(1), day(9), 0, 0, true},
	} {
		p := &Pairing{Mentors: []Member{{Person: "ada", From: x.from, Until: x.until}}, Mentees: []Member{{Person: "bo", From: x.otherFrom, Until: x.otherUntil}}}
		if got, other := p.Together("ada", "bo"), p.Together("bo", "ada"); got != x.want || other != x.want {
			t.Errorf("%+v: %t and %t", x, got, other)
		}
		if p.Together("ada", "cy") || p.Together("cy", "bo") {
			t.Errorf("%+v: somebody is together with a stranger", x)
		}
	}
}

// TestWhoHasNotSaidYes waits for the members of a day who have not accepted by then, but for
// an adviser.
func TestWhoHasNotSaidYes(t *testing.T) {
	p := otter()
	p.Accepted = []Acceptance{{"cy", when.Day(2026, 3, 2)}, {"ada", when.Day(2026, 1, 5)}}
	for day, want := range map[when.Date][]PersonID{
		when.Day(2026, 1, 4): {"ada", "di"}, when.Day(2026, 1, 5): {"di"}, when.Day(2026, 3, 1): {"cy", "ed"}, when.Day(2026, 3, 2): {"ed"},
	} {
		if got := p.Undecided(day); !slices.Equal(got, want) {
			t.Errorf("on %s: %v, want %v", day, got, want)
		}
	}
}

func TestStatesOfPairings(t *testing.T) {
	for state, want := range map[PairingState][2]bool{
		Open: {}, Proposed: {}, Declined: {}, Active: {true, true}, Paused: {true, true}, Completed: {true, false}, Ended: {true, false},
	} {
		p := &Pairing{State: state}
		if got := [2]bool{p.Begun(), state.GoesOn()}; got != want {
			t.Errorf("a pairing that is %s has begun and goes on: %v, want %v", state, got, want)
		}
	}
	for state, want := range map[CohortState]bool{CohortOpen: true, CohortMatching: true, CohortRunning: false, CohortClosed: false} {
		if state.ToMatch() != want {
			t.Errorf("a cohort that is %s is to be matched: %t", state, !want)
		}
	}
}

// TestACohortGoesBeforeItsProgramme takes cadence and health from the cohort where it gives them.
func TestACohortGoesBeforeItsProgramme(t *testing.T) {
	weekly, monthly := when.Interval{N: 1, Unit: when.Weeks}, when.Interval{N: 1, Unit: when.Months}
	program := &Program{Cadence: monthly, Health: Health{TooEarly: 3}}
	plain, own := &Cohort{}, &Cohort{Cadence: weekly, Health: &Health{TooEarly: 5}}
	for _, x := range []struct {
		cohort  *Cohort
		program *Program
		want    when.Interval
	}{{plain, program, monthly}, {own, program, weekly}, {own, nil, weekly}, {plain, nil, when.Interval{}}} {
		if got := x.cohort.CadenceFor(x.program); got != x.want {
			t.Errorf("the cadence is %v, want %v", got, x.want)
		}
	}
	if theirs, ours := plain.HealthFor(program).TooEarly, own.HealthFor(program).TooEarly; theirs != 3 || ours != 5 {
		t.Errorf("the programme's is %d, the cohort's %d", theirs, ours)
	}
}

// TestMoments finds the moments of an event by its zone's clocks, none for a whole day, and no
// end that comes before the beginning.
func TestMoments(t *testing.T) {
	clock := func(s string) when.Clock {
		c, err := when.ParseClock(s)
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	berlin := func(hour, minute int) time.Time { return time.Date(2026, 1, 12, hour-1, minute, 0, 0, time.UTC) }
	event := Event{On: when.Day(2026, 1, 12), At: clock("17:00"), Until: clock("18:30"), Zone: "Europe/Berlin"}
	for name, x := range map[string]struct {
		change       func(*Event)
		starts, ends time.Time
	}{
		"as it is":        {func(*Event) {}, berlin(17, 0), berlin(18, 30)},
		"no end":          {func(e *Event) { e.Until = 0 }, berlin(17, 0), time.Time{}},
		"ends before":     {func(e *Event) { e.Until = clock("16:00") }, berlin(17, 0), time.Time{}},
		"ends at once":    {func(e *Event) { e.Until = e.At }, berlin(17, 0), time.Time{}},
		"a whole day":     {func(e *Event) { e.At = 0 }, time.Time{}, time.Time{}},
		"no zone":         {func(e *Event) { e.Zone = "" }, time.Time{}, time.Time{}},
		"no day":          {func(e *Event) { e.On = 0 }, time.Time{}, time.Time{}},
		"no such zone":    {func(e *Event) { e.Zone = "Europe/Nowhere" }, time.Time{}, time.Time{}},
		"no clock shows":  {func(e *Event) { e.On, e.At = when.Day(2026, 3, 29), clock("02:30") }, time.Time{}, time.Time{}},
		"shown twice":     {func(e *Event) { e.On, e.At, e.Until = when.Day(2026, 10, 25), clock("02:30"), 0 }, time.Date(2026, 10, 25, 0, 30, 0, 0, time.UTC), time.Time{}},
		"at midnight":     {func(e *Event) { e.At, e.Until = clock("00:00"), clock("01:00") }, berlin(0, 0), berlin(1, 0)},
		"until the night": {func(e *Event) { e.Until = clock("24:00") }, berlin(17, 0), berlin(24, 0)},
	} {
		e := event
		x.change(&e)
		if starts, ends := e.Moments(); !starts.Equal(x.starts) || !ends.Equal(x.ends) {
			t.Errorf("%s: %s to %s, want %s to %s", name, starts, ends, x.starts, x.ends)
		}
	}
}

// TestWhetherTheyMet counts a meeting to which somebody of both sides came, or two peers, who
// were members on its day.
func TestWhetherTheyMet(t *testing.T) {
	pair, peers := otter(), &Pairing{Peers: []Member{{Person: "ada"}, {Person: "bo"}, {Person: "bo", From: when.Day(2026, 2, 1)}}}
	for _, x := range []struct {
		p    *Pairing
		day  when.Date
		came []PersonID
		held bool
	}{
		{pair, when.Day(2026, 1, 2), []PersonID{"ada", "di"}, true},
		{pair, when.Day(2026, 1, 2), []PersonID{"ada", "ed"}, false},
		{pair, when.Day(2026, 1, 2), []PersonID{"ada", "bo"}, false},
		{pair, when.Day(2026, 1, 2), []PersonID{"di"}, false},
		{pair, when.Day(2026, 3, 2), []PersonID{"ed", "cy"}, true},
		{peers, when.Day(2026, 1, 2), []PersonID{"ada", "bo"}, true},
		{peers, when.Day(2026, 1, 2), []PersonID{"ada"}, false},
		{peers, when.Day(2026, 3, 2), []PersonID{"bo", "gil"}, false},
	} {
		if got := x.p.Held(&Session{Date: x.day, Attended: &x.came}); got != x.held {
			t.Errorf("on %s came %v, and they met: %t", x.day, x.came, got)
		}
	}
}

// TestFlashMet finds the first and the last meeting of a flash pairing from its start on,
// whatever the order of its logs.
func TestFlashMet(t *testing.T) {
	day := func(n int) when.Date { return when.Day(2026, 1, n) }
	p := otter()
	p.Structure, p.Started = Flash, day(3)
	for _, n := range []int{9, 2, 5, 7, 20} {
		p.Sessions = append(p.Sessions, &Session{Date: day(n)})
	}
	p.Sessions = append(p.Sessions, &Session{Date: day(4), Attended: &[]PersonID{"ada"}})
	for until, want := range map[when.Date][2]when.Date{day(4): {}, day(5): {day(5), day(5)}, day(12): {day(5), day(9)}, day(25): {day(5), day(20)}} {
		if first, last := p.FlashMet(until); [2]when.Date{first, last} != want {
			t.Errorf("until %s: %s and %s, want %v", until, first, last, want)
		}
	}
	for name, change := range map[string]func(){"not begun": func() { p.Started = 0 }, "another": func() { p.Started, p.Structure = day(3), OneToOne }} {
		change()
		if first, last := p.FlashMet(day(25)); first != 0 || last != 0 {
			t.Errorf("%s: %s and %s", name, first, last)
		}
	}
}
