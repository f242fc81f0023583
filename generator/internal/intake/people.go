package intake

import (
	"cmp"

	"pairbook/generator/internal/record"
)

// importPeople creates or changes the person of each row.
func (p *pass) importPeople() {
	if p.Rows.options.IDFrom != "" {
		p.makeIDs()
	}
	for _, r := range p.rows {
		value, _ := r.value("id")
		if id := cmp.Or(string(r.made), value); record.ValidID(id) {
			p.people[record.PersonID(id)] = true
		}
	}
	for _, r := range p.rows {
		p.person(r)
	}
}

func (p *pass) person(r *row) {
	id, ok := r.made, true
	if id == "" {
		id, ok = readID[record.PersonID](r, "id")
	}
	if !ok {
		return
	}
	path := record.PersonPath(id)
	known := p.Repository.People.Get(id)
	if known != nil && !r.complete("id", &known.Source) || !p.once(path, "id", r) {
		return
	}
	d, person := draftOf(p, path, r, func() (*record.Person, []byte) {
		if known != nil {
			c := *known
			return &c, known.Text()
		}
		return &record.Person{ID: id, Name: string(id), Publish: true}, nil
	})
	setText(d, r, "name", &person.Name)
	setText(d, r, "alias", &person.Alias)
	setText(d, r, "github", &person.GitHub)
	setField(d, r, "github_id", &person.GitHubID, whole)
	accounts := person.Accounts
	for field, name := range map[string]*string{"gitlab": &accounts.GitLab, "forgejo": &accounts.Forgejo} {
		if value, ok := r.text(field); ok {
			*name = value
		}
	}
	set(d, "accounts", &person.Accounts, accounts)
	setField(d, r, "topics", &person.Topics, p.topicsOf)
	setField(d, r, "time_zone", &person.TimeZone, zone)
	setField(d, r, "languages", &person.Languages, languages)
	setText(d, r, "about", &person.About)
	setText(d, r, "pronouns", &person.Pronouns)
	setField(d, r, "links", &person.Links, links)
	setField(d, r, "publish", &person.Publish, yesNo)
	setField(d, r, "formerly", &person.Formerly, ids)
	setText(d, r, "level", &person.Level)
	setText(d, r, "unit", &person.Unit)
	setField(d, r, "manager", &person.Manager, p.one)
	setField(d, r, "training", &person.Training, training)
	setField(d, r, "left", &person.Left, date)
}
