// Package demo writes a synthetic programme of any size: people whose names
// nobody has, cohorts over four years, pairings that meet and fall silent, logs
// and a handbook. The same options give the same bytes on every machine, and
// check finds nothing in them.
//
// Files are written as they are made. What is kept meanwhile are the cohorts, of
// which there is one for 500 pairings; it does not grow with logs or pages.
package demo

import (
	"context"
	"errors"
	"fmt"

	"pairbook/generator/internal/when"
)

// Options say how large the programme is. AsOf is the day until which things
// have happened in it: nothing that is recorded as done lies after it.
type Options struct {
	Pairings, Sessions, Pages int
	Seed                      uint64
	AsOf                      when.Date

	Progress func(stage string, done, total int) // called after each file; nil for nobody
}

// The largest sizes.
const (
	MostPairings = 1_000_000
	MostSessions = 10_000_000
	MostPages    = 1_000_000
)

// DefaultDay is the day of a programme for which nobody asked for another.
var DefaultDay = when.Day(2026, 11, 2)

// UnfinishedName is the file that lies in the folder until all others do.
const UnfinishedName = "UNFINISHED.md"

// ErrSize says that a programme cannot have the sizes that were asked for.
var ErrSize = errors.New("no programme has these sizes")

// programme is what is written, planned but for its sessions.
type programme struct {
	Options
	cohorts []*cohort
	cadence when.Interval
	weight  int64 // of all pairings
}

// Write writes the programme into a folder, which is made if it is not there
// and is otherwise empty. It returns how many files there are. When ctx ends or
// a file cannot be written, the folder keeps UNFINISHED.md, which says so, and
// lacks program/site.yaml, without which nothing is a programme.
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

// plan lays out the cohorts, and adds up how much each pairing could meet.
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
			way := p.course(h, l)
			p.weight += int64(way.weight())
		}
	}
	if most := p.weight / workingDay; int64(o.Sessions) > most {
		return nil, fmt.Errorf("%w: %d pairings have time for %d sessions", ErrSize, o.Pairings, most)
	}
	p.cadence = p.rhythm()
	return p, nil
}

// rhythm is how often people mean to meet, so that most keep to it.
func (p *programme) rhythm() when.Interval {
	if p.Sessions == 0 {
		return weeks(2)
	}
	best := days(3)
	between := p.weight * 7 / 5 / workingDay / int64(p.Sessions) // days
	for _, i := range []when.Interval{days(5), weeks(1), days(10), weeks(2), weeks(3), weeks(4), weeks(6)} {
		if int64(i.Approx()) <= between+1 {
			best = i
		}
	}
	return best
}

// share is how many of all sessions belong to so much of all weight.
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
