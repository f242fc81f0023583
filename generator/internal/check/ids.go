package check

import (
	"fmt"
	"slices"

	"pairbook/generator/internal/diag"
	"pairbook/generator/internal/record"
)

// duplicateID reports an id that occurs twice in a list, because a reference to it
// would be ambiguous. The ids of actions are unique in their pairing, so that a later
// log can complete an action.
func duplicateID(c *checker) {
	for _, p := range c.places {
		if _, session := p.record.(*record.Session); !session {
			c.duplicatesIn(p.record)
		}
	}
	for _, cohort := range c.repo.Cohorts.All() {
		for _, p := range cohort.Pairings.All() {
			c.duplicateActions(p)
		}
	}
}

// duplicatesIn looks at each mapping of each list that has an id.
func (c *checker) duplicatesIn(rec record.Record) {
	seen := map[string]bool{}
	record.Each(rec, func(path []any, value any) {
		n := len(path)
		if n < 3 || path[n-1] != "id" {
			return
		}
		key := fmt.Sprint(path[:n-2], value)
		if seen[key] {
			c.errorf(rec.Where().At(path...), "give each its own id", "%s: the id %q is taken by another entry of this list", path[n-3], value)
		}
		seen[key] = true
	})
}

func (c *checker) duplicateActions(p *record.Pairing) {
	seen := map[record.ActionID]string{}
	for _, s := range p.Sessions {
		for i, a := range s.Actions {
			if a.ID == "" {
				continue
			}
			if first, taken := seen[a.ID]; taken {
				c.errorf(s.At("actions", i, "id"), "give each action of the pairing its own id", "actions: the id %q is taken by another action, in %s.md", a.ID, first)
				continue
			}
			seen[a.ID] = s.Name
		}
	}
}

// repeated reports a list with the same value twice, and an action that was done on
// two days.
func repeated(c *checker) {
	*c.problems = append(*c.problems, collect(len(c.places), nil, func(i int, found *diag.List) {
		p, seen := c.places[i], map[string]bool{}
		record.Each(p.record, func(path []any, value any) {
			n := len(path)
			if _, listed := path[n-1].(int); !listed {
				return
			}
			key := fmt.Sprint(path[:n-1], value)
			if seen[key] {
				found.Warnf(p.record.Where().At(path...), c.rule, "delete one of the two", "%s: %q is in the list twice", spot{p, path}.field(), fmt.Sprint(value))
			}
			seen[key] = true
		})
	})...)
	for _, p := range c.pairings() {
		c.doneTwice(p)
	}
}

// formerly reports a former id that is the present id of another record, or that two
// records list, because an old link would be ambiguous.
func formerly(c *checker) {
	claimed := map[record.PersonID]record.PersonID{}
	for _, p := range c.repo.People.All() {
		for i, old := range p.Formerly {
			at := p.At("formerly", i)
			other, twice := claimed[old]
			switch {
			case old == "":
				continue
			case c.repo.People.Has(old):
				c.errorf(at, "take the id out of the list, or rename "+record.PersonPath(old), "formerly: %q is the id of somebody who is here", old)
			case twice:
				c.errorf(at, "leave it with the one who had it last", "formerly: %q says that the id was theirs, too", other)
			}
			claimed[old] = p.ID
		}
	}
	for _, cohort := range c.repo.Cohorts.All() {
		taken := map[record.PairingID]record.PairingID{}
		for _, p := range cohort.Pairings.All() {
			for i, old := range p.Formerly {
				at := p.At("formerly", i)
				other, twice := taken[old]
				switch {
				case old == "":
					continue
				case cohort.Pairings.Has(old):
					c.errorf(at, "take the id out of the list", "formerly: %q is the id of another pairing of this cohort", old)
				case twice:
					c.errorf(at, "leave it with the one that had it last", "formerly: the pairing %q says that the id was its own, too", other)
				}
				taken[old] = p.ID
			}
		}
	}
}

// continues reports pairings that continue each other in a cycle, once a cycle.
func continues(c *checker) {
	reported := map[*record.Pairing]bool{}
	for cohort, p := range c.pairings() {
		var way []*record.Pairing
		for home, next := cohort, p; next != nil && next.Continues != "" && !slices.Contains(way, next); {
			way = append(way, next)
			home, next = c.follow(home, next.Continues)
			if next == p && !reported[p] {
				c.errorf(p.At("continues"), "name the earlier pairing", "continues: the pairing continues itself%s", over(len(way)-1))
				for _, in := range way {
					reported[in] = true
				}
			}
		}
	}
}
