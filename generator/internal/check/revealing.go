package check

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"pairbook/generator/internal/diag"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/topic"
)

// revealingText reports what a site with aliases shows of a cohort or a pairing and what
// gives a member away: what a cohort and its gatherings are called, what was changed and
// why, goals, actions and notes, as far as site.yaml has them shown.
func revealingText(c *checker) {
	publish := c.repo.Site.Publish
	if publish.People != record.ShowAliases {
		return
	}
	notes := func(members []known, source *record.Source, notes []byte) {
		if publish.Sessions != record.ShowSummaries {
			return
		}
		for i, line := range strings.Split(string(notes), "\n") {
			c.look(members, "notes", line, func() diag.Position { return diag.Position{Path: source.Path, Line: i + 1, Column: 1} })
		}
	}
	for _, cohort := range c.repo.Cohorts.All() {
		members := c.knownIn(cohort)
		c.look(members, "the cohort's id", string(cohort.ID), func() diag.Position { return cohort.At() })
		c.look(members, "name", cohort.Name, func() diag.Position { return cohort.At("name") })
		for i, change := range cohort.Changes {
			c.look(members, "what", change.What, func() diag.Position { return cohort.At("changes", i, "what") })
			c.look(members, "because", change.Because, func() diag.Position { return cohort.At("changes", i, "because") })
		}
		for _, g := range cohort.Gatherings {
			c.look(members, "title", g.Title, func() diag.Position { return g.At("title") })
			notes(members, &g.Source, g.Notes)
		}
	}
	for _, p := range c.pairings() {
		members := c.knownMembers(p)
		if p.Plan != nil && publish.Goals {
			for i, g := range p.Plan.Goals {
				c.look(members, "goals", g.Text, func() diag.Position { return p.Plan.At("goals", i, "text") })
			}
		}
		for _, s := range p.Sessions {
			for i, a := range s.Actions {
				if publish.Actions {
					c.look(members, "actions", a.What, func() diag.Position { return s.At("actions", i, "what") })
				}
			}
			notes(members, &s.Source, s.Notes)
		}
	}
}

// dated is a month or a season with its year, in spelled words. Without a year the word
// may be somebody's name.
var dated = regexp.MustCompile(`-(january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|autumn|fall|winter)-\d{4}\b`)

// look reports what a member is known by in a text that the site shows.
func (c *checker) look(members []known, what, text string, at func() diag.Position) {
	words := spelled(text)
	undated := dated.ReplaceAllString(words, "")
	found := func(k known) bool {
		if dated.ReplaceAllString(k.spelled+"2000", "") == "" { // who is called May is not meant by May 2026
			return strings.Contains(undated, k.spelled)
		}
		return strings.Contains(words, k.spelled)
	}
	if i := slices.IndexFunc(members, found); i >= 0 {
		c.errorf(at(), "write “my mentor”, “my mentee” or the alias, or leave it out", "%s: the site would show the %s of %q here, and is to show aliases only", what, members[i].what, members[i].of)
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

// knownIn lists what the members of a cohort's pairings are known by, but for what is so
// short that it need not mean them.
func (c *checker) knownIn(cohort *record.Cohort) (all []known) {
	for _, p := range cohort.Pairings.All() {
		all = append(all, c.knownMembers(p)...)
	}
	return slices.DeleteFunc(all, func(k known) bool { return utf8.RuneCountInString(k.words) < 3 })
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
		told := slices.IndexFunc(own, func(k known) bool { return strings.Contains(spelled(p.Alias), k.spelled) })
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
	spelled     string
}

func knownBy(p *record.Person) []known {
	as := func(words, what string) known { return known{words, what, p.ID, spelled(words)} }
	all := []known{as(string(p.ID), "id"), as(p.Name, "name")}
	for _, name := range slices.Sorted(maps.Values(p.AllAccounts())) {
		all = append(all, as(name, "account"))
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

// names reports whether an id contains another one as whole words, or a longer one
// without hyphens.
func names[A, B ~string](id A, other B) bool {
	joined := strings.ReplaceAll(string(other), "-", "")
	return strings.Contains("-"+string(id)+"-", "-"+string(other)+"-") ||
		len(joined) > 2 && strings.Contains(strings.ReplaceAll(string(id), "-", ""), joined)
}
