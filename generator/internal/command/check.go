package command

import (
	"cmp"
	"fmt"
	"io/fs"
	"path"
	"slices"

	"github.com/spf13/cobra"

	"pairbook/generator/internal/check"
	"pairbook/generator/internal/diag"
	"pairbook/generator/internal/life"
	"pairbook/generator/internal/programme"
	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/seal"
	"pairbook/generator/internal/site"
	"pairbook/generator/internal/table"
	"pairbook/generator/internal/topic"
	"pairbook/generator/internal/veil"
	"pairbook/themes"
)

func checkCommand(a *app) *cobra.Command {
	var format, base, rule string
	var retention bool
	command := &cobra.Command{
		Use:     "check",
		Short:   "Say everything that is wrong with the records",
		Example: "  pairbook check\n  pairbook check --base main",
		Long: `Say everything that is wrong with the records, each with its place, and what to write
instead. The format is text for people, json for programs, github for the annotations
of a workflow's step, sarif for tools that collect findings, and codequality for the
report that GitLab shows beside a merge request (artifacts:reports:codequality).`,
		Args: noArguments,
		RunE: func(*cobra.Command, []string) error {
			f, err := diag.ParseFormat(format)
			if err != nil {
				return usageError{err}
			}
			if err := knownRule(rule); err != nil {
				return err
			}
			if slices.Contains(privateRules, rule) && (base != "" || f != diag.Text || retention) {
				return usagef("--rule %s reads a file of coordinators, and says what is wrong with it in words: it goes with neither --base nor --format nor --retention", rule)
			}
			return a.check(f, base, rule, retention)
		},
	}
	command.Flags().StringVar(&format, "format", "text", "how to print: text, json, github, sarif or codequality")
	command.Flags().StringVar(&base, "base", "", "fail only for problems that this `commit` does not have")
	command.Flags().StringVar(&rule, "rule", "", "look for this `rule` alone")
	command.Flags().BoolVar(&retention, "retention", false, "list, too, whose name is kept for longer than the programme's retention says")
	return command
}

// privateRules are of files that only what needs them reads.
var privateRules = []string{record.AvoidRule, record.NamesRule, seal.Rule}

func knownRule(name string) error {
	if name == "" {
		return nil
	}
	names := append([]string{life.RetentionRule}, privateRules...)
	for _, r := range check.Rules() {
		names = append(names, r.Name)
	}
	switch {
	case slices.Contains(names, name):
		return nil
	case name == table.Rule:
		return usagef("--rule: import says %q of a table, and check reads none; import the table again", name)
	}
	return usagef("--rule: there is no rule %q%s", name, cmp.Or(prose.DidYouMean(name, names), "; pairbook help checks lists them"))
}

// check prints all problems. With a base, those that the base has too are marked
// as known and do not fail the check.
func (a *app) check(format diag.Format, base, rule string, retention bool) error {
	ws, err := a.openFor(programme.Options{Compared: base != ""})
	if err != nil {
		return err
	}
	if slices.Contains(privateRules, rule) {
		return a.checkPrivate(ws, rule)
	}
	problems := ws.Problems()
	if base != "" {
		if problems, err = a.problemsSince(ws, base); err != nil {
			return err
		}
	} else {
		problems = a.tryTheme(ws, problems)
	}
	problems = ofRule(problems, rule)
	if retention || rule == life.RetentionRule {
		problems = append(problems, life.Retained(ws.Repo, ws.AsOf)...).Sorted()
	}
	if format != diag.Text && format != diag.JSON {
		problems = problems.Below(folderOf(ws.root)) // whoever reads these looks from the repository's top
	}
	if err := diag.Print(a.stdout, format, problems, ws.text); err != nil {
		return fmt.Errorf("print the problems: %w", err)
	}
	if base != "" && format == diag.Text {
		fmt.Fprintln(a.stdout, problems.Comparison(base))
	}
	if errors, _ := problems.New().Count(); errors > 0 {
		return errProblems
	}
	if format == diag.Text && base == "" && rule == "" {
		a.noteAlike(ws.Repo.Topics, topic.Likely, ws.Repo.Topics.Has)
	}
	return nil
}

// checkPrivate reads the file that a rule is about.
func (a *app) checkPrivate(ws *workspace, rule string) error {
	switch rule {
	case record.AvoidRule:
		_, err := a.readAvoid(ws, "")
		return err
	case record.NamesRule:
		_, err := a.readNames(ws)
		return err
	}
	s, err := a.openFolder()
	if err == nil {
		defer s.Close()
		_, err = a.recipients(s)
	}
	return err
}

// problemsSince compares the problems with those of the base, checked as of the
// same day, and adds those that only the comparison shows. Problems at the merge
// base are known as well, because the base may have fixed them since.
func (a *app) problemsSince(ws *workspace, base string) (diag.List, error) {
	repository, tip, err := revision(ws.root, "--base", base)
	if err != nil {
		return nil, err
	}
	atTip, err := ws.Like(tip)
	if err != nil {
		return nil, err
	}
	atFork, err := atTip.Fork(repository, base, cmp.Or(a.rev, "HEAD"))
	if err != nil {
		return nil, err
	}
	return ws.Since(atTip, atFork), nil
}

// tryTheme makes every page of both audiences with the theme in the repository, if
// it has templates of its own and the records have no errors, and adds what is wrong
// with them.
func (a *app) tryTheme(ws *workspace, problems diag.List) diag.List {
	folder := path.Join("themes", ws.Repo.Site.Theme)
	own, err := fs.Sub(ws.Files, folder)
	if errorCount, _ := problems.Count(); errorCount > 0 || err != nil || !themes.HasTemplates(own) {
		return problems
	}
	var faults []site.Fault
	_ = a.phase("theme", func() error {
		for _, audience := range []veil.Audience{veil.Public, veil.Coordinators} {
			shown := veil.Show(veil.Input{Repo: ws.Repo, Files: ws.Files, AsOf: ws.AsOf, Audience: audience})
			faults = append(faults, site.Try(shown, themes.Over(own), ws.Files)...)
		}
		return nil
	})
	for _, f := range faults {
		at := diag.Position{Path: record.SitePath, Line: 1, Column: 1}
		if f.File != "" {
			at = diag.Position{Path: path.Join(folder, f.File), Line: max(1, f.Line), Column: max(1, f.Column)}
		}
		problems.Errorf(at, "theme", "themes/README.md says what each template receives", "%s", f.Message)
	}
	// Both audiences have most pages.
	return slices.CompactFunc(problems.Sorted(), func(a, b diag.Problem) bool { return a.Compare(b) == 0 })
}

func ofRule(problems diag.List, rule string) diag.List {
	if rule == "" {
		return problems
	}
	return slices.DeleteFunc(slices.Clone(problems), func(p diag.Problem) bool { return p.Rule != rule })
}
