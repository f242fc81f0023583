package health_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"pairbook/generator/internal/health"
	"pairbook/generator/internal/measure"
	"pairbook/generator/internal/record"
)

// listed is a scene's people with names and accounts, and three entries: of a pairing, of a person, and of one that rests.
func listed() ([]health.Entry, record.Table[record.PersonID, *record.Person]) {
	s := newScene()
	s.people["ash"].Name, s.people["bay"].Name = "Ash Grey", "bay"
	s.people["cyd"].GitHub = "cyd-1"
	for id, p := range map[record.PersonID]*record.Person{
		"dan": {Name: "Dan Fox", GitHub: "dan-2"}, "eve": {GitHub: "eve-3", Left: start}, "fin": {GitHub: "fin-4", Left: start.Add(1)}, "gil": {Name: "Gil"},
	} {
		p.ID, s.people[id] = id, p
	}
	s.cohort.Coordinators = []record.PersonID{"dan", "cyd", "eve", "fin", "gil", "nobody"}
	s.pairing.Mentors = append(s.pairing.Mentors, record.Member{Person: "gil", As: record.Adviser}, record.Member{Person: "dan", Until: start.Add(-1)})
	c := &measure.Cohort{Record: s.cohort, Program: s.program, AsOf: start}
	quiet := health.Entry{Rule: health.RuleOf(health.IsQuiet), Cohort: c, Pairing: &measure.Pairing{Record: s.pairing}, Seen: "no log for 60 days", Next: health.Call,
		Records: []string{"a.yaml", "b.yaml"}, Also: []health.Kind{health.ActionsOverdue}}
	without := health.Entry{Rule: health.RuleOf(health.IsUnmatched), Cohort: &measure.Cohort{Record: s.cohort, AsOf: start}, Person: "dan", Party: record.Mentees, Seen: "in no pairing",
		Next: health.OtherMatch, Records: []string{"c.yaml"}}
	resting := health.Entry{Rule: health.RuleOf(health.IsUnmatched), Cohort: c, Pairing: quiet.Pairing, Person: "bay", Seen: "waits", Next: health.WriteHello, Records: []string{},
		Snoozed: &record.Attention{Until: start.Add(9), Note: "wrote", Source: at("attention/otter.yaml")}}
	return []health.Entry{quiet, without, resting}, record.NewTable(s.people)
}

// TestListInWords: what rests comes under its own heading, and who stands by or is no member any more is not named.
func TestListInWords(t *testing.T) {
	t.Parallel()
	entries, people := listed()
	const head, quiet = "As of 7 Sep 2026: 2 to look at, 1 resting.\n", `
Best today

  autumn/otter (Ash Grey): no meeting logged lately
    seen: no log for 60 days
    next: call, or ask for ten minutes
    a.yaml
    b.yaml
`
	const without, resting = `
This week

  autumn, dan (Dan Fox): without a pairing
    seen: in no pairing
    next: look for a match that fits
    c.yaml
`, `
Looked at, and resting

  autumn/otter, bay: without a pairing
    seen: waits
    next: write a hello
    rests until 16 Sep 2026: wrote
`
	silent := entries[2]
	silent.Snoozed = &record.Attention{Until: start.Add(9)}
	for _, test := range []struct {
		entries []health.Entry
		want    string
	}{
		{nil, "Nothing waits for a coordinator as of 7 Sep 2026.\n"},
		{entries, head + quiet + without + resting},
		{entries[1:2], "As of 7 Sep 2026: 1 to look at.\n" + without},
		{[]health.Entry{entries[1], entries[1]}, "As of 7 Sep 2026: 2 to look at.\n" + without + strings.SplitAfter(without, "This week\n")[1]},
		{[]health.Entry{silent}, "As of 7 Sep 2026: 0 to look at, 1 resting.\n" + strings.Replace(resting, ": wrote", "", 1)},
	} {
		var w strings.Builder
		health.ListText(&w, test.entries, people, start)
		if diff := cmp.Diff(test.want, w.String()); diff != "" {
			t.Error(diff)
		}
	}
}

// TestListAsJSON names the accounts of coordinators who have not left, once each, and leaves out what an entry is not about.
func TestListAsJSON(t *testing.T) {
	t.Parallel()
	entries, people := listed()
	get := func(entries []health.Entry) string {
		data, err := json.Marshal(health.ListJSON(entries, people, start))
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	quote := func(words string) string {
		data, _ := json.Marshal(words)
		return string(data)
	}
	want := `{"as_of":"2026-09-07","coordinators":["cyd-1","dan-2","fin-4"],"entries":[` +
		`{"cohort":"autumn","pairing":"otter","names":["Ash Grey"],"kind":"quiet","also":["actions-overdue"],"words":"no meeting logged lately","urgency":"now","seen":"no log for 60 days",` +
		`"records":["a.yaml","b.yaml"],"next":"call","message":` + quote(entries[0].Message()) + `},` +
		`{"cohort":"autumn","person":"dan","names":["Dan Fox"],"party":"mentee","kind":"unmatched","words":"without a pairing","urgency":"this-week","seen":"in no pairing",` +
		`"records":["c.yaml"],"next":"other-match","message":` + quote(entries[1].Message()) + `},` +
		`{"cohort":"autumn","pairing":"otter","person":"bay","kind":"unmatched","words":"without a pairing","urgency":"this-week","seen":"waits",` +
		`"records":[],"next":"hello","message":` + quote(entries[2].Message()) + `,"snoozed":{"until":"2026-09-16","note":"wrote","record":"attention/otter.yaml"}}]}`
	if diff := cmp.Diff(want, get(entries)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(`{"as_of":"2026-09-07","coordinators":[],"entries":[]}`, get(nil)); diff != "" {
		t.Error(diff)
	}
	entries[0].Cohort.Program.Coordinators = []record.PersonID{"gil"}
	entries[0].Cohort.Record.Coordinators = nil
	if got := get(entries[:1]); !strings.HasPrefix(got, `{"as_of":"2026-09-07","coordinators":[],`) {
		t.Errorf("gil has no account: %s", got)
	}
}

// TestAnEntryIsOfEachOfItsKinds, first or also.
func TestAnEntryIsOfEachOfItsKinds(t *testing.T) {
	t.Parallel()
	e := health.Entry{Rule: health.RuleOf(health.IsQuiet), Also: []health.Kind{health.MilestoneLate, health.ActionsOverdue}}
	for kind, want := range map[health.Kind]bool{health.IsQuiet: true, health.MilestoneLate: true, health.ActionsOverdue: true, health.NotMet: false} {
		if e.Is(kind) != want {
			t.Errorf("%s: %v", kind, !want)
		}
	}
	if r := health.RuleOf("invented"); r.Kind != "invented" || r.Words != "invented" || r.Urgency != "" {
		t.Errorf("a kind without a rule: %+v", r)
	}
}
