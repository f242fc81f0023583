package check

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"pairbook/generator/internal/diag"
	"pairbook/generator/internal/forge"
	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/text"
	"pairbook/generator/internal/topic"
)

// account reports an account's name that its forge does not give, or that two people
// have, because it identifies the author of a change.
func account(c *checker) {
	numbers := map[int]record.PersonID{}
	for _, p := range c.repo.People.All() {
		if other, taken := numbers[p.GitHubID]; p.GitHubID != 0 && taken {
			c.errorf(p.At("github_id"), "take it out of one of the two", "github_id: %d is the account of %q, too", p.GitHubID, other)
		}
		numbers[p.GitHubID] = p.ID
	}
	for _, f := range forge.All() {
		if f.Words != "" {
			c.accountsOn(f)
		}
	}
}

func (c *checker) accountsOn(f forge.Forge) {
	names, allows := map[string]record.PersonID{}, f.Account.Allows()
	for _, p := range c.repo.People.All() {
		name := p.Account(f)
		if name == "" {
			continue
		}
		at := func() diag.Position { return p.At("accounts", f.Name) }
		if f.Name == forge.GitHub {
			at = func() diag.Position { return p.At("github") }
		}
		if other, taken := names[strings.ToLower(name)]; taken {
			c.errorf(at(), "take it out of one of the two", "%s: %q is the account of %q, too", f.Name, name, other)
		}
		if !allows(name) {
			c.errorf(at(), record.AccountHint, record.AccountMessage, name, f.Words)
		}
		names[strings.ToLower(name)] = p.ID
	}
}

// alias reports two people who would appear under one name.
func alias(c *checker) {
	taken := map[string]record.PersonID{}
	for _, p := range c.repo.People.All() {
		key := topic.Key(p.Alias)
		if key == "" {
			continue
		}
		if other, twice := taken[key]; twice {
			c.errorf(p.At("alias"), "give one of the two another alias", "alias: %q is the alias of %q, too", p.Alias, other)
			continue
		}
		taken[key] = p.ID
	}
}

// ownManager reports people who manage each other in a cycle, once a cycle.
func ownManager(c *checker) {
	for _, p := range c.repo.People.All() {
		first, length := p.ID, 0
		for at := p; at != nil && at.Manager != "" && length <= c.repo.People.Len(); length++ {
			first = min(first, at.Manager)
			if at.Manager == p.ID {
				if first == p.ID {
					c.warnf(p.At("manager"), "correct one of the managers", "manager: %q is their own manager%s", p.ID, over(length))
				}
				break
			}
			at = c.repo.People.Get(at.Manager)
		}
	}
}

func over(others int) string {
	switch others {
	case 0:
		return ""
	case 1:
		return ", over one other"
	}
	return fmt.Sprintf(", over %d others", others)
}

// language reports an invalid language code, which would match nobody else's.
func language(c *checker) {
	for _, p := range c.repo.People.All() {
		for i, code := range p.Languages {
			if code != "" && !languageForm().MatchString(code) {
				c.warnf(p.At("languages", i), "write a code such as en, sw or pt-BR", "languages: %q is no code of a language", code)
			}
		}
	}
}

var languageForm = text.Pattern(`^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$`)

// enrolmentSide reports an enrolment without a part, and a part that the cohort's matching has
// no use for while they are in no pairing with it.
func enrolmentSide(c *checker) {
	for _, cohort := range c.repo.Cohorts.All() {
		for _, e := range cohort.Enrolments.All() {
			switch {
			case e.Incomplete:
			case len(e.Parties()) == 0:
				c.errorf(e.At(), record.PartyHint, record.PartyMessage)
			case e.Status != record.Withdrawn && e.Left == 0:
				c.partOfNoUse(cohort, e)
			}
		}
	}
}

func (c *checker) partOfNoUse(cohort *record.Cohort, e *record.Enrolment) {
	program := c.repo.Program(cohort)
	if cohort.Incomplete || cohort.Ended(c.asOf) || program == nil || program.Incomplete {
		return
	}
	for _, party := range program.OfNoUse(cohort, e) {
		c.warnf(e.KeyAt(string(party)), fmt.Sprintf("enrol them as %s, or give the matching of the cohort another shape", strings.Join(prose.Strings(program.PartiesIn(cohort)), " or ")),
			"%s: nobody is matched as a %s in the cohort %q, which is matched in %s", party, party, cohort.ID, program.MatchShape(cohort))
	}
}

// prefers reports somebody who prefers to meet themself.
func prefers(c *checker) {
	for _, p := range c.places {
		e, ok := p.record.(*record.Enrolment)
		if !ok {
			continue
		}
		if i := slices.Index(e.Prefers, e.Person); i >= 0 {
			c.warnf(e.At("prefers", i), "name somebody else", "prefers: %q names themself", e.Person)
		}
	}
}

// topicTwice reports a name that two topics have, because it would be ambiguous.
func topicTwice(c *checker) {
	taken := map[string]record.TopicID{}
	claim := func(t *record.Topic, spelling string, path ...any) {
		key := topic.Key(spelling)
		if key == "" {
			return
		}
		if other, twice := taken[key]; twice && other != t.ID {
			c.warnf(t.At(path...), "leave the words to one of the two, or make one topic of them", "%s: %q means the topic %q already", path[0], spelling, other)
			return
		}
		taken[key] = t.ID
	}
	for _, t := range c.repo.Topics.All() {
		claim(t, t.Name, "name")
	}
	for _, t := range c.repo.Topics.All() {
		for i, spelling := range t.Aliases {
			claim(t, spelling, "aliases", i)
		}
	}
}

// topicCycle reports topics that are within each other, once a cycle, at the first of
// them.
func topicCycle(c *checker) {
	reported := map[record.TopicID]bool{}
	circle := circlesOf(c.repo.Topics)
	for _, t := range c.repo.Topics.All() {
		for i, above := range t.Within {
			if reported[t.ID] || circle[above] != circle[t.ID] {
				continue
			}
			way := c.way(above, t.ID, map[record.TopicID]bool{})
			for _, id := range way {
				reported[id] = true
			}
			c.errorf(t.At("within", i), "take one of the steps out", "within: %q lies within %q itself", above, t.ID)
		}
	}
}

// way returns a path of topics, each within the next, from one topic to another, both
// included; nil if there is none.
func (f *facts) way(from, to record.TopicID, seen map[record.TopicID]bool) []record.TopicID {
	if from == to {
		return []record.TopicID{to}
	}
	t := f.repo.Topics.Get(from)
	if t == nil || seen[from] {
		return nil
	}
	seen[from] = true
	for _, above := range t.Within {
		if rest := f.way(above, to, seen); rest != nil {
			return append(rest, from)
		}
	}
	return nil
}

// overlong reports a pairing's or a person's own words that a page has no room for.
func overlong(c *checker, s spot, value any) {
	if room := record.Overlong(s.record, s.path, value); room > 0 {
		c.warnf(s.at(), "shorten it; a link can lead to the rest", "%s%d characters, and a page has room for %d", s.prefix(), utf8.RuneCountInString(value.(string)), room)
	}
}
