package veil

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pairbook/generator/internal/record"
	"pairbook/generator/internal/view"
	"pairbook/generator/internal/when"
	"pairbook/generator/test/mini"
)

// pairingOf shows a pairing of the miniature's spring.
func pairingOf(t *testing.T, in Input, id string) *view.Pairing {
	t.Helper()
	for _, c := range Show(in).Cohorts {
		if i := slices.IndexFunc(c.Pairings, func(p *view.Pairing) bool { return p.ID == id }); c.ID == "spring" && i >= 0 {
			return c.Pairings[i]
		}
	}
	t.Fatalf("there is no pairing %s", id)
	return nil
}

// TestTheDayItself tells of what begins or ends on the day that the site stands on, and of
// nothing later.
func TestTheDayItself(t *testing.T) {
	for _, c := range []struct {
		lines                   string
		started, ended, isBreak bool
	}{
		{"state: active\nstarted: 2026-04-01", true, false, false},
		{"state: active\nstarted: 2026-04-02", false, false, false},
		{"state: completed\nstarted: 2026-03-02\nended: 2026-04-01", true, true, false},
		{"state: completed\nstarted: 2026-03-02\nended: 2026-04-02", true, false, false},
		{"state: active\nstarted: 2026-03-02\npauses: [{from: 2026-04-01}]", true, false, true},
		{"state: active\nstarted: 2026-03-02\npauses: [{from: 2026-04-02}]", true, false, false},
	} {
		files := mini.Files(mini.Everything)
		files["program/cohorts/spring/pairings/egret/pairing.yaml"] = mini.File("mentors: [idada]\nmentees: [idbob]\n%s\n", c.lines)
		p := pairingOf(t, input(t, files, Coordinators), "egret")
		if (p.Started != 0) != c.started || (p.Ended != 0) != c.ended || (len(p.Breaks) > 0) != c.isBreak {
			t.Errorf("%q: started %s, ended %s, breaks %v", c.lines, p.Started, p.Ended, p.Breaks)
		}
	}
}

// TestTakingOverOnTheLastDay keeps back a last day on which somebody else joined: who takes
// over begins after it.
func TestTakingOverOnTheLastDay(t *testing.T) {
	day := func(d int) when.Date { return when.Day(2026, 3, d) }
	for from, want := range map[when.Date]bool{day(9): false, day(10): true} {
		side := []record.Member{{Person: "a", Until: day(9)}, {Person: "b", From: from}}
		if told := toldMembers(side, day(1)); (told[0].Until != 0) != want {
			t.Errorf("somebody joins on %s: the last day told of the other is %s", from, told[0].Until)
		}
	}
}

// TestJustEnoughToCount counts the topics of people without a name for the site from the
// smallest group on.
func TestJustEnoughToCount(t *testing.T) {
	for _, n := range []int{2, 3, 4} {
		files := mini.Files(mini.Defaults + "publish: {minimum_group: 3}\n")
		for i := range n {
			files[fmt.Sprintf("program/people/new%d.yaml", i)] = mini.File("name: Somebody %d\n", i)
			files[fmt.Sprintf("program/cohorts/new/enrolments/new%d.yaml", i)] = mini.File("mentee: {seeks: [tides]}\n")
		}
		files["program/cohorts/new/cohort.yaml"] = mini.File("program: career\nname: New\nstarts: 2026-03-02\nends: 2026-06-01\nstate: running\n")
		r := newRevealer(input(t, files, Public))
		if got := len(r.counted(r.repo.Cohorts.Get("new"))[record.Mentees]); got != n && n >= 3 || got != 0 && n < 3 {
			t.Errorf("of %d people without a name %d count", n, got)
		}
	}
}

// TestTopicsByDemand orders topics by how many seek them, then by how many offer them, then
// by name.
func TestTopicsByDemand(t *testing.T) {
	files := mini.Files(mini.Everything)
	for _, topic := range []string{"a", "b", "c", "d"} {
		files["program/topics/"+topic+".yaml"] = mini.File("name: Topic %s\n", strings.ToUpper(topic))
	}
	files["program/cohorts/new/cohort.yaml"] = mini.File("program: career\nname: New\nstarts: 2026-03-02\nends: 2026-06-01\nstate: running\n")
	files["program/cohorts/new/enrolments/idada.yaml"] = mini.File("mentor: {capacity: 2, offers: [a, b]}\n")
	files["program/cohorts/new/enrolments/idbob.yaml"] = mini.File("mentee: {seeks: [d, b]}\n")
	files["program/cohorts/new/enrolments/iddot.yaml"] = mini.File("mentee: {seeks: [c, d]}\n")
	r := newRevealer(input(t, files, Coordinators))
	var got []string
	for _, b := range r.topicBalance(r.repo.Cohorts.Get("new")) {
		got = append(got, b.Topic)
	}
	if want := []string{"Topic D", "Topic B", "Topic C", "Topic A"}; !slices.Equal(got, want) {
		t.Errorf("the topics are %v, want %v", got, want)
	}
}

// TestAPageThatMovedKeepsItsAddress gives nobody a page at an address that a page of the
// handbook once had.
func TestAPageThatMovedKeepsItsAddress(t *testing.T) {
	files := mini.Files(mini.Everything)
	files["content/people/README.md"] = mini.File("# People\n")
	files["content/about-us.md"] = mini.File("---\nmoved_from: [people/idada.md]\n---\n# About us\n")
	v := newVeil(input(t, files, Coordinators).Repo, Coordinators)
	if got := v.pages["idada"]; got == "people/idada.html" || got == "" {
		t.Errorf("the person's page is %q", got)
	}
	if got := v.pages["idbob"]; got != "people/idbob.html" {
		t.Errorf("another person's page is %q", got)
	}
}
