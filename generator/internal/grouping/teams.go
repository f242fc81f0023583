// Package grouping proposes who meets in other shapes than a mentor and a mentee: peers
// in pairs, with a trio where one would be alone; groups of a mentor and several mentees;
// and circles of peers, with somebody who facilitates or without. How well two people fit
// is what package fit says, both ways round; what holds of a whole team, an hour and a
// language that all have, is here. Pairs of peers are proven to be the best; of groups and
// circles it says how far from the best they can be.
package grouping

import (
	"fmt"

	"pairbook/generator/internal/fit"
	"pairbook/generator/internal/record"
)

// Teams is a proposal of something else than pairs of a mentor and a mentee. Points are in
// hundredths, so that means are told as they are.
type Teams struct {
	Cohort    record.CohortID
	Shape     record.MatchShape
	Members   int // who take part, including those in a pairing
	Mentors   int
	Placed    int // members with somebody, here or in a pairing that stays
	Most      int // how many more than are placed could be at most
	Total     int64
	Bound     int64 // what no answer with as many placed has more than
	Teams     []Team
	Kept      []KeptTeam
	Unmatched []Alone
	pool      *pool
	proof     *pricesJSON
}

// Team is people who are proposed to each other. Score is the mean of its members' scores,
// and Lowest that of the member who has the least.
type Team struct {
	Mentor        string
	Members       []string
	Score, Lowest int
	Pinned        []string // by whom, where a coordinator put some of them together
	Because       []fit.Points
}

// Alone is a member without a team.
type Alone struct{ Member, Reason, Words string }

const hundredths = 100

// Propose makes the teams of a cohort and gives them their reasons. It fails for a pin of
// two who cannot be together, and step runs the steps score, solve and explain.
func Propose(repo *record.Repository, c *record.Cohort, program *record.Program, o fit.Options, step func(string, func() error) error) (*Teams, error) {
	var pool *pool
	err := step("score", func() (err error) {
		pool, err = newPool(repo, c, program, o)
		return err
	})
	if err != nil {
		return nil, err
	}
	return pool.propose(step)
}

// propose solves and explains.
func (t *pool) propose(step func(string, func() error) error) (*Teams, error) {
	var found *answer
	err := step("solve", func() (err error) {
		found, err = t.keepPins()
		return err
	})
	if err != nil {
		return nil, err
	}
	s := t.begin()
	s.Most, s.Placed, s.Total, s.Bound, s.proof = found.most, s.Placed+found.placed, found.total, found.bound, found.proof
	_ = step("explain", func() error { s.explain(found.teams); return nil })
	return s, s.Proven()
}

// begin is a proposal with nobody in it besides those who stay.
func (t *pool) begin() *Teams {
	s := &Teams{Shape: t.shape, Members: len(t.names), Kept: t.kept, pool: t}
	if t.cohort != nil {
		s.Cohort, s.Mentors = t.cohort.ID, len(t.led.Mentors)
	}
	for _, k := range t.kept {
		s.Placed, s.Members = s.Placed+len(k.Members), s.Members+len(k.Members)
	}
	return s
}

// Proven returns an error if pairs of peers are not proven to be the best by their prices.
func (s *Teams) Proven() error {
	if s.Shape == record.InPeers && s.Bound != s.Total {
		return fmt.Errorf("the certificate of the answer has a gap of %s, so nothing is proposed", pointsOf(s.Bound-s.Total))
	}
	return nil
}
