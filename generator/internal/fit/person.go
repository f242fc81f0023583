package fit

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"pairbook/generator/internal/phrase"
	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/record"
)

// Folded returns s without case and surrounding spaces, for comparison.
func Folded(s string) string { return strings.ToLower(strings.TrimSpace(s)) }

// level compares two people's levels. A level that is unknown to the programme is
// -1.
type level struct {
	mentees, mentors  []int
	target, tolerance int
}

func (b *builder) level(target, tolerance int) *level {
	l := &level{target: target, tolerance: max(0, tolerance)}
	of := func(who *record.Person) int {
		return slices.IndexFunc(b.program.Levels, func(s string) bool { return Folded(s) == Folded(who.Level) && Folded(s) != "" })
	}
	for _, s := range b.pool.Mentees {
		l.mentees = append(l.mentees, of(s.Person))
	}
	for _, g := range b.pool.Mentors {
		l.mentors = append(l.mentors, of(g.Person))
	}
	return l
}

// off returns how many levels two people are beside those that are looked for.
func (l *level) off(mentee, mentor int) (levels int, known bool) {
	a, b := l.mentees[mentee], l.mentors[mentor]
	beside := max(b-a-l.target, l.target-b+a)
	return max(0, beside-l.tolerance), a >= 0 && b >= 0
}

func (l *level) raw(mentee, mentor int) (int, bool) {
	off, known := l.off(mentee, mentor)
	return max(0, 100-50*off), known
}

func (l *level) because(mentee, mentor int) (string, []record.TopicID) {
	if a, b := l.mentees[mentee] < 0, l.mentors[mentor] < 0; a || b {
		return unknown("level", a, b), nil
	}
	return l.apart(mentee, mentor) + "; the programme looks for " + l.sought(), nil
}

// apart says how far two people's levels are apart.
func (l *level) apart(mentee, mentor int) string {
	switch further := l.mentors[mentor] - l.mentees[mentee]; {
	case further == 0:
		return "the two are at the same level"
	case further < 0:
		return "the mentee is " + prose.Count(-further, "level") + " further on than the mentor"
	default:
		return "the mentor is " + prose.Count(further, "level") + " further on than the mentee"
	}
}

// sought says how many levels further on a mentor may be.
func (l *level) sought() string {
	least, most := l.target-l.tolerance, l.target+l.tolerance
	switch {
	case least == 0 && most == 0:
		return "the same level"
	case least == most:
		return fmt.Sprint(most)
	case l.target == 0:
		return prose.Count(most, "level") + " apart at most"
	case least < 0:
		return fmt.Sprintf("a mentor from %s behind to %d further on", prose.Count(-least, "level"), most)
	}
	return fmt.Sprintf("%d to %d", least, most)
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
	for _, who := range b.pool.repo.People.All() {
		spoken = append(spoken, Spoken(who)...)
	}
	l.names = slices.Compact(slices.Sorted(slices.Values(spoken)))
	of := func(who *record.Person) (numbers []int) {
		for _, tag := range Spoken(who) {
			n, _ := slices.BinarySearch(l.names, tag)
			numbers = append(numbers, n)
		}
		return numbers
	}
	for _, s := range b.pool.Mentees {
		l.mentees = append(l.mentees, of(s.Person))
	}
	for _, g := range b.pool.Mentors {
		l.mentors = append(l.mentors, of(g.Person))
	}
	return l
}

// Spoken lists the languages that somebody speaks, each once, without regions.
func Spoken(who *record.Person) (tags []string) {
	for _, tag := range who.Languages {
		if name := language(tag); name != "" {
			tags = append(tags, name)
		}
	}
	slices.Sort(tags)
	return slices.Compact(tags)
}

// language returns the language of a tag without its region: en-GB is en.
func language(tag string) string {
	name, _, _ := strings.Cut(strings.ReplaceAll(Folded(tag), "_", "-"), "-")
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
	words := "both speak " + prose.List(names)
	if len(names) == 1 {
		words += "; " + restWouldNeed + "a second language in common"
	}
	return words, nil
}

// preference holds who named whom, by index.
type preference struct{ byMentee, byMentor [][]int }

func (b *builder) preference() *preference {
	p := &preference{}
	for _, s := range b.pool.Mentees {
		p.byMentee = append(p.byMentee, indexes(s.Enrolment.Prefers, b.pool.Mentor))
	}
	for _, g := range b.pool.Mentors {
		p.byMentor = append(p.byMentor, indexes(g.Enrolment.Prefers, b.pool.Mentee))
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
		return "the mentee named the mentor; " + restWouldNeed + "that the mentor named the mentee, too", nil
	case other:
		return "the mentor named the mentee; " + restWouldNeed + "that the mentee named the mentor, too", nil
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
		u.mentees = append(u.mentees, Folded(s.Person.Unit))
	}
	for _, g := range b.pool.Mentors {
		u.mentors = append(u.mentors, Folded(g.Person.Unit))
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
	case a == b && u.same:
		return "both are of the same unit", nil
	case a == b:
		return "both are of the same unit; the programme looks for different ones", nil
	case u.same:
		return "the two are of different units; the programme looks for the same one", nil
	}
	return "the two are of different units", nil
}

// again compares whether two people have met before.
type again struct {
	*metBefore
	preferred bool
}

func (a again) raw(mentee, mentor int) (int, bool) {
	if a.forbids(mentee, mentor) == a.preferred {
		return 100, true
	}
	return 0, true
}

func (a again) because(mentee, mentor int) (string, []record.TopicID) {
	words, wished := "the two have not met before", "who have"
	if a.forbids(mentee, mentor) {
		words, wished = a.metBefore.because(mentee, mentor), "who have not"
	}
	if raw, _ := a.raw(mentee, mentor); raw == 0 {
		words += "; the programme looks for two " + wished
	}
	return words, nil
}
