package grouping

import (
	"fmt"
	"slices"
	"sort"

	"pairbook/generator/internal/fit"
	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/team"
)

// pin is members whom a coordinator put together, and the mentor's number whom they are to have, -1 for none
// in particular. At is its place among the cohort's pins.
type pin struct {
	members []int
	lead    int
	at      int
}

// people names those of a pin, the mentor last.
func (t *pool) people(p pin) []string {
	who := pick(p.members, t.names)
	if p.lead >= 0 {
		who = append(who, string(t.led.Mentors[p.lead].Person.ID))
	}
	return who
}

// keepPins returns an answer with all pins, or an error for the first with which none is found.
func (t *pool) keepPins() (*answer, error) {
	if found := t.solve(); found != nil {
		return found, nil
	}
	first := sort.Search(len(t.pins)-1, func(k int) bool { return t.with(t.pins[:k+1]).solve() == nil })
	at := t.pins[first].at
	return nil, fit.PinErrors{{Index: at, Pin: t.cohort.Pins[at], Why: "no " + t.noun() + "s are found in which they are together"}}
}

// Pins returns [fit.PinErrors] if no teams of a cohort can keep some of its pins, as far as that
// shows before solving.
func Pins(repo *record.Repository, c *record.Cohort, program *record.Program, o fit.Options) error {
	_, err := newPool(repo, c, program, o)
	return err
}

// with is the same people with other pins.
func (t *pool) with(pins []pin) *pool {
	other := *t
	other.pins = pins
	return &other
}

// setPins resolves the cohort's pins.
func (t *pool) setPins() error {
	var refused fit.PinErrors
	for k, chosen := range t.cohort.Pins {
		members := chosen.Peers
		if t.shape == record.InGroups && chosen.Mentee != "" {
			members = []record.PersonID{chosen.Mentee}
		}
		if slices.ContainsFunc(t.kept, func(k KeptTeam) bool {
			return (chosen.Mentor == "" || slices.Contains(k.Mentors, chosen.Mentor)) &&
				!slices.ContainsFunc(members, func(id record.PersonID) bool { return !slices.Contains(k.Members, id) })
		}) {
			continue
		}
		p, why := t.resolve(chosen, members)
		p.at = k
		again := why == "" && t.has(p)
		if why == "" && !again {
			why = t.againstPin(p)
		}
		switch {
		case why != "":
			refused = append(refused, fit.PinError{Index: k, Pin: chosen, Why: why})
		case !again:
			t.pins = append(t.pins, p)
		}
	}
	return refused.OrNil()
}

// has reports whether a pin is there already.
func (t *pool) has(p pin) bool {
	return slices.ContainsFunc(t.pins, func(o pin) bool { return o.lead == p.lead && slices.Equal(o.members, p.members) })
}

// resolve returns the people of a pin by number, or says why it cannot be kept.
func (t *pool) resolve(chosen record.Pin, members []record.PersonID) (p pin, why string) {
	switch p.lead = -1; {
	case t.shape == record.InGroups && len(chosen.Peers) > 0:
		return p, "groups are of mentees with a mentor, and peers are not in them"
	case t.shape != record.InGroups && chosen.Mentee != "":
		return p, "here peers are together, and no mentor and mentee are paired"
	case t.shape == record.InPeers && chosen.Mentor != "":
		return p, "nobody leads pairs of peers"
	case t.shape == record.InPeers && len(members) > 3:
		return p, "peers are in pairs, or three where one would be alone"
	}
	for _, id := range members {
		m, there := t.others.Mentee(id)
		if !there {
			return p, fmt.Sprintf("%s is not to be matched as a %s (not enrolled as one, not accepted, in a %s already, or no longer here)", id, t.part(), t.noun())
		}
		p.members = append(p.members, m)
	}
	if chosen.Mentor != "" {
		j, there := t.led.Mentor(chosen.Mentor)
		if !there {
			return p, fmt.Sprintf("%s is not to be matched as a mentor (not enrolled as one, not accepted, without room, or no longer here)", chosen.Mentor)
		}
		p.lead = j
	}
	slices.Sort(p.members)
	return p, ""
}

// againstPin says what stands against a pin, "" for nothing. It puts together all whom pins that share
// somebody with it do.
func (t *pool) againstPin(p pin) string {
	all, why := t.joined(p)
	if why != "" {
		return why
	}
	if t.shape != record.InPeers && len(all.members) > t.size().Max {
		return fmt.Sprintf("pins put %d together, and a %s has at most %d", len(all.members), t.noun(), t.size().Max)
	}
	who := t.people(p)
	together := func(one, other string, bars []string) string {
		switch {
		case len(bars) == 0:
			return ""
		case len(who) == 2 && slices.Contains(who, one) && slices.Contains(who, other):
			return bars[0]
		}
		return fmt.Sprintf("with it %s and %s would be together: %s", one, other, bars[0])
	}
	for i, a := range all.members {
		for _, b := range all.members[:i] {
			if why = together(t.names[b], t.names[a], t.bars(a, b)); why != "" {
				return why
			}
		}
		if all.lead >= 0 {
			lead := string(t.led.Mentors[all.lead].Person.ID)
			if why = together(t.names[a], lead, t.words(t.led.Forbidden(a, all.lead), t.names[a], lead)); why != "" {
				return why
			}
		}
	}
	return ""
}

// joined is all whom a pin and those before it that share somebody put together, or why these cannot be.
func (t *pool) joined(p pin) (all pin, why string) {
	all = pin{members: slices.Clone(p.members), lead: p.lead}
	taken := make([]bool, len(t.pins))
	for grown := true; grown; {
		grown = false
		for k, other := range t.pins {
			at := slices.IndexFunc(other.members, func(m int) bool { return slices.Contains(all.members, m) })
			switch {
			case taken[k] || at < 0:
				continue
			case t.shape == record.InPeers:
				return all, fmt.Sprintf("%s is pinned to others, too, and can be in one pair only", t.names[other.members[at]])
			case all.lead >= 0 && other.lead >= 0 && all.lead != other.lead:
				return all, fmt.Sprintf("%s is pinned to %s, too, and can be in one %s only", t.names[other.members[at]], t.led.Mentors[other.lead].Person.ID, t.noun())
			}
			taken[k], grown = true, true
			all.lead = max(all.lead, other.lead)
			all.members = append(all.members, other.members...)
			slices.Sort(all.members)
			all.members = slices.Compact(all.members)
		}
	}
	return all, ""
}

// bars says what forbids two members to be together.
func (t *pool) bars(a, b int) (all []string) {
	if t.others == nil {
		if _, allowed := t.score(a, b); !allowed {
			all = []string{"there is no score for the two, so the pair is not allowed"}
		}
		return all
	}
	return t.words(t.others.ForbiddenTogether(a, b), t.names[a], t.names[b])
}

// pinned numbers the members' pins by lot, from 1; pins that share somebody are one.
func (t *pool) pinned() []int {
	if len(t.pins) == 0 {
		return nil
	}
	number := make([]int, len(t.names))
	for k, pin := range t.pins {
		for _, m := range pin.members {
			if before := number[m]; before > 0 {
				for v := range number {
					if number[v] == before {
						number[v] = k + 1
					}
				}
			}
			number[m] = k + 1
		}
	}
	return pick(t.lot, number)
}

// leaders lists who may lead: in groups all mentors, and in circles nobody, where pins name
// somebody besides them.
func (t *pool) leaders() (all []int) {
	if t.shape == record.InGroups {
		for j := range t.led.Mentors {
			all = append(all, j)
		}
		return all
	}
	for _, pin := range t.pins {
		if pin.lead >= 0 {
			all = append(all, pin.lead)
		}
	}
	if all != nil {
		slices.Sort(all)
		all = append([]int{-1}, slices.Compact(all)...)
	}
	return all
}

// keeps reports whether a team is what a pin asks for.
func (t *pool) keeps(found team.Team, p pin) bool {
	all := !slices.ContainsFunc(p.members, func(m int) bool { return !slices.Contains(found.Members, m) })
	return all && (p.lead < 0 || p.lead == found.Lead) && (t.shape != record.InPeers || len(p.members) == len(found.Members))
}

// pinnedTogether reports whether a pin is of two members.
func (t *pool) pinnedTogether(a, b int) bool {
	return slices.ContainsFunc(t.pins, func(p pin) bool { return slices.Contains(p.members, a) && slices.Contains(p.members, b) })
}

// pinnedBy lists who put some of a team together.
func (t *pool) pinnedBy(members []int) (by []string) {
	for _, pin := range t.pins {
		if !slices.Contains(members, pin.members[0]) {
			continue
		}
		who := "a coordinator"
		if t.cohort != nil && t.cohort.Pins[pin.at].By != "" {
			who = string(t.cohort.Pins[pin.at].By)
		}
		by = append(by, who+" put "+prose.List(t.people(pin))+" together")
	}
	return by
}
