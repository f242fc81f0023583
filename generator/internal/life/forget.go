package life

import (
	"fmt"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"

	"pairbook/generator/internal/record"
)

// Remains is what a forgetting cannot reach, with how to reach it.
type Remains struct {
	Old         string
	Moved       [][2]string // the former and the present paths
	Expressions []string    // for git filter-repo, a line each
	Places      []string    // path:line of words that may be about the person
}

// Forget takes a person's name out of everything in the work tree: another id, which is
// their name, too, and says nothing, stands for them. What figures count stays.
func (d *Draft) Forget(who *record.Person) (*Remains, error) {
	if err := d.forgettable(who); err != nil {
		return nil, err
	}
	n := 1
	for ; d.Repo.Named(somebody(n)) != nil || d.exists(record.PersonPath(somebody(n))); n++ {
	}
	id := somebody(n)
	names := []string{who.Name}
	if f, err := d.read(namesFile); err != nil {
		return nil, err
	} else if f.after != nil {
		private, _ := record.DecodeNames(namesFile, f.after, d.Repo)
		names = append(names, private[who.ID])
	}
	w := wordsFor(d.Repo, who, names, id)
	if err := d.newID(who.ID, id); err != nil {
		return nil, err
	}
	if err := d.settle(); err != nil {
		return nil, err
	}
	if err := d.leaveBlank(id); err != nil {
		return nil, err
	}
	if err := d.forgetPairings(w); err != nil {
		return nil, err
	}
	if err := d.settle(); err != nil {
		return nil, err
	}
	if err := d.forgetPrivate(id); err != nil {
		return nil, err
	}
	r := &Remains{Old: string(who.ID), Expressions: w.expressions(), Places: d.linksOf(id)}
	if err := d.forgetTexts(w, id, r); err != nil {
		return nil, err
	}
	r.Moved = d.moved(w)
	d.says("%s is %s now, and may not be shown. Their topics, unit, training and the kind of their enrolments stay, because figures count them; all else of them is gone.", who.ID, id)
	return r, nil
}

// moved lists the files that are elsewhere now, but for private ones.
func (d *Draft) moved(w *words) (paths [][2]string) {
	for _, c := range d.Changes() {
		if c.Gone && !strings.HasPrefix(c.Path, "private/") {
			paths = append(paths, [2]string{c.Path, w.inPath(c.Path)})
		}
	}
	return paths
}

// linksOf returns where the links of a person's pairings are: what they lead to may
// name the person, too.
func (d *Draft) linksOf(id record.PersonID) (places []string) {
	for _, c := range d.Repo.Cohorts.All() {
		for _, p := range c.Pairings.All() {
			if len(p.Links) > 0 && p.Has(id) {
				places = append(places, fmt.Sprintf("%s:%d", p.Path, p.KeyAt("links").Line))
			}
		}
	}
	return places
}

func somebody(n int) record.PersonID { return record.PersonID(fmt.Sprintf("somebody-%d", n)) }

// forgettable refuses somebody who still takes part.
func (d *Draft) forgettable(who *record.Person) error {
	if who.Incomplete {
		return fmt.Errorf("%s has a mistake; mend it first, pairbook check says where", who.Path)
	}
	for _, p := range d.Repo.Programs.All() {
		if slices.Contains(p.Coordinators, who.ID) {
			return fmt.Errorf("%s: they are a coordinator; choose another there first", p.Path)
		}
	}
	for _, c := range d.Repo.Cohorts.All() {
		if slices.Contains(c.Coordinators, who.ID) && c.State != record.CohortClosed {
			return fmt.Errorf("%s: they are a coordinator; choose another there first", c.Path)
		}
		for _, p := range c.Pairings.All() {
			open := p.State == record.Open || p.State == record.Proposed || p.State.GoesOn()
			member := slices.ContainsFunc(p.Members(), func(m record.Member) bool { return m.Person == who.ID && (m.Until == 0 || m.Until > d.Day) })
			if open && member {
				return fmt.Errorf("%s: the state is %s, and they are in it; first: pairbook person leave %s --on DAY", p.Path, p.State, who.ID)
			}
		}
	}
	return nil
}

// leaveBlank leaves of a person's own record and enrolments what figures count.
func (d *Draft) leaveBlank(id record.PersonID) error {
	who := d.Repo.People.Get(id)
	blank := &record.Person{Name: string(id), Topics: who.Topics, Unit: who.Unit, Training: who.Training, Left: who.Left}
	if err := d.rewrite(who.Path, blank); err != nil {
		return err
	}
	for _, c := range d.Repo.Cohorts.All() {
		e := c.Enrolments.Get(id)
		if e == nil {
			continue
		}
		blank := *e
		blank.Availability, blank.Prefers = nil, nil
		if e.Mentee != nil {
			mentee := *e.Mentee
			mentee.Goals = nil
			blank.Mentee = &mentee
		}
		if err := d.rewrite(e.Path, &blank); err != nil {
			return err
		}
	}
	return nil
}

// rewrite writes a record anew, without the comments that it had.
func (d *Draft) rewrite(path string, rec record.Record) error {
	return d.change(path, func([]byte) ([]byte, error) { return record.Marshal(rec) })
}

// forgetPairings gives pairings whose id has a person's in it another, which names nobody.
func (d *Draft) forgetPairings(w *words) error {
	moved := map[string]string{}
	for _, c := range d.Repo.Cohorts.All() {
		number, to := 0, record.PairingID("")
		for _, p := range c.Pairings.All() {
			if fresh := *p; len(p.Formerly) > 0 {
				fresh.Formerly = slices.DeleteFunc(slices.Clone(p.Formerly), func(former record.PairingID) bool { return w.in(string(former), true) != string(former) })
				if len(fresh.Formerly) < len(p.Formerly) {
					if err := d.set(&fresh, "formerly"); err != nil {
						return err
					}
				}
			}
			if w.in(string(p.ID), true) == string(p.ID) {
				continue
			}
			for taken := true; taken; taken = c.Pairings.Has(to) {
				number++
				to = record.PairingID(fmt.Sprintf("pair-%02d", number))
			}
			if err := d.movePairing(c, p, to); err != nil {
				return err
			}
			moved[string(p.ID)] = string(to)
			d.says("%s/%s is %s/%s now, because its id had theirs in it.", c.ID, p.ID, c.ID, to)
		}
	}
	for _, id := range slices.Sorted(maps.Keys(moved)) {
		w.called(id, moved[id])
	}
	return nil
}

// movePairing gives a pairing another id, with all that is in its folder or refers to it.
func (d *Draft) movePairing(c *record.Cohort, p *record.Pairing, to record.PairingID) error {
	old, fresh := path.Dir(p.Path)+"/", path.Dir(record.PairingPath(c.ID, to))+"/"
	for _, rec := range d.Repo.Records() {
		src := rec.Where()
		refers := func(value any) (string, bool) {
			switch ref, _ := value.(record.PairingRef); string(ref) {
			case string(c.ID) + "/" + string(p.ID):
				return string(c.ID) + "/" + string(to), true
			case string(p.ID):
				return string(to), strings.HasPrefix(src.Path, path.Dir(c.Path)+"/")
			}
			return "", false
		}
		found := false
		record.Each(rec, func(_ []any, value any) {
			_, ok := refers(value)
			found = found || ok
		})
		if found {
			err := d.change(src.Path, func(raw []byte) ([]byte, error) {
				return record.Replace(raw, rec, func(_ []any, value any) (string, bool) { return refers(value) })
			})
			if err != nil {
				return err
			}
		}
		target := src.Path
		if rest, inside := strings.CutPrefix(src.Path, old); inside {
			target = fresh + rest
		} else if a, ok := rec.(*record.Attention); ok && a.Pairing == p.ID && strings.HasPrefix(src.Path, path.Dir(c.Path)+"/") {
			target = path.Dir(src.Path) + "/" + string(to) + strings.TrimPrefix(path.Base(src.Path), string(p.ID))
		}
		if err := d.move(src.Path, target); err != nil {
			return err
		}
	}
	return nil
}

// forgetPrivate takes a person's address and name out of the private folder.
func (d *Draft) forgetPrivate(id record.PersonID) error {
	err := d.change(namesFile, func(raw []byte) ([]byte, error) { return namesLine(id).ReplaceAll(raw, nil), nil })
	if err != nil {
		return err
	}
	return d.contact(id, "")
}

// namesLine matches the line of a person in the private list of names.
func namesLine(id record.PersonID) *regexp.Regexp {
	return regexp.MustCompile(`(?m)^["']?` + string(id) + `["']?\s*:.*(\n|$)`)
}

// own reports whether a file is about a person: of theirs, of a pairing of theirs, or a
// gathering that they came to.
func (d *Draft) own(file string, id record.PersonID) bool {
	if strings.HasPrefix(file, "private/") || file == record.PersonPath(id) {
		return true
	}
	for _, c := range d.Repo.Cohorts.All() {
		if file == record.EnrolmentPath(c.ID, id) {
			return true
		}
		for _, g := range c.Gatherings {
			if file == g.Path && g.Attended != nil && slices.Contains(*g.Attended, id) {
				return true
			}
		}
		for _, p := range c.Pairings.All() {
			note := strings.HasPrefix(file, path.Dir(c.Path)+"/attention/"+string(p.ID)+"-")
			if p.Has(id) && (note || strings.HasPrefix(file, path.Dir(p.Path)+"/")) {
				return true
			}
		}
	}
	return false
}
