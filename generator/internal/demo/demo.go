// Package demo writes a synthetic programme of any size: invented people, cohorts
// over four years, pairings that meet and fall silent, logs and a handbook. The
// same options give the same bytes on every machine, and package check finds no
// problem in them.
//
// [Write] writes each file as soon as it is generated. It keeps only the cohorts in
// memory, one for every 500 pairings, so memory does not grow with logs or pages.
package demo

import (
	"context"
	"errors"
	"fmt"

	"pairbook/generator/internal/when"
)

// Options configure Write. AsOf is the last day on which anything has happened in
// the programme.
type Options struct {
	Pairings, Sessions, Pages int
	Seed                      uint64
	AsOf                      when.Date

	Progress func(stage string, done, total int) // called with the work done so far, if not nil
}

// The largest sizes of a programme.
const (
	MostPairings = 1_000_000
	MostSessions = 10_000_000
	MostPages    = 1_000_000
)

// DefaultDay is the as-of day of a programme unless another is given.
var DefaultDay = when.Day(2026, 11, 2)

// UnfinishedName is the file that marks the folder until all others are written.
const UnfinishedName = "UNFINISHED.md"

// ErrSize is returned by Write for sizes or a day that no programme can have.
var ErrSize = errors.New("no programme has these sizes")

// programme is the plan of what Write writes: everything but the sessions.
type programme struct {
	Options
	cohorts []*cohort
	cadence when.Interval
	weight  int64 // sum over all pairings; see course.weight
}

// Write writes a programme into dir, which must be empty; it creates dir if it is
// missing. It returns the number of files written. If ctx is done or a file cannot
// be written, Write returns the error, and the folder keeps UNFINISHED.md and has no
// program/site.yaml, so that no command takes it for a programme.
func Write(ctx context.Context, dir string, o Options) (files int, err error) {
	p, err := plan(o)
	if err != nil {
		return 0, err
	}
	t := &tree{root: dir}
	if err := t.write(UnfinishedName, []byte(unfinished)); err != nil {
		return 0, err
	}
	for _, step := range []func(context.Context, *tree) error{p.writeHandbook, p.writeDefinition, p.writeCohorts, p.finish} {
		if err := step(ctx, t); err != nil {
			return t.files, err
		}
	}
	return t.files, nil
}

// plan checks the options, lays out the cohorts and sums the weights of the
// pairings.
func plan(o Options) (*programme, error) {
	switch {
	case o.Pairings < 0 || o.Sessions < 0 || o.Pages < 0:
		return nil, fmt.Errorf("%w: each is 0 or more", ErrSize)
	case o.Pairings > MostPairings || o.Sessions > MostSessions || o.Pages > MostPages:
		return nil, fmt.Errorf("%w: at most %d pairings, %d sessions and %d pages", ErrSize, MostPairings, MostSessions, MostPages)
	case o.AsOf.Time().Year() < when.FirstYear+10 || o.AsOf.Time().Year() > when.LastYear-10:
		return nil, fmt.Errorf("%w: the day is in a year from %d to %d, so that there is a past and a future", ErrSize, when.FirstYear+10, when.LastYear-10)
	}
	p := &programme{Options: o, cohorts: planCohorts(o.Pairings, o.AsOf)}
	for _, h := range p.cohorts {
		for l := range h.size {
			course := p.course(h, l)
			p.weight += int64(course.weight())
		}
	}
	if most := p.weight / workingDay; int64(o.Sessions) > most {
		return nil, fmt.Errorf("%w: %d pairings have time for %d sessions", ErrSize, o.Pairings, most)
	}
	p.cadence = p.rhythm()
	return p, nil
}

// rhythm returns the longest cadence that most pairings keep, given how many
// sessions they have.
func (p *programme) rhythm() when.Interval {
	if p.Sessions == 0 {
		return weeks(2)
	}
	best := days(3)
	between := p.weight * 7 / 5 / workingDay / int64(p.Sessions) // average days between sessions
	for _, i := range []when.Interval{days(5), weeks(1), days(10), weeks(2), weeks(3), weeks(4), weeks(6)} {
		if int64(i.Approx()) <= between+1 {
			best = i
		}
	}
	return best
}

// share returns the number of sessions in proportion to a part of the total weight.
func (p *programme) share(weight int64) int {
	if p.weight == 0 {
		return 0
	}
	return int(int64(p.Sessions) * weight / p.weight)
}

func (p *programme) tell(stage string, done, total int) {
	if p.Progress != nil {
		p.Progress(stage, done, total)
	}
}
