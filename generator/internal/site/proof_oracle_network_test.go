package site

import (
	"fmt"
	"slices"

	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
)

// knot is what ties two people: the meetings that both came to.
type knot struct{ meetings, minutes float64 }

// web is who is tied to whom by the named records.
type web struct {
	knots         map[[2]record.PersonID]*knot
	mentor        map[record.PersonID]when.Date // the first day as one
	mentee        map[record.PersonID]when.Date
	introductions float64
}

func (w *web) tie(a, b record.PersonID) *knot {
	key := [2]record.PersonID{min(a, b), max(a, b)}
	if w.knots[key] == nil {
		w.knots[key] = &knot{}
	}
	return w.knots[key]
}

// weave looks at every day of every pairing. A guest counts who is a person of
// the programme, where the site's audience is told.
func weave(repo *record.Repository, c claim) *web {
	w := &web{knots: map[[2]record.PersonID]*knot{}, mentor: map[record.PersonID]when.Date{}, mentee: map[record.PersonID]when.Date{}}
	for _, cohort := range repo.Cohorts.All() {
		for _, p := range newOracle(repo, cohort, claim{asOf: c.asOf}).pairs {
			for day := p.Started; day <= p.end; day++ {
				w.live(p, day)
			}
			for _, s := range p.held {
				w.meet(repo, p, s, c.guests)
			}
		}
	}
	return w
}

func (w *web) live(p *pair, day when.Date) {
	var all []record.PersonID
	for party, side := range [][]record.Member{p.Mentors, p.Mentees, p.Peers} {
		for _, m := range side {
			if !belongs(m, day) || m.As == record.Adviser || m.As == record.Backup {
				continue
			}
			all = append(all, m.Person)
			for i, first := range []map[record.PersonID]when.Date{w.mentor, w.mentee} {
				if known, ok := first[m.Person]; i == party && (!ok || day < known) {
					first[m.Person] = day
				}
			}
		}
	}
	for i, a := range all {
		for _, b := range all[:i] {
			if a != b {
				w.tie(a, b)
			}
		}
	}
}

func (w *web) meet(repo *record.Repository, p *pair, s *record.Session, guests bool) {
	w.introductions += float64(len(s.Introductions))
	came := p.there(s, slices.Concat(p.Mentors, p.Mentees, p.Peers))
	for _, m := range p.Mentors { // who stands by is one from their first meeting on
		if known, ok := w.mentor[m.Person]; came[m.Person] && (!ok || s.Date < known) {
			w.mentor[m.Person] = s.Date
		}
	}
	together := func(a, b record.PersonID) {
		k := w.tie(a, b)
		k.meetings, k.minutes = k.meetings+1, k.minutes+float64(s.Duration)
	}
	for a := range came {
		for b := range came {
			if a < b {
				together(a, b)
			}
		}
		for _, g := range s.Guests {
			if id := record.PersonID(g); guests && repo.People.Has(id) && !came[id] {
				together(a, id)
			}
		}
	}
}

// spent computes what people put in during a year; ok is false for any other
// figure.
func spent(repo *record.Repository, c claim) (n numbers, ok bool) {
	if c.metric != "took_part" && c.metric != "person_years" && c.metric != "person_hours" {
		return numbers{}, false
	}
	people, days, minutes, timed, all := map[record.PersonID]bool{}, map[string]bool{}, 0.0, 0.0, 0.0
	for _, cohort := range repo.Cohorts.All() {
		for _, p := range newOracle(repo, cohort, claim{asOf: c.asOf}).pairs {
			members := slices.Concat(p.Mentors, p.Mentees, p.Peers)
			for day := max(p.Started, c.asOf-364); day <= p.end; day++ {
				for _, m := range members {
					if belongs(m, day) {
						people[m.Person] = true
						days[fmt.Sprint(m.Person, day)] = true
					}
				}
			}
			for _, s := range p.held {
				came := float64(len(p.there(s, members)))
				if s.Date < c.asOf-364 {
					continue
				}
				all += came
				if s.Duration > 0 {
					timed += came
					minutes += came * float64(s.Duration)
				}
			}
		}
	}
	switch c.metric {
	case "took_part":
		return only(float64(len(people))), true
	case "person_years":
		return only(float64(len(days)) / 365), true
	}
	return only(minutes / 60 * all / timed), true
}

// tied computes a figure of the network; ok is false for any other.
func tied(repo *record.Repository, c claim) (n numbers, ok bool) {
	if !slices.Contains([]string{"network_people", "network_ties", "ties_steady", "tied_to_several", "ties_across_units", "ties_across_units_by_chance", "became_mentors", "introductions"}, c.metric) {
		return numbers{}, false
	}
	w := weave(repo, c)
	of := map[record.PersonID]int{}
	units := map[record.PersonID]string{}
	steady, known, across, several, became := 0.0, 0.0, 0.0, 0.0, 0.0
	for key, k := range w.knots {
		of[key[0]]++
		of[key[1]]++
		steady += truth(k.meetings >= 3 || k.minutes >= 180)
		a, b := repo.People.Get(key[0]), repo.People.Get(key[1])
		if a != nil && b != nil && a.Unit != "" && b.Unit != "" {
			known++
			units[a.ID], units[b.ID] = a.Unit, b.Unit
			across += truth(a.Unit != b.Unit)
		}
	}
	for _, n := range of {
		several += truth(n > 1)
	}
	for id, day := range w.mentee {
		later, mentors := w.mentor[id]
		became += truth(mentors && later > day)
	}
	switch c.metric {
	case "network_people":
		return only(float64(len(of))), true
	case "network_ties":
		return only(float64(len(w.knots))), true
	case "ties_steady":
		return part(steady, float64(len(w.knots))), true
	case "tied_to_several":
		return part(several, float64(len(of))), true
	case "ties_across_units":
		return part(across, known), true
	case "ties_across_units_by_chance":
		alike := 0.0
		for _, unit := range units {
			for _, other := range units {
				alike += truth(unit == other)
			}
		}
		n := float64(len(units))
		return part((n*n-alike)/2, n*(n-1)/2), true
	case "became_mentors":
		return part(became, float64(len(w.mentee))), true
	}
	return only(w.introductions), true
}
