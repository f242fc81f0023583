package check

import (
	"cmp"
	"iter"
	"path"

	"pairbook/generator/internal/diag"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
)

// actionEnd is what a log or a file of its own says became of an action.
type actionEnd struct {
	id      record.ActionID
	dropped bool
	on      when.Date // that of the log where none is written
	written bool
	record  record.Record
	path    []any
}

func (e actionEnd) at(more ...any) diag.Position {
	return e.record.Where().At(append(e.path, more...)...)
}

func (e actionEnd) file() string { return path.Base(e.record.Where().Path) }

// actionEnds yields what became of the actions of a pairing, by its logs and then by
// files of their own.
func actionEnds(p *record.Pairing) iter.Seq[actionEnd] {
	return func(yield func(actionEnd) bool) {
		for _, s := range p.Sessions {
			for i, a := range s.Done {
				if !yield(actionEnd{id: a.ID, on: cmp.Or(a.On, s.Date), written: a.On != 0, record: s, path: []any{"done", i}}) {
					return
				}
			}
			for i, id := range s.Dropped {
				if !yield(actionEnd{id: id, dropped: true, on: s.Date, record: s, path: []any{"dropped", i}}) {
					return
				}
			}
		}
		for _, a := range p.ActionEnds {
			if a.Done != 0 && !yield(actionEnd{id: a.ID, on: a.Done, written: true, record: a, path: []any{"done"}}) {
				return
			}
			if a.Dropped != 0 && !yield(actionEnd{id: a.ID, dropped: true, on: a.Dropped, written: true, record: a, path: []any{"dropped"}}) {
				return
			}
		}
	}
}

// actionOrder reports an action that was done or given up before it was agreed on. A
// log of an earlier day is for unknownAction.
func (c *checker) actionOrder(p *record.Pairing) {
	agreed := map[record.ActionID]when.Date{}
	for _, s := range p.Sessions {
		for _, a := range s.Actions {
			if _, known := agreed[a.ID]; !known && wellDated(s.Name, s.Date) {
				agreed[a.ID] = s.Date
			}
		}
	}
	for e := range actionEnds(p) {
		log, session := e.record.(*record.Session)
		if !e.written || e.on >= agreed[e.id] || session && log.Date < agreed[e.id] {
			continue
		}
		key, at := "done", e.at()
		switch {
		case session:
			key, at = "on", e.at("on")
		case e.dropped:
			key = "dropped"
		}
		c.errorf(at, "correct one of the two", "%s: %s is before the action %q was agreed on, %s", key, e.on, e.id, agreed[e.id])
	}
}

// doneTwice reports an action that was done on two days.
func (c *checker) doneTwice(p *record.Pairing) {
	first := map[record.ActionID]actionEnd{}
	for e := range actionEnds(p) {
		if e.dropped || e.id == "" {
			continue
		}
		if before, twice := first[e.id]; !twice {
			first[e.id] = e
		} else if before.on != e.on {
			c.warnf(e.at(), "keep the day that is true", "done: the action %q was done on %s, says %s", e.id, before.on, before.file())
		}
	}
}

// doneAndDropped reports an action that was both dropped and done, and a file of an
// action that says neither.
func doneAndDropped(c *checker) {
	for _, p := range c.pairings() {
		done := map[record.ActionID]string{}
		for e := range actionEnds(p) {
			if !e.dropped {
				done[e.id] = e.file()
			}
		}
		for e := range actionEnds(p) {
			if file, ok := done[e.id]; ok && e.dropped && e.id != "" {
				c.warnf(e.at(), "keep the one that is true", "dropped: the action %q was done, says %s", e.id, file)
			}
		}
		for _, a := range p.ActionEnds {
			if a.Done == 0 && a.Dropped == 0 && !a.Incomplete {
				c.warnf(a.At(), "add done or dropped, with the day", "the file does not say what became of the action %q", a.ID)
			}
		}
	}
}
