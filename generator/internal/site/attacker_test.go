package site

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"pairbook/generator/internal/record"
	"pairbook/generator/internal/veil"
	"pairbook/generator/internal/when"
	"pgregory.net/rapid"
)

// The attacker has every byte of every build. Two programmes that differ in
// something that is not to be told alone are built for everybody, and no byte
// may differ: then no arithmetic brings it back.

// TestNobodyIsToldBySubtraction draws programmes and what may not be told of
// them.
func TestNobodyIsToldBySubtraction(t *testing.T) {
	kinds := []struct {
		name   string
		differ func(*rapid.T, *guarded) (one, other func())
	}{
		{"the day of an ending", differentEndings},
		{"an ending before the month is over", endedOrNot},
		{"the reason of an ending", differentReasons},
		{"the days of a break", differentBreaks},
		{"a break within a month", breakOrNone},
		{"the day of a leaving", differentLeavings},
		{"the topics of somebody not to be shown", differentTopics},
		{"the answers of few", differentAnswers},
		{"the answers of few to a question", differentAnswersToOne},
		{"which of two rounds fewer answered", differentRounds},
		{"the id of a hidden pairing", differentIDs},
	}
	rapid.Check(t, func(t *rapid.T) {
		kind := kinds[rapid.IntRange(0, len(kinds)-1).Draw(t, "kind")]
		g := drawGuarded(t)
		one, other := kind.differ(t, g)
		one()
		first := g.build(t)
		other()
		sameSites(t, kind.name, first, g.build(t))
	})
}

func sameSites(t *rapid.T, kind string, first, second map[string]string) {
	t.Helper()
	if len(first) != len(second) || len(first) < 20 {
		t.Errorf("there are %d files and %d", len(first), len(second))
	}
	for file, body := range first {
		if second[file] != body {
			a, b := strings.Split(body, "\n"), strings.Split(second[file], "\n")
			i := 0
			for i < min(len(a), len(b))-1 && a[i] == b[i] {
				i++
			}
			t.Fatalf("%s: %s tells it:\n%.600s\nand\n%.600s", kind, file, a[i], b[i])
		}
	}
}

// guarded is a programme with one pairing that somebody is curious about, and
// the day of the build.
type guarded struct {
	files fstest.MapFS
	asOf  when.Date
	group int    // the smallest group
	odd   string // the pairing
	lines map[string]string
	month when.Date // a month in which something happens to it
}

const cohortDir = "program/cohorts/now/"

// build renders all files of the site for everybody.
func (g *guarded) build(t *rapid.T) map[string]string {
	t.Helper()
	repo, problems, err := record.Load(g.files)
	if err != nil || len(problems) > 0 {
		t.Fatalf("%v %v", err, problems)
	}
	in := inputOf(repo, g.files, veil.Public)
	in.AsOf = g.asOf
	site := map[string]string{}
	for _, o := range outputs(t, in) {
		var b strings.Builder
		if err := o.Render(&b); err != nil {
			t.Fatal(err)
		}
		site[o.Path] = b.String()
	}
	var report strings.Builder
	if err := WriteReportMarkdown(&report, veil.Report(in, "now")); err != nil {
		t.Fatal(err)
	}
	site["a sponsor's report"] = report.String()
	return site
}

func (g *guarded) file(name, format string, args ...any) {
	g.files[name] = &fstest.MapFile{Data: []byte(fmt.Sprintf(format, args...))}
}

// set gives the pairing other lines.
func (g *guarded) set(more string) {
	g.file(cohortDir+"pairings/"+g.odd+"/pairing.yaml", "mentors: [%s]\nmentees: [%s]\n%s", g.lines["mentor"], g.lines["mentee"], more)
}

// inGroups gives the site another smallest group.
func (g *guarded) inGroups(of int) {
	g.group = of
	site := string(g.files[record.SitePath].Data)
	g.file(record.SitePath, "%sminimum_group: %d}\n", site[:strings.Index(site, "minimum_group:")], of)
}

// turnOf is the first day of a month that comes after a day.
func turnOf(d when.Date) when.Date {
	for d++; d.Time().Day() != 1; d++ {
	}
	return d
}

func pick[V any](t *rapid.T, label string, from ...V) V {
	return rapid.SampledFrom(from).Draw(t, label)
}

func dayIn(t *rapid.T, label string, from, to when.Date) when.Date {
	return when.Date(rapid.IntRange(int(from), int(to)).Draw(t, label))
}

func drawGuarded(t *rapid.T) *guarded {
	g := &guarded{files: fstest.MapFS{}, group: pick(t, "group", 1, 3, 5), lines: map[string]string{}}
	people, sessions, publish := "aliases", pick(t, "sessions", "counts", "summaries"), true
	switch pick(t, "people", "aliases", "handles", "names", "hidden") {
	case "handles":
		people = "handles"
	case "names":
		people, sessions = "names", "counts"
	case "hidden":
		people, publish = "names", false
	}
	is := func(what string) bool { return rapid.Bool().Draw(t, what) }
	g.file(record.SitePath, "format: 1\ntitle: Guarded\nbase_url: https://guarded.example.org/\npublish: {people: %s, sessions: %s, goals: %t, actions: %t, health: %t, attention: true, network: %t, matching: %t, minimum_group: %d}\n",
		people, sessions, is("goals"), is("actions"), is("health"), is("network"), is("matching"), g.group)
	g.file("program/topics/knots.yaml", "name: Knots\n")
	g.file("program/topics/tides.yaml", "name: Tides\n")
	g.file("program/topics/stars.yaml", "name: Stars\n")
	g.file("program/programs/p.yaml", "name: P\nformat: formal\nroles: [mentor]\ncadence: %s\nobjectives:\n  - {id: soon, statement: Soon., metric: time_to_first, target: 14}\n  - {id: voices, statement: Answer., metric: response_rate, target: 0.5}\nsurveys:\n  - {id: mentor-voices, title: Voices, for: mentor, questions: [{id: useful, text: It was useful., scale: 3}, {id: again, text: I would again., scale: 2}]}\n  - {id: mentee-voices, title: Voices, for: mentee, questions: [{id: useful, text: It was useful., scale: 3}, {id: again, text: I would again., scale: 2}]}\nroi: {hour_cost: 40, coordination_hours: 10}\nmilestones:\n  - {id: met, name: Met, after: 1mo, owner: mentee}\n", pick(t, "cadence", "1w", "2w", "1mo"))
	g.file("program/roles/mentor.yaml", "name: Mentor\nexpectations:\n  - {id: rhythm, statement: Keep it., evidence: {metric: cadence_kept, at_least: 0.5}}\n  - {id: last, statement: Meet., evidence: {metric: days_since_last, at_least: 20}}\n  - {id: heard, statement: Listen., evidence: {survey: mentee-voices, question: useful, at_least: 0.5}}\n  - {id: asked, statement: Answer., evidence: {metric: response_rate, at_least: 0.5}}\n")
	g.cohort(t, "now", when.Day(2026, 9, 1), "running", 6)
	g.cohort(t, "old", when.Day(2026, 1, 12), "closed", 2)
	g.file("program/people/odd-mentor.yaml", "name: Odd Mentor\npublish: %t\ngithub: oddmentor\nalias: lynx\ntopics: [stars]\n", publish)
	g.file("program/people/odd-mentee.yaml", "name: Odd Mentee\n")
	g.odd, g.lines["mentor"], g.lines["mentee"] = pick(t, "id", "heron", "odd-mentor-odd-mentee"), "odd-mentor", "odd-mentee"
	g.file(cohortDir+"enrolments/odd-mentor.yaml", "mentor: {}\n")
	g.file(cohortDir+"enrolments/odd-mentee.yaml", "mentee: {seeks: [tides]}\n")
	for range rapid.IntRange(0, 6).Draw(t, "meetings") {
		g.meet(t, "now", g.odd, when.Day(2026, 9, 1), when.Day(2026, 12, 20))
	}
	g.month = pick(t, "month", when.Day(2026, 9, 1), when.Day(2026, 10, 1), when.Day(2026, 11, 1), when.Day(2026, 12, 1))
	g.asOf = dayIn(t, "as of", g.month, when.Day(2027, 2, 10))
	if is("at the turn") {
		g.asOf = turnOf(g.month).Add(pick(t, "around it", -1, 0, 1))
	}
	g.set("state: active\nstarted: 2026-09-01\n")
	return g
}

// cohort draws one with some other pairings.
func (g *guarded) cohort(t *rapid.T, id string, starts when.Date, state string, most int) {
	dir := "program/cohorts/" + id + "/"
	g.file(dir+"cohort.yaml", "program: p\nname: Cohort %s\nstarts: %s\nends: %s\nstate: %s\n", id, starts, starts.Add(180), state)
	for i := range rapid.IntRange(0, most).Draw(t, id+" pairings") {
		mentor, mentee := fmt.Sprintf("mentor%s%d", id, i), fmt.Sprintf("mentee%s%d", id, i)
		g.file("program/people/"+mentor+".yaml", "name: Mentor %s %d\n%s", id, i, pick(t, "alias", "", "alias: "+mentor+"x\n"))
		g.file("program/people/"+mentee+".yaml", "name: Mentee %s %d\n", id, i)
		g.file(dir+"enrolments/"+mentor+".yaml", "mentor: {offers: [%s]}\n", pick(t, "offer", "knots", "tides"))
		g.file(dir+"enrolments/"+mentee+".yaml", "mentee: {seeks: [%s]}\n", pick(t, "seek", "knots", "tides"))
		name := fmt.Sprintf("%s%d", pick(t, "name", "avocet", "merlin"), i)
		began := starts.Add(rapid.IntRange(0, 30).Draw(t, "began"))
		more := "state: active\n"
		if rapid.Bool().Draw(t, "ended") {
			more = fmt.Sprintf("state: ended\nreason: %s\nended: %s\n", drawReason(t, "reason"), dayIn(t, "end", began, began.Add(120)))
		}
		g.file(dir+"pairings/"+name+"/pairing.yaml", "mentors: [%s]\nmentees: [%s]\nstarted: %s\n%s", mentor, mentee, began, more)
		for range rapid.IntRange(0, 3).Draw(t, "meetings") {
			g.meet(t, id, name, began, began.Add(120))
		}
	}
}

func (g *guarded) meet(t *rapid.T, cohort, pairing string, from, to when.Date) {
	day := dayIn(t, "met", from, to)
	g.file(fmt.Sprintf("program/cohorts/%s/pairings/%s/sessions/%s.md", cohort, pairing, day),
		"---\ndate: %s\nduration: 1h\ntopics: [tides]\nactions: [{id: a%d, what: Do it, due: %s}]\n---\nTalk.\n", day, day, day.Add(14))
}

var reasons = []string{"moved-on", "time", "different-match", "other", "finished-early"}

func drawReason(t *rapid.T, label string) string { return pick(t, label, reasons...) }

func (g *guarded) dayOfMonth(t *rapid.T, label string) when.Date {
	return dayIn(t, label, g.month, turnOf(g.month).Add(-1))
}

func differentEndings(t *rapid.T, g *guarded) (one, other func()) {
	reason, until := drawReason(t, "reason of it"), rapid.Bool().Draw(t, "members until then")
	pause := pick(t, "break", "", "pauses: [{from: 2026-09-20, until: 2026-10-05}]\n", "pauses: [{from: 2026-11-15}]\n")
	end := func(day when.Date) func() {
		return func() {
			g.lines["mentee"] = "odd-mentee"
			if until {
				g.lines["mentee"] = fmt.Sprintf("{person: odd-mentee, until: %s}", day)
			}
			g.set(fmt.Sprintf("state: ended\nstarted: 2026-09-01\nended: %s\nreason: %s\n%s", day, reason, pause))
			g.file(cohortDir+"pairings/next/pairing.yaml", "mentors: [odd-mentor]\nmentees: [{person: odd-mentee}]\nstate: active\nstarted: %s\ncontinues: %s\n", turnOf(g.month).Add(-1), g.odd)
		}
	}
	return end(g.dayOfMonth(t, "one day")), end(g.dayOfMonth(t, "another day"))
}

// endedOrNot takes a day in the month of the ending.
func endedOrNot(t *rapid.T, g *guarded) (one, other func()) {
	end := g.dayOfMonth(t, "ended on")
	g.asOf = dayIn(t, "as of a day before it is told", g.month, turnOf(g.month).Add(-1))
	more := func() string {
		g.file(cohortDir+"pairings/next/pairing.yaml", "mentors: [odd-mentor]\nmentees: [odd-mentee]\nstate: active\nstarted: %s\ncontinues: %s\n", g.month, g.odd)
		return "started: 2026-09-01\n"
	}
	return func() { g.set(fmt.Sprintf("state: ended\nreason: time\nended: %s\n%s", end, more())) },
		func() { g.set("state: active\n" + more()) }
}

// differentReasons takes two reasons that too few have, whichever it is.
func differentReasons(t *rapid.T, g *guarded) (one, other func()) {
	have := map[string]int{}
	for name, f := range g.files {
		if strings.HasPrefix(name, cohortDir) {
			for _, reason := range reasons {
				have[reason] += strings.Count(string(f.Data), "reason: "+reason)
			}
		}
	}
	few := slices.DeleteFunc(slices.Clone(reasons), func(r string) bool { return have[r]+1 >= g.group })
	if len(few) < 2 {
		g.inGroups(9)
		few = reasons
	}
	end := g.dayOfMonth(t, "ended on")
	is := func(reason string) func() {
		return func() {
			g.set(fmt.Sprintf("state: ended\nstarted: 2026-09-01\nended: %s\nreason: %s\n", end, reason))
		}
	}
	return is(pick(t, "one reason", few...)), is(pick(t, "another", few...))
}

func differentBreaks(t *rapid.T, g *guarded) (one, other func()) {
	until := turnOf(turnOf(g.month).Add(40 * rapid.IntRange(0, 2).Draw(t, "months")))
	open := rapid.Bool().Draw(t, "goes on")
	rest := func(label string) func() {
		b := fmt.Sprintf("from: %s", g.dayOfMonth(t, label+" from"))
		if last := dayIn(t, label+" until", until, turnOf(until).Add(-1)); !open {
			b += fmt.Sprintf(", until: %s", last)
		}
		return func() { g.set("state: active\nstarted: 2026-09-01\npauses: [{" + b + "}]\n") }
	}
	return rest("one"), rest("another")
}

func breakOrNone(t *rapid.T, g *guarded) (one, other func()) {
	from := g.dayOfMonth(t, "from")
	until := dayIn(t, "until", from, turnOf(from).Add(-1))
	return func() {
			g.set(fmt.Sprintf("state: active\nstarted: 2026-09-01\npauses: [{from: %s, until: %s}]\n", from, until))
		}, func() {
			g.set("state: active\nstarted: 2026-09-01\n")
		}
}

func differentLeavings(t *rapid.T, g *guarded) (one, other func()) {
	leave := func(label string) func() {
		mentor, mentee, person := g.dayOfMonth(t, label+" mentor"), g.dayOfMonth(t, label+" mentee"), g.dayOfMonth(t, label+" person")
		return func() {
			g.file("program/people/odd-mentee.yaml", "name: Odd Mentee\npublish: false\nleft: %s\n", person)
			g.file(cohortDir+"enrolments/odd-mentor.yaml", "mentor: {}\nleft: %s\n", mentor)
			g.file(cohortDir+"enrolments/odd-mentee.yaml", "mentee: {seeks: [tides]}\nleft: %s\n", mentee)
		}
	}
	return leave("one"), leave("another")
}

func differentTopics(t *rapid.T, g *guarded) (one, other func()) {
	of := func(label string) func() {
		own, offers, seeks := pick(t, label+" own", "", "knots", "tides, stars"), pick(t, label+" offers", "", "knots", "stars"), pick(t, label+" seeks", "", "knots", "stars")
		return func() {
			g.file("program/people/odd-mentor.yaml", "name: Odd Mentor\npublish: false\ntopics: [%s]\n", own)
			g.file("program/people/odd-mentee.yaml", "name: Odd Mentee\npublish: false\ntopics: [%s]\n", own)
			g.file(cohortDir+"enrolments/odd-mentor.yaml", "mentor: {offers: [%s]}\n", offers)
			g.file(cohortDir+"enrolments/odd-mentee.yaml", "mentee: {seeks: [%s]}\n", seeks)
			g.file(cohortDir+"pairings/"+g.odd+"/pairing.yaml", "mentors: [odd-mentor]\nmentees: [odd-mentee]\nstate: proposed\nmatch: {score: 5, because: [both]}\n")
		}
	}
	return of("one"), of("another")
}
