package site

import (
	"cmp"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"pairbook/generator/internal/markdown"
	"pairbook/generator/internal/parallel"
	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/search"
	"pairbook/generator/internal/view"
)

// The kinds of what can be found.
const (
	handbookKind = iota
	personKind
	pairingKind
	topicKind
	figureKind
	programKind
	cohortKind
	pageKind
)

// kindWords are what the kinds are called above what was found of them.
var kindWords = []string{"Handbook", "People", "Pairings", "Topics", "Figures", "Programmes", "Cohorts", "Pages"}

// longestFragment is how long the name of a section may be that the search leads to.
const longestFragment = 500

// addSearch adds the index of all that is shown, and the page that lists it. The
// directory's name stays, whatever the index holds, so that no page changes with it.
func (b *builder) addSearch() error {
	documents := b.documents()
	site := search.Site{Kinds: kindWords, Scripts: []string{}}
	for _, name := range []string{"minisearch.js", "finder.js"} {
		site.Scripts = append(site.Scripts, strings.TrimPrefix(b.theme.assets[name].path, "assets/"))
	}
	files, err := search.Files(documents, site)
	if err != nil {
		return err
	}
	for _, f := range files {
		b.outputs = append(b.outputs, static("assets/"+f.Name, f.Body))
	}
	b.addTitles(documents)
	return nil
}

// documents are all that can be found: of the handbook each section, of the rest what
// has a page or a place on one.
func (b *builder) documents() []search.Document {
	all := slices.Concat(parallel.Map(b.shown.Pages, b.sectionsOf)...)
	all = append(all, parallel.Map(b.shown.People, personFound)...)
	for _, c := range b.shown.Cohorts {
		all = append(all, cohortFound(c))
		for _, tab := range b.tabsOf(c)[1:] {
			all = append(all, search.Document{Kind: cohortKind, Path: view.EscapePath(tab.Path), Title: tab.Words, Within: c.Name})
		}
		all = append(all, parallel.Map(c.Pairings, pairingFound)...)
	}
	all = append(all, b.topicsFound()...)
	for _, m := range b.shown.Metrics {
		all = append(all, search.Document{Kind: figureKind, Path: "metrics.html#" + metricAnchor(m.ID), Title: m.Name, Text: m.Definition})
	}
	for _, p := range b.shown.Programs {
		all = append(all, programFound(p))
	}
	all = append(all, b.othersFound(all)...)
	return parallel.Map(all, func(d search.Document) search.Document {
		d.Title, d.Within, d.Text = markdown.Quotes(d.Title), markdown.Quotes(d.Within), markdown.Quotes(d.Text)
		return d
	})
}

// sectionsOf are the sections of a page of the handbook. The first has the page's
// title, and the author's summary before its text.
func (b *builder) sectionsOf(p *view.Page) []search.Document {
	first := search.Document{Kind: handbookKind, Path: view.EscapePath(p.Path), Title: p.Title, Within: b.folderTitles(p.Path), Text: p.Lead}
	if p.Text == nil {
		return []search.Document{first}
	}
	all := []search.Document{first}
	for i, s := range p.Text.Sections() {
		if i == 0 && (s.Heading == "" || s.Heading == p.Title) || i == 1 && all[0].Text == p.Lead && s.Heading == p.Title {
			all[0].Text = strings.TrimSpace(all[0].Text + " " + s.Text)
			continue
		}
		path := first.Path
		if fragment := (&url.URL{Fragment: s.ID}).EscapedFragment(); fragment != "" && len(fragment) <= longestFragment {
			path += "#" + fragment
		}
		all = append(all, search.Document{Kind: handbookKind, Path: path, Title: cmp.Or(s.Heading, p.Title), Within: p.Title, Text: s.Text})
	}
	return all
}

// folderTitles are the folders of the handbook that a page is in.
func (b *builder) folderTitles(path string) string {
	page := b.handbook.page(path)
	if page == nil {
		return ""
	}
	var titles []string
	for _, f := range page.folders() {
		if f.children[0] != page {
			titles = append(titles, f.title)
		}
	}
	return strings.Join(titles, " › ")
}

func personFound(p *view.Person) search.Document {
	var parts, topics []string
	for _, part := range p.TakesPart() {
		parts = append(parts, part.Party+", "+part.Cohort.Words)
	}
	for _, part := range p.Parts {
		topics = append(topics, part.Topics...)
	}
	topics = append(slices.Clone(p.Topics), topics...)
	return search.Document{Kind: personKind, Path: view.EscapePath(p.Path), Title: p.Name,
		Within: strings.Join(once(parts), " · "), Text: joined(strings.Join(once(topics), ", "), p.About)}
}

// joined is the texts that are not empty in a row.
func joined(texts ...string) string {
	return strings.Join(slices.DeleteFunc(texts, func(s string) bool { return s == "" }), " · ")
}

// once leaves out what was there before.
func once(words []string) []string {
	var all []string
	for _, w := range words {
		if !slices.Contains(all, w) {
			all = append(all, w)
		}
	}
	return all
}

func pairingFound(p *view.Pairing) search.Document {
	var people []string
	for _, m := range p.Members {
		people = append(people, m.Words)
	}
	people = once(people)
	title := p.ID
	if len(people) > 0 {
		title = prose.List(people) + ", " + p.ID
	}
	d := search.Document{Kind: pairingKind, Path: view.EscapePath(p.Path), Title: title, Within: p.Cohort.Words}
	said := []string{p.Title, p.Summary}
	if len(p.Match) == 0 { // which the page shows instead
		said = append(said, strings.Join(p.Shared, ", "))
	}
	d.Text = joined(said...)
	return d
}

func cohortFound(c *view.Cohort) search.Document {
	text := prose.Sentence(c.Words) + ", from " + c.Starts.Long() + " to " + c.Ends.Long() + "."
	for _, e := range c.Events {
		text += " " + e.Name + ", " + e.When() + "."
	}
	d := search.Document{Kind: cohortKind, Path: view.EscapePath(c.Path), Title: c.Name, Text: text}
	if c.Program != nil {
		d.Within = c.Program.Name
	}
	return d
}

func programFound(p *view.Program) search.Document {
	text := p.Purpose
	for _, o := range p.Objectives {
		text += " " + o.Statement
	}
	return search.Document{Kind: programKind, Path: view.EscapePath(p.Path), Title: p.Name, Text: strings.TrimSpace(text)}
}

// topicsFound are the topics that somebody seeks or offers, each where the last cohort
// that has it counts them.
func (b *builder) topicsFound() []search.Document {
	if b.shown.Forms == nil {
		return nil
	}
	counted := map[string]search.Document{}
	for _, c := range b.shown.Cohorts {
		for _, t := range c.Topics {
			if _, known := counted[t.Topic]; !known {
				counted[t.Topic] = search.Document{Path: view.EscapePath(c.Supply()) + "#pb-topics", Within: c.Name,
					Text: fmt.Sprintf("Sought by %d and offered by %d.", t.Sought, t.Offered)}
			}
		}
	}
	var all []search.Document
	for _, t := range b.shown.Forms.Topics {
		if d, found := counted[t.Name]; found {
			d.Kind, d.Title, d.Text = topicKind, t.Name, strings.TrimSpace(d.Text+" "+strings.Join(t.Aliases, ", "))
			all = append(all, d)
		}
	}
	return all
}

// othersFound are the site's own pages that are in the navigation and nowhere among
// what was found before.
func (b *builder) othersFound(before []search.Document) []search.Document {
	known := map[string]bool{}
	for _, d := range before {
		known[d.Path] = true
	}
	var all []search.Document
	if !known[home.Path] {
		all = append(all, search.Document{Kind: pageKind, Path: home.Path, Title: b.shown.Title})
	}
	for _, r := range b.shown.Roles {
		if path := view.EscapePath(r.Path); !known[path] {
			known[path] = true
			all = append(all, roleFound(r, path))
		}
	}
	for _, n := range b.programme.pages {
		path := view.EscapePath(n.path)
		if !known[path] {
			known[path] = true
			title := n.title
			if title == overview {
				title = n.parent.title
			}
			all = append(all, search.Document{Kind: pageKind, Path: path, Title: title})
		}
	}
	return append(all, search.Document{Kind: pageKind, Path: "about.html", Title: "About this site"})
}

func roleFound(r *view.Role, path string) search.Document {
	text := []string{r.Summary}
	for _, f := range r.Facets {
		text = append(text, f.Name+": "+f.Summary)
	}
	for _, e := range r.Expectations {
		text = append(text, e.Statement)
	}
	return search.Document{Kind: pageKind, Path: path, Title: r.Name, Text: strings.Join(text, " ")}
}
