// Package review says what a pull request changes, whose that is, and who may
// merge it.
//
// [Of] takes the records before and after, the files that differ and the
// author, and gives a [Report], which [Report.Markdown] writes for a comment.
// It promises:
//
//   - Whose a file is, is read from the base alone. What a pull request says of
//     itself, such as that its author is now a member, counts for nothing.
//   - The routine lane is narrow: a member's own pair's sessions and plan, small,
//     plain and sound, while it lasts. Nobody speaks for another there, and
//     nothing that counted is taken away. Everything else is for a coordinator
//     to read.
//   - Of a pairing it tells counts, never goals, actions or notes.
//   - Whatever comes from a record is written so that a comment shows it as text:
//     it makes no link, mentions nobody and ends no line.
//
// On a repository of 10,000 sessions a good log is checked and reported on in
// two and a half seconds; BENCHMARKS.md has the figures.
package review

import (
	"io/fs"
	"slices"

	"pairbook/generator/internal/diag"
	"pairbook/generator/internal/measure"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
)

// Lane is the way that a pull request takes.
type Lane string

// The lanes. What is routine may be merged without anybody having read it.
const (
	Routine Lane = "routine"
	Careful Lane = "review"
)

// Input is what a pull request is.
type Input struct {
	Base    *record.Repository // the tip of the branch it is for
	Before  *record.Repository // where it went apart from it
	After   *record.Repository
	AsOf    when.Date
	Changes []Change // since Before and against the base, by path
	// Forks is from how many commits the two went apart. They are several when
	// they were merged crosswise, and then Before is only one of them.
	Forks int
	// Meanwhile are the files that the base has got, changed or lost since Before.
	Meanwhile []string

	Problems diag.List // of After, each with whether it was known before
	Author   Author
	Head     string // the commit's name, for links; empty for none

	// Measured are the figures of Before and After, as of the same day: at least
	// those of the cohorts that change.
	MeasuredBefore, MeasuredAfter *measure.Measured
}

// Author is who opened the pull request. ID is the number of the account, 0 when
// it is not known.
type Author struct {
	Login string
	ID    int
}

// Change is a file that differs. Before and After are 0 for what is not there.
type Change struct {
	Path          string
	Before, After fs.FileMode
	Added, Gone   bool
	Size          int64  // after
	Was, Is       string // names of the contents; the same name, the same bytes
}

// plain tells whether a change is to an ordinary file that stays one.
func (c Change) plain() bool { return ordinary(c.After) && (c.Added || ordinary(c.Before)) }

// ordinary tells a file from a link and a submodule, and from a program: no
// record is one.
func ordinary(mode fs.FileMode) bool { return mode.IsRegular() && mode&0o111 == 0 }

// Report is the answer.
type Report struct {
	Lane     Lane
	Verdict  string // in a sentence
	Next     Phrase // the one thing to do now
	Reasons  []Phrase
	Problems diag.List // that the pull request brings, errors first
	Known    int       // problems that were there before
	Changes  []Judged
	Effects  []Phrase
	Pages    []string

	head       string
	repository string
}

// Judged is a change and whose it is.
type Judged struct {
	Path    string `json:"path"`
	Change  string `json:"change"` // added, edited or deleted
	Whose   Phrase `json:"whose"`
	Allowed bool   `json:"allowed"` // to the author, without a coordinator

	why []Phrase // it is not allowed, or not routine
}

// Of answers for a pull request.
func Of(in Input) *Report {
	j := newJudge(in)
	r := &Report{Lane: Routine, head: in.Head}
	if in.Base.Site != nil {
		r.repository = string(in.Base.Site.Repository)
	}
	r.Problems = in.Problems.New()
	r.Known = len(in.Problems) - len(r.Problems)
	slices.SortStableFunc(r.Problems, func(a, b diag.Problem) int { return int(a.Severity) - int(b.Severity) })
	for _, c := range in.Changes {
		r.Changes = append(r.Changes, j.judge(c))
	}
	r.decide(in, j)
	r.Effects = effects(in)
	r.Pages = pages(in)
	return r
}
