package site

import (
	"crypto/sha256"
	"fmt"
	"strings"

	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
	"pgregory.net/rapid"
)

var voices = []string{"mentor-voices", "mentee-voices"}

// round is a round of a survey: how many were asked, and what they answered to the two
// questions.
type round struct {
	asked, answered int
	useful          [3]int
	again           [2]int
}

// drawRound draws one that from some to most people answered.
func drawRound(t *rapid.T, some, most int) round {
	r := round{answered: rapid.IntRange(some, most).Draw(t, "answered")}
	r.asked = r.answered + rapid.IntRange(0, 3).Draw(t, "silent")
	share(t, r.useful[:], r.answered)
	share(t, r.again[:], r.answered)
	return r
}

// share has some people give each answer, some or all of them.
func share(t *rapid.T, counts []int, people int) {
	for i := range counts {
		counts[i] = rapid.IntRange(0, people).Draw(t, "answers")
		people -= counts[i]
	}
}

func (g *guarded) round(cohort string, day when.Date, survey string, r round) {
	g.file(fmt.Sprintf("program/cohorts/%s/surveys/%s-%s.yaml", cohort, day, survey), "asked: %d\nanswered: %d\ncounts: {useful: {1: %d, 2: %d, 3: %d}, again: {1: %d, 2: %d}}\n",
		r.asked, r.answered, r.useful[0], r.useful[1], r.useful[2], r.again[0], r.again[1])
}

// rounds draws some rounds of a cohort's surveys.
func (g *guarded) rounds(t *rapid.T, cohort string, from when.Date, some, most int) {
	for range rapid.IntRange(0, 5).Draw(t, cohort+" rounds") {
		g.round(cohort, from.Add(rapid.IntRange(0, 120).Draw(t, "asked on")), pick(t, "survey", voices...), drawRound(t, some, most))
	}
}

func differentAnswers(t *rapid.T, g *guarded) (one, other func()) {
	g.inGroups(max(g.group, 2))
	g.rounds(t, "now", when.Day(2026, 9, 1), g.group, g.group+4)
	day, survey := g.dayOfMonth(t, "asked on"), pick(t, "survey", voices...)
	is := func(r round) func() { return func() { g.round("now", day, survey, r) } }
	return is(drawRound(t, 0, g.group-1)), is(drawRound(t, 0, g.group-1))
}

func differentAnswersToOne(t *rapid.T, g *guarded) (one, other func()) {
	g.inGroups(max(g.group, 2))
	g.rounds(t, "now", when.Day(2026, 9, 1), 0, g.group+4)
	day, survey, r := g.dayOfMonth(t, "asked on"), pick(t, "survey", voices...), drawRound(t, g.group, g.group+4)
	few := func() func() {
		r := r
		share(t, r.useful[:], rapid.IntRange(0, g.group-1).Draw(t, "answered it"))
		return func() { g.round("now", day, survey, r) }
	}
	return few(), few()
}

func differentRounds(t *rapid.T, g *guarded) (one, other func()) {
	g.inGroups(max(g.group, 2))
	g.rounds(t, "now", when.Day(2026, 9, 1), g.group, g.group+4)
	first, second := drawRound(t, 0, g.group-1), drawRound(t, 0, g.group-1)
	day := g.dayOfMonth(t, "asked on")
	is := func(of ...round) func() {
		return func() {
			for i, r := range of {
				g.round("now", day, voices[i], r)
			}
		}
	}
	return is(first, second), is(second, first)
}

// differentIDs takes two ids that have another between them, and whose sums, by which
// hidden pairings are numbered, have none.
func differentIDs(t *rapid.T, g *guarded) (one, other func()) {
	site := string(g.files[record.SitePath].Data)
	g.file(record.SitePath, "%s", strings.NewReplacer("people: names", "people: aliases", "people: handles", "people: aliases").Replace(site))
	sum := func(id string) string {
		sum := sha256.Sum256([]byte("now/" + id))
		return string(sum[:])
	}
	first, last := "", ""
	for letter := 'a'; letter <= 'z'; letter++ {
		id := "odd-mentee-" + string(letter)
		switch {
		case sum(id) > sum("odd-mentee-m") || sum(id) > sum("odd-mentor-odd-mentee"):
		case letter < 'm' && first == "":
			first = id
		case letter > 'm':
			last = id
		}
	}
	g.odd = "odd-mentee-m"
	g.set("state: active\nstarted: 2026-09-02\n")
	is := func(id, not string) func() {
		return func() {
			for _, file := range []string{"pairing.yaml", "sessions/2026-09-09.md"} {
				delete(g.files, cohortDir+"pairings/"+not+"/"+file)
			}
			g.odd = id
			g.set("state: active\nstarted: 2026-09-03\n")
			g.file(cohortDir+"pairings/"+id+"/sessions/2026-09-09.md", "---\ndate: 2026-09-09\n---\n")
		}
	}
	return is(first, last), is(last, first)
}
