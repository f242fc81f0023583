package message

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"pairbook/generator/internal/demo"
	"pairbook/generator/internal/measure"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
	"pairbook/generator/test/here"
)

// toCome matches a day that a letter says is ahead.
var toCome = regexp.MustCompile(`(?:begins on|until|ends on|you meet on|\(by) (\d+ \w+ \d{4})`)

// severalWrites matches several people with the verb of one.
var severalWrites = regexp.MustCompile(` and [^,.]* writes `)

// TestLettersCanBeSentUnread writes the letters that init begins with to the people of an
// invented programme, on days of each cohort's life, and looks for what nobody should get.
func TestLettersCanBeSentUnread(t *testing.T) {
	repo := invented(t)
	written, step := map[record.MessageKind]int{}, here.Cases(20, 7)
	for day := date(t, "2025-01-20"); day < date(t, "2027-10-20"); day += when.Date(step) {
		measured := measure.Programme(repo, day)
		for _, c := range repo.Cohorts.All() {
			for _, kind := range record.MessageKinds() {
				in := about(repo, measured.Cohort(c.ID), string(kind))
				for i := range in.Cohort.Program.Surveys {
					in.Surveys = append(in.Surveys, &in.Cohort.Program.Surveys[i])
				}
				for _, m := range Compose(in).Messages {
					written[kind]++
					for _, amiss := range unfit(m.Subject+"\n\n"+m.Body, day) {
						t.Fatalf("%s %s on %s, to %s: %s:\n%s\n%s", c.ID, kind, day, m.Person, amiss, m.Subject, m.Body)
					}
				}
			}
		}
	}
	for _, kind := range record.MessageKinds() {
		if written[kind] < 100 {
			t.Errorf("only %d letters of the kind %s", written[kind], kind)
		}
	}
}

// invented is a programme of demo with the letters of init, surveys that have addresses,
// and in each cohort people who are in no pairing.
func invented(t *testing.T) *record.Repository {
	t.Helper()
	dir := t.TempDir()
	if _, err := demo.Write(t.Context(), dir, demo.Options{Pairings: 60, Sessions: 400, AsOf: demo.DefaultDay}); err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(filepath.Join(dir, "content/messages"), os.DirFS("../starter/handbook/messages")); err != nil {
		t.Fatal(err)
	}
	repo, _, err := record.Load(os.DirFS(dir))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range repo.Cohorts.All() {
		ids, n := repo.People.IDs(), 0
		for _, id := range ids {
			if !c.Enrolments.Has(id) && n < 12 {
				n++
				file := filepath.Join(dir, fmt.Sprintf("program/cohorts/%s/enrolments/%s.yaml", c.ID, id))
				if err := os.WriteFile(file, []byte([]string{"mentor: {}\n", "mentee: {}\n", "mentee: {}\nstatus: waiting\n", "mentor: {}\nmentee: {}\n"}[n%4]), 0o666); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	if repo, _, err = record.Load(os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	for _, p := range repo.Programs.All() {
		for i := range p.Surveys {
			p.Surveys[i].URL = "https://forms.example/" + record.Address(p.Surveys[i].ID)
		}
	}
	return repo
}

// unfit lists what is wrong with a letter on a day.
func unfit(letter string, day when.Date) (amiss []string) {
	say := func(wrong bool, what string) {
		if wrong {
			amiss = append(amiss, what)
		}
	}
	say(strings.ContainsAny(letter, "{}"), "a brace is not filled")
	say(strings.Contains(letter, "  "), "something is missing between two spaces")
	say(strings.Contains(letter, "\n\n\n"), "a section is empty")
	say(!strings.Contains(letter, "\n\nDear "), "it greets nobody")
	say(severalWrites.MatchString(letter), "several people take the verb of one")
	paragraphs := strings.Split(letter, "\n\n")
	begun := map[string]bool{}
	for i, p := range paragraphs {
		begins := p[:min(len(p), 24)]
		say(begun[begins], "two paragraphs begin alike")
		begun[begins] = i > 0 // the first is the subject
		if strings.HasSuffix(p, ":") {
			say(i+1 == len(paragraphs) || !strings.HasPrefix(paragraphs[i+1], "- "), "nothing follows a colon")
		}
		say(strings.HasPrefix(p, " ") || strings.Contains(p, " ,") || strings.Contains(p, " ."), "a word is missing")
	}
	for _, m := range toCome.FindAllStringSubmatch(letter, -1) {
		ahead, err := time.Parse("2 Jan 2006", m[1])
		say(err != nil || ahead.Format(time.DateOnly) < day.String(), m[0]+" is past")
	}
	return amiss
}
