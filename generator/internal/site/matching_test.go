package site

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"
	"pairbook/generator/internal/fit"
	"pairbook/generator/internal/veil"
	"pairbook/generator/internal/view"
	"pairbook/generator/test/mini"
)

// TestAvoid holds two people apart on the coordinators' page without a word
// about them, and changes not a byte of everybody's site, which is the same
// wherever it is built.
func TestAvoid(t *testing.T) {
	avoid := []fit.Avoid{{A: "idcyd", B: "idada"}}
	in := input(t, mini.Files(everything), veil.Public)
	before := render(t, in)
	in.Avoid = avoid
	if diff := cmp.Diff(before, render(t, in)); diff != "" {
		t.Errorf("the site for everybody has changed:\n%s", diff)
	}

	files := mini.Files(everything)
	files["program/cohorts/next/cohort.yaml"].Data = []byte(strings.Replace(string(files["program/cohorts/next/cohort.yaml"].Data), "pins: ", "# ", 1))
	in = input(t, files, veil.Coordinators)
	page := "cohorts/next/matching.html"
	if !strings.Contains(render(t, in)[page], "Reasons: Namecyd Firthcyd with Nameada Firthada") {
		t.Error("a pair that may be is not proposed")
	}
	in.Avoid = avoid
	shown := render(t, in)
	if strings.Contains(shown[page], "Reasons: Namecyd Firthcyd with") || !strings.Contains(shown[page], "No mentor can be proposed.") {
		t.Error("people who must not meet are proposed to each other")
	}
	for file, body := range shown {
		if strings.Contains(strings.ToLower(body), "avoid") && !strings.HasPrefix(file, "assets/") {
			t.Errorf("%s speaks of people who are to be kept apart", file)
		}
	}
}

// TestNoProposal says why there is none.
func TestNoProposal(t *testing.T) {
	in := input(t, mini.Files(defaults), veil.Coordinators)
	in.Avoid = []fit.Avoid{{A: "idbob", B: "idada"}}
	site := render(t, in)
	if !strings.Contains(site["cohorts/next/matching.html"], "There is no proposal: The pin of idbob with idada cannot be kept: how the two stand to each other rules it out.") {
		t.Error(site["cohorts/next/matching.html"])
	}
	var said struct{ Cohort, Unavailable string }
	if err := json.Unmarshal([]byte(site["api/v1/matching/next.json"]), &said); err != nil || said.Cohort != "next" || said.Unavailable == "" {
		t.Errorf("%+v, %v", said, err)
	}
}

// TestProposalLowestFirst reads the proposed pairs and their criteria from the page:
// what is lowest stands first, and each bar is as long as its number says.
func TestProposalLowestFirst(t *testing.T) {
	files := mini.Files(everything)
	cohort := files["program/cohorts/next/cohort.yaml"]
	cohort.Data = []byte(strings.NewReplacer("pins: ", "# ", "weight: 1}", "weight: 3}, {id: near-it, kind: preference, weight: 1}, {id: tongues, kind: languages, weight: 2}").Replace(string(cohort.Data)))
	files["program/cohorts/next/enrolments/idada.yaml"] = mini.File("mentor: {capacity: 3}\n")
	page := render(t, input(t, files, veil.Coordinators))["cohorts/next/matching.html"]
	pairs := strings.Split(page, `<details class="round" open>`)[1:]
	criterion := regexp.MustCompile(`<li><b>([^<]+)</b> <svg viewBox="0 0 (\d+) 1"[^>]*><rect width="(\d+)" height="1"/><rect class="got" width="(\d+)" height="1"/></svg> <span class="n">(\d+) of (\d+)</span> <span>[^<]+\.</span></li>`)
	number := func(s string) int {
		n, err := strconv.Atoi(s)
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	before, criteria := 0, 0
	for _, pair := range pairs {
		of, _, _ := strings.Cut(pair, " of 100")
		score, sum, share := number(of[strings.LastIndex(of, " ")+1:]), 0, 0.0
		if score < before {
			t.Errorf("a pair of %d stands after one of %d", score, before)
		}
		before = score
		all := criterion.FindAllStringSubmatch(pair, -1)
		if len(all) == 0 || len(all) != strings.Count(pair, "<li>") {
			t.Fatalf("%d criteria were read of\n%s", len(all), pair)
		}
		for _, m := range all {
			points, of := number(m[5]), number(m[6])
			if m[3] != m[6] || m[4] != m[5] || of > number(m[2]) {
				t.Errorf("the bar of %d of %d is %s of %s, drawn on %s", points, of, m[4], m[3], m[2])
			}
			if float64(points)/float64(of) < share {
				t.Errorf("%s with %d of %d stands after a share of %g", m[1], points, of, share)
			}
			sum, share, criteria = sum+points, float64(points)/float64(of), criteria+1
		}
		if sum != score {
			t.Errorf("the criteria of a pair of %d have %d points", score, sum)
		}
	}
	if len(pairs) == 0 || criteria < 2*len(pairs) {
		t.Errorf("%d pairs and %d criteria prove nothing", len(pairs), criteria)
	}
}

// TestPublishedMatching shows pairs and the topics that they share, and where
// somebody withheld consent not even these.
func TestPublishedMatching(t *testing.T) {
	files := mini.Files(defaults + "publish: {matching: true}\n")
	read := func() (m matchingJSON) {
		site := render(t, input(t, files, veil.Public))
		if err := json.Unmarshal([]byte(site["api/v1/matching/next.json"]), &m); err != nil {
			t.Fatal(err)
		}
		if _, there := site["cohorts/spring/matching.html"]; there {
			t.Error("a cohort that is matched has a page about its matching")
		}
		return m
	}
	want := matchingJSON{"next", []matchedJSON{{"wigeon", []string{"aliasotter"}, []string{"aliasdot"}, nil, []string{"Knots"}}}}
	if diff := cmp.Diff(want, read()); diff != "" {
		t.Error(diff)
	}
	files["program/people/iddot.yaml"].Data = []byte("name: Namedot\nalias: aliasdot\npublish: false\n")
	want.Pairs[0].Mentees, want.Pairs[0].Topics = []string{"a mentee"}, []string{}
	if diff := cmp.Diff(want, read()); diff != "" {
		t.Error(diff)
	}
}

// TestPairsAndPeersInOneTable gives each row as many cells as the table has columns, where
// a cohort has pairs of mentor and mentee and pairs of peers.
func TestPairsAndPeersInOneTable(t *testing.T) {
	for columns, members := range map[int][]string{4: {"peers: [idbob, idcyd]"}, 5: {"mentors: [idada]\nmentees: [iddot]"}, 6: {"peers: [idbob, idcyd]", "mentors: [idada]\nmentees: [iddot]"}} {
		files := mini.Files(defaults + "publish: {matching: true}\n")
		delete(files, "program/cohorts/next/pairings/wigeon/pairing.yaml")
		for i, of := range members {
			files[fmt.Sprintf("program/cohorts/next/pairings/avocet%d/pairing.yaml", i)] = mini.File("%s\nstate: proposed\n", of)
		}
		_, table, _ := strings.Cut(render(t, input(t, files, veil.Public))["cohorts/next/matching.html"], `aria-label="Pairings"`)
		table, _, _ = strings.Cut(table, "</table>")
		rows := strings.Split(table, "<tr>")[1:]
		if len(rows) != 1+len(members) {
			t.Errorf("there are %d rows:\n%s", len(rows), table)
		}
		for _, row := range rows {
			if got := strings.Count(row, "<th ") + strings.Count(row, "<td>"); got != columns {
				t.Errorf("a row has %d cells, and the table %d columns:\n%s", got, columns, row)
			}
		}
	}
}

// TestLargeMatching builds a matching of many people twice, whole and cut: every list
// of it is there once, in the same order, on pages that links lead to and that are no
// larger than they may be.
func TestLargeMatching(t *testing.T) {
	const most, around = 20_000, 10_000
	theme, err := defaultTheme()
	if err != nil {
		t.Fatal(err)
	}
	lists := map[string]func(*html.Node) bool{"Pairings": rowOf("Pairings"), "Waiting": below("pb-waiting"), "Places": rowOf("Mentors and their places")}
	for audience, more := range map[veil.Audience]map[string]func(*html.Node) bool{
		veil.Public: nil,
		veil.Coordinators: {
			"Proposed": func(n *html.Node) bool {
				class, _ := attribute(n, "class")
				return class == "round"
			},
			"Unmatched": below("pb-unmatched"), "Free": below("pb-free"),
		},
	} {
		in := input(t, mini.Files(defaults+"publish: {matching: true}\n"), audience)
		site := func(most int) map[string]string {
			shown := veil.Show(in)
			crowd(shown)
			outputs, err := build(shown, theme, in.Files, most)
			if err != nil {
				t.Fatal(err)
			}
			return renderAll(t, outputs)
		}
		const page = "cohorts/next/matching.html"
		whole, cut := site(1<<40), site(most)
		reached(t, cut)
		files := parts(cut, page)
		for _, file := range files {
			if len(cut[file]) > 2*most+around {
				t.Errorf("%s has %d bytes", file, len(cut[file]))
			}
		}
		for _, of := range []map[string]func(*html.Node) bool{lists, more} {
			for list, of := range of {
				sameList(t, list, entries(t, whole, page, of), entries(t, cut, page, of), len(files))
			}
		}
		for _, once := range []string{`id="pb-topics"`, `id="pb-blocking"`, `id="pb-not-offered"`, `class="lead"`} {
			found := 0
			for _, file := range files {
				found += strings.Count(cut[file], once)
			}
			if want := strings.Count(whole[page], once); found != want {
				t.Errorf("%s is there %d times, not %d", once, found, want)
			}
		}
	}
}

// crowd makes a matching one of many people, some of whom have long names.
func crowd(p *view.Programme) {
	c := p.Cohorts[slices.IndexFunc(p.Cohorts, func(c *view.Cohort) bool { return c.ID == "next" })]
	for i := range 200 {
		name := fmt.Sprint("Person ", i, strings.Repeat(" & more", i%7))
		who := func(party string) view.Who {
			return view.Who{Words: name, Path: "people/idada.html", Party: party}
		}
		pairing := view.Link{Words: fmt.Sprint("pair-", i), Path: "cohorts/next/index.html"}
		matched := view.Matched{Pairing: pairing, Mentors: []view.Who{who("mentor")}, Mentees: []view.Who{who("mentee")}, Words: "proposed"}
		for _, m := range p.Matchings {
			m.Pairs = append(m.Pairs, matched)
		}
		for _, q := range p.Proposals {
			q.Failure = ""
			q.Pairs = append(q.Pairs, matched)
			q.Proposed = append(q.Proposed, view.ProposedPair{Mentee: who("mentee"), Mentor: who("mentor"), Score: i, Criteria: []view.CriterionPoints{
				{Criterion: "topics", Points: 3, Of: 4, Because: name}, {Criterion: "zone", Points: 1, Of: 4, Because: name}}})
			q.Unmatched = append(q.Unmatched, view.NoPlace{Mentee: who("mentee"), Words: "Nobody has room."})
			q.Free = append(q.Free, view.FreeMentor{Mentor: who("mentor"), Room: 2})
		}
		c.Waiting = append(c.Waiting, who("mentee"))
		c.Load = append(c.Load, view.MentorLoad{Mentor: who("mentor"), Has: 1, Of: 2, Pairings: []view.Link{pairing}})
	}
}

// below finds what stands directly in the element after a heading.
func below(id string) func(*html.Node) bool {
	return func(n *html.Node) bool {
		if n.Parent == nil {
			return false
		}
		before := n.Parent.PrevSibling
		for before != nil && before.Type != html.ElementNode {
			before = before.PrevSibling
		}
		if before == nil {
			return false
		}
		of, _ := attribute(before, "id")
		return of == id
	}
}
