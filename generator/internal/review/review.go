// Package review reports what a pull request changes, whose that is, and who may
// merge it.
//
// [Of] takes the records before and after, the changed files and the author, and
// returns a [Report], which [Report.Markdown] writes as a comment. It promises:
//
//   - Only the base decides whose a file is. What a pull request says about itself,
//     such as that its author is now a member, is ignored.
//   - The routine lane is narrow: sessions and the plan of a member's own pair,
//     small, plain and without errors, while the pairing lasts. Nobody can speak
//     for another there, and nothing that counted can be removed. Everything else
//     is for a coordinator to read.
//   - About a pairing it reports counts, never goals, actions or notes.
//   - Text from records is shown literally in a comment: it makes no link, mentions
//     nobody and ends no line.
//
// On a repository of 10,000 sessions a good log is checked and reported on in two
// and a half seconds; BENCHMARKS.md has the figures.
package review

import (
	"io/fs"
	"slices"

	"pairbook/generator/internal/diag"
	"pairbook/generator/internal/measure"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
)

// Lane is the kind of review that a pull request needs.
type Lane string

// The lanes. Routine pull requests may be merged without review.
const (
	Routine Lane = "routine"
	Careful Lane = "review"
)

// Input describes a pull request.
type Input struct {
	Base    *record.Repository // the tip of the base branch
	Before  *record.Repository // the merge base
	After   *record.Repository
	AsOf    when.Date
	Changes []Change // since Before and against the base, by path
	// Forks is the number of merge bases. With several, after crosswise merges,
	// Before is only one of them.
	Forks int
	// Meanwhile lists the files that the base added, changed or removed since
	// Before.
	Meanwhile []string

	Problems diag.List // of After, each marked if known before
	Author   Author
	Approved []Author // whose latest review of the head approves it
	Head     string   // the commit's name, for links; may be empty

	// The figures of Before and After as of the same day, at least those of the
	// cohorts that change.
	MeasuredBefore, MeasuredAfter *measure.Measured
}

// Author is the account that opened a pull request, or approved it. ID is the
// number of the account, 0 when unknown.
type Author struct {
	Login string
	ID    int
}

// Change is a file that differs. Before and After are 0 where it does not exist.
type Change struct {
	Path          string
	Before, After fs.FileMode
	Added, Gone   bool
	Size          int64  // after
	Was, Is       string // ids of the contents; equal ids mean equal bytes
}

// plain reports whether a change is to an ordinary file, which was one if it
// existed.
func (c Change) plain() bool { return ordinary(c.After) && ordinary(c.Before) }

// ordinary reports whether a mode is that of a regular file that is not
// executable, as all records are, or 0.
func ordinary(mode fs.FileMode) bool { return mode.IsRegular() && mode&0o111 == 0 }

// Report is the result of a review.
type Report struct {
	Lane     Lane
	Verdict  string // one sentence
	Next     Phrase // the next step
	Reasons  []Phrase
	Problems diag.List // new in the pull request, errors first
	Known    int       // the number of problems that existed before
	Changes  []Judged
	Owner    Owner
	Effects  []Phrase
	Pages    []string

	head       string
	repository string
}

// Judged is a change and the judgement on it.
type Judged struct {
	Path    string `json:"path"`
	Change  string `json:"change"` // added, edited or deleted
	Whose   Phrase `json:"whose"`
	Allowed bool   `json:"allowed"` // for the author, without a coordinator

	why []Phrase // why it is not allowed, or not routine
}

// Of reviews a pull request.
func Of(in Input) *Report {
	j := newJudge(in)
	r := &Report{Lane: Routine, head: in.Head, repository: string(in.Base.Site.Repository)}
	r.Problems = in.Problems.New()
	r.Known = len(in.Problems) - len(r.Problems)
	slices.SortStableFunc(r.Problems, func(a, b diag.Problem) int { return int(a.Severity) - int(b.Severity) })
	for _, c := range in.Changes {
		r.Changes = append(r.Changes, j.judge(c))
	}
	r.decide(in, j)
	r.Owner = r.owner(in, j)
	r.Effects = effects(in)
	r.Pages = pages(in)
	return r
}
