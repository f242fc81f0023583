package record

import (
	"reflect"
	"slices"
)

// Matching says how pairings are proposed. Lot is any word: another one draws lots anew
// where answers are equally good. Mirrored allows that two are proposed as each other's
// mentors. Each key that a cohort's doesn't give is the programme's; its criteria and its
// constraints replace the programme's as whole lists, and `constraints: []` is none.
//
// Shape is pairs of a mentor and a mentee, groups of a mentor and some mentees, peers in
// pairs, or circles of peers; without it the programme's structures tell, and whether there is
// a size. Size is how many members a group or a circle has, its mentor aside, and Together how
// much of 100 it weighs in a group how its mentees fit each other, 50 without it. Objective and
// Mirrored are of pairs of a mentor and a mentee.
type Matching struct {
	Shape       MatchShape    `yaml:"shape"`
	Size        Size          `yaml:"size"`
	Together    int           `yaml:"together" min:"1" max:"100"`
	Objective   ObjectiveKind `yaml:"objective" default:"coverage"`
	Minimum     int           `yaml:"minimum"`
	Lot         string        `yaml:"lot"`
	Mirrored    bool          `yaml:"mirrored"`
	Criteria    []Criterion   `yaml:"criteria"`
	Constraints []Constraint  `yaml:"constraints"`
}

// MatchingOf returns a cohort's matching with what it leaves to its programme's.
func (p *Program) MatchingOf(c *Cohort) Matching {
	m := p.Matching
	if c.Matching == nil {
		return m
	}
	result, own := reflect.ValueOf(&m).Elem(), reflect.ValueOf(*c.Matching)
	for _, f := range grammar()[own.Type()].fields {
		value := own.Field(f.index)
		another := !value.IsZero() && (f.standard == "" || !isStandard(value, f))
		if another || c.Gives("matching", f.name) { // as minimum: 0 does
			result.Field(f.index).Set(value)
		}
	}
	return m
}

// Size is the least and the most members, 2 to 4 for groups and 3 to 6 for circles where
// it is not given.
type Size struct {
	Min int `yaml:"min" min:"2" max:"12"`
	Max int `yaml:"max" min:"2" max:"12"`
}

// ToMatch reports whether the people of a cohort in this state are still to be matched.
func (s CohortState) ToMatch() bool { return s == CohortOpen || s == CohortMatching }

// MatchShape returns what a cohort's matching makes. Where it does not say, the programme's structures
// tell: peers for peers alone, and with a size circles, or groups for groups alone; else pairs.
func (p *Program) MatchShape(c *Cohort) MatchShape {
	m := p.MatchingOf(c)
	sized := m.Size != Size{}
	every := func(s Structure) bool {
		return len(p.Structures) > 0 && !slices.ContainsFunc(p.Structures, func(t Structure) bool { return t != s })
	}
	switch {
	case m.Shape != "":
		return m.Shape
	case every(Group) && sized:
		return InGroups
	case every(PeerPair) && sized:
		return InCircles
	case every(PeerPair):
		return InPeers
	}
	return InPairs
}

// Parties returns what somebody takes part as whom a matching of this shape looks at.
func (s MatchShape) Parties() []Party {
	switch s {
	case InPeers:
		return []Party{Peers}
	case InCircles:
		return []Party{Mentors, Peers}
	}
	return []Party{Mentors, Mentees}
}

// PartiesIn returns what somebody can take part as in a cohort: what the shape of its matching
// looks at, or without one what the programme's structures name; anything where these name
// nothing.
func (p *Program) PartiesIn(c *Cohort) []Party {
	if shape := p.MatchingOf(c).Shape; shape != "" {
		return shape.Parties()
	}
	var parties []Party
	if len(p.Structures) == 0 || slices.ContainsFunc(p.Structures, func(s Structure) bool { return s != PeerPair }) {
		parties = InPairs.Parties()
	}
	if len(p.Structures) == 0 || slices.Contains(p.Structures, PeerPair) {
		parties = append(parties, Peers)
	}
	return parties
}

// OfNoUse returns the parts of an enrolment that the matching of its cohort has no use for, while
// they are in no pairing with it.
func (p *Program) OfNoUse(c *Cohort, e *Enrolment) []Party {
	of := p.PartiesIn(c)
	return slices.DeleteFunc(e.Parties(), func(party Party) bool {
		return slices.Contains(of, party) || slices.ContainsFunc(c.Pairings.All(), func(p *Pairing) bool { return p.PartyOf(e.Person) == party })
	})
}

// Criterion gives a pair of people 0 to 100 points, weighted; a pair with fewer than
// AtLeast is not allowed. Target and Tolerance are in levels, for the level criterion;
// Same prefers people of the same unit over people of different ones; Wish says whether
// people who have met before are preferred or avoided.
type Criterion struct {
	ID        CriterionID   `yaml:"id,required"`
	Kind      CriterionKind `yaml:"kind,required"`
	Weight    int           `yaml:"weight" default:"1"`
	Target    int           `yaml:"target"`
	Tolerance int           `yaml:"tolerance"`
	Same      bool          `yaml:"same"`
	Wish      Wish          `yaml:"wish" default:"avoid"`
	AtLeast   int           `yaml:"at_least" max:"100"`
}

// Constraint excludes pairs of people. Hours is only for time-zone-gap, Target and
// Tolerance for level, and Same, which excludes people of different units, for unit.
type Constraint struct {
	ID        ConstraintID   `yaml:"id,required"`
	Kind      ConstraintKind `yaml:"kind,required"`
	Hours     int            `yaml:"hours"`
	Target    int            `yaml:"target"`
	Tolerance int            `yaml:"tolerance"`
	Same      bool           `yaml:"same"`
}

// Meaning says how criteria become a score.
func (Criterion) Meaning() string {
	return "A criterion gives a pair 0 to 100 (raw). Weights become shares of 100, by largest remainders; points are raw × share ÷ 100, and the score is their sum. " +
		"What is not known of one of the two counts as the mean of the pairs of which it is, 50 where it is of none. " +
		"A topic or word that k of n people have weighs 1000·ln(1 + n/k), rounded; somebody who is mentor and mentee counts twice. " +
		"How near a topic is, raw and points are rounded once each, half up. Under `at_least`, of 100, a pair is not allowed."
}

// Meaning says what a criterion looks at, with every number that it counts with.
func (k CriterionKind) Meaning() string { return criteria[k] }

// Meaning says whom a constraint forbids to be paired.
func (k ConstraintKind) Meaning() string { return constraints[k] }

var criteria = map[CriterionKind]string{
	"topics": "how much of what the mentee seeks the mentor offers, a rare topic for more than a common one; a topic itself counts 100 %, " +
		"one step of `within` away 60 %, two steps 40 %, three 20 %, and words in common with its name up to 60 %",
	"goals": "how many of the words of the mentee's goals are in the mentor's topics, their aliases or the topics that they lie within, " +
		"of those that some mentor's have; a rare word for more than a common one",
	"level":        "100 where the mentor is `target` levels further on, give or take `tolerance`; 50 one level beside that; 0 farther off",
	"time-zone":    "how much of 40 working hours a week, 09:00 to 17:00 on five days by each one's clock, falls together, as a mean over the cohort's weeks",
	"availability": "the minutes a week that both wrote down as free, of which 120 are enough, as a mean over the cohort's weeks",
	"languages":    "80 for one language in common, 100 for two or more; `en-GB` is `en`",
	"preference":   "100 where each named the other, 60 where one did, 0 else",
	"unit":         "100 for different parts of the organisation, or with `same: true` for the same one; 0 else",
	"met-before":   "100 for two who haven't been mentor and mentee before, or with `wish: prefer` for two who have; 0 else",
}

var constraints = map[ConstraintKind]string{
	"manager":       "somebody with a person above them in their own line",
	"same-manager":  "two people with one manager, where that would be awkward",
	"languages":     "people with no language in common",
	"time-zone-gap": "people whose clocks are more than `hours` apart in some week of the cohort, too far to meet in daylight",
	"met-before":    "a pair that has been a pair already",
	"level":         "a mentor who isn't `target` levels further on, give or take `tolerance`",
	"unit":          "people of the same part of the organisation, or with `same: true` of different ones",
	"cleared":       "anyone whose record lacks a clearance that the programme requires of their role; this one holds wherever something is required, written down or not",
	"trained":       "anyone who hasn't done a training that the programme requires of their role",
	"only-of-unit":  "in a group or a circle, somebody who would be the only one of their part of the organisation",
}
