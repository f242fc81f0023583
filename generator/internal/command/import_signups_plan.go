package command

import (
	"bytes"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"pairbook/generator/internal/diag"
	"pairbook/generator/internal/edit"
	"pairbook/generator/internal/intake"
	"pairbook/generator/internal/private"
	"pairbook/generator/internal/programme"
	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/regular"
	"pairbook/generator/internal/table"
)

// plan reads the sheet and plans what to write. A row of which no records can be made
// is left out of the proposal, and the rest planned again.
func (s *signups) plan() (err error) {
	for {
		if s.proposal, err = s.propose(); err != nil {
			return err
		}
		s.changes, s.notes = nil, nil
		set := map[string]string{"cohort": s.flags.cohort}
		bad, err := s.add(intake.People, s.proposal.PersonRows, nil)
		if err == nil && len(bad) == 0 {
			bad, err = s.add(intake.Enrolments, s.proposal.EnrolmentRows, set)
		}
		if err != nil {
			return err
		}
		if len(bad) == 0 {
			break
		}
		if !s.refuse(bad) {
			s.app.printLines(bad)
			return errProblems
		}
	}
	if err := s.addForm(); err != nil {
		return err
	}
	if err := s.addNames(); err != nil {
		return err
	}
	return s.addContacts()
}

// addNames plans the lines of private/names.yaml for who is new, if names are private.
func (s *signups) addNames() error {
	fresh := map[record.PersonID]string{}
	for id, name := range s.proposal.Names {
		if person := record.PersonID(id); s.options.Private && !s.ws.Repo.People.Has(person) {
			fresh[person] = name
		}
	}
	lines, err := record.MarshalNames(fresh)
	if err != nil || len(fresh) == 0 {
		return err
	}
	before := s.said
	if len(before) > 0 && !bytes.HasSuffix(before, []byte("\n")) {
		before = append(bytes.Clone(before), '\n')
	}
	s.changes = append(s.changes, edit.Change{Path: private.NamesPath, Old: s.said, New: slices.Concat(before, lines)})
	return nil
}

// addForm plans the record of the answers about the form, for --save. Those that it
// has and nobody asked this time stay.
func (s *signups) addForm() error {
	if s.flags.save == "" {
		return nil
	}
	form := &record.Signup{ID: record.SignupID(s.flags.save)}
	settled := maps.Clone(s.proposal.Settled)
	known := s.ws.Repo.Signups.Get(form.ID)
	change := edit.Change{Path: record.SignupPath(form.ID)}
	if known != nil {
		change.Old = known.Text()
		for _, answer := range known.Answers {
			again := func(key string) bool { return strings.EqualFold(key, answer.Key) }
			if !slices.ContainsFunc(slices.Collect(maps.Keys(settled)), again) {
				settled[answer.Key] = answer.Value
			}
		}
	}
	for _, key := range slices.Sorted(maps.Keys(settled)) {
		form.Answers = append(form.Answers, record.Answer{Key: key, Value: settled[key]})
	}
	var err error
	switch {
	case known == nil:
		change.New, err = record.Marshal(form)
	case slices.Equal(known.Answers, form.Answers):
		return nil
	default:
		change.New, err = record.SetKeys(change.Old, form, "answers")
	}
	if err != nil {
		return fmt.Errorf("%s: %w", change.Path, err)
	}
	s.changes = append(s.changes, change)
	return nil
}

// refuse leaves out the rows with problems; it reports whether there are such rows.
func (s *signups) refuse(bad diag.List) bool {
	before := len(s.options.Refused)
	for _, problem := range bad {
		line := 0
		for _, row := range s.sheet.Rows {
			if row.Line <= problem.Line {
				line = row.Line // a row can have several lines
			}
		}
		if line > 0 {
			s.options.Refused[line] = problem.Message
		}
	}
	return len(s.options.Refused) > before
}

// add plans the records of a table upon what is planned already, and returns the
// problems of rows.
func (s *signups) add(kind intake.Kind, rows *table.Table, set map[string]string) (diag.List, error) {
	bound, err := intake.Bind(kind, rows, intake.Options{Set: set, Split: map[string]string{"topics": "\n", "goals": "\n"}})
	if err != nil {
		return nil, err
	}
	run := s.ws.Run
	if len(s.changes) > 0 {
		if run, err = programme.Load(edit.Overlay(s.ws.Files, s.changes), programme.Options{AsOf: s.ws.AsOf}); err != nil {
			return nil, err
		}
	}
	plan, err := s.app.plan(&workspace{Run: run, root: s.ws.root}, &intake.Import{Repository: run.Repo, Rows: bound, AsOf: s.ws.AsOf})
	if err != nil {
		return nil, err
	}
	s.notes = append(s.notes, plan.Notes...)
	for _, c := range changesOf(plan) {
		if at := slices.IndexFunc(s.changes, func(before edit.Change) bool { return before.Path == c.Path }); at >= 0 {
			s.changes[at].New = c.New
			continue
		}
		s.changes = append(s.changes, c)
	}
	return plan.Bad, nil
}

// addContacts plans the file of addresses: what it has stays, but for an address that
// has changed.
func (s *signups) addContacts() error {
	header, rows := []string{"person", "email"}, [][]string{}
	file := filepath.Join(s.ws.root, filepath.FromSlash(private.ContactsPath))
	raw, err := regular.Read(file, maxTable)
	if err == nil {
		sheet, problems := table.Read(file, raw, table.Dialect{})
		if sheet == nil {
			s.app.printLines(problems)
			return errProblems
		}
		header = texts(sheet.Header)
		for _, row := range sheet.Rows {
			rows = append(rows, texts(row.Cells))
		}
	}
	id, email, changed := slices.Index(header, "person"), slices.Index(header, "email"), false
	left := maps.Clone(s.proposal.Addresses)
	for _, row := range rows {
		if address, ok := left[row[id]]; ok {
			if !strings.EqualFold(address, row[email]) {
				row[email], changed = address, true
			}
			delete(left, row[id])
		}
	}
	for _, person := range slices.Sorted(maps.Keys(left)) {
		row := make([]string, len(header))
		row[id], row[email] = person, left[person]
		rows, changed = append(rows, row), true
	}
	var out bytes.Buffer
	if !changed {
		return nil
	}
	if err := table.Write(&out, header, rows); err != nil {
		return err
	}
	s.changes = append(s.changes, edit.Change{Path: private.ContactsPath, Old: raw, New: out.Bytes()})
	return nil
}

func texts(cells []table.Cell) (all []string) {
	for _, cell := range cells {
		all = append(all, cell.Text)
	}
	return all
}

// write writes the plan if that is wanted and nothing is left to decide.
func (s *signups) write() error {
	again := fmt.Sprintf("pairbook import signups %s --cohort %s", s.sheet.Path, s.flags.cohort)
	var open []string
	for _, q := range s.proposal.Questions {
		if !s.flags.yes || q.Default == "" {
			open = append(open, q.Key)
		}
	}
	say := s.app.stdout
	if s.flags.format == "json" {
		say = s.app.stderr
	}
	switch {
	case !s.flags.write && len(open) > 0:
		fmt.Fprintf(say, "Nothing was written. Next: answer what has another answer, then %s --yes --write\n", again)
		return nil
	case !s.flags.write:
		fmt.Fprintf(say, "Nothing was written. Next: the same with --write\n")
		return nil
	case len(open) > 0:
		fmt.Fprintf(s.app.stderr, "Nothing was written: %s. Answer with --answer KEY=VALUE, or take the defaults with --yes.\n", prose.CountOf(len(open), "question is open", "questions are open")+" ("+prose.List(open)+")")
		return errProblems
	}
	outcome, err := s.app.write(s.ws, s.changes)
	if err != nil {
		return err
	}
	for _, note := range s.notes {
		fmt.Fprintln(s.app.stderr, note)
	}
	fmt.Fprintf(say, "signups: %s, %s. Next: pairbook check\n", prose.CountOf(len(s.proposal.People), "person", "people"), filesWritten(outcome))
	return nil
}
