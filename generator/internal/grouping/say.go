package grouping

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

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

// because says what a team has in common, criterion by criterion, with the points of each two on average, and in a
// group of the mentor with each.
func (t *pool) because(found team.Team) []fit.Points {
	var list [][]fit.Points
	if t.shape == record.InGroups {
		for _, m := range found.Members {
			list = append(list, t.led.Explain(m, found.Lead))
		}
		return append(t.mean(list, found, 1, "pairs of mentee and mentor"), t.amongMentees(found.Members))
	}
	for i, a := range found.Members {
		for _, b := range found.Members[:i] {
			list = append(list, t.others.Explain(a, b), t.others.Explain(b, a))
		}
	}
	return t.mean(list, found, 2, "pairs among them")
}

// mean gives each criterion its points on average of a list, in which so many in a row are of the same people, and the
// words for all these people.
func (t *pool) mean(list [][]fit.Points, found team.Team, each int, noun string) (all []fit.Points) {
	for i := range list[0] {
		p := list[0][i]
		p.Points, p.Shared, p.Raw, p.Known = 0, nil, 0, false
		var said []fit.Points
		for k, of := range list {
			p.Points += of[i].Points
			p.Known = p.Known || of[i].Known
			if each > 1 {
				of[i].Because = ofPeers().Replace(of[i].Because)
			}
			if k%each == 0 {
				said = append(said, of[i])
			} else if last := len(said) - 1; better(of[i], said[last]) < 0 {
				said[last] = of[i]
			}
		}
		p.Points = fit.Rounded(p.Points, len(list))
		switch {
		case p.Kind == "topics" && t.shape == record.InGroups:
			p.Because = t.sought(said)
		case p.Kind == "topics":
			p.Because = t.named(found.Members)
		case p.Kind == "availability":
			p.Because = t.free(found)
		case p.Kind == "languages":
			p.Because = t.speak(found)
		default:
			p.Because = mostly(said, noun)
		}
		all = append(all, p)
	}
	return all
}

// ofPeers makes the words for a mentor and a mentee those for two peers. No name of anybody or anything is in them.
func ofPeers() *strings.Replacer {
	return strings.NewReplacer("not known: the mentor's ", "not known of one of them: ", "not known: the mentee's ", "not known of one of them: ",
		"not known: both people's ", "not known of either: ", "a mentor from", "one from", "the mentor", "one", "the mentee", "the other")
}

// better compares what is said of two people, what is known and has more points before other.
func better(a, b fit.Points) int {
	switch {
	case a.Known && !b.Known:
		return -1
	case b.Known && !a.Known:
		return 1
	}
	return cmp.Or(cmp.Compare(b.Raw, a.Raw), cmp.Compare(a.Because, b.Because))
}

// mostly says what holds of most, and of how many.
func mostly(all []fit.Points, noun string) string {
	count := map[string]int{}
	for _, p := range all {
		count[p.Because]++
	}
	most := slices.MinFunc(all, func(a, b fit.Points) int {
		return cmp.Or(cmp.Compare(count[b.Because], count[a.Because]), better(a, b))
	}).Because
	switch n := count[most]; {
	case len(all) == 1:
		return most
	case n == len(all):
		return fmt.Sprintf("for each of the %d %s, %s", n, noun, most)
	default:
		return fmt.Sprintf("for %d of the %d %s, %s", n, len(all), noun, most)
	}
}

// amongMentees says what the mentees of a group have in common.
func (t *pool) amongMentees(members []int) fit.Points {
	each := 0
	for i, a := range members {
		for _, b := range members[:i] {
			score, _ := t.score(a, b)
			each += score
		}
	}
	n := len(members)
	return fit.Points{Criterion: "together", Kind: "together", Known: true, Points: fit.Rounded(each, n*(n-1)/2), Of: 100, Because: t.named(members)}
}

// named says which topics more than one member named.
func (t *pool) named(members []int) string {
	var topics [][]record.TopicID
	for _, m := range members {
		topics = append(topics, t.topics(m))
	}
	if words := t.byHowMany("named", topics, 2); words != "" {
		return words
	}
	return "no topic is named by two of them"
}

// sought says which topics of those that a mentor offers the mentees seek.
func (t *pool) sought(with []fit.Points) string {
	var topics [][]record.TopicID
	for _, p := range with {
		topics = append(topics, p.Shared)
	}
	if words := t.byHowMany("sought", topics, 1); words != "" {
		return "of what the mentor offers, " + words
	}
	return "nobody seeks exactly what the mentor offers"
}

// byHowMany lists the topics that at least so many have.
func (t *pool) byHowMany(done string, topics [][]record.TopicID, least int) string {
	count, words := map[record.TopicID]int{}, []string{}
	for _, own := range topics {
		for _, id := range own {
			count[id]++
		}
	}
	ids := []record.TopicID{}
	for id, n := range count {
		if n >= least {
			ids = append(ids, id)
		}
	}
	slices.SortFunc(ids, func(a, b record.TopicID) int { return cmp.Or(cmp.Compare(count[b], count[a]), cmp.Compare(a, b)) })
	for i, id := range ids {
		by := fmt.Sprintf("by %d of %d", count[id], len(topics))
		if count[id] == len(topics) {
			by = "by " + allOf(len(topics))
		}
		if i == 0 {
			by = "is " + done + " " + by
		}
		words = append(words, t.others.Quoted(id)+" "+by)
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

// some is so many of all.
func some(n, all int) string {
	switch {
	case n == all && n == 2:
		return "either of them"
	case n == all:
		return "any of them"
	case n == 1:
		return "one of them"
	}
	return fmt.Sprintf("%d of %d", n, all)
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
		return "free hours are not known of " + some(len(people)-known, len(people))
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
		return "languages are not known of " + some(len(everybody)-known, len(everybody))
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
