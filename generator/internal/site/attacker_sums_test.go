package site

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"pairbook/generator/internal/view"
	"pairbook/generator/internal/when"
	"pgregory.net/rapid"
)

// TestNobodyIsToldBySums reads one build as an attacker would who knows how the site keeps
// back what it does: of no round, question or reason do sums and differences tell a number
// below the smallest group.
func TestNobodyIsToldBySums(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := drawGuarded(t)
		g.inGroups(pick(t, "in groups of", 2, 3, 5))
		g.asOf = max(g.asOf, when.Day(2026, 10, 1))
		truth := g.endings(t)
		g.rounds(t, "now", when.Day(2026, 9, 1), 0, g.group+1)
		g.rounds(t, "old", when.Day(2026, 1, 12), 0, g.group+1)
		a := &attacker{sums: &sums{}, group: g.group, asOf: g.asOf, site: g.build(t), known: map[string]bool{}}
		for _, cohort := range []string{"now", "old"} {
			a.rounds = append(a.rounds, g.asked(t, cohort)...)
			a.readRounds(cohort)
			a.readFigures(t, cohort)
			g.answers(cohort, truth)
		}
		a.readEvidence(t)
		a.readReasons(t)
		a.readPages(t)
		a.check(t, truth)
		reason := func(name string) bool { return strings.HasPrefix(name, "reason") }
		guarded := func(name string) bool { return reason(name) || strings.HasSuffix(name, " answered") }
		for _, told := range a.reached(int64(g.group), guarded, reason) {
			t.Errorf("in groups of %d, sums tell of %s", g.group, told)
		}
	})
}

// endings has pairings end in September, and counts the reasons.
func (g *guarded) endings(t *rapid.T) map[string]int {
	maps.DeleteFunc(g.files, func(file string, _ *fstest.MapFile) bool {
		return strings.HasPrefix(file, cohortDir+"pairings/") && !strings.HasPrefix(file, cohortDir+"pairings/"+g.odd+"/")
	})
	truth := map[string]int{}
	for i, reason := range reasons {
		n := rapid.IntRange(0, g.group+2).Draw(t, reason) * rapid.IntRange(0, 1).Draw(t, "any")
		truth["reason "+endReasons[i]] = n
		for k := range n {
			g.file(fmt.Sprintf("%spairings/merlin-%d-%d/pairing.yaml", cohortDir, i, k), "mentors: [odd-mentor]\nmentees: [odd-mentee]\nstate: ended\nreason: %s\nstarted: 2026-09-02\nended: 2026-09-20\n", reason)
		}
	}
	return truth
}

// endReasons are the words for the reasons, in their order.
var endReasons = []string{"Moved on to something else", "Not enough time", "A different match", "Another reason", "Reached their goals early"}

// asked are the rounds of a cohort up to the day of the build.
func (g *guarded) asked(t *rapid.T, cohort string) (all []polled) {
	for file := range g.files {
		if name, ok := strings.CutPrefix(file, "program/cohorts/"+cohort+"/surveys/"); ok {
			day, err := when.ParseDate(name[:len("2026-09-01")])
			if err != nil {
				t.Fatal(err)
			}
			if day <= g.asOf {
				all = append(all, polled{cohort, cohort + " " + strings.TrimSuffix(name, ".yaml"), day})
			}
		}
	}
	return all
}

// answers adds what people answered in a cohort.
func (g *guarded) answers(cohort string, truth map[string]int) {
	for file, f := range g.files {
		name, ok := strings.CutPrefix(file, "program/cohorts/"+cohort+"/surveys/")
		if !ok {
			continue
		}
		name = cohort + " " + strings.TrimSuffix(name, ".yaml")
		var r round
		fmt.Sscanf(string(f.Data), "asked: %d\nanswered: %d\ncounts: {useful: {1: %d, 2: %d, 3: %d}, again: {1: %d, 2: %d}}\n",
			&r.asked, &r.answered, &r.useful[0], &r.useful[1], &r.useful[2], &r.again[0], &r.again[1])
		truth[name+" asked"], truth[name+" answered"], truth[name+" silent"] = r.asked, r.answered, r.asked-r.answered
		for question, n := range map[string]int{"useful": r.useful[0] + r.useful[1] + r.useful[2], "again": r.again[0] + r.again[1]} {
			truth[name+" "+question+" answered"], truth[name+" "+question+" silent"] = n, r.answered-n
		}
	}
}

// attacker has a site, and what follows of it.
type attacker struct {
	*sums
	group  int
	asOf   when.Date
	site   map[string]string
	rounds []polled
	known  map[string]bool // pairs of numbers that are in the sums
}

// polled is a round, of which somebody knows that it was held.
type polled struct {
	cohort, name string
	day          when.Date
}

var (
	roundStart = regexp.MustCompile(`<(p class="empty"|details class="round"><summary)>Voices \((mentor|mentee)s\), <time datetime="([^"]*)">[^<]*</time>( <span class="muted">· (\d+) of (\d+) )?`)
	answersOf  = regexp.MustCompile(`(?s)<tr><th scope="row">(It was useful|I would again)\.</th>(.*?)</tr>`)
	answerN    = regexp.MustCompile(`<td class="n">(\d+)</td><td class="n">[^<]*</td>$`)
)

// readRounds takes a cohort's rounds from its page.
func (a *attacker) readRounds(cohort string) {
	page := a.site["cohorts/"+cohort+"/evidence.html"]
	starts := roundStart.FindAllStringSubmatchIndex(page, -1)
	for i, at := range starts {
		part := page[at[0]:]
		if i+1 < len(starts) {
			part = page[at[0]:starts[i+1][0]]
		}
		m := roundStart.FindStringSubmatch(part)
		r := polled{name: cohort + " " + m[3] + "-" + m[2] + "-voices"}
		a.of(r.name+" asked", r.name+" answered", r.name+" silent")
		for _, question := range []string{"useful", "again"} {
			a.of(r.name+" answered", r.name+" "+question+" answered", r.name+" "+question+" silent")
		}
		if m[5] == "" {
			a.most[a.at(r.name+" answered")] = int64(a.group) - 1
			continue
		}
		a.ratio(number64(m[5]), number64(m[6]), []polled{r})
		for _, row := range answersOf.FindAllStringSubmatch(part, -1) {
			name := r.name + map[string]string{"It was useful": " useful", "I would again": " again"}[row[1]] + " answered"
			if n := answerN.FindStringSubmatch(row[2]); n != nil {
				a.are(int(number64(n[1])), name)
				a.known[n[1]] = true
			} else {
				a.most[a.at(name)] = int64(a.group) - 1
			}
		}
	}
}

func number64(digits string) float64 {
	x, _ := strconv.ParseFloat(digits, 64)
	return x
}

// ratio says how many of those who were asked in some rounds answered.
func (a *attacker) ratio(answered, asked float64, rounds []polled) {
	names := func(what string) (all []string) {
		for _, r := range rounds {
			all = append(all, r.name+what)
		}
		return all
	}
	a.are(int(answered), names(" answered")...)
	a.are(int(asked), names(" asked")...)
	a.known[fmt.Sprintf("%v of %v", answered, asked)] = true
	a.known[fmt.Sprintf("%v of %v", asked-answered, asked)] = true
}

// until are a cohort's rounds up to a day.
func (a *attacker) until(cohort string, day when.Date) []polled {
	return slices.DeleteFunc(slices.Clone(a.rounds), func(r polled) bool { return r.cohort != cohort || r.day > day })
}

func (a *attacker) figure(cohort, day string, f figureJSON) {
	if f.Metric == "response_rate" && f.Value != nil {
		until, err := when.ParseDate(day)
		if err != nil {
			until = a.asOf
		}
		a.ratio(*f.Numerator, *f.Denominator, a.until(cohort, until))
	}
}

// readFigures takes all figures of a cohort, of this day and of others, from the data
// and the tables.
func (a *attacker) readFigures(t *rapid.T, cohort string) {
	var data cohortJSON
	if err := json.Unmarshal([]byte(a.site[view.CohortAPI(cohort)]), &data); err != nil {
		t.Fatal(err)
	}
	snapshots := append(data.AtAge, snapshotJSON{Cohort: cohort, Figures: data.Figures})
	if data.Before != nil {
		snapshots = append(snapshots, *data.Before)
	}
	for _, p := range data.Periods {
		snapshots = slices.Concat(snapshots, p.Now, p.Before)
	}
	for _, s := range snapshots {
		for _, f := range s.Figures {
			a.figure(s.Cohort, s.AsOf, f)
		}
	}
	table := strings.NewReader(strings.TrimPrefix(a.site["exports/"+cohort+"-metrics.csv"], "\ufeff"))
	rows, err := csv.NewReader(table).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		if row[0] == "response_rate" && row[3] != "" {
			a.ratio(number64(row[4]), number64(row[5]), a.until(cohort, a.asOf))
		}
	}
}

// readEvidence takes what the expectations rest on.
func (a *attacker) readEvidence(t *rapid.T) {
	var data []expectationJSON
	if err := json.Unmarshal([]byte(a.site[view.ExpectationsPath]), &data); err != nil {
		t.Fatal(err)
	}
	for _, e := range data {
		for _, c := range e.Cohorts {
			a.figure(c.Cohort, "", *c.Figure)
			for _, file := range c.Figure.Records {
				if _, name, ok := strings.Cut(file, "/surveys/"); ok && c.Figure.Metric == "satisfaction" {
					a.are(int(*c.Figure.Denominator), c.Cohort+" "+strings.TrimSuffix(name, ".yaml")+" useful answered")
				}
			}
		}
	}
}

var (
	counted = regexp.MustCompile(`<li><span>([^<]*)</span> <b>(\d+)</b></li>`)
	whyEnds = regexp.MustCompile(`(?s)Why some ended early</h3>(.*?)</section>`)
)

// readReasons takes why pairings ended from the page that says it.
func (a *attacker) readReasons(t *rapid.T) {
	var data cohortJSON
	if err := json.Unmarshal([]byte(a.site[view.CohortAPI("now")]), &data); err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, words := range endReasons {
		all[words] = "reason " + words
	}
	for _, f := range data.Figures {
		// How many ended is told in any case.
		if f.Metric == "early_endings" && int(*f.Numerator) >= a.group {
			a.are(int(*f.Numerator), slices.Sorted(maps.Values(all))...)
		}
	}
	why := whyEnds.FindString(a.site["cohorts/now/compare.html"])
	for _, m := range counted.FindAllStringSubmatch(why, -1) {
		n := int(number64(m[2]))
		if m[1] == "Other reasons" { // the last
			a.are(n, slices.Sorted(maps.Values(all))...)
			continue
		}
		a.are(n, all[m[1]])
		delete(all, m[1])
	}
}

var pairs = regexp.MustCompile(`(\d+ of \d+) (?:answers? asked for|people asked|person asked|answers? came)|from (\d+) (?:people|person)\b`)

// readPages finds no number of answers on any page that is not in the sums.
func (a *attacker) readPages(t *rapid.T) {
	for file, body := range a.site {
		for _, m := range pairs.FindAllStringSubmatch(body, -1) {
			if said := m[1] + m[2]; !a.known[said] {
				t.Errorf("%s tells %q, which no data does", file, m[0])
			}
		}
	}
}

// check holds what was read to the records: all that is known is true.
func (a *attacker) check(t *rapid.T, truth map[string]int) {
	for i, row := range a.whole() {
		sum, words := 0, []string{}
		for k, name := range a.names {
			if row[k].Sign() != 0 {
				sum += row[k].Sign() * truth[name]
				words = append(words, fmt.Sprintf("%d × %s", row[k].Sign(), name))
			}
		}
		if want := row[len(a.names)].Num().Int64(); int64(sum) != want {
			t.Fatalf("the attacker misreads: row %d, %s, is %d, and was read as %d", i, strings.Join(words, " + "), sum, want)
		}
	}
	for i, name := range a.names {
		if int64(truth[name]) > a.most[i] {
			t.Fatalf("the attacker takes %s for at most %d, and it is %d", name, a.most[i], truth[name])
		}
	}
}
