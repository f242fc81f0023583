// Package check finds what is wrong with the records and the handbook of a
// programme, taken together.
//
// [Rules] is the one table of everything that is ever found, with the rules
// that package record applies while it loads a file and package markdown while
// it reads a text. [Run] applies the rest to a [record.Repository] and returns
// a [diag.List]. CHECKS.md, beside the packages, shows each rule at work.
//
// A rule is one function and has one word, the same in file, output, docs and
// test. What a rule promises:
//   - it speaks of what is recorded and never of time passing: a programme
//     that is clean on its day stays clean on every later one;
//   - it does not judge a record by what could not be read of it, so one slip
//     is one problem: a value that was refused is empty, and no rule takes it
//     for one that was given; who refers to what lies there and could not be
//     read is not blamed;
//   - life is a warning: what people do meanwhile, such as a changed manager,
//     stops nothing; only a new proposal, or a record that contradicts itself,
//     is an error;
//   - its message names no line, so that a problem keeps its identity while the
//     file is edited around it (see [diag.List.Without]).
package check

import (
	"pairbook/generator/internal/diag"
	"pairbook/generator/internal/markdown"
	"pairbook/generator/internal/parallel"
	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
)

// Rule is one thing that can be wrong.
type Rule struct {
	Name     string        // the word for it
	Family   string        // the heading under which it is shown
	Severity diag.Severity // the gravest that it gives
	Summary  string        // what is found, and why it matters
	Stage    Stage

	run   func(*checker)            // judges the repository as a whole
	value func(*checker, spot, any) // judges each value of each record
}

// Stage is where a rule is applied.
type Stage string

// A rule is applied to a file as package record loads it, to a Markdown text
// as package markdown reads it, to all records together by [Run], or to what
// there was and what there is by [Deletions].
const (
	Loading   Stage = "loading"
	Reading   Stage = "reading"
	Checking  Stage = "checking"
	Comparing Stage = "comparing"
)

// Option tells Run of something that lies outside the records.
type Option func(*facts)

// Themes names the folders of themes/, so that the site's theme can be looked
// up. Without it any theme is taken to be there.
func Themes(names ...string) Option {
	return func(f *facts) { f.themes = append([]string{}, names...) }
}

// Remember takes texts from those that were read before, and keeps those that are
// read; nil for neither.
func Remember(texts *markdown.Texts) Option {
	return func(f *facts) { f.texts = texts }
}

// Telling says after each text how many of how many have been read. It is called
// from several goroutines.
func Telling(tell func(done, total int)) Option {
	return func(f *facts) { f.tell = tell }
}

// Run applies every rule of the stages Reading and Checking as of a day and
// returns what it finds, sorted. It changes nothing and may run beside others
// on the same repository.
func Run(repo *record.Repository, asOf when.Date, options ...Option) diag.List {
	f := &facts{repo: repo, asOf: asOf}
	for _, option := range options {
		option(f)
	}
	found := f.gather()
	for _, rule := range Rules() {
		if rule.run != nil {
			rule.run(&checker{f, rule.Name, &found})
		}
	}
	found = append(found, f.visitValues()...)
	return found.Complete(mostMeant)
}

// mostMeant is for how many problems it is told what was probably meant: as many as
// are printed.
const mostMeant = 50

// checker is what a rule works with: what is known, and where to report.
type checker struct {
	*facts
	rule     string
	problems *diag.List
}

func (c *checker) errorf(at diag.Position, hint, format string, args ...any) {
	c.problems.Errorf(at, c.rule, hint, format, args...)
}

func (c *checker) warnf(at diag.Position, hint, format string, args ...any) {
	c.problems.Warnf(at, c.rule, hint, format, args...)
}

// meant has the last problem's message end with the known word that was probably
// meant.
func meant[S ~string](c *checker, found S, known func() []S) {
	c.problems.CompleteLater(func() string { return prose.DidYouMean(found, known()) })
}

// say reports an error for a proposal and a warning for what is under way.
func (c *checker) say(state record.PairingState, at diag.Position, hint, format string, args ...any) {
	if state == record.Proposed {
		c.errorf(at, hint, format, args...)
		return
	}
	c.warnf(at, hint, format, args...)
}

// visitValues shows every value of every record to the rules that judge values.
func (f *facts) visitValues() diag.List {
	var judges []Rule
	for _, rule := range Rules() {
		if rule.value != nil {
			judges = append(judges, rule)
		}
	}
	return collect(len(f.places), nil, func(i int, found *diag.List) {
		f.places[i].each(func(s spot, value any) {
			for _, judge := range judges {
				judge.value(&checker{f, judge.Name, found}, s, value)
			}
		})
	})
}

// collect puts together what do finds for each of 0 to n-1.
func collect(n int, tell func(done, total int), do func(i int, found *diag.List)) diag.List {
	lists := make([]diag.List, n)
	_ = parallel.Each(n, parallel.Counting(n, tell, func(i int) error {
		do(i, &lists[i])
		return nil
	}))
	var all diag.List
	for _, list := range lists {
		all = append(all, list...)
	}
	return all
}
