package grouping

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"pairbook/generator/internal/couple"
	"pairbook/generator/internal/fit"
	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/team"
)

// Peers is people of whom nothing is known but scores, with those whom a coordinator put together. Names
// ascend. Of answers as good as each other a lot decides, which another word draws anew.
type Peers struct {
	Names []string
	Pairs []couple.Pair
	Pins  [][]string
	Word  string
}

// Propose makes the best pairs. It fails for a pin that cannot be kept.
func (p *Peers) Propose(step func(string, func() error) error) (*Teams, error) {
	var t *pool
	err := step("score", func() (err error) {
		t, err = p.pool()
		return err
	})
	if err != nil {
		return nil, err
	}
	return t.propose(step)
}

func (p *Peers) pool() (*pool, error) {
	t := &pool{shape: record.InPeers, names: p.Names, matching: record.Matching{Minimum: math.MinInt}}
	for range p.Names {
		t.scores = append(t.scores, slices.Repeat([]int32{team.Apart}, len(p.Names)))
	}
	rows, lots := make([]int32, 0, 3*len(p.Pairs)), make([]uint64, len(p.Names))
	for _, pair := range p.Pairs {
		t.scores[pair.A][pair.B], t.scores[pair.B][pair.A] = pair.Score, pair.Score
		rows = append(rows, int32(pair.A), int32(pair.B), pair.Score)
	}
	file := fit.StandIn([]byte(strings.Join(p.Names, "\n")), rows)
	for i, name := range p.Names {
		lots[i] = fit.Lot(file, p.Word, name)
	}
	t.draw(lots)
	for _, names := range p.Pins {
		if err := t.pin(names); err != nil {
			return nil, fmt.Errorf("the pin of %s cannot be kept: %w", prose.List(names), err)
		}
	}
	return t, nil
}

// pin adds a pin of people by name.
func (t *pool) pin(names []string) error {
	p := pin{lead: -1}
	for _, name := range names {
		m, there := slices.BinarySearch(t.names, name)
		switch {
		case !there:
			return fmt.Errorf("%q is not in the file%s", name, prose.DidYouMean(name, t.names))
		case slices.Contains(p.members, m):
			return fmt.Errorf("%s is there twice", name)
		}
		p.members = append(p.members, m)
	}
	slices.Sort(p.members)
	if len(names) > 3 {
		return errors.New("peers are in pairs, or three where one would be alone")
	}
	if t.has(p) {
		return nil
	}
	if why := t.againstPin(p); why != "" {
		return errors.New(why)
	}
	t.pins = append(t.pins, p)
	return nil
}
