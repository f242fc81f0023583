package match

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"pairbook/generator/internal/phrase"
	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/record"
)

// folded returns s without case and surrounding spaces, for comparison.
func folded(s string) string { return strings.ToLower(strings.TrimSpace(s)) }

// level compares two people's levels. A level that is unknown to the programme is
// -1.
type level struct {
	mentees, mentors  []int
	target, tolerance int
}

func (b *builder) level(target, tolerance int) *level {
	l := &level{target: target, tolerance: max(0, tolerance)}
	of := func(who *record.Person) int {
		return slices.IndexFunc(b.program.Levels, func(s string) bool { return folded(s) == folded(who.Level) && folded(s) != "" })
	}
	for _, s := range b.pool.Mentees {
		l.mentees = append(l.mentees, of(s.Person))
	}
	for _, g := range b.pool.Mentors {
		l.mentors = append(l.mentors, of(g.Person))
	}
	return l
}

func (l *level) raw(mentee, mentor int) (int, bool) {
	a, b := l.mentees[mentee], l.mentors[mentor]
	if a < 0 || b < 0 {
		return 0, false
	}
	off := b - a - l.target
	return max(0, 100-50*max(0, max(off, -off)-l.tolerance)), true
}

func (l *level) because(mentee, mentor int) (string, []record.TopicID) {
	a, b := l.mentees[mentee], l.mentors[mentor]
	switch {
	case a < 0 || b < 0:
		return unknown("level", a < 0, b < 0), nil
	case a == b:
		return "the two are at the same level" + l.wished(), nil
	case a > b:
		return "the mentee is " + prose.Count(a-b, "level") + " further on than the mentor" + l.wished(), nil
	}
	return "the mentor is " + prose.Count(b-a, "level") + " further on than the mentee" + l.wished(), nil
}

func (l *level) wished() string {
	if l.tolerance == 0 {
		return fmt.Sprintf("; the programme looks for %d", l.target)
	}
	return fmt.Sprintf("; the programme looks for %d to %d", l.target-l.tolerance, l.target+l.tolerance)
}

// languages compares two people's languages, as sorted numbers; nil when none are
// given.
type languages struct {
	mentees, mentors [][]int
	names            []string
}

func (b *builder) languages() *languages {
	l := &languages{}
	var spoken []string
	for _, who := range b.repo.People.All() {
		for _, tag := range who.Languages {
			spoken = append(spoken, language(tag))
		}
	}
	l.names = slices.Compact(slices.Sorted(slices.Values(spoken)))
	of := func(who *record.Person) []int {
		var numbers []int
		for _, tag := range who.Languages {
			if n, ok := slices.BinarySearch(l.names, language(tag)); ok && l.names[n] != "" {
				numbers = append(numbers, n)
			}
		}
		slices.Sort(numbers)
		return slices.Compact(numbers)
	}
	for _, s := range b.pool.Mentees {
		l.mentees = append(l.mentees, of(s.Person))
	}
	for _, g := range b.pool.Mentors {
		l.mentors = append(l.mentors, of(g.Person))
	}
	return l
}

// language returns the language of a tag without its region: en-GB is en.
func language(tag string) string {
	name, _, _ := strings.Cut(strings.ReplaceAll(folded(tag), "_", "-"), "-")
	return name
}

func (l *languages) known(mentee, mentor int) bool {
	return len(l.mentees[mentee]) > 0 && len(l.mentors[mentor]) > 0
}

func (l *languages) shared(mentee, mentor int) int {
	a, b, n := l.mentees[mentee], l.mentors[mentor], 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch c := cmp.Compare(a[i], b[j]); {
		case c == 0:
			n, i, j = n+1, i+1, j+1
		case c < 0:
			i++
		default:
			j++
		}
	}
	return n
}

func (l *languages) raw(mentee, mentor int) (int, bool) {
	if !l.known(mentee, mentor) {
		return 0, false
	}
	switch l.shared(mentee, mentor) {
	case 0:
		return 0, true
	case 1:
		return 80, true
	}
	return 100, true
}

func (l *languages) because(mentee, mentor int) (string, []record.TopicID) {
	if !l.known(mentee, mentor) {
		return unknown("languages", len(l.mentees[mentee]) == 0, len(l.mentors[mentor]) == 0), nil
	}
	var names []string
	for _, n := range l.mentees[mentee] {
		if slices.Contains(l.mentors[mentor], n) {
			names = append(names, phrase.LanguageName(l.names[n]))
		}
	}
	if names == nil {
		return "no language in common is written down", nil
	}
	slices.Sort(names)
	return "both speak " + prose.List(names), nil
}

// preference holds who named whom, by index.
type preference struct{ byMentee, byMentor [][]int }

func (b *builder) preference() *preference {
	p := &preference{}
	for _, s := range b.pool.Mentees {
		p.byMentee = append(p.byMentee, indexes(s.Enrolment.Prefers, b.pool.mentor))
	}
	for _, g := range b.pool.Mentors {
		p.byMentor = append(p.byMentor, indexes(g.Enrolment.Prefers, b.pool.mentee))
	}
	return p
}

func indexes(ids []record.PersonID, of func(record.PersonID) (int, bool)) []int {
	var all []int
	for _, id := range ids {
		if i, ok := of(id); ok {
			all = append(all, i)
		}
	}
	return all
}

func (p *preference) raw(mentee, mentor int) (int, bool) {
	one, other := slices.Contains(p.byMentee[mentee], mentor), slices.Contains(p.byMentor[mentor], mentee)
	switch {
	case one && other:
		return 100, true
	case one || other:
		return 60, true
	}
	return 0, true
}

func (p *preference) because(mentee, mentor int) (string, []record.TopicID) {
	one, other := slices.Contains(p.byMentee[mentee], mentor), slices.Contains(p.byMentor[mentor], mentee)
	switch {
	case one && other:
		return "each named the other", nil
	case one:
		return "the mentee named the mentor", nil
	case other:
		return "the mentor named the mentee", nil
	}
	return "neither named the other", nil
}

// unit compares units of the organisation; an empty one is unknown.
type unit struct {
	mentees, mentors []string
	same             bool
}

func (b *builder) unit(same bool) *unit {
	u := &unit{same: same}
	for _, s := range b.pool.Mentees {
		u.mentees = append(u.mentees, folded(s.Person.Unit))
	}
	for _, g := range b.pool.Mentors {
		u.mentors = append(u.mentors, folded(g.Person.Unit))
	}
	return u
}

func (u *unit) raw(mentee, mentor int) (int, bool) {
	a, b := u.mentees[mentee], u.mentors[mentor]
	switch {
	case a == "" || b == "":
		return 0, false
	case (a == b) == u.same:
		return 100, true
	}
	return 0, true
}

func (u *unit) because(mentee, mentor int) (string, []record.TopicID) {
	a, b := u.mentees[mentee], u.mentors[mentor]
	switch {
	case a == "" || b == "":
		return unknown("unit", a == "", b == ""), nil
	case a == b:
		return "both are of the same unit", nil
	}
	return "the two are of different units", nil
}
