package check

import (
	"maps"
	"slices"
	"strings"
	"unicode"

	"pairbook/generator/internal/diag"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/topic"
)

// revealingText reports what a site with aliases shows of a pairing and what gives a
// member away: goals, actions and notes, as far as site.yaml has them shown.
func revealingText(c *checker) {
	publish := c.repo.Site.Publish
	if publish.People != record.ShowAliases {
		return
	}
	for _, p := range c.pairings() {
		members := c.knownMembers(p)
		look := func(at func() diag.Position, what, text string) {
			words := spelled(text)
			told := slices.IndexFunc(members, func(k known) bool { return strings.Contains(words, spelled(k.words)) })
			if told >= 0 {
				c.errorf(at(), "write “my mentor”, “my mentee” or the alias, or leave it out", "%s: the site would show the %s of %q here, and is to show aliases only", what, members[told].what, members[told].of)
			}
		}
		if p.Plan != nil && publish.Goals {
			for i, g := range p.Plan.Goals {
				look(func() diag.Position { return p.Plan.At("goals", i, "text") }, "goals", g.Text)
			}
		}
		for _, s := range p.Sessions {
			for i, a := range s.Actions {
				if publish.Actions {
					look(func() diag.Position { return s.At("actions", i, "what") }, "actions", a.What)
				}
			}
			if publish.Sessions != record.ShowSummaries {
				continue
			}
			for i, line := range strings.Split(string(s.Notes), "\n") {
				look(func() diag.Position { return diag.Position{Path: s.Path, Line: i + 1, Column: 1} }, "notes", line)
			}
		}
	}
}

// knownMembers lists what the members of a pairing are known by.
func (c *checker) knownMembers(p *record.Pairing) (all []known) {
	for _, m := range p.Members() {
		if who := c.repo.People.Get(m.Person); who != nil {
			all = append(all, knownBy(who)...)
		}
	}
	return all
}

// revealingAlias reports an alias that reveals its person, or that is the name of
// another one.
func revealingAlias(c *checker) {
	people := c.repo.Site.Publish.People
	if people == record.ShowNames {
		return
	}
	all := map[string]known{}
	for _, p := range c.repo.People.All() {
		for _, k := range knownBy(p) {
			if key := topic.Key(k.words); all[key].of == "" {
				all[key] = k
			}
		}
	}
	for _, p := range c.repo.People.All() {
		if p.Alias == "" {
			continue
		}
		own := slices.DeleteFunc(knownBy(p), func(k known) bool { return k.what == "account" && people == record.ShowHandles })
		told := slices.IndexFunc(own, func(k known) bool { return strings.Contains(spelled(p.Alias), spelled(k.words)) })
		other := all[topic.Key(p.Alias)]
		switch {
		case told >= 0:
			c.errorf(p.At("alias"), aliasHint, "alias: %q tells the %s, which the alias is there to keep back", p.Alias, own[told].what)
		case other.of != "" && other.of != p.ID:
			c.errorf(p.At("alias"), aliasHint, "alias: %q is the %s of %q", p.Alias, other.what, other.of)
		case slices.ContainsFunc(strings.Fields(p.Name), func(w string) bool { return len(w) > 2 && strings.Contains(spelled(p.Alias), spelled(w)) }):
			c.warnf(p.At("alias"), aliasHint, "alias: %q tells a part of the name", p.Alias)
		}
	}
}

const aliasHint = "choose a word that has nothing to do with the person, nor with anybody else"

// known is a name, id or account of a person.
type known struct {
	words, what string
	of          record.PersonID
}

func knownBy(p *record.Person) []known {
	all := []known{{string(p.ID), "id", p.ID}, {p.Name, "name", p.ID}}
	for _, name := range slices.Sorted(maps.Values(p.AllAccounts())) {
		all = append(all, known{name, "account", p.ID})
	}
	return slices.DeleteFunc(all, func(k known) bool { return topic.Key(k.words) == "" })
}

// spelled returns the normalised words of a text, delimited so that a search finds
// whole words only.
func spelled(text string) string {
	words := strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.IsMark(r) })
	for i, w := range words {
		words[i] = topic.Key(w)
	}
	return "-" + strings.Join(words, "-") + "-"
}

// revealingID reports a pairing whose id reveals a member, because the id is part of a
// published address.
func revealingID(c *checker) {
	if c.repo.Site.Publish.People != record.ShowAliases {
		return
	}
	for _, p := range c.pairings() {
		for _, m := range p.Members() {
			if names(p.ID, m.Person) {
				c.warnf(p.At(), "rename its folder, and put the id it had under formerly", "the pairing's id, %q, names %q, and the site is to show aliases only", p.ID, m.Person)
				break
			}
		}
	}
}

// names reports whether an id contains another one as whole words.
func names[A, B ~string](id A, other B) bool {
	return strings.Contains("-"+string(id)+"-", "-"+string(other)+"-")
}
