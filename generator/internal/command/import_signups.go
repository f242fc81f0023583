package command

import (
	"bytes"
	"cmp"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"pairbook/generator/internal/diag"
	"pairbook/generator/internal/edit"
	"pairbook/generator/internal/intake"
	"pairbook/generator/internal/programme"
	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/signup"
	"pairbook/generator/internal/table"
)

// signupFlags are the flags of import signups alone.
type signupFlags struct {
	cohort, dates, format string
	save, as, names       string
	answers               []string
	yes, write            bool
	sheet                 sheetFlags
}

func importSignups(a *app) *cobra.Command {
	var f signupFlags
	command := &cobra.Command{
		Use:   "signups FILE --cohort COHORT",
		Short: "Propose people and enrolments from the export of a sign-up form",
		Long: `Propose how the export of a sign-up form becomes people, enrolments and addresses.

The proposal says which column is taken for what, what its words mean, and what is
left to decide. A question that is not answered takes its default, which stands
first. A question's key may also name a word that was understood otherwise than it
is meant, as in zone:GMT=UTC or hours:early=Mon 07:00-09:00, or a column, as in
column:topics=HEADER. Every row becomes somebody or is listed with the reason why
it does not. Hours and other words that are not understood are kept as not known.

--save keeps the answers in program/imports/NAME.yaml, and --as reads the form's next
export by them. Answers about one person are not kept there. With --names private,
records have ids for names, and private/names.yaml has the names.

  pairbook import signups private/signups.csv --cohort autumn-2026`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usagef("import signups takes one file, and %d were given", len(args))
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			switch {
			case !record.ValidID(f.cohort):
				return usagef("import signups: say which cohort people sign up for, with --cohort ID")
			case !slices.Contains([]string{"", "private", "records"}, f.names):
				return usagef("--names: %q is unknown; choose private or records", f.names)
			case f.save != "" && !record.ValidID(f.save):
				return usagef("--save %q: write a name of small letters, digits and hyphens", f.save)
			case !slices.Contains([]string{"", "dmy", "mdy"}, f.dates):
				return usagef("--dates %q: write dmy or mdy", f.dates)
			case f.format != "text" && f.format != "json":
				return usagef("--format: %q is unknown; choose text or json", f.format)
			}
			return a.importSignups(args[0], f)
		},
	}
	flags := command.Flags()
	flags.StringVar(&f.cohort, "cohort", "", "the `cohort` that people sign up for")
	flags.StringArrayVar(&f.answers, "answer", nil, "`KEY=VALUE`: the answer to a question of the proposal")
	flags.StringVar(&f.dates, "dates", "", "the order of dates such as 3/4/2026: `dmy or mdy` (default: found out)")
	flags.StringVar(&f.as, "as", "", "read the form as it was with --save `NAME`")
	flags.StringVar(&f.save, "save", "", "keep the answers about the form in program/imports/`NAME`.yaml, for its next export")
	flags.StringVar(&f.names, "names", "", "`private or records`: where names are kept; private is private/names.yaml, which coordinators' builds, attention and letters read (default: there, if it is there)")
	flags.BoolVar(&f.yes, "yes", false, "take the default of every question that is not answered")
	flags.BoolVar(&f.write, "write", false, "write the records and the addresses, all or none")
	flags.StringVar(&f.format, "format", "text", "`text or json`")
	f.sheet.add(flags)
	return command
}

func (a *app) importSignups(name string, f signupFlags) error {
	sheet, err := a.readTable("import", name, f.sheet)
	if err != nil {
		return err
	}
	ws, err := a.openToWrite()
	if err != nil {
		return err
	}
	s, err := a.newSignups(ws, sheet, f)
	if err != nil {
		return err
	}
	if err := s.plan(); err != nil {
		return err
	}
	if f.format == "json" {
		err = a.printJSON(s.proposal)
	} else {
		a.printSignups(s.proposal, f)
	}
	if err != nil {
		return err
	}
	return s.write()
}

// signups is an import of sign-ups under way.
type signups struct {
	app     *app
	ws      *workspace
	sheet   *table.Table
	flags   signupFlags
	options signup.Options
	names   map[record.PersonID]string // that are private, and the text of their file
	said    []byte

	proposal *signup.Proposal
	changes  []edit.Change
	notes    []string
}

func (a *app) newSignups(ws *workspace, sheet *table.Table, f signupFlags) (*signups, error) {
	s := &signups{app: a, ws: ws, sheet: sheet, flags: f}
	addresses, err := a.contacts(ws, "")
	if err != nil {
		return nil, err
	}
	if s.names, s.said, err = a.readNames(ws); err != nil {
		return nil, err
	}
	s.options.Private = f.names == "private" || f.names == "" && s.said != nil
	taken := map[string]bool{}
	for _, p := range ws.Repo.People.All() {
		taken[string(p.ID)] = true
		for _, former := range p.Formerly {
			taken[string(former)] = true
		}
		s.options.Known = append(s.options.Known, signup.Known{ID: string(p.ID), Name: p.Name, Email: strings.ToLower(addresses[p.ID].Email)})
	}
	s.options.NewID, s.options.Taken = intake.IDOf, func(id string) bool { return taken[id] }
	s.options.Dates, s.options.Refused, s.options.Answers = f.dates, map[int]string{}, map[string]string{}
	if f.as != "" {
		form := ws.Repo.Signups.Get(record.SignupID(f.as))
		if form == nil {
			return nil, usagef("--as: no form was saved as %q%s", f.as, prose.DidYouMean(record.SignupID(f.as), ws.Repo.Signups.IDs()))
		}
		for _, answer := range form.Answers {
			s.options.Answers[answer.Key] = answer.Value
		}
	}
	given := map[string]string{}
	for _, answer := range f.answers {
		key, value, ok := strings.Cut(answer, "=")
		if !ok {
			return nil, usagef("--answer %q: write KEY=VALUE", answer)
		}
		if before, twice := given[strings.ToLower(key)]; twice && before != value {
			return nil, usagef("--answer %q: the answer is %q already", answer, before)
		}
		given[strings.ToLower(key)] = value
		maps.DeleteFunc(s.options.Answers, func(saved, _ string) bool { return strings.EqualFold(saved, key) })
		s.options.Answers[key] = value
	}
	return s, nil
}

// propose reads the sheet.
func (s *signups) propose() (*signup.Proposal, error) {
	proposal, err := signup.Read(s.sheet, s.options)
	if err != nil {
		return nil, usageError{err}
	}
	var keys []string
	for _, q := range proposal.Questions {
		keys = append(keys, q.Key)
	}
	for _, answer := range s.flags.answers {
		if key, _, _ := strings.Cut(answer, "="); slices.Contains(proposal.Unused, key) {
			return nil, usagef("--answer %q: nothing is asked or said so%s", answer, prose.DidYouMean(key, keys))
		}
	}
	return proposal, nil
}

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
	s.changes = append(s.changes, edit.Change{Path: namesFile, Old: s.said, New: slices.Concat(before, lines)})
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
	file := filepath.Join(s.ws.root, filepath.FromSlash(contactsFile))
	raw, err := readRegular(file, maxTable)
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
	s.changes = append(s.changes, edit.Change{Path: contactsFile, Old: raw, New: out.Bytes()})
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

// printSignups prints a proposal for people.
func (a *app) printSignups(p *signup.Proposal, f signupFlags) {
	fmt.Fprintf(a.stdout, "%s, %s\n\nColumns\n", prose.Count(p.Rows, "row"), prose.Count(len(p.Columns), "column"))
	header, field := 0, len("left aside")
	for _, c := range p.Columns {
		header, field = max(header, len([]rune(shortened(c.Header)))), max(field, len(c.Field))
	}
	for _, c := range p.Columns {
		line := fmt.Sprintf("  %-*s  %-*s  %s", header, shortened(c.Header), field, cmp.Or(string(c.Field), "left aside"), shortened(c.Reads))
		fmt.Fprintln(a.stdout, strings.TrimRight(line, " "))
	}
	if len(p.Questions) > 0 {
		fmt.Fprintf(a.stdout, "\nQuestions (the default stands first)\n")
	}
	for _, q := range p.Questions {
		choices := slices.DeleteFunc(slices.Clone(q.Choices), func(c string) bool { return c == q.Default })
		if q.Default != "" {
			choices = append([]string{q.Default}, choices...)
		}
		fmt.Fprintf(a.stdout, "  %s: %s\n    --answer %q\n", q.Key, q.About, q.Key+"="+strings.Join(choices, "|"))
	}
	for _, c := range p.Columns {
		if len(c.NotRead) > 0 {
			fmt.Fprintf(a.stdout, "\nNot understood in %q, and kept as not known\n", c.Header)
		}
		for _, n := range c.NotRead {
			fmt.Fprintf(a.stdout, "  line %d: %s\n", n.Line, cmp.Or(shortened(n.Text), "it contains an address"))
		}
	}
	if len(p.LeftOut) > 0 {
		fmt.Fprintf(a.stdout, "\nRows left out\n")
	}
	for _, l := range p.LeftOut {
		fmt.Fprintf(a.stdout, "  line %d: %s\n", l.Line, l.Reason)
	}
	parts := map[string]int{}
	known := 0
	for _, who := range p.People {
		for _, part := range who.Parts {
			parts[part]++
		}
		if who.Known {
			known++
		}
	}
	said := []string{prose.Count(parts["mentor"], "mentor"), prose.Count(parts["mentee"], "mentee")}
	if parts["peer"] > 0 {
		said = append(said, prose.Count(parts["peer"], "peer"))
	}
	if known > 0 {
		said = append(said, fmt.Sprintf("%d with a record already", known))
	}
	fmt.Fprintf(a.stdout, "\n%s for %s: %s.\n", prose.CountOf(len(p.People), "person", "people"), f.cohort, strings.Join(said, ", "))
}

// shortened cuts a text that would fill the terminal.
func shortened(s string) string {
	const most = 100
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}
