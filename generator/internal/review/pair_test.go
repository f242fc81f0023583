package review

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

const (
	september = otter + "sessions/2026-09-21.md" // Grace and Noor met, with two actions
	october   = otter + "sessions/2026-10-05.md" // and again, with notes
	november  = otter + "sessions/2026-11-20.md" // not there yet
)

func logOf(day string, lines ...string) string {
	return "---\ndate: " + day + "\n" + strings.Join(append(lines, ""), "\n") + "---\n"
}

// theirs is a base in which both have confirmed a meeting, signed, and met alone.
func theirs(t tester) fstest.MapFS {
	return with(theBase(t),
		otter+"sessions/2026-10-19.md", logOf("2026-10-19", "duration: 45m", "confirmed: [grace, noor]", "next: 2026-11-02", "actions: [{id: read, what: Read on}, {id: write, what: Write on}]")+"We read aloud, slowly, and from the beginning.\n",
		otter+"sessions/2026-10-20.md", logOf("2026-10-20", "attended: [noor]"),
		otter+"sessions/2026-11-02.md", logOf("2026-11-02", "confirmed: [grace]", "format: video", "topics: [careers]", "guests: [sam, pat]", "goals: [{id: talk, percent: 40}]", "dropped: [library]", "introductions: [an editor]"),
		otter+"plan.yaml", "goals:\n  - {id: chapter, text: Hand in the first chapter, set: 2026-09-14}\n  - {id: talk, text: Give a talk, set: 2026-09-14}\n"+
			"agreement:\n  - {person: noor, signed: 2026-09-14}\n  - {person: grace, signed: 2026-09-15}\nmilestones:\n  - {id: agreement, done: 2026-09-15}\n")
}

// pairCase is a change by a member of otter. The lane is routine if no part of a
// reason is given.
type pairCase struct {
	name   string
	author string // noor-reads, unless another is
	path   string
	text   string   // what the file is to hold; without it,
	edits  []string // what is replaced in it, and by what
	also   []string // more paths and texts
	base   func(t tester, base fstest.MapFS) fstest.MapFS
	want   []string // parts of reasons
	passes bool     // whether it is allowed all the same, only not unread
}

func (c pairCase) holds(t *testing.T) {
	base := theirs(t)
	if c.base != nil {
		base = c.base(t, base)
	}
	text := c.text
	if text == "" {
		text = strings.NewReplacer(c.edits...).Replace(string(base[c.path].Data))
		if text == string(base[c.path].Data) {
			t.Fatal("nothing is changed")
		}
	}
	author := Author{Login: c.author}
	if c.author == "" {
		author.Login = "noor-reads"
	} else if c.author == "gracewrites" {
		author.ID = 2001
	}
	r := Of(input(t, base, with(base, append([]string{c.path, text}, c.also...)...), author))
	reasons := fmt.Sprint(r.Reasons)
	if len(c.want) == 0 {
		if r.Lane != Routine {
			t.Errorf("lane %s: %s", r.Lane, reasons)
		}
		return
	}
	if r.Lane != Careful {
		t.Errorf("lane %s", r.Lane)
	}
	for _, part := range c.want {
		if !strings.Contains(reasons, part) {
			t.Errorf("no reason says %q: %s", part, reasons)
		}
	}
	if r.Changes[0].Allowed != c.passes {
		t.Errorf("allowed: %v", r.Changes[0].Allowed)
	}
}

func runPairs(t *testing.T, cases []pairCase) {
	t.Helper()
	for _, c := range cases {
		t.Run(c.name, c.holds)
	}
}

// What a pair does alone stays routine.
func TestGoodLogsAreRoutine(t *testing.T) {
	plan, shared := otter+"plan.yaml", otter+"sessions/2026-10-19.md"
	runPairs(t, []pairCase{
		{name: "a day", path: november, text: logOf("2026-11-20")},
		{name: "something done", path: otter + "actions/read.yaml", text: "done: 2026-11-18\n"},
		{name: "something given up", path: otter + "actions/write.yaml", text: "dropped: 2026-11-21\n"},
		{name: "tomorrow, where the day begins earlier", path: otter + "sessions/2026-11-21.md", text: logOf("2026-11-21")},
		{name: "both attended", path: november, text: logOf("2026-11-20", "attended: [grace, noor]")},
		{name: "nobody came", path: november, text: logOf("2026-11-20", "attended: []")},
		{name: "a second one that day", path: otter + "sessions/2026-11-20-2.md", text: logOf("2026-11-20"), also: []string{november, logOf("2026-11-20")}},
		{name: "confirmed by oneself", path: november, text: logOf("2026-11-20", "confirmed: [noor]")},
		{name: "confirmed by oneself later", path: october, edits: []string{"done:", "confirmed: [noor]\ndone:"}},
		{name: "confirmed by oneself beside another", author: "gracewrites", path: otter + "sessions/2026-11-02.md", edits: []string{"[grace]", "[grace, grace]"}},
		{name: "and after another", path: otter + "sessions/2026-11-02.md", edits: []string{"[grace]", "[noor, grace]"}},
		{name: "own confirmation taken back", path: shared, edits: []string{"[grace, noor]", "[grace]"}},
		{name: "the order of confirmations", path: shared, edits: []string{"[grace, noor]", "\n  - noor\n  - \"grace\""}},
		{name: "the order of who attended", path: otter + "sessions/2026-11-02.md", edits: []string{"goals", "attended: [noor, grace]\ngoals"}},
		{name: "notes corrected", path: shared, edits: []string{"slowly, and", "slowly and"}},
		{name: "notes grown", path: october, edits: []string{"better.", "better. Much better, if one has the time for it."}},
		{name: "a duration corrected", path: september, edits: []string{"55m", "50m"}},
		{name: "an action less", path: shared, edits: []string{"{id: read, what: Read on}, ", ""}},
		{name: "another topic", path: otter + "sessions/2026-11-02.md", edits: []string{"[careers]", "[writing]", "[sam, pat]", "[sam]"}},
		{name: "a meeting of one alone was of both", path: otter + "sessions/2026-10-20.md", edits: []string{"[noor]", "[noor, grace]"}},
		{name: "a meeting of one alone was none", path: otter + "sessions/2026-10-20.md", edits: []string{"[noor]", "[]"}},
		{name: "a goal reached", path: plan, edits: []string{"set: 2026-09-14}\nagreement", "set: 2026-09-14, done: 2026-11-18}\nagreement"}},
		{name: "a goal less, and one more", path: plan, edits: []string{"{id: chapter, text: Hand in the first chapter, set: 2026-09-14}", "{id: paper, text: Hand in a paper}"}},
		{name: "own signature taken back", path: plan, edits: []string{"  - {person: noor, signed: 2026-09-14}\n", ""}},
		{name: "own signature of another day", path: plan, edits: []string{"noor, signed: 2026-09-14", "noor, signed: 2026-09-20"}},
		{name: "the order of signatures", path: plan, edits: []string{"  - {person: noor, signed: 2026-09-14}\n  - {person: grace, signed: 2026-09-15}\n", "  - {person: grace, signed: 2026-09-15}\n  - {person: noor, signed: 2026-09-14}\n"}},
		{name: "a new plan", author: "zuriz", path: heron + "plan.yaml", text: "agreement:\n  - {person: zuri, signed: 2026-11-20}\n", base: func(t tester, base fstest.MapFS) fstest.MapFS { return with(base, heron+"plan.yaml", "") }},
		{name: "on the first day of a member", author: "zuriz", path: heron + "sessions/2026-11-01.md", text: logOf("2026-11-01", "attended: [zuri, kofi]")},
		{name: "on the first day of the pairing", path: otter + "sessions/2026-09-14.md", text: logOf("2026-09-14")},
		{name: "on the last day of the cohort", path: november, text: logOf("2026-11-20"), base: ends("2026-11-20")},
		{name: "before the pairing ends", path: november, text: logOf("2026-11-20"), base: state("completed\nended: 2026-11-21")},
		{name: "while it is paused", path: november, text: logOf("2026-11-20"), base: state("paused\npauses: [{from: 2026-11-16}]")},
		{name: "before one leaves the cohort", path: november, text: logOf("2026-11-20"), base: enrolled("left: 2026-11-21")},
		{name: "by somebody who is not enrolled", path: november, text: logOf("2026-11-20"), base: func(t tester, base fstest.MapFS) fstest.MapFS {
			return with(base, "program/cohorts/2026-autumn/enrolments/noor.yaml", "")
		}},
	})
}

// Changes of the base: the cohort's end, the state of otter, and Noor's
// enrolment.
func ends(day string) func(t tester, base fstest.MapFS) fstest.MapFS {
	return func(t tester, base fstest.MapFS) fstest.MapFS {
		return edited(base, "program/cohorts/2026-autumn/cohort.yaml", "2027-03-05", day)
	}
}

func state(words string) func(t tester, base fstest.MapFS) fstest.MapFS {
	return func(t tester, base fstest.MapFS) fstest.MapFS {
		return edited(base, otter+"pairing.yaml", "state: active", "state: "+words)
	}
}

func enrolled(line string) func(t tester, base fstest.MapFS) fstest.MapFS {
	return func(t tester, base fstest.MapFS) fstest.MapFS {
		return with(base, "program/cohorts/2026-autumn/enrolments/noor.yaml", "mentee: {}\n"+line+"\n")
	}
}

// Nobody can confirm a meeting, sign, or take either back in the name of somebody
// else, however the id is spelt.
func TestNobodySpeaksForAnother(t *testing.T) {
	plan, shared := otter+"plan.yaml", otter+"sessions/2026-10-19.md"
	confirms := []string{"confirms the meeting in the name of grace"}
	runPairs(t, []pairCase{
		{name: "in a new log", path: november, text: logOf("2026-11-20", "confirmed: [grace]"), want: confirms},
		{name: "beside oneself", path: november, text: logOf("2026-11-20", "confirmed: [noor, grace]"), want: confirms},
		{name: "twice", path: november, text: logOf("2026-11-20", "confirmed: [grace, grace]"), want: confirms},
		{name: "as a list of lines", path: november, text: logOf("2026-11-20", "confirmed:", "  - noor", "  - 'grace'"), want: confirms},
		{name: "as a JSON text", path: november, text: logOf("2026-11-20", `"confirmed": ["noor", "gr\u0061ce"]`), want: confirms},
		{name: "folded", path: november, text: logOf("2026-11-20", "confirmed:", "  - >-", "    grace"), want: confirms},
		{name: "in other case", path: november, text: logOf("2026-11-20", "confirmed: [Grace]"), want: []string{"1 mistake"}, passes: true},
		{name: "by an anchor", path: november, text: logOf("2026-11-20", "attended: [noor, &g grace]", "confirmed: [*g]"), want: []string{"mistake"}, passes: true},
		{name: "a second time under the key", path: november, text: logOf("2026-11-20", "confirmed: [noor]", "confirmed: [grace]"), want: []string{"mistake"}, passes: true},
		{name: "by the id of before", path: november, text: logOf("2026-11-20", "confirmed: [amber]"), want: []string{"in the name of amber", "1 mistake"},
			base: func(t tester, base fstest.MapFS) fstest.MapFS {
				return edited(base, "program/people/grace.yaml", "alias: Amber", "formerly: [amber]")
			}},
		{name: "by one's own id of before", path: november, text: logOf("2026-11-20", "confirmed: [nour]"), want: []string{"in the name of nour", "1 mistake"},
			base: func(t tester, base fstest.MapFS) fstest.MapFS {
				return edited(base, "program/people/noor.yaml", "alias: Birch", "formerly: [nour]")
			}},
		{name: "by several, in some order", path: november, text: logOf("2026-11-20", "confirmed: [wren, grace, ines]"), want: []string{"name of grace, and each does that in a pull request of their own program", "name of ines", "name of wren, and each does that in a pull request of their own]"}},
		{name: "by somebody from elsewhere", path: november, text: logOf("2026-11-20", "confirmed: [wren]"), want: []string{"in the name of wren"}},
		{name: "into a log that is there", path: september, edits: []string{"duration", "confirmed: [grace]\nduration"}, want: confirms},
		{name: "for another and one's own", path: october, edits: []string{"done:", "confirmed: [grace, noor]\ndone:"}, want: confirms},
		{name: "in the second of two logs", path: otter + "sessions/2026-11-20-2.md", text: logOf("2026-11-20", "confirmed: [grace]"), also: []string{november, logOf("2026-11-20", "confirmed: [noor]")}, want: confirms},
		{name: "the mentor for the mentee", author: "gracewrites", path: october, edits: []string{"done:", "confirmed: [noor]\ndone:"}, want: []string{"in the name of noor"}},
		{name: "taken back", path: shared, edits: []string{"[grace, noor]", "[noor]"}, want: []string{"takes back that grace confirmed"}},
		{name: "taken back with the field", path: otter + "sessions/2026-11-02.md", edits: []string{"confirmed: [grace]\n", ""}, want: []string{"takes back that grace confirmed"}},
		{name: "turned into one's own", path: otter + "sessions/2026-11-02.md", edits: []string{"confirmed: [grace]", "confirmed: [noor]"}, want: []string{"takes back that grace confirmed"}},
		{name: "put under another length", path: shared, edits: []string{"45m", "8h"}, want: []string{"how long it was", "grace confirmed"}},
		{name: "put under another attendance", path: otter + "sessions/2026-11-02.md", edits: []string{"format", "attended: [grace]\nformat"}, want: []string{"who was there", "no longer"}},

		{name: "signs", author: "zuriz", path: heron + "plan.yaml", edits: []string{"goals:", "agreement:\n  - {person: kofi, signed: 2026-11-02}\ngoals:"}, want: []string{"signs in the name of kofi"}},
		{name: "signs for both", author: "zuriz", path: heron + "plan.yaml", edits: []string{"goals:", "agreement: [{person: zuri, signed: 2026-11-02}, {signed: 2026-11-02, person: kofi}]\ngoals:"}, want: []string{"signs in the name of kofi"}},
		{name: "signs in a new plan", author: "zuriz", path: heron + "plan.yaml", text: "agreement:\n  - {person: kofi, signed: 2026-11-02}\n", want: []string{"signs in the name of kofi"},
			base: func(t tester, base fstest.MapFS) fstest.MapFS { return with(base, heron+"plan.yaml", "") }},
		{name: "signs for who was there before", author: "kofi-k", path: heron + "plan.yaml", edits: []string{"goals:", "agreement:\n  - {person: olive, signed: 2026-09-14}\ngoals:"}, want: []string{"signs in the name of olive"}},
		{name: "another day for the other", path: plan, edits: []string{"2026-09-15}\nmilestones", "2026-09-16}\nmilestones"}, want: []string{"changes the day on which grace signed"}},
		{name: "a second day for the other", path: plan, edits: []string{"milestones", "  - {person: grace, signed: 2026-10-15}\nmilestones"}, want: []string{"changes the day on which grace signed"}},
		{name: "the other's signature is gone", path: plan, edits: []string{"  - {person: grace, signed: 2026-09-15}\n", ""}, want: []string{"takes the signature of grace away"}},
		{name: "all signatures are gone", path: plan, edits: []string{"agreement:\n  - {person: noor, signed: 2026-09-14}\n  - {person: grace, signed: 2026-09-15}\n", ""}, want: []string{"takes the signature of grace away"}},
		{name: "made one's own", path: plan, edits: []string{"person: grace", "person: noor"}, want: []string{"takes the signature of grace away"}},
	})
}

// What counted must still count, and nothing is emptied that may not be deleted.
func TestNothingIsEmptied(t *testing.T) {
	plan, shared, rich := otter+"plan.yaml", otter+"sessions/2026-10-19.md", otter+"sessions/2026-11-02.md"
	counted := []string{"the meeting counted, and would no longer"}
	away := func(field string) []string { return []string{"takes away all that was under " + field} }
	runPairs(t, []pairCase{
		{name: "nobody came, now", path: october, edits: []string{"done:", "attended: []\ndone:"}, want: counted},
		{name: "one was alone, now", path: october, edits: []string{"done:", "attended: [noor]\ndone:"}, want: counted},
		{name: "two, but from elsewhere", path: october, edits: []string{"done:", "attended: [noor, wren]\ndone:"}, want: counted},
		{name: "replaced", path: september, text: logOf("2026-09-21", "attended: []"), want: []string{counted[0], "all that was under actions", "all that was under duration"}},
		{name: "another day", path: october, edits: []string{"2026-10-05", "2026-11-05"}, want: []string{"1 mistake"}, passes: true},
		{name: "a day before it began", path: october, edits: []string{"2026-10-05", "2026-09-05"}, want: []string{"2 mistakes", "the author was no member on 2026-09-05"}},
		{name: "no day", path: october, edits: []string{"date: 2026-10-05\n", ""}, want: []string{"1 mistake"}, passes: true},
		{name: "no front matter", path: october, text: "Slower is better.\n", want: []string{"1 mistake"}, passes: true},
		{name: "nothing at all", path: october, text: "\n", want: []string{"1 mistake"}, passes: true},
		{name: "only the day is left", path: october, text: logOf("2026-10-05"), want: []string{"all that was under done", "most of the notes"}},
		{name: "no length", path: shared, edits: []string{"duration: 45m\n", ""}, want: away("duration")},
		{name: "a length of nothing", path: september, edits: []string{"duration: 55m", "duration:"}, want: []string{"1 mistake"}, passes: true},
		{name: "no next", path: shared, edits: []string{"next: 2026-11-02\n", ""}, want: away("next")},
		{name: "no format", path: rich, edits: []string{"format: video\n", ""}, want: away("format")},
		{name: "no topics", path: rich, edits: []string{"[careers]", "[]"}, want: away("topics")},
		{name: "no guests", path: rich, edits: []string{"guests: [sam, pat]\n", ""}, want: away("guests")},
		{name: "no goals", path: rich, edits: []string{"goals: [{id: talk, percent: 40}]\n", ""}, want: away("goals")},
		{name: "another goal", path: rich, edits: []string{"id: talk", "id: chapter"}, want: away("goals")},
		{name: "nothing dropped", path: rich, edits: []string{"dropped: [library]\n", ""}, want: away("dropped")},
		{name: "another dropped", path: rich, edits: []string{"dropped: [library]\n", "dropped: [outline]\n"}, want: away("dropped")},
		{name: "no introductions", path: rich, edits: []string{"introductions: [an editor]\n", ""}, want: away("introductions")},
		{name: "nothing done", path: october, edits: []string{"done: [outline]\n", ""}, want: away("done")},
		{name: "no actions", path: september, edits: []string{"actions:\n  - {id: outline, who: noor, what: Write an outline, due: 2026-10-05}\n  - {id: library, who: grace, what: Ask the library, due: 2026-11-12}\n", ""}, want: away("actions")},
		{name: "other actions", path: september, edits: []string{"id: outline", "id: a", "id: library", "id: b"}, want: away("actions")},
		{name: "no notes", path: shared, edits: []string{"We read aloud, slowly, and from the beginning.\n", ""}, want: []string{"most of the notes"}},
		{name: "a dot for the notes", path: shared, edits: []string{"We read aloud, slowly, and from the beginning.", "."}, want: []string{"most of the notes"}},
		{name: "a word of the notes, many times", path: shared, edits: []string{"We read aloud, slowly, and from the beginning.", "We We We We We We We We"}, want: []string{"most of the notes"}},
		{name: "half of the notes", path: shared, edits: []string{"We read aloud, slowly, and from the beginning.", "We read aloud, slowly,"}},
		{name: "less than half of them", path: shared, edits: []string{"We read aloud, slowly, and from the beginning.", "We read aloud,"}, want: []string{"most of the notes"}},
		{name: "markup behind an escape", path: november, text: logOf("2026-11-20", `guests: ["\x3cb>"]`), want: []string{"HTML or an image"}, passes: true},
		{name: "an empty plan", path: plan, text: "goals: []\n", want: []string{"all that was under goals", "all that was under milestones", "the signature of grace"}},
		{name: "no goals in the plan", path: plan, edits: []string{"goals:\n  - {id: chapter, text: Hand in the first chapter, set: 2026-09-14}\n  - {id: talk, text: Give a talk, set: 2026-09-14}\n", ""}, want: away("goals")},
		{name: "other goals in the plan", author: "kofi-k", path: heron + "plan.yaml", edits: []string{"id: field", "id: x"}, want: away("goals")},
		{name: "no milestones", path: plan, edits: []string{"milestones:\n  - {id: agreement, done: 2026-09-15}\n", ""}, want: away("milestones")},
		{name: "a plan without anything", path: plan, text: "{}\n", want: []string{"all that was under goals"}},
		{name: "a plan that was not read", path: plan, text: "goals:\n  - {id: chapter, text: Hand in a chapter}\n", want: []string{"could not be read"}, passes: true,
			base: func(t tester, base fstest.MapFS) fstest.MapFS { return with(base, plan, "goals: [\n") }},
	})
}

// What a pairing says of itself is its members', and nothing else in its record.
func TestWhatAPairingSaysOfItself(t *testing.T) {
	record := otter + "pairing.yaml"
	words := "title: The almanac\nsummary: We print it anew.\nlinks: [{title: The issue, url: https://example.org/1}]\n"
	said := func(t tester, base fstest.MapFS) fstest.MapFS {
		return with(base, record, words+"# A coordinator's word.\n"+string(base[record].Data))
	}
	coordinators := []string{"it is for the coordinators"}
	runPairs(t, []pairCase{
		{name: "a title", path: record, edits: []string{"state:", "title: The almanac\nstate:"}},
		{name: "all of it, by the mentor", author: "gracewrites", path: record, edits: []string{"state:", words + "state:"}},
		{name: "another title", path: record, base: said, edits: []string{"The almanac", "'The almanac: a new one'"}},
		{name: "another link", path: record, base: said, edits: []string{"[{title: The issue, url: https://example.org/1}]", "\n  - https://example.org/2"}},
		{name: "no title", path: record, base: said, edits: []string{"title: The almanac\n", ""}, want: []string{"takes away all that was under title"}},
		{name: "no links", path: record, base: said, edits: []string{"[{title: The issue, url: https://example.org/1}]", "[]"}, want: []string{"takes away all that was under links"}},
		{name: "HTML", path: record, edits: []string{"state:", "title: <b>The almanac\nstate:"}, want: []string{"HTML or an image"}, passes: true},
		{name: "a long title", path: record, edits: []string{"state:", "title: " + strings.Repeat("wide ", 25) + "\nstate:"}, want: []string{"longer than a page has room for"}, passes: true},
		{name: "a link that runs", path: record, edits: []string{"state:", "links: ['javascript:alert(1)']\nstate:"}, want: []string{"1 mistake"}, passes: true},
		{name: "a state besides", path: record, edits: []string{"state: active", "title: The almanac\nstate: paused\npauses: [{from: 2026-11-20}]"}, want: coordinators},
		{name: "a comment", path: record, base: said, edits: []string{"A coordinator's word", "Ours"}, want: coordinators},
		{name: "a member besides", path: record, edits: []string{"[noor]", "[noor, zuri]", "state:", "title: The almanac\nstate:"}, want: coordinators},
		{name: "by a stranger", author: "zuriz", path: record, edits: []string{"state:", "title: The almanac\nstate:"}, want: []string{"no member of 2026-autumn/otter"}},
		{name: "of another's", path: heron + "pairing.yaml", edits: []string{"state:", "title: The almanac\nstate:"}, want: []string{"no member of 2026-autumn/heron"}},
		{name: "when it is over", path: record, edits: []string{"state:", "title: The almanac\nstate:"}, want: []string{"is over"}, passes: true, base: state("ended\nended: 2026-11-20\nreason: time")},
	})
}

// TestNamesAreToldOnceAndInOrder, however often and wherever a log has them.
func TestNamesAreToldOnceAndInOrder(t *testing.T) {
	base := theBase(t)
	r := Of(input(t, base, with(base, november, logOf("2026-11-20", "confirmed: [wren, grace, wren]")), Author{"noor-reads", 0}))
	var got []string
	for _, why := range r.Reasons {
		if _, name, found := strings.Cut(why.String(), "in the name of "); found {
			got = append(got, name[:5]+why.names[0])
		}
	}
	if want := []string{"grace" + november, "wren," + november}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q: %v", got, want, r.Reasons)
	}
}

// TestAFileThatNothingReads is told as such beside a mistake in another.
func TestAFileThatNothingReads(t *testing.T) {
	base := theBase(t)
	r := Of(input(t, base, with(base, otter+"sessions/.README.md", "# Ours\n", november, logOf("20.11.2026")), Author{"noor-reads", 0}))
	if reasons := fmt.Sprint(r.Reasons); !strings.Contains(reasons, otter+"sessions/.README.md: nothing reads it as a record") || strings.Contains(reasons, november+": nothing reads") {
		t.Error(reasons)
	}
}

// TestOpenActionsAreCounted where the end of one is filed, and not where a log adds one.
func TestOpenActionsAreCounted(t *testing.T) {
	base := theirs(t)
	for path, text := range map[string]string{otter + "actions/read.yaml": "done: 2026-11-18\n", november: logOf("2026-11-20", "actions: [{id: more, what: More}]")} {
		r := Of(input(t, base, with(base, path, text), Author{"noor-reads", 0}))
		if got, want := strings.Contains(fmt.Sprint(r.Effects), " open action"), path != november; got != want {
			t.Errorf("%s: %v", path, r.Effects)
		}
	}
}

func TestMostGone(t *testing.T) {
	for _, test := range []struct {
		was, is string
		want    bool
	}{
		{"", "", false}, {"", "a", false}, {"a", "", true}, {"a", "a", false}, {"a b", "b", false}, {"a b", "a", false}, {"a b c", "c", true}, {"a b c", "c b", false},
		{"a a b c", "a", true}, {"a a b c", "a a", false}, {"a b c d", "d d d d", true}, {"a\nb", " b\ta ", false},
	} {
		if got := mostGone(test.was, test.is); got != test.want {
			t.Errorf("%q to %q: %v", test.was, test.is, got)
		}
	}
}

// A pairing or a cohort that is over, and a day outside of the author's
// membership, need a reader.
func TestTheLaneHasItsDays(t *testing.T) {
	mine := func(want string, passes bool, base func(t tester, base fstest.MapFS) fstest.MapFS) pairCase {
		return pairCase{path: november, text: logOf("2026-11-20"), want: []string{want}, passes: passes, base: base}
	}
	cohort := func(words string) func(t tester, base fstest.MapFS) fstest.MapFS {
		return func(t tester, base fstest.MapFS) fstest.MapFS {
			return edited(base, "program/cohorts/2026-autumn/cohort.yaml", "state: running", "state: "+words)
		}
	}
	member := func(words string) func(t tester, base fstest.MapFS) fstest.MapFS {
		return func(t tester, base fstest.MapFS) fstest.MapFS {
			return edited(base, otter+"pairing.yaml", "[noor]", "[{person: noor, "+words+"}]")
		}
	}
	for name, c := range map[string]pairCase{
		"completed":           mine("the pairing 2026-autumn/otter is over", false, state("completed\nended: 2026-11-19")),
		"completed today":     mine("the pairing 2026-autumn/otter is over", true, state("completed\nended: 2026-11-20")),
		"ended":               mine("the pairing 2026-autumn/otter is over", true, state("ended\nended: 2026-11-20\nreason: time")),
		"ended without day":   mine("the pairing 2026-autumn/otter is over", true, state("ended\nreason: time")),
		"declined":            mine("the pairing 2026-autumn/otter is over", true, state("declined")),
		"a closed cohort":     mine("the cohort 2026-autumn is closed", true, cohort("closed")),
		"a cohort that ends":  mine("the cohort 2026-autumn is over", true, ends("2026-11-19")),
		"withdrawn":           mine("has left the cohort 2026-autumn", false, enrolled("status: withdrawn")),
		"left":                mine("has left the cohort 2026-autumn", false, enrolled("left: 2026-11-19")),
		"left today":          mine("has left the cohort 2026-autumn", false, enrolled("left: 2026-11-20")),
		"not yet a member":    mine("no member of 2026-autumn/otter", false, member("from: 2026-11-21")),
		"member no more":      mine("no member of 2026-autumn/otter", false, member("until: 2026-11-19")),
		"in two days":         {path: otter + "sessions/2026-11-22.md", text: logOf("2026-11-22"), want: []string{"its day, 2026-11-22, has not come yet"}, passes: true},
		"done in two days":    {path: otter + "actions/read.yaml", text: "done: 2026-11-22\n", want: []string{"its day, 2026-11-22, has not come yet"}, passes: true},
		"done by a stranger":  {author: "zuriz", path: otter + "actions/read.yaml", text: "done: 2026-11-18\n", want: []string{"no member of 2026-autumn/otter"}},
		"done before them":    {path: otter + "actions/read.yaml", text: "done: 2026-10-31\n", want: []string{"no member on 2026-10-31, the day on which the action ended"}, base: member("from: 2026-11-01")},
		"dropped in two days": {path: otter + "actions/read.yaml", text: "dropped: 2026-11-22\n", want: []string{"its day, 2026-11-22, has not come yet"}, passes: true},
		"dropped before them": {path: otter + "actions/read.yaml", text: "dropped: 2026-10-31\n", want: []string{"no member on 2026-10-31, the day on which the action ended"}, base: member("from: 2026-11-01")},
		"done, closed":        {path: otter + "actions/read.yaml", text: "done: 2026-11-18\n", want: []string{"the cohort 2026-autumn is closed"}, passes: true, base: cohort("closed")},
		"done, of no meeting": {path: otter + "actions/reed.yaml", text: "done: 2026-11-18\n", want: []string{"1 mistake"}, passes: true},
		"before the start":    {path: otter + "sessions/2026-09-13.md", text: logOf("2026-09-13"), want: []string{"no member on 2026-09-13"}},
		"before the author":   {path: otter + "sessions/2026-10-31.md", text: logOf("2026-10-31"), want: []string{"no member on 2026-10-31"}, base: member("from: 2026-11-01")},
		"the log of before":   {path: october, edits: []string{"better", "better still"}, want: []string{"no member on 2026-10-05"}, base: member("from: 2026-11-01")},
		"of the predecessor":  {author: "zuriz", path: heron + "sessions/2026-09-28.md", edits: []string{"40m", "45m"}, want: []string{"no member on 2026-09-28"}},
		"the plan, closed":    {path: otter + "plan.yaml", edits: []string{"a talk", "two talks"}, want: []string{"the cohort 2026-autumn is closed"}, passes: true, base: cohort("closed")},
		"the plan, withdrawn": {path: otter + "plan.yaml", edits: []string{"a talk", "two talks"}, want: []string{"has left the cohort"}, base: enrolled("status: withdrawn")},
		"an edit, completed":  {path: october, edits: []string{"better", "better still"}, want: []string{"is over"}, passes: true, base: state("completed\nended: 2026-11-19")},
		"two reasons":         {path: november, text: logOf("2026-11-20", "confirmed: [grace]"), want: []string{"is over", "in the name of grace"}, base: state("completed\nended: 2026-11-19")},
	} {
		t.Run(name, c.holds)
	}
}

// A file that the base has changed since is not routine: the checks have not seen
// the merge of the two changes.
func TestChangedMeanwhileIsNotRoutine(t *testing.T) {
	base := theirs(t)
	head := edited(base, october, "better", "better still")
	in := input(t, base, head, Author{"noor-reads", 0})
	if r := Of(in); r.Lane != Routine {
		t.Fatalf("lane %s: %v", r.Lane, r.Reasons)
	}
	in.Base, _ = loaded(t, edited(base, october, "done:", "duration: 45m\ndone:"))
	in.Meanwhile = []string{september, october}
	r := Of(in)
	if r.Lane != Careful || !strings.Contains(fmt.Sprint(r.Reasons), "somebody else has changed this file meanwhile") || !r.Changes[0].Allowed {
		t.Errorf("lane %s: %v", r.Lane, r.Reasons)
	}
	in.Meanwhile = []string{september}
	if r := Of(in); r.Lane != Careful { // the length that the base has is gone
		t.Errorf("lane %s: %v", r.Lane, r.Reasons)
	}
}
