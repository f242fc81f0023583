package command

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

// mailed is a mail that came, and what should become of it.
type mailed struct {
	text   string
	path   string // where its log belongs, "" if nowhere
	record string // the log in its place
	why    string // it cannot be received
}

// harbour are the records of five pairs who write mails, and of a cohort that can be
// joined.
func harbour() map[string]string {
	files := map[string]string{
		"program/cohorts/2026-spring/cohort.yaml": "program: mentoring\nname: Spring\nstarts: 2026-01-01\nends: 2026-12-31\nstate: running\n",
		"program/cohorts/2027-spring/cohort.yaml": "program: mentoring\nname: Next\nstarts: 2027-01-01\nends: 2027-12-31\nstate: open\n",
		"private/contacts.csv":                    "person,email\n",
	}
	for n := range 200 {
		files[fmt.Sprintf("program/people/again-%d.yaml", n)] = fmt.Sprintf("name: Again %d\n", n)
	}
	for i := range 5 {
		for _, side := range []string{"mentor", "mentee"} {
			id := fmt.Sprint(side, "-", i)
			files["program/people/"+id+".yaml"] = "name: " + id + "\n"
			files["program/cohorts/2026-spring/enrolments/"+id+".yaml"] = side + ": {}\n"
			files["private/contacts.csv"] += id + "," + id + "@harbour.example\n"
		}
		files[fmt.Sprintf("program/cohorts/2026-spring/pairings/pair-%d/pairing.yaml", i)] = fmt.Sprintf("mentors: [mentor-%d]\nmentees: [mentee-%d]\nstate: active\nstarted: 2026-01-01\n", i, i)
	}
	return files
}

// said draws a sentence, of characters that each program's encoding has.
func said(r *rand.Rand, words int) string {
	pool := strings.Fields("we went over plans café Zürich naïve “well” – €5 the next step harbour and it was good & so <on> 50% a_b *c* $(touch stolen) `touch stolen` ; rm")
	all := []string{"Then"}
	for range words {
		all = append(all, pool[r.IntN(len(pool))])
	}
	return strings.Join(all, " ") + "."
}

// aMail draws the mail with a number: who sent what, how, and what is wrong with it.
func aMail(n int) mailed {
	r := rand.New(rand.NewPCG(12, uint64(n)))
	pair, day := (n+n/5)%5, time.Date(2026, 1, 5+n/5, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
	l := letter{from: fmt.Sprintf("mentee-%d@harbour.example", pair), how: how(n / 5 % int(ways)), file: fmt.Sprintf("2026-spring.pair-%d.%s.md", pair, day)}
	pairing, fields, notes, m := fmt.Sprintf("pairing: 2026-spring/pair-%d\n", pair), "date: "+day+"\n", "", mailed{}
	if r.IntN(2) == 0 {
		fields += fmt.Sprintf("duration: 45m\nattended: [mentor-%d, mentee-%d]\n", pair, pair)
	}
	for i := range r.IntN(3) {
		if i == 0 {
			fields += "actions:\n"
		}
		fields += fmt.Sprintf("  - id: do-%d-%d\n    who: mentee-%d\n    what: %s\n", n, i, pair, strings.ReplaceAll(said(r, r.IntN(25)), " # ", " "))
	}
	for range r.IntN(3) {
		notes += []string{"", "- ", "From here on: "}[r.IntN(3)] + said(r, 3+r.IntN(30)) + "\n\n"
	}
	switch r.IntN(16) {
	case 0:
		pairing, m.why = "pairing: 2026-spring/nobody\n", `there is no pairing "2026-spring/nobody"`
		l.from = "stranger@elsewhere.example"
	case 1: // by its sender alone
		pairing, l.file = "", day+".md"
	case 2:
		pairing, l.file, l.from, m.why = "", day+".md", "stranger@elsewhere.example", "does not say of which pairing"
	case 3:
		fields, m.why = strings.Replace(fields, day, "5 Jan", 1), "is not a date"
	case 4:
		fields, m.why = fields+"confirmed: [mentor-0]\n", "a mail confirms nothing"
	case 5:
		pairing, l.from, m.why = "pairing: ../../../private/x\n", "stranger@elsewhere.example", "there is no pairing"
	case 6:
		fields, m.why = fields+"guests: [x]\npublish: everything\n", `there is no field "publish"`
	case 7:
		m.why = "no log is in it"
	case 8, 9:
		return joining(r, n, l.how)
	}
	l.log = "---\n" + pairing + fields + "---\n"
	if notes != "" {
		l.log += "\n" + strings.TrimSuffix(notes, "\n")
	}
	if m.why == "no log is in it" {
		l.log = said(r, 20) + "\n"
	}
	if m.text = mailPrograms[n%len(mailPrograms)].write(l); m.why == "" {
		m.path, m.record = fmt.Sprintf("program/cohorts/2026-spring/pairings/pair-%d/sessions/%s.md", pair, day), "---\n"+fields+"told_by: mail\n---\n\n"+notes
	}
	return m
}

// joining draws the mail of somebody new, or of somebody known who enrols.
func joining(r *rand.Rand, n int, by how) (m mailed) {
	l := letter{from: "new@elsewhere.example", how: by, file: "new.md"}
	if r.IntN(2) == 0 {
		m.path, m.record = fmt.Sprintf("program/people/new-%d.yaml", n), fmt.Sprintf("name: New %d\nalias: Möwe %d\ntopics: []\ntime_zone: Europe/London\n", n, n)
		l.log = fmt.Sprintf("---\nperson: new-%d\n%s---\n", n, m.record)
	} else {
		m.path, m.record = fmt.Sprintf("program/cohorts/2027-spring/enrolments/again-%d.yaml", n), "mentee:\n  goals:\n    - "+said(r, 20)+"\n"
		l.log = fmt.Sprintf("---\nperson: again-%d\ncohort: 2027-spring\n%s---\n", n, m.record)
	}
	m.text = mailPrograms[n%len(mailPrograms)].write(l)
	return m
}

// TestMailsOfFivePrograms receives mails in the shapes of five programs, of which some
// cannot be received: each lands in its place, or is named with why.
func TestMailsOfFivePrograms(t *testing.T) {
	root, in := t.TempDir(), t.TempDir()
	now := time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC)
	if status, _, said := pairbook(t, now, "init", root); status != statusFine {
		t.Fatal(said)
	}
	for name, text := range harbour() {
		writeTo(t, filepath.Join(root, filepath.FromSlash(name)), text)
	}
	var mails []mailed
	for n := range 200 {
		mails = append(mails, aMail(n))
		writeTo(t, filepath.Join(in, fmt.Sprintf("%03d.eml", n)), mails[n].text)
	}
	before := hashes(t, root)
	if status, _, _ := pairbook(t, now, "receive", in, "--root", root); status != statusProblems || !maps.Equal(before, hashes(t, root)) {
		t.Fatalf("with mails that cannot be received, the exit status is %d, or something was written", status)
	}
	_, told, refused := pairbook(t, now, "receive", in, "--skip-bad", "--root", root)
	after := hashes(t, root)
	good := 0
	for n, m := range mails {
		mail := fmt.Sprintf("%03d.eml", n)
		of := func(lines string) string {
			return strings.Join(regexp.MustCompile(`(?m)^(\S*/)?`+regexp.QuoteMeta(mail)+`.*$`).FindAllString(lines, -1), "\n")
		}
		if placed, named := of(told), of(refused); m.why != "" {
			if placed != "" || !strings.Contains(named, m.why) {
				t.Errorf("%s of %s: it should say %q\nplaced: %s\nrefused: %s\n%s", mail, mailPrograms[n%5].name, m.why, placed, named, m.text)
			}
			continue
		} else if named != "" || !strings.HasSuffix(placed, ": "+m.path) {
			t.Errorf("%s of %s:\nplaced: %s\nrefused: %s\n%s", mail, mailPrograms[n%5].name, placed, named, m.text)
			continue
		}
		good++
		file := filepath.Join(root, filepath.FromSlash(m.path))
		text, err := os.ReadFile(file)
		if err != nil || !sameRecord(string(text), m.record) {
			t.Errorf("%s of %s: %v, got\n%s\nwant\n%s\nin\n%s", mail, mailPrograms[n%5].name, err, text, m.record, m.text)
		}
		delete(after, file)
	}
	if !maps.Equal(before, after) {
		t.Error("something else was written, too")
	}
	if all := fmt.Sprintf("%d of %d records received, 0 received before", good, len(mails)); !strings.Contains(told, all) {
		t.Errorf("it does not say %q:\n%s", all, told)
	}
	if left, err := filepath.Glob("stolen"); err != nil || len(left) > 0 {
		t.Errorf("something was run: %v", err)
	}
}

// sameRecord compares records to the byte, but for notes: programs break their lines where
// they like.
func sameRecord(got, want string) bool {
	front, notes, _ := strings.Cut(got, "\n---\n")
	wantFront, wantNotes, _ := strings.Cut(want, "\n---\n")
	return front == wantFront && slices.Equal(strings.Fields(notes), strings.Fields(wantNotes))
}

func writeTo(t *testing.T, file, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}
