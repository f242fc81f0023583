package site

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"pairbook/generator/internal/view"
)

// logPage is the form with which a pair logs a meeting, with the pairings that go
// on. The form stands on the first page.
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

// logPairing is a pairing, by its people and its code name, and the addresses of its
// form, and of the one of the repository's host where a script is missing.
type logPairing struct {
	People, Words, Form, New string
}

// joinPage is the form with which somebody writes their own record and their
// enrolment.
type joinPage struct {
	Frame
	Scripts           []string
	Looking           []*view.Cohort // in which somebody is looked for
	Cohorts           []*view.Cohort // that are open
	Person, Enrolment string         // texts to copy
	NewPerson         string         // address
	NewEnrolment      []view.Link    // by cohort
}

// addForms adds what the forms know as a script that defines one constant, so
// that the forms work from the disk, too. Many pairings lie in files of their own.
func (b *builder) addForms() error {
	data := *b.shown.Forms
	pairings, err := formEntries(data.Pairings)
	if err != nil {
		return err
	}
	if formList.total(pairings) > b.most {
		data.Pairings = map[string]*view.LogForm{}
		if data.Parts, err = b.addFormParts(pairings); err != nil {
			return err
		}
	}
	body, err := json.Marshal(data)
	if err != nil {
		return fmt.Errorf("write what the forms know: %w", err)
	}
	b.forms = b.script("forms", "const pairbookForms = "+string(body))
	return nil
}

// formEntry is what the form for a log knows of a pairing, as JSON.
type formEntry struct {
	cohort, key string
	body        []byte
}

var formList = listed[formEntry]{func(e formEntry) string { return e.key }, func(e formEntry) int { return len(e.key) + len(e.body) }}

// formEntries lists pairings by their keys.
func formEntries(pairings map[string]*view.LogForm) (all []formEntry, err error) {
	for _, key := range slices.Sorted(maps.Keys(pairings)) {
		body, err := json.Marshal(pairings[key])
		if err != nil {
			return nil, fmt.Errorf("write what the forms know of %s: %w", key, err)
		}
		all = append(all, formEntry{pairings[key].Cohort, key, body})
	}
	return all, nil
}

// addFormParts adds a file for each cohort's pairings, or several.
func (b *builder) addFormParts(all []formEntry) ([]view.FormPart, error) {
	var parts []view.FormPart
	for len(all) > 0 {
		end := 1
		for end < len(all) && all[end].cohort == all[0].cohort {
			end++
		}
		for _, part := range formList.cut("", all[:end], b.most) {
			known := map[string]json.RawMessage{}
			for _, e := range part.Items {
				known[e.key] = e.body
			}
			body, err := json.Marshal(known)
			if err != nil {
				return nil, fmt.Errorf("write what the forms know of %s: %w", all[0].cohort, err)
			}
			path := b.script("forms-"+all[0].cohort, "Object.assign(pairbookForms.pairings, "+string(body)+")")
			parts = append(parts, view.FormPart{From: part.Items[0].key, Path: view.EscapePath(path)})
		}
		all = all[end:]
	}
	return parts, nil
}

// script adds an asset of one statement and returns its path.
func (b *builder) script(name, statement string) string {
	text := []byte("\"use strict\";\n" + statement + ";\n")
	path := addressed("assets/"+name+".js", text)
	b.outputs = append(b.outputs, static(path, text))
	return path
}

// scripts are what a form loads, in this order.
func (b *builder) scripts(form string) []string {
	return []string{b.forms, b.theme.assets["form.js"].path, b.theme.assets["sending.js"].path, b.theme.assets[form].path}
}

const logIndex = "log.html"

// logItem is a pairing that goes on, with its cohort.
type logItem struct {
	cohort  *view.Cohort
	pairing *view.Pairing
}

// addLog adds the form for a log, and the pages that its list of pairings goes on to.
func (b *builder) addLog(programme *node) {
	var all []logItem
	for _, c := range b.shown.Cohorts {
		for _, p := range c.Pairings {
			if p.Log != nil {
				all = append(all, logItem{c, p})
			}
		}
	}
	parts := listed[logItem]{logItem.words, logItem.weight}.cut(logIndex, all, b.most)
	addStretches(b, "", "log", parts, func(f Frame, part stretch[logItem]) any { return b.logPage(f, part) })
	programme.list("We met", logIndex)
}

func (i logItem) words() string { return i.cohort.Name + ": " + i.pairing.ID }

// weight estimates the two entries of a pairing.
func (i logItem) weight() int {
	return 240 + 2*len(i.pairing.ID) + 2*len(i.pairing.People) + len(i.pairing.Log.Key) + len(i.pairing.Log.Folder.New) + len(i.pairing.Log.Folder.See)
}

func (b *builder) logPage(f Frame, part stretch[logItem]) any {
	f.Summary = "Log a meeting: the day and who was there are enough."
	f.headed("We met", part.Words)
	page := &logPage{Frame: f, Text: "---\ndate: " + f.AsOf.String() + "\n---\n"}
	if f.First() {
		page.Scripts = b.scripts("log.js")
	}
	for i, item := range part.Items {
		log := item.pairing.Log
		entry := logPairing{People: item.pairing.People, Words: item.pairing.ID, Form: relative(f.Path, logIndex) + "?pairing=" + log.Key, New: log.Folder.See}
		if log.Exact {
			entry.New = b.shown.Source.Add(log.Folder.Path, f.AsOf.String()+".md", page.Text)
		}
		if i == 0 || part.Items[i-1].cohort != item.cohort {
			page.Cohorts = append(page.Cohorts, logCohort{Name: item.cohort.Name})
		}
		last := &page.Cohorts[len(page.Cohorts)-1]
		last.Pairings = append(last.Pairings, entry)
	}
	return page
}

func (b *builder) joinPage(f Frame) (any, error) {
	f.Title, f.Summary = "Join", "Say who you are and what you would like to do: two small files."
	f.Crumbs = []view.Link{home, {Words: "Join"}}
	page := &joinPage{Frame: f, Scripts: b.scripts("join.js"), Person: "name: How you like to be called\n", Enrolment: "mentee: {}\n"}
	page.NewPerson = b.shown.Source.Add("program/people", "your-id.yaml", page.Person)
	for _, c := range b.shown.Cohorts {
		if c.Looking != nil {
			page.Looking = append(page.Looking, c)
		}
		if join, open := b.shown.Forms.Cohorts[c.ID]; open {
			page.Cohorts = append(page.Cohorts, c)
			page.NewEnrolment = append(page.NewEnrolment, view.Link{Words: c.Name, Address: b.shown.Source.Add(join.Folder.Path, "your-id.yaml", page.Enrolment)})
		}
	}
	return page, nil
}
