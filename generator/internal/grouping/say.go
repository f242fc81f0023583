package grouping

import (
	"cmp"
	"fmt"
	"slices"

	"pairbook/generator/internal/fit"
	"pairbook/generator/internal/phrase"
	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/team"
)

// explain names the people of teams, with reasons, and who is alone.
func (s *Teams) explain(teams []team.Team) {
	t, placed := s.pool, map[int]bool{}
	for _, found := range teams {
		slices.Sort(found.Members)
		for _, m := range found.Members {
			placed[m] = true
		}
		s.Teams = append(s.Teams, t.explain(found))
	}
	slices.SortFunc(s.Teams, func(a, b Team) int { return slices.Compare(a.Members, b.Members) })
	for m := range t.names {
		if !placed[m] {
			s.Unmatched = append(s.Unmatched, t.alone(m, teams))
		}
	}
}

func (t *pool) explain(found team.Team) Team {
	shown := Team{Pinned: t.pinnedBy(found.Members)}
	together, led := 100, func(int) int { return 0 }
	if t.shape == record.InGroups {
		together, led = t.together(), func(a int) int { own, _ := t.led.Score(a, found.Lead); return own }
	}
	shown.Score, shown.Lowest = means(found.Members, together, func(a, b int) int { score, _ := t.score(a, b); return score }, led)
	for _, a := range found.Members {
		shown.Members = append(shown.Members, t.names[a])
	}
	if found.Lead >= 0 {
		shown.Mentor = string(t.led.Mentors[found.Lead].Person.ID)
	}
	if t.others != nil {
		shown.Because = t.because(found)
	}
	return shown
}

// means returns the mean of a team's members and that of the one who has the least. Somebody's is the mean of their
// scores with the others and, as far as together leaves some of 100, what they have with who leads them. Each is rounded
// once.
func means(members []int, together int, score func(a, b int) int, led func(a int) int) (mean, lowest int) {
	sum, others := 0, max(1, len(members)-1)
	for k, a := range members {
		own := (100 - together) * others * led(a)
		for _, b := range members {
			if a != b {
				own += together * score(a, b)
			}
		}
		sum += own
		if each := fit.Rounded(own, 100*others); k == 0 || each < lowest {
			lowest = each
		}
	}
	return fit.Rounded(sum, 100*others*len(members)), lowest
}

// because says what a team has in common, criterion by criterion, on average of each two, and in a group of
// the mentor with each.
func (t *pool) because(found team.Team) (all []fit.Points) {
	mean := func(list [][]fit.Points, because func(fit.Points) string) {
		for i := range list[0] {
			p := list[0][i]
			p.Points, p.Shared, p.Raw, p.Known = 0, nil, 0, false
			for _, of := range list {
				p.Points += of[i].Points
				p.Known = p.Known || of[i].Known
			}
			p.Points = fit.Rounded(p.Points, len(list))
			p.Because = because(p)
			all = append(all, p)
		}
	}
	if t.shape == record.InGroups {
		var list [][]fit.Points
		for _, m := range found.Members {
			list = append(list, t.led.Explain(m, found.Lead))
		}
		mean(list, func(p fit.Points) string { return t.withMentor(p, found) })
		each := 0
		for i, a := range found.Members {
			for _, b := range found.Members[:i] {
				score, _ := t.score(a, b)
				each += score
			}
		}
		n := len(found.Members)
		return append(all, fit.Points{Criterion: "together", Kind: "together", Known: true, Points: fit.Rounded(each, n*(n-1)/2), Of: 100,
			Because: t.named(found.Members)})
	}
	var list [][]fit.Points
	for i, a := range found.Members {
		for _, b := range found.Members[:i] {
			list = append(list, t.others.Explain(a, b), t.others.Explain(b, a))
		}
	}
	mean(list, func(p fit.Points) string { return t.amongEach(p, found) })
	return all
}

// amongEach says what members have in common of a criterion.
func (t *pool) amongEach(p fit.Points, found team.Team) string {
	switch p.Kind {
	case "topics":
		return t.named(found.Members)
	case "availability":
		return t.free(found)
	case "languages":
		return t.speak(found)
	}
	return "on average of each two"
}

// withMentor says what a mentor has in common with their group.
func (t *pool) withMentor(p fit.Points, found team.Team) string {
	switch p.Kind {
	case "availability":
		return t.free(found)
	case "languages":
		return t.speak(found)
	}
	return "on average of each mentee with the mentor"
}

// named says which topics more than one member named.
func (t *pool) named(members []int) string {
	count, words := map[record.TopicID]int{}, []string{}
	for _, m := range members {
		for _, id := range t.topics(m) {
			count[id]++
		}
	}
	ids := []record.TopicID{}
	for id, n := range count {
		if n > 1 {
			ids = append(ids, id)
		}
	}
	slices.SortFunc(ids, func(a, b record.TopicID) int { return cmp.Or(cmp.Compare(count[b], count[a]), cmp.Compare(a, b)) })
	for i, id := range ids {
		by := fmt.Sprintf("by %d of %d", count[id], len(members))
		if count[id] == len(members) {
			by = "by " + allOf(len(members))
		}
		if i == 0 {
			by = "is named " + by
		}
		words = append(words, t.others.Quoted(id)+" "+by)
	}
	if len(words) == 0 {
		return "no topic is named by two of them"
	}
	return prose.List(words)
}

// allOf is everybody of so many.
func allOf(n int) string {
	if n == 2 {
		return "both"
	}
	return "all"
}

// free says whether all can meet.
func (t *pool) free(found team.Team) string {
	people, known := []hours{}, 0
	for _, who := range t.everybody(found) {
		people = append(people, t.hours[who])
		if t.hours[who] != nil {
			known++
		}
	}
	switch {
	case known < 2:
		return "free hours are not known of two of them"
	case !meetWeekly(people):
		return "they have not written down an hour that they have in common every week"
	case known < len(people):
		return fmt.Sprintf("the %d whose free hours are known have an hour in common every week", known)
	}
	return allOf(len(people)) + " have an hour in common every week"
}

// speak says which languages all have.
func (t *pool) speak(found team.Team) string {
	everybody := t.everybody(found)
	tags, known := t.inCommon(everybody)
	var names []string
	for _, tag := range tags {
		names = append(names, phrase.LanguageName(tag))
	}
	slices.Sort(names)
	switch {
	case known < 2:
		return "languages are not known of two of them"
	case names == nil:
		return "no language that all of them speak is written down"
	case known < len(everybody):
		return fmt.Sprintf("the %d whose languages are known speak %s", known, prose.List(names))
	}
	return allOf(known) + " speak " + prose.List(names)
}

// inCommon lists the languages of all whose languages are known, and counts these.
func (t *pool) inCommon(people []int) (tags []string, known int) {
	for _, who := range people {
		if all := fit.Spoken(t.person(who)); len(all) > 0 {
			if known++; known == 1 {
				tags = all
			}
			tags = slices.DeleteFunc(tags, func(tag string) bool { return !slices.Contains(all, tag) })
		}
	}
	return tags, known
}

// canMeet reports whether people have an hour in common every week, and a language.
func (t *pool) canMeet(people ...int) bool {
	var free []hours
	for _, who := range people {
		free = append(free, t.hours[who])
	}
	tags, known := t.inCommon(people)
	return (known == 0 || len(tags) > 0) && meetWeekly(free)
}

// everybody lists a team's members and, after these, its mentor.
func (t *pool) everybody(found team.Team) []int {
	all := slices.Clone(found.Members)
	if found.Lead >= 0 {
		all = append(all, len(t.led.Mentees)+found.Lead)
	}
	return all
}
