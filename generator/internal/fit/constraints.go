package fit

import (
	"cmp"
	"fmt"
	"slices"

	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/record"
)

// constraints returns the constraints of the matching and the implied ones: the
// programme's requirements, and that a pairing that is released or was declined is not
// formed again.
// Loading the records has rejected every other kind.
func (b *builder) constraints(released *record.Pairing) []namedConstraint {
	var all []namedConstraint
	add := func(c record.Constraint, test constraint) { all = append(all, namedConstraint{c, test}) }
	has := map[record.ConstraintKind]bool{}
	for _, c := range b.pool.Matching.Constraints {
		has[c.Kind] = true
		switch c.Kind {
		case "manager":
			add(c, b.inLine())
		case "same-manager":
			add(c, b.sameManager())
		case "languages":
			add(c, noLanguage{b.languages()})
		case "time-zone-gap":
			add(c, b.gap(c.Hours))
		case "met-before":
			add(c, b.metBefore(released, true, !b.again))
		case "cleared":
			add(c, b.cleared())
		case "trained":
			add(c, b.trained())
		case "level":
			add(c, otherLevel{b.level(c.Target, c.Tolerance)})
		case "unit":
			add(c, otherUnit{b.unit(c.Same)})
		}
	}
	if len(b.program.Requirements) > 0 && !has["cleared"] {
		add(record.Constraint{Kind: "cleared"}, b.cleared())
	}
	declined := !b.again && slices.ContainsFunc(b.pool.Cohort.Pairings.All(), func(p *record.Pairing) bool { return p.State == record.Declined })
	if (released != nil || declined) && !has["met-before"] {
		add(record.Constraint{Kind: "met-before"}, b.metBefore(released, false, !b.again))
	}
	return all
}

// inLine forbids a pair when one manages the other, over any number of levels.
type inLine struct {
	mentees, mentors           []int   // numbers of people
	aboveMentees, aboveMentors [][]int // their managers, the nearest first
}

func (b *builder) inLine() *inLine {
	number := map[record.PersonID]int{}
	of := func(id record.PersonID) int {
		if _, ok := number[id]; !ok {
			number[id] = len(number)
		}
		return number[id]
	}
	above := func(who *record.Person) (line []int) {
		for _, id := range managersOf(b.pool.repo, who) {
			line = append(line, of(id))
		}
		return line
	}
	l := &inLine{}
	for _, s := range b.pool.Mentees {
		l.mentees, l.aboveMentees = append(l.mentees, of(s.Enrolment.Person)), append(l.aboveMentees, above(s.Person))
	}
	for _, g := range b.pool.Mentors {
		l.mentors, l.aboveMentors = append(l.mentors, of(g.Enrolment.Person)), append(l.aboveMentors, above(g.Person))
	}
	return l
}

// managersOf lists the managers above somebody, the nearest first, and none twice.
func managersOf(repo *record.Repository, who *record.Person) (line []record.PersonID) {
	for who != nil && who.Manager != "" && !slices.Contains(line, who.Manager) {
		line = append(line, who.Manager)
		who = repo.People.Get(who.Manager)
	}
	return line
}

func (l *inLine) forbids(mentee, mentor int) bool {
	return slices.Contains(l.aboveMentees[mentee], l.mentors[mentor]) || slices.Contains(l.aboveMentors[mentor], l.mentees[mentee])
}

func (l *inLine) because(mentee, mentor int) string {
	switch at := slices.Index(l.aboveMentees[mentee], l.mentors[mentor]); {
	case at == 0:
		return "the mentor is the mentee's manager"
	case at > 0:
		return "the mentor is above the mentee's manager"
	}
	if slices.Index(l.aboveMentors[mentor], l.mentees[mentee]) == 0 {
		return "the mentee is the mentor's manager"
	}
	return "the mentee is above the mentor's manager"
}

// sameManager forbids two people with the same manager.
type sameManager struct{ mentees, mentors []record.PersonID }

func (b *builder) sameManager() *sameManager {
	s := &sameManager{}
	for _, seeker := range b.pool.Mentees {
		s.mentees = append(s.mentees, seeker.Person.Manager)
	}
	for _, giver := range b.pool.Mentors {
		s.mentors = append(s.mentors, giver.Person.Manager)
	}
	return s
}

func (s *sameManager) forbids(mentee, mentor int) bool {
	return s.mentees[mentee] != "" && s.mentees[mentee] == s.mentors[mentor]
}

func (s *sameManager) because(int, int) string { return "both have the same manager" }

// noLanguage forbids two people whose languages are both known and have none in
// common.
type noLanguage struct{ *languages }

func (l noLanguage) forbids(mentee, mentor int) bool {
	return l.known(mentee, mentor) && l.shared(mentee, mentor) == 0
}

func (l noLanguage) because(int, int) string { return "the two have no language in common" }

// otherLevel forbids a level that the programme does not look for.
type otherLevel struct{ *level }

func (l otherLevel) forbids(mentee, mentor int) bool {
	off, known := l.off(mentee, mentor)
	return known && off > 0
}

func (l otherLevel) because(mentee, mentor int) string {
	return l.apart(mentee, mentor) + "; the programme allows " + l.sought()
}

// otherUnit forbids two people of one unit, or of different ones.
type otherUnit struct{ *unit }

func (u otherUnit) forbids(mentee, mentor int) bool {
	raw, known := u.raw(mentee, mentor)
	return known && raw == 0
}

func (u otherUnit) because(mentee, mentor int) string {
	words, _ := u.unit.because(mentee, mentor)
	return words
}

// floor forbids a pair that a criterion gives too little; nobody for what is not known.
type floor struct{ *weightedCriterion }

func (f floor) forbids(mentee, mentor int) bool {
	raw, known := f.raw(mentee, mentor)
	return known && raw < f.AtLeast
}

func (f floor) because(mentee, mentor int) string {
	raw, _ := f.raw(mentee, mentor)
	words, _ := f.criterion.because(mentee, mentor)
	return fmt.Sprintf("%d of 100, and the programme asks for at least %d: %s", raw, f.AtLeast, words)
}

// floors returns a constraint for each criterion that has a least value.
func (p *Pool) floors() (all []namedConstraint) {
	for i := range p.criteria {
		if c := &p.criteria[i]; c.AtLeast > 0 {
			all = append(all, namedConstraint{record.Constraint{ID: record.ConstraintID(c.ID), Kind: "at-least"}, floor{c}})
		}
	}
	return all
}

// MenteeFloors says that criteria give a mentee too little with every mentor, who are called so, and "" where
// that does not keep them from each. It reads no other constraint, so that it tells of none.
func (p *Pool) MenteeFloors(mentee int, called string) string {
	return p.belowFloors(called, len(p.Mentors), func(mentor int) (int, int) { return mentee, mentor })
}

// MentorFloors says the same of a mentor.
func (p *Pool) MentorFloors(mentor int, called string) string {
	return p.belowFloors(called, len(p.Mentees), func(mentee int) (int, int) { return mentee, mentor })
}

func (p *Pool) belowFloors(called string, others int, pair func(other int) (mentee, mentor int)) string {
	missed := make([]bool, len(p.criteria))
	for k := range others {
		i, j := pair(k)
		below := p.Mentees[i].Person == p.Mentors[j].Person // nobody is their own mentor
		for n := range p.criteria {
			if f := (floor{&p.criteria[n]}); f.AtLeast > 0 && !below && f.forbids(i, j) {
				below, missed[n] = true, true
			}
		}
		if !below {
			return ""
		}
	}
	var parts []string
	for n, c := range p.criteria {
		if missed[n] {
			parts = append(parts, fmt.Sprintf("%d of 100 for %s", c.AtLeast, c.ID))
		}
	}
	if parts == nil {
		return ""
	}
	return "no " + called + " fits them as closely as the programme asks for: at least " + prose.List(parts)
}

// requirement forbids people who do not meet what the programme requires of their
// role.
type requirement struct {
	mentees, mentors [][]string
	still            string
}

func (b *builder) cleared() *requirement {
	missing := func(e *record.Enrolment, party record.Party) []string {
		var names []string
		for _, r := range b.program.Uncleared(e, party, b.asOf) {
			names = append(names, r.Quoted())
		}
		return names
	}
	l := &requirement{still: "is not cleared yet: "}
	for _, s := range b.pool.Mentees {
		l.mentees = append(l.mentees, missing(s.Enrolment, cmp.Or(b.pool.Parts[0], record.Mentees)))
	}
	for _, g := range b.pool.Mentors {
		l.mentors = append(l.mentors, missing(g.Enrolment, cmp.Or(b.pool.Parts[1], record.Mentors)))
	}
	return l
}

func (b *builder) trained() *requirement {
	missing := func(who *record.Person, party record.Party) []string {
		var titles []string
		for _, t := range b.program.Training {
			done := slices.ContainsFunc(who.Training, func(d record.Trained) bool { return d.Module == t.ID && d.Completed <= b.asOf })
			if t.Required && appliesTo(t.Role, party) && !done {
				titles = append(titles, "“"+cmp.Or(t.Title, string(t.ID))+"”")
			}
		}
		return titles
	}
	l := &requirement{still: "has training still to come: "}
	for _, s := range b.pool.Mentees {
		l.mentees = append(l.mentees, missing(s.Person, cmp.Or(b.pool.Parts[0], record.Mentees)))
	}
	for _, g := range b.pool.Mentors {
		l.mentors = append(l.mentors, missing(g.Person, cmp.Or(b.pool.Parts[1], record.Mentors)))
	}
	return l
}

// appliesTo reports whether a requirement of a role applies to a party: role and
// party share their name, and an empty role applies to everybody.
func appliesTo(of record.RoleID, party record.Party) bool {
	return of == "" || string(of) == string(party)
}

func (l *requirement) forbids(mentee, mentor int) bool {
	return len(l.mentees[mentee]) > 0 || len(l.mentors[mentor]) > 0
}

func (l *requirement) because(mentee, mentor int) string {
	var parts []string
	if missing := l.mentees[mentee]; len(missing) > 0 {
		parts = append(parts, "the mentee "+l.still+prose.List(missing))
	}
	if missing := l.mentors[mentor]; len(missing) > 0 {
		parts = append(parts, "the mentor "+l.still+prose.List(missing))
	}
	return prose.List(parts)
}

// lacks says which requirements somebody does not meet, "" for none.
func (p *Pool) lacks(of func(*requirement) []string, who string) string {
	var parts []string
	for _, c := range p.constraints {
		if l, ok := c.constraint.(*requirement); ok && len(of(l)) > 0 {
			parts = append(parts, l.still+prose.List(of(l)))
		}
	}
	if parts == nil {
		return ""
	}
	return who + prose.List(parts)
}

// MenteeLacks says which requirements a mentee does not meet, "" for none; who begins the sentence.
func (p *Pool) MenteeLacks(mentee int, who string) string {
	return p.lacks(func(l *requirement) []string { return l.mentees[mentee] }, who)
}

// MentorLacks says the same of a mentor.
func (p *Pool) MentorLacks(mentor int, who string) string {
	return p.lacks(func(l *requirement) []string { return l.mentors[mentor] }, who)
}
