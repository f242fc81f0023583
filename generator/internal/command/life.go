package command

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"pairbook/generator/internal/edit"
	"pairbook/generator/internal/life"
	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/regular"
	"pairbook/generator/internal/when"
)

// lifeFlags are the flags of all commands that change records as a programme goes on.
type lifeFlags struct {
	on     string
	dryRun bool
}

// lifeCommand makes a command of a group, which takes named arguments and changes records.
func lifeCommand(a *app, use, short, example string, names []string, change func(ws *workspace, d *life.Draft, args []string) error) *cobra.Command {
	var f lifeFlags
	command := &cobra.Command{Use: use, Short: short, Example: "  pairbook " + example, Args: named(names...)}
	command.RunE = func(_ *cobra.Command, args []string) error {
		return a.life(f, func(ws *workspace, d *life.Draft) error { return change(ws, d, args) })
	}
	command.Flags().StringVar(&f.on, "on", "", "the `day` of the change, such as 2026-11-20 (default: today, or --as-of)")
	command.Flags().BoolVar(&f.dryRun, "dry-run", false, "say what would change, and write nothing")
	return command
}

// named takes an argument for each name.
func named(names ...string) cobra.PositionalArgs {
	return func(command *cobra.Command, args []string) error {
		if len(args) == len(names) {
			return nil
		}
		return usagef("%s takes %s, and %s given", ofPairbook(command), strings.Join(names, " "), prose.CountOf(len(args), "argument was", "arguments were"))
	}
}

// one takes a single argument, which is of a kind such as "one cohort".
func one(kind string) cobra.PositionalArgs {
	return func(command *cobra.Command, args []string) error {
		if len(args) == 1 {
			return nil
		}
		return usagef("%s takes %s, and %d were given", ofPairbook(command), kind, len(args))
	}
}

// ofPairbook is what a command is called after pairbook.
func ofPairbook(command *cobra.Command) string {
	return strings.TrimPrefix(command.CommandPath(), "pairbook ")
}

// life gathers changes, checks the records as they would be, and writes all or nothing.
func (a *app) life(f lifeFlags, change func(ws *workspace, d *life.Draft) error) error {
	ws, err := a.openToWrite()
	if err != nil {
		return err
	}
	day := ws.AsOf
	if f.on != "" {
		if day, err = when.ParseDate(f.on); err != nil {
			return usagef("--on: %v; write it as 2026-11-12", err)
		}
	}
	draft := life.NewDraft(ws.Repo, ws.Files, day)
	if err := change(ws, draft); err != nil {
		if failed := new(fs.PathError); errors.As(err, &failed) || errors.Is(err, errProblems) {
			return err
		}
		return usageError{err}
	}
	changes := draft.Changes()
	fresh, err := ws.errorsAfter(changes)
	if err != nil {
		return err
	}
	if len(fresh) > 0 {
		a.printLines(fresh)
		fmt.Fprintln(a.stderr, "Nothing was written: there would be these errors. Mend what they name, or choose another day.")
		return errProblems
	}
	return a.finish(ws, f, draft, changes)
}

// finish writes the changes, unless it is a dry run, and says what they are.
func (a *app) finish(ws *workspace, f lifeFlags, draft *life.Draft, changes []edit.Change) error {
	verb := "wrote"
	if f.dryRun {
		verb = "would write"
	} else if _, err := a.write(ws, changes); err != nil {
		return err
	}
	for _, said := range draft.Said {
		fmt.Fprintln(a.stdout, said)
	}
	for _, c := range changes {
		sign := "changed"
		switch {
		case c.Gone:
			sign = "removed"
		case c.Old == nil:
			sign = "new"
		}
		fmt.Fprintf(a.stdout, "  %-8s %s\n", sign, c.Path)
	}
	fmt.Fprintf(a.stdout, "%s: %s.\n", verb, prose.Count(len(changes), "file"))
	for i, next := range append(draft.Next, "commit these files together") {
		lead := "Next: "
		if i > 0 {
			lead = "      "
		}
		fmt.Fprintln(a.stdout, lead+next)
	}
	return nil
}

// writeFolder writes files into a new or empty folder, all or none.
func (a *app) writeFolder(out string, files map[string][]byte) error {
	if entries, err := os.ReadDir(out); err == nil && len(entries) > 0 {
		return usagef("--out: %s is not empty; name a new folder", out)
	} else if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return usagef("--out: %s: %v", out, regular.Cause(err))
	}
	if err := a.gate.begin(); err != nil {
		return err
	}
	if err := os.MkdirAll(out, 0o777); err != nil {
		return fmt.Errorf("write %s: %w", out, err)
	}
	root, err := os.OpenRoot(out)
	if err != nil {
		return fmt.Errorf("write %s: %w", out, err)
	}
	defer root.Close()
	var changes []edit.Change
	for path, text := range files {
		changes = append(changes, edit.Change{Path: path, New: text})
	}
	_, err = edit.Apply(root, changes)
	return err
}

// group is a command that only has others.
func group(use, short, long string, commands ...*cobra.Command) *cobra.Command {
	var names, examples []string
	for _, c := range commands {
		names = append(names, c.Name())
		examples = append(examples, c.Example)
	}
	command := &cobra.Command{
		Use: use, Short: short, Long: long, Example: strings.Join(examples, "\n"),
		RunE: func(command *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usagef("%s what? one of %s", use, strings.Join(names, ", "))
			}
			return usagef("%s: %q is none of %s%s", use, args[0], strings.Join(names, ", "), prose.DidYouMean(args[0], names))
		},
	}
	command.AddCommand(commands...)
	return command
}

// findCohort finds a cohort that an argument names.
func findCohort(ws *workspace, id string) (*record.Cohort, error) {
	cohorts := ws.Repo.Cohorts
	if c := cohorts.Get(record.CohortID(id)); c != nil {
		return c, nil
	}
	return nil, usagef("there is no cohort %q%s; there are %s", id, prose.DidYouMean(record.CohortID(id), cohorts.IDs()), idList(cohorts.IDs()))
}

// findPairing finds a pairing that an argument names as COHORT/PAIRING.
func findPairing(ws *workspace, name string) (*record.Cohort, *record.Pairing, error) {
	cohort, id, both := strings.Cut(name, "/")
	if !both {
		return nil, nil, usagef("%q: write COHORT/PAIRING, with a slash between", name)
	}
	c, err := findCohort(ws, cohort)
	if err != nil {
		return nil, nil, err
	}
	if p := c.Pairings.Get(record.PairingID(id)); p != nil {
		return c, p, nil
	}
	return nil, nil, usagef("there is no pairing %q in %s%s", id, cohort, prose.DidYouMean(record.PairingID(id), c.Pairings.IDs()))
}

// findPerson finds a person that an argument names by their present id.
func findPerson(ws *workspace, id string) (*record.Person, error) {
	people := ws.Repo.People
	switch who := ws.Repo.Named(record.PersonID(id)); {
	case who == nil:
		return nil, usagef("nobody has the id %q%s", id, prose.DidYouMean(record.PersonID(id), people.IDs()))
	case string(who.ID) != id:
		return nil, usagef("%q is %s now; write that", id, who.ID)
	default:
		return who, nil
	}
}
