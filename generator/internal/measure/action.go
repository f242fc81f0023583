package measure

import (
	"cmp"

	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
)

// Action is something agreed in a log that counts. Done is zero unless a log that
// counts or a file of its own says that it was done by D. An id that a later log agrees again is the same action, as first
// agreed.
type Action struct {
	*record.Action
	Agreed  *record.Session
	Done    when.Date
	Dropped bool
}

// Open reports whether the action is neither done nor dropped.
func (a Action) Open() bool { return a.Done == 0 && !a.Dropped }

// due reports whether the action counts on a day: it was due by then, done or
// not, and was not dropped.
func (a Action) due(day when.Date) bool { return a.Due != 0 && a.Due <= day && !a.Dropped }

func (p *Pairing) observeActions() {
	place := map[record.ActionID]int{}
	for _, s := range p.Counted {
		for i := range s.Actions {
			a := &s.Actions[i]
			if _, known := place[a.ID]; !known {
				place[a.ID] = len(p.Actions)
				p.Actions = append(p.Actions, Action{Action: a, Agreed: s})
			}
		}
	}
	for _, s := range p.Counted {
		for _, done := range s.Done {
			if i, known := place[done.ID]; known {
				p.Actions[i].markDone(cmp.Or(done.On, s.Date), p.AsOf)
			}
		}
		for _, id := range s.Dropped {
			if i, known := place[id]; known {
				p.Actions[i].Dropped = true
			}
		}
	}
	for _, end := range p.Record.ActionEnds {
		if i, known := place[end.ID]; known {
			a := &p.Actions[i]
			a.markDone(end.Done, p.AsOf)
			a.Dropped = a.Dropped || end.Dropped != 0 && end.Dropped <= p.AsOf
		}
	}
}

// markDone keeps the earliest day on which a record says that the action was done.
func (a *Action) markDone(on, asOf when.Date) {
	if on != 0 && on <= asOf && (a.Done == 0 || on < a.Done) {
		a.Done = on
	}
}

// OpenActions lists the actions that are neither done nor dropped.
func (p *Pairing) OpenActions() []Action {
	return filter(p.Actions, Action.Open)
}

// OverdueActions lists the open actions that were due before D.
func (p *Pairing) OverdueActions() []Action {
	return filter(p.Actions, func(a Action) bool { return a.Open() && a.Due != 0 && a.Due < p.AsOf })
}

func followThrough(p *Pairing) Figure {
	inTime, all := 0, 0
	for _, a := range p.Actions {
		if !a.due(p.AsOf) {
			continue
		}
		all++
		if a.Done != 0 && a.Done <= a.Due {
			inTime++
		}
	}
	return ratio(float64(inTime), float64(all), p.actionPaths(), noAction)
}

func actionsOpen(p *Pairing) Figure { return p.actionCount(p.OpenActions()) }

func actionsOverdue(p *Pairing) Figure { return p.actionCount(p.OverdueActions()) }

func (p *Pairing) actionCount(actions []Action) Figure {
	return amount(float64(len(actions)), p.actionPaths())
}

// actionPaths returns the paths of all records about actions: that one is not
// open is as much a part of a count as that another is.
func (p *Pairing) actionPaths() []string {
	paths := []string{p.Record.Path}
	for _, s := range p.Counted {
		if len(s.Actions)+len(s.Done)+len(s.Dropped) > 0 {
			paths = append(paths, s.Path)
		}
	}
	for _, end := range p.Record.ActionEnds {
		if max(end.Done, end.Dropped) != 0 && max(end.Done, end.Dropped) <= p.AsOf {
			paths = append(paths, end.Path)
		}
	}
	return paths
}
