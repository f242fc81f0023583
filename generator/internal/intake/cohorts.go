package intake

import (
	"bytes"
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
)

// halfYear is the length of a cohort unless its programme sets one.
var halfYear = when.Interval{N: 6, Unit: when.Months}

// madeByImport is the line above a cohort that an import made. While it stands there,
// later imports widen the cohort for the days in their rows.
const madeByImport = "# Made by an import. Without this line, no import changes its days.\n"

// span is the time of a cohort according to the rows.
type span struct {
	from, until when.Date // the first day in the rows, and the last that has come
	ends        when.Date // the last day on which a row ends something
	open        bool      // something in it has not ended
	rows        []*row
	days        []dayOf
}

// cohort assigns a row to its cohort, which is created if missing. It reports an
// invalid id or record.
func (p *pass) cohort(r *row) (record.CohortID, bool) {
	id, ok := readID[record.CohortID](r, "cohort")
	if !ok {
		return "", false
	}
	if known := p.Repository.Cohorts.Get(id); known != nil && !r.complete("cohort", &known.Source) {
		return "", false
	}
	if p.cohorts[id] == nil {
		p.cohorts[id] = &span{}
	}
	p.cohorts[id].rows = append(p.cohorts[id].rows, r)
	return id, true
}

// dayOf is a day that a row gives.
type dayOf struct {
	row   *row
	field string
	day   when.Date
}

// extend extends the span to include a day of a row; 0 is ignored. A day after today
// may be a slip of the pen, and never makes a cohort end later.
func (p *pass) extend(s *span, r *row, field string, day when.Date) {
	if day == 0 {
		return
	}
	s.days = append(s.days, dayOf{r, field, day})
	s.from = min(day, cmp.Or(s.from, day))
	if day <= p.AsOf {
		s.until = max(day, s.until)
	}
}

// addCohorts creates missing cohorts and widens existing ones.
func (p *pass) addCohorts() error {
	for _, id := range slices.Sorted(maps.Keys(p.cohorts)) {
		s := p.cohorts[id]
		if known := p.Repository.Cohorts.Get(id); known != nil {
			p.widen(known, s)
			continue
		}
		if p.program == nil {
			return fmt.Errorf("make the cohort %q: there are %s; say with --set program=ID which of them runs it",
				id, list("programme", p.Repository.Programs.IDs()))
		}
		p.make(id, s)
	}
	return nil
}

func (p *pass) make(id record.CohortID, s *span) {
	c := &record.Cohort{ID: id, Program: p.program.ID, Name: string(id), Starts: s.from, Ends: s.ends, State: record.CohortRunning}
	switch {
	case s.from == 0:
		c.Starts, c.State = p.AsOf, record.CohortOpen
	case s.from > p.AsOf:
		c.State = record.CohortOpen
	case s.ends != 0 && s.ends < p.AsOf && !s.open:
		c.State = record.CohortClosed
	}
	if s.ends == 0 || s.open {
		c.Ends = max(s.ends, cmp.Or(p.program.Duration, halfYear).After(c.Starts, 1))
	}
	c.Ends = max(c.Ends, s.until)
	p.drafts[record.CohortPath(id)] = &draft{record: c, rows: s.rows, above: madeByImport}
	p.refuseOutside(c, s)
	p.notes = append(p.notes, fmt.Sprintf("made the cohort %s, %s, from %s to %s", id, c.State, c.Starts.Long(), c.Ends.Long()))
}

// widen makes a cohort begin earlier and end later, as the rows say, if an import
// made it or --widen is given. A row with a day outside of it is bad.
func (p *pass) widen(known *record.Cohort, s *span) {
	c := *known
	defer func() { p.refuseOutside(&c, s) }()
	if !p.Widen && !bytes.Contains(known.Text(), []byte(madeByImport)) {
		return
	}
	d := &draft{record: &c, before: known.Text(), rows: s.rows}
	if s.from != 0 && s.from < c.Starts {
		set(d, "starts", &c.Starts, s.from)
	}
	if s.until > c.Ends {
		set(d, "ends", &c.Ends, s.until)
	}
	if len(d.keys) == 0 {
		return
	}
	p.drafts[record.CohortPath(c.ID)] = d
	p.notes = append(p.notes, fmt.Sprintf("widened the cohort %s: it is %s, from %s to %s", c.ID, c.State, c.Starts.Long(), c.Ends.Long()))
}

// refuseOutside reports the rows with a day outside of the cohort.
func (p *pass) refuseOutside(c *record.Cohort, s *span) {
	for _, d := range s.days {
		if d.day.Within(c.Starts, c.Ends) {
			continue
		}
		hint := "mend the day, or let --widen change the days of the cohort"
		if d.day > c.Ends && d.day > p.AsOf {
			hint = "mend the day; one that has not come changes no cohort"
		}
		d.row.bad(d.field, hint, "%s is outside of the cohort %s, which goes from %s to %s", d.day, c.ID, c.Starts.Long(), c.Ends.Long())
	}
}

// program returns the programme of created cohorts: the one of --set, or the only
// one; nil when there are several. Its error is a usage error.
func (im *Import) program() (*record.Program, error) {
	programs := im.Repository.Programs
	name, named := im.Rows.options.Set[program]
	switch {
	case !named && programs.Len() == 1:
		return programs.All()[0], nil
	case !named:
		return nil, nil
	case programs.Has(record.ProgramID(name)):
		return programs.Get(record.ProgramID(name)), nil
	}
	hint := cmp.Or(didYouMean(record.ProgramID(name), programs.IDs()), "there are "+list("programme", programs.IDs()))
	return nil, fmt.Errorf("--set program=%s: there is no such programme; %s", name, hint)
}

// list formats "2 programmes (a, b)".
func list[ID ~string](noun string, ids []ID) string {
	if len(ids) == 0 {
		return "no " + noun + "s"
	}
	return fmt.Sprintf("%s (%s)", prose.Count(len(ids), noun), strings.Join(prose.Strings(ids), ", "))
}
