package veil

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"pairbook/generator/internal/measure"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/view"
	"pairbook/generator/test/mini"
)

// TestTheFormOfAHiddenPairing knows neither its id nor those of its people, and no file of it.
func TestTheFormOfAHiddenPairing(t *testing.T) {
	const folder = "program/cohorts/spring/pairings"
	got := pairingOf(t, input(t, mini.Files(mini.Defaults), Public), "pairing-1").Log
	want := &view.LogForm{Key: "spring/pairing-1", Words: "pairing-1", People: "aliasotter and aliasdot", Cohort: "spring", Within: "Spring 2026", Page: "cohorts/spring/pairings/pairing-1.html",
		Folder: view.FormFolder{Path: folder, See: atRepo + "tree/main/" + folder}, Started: day(3, 2), Ends: day(6, 1),
		Members: []view.FormMember{{Words: "aliasotter", Party: "mentor"}, {Words: "aliasdot", Party: "mentee"}}, Template: "What we talked about:\n"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestWhatAFormMayOffer leaves out actions and goals whose ids hold that of somebody who is
// not named, and what is done.
func TestWhatAFormMayOffer(t *testing.T) {
	p := &measure.Pairing{Record: &record.Pairing{Mentors: []record.Member{{Person: "idada"}}}}
	for _, id := range []record.ActionID{"call", "call-idboss", "called", "last"} {
		a := measure.Action{Action: &record.Action{ID: id, What: "To " + string(id), Who: "idada"}}
		if id == "called" {
			a.Done = mini.Day
		}
		p.Actions = append(p.Actions, a)
	}
	p.Actions[3].Who = ""
	for _, id := range []record.GoalID{"reached", "given", "learn", "meet-idboss", "lead"} {
		p.Goals = append(p.Goals, measure.Goal{Goal: record.Goal{ID: id, Text: "To " + string(id)}, Reached: id == "reached", Given: id == "given"})
	}
	for publish, want := range map[string][2]string{
		"":              {"[]", "[]"},
		"goals: true":   {"[]", "[{learn To learn} {lead To lead}]"},
		"actions: true": {"[{call To call aliasotter} {last To last somebody}]", "[]"},
		"actions: true, goals: true, people: names": {"[{call To call Nameada Firthada} {call-idboss To call-idboss Nameada Firthada} {last To last somebody}]",
			"[{learn To learn} {meet-idboss To meet-idboss} {lead To lead}]"},
	} {
		r := newRevealer(input(t, mini.Files(mini.Defaults+"publish: {"+publish+"}\n"), Public))
		if got := [2]string{fmt.Sprint(r.formActions(p)), fmt.Sprint(r.formGoals(p))}; got != want {
			t.Errorf("%q: %q, not %q", publish, got, want)
		}
	}
}

// TestMembersWhoStandBy say what they are, after the number of those who are called alike.
func TestMembersWhoStandBy(t *testing.T) {
	r := newRevealer(input(t, mini.Files(mini.Defaults), Public))
	got := r.formMembers(&record.Pairing{Mentors: []record.Member{{Person: "idbob", As: "co-mentor"}, {Person: "idcyd", As: "backup", Until: 9}, {Person: "idada"}}})
	want := []view.FormMember{{Words: "a mentor (number 1), co-mentor", Party: "mentor"}, {Words: "a mentor (number 2), backup", Party: "mentor", Aside: true, Until: 9}, {Words: "aliasotter", Party: "mentor"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestTheFormToJoin knows the cohorts that are open, by their programme, and every topic.
func TestTheFormToJoin(t *testing.T) {
	files := mini.Files(mini.Defaults)
	files[programFile].Data = []byte(replaced(string(files[programFile].Data), "help: mailto:help@example.org", "help: {mail: help@example.org}"))
	files["program/topics/knots.yaml"] = mini.File("name: Knots\naliases: [bends]\n")
	files["program/cohorts/odd/cohort.yaml"] = mini.File("program: gone\nname: Odd\nstarts: 2026-09-07\nends: 2026-12-07\nstate: open\n")
	form := Show(flawed(t, files)).Forms
	folder := func(path string) view.FormFolder {
		return view.FormFolder{Path: path, New: atRepo + "new/main/" + path + "?filename={name}&value={text}", See: atRepo + "tree/main/" + path}
	}
	all := []string{"mentor", "mentee", "peer"}
	want := map[string]view.JoinForm{"next": {Name: "Autumn 2026", Parties: all, Mail: "help@example.org", Folder: folder("program/cohorts/next/enrolments")},
		"odd": {Name: "Odd", Parties: all, Folder: folder("program/cohorts/odd/enrolments")}}
	if diff := cmp.Diff(want, form.Cohorts); diff != "" {
		t.Error(diff)
	}
	topics := []view.FormTopic{{ID: "knots", Name: "Knots", Aliases: []string{"bends"}}, {ID: "tides", Name: "Tidetopicword"}}
	if diff := cmp.Diff(topics, form.Topics); diff != "" || !form.Aliases || form.People != folder("program/people") {
		t.Errorf("%s, aliases: %t, people: %+v", diff, form.Aliases, form.People)
	}
}

// TestLooks shows a picture that the site carries, and of the footer what is a paragraph.
func TestLooks(t *testing.T) {
	files := mini.Files(mini.Defaults + "look:\n  logo: meeting/knot.png\n  favicon: roles.md\n  accent: \"#0A5E73\"\n  footer: [\"By [us](meeting/README.md).\", \"# A heading\", \"\", \"And so on.\"]\n")
	look := Show(flawed(t, files)).Look
	if look.Logo != (view.Asset{File: "content/meeting/knot.png", Path: "meeting/knot.png"}) || look.Icon != (view.Asset{}) || look.Accent != "#0A5E73" {
		t.Errorf("%+v", look)
	}
	if len(look.Footer) != 2 || !cmp.Equal(look.Footer[0].Links, map[string]view.Link{"meeting/README.md": {Path: "meeting/index.html"}}) || len(look.Footer[1].Links) != 0 {
		t.Errorf("the footer is %+v", look.Footer)
	}
	bare := Show(input(t, mini.Files(mini.Defaults), Public)).Look
	if !cmp.Equal(bare, view.Appearance{}) {
		t.Errorf("without a look: %+v", bare)
	}
}

// TestSlugs are made of plain letters and digits alone, and never too long for a file.
func TestSlugs(t *testing.T) {
	for words, want := range map[string]string{
		"Père Noël": "pere-noel", "a\u036Fb": "ab", "a`{z": "a-z", "0/:9": "0-9", "  Sea -- otter ": "sea-otter", "Жук": "otherwise", "": "otherwise",
	} {
		if got := slug(words, "otherwise"); got != want {
			t.Errorf("%q becomes %q, not %q", words, got, want)
		}
	}
	if n := len(slug(string(slices.Repeat([]byte("a"), 70)), "")); n != 64 {
		t.Errorf("a slug has %d letters", n)
	}
}
