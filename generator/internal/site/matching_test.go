package site

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pairbook/generator/internal/match"
	"pairbook/generator/internal/veil"
	"pairbook/generator/test/mini"
)

// TestAvoid holds two people apart on the coordinators' page without a word
// about them, and changes not a byte of everybody's site, which is the same
// wherever it is built.
func TestAvoid(t *testing.T) {
	avoid := []match.Avoid{{A: "idcyd", B: "idada"}}
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
	in.Avoid = []match.Avoid{{A: "idbob", B: "idada"}}
	site := render(t, in)
	if !strings.Contains(site["cohorts/next/matching.html"], "There is no proposal: The pin of idbob with idada cannot be kept: how the two stand to each other rules it out.") {
		t.Error(site["cohorts/next/matching.html"])
	}
	var said struct{ Cohort, Unavailable string }
	if err := json.Unmarshal([]byte(site["api/v1/matching/next.json"]), &said); err != nil || said.Cohort != "next" || said.Unavailable == "" {
		t.Errorf("%+v, %v", said, err)
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
	want := matchingJSON{"next", []matchedJSON{{"wigeon", []string{"aliasotter"}, []string{"aliasdot"}, []string{"Knots"}}}}
	if diff := cmp.Diff(want, read()); diff != "" {
		t.Error(diff)
	}
	files["program/people/iddot.yaml"].Data = []byte("name: Namedot\nalias: aliasdot\npublish: false\n")
	want.Pairs[0].Mentees, want.Pairs[0].Topics = []string{"a mentee"}, []string{}
	if diff := cmp.Diff(want, read()); diff != "" {
		t.Error(diff)
	}
}
