package command

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"pairbook/generator/internal/diag"
	"pairbook/generator/internal/edit"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
)

// newRecord is a kind of record that `new` writes from flags and answers.
type newRecord struct {
	name, arg, short, example string
	fields                    []newField // in the order of the questions
	unasked                   []string   // the names of fields that few records have, with a flag and no question
	make                      func(*draft) (path string, text []byte, err error)
}

// newField is a flag, and the question that replaces it.
type newField struct {
	name, usage string
	kind        fieldKind
}

type fieldKind int

// A field is a single value, ids separated by commas, or texts, for each of which
// the flag or the question is repeated. A switch is not part of the record and
// has no question.
const (
	valueField fieldKind = iota
	idsField
	textsField
	switchField
)

// newRecords lists the kinds in the order of the help text.
func newRecords() []newRecord {
	return []newRecord{newPerson(), newEnrolment(), newCohort(), newPairing(), newSession(), newGathering(), newPage()}
}

func newCommand(a *app) *cobra.Command {
	var kinds []*cobra.Command
	for _, kind := range newRecords() {
		kinds = append(kinds, newKindCommand(a, kind))
	}
	return group("new", "Write a valid record from flags or answers",
		`Write a valid record. At a terminal and without flags, each field that many records have is asked for.
Elsewhere nothing is read from standard input, unless --ask says that the answers
are there: a line for each question, an empty one for none, to the end.`, kinds...)
}

func newKindCommand(a *app, kind newRecord) *cobra.Command {
	command := &cobra.Command{
		Use:     kind.name + " " + kind.arg,
		Short:   kind.short,
		Example: "  pairbook new " + kind.name + " " + kind.example,
		Args:    named(kind.arg),
	}
	flags := command.Flags()
	flags.Bool("ask", false, "ask for what no flag gives, also where standard input is no terminal: a line answers a question")
	for _, f := range kind.fields {
		switch f.kind {
		case valueField:
			flags.String(f.name, "", f.usage)
		case idsField:
			flags.StringSlice(f.name, nil, f.usage)
		case textsField:
			flags.StringArray(f.name, nil, f.usage)
		case switchField:
			flags.Bool(f.name, false, f.usage)
		}
	}
	command.RunE = func(command *cobra.Command, args []string) error {
		ws, err := a.openToWrite()
		if err != nil {
			return err
		}
		return a.writeNew(kind, &draft{o: ws, arg: args[0], values: map[string][]string{}}, command.Flags())
	}
	return command
}

// writeNew makes a record, checks the repository as it would be with it, and
// writes it.
func (a *app) writeNew(kind newRecord, d *draft, flags *pflag.FlagSet) error {
	if err := d.collect(a, kind, flags); err != nil {
		return err
	}
	path, text, err := kind.make(d)
	if err == nil {
		err = d.err
	}
	if err == nil {
		err = d.prompter.finish()
	}
	if err != nil {
		return err
	}
	change := edit.Change{Path: path, New: text}
	fresh, err := d.o.errorsAfter([]edit.Change{change})
	if err == nil && len(fresh) == 0 {
		fresh, err = a.joined(d.o, []edit.Change{change})
	}
	if err != nil {
		return err
	}
	if len(fresh) > 0 {
		return usageError{fmt.Errorf("new %s: %s", kind.name, oneLine(fresh))}
	}
	if _, err := a.write(d.o, []edit.Change{change}); err != nil {
		return err
	}
	fmt.Fprintf(a.stdout, "%s is written. Next: git add %s, and commit it\n", path, path)
	for _, warning := range d.warnings {
		fmt.Fprintf(a.stderr, "warning: %s\n", warning)
	}
	return nil
}

// oneLine joins the problems of a record that does not exist yet in one line.
func oneLine(problems diag.List) string {
	var all []string
	for _, p := range problems.Sorted() {
		line := p.Message
		if hint := hintFor(p, "name"); hint != "" {
			line += " (" + hint + ")"
		}
		all = append(all, line)
	}
	return strings.Join(all, "; ")
}

// draft is a new record whose values are being gathered.
type draft struct {
	o      *workspace
	arg    string
	values map[string][]string // by field, of those given
	err    error               // the first invalid value

	prompter *prompter // nil where nobody is asked
	warnings []string  // printed after the record is written
}

// value returns the first value of a field, "" when it was not given.
func (d *draft) value(field string) string {
	if values := d.values[field]; len(values) > 0 {
		return strings.TrimSpace(values[0])
	}
	return ""
}

// valuesOf returns the values of a field as a list of T, without blanks.
func valuesOf[T ~string](d *draft, field string) []T {
	var all []T
	for _, value := range d.values[field] {
		if value = strings.TrimSpace(value); value != "" {
			all = append(all, T(value))
		}
	}
	return all
}

// parseValue parses the value of a field; an invalid one is a usage error.
func parseValue[T any](d *draft, field, hint string, parse func(string) (T, error)) T {
	var none T
	value := d.value(field)
	if value == "" {
		return none
	}
	v, err := parse(value)
	if err != nil && d.err == nil {
		d.err = usagef("--%s: %v; %s", field, err, hint)
	}
	return v
}

func (d *draft) date(field string) when.Date {
	return parseValue(d, field, "write it as 2026-11-12", when.ParseDate)
}

// cohortAndID finds the cohort of the argument COHORT/ID.
func (d *draft) cohortAndID() (c *record.Cohort, id string, err error) {
	cohort, id, ok := strings.Cut(d.arg, "/")
	if !ok || cohort == "" || id == "" {
		return nil, "", usagef("%q: write COHORT/ID, with a slash between", d.arg)
	}
	if err := cmp.Or(validID(cohort), validID(id)); err != nil {
		return nil, "", err
	}
	c, err = d.cohort(cohort)
	return c, id, err
}

func validID(id string) error {
	if record.ValidID(id) {
		return nil
	}
	return usagef("%q is no id; an id has small letters, digits and hyphens, at most 64, a letter or digit first", id)
}

// requireAbsent refuses to replace a record that exists.
func requireAbsent(there bool, path string) error {
	if there {
		return usagef("%s is there already; change it in an editor", path)
	}
	return nil
}
