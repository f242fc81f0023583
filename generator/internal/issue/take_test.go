package issue

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"pairbook/generator/internal/record"
)

// Nobody writes for another: the number of an account says who it is, its name does not.
func TestTheNumberOfAnAccountSaysWhoWrites(t *testing.T) {
	const cy = "program/people/cy.yaml"
	for _, c := range []struct {
		name, cy string
		by       Account
		message  string
		hint     string
	}{
		{"nobody's", "name: Cy\n", Account{"cy-example", 103}, "no record has the number of your account, 103", "if you take part already, have a coordinator write it into your record; if not, choose New issue, then “Join”"},
		{"two people's", "name: Cy\ngithub_id: 102\n", bo, "several records have the number of your account", "ask a coordinator which is right"},
		{"left today", "name: Cy\ngithub_id: 103\nleft: 2026-05-20\n", Account{"cy-example", 103}, "your record says that you left on 2026-05-20", "ask a coordinator"},
		{"leaves tomorrow", "name: Cy\ngithub_id: 103\nleft: 2026-05-21\n", Account{"cy-example", 103}, "", ""},
		{"a name alone", "name: Cy\ngithub: cy-Example\n", Account{"cy-example", 103}, cy + " has the name of your account but not its number, and a name can pass to somebody else", "have a coordinator add the line github_id: 103"},
		{"a name with another number", "name: Cy\ngithub: cy-example\ngithub_id: 104\n", Account{"cy-example", 103}, cy + " has the name of your account, and the number of another", "ask a coordinator which is right"},
		{"another name", "name: Cy\ngithub: cy-formerly\ngithub_id: 103\n", Account{"cy-example", 103}, "", ""},
	} {
		taken := deskWith(t, map[string]string{cy: c.cy}).Take(eventOf(t, c.by, body(WeMet(), map[string]string{"date": "2026-05-04"})))
		var want []Problem
		if c.message != "" {
			want = []Problem{{"", c.message, c.hint}}
		}
		if diff := cmp.Diff(want, taken.Problems); diff != "" || (taken.Files == nil) != (want != nil) {
			t.Errorf("%s: %+v (-want +got):\n%s", c.name, taken.Files, diff)
		}
	}
}

func TestWhatAnotherChangedIsNotTaken(t *testing.T) {
	e := eventOf(t, bo, body(WeMet(), map[string]string{"date": "2026-05-04"}))
	e.Sender = Account{"ada-example", 101}
	want := []Problem{{"", "somebody else has changed what the author of this issue wrote", "the author can edit it: what counts is what they have saved themself"}}
	if taken := desk(t).Take(e); taken.Files != nil || cmp.Diff(want, taken.Problems) != "" {
		t.Errorf("%+v", taken)
	}
}

func TestAnIssueWithoutAFormIsRefused(t *testing.T) {
	want := Taken{Problems: []Problem{{"", "this issue was not made with a form of the programme", "choose New issue, then “We met” or “Join”"}}}
	if diff := cmp.Diff(want, desk(t).Take(eventOf(t, bo, "Hello."))); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// What GitHub sends is taken only with the numbers that say whose it is.
func TestAnEventSaysWhoseItIs(t *testing.T) {
	for event, want := range map[string]bool{
		`{"issue":{"number":1,"user":{"login":"bo","id":1}},"sender":{"id":1}}`:  true,
		`{"issue":{"number":0,"user":{"login":"bo","id":1}},"sender":{"id":1}}`:  false,
		`{"issue":{"number":1,"user":{"login":"bo","id":0}},"sender":{"id":1}}`:  false,
		`{"issue":{"number":1,"user":{"login":"","id":1}},"sender":{"id":1}}`:    false,
		`{"issue":{"number":1,"user":{"login":"bo","id":1}},"sender":{"id":0}}`:  false,
		`{"issue":{"number":1,"user":{"login":"bo","id":1}}`:                     false,
		`{"issue":{"number":-1,"user":{"login":"bo","id":1}},"sender":{"id":1}}`: false,
	} {
		if e, err := Parse([]byte(event)); (err == nil) != want || (e == nil) == want {
			t.Errorf("%s: %v", event, err)
		}
	}
}

// What is wrong stands in the order of the form, and what check says of a key below
// the field that asks for it, once.
func TestProblemsStandWhereTheFormAsks(t *testing.T) {
	taken := desk(t).Take(eventOf(t, bo, body(WeMet(), map[string]string{"pairing": "2026-spring/heron", "date": "2026-05-04", "next": "x", "duration": "45"})))
	labels := []string{}
	for _, p := range taken.Problems {
		labels = append(labels, p.Label)
	}
	if diff := cmp.Diff([]string{"Which pairing?", "How long? (optional)", "When do you meet next?"}, labels); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	taken.Found("format: a hint", "choose")
	taken.Found("format: a hint", "once is enough")
	taken.Found("something is wrong", "mend it")
	var got []string
	for _, p := range taken.Problems {
		got = append(got, p.Label+" "+strings.SplitN(p.Message, ":", 2)[0])
	}
	want := []string{" something is wrong", "Which pairing? pairing", "How long? (optional) duration", "How? format", "When do you meet next? next"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// newcomer is somebody of whom no record knows.
var newcomer = Account{"dee-example", 104}

func TestANewcomerIsWrittenDownAndEnrolled(t *testing.T) {
	given := map[string]string{
		"id": "dee", "name": "Dee  O'Dell", "alias": "Wren", "zone": "Europe/London", "knows": "public speaking", "as": "- [x] as a mentor\n- [x] as a mentee\n- [ ] as a peer",
		"seeks": "public-speaking", "goal": "To be heard.", "offers": "public-speaking",
	}
	taken := desk(t).Take(eventOf(t, newcomer, body(Join(), given)))
	person := "name: Dee O'Dell\nalias: Wren\ngithub: dee-example\ngithub_id: 104\ntopics: [public-speaking]\ntime_zone: Europe/London\n"
	want := []File{{Path: "program/people/dee.yaml", Data: []byte(person)}, {
		Path: "program/cohorts/2026-spring/enrolments/dee.yaml",
		Data: []byte("mentor:\n  offers: [public-speaking]\nmentee:\n  seeks: [public-speaking]\n  goals: [To be heard.]\n"),
	}}
	if diff := cmp.Diff(want, taken.Files); diff != "" || len(taken.Problems) > 0 {
		t.Errorf("%v (-want +got):\n%s", taken.Problems, diff)
	}
	given["hide"], given["as"] = "- [x] I do not want to appear on the site", "- [ ] as a mentor\n- [ ] as a mentee\n- [x] as a peer"
	given["seeks"], given["goal"], given["offers"], given["shares"] = "", "", "", "public speaking"
	taken = desk(t).Take(eventOf(t, newcomer, body(Join(), given)))
	want[0].Data = []byte(person + "publish: false\n")
	want[1].Data = []byte("peer:\n  topics: [public-speaking]\n")
	if diff := cmp.Diff(want, taken.Files); diff != "" || len(taken.Problems) > 0 {
		t.Errorf("%v (-want +got):\n%s", taken.Problems, diff)
	}
}

func TestWhatAJoiningSaysWrong(t *testing.T) {
	for _, c := range []struct {
		name  string
		by    Account
		given map[string]string
		want  []Problem
	}{
		{"another's id", newcomer, map[string]string{"id": "ada"}, []Problem{{"Your id", `the id "ada" is somebody else’s`, "choose another"}}},
		{"another id than one's own", bo, map[string]string{"id": "dee"}, []Problem{{"Your id", "program/people/bo.yaml is your record already", "write that as your id; what your record says is changed there"}}},
		{"no part", bo, map[string]string{"id": "bo", "as": "- [ ] as a mentor"}, []Problem{{"As what?", record.PartyMessage, "tick at least one"}}},
		{"an unknown part", bo, map[string]string{"id": "bo", "as": "- [x] as a mentor\n- [x] as a guest"}, []Problem{{"As what?", `as: "as a guest" is none of mentor, mentee, peer`, ""}}},
		{"a part that is not ticked", bo, map[string]string{"id": "bo", "as": "- [x] as a mentor", "goal": "To learn."}, []Problem{{"A goal, in a sentence (optional)", "this is for a part that you did not tick, as a mentee", "tick it under “As what?”, or leave this empty"}}},
		{"no such cohort", bo, map[string]string{"id": "bo", "as": "- [x] as a mentor", "cohort": "2026-autumn"}, []Problem{{"Which cohort?", `cohort: "2026-autumn" cannot be joined`, "write one of 2026-spring"}}},
		{"an unknown topic", newcomer, map[string]string{"id": "dee", "as": "- [x] as a mentor", "knows": "Maps"}, []Problem{{"What you know about", `there is no topic "Maps" in the programme’s list`, "choose one of the list, or leave it out"}}},
		{"a peer's words without the part", bo, map[string]string{"id": "bo", "as": "- [x] as a mentor", "shares": "public speaking"}, []Problem{{"What you would like to share as a peer", "this is for a part that you did not tick, as a peer", "tick it under “As what?”, or leave this empty"}}},
	} {
		taken := desk(t).Take(eventOf(t, c.by, body(Join(), c.given)))
		if diff := cmp.Diff(c.want, taken.Problems); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
	if taken := desk(t).Take(eventOf(t, newcomer, body(Join(), map[string]string{"id": "../x", "as": "- [x] as a mentor"}))); len(taken.Problems) != 1 || taken.Problems[0].Label != "Your id" || taken.Files != nil {
		t.Errorf("%+v", taken)
	}
}

// What check says of the form's last field stands there, too.
func TestTheLastFieldHasItsProblems(t *testing.T) {
	taken := Taken{Form: Form{Fields: []Field{{Label: "First", Key: "a.one"}, {Label: "Last", Key: "a.two"}}}}
	taken.Found("two: wrong", "mend it")
	if want := []Problem{{"Last", "two: wrong", "mend it"}}; cmp.Diff(want, taken.Problems) != "" {
		t.Errorf("got %+v, want %+v", taken.Problems, want)
	}
}

func TestATopicThatIsUnknownIsLeftOut(t *testing.T) {
	taken := desk(t).Take(eventOf(t, bo, body(WeMet(), map[string]string{"date": "2026-05-04", "topics": "Maps, public speaking"})))
	if want := "---\ndate: 2026-05-04\ntopics: [public-speaking]\n---\n"; len(taken.Files) != 1 || string(taken.Files[0].Data) != want {
		t.Errorf("got %+v, want\n%s", taken, want)
	}
}

// Of several cohorts that are open one has to be named, by its id or its name.
func TestACohortIsChosenAmongTheOpenOnes(t *testing.T) {
	const spring, autumn = "program/cohorts/2026-spring/cohort.yaml", "program/cohorts/2026-autumn/cohort.yaml"
	open := "program: mentoring\nname: Autumn\nstarts: 2026-09-01\nends: 2026-12-31\nstate: open\n"
	closed := "program: mentoring\nname: Spring\nstarts: 2026-02-02\nends: 2026-07-31\nstate: closed\n"
	for _, c := range []struct {
		more        map[string]string
		named, want string
	}{
		{nil, "", "2026-spring"},
		{map[string]string{autumn: open}, "", `cohort: "" cannot be joined; write one of 2026-autumn and 2026-spring`},
		{map[string]string{autumn: open}, "2026-autumn", "2026-autumn"},
		{map[string]string{autumn: open}, "AUTUMN", "2026-autumn"},
		{map[string]string{autumn: open}, "2026-spring", "2026-spring"},
		{map[string]string{autumn: open, spring: closed}, "", "2026-autumn"},
		{map[string]string{autumn: open, spring: closed}, "2026-spring", `cohort: "2026-spring" cannot be joined; write one of 2026-autumn`},
		{map[string]string{spring: closed}, "", "no cohort can be joined at the moment; ask a coordinator whether there is a place"},
	} {
		taken := deskWith(t, c.more).Take(eventOf(t, bo, body(Join(), map[string]string{"id": "bo", "as": "- [x] as a mentor", "cohort": c.named})))
		got := ""
		if len(taken.Problems) > 0 {
			got = taken.Problems[0].Message + "; " + taken.Problems[0].Hint
		} else if len(taken.Files) == 1 {
			got = strings.Split(taken.Files[0].Path, "/")[2]
		}
		if got != c.want {
			t.Errorf("%q: got %s, want %s", c.named, got, c.want)
		}
	}
}

func TestAnEnrolmentThatIsThereAlreadyIsKept(t *testing.T) {
	const path = "program/cohorts/2026-spring/enrolments/bo.yaml"
	given := map[string]string{"id": "bo", "as": "- [x] as a mentee", "seeks": "public speaking"}
	is := "mentee:\n  seeks: [public-speaking]\n"
	join := func(there string) Taken {
		return deskWith(t, map[string]string{path: there}).Take(eventOf(t, bo, body(Join(), given)))
	}
	if taken := join(is); len(taken.Problems) > 0 || len(taken.Files) != 1 || !taken.Files[0].Same || string(taken.Files[0].Data) != is {
		t.Errorf("the same again gives %+v", taken)
	}
	want := []Problem{{"", path + " is there already", "change it there, or ask a coordinator"}}
	if taken := join("mentor: {}\n"); taken.Files != nil || cmp.Diff(want, taken.Problems) != "" {
		t.Errorf("another gives %+v", taken)
	}
	if taken := desk(t).Take(eventOf(t, bo, body(Join(), given))); len(taken.Files) != 1 || taken.Files[0].Same {
		t.Errorf("a new one gives %+v", taken)
	}
}
