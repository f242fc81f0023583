package command

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"pairbook/generator/internal/edit"
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

const signupsLong = `Propose how the export of a sign-up form becomes people, enrolments and addresses.

The proposal says which column is taken for what, what its words mean, and what is
left to decide. A question that is not answered takes its default, which stands
first. A question's key may also name a word that was understood otherwise than it
is meant, as in zone:GMT=UTC or hours:early=Mon 07:00-09:00, or a column, as in
column:topics=HEADER. Every row becomes somebody or is listed with the reason why
it does not. Hours and other words that are not understood are kept as not known.

--save keeps the answers in program/imports/NAME.yaml, and --as reads the form's next
export by them. Answers about one person are not kept there. With --names private,
records have ids for names, and private/names.yaml has the names.`

func importSignups(a *app) *cobra.Command {
	var f signupFlags
	command := &cobra.Command{
		Use:     "signups FILE --cohort COHORT",
		Short:   "Propose people and enrolments from the export of a sign-up form",
		Example: "  pairbook import signups private/signups.csv --cohort 2026-autumn\n  pairbook import signups private/signups.csv --cohort 2026-autumn --yes --write",
		Long:    signupsLong,
		Args:    one("one file"),
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
	said    []byte // the text of the file of names that are private

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
	if s.said, err = a.readNames(ws); err != nil {
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
	s.options.Taken = func(id string) bool { return taken[id] }
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

// printSignups prints a proposal for people.
func (a *app) printSignups(p *signup.Proposal, f signupFlags) {
	fmt.Fprintf(a.stdout, "%s, %s\n\nColumns\n", prose.Count(p.Rows, "row"), prose.Count(len(p.Columns), "column"))
	header, field := 0, len("left aside")
	for _, c := range p.Columns {
		header, field = max(header, len([]rune(shortened(c.Header)))), max(field, len(c.Field))
	}
	for _, c := range p.Columns {
		reads := c.Reads
		if c.Field != "" {
			reads = shortened(reads) // of a column that is left aside, every line is to be read
		}
		line := fmt.Sprintf("  %-*s  %-*s  %s", header, shortened(c.Header), field, cmp.Or(string(c.Field), "left aside"), reads)
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
	a.sayPeople(p, f.cohort)
}

// sayPeople counts whom a proposal has for a cohort.
func (a *app) sayPeople(p *signup.Proposal, cohort string) {
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
	fmt.Fprintf(a.stdout, "\n%s for %s: %s.\n", prose.CountOf(len(p.People), "person", "people"), cohort, strings.Join(said, ", "))
}

// shortened cuts a text that would fill the terminal.
func shortened(s string) string {
	const most = 100
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}
