package command

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"pairbook/generator/internal/history"
	"pairbook/generator/internal/measure"
	"pairbook/generator/internal/programme"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/review"
)

// reportFlags are the flags of report alone.
type reportFlags struct {
	base, head, author, format string
	approved                   []string
}

func reportCommand(a *app) *cobra.Command {
	var f reportFlags
	command := &cobra.Command{
		Use:     "report",
		Short:   "Say what a pull request changes, whose that is, and who may merge it",
		Example: "  pairbook report --base main --author grace-account",
		Args:    noArguments,
		RunE: func(command *cobra.Command, args []string) error {
			if f.base == "" {
				return usagef("report says what a pull request changes: name the branch it is for, as in --base origin/main")
			}
			if f.format != "markdown" && f.format != "json" {
				return usagef("--format: %q is unknown; choose markdown or json", f.format)
			}
			return a.reportOn(f)
		},
	}
	flags := command.Flags()
	flags.StringVar(&f.base, "base", "", "the `commit` that the pull request is for, such as origin/main")
	flags.StringVar(&f.head, "head", "HEAD", "the last `commit` of the pull request")
	flags.StringVar(&f.author, "author", "", "who opened it: `LOGIN[:ID]`, with the number of the account")
	flags.StringArrayVar(&f.approved, "approved", nil, "who approves the head: `LOGIN[:ID]`; once for each")
	flags.StringVar(&f.format, "format", "markdown", "how to print: markdown or json")
	command.AddCommand(reportCohort(a), reportCertificates(a))
	return command
}

// parseAuthor reads LOGIN or LOGIN:ID, a flag's value.
func parseAuthor(flag, text string) (author review.Author, err error) {
	login, id, numbered := strings.Cut(text, ":")
	author.Login = login
	if !numbered || id == "" {
		return author, nil
	}
	if author.ID, err = strconv.Atoi(id); err != nil || author.ID <= 0 || login == "" {
		return author, usagef("%s: write LOGIN or LOGIN:ID with the account's number, such as ada:1024", flag)
	}
	return author, nil
}

// reportOn prints the report. Problems in the records do not make it fail.
func (a *app) reportOn(f reportFlags) error {
	author, err := parseAuthor("--author", f.author)
	if err != nil {
		return err
	}
	var approved []review.Author
	for _, text := range f.approved {
		by, err := parseAuthor("--approved", text)
		if err != nil {
			return err
		}
		approved = append(approved, by)
	}
	var in review.Input
	err = a.phase("read", func() (err error) {
		in, err = a.pullRequest(f)
		return err
	})
	if err != nil {
		return err
	}
	in.Author, in.Approved = author, approved
	var r *review.Report
	_ = a.phase("review", func() error { r = review.Of(in); return nil })
	if f.format == "json" {
		text, err := json.MarshalIndent(r, "", "  ")
		if err != nil {
			return fmt.Errorf("print the report: %w", err)
		}
		fmt.Fprintf(a.stdout, "%s\n", text)
		return nil
	}
	return r.Markdown(a.stdout)
}

// pullRequest reads three commits: the tip of the base, the merge base, and the
// head. It does not read the work tree.
func (a *app) pullRequest(f reportFlags) (in review.Input, err error) {
	root, err := a.findRoot()
	if err != nil {
		return in, err
	}
	if in.AsOf, err = a.dayAt(root, f.head); err != nil {
		return in, err
	}
	repository, tip, err := revision(root, "--base", f.base)
	if err != nil {
		return in, err
	}
	_, head, err := revision(root, "--head", f.head)
	if err != nil {
		return in, err
	}
	if in.Head, err = repository.Commit(f.head); err != nil {
		return in, err
	}
	forks, err := repository.MergeBases(f.base, f.head)
	if err != nil {
		return in, err
	}
	in.Forks = len(forks)
	if err := readChanges(&in, repository, forks, f); err != nil {
		return in, err
	}
	return in, compare(&in, repository, tip, head, forks[0], f.base)
}

// compare loads, checks and measures the three commits.
func compare(in *review.Input, repository *history.Repository, tip, head fs.FS, fork, base string) error {
	atTip, err := programme.Load(tip, programme.Options{AsOf: in.AsOf, Compared: true})
	if err != nil {
		return err
	}
	atHead, err := atTip.Like(head)
	if err != nil {
		return err
	}
	atFork, err := atTip.At(repository, base, fork)
	if err != nil {
		return err
	}
	in.Base, in.Before, in.After = atTip.Repo, atFork.Repo, atHead.Repo
	in.Problems = atHead.Since(atTip, atFork)
	in.MeasuredBefore, in.MeasuredAfter = measureChanged(in.Before, in), measureChanged(in.After, in)
	return nil
}

// readChanges lists the files that differ between the merge base and the head,
// except those that the base has in the same state by now, as after a squash
// merge. With several merge bases it lists the files that differ from any of
// them.
func readChanges(in *review.Input, repository *history.Repository, forks []string, f reportFlags) error {
	open, err := repository.Diff(f.base, f.head)
	if err != nil {
		return err
	}
	differs := map[string]bool{}
	for _, c := range open {
		differs[c.Path] = true
	}
	for _, fork := range forks {
		since, err := repository.Diff(fork, f.head)
		if err != nil {
			return err
		}
		for _, c := range since {
			if differs[c.Path] {
				in.Changes = append(in.Changes, reviewChange(c))
				delete(differs, c.Path)
			}
		}
	}
	slices.SortFunc(in.Changes, func(a, b review.Change) int { return strings.Compare(a.Path, b.Path) })
	since, err := repository.Diff(forks[0], f.base)
	for _, c := range since {
		in.Meanwhile = append(in.Meanwhile, c.Path)
	}
	return err
}

func reviewChange(f history.Change) review.Change {
	c := review.Change{Path: f.Path, Added: f.Before == nil, Gone: f.After == nil}
	if f.Before != nil {
		c.Before, c.Was = f.Before.Mode, f.Before.ID
	}
	if f.After != nil {
		c.After, c.Is, c.Size = f.After.Mode, f.After.ID, f.After.Size
	}
	return c
}

// measureChanged measures the cohorts with changes in their folder.
func measureChanged(repo *record.Repository, in *review.Input) *measure.Measured {
	m := &measure.Measured{AsOf: in.AsOf}
	for _, c := range repo.Cohorts.All() {
		folder := path.Dir(c.Path) + "/"
		if slices.ContainsFunc(in.Changes, func(change review.Change) bool { return strings.HasPrefix(change.Path, folder) }) {
			m.Cohorts = append(m.Cohorts, measure.AsOf(repo, c, in.AsOf))
		}
	}
	return m
}
