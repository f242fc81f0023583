package site

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pairbook/generator/internal/measure"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/veil"
	"pairbook/generator/internal/view"
	"pairbook/generator/internal/when"
	"pairbook/generator/test/mini"
)

// TestNewReasonsWait builds the site of every month while pairings end one by
// one: between two builds that differ, at least the smallest group has ended.
func TestNewReasonsWait(t *testing.T) {
	for _, exact := range []bool{false, true} {
		files := mini.Files(defaults + "publish: {minimum_group: 3}\n")
		person := "idcyd"
		if exact {
			files, person = mini.Files(defaults+"publish: {people: names, sessions: summaries, minimum_group: 3}\n"), "idbob"
		}
		for i, ended := range []string{"2026-04-02", "2026-04-30", "2026-05-01", "2026-06-20", "2026-07-01", "2026-07-31", "2026-09-09"} {
			file := fmt.Sprintf("program/cohorts/next/pairings/kite%d/pairing.yaml", i)
			files[file] = mini.File("mentors: [idada]\nmentees: [%s]\nstate: ended\nreason: time\nstarted: 2026-04-01\nended: %s\n", person, ended)
		}
		var told []string
		for month := when.Day(2026, 4, 15); month < when.Day(2027, 1, 1); month = when.DateOf(month.Time().AddDate(0, 1, 1-month.Time().Day())) {
			in := input(t, files, veil.Public)
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
			want[0], want[1] = want[1], "[] The reasons are not told before the first of the next month."
			want[3] = strings.Replace(want[3], "of 4", "of 5", 1)
		}
		if !slices.Equal(told, want) {
			t.Errorf("month by month, %q is told, want %q", told, want)
		}
	}
}

func shownCohort(in veil.Input, id string) *view.Cohort {
	for _, c := range veil.Show(in).Cohorts {
		if c.ID == id {
			return c
		}
	}
	return nil
}

// TestTopicsOfTheUnnamed counts whose topics are told.
func TestTopicsOfTheUnnamed(t *testing.T) {
	topics := func(group int, audience veil.Audience) string {
		site := render(t, input(t, mini.Files(defaults+fmt.Sprintf("publish: {minimum_group: %d}\n", group)), audience))
		return site["exports/next-topics.csv"]
	}
	// idbob has no alias, idcyd is not to be shown, iddot has one.
	for _, c := range []struct {
		group    int
		audience veil.Audience
		want     string
	}{
		{2, veil.Public, "topic,sought,offered\nKnots,1,1\n"},
		{1, veil.Public, "topic,sought,offered\nKnots,2,1\nTidetopicword,1,0\n"},
		{5, veil.Coordinators, "topic,sought,offered\nKnots,3,1\nTidetopicword,1,0\n"},
	} {
		if got := topics(c.group, c.audience); got != c.want {
			t.Errorf("in groups of %d, to %d: %q, want %q", c.group, c.audience, got, c.want)
		}
	}
}

// TestContinuedPairing does not tell of a successor while the pairing before
// still seems to go on.
func TestContinuedPairing(t *testing.T) {
	files := mini.Files(defaults)
	files["program/cohorts/spring/pairings/swift/pairing.yaml"] = mini.File("mentors: [idada]\nmentees: [idcyd]\nstate: active\nstarted: 2026-03-21\ncontinues: tern\n")
	for day, want := range map[when.Date]string{when.Day(2026, 3, 31): "", when.Day(2026, 4, 1): "tern"} {
		for _, audience := range []veil.Audience{veil.Public, veil.Coordinators} {
			in := input(t, files, audience)
			in.AsOf = day
			c := shownCohort(in, "spring")
			i := slices.IndexFunc(c.Pairings, func(p *view.Pairing) bool { return p.ID == "swift" })
			if audience == veil.Coordinators {
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
	files := mini.Files(defaults)
	files["program/cohorts/spring/pairings/tern/sessions/2026-03-09.md"] = mini.File("---\ndate: 2026-03-09\n---\n")
	site := render(t, input(t, files, veil.Public))
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
	if !strings.Contains(site["exports/spring-pairings.csv"], "\ntern,,a mentor,a mentee,,ended,,2026-03-02,,,1,") {
		t.Errorf("the table is %s", site["exports/spring-pairings.csv"])
	}
	if page := site["cohorts/spring/index.html"]; !strings.Contains(page, `<span class="muted">not told</span>`) {
		t.Error("the cohort's page does not say that the last meeting is not told")
	}
	if page := render(t, input(t, files, veil.Coordinators))["cohorts/spring/pairings/tern.html"]; !strings.Contains(page, "20 Mar 2026") {
		t.Error("coordinators are not told the day of an ending")
	}
	if measure.StateAt(input(t, files, veil.Public).Repo.Cohorts.Get("spring").Pairings.Get("tern"), miniDay) != record.Ended {
		t.Error("the pairing has not ended")
	}
}

// asTold gives the days that a site may not tell the days that it has instead:
// metrics.html says which. It counts day by day.
func asTold(in veil.Input, repo *record.Repository) {
	if in.Audience == veil.Coordinators {
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
			p.Reason = "" // nobody is told it
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
