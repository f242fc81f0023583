package veil

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"pairbook/generator/internal/health"
	"pairbook/generator/internal/view"
	"pairbook/generator/test/mini"
)

// attentionOf shows the list of attention of the miniature with three silent pairings more, one
// of which somebody has looked at.
func attentionOf(t *testing.T, publish string, audience Audience) (*view.Attention, *view.Programme) {
	t.Helper()
	files := mini.Files(mini.Defaults + "publish: {" + publish + "}\n")
	files[programFile].Data = []byte(replaced(string(files[programFile].Data), "health: {", "health: {quiet: {days: 25, cadences: 1}, "))
	for id, started := range map[string]string{"auk": "2026-03-10", "zebra": "2026-03-16", "booby": "2026-03-12"} {
		files["program/cohorts/spring/pairings/"+id+"/pairing.yaml"] = mini.File("mentors: [idada]\nmentees: [idbob]\nstate: active\nstarted: %s\n", started)
	}
	files["program/cohorts/spring/attention/booby-2026-03-30.yaml"] = mini.File("until: 2026-04-26\nnote: said\n")
	shown := Show(input(t, files, audience))
	return shown.Attention, shown
}

// TestWhoCouldUseAHello is told everybody by the pairings' pages, in no order of need, without
// whom somebody looks after already; and each cohort has its part of the list.
func TestWhoCouldUseAHello(t *testing.T) {
	shown, p := attentionOf(t, "people: names, health: true, attention: true", Public)
	cohort := view.Link{Words: "Spring 2026", Path: "cohorts/spring/index.html"}
	var want []view.Look
	for _, id := range []string{"auk", "idada-iddot"} {
		want = append(want, view.Look{CohortID: "spring", Cohort: cohort, Pairing: view.Link{Words: id, Path: "cohorts/spring/pairings/" + id + ".html"}, Kind: "say-hello", Words: "could use a hello"})
	}
	want[1].Kind, want[1].Words = "quiet", health.RuleOf(health.IsQuiet).Words
	if diff := cmp.Diff(&view.Attention{Entries: want}, shown); diff != "" {
		t.Error(diff)
	}
	for _, c := range p.Cohorts {
		if len(c.Hello) != map[string]int{"spring": 2}[c.ID] {
			t.Errorf("%s has %d entries", c.ID, len(c.Hello))
		}
	}
	for _, publish := range []string{"people: names, health: true", "people: names, attention: true"} {
		if shown, _ := attentionOf(t, publish, Public); shown != nil {
			t.Errorf("with %s: %+v", publish, shown)
		}
	}
}

// TestWhatACoordinatorLooksAt is the whole list, with why, what to do, and what rests.
func TestWhatACoordinatorLooksAt(t *testing.T) {
	shown, p := attentionOf(t, "people: names", Coordinators)
	about := func(looks []view.Look) (all []string) {
		for _, l := range looks {
			all = append(all, fmt.Sprint(l.About(), ", ", l.People, ", ", l.ID, ", ", l.Kind, ", ", l.When, ", ", l.Next, ", ", l.Also, ", ", l.Until, ", ", l.Note))
		}
		return all
	}
	const first, both = "introduce them again, with a date, [], ", ", Nameada Firthada and Namebob Firthbob, "
	want := []string{
		"idada-iddot, Nameada Firthada and Namedot Firthdot, , quiet, best today, call, or ask for ten minutes, [milestone-late], , ",
		"zebra" + both + ", not-met, this week, " + first + ", ",
		"auk" + both + ", say-hello, this week, " + first + ", ",
		"Nameeve Firtheve, , ideve, waiting, this week, write a hello, [], , ",
		"Nameada Firthada, , idada, over-capacity, this week, call, or ask for ten minutes, [], , ",
	}
	if diff := cmp.Diff(want, about(shown.Entries)); diff != "" {
		t.Error(diff)
	}
	want = []string{"booby" + both + ", not-met, this week, " + first + "2026-04-26, said", "lapwing" + both + ", say-hello, this week, write a hello, [], 2026-04-26, attentionword"}
	if diff := cmp.Diff(want, about(shown.Resting)); diff != "" {
		t.Error(diff)
	}
	if len(shown.Rules) != len(health.Rules()) || shown.Rules[0].Words == "" || shown.Backtest == nil || shown.Backtest.Rests == "" {
		t.Errorf("the rules are %+v, the backtest %+v", shown.Rules, shown.Backtest)
	}
	if n := len(p.Cohorts[0].Hello); n != len(shown.Entries) {
		t.Errorf("the cohort has %d entries", n)
	}
}

// TestAnEntryAboutAPerson names them, and nobody of a pairing, and the records that show it.
func TestAnEntryAboutAPerson(t *testing.T) {
	shown, _ := attentionOf(t, "people: names", Coordinators)
	i := slices.IndexFunc(shown.Entries, func(l view.Look) bool { return l.ID == "ideve" })
	eve := shown.Entries[i]
	const cohort, file = "program/cohorts/spring/cohort.yaml", "program/cohorts/spring/enrolments/ideve.yaml"
	want := view.Look{CohortID: "spring", Cohort: view.Link{Words: "Spring 2026", Path: "cohorts/spring/index.html"}, Kind: "waiting", Words: "waiting for a place",
		Person: &view.Who{Words: "Nameeve Firtheve", Path: "people/ideve.html", Party: "mentee"}, ID: "ideve", Urgency: "this-week", When: "this week",
		Seen: "Waiting since 2 Mar 2026 at the latest", Step: "hello", Next: "write a hello", Message: eve.Message,
		Records: []view.Record{{Path: cohort, Address: atRepo + "blob/main/" + cohort}, {Path: file, Address: atRepo + "blob/main/" + file}},
		Groups: []view.RecordGroup{{Folder: "spring", Records: []view.Link{{Words: "cohort", Address: atRepo + "blob/main/" + cohort}}},
			{Folder: "enrolments", Records: []view.Link{{Words: "ideve", Address: atRepo + "blob/main/" + file}}}}}
	if diff := cmp.Diff(want, eve); diff != "" || len(eve.Message) != 2 {
		t.Errorf("%s, %q", diff, eve.Message)
	}
}
