// Package diag holds problems in records and prints them for people and machines.
//
// A [Problem] has a [Position], the name of the rule that found it, a [Severity],
// a message that says what was found and what is allowed, and a hint that says
// what to do next. A [List] collects problems in any order; [List.Sorted] returns
// them in the only order in which they are shown, without duplicates. [Print]
// writes them in a [Format].
//
// The package knows nothing about records: it prints what it gets, escaped for
// the output.
package diag

import (
	"bytes"
	"cmp"
	"fmt"
	"path"
	"slices"
	"unicode/utf8"

	"pairbook/generator/internal/prose"
)

// Severity decides whether a problem stops a build.
type Severity int

// An Error stops a build and a check; a Warning does not.
const (
	Error Severity = iota
	Warning
)

func (s Severity) String() string {
	if s == Warning {
		return "warning"
	}
	return "error"
}

// MarshalText returns the word of the JSON format.
func (s Severity) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// Position is a place in a file: Path is slash-separated from the root, Line and
// Column count from 1, the column in characters.
type Position struct {
	Path   string `json:"path"`
	Line   int    `json:"line"`
	Column int    `json:"column"`
}

// PositionAt returns the position of a byte of a text.
func PositionAt(path string, text []byte, at int) Position {
	begin := 1 + bytes.LastIndexByte(text[:at], '\n')
	return Position{Path: path, Line: 1 + bytes.Count(text[:at], []byte("\n")), Column: 1 + utf8.RuneCount(text[begin:at])}
}

func (p Position) String() string { return fmt.Sprintf("%s:%d:%d", p.Path, p.Line, p.Column) }

// Compare orders positions by path, line and column.
func (p Position) Compare(q Position) int {
	return cmp.Or(cmp.Compare(p.Path, q.Path), cmp.Compare(p.Line, q.Line), cmp.Compare(p.Column, q.Column))
}

// Problem is something wrong at a position.
type Problem struct {
	Position
	Severity Severity `json:"severity"`
	Rule     string   `json:"rule"`
	Message  string   `json:"message"`
	Hint     string   `json:"hint"`

	// Veiled reports that the line contains something confidential, so it is not
	// printed.
	Veiled bool `json:"-"`

	// Completion is set until [List.Complete] appends its text to Message.
	Completion *Completion `json:"-"`

	// Known reports that the base of a comparison has the problem, too.
	Known bool `json:"known,omitempty"`
}

// Below returns the problems of a folder as they are from above it.
func (l List) Below(folder string) List {
	l = slices.Clone(l)
	for i, p := range l {
		l[i].Path = path.Join(folder, p.Path)
	}
	return l
}

// Compare is a total order: by position, errors before warnings, then by rule and
// message.
func (p Problem) Compare(q Problem) int {
	return cmp.Or(p.Position.Compare(q.Position), cmp.Compare(p.Severity, q.Severity),
		cmp.Compare(p.Rule, q.Rule), cmp.Compare(p.Message, q.Message), cmp.Compare(p.Hint, q.Hint))
}

// Completion computes the end of a message that is slow to find, such as what was
// probably meant; it may be "".
type Completion struct{ Text func() string }

// List is a list of problems in any order.
type List []Problem

// Errorf adds an error; hint may be empty.
func (l *List) Errorf(at Position, rule, hint, format string, args ...any) {
	*l = append(*l, Problem{Position: at, Severity: Error, Rule: rule, Message: fmt.Sprintf(format, args...), Hint: hint})
}

// Warnf adds a warning; hint may be empty.
func (l *List) Warnf(at Position, rule, hint, format string, args ...any) {
	*l = append(*l, Problem{Position: at, Severity: Warning, Rule: rule, Message: fmt.Sprintf(format, args...), Hint: hint})
}

// Veil hides the line of the last problem.
func (l List) Veil() { l[len(l)-1].Veiled = true }

// CompleteLater has [List.Complete] append a text to the message of the last
// problem.
func (l List) CompleteLater(text func() string) { l[len(l)-1].Completion = &Completion{text} }

// Complete completes the first most incomplete messages of the sorted list and
// leaves the others as they are: comparing many wrong words with many right ones
// takes quadratic time, and nobody reads the end of a long list.
func (l List) Complete(most int) List {
	l = l.Sorted()
	for i := range l {
		if l[i].Completion != nil && most > 0 {
			l[i].Message += l[i].Completion.Text()
			most--
		}
		l[i].Completion = nil
	}
	return l.Sorted()
}

// Sorted returns the problems in the order of [Problem.Compare], each once.
func (l List) Sorted() List {
	s := slices.Clone(l)
	slices.SortFunc(s, Problem.Compare)
	return slices.CompactFunc(s, func(p, q Problem) bool {
		p.Completion, q.Completion = nil, nil
		return p == q
	})
}

// Count returns the numbers of errors and warnings.
func (l List) Count() (errors, warnings int) {
	for _, p := range l {
		if p.Severity == Error {
			errors++
		} else {
			warnings++
		}
	}
	return errors, warnings
}

// Since returns the problems, sorted, each with whether the base has it. Lines
// move when a file is edited, so two problems are the same when path, severity,
// rule and message are, but for what was probably meant, which depends on other
// files and is not said of all; where the base has one fewer of them, the later ones
// are new.
func (l List) Since(base List) List {
	type key struct {
		path, rule, message string
		severity            Severity
	}
	keyOf := func(p Problem) key { return key{p.Path, p.Rule, prose.WithoutMeant(p.Message), p.Severity} }
	known := map[key]int{}
	for _, p := range base {
		known[keyOf(p)]++
	}
	marked := l.Sorted()
	for i, p := range marked {
		if known[keyOf(p)] > 0 {
			known[keyOf(p)]--
			marked[i].Known = true
		}
	}
	return marked
}

// Or returns the union of two lists, in no order. Equal problems occur as often
// as in the list that has more of them.
func (l List) Or(other List) List { return append(slices.Clone(l), other.Without(l)...) }

// Without returns the problems that are not in base.
func (l List) Without(base List) List { return l.Since(base).New() }

// New returns the problems that are not known.
func (l List) New() List {
	return slices.DeleteFunc(slices.Clone(l), func(p Problem) bool { return p.Known })
}
