package veil

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"pairbook/generator/internal/measure"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/view"
	"pairbook/generator/internal/when"
	"pairbook/generator/test/mini"
)

// TestToldDays tries which days a site tells, and to whom: a day as it is where
// meetings are told of and everybody in a pairing by name.
func TestToldDays(t *testing.T) {
	members := []record.Member{{Person: "idada"}, {Person: "idbob"}}
	p := &record.Pairing{State: record.Ended, Started: when.Day(2026, 1, 10), Ended: when.Day(2026, 1, 31), Mentors: members[:1], Mentees: members[1:],
		Pauses: []record.Pause{
			{From: when.Day(2026, 1, 31), Until: when.Day(2026, 2, 1)}, {From: when.Day(2026, 3, 1), Until: when.Day(2026, 3, 31)}, {From: when.Day(2026, 12, 1)}}}
	with := func(id record.PersonID) *record.Pairing {
		other := *p
		other.Mentees = []record.Member{{Person: id}}
		return &other
	}
	for _, c := range []struct {
		publish  string
		audience Audience
		pairing  *record.Pairing
		exact    bool
	}{
		{"", Public, p, false},
		{"people: handles, sessions: summaries", Public, p, false},
		{"people: aliases, sessions: summaries", Public, p, false},
		{"people: names", Public, p, false},
		{"people: names, sessions: summaries", Public, p, true},
		{"people: names, sessions: summaries", Public, with("idcyd"), false}, // is not to be shown
		{"people: names, sessions: summaries", Public, with("nobody"), false},
		{"", Coordinators, with("idcyd"), true},
	} {
		v := newVeil(input(t, mini.Files(mini.Defaults+"publish: {"+c.publish+"}\n"), c.audience).Repo, c.audience)
		told := v.toldPairing(c.pairing)
		got := fmt.Sprint(told.Ended, told.Pauses)
		want := "2026-01-31 [{2026-01-31 2026-02-01} {2026-03-01 2026-03-31} {2026-12-01 }]"
		if !c.exact {
			want = "2026-02-01 [{2026-02-01 2026-02-28} {2027-01-01 }]"
		}
		if got != want || v.exact(c.pairing) != c.exact {
			t.Errorf("%q to %d: %s, want %s", c.publish, c.audience, got, want)
		}
		if p.Ended != when.Day(2026, 1, 31) || p.Pauses[0].From != when.Day(2026, 1, 31) {
			t.Fatal("the record has changed")
		}
	}
}

// TestToldLeavings tries the days on which people left, and those who have not.
func TestToldLeavings(t *testing.T) {
	day, later := when.Day(2026, 3, 10), when.Day(2026, 4, 1)
	for _, c := range []struct {
		publish    string
		audience   Audience
		id         record.PersonID
		left, told when.Date
	}{
		{"people: names, sessions: summaries", Public, "idada", day, day},
		{"people: names, sessions: summaries", Public, "idcyd", day, later}, // is not to be shown
		{"people: names", Public, "idada", day, later},
		{"people: names", Public, "idada", 0, 0},
		{"people: names, sessions: summaries", Public, "idada", 0, 0},
		{"", Coordinators, "idcyd", day, day},
	} {
		v := newVeil(input(t, mini.Files(mini.Defaults+"publish: {"+c.publish+"}\n"), c.audience).Repo, c.audience)
		if got := v.toldPerson(&record.Person{ID: c.id, Left: c.left}).Left; got != c.told {
			t.Errorf("%q to %d: somebody left on %s, want %s", c.publish, c.audience, got, c.told)
		}
		if got := v.toldEnrolment(&record.Enrolment{Person: c.id, Left: c.left}).Left; got != c.told {
			t.Errorf("%q to %d: an enrolment was left on %s, want %s", c.publish, c.audience, got, c.told)
		}
	}
}

// TestToldEndings tries the days that go with an ending.
func TestToldEndings(t *testing.T) {
	v := newVeil(input(t, mini.Files(mini.Defaults), Public).Repo, Public)
	day := func(d int) when.Date { return when.Day(2026, 3, d) }
	told := v.toldPairing(&record.Pairing{State: record.Ended, Started: day(5), Ended: day(4), Mentors: []record.Member{{Person: "idada"}}})
	if told.Started != 0 || told.Ended != when.Day(2026, 4, 1) {
		t.Errorf("a pairing that ended before it began is told as %s to %s", told.Started, told.Ended)
	}
	done := v.toldPairing(&record.Pairing{State: record.Completed, Started: day(1), Ended: day(4), Mentors: []record.Member{{Person: "idada"}}})
	if done.Ended != day(4) {
		t.Errorf("a pairing completed on %s, and it is told as %s", day(4), done.Ended)
	}
	side := []record.Member{
		{Person: "a", Until: when.Day(2026, 2, 28)}, {Person: "b", Until: day(1)}, {Person: "c", From: day(2), Until: day(9)}, {Person: "d", Until: day(20)}}
	var last []string
	for _, m := range v.toldPairing(&record.Pairing{State: record.Ended, Started: day(1), Ended: day(10), Mentors: side}).Mentors {
		last = append(last, fmt.Sprint(m.Person, " ", m.Until != 0))
	}
	if want := []string{"a true", "b true", "c false", "d false"}; !slices.Equal(last, want) {
		t.Errorf("the last days told are %v, want %v", last, want)
	}
	if side[2].Until != day(9) {
		t.Error("the record has changed")
	}
	for _, d := range []struct{ day, want when.Date }{{day(1), when.Day(2026, 4, 1)}, {day(31), when.Day(2026, 4, 1)}, {when.Day(2026, 12, 31), when.Day(2027, 1, 1)}, {when.Day(2028, 2, 29), when.Day(2028, 3, 1)}} {
		if got := nextMonth(d.day); got != d.want {
			t.Errorf("after the month of %s comes %s, want %s", d.day, got, d.want)
		}
	}
}

// TestReasonsInCells tries which reasons are told apart.
func TestReasonsInCells(t *testing.T) {
	const time, match, moved = record.NoTime, record.DifferentMatch, record.MovedOn
	for _, c := range []struct {
		of   map[record.Reason]int
		want string
	}{
		{map[record.Reason]int{time: 5}, "[{Not enough time 5}]"},
		{map[record.Reason]int{time: 4, match: 1}, "[]"},
		{map[record.Reason]int{time: 5, match: 1}, "[]"}, // the sixth is told by subtraction
		{map[record.Reason]int{time: 4, match: 4, moved: 4}, "[]"},
		{map[record.Reason]int{time: 5, match: 5}, "[{A different match 5} {Not enough time 5}]"},
		{map[record.Reason]int{time: 5, match: 5, moved: 2}, "[{Not enough time 5} {Other reasons 7}]"}, // of two as small, the last
		{map[record.Reason]int{time: 6, match: 3, moved: 2}, "[{Not enough time 6} {Other reasons 5}]"},
		{map[record.Reason]int{time: 6, match: 3, moved: 7}, "[{Moved on to something else 7} {Other reasons 9}]"},
	} {
		var reasons []record.Reason
		for _, reason := range []record.Reason{moved, time, match} {
			for range c.of[reason] {
				reasons = append(reasons, reason)
			}
		}
		got, _ := cells(reasons, 5)
		slices.SortFunc(got, func(a, b view.Count) int {
			return strings.Compare(strings.Replace(a.Words, "Other", "ZOther", 1), strings.Replace(b.Words, "Other", "ZOther", 1))
		})
		if said := fmt.Sprint(got); said != c.want {
			t.Errorf("of %v, %s is told, want %s", c.of, said, c.want)
		}
	}
}

// TestNumbersTellNoOrder finds hidden pairings numbered in another order than
// their ids have, and in another in each cohort; no number is left out, though one of them
// has it for its id.
func TestNumbersTellNoOrder(t *testing.T) {
	files := mini.Files(mini.Defaults)
	for _, id := range []string{"idada-a", "idada-b", "idada-c", "idada-d", "idada-e"} {
		for _, cohort := range []string{"next", "spring"} {
			files["program/cohorts/"+cohort+"/pairings/"+id+"/pairing.yaml"] = mini.File("mentors: [idada]\nmentees: [idcyd]\nstate: proposed\n")
		}
	}
	files["program/people/pairing.yaml"] = mini.File("name: Somebody\n")
	files["program/cohorts/next/pairings/pairing-2/pairing.yaml"] = mini.File("mentors: [idada]\nmentees: [idcyd]\nstate: proposed\n")
	in := input(t, files, Public)
	v := newVeil(in.Repo, Public)
	if !slices.Contains(slices.Collect(maps.Values(v.labels)), "pairing-2") {
		t.Errorf("a number is left out: %v", v.labels)
	}
	var orders []string
	for _, cohort := range []record.CohortID{"next", "spring"} {
		var ids []string
		for _, p := range v.repo.Cohorts.Get(cohort).Pairings.All() {
			if strings.HasPrefix(string(p.ID), "idada-") && len(p.ID) == len("idada-a") {
				ids = append(ids, string(p.ID))
			}
		}
		slices.SortFunc(ids, func(a, b string) int {
			label := func(id string) string { return v.labels[v.repo.Cohorts.Get(cohort).Pairings.Get(record.PairingID(id))] }
			return strings.Compare(label(a), label(b))
		})
		if len(ids) != 5 || slices.IsSorted(ids) {
			t.Errorf("by their numbers, the hidden pairings are %v", ids)
		}
		orders = append(orders, strings.Join(ids, " "))
	}
	if orders[0] == orders[1] {
		t.Errorf("in both cohorts, the hidden pairings are in the order %s", orders[0])
	}
	again := newVeil(in.Repo, Public)
	for i, p := range again.repo.Cohorts.Get("next").Pairings.All() {
		if q := v.repo.Cohorts.Get("next").Pairings.All()[i]; again.labels[p] != v.labels[q] {
			t.Errorf("%s is %s and then %s", p.ID, v.labels[q], again.labels[p])
		}
	}
}

// TestReleased tries which reasons of endings are counted on the first of April,
// where at least two more are told at a time.
func TestReleased(t *testing.T) {
	const time, match, moved = record.NoTime, record.DifferentMatch, record.MovedOn
	february, march, april, may := when.Day(2026, 2, 1), when.Day(2026, 3, 1), when.Day(2026, 4, 1), when.Day(2026, 5, 1)
	for _, c := range []struct {
		ended map[record.Reason][]when.Date
		want  string
	}{
		{nil, "[]"},
		{map[record.Reason][]when.Date{time: {march}}, "[]"},
		{map[record.Reason][]when.Date{time: {march}, match: {march}}, "[different-match time]"},
		{map[record.Reason][]when.Date{time: {april}, match: {april}}, "[different-match time]"},
		{map[record.Reason][]when.Date{time: {may}, match: {april}}, "[]"},
		{map[record.Reason][]when.Date{time: {february}, match: {march}}, "[different-match time]"},
		{map[record.Reason][]when.Date{time: {february}, match: {march}, moved: {april}}, "[different-match time]"}, // the third is told by subtraction
		{map[record.Reason][]when.Date{time: {february, april}, match: {march}, moved: {april}}, "[different-match moved-on time time]"},
		{map[record.Reason][]when.Date{time: {february, march, march}, moved: {may, may}}, "[time time time]"},
	} {
		r := newRevealer(input(t, mini.Files(mini.Defaults), Public))
		r.minimumGroup = 2
		m := &measure.Cohort{}
		for _, reason := range []record.Reason{match, moved, time} {
			count := measure.ReasonCount{Reason: reason}
			for _, day := range c.ended[reason] {
				count.Pairings = append(count.Pairings, &measure.Pairing{Record: &record.Pairing{State: record.Ended, Ended: day}})
			}
			m.EarlyEndings = append(m.EarlyEndings, count)
		}
		if got := fmt.Sprint(r.released(m)); got != c.want {
			t.Errorf("of %v, %s are counted, want %s", c.ended, got, c.want)
		}
	}
}

// TestWhyReasonsAreNotTold says why reasons of early endings are not told, or not of all.
func TestWhyReasonsAreNotTold(t *testing.T) {
	const time, match = record.NoTime, record.DifferentMatch
	march, may := when.Day(2026, 3, 1), when.Day(2026, 5, 1)
	for _, c := range []struct {
		ended map[record.Reason][]when.Date
		want  string
		told  string
	}{
		{nil, "", "[]"},
		{map[record.Reason][]when.Date{time: {march}}, "Fewer than two pairings ended early, so the reasons are not shown.", "[]"},
		{map[record.Reason][]when.Date{time: {may, may}}, "The reasons are not told before the first of the next month.", "[]"},
		{map[record.Reason][]when.Date{time: {march}, match: {march}}, "Some reasons have fewer than two pairings, and no others can be shown without telling of these.", "[]"},
		{map[record.Reason][]when.Date{time: {march, march, may}}, "Of the first 2 of 3 early endings: reasons are told of at least two more at a time.", "[{Not enough time 2}]"},
		{map[record.Reason][]when.Date{time: {march, march}}, "", "[{Not enough time 2}]"},
	} {
		r := newRevealer(input(t, mini.Files(mini.Defaults), Public))
		r.minimumGroup = 2
		m, shown := &measure.Cohort{}, &view.Cohort{}
		for _, reason := range []record.Reason{match, time} {
			count := measure.ReasonCount{Reason: reason}
			for _, day := range c.ended[reason] {
				count.Pairings = append(count.Pairings, &measure.Pairing{Record: &record.Pairing{State: record.Ended, Ended: day}})
			}
			m.EarlyEndings = append(m.EarlyEndings, count)
		}
		if r.endings(m, shown); shown.EndingsNote != c.want || fmt.Sprint(shown.Endings) != c.told {
			t.Errorf("of %v: %q and %v, not %q and %s", c.ended, shown.EndingsNote, shown.Endings, c.want, c.told)
		}
	}
}

// TestEndingsToCoordinators tells each reason, however few.
func TestEndingsToCoordinators(t *testing.T) {
	r := newRevealer(input(t, mini.Files(mini.Defaults), Coordinators))
	shown := &view.Cohort{}
	r.endings(r.measured.Cohort("spring"), shown)
	if got := fmt.Sprint(shown.Endings); got != "[{A different match 1}]" || shown.EndingsNote != "" {
		t.Errorf("%s is told, and %q", got, shown.EndingsNote)
	}
}

// TestReleasedOfTheDayItself counts an ending whose day is told from the first of the month
// after it, as it does the others, and one that finished early for that reason alone.
func TestReleasedOfTheDayItself(t *testing.T) {
	in := input(t, mini.Files(mini.Defaults+"publish: {people: names, sessions: summaries}\n"), Public)
	for ended, want := range map[when.Date]string{when.Day(2026, 3, 31): "[finished-early time]", when.Day(2026, 4, 1): "[]"} {
		r := newRevealer(in)
		r.minimumGroup = 2
		count := measure.ReasonCount{Reason: record.NoTime}
		for range 2 {
			count.Pairings = append(count.Pairings, &measure.Pairing{Record: &record.Pairing{State: record.Ended, Ended: ended, Mentors: []record.Member{{Person: "idada"}}}})
		}
		r.finished[count.Pairings[1].Record] = true
		if got := fmt.Sprint(r.released(&measure.Cohort{EarlyEndings: []measure.ReasonCount{count}})); got != want {
			t.Errorf("of endings on %s, %s are counted, not %s", ended, got, want)
		}
	}
}

// TestBreaksByTheirMonths tells of a break its months where its days may not be told.
func TestBreaksByTheirMonths(t *testing.T) {
	p := &record.Pairing{Mentors: []record.Member{{Person: "idada"}}}
	for audience, want := range map[Audience][2]view.Break{
		Public:       {{From: when.Day(2026, 3, 1), Until: when.Day(2026, 4, 30), Months: "February 2026 to April 2026"}, {From: when.Day(2026, 3, 1), Months: "February 2026 on"}},
		Coordinators: {{From: when.Day(2026, 3, 1), Until: when.Day(2026, 4, 30)}, {From: when.Day(2026, 3, 1)}},
	} {
		v := newVeil(mini.Load(t, mini.Files(mini.Defaults)), audience)
		got := [2]view.Break{v.breakOf(p, record.Pause{From: when.Day(2026, 3, 1), Until: when.Day(2026, 4, 30)}), v.breakOf(p, record.Pause{From: when.Day(2026, 3, 1)})}
		if got != want {
			t.Errorf("to %d: %+v, not %+v", audience, got, want)
		}
	}
}

// TestWhoseTopicsCount are people's who were accepted and may be told of.
func TestWhoseTopicsCount(t *testing.T) {
	v := newVeil(mini.Load(t, mini.Files(mini.Defaults+"publish: {minimum_group: 1}\n")), Public)
	got := map[record.Party][]record.PersonID{}
	for party, enrolled := range v.counted(v.repo.Cohorts.Get("spring")) {
		for _, e := range enrolled {
			got[party] = append(got[party], e.Person)
		}
	}
	if said := fmt.Sprint(got); said != "map[mentee:[iddot idbob] mentor:[idada] peer:[iddot]]" {
		t.Errorf("the topics of %s count", said)
	}
}
