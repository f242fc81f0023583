package intake

import (
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
)

// day is the meetings of a pairing, or the gatherings of a cohort, on one day, in the
// order of the rows.
type day struct {
	cohort   *record.Cohort
	pairing  *record.Pairing // nil of gatherings
	date     when.Date
	meetings []*row
}

// Nobody stands in a cell of attended for a meeting to which nobody came.
const Nobody = "[]"

// maxPerDay is how many logs of one day have a name.
const maxPerDay = 99

// importLogs creates or changes the log of each row, of a meeting or of a gathering.
func (p *pass) importLogs() {
	for _, r := range p.rows {
		p.assign(r)
	}
	for _, key := range slices.Sorted(maps.Keys(p.days)) {
		p.log(p.days[key])
	}
}

// assign assigns a row to its day.
func (p *pass) assign(r *row) {
	d := day{}
	cohort, inCohort := readID[record.CohortID](r, "cohort")
	id, named := record.PairingID(""), true
	if p.Rows.Kind == Sessions {
		id, named = readID[record.PairingID](r, "pairing")
	}
	on, dated := date(r, "date")
	r.required("date")
	if !inCohort || !named || !dated {
		return
	}
	d.date = on
	if d.cohort = p.Repository.Cohorts.Get(cohort); d.cohort == nil {
		r.bad("cohort", didYouMean(cohort, p.Repository.Cohorts.IDs()), "there is no cohort %q", cohort)
		return
	}
	if p.Rows.Kind == Sessions && !p.ofPairing(&d, id, r) {
		return
	}
	key := d.path("")
	if p.days[key+on.String()] == nil {
		p.days[key+on.String()] = &d
	}
	p.days[key+on.String()].meetings = append(p.days[key+on.String()].meetings, r)
}

// ofPairing sets the pairing of a day, and reports whether its log can be written.
func (p *pass) ofPairing(d *day, id record.PairingID, r *row) bool {
	if d.pairing = d.cohort.Pairings.Get(id); d.pairing == nil {
		r.bad("pairing", didYouMean(id, d.cohort.Pairings.IDs()), "there is no pairing %q in %s", id, d.cohort.ID)
		return false
	}
	if _, ok := p.cohort(r); !ok || !r.complete("pairing", &d.pairing.Source) {
		return false
	}
	p.extend(p.cohorts[d.cohort.ID], r, "date", d.date)
	return true
}

// path is that of a log with a name.
func (d *day) path(name string) string {
	if d.pairing == nil {
		return record.GatheringPath(d.cohort.ID, name)
	}
	return record.SessionPath(d.cohort.ID, d.pairing.ID, name)
}

// logs lists the logs that lie beside those of the day.
func (d *day) logs() (all []record.Record) {
	if d.pairing == nil {
		for _, g := range d.cohort.Gatherings {
			all = append(all, g)
		}
		return all
	}
	for _, s := range d.pairing.Sessions {
		all = append(all, s)
	}
	return all
}

// copied is a copy of a log that rows change, or a new one of nil.
func (d *day) copied(log record.Record) record.Record {
	switch log := log.(type) {
	case *record.Session:
		s := *log
		return &s
	case *record.Gathering:
		g := *log
		return &g
	}
	if d.pairing == nil {
		return &record.Gathering{Date: d.date}
	}
	return &record.Session{Date: d.date}
}

// log assigns a day's rows to logs: as many as possible to logs that say the same
// already, then to the day's other logs, then to new ones.
func (p *pass) log(d *day) {
	var logs []record.Record
	taken := map[string]bool{}
	for _, rec := range d.logs() {
		log, _ := record.LogOf(rec)
		taken[log.Name] = true
		if on, err := record.LogDate(log.Name); err == nil && on == d.date {
			logs = append(logs, rec)
		}
	}
	logs, rest := p.logged(d, logs)
	for _, r := range rest {
		rec, file, before := d.copied(nil), d.path(d.name(taken)), []byte(nil)
		switch {
		case len(logs) > 0 && !r.complete("date", logs[0].Where()):
			continue
		case len(logs) > 0:
			src := logs[0].Where()
			rec, file, before, logs = d.copied(logs[0]), src.Path, src.Text(), logs[1:]
		case d.name(taken) == "":
			r.bad("date", "", "there are %d logs of this day already", maxPerDay)
			continue
		}
		taken[strings.TrimSuffix(path.Base(file), ".md")] = true
		draft := &draft{record: rec, before: before, rows: []*row{r}}
		p.fill(draft, d, r, rec)
		if s, ok := rec.(*record.Session); ok {
			for _, a := range s.Actions {
				p.drawn[d.pairing] = append(p.drawn[d.pairing], a.ID)
			}
		}
		p.drafts[file] = draft
	}
}

// logged assigns to as many rows as possible an existing log that says what the
// row says, and returns the other logs and rows. A row may say less than its log,
// so several logs may fit a row and several rows a log: an assigned row moves to
// another log if it can.
func (p *pass) logged(d *day, logs []record.Record) (others []record.Record, rest []*row) {
	rowOf := make([]*row, len(logs))
	var place func(r *row, tried map[int]bool) bool
	place = func(r *row, tried map[int]bool) bool {
		for i, log := range logs {
			if tried[i] || log.Where().Incomplete || !p.says(d, r, log) {
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
	for i, log := range logs {
		if rowOf[i] == nil {
			others = append(others, log)
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
func (p *pass) says(d *day, r *row, log record.Record) bool {
	trial := &draft{}
	p.fill(trial, d, r, d.copied(log))
	return len(trial.keys) == 0
}

// fill writes a row into a log.
func (p *pass) fill(draft *draft, d *day, r *row, log record.Record) {
	draft.notes = r.notes()
	switch log := log.(type) {
	case *record.Session:
		p.fillSession(draft, d, r, log)
	case *record.Gathering:
		setText(draft, r, "title", &log.Title)
		setField(draft, r, "duration", &log.Duration, duration)
		if people, ok := p.attended(r); ok {
			set(draft, "attended", &log.Attended, &people)
		}
	}
}

// attended returns the people who came.
func (p *pass) attended(r *row) ([]record.PersonID, bool) {
	if value, _ := r.value("attended"); value == Nobody {
		return []record.PersonID{}, true
	}
	return p.everybody(r, "attended")
}

func (p *pass) fillSession(draft *draft, d *day, r *row, s *record.Session) {
	setField(draft, r, "duration", &s.Duration, duration)
	setField(draft, r, "format", &s.Format, oneOf[record.Medium]("video", "in-person", "chat"))
	setField(draft, r, "topics", &s.Topics, p.topicsOf)
	setField(draft, r, "goals", &s.Goals, touched)
	if actions, ok := p.agreed(d, r, s); ok {
		set(draft, "actions", &s.Actions, actions)
	}
	setField(draft, r, "done", &s.Done, done)
	setField(draft, r, "dropped", &s.Dropped, ids)
	setField(draft, r, "confirmed", &s.Confirmed, p.everybody)
	setField(draft, r, "told_by", &s.ToldBy, oneOf[record.Channel]("mail"))
	setField(draft, r, "introductions", &s.Introductions, (*row).list)
	setField(draft, r, "next", &s.Next, date)
	guests, _ := r.list("guests")
	if people, ok := p.attended(r); ok {
		attended := []record.PersonID{}
		for _, person := range people {
			if d.pairing.HasOn(person, d.date) {
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
