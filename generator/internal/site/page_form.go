package site

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"

	"pairbook/generator/internal/view"
)

// logPage is the form with which a pair logs a meeting.
type logPage struct {
	Frame
	Scripts []string
	Cohorts []logCohort
	Text    string // of a log, to copy
}

// logCohort is a cohort with its pairings that go on.
type logCohort struct {
	Name     string
	Pairings []logPairing
}

// logPairing is a pairing and the addresses of its form, and of the one of the
// repository's host where a script is missing.
type logPairing struct {
	Words, Form, New string
}

// joinPage is the form with which somebody writes their own record and their
// enrolment.
type joinPage struct {
	Frame
	Scripts           []string
	Cohorts           []*view.Cohort // that are open
	Person, Enrolment string         // texts to copy
	NewPerson         string         // address
	NewEnrolment      []view.Link    // by cohort
}

// addForms adds what the forms know as a script that defines one constant, so
// that the forms work from the disk, too.
func (b *builder) addForms() error {
	body, err := json.Marshal(b.shown.Forms)
	if err != nil {
		return fmt.Errorf("write what the forms know: %w", err)
	}
	text := []byte("\"use strict\";\nconst pairbookForms = " + string(body) + ";\n")
	sum := sha256.Sum256(text)
	b.forms = "assets/forms-" + hex.EncodeToString(sum[:5]) + ".js"
	b.outputs = append(b.outputs, Output{b.forms, func(w io.Writer) error {
		_, err := w.Write(text)
		return err
	}})
	return nil
}

// scripts are what a form loads, in this order.
func (b *builder) scripts(form string) []string {
	return []string{b.forms, b.theme.assets["form.js"].path, b.theme.assets["sending.js"].path, b.theme.assets[form].path}
}

func (b *builder) logPage(f Frame) (any, error) {
	f.Title, f.Summary = "We met", "Log a meeting: the day and who was there are enough."
	f.Crumbs = []view.Link{home, {Words: "We met"}}
	page := &logPage{Frame: f, Scripts: b.scripts("log.js"), Text: "---\ndate: " + f.AsOf.String() + "\n---\n"}
	for _, c := range b.shown.Cohorts {
		shown := logCohort{Name: c.Name}
		for _, p := range c.Pairings {
			if p.Log == nil {
				continue
			}
			entry := logPairing{Words: p.ID, Form: "log.html?pairing=" + p.Log.Key, New: p.Log.Folder.See}
			if p.Log.Exact {
				entry.New = b.shown.Source.Add(p.Log.Folder.Path, f.AsOf.String()+".md", page.Text)
			}
			shown.Pairings = append(shown.Pairings, entry)
		}
		if len(shown.Pairings) > 0 {
			page.Cohorts = append(page.Cohorts, shown)
		}
	}
	return page, nil
}

func (b *builder) joinPage(f Frame) (any, error) {
	f.Title, f.Summary = "Join", "Say who you are and what you would like to do: two small files."
	f.Crumbs = []view.Link{home, {Words: "Join"}}
	page := &joinPage{Frame: f, Scripts: b.scripts("join.js"), Person: "name: How you like to be called\n", Enrolment: "mentee: {}\n"}
	page.NewPerson = b.shown.Source.Add("program/people", "your-id.yaml", page.Person)
	for _, c := range b.shown.Cohorts {
		if join, open := b.shown.Forms.Cohorts[c.ID]; open {
			page.Cohorts = append(page.Cohorts, c)
			page.NewEnrolment = append(page.NewEnrolment, view.Link{Words: c.Name, Address: b.shown.Source.Add(join.Folder.Path, "your-id.yaml", page.Enrolment)})
		}
	}
	return page, nil
}
