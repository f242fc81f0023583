package life

import (
	"errors"
	"fmt"
	"iter"
	"maps"
	"reflect"
	"slices"
	"strings"

	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
)

// Rename gives a person another id. Their record keeps the old one under formerly, unless
// this takes the last renaming back.
func (d *Draft) Rename(who *record.Person, id record.PersonID) error {
	old, path := who.ID, record.PersonPath(id)
	switch other := d.Repo.Named(id); {
	case !record.ValidID(string(id)):
		return fmt.Errorf("%q is no id; %s", id, record.IDAllowed)
	case d.Repo.People.Has(id) || d.exists(path):
		return fmt.Errorf("%s is there already; if the two are one person: pairbook person merge %s %s", path, old, id)
	case other != nil && other.ID != old:
		return fmt.Errorf("%s: %q is under formerly there, and an id leads to one person; choose another", other.Path, id)
	case who.Incomplete:
		return fmt.Errorf("%s has a mistake; mend it first, pairbook check says where", who.Path)
	}
	if err := d.newID(old, id); err != nil {
		return err
	}
	fresh := *who
	fresh.Path, fresh.Formerly = path, slices.Clone(who.Formerly)
	if n := len(fresh.Formerly); n > 0 && fresh.Formerly[n-1] == id {
		fresh.Formerly = fresh.Formerly[:n-1]
		d.says("%s is %s again, and nothing leads to %s any more.", old, id, old)
	} else {
		fresh.Formerly = append(slices.DeleteFunc(fresh.Formerly, func(former record.PersonID) bool { return former == id }), old)
		d.says("%s is %s now. The old id is kept under formerly, so that old lists and pages still lead there.", old, id)
	}
	return d.set(&fresh, "formerly")
}

// Merge makes one person of two: what from has goes to into, whose values stay where both
// have one.
func (d *Draft) Merge(from, into *record.Person) error {
	if from.ID == into.ID {
		return fmt.Errorf("%s is one person already", from.ID)
	}
	if err := d.mergeable(from, into); err != nil {
		return err
	}
	lost, err := d.mergeInto(into, from, record.PersonPath(into.ID), record.PersonPath(from.ID))
	if err != nil {
		return err
	}
	for _, c := range d.Repo.Cohorts.All() {
		if a, b := c.Enrolments.Get(from.ID), c.Enrolments.Get(into.ID); a != nil && b != nil {
			more, err := d.mergeInto(b, a, b.Path, a.Path)
			if err != nil {
				return err
			}
			lost = append(lost, more...)
		}
	}
	if err := d.settle(); err != nil {
		return err
	}
	if err := d.newID(from.ID, into.ID); err != nil {
		return err
	}
	if err := d.settle(); err != nil {
		return err
	}
	for _, rec := range d.Repo.Records() {
		if err := d.once(rec, into.ID); err != nil {
			return err
		}
	}
	d.says("%s is %s now: one record, with the enrolments and pairings of both.", from.ID, into.ID)
	for _, value := range lost {
		d.says("%s", value)
	}
	return nil
}

// mergeable refuses two people who are not one: of one pairing, or kept apart.
func (d *Draft) mergeable(from, into *record.Person) error {
	for _, who := range []*record.Person{from, into} {
		if who.Incomplete {
			return fmt.Errorf("%s has a mistake; mend it first, pairbook check says where", who.Path)
		}
	}
	for _, c := range d.Repo.Cohorts.All() {
		for _, p := range c.Pairings.All() {
			if p.Has(from.ID) && p.Has(into.ID) {
				return fmt.Errorf("%s: both are members, and nobody meets themself; take one of them out first, if they are one person", p.Path)
			}
		}
	}
	if f, err := d.read(avoidFile); err != nil || f.after == nil {
		return err
	} else if list, _ := record.DecodeAvoid(avoidFile, f.after, d.Repo); slices.ContainsFunc(list.In(d.Repo), func(two [2]record.PersonID) bool {
		return slices.Contains(two[:], from.ID) && slices.Contains(two[:], into.ID)
	}) {
		return errors.New(avoidFile + " speaks of these two as two people; look there first")
	}
	return nil
}

// mergeInto adds to a record what another has, and removes the other. It returns a
// sentence for each value that is lost.
func (d *Draft) mergeInto(into, from record.Record, path, other string) (lost []string, err error) {
	a, b := reflect.ValueOf(into).Elem(), reflect.ValueOf(from).Elem()
	fresh := reflect.New(a.Type())
	fresh.Elem().Set(a)
	var keys []string
	theirs := maps.Collect(keyed(b))
	for key, field := range keyed(fresh.Elem()) {
		value, kept := joined(field, theirs[key])
		if key == "publish" && !theirs[key].Bool() {
			value, kept = theirs[key], true
		}
		switch {
		case kept:
		case field.Kind() == reflect.Pointer:
			lost = append(lost, fmt.Sprintf("%s: %s: what %s says stays where the two differ.", path, key, path))
		default:
			lost = append(lost, fmt.Sprintf("%s: %s: %q stays, and %q goes.", path, key, fmt.Sprint(field), fmt.Sprint(theirs[key])))
		}
		field.Set(value)
		keys = append(keys, key)
	}
	rec := fresh.Interface().(record.Record)
	if p, ok := rec.(*record.Person); ok {
		p.Formerly = append(p.Formerly, from.(*record.Person).ID)
	}
	if err := d.set(rec, keys...); err != nil {
		return nil, err
	}
	return lost, d.remove(other)
}

// keyed are the fields of a record that its file has a key for.
func keyed(rec reflect.Value) iter.Seq2[string, reflect.Value] {
	return func(yield func(string, reflect.Value) bool) {
		for i := range rec.NumField() {
			key, _, _ := strings.Cut(rec.Type().Field(i).Tag.Get("yaml"), ",")
			if key != "" && key != "-" && !yield(key, rec.Field(i)) {
				return
			}
		}
	}
}

// joined returns what two values are together; kept reports that nothing of b is lost.
func joined(a, b reflect.Value) (value reflect.Value, kept bool) {
	switch {
	case b.IsZero() || reflect.DeepEqual(a.Interface(), b.Interface()):
		return a, true
	case a.IsZero():
		return b, true
	case a.Kind() == reflect.Slice:
		all := reflect.AppendSlice(reflect.MakeSlice(a.Type(), 0, a.Len()), a)
		for i := range b.Len() {
			if !slices.ContainsFunc(slices.Collect(elements(a)), func(e any) bool { return reflect.DeepEqual(e, b.Index(i).Interface()) }) {
				all = reflect.Append(all, b.Index(i))
			}
		}
		return all, true
	case a.Kind() == reflect.Pointer:
		inner := reflect.New(a.Type().Elem())
		kept = true
		for i := range a.Elem().NumField() {
			value, all := joined(a.Elem().Field(i), b.Elem().Field(i))
			inner.Elem().Field(i).Set(value)
			kept = kept && all
		}
		return inner, kept
	}
	return a, false
}

func elements(list reflect.Value) func(yield func(any) bool) {
	return func(yield func(any) bool) {
		for i := range list.Len() {
			if !yield(list.Index(i).Interface()) {
				return
			}
		}
	}
}

// once leaves a person in each list once, and out of those that nobody is on for
// themself.
func (d *Draft) once(rec record.Record, id record.PersonID) error {
	fresh := reflect.New(reflect.TypeOf(rec).Elem())
	fresh.Elem().Set(reflect.ValueOf(rec).Elem())
	own := fresh.Interface() // whose record it is
	enrolment, enrolled := own.(*record.Enrolment)
	person, personal := own.(*record.Person)
	var keys []string
	for key, field := range keyed(fresh.Elem()) {
		changed := false
		switch value := field.Addr().Interface().(type) {
		case *[]record.PersonID:
			changed = unique(value, id, enrolled && enrolment.Person == id)
		case **[]record.PersonID:
			if *value != nil {
				attended := slices.Clone(**value)
				changed, *value = unique(&attended, id, false), &attended
			}
		case *[]record.Pin:
			changed = uniquePins(value, id)
		case *record.PersonID:
			if changed = personal && person.ID == id && *value == id; changed {
				*value = ""
			}
		}
		if changed {
			keys = append(keys, key)
		}
	}
	if keys == nil {
		return nil
	}
	return d.set(own.(record.Record), keys...)
}

// unique leaves an id in a list once, or not at all.
func unique(ids *[]record.PersonID, id record.PersonID, none bool) (changed bool) {
	seen := none
	kept := slices.DeleteFunc(slices.Clone(*ids), func(other record.PersonID) bool {
		again := other == id && seen
		seen = seen || other == id
		return again
	})
	changed = len(kept) < len(*ids)
	*ids = kept
	return changed
}

// uniquePins leaves out pins that are there twice, or of somebody with themself.
func uniquePins(pins *[]record.Pin, id record.PersonID) (changed bool) {
	var kept []record.Pin
	for _, pin := range *pins {
		peers := slices.Clone(pin.Peers)
		changed = unique(&peers, id, false) || changed
		pin.Peers = peers
		same := func(p record.Pin) bool {
			return p.Mentor == pin.Mentor && p.Mentee == pin.Mentee && slices.Equal(p.Peers, pin.Peers)
		}
		alone := pin.Mentor == pin.Mentee && len(pin.Peers) < 2 || slices.Contains(pin.Peers, pin.Mentor)
		if !alone && !slices.ContainsFunc(kept, same) {
			kept = append(kept, pin)
		}
	}
	changed = changed || len(kept) < len(*pins)
	*pins = kept
	return changed
}

// Leave records that a person leaves the programme: their enrolments, pairings and pins
// follow. A pairing goes on without them while both sides have somebody.
func (d *Draft) Leave(who *record.Person, reason record.Reason) error {
	if who.Left != 0 {
		return fmt.Errorf("%s: they left on %s", who.Path, who.Left)
	}
	fresh := *who
	fresh.Left = d.Day
	if err := d.set(&fresh, "left"); err != nil {
		return err
	}
	d.says("%s leaves on %s.", who.ID, d.Day.Long())
	var affected []record.CohortID
	for _, c := range d.Repo.Cohorts.All() {
		if c.Ended(d.Day) {
			continue
		}
		changed, err := d.leaveCohort(c, who.ID, reason)
		if err != nil {
			return err
		}
		if changed {
			affected = append(affected, c.ID)
		}
	}
	for _, c := range affected {
		d.next("write to who stays, then: pairbook match %s", c)
	}
	d.next("what else names them stays; pairbook person forget %s takes their name out of it", who.ID)
	return nil
}

// leaveCohort takes somebody out of a cohort that goes on; changed says of its pairings.
func (d *Draft) leaveCohort(c *record.Cohort, id record.PersonID, reason record.Reason) (changed bool, err error) {
	if e := c.Enrolments.Get(id); e != nil && e.Left == 0 && e.Status != record.Withdrawn {
		out := *e
		out.Left = d.Day
		if err := d.set(&out, "left"); err != nil {
			return false, err
		}
		d.says("%s: they leave the cohort.", c.ID)
	}
	pinned := *c
	of := func(p record.Pin) bool { return p.Mentor == id || p.Mentee == id || slices.Contains(p.Peers, id) }
	if pinned.Pins = slices.DeleteFunc(slices.Clone(c.Pins), of); len(pinned.Pins) < len(c.Pins) {
		if err := d.set(&pinned, "pins"); err != nil {
			return false, err
		}
		d.says("%s: the pins with them are taken out.", c.ID)
	}
	if slices.Contains(c.Coordinators, id) {
		d.next("%s has them among its coordinators; choose another in %s", c.ID, c.Path)
	}
	for _, p := range c.Pairings.All() {
		left, err := d.leavePairing(c, p, id, reason)
		if err != nil {
			return false, fmt.Errorf("%s: %w", p.Path, err)
		}
		changed = changed || left
	}
	return changed, nil
}

// leavePairing takes somebody out of a pairing. A backup follows the last mentor; the
// pairing ends if nobody is left on a side who meets.
func (d *Draft) leavePairing(c *record.Cohort, p *record.Pairing, id record.PersonID, reason record.Reason) (changed bool, err error) {
	fresh, name := *p, string(c.ID)+"/"+string(p.ID)
	stay := func(side []record.Member) (left []record.Member, others int) {
		left = slices.Clone(side)
		for i, m := range left {
			switch {
			case m.Until != 0 && m.Until <= d.Day:
			case m.Person == id:
				left[i].Until, changed = d.Day, true
			case !m.StandsBy():
				others++
			}
		}
		return left, others
	}
	var mentors, mentees, peers int
	fresh.Mentors, mentors = stay(p.Mentors)
	fresh.Mentees, mentees = stay(p.Mentees)
	fresh.Peers, peers = stay(p.Peers)
	open := p.State.GoesOn()
	if changed && open && mentors == 0 && mentees > 0 {
		mentors = d.follow(&fresh, id, name)
	}
	switch {
	case !changed || p.State == record.Declined || p.Begun() && !open:
		return false, nil
	case p.State == record.Open && mentors > 0:
		d.says("%s still looks for somebody, without them.", name)
		return true, d.set(&fresh, "mentors")
	case !open:
		fresh = *p
		fresh.State, fresh.Declined = record.Declined, &record.Decline{By: "coordinator", On: d.Day}
		d.says("%s never began, and is declined by the coordinator.", name)
		return true, d.set(&fresh, "state", "declined")
	case mentors > 0 && mentees > 0 || peers > 1:
		d.says("%s goes on with the others: %s.", name, strings.Join(others(&fresh, d.Day), ", "))
		return true, d.set(&fresh, "mentors", "mentees", "peers")
	}
	fresh = *p
	if err := end(&fresh, d.Day, Details{Reason: reason}); err != nil {
		return false, err
	}
	d.says("%s ends on that day, reason: %s.", name, reason)
	return true, d.set(&fresh, "state", "pauses", "ended", "reason")
}

// follow makes the first backup of a day a mentor from the next day on, and returns how
// many mentors there are then.
func (d *Draft) follow(p *record.Pairing, leaver record.PersonID, name string) int {
	i := slices.IndexFunc(p.Mentors, func(m record.Member) bool {
		return m.As == record.Backup && m.Person != leaver && m.On(d.Day) && m.On(d.Day.Add(1))
	})
	if i < 0 {
		return 0
	}
	follower := record.Member{Person: p.Mentors[i].Person, From: d.Day.Add(1), Until: p.Mentors[i].Until}
	p.Mentors[i].Until = d.Day
	p.Mentors = slices.Insert(p.Mentors, i+1, follower)
	d.says("%s: %s was the backup, and is the mentor from the next day on.", name, follower.Person)
	return 1
}

// others lists who is in a pairing after a day.
func others(p *record.Pairing, day when.Date) (ids []string) {
	for _, m := range p.Members() {
		if m.On(day.Add(1)) {
			ids = append(ids, string(m.Person))
		}
	}
	return ids
}
