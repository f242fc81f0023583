package message

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"pairbook/generator/internal/measure"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
	"pairbook/generator/test/here"
)

func TestMain(m *testing.M) { os.Exit(here.Tests(m)) }

var update = flag.Bool("update", false, "rewrite the letters in testdata")

// programme loads the programme of testdata with other files over it.
func programme(t *testing.T, over string) *record.Repository {
	t.Helper()
	base, err := txtar.ParseFile("testdata/programme.txtar")
	if err != nil {
		t.Fatal(err)
	}
	files := fstest.MapFS{}
	for _, f := range slices.Concat(base.Files, txtar.Parse([]byte(over)).Files) {
		files[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	repo, problems, err := record.Load(files)
	if err != nil || len(problems) > 0 {
		t.Fatalf("%v %+v", err, problems)
	}
	return repo
}

// input is the input for messages of a kind. The kind may name a survey, as in
// survey/month.
func input(t *testing.T, repo *record.Repository, kind string, day when.Date) Input {
	t.Helper()
	return about(repo, measure.Programme(repo, day).Cohort("autumn"), kind)
}

func about(repo *record.Repository, cohort *measure.Cohort, kind string) Input {
	kind, survey, _ := strings.Cut(kind, "/")
	in := Input{
		Repo: repo, Cohort: cohort, AsOf: cohort.AsOf,
		Template: repo.PageAt(record.MessagePath(record.MessageKind(kind))).Template,
		Names:    map[record.PersonID]string{"cleo": "Cleo\nherself"},
		Links: func(p *record.Pairing, meeting when.Date) Links {
			at := "https://two.example/" + string(p.ID)
			return Links{Log: at + "/log?" + meeting.String(), Plan: at + "/plan", Page: at}
		},
		Address: func(a record.Address) string { return string(a) },
	}
	for i, s := range in.Cohort.Program.Surveys {
		if string(s.ID) == survey {
			in.Surveys = append(in.Surveys, &in.Cohort.Program.Surveys[i])
		}
	}
	return in
}

func date(t *testing.T, s string) when.Date {
	t.Helper()
	d, err := when.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// TestWhoIsWrittenTo goes through seven months day by day, and lists for each kind
// of message the days on which the recipients change.
func TestWhoIsWrittenTo(t *testing.T) {
	repo := programme(t, "")
	kinds := []string{"kickoff", "matched", "waiting", "no-place", "thanks", "lunch", "reminder", "survey/month", "survey/all", "survey/mentors", "survey/close", "quiet", "ending", "closing"}
	said, before := map[string]string{}, map[string]string{}
	for day := date(t, "2026-08-01"); day < date(t, "2027-04-10"); day++ {
		cohort := measure.Programme(repo, day).Cohort("autumn")
		for _, kind := range kinds {
			if now := written(Compose(about(repo, cohort, kind))); now != before[kind] {
				said[kind] += fmt.Sprintf("%s from %s: %s\n", kind, day, now)
				before[kind] = now
			}
		}
	}
	var b strings.Builder
	for _, kind := range kinds {
		b.WriteString(said[kind])
	}
	golden(t, "testdata/recipients.txt", b.String())
}

// written lists the recipients with their subjects, and who is skipped.
func written(m Mailing) string {
	var all []string
	for _, m := range m.Messages {
		who := string(m.Person)
		if m.Pairing != "" {
			who = string(m.Pairing) + ": " + who
		}
		all = append(all, who)
	}
	return strings.Join(append(all, m.Skipped...), "; ")
}

// TestLetters compares a whole message of each kind.
func TestLetters(t *testing.T) {
	repo := programme(t, "")
	var b strings.Builder
	for _, letter := range []struct{ kind, day, to string }{
		{"matched", "2026-10-06", "ben fresh, cleo new"},
		{"reminder", "2026-10-24", "ada fresh, ada meeting, cleo meeting"},
		{"survey/all", "2026-10-10", "eli peers, dov meeting"},
		{"quiet", "2026-11-20", "ada fresh"},    // never met
		{"quiet", "2026-12-01", "cleo meeting"}, // met, and not lately
		{"closing", "2026-10-24", "sam done"},
		{"closing", "2027-03-01", "ada fresh, ada meeting, cleo meeting"},
		{"kickoff", "2026-08-10", "ada , ben "},
		{"kickoff", "2026-09-02", "gus "}, // begun
		{"waiting", "2026-10-24", "hal , ivy "},
		{"ending", "2027-02-10", "ada meeting"},
		{"thanks", "2026-10-24", "sam "},
		{"lunch", "2026-10-24", "gus peers"},
	} {
		mailing := Compose(input(t, repo, letter.kind, date(t, letter.day)))
		for _, m := range mailing.Messages {
			if slices.Contains(strings.Split(letter.to, ", "), fmt.Sprintf("%s %s", m.Person, m.Pairing)) {
				fmt.Fprintf(&b, "-- %s, %s: %s %s %s --\n%s\n%s\nlog %s\nplan %s\nform %s\npage %s\n\n%s\n\n%s\n",
					letter.kind, letter.day, m.Person, m.Pairing, m.Survey, m.Name, m.Link, m.Log, m.Plan, m.Form, m.Page, m.Subject, m.Body)
			}
		}
		for _, e := range mailing.Empty {
			fmt.Fprintf(&b, "-- %s, %s: {%s} is empty in %d of %d --\n", letter.kind, letter.day, e.Placeholder, e.Messages, len(mailing.Messages))
		}
	}
	golden(t, "testdata/letters.txt", b.String())
}

// TestWhoStandsBy tells everybody what an adviser, a backup and a co-mentor are, and
// asks who stands by for nothing that is the pair's.
func TestWhoStandsBy(t *testing.T) {
	const pairing = "-- program/cohorts/autumn/pairings/PAIRING/pairing.yaml --\nmentors: [{person: gus, as: adviser}, {person: fay, as: backup}, {person: eli, as: co-mentor}, sam]\nmentees: [cleo]\n"
	repo := programme(t, strings.Replace(pairing, "PAIRING", "new", 1)+"state: proposed\n"+
		strings.Replace(pairing, "PAIRING", "meeting", 1)+"state: active\nstarted: 2026-09-07\n"+
		"-- content/messages/matched.md --\n---\nsubject: you and {partner}\n---\n\nMeet {partner}.\n\nYou are there as {as}.\n"+
		"-- content/messages/ending.md --\n---\nsubject: the last weeks\n---\n\nMeet {partner} once more.\n")
	letters := func(kind, day string, pairing record.PairingID) map[record.PersonID]string {
		m := Compose(input(t, repo, kind, date(t, day)))
		if slices.ContainsFunc(m.Empty, func(e Empty) bool { return e.Placeholder == record.ForAs }) {
			t.Error("it is noted that most people are there as usual")
		}
		bodies := map[record.PersonID]string{}
		for _, letter := range m.Messages {
			if letter.Pairing == pairing {
				bodies[letter.Person] = letter.Body
			}
		}
		return bodies
	}
	want := map[record.PersonID]string{
		"gus": "Meet Cleo Crane.\n\nYou are there as an adviser.", "fay": "Meet Cleo Crane.\n\nYou are there as a backup.", "eli": "Meet Cleo Crane.\n\nYou are there as a co-mentor.",
		"sam": "Meet Cleo Crane.", "cleo": "Meet Sam Swan, Gus Goose (adviser), Fay Finch (backup) and Eli Eider (co-mentor).",
	}
	if diff := cmp.Diff(want, letters("matched", "2026-10-06", "new")); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	for kind, day := range map[string]string{"reminder": "2026-10-24", "quiet": "2026-12-01", "ending": "2027-02-20"} {
		got := letters(kind, day, "meeting")
		if got["sam"] == "" || got["eli"] == "" || got["gus"]+got["fay"] != "" || strings.Contains(got["cleo"], "Gus") {
			t.Errorf("%s: %q", kind, got)
		}
	}
	if got := letters("closing", "2027-03-01", "meeting"); !strings.Contains(got["sam"], "2 meetings") || !strings.Contains(got["sam"], "forms.example/mentors") || got["gus"] != "Dear Gus Goose," {
		t.Errorf("closing: %q", got)
	}
}

func golden(t *testing.T, file, got string) {
	t.Helper()
	here.Golden(t, file, got, *update)
}

// TestASurveyIsAboutWhatGoesOn asks somebody with a finished pairing and a
// current one: the message is about the current one, except at the close.
func TestASurveyIsAboutWhatGoesOn(t *testing.T) {
	repo := programme(t, "")
	for _, test := range []struct {
		kind, day string
		want      record.PairingID
	}{
		{"survey/month", "2026-10-15", "done"},
		{"survey/month", "2026-10-16", "fresh"},
		{"survey/all", "2026-10-16", "fresh"},
		{"survey/close", "2026-10-16", "done"},
	} {
		for _, m := range Compose(input(t, repo, test.kind, date(t, test.day))).Messages {
			if m.Person == "ben" && m.Pairing != test.want {
				t.Errorf("%s on %s: ben reads about %q, not %q", test.kind, test.day, m.Pairing, test.want)
			}
		}
	}
}

// TestCoordinatorsAreNamed names the cohort's own, else the programme's, else
// nobody.
func TestCoordinatorsAreNamed(t *testing.T) {
	const cohort = "-- program/cohorts/autumn/cohort.yaml --\nname: Autumn\nstarts: 2026-09-01\nends: 2027-03-01\nstate: running\n"
	for _, test := range []struct{ lines, want string }{
		{"program: mentoring", "Rosa Rook"},
		{"program: mentoring\ncoordinators: [sam]", "Sam Swan"},
		{"program: mentoring\ncoordinators: [sam, ada]", "Sam Swan and Ada Adler"},
		{"program: elsewhere\ncoordinators: [sam, nobody, eli]", "Sam Swan, nobody and Eli Eider"},
		{"program: elsewhere", ""},
	} {
		in := input(t, programme(t, ""), "thanks", date(t, "2026-10-24"))
		in.Repo = programme(t, cohort+test.lines+"\n")
		in.Cohort = measure.Programme(in.Repo, in.AsOf).Cohort("autumn")
		in.Template.Lines = [][]record.Piece{{{Placeholder: record.ForCoordinators}}}
		if got := Compose(in).Messages[0].Body; got != test.want {
			t.Errorf("%s: %q, not %q", test.lines, got, test.want)
		}
	}
}

// TestWhereNothingIsKnown expects each line with an empty placeholder to be left
// out, and counted once per message.
func TestWhereNothingIsKnown(t *testing.T) {
	in := input(t, programme(t, "-- content/messages/closing.md --\n---\nsubject: Hello {name}\n---\n\n\nDear {name},\n\n{survey}\n\n{page} and {page}\n\n \nAll the best  \n\n{goals}\n"), "closing", date(t, "2027-03-01"))
	in.Address = func(record.Address) string { return "" }
	in.Links = func(*record.Pairing, when.Date) Links { return Links{} }
	mailing := Compose(in)
	for _, m := range mailing.Messages {
		body := "Dear " + m.Name + ",\n\nAll the best"
		if m.Pairing == "meeting" {
			body += "\n\n1 of 2 goals"
		}
		if m.Body != body || m.Link != "" {
			t.Errorf("%s of %s reads %q, not %q", m.Person, m.Pairing, m.Body, body)
		}
	}
	n := len(mailing.Messages)
	if diff := cmp.Diff([]Empty{{record.ForGoals, n - 2}, {record.ForPage, n}, {record.ForSurvey, n}}, mailing.Empty); diff != "" {
		t.Errorf("left out (-want +got):\n%s", diff)
	}
}

// TestWhatALetterMayTell gives the reasons of a match without its points, an address only
// where both sides share theirs, and asks for a yes only who has not said it.
func TestWhatALetterMayTell(t *testing.T) {
	repo := programme(t, "-- program/cohorts/autumn/pairings/new/pairing.yaml --\nmentors: [sam]\nmentees: [cleo]\nstate: proposed\naccepted: [{person: sam, on: 2026-10-05}]\n"+
		"match:\n  score: 70\n  because: [\"topics, 30 of 31: the mentee seeks “Budgets”, and the mentor offers it\", \"hours, 2 of 20: the hours never meet\", \"level, 5 of 10: not known\", \"pinned by rosa, which costs nothing\", both live in Oban]\n"+
		"-- content/messages/matched.md --\n---\nsubject: You and {partner}\n---\nWhy: {why}.\n\nWrite to {address}.\n\n{to undecided} Is it a yes?\n\n{to mentors} She writes first.\n\n  - a list\n")
	const toSam, toCleo = "Why: Cleo Crane seeks “Budgets”, and you offer it; both live in Oban.", "Why: you seek “Budgets”, and Sam Swan offers it; both live in Oban."
	const list = "  - a list"
	for _, shared := range []map[record.PersonID]string{nil, {"sam": "sam@two.example"}, {"cleo": "cleo@two.example"}, {"sam": "sam@two.example", "cleo": "cleo@two.example"}} {
		in := input(t, repo, "matched", date(t, "2026-10-06"))
		in.Shared = shared
		bodies := map[record.PersonID]string{}
		for _, m := range Compose(in).Messages {
			if m.Pairing == "new" {
				bodies[m.Person] = m.Body
			}
		}
		write := func(to record.PersonID) string {
			if len(shared) < 2 {
				return ""
			}
			return "\n\nWrite to " + shared[to] + "."
		}
		want := map[record.PersonID]string{"sam": toSam + write("cleo") + "\n\nShe writes first.\n\n" + list, "cleo": toCleo + write("sam") + "\n\nIs it a yes?\n\n" + list}
		if diff := cmp.Diff(want, bodies); diff != "" {
			t.Errorf("%v (-want +got):\n%s", shared, diff)
		}
	}
}

// TestUntilAllSayYes keeps a line for all of a proposed pairing until the last of those who
// are to meet has said yes.
func TestUntilAllSayYes(t *testing.T) {
	for accepted, unsettled := range map[string]bool{
		"[]": true, "[{person: sam, on: 2026-10-05}]": true, "[{person: sam, on: 2026-10-05}, {person: cleo, on: 2026-10-07}]": true,
		"[{person: sam, on: 2026-10-05}, {person: cleo, on: 2026-10-06}]": false,
	} {
		repo := programme(t, "-- program/cohorts/autumn/pairings/new/pairing.yaml --\nmentors: [sam, {person: fay, as: backup}, {person: ada, until: 2026-09-30}]\nmentees: [cleo]\nstate: proposed\naccepted: "+accepted+"\n"+
			"-- content/messages/matched.md --\n---\nsubject: You and {partner}\n---\nHello.\n\n{to unsettled} It can wait.\n")
		want := "Hello."
		if unsettled {
			want += "\n\nIt can wait."
		}
		for _, m := range Compose(input(t, repo, "matched", date(t, "2026-10-06"))).Messages {
			if m.Pairing == "new" && m.Body != want || m.Pairing == "fresh" && m.Body != "Hello." {
				t.Errorf("accepted: %s: %s of %s reads %q", accepted, m.Person, m.Pairing, m.Body)
			}
		}
	}
}

// TestNoPlaceWhileOthersHaveNone tells nobody before the first day that there is no place while
// nobody has a match.
func TestNoPlaceWhileOthersHaveNone(t *testing.T) {
	repo := programme(t, "")
	const early, none = "no-place is for when others have a match, from four weeks before a cohort's first day, and that of autumn is 1 Sep 2026; until then, there is waiting",
		"no-place is for when others have a match, and nobody in autumn has one yet; until then, there is waiting"
	for day, want := range map[string]bool{"2026-08-03": false, "2026-08-04": true, "2026-08-31": true, "2026-09-01": true} {
		for _, matched := range []bool{true, false} {
			in := input(t, repo, "no-place", date(t, day))
			if !matched {
				in.Cohort.Pairings = nil
			}
			m := Compose(in)
			if got := len(m.Messages) > 0; got != (want && (matched || day == "2026-09-01")) || got == (len(m.Skipped) > 0) {
				t.Errorf("on %s, others matched: %t: %d letters; %q", day, matched, len(m.Messages), m.Skipped)
			}
			why := none
			if !want {
				why = early
			}
			if len(m.Skipped) > 0 && m.Skipped[0] != why {
				t.Errorf("on %s, others matched: %t: %q", day, matched, m.Skipped)
			}
		}
	}
}

// TestNobodyToMeet writes nothing about a pairing to somebody who is alone in it, and says so.
func TestNobodyToMeet(t *testing.T) {
	repo := programme(t, "-- program/cohorts/autumn/pairings/meeting/pairing.yaml --\nmentors: [{person: sam, until: 2026-10-20}, {person: fay, as: backup}]\nmentees: [cleo]\nstate: active\nstarted: 2026-09-07\n")
	const alone = "cleo is left out: nobody whom they meet is in meeting now"
	for kind, day := range map[string]string{"reminder": "2026-10-24", "quiet": "2026-12-01", "ending": "2027-02-20", "lunch": "2026-10-24"} {
		m := Compose(input(t, repo, kind, date(t, day)))
		told := slices.ContainsFunc(m.Messages, func(m Message) bool { return m.Person == "cleo" && m.Pairing == "meeting" })
		if told || !slices.Contains(m.Skipped, alone) {
			t.Errorf("%s: written %t; %q", kind, told, m.Skipped)
		}
	}
	if m := Compose(input(t, repo, "reminder", date(t, "2026-10-18"))); slices.Contains(m.Skipped, alone) {
		t.Error("cleo is left out while sam is there")
	}
}

// TestWhoTookOver writes of a proposed pairing to those who are its members today.
func TestWhoTookOver(t *testing.T) {
	repo := programme(t, "-- program/cohorts/autumn/pairings/new/pairing.yaml --\nmentors: [{person: gus, until: 2026-09-30}, {person: sam, from: 2026-10-01}]\nmentees: [cleo]\nstate: proposed\n")
	var got []record.PersonID
	for _, letter := range Compose(input(t, repo, "matched", date(t, "2026-10-06"))).Messages {
		if letter.Pairing == "new" {
			got = append(got, letter.Person)
		}
	}
	slices.Sort(got)
	if diff := cmp.Diff([]record.PersonID{"cleo", "sam"}, got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}
