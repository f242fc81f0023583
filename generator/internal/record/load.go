package record

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"reflect"
	"slices"
	"strings"
	"sync"

	"gopkg.in/yaml.v3"

	"pairbook/generator/internal/diag"
	"pairbook/generator/internal/parallel"
	"pairbook/generator/internal/text"
	"pairbook/generator/internal/when"
)

// Load reads all records and handbook pages of a repository whose root is fsys. The
// problems are those of each file by itself, in no particular order. The error is nil
// unless the file system fails.
func Load(fsys fs.FS) (*Repository, diag.List, error) { return load(fsys, nil, nil) }

// LoadTelling is like Load, and calls tell after each file with the number of files
// read and their total. It may call tell concurrently; tell may be nil.
func LoadTelling(fsys fs.FS, tell func(done, total int)) (*Repository, diag.List, error) {
	return load(fsys, nil, tell)
}

// load reads each file, or takes its record from those that are known.
func load(fsys fs.FS, known *known, tell func(done, total int)) (*Repository, diag.List, error) {
	var problems diag.List
	s := &scanner{fsys: fsys, problems: &problems}
	records, content, tables, err := s.scan()
	if err != nil {
		return nil, nil, err
	}
	pages, assets := handbook(content)
	if err := inspect(fsys, assets); err != nil {
		return nil, nil, err
	}
	files := append(records, pages...)
	loaded, err := readAll(fsys, files, known, tell, &problems)
	if err != nil {
		return nil, nil, err
	}
	repo := assemble(files, loaded, s)
	repo.Assets, repo.Spreadsheets, repo.Keys, repo.Branches, repo.flawed = assets, tables, s.keys, branches(fsys), flawed(problems)
	nameOutputs(repo.Pages)
	repo.nameMoves()
	return repo, problems, nil
}

// readAll reads and decodes files in parallel. Files that are read one after the other
// have the nodes of their YAML in the same room: no record keeps any.
func readAll(fsys fs.FS, files []file, known *known, tell func(done, total int), problems *diag.List) ([]Record, error) {
	loaded := make([]Record, len(files))
	found := make([]diag.List, len(files))
	failed := make([]error, len(files))
	rooms := sync.Pool{New: func() any { return new([128]yaml.Node) }}
	_ = parallel.Each(len(files), parallel.Counting(len(files), tell, func(i int) error {
		if loaded[i] = known.record(files[i].path); loaded[i] == nil {
			room := rooms.Get().(*[128]yaml.Node)
			loaded[i], failed[i] = files[i].read(fsys, room[:], &found[i])
			clear(room[:])
			rooms.Put(room)
		}
		return nil // but all that failed are told of
	}))
	for _, list := range found {
		*problems = append(*problems, list...)
	}
	return loaded, errors.Join(failed...)
}

// read reads and decodes one file. If the file is not valid text, it returns an
// Incomplete record with the default values of its kind; if it is gone since it was
// listed, it returns nil.
func (f file) read(fsys fs.FS, room []yaml.Node, problems *diag.List) (Record, error) {
	rec := f.kind.new()
	standards(reflect.ValueOf(rec).Elem())
	src := rec.Where()
	src.Path = f.path
	raw, size, err := f.bytes(fsys)
	if errors.Is(err, errGone) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", f.path, err)
	}
	if oversize(f.path, size, f.kind.limit, problems) {
		src.Incomplete = true
		return rec, nil
	}
	f.decode(rec, raw, room, problems)
	return rec, nil
}

// errGone says that a file is not there any more.
var errGone = errors.New("it is gone")

// bytes reads the file, unless its size is beyond the limit of its kind.
func (f file) bytes(fsys fs.FS) (raw []byte, size int64, err error) {
	open, err := fsys.Open(f.path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, 0, errGone
	}
	if err != nil {
		return nil, 0, err
	}
	defer func() { _ = open.Close() }()
	info, err := open.Stat()
	if err != nil {
		return nil, 0, err
	}
	if info.Size() > f.kind.limit {
		return nil, info.Size(), nil
	}
	raw = make([]byte, info.Size())
	n, err := io.ReadFull(open, raw)
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		err = nil // it has become shorter
	}
	return raw[:n], int64(n), err
}

func (f file) decode(rec Record, raw []byte, room []yaml.Node, problems *diag.List) {
	src := rec.Where()
	at := diag.Position{Path: f.path, Line: 1, Column: 1}
	if wrong, line, column := text.Encoding(raw); wrong != "" {
		problems.Errorf(diag.Position{Path: f.path, Line: line, Column: column}, "encoding", text.EncodingHint, "%s", wrong)
		src.Incomplete = true
		return
	}
	written := text.Normalise(raw)
	if returnsAlone(written) {
		problems.Errorf(at, "control-character", "save the file with LF line ends", "the lines end with U+000D alone, as no system of today writes them")
		src.Incomplete = true
		return
	}
	if f.kind.name != "page" {
		written = characters(f.path, 1, written, false, problems)
	}
	src.hold(written)
	// A page may describe conflicts.
	if at.Line = conflictLine(f.path, written); at.Line > 0 && f.kind.name != "page" {
		problems.Errorf(at, "merge-conflict", "keep one of the two, or both in turn, and delete the lines of <, = and >", "a merge conflict is left in the file")
		src.Incomplete = true
		return
	}
	d := &decoder{src: src, first: 1, problems: problems, spare: room}
	switch rec := rec.(type) {
	case *Page:
		d.page(rec)
	case *Session:
		d.log(rec, &rec.Notes)
	case *Gathering:
		d.log(rec, &rec.Notes)
	default:
		d.decode(src.text, rec)
	}
}

// log decodes the front matter of a log, and sets its notes.
func (d *decoder) log(rec Record, notes *[]byte) {
	front, body, ok := SplitFrontMatter(d.src.text)
	if !ok {
		message, hint := unopened(d.src.text)
		d.problems.Errorf(diag.Position{Path: d.src.Path, Line: 1, Column: 1}, "front-matter", hint, "%s", message)
		d.src.Incomplete = true
		return
	}
	*notes = body
	d.first = 2
	d.decode(front, rec)
}

// page decodes a handbook page's front matter, which is optional and may have keys of
// other tools; these are warnings.
func (d *decoder) page(p *Page) {
	front, body, ok := SplitFrontMatter(d.src.text)
	p.Body = body
	if ok {
		d.first, d.lenient = 2, true
		front = characters(p.Path, d.first, front, true, d.problems)
		d.decode(front, p)
		p.Foreign = d.foreign
	}
	p.template(d.problems)
}

// assemble builds a repository from records. Every id that a path names exists in it,
// even if its record is broken.
func assemble(files []file, loaded []Record, s *scanner) *Repository {
	a := &assembly{
		repo: &Repository{unread: s.unread}, topics: map[TopicID]*Topic{}, programs: map[ProgramID]*Program{}, roles: map[RoleID]*Role{},
		people: map[PersonID]*Person{}, cohorts: map[CohortID]*cohortParts{}, signups: map[SignupID]*Signup{},
	}
	for i, rec := range loaded {
		if rec != nil {
			a.add(rec, files[i].stars)
		}
	}
	return a.finish(s.problems)
}

type assembly struct {
	repo     *Repository
	topics   map[TopicID]*Topic
	programs map[ProgramID]*Program
	roles    map[RoleID]*Role
	people   map[PersonID]*Person
	cohorts  map[CohortID]*cohortParts
	signups  map[SignupID]*Signup
}

type cohortParts struct {
	cohort     *Cohort
	enrolments map[PersonID]*Enrolment
	pairings   map[PairingID]*Pairing
}

func (a *assembly) add(rec Record, stars []string) {
	switch rec := rec.(type) {
	case *Site:
		a.repo.Site = rec
	case *Page:
		a.repo.Pages = append(a.repo.Pages, rec)
	case *Topic:
		rec.ID = TopicID(stars[0])
		a.topics[rec.ID] = rec
	case *Program:
		rec.ID = ProgramID(stars[0])
		a.programs[rec.ID] = rec
	case *Signup:
		rec.ID = SignupID(stars[0])
		a.signups[rec.ID] = rec
	case *Role:
		rec.ID = RoleID(stars[0])
		a.roles[rec.ID] = rec
	case *Person:
		rec.ID = PersonID(stars[0])
		// The part that could not be read may say no.
		rec.Publish = rec.Publish && !rec.Incomplete
		a.people[rec.ID] = rec
	default:
		a.cohort(CohortID(stars[0])).add(rec, stars[1:])
	}
}

// cohort returns the parts of a cohort, and creates them if missing: a cohort's folder
// may exist without its record.
func (a *assembly) cohort(id CohortID) *cohortParts {
	parts := a.cohorts[id]
	if parts == nil {
		parts = &cohortParts{&Cohort{ID: id, Source: Source{Path: CohortPath(id), Incomplete: true}}, map[PersonID]*Enrolment{}, map[PairingID]*Pairing{}}
		a.cohorts[id] = parts
	}
	return parts
}

func (c *cohortParts) add(rec Record, stars []string) {
	switch rec := rec.(type) {
	case *Cohort:
		rec.ID = c.cohort.ID
		rec.Surveys, rec.Attention, rec.Gatherings = c.cohort.Surveys, c.cohort.Attention, c.cohort.Gatherings
		c.cohort = rec
	case *Enrolment:
		rec.Person = PersonID(stars[0])
		c.enrolments[rec.Person] = rec
	case *Pairing:
		known := c.pairing(stars[0])
		rec.ID, rec.Plan, rec.Sessions, rec.ActionEnds = known.ID, known.Plan, known.Sessions, known.ActionEnds
		c.pairings[rec.ID] = rec
	case *Plan:
		c.pairing(stars[0]).Plan = rec
	case *Session:
		rec.Name = stars[1]
		p := c.pairing(stars[0])
		p.Sessions = append(p.Sessions, rec)
	case *ActionEnd:
		rec.ID = ActionID(stars[1])
		p := c.pairing(stars[0])
		p.ActionEnds = append(p.ActionEnds, rec)
	case *Answers:
		m := surveyForm().FindStringSubmatch(stars[0])
		rec.Date, _ = when.ParseDate(m[1])
		rec.Survey = SurveyID(m[2])
		c.cohort.Surveys = append(c.cohort.Surveys, rec)
	case *Attention:
		m := noticeForm().FindStringSubmatch(stars[0])
		rec.Pairing = PairingID(m[1])
		rec.Date, _ = when.ParseDate(m[2])
		c.cohort.Attention = append(c.cohort.Attention, rec)
	case *Gathering:
		rec.Name = stars[0]
		c.cohort.Gatherings = append(c.cohort.Gatherings, rec)
	}
}

func (c *cohortParts) pairing(id string) *Pairing {
	p := c.pairings[PairingID(id)]
	if p == nil {
		p = &Pairing{ID: PairingID(id), Source: Source{Path: PairingPath(c.cohort.ID, PairingID(id)), Incomplete: true}}
		c.pairings[p.ID] = p
	}
	return p
}

func (a *assembly) finish(problems *diag.List) *Repository {
	missing := func(path, what string) {
		if a.repo.MayLieAt(path) || reported(*problems, path) {
			return
		}
		problems.Errorf(diag.Position{Path: path, Line: 1, Column: 1}, "missing-file", "add the file, or delete its folder", "%s", what)
	}
	cohorts := map[CohortID]*Cohort{}
	for id, parts := range a.cohorts {
		c := parts.cohort
		c.Enrolments, c.Pairings = NewTable(parts.enrolments), NewTable(parts.pairings)
		cohorts[id] = c
		if c.text == nil {
			missing(c.Path, "the cohort's folder holds records, but its cohort.yaml is not there")
		}
		slices.SortStableFunc(c.Gatherings, func(x, y *Gathering) int { return strings.Compare(sortName(x.Name), sortName(y.Name)) })
		for _, p := range c.Pairings.All() {
			if p.text == nil {
				missing(p.Path, "the pairing's folder holds records, but its pairing.yaml is not there")
			}
			slices.SortStableFunc(p.Sessions, func(x, y *Session) int { return strings.Compare(sortName(x.Name), sortName(y.Name)) })
			slices.SortFunc(p.ActionEnds, func(x, y *ActionEnd) int { return cmp.Compare(x.ID, y.ID) })
		}
	}
	a.repo.Topics, a.repo.Programs, a.repo.Roles = NewTable(a.topics), NewTable(a.programs), NewTable(a.roles)
	a.repo.People, a.repo.Cohorts, a.repo.Signups = NewTable(a.people), NewTable(cohorts), NewTable(a.signups)
	if a.repo.Site == nil {
		missing(SitePath, "the repository has no site.yaml, which says what is built")
		a.repo.Site = &Site{Source: Source{Path: SitePath, Incomplete: true}}
		standards(reflect.ValueOf(a.repo.Site).Elem())
	}
	return a.repo
}

func reported(problems diag.List, path string) bool {
	return slices.ContainsFunc(problems, func(p diag.Problem) bool { return p.Path == path })
}

// sortName returns a key that sorts 2026-11-12-10 after 2026-11-12-9.
func sortName(name string) string {
	if len(name) == len("2026-11-12-2") {
		return name[:11] + "0" + name[11:]
	}
	return name
}
