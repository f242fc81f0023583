package fit

import (
	"maps"
	"math"
	"math/big"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"pairbook/generator/internal/record"
	"pairbook/generator/internal/topic"
	"pairbook/generator/internal/when"
	"pairbook/generator/test/sketch"
)

// oracle scores pairs from the records alone, with fractions and without any table
// made in advance. It shares nothing with the scorer but how a text becomes words and
// how a spelling finds its topic.
type oracle struct {
	*sketch.World
	repo    *record.Repository
	mentees []*record.Enrolment
	mentors []*record.Enrolment
	hours   map[[3]string]int // made once, because it takes long
}

func newOracle(w *sketch.World) *oracle {
	o := &oracle{World: w, repo: w.Repository(), hours: map[[3]string]int{}}
	for _, e := range o.repo.Cohorts.Get("cohort").Enrolments.All() {
		if e.Mentee != nil {
			o.mentees = append(o.mentees, e)
		}
		if e.Mentor != nil {
			o.mentors = append(o.mentors, e)
		}
	}
	return o
}

// halfUp rounds a fraction.
func halfUp(x *big.Rat) int {
	twice := new(big.Rat).Add(new(big.Rat).Mul(x, big.NewRat(2, 1)), big.NewRat(1, 1))
	return int(new(big.Int).Div(twice.Num(), new(big.Int).Mul(twice.Denom(), big.NewInt(2))).Int64())
}

func share(part, whole int) *big.Rat {
	if whole == 0 {
		return new(big.Rat)
	}
	return big.NewRat(int64(part), int64(whole))
}

func hundred(x *big.Rat) int { return halfUp(new(big.Rat).Mul(x, big.NewRat(100, 1))) }

// score is the sum of the criteria's points.
func (o *oracle) score(mentee, mentor *record.Enrolment) (score int) {
	weights := []int{}
	for _, c := range o.Program.Matching.Criteria {
		weights = append(weights, c.Weight)
	}
	for i, c := range o.Program.Matching.Criteria {
		raw, _ := o.value(c, mentee, mentor)
		score += halfUp(new(big.Rat).Mul(share(raw, 100), big.NewRat(int64(shares(weights)[i]), 1)))
	}
	return score
}

// value is what a criterion gives a pair, the mean of others where it is not known.
func (o *oracle) value(c record.Criterion, mentee, mentor *record.Enrolment) (raw int, known bool) {
	if raw, known = o.raw(c, mentee, mentor); !known {
		raw = o.average(c)
	}
	return raw, known
}

func (o *oracle) average(c record.Criterion) int {
	sum, n := 0, 0
	for _, mentee := range o.mentees {
		for _, mentor := range o.mentors {
			if raw, known := o.raw(c, mentee, mentor); known && mentee != mentor {
				sum, n = sum+raw, n+1
			}
		}
	}
	if n == 0 {
		return 50
	}
	return halfUp(share(sum, n))
}

func (o *oracle) raw(c record.Criterion, mentee, mentor *record.Enrolment) (raw int, known bool) {
	a, b := o.repo.People.Get(mentee.Person), o.repo.People.Get(mentor.Person)
	of := map[bool]int{true: 100}
	switch c.Kind {
	case "topics":
		return o.topicsRaw(mentee, mentor), true
	case "goals":
		return o.goalsRaw(mentee, mentor), true
	case "time-zone", "availability":
		return o.hoursRaw(c.Kind, a, b, mentee, mentor)
	case "level":
		x, y := slices.Index(o.Program.Levels, a.Level), slices.Index(o.Program.Levels, b.Level)
		for raw, off := 100, c.Tolerance; raw > 0; raw, off = raw-50, off+1 {
			if y-x >= c.Target-off && y-x <= c.Target+off {
				return raw, x >= 0 && y >= 0
			}
		}
		return 0, x >= 0 && y >= 0
	case "languages":
		both := map[string]bool{}
		for _, tag := range a.Languages {
			if name := tag[:2]; slices.ContainsFunc(b.Languages, func(other string) bool { return other[:2] == name }) {
				both[name] = true
			}
		}
		return []int{0, 80, 100, 100}[len(both)], len(a.Languages) > 0 && len(b.Languages) > 0
	case "preference":
		named := of[slices.Contains(mentee.Prefers, b.ID)] + of[slices.Contains(mentor.Prefers, a.ID)]
		return map[int]int{100: 60, 200: 100}[named], true
	case "unit":
		return of[(a.Unit == b.Unit) == c.Same], a.Unit != "" && b.Unit != ""
	}
	met := slices.ContainsFunc(slices.Concat(slices.Collect(maps.Values(o.Before)), slices.Collect(maps.Values(o.Pairings))), func(p *record.Pairing) bool {
		has := func(all []record.Member, id record.PersonID) bool {
			return slices.ContainsFunc(all, func(m record.Member) bool { return m.Person == id })
		}
		return a != b && p.Started != 0 && (has(p.Mentors, a.ID) && has(p.Mentees, b.ID) || has(p.Mentors, b.ID) && has(p.Mentees, a.ID))
	})
	return of[met == (c.Wish == "prefer")], true
}

// hoursRaw asks both clocks every quarter of an hour; drawn slots are made of these.
func (o *oracle) hoursRaw(kind record.CriterionKind, a, b *record.Person, mentee, mentor *record.Enrolment) (int, bool) {
	mine, theirs, enough := when.WorkingHours(), when.WorkingHours(), 40*4
	if kind == "availability" {
		mine, theirs, enough = mentee.Availability, mentor.Availability, 2*4
	}
	x, noZone := a.TimeZone.Location()
	y, noOther := b.TimeZone.Location()
	if noZone != nil || noOther != nil || len(mine) == 0 || len(theirs) == 0 {
		return 0, false
	}
	key := [3]string{string(kind), string(a.ID), string(b.ID)}
	if raw, made := o.hours[key]; made {
		return raw, true
	}
	both := map[int]int{}
	day := 24 * time.Hour
	monday := o.Cohort.Starts.Time()
	for monday.Weekday() != time.Monday {
		monday = monday.Add(-day)
	}
	weeks := 0
	for ; !monday.After(o.Cohort.Ends.Time()); monday = monday.Add(7 * day) {
		for at := monday; at.Before(monday.Add(7 * day)); at = at.Add(15 * time.Minute) {
			if sketch.FreeAt(mine, at.In(x)) && sketch.FreeAt(theirs, at.In(y)) {
				both[weeks]++
			}
		}
		weeks++
	}
	sum := 0
	for _, quarters := range both {
		sum += min(enough, quarters)
	}
	o.hours[key] = hundred(share(sum, enough*weeks))
	return o.hours[key], true
}

// topicOf finds the topic that a spelling means.
func (o *oracle) topicOf(spelling record.TopicID) record.TopicID {
	for _, id := range o.repo.Topics.IDs() {
		for _, other := range append([]string{o.Topics[id].Name}, o.Topics[id].Aliases...) {
			if topic.Key(other) == topic.Key(string(spelling)) {
				return id
			}
		}
	}
	return spelling
}

func (o *oracle) set(ids []record.TopicID) map[record.TopicID]bool {
	all := map[record.TopicID]bool{}
	for _, id := range ids {
		all[o.topicOf(id)] = true
	}
	return all
}

func (o *oracle) offers(e *record.Enrolment) map[record.TopicID]bool {
	if len(e.Mentor.Offers) > 0 {
		return o.set(e.Mentor.Offers)
	}
	return o.set(o.People[e.Person].Topics)
}

// names lists the words of a topic's name and, if asked for, of its aliases.
func (o *oracle) names(id record.TopicID, aliases bool) []string {
	t := o.Topics[id]
	switch {
	case t == nil:
		return topic.Words(string(id))
	case aliases:
		return topic.Words(t.Name + " " + strings.Join(t.Aliases, " "))
	}
	return topic.Words(t.Name)
}

// rare is 1000·ln(1 + n/k) of a thing that k of n have.
func rare[K comparable](all []map[K]bool, thing K) int {
	k := 0
	for _, own := range all {
		if own[thing] {
			k++
		}
	}
	return int(math.Floor(1000*math.Log(1+float64(len(all))/float64(max(1, k))) + 0.5))
}

func (o *oracle) topicsRaw(mentee, mentor *record.Enrolment) int {
	var everybody []map[record.TopicID]bool
	var everyWord []map[string]bool
	add := func(own map[record.TopicID]bool) {
		words := map[string]bool{}
		for id := range own {
			for _, w := range o.names(id, true) {
				words[w] = true
			}
		}
		everybody, everyWord = append(everybody, own), append(everyWord, words)
	}
	for _, e := range o.mentees {
		add(o.set(e.Mentee.Seeks))
	}
	for _, e := range o.mentors {
		add(o.offers(e))
	}
	offered, part, all := o.offers(mentor), 0, 0
	for id := range o.set(mentee.Mentee.Seeks) {
		near := 0
		for other := range offered {
			near = max(near, []int{1000, 600, 400, 200, 0}[o.steps(id, other)])
		}
		has, of := 0, 0
		for _, w := range o.names(id, false) {
			of += rare(everyWord, w)
			for other := range offered {
				if slices.Contains(o.names(other, true), w) {
					has += rare(everyWord, w)
					break
				}
			}
		}
		near = max(near, halfUp(new(big.Rat).Mul(share(has, of), big.NewRat(600, 1))))
		part, all = part+near*rare(everybody, id), all+1000*rare(everybody, id)
	}
	return hundred(share(part, all))
}

// steps is the length of the shortest way from one topic up and then down to another, 4
// for none of up to 3.
func (o *oracle) steps(a, b record.TopicID) int {
	up := func(id record.TopicID) map[record.TopicID]int {
		far := map[record.TopicID]int{id: 0}
		for n := range 3 {
			for at, steps := range far {
				if t := o.Topics[at]; t != nil && steps == n {
					for _, above := range t.Within {
						if _, there := far[above]; !there {
							far[above] = n + 1
						}
					}
				}
			}
		}
		return far
	}
	fewest := 4
	for top, mine := range up(a) {
		if theirs, common := up(b)[top]; common {
			fewest = min(fewest, mine+theirs)
		}
	}
	return fewest
}

func (o *oracle) goalsRaw(mentee, mentor *record.Enrolment) int {
	wordsOf := func(e *record.Enrolment) map[string]bool {
		words := map[string]bool{}
		for id := range o.offers(e) {
			for _, other := range o.repo.Topics.IDs() {
				// Every topic above is reached by steps that only go up.
				if isAbove := o.within(id, other, 3); isAbove || other == id {
					for _, w := range o.names(other, true) {
						words[w] = true
					}
				}
			}
			for _, w := range o.names(id, true) {
				words[w] = true
			}
		}
		return words
	}
	var all []map[string]bool
	for _, e := range o.mentors {
		all = append(all, wordsOf(e))
	}
	has, of := 0, 0
	for _, w := range topic.Words(strings.Join(mentee.Mentee.Goals, " ")) {
		if slices.ContainsFunc(all, func(words map[string]bool) bool { return words[w] }) {
			of += rare(all, w)
			if wordsOf(mentor)[w] {
				has += rare(all, w)
			}
		}
	}
	return hundred(share(has, of))
}

// within reports whether a topic lies within another, in up to so many steps.
func (o *oracle) within(id, other record.TopicID, steps int) bool {
	t := o.Topics[id]
	return t != nil && steps > 0 && slices.ContainsFunc(t.Within, func(above record.TopicID) bool {
		return above == other || o.within(above, other, steps-1)
	})
}

// TestScoresByHand compares every score of drawn cohorts with the oracle's.
func TestScoresByHand(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := sketch.Draw(t)
		w.DrawSeason(t)
		w.Cohort.Ends = min(w.Cohort.Ends, w.Cohort.Starts.Add(15))
		for _, e := range w.Enrolled {
			for i, s := range e.Availability {
				from := s.From / 15 * 15
				e.Availability[i].From, e.Availability[i].Until = from, max(from+15, s.Until/15*15)
			}
		}
		p, o := poolOf(t, w, Options{}), newOracle(w)
		for i, mentee := range o.mentees {
			for j, mentor := range o.mentors {
				for k, got := range p.Explain(i, j) {
					c := o.Program.Matching.Criteria[k]
					if want, known := o.value(c, mentee, mentor); got.Raw != want || got.Known != known {
						t.Fatalf("%s and %s have %+v, want %d, known %v", mentee.Person, mentor.Person, got, want, known)
					}
				}
				if got, want := p.Sum(i, j), o.score(mentee, mentor); got != want {
					t.Fatalf("%s and %s have %d, want %d: %+v", mentee.Person, mentor.Person, got, want, p.Explain(i, j))
				}
			}
		}
	})
}
