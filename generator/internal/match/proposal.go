package match

import (
	"cmp"
	"slices"

	"pairbook/generator/internal/assign"
	"pairbook/generator/internal/fit"
	"pairbook/generator/internal/record"
)

// Proposal is an answer with its reasons.
type Proposal struct {
	Cohort           record.CohortID
	Objective        record.ObjectiveKind
	Fill             bool // the mentees are those who wait
	Mentees, Mentors int  // who take part, including those in a pairing
	Matched          int  // mentees with a pair here or in a kept pairing
	Minimum          int
	Total            int64
	Dual, Gap        int64
	Cases            int  // in how many it was proven, where two must not be each other's mentors
	Open             bool // whether there are more, so that Gap is how much the total may fall short
	MostMatched      int  // how many mentees with a mentor no answer has more than, if Open
	Floor            Floor
	Pairs            []Pair // by mentee, then mentor
	Kept             []fit.Kept
	Staying          *Staying // what keeping proposed pairings costs, if asked for
	Unmatched        []Unmatched
	Blocking         []Blocking // by descending gain
	Free             []Free     // mentors with room left
	NotOffered       []record.TopicID

	certificate certificateJSON
	missing     []string // the names of NotOffered
}

// Pair is a proposed pair. RunnerUp is the best other mentor for the mentee, even
// if better, of those with room besides pairings and pins; nil when there is no other.
// Full is one without room who is better than both, nil if none is. Lot tells that an
// answer as good lacks the pair, and that the lot decided.
type Pair struct {
	Mentee, Mentor string
	Score          int
	Lot            bool
	Criteria       []fit.Points
	RunnerUp, Full *Other
	Pin            *PinCost // nil unless a coordinator chose the pair
}

// Other is a person with a score. AsGood tells of one who is not proposed that an
// answer as good has the two together, Lot that the lot decided, Unknown that nobody
// knows.
type Other struct {
	ID          string
	Score       int
	AsGood, Lot bool
	Unknown     bool
}

// PinCost is what a pin costs the rest: how many more mentees would be matched
// without it, how much higher the total would be, and the lowest score then.
// Matched and Total are negative for a pin of two who could not be proposed
// otherwise.
type PinCost struct {
	By      record.PersonID
	Matched int
	Total   int64
	Lowest  int
}

// Unmatched is a mentee without a mentor. Nearest is the best mentor for them with
// room besides pairings and pins, nil when nobody with room may be paired with them.
type Unmatched struct {
	Mentee  string
	Reason  string // a word: no-mentors, none-wanted, no-room, excluded, below-minimum, lowers-total, lot, waited, outbid
	Words   string
	Nearest *Other
}

// Blocking is a pair who would both score higher with each other than with one of
// their partners, or than with nobody.
type Blocking struct {
	Mentee, Mentor string
	Score          int
	Gain           int // of the one who gains less
}

// Free is a mentor with room for more mentees. Words say why a mentor without any
// mentee may be paired with nobody, if that is so.
type Free struct {
	Mentor string
	Room   int
	None   bool // without any mentee
	Words  string
}

// Explain adds the reasons to an answer. The pool is the table's, or nil for a
// table of scores alone. For [PinCost] each pin takes a path through the prices, or where these
// do not serve one more solve: 200 pins among 600 and 600 take about a second of a processor in
// each objective (BenchmarkPins).
//
// Measured on a whole match, from records in memory to the last reason, with
// every criterion and constraint (BenchmarkMatch, two cores of a small server):
//
//	people          no pin    ten pins
//	125 and 125      12 ms       19 ms
//	500 and 500      70 ms      170 ms
//	2000 and 2000   1.6 s       2.9 s
func (a *Answer) Explain(p *fit.Pool) *Proposal {
	s := &Proposal{Objective: a.Objective, Mentees: len(a.Table.Mentees), Mentors: len(a.Table.Mentors), Total: a.Total}
	s.Dual, s.Gap = a.Certificate()
	s.Floor, s.Cases = a.floor(), a.cases
	if s.Open = a.bound != nil; s.Open {
		s.Dual, s.Gap, s.MostMatched = a.bound.Total, a.bound.Total-a.Total, a.bound.Matched()
	}
	s.certificate = a.certificate(s.Dual, s.Gap)
	e := a.explainer(p)
	e.equals = a.problem.Equals(a.solution)
	if p != nil {
		s.Cohort, s.Kept, s.Minimum = p.Cohort.ID, p.Kept, p.Matching.Minimum
	}
	if !a.Table.Mirrored && (a.cases > 0 || e.mayMirror()) {
		e.equals = nil
	}
	for _, c := range a.Pairs {
		s.Pairs = append(s.Pairs, e.pair(c))
	}
	s.Matched = a.Matched()
	for i := range a.Table.Mentees {
		if len(e.of[i]) == 0 && !a.Table.served(i) {
			s.Unmatched = append(s.Unmatched, e.unmatched(i))
		}
	}
	s.Blocking = e.blocking()
	s.Free = e.free()
	if p != nil {
		s.NotOffered = p.NotOffered()
		for _, id := range s.NotOffered {
			s.missing = append(s.missing, p.TopicName(id))
		}
	}
	return s
}

// explainer is an answer indexed by mentee and mentor.
type explainer struct {
	*Answer
	pool   *fit.Pool
	equals *assign.Equals // nil where it is not known what else is as good
	of     [][]Chosen     // by mentee
	has    [][]Chosen     // by mentor
}

// explainer indexes the answer's pairs.
func (a *Answer) explainer(p *fit.Pool) *explainer {
	e := &explainer{Answer: a, pool: p, of: make([][]Chosen, len(a.Table.Mentees)), has: make([][]Chosen, len(a.Table.Mentors))}
	for _, c := range a.Pairs {
		e.of[c.Mentee] = append(e.of[c.Mentee], c)
		e.has[c.Mentor] = append(e.has[c.Mentor], c)
	}
	return e
}

func (e *explainer) pair(c Chosen) Pair {
	t := e.Table
	room, full := e.best(c.Mentee)
	pair := Pair{Mentee: t.Mentees[c.Mentee], Mentor: t.Mentors[c.Mentor], Score: c.Score, RunnerUp: room}
	if full != nil && full.Score > c.Score && (room == nil || full.Score > room.Score) {
		pair.Full = full
	}
	if e.pool != nil {
		pair.Criteria = e.pool.Explain(c.Mentee, c.Mentor)
	}
	if c.Pinned {
		pair.Pin = e.pinCost(c)
	} else if e.equals != nil {
		_, pair.Lot = e.equals.Pair(c.Mentee, c.Mentor)
	}
	return pair
}

// best returns the best mentors whom a mentee has not: of those with room besides
// pairings and pins, and of those without.
func (e *explainer) best(mentee int) (room, full *Other) {
	t := e.Table
	for k := t.Start[mentee]; k < t.Start[mentee+1]; k++ {
		j, score := int(t.Mentor[k]), int(t.Score[k])
		if slices.ContainsFunc(e.of[mentee], func(c Chosen) bool { return c.Mentor == j }) {
			continue
		}
		best := &room
		if e.problem.Capacity[j] == 0 {
			best = &full
		}
		if *best == nil || score > (*best).Score {
			*best = &Other{ID: t.Mentors[j], Score: score}
			if (*best).Unknown = e.equals == nil; e.equals != nil {
				(*best).AsGood, (*best).Lot = e.equals.Pair(mentee, j)
			}
		}
	}
	return room, full
}

// pinCost compares with the best answer without the pin, whose places are then open to others.
func (e *explainer) pinCost(c Chosen) *PinCost {
	cost := &PinCost{}
	if e.pool != nil {
		k := slices.IndexFunc(e.pool.Pins, func(p fit.Pin) bool { return p.Mentee == c.Mentee && p.Mentor == c.Mentor })
		cost.By = e.pool.Pins[k].By
	}
	rest := slices.DeleteFunc(slices.Clone(e.Table.Pins), func(d Chosen) bool { return d.Mentee == c.Mentee && d.Mentor == c.Mentor })
	without := e.again(e.Table, rest, []Chosen{c}, []int{c.Mentee})
	cost.Matched, cost.Total = without.better(e.Answer)
	cost.Lowest = without.Lowest()
	return cost
}

// blocking finds the pairs who would both gain by leaving a partner.
func (e *explainer) blocking() (found []Blocking) {
	t := e.Table
	worst := func(pairs []Chosen, room int) (score int, any bool) {
		if room == 0 {
			return 0, false
		}
		if len(pairs) < room {
			return -1, true // of nobody
		}
		score = pairs[0].Score
		for _, c := range pairs {
			score = min(score, c.Score)
		}
		return score, true
	}
	mentors := make([]int, len(t.Mentors))
	for j := range t.Mentors {
		mentors[j] = noPair
		if score, any := worst(e.has[j], t.Room[j]); any {
			mentors[j] = score
		}
	}
	for i := range t.Mentees {
		own, any := worst(e.of[i], t.Wants[i])
		for k := t.Start[i]; any && k < t.Start[i+1]; k++ {
			j, score := int(t.Mentor[k]), int(t.Score[k])
			if score <= own || score <= mentors[j] || e.mirrors(i, j) || slices.ContainsFunc(e.of[i], func(c Chosen) bool { return c.Mentor == j }) {
				continue
			}
			found = append(found, Blocking{t.Mentees[i], t.Mentors[j], score, score - max(own, mentors[j])})
		}
	}
	slices.SortStableFunc(found, func(a, b Blocking) int { return cmp.Compare(b.Gain, a.Gain) })
	return found
}

// noPair is above any score: that of a mentor without room.
const noPair = 1 << 40

func (e *explainer) free() (free []Free) {
	for j, room := range e.Table.Room {
		if left := room - len(e.has[j]); left > 0 {
			id := record.PersonID(e.Table.Mentors[j])
			kept := e.pool != nil && slices.ContainsFunc(e.pool.Kept, func(k fit.Kept) bool { return k.Mentor == id })
			f := Free{Mentor: e.Table.Mentors[j], Room: left, None: len(e.has[j]) == 0 && !kept}
			if f.None && len(e.Table.Mentees) > 0 {
				f.Words = e.unpairable(j)
			}
			free = append(free, f)
		}
	}
	return free
}
