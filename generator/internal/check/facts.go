package check

import (
	"iter"

	"pairbook/generator/internal/diag"
	"pairbook/generator/internal/markdown"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/topic"
	"pairbook/generator/internal/when"
)

// facts is the data that all rules share. It is complete before the first rule runs
// and does not change afterwards.
type facts struct {
	repo   *record.Repository
	asOf   when.Date
	themes []string        // nil when unknown
	texts  *markdown.Texts // nil when nothing is kept
	tell   func(done, total int)

	places     []place                             // every record, in a fixed order
	renamed    map[record.PersonID]record.PersonID // a former id → the id now
	pages      map[string]*markdown.Page           // by path; none for a text that was refused
	links      []pageLink                          // of the handbook
	folders    map[string]bool                     // of the handbook
	files      []string                            // the paths of the handbook
	vocabulary *topic.Vocabulary
}

// place is a record and what it belongs to; what it does not belong to, or
// what is missing, is nil.
type place struct {
	record  record.Record
	program *record.Program
	cohort  *record.Cohort
	pairing *record.Pairing
}

// spot is the location of a value in a record. Its path is valid only during a visit.
type spot struct {
	place
	path []any
}

// gather collects the facts and returns the problems found in the texts.
func (f *facts) gather() diag.List {
	f.places = places(f.repo)
	f.files = handbookFiles(f.repo)
	f.folders = foldersOf(f.files)
	f.vocabulary = topic.NewVocabulary(f.repo.Topics)
	f.renamed = map[record.PersonID]record.PersonID{}
	for _, p := range f.repo.People.All() {
		for _, old := range p.Formerly {
			f.renamed[old] = p.ID
		}
	}
	return f.readTexts()
}

// places returns every record with the records that it belongs to, except handbook
// pages, which have rules of their own.
func places(repo *record.Repository) []place {
	all := []place{{record: repo.Site}}
	for _, t := range repo.Topics.All() {
		all = append(all, place{record: t})
	}
	for _, p := range repo.Programs.All() {
		all = append(all, place{record: p, program: p})
	}
	for _, r := range repo.Roles.All() {
		all = append(all, place{record: r})
	}
	for _, p := range repo.People.All() {
		all = append(all, place{record: p})
	}
	for _, c := range repo.Cohorts.All() {
		program := repo.Program(c)
		c.EachRecord(func(rec record.Record, p *record.Pairing) { all = append(all, place{rec, program, c, p}) })
	}
	return all
}

// each visits the values of a record: those in the file, and the ids in the file's
// name, whose path is empty.
func (p place) each(visit func(spot, any)) {
	switch rec := p.record.(type) {
	case *record.Enrolment:
		visit(spot{p, nil}, rec.Person)
	case *record.Answers:
		visit(spot{p, nil}, rec.Survey)
		visit(spot{p, nil}, rec.Date)
		for _, question := range sortedKeys(rec.Counts) {
			visit(spot{p, []any{"counts", string(question)}}, question)
		}
	case *record.ActionEnd:
		visit(spot{p, nil}, rec.ID)
	case *record.Attention:
		visit(spot{p, nil}, rec.Pairing)
		visit(spot{p, nil}, rec.Date)
	}
	record.Each(p.record, func(path []any, value any) { visit(spot{p, path}, value) })
}

// at returns the value's position in its file, or the key's if the value is a key.
func (s spot) at() diag.Position {
	if s.isCounted() {
		return s.record.Where().KeyAt(s.path...)
	}
	return s.record.Where().At(s.path...)
}

// field returns the name of the value for a message: "attended", or "mentors" for
// mentors[0].person. It is empty for an id in a file's name.
func (s spot) field() string {
	if s.isCounted() {
		return "counts"
	}
	for i := len(s.path) - 1; i >= 0; i-- {
		name, ok := s.path[i].(string)
		inContact := name == "page" && (s.path[0] == "help" || s.path[0] == "safeguarding")
		if !ok || i > 0 && (name == "person" || name == "id" || inContact) {
			continue
		}
		return name
	}
	return ""
}

// isCounted reports whether the value is a question's id, which is a key of counts.
func (s spot) isCounted() bool {
	_, answers := s.record.(*record.Answers)
	return answers && len(s.path) == 2
}

// prefix returns the beginning of a message: the field, if there is one.
func (s spot) prefix() string {
	if f := s.field(); f != "" {
		return f + ": "
	}
	return ""
}

// pairings yields each pairing without unreadable values, with its cohort.
func (f *facts) pairings() iter.Seq2[*record.Cohort, *record.Pairing] {
	return func(yield func(*record.Cohort, *record.Pairing) bool) {
		for _, c := range f.repo.Cohorts.All() {
			for _, p := range c.Pairings.All() {
				if !p.Incomplete && !yield(c, p) {
					return
				}
			}
		}
	}
}

// side is one side of a pairing: its key in the record, and its members.
type side struct {
	key     string
	party   record.Party
	members []record.Member
}

func sidesOf(p *record.Pairing) []side {
	return []side{
		{"mentors", record.Mentors, p.Mentors},
		{"mentees", record.Mentees, p.Mentees},
		{"peers", record.Peers, p.Peers},
	}
}

// member is a member with their location in the pairing's record.
type member struct {
	record.Member
	side
	index int
	at    func() diag.Position
}

// membersOf yields the members of a pairing, mentors first.
func membersOf(p *record.Pairing) iter.Seq[member] {
	return func(yield func(member) bool) {
		for _, s := range sidesOf(p) {
			for i, m := range s.members {
				at := func() diag.Position { return p.At(s.key, i, "person") }
				if !yield(member{m, s, i, at}) {
					return
				}
			}
		}
	}
}

// underWay reports whether a pairing takes its members' time. A flash pairing that
// has met is complete by itself.
func underWay(p *record.Pairing) bool {
	met, _ := p.FlashMet(0)
	return p.State.GoesOn() && met == 0
}

// upcoming reports whether a pairing is open, or looks for somebody.
func upcoming(p *record.Pairing) bool { return open(p) || p.State == record.Open }

// open reports whether a pairing is under way or about to be.
func open(p *record.Pairing) bool { return underWay(p) || p.State == record.Proposed }
