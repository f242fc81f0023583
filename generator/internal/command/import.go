package command

import (
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"pairbook/generator/internal/diag"
	"pairbook/generator/internal/edit"
	"pairbook/generator/internal/intake"
	"pairbook/generator/internal/programme"
)

// importFlags are the flags of import alone.
type importFlags struct {
	intake.Flags
	newPeople, skipBad, widen bool
	sheet                     sheetFlags
}

func importCommand(a *app) *cobra.Command {
	kinds := []*cobra.Command{importSignups(a)}
	for _, kind := range intake.Kinds() {
		kinds = append(kinds, importKind(a, kind))
	}
	return group("import", "Make records of a coordinator's spreadsheet",
		`Make records of a spreadsheet with a header, an .xlsx workbook or saved as CSV. Its place is
private/, which git leaves out.

Every row is checked before anything is written. What a row gives replaces what
the record had, an empty cell gives nothing, and importing a file again changes
nothing. "|" separates the values of a list, as do lines, or what --split says.
Dates are written as 2026-11-12 or in the order of --dates. People are found by
their id, name, account or former id; zones by city or country; languages by name;
hours as in "Mon pm" or "Do ab 15 Uhr".`, append(kinds, importSurvey(a))...)
}

func importKind(a *app, kind intake.Kind) *cobra.Command {
	var f importFlags
	command := &cobra.Command{
		Use:     string(kind) + " FILE",
		Short:   fmt.Sprintf("Make records of %s; the fields are %s", kind, strings.Join(kind.Fields(), ", ")),
		Example: fmt.Sprintf("  pairbook import %[1]s private/%[1]s.csv", kind),
		Args:    one("one file"),
		RunE:    func(_ *cobra.Command, args []string) error { return a.importFile(kind, args[0], f) },
	}
	flags := command.Flags()
	flags.StringArrayVar(&f.Columns, "column", nil, "`FIELD=HEADER`: the column that holds a field, where it has another name; a list, a name or notes can have several")
	flags.StringArrayVar(&f.Values, "value", nil, "`FIELD:FROM=TO`: what a cell's whole value stands for; FROM may be empty")
	flags.StringArrayVar(&f.Set, "set", nil, "`FIELD=VALUE`: the value of a field in every row; program=ID is that of new cohorts")
	flags.StringArrayVar(&f.Split, "split", nil, "`FIELD=SEPARATOR`: what separates the values of a list in a cell (default: |)")
	flags.StringVar(&f.Dates, "dates", "", "the order of dates such as 3/4/2026: `dmy or mdy` (default: only 2026-04-03 is read)")
	if kind == intake.People {
		flags.StringVar(&f.IDFrom, "id-from", "", "make the ids that are missing from the `name`")
	} else {
		flags.BoolVar(&f.widen, "widen", false, "let the days in the rows widen a cohort that no import made")
	}
	f.sheet.add(flags)
	flags.BoolVar(&f.newPeople, "new-people", false, "make a bare record for an id nobody has")
	flags.BoolVar(&f.skipBad, "skip-bad", false, "write the good rows although there are bad ones, and exit 1 all the same")
	return command
}

// importFile reads the rows, plans the changes, checks the result, and writes.
func (a *app) importFile(kind intake.Kind, name string, f importFlags) error {
	sheet, err := a.readTable("import", name, f.sheet)
	if err != nil {
		return err
	}
	options, err := intake.ParseOptions(kind, f.Flags)
	if err != nil {
		return usageError{err}
	}
	rows, err := intake.Bind(kind, sheet, options)
	if err != nil {
		return usageError{fmt.Errorf("import %s: %w", name, err)}
	}
	ws, err := a.openToWrite()
	if err != nil {
		return err
	}
	plan, err := a.plan(ws, &intake.Import{Repository: ws.Repo, Rows: rows, AsOf: ws.AsOf, NewPeople: f.newPeople, Widen: f.widen})
	if err != nil {
		return err
	}
	a.reportRows(name, rows, plan)
	if len(plan.Bad) > 0 && !f.skipBad {
		fmt.Fprintf(a.stderr, "Nothing was written: %d of %d rows cannot be imported. Mend them, or write the others with --skip-bad.\n", plan.Rows-plan.Planned, plan.Rows)
		return errProblems
	}
	outcome, err := a.write(ws, changesOf(plan))
	if err != nil {
		return err
	}
	for _, note := range plan.Notes {
		fmt.Fprintln(a.stderr, note)
	}
	fmt.Fprintf(a.stdout, "%s: %d of %d rows imported, %s. Next: pairbook check\n", kind, plan.Planned, plan.Rows, filesWritten(outcome))
	if err := a.noteNewTopics(ws, changesOf(plan)); err != nil {
		return err
	}
	if len(plan.Bad) > 0 {
		return errProblems
	}
	return nil
}

// openToWrite opens the work tree; a commit cannot be written to.
func (a *app) openToWrite() (*workspace, error) {
	if a.rev != "" {
		return nil, usagef("--rev: records are written to the work tree, not to a commit")
	}
	return a.open()
}

// plan plans the changes and checks the repository as they would leave it: a row
// that causes a new error is a bad row.
func (a *app) plan(ws *workspace, im *intake.Import) (plan *intake.Plan, err error) {
	err = a.phase("plan", func() error {
		var refused diag.List
		for {
			if plan, err = im.Plan(refused); err != nil {
				return usageError{err}
			}
			fresh, err := ws.errorsAfter(changesOf(plan))
			if err == nil && len(fresh) == 0 {
				fresh, err = a.joined(ws, changesOf(plan))
			}
			if err != nil || len(fresh) == 0 {
				return err
			}
			atRows := rowErrors(plan, fresh)
			if atRows == nil {
				a.printLines(fresh)
				fmt.Fprintln(a.stderr, "Nothing was written: with these rows there would be errors in other records.")
				return errProblems
			}
			refused = append(refused, atRows...)
		}
	})
	return plan, err
}

// errorsAfter lists the errors that the changes would cause.
func (ws *workspace) errorsAfter(changes []edit.Change) (diag.List, error) {
	after, err := programme.Load(edit.Overlay(ws.Files, changes), programme.Options{AsOf: ws.AsOf})
	if err != nil {
		return nil, fmt.Errorf("as the records would be: %w", err)
	}
	var fresh diag.List
	for _, p := range after.Problems().Without(ws.Problems()) {
		if p.Severity == diag.Error {
			fresh = append(fresh, p)
		}
	}
	return fresh, nil
}

// rowErrors places each error at the rows that made its record. An error of a
// folder is placed at all rows with records in it.
func rowErrors(plan *intake.Plan, fresh diag.List) diag.List {
	var atRows diag.List
	for _, p := range fresh {
		for _, f := range plan.Files {
			if f.Path != p.Path && !strings.HasPrefix(f.Path, p.Path+"/") {
				continue
			}
			for _, at := range f.Rows {
				atRows.Errorf(at, intake.Rule, hintFor(p, "id"), "%s", p.Message)
			}
		}
	}
	return atRows
}

// hintFor returns the hint for a problem in a file that does not exist yet: a
// file with a bad name is created under another one, not renamed.
func hintFor(p diag.Problem, what string) string {
	if p.Rule == "path" {
		return "choose another " + what
	}
	return p.Hint
}

func changesOf(plan *intake.Plan) []edit.Change {
	changes := make([]edit.Change, len(plan.Files))
	for i, f := range plan.Files {
		changes[i] = edit.Change{Path: f.Path, Old: f.Before, New: f.After}
	}
	return changes
}

// write applies the changes to the work tree, all or none.
func (a *app) write(ws *workspace, changes []edit.Change) (outcome edit.Outcome, err error) {
	if err := a.gate.begin(); err != nil {
		return outcome, err
	}
	err = a.phase("write", func() error {
		root, err := os.OpenRoot(ws.root)
		if err != nil {
			return fmt.Errorf("open the repository: %w", err)
		}
		defer root.Close()
		outcome, err = edit.Apply(root, changes)
		return err
	})
	return outcome, err
}

func filesWritten(o edit.Outcome) string {
	if o.Created+o.Changed == 0 {
		return "nothing changed"
	}
	return fmt.Sprintf("%d files new, %d changed", o.Created, o.Changed)
}

// reportRows prints the ignored columns and the bad rows on standard error.
func (a *app) reportRows(name string, rows *intake.Binding, plan *intake.Plan) {
	if len(rows.Ignored) > 0 {
		fmt.Fprintf(a.stderr, "%s: ignored columns: %s\n", name, strings.Join(rows.Ignored, ", "))
	}
	a.printLines(plan.Bad)
}

// printLines prints each problem on a line of its own, because a coordinator
// works through them one by one, however many there are.
func (a *app) printLines(problems diag.List) {
	for _, p := range problems.Sorted() {
		line := p.Position.String() + ": " + p.Message
		if p.Hint != "" {
			line += "; " + p.Hint
		}
		fmt.Fprintln(a.stderr, line)
	}
}
