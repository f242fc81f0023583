package veil

import (
	"cmp"
	"crypto/sha256"
	"fmt"
	"path"
	"slices"
	"strings"

	"pairbook/generator/internal/forge"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/view"
)

// Audience is whom a site is for.
type Audience int

// The audiences: Public sees what `publish` allows, a sponsor the sources of
// results besides, Coordinators see all.
const (
	Public Audience = iota
	Coordinators
	sponsor
)

// veil is what one audience may see of a programme, by the [policy].
type veil struct {
	repo *record.Repository
	on   forge.Forge // has the repository

	audience     Audience
	opened       map[key]bool
	minimumGroup int  // the fewest that are counted together
	asRecorded   bool // every day is the one of the record

	alike    map[string]int                               // how many are called by a name
	pages    map[record.PersonID]string                   // paths of people's pages
	labels   map[*record.Pairing]string                   // what pairings are called
	finished map[*record.Pairing]bool                     // early, which their records as told do not say
	owners   map[string]map[record.PairingID]hiddenFolder // by cohort: pairings whose id may not be told
}

// hiddenFolder is the folder that stands for a record whose path names somebody.
type hiddenFolder string

func newVeil(repo *record.Repository, audience Audience) *veil {
	v := &veil{on: repo.Site.On(), audience: audience, minimumGroup: 1, finished: map[*record.Pairing]bool{}}
	if audience != Coordinators {
		v.opened, v.minimumGroup = opened(repo.Site.Publish), repo.Site.Publish.MinimumGroup
	}
	v.repo, v.asRecorded = repo, v.tells(recordedDays)
	v.repo = v.told(repo)
	v.alike = map[string]int{}
	for _, p := range v.repo.People.All() {
		if v.named(p.ID) {
			v.alike[p.Name]++
		}
	}
	v.placePeople()
	v.labelPairings()
	return v
}

// consents reports whether a person may be told of at all.
func (v *veil) consents(p *record.Person) bool {
	return v.tells(everyone) || p != nil && p.Publish
}

// named reports whether the id and the name of a person may be told.
func (v *veil) named(id record.PersonID) bool {
	return v.consents(v.repo.People.Get(id)) && v.tells(names)
}

// identified reports whether each member of a pairing may be told by name, or by an
// account that they have: what a pairing says of itself can tell who its people are.
func (v *veil) identified(p *record.Pairing) bool {
	return !slices.ContainsFunc(p.Members(), func(m record.Member) bool {
		who := v.repo.People.Get(m.Person)
		return !v.named(m.Person) && (!v.consents(who) || v.account(who) == "" || v.byAlias())
	})
}

// byAlias reports whether people are called by neither names nor accounts.
func (v *veil) byAlias() bool { return !v.tells(accounts) }

// account is a person's on the forge that has the repository.
func (v *veil) account(p *record.Person) string { return p.Account(v.on) }

// call gives what a person is called, or "" when nothing may be said. Those of one
// name are told apart by their ids.
func (v *veil) call(p *record.Person) string {
	switch {
	case p == nil:
		return ""
	case v.named(p.ID) && v.alike[p.Name] > 1:
		return fmt.Sprintf("%s (%s)", p.Name, p.ID)
	case v.named(p.ID):
		return p.Name
	case !v.consents(p):
		return ""
	case v.account(p) != "" && !v.byAlias():
		return v.account(p)
	}
	return p.Alias
}

// anonymous are the words for somebody of whom nothing may be said.
var anonymous = map[record.Party]string{
	record.Mentors: "a mentor",
	record.Mentees: "a mentee",
	record.Peers:   "a peer",
}

// who shows a person in a part; without one, otherwise is what an unnamed
// person is called.
func (v *veil) who(id record.PersonID, party record.Party, otherwise string) view.Who {
	if words := v.call(v.repo.People.Get(id)); words != "" {
		return view.Who{Words: words, Path: v.pages[id], Party: string(party)}
	}
	if id != "" && v.named(id) {
		return view.Who{Words: string(id), Party: string(party)}
	}
	if words := anonymous[party]; words != "" {
		otherwise = words
	}
	return view.Who{Words: otherwise, Party: string(party)}
}

// placePeople gives everyone who may be shown a page. Its name is what they are
// called, so that it tells no more than that.
func (v *veil) placePeople() {
	v.pages = map[record.PersonID]string{}
	taken := map[string]bool{"index": true}
	take := func(output string) {
		if name, ok := strings.CutPrefix(strings.ToLower(output), "people/"); ok {
			taken[strings.TrimSuffix(name, ".html")] = true
		}
	}
	for _, page := range v.repo.Pages {
		take(page.Output)
	}
	for _, move := range v.repo.Moves {
		take(move.Output)
	}
	for _, p := range v.repo.People.All() {
		words := v.call(p)
		if words == "" {
			continue
		}
		name := slug(words, "person")
		if v.named(p.ID) {
			name = string(p.ID)
		}
		v.pages[p.ID] = "people/" + unique(taken, name) + ".html"
	}
}

// labelPairings finds the pairings whose id would name one of their members or
// anybody else's id, and calls them by a number. Their order is that of a sum of
// their ids, so that no number tells which id comes first.
func (v *veil) labelPairings() {
	v.labels = map[*record.Pairing]string{}
	v.owners = map[string]map[record.PairingID]hiddenFolder{}
	for _, c := range v.repo.Cohorts.All() {
		taken := map[string]bool{}
		var hidden []*record.Pairing
		for _, p := range c.Pairings.All() {
			if v.givesAway(p) {
				hidden = append(hidden, p)
				continue
			}
			taken[string(p.ID)] = true
			v.labels[p] = string(p.ID)
		}
		slices.SortFunc(hidden, func(a, b *record.Pairing) int {
			return cmp.Or(cmp.Compare(scattered(c, a), scattered(c, b)), cmp.Compare(a.ID, b.ID))
		})
		folders := map[record.PairingID]hiddenFolder{}
		for _, p := range hidden {
			v.labels[p] = uniqueNumber(taken, "pairing")
			folders[p.ID] = hiddenFolder(path.Dir(path.Dir(p.Path)))
		}
		v.owners[string(c.ID)] = folders
	}
}

func scattered(c *record.Cohort, p *record.Pairing) string {
	sum := sha256.Sum256([]byte(string(c.ID) + "/" + string(p.ID)))
	return string(sum[:])
}

// givesAway reports whether a pairing's id holds, as whole words, the id of a
// person who may not be named, or gives such a member away.
func (v *veil) givesAway(p *record.Pairing) bool {
	words := strings.Split(string(p.ID), "-")
	if v.holdsID(words) {
		return true
	}
	for _, m := range p.Members() {
		if !v.named(m.Person) && v.namedIn(words, m.Person) {
			return true
		}
	}
	return false
}

// holdsID reports whether words hold the id of a person who may not be named.
func (v *veil) holdsID(words []string) bool {
	for i := range words {
		for j := i + 1; j <= len(words); j++ {
			id := record.PersonID(strings.Join(words[i:j], "-"))
			if v.repo.People.Has(id) && !v.named(id) {
				return true
			}
		}
	}
	return false
}

// namedIn reports whether words hold a word of somebody's name, or, with or without
// hyphens, their id, name or account.
func (v *veil) namedIn(words []string, id record.PersonID) bool {
	told := []string{string(id)}
	if who := v.repo.People.Get(id); who != nil {
		told = append(told, slug(who.Name, ""))
		for _, name := range who.AllAccounts() {
			told = append(told, slug(name, ""))
		}
		for _, word := range strings.Split(slug(who.Name, ""), "-") {
			if len(word) > 1 && slices.Contains(words, word) {
				return true
			}
		}
	}
	return slices.ContainsFunc(told, func(t string) bool {
		t = strings.ReplaceAll(t, "-", "")
		return len(t) > 2 && strings.Contains(strings.Join(words, ""), t) || len(t) == 2 && slices.Contains(words, t)
	})
}

// tellsAction reports whether the id of an action may be told, which is of the words
// of what was agreed.
func (v *veil) tellsAction(id record.ActionID) bool {
	return v.tells(actionsToTick) && !v.holdsID(strings.Split(string(id), "-"))
}

// path gives the path of a record as it may be told: a proof that would name
// somebody names the folder.
func (v *veil) path(file string) string {
	var room [mostElements]string
	elements := elementsOf(file, room[:0])
	if len(elements) < 4 && !strings.HasPrefix(file, "program/people/") {
		return file
	}
	switch {
	case elements[0] != "program":
		return file
	case elements[1] == "people":
		return v.unless(v.named(idOf(file)), file, "program/people")
	case elements[1] != "cohorts" || len(elements) < 5:
		return file
	case elements[3] == "enrolments":
		return v.unless(v.named(idOf(file)), file, path.Dir(file))
	case elements[3] == "pairings":
		if folder, hidden := v.owners[elements[2]][record.PairingID(elements[4])]; hidden {
			return string(folder)
		}
		if len(elements) > 5 && elements[5] == "actions" {
			return v.unless(v.tellsAction(record.ActionID(idOf(file))), file, path.Dir(file))
		}
	case elements[3] == "attention":
		return v.unless(v.tells(attentionNotes), file, path.Dir(file))
	}
	return file
}

// mostElements is how many elements the path of a record has at most.
const mostElements = 8

// elementsOf adds the elements of a path to a list. With room for them it copies
// nothing, for a programme has hundreds of thousands of paths.
func elementsOf(file string, list []string) []string {
	for name, rest, more := strings.Cut(file, "/"); ; name, rest, more = strings.Cut(rest, "/") {
		if list = append(list, name); !more {
			return list
		}
	}
}

func (v *veil) unless(told bool, file, folder string) string {
	if told {
		return file
	}
	return folder
}

func idOf(file string) record.PersonID {
	return record.PersonID(strings.TrimSuffix(path.Base(file), path.Ext(file)))
}

// ParseAudience reads the word for an audience.
func ParseAudience(word string) (Audience, error) {
	switch word {
	case "public":
		return Public, nil
	case "coordinators":
		return Coordinators, nil
	}
	return Public, fmt.Errorf("%q is no audience; write public or coordinators", word)
}
