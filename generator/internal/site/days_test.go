package site

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pairbook/generator/internal/measure"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/view"
	"pairbook/generator/internal/when"
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
		v := newVeil(input(t, mini(t, defaults+"publish: {"+c.publish+"}\n"), c.audience).Repo, c.audience)
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

// TestToldEndings tries the days that go with an ending.
func TestToldEndings(t *testing.T) {
	v := newVeil(input(t, mini(t, defaults), Public).Repo, Public)
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

// TestNewReasonsWait builds the site of every month while pairings end one by
// one: between two builds that differ, at least the smallest group has ended.
func TestNewReasonsWait(t *testing.T) {
	for _, exact := range []bool{false, true} {
		files := mini(t, defaults+"publish: {minimum_group: 3}\n")
		person := "idcyd"
		if exact {
			files, person = mini(t, defaults+"publish: {people: names, sessions: summaries, minimum_group: 3}\n"), "idbob"
		}
		for i, ended := range []string{"2026-04-02", "2026-04-30", "2026-05-01", "2026-06-20", "2026-07-01", "2026-07-31", "2026-09-09"} {
			file := fmt.Sprintf("program/cohorts/next/pairings/kite%d/pairing.yaml", i)
			files[file] = fileOf("mentors: [idada]\nmentees: [%s]\nstate: ended\nreason: time\nstarted: 2026-04-01\nended: %s\n", person, ended)
		}
		var told []string
		for month := when.Day(2026, 4, 15); month < when.Day(2027, 1, 1); month = nextMonth(month) {
			in := input(t, files, Public)
			in.AsOf = month
			c := shownCohort(in, "next")
			told = append(told, strings.TrimSpace(fmt.Sprint(c.Endings, " ", c.EndingsNote)))
		}
		want := []string{"[]", "[] Fewer than three pairings ended early, so the reasons are not shown.", "[{Not enough time 3}]",
			"[{Not enough time 3}] Of the first 3 of 4 early endings: reasons are told of at least three more at a time.", "[{Not enough time 6}]", "[{Not enough time 6}]"}
		last := "[{Not enough time 6}] Of the first 6 of 7 early endings: reasons are told of at least three more at a time."
		want = append(want, last, last, last)
		if exact {
			// Endings are told on their day, and their reasons wait.
			want[0], want[1] = want[1], "[] Too few pairings ended early for the same reasons to show them without giving somebody’s away."
			want[3] = strings.Replace(want[3], "of 4", "of 5", 1)
		}
		if !slices.Equal(told, want) {
			t.Errorf("month by month, %q is told, want %q", told, want)
		}
	}
}

func shownCohort(in Input, id string) *view.Cohort {
	for _, c := range Show(in).Cohorts {
		if c.ID == id {
			return c
		}
	}
	return nil
}

// TestNumbersTellNoOrder finds hidden pairings numbered in another order than
// their ids have, in one of several cohorts.
func TestNumbersTellNoOrder(t *testing.T) {
	files := mini(t, defaults)
	for _, id := range []string{"idada-a", "idada-b", "idada-c", "idada-d", "idada-e"} {
		files["program/cohorts/next/pairings/"+id+"/pairing.yaml"] = fileOf("mentors: [idada]\nmentees: [idcyd]\nstate: proposed\n")
	}
	in := input(t, files, Public)
	v := newVeil(in.Repo, Public)
	var labels []string
	for _, p := range v.repo.Cohorts.Get("next").Pairings.All() {
		if v.tells(p) {
			labels = append(labels, v.labels[p])
		}
	}
	if len(labels) != 5 || slices.IsSorted(labels) {
		t.Errorf("by their ids, the hidden pairings are %v", labels)
	}
	again := newVeil(in.Repo, Public)
	for i, p := range again.repo.Cohorts.Get("next").Pairings.All() {
		if q := v.repo.Cohorts.Get("next").Pairings.All()[i]; again.labels[p] != v.labels[q] {
			t.Errorf("%s is %s and then %s", p.ID, v.labels[q], again.labels[p])
		}
	}
}

// TestTopicsOfTheUnnamed counts whose topics are told.
func TestTopicsOfTheUnnamed(t *testing.T) {
	topics := func(group int, audience Audience) string {
		site := render(t, input(t, mini(t, defaults+fmt.Sprintf("publish: {minimum_group: %d}\n", group)), audience))
		return site["exports/next-topics.csv"]
	}
	// idbob has no alias, idcyd is not to be shown, iddot has one.
	for _, c := range []struct {
		group    int
		audience Audience
		want     string
	}{
		{2, Public, "topic,sought,offered\nKnots,1,1\n"},
		{1, Public, "topic,sought,offered\nKnots,2,1\nTidetopicword,1,0\n"},
		{5, Coordinators, "topic,sought,offered\nKnots,3,1\nTidetopicword,1,0\n"},
	} {
		if got := topics(c.group, c.audience); got != c.want {
			t.Errorf("in groups of %d, to %d: %q, want %q", c.group, c.audience, got, c.want)
		}
	}
}

// TestContinuedPairing does not tell of a successor while the pairing before
// still seems to go on.
func TestContinuedPairing(t *testing.T) {
	files := mini(t, defaults)
	files["program/cohorts/spring/pairings/swift/pairing.yaml"] = fileOf("mentors: [idada]\nmentees: [idcyd]\nstate: active\nstarted: 2026-03-21\ncontinues: tern\n")
	for day, want := range map[when.Date]string{when.Day(2026, 3, 31): "", when.Day(2026, 4, 1): "tern"} {
		for _, audience := range []Audience{Public, Coordinators} {
			in := input(t, files, audience)
			in.AsOf = day
			c := shownCohort(in, "spring")
			i := slices.IndexFunc(c.Pairings, func(p *view.Pairing) bool { return p.ID == "swift" })
			if audience == Coordinators {
				want = "tern"
			}
			if got := c.Pairings[i].Continues.Words; got != want {
				t.Errorf("on %s, to %d, swift continues %q, want %q", day, audience, got, want)
			}
		}
	}
}

// TestEndedPairing finds neither its end nor what leads to it by a sum.
func TestEndedPairing(t *testing.T) {
	files := mini(t, defaults)
	files["program/cohorts/spring/pairings/tern/sessions/2026-03-09.md"] = fileOf("---\ndate: 2026-03-09\n---\n")
	site := render(t, input(t, files, Public))
	var cohort cohortJSON
	if err := json.Unmarshal([]byte(site["api/v1/cohorts/spring.json"]), &cohort); err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(cohort.Pairings, func(p pairingJSON) bool { return p.Pairing == "tern" })
	for _, f := range cohort.Pairings[i].Figures {
		switch f.Metric {
		case "days_since_last":
			if f.Value != nil || len(f.Records) != 0 || !strings.Contains(f.Unavailable, "The day of an early ending is not told here") {
				t.Errorf("the days since the last meeting are %+v", f)
			}
		case "longest_gap":
			if f.Value == nil || *f.Value != 23 { // 9 March to 1 April
				t.Errorf("the longest gap is %v", f.Value)
			}
		}
	}
	if !strings.Contains(site["exports/spring-pairings.csv"], "\ntern,a mentor,a mentee,,ended,,2026-03-02,,,1,") {
		t.Errorf("the table is %s", site["exports/spring-pairings.csv"])
	}
	if page := site["cohorts/spring/index.html"]; !strings.Contains(page, `<span class="muted">not told</span>`) {
		t.Error("the cohort's page does not say that the last meeting is not told")
	}
	if page := render(t, input(t, files, Coordinators))["cohorts/spring/pairings/tern.html"]; !strings.Contains(page, "20 Mar 2026") {
		t.Error("coordinators are not told the day of an ending")
	}
	if measure.StateAt(input(t, files, Public).Repo.Cohorts.Get("spring").Pairings.Get("tern"), miniDay) != record.Ended {
		t.Error("the pairing has not ended")
	}
}

// asTold gives the days that a site may not tell the days that it has instead:
// metrics.html says which. It counts day by day.
func asTold(in Input, repo *record.Repository) {
	if in.Audience == Coordinators {
		return
	}
	publish := in.Repo.Site.Publish
	known := func(id record.PersonID) bool {
		who := in.Repo.People.Get(id)
		return publish.People == record.ShowNames && publish.Sessions == record.ShowSummaries && who != nil && who.Publish
	}
	turn := func(day *when.Date, back when.Date) {
		for *day != 0 && (*day).Time().AddDate(0, 0, 1).Day() != 1 {
			*day++
		}
		if *day != 0 {
			*day += 1 - back
		}
	}
	for _, p := range repo.People.All() {
		if !known(p.ID) {
			turn(&p.Left, 0)
		}
	}
	for _, c := range repo.Cohorts.All() {
		for _, e := range c.Enrolments.All() {
			if !known(e.Person) {
				turn(&e.Left, 0)
			}
		}
		for _, p := range c.Pairings.All() {
			if !slices.ContainsFunc(p.Members(), func(m record.Member) bool { return !known(m.Person) }) {
				continue
			}
			if p.State == record.Ended {
				turn(&p.Ended, 0)
			}
			for i := range p.Pauses {
				turn(&p.Pauses[i].From, 0)
				turn(&p.Pauses[i].Until, 1)
			}
			p.Pauses = slices.DeleteFunc(p.Pauses, func(b record.Pause) bool { return b.Until != 0 && b.Until < b.From })
		}
	}
}
