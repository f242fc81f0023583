package site

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pairbook/generator/internal/veil"
	"pairbook/generator/internal/view"
	"pairbook/generator/internal/when"
	"pairbook/generator/test/mini"
)

// TestAddressesNameNobody tries which ids of pairings become a published
// address: none that holds the id of anybody who may not be named, or a word of
// the name or the account of such a member.
func TestAddressesNameNobody(t *testing.T) {
	names := defaults + "publish: {people: names}\n"
	for _, c := range []struct {
		site, id, mentee string
		hidden           bool
	}{
		{defaults, "lapwing", "iddot", false},
		{defaults, "idada-walks", "iddot", true},
		{defaults, "ideve-walks", "iddot", true},   // anybody's id
		{defaults, "namedot-walks", "iddot", true}, // a member's first name
		{defaults, "walks-firthdot", "iddot", true},
		{defaults, "nameeve-walks", "iddot", false}, // nobody here
		{defaults, "handlebob", "idbob", true},
		{defaults, "some-sea-holly", "idfay", true}, // an account of two words
		{defaults, "some-sea", "idfay", false},
		{defaults, "o-fay", "idfay", true}, // Fay O
		{defaults, "o-walks", "idfay", false},
		{defaults, "elodie", "idfay", false},
		{defaults, "elodie", "idgil", true}, // Élodie
		{names, "namedot-walks", "iddot", false},
		{names, "idada-iddot", "iddot", false},
		{names, "namecyd-walks", "idcyd", true}, // consent was withheld
		{names, "idcyd-walks", "iddot", true},
		{names, "handlecyd", "idcyd", true},
		{names, "wraith", "wraith", true}, // a member without a record
	} {
		files := mini.Files(c.site)
		files["program/people/idfay.yaml"] = mini.File("name: Fay O\ngithub: sea-holly\n")
		files["program/people/idgil.yaml"] = mini.File("name: Élodie\n")
		dir := "program/cohorts/next/pairings/" + c.id
		files[dir+"/pairing.yaml"] = mini.File("mentors: [idada]\nmentees: [%s]\nstate: active\nstarted: 2026-03-30\n", c.mentee)
		files[dir+"/sessions/2026-03-31.md"] = mini.File("---\ndate: 2026-03-31\n---\n")
		page := "cohorts/next/pairings/" + c.id + ".html"
		site := render(t, input(t, files, veil.Public), page, "api/v1/cohorts/next.json", "cohorts/next/index.html", "exports/next-pairings.csv")
		_, there := site[page]
		delete(site, page)
		told := len(site) != 3
		for _, body := range site {
			told = told || strings.Contains(body, c.id)
		}
		if there == c.hidden || told == c.hidden {
			t.Errorf("%s with %s, %q: there is a page %t, it is told %t", c.id, c.mentee, c.site, there, told)
		}
		if whole := render(t, input(t, files, veil.Coordinators), page); whole[page] == "" {
			t.Errorf("coordinators have no page of %s", c.id)
		}
	}
}

// TestWhatDatesDo tries the day itself: what is logged, ends or begins on it has
// happened.
func TestWhatDatesDo(t *testing.T) {
	files := mini.Files(everything)
	files["program/cohorts/spring/pairings/tern/pairing.yaml"] = mini.File("mentors: [idada]\nmentees: [idbob]\nstate: ended\nstarted: 2026-03-02\nended: 2026-04-01\nreason: time\n")
	files["program/cohorts/spring/pairings/swift/pairing.yaml"] = mini.File("mentors: [idada]\nmentees: [idbob]\nstate: active\nstarted: 2026-04-01\npauses: [{from: 2026-04-01}]\n")
	files["program/cohorts/spring/pairings/lapwing/sessions/2026-04-01.md"] = mini.File("---\ndate: 2026-04-01\nnext: 2026-04-02\n---\n")
	for day, want := range map[when.Date]string{
		miniDay.Add(-1): "tern active  0 breaks, swift proposed  0 breaks, lapwing 3 logged, last 2026-03-10, next 2026-04-07",
		miniDay:         "tern ended 2026-04-01 0 breaks, swift paused  1 breaks, lapwing 4 logged, last 2026-04-01, next 2026-04-02",
		miniDay.Add(1):  "tern ended 2026-04-01 0 breaks, swift paused  1 breaks, lapwing 4 logged, last 2026-04-01, next 2026-04-07", // of an earlier log
	} {
		in := input(t, files, veil.Public)
		in.AsOf = day
		by := map[string]*view.Pairing{}
		for _, p := range shownCohort(in, "spring").Pairings {
			by[p.ID] = p
		}
		tern, swift, lapwing := by["tern"], by["swift"], by["lapwing"]
		got := fmt.Sprintf("tern %s %s %d breaks, swift %s %s %d breaks, lapwing %d logged, last %s, next %s", tern.State, tern.Ended, len(tern.Breaks),
			swift.State, swift.Ended, len(swift.Breaks), lapwing.Logged, lapwing.Last, lapwing.Next)
		if got != want {
			t.Errorf("on %s: %s\nwant %s", day, got, want)
		}
		if (swift.Started == 0) != (day < miniDay) {
			t.Errorf("on %s, swift started on %s", day, swift.Started)
		}
	}
}

// TestGoalsAndActionsInOrder shows a goal that was let go as such, and what is
// due first first, what has no day last.
func TestGoalsAndActionsInOrder(t *testing.T) {
	files := mini.Files(everything)
	dir := "program/cohorts/spring/pairings/lapwing/"
	files[dir+"plan.yaml"] = mini.File("goals:\n  - {id: a, text: letgo, set: 2026-03-12, dropped: 2026-03-20}\n  - {id: b, text: later, set: 2026-03-12, dropped: 2026-04-20}\n  - {id: c, text: reached, set: 2026-03-12, done: 2026-04-01}\n")
	files[dir+"sessions/2026-03-10.md"] = mini.File("---\ndate: 2026-03-10\nactions:\n  - {id: u, what: undated}\n  - {id: x, what: third, due: 2026-05-03}\n  - {id: y, what: first, due: 2026-03-09}\n  - {id: z, what: second, due: 2026-04-01}\n---\n")
	delete(files, dir+"actions/done-action.yaml")
	in := input(t, files, veil.Public)
	var p *view.Pairing
	for _, q := range shownCohort(in, "spring").Pairings {
		if q.ID == "lapwing" {
			p = q
		}
	}
	var goals, actions []string
	for _, g := range p.Goals {
		goals = append(goals, fmt.Sprint(g.Text, " ", g.Done != 0, " ", g.Dropped != 0))
	}
	for _, a := range p.Actions {
		actions = append(actions, fmt.Sprint(a.What, " ", a.Overdue))
	}
	if want := []string{"letgo false true", "later false false", "reached true false"}; !slices.Equal(goals, want) {
		t.Errorf("the goals are %q, want %q", goals, want)
	}
	if want := []string{"first true", "actiontextword true", "doneactiontext true", "second false", "third false", "undated false"}; !slices.Equal(actions, want) {
		t.Errorf("the actions are %q, want %q", actions, want)
	}
	page := render(t, in)["cohorts/spring/pairings/lapwing.html"]
	if !strings.Contains(page, `<span class="when">let go</span> <span><bdi>letgo`) {
		t.Error("the page does not say that a goal was let go")
	}
}

// TestARoleThatIsMissing builds what is sound: a programme names a role of
// which there is no record.
func TestARoleThatIsMissing(t *testing.T) {
	files := mini.Files(everything)
	delete(files, "program/roles/mentor.yaml")
	page := render(t, input(t, files, veil.Public))["cohorts/spring/pairings/lapwing.html"]
	if !strings.Contains(page, `id="pb-agenda"`) {
		t.Error("the pairing has no agenda")
	}
}

// TestNoPool passes on why nobody can be matched.
func TestNoPool(t *testing.T) {
	files := mini.Files(defaults)
	file := files["program/cohorts/next/cohort.yaml"]
	files["program/cohorts/next/cohort.yaml"] = mini.File("%s", strings.Replace(string(file.Data), "program: career", "program: gone", 1))
	page := render(t, input(t, files, veil.Coordinators))["cohorts/next/matching.html"]
	if !strings.Contains(page, "which is not there") {
		t.Error("the page does not say why nothing is proposed")
	}
}

// TestFoldsOfALongNavigation closes folds when there is one entry more than may
// be open.
func TestFoldsOfALongNavigation(t *testing.T) {
	for entries, open := range map[int]bool{mostOpen: true, mostOpen + 1: false} {
		programme, folds := &node{title: "Programme"}, []*node{{title: "Programmes"}, {title: "Cohorts"}}
		programme.add(folds[0])
		programme.add(folds[1])
		for i := range entries {
			folds[i%2].list("Entry", fmt.Sprintf("programs/%d.html", i))
		}
		b := &builder{handbook: newBranch(&node{}), programme: newBranch(programme)}
		if item := b.groups("elsewhere.html", "")[0].Items[0]; (len(item.Items) == entries/2) != open || (item.Path != "") == open {
			t.Errorf("with %d entries the fold is %+v", entries, item)
		}
	}
}

// TestWhoIsThanked thanks by name only where all are told of, and tells coordinators
// alone who would take part again.
func TestWhoIsThanked(t *testing.T) {
	for _, c := range []struct {
		audience veil.Audience
		mentee   string
		thanks   string
		again    int
	}{
		{veil.Public, "iddot", "aliasotter aliasdot", 0},
		{veil.Public, "idbob", "", 0},
		{veil.Coordinators, "idbob", "Nameada Firthada Namebob Firthbob", 1},
	} {
		files := mini.Files(defaults)
		files["program/cohorts/spring/pairings/swan/pairing.yaml"] = mini.File("mentors: [idada]\nmentees: [%s]\nstate: completed\nstarted: 2026-03-02\nended: 2026-03-30\n", c.mentee)
		in := input(t, files, c.audience)
		var closing *view.Closing
		for _, p := range shownCohort(in, "spring").Pairings {
			if p.ID == "swan" {
				closing = p.Closing
			}
		}
		var thanks []string
		for _, who := range closing.Thanks {
			thanks = append(thanks, who.Words)
		}
		if got := strings.Join(thanks, " "); got != c.thanks || len(closing.Again) != c.again {
			t.Errorf("to %d, with %s, thanks go to %q, and %v would take part again", c.audience, c.mentee, got, closing.Again)
		}
		page := render(t, in)["cohorts/spring/pairings/swan.html"]
		if strings.Contains(page, "would take part again") != (c.again > 0) {
			t.Errorf("to %d, the page tells who would take part again: %t", c.audience, c.again == 0)
		}
	}
}

// TestBreakByItsMonths writes a break whose days may not be told.
func TestBreakByItsMonths(t *testing.T) {
	for pauses, want := range map[string]string{
		"{from: 2026-03-20}":                    "On a break from March 2026 on.",
		"{from: 2026-03-20, until: 2026-04-20}": "On a break from March 2026 to April 2026.",
		"{from: 2026-03-02, until: 2026-03-31}": "",
		"{from: 2026-04-01}":                    "", // not before May
	} {
		files := mini.Files(defaults)
		files["program/cohorts/spring/pairings/lapwing/pairing.yaml"] = mini.File("mentors: [idada]\nmentees: [idbob]\nstate: active\nstarted: 2026-03-02\npauses: [%s]\n", pauses)
		page := render(t, input(t, files, veil.Public))["cohorts/spring/pairings/lapwing.html"]
		if !strings.Contains(render(t, input(t, files, veil.Coordinators))["cohorts/spring/pairings/lapwing.html"], "<title>a break</title>") {
			t.Errorf("%s is not drawn", pauses)
		}
		if strings.Contains(page, "On a break") != (want != "") || !strings.Contains(page, want) {
			t.Errorf("of %s the page does not say %q", pauses, want)
		}
	}
}

// TestNextMilestone turns to a milestone whose day has passed.
func TestNextMilestone(t *testing.T) {
	files := mini.Files(everything)
	files["program/cohorts/spring/pairings/lapwing/plan.yaml"] = mini.File("goals: [{id: a, text: A, set: 2026-03-02}]\n")
	for day := when.Day(2026, 4, 1); day < when.Day(2026, 6, 1); day = day.Add(7) {
		files["program/cohorts/spring/pairings/lapwing/sessions/"+day.String()+".md"] = mini.File("---\ndate: %s\n---\n", day)
	}
	repo := input(t, files, veil.Public).Repo
	for day, want := range map[when.Date]string{when.Day(2026, 3, 9): "Next on the way, by 9 Mar 2026", when.Day(2026, 3, 10): "Tick off, if it is done"} {
		in := inputOf(repo, files, veil.Public)
		in.AsOf = day
		if page := render(t, in)["cohorts/spring/pairings/lapwing.html"]; !strings.Contains(page, want) {
			t.Errorf("on %s the agenda does not say %q", day, want)
		}
	}
}
