package site

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/net/html"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/veil"
	"pairbook/generator/internal/view"
	"pairbook/generator/test/mini"
)

const withNetwork = defaults + "publish: {network: true}\n"

// network reads the data of a site's network; its page is there as well.
func networkOf(t *testing.T, site map[string]string) networkJSON {
	t.Helper()
	var n networkJSON
	if err := json.Unmarshal([]byte(site[view.NetworkPath]), &n); err != nil || site["network.html"] == "" {
		t.Fatal(err)
	}
	return n
}

// TestNetworkNames calls people as the rest of the site does. Boss, Bob and Cyd
// have no alias or no consent; Ada stands in two pairings, and has one.
func TestNetworkNames(t *testing.T) {
	for site, want := range map[string]string{
		withNetwork: "a mentee, a mentee, a mentor, aliasdot, aliasotter",
		defaults + "publish: {network: true, people: handles}\n": "a mentee, a mentor, aliasdot, handleada, handlebob",
		defaults + "publish: {network: true, people: names}\n":   "a mentee, Nameada Firthada, Namebob Firthbob, Nameboss Firthboss, Namedot Firthdot",
	} {
		built := render(t, input(t, mini.Files(site), veil.Public))
		n := networkOf(t, built)
		var names []string
		for i, p := range n.People {
			names = append(names, p.Name)
			if p.N != i+1 || strings.HasPrefix(p.Name, "a ") != (p.Page == nil) || p.Units != nil {
				t.Errorf("%+v", p)
			}
			if p.Page != nil && built[*p.Page] == "" {
				t.Errorf("%s has no page %s", p.Name, *p.Page)
			}
			if !strings.Contains(built["network.html"], "</title>"+p.Name+"</text>") {
				t.Errorf("%s is not in the drawing", p.Name)
			}
		}
		if got := strings.Join(names, ", "); got != want {
			t.Errorf("with %q the people are %s, not %s", site, got, want)
		}
		if n.Alone != nil {
			t.Errorf("who is tied to nobody is told: %v", n.Alone)
		}
	}
}

// TestNetworkForCoordinators adds guests, units and those who are tied to nobody.
func TestNetworkForCoordinators(t *testing.T) {
	files := mini.Files(defaults)
	log := files["program/cohorts/spring/pairings/lapwing/sessions/2026-03-03.md"]
	log.Data = []byte(strings.Replace(string(log.Data), "guests: [guestword]", "guests: [guestword, ideve]", 1))
	files["program/cohorts/next/enrolments/iddot.yaml"] = file("mentee: {}\n")
	files["program/people/idfay.yaml"] = file("name: Fay\n")
	files["program/cohorts/next/enrolments/idfay.yaml"] = file("mentee: {}\n")
	n := networkOf(t, render(t, input(t, files, veil.Coordinators)))
	if got := fmt.Sprint(n.Alone); got != "[{Fay [Autumn 2026]}]" {
		t.Errorf("tied to nobody: %s", got)
	}
	guest := slices.IndexFunc(n.People, func(p tiedJSON) bool { return p.Name == "Nameeve Firtheve" })
	if guest < 0 || n.People[guest].Tied != 2 || n.People[guest].Mentor || n.People[guest].Mentee {
		t.Fatalf("the guest: %v", n.People)
	}
	kinds := 0
	for _, tie := range n.Ties {
		if (tie.A == guest+1 || tie.B == guest+1) && slices.Equal(tie.Kinds, []string{"guest"}) && tie.Meetings == 1 && *tie.Hours == 0.75 {
			kinds++
		}
	}
	if kinds != 2 {
		t.Errorf("the guest's ties: %+v", n.Ties)
	}
	files[record.SitePath] = file(withNetwork)
	public := networkOf(t, render(t, input(t, files, veil.Public)))
	if slices.ContainsFunc(public.Ties, func(tie tieJSON) bool { return slices.Contains(tie.Kinds, "guest") }) {
		t.Error("guests are told to everybody")
	}
}

// TestOneUntoldInTwoPairings keeps somebody who may not be called anything from
// being followed from one pairing to the next.
func TestOneUntoldInTwoPairings(t *testing.T) {
	files := mini.Files(withNetwork)
	files["program/cohorts/spring/pairings/wren/pairing.yaml"] = file("mentors: [idcyd]\nmentees: [ideve]\nstate: active\nstarted: 2026-03-25\n")
	built := render(t, input(t, files, veil.Public))
	n := networkOf(t, built)
	for _, p := range n.People {
		if p.Page == nil && (p.Tied != 1 || p.Became) {
			t.Errorf("somebody untold: %+v", p)
		}
	}
	became := figureOf(t, n.Figures, "became_mentors")
	if became.Numerator == nil || *became.Numerator != 1 || *became.Denominator != 4 {
		t.Errorf("the figures count everybody once: %+v", became)
	}
	if !strings.Contains(built["network.html"], "stands once for each pairing") {
		t.Error("the page does not say that somebody stands there more than once")
	}
}

func file(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }

func figureOf(t *testing.T, figures []figureJSON, id string) figureJSON {
	t.Helper()
	i := slices.IndexFunc(figures, func(f figureJSON) bool { return f.Metric == id })
	if i < 0 {
		t.Fatalf("no figure %s", id)
	}
	return figures[i]
}

// TestNetworkOfNothing has words for a programme in which nobody has met.
func TestNetworkOfNothing(t *testing.T) {
	files := mini.Files(withNetwork)
	for path := range files {
		if strings.Contains(path, "/pairings/") || strings.Contains(path, "/attention/") {
			delete(files, path)
		}
	}
	for audience, words := range map[veil.Audience]string{veil.Public: "Nobody is tied to anybody yet.", veil.Coordinators: "no pairing of theirs has started"} {
		page := render(t, input(t, files, audience))["network.html"]
		if !strings.Contains(page, words) || strings.Contains(page, "<figure") {
			t.Errorf("the page does not say %q", words)
		}
	}
}

// TestTheNetworkTellsTheSame finds as many people and ties on the page as in
// the data, and the numbers of the figures.
func TestTheNetworkTellsTheSame(t *testing.T) {
	for _, audience := range []veil.Audience{veil.Public, veil.Coordinators} {
		built := render(t, example(t, audience))
		n := networkOf(t, built)
		if len(n.People) < 30 || len(n.Ties) < 30 || len(n.Programs) != 4 {
			t.Fatalf("%d people, %d ties, %d programmes", len(n.People), len(n.Ties), len(n.Programs))
		}
		twice := 0 // who is not told and in two pairings stands there twice
		if audience == veil.Public {
			twice = 1
		}
		if f := figureOf(t, n.Figures, "network_people"); *f.Value != float64(len(n.People)-twice) {
			t.Errorf("%v people, and the data lists %d", *f.Value, len(n.People))
		}
		if f := figureOf(t, n.Figures, "network_ties"); *f.Value != float64(len(n.Ties)) {
			t.Errorf("%v ties, and the data lists %d", *f.Value, len(n.Ties))
		}
		arcs := 0
		for _, node := range nodes(t, built["network.html"]) {
			if in(node, "pb-network") && node.Data == "path" {
				if class, _ := attribute(node, "class"); strings.HasPrefix(class, "tie") {
					arcs++
				}
			}
		}
		if arcs != len(n.Ties) {
			t.Errorf("%d arcs for %d ties", arcs, len(n.Ties))
		}
	}
}

// in reports whether a node lies below the element of an id.
func in(n *html.Node, id string) bool {
	for ; n != nil; n = n.Parent {
		if got, _ := attribute(n, "id"); got == id {
			return true
		}
	}
	return false
}

// TestTiesOfRecords proves each tie's words and strength by hand in the miniature.
func TestTiesOfRecords(t *testing.T) {
	in := input(t, mini.Files(defaults), veil.Coordinators)
	shown := veil.Show(in)
	var got []string
	for _, tie := range shown.Networks[0].Ties {
		got = append(got, fmt.Sprintf("%s: %d, %s", tie.Words, tie.Meetings, tie.StrengthWord))
	}
	want := []string{"Nameada Firthada mentors Namebob Firthbob: 2, light", "Nameada Firthada mentors Namedot Firthdot: 1, light", "Nameboss Firthboss mentors Namecyd Firthcyd: 0, unmet"}
	if !slices.Equal(got, want) {
		t.Errorf("the ties are %q, not %q", got, want)
	}
	if len(shown.Networks) != 1 {
		t.Errorf("%d networks for one programme", len(shown.Networks))
	}
	if who := in.Repo.People.Get(record.PersonID("idcyd")); who == nil || who.Publish {
		t.Error("the miniature has nobody without consent")
	}
}
