package check

import (
	"slices"
	"strings"

	"pairbook/generator/internal/diag"
	"pairbook/generator/internal/record"
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
