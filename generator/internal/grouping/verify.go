package grouping

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"pairbook/generator/internal/couple"
	"pairbook/generator/internal/fit"
	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/team"
)

// NewVerifier returns what verifies proposals of a cohort by its records.
func NewVerifier(repo *record.Repository, c *record.Cohort, program *record.Program, o fit.Options) (*Verifier, error) {
	t, err := newPool(repo, c, program, o)
	return &Verifier{t}, err
}

// Verifier returns what verifies proposals by the scores alone.
func (p *Peers) Verifier() (*Verifier, error) {
	t, err := p.pool()
	return &Verifier{t}, err
}

// Verifier holds proposals against scores, pins and what may be, without the search that made them.
type Verifier struct{ pool *pool }

// Verify checks that a proposal's teams may be, that scores and sums are what it says, and what its
// prices prove. It returns in words what is proven, or what is wrong.
func (v *Verifier) Verify(j TeamsJSON) (proven string, wrong []string) {
	t := v.pool
	if j.Shape != string(t.shape) {
		return "", []string{fmt.Sprintf("its shape is %q, and here it is %s", j.Shape, t.shape)}
	}
	teams, wrong := v.teams(j)
	if len(wrong) > 0 {
		return "", wrong
	}
	if j.Certificate.Prices == nil {
		return "", []string{"there are no prices in it, so nothing can be proven"}
	}
	say := v.groups
	if t.shape == record.InPeers {
		say = v.peers
	}
	proven, err := say(j, teams)
	if err != nil {
		return "", []string{err.Error()}
	}
	proven += "\nNot looked at: reason of the unmatched"
	if t.shape == record.InCircles {
		proven += ", and who else could facilitate"
	}
	return proven + ".", nil
}

// teams returns the teams by number, or says what is wrong with them.
func (v *Verifier) teams(j TeamsJSON) (teams []team.Team, wrong []string) {
	t, truly, in := v.pool, v.pool.begin(), map[int]int{}
	say := func(words string, args ...any) { wrong = append(wrong, fmt.Sprintf(words, args...)) }
	for _, shown := range j.Teams {
		found, who := team.Team{Lead: -1}, Team{Mentor: shown.Mentor, Members: shown.Members}.Names()
		for _, name := range shown.Members {
			if m, there := slices.BinarySearch(t.names, name); there && !slices.Contains(found.Members, m) {
				found.Members = append(found.Members, m)
			}
		}
		if shown.Mentor != "" {
			if m, there := t.mentor(shown.Mentor); there {
				found.Lead = m
			}
		}
		if len(found.Members) != len(shown.Members) || len(found.Members) < 2 || (found.Lead < 0) != (shown.Mentor == "") || t.shape == record.InGroups && found.Lead < 0 {
			say("%s: one of them takes no part, is there twice, or lacks others", who)
			continue
		}
		slices.Sort(found.Members)
		for _, words := range t.wrongly(found, in) {
			say("%s", words)
		}
		same := t.explain(found)
		if same.Score != shown.Score || same.Lowest != shown.Lowest {
			say("%s: the score is %d and the lowest %d, not %d and %d", who, same.Score, same.Lowest, shown.Score, shown.Lowest)
		}
		if !slices.Equal(shown.Pinned, same.Pinned) {
			say("%s: pinned: it is not what the records say", who)
		}
		if !slices.Equal(shown.Because, fit.Reasons(same.Because)) {
			say("%s: because: it is not what the records give", who)
		}
		teams, truly.Placed = append(teams, found), truly.Placed+len(found.Members)
	}
	for _, pin := range t.pins {
		if !slices.ContainsFunc(teams, func(f team.Team) bool { return t.keeps(f, pin) }) {
			say("%s are pinned, and are not together", prose.List(pick(pin.members, t.names)))
		}
	}
	return teams, append(wrong, v.besides(j, in, truly)...)
}

// besides says what is wrong with the list of those without a team, whom in has not, the counts, the pairings
// that stay, and the gap.
func (v *Verifier) besides(j TeamsJSON, in map[int]int, truly *Teams) (wrong []string) {
	say := func(words string, args ...any) { wrong = append(wrong, fmt.Sprintf(words, args...)) }
	alone := map[string]bool{}
	for _, a := range j.Unmatched {
		m, there := slices.BinarySearch(v.pool.names, a.Member)
		if !there || in[m] > 0 || alone[a.Member] {
			say("unmatched: %s is not somebody who has nobody, or is there twice", a.Member)
		}
		alone[a.Member] = true
	}
	for m, name := range v.pool.names {
		if in[m] == 0 && !alone[name] {
			say("unmatched: %s has nobody, and is not there", name)
		}
	}
	for _, f := range []struct {
		name        string
		truly, told int
	}{{"members", truly.Members, j.Members}, {"mentors", truly.Mentors, j.Mentors}, {"matched", truly.Placed, j.Matched}} {
		if f.truly != f.told {
			say("%s: it is %d, not %d", f.name, f.truly, f.told)
		}
	}
	if most := truly.Members - truly.Placed; j.More < 0 || j.More > most || j.More > 0 && v.pool.shape == record.InPeers {
		say("more_at_most: it cannot be %d", j.More)
	}
	if !slices.EqualFunc(j.Kept, keptJSON(truly.Kept), keptTeamJSON.equal) {
		say("kept: these are not the pairings that stay")
	}
	c, told, peers := j.Certificate, j.Certificate.Bound, v.pool.shape == record.InPeers
	if peers {
		told = c.Dual
	}
	if told == nil || c.Gap < 0 || peers && c.Gap > 0 || math.Abs(*told-j.Total-c.Gap) > 0.005 {
		say("certificate: the bound, the total and the gap between them do not fit")
	}
	return wrong
}

// wrongly says which members may not be together, or are in two of the teams that were seen.
func (t *pool) wrongly(found team.Team, in map[int]int) (wrong []string) {
	for i, a := range found.Members {
		if in[a]++; in[a] > 1 {
			wrong = append(wrong, t.names[a]+" is in two of them")
		}
		for _, b := range found.Members[:i] {
			if _, allowed := t.may(a, b); !allowed {
				wrong = append(wrong, t.names[b]+" and "+t.names[a]+" may not be together")
			}
		}
	}
	return wrong
}

// peers proves pairs of peers.
func (v *Verifier) peers(j TeamsJSON, teams []team.Team) (string, error) {
	t := v.pool
	if twice := 2 * j.Total; twice != math.Trunc(twice) || math.Abs(twice) > 1<<52 {
		return "", fmt.Errorf("the total is %g, and pairs and trios have whole or half points", j.Total)
	}
	pinned := int64(0)
	for _, pin := range t.pins {
		teams = slices.DeleteFunc(slices.Clone(teams), func(f team.Team) bool { return slices.Equal(f.Members, pin.members) })
		pinned += t.twice(pin.members)
	}
	p, rest := t.peers()
	s, err := v.solution(j, teams, rest)
	if err != nil {
		return "", err
	}
	s.Twice = int64(j.Total*2) - pinned
	dual, gap, err := couple.Check(p, s)
	switch {
	case err != nil:
		return "", err
	case gap != 0:
		return "", fmt.Errorf("the prices prove that no answer has a total above %s, and this one has %g", pointsOf((dual+pinned)*hundredths/2), j.Total)
	}
	return fmt.Sprintf("Verified: all pairs and trios may be, their scores are right, and nobody is in two. %s has more peers in a pair, and none with as many has a total above %g.",
		v.no(), j.Total), nil
}

func (v *Verifier) no() string {
	if len(v.pool.pins) > 0 {
		return "With its pins no answer"
	}
	return "No answer"
}

// solution is what a proposal says of peers who are not pinned, rest by number.
func (v *Verifier) solution(j TeamsJSON, teams []team.Team, rest []int) (*couple.Solution, error) {
	names := pick(rest, v.pool.names)
	place, in, parts := map[string]int{}, make([]int, len(rest)), make([]int, len(rest))
	for at, name := range names {
		place[name] = at
	}
	s := &couple.Solution{}
	for k, shown := range j.Certificate.Prices.Parts {
		part := couple.Part{}
		for at, name := range names {
			if _, there := shown.Peers[name]; there {
				part.Members, in[at] = append(part.Members, at), k
				parts[at]++
			}
		}
		own := map[string]int{}
		for at, m := range part.Members {
			own[names[m]] = at
		}
		var err error
		if part.Proof, err = shown.proof(own); err != nil {
			return nil, err
		}
		for _, c := range shown.Trios {
			proof, err := c.proof(own)
			trio, known := placesOf(c.Trio, own)
			if err != nil || !known || len(trio) != 3 {
				return nil, fmt.Errorf("the prices for a trio of %v are not of one part", c.Trio)
			}
			part.Cases = append(part.Cases, couple.Case{Trio: [3]int(trio), Proof: proof})
		}
		s.Parts = append(s.Parts, part)
	}
	if at := slices.IndexFunc(parts, func(n int) bool { return n != 1 }); at >= 0 {
		return nil, fmt.Errorf("%s has no price, or is in two parts", names[at])
	}
	return s, v.fill(s, teams, in, place)
}

// fill puts teams into the parts of a solution.
func (v *Verifier) fill(s *couple.Solution, teams []team.Team, in []int, place map[string]int) error {
	alone := make([]bool, len(in))
	for at := range alone {
		alone[at] = true
	}
	for _, found := range teams {
		members, known := placesOf(pick(found.Members, v.pool.names), place)
		if !known {
			return fmt.Errorf("%s: one of them is pinned to others", prose.List(pick(found.Members, v.pool.names)))
		}
		part := &s.Parts[in[members[0]]]
		switch {
		case len(members) == 2:
			part.Pairs = append(part.Pairs, [2]int(members))
		case len(members) == 3 && part.Trio == nil:
			part.Trio = members
		default:
			return fmt.Errorf("%s: there may be no such team, or no other trio with it", prose.List(pick(found.Members, v.pool.names)))
		}
		for _, at := range members {
			alone[at] = false
		}
	}
	for at, is := range alone {
		if is {
			part := &s.Parts[in[at]]
			part.Alone = append(part.Alone, at)
		}
	}
	return nil
}

func (j proofJSON) proof(own map[string]int) (f couple.Proof, err error) {
	f.Price = make([]int64, len(own))
	for name, price := range j.Peers {
		if at, there := own[name]; there {
			f.Price[at] = price
		}
	}
	for _, set := range j.Sets {
		members, known := placesOf(set.Peers, own)
		if !known {
			return f, fmt.Errorf("the set %v is not of one part", set.Peers)
		}
		f.Sets = append(f.Sets, couple.Set{Members: members, Price: set.Price})
	}
	return f, nil
}

func placesOf(names []string, place map[string]int) (all []int, known bool) {
	for _, name := range names {
		at, there := place[name]
		if !there {
			return nil, false
		}
		all = append(all, at)
	}
	return all, true
}

// groups proves what prices can tell of groups and circles.
func (v *Verifier) groups(j TeamsJSON, teams []team.Team) (string, error) {
	t, prices := v.pool, j.Certificate.Prices
	p, leaders := t.problem()
	place := map[string]int{}
	s := &team.Solution{Prices: team.Prices{Place: prices.Place}}
	for at, m := range t.lot {
		place[t.names[m]] = at
		s.Prices.Person = append(s.Prices.Person, prices.Members[t.names[m]])
	}
	for _, name := range t.called(leaders) {
		s.Prices.Lead = append(s.Prices.Lead, prices.Mentors[name])
	}
	for range len(p.Leads) - len(leaders) {
		s.Prices.Lead = append(s.Prices.Lead, 0)
	}
	if wrong := t.badlyLed(teams); wrong != "" {
		return "", errors.New(wrong)
	}
	for _, found := range teams {
		members, _ := placesOf(pick(found.Members, t.names), place)
		slices.Sort(members)
		lead := slices.Index(leaders, found.Lead)
		if lead < 0 && leaders != nil {
			lead = 0 // of circles: whoever is there besides those whom pins name
		}
		worth, allowed := p.Worth(team.Team{Lead: lead, Members: members})
		if !allowed {
			return "", fmt.Errorf("%s: there may be no such %s", prose.List(pick(found.Members, t.names)), t.noun())
		}
		s.Teams, s.Total, s.Placed = append(s.Teams, team.Team{Lead: lead, Members: members}), s.Total+worth, s.Placed+len(members)
	}
	bound, all, err := team.Check(p, s)
	total := s.Total * hundredths / p.Unit()
	switch {
	case err != nil:
		return "", err
	case float64(total)/hundredths != j.Total:
		return "", fmt.Errorf("the total is %s, not %g", pointsOf(total), j.Total)
	}
	words := fmt.Sprintf("Verified: all %ss may be, and their scores and the total of %g are right. ", t.noun(), j.Total)
	if !all {
		return words + "There are too many teams to look at each, so that neither a bound nor that no more have a place is verified.", nil
	}
	hundredth := (bound*hundredths + p.Unit() - 1) / p.Unit()
	words += fmt.Sprintf("%s with as many people has a total above %s, by the prices. ", v.no(), pointsOf(hundredth))
	if told := *j.Certificate.Bound; told*hundredths < float64(hundredth) {
		return words + fmt.Sprintf("Neither that no more have a place nor the bound of %g, which a search found, is verified.", told), nil
	}
	return words + "That no more have a place is not verified.", nil
}

// badlyLed says which circle somebody cannot facilitate, "" for none.
func (t *pool) badlyLed(teams []team.Team) string {
	leads := map[int]int{}
	for _, found := range teams {
		if t.shape != record.InCircles || found.Lead < 0 {
			continue
		}
		_, allowed := t.fit(found.Members, found.Lead)
		if leads[found.Lead]++; !allowed || leads[found.Lead] > t.led.Mentors[found.Lead].Room {
			return string(t.led.Mentors[found.Lead].Person.ID) + " cannot facilitate all that they are proposed for"
		}
	}
	return ""
}
