package intake

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
)

// day is a pairing's meetings on one day, in the order of the rows.
type day struct {
	cohort   record.CohortID
	pairing  *record.Pairing
	date     when.Date
	meetings []*row
}

// Nobody stands in a cell of attended for a meeting to which nobody came.
const Nobody = "[]"

// maxPerDay is how many logs of one day have a name.
const maxPerDay = 99

// importSessions creates or changes the log of each row.
func (p *pass) importSessions() {
	for _, r := range p.rows {
		p.session(r)
	}
	for _, key := range slices.Sorted(maps.Keys(p.days)) {
		p.log(p.days[key])
	}
}

// session assigns a row to its day.
func (p *pass) session(r *row) {
	cohort, inCohort := readID[record.CohortID](r, "cohort")
	id, named := readID[record.PairingID](r, "pairing")
	on, dated := date(r, "date")
	r.required("date")
	if !inCohort || !named || !dated {
		return
	}
	c := p.Repository.Cohorts.Get(cohort)
	if c == nil {
		r.bad("cohort", didYouMean(cohort, p.Repository.Cohorts.IDs()), "there is no cohort %q", cohort)
		return
	}
	pairing := c.Pairings.Get(id)
	if pairing == nil {
		r.bad("pairing", didYouMean(id, c.Pairings.IDs()), "there is no pairing %q in %s", id, cohort)
		return
	}
	if _, ok := p.cohort(r); !ok || !r.complete("pairing", &pairing.Source) {
		return
	}
	p.extend(p.cohorts[cohort], r, "date", on)
	key := pairing.Path + " " + on.String()
	if p.days[key] == nil {
		p.days[key] = &day{cohort: cohort, pairing: pairing, date: on}
	}
	p.days[key].meetings = append(p.days[key].meetings, r)
}

// log assigns a day's rows to logs: as many as possible to logs that say the same
// already, then to the day's other logs, then to new ones.
func (p *pass) log(d *day) {
	var logs []*record.Session
	taken := map[string]bool{}
	for _, s := range d.pairing.Sessions {
		taken[s.Name] = true
		if on, err := record.LogDate(s.Name); err == nil && on == d.date {
			logs = append(logs, s)
		}
	}
	logs, rest := p.logged(d, logs)
	for _, r := range rest {
		s, before := &record.Session{Name: d.name(taken), Date: d.date}, []byte(nil)
		switch {
		case len(logs) > 0 && !r.complete("date", &logs[0].Source):
			continue
		case len(logs) > 0:
			c := *logs[0]
			s, before, logs = &c, logs[0].Text(), logs[1:]
		case s.Name == "":
			r.bad("date", "", "the pairing has %d logs of this day already", maxPerDay)
			continue
		}
		taken[s.Name] = true
		draft := &draft{record: s, before: before, rows: []*row{r}}
		p.fill(draft, d, r, s)
		for _, a := range s.Actions {
			p.drawn[d.pairing] = append(p.drawn[d.pairing], a.ID)
		}
		p.drafts[record.SessionPath(d.cohort, d.pairing.ID, s.Name)] = draft
	}
}

// logged assigns to as many rows as possible an existing log that says what the
// row says, and returns the other logs and rows. A row may say less than its log,
// so several logs may fit a row and several rows a log: an assigned row moves to
// another log if it can.
func (p *pass) logged(d *day, logs []*record.Session) (others []*record.Session, rest []*row) {
	rowOf := make([]*row, len(logs))
	var place func(r *row, tried map[int]bool) bool
	place = func(r *row, tried map[int]bool) bool {
		for i, s := range logs {
			if tried[i] || s.Incomplete || !p.says(d, r, s) {
				continue
			}
			tried[i] = true
			if rowOf[i] == nil || place(rowOf[i], tried) {
				rowOf[i] = r
				return true
			}
		}
		return false
	}
	for _, r := range d.meetings {
		if !place(r, map[int]bool{}) {
			rest = append(rest, r)
		}
	}
	for i, s := range logs {
		if rowOf[i] == nil {
			others = append(others, s)
		}
	}
	return others, rest
}

// name returns a free name for a log of the day, "" if there is none.
func (d *day) name(taken map[string]bool) string {
	if name := d.date.String(); !taken[name] {
		return name
	}
	for n := 2; n <= maxPerDay; n++ {
		if name := fmt.Sprintf("%s-%d", d.date, n); !taken[name] {
			return name
		}
	}
	return ""
}

// says reports whether a log contains everything in a row.
func (p *pass) says(d *day, r *row, s *record.Session) bool {
	c := *s
	trial := &draft{}
	p.fill(trial, d, r, &c)
	return len(trial.keys) == 0
}

// fill writes a row into a log.
func (p *pass) fill(draft *draft, d *day, r *row, s *record.Session) {
	setField(draft, r, "duration", &s.Duration, duration)
	setField(draft, r, "format", &s.Format, medium)
	setField(draft, r, "topics", &s.Topics, p.topicsOf)
	draft.notes = r.notes()
	setField(draft, r, "goals", &s.Goals, touched)
	if actions, ok := p.agreed(d, r, s); ok {
		set(draft, "actions", &s.Actions, actions)
	}
	setField(draft, r, "done", &s.Done, done)
	setField(draft, r, "dropped", &s.Dropped, ids)
	setField(draft, r, "confirmed", &s.Confirmed, p.everybody)
	setField(draft, r, "told_by", &s.ToldBy, channel)
	setField(draft, r, "introductions", &s.Introductions, (*row).list)
	setField(draft, r, "next", &s.Next, date)
	guests, _ := r.list("guests")
	people, ok := []record.PersonID(nil), true
	if value, _ := r.value("attended"); value != Nobody {
		people, ok = p.everybody(r, "attended")
	}
	if ok {
		attended := []record.PersonID{}
		for _, person := range people {
			if d.has(person) {
				attended = append(attended, person)
			} else if !slices.Contains(guests, string(person)) {
				guests = append(guests, string(person))
			}
		}
		set(draft, "attended", &s.Attended, &attended)
	}
	if guests != nil {
		set(draft, "guests", &s.Guests, guests)
	}
}

// has reports whether a person belongs to the pairing on the day.
func (d *day) has(person record.PersonID) bool {
	return slices.ContainsFunc(d.pairing.Members(), func(m record.Member) bool { return m.Person == person && m.On(d.date) })
}

// notes returns the text for a new log, a paragraph a line of the cell. A log that is
// there keeps the notes that it has.
func (r *row) notes() string {
	if _, ok := r.text("notes"); !ok {
		return ""
	}
	var paragraphs []string
	for _, cell := range r.cells("notes") {
		paragraphs = append(paragraphs, cell.Lines...)
		if cell.Lines == nil {
			paragraphs = append(paragraphs, cell.Text)
		}
	}
	return strings.Join(paragraphs, "\n\n")
}

func medium(r *row, field string) (record.Medium, bool) {
	return oneOf[record.Medium](r, field, "video", "in-person", "chat")
}

func channel(r *row, field string) (record.Channel, bool) {
	return oneOf[record.Channel](r, field, "mail")
}
