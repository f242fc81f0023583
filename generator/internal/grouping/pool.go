package grouping

import (
	"cmp"
	"fmt"
	"slices"

	"pairbook/generator/internal/fit"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/team"
)

// pool is the people of a cohort whose matching makes something else than pairs of a mentor
// and a mentee: peers in pairs or circles, or mentees in groups with a mentor. Members are in
// both lists of others, and with the mentors in the lists of led; of peers of whom nothing is
// known but scores, cohort, others and led are nil.
type pool struct {
	cohort      *record.Cohort
	shape       record.MatchShape
	matching    record.Matching
	names       []string  // of members, ascending
	scores      [][]int32 // by two members, team.Apart where there is none; nil with others
	others, led *fit.Pool
	kept        []KeptTeam
	hours       []hours // by member, then by mentor
	lot         []int   // members in the order of their lots
	pins        []pin
}

// KeptTeam is people who meet already, or are proposed to each other.
type KeptTeam struct {
	Pairing          record.PairingID
	Mentors, Members []record.PersonID
}

func newPool(repo *record.Repository, c *record.Cohort, program *record.Program, o fit.Options) (*pool, error) {
	t := &pool{cohort: c, matching: program.MatchingOf(c), shape: program.MatchShape(c)}
	among := t.matching
	among.Criteria = slices.DeleteFunc(slices.Clone(among.Criteria), func(c record.Criterion) bool { return c.Kind == "goals" })
	if t.shape != record.InPeers && !slices.ContainsFunc(among.Constraints, func(c record.Constraint) bool { return c.Kind == "manager" }) {
		among.Constraints = append(slices.Clone(among.Constraints), record.Constraint{Kind: "manager"})
	}
	t.others = &fit.Pool{Cohort: c, Matching: among, Parts: [2]record.Party{t.part(), t.part()}}
	t.led = &fit.Pool{Cohort: c, Matching: among, Parts: [2]record.Party{t.part(), record.Mentors}}
	if t.shape == record.InGroups {
		t.led.Matching.Criteria = t.matching.Criteria
	}
	if err := t.enrol(repo, o); err != nil {
		return nil, err
	}
	t.others.Prepare(repo, program, o)
	t.led.Prepare(repo, program, o)
	for _, free := range t.led.Hours() {
		t.hours = append(t.hours, free)
	}
	lots, _ := t.others.Lots()
	t.draw(lots)
	return t, t.setPins()
}

// part is what the members take part as.
func (t *pool) part() record.Party {
	if t.shape == record.InGroups {
		return record.Mentees
	}
	return record.Peers
}

// enrol lists who may be in a team, which nobody is who is in one already, and who may lead one.
func (t *pool) enrol(repo *record.Repository, o fit.Options) error {
	placed, leads := t.keep(o)
	for _, e := range t.cohort.Enrolments.All() {
		who := repo.People.Get(e.Person)
		if who == nil {
			return fmt.Errorf("%q is enrolled in the cohort %q, and nobody has that id", e.Person, t.cohort.ID)
		}
		if e.Status == record.Waiting || e.Status == record.Withdrawn || fit.HasLeft(e.Left, o.AsOf) || fit.HasLeft(who.Left, o.AsOf) {
			continue
		}
		if e.Mentor != nil && t.shape != record.InPeers {
			if room := e.Mentor.Capacity - leads[e.Person]; room > 0 {
				t.led.Mentors = append(t.led.Mentors, fit.Giver{Person: who, Enrolment: e, Room: room})
			}
		}
		if placed[e.Person] || t.shape == record.InGroups && e.Mentee == nil || t.shape != record.InGroups && e.Peer == nil {
			continue
		}
		both := *e
		if e.Peer != nil && t.shape != record.InGroups {
			topics := e.Peer.Topics
			if len(topics) == 0 {
				topics = who.Topics
			}
			both.Mentee = &record.AsMentee{Seeks: topics}
		}
		both.Mentor = &record.AsMentor{Offers: both.Mentee.Seeks}
		t.names = append(t.names, string(who.ID))
		seeker := fit.Seeker{Person: who, Enrolment: &both, Wants: 1}
		t.led.Mentees, t.others.Mentees = append(t.led.Mentees, seeker), append(t.others.Mentees, seeker)
		t.others.Mentors = append(t.others.Mentors, fit.Giver{Person: who, Enrolment: &both, Room: 1})
	}
	return nil
}

// keep lists the pairings that stay. It returns who is placed by them, and how many each mentor leads.
func (t *pool) keep(o fit.Options) (placed map[record.PersonID]bool, leads map[record.PersonID]int) {
	placed, leads = map[record.PersonID]bool{}, map[record.PersonID]int{}
	for _, p := range t.cohort.Pairings.All() {
		members := p.Peers
		if t.shape == record.InGroups {
			members = p.Mentees
		}
		if len(members) == 0 || !fit.IsOpen(p, o.AsOf) {
			continue
		}
		kept := KeptTeam{Pairing: p.ID}
		stays := func(m record.Member) bool {
			return !m.StandsBy() && (p.State == record.Proposed || m.Until == 0 || m.Until >= o.AsOf)
		}
		for _, m := range members {
			if stays(m) {
				placed[m.Person] = true
				kept.Members = append(kept.Members, m.Person)
			}
		}
		for _, m := range p.Mentors {
			if stays(m) {
				leads[m.Person]++
				kept.Mentors = append(kept.Mentors, m.Person)
			}
		}
		t.kept = append(t.kept, kept)
	}
	slices.SortFunc(t.kept, func(a, b KeptTeam) int { return cmp.Compare(a.Pairing, b.Pairing) })
	return placed, leads
}

// draw orders the members by lot. Among answers as good as each other the order decides, so that no name
// does.
func (t *pool) draw(lots []uint64) {
	for i := range lots {
		t.lot = append(t.lot, i)
	}
	slices.SortFunc(t.lot, func(a, b int) int { return cmp.Or(cmp.Compare(lots[a], lots[b]), cmp.Compare(a, b)) })
}

// score returns how well two members fit each other, the same from either side, and whether they may
// be together.
func (t *pool) score(a, b int) (score int, allowed bool) {
	if t.others == nil {
		s := t.scores[a][b]
		return int(s), s != team.Apart
	}
	x, may := t.others.Score(a, b)
	y, also := t.others.Score(b, a)
	if !may || !also {
		return 0, false
	}
	return (x + y + 1) / 2, true
}

// may returns the score of two members and whether they may be proposed to be together: but for groups not
// below the minimum, unless a coordinator put them together.
func (t *pool) may(a, b int) (score int, allowed bool) {
	score, allowed = t.score(a, b)
	return score, allowed && (t.shape == record.InGroups || score >= t.matching.Minimum || t.pinnedTogether(a, b))
}

// topics lists what a member named, by id.
func (t *pool) topics(member int) []record.TopicID {
	return t.others.Sought(member)
}
