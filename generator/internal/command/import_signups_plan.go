package command

import (
	"bytes"
	"fmt"
	"path/filepath"
	"slices"

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

// addForm plans the record of the answers about the form, for --save.
func (s *signups) addForm() error {
	if s.flags.save == "" {
		return nil
	}
	id := record.SignupID(s.flags.save)
	change := edit.Change{Path: record.SignupPath(id)}
	known := s.ws.Repo.Signups.Get(id)
	if known != nil {
		change.Old = known.Text()
	}
	var err error
	if change.New, err = intake.Answers(id, known, s.proposal.Settled); err != nil {
		return fmt.Errorf("%s: %w", change.Path, err)
	}
	if change.New != nil {
		s.changes = append(s.changes, change)
	}
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
	file := filepath.Join(s.ws.root, filepath.FromSlash(private.ContactsPath))
	raw, err := regular.Read(file, maxTable)
	var sheet *table.Table
	if err == nil {
		var problems diag.List
		if sheet, problems = table.Read(file, raw, table.Dialect{}); sheet == nil {
			s.app.printLines(problems)
			return errProblems
		}
	}
	changed, err := intake.WithAddresses(sheet, s.proposal.Addresses)
	if err == nil && changed != nil {
		s.changes = append(s.changes, edit.Change{Path: private.ContactsPath, Old: raw, New: changed})
	}
	return err
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
	if err := s.app.noteNewTopics(s.ws, s.changes); err != nil {
		return err
	}
	switch {
	case !s.flags.write && len(s.proposal.People) == 0 && s.proposal.Rows > 0:
		fmt.Fprintln(say, "Nothing was written: no row of the sheet becomes anybody. Next: say which column has what, as in --answer column:name=HEADER")
		return nil
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
