package main

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"

	"pairbook/generator/internal/check"
	"pairbook/generator/internal/diag"
	"pairbook/generator/internal/history"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
)

// comparison loads and checks commits that are much like records which are
// loaded already: of what is the same nothing is read twice.
type comparison struct {
	asOf  when.Date
	like  *record.Repository // nil before the first
	texts *check.Texts
}

// loaded is a commit's records, and what loading found.
type loaded struct {
	repo     *record.Repository
	problems diag.List
	themes   []string
}

func (c *comparison) load(files fs.FS) (l *loaded, err error) {
	l = &loaded{themes: themeNames(files)}
	if c.like == nil {
		l.repo, l.problems, err = record.Load(files)
		c.like = l.repo
	} else {
		l.repo, l.problems, err = record.LoadLike(files, c.like, func(path string, text []byte) bool { return history.Holds(files, path, text) })
	}
	if err != nil {
		return nil, fmt.Errorf("load the records: %w", err)
	}
	return l, nil
}

// loadFork loads the commit where a head went apart from a base. It is the tip
// of the base when that has not moved, and also when nobody can tell.
func (c *comparison) loadFork(repository *history.Repository, tip *loaded, base, head string) (*loaded, error) {
	forks, err := repository.MergeBases(base, head)
	if errors.Is(err, history.ErrNoCommon) || errors.Is(err, history.ErrShallow) || errors.Is(err, history.ErrNoCommit) {
		return tip, nil
	}
	if err != nil {
		return nil, err
	}
	return c.loadCommit(repository, tip, base, forks[0])
}

// loadCommit loads a commit of which the full name is known.
func (c *comparison) loadCommit(repository *history.Repository, tip *loaded, base, name string) (*loaded, error) {
	if at, err := repository.Commit(base); err != nil || at == name {
		return tip, err
	}
	files, err := repository.FS(name)
	if err != nil {
		return nil, err
	}
	return c.load(files)
}

// check finds all that is wrong in what was loaded.
func (c *comparison) check(l *loaded) diag.List {
	return append(slices.Clone(l.problems), check.Run(l.repo, c.asOf, check.Themes(l.themes...), check.Remember(c.texts))...).Sorted()
}

// since marks the problems that were known: in the tip of the base, or where the
// two went apart, as the base may have mended them since. What only the two
// together show is added.
func (c *comparison) since(problems diag.List, now *record.Repository, tip, fork *loaded) diag.List {
	problems = append(slices.Clone(problems), check.Deletions(fork.repo, now)...)
	if len(problems) == 0 {
		return nil // and nobody asks what was known
	}
	known := c.check(tip)
	if fork != tip {
		known = known.Or(c.check(fork))
	}
	return problems.Since(known)
}
