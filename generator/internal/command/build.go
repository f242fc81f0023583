package command

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync/atomic"

	"github.com/spf13/cobra"

	"pairbook/generator/internal/diag"
	"pairbook/generator/internal/programme"
	"pairbook/generator/internal/publish"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/site"
	"pairbook/themes"
)

// buildFlags are what build alone is asked.
type buildFlags struct {
	out, audience, baseURL string
	clean, keepGoing       bool
}

func buildCommand(a *app) *cobra.Command {
	var b buildFlags
	command := &cobra.Command{
		Use:   "build",
		Short: "Check, measure and render the site; the default",
		Args:  noArguments,
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

// build is the pipeline: check, measure, render, publish.
func (a *app) build(ctx context.Context, b buildFlags) error {
	audience, err := site.ParseAudience(b.audience)
	if err != nil {
		return usageError{err}
	}
	if b.baseURL != "" && !record.SafeAddress(b.baseURL) {
		return usagef("--base-url: %q is not an address; write https://…", b.baseURL)
	}
	o, err := a.openFor(programme.Options{Rendered: true})
	if err != nil {
		return err
	}
	broken, err := a.weigh(o, o.Problems(), b.keepGoing)
	if err != nil {
		return err
	}
	a.date(o)
	outputs, err := a.render(o, audience, b.baseURL)
	if err != nil {
		return err
	}
	result, err := a.publish(ctx, outputs, publish.Options{
		Out: b.target(o.root, audience), Clean: b.clean, Protected: protected(o.root), Kept: kept(o.root, audience),
	})
	if err != nil {
		return err
	}
	fmt.Fprintln(a.stdout, result)
	if broken {
		return errProblems
	}
	return nil
}

// weigh prints problems and decides whether the build goes on: with errors only
// when it is to keep going, and then without the records that have them.
func (a *app) weigh(o *opened, problems diag.List, keepGoing bool) (broken bool, err error) {
	if len(problems) > 0 {
		if err := diag.Print(a.stderr, diag.Text, problems, o.text); err != nil {
			return false, fmt.Errorf("print the problems: %w", err)
		}
	}
	if errorCount, _ := problems.Count(); errorCount == 0 {
		return false, nil
	}
	if !keepGoing {
		fmt.Fprintln(a.stderr, "Nothing was written. --keep-going renders what is sound.")
		return true, errProblems
	}
	o.Run = o.Sound()
	return true, nil
}

func (a *app) render(o *opened, audience site.Audience, baseURL string) (outputs []site.Output, err error) {
	theme, err := themeFiles(o)
	if err != nil {
		return nil, err
	}
	input := site.Input{
		Repo: o.Repo, Files: o.Files, Refused: refused(o.all.Problems()), AsOf: o.AsOf, Revision: o.revision,
		Audience: audience, BaseURL: baseURL, Texts: o.Texts(),
	}
	if audience == site.Coordinators {
		if o.avoid, err = a.avoid(o, ""); err != nil {
			return nil, err
		}
		input.Avoid = apart(o.avoid, o.Repo)
	}
	err = a.phase("site", func() error {
		outputs, err = site.Build(site.Show(input), theme, o.Files)
		return err
	})
	return outputs, err
}

// refused gives the messages of the errors in each file.
func refused(problems diag.List) map[string][]string {
	by := map[string][]string{}
	for _, p := range problems {
		if p.Severity == diag.Error {
			by[p.Path] = append(by[p.Path], p.Message)
		}
	}
	return by
}

// themeFiles gives the theme's folder in the repository, or the one in the
// program when the repository has none of its own.
func themeFiles(o *opened) (fs.FS, error) {
	name := o.Repo.Site.Theme
	if info, err := fs.Stat(o.Files, "themes/"+name); err == nil && info.IsDir() {
		return fs.Sub(o.Files, "themes/"+name)
	}
	if name != "default" {
		return nil, fmt.Errorf("open the theme: themes/%s is not there", name)
	}
	return themes.Default(), nil
}

func (a *app) publish(ctx context.Context, outputs []site.Output, options publish.Options) (string, error) {
	if err := a.outcome.write(); err != nil {
		return "", err
	}
	files := make([]publish.File, len(outputs))
	var rendered atomic.Int64
	for i, o := range outputs {
		files[i] = publish.File{Path: o.Path, Render: func(w io.Writer) error {
			defer func() { a.meter.count(int(rendered.Add(1)), len(outputs)) }()
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

// protected lists the folders that no output may replace.
func protected(root string) []string {
	folders := []string{root, filepath.Join(root, "private")}
	if home, err := os.UserHomeDir(); err == nil {
		folders = append(folders, home)
	}
	return folders
}

// kept lists the folders that no site may be in: what it is made of, and where
// the other audience's site lies.
func kept(root string, audience site.Audience) []publish.Kept {
	var folders []publish.Kept
	for _, name := range []string{"content", "program", "themes", "generator", ".github", ".ci"} {
		folders = append(folders, publish.Kept{Folder: filepath.Join(root, name), Why: "holds what the site is made of"})
	}
	other := publish.Kept{Folder: filepath.Join(root, "private", "site"), Why: "is for the coordinators' site; leave --out away, or choose a folder of its own"}
	if audience == site.Coordinators {
		other = publish.Kept{Folder: filepath.Join(root, "public"), Why: "is where everybody's site goes, and the coordinators' holds what is not for everybody; leave --out away, and it goes to private/site"}
	}
	return append(folders, other)
}

// target is the folder that is written.
func (b buildFlags) target(root string, audience site.Audience) string {
	switch {
	case b.out != "":
		return b.out
	case audience == site.Coordinators:
		return filepath.Join(root, "private", "site")
	}
	return filepath.Join(root, "public")
}
