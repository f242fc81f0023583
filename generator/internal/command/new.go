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

// newRecord is a kind of record that can be written from flags and answers.
type newRecord struct {
	name, arg, short string
	fields           []newField // in the order in which they are asked
	make             func(*writing) (path string, text []byte, err error)
}

// newField is a flag, and a question where the flag is not given.
type newField struct {
	name, usage string
	holds       newShape
}

type newShape int

// A field holds one value, ids with commas between them, or texts: a flag, or
// a question, for each. A switch is no value of the record, and not asked for.
const (
	oneValue newShape = iota
	someIDs
	someTexts
	aSwitch
)

// newRecords lists every kind, as help shows them.
func newRecords() []newRecord {
	return []newRecord{newPerson(), newEnrolment(), newCohort(), newPairing(), newSession(), newPage()}
}

func newCommand(a *app) *cobra.Command {
	var names []string
	for _, kind := range newRecords() {
		names = append(names, kind.name)
	}
	command := &cobra.Command{
		Use:   "new " + strings.Join(names, "|"),
		Short: "Write a valid record from flags or answers",
		Long: `Write a valid record. At a terminal and without flags, every field is asked for.
Elsewhere nothing is read from standard input, unless --ask says that the answers
are there: a line for each question, an empty one for none, to the end.`,
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usagef("new what? one of %s", strings.Join(names, ", "))
			}
			return usagef("new: %q is none of %s", args[0], strings.Join(names, ", "))
		},
	}
	for _, kind := range newRecords() {
		command.AddCommand(newKindCommand(a, kind))
	}
	return command
}

func newKindCommand(a *app, kind newRecord) *cobra.Command {
	command := &cobra.Command{
		Use:   kind.name + " " + kind.arg,
		Short: kind.short,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usagef("new %s takes %s, and %d arguments were given", kind.name, kind.arg, len(args))
			}
			return nil
		},
	}
	flags := command.Flags()
	flags.Bool("ask", false, "ask for what no flag gives, also where standard input is no terminal: a line answers a question")
	for _, f := range kind.fields {
		switch f.holds {
		case oneValue:
			flags.String(f.name, "", f.usage)
		case someIDs:
			flags.StringSlice(f.name, nil, f.usage)
		case someTexts:
			flags.StringArray(f.name, nil, f.usage)
		case aSwitch:
			flags.Bool(f.name, false, f.usage)
		}
	}
	command.RunE = func(command *cobra.Command, args []string) error {
		o, err := a.openToWrite()
		if err != nil {
			return err
		}
		return a.writeNew(kind, &writing{o: o, arg: args[0], values: map[string][]string{}}, command.Flags())
	}
	return command
}

// writeNew makes a record, checks the repository as it would be with it, and
// writes it.
func (a *app) writeNew(kind newRecord, w *writing, flags *pflag.FlagSet) error {
	if err := w.collect(a, kind, flags); err != nil {
		return err
	}
	path, text, err := kind.make(w)
	if err == nil {
		err = w.err
	}
	if err == nil {
		err = w.answers.end()
	}
	if err != nil {
		return err
	}
	change := edit.Change{Path: path, New: text}
	fresh, err := w.o.errorsAfter([]edit.Change{change})
	if err != nil {
		return err
	}
	if len(fresh) > 0 {
		return usageError{fmt.Errorf("new %s: %s", kind.name, sentences(fresh))}
	}
	if _, err := a.write(w.o, []edit.Change{change}); err != nil {
		return err
	}
	fmt.Fprintf(a.stdout, "%s is written. Next: git add %s, and commit it\n", path, path)
	for _, warning := range w.warnings {
		fmt.Fprintf(a.stderr, "warning: %s\n", warning)
	}
	return nil
}

// sentences puts problems of a record that is not there yet into one line.
func sentences(problems diag.List) string {
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

// writing is a new record while its values are gathered.
type writing struct {
	o      *opened
	arg    string
	values map[string][]string // of the fields that were given
	err    error               // the first value that does not do

	answers  *answers // nil where nobody is asked
	warnings []string // to be said once it is written
}

// one returns the value of a field, "" when it was not given.
func (w *writing) one(field string) string {
	if values := w.values[field]; len(values) > 0 {
		return strings.TrimSpace(values[0])
	}
	return ""
}

// some returns the values of a field as ids or words of a kind.
func some[T ~string](w *writing, field string) []T {
	var all []T
	for _, value := range w.values[field] {
		if value = strings.TrimSpace(value); value != "" {
			all = append(all, T(value))
		}
	}
	return all
}

// read parses the value of a field; a bad one is a wrong use of the command.
func read[T any](w *writing, field, hint string, parse func(string) (T, error)) T {
	var none T
	value := w.one(field)
	if value == "" {
		return none
	}
	v, err := parse(value)
	if err != nil && w.err == nil {
		w.err = usagef("--%s: %v; %s", field, err, hint)
	}
	return v
}

func (w *writing) date(field string) when.Date {
	return read(w, field, "write it as 2026-11-12", when.ParseDate)
}

// pair cuts an argument COHORT/ID.
func (w *writing) pair() (cohort, id string, err error) {
	cohort, id, ok := strings.Cut(w.arg, "/")
	if !ok || cohort == "" || id == "" {
		return "", "", usagef("%q: write COHORT/ID, with a slash between", w.arg)
	}
	return cohort, id, cmp.Or(validID(cohort), validID(id))
}

func validID(id string) error {
	if record.ValidID(id) {
		return nil
	}
	return usagef("%q is no id; an id has small letters, digits and hyphens, at most 64, a letter or digit first", id)
}

// absent refuses a record that is there already.
func absent(there bool, path string) error {
	if there {
		return usagef("%s is there already; change it in an editor", path)
	}
	return nil
}
