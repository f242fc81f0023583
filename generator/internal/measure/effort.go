package measure

import (
	"cmp"
	"slices"

	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
)

// yearDays is the length in days of the year over which cost and benefit are
// computed.
const yearDays = 365

// Effort is what people put into a programme in the year that ends with D, both
// days included, counted from pairings and their held sessions.
type Effort struct {
	Year        Period
	People      int // members of pairings under way in the year, each once
	Days        int // on which they were members, a day of several pairings once
	Meetings    int // held in the year
	Attendances int // of members at these meetings
	Minutes     int // over the attendances whose log gives a duration
	Untimed     int // attendances whose log gives none

	pairings, sessions []string // paths
}

// Effort computes the effort of a programme in the year up to D.
func (m *Measured) Effort(program record.ProgramID) Effort {
	e := Effort{Year: Period{m.AsOf.Add(1 - yearDays), m.AsOf}}
	var stays []stay
	for _, c := range m.Cohorts {
		if c.Record.Program != program {
			continue
		}
		for _, p := range c.started {
			stays = e.add(p, stays)
		}
	}
	e.count(stays)
	return e
}

// stay is somebody's days in a pairing, the first and the last included.
type stay struct {
	person   record.PersonID
	from, to when.Date
}

// count counts the people of stays, and their days.
func (e *Effort) count(stays []stay) {
	slices.SortFunc(stays, func(a, b stay) int { return cmp.Or(cmp.Compare(a.person, b.person), cmp.Compare(a.from, b.from)) })
	var last stay
	for _, s := range stays {
		if s.person != last.person {
			e.People++
			last = stay{s.person, s.from, s.from - 1}
		}
		e.Days += max(0, s.to.Sub(max(s.from-1, last.to)))
		last.to = max(last.to, s.to)
	}
}

// add adds a pairing, and its members' stays to the others.
func (e *Effort) add(p *Pairing, stays []stay) []stay {
	from, to := max(p.Start, e.Year.From), min(p.End, e.Year.To)
	if from > to {
		return stays
	}
	e.pairings = append(e.pairings, p.Record.Path)
	members := p.Record.Members()
	for _, m := range members {
		if overlaps(m, from, to) {
			s := stay{m.Person, max(from, m.From), to}
			if m.Until != 0 {
				s.to = min(to, m.Until)
			}
			stays = append(stays, s)
		}
	}
	for _, s := range heldWithin(p.Held, e.Year.From, e.Year.To.Add(1)) {
		there := len(record.Attending(members, s.Date, p.Record.Present(s)))
		e.Meetings++
		e.Attendances += there
		e.Minutes += int(s.Duration) * there
		if s.Duration <= 0 {
			e.Untimed += there
		}
		e.sessions = append(e.sessions, s.Path)
	}
	return stays
}

// Years returns the years that people took part, all together: somebody who was
// there for half a year counts half.
func (e Effort) Years() float64 { return float64(e.Days) / yearDays }

// Hours returns the hours that people spent in meetings, counted per person. A
// meeting without a duration counts as the mean of the others, because leaving it
// out would make the programme look cheap. It is nil when there were meetings and
// no log gives a duration.
func (e Effort) Hours() *float64 {
	timed := e.Attendances - e.Untimed
	if e.Attendances == 0 {
		none := 0.0
		return &none
	}
	if timed == 0 {
		return nil
	}
	hours := float64(float64(e.Minutes)/60) * float64(float64(e.Attendances)/float64(timed))
	return &hours
}

// The metrics of effort, shown only with benefit and cost.
const (
	tookPartID    record.MetricID = "took_part"
	personYearsID record.MetricID = "person_years"
	personHoursID record.MetricID = "person_hours"
)

// EffortMetrics lists the definitions of the figures of [Effort.Figures].
func EffortMetrics() []Metric {
	return []Metric{
		{tookPartID, "People who took part", persons,
			"The mentors, mentees and peers who were a member, on at least one of the 365 days that end with the as-of date, of a pairing of the programme between its start and its end. Each person counts once.", Higher},
		{personYearsID, "Years people took part", yearly,
			"The days, of these 365, on which each of them was such a member, added up over the people and divided by 365. A day on which somebody belongs to two pairings is one day; a break is counted.", Higher},
		{personHoursID, "Hours people spent in meetings", hourly,
			"The meetings held in the 365 days that end with the as-of date: for each, its duration in hours times the members who attended. " +
				"A meeting whose log gives no duration counts as long as the mean of the others, weighed by who attended; where no log gives one, there is no value.", Lower},
	}
}

// Figures returns the people, their years and their hours, with the records behind them.
func (e Effort) Figures() []Figure {
	metrics := EffortMetrics()
	took, years, spent := unavailable(nobodyTookPart), unavailable(nobodyTookPart), unavailable(noMeetingThen)
	if e.People > 0 {
		took = amount(float64(e.People), slices.Clone(e.pairings))
		years = amount(e.Years(), slices.Concat(e.pairings, e.sessions)) // a flash pairing ends with a meeting
	}
	switch hours := e.Hours(); {
	case hours == nil:
		spent = unavailable(noDurationThen)
	case e.Meetings > 0:
		spent = amount(*hours, slices.Concat(e.pairings, e.sessions))
	}
	figures := []Figure{took, years, spent}
	for i := range figures {
		figures[i].Metric = metrics[i]
	}
	return figures
}
