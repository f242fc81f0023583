package command

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync/atomic"

	"github.com/spf13/cobra"
	"pairbook/generator/internal/diag"
	"pairbook/generator/internal/programme"
	"pairbook/generator/internal/publish"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/site"
	"pairbook/generator/internal/veil"
	"pairbook/generator/internal/view"
	"pairbook/themes"
)

// buildFlags are the flags of build alone.
type buildFlags struct {
	out, audience, baseURL string
	clean, keepGoing       bool
}

func buildCommand(a *app) *cobra.Command {
	var b buildFlags
	command := &cobra.Command{
		Use:     "build",
		Short:   "Check, measure and render the site; the default",
		Example: "  pairbook build\n  pairbook build --audience coordinators --out private/site",
		Args:    noArguments,
		RunE: func(command *cobra.Command, args []string) error {
			if err := noArguments(command, args); err != nil {
				return err
			}
			return a.build(command.Context(), b)
		},
	}
	flags := command.Flags()
	flags.StringVar(&b.out, "out", "", "the `folder` to write (default: public, or private/site for coordinators)")
	flags.StringVar(&b.audience, "audience", "public", "who the site is for: public or coordinators")
	flags.StringVar(&b.baseURL, "base-url", "", "the `address` that the site will have (default: base_url of site.yaml)")
	flags.BoolVar(&b.clean, "clean", false, "remove from the folder what the build did not write")
	flags.BoolVar(&b.keepGoing, "keep-going", false, "render what is sound when there are errors, and exit 1 all the same")
	return command
}

// build runs the pipeline: check, then measure what the audience may know and
// show it, then render and publish.
func (a *app) build(ctx context.Context, b buildFlags) error {
	audience, err := veil.ParseAudience(b.audience)
	if err != nil {
		return usageError{err}
	}
	if b.baseURL != "" && !record.SafeAddress(b.baseURL) {
		return usagef("--base-url: %q is not an address; write https://…", b.baseURL)
	}
	ws, err := a.openFor(programme.Options{Rendered: true})
	if err != nil {
		return err
	}
	dropped, err := a.reportProblems(ws, ws.Problems(), b.keepGoing)
	if err != nil {
		return err
	}
	a.setRevision(ws)
	a.setArrivals(ws)
	outputs, err := a.render(ws, audience, b.baseURL)
	if err != nil {
		return err
	}
	result, err := a.publish(ctx, outputs, publish.Options{
		Out: b.outFolder(ws.root, audience), Clean: b.clean, Protected: protectedFolders(ws.root), Kept: keptFolders(ws.root, audience),
	})
	if err != nil {
		return err
	}
	fmt.Fprintln(a.stdout, result)
	if dropped {
		return errProblems
	}
	return nil
}

// reportProblems prints the problems. Errors among them stop the build, unless
// keepGoing is set: then it leaves out the records that have one and returns
// true.
func (a *app) reportProblems(ws *workspace, problems diag.List, keepGoing bool) (dropped bool, err error) {
	if err := a.printProblems(ws, problems); err != nil {
		return false, err
	}
	if errorCount, _ := problems.Count(); errorCount == 0 {
		return false, nil
	}
	if !keepGoing {
		fmt.Fprintln(a.stderr, "Nothing was written. --keep-going renders what is sound.")
		return true, errProblems
	}
	ws.Run = ws.Valid()
	return true, nil
}

// printProblems prints problems on standard error, if there are any.
func (a *app) printProblems(ws *workspace, problems diag.List) error {
	if len(problems) == 0 {
		return nil
	}
	if err := diag.Print(a.stderr, diag.Text, problems, ws.text); err != nil {
		return fmt.Errorf("print the problems: %w", err)
	}
	return nil
}

// stopAt prints the problems that stop a command, and returns errProblems; nil if there is none.
func (a *app) stopAt(ws *workspace, problems diag.List) error {
	if err := a.printProblems(ws, problems); err != nil || len(problems) == 0 {
		return err
	}
	return errProblems
}

func (a *app) render(ws *workspace, audience veil.Audience, baseURL string) (outputs []site.Output, err error) {
	theme, err := themeFiles(ws)
	if err != nil {
		return nil, err
	}
	input := veil.Input{
		Repo: ws.Repo, Files: ws.Files, Refused: errorMessages(ws.all.Problems()), AsOf: ws.AsOf, Folder: folderOf(ws.root), Revision: ws.revision, Came: ws.came,
		Audience: audience, BaseURL: baseURL, Texts: ws.Texts(), Step: ws.Step,
	}
	if audience == veil.Coordinators {
		if ws.avoid, err = a.readAvoid(ws, ""); err != nil {
			return nil, err
		}
		input.Avoid = avoidPairs(ws.avoid, ws.Repo)
		if _, err := a.readNames(ws); err != nil {
			return nil, err
		}
	}
	var shown *view.Programme
	_ = a.phase("veil", func() error { shown = veil.Show(input); return nil })
	err = a.phase("site", func() (err error) {
		if a.rev != "" {
			theme = a.themeOfThen(ws, shown, theme)
		}
		outputs, err = site.Build(shown, theme, ws.Files)
		return err
	})
	return outputs, err
}

// errorMessages returns the messages of the errors, by path.
func errorMessages(problems diag.List) map[string][]string {
	by := map[string][]string{}
	for _, p := range problems {
		if p.Severity == diag.Error {
			by[p.Path] = append(by[p.Path], p.Message)
		}
	}
	return by
}

// themeFiles returns the theme's folder in the repository over the default theme, or
// that alone when the repository has none.
func themeFiles(ws *workspace) (fs.FS, error) {
	name := ws.Repo.Site.Theme
	if info, err := fs.Stat(ws.Files, "themes/"+name); err == nil && info.IsDir() {
		own, err := fs.Sub(ws.Files, "themes/"+name)
		if err != nil {
			return nil, fmt.Errorf("open the theme: %w", err)
		}
		return themes.Over(own), nil
	}
	if name != "default" {
		return nil, fmt.Errorf("open the theme: themes/%s is not there", name)
	}
	return themes.Default(), nil
}

// themeOfThen returns the theme of a commit, or the default theme where the commit's
// own has templates that were written for another version of the program.
func (a *app) themeOfThen(ws *workspace, shown *view.Programme, theme fs.FS) fs.FS {
	if !themes.HasTemplates(theme) {
		return theme
	}
	faults := site.Try(shown, theme, ws.Files)
	i := slices.IndexFunc(faults, func(f site.Fault) bool { return f.File != "" })
	if i < 0 { // what is wrong, if anything is, lies elsewhere
		return theme
	}
	f := faults[i]
	fmt.Fprintf(a.stderr, "note: themes/%s of %s is for another version of pairbook (%s:%d: %s); the site has the default theme\n",
		ws.Repo.Site.Theme, a.rev, f.File, f.Line, f.Message)
	return themes.Default()
}

func (a *app) publish(ctx context.Context, outputs []site.Output, options publish.Options) (string, error) {
	if err := a.gate.begin(); err != nil {
		return "", err
	}
	files := make([]publish.File, len(outputs))
	var rendered atomic.Int64
	for i, o := range outputs {
		files[i] = publish.File{Path: o.Path, Render: func(w io.Writer) error {
			defer func() { a.meter.Count(int(rendered.Add(1)), len(outputs)) }()
			return o.Render(w)
		}}
	}
	var result publish.Result
	err := a.phase("publish", func() (err error) {
		result, err = publish.Write(ctx, files, options)
		return err
	})
	switch {
	case errors.Is(err, context.Canceled):
		return "", errInterrupted
	case errors.Is(err, publish.ErrForeign):
		return "", usagef("%v; choose another folder with --out, or empty this one with --clean", err)
	case errors.Is(err, publish.ErrProtected):
		return "", usageError{err}
	case err != nil:
		return "", err
	}
	return fmt.Sprintf("%s: %d files, %d new, %d changed, %d removed. Open %s in a browser.",
		options.Out, result.Files, result.Added, result.Changed, result.Removed, filepath.Join(options.Out, "index.html")), nil
}

// protectedFolders lists the folders that no output may replace.
func protectedFolders(root string) []string {
	folders := []string{root, filepath.Join(root, "private")}
	if home, err := os.UserHomeDir(); err == nil {
		folders = append(folders, home)
	}
	return folders
}

// keptFolders lists the folders that no site may be written into: the sources,
// and the folder of the other audience's site.
func keptFolders(root string, audience veil.Audience) []publish.Kept {
	var folders []publish.Kept
	for _, name := range []string{"content", "program", "themes", "generator", ".github", ".ci"} {
		folders = append(folders, publish.Kept{Folder: filepath.Join(root, name), Why: "holds what the site is made of"})
	}
	other := publish.Kept{Folder: filepath.Join(root, "private", "site"), Why: "is for the coordinators' site; leave --out away, or choose a folder of its own"}
	if audience == veil.Coordinators {
		other = publish.Kept{Folder: filepath.Join(root, "public"), Why: "is where everybody's site goes, and the coordinators' holds what is not for everybody; leave --out away, and it goes to private/site"}
	}
	return append(folders, other)
}

// outFolder returns the folder to write.
func (b buildFlags) outFolder(root string, audience veil.Audience) string {
	switch {
	case b.out != "":
		return b.out
	case audience == veil.Coordinators:
		return filepath.Join(root, "private", "site")
	}
	return filepath.Join(root, "public")
}
