package intake

import "pairbook/generator/internal/record"

// importPeople creates or changes the person of each row.
func (p *pass) importPeople() {
	for _, r := range p.rows {
		if value, _ := r.value("id"); record.ValidID(value) {
			p.people[record.PersonID(value)] = true
		}
	}
	for _, r := range p.rows {
		p.person(r)
	}
}

func (p *pass) person(r *row) {
	id, ok := id[record.PersonID](r, "id")
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
	setField(d, r, "name", &person.Name, (*row).text)
	setField(d, r, "alias", &person.Alias, (*row).text)
	setField(d, r, "github", &person.GitHub, (*row).text)
	setField(d, r, "github_id", &person.GitHubID, whole)
	setField(d, r, "topics", &person.Topics, p.topicsOf)
	setField(d, r, "time_zone", &person.TimeZone, zone)
	setField(d, r, "languages", &person.Languages, (*row).list)
	setField(d, r, "level", &person.Level, (*row).text)
	setField(d, r, "unit", &person.Unit, (*row).text)
	setField(d, r, "manager", &person.Manager, p.manager)
}

func (p *pass) manager(r *row, field string) (record.PersonID, bool) {
	value, ok := r.value(field)
	if !ok || !r.validID(field, value) {
		return "", false
	}
	manager := record.PersonID(value)
	return manager, p.known(r, field, manager)
}
