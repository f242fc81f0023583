package record

import (
	"slices"
	"testing"

	"pairbook/generator/internal/when"
)

func TestLastDue(t *testing.T) {
	days := func(n int) when.Interval { return when.Interval{N: n, Unit: when.Days} }
	c := &Cohort{Starts: when.Day(2026, 9, 1), Ends: when.Day(2026, 12, 31)}
	for _, x := range []struct {
		name   string
		survey Survey
		day    when.Date
		want   when.Date
	}{
		{"never asked", Survey{}, when.Day(2026, 10, 1), 0},
		{"at the start, before it", Survey{At: AtStart}, when.Day(2026, 8, 31), 0},
		{"at the start", Survey{At: AtStart}, when.Day(2026, 9, 1), when.Day(2026, 9, 1)},
		{"at the close, before it", Survey{At: AtClose}, when.Day(2026, 12, 30), 0},
		{"at the close, after it", Survey{At: AtClose}, when.Day(2027, 1, 30), when.Day(2026, 12, 31)},
		{"after, too early", Survey{After: days(30), Every: days(30)}, when.Day(2026, 9, 30), 0},
		{"after, the first", Survey{After: days(30), Every: days(30)}, when.Day(2026, 10, 1), when.Day(2026, 10, 1)},
		{"after, the second", Survey{After: days(30), Every: days(30)}, when.Day(2026, 11, 1), when.Day(2026, 10, 31)},
		{"every, not beyond the end", Survey{Every: days(50)}, when.Day(2027, 5, 1), when.Day(2026, 12, 10)},
	} {
		if got := c.LastDue(&x.survey, x.day); got != x.want {
			t.Errorf("%s: %s, not %s", x.name, got, x.want)
		}
	}
}

func TestRound(t *testing.T) {
	s := &Survey{ID: "pulse", At: AtStart}
	c := &Cohort{Starts: when.Day(2026, 9, 1), Ends: when.Day(2026, 12, 31), Surveys: []*Answers{
		{Survey: "pulse", Date: when.Day(2026, 8, 1)}, {Survey: "pulse", Date: when.Day(2026, 9, 5)},
		{Survey: "other", Date: when.Day(2026, 9, 8)}, {Survey: "pulse", Date: when.Day(2026, 10, 5)},
	}}
	for day, want := range map[when.Date]when.Date{
		when.Day(2026, 8, 15): 0, when.Day(2026, 9, 3): 0, when.Day(2026, 9, 9): when.Day(2026, 9, 5), when.Day(2026, 11, 1): when.Day(2026, 10, 5),
	} {
		var got when.Date
		if round := c.Round(s, day); round != nil {
			got = round.Date
		}
		if got != want {
			t.Errorf("on %s: %s, not %s", day, got, want)
		}
	}
}

// TestWhenASurveyAsks asks from the day on which a survey is due until answers came, and after
// the cohort's last day only at the close.
func TestWhenASurveyAsks(t *testing.T) {
	c := &Cohort{Starts: when.Day(2026, 9, 1), Ends: when.Day(2026, 12, 31), Surveys: []*Answers{{Survey: "answered", Date: when.Day(2026, 9, 20)}}}
	first, last, after := when.Day(2026, 9, 1), when.Day(2026, 12, 31), when.Day(2027, 1, 1)
	for _, x := range []struct {
		survey Survey
		asks   map[when.Date]bool
	}{
		{Survey{ID: "start", At: AtStart}, map[when.Date]bool{first - 1: false, first: true, first + 28: true, first + 29: false}},
		{Survey{ID: "answered", At: AtStart}, map[when.Date]bool{first + 18: true, first + 19: false}},
		{Survey{ID: "month", After: when.Interval{N: 30, Unit: when.Days}}, map[when.Date]bool{first + 29: false, first + 30: true, last: true, after: false}},
		{Survey{ID: "close", At: AtClose}, map[when.Date]bool{last - 1: false, last: true, after: true}},
		{Survey{ID: "never"}, map[when.Date]bool{first: false, last: false}},
	} {
		for day, want := range x.asks {
			if got := c.Asks(&x.survey, day); got != want {
				t.Errorf("%s on %s: %t, not %t", x.survey.ID, day, got, want)
			}
		}
	}
}

// TestRoundAtTheClose finds answers that came before the last day, and looks on for
// later ones.
func TestRoundAtTheClose(t *testing.T) {
	s := &Survey{ID: "close", At: AtClose}
	before, after := &Answers{Survey: "close", Date: when.Day(2026, 12, 27)}, &Answers{Survey: "close", Date: when.Day(2027, 1, 5)}
	c := &Cohort{Starts: when.Day(2026, 9, 1), Ends: when.Day(2026, 12, 31), Surveys: []*Answers{before, after, {Survey: "close", Date: when.Day(2026, 8, 1)}}}
	for day, want := range map[when.Date]*Answers{
		when.Day(2026, 8, 2): nil, when.Day(2026, 12, 26): nil, when.Day(2026, 12, 27): before, when.Day(2027, 1, 1): before, when.Day(2027, 1, 5): after,
	} {
		if got := c.Round(s, day); got != want {
			t.Errorf("on %s: %+v, not %+v", day, got, want)
		}
	}
}

// TestSurveyRecipients asks those who meet on the day, and at the close those, too, whose
// pairing is over.
func TestSurveyRecipients(t *testing.T) {
	start, mid := when.Day(2026, 9, 1), when.Day(2026, 10, 1)
	members := func(ids ...PersonID) (all []Member) {
		for _, id := range ids {
			all = append(all, Member{Person: id})
		}
		return all
	}
	c := &Cohort{Starts: start, Ends: when.Day(2026, 12, 31),
		Enrolments: NewTable(map[PersonID]*Enrolment{"gone": {Person: "gone", Left: mid}}),
		Pairings: NewTable(map[PairingID]*Pairing{
			"a": {Mentors: append(members("ada"), Member{Person: "aside", As: Adviser}), Mentees: append(members("bo", "gone"), Member{Person: "before", Until: start}), Started: start},
			"b": {Mentors: members("ada", "cy"), Mentees: members("dan"), Started: start, Ended: mid},
			"c": {Mentors: members("eve"), Mentees: members("flo")},
		})}
	r := &Repository{}
	for _, x := range []struct {
		survey Survey
		day    when.Date
		want   []PersonID
	}{
		{Survey{For: Mentees}, mid, []PersonID{"bo", "dan"}},
		{Survey{For: Mentees}, mid.Add(1), []PersonID{"bo"}},
		{Survey{For: Mentees, At: AtClose}, mid.Add(1), []PersonID{"bo", "dan"}},
		{Survey{For: Mentors}, mid, []PersonID{"ada", "cy"}},
		{Survey{}, mid, []PersonID{"ada", "bo", "cy", "dan"}},
		{Survey{For: Mentees}, start, []PersonID{"before", "bo", "dan", "gone"}},
		{Survey{For: Peers}, mid, nil},
	} {
		if got := r.SurveyRecipients(c, &x.survey, x.day); !slices.Equal(got, x.want) {
			t.Errorf("%+v on %s: %v, not %v", x.survey, x.day, got, x.want)
		}
	}
}

// TestWhoStandsBy counts an adviser and a backup as present where a log names them, and
// as a mentor who came.
func TestWhoStandsBy(t *testing.T) {
	p := &Pairing{Mentors: []Member{{Person: "ada"}, {Person: "co", As: CoMentor}, {Person: "cy", As: Adviser}, {Person: "di", As: Backup}}, Mentees: []Member{{Person: "bo"}}}
	for _, x := range []struct {
		attended *[]PersonID
		present  []PersonID
		held     bool
	}{
		{nil, []PersonID{"ada", "co", "bo"}, true},
		{&[]PersonID{"di", "bo"}, []PersonID{"di", "bo"}, true},
		{&[]PersonID{"ada", "cy"}, []PersonID{"ada", "cy"}, false},
	} {
		s := &Session{Date: when.Day(2026, 10, 1), Attended: x.attended}
		if got := p.Present(s); !slices.Equal(got, x.present) || p.Held(s) != x.held {
			t.Errorf("%v: %v were there, held: %t", x.attended, got, p.Held(s))
		}
	}
}
