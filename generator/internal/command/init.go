package command

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"pairbook/generator/internal/edit"
	"pairbook/generator/internal/forge"
	"pairbook/generator/internal/history"
	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/starter"
)

const initLong = `Write the files of a new programme: its definition, its roles, a handbook and the
workflows. There are no people in it, and what its site would publish is little
until you say more. The folder may be a fresh clone: a README that is there stays,
and .gitignore and .gitattributes get the lines that they lack. What else is in the
way is named, and then nothing is written.

With --here, a copy of pairbook itself becomes the programme's repository: the
example's records and handbook make way for new ones, and git keeps them. Nothing
is done while something of them is not committed.

The workflows build the program from the commit that .github/pairbook.env names.
It is written by itself where this program runs in its clone, or take it from --program.

The handbook is what two people need who meet. --handbook writes all of it, with the
coordinators' pages; --organisation is the name that it gives to whose it is. Choose
at once: where pages have been written, others are in the way.

--forge says what the repository will lie on. GitLab has a file of its own, .gitlab-ci.yml,
and the commit in .gitlab/pairbook.env; Forgejo and Gitea run GitHub's workflows, as far as
they can; with none there are no workflows. README.md says what there is.`

func initCommand(a *app) *cobra.Command {
	var program string
	var inPlace bool
	choice := starter.Choice{}
	command := &cobra.Command{
		Use:     "init DIR | --here",
		Short:   "Begin a new, empty programme in a folder",
		Example: "  pairbook init mentoring\n  pairbook init mentoring --handbook --organisation 'Heron Guild'\n  pairbook init mentoring --program https://github.com/heron-guild/pairbook@4d1c0f2a7b6e5d4c3b2a19081726354453627180",
		Long:    initLong,
		Args: func(_ *cobra.Command, args []string) error {
			switch {
			case inPlace && len(args) > 0:
				return usagef("init --here takes no folder, as it begins in this one")
			case !inPlace && len(args) != 1:
				return usagef("init takes one folder, and %d were given", len(args))
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			err := begins(choice, program)
			switch {
			case err != nil:
				return err
			case inPlace:
				return a.initHere(choice)
			}
			return a.init(args[0], program, choice)
		},
	}
	command.Flags().StringVar(&program, "program", "", "where workflows get the program: the `address` of its repository, @ and a commit")
	command.Flags().BoolVar(&choice.Handbook, "handbook", false, "write the whole handbook")
	command.Flags().StringVar(&choice.Organisation, "organisation", "", "whose programme it is, a `name` such as Heron Guild")
	command.Flags().StringVar(&choice.Forge, "forge", forge.GitHub, "what the repository will lie on: github, gitlab, forgejo or none")
	command.Flags().BoolVar(&inPlace, "here", false, "make this copy of pairbook the programme's own repository")
	command.MarkFlagsMutuallyExclusive("program", "here")
	command.MarkFlagsMutuallyExclusive("forge", "here")
	return command
}

// organisation is a name that stands in a text and in a record as it is, but for its
// length: to count to 80 in an expression costs every start milliseconds.
var organisation = regexp.MustCompile(`^[\pL\pN][\pL\pM\pN .,&'’!()/+-]*$`)

// begins says what is wrong with a choice, and with where workflows are to get the program.
func begins(c starter.Choice, program string) error {
	if program != "" && c.Forge == forge.None {
		return usagef("--program says where workflows get the program, and with --forge none there are none")
	}
	if names := forge.Names(); !slices.Contains(names, c.Forge) {
		return usagef("--forge: %q is not one of %s%s", c.Forge, strings.Join(names, ", "), prose.DidYouMean(c.Forge, names))
	}
	if name := c.Organisation; name != "" && (!organisation.MatchString(name) || utf8.RuneCountInString(name) > 80 || strings.TrimSpace(name) != name) {
		return usagef("--organisation: %q is no name as it can stand in a sentence: up to 80 letters, digits, spaces and . , & ' ! ( ) / + -, with a letter or a digit first", name)
	}
	return nil
}

func (a *app) init(dir, program string, choice starter.Choice) error {
	pinned, err := pinOf(program)
	if err != nil {
		return err
	}
	pinned.on(choice.Forge)
	files, err := starter.FilesOf(choice)
	if err != nil {
		return err
	}
	for i, f := range files {
		if f.Path == pinned.path {
			files[i].Data = pinned.into(f.Data)
		}
	}
	var fit starter.Fit
	outcome, err := a.begin(dir, func(root *os.Root) (starter.Fit, error) {
		fit, err = starter.Into(root.FS(), files)
		if err == nil && len(fit.InTheWay) > 0 {
			err = usagef("init %s: this is in the way, and nothing was written; move it, or name another folder:\n  %s", dir, listed(fit.InTheWay))
		}
		return fit, err
	})
	if err != nil {
		return err
	}
	if outcome.Created+outcome.Changed == 0 {
		fmt.Fprintf(a.stdout, "%s: the new programme is there already, and nothing was changed.\n", dir)
	} else {
		fmt.Fprintf(a.stdout, "%s: a new programme, %s.\n", dir, prose.Count(outcome.Created, "new file"))
	}
	if fit.Readme != "" {
		fmt.Fprintf(a.stdout, "%s stays as it is; what pairbook says about the repository is in PROGRAMME.md.\n", fit.Readme)
	}
	if len(fit.Extended) > 0 {
		fmt.Fprintf(a.stdout, "Lines were added to %s.\n", prose.List(fit.Extended))
	}
	fmt.Fprintf(a.stdout, "\n%s\n", pinned.say())
	return a.toTheFirstPush(dir)
}

// begin makes what is missing of a folder and writes into it, all or nothing.
func (a *app) begin(dir string, plan func(*os.Root) (starter.Fit, error)) (outcome edit.Outcome, err error) {
	if info, err := os.Stat(dir); err == nil && !info.IsDir() {
		return outcome, usagef("init %s: this is no folder", dir)
	}
	if err := a.gate.begin(); err != nil {
		return outcome, err
	}
	var made []string
	for at := filepath.Clean(dir); ; at = filepath.Dir(at) {
		if _, err := os.Lstat(at); !errors.Is(err, os.ErrNotExist) {
			break
		}
		made = append(made, at)
	}
	defer func() {
		for _, folder := range made {
			if err != nil {
				os.Remove(folder) // it fails where somebody else has put something
			}
		}
	}()
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return outcome, fmt.Errorf("make the folder %s: %w", dir, err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return outcome, fmt.Errorf("open the folder %s: %w", dir, err)
	}
	defer root.Close()
	fit, err := plan(root)
	if err != nil {
		return outcome, err
	}
	return edit.Apply(root, fit.Changes)
}

// initHere begins a programme in a copy of pairbook itself.
func (a *app) initHere(choice starter.Choice) error {
	dir := a.root
	if dir == "" {
		dir = "."
	}
	if !isProgram(dir) {
		return usagef("init --here: there is no pairbook in this folder; go to the top of your copy of it, or write: pairbook init DIR")
	}
	files, err := starter.FilesOf(choice)
	if err != nil {
		return err
	}
	repository, commit, err := revision(dir, "init --here", "HEAD")
	if err != nil {
		return err
	}
	var fit starter.Fit
	outcome, err := a.begin(dir, func(root *os.Root) (starter.Fit, error) {
		fit, err = afresh(root, files, repository, commit)
		return fit, err
	})
	if err != nil {
		return err
	}
	id, err := repository.Commit("HEAD")
	if err != nil {
		return err
	}
	there := 0
	for _, c := range fit.Changes {
		if !c.Gone {
			there++
		}
	}
	fmt.Fprintf(a.stdout, "A new programme is here, %s.\n", prose.Count(there, "file"))
	if gone := outcome.Removed + outcome.Changed; gone > 0 {
		fmt.Fprintf(a.stdout, "%s of the example made way for it, and git keeps them: git show %s:PATH prints one.\n", prose.Count(gone, "file"), id[:12])
	}
	if fit.Readme != "" {
		fmt.Fprintf(a.stdout, "%s stays as it is.\n", fit.Readme)
	}
	return a.toTheFirstPush(dir)
}

// afresh plans what begins in a copy of pairbook, and refuses what git does not have.
func afresh(root *os.Root, files []starter.File, repository *history.Repository, commit fs.FS) (starter.Fit, error) {
	fit, err := starter.Afresh(root.FS(), files, func(name string, data []byte) bool { return history.Holds(commit, name, data) })
	switch {
	case errors.Is(err, starter.ErrOthers):
		return fit, usagef("init --here: program/site.yaml is no longer the example's, so what is here may be yours; to begin anew all the same, take it out first: git rm -r program content, and git commit")
	case err != nil:
		return fit, err
	case len(fit.InTheWay) > 0:
		return fit, usagef("init --here: git does not have this as it is here, and nothing was changed; commit it or move it, then run init again:\n  %s", listed(fit.InTheWay))
	}
	// What is staged, or deleted, is in no file.
	changed, err := repository.Modified([]string{"program", "content"}, userGitConfig())
	if changed {
		err = usagef("init --here: git status shows changes in program/ or content/, and nothing was done; commit them first")
	}
	return fit, err
}

// listed puts paths under each other, as a terminal may be shown them.
func listed(paths []string) string {
	var lines []string
	for _, path := range paths {
		if quoted := strconv.Quote(path); quoted != `"`+path+`"` {
			path = quoted
		}
		lines = append(lines, path)
	}
	return strings.Join(lines, "\n  ")
}

// isProgram reports whether a folder is the top of pairbook's own sources.
func isProgram(dir string) bool {
	module, err := os.ReadFile(filepath.Join(dir, "go.mod"))
	_, noMain := os.Stat(filepath.Join(dir, "generator", "main.go"))
	return err == nil && noMain == nil && slices.Contains(strings.Fields(string(module)), "pairbook")
}
