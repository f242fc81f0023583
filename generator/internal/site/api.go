package site

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"pairbook/generator/internal/view"
	"pairbook/generator/internal/when"
)

// The JSON that the site publishes, as the design's section 6 gives it.

type indexJSON struct {
	AsOf     when.Date   `json:"as_of"`
	Revision *string     `json:"revision"`
	Programs []string    `json:"programs"`
	Cohorts  []string    `json:"cohorts"`
	Counts   view.Counts `json:"counts"`
}

type cohortJSON struct {
	Cohort   string        `json:"cohort"`
	Program  string        `json:"program"`
	Figures  []figureJSON  `json:"figures"`
	Pairings []pairingJSON `json:"pairings"`

	Before  *snapshotJSON  `json:"before,omitempty"`  // what the figures were, while the cohort runs
	Periods []periodJSON   `json:"periods,omitempty"` // what happened lately, while it runs
	Age     int            `json:"age,omitempty"`     // in days, at which the following are
	AtAge   []snapshotJSON `json:"at_age,omitempty"`  // the cohort and the earlier ones of its programme
	Parts   []string       `json:"parts,omitempty"`   // the files that hold more pairings

	Gatherings []gatheringJSON `json:"gatherings,omitempty"` // the newest first
}

// gatheringJSON is a gathering and how many came, null where nobody wrote it down.
type gatheringJSON struct {
	Date  string `json:"date"`
	Title string `json:"title"`
	Came  *int   `json:"came"`
}

// pairingsJSON is more pairings of a cohort.
type pairingsJSON struct {
	Cohort   string        `json:"cohort"`
	Pairings []pairingJSON `json:"pairings"`
}

// snapshotJSON is figures as of another day, or of what happened from a day on.
type snapshotJSON struct {
	Cohort  string       `json:"cohort"`
	From    string       `json:"from,omitempty"` // a day
	AsOf    string       `json:"as_of"`
	Figures []figureJSON `json:"figures"`
}

type periodJSON struct {
	Period string         `json:"period"`
	Now    []snapshotJSON `json:"now"`    // what happened, and how things stand
	Before []snapshotJSON `json:"before"` // the same a period earlier
}

type pairingJSON struct {
	Pairing string       `json:"pairing"`
	Title   string       `json:"title,omitempty"`
	Summary string       `json:"summary,omitempty"`
	Links   []linkJSON   `json:"links,omitempty"`
	State   string       `json:"state"`
	Health  *string      `json:"health"`
	Figures []figureJSON `json:"figures"`
}

// linkJSON is a link whose address is whole, or a path of the site.
type linkJSON struct {
	Title string `json:"title"`
	URL   string `json:"url"`
}

type figureJSON struct {
	Metric      string         `json:"metric"`
	Value       *float64       `json:"value"`
	Numerator   *float64       `json:"numerator"`
	Denominator *float64       `json:"denominator"`
	Interval    *view.Interval `json:"interval,omitempty"`
	Records     []string       `json:"records"`
	Unavailable string         `json:"unavailable,omitempty"`
}

func (b *builder) addAPI() {
	b.json("api/v1/index.json", func() any { return b.indexJSON() })
	b.json("api/v1/metrics.json", func() any { return b.shown.Metrics })
	b.addExpectationsAPI()
	for _, c := range b.shown.Cohorts {
		b.addCohortAPI(c)
	}
	b.addMatchingsData()
}

// json adds a file of data for people to read, too.
func (b *builder) json(path string, value func() any) { b.encode(path, "  ", value) }

// denseJSON adds a file of much data, without white space.
func (b *builder) denseJSON(path string, value func() any) { b.encode(path, "", value) }

func (b *builder) encode(path, indent string, value func() any) {
	b.outputs = append(b.outputs, Output{path, func(w io.Writer) error {
		var body bytes.Buffer
		e := json.NewEncoder(&body)
		e.SetIndent("", indent)
		if err := e.Encode(value()); err != nil {
			return fmt.Errorf("write %s: %w", path, err)
		}
		_, err := w.Write(body.Bytes())
		return err
	}})
}

func (b *builder) indexJSON() indexJSON {
	index := indexJSON{AsOf: b.shown.AsOf, Programs: []string{}, Cohorts: []string{}, Counts: b.shown.Counts}
	if b.shown.Revision != "" {
		index.Revision = &b.shown.Revision
	}
	for _, p := range b.shown.Programs {
		index.Programs = append(index.Programs, p.ID)
	}
	for _, c := range b.shown.Cohorts {
		index.Cohorts = append(index.Cohorts, c.ID)
	}
	slices.Sort(index.Programs)
	slices.Sort(index.Cohorts)
	return index
}

// partsOfCohort is how many times the room of a list the file of a cohort has.
const partsOfCohort = 9

// addCohortAPI adds a cohort as data; more pairings than fit are in files of their
// own.
func (b *builder) addCohortAPI(c *view.Cohort) {
	detailed := len(c.Pairings) <= mostDetailed
	pairings := slices.SortedFunc(slices.Values(c.Pairings), func(a, b *view.Pairing) int { return strings.Compare(a.ID, b.ID) })
	list := listed[*view.Pairing]{func(p *view.Pairing) string { return p.ID }, func(p *view.Pairing) int { return weightOfFigures(p, detailed) }}
	addData(b, view.CohortAPI(c.ID), !detailed, list.cut("", pairings, partsOfCohort*b.most),
		func(items []*view.Pairing, rest []string) any {
			out := newCohortJSON(c)
			out.Pairings, out.Parts = newPairingsJSON(items, detailed), rest
			return out
		},
		func(items []*view.Pairing) any { return pairingsJSON{c.ID, newPairingsJSON(items, detailed)} })
}

// weightOfFigures estimates a pairing as data.
func weightOfFigures(p *view.Pairing, detailed bool) int {
	weight := 260 + len(p.ID) + len(p.Title) + len(p.Summary)
	for _, l := range p.Links {
		weight += 80 + len(l.Words) + len(l.Address)
	}
	for _, f := range p.Figures {
		records := 0
		for _, r := range f.Records {
			records += len(r.Path) + 3
		}
		if !detailed && f.More == 0 && len(f.Records) > 0 {
			records = min(records, 20+len(p.Path))
		}
		if f.Interval != nil {
			weight += 75
		}
		weight += 90 + records + len(f.Unavailable)
	}
	return weight
}

func newPairingsJSON(pairings []*view.Pairing, detailed bool) []pairingJSON {
	out := []pairingJSON{}
	for _, p := range pairings {
		pairing := pairingJSON{Pairing: p.ID, Title: p.Title, Summary: p.Summary, State: p.State, Figures: figuresJSON(p.Figures)}
		for _, l := range p.Links {
			pairing.Links = append(pairing.Links, linkJSON{l.Words, cmp.Or(l.Address, view.EscapePath(l.Path))})
		}
		if !detailed {
			nameFolders(pairing.Figures, p.Figures)
		}
		if p.Health != nil && p.Health.State != "" {
			pairing.Health = &p.Health.State
		}
		out = append(out, pairing)
	}
	return out
}

// newCohortJSON is a cohort without its pairings.
func newCohortJSON(c *view.Cohort) cohortJSON {
	out := cohortJSON{Cohort: c.ID, Figures: figuresJSON(c.Figures)}
	if c.Program != nil {
		out.Program = c.Program.ID
	}
	for _, g := range c.Gatherings {
		out.Gatherings = append(out.Gatherings, gatheringJSON{day(g.On), g.Title, g.Came})
	}
	if c.Before.On != 0 {
		before := newSnapshotJSON(c.Before)
		out.Before = &before
	}
	for _, p := range c.Recent {
		now := []view.Snapshot{{ID: c.ID, From: p.From, On: p.To, Figures: p.Flows}, {ID: c.ID, On: p.To, Figures: p.Stands}}
		out.Periods = append(out.Periods, periodJSON{p.Slug, []snapshotJSON{newSnapshotJSON(now[0]), newSnapshotJSON(now[1])}, []snapshotJSON{newSnapshotJSON(p.Before[0]), newSnapshotJSON(p.Before[1])}})
	}
	if c.Earlier != nil {
		out.Age = c.Earlier.Age
		for _, s := range c.Earlier.Cohorts {
			out.AtAge = append(out.AtAge, newSnapshotJSON(s))
		}
	}
	return out
}

// mostDetailed is of how many pairings a cohort's file names every record. Of
// more it names each pairing's folder; the records are on the pairing's page.
const mostDetailed = 40

// nameFolders names a pairing's folder instead of the records in it, but for
// figures of which the page leaves records out and leads to the file for them.
func nameFolders(figures []figureJSON, shown []view.Figure) {
	for i := range figures {
		if shown[i].More > 0 {
			continue
		}
		short := []string{}
		for _, file := range figures[i].Records {
			short = append(short, pairingFolder(file))
		}
		slices.Sort(short)
		figures[i].Records = slices.Compact(short)
	}
}

// pairingFolder returns the folder of the pairing that a record is of, and the path of
// any other.
func pairingFolder(file string) string {
	end := 0
	for n := range 5 {
		name, _, below := strings.Cut(file[end:], "/")
		if !below || n == 3 && name != "pairings" {
			return file
		}
		end += len(name) + 1
	}
	return file[:end-1]
}

func newSnapshotJSON(s view.Snapshot) snapshotJSON {
	return snapshotJSON{s.ID, day(s.From), day(s.On), figuresJSON(s.Figures)}
}

func figuresJSON(figures []view.Figure) []figureJSON {
	out := []figureJSON{}
	for _, f := range figures {
		j := figureJSON{Metric: f.Metric.ID, Value: f.Value, Numerator: f.Numerator, Denominator: f.Denominator, Interval: f.Interval,
			Records: []string{}, Unavailable: f.Unavailable}
		for _, r := range f.Records {
			j.Records = append(j.Records, r.Path)
		}
		out = append(out, j)
	}
	return out
}
