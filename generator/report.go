package main

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"pairbook/generator/internal/check"
	"pairbook/generator/internal/diag"
	"pairbook/generator/internal/history"
	"pairbook/generator/internal/measure"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/review"
	"pairbook/generator/internal/when"
)

// reportFlags are what report alone is asked.
type reportFlags struct{ base, head, author, format string }

func reportCommand(a *app) *cobra.Command {
	var f reportFlags
	command := &cobra.Command{
		Use:   "report",
		Short: "Say what a pull request changes, whose that is, and who may merge it",
		Args:  noArguments,
		RunE: func(command *cobra.Command, args []string) error {
			if f.base == "" {
				return usagef("report says what a pull request changes: name the branch it is for, as in --base origin/main")
			}
			if f.format != "markdown" && f.format != "json" {
				return usagef("--format: %q is unknown; choose markdown or json", f.format)
			}
			author, err := parseAuthor(f.author)
			if err != nil {
				return err
			}
			return a.reportOn(f, author)
		},
	}
	flags := command.Flags()
	flags.StringVar(&f.base, "base", "", "the `commit` that the pull request is for, such as origin/main")
	flags.StringVar(&f.head, "head", "HEAD", "the last `commit` of the pull request")
	flags.StringVar(&f.author, "author", "", "who opened it: `LOGIN[:ID]`, with the number of the account")
	flags.StringVar(&f.format, "format", "markdown", "how to print: markdown or json")
	return command
}

// parseAuthor reads LOGIN or LOGIN:ID.
func parseAuthor(text string) (author review.Author, err error) {
	login, id, numbered := strings.Cut(text, ":")
	author.Login = login
	if !numbered || id == "" {
		return author, nil
	}
	if author.ID, err = strconv.Atoi(id); err != nil || author.ID <= 0 || login == "" {
		return author, usagef("--author: write LOGIN or LOGIN:ID with the account's number, such as ada:1024")
	}
	return author, nil
}

// reportOn prints whatever the problems.
func (a *app) reportOn(f reportFlags, author review.Author) error {
	var in review.Input
	err := a.phase("read", func() (err error) {
		in, err = a.pullRequest(f)
		return err
	})
	if err != nil {
		return err
	}
	in.Author = author
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

// pullRequest reads three commits: the tip of the base, where the two went
// apart, and the head. The work tree is not looked at.
func (a *app) pullRequest(f reportFlags) (in review.Input, err error) {
	asOf, err := a.day()
	if err != nil {
		return in, err
	}
	root, err := a.findRoot()
	if err != nil {
		return in, err
	}
	repository, tip, err := revision(root, "--base", f.base)
	if err != nil {
		return in, err
	}
	_, files, err := revision(root, "--head", f.head)
	if err != nil {
		return in, err
	}
	if in.Head, err = repository.Commit(f.head); err != nil {
		return in, err
	}
	fork, err := repository.MergeBase(f.base, f.head)
	if err != nil {
		return in, err
	}
	if in.Changes, err = changesBetween(repository, fork, f.head); err != nil {
		return in, err
	}
	c := commits{repository, asOf, tip, files, fork, f.base}
	return in, c.compare(&in)
}

// commits are what a report compares.
type commits struct {
	repository *history.Repository
	asOf       when.Date
	tip, head  fs.FS
	fork, base string
}

// compare loads, checks and measures them.
func (c commits) compare(in *review.Input) error {
	known, err := loadInto(&in.Base, c.asOf, c.tip)
	if err != nil {
		return err
	}
	in.Before = in.Base
	if name, err := c.repository.Commit(c.base); err != nil {
		return err
	} else if name != c.fork {
		before, err := c.repository.FS(c.fork)
		if err != nil {
			return err
		}
		more, err := loadInto(&in.Before, c.asOf, before)
		if err != nil {
			return err
		}
		known = append(known, more...)
		since, err := c.repository.Diff(c.fork, c.base)
		if err != nil {
			return err
		}
		for _, change := range since {
			if change.Before == nil {
				in.Meanwhile = append(in.Meanwhile, change.Path)
			}
		}
	}
	problems, err := loadInto(&in.After, c.asOf, c.head)
	if err != nil {
		return err
	}
	in.Problems = append(problems, check.Deletions(in.Before, in.After)...).Since(known.Sorted())
	in.MeasuredBefore, in.MeasuredAfter = measure.Programme(in.Before, c.asOf), measure.Programme(in.After, c.asOf)
	return nil
}

// loadInto loads and checks the records of a commit.
func loadInto(repo **record.Repository, asOf when.Date, files fs.FS) (diag.List, error) {
	loaded, problems, err := record.Load(files)
	if err != nil {
		return nil, fmt.Errorf("load the records: %w", err)
	}
	*repo = loaded
	return append(problems, check.Run(loaded, asOf, check.Themes(themeNames(files)...))...), nil
}

func changesBetween(repository *history.Repository, from, to string) (changes []review.Change, err error) {
	found, err := repository.Diff(from, to)
	if err != nil {
		return nil, err
	}
	for _, f := range found {
		c := review.Change{Path: f.Path, Added: f.Before == nil, Gone: f.After == nil}
		if f.Before != nil {
			c.Before, c.Was = f.Before.Mode, f.Before.ID
		}
		if f.After != nil {
			c.After, c.Is, c.Size = f.After.Mode, f.After.ID, f.After.Size
		}
		changes = append(changes, c)
	}
	return changes, nil
}
