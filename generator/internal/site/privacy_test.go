package site

import (
	"encoding/json"
	"fmt"
	"maps"
	"path"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pairbook/generator/internal/veil"
	"pairbook/generator/internal/view"
	"pairbook/generator/test/mini"
)

// allPages is every struct that a template is given.
var allPages = map[string]any{
	"home": homePage{}, "handbook": handbookPage{}, "roles": rolesPage{}, "role": rolePage{},
	"programs": programsPage{}, "program": programPage{}, "cohorts": cohortsPage{}, "cohort": cohortPage{}, "evidence": evidencePage{}, "compare": comparePage{}, "figures": figuresPage{}, "gatherings": gatheringsPage{}, "period": periodPage{},
	"pairing": pairingPage{}, "matching": matchingPage{}, "proposal": proposalPage{}, "log": logPage{}, "join": joinPage{}, "people": peoplePage{}, "person": personPage{}, "metrics": metricsPage{}, "about": aboutPage{}, "attention": attentionPage{}, "network": networkPage{}, "roi": roiPage{}, "404": notFoundPage{},
	"search": titlesPage{}, "moved": movedPage{}, "report": reportPage{}, "certificate": certificatePage{},
}

// TestNoPageCanHoldARecord walks the types of all that pages are made of: none
// reaches a record or a figure with its paths, or a function that may hold one.
func TestNoPageCanHoldARecord(t *testing.T) {
	if names := slices.Sorted(maps.Keys(allPages)); !slices.Equal(names, slices.Sorted(slices.Values(pageNames))) {
		t.Errorf("the test knows the pages %v, and the theme %v", names, pageNames)
	}
	seen := map[reflect.Type]bool{}
	for name, page := range allPages {
		walkType(t, name, reflect.TypeOf(page), seen)
	}
	walkType(t, "Programme", reflect.TypeOf(view.Programme{}), seen)
	for _, v := range []any{indexJSON{}, cohortJSON{}, pairingsJSON{}, expectationJSON{}, matchingJSON{}, attentionJSON{}, networkJSON{}, roiJSON{}, atomFeed{}, sitemap{}, sitemapIndex{}} {
		walkType(t, fmt.Sprintf("%T", v), reflect.TypeOf(v), seen)
	}
}

// inner reports whether a package's values are not to be shown as they are.
func inner(pkg string) bool {
	return slices.Contains([]string{"record", "measure", "health", "fit", "grouping", "match", "network"}, path.Base(pkg))
}

// TestNoScoresForEverybody finds the proposal, which holds scores, in the page
// of coordinators and within reach of no other page.
func TestNoScoresForEverybody(t *testing.T) {
	for name, page := range allPages {
		if reaches(reflect.TypeOf(page), reflect.TypeFor[view.Proposal](), map[reflect.Type]bool{}) != (name == "proposal") {
			t.Errorf("whether the page %s can hold a proposal is not as it should be", name)
		}
	}
	for _, part := range []reflect.Type{reflect.TypeFor[view.Matching](), reflect.TypeFor[view.Cohort](), reflect.TypeFor[view.Pairing](), reflect.TypeFor[matchingJSON](), reflect.TypeFor[cohortJSON]()} {
		for _, secret := range []reflect.Type{reflect.TypeFor[view.ProposedPair](), reflect.TypeFor[view.CriterionPoints](), reflect.TypeFor[view.NoPlace](), reflect.TypeFor[view.BlockingPair]()} {
			if reaches(part, secret, map[reflect.Type]bool{}) {
				t.Errorf("%s can hold a %s", part, secret)
			}
		}
	}
}

// reaches reports whether a value of a type can hold one of another, however deep.
func reaches(from, to reflect.Type, seen map[reflect.Type]bool) bool {
	if from == to {
		return true
	}
	if seen[from] {
		return false
	}
	seen[from] = true
	switch from.Kind() {
	case reflect.Map:
		return reaches(from.Key(), to, seen) || reaches(from.Elem(), to, seen)
	case reflect.Pointer, reflect.Slice, reflect.Array:
		return reaches(from.Elem(), to, seen)
	case reflect.Struct:
		for f := range from.Fields() {
			if reaches(f.Type, to, seen) {
				return true
			}
		}
	}
	return false
}

func walkType(t *testing.T, way string, of reflect.Type, seen map[reflect.Type]bool) {
	if seen[of] {
		return
	}
	seen[of] = true
	switch pkg := of.PkgPath(); {
	case inner(pkg):
		t.Errorf("%s is a %s", way, of)
		return
	case of.Kind() == reflect.Interface && of.NumMethod() == 0:
		t.Errorf("%s may be anything", way)
	}
	switch of.Kind() {
	case reflect.Map:
		walkType(t, way+" key", of.Key(), seen)
		walkType(t, way+" value", of.Elem(), seen)
	case reflect.Pointer, reflect.Slice, reflect.Array, reflect.Chan:
		walkType(t, way, of.Elem(), seen)
	case reflect.Struct:
		for f := range of.Fields() {
			walkType(t, way+"."+f.Name, f.Type, seen)
		}
	case reflect.Func:
		t.Errorf("%s is a function, which may hold anything", way)
	}
}

// asked is what a build was asked to show.
type asked struct {
	people, sessions                                     string
	goals, actions, health, attention, network, matching bool
	coordinators                                         bool
}

func (a asked) site() string {
	return defaults + fmt.Sprintf("visibility: internal\npublish: {people: %s, sessions: %s, goals: %t, actions: %t, health: %t, attention: %t, network: %t, matching: %t}\n",
		a.people, a.sessions, a.goals, a.actions, a.health, a.attention, a.network, a.matching)
}

func never(asked) bool          { return false }
func always(asked) bool         { return true }
func coordinators(a asked) bool { return a.coordinators }
func named(a asked) bool        { return a.coordinators || a.people == "names" }
func told(a asked) bool         { return a.coordinators || a.people != "aliases" } // by name or account
func summaries(a asked) bool    { return a.coordinators || a.sessions == "summaries" }
func goals(a asked) bool        { return a.coordinators || a.goals }
func actions(a asked) bool      { return a.coordinators || a.actions }
func ties(a asked) bool         { return a.coordinators || a.network }

// canaries are the words of mini.txtar, and who may see each.
var canaries = map[string]func(asked) bool{
	"idada":    named,
	"nameada":  named,
	"firthada": named,
	// Somebody is called by one of name, handle and alias; a name's page also
	// links to the handle.
	"aliasotter": func(a asked) bool { return !a.coordinators && a.people == "aliases" },
	"handleada":  func(a asked) bool { return a.coordinators || a.people != "aliases" },
	"idbob":      named,
	"namebob":    named,
	"handlebob":  func(a asked) bool { return a.coordinators || a.people != "aliases" },
	// Consent was withheld.
	"idcyd":     coordinators,
	"namecyd":   coordinators,
	"firthcyd":  coordinators,
	"aliascyd":  never,
	"handlecyd": coordinators,
	"iddot":     named,
	"namedot":   named,
	"aliasdot":  func(a asked) bool { return !a.coordinators && a.people != "names" },
	"ideve":     named,
	"nameeve":   named,
	"nameboss":  named,
	"idboss":    named,

	"aboutword":         named,
	"pronounword":       named,
	"ownlinkword":       named,
	"titleword":         told,
	"summaryword":       told,
	"linkword":          told,
	"levelword":         coordinators,
	"unitword":          coordinators,
	"mon 09:00":         coordinators,
	"waiting":           coordinators,
	"a different match": coordinators,
	"outcomeword":       coordinators,
	"sourceword":        coordinators,
	"laterchange":       never, // its day has not come
	"laterbecause":      never,
	"becauseword":       coordinators, // reasons speak of levels and free hours
	"proposedword":      coordinators,
	"attentionword":     coordinators,
	"just a hello":      coordinators,
	"words to write":    coordinators,
	"rests until":       coordinators,
	"worth a look":      coordinators,
	"guestword":         coordinators,
	"introductionword":  coordinators,
	"nairobi time":      named,

	"goaltextword":              goals,
	"donegoaltext":              goals,
	"goalidword":                goals, // the form for a log names goals by it
	"enrolgoalword":             goals,
	"actiontextword":            actions,
	"actionidword":              actions, // to tick it off
	"doneactiontext":            never,   // only what is open is listed
	"done-action":               actions, // in the path of what says that it is done
	">12 mar 2026":              goals,
	">18 mar 2026":              goals,
	">1 may 2026":               goals,
	">6 mar 2026":               goals, // a milestone, which the plan says was reached
	">9 mar 2026":               goals,
	"noteword":                  summaries,
	"· by video":                summaries,
	"gatheringtitle":            always,
	"· 3 came":                  always,
	"calledword":                summaries,
	"· 50m":                     summaries,
	"there: ":                   coordinators,                                                                                     // who came
	">7 apr 2026":               summaries,                                                                                        // the next meeting
	">20 mar 2026":              coordinators,                                                                                     // an early ending, of somebody who is not to be shown
	">23 mar 2026":              func(a asked) bool { return a.coordinators || a.people == "names" && a.sessions == "summaries" }, // a break
	"did not come about</span>": summaries,
	"matching.html":             func(a asked) bool { return a.coordinators || a.matching },
	"a proposed pair is":        func(a asked) bool { return !a.coordinators && a.matching },
	"what brought them":         func(a asked) bool { return !a.coordinators && a.matching },
	"topicpoints":               coordinators, // a criterion, with its points
	"pinned by idboss":          coordinators,
	"has room; idada":           coordinators, // why somebody has no place
	"no place this round":       coordinators,
	`"score":`:                  coordinators,
	`"unmatched":`:              coordinators,
	"blocking_pairs":            coordinators,
	"proven":                    coordinators,
	"could use a hello":         func(a asked) bool { return a.coordinators || a.health },
	"worth a hello":             func(a asked) bool { return a.coordinators || a.health && a.attention },
	"by the logs they":          coordinators,
	"network.html":              ties,
	"network.json":              ties,
	"who is tied to whom":       ties,
	"ties across units":         coordinators,
	"other units reached":       coordinators,
	"tied to nobody yet":        coordinators,
}

// TestCanaries builds the programme for every way to publish and for both
// audiences: each word is there exactly when it may be.
func TestCanaries(t *testing.T) {
	yes := []bool{false, true}
	for _, people := range []string{"aliases", "handles", "names"} {
		for _, sessions := range []string{"counts", "summaries"} {
			for _, goals := range yes {
				for _, actions := range yes {
					testCanaries(t, asked{people: people, sessions: sessions, goals: goals, actions: actions, health: goals, attention: actions, network: goals != actions, matching: actions})
				}
			}
		}
	}
	testCanaries(t, asked{people: "aliases", sessions: "counts", coordinators: true})
}

func testCanaries(t *testing.T, a asked) {
	audience := veil.Public
	if a.coordinators {
		audience = veil.Coordinators
	}
	var all strings.Builder
	for file, body := range render(t, input(t, mini.Files(a.site()), audience)) {
		// The theme's own words say nothing of anybody.
		if !strings.HasPrefix(file, "assets/") || strings.HasPrefix(file, "assets/forms-") {
			all.WriteString(strings.ToLower(file + "\n" + body + "\n"))
		}
	}
	site := all.String()
	for word, allowed := range canaries {
		if found := strings.Contains(site, word); found != allowed(a) {
			t.Errorf("%+v: %q is there: %t", a, word, found)
		}
	}
}

// TestNeutralPairing holds a pairing whose id names somebody to another name.
func TestNeutralPairing(t *testing.T) {
	site := render(t, input(t, mini.Files(defaults), veil.Public))
	if _, ok := site["cohorts/spring/pairings/pairing-1.html"]; !ok {
		t.Error("the pairing has no page under a neutral name")
	}
	var cohort cohortJSON
	if err := json.Unmarshal([]byte(site["api/v1/cohorts/spring.json"]), &cohort); err != nil {
		t.Fatal(err)
	}
	if cohort.Pairings[1].Pairing != "pairing-1" {
		t.Fatalf("the pairings are %v", cohort.Pairings)
	}
	for _, f := range cohort.Pairings[1].Figures {
		if f.Metric == "sessions_held" && !slices.Equal(f.Records, []string{"program/cohorts/spring/pairings"}) {
			t.Errorf("its meetings are proven by %v", f.Records)
		}
	}
}

// TestUntoldMeetings leaves out the days of meetings whose records may not be
// told either, where only counts are shown.
func TestUntoldMeetings(t *testing.T) {
	for site, shown := range map[string]bool{defaults: false, defaults + "publish: {sessions: summaries}\n": true} {
		page := render(t, input(t, mini.Files(site), veil.Public))["cohorts/spring/pairings/pairing-1.html"]
		if page == "" {
			t.Fatal("the pairing has no page")
		}
		if strings.Contains(page, "4 Mar 2026") != shown {
			t.Errorf("with %q, the day of a meeting is on the page: %t", site, !shown)
		}
		if !strings.Contains(page, "1 meeting") {
			t.Errorf("with %q, the number of meetings is not on the page", site)
		}
	}
}

// TestSmallGroups keeps answers back until there are enough of them.
func TestSmallGroups(t *testing.T) {
	for minimum, shown := range map[int]bool{3: true, 4: false} {
		site := render(t, input(t, mini.Files(defaults+fmt.Sprintf("publish: {minimum_group: %d}\n", minimum)), veil.Public))
		var cohort cohortJSON
		if err := json.Unmarshal([]byte(site["api/v1/cohorts/spring.json"]), &cohort); err != nil {
			t.Fatal(err)
		}
		figures := cohort.Figures
		for _, p := range cohort.Periods {
			figures = slices.Concat(figures, p.Now[1].Figures)
		}
		if len(cohort.Periods) == 0 {
			t.Error("the cohort has no periods")
		}
		for _, f := range figures {
			if f.Metric == "response_rate" && (f.Value != nil) != shown {
				t.Errorf("of at least %d answers, %s is %v", minimum, f.Metric, f.Value)
			}
		}
		if row := "\nresponse_rate,Surveys answered,share,,,,,,,"; strings.Contains(site["exports/spring-metrics.csv"], row) == shown {
			t.Errorf("of at least %d answers, the table tells how many came: %t", minimum, !shown)
		}
		evidence := site["cohorts/spring/evidence.html"]
		said := strings.Contains(evidence, "Fewer than four answers, so nothing is shown.")
		if said == shown {
			t.Errorf("of at least %d answers, that they are too few is said: %t", minimum, said)
		}
		if told := strings.Count(evidence, "from 3 people"); told > 0 != shown {
			t.Errorf("of at least %d answers, %d figures tell that there were 3", minimum, told)
		}
		if strings.Contains(evidence, "3 of 4 people asked") != shown {
			t.Errorf("of at least %d answers, how many came is shown: %t", minimum, !shown)
		}
	}
}
