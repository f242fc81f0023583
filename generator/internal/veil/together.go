package veil

import (
	"slices"
	"time"

	"pairbook/generator/internal/measure"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/view"
	"pairbook/generator/internal/when"
)

// How far ahead times are looked for, how many are shown, and how short they
// may be.
const (
	slotDays    = 14
	slotsShown  = 4
	shortestFor = 30 * time.Minute
)

// together finds when all members of a pairing are free. Hours and zones are
// shown where everybody who has them may be named, and to coordinators.
func (r *revealer) together(m *measure.Cohort, p *measure.Pairing) *view.Together {
	if p.State != record.Active && p.State != record.Proposed || !r.tells(freeTimes) {
		return nil
	}
	t := &view.Together{}
	var all []when.Hours
	var zones []when.Zone // of the columns
	for _, member := range p.Record.Members() {
		if member.StandsBy() || !member.On(r.asOf) && p.Started {
			continue
		}
		if !r.named(member.Person) {
			return nil
		}
		who, e := r.repo.People.Get(member.Person), m.Record.Enrolments.Get(member.Person)
		if who == nil || who.TimeZone == "" {
			t.Nothing = "No times can be suggested: not everybody's time zone is written down."
			return t
		}
		hours := when.Hours{Zone: who.TimeZone, Slots: when.WorkingHours()}
		if e != nil && len(e.Availability) > 0 {
			hours.Slots = e.Availability
		} else {
			t.Assumed = true
		}
		all = append(all, hours)
		at := slices.Index(zones, who.TimeZone)
		if at < 0 {
			at = len(zones)
			zones = append(zones, who.TimeZone)
			t.Clocks = append(t.Clocks, view.Clock{City: who.TimeZone.City()})
		}
		t.Clocks[at].People = append(t.Clocks[at].People, r.who(member.Person, p.Record.PartyOf(member.Person), ""))
	}
	r.fillTimes(t, all, zones)
	return t
}

func (r *revealer) fillTimes(t *view.Together, all []when.Hours, zones []when.Zone) {
	free, err := when.Together(r.asOf.Add(1), slotDays, all)
	if err != nil {
		t.Nothing = "No times can be suggested: a time zone is not known."
		return
	}
	week := r.asOf.Add(8).Time()
	var weekly time.Duration
	for _, s := range free {
		if s.Until.Sub(s.From) < shortestFor {
			continue
		}
		if s.From.Before(week) {
			weekly += s.Until.Sub(s.From)
		}
		if len(t.Times) < slotsShown {
			t.Times = append(t.Times, view.FreeTime{From: s.From, Until: s.Until, By: inZones(s, zones)})
		}
	}
	number, unit := view.ValueWords(weekly.Hours(), "hours")
	t.Weekly = number + " " + unit
	if len(t.Times) == 0 {
		t.Nothing = "The hours that are written down do not meet. Taking turns with an early or a late one may help."
		t.Advice = r.toSection("where")
	}
}

// inZones writes a stretch by the clock of each zone, the day with it.
func inZones(s when.Stretch, zones []when.Zone) []string {
	var cells []string
	for _, z := range zones {
		zone, err := z.Location()
		if err != nil {
			return nil
		}
		from, until := s.From.In(zone), s.Until.In(zone)
		cells = append(cells, from.Format("Mon 2 Jan, 15:04")+"–"+endWords(until))
	}
	return cells
}
