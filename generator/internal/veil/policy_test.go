package veil

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pairbook/generator/internal/record"
	"pairbook/generator/internal/view"
	"pairbook/generator/test/mini"
)

// TestEveryNounIsAskedOnce finds each noun in one rule and in one question, and
// each key of `publish` in the policy.
func TestEveryNounIsAskedOnce(t *testing.T) {
	asked, declared := map[string]int{}, []string{}
	files, err := filepath.Glob("*.go")
	if err != nil || len(files) < 20 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(parsed, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CallExpr:
				if f, ok := n.Fun.(*ast.SelectorExpr); ok && f.Sel.Name == "tells" {
					asked[fmt.Sprint(n.Args[0])]++
				}
			case *ast.ValueSpec:
				if fmt.Sprint(n.Type) == "noun" {
					declared = append(declared, n.Names[0].Name)
				}
			}
			return true
		})
	}
	for _, name := range declared {
		if asked[name] != 1 {
			t.Errorf("%s is asked about in %d places", name, asked[name])
		}
	}
	if len(declared) != len(policy) || len(asked) != len(declared) {
		t.Errorf("there are %d nouns, %d rules, and questions about %d", len(declared), len(policy), len(asked))
	}
	nouns, keys := map[noun]bool{}, map[key]bool{}
	for _, r := range policy {
		nouns[r.noun] = true
		for _, k := range r.keys {
			keys[k] = true
		}
	}
	if len(nouns) != len(policy) || len(keys) != len(opened(record.Publish{})) {
		t.Errorf("%d rules are of %d nouns; %d keys are in rules", len(policy), len(nouns), len(keys))
	}
	for f := range reflect.TypeFor[record.Publish]().Fields() {
		of := strings.Split(f.Tag.Get("yaml"), ",")[0]
		known := slices.Contains([]string{"minimum_group", "to", "repository"}, of)
		for k := range keys {
			known = known || strings.Split(string(k), ":")[0] == of
		}
		if !known {
			t.Errorf("publish.%s opens nothing", of)
		}
	}
}

// lively is the miniature with one of everything that a noun is about.
func lively(publish string) map[string]string {
	return map[string]string{
		record.SitePath: mini.Defaults + "publish: {" + publish + "}\n",
		"program/cohorts/spring/pairings/swan/pairing.yaml":  "mentors: [idada]\nmentees: [idbob]\nstate: completed\nstarted: 2026-03-02\nended: 2026-03-30\n",
		"program/cohorts/spring/pairings/stork/pairing.yaml": "mentors: [idada]\nmentees: [idcyd]\nstate: ended\nstarted: 2026-03-02\nended: 2026-04-01\nreason: time\n",
		"program/cohorts/spring/pairings/scaup/pairing.yaml": "mentors: [idada]\nmentees: [idcyd]\nstate: ended\nstarted: 2026-03-02\nended: 2026-03-10\nreason: finished-early\n",
		"program/cohorts/spring/pairings/smew/pairing.yaml":  "mentors: [idada]\nmentees: [idbob]\nstate: ended\nstarted: 2026-03-02\nended: 2026-03-10\nreason: finished-early\n",
		"program/cohorts/spring/pairings/teal/pairing.yaml":  "mentors: [idada]\nmentees: [ideve]\nstate: declined\ndeclined: {by: mentor, on: 2026-03-01}\n",
		"program/cohorts/spring/pairings/swift/pairing.yaml": "mentors: [idada]\nmentees: [idbob]\nstate: active\nstarted: 2026-03-02\ncontinues: stork\n",
	}
}

// cell is when everybody is told a noun, by the keys in the words of site.yaml,
// and where it is seen. Keys in with are opened besides, where else nothing of it
// could be seen. It is written beside the policy, not taken from it.
type cell struct {
	opens, with string
	seen        func(in Input, p *view.Programme) bool
}

func ofPairing(seen func(p *view.Pairing) bool) func(Input, *view.Programme) bool {
	return ofCohort(func(c *view.Cohort) bool { return slices.ContainsFunc(c.Pairings, seen) })
}

func ofGathering(seen func(g view.Gathering) bool) func(Input, *view.Programme) bool {
	return ofCohort(func(c *view.Cohort) bool { return slices.ContainsFunc(c.Gatherings, seen) })
}

func either(a, b func(Input, *view.Programme) bool) func(Input, *view.Programme) bool {
	return func(in Input, p *view.Programme) bool { return a(in, p) || b(in, p) }
}

func ofCohort(seen func(c *view.Cohort) bool) func(Input, *view.Programme) bool {
	return func(_ Input, p *view.Programme) bool { return slices.ContainsFunc(p.Cohorts, seen) }
}

func ofPerson(seen func(p *view.Person) bool) func(Input, *view.Programme) bool {
	return func(_ Input, p *view.Programme) bool { return slices.ContainsFunc(p.People, seen) }
}

func ofPart(seen func(p view.Part) bool) func(Input, *view.Programme) bool {
	return ofPerson(func(p *view.Person) bool { return slices.ContainsFunc(p.Parts, seen) })
}

func ofProgramme(seen func(p *view.Programme) bool) func(Input, *view.Programme) bool {
	return func(_ Input, p *view.Programme) bool { return seen(p) }
}

const never = "never"

var seenWhere = map[noun]cell{
	everyone: {never, "people: names", ofPerson(func(p *view.Person) bool { return p.Name == "Namecyd Firthcyd" })},
	names:    {"people: names", "", ofPerson(func(p *view.Person) bool { return p.Name == "Nameada Firthada" })},
	accounts: {"people: handles", "", ofPerson(func(p *view.Person) bool { return strings.Contains(p.Profile.Address, "handleada") })},
	personDetails: {never, "people: names", ofPerson(func(p *view.Person) bool {
		return p.Level != "" || p.Unit != "" || p.Manager != nil || p.Training != nil
	})},
	enrolmentDetails: {never, "people: names", ofPart(func(p view.Part) bool { return p.Status != "" || p.Availability != nil || p.Prefers != nil })},
	hopes:            {"goals: true", "", ofPart(func(p view.Part) bool { return p.Goals != nil })},
	vacancies:        {never, "", ofCohort(func(c *view.Cohort) bool { return c.Load != nil || c.Waiting != nil })},
	recordedDays: {never, "people: names, sessions: summaries", ofProgramme(func(p *view.Programme) bool {
		return !slices.ContainsFunc(p.Terms, func(t view.Term) bool { return t.Name == "early ending, break" })
	})},
	exactDays: {"sessions: summaries", "people: names", ofPairing(func(p *view.Pairing) bool { return p.Breaks != nil && p.Breaks[0].Months == "" })},
	pairingWords: {"people: handles", "", ofPairing(func(p *view.Pairing) bool {
		return p.Title != "" || p.Summary != "" || p.Links != nil
	})},
	successors: {never, "", ofPairing(func(p *view.Pairing) bool { return p.Continues.Words == "stork" })},
	endReason:  {never, "", ofPairing(func(p *view.Pairing) bool { return p.Reason != "" })},
	earlyFinish: {never, "", ofCohort(func(c *view.Cohort) bool {
		return slices.ContainsFunc(c.Figures, func(f view.Figure) bool {
			return f.Metric.ID == "early_endings" && f.Numerator != nil && *f.Numerator <= 2
		}) // of stork and tern
	})},
	outcomes:    {never, "people: names", ofPairing(func(p *view.Pairing) bool { return p.Outcome != "" })},
	endReasons:  {never, "", ofCohort(func(c *view.Cohort) bool { return c.Endings != nil })},
	summaries:   {"sessions: summaries", "", either(ofPairing(func(p *view.Pairing) bool { return p.Sessions != nil || p.Next != 0 }), ofGathering(func(g view.Gathering) bool { return g.Length != "" || g.Notes != nil }))},
	attendance:  {never, "sessions: summaries", either(ofPairing(func(p *view.Pairing) bool { return slices.ContainsFunc(p.Sessions, attended) }), ofGathering(func(g view.Gathering) bool { return g.Present != nil }))},
	pairGoals:   {"goals: true", "", ofPairing(func(p *view.Pairing) bool { return p.Goals != nil || p.Milestones != nil })},
	pairActions: {"actions: true", "", ofPairing(func(p *view.Pairing) bool { return p.Actions != nil })},
	lateActions: {"actions: true", "", ofPairing(func(p *view.Pairing) bool {
		return p.Agenda != nil && strings.Contains(fmt.Sprint(p.Agenda.Items), "actiontextword")
	})},
	actionsToTick: {"actions: true", "", ofPairing(func(p *view.Pairing) bool { return p.Log != nil && p.Log.Actions != nil })},
	goalsToMove:   {"goals: true", "", ofPairing(func(p *view.Pairing) bool { return p.Log != nil && p.Log.Goals != nil })},
	freeTimes:     {"people: names", "", ofPairing(func(p *view.Pairing) bool { return p.Together != nil })},
	wishes:        {never, "people: names", ofPairing(func(p *view.Pairing) bool { return p.Closing != nil && p.Closing.Again != nil })},
	pairHealth:    {"health: true", "", ofPairing(func(p *view.Pairing) bool { return p.Health != nil })},
	healthWhy:     {never, "health: true", ofPairing(func(p *view.Pairing) bool { return p.Health != nil && p.Health.Why != "" })},
	hello:         {"health: true, attention: true", "", ofProgramme(func(p *view.Programme) bool { return p.Attention != nil })},
	attentionList: {never, "health: true, attention: true", ofProgramme(func(p *view.Programme) bool {
		return p.Attention != nil && (p.Attention.Rules != nil || p.Attention.Resting != nil || p.Attention.Backtest != nil)
	})},
	attentionNotes: {never, "", func(in Input, _ *view.Programme) bool {
		file := "program/cohorts/spring/attention/lapwing-2026-03-26.yaml"
		return newVeil(in.Repo, in.Audience).path(file) == file
	}},
	proposed:     {"matching: true", "", ofProgramme(func(p *view.Programme) bool { return len(p.Matchings)+len(p.Proposals) > 0 })},
	refusals:     {never, "people: names", ofPairing(func(p *view.Pairing) bool { return p.Words == "declined" })},
	scores:       {never, "matching: true", ofProgramme(func(p *view.Programme) bool { return p.Proposals != nil })},
	sharedTopics: {"matching: true", "", ofPairing(func(p *view.Pairing) bool { return p.Shared != nil })},
	matchReasons: {never, "matching: true", ofPairing(func(p *view.Pairing) bool { return p.Match != nil })},
	ties:         {"network: true", "", ofProgramme(func(p *view.Programme) bool { return p.Networks != nil })},
	tiesInFull:   {never, "network: true", ofProgramme(inFull)},
	sources:      {never, "", ofCohort(func(c *view.Cohort) bool { return strings.Contains(fmt.Sprint(c.Objectives), "sourceword") })},
	worthInputs:  {never, "", ofProgramme(func(p *view.Programme) bool { return p.ROIs != nil })},
}

func attended(s view.Session) bool {
	return s.Present != nil || s.Guests != nil || s.Introductions != nil
}

func inFull(p *view.Programme) bool {
	across := func(f view.Figure) bool { return strings.HasPrefix(f.Metric.ID, "ties_across_units") }
	return p.Networks != nil && (p.Networks[0].Alone != nil || slices.ContainsFunc(p.Networks[0].Figures, across) ||
		slices.ContainsFunc(p.Networks[0].People, func(p *view.Tied) bool { return p.Units != nil }))
}

// everyKey are the keys in the words of site.yaml.
var everyKey = []string{"people: handles", "people: names", "sessions: summaries", "goals: true", "actions: true", "health: true", "attention: true", "network: true", "matching: true"}

// TestEveryCell shows the miniature with each key opened alone, each closed alone,
// all and none, to each audience: every noun is seen exactly when it may be.
func TestEveryCell(t *testing.T) {
	for n := range seenWhere {
		if !slices.ContainsFunc(policy, func(r rule) bool { return r.noun == n }) {
			t.Errorf("%s is in no rule", n)
		}
	}
	published := [][]string{nil, everyKey[1:]}
	for i := range everyKey {
		published = append(published, everyKey[i:i+1])
		if i > 0 {
			published = append(published, slices.Delete(slices.Clone(everyKey[1:]), i-1, i))
		}
	}
	shown := shownOnce(t)
	for n, c := range seenWhere {
		for _, audience := range []Audience{Public, sponsor, Coordinators} {
			for _, keys := range published {
				open := publish(keys, c.with)
				want := audience == Coordinators || c.opens != never && opensAll(open, c.opens) || n == sources && audience == sponsor
				in, p := shown(open, audience)
				if got := c.seen(in, p); got != want {
					t.Errorf("{%s} to %d: %s is seen: %t", strings.Join(open, ", "), audience, n, got)
				}
			}
		}
	}
	if len(seenWhere) != len(policy) {
		t.Errorf("of %d rules, %d are tried", len(policy), len(seenWhere))
	}
}

// publish joins keys with others; of two for one word the last holds.
func publish(keys []string, with string) []string {
	last := map[string]string{}
	for _, k := range append(slices.Clone(keys), strings.Split(with, ", ")...) {
		if word, _, ok := strings.Cut(k, ":"); ok {
			last[word] = k
		}
	}
	var all []string
	for _, k := range everyKey {
		if word, _, _ := strings.Cut(k, ":"); last[word] == k {
			all = append(all, k)
		}
	}
	return all
}

// opensAll reports whether keys hold all that a cell asks for. Names open what
// accounts do.
func opensAll(open []string, asked string) bool {
	return !slices.ContainsFunc(strings.Split(asked, ", "), func(k string) bool {
		return !slices.Contains(open, k) && (k != "people: handles" || !slices.Contains(open, "people: names"))
	})
}

// shownOnce shows the lively miniature, each way to publish once to an audience.
func shownOnce(t *testing.T) func(keys []string, audience Audience) (Input, *view.Programme) {
	type way struct {
		publish  string
		audience Audience
	}
	inputs, views := map[way]Input{}, map[way]*view.Programme{}
	return func(keys []string, audience Audience) (Input, *view.Programme) {
		w := way{strings.Join(keys, ", "), audience}
		if views[w] == nil {
			changed := lively(w.publish)
			files := mini.Files(changed[record.SitePath])
			for file, text := range changed {
				files[file] = mini.File("%s", text)
			}
			inputs[w] = input(t, files, audience)
			views[w] = Show(inputs[w])
		}
		return inputs[w], views[w]
	}
}

// TestTheReadmeHasThePolicy holds the table for people to the one that decides.
func TestTheReadmeHasThePolicy(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	table := "| what | who else is told it |\n|---|---|\n"
	for _, line := range Policy() {
		table += fmt.Sprintf("| %s | %s |\n", line[0], line[1])
	}
	if !strings.Contains(string(readme), "\n"+table+"\n") {
		t.Errorf("generator/README.md has not the table\n%s", table)
	}
}
