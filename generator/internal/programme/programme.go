// Package programme runs the pipeline over the records of a programme.
//
// A [Run] has a method per step: load, check, measure, health, network,
// proposals. Each step runs once, and only when needed; a site for everybody
// never runs the solver. A run changes no record, and its methods are safe for
// concurrent use.
//
// Runs are compared by [Run.Since]: [Run.Like] loads a commit that is much like
// the records at hand without reading again what is equal.
package programme

import (
	"fmt"
	"io/fs"
	"slices"
	"sync"

	"pairbook/generator/internal/check"
	"pairbook/generator/internal/diag"
	"pairbook/generator/internal/health"
	"pairbook/generator/internal/history"
	"pairbook/generator/internal/markdown"
	"pairbook/generator/internal/match"
	"pairbook/generator/internal/measure"
	"pairbook/generator/internal/network"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
)

// Options configure a run.
type Options struct {
	AsOf     when.Date
	Compared bool // other commits will be compared with this run, so the findings in its texts are kept
	Rendered bool // a site will be made of this run, so the pages of its handbook are kept

	// Step runs a step of the run, with the name that --timing prints; nil calls
	// it directly. It must return the step's error.
	Step func(name string, do func() error) error

	// Tell receives, concurrently, how many of how many files or texts of a step
	// have been read; it may be nil.
	Tell func(done, total int)
}

// Run is a run over records. Its methods are the steps.
type Run struct {
	Options
	Files fs.FS // the repository's root; nil for records derived from others
	Repo  *record.Repository

	themes []string
	texts  *markdown.Texts // those read, for runs like this one or a site; nil otherwise

	problems  func() diag.List
	measured  func() *measure.Measured
	attention func() []health.Entry
	backtest  func() *health.Backtest
}

// Load loads the records below the root of a repository.
func Load(files fs.FS, o Options) (*Run, error) {
	return load(files, o, &Run{}, func() (*record.Repository, diag.List, error) { return record.LoadTelling(files, o.Tell) })
}

// Like loads the records of a commit that is much like those of r.
func (r *Run) Like(files fs.FS) (*Run, error) {
	same := func(path string, text []byte) bool { return history.Holds(files, path, text) }
	return load(files, Options{AsOf: r.AsOf, Compared: r.Compared}, r, func() (*record.Repository, diag.List, error) { return record.LoadLike(files, r.Repo, same) })
}

func load(files fs.FS, o Options, like *Run, read func() (*record.Repository, diag.List, error)) (*Run, error) {
	r := &Run{Options: o, Files: files, texts: like.texts, themes: Themes(files)}
	switch {
	case r.texts != nil:
	case o.Compared:
		r.texts = markdown.NewTexts(markdown.Outlines)
	case o.Rendered:
		r.texts = markdown.NewTexts(markdown.Pages)
	}
	var found diag.List
	err := r.step("load", func() (err error) {
		r.Repo, found, err = read()
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("load the records: %w", err)
	}
	r.prepare(found)
	return r, nil
}

// Of returns a run over records derived from loaded ones, such as those that an
// audience may see. It has no known problems.
func Of(repo *record.Repository, o Options) *Run {
	r := &Run{Options: o, Repo: repo}
	r.prepare(nil)
	return r
}

// prepare sets up the steps; found are the problems found while loading.
func (r *Run) prepare(found diag.List) {
	r.problems = sync.OnceValue(func() (all diag.List) {
		_ = r.step("check", func() error {
			all = append(found, check.Run(r.Repo, r.AsOf, check.Themes(r.themes...), check.Remember(r.texts), check.Telling(r.Tell))...)
			all = append(all, r.pins(all)...).Sorted()
			return nil
		})
		return all
	})
	r.measured = sync.OnceValue(func() (all *measure.Measured) {
		_ = r.step("measure", func() error { all = measure.Programme(r.Repo, r.AsOf); return nil })
		return all
	})
	r.attention = sync.OnceValue(func() (all []health.Entry) {
		measured := r.Measured()
		_ = r.step("health", func() error { all = health.Attention(r.Repo, measured); return nil })
		return all
	})
	r.backtest = sync.OnceValue(func() *health.Backtest { return health.Try(r.Measured()) })
}

func (r *Run) step(name string, do func() error) error {
	if r.Step == nil {
		return do()
	}
	return r.Step(name, do)
}

// Texts returns the handbook's texts after Problems has read them; nil if they
// are not kept.
func (r *Run) Texts() *markdown.Texts { return r.texts }

// Problems returns all problems with the records, sorted.
func (r *Run) Problems() diag.List { return r.problems() }

// Measured returns every cohort, measured on the day of the run.
func (r *Run) Measured() *measure.Measured { return r.measured() }

// Attention returns what a coordinator should look at.
func (r *Run) Attention() []health.Entry { return r.attention() }

// Backtest tells whether silences would have been foreseen.
func (r *Run) Backtest() *health.Backtest { return r.backtest() }

// Network returns the network of some cohorts.
func (r *Run) Network(cohorts []*measure.Cohort, o network.Options) *network.Network {
	return network.Of(r.Repo, cohorts, o)
}

// Propose matches a cohort on the day of the run; see [match.Propose].
func (r *Run) Propose(cohort record.CohortID, o match.Options) (match.Result, error) {
	o.AsOf, o.Step = r.AsOf, r.Step
	return match.Propose(r.Repo, cohort, o)
}

// Valid returns a run over the records that have no errors; r itself if none has
// any.
func (r *Run) Valid() *Run {
	broken := map[string]bool{}
	for _, p := range r.Problems() {
		if p.Severity == diag.Error {
			broken[p.Path] = true
		}
	}
	if len(broken) == 0 {
		return r
	}
	valid := &Run{Options: r.Options, Files: r.Files, themes: r.themes, texts: r.texts, Repo: r.Repo.Without(broken)}
	valid.prepare(nil)
	return valid
}

// Themes lists the folders of themes/, and the default theme, which needs no
// folder.
func Themes(files fs.FS) []string {
	names := []string{"default"}
	entries, err := fs.ReadDir(files, "themes")
	if err != nil {
		return names
	}
	for _, e := range entries {
		if e.IsDir() && !slices.Contains(names, e.Name()) {
			names = append(names, e.Name())
		}
	}
	return names
}
