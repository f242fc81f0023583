package intake

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/text"
)

// directory finds people by what tables call them besides their ids.
type directory map[string][]record.PersonID

// newDirectory lists everybody by their name, account and former ids.
func newDirectory(people record.Table[record.PersonID, *record.Person]) directory {
	d := directory{}
	for _, p := range people.All() {
		d.add(p.Name, p.ID)
		for _, name := range p.AllAccounts() {
			d.add("@"+name, p.ID)
		}
		for _, former := range p.Formerly {
			d.add(string(former), p.ID)
		}
	}
	return d
}

func (d directory) add(called string, id record.PersonID) {
	key := text.Unaccented(called)
	if !slices.Contains(d[key], id) {
		d[key] = append(d[key], id)
	}
}

// find returns who is called so, by name and former id or else by account.
func (d directory) find(called string) []record.PersonID {
	key := text.Unaccented(called)
	if found := d[key]; found != nil {
		return found
	}
	return d["@"+strings.TrimPrefix(key, "@")]
}

// who returns the person that a cell names: by an id, a name, an account or a former
// id. A problem of the field is reported if there is no such person, or several.
func (p *pass) who(r *row, field, called string) (record.PersonID, bool) {
	id := record.PersonID(called)
	if p.Repository.People.Has(id) || p.people[id] {
		return id, true
	}
	switch found := p.directory.find(called); {
	case len(found) == 1:
		return found[0], true
	case len(found) > 1:
		r.bad(field, "write the id of the one who is meant", "%s are called %q: %s", prose.CountOf(len(found), "person", "people"), called, prose.List(prose.Strings(found)))
		return "", false
	}
	return id, r.validID(field, called) && p.known(r, field, id)
}

// one returns the person whom a field names, and reports a required one that is not
// there.
func (p *pass) one(r *row, field string) (record.PersonID, bool) {
	value, _ := r.value(field)
	if value == "" {
		return "", false
	}
	return p.who(r, field, value)
}

func (r *row) validID(field, value string) bool {
	if record.ValidID(value) {
		return true
	}
	r.bad(field, r.idHint(field, value), "%q is no id; an id has small letters, digits and hyphens, at most 64, a letter or digit first", value)
	return false
}

// idHint says what to write in place of something that is no id.
func (r *row) idHint(field, value string) string {
	id := text.ID(value)
	switch {
	case r.looksLikeList(field):
		return fmt.Sprintf("write | between several, or say with --split %s=, what is between them", field)
	case id == "":
		return "choose one of your own, such as the name in Latin letters"
	}
	return fmt.Sprintf("write %q", id)
}

// makeIDs makes an id for each row of people that has none and a name: that of the
// person with the name, or one of its words that nobody has.
func (p *pass) makeIDs() {
	made := map[string]string{} // id → folded name
	for _, r := range p.rows {
		name, named := r.value("name")
		if value, ok := r.value("id"); ok || !named {
			if ok {
				made[value] = ""
			}
			continue
		}
		folded := text.Unaccented(name)
		if found := p.directory[folded]; len(found) == 1 {
			r.made = found[0]
			continue
		}
		id := text.Free(cmp.Or(text.ID(name), "person"), func(id string) bool {
			before, twice := made[id]
			return p.directory[id] != nil || p.Repository.People.Has(record.PersonID(id)) || twice && before != folded
		})
		r.made, made[id] = record.PersonID(id), folded
	}
}
