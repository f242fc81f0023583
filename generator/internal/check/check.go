// Package check checks the records and the handbook of a programme against each
// other.
//
// [Rules] lists all rules, including those that package record applies while it
// loads a file and package markdown while it parses a text. [Run] applies the others
// to a [record.Repository] and returns a [diag.List]. CHECKS.md has an example of each
// rule.
//
// A rule is one function and has one name, the same in code, output, documentation
// and tests. Every rule guarantees that
//   - it depends on what is recorded and not on the passing of time: a programme
//     without problems on its day has none on any later day;
//   - it reports nothing that follows from an unreadable value, so that one mistake is
//     one problem: a refused value is empty and treated as absent, and a reference to
//     a record that could not be read is no problem;
//   - what people do in the meantime, such as changing managers, is a warning; only a
//     new proposal, or a record that contradicts itself, is an error;
//   - its message contains no line number, so that a problem keeps its identity when
//     the file is edited around it (see [diag.List.Without]).
package check

import (
	"pairbook/generator/internal/diag"
	"pairbook/generator/internal/markdown"
	"pairbook/generator/internal/parallel"
	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
)

// Rule describes a rule.
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

// The stages: package record loads a file, package markdown parses a text, [Run]
// checks all records together, [Deletions] compares two commits.
const (
	Loading   Stage = "loading"
	Reading   Stage = "reading"
	Checking  Stage = "checking"
	Comparing Stage = "comparing"
)

// Option configures Run.
type Option func(*facts)

// Themes lists the folders of themes/, to look up the site's theme. Without it, every
// theme is assumed to exist.
func Themes(names ...string) Option {
	return func(f *facts) { f.themes = append([]string{}, names...) }
}

// Remember uses a cache of parsed texts; nil is none.
func Remember(texts *markdown.Texts) Option {
	return func(f *facts) { f.texts = texts }
}

// Telling calls tell after each text with the number of texts read and their total.
// It may call tell concurrently.
func Telling(tell func(done, total int)) Option {
	return func(f *facts) { f.tell = tell }
}

// Run applies every rule of the stages Reading and Checking as of a day and returns
// the sorted problems. It changes nothing and is safe for concurrent use on the same
// repository.
func Run(repo *record.Repository, asOf when.Date, options ...Option) diag.List {
	f := &facts{repo: repo, asOf: asOf}
	for _, option := range options {
		option(f)
	}
	found := f.gather()
	rules := Rules()
	found = append(found, collect(len(rules), nil, func(i int, found *diag.List) {
		if rules[i].run != nil {
			rules[i].run(&checker{f, rules[i].Name, found})
		}
	})...)
	found = append(found, f.visitValues()...)
	return found.Complete(mostMeant)
}

// mostMeant is the number of problems whose message suggests what was probably meant:
// as many as are printed.
const mostMeant = 50

// checker holds the facts that a rule checks and the problems that it reports.
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

// meant appends to the last problem's message the known word that was probably meant.
func meant[S ~string](c *checker, found S, known func() []S) {
	c.problems.CompleteLater(func() string { return prose.DidYouMean(found, known()) })
}

// say reports an error for a proposal and a warning for any other pairing.
func (c *checker) say(state record.PairingState, at diag.Position, hint, format string, args ...any) {
	if state == record.Proposed {
		c.errorf(at, hint, format, args...)
		return
	}
	c.warnf(at, hint, format, args...)
}

// visitValues applies the rules about single values to every value of every record.
func (f *facts) visitValues() diag.List {
	var judges []Rule
	for _, rule := range Rules() {
		if rule.value != nil {
			judges = append(judges, rule)
		}
	}
	return collect(len(f.places), nil, func(i int, found *diag.List) {
		checkers := make([]checker, len(judges))
		for j, judge := range judges {
			checkers[j] = checker{f, judge.Name, found}
		}
		f.places[i].each(func(s spot, value any) {
			for j, judge := range judges {
				judge.value(&checkers[j], s, value)
			}
		})
	})
}

// collect calls do(i) for each i in [0,n), concurrently, and returns the problems found,
// in the order of i.
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
