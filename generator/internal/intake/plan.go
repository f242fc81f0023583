package intake

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"pairbook/generator/internal/diag"
	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/table"
	"pairbook/generator/internal/topic"
	"pairbook/generator/internal/when"
)

// Rule is the rule name of every problem in a spreadsheet.
const Rule = table.Rule

// Import is a table to import into a repository.
type Import struct {
	Repository *record.Repository
	Rows       *Binding
	AsOf       when.Date
	NewPeople  bool // create a bare record for an unknown id
	Widen      bool // let rows widen a cohort that no import made
}

// Plan is what an import would write, and what it rejects.
type Plan struct {
	Files []File    // new or changed, by path
	Bad   diag.List // every reason why a row is not in the plan
	Notes []string  // what is created besides the rows' own records

	Rows, Planned int // in the table; in the plan
}

// File is a file to be written. Before is nil for a new one, else the record's
// text as loaded. Rows are the beginnings of the rows that contribute to it.
type File struct {
	Path          string
	Before, After []byte
	Rows          []diag.Position
}

// Plan computes the changes. It rejects a row that is bad by itself, that
// contradicts an earlier one, that needs something only a bad row provides, or
// that refused names by its beginning. The error is a usage error.
func (im *Import) Plan(refused diag.List) (*Plan, error) {
	program, err := im.program()
	if err != nil {
		return nil, err
	}
	plan := &Plan{Rows: len(im.Rows.sheet.Rows), Bad: slices.Clone(refused)}
	rows := im.rows(plan)
	for {
		p := newPass(im, program, rows)
		files, err := p.run()
		if err != nil {
			return nil, err
		}
		sound := slices.DeleteFunc(slices.Clone(rows), func(r *row) bool { return len(r.problems) > 0 })
		if len(sound) == len(rows) {
			plan.Files, plan.Notes, plan.Planned = files, p.notes, len(rows)
			plan.Bad = plan.Bad.Sorted()
			return plan, nil
		}
		for _, r := range rows {
			plan.Bad = append(plan.Bad, r.problems...)
		}
		rows = sound
	}
}

// rows returns the rows that can be parsed and were not refused.
func (im *Import) rows(plan *Plan) []*row {
	refused := map[int]bool{}
	for _, problem := range plan.Bad {
		refused[problem.Line] = true
	}
	var rows []*row
	for i := range im.Rows.sheet.Rows {
		r := &im.Rows.sheet.Rows[i]
		switch {
		case r.Fault != nil:
			plan.Bad = append(plan.Bad, *r.Fault)
		case !refused[r.Line]:
			rows = append(rows, &row{Row: r, bound: im.Rows})
		}
	}
	return rows
}

// pass computes the changes of some rows, assuming that all are good.
type pass struct {
	*Import
	program *record.Program // of created cohorts; nil when unknown
	rows    []*row
	directory
	topics  map[string]record.TopicID // by spelling
	drafts  map[string]*draft         // by path
	first   map[string]*row           // the first row of a record, by path
	people  map[record.PersonID]bool  // defined by the rows
	bare    map[record.PersonID][]*row
	cohorts map[record.CohortID]*span
	parts   map[string]*part                      // of enrolments
	days    map[string]*day                       // of logs
	drawn   map[*record.Pairing][]record.ActionID // the ids of actions in drafts
	notes   []string
}

func newPass(im *Import, program *record.Program, rows []*row) *pass {
	return &pass{
		Import: im, program: program, rows: rows, directory: newDirectory(im.Repository.People),
		drafts: map[string]*draft{}, first: map[string]*row{}, people: map[record.PersonID]bool{}, bare: map[record.PersonID][]*row{},
		cohorts: map[record.CohortID]*span{}, parts: map[string]*part{}, days: map[string]*day{}, drawn: map[*record.Pairing][]record.ActionID{},
	}
}

func (p *pass) run() ([]File, error) {
	for _, field := range p.Rows.Kind.Fields() {
		p.noteLists(field)
	}
	p.unifyTopics()
	switch p.Rows.Kind {
	case People:
		p.importPeople()
	case Enrolments:
		p.importEnrolments()
	case Pairings:
		p.importPairings()
	case Sessions, Gatherings:
		p.importLogs()
	}
	p.addPeople()
	if err := p.addCohorts(); err != nil {
		return nil, err
	}
	return p.files(), nil
}

// sentences are the lists whose values may hold any mark.
var sentences = []string{"goals", "actions", "introductions", "availability", "because"}

// noteLists notes how many cells of a field look like lists and are taken whole.
func (p *pass) noteLists(field string) {
	var first *row
	n := 0
	for _, r := range p.rows {
		if p.Rows.Kind.IsList(field) && !slices.Contains(sentences, field) && r.looksLikeList(field) {
			first = cmp.Or(first, r)
			n++
		}
	}
	if n > 0 {
		value, _ := first.value(field)
		p.notes = append(p.notes, fmt.Sprintf("%s: %s, such as %q in line %d; --split %s=, says what separates values",
			field, prose.CountOf(n, "cell looks like a list and is taken whole", "cells look like lists and are taken whole"), value, first.Line, field))
	}
}

// unifyTopics finds or creates a topic for every spelling in the rows.
func (p *pass) unifyTopics() {
	var spellings []string
	users := map[string][]*row{}
	for _, r := range p.rows {
		for _, s := range r.spellings() {
			spellings = append(spellings, s)
			users[s] = append(users[s], r)
		}
	}
	ids, changed := topic.NewVocabulary(p.Repository.Topics).Unify(spellings)
	p.topics = ids
	for _, t := range changed {
		d := &draft{record: t}
		if known := p.Repository.Topics.Get(t.ID); known != nil {
			d.before, d.keys = known.Text(), []string{"aliases"}
		}
		p.drafts[record.TopicPath(t.ID)] = d
	}
	for _, s := range slices.Sorted(maps.Keys(users)) {
		if d := p.drafts[record.TopicPath(ids[s])]; d != nil {
			d.by(users[s]...)
		}
	}
}

// topicsOf returns the topics of a row.
func (p *pass) topicsOf(r *row, field string) ([]record.TopicID, bool) {
	spellings, ok := r.list(field)
	var topics []record.TopicID
	for _, s := range spellings {
		if id := p.topics[s]; id != "" && !slices.Contains(topics, id) {
			topics = append(topics, id)
		}
	}
	return topics, ok && len(topics) > 0
}

// known reports whether an id is somebody's, or gets a record from these rows or
// a bare one; if not, it reports a problem of the field.
func (p *pass) known(r *row, field string, id record.PersonID) bool {
	switch {
	case p.Repository.People.Has(id) || p.people[id]:
		return true
	case p.NewPeople:
		if !slices.Contains(p.bare[id], r) {
			p.bare[id] = append(p.bare[id], r)
		}
		return true
	}
	const hint = "import the people first, or let --new-people make a record for each"
	r.bad(field, cmp.Or(didYouMean(id, p.Repository.People.IDs()), hint), "nobody has the id %q", id)
	return false
}

// addPeople creates the bare records.
func (p *pass) addPeople() {
	for _, id := range slices.Sorted(maps.Keys(p.bare)) {
		rec := &record.Person{ID: id, Name: string(id), Publish: true}
		p.drafts[record.PersonPath(id)] = &draft{record: rec, rows: p.bare[id]}
	}
	if n := len(p.bare); n > 0 {
		p.notes = append(p.notes, fmt.Sprintf("made a bare record for %s; give them their names", prose.CountOf(n, "person", "people")))
	}
}
