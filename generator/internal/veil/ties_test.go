package veil

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"pairbook/generator/internal/network"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/view"
	"pairbook/generator/test/mini"
)

// TestTiesInWords say who mentored whom, or else what the two are to each other, the one who
// comes first in the list first.
func TestTiesInWords(t *testing.T) {
	r := newRevealer(input(t, mini.Files(mini.Defaults), Public))
	r.cohorts["spring"] = &view.Cohort{Name: "Spring 2026", Path: "cohorts/spring/index.html"}
	ada, bob := &view.Tied{Who: view.Who{Words: "ada"}, N: 1}, &view.Tied{Who: view.Who{Words: "bob"}, N: 2}
	cohorts := []*record.Cohort{{ID: "spring"}, {ID: "gone"}}
	for _, c := range []struct {
		tie  network.Tie
		want string
	}{
		{network.Tie{AMentors: true, Meetings: 10, Minutes: 90, Timed: 2}, "[mentoring] Ada mentors bob 1 false strong 1.5"},
		{network.Tie{BMentors: true, Meetings: 3}, "[mentoring] Bob mentors ada 2 false steady –"},
		{network.Tie{AMentors: true, BMentors: true, Meetings: 1}, "[mentoring] Ada and bob mentor each other 0 true light –"},
		{network.Tie{Peers: true}, "[peers] Ada and bob, peers 0 false unmet 0"},
		{network.Tie{Beside: true, Peers: true, Guest: true}, "[peers beside guest] Ada and bob, peers 0 false unmet 0"},
		{network.Tie{Beside: true, Guest: true}, "[beside guest] Ada and bob, side by side 0 false unmet 0"},
		{network.Tie{Guest: true}, "[guest] Ada and bob, one a guest 0 false unmet 0"},
	} {
		c.tie.Cohorts = cohorts
		shown := r.tie(ada, bob, &c.tie)
		length := (&view.Tied{Hours: shown.Hours}).Length()
		if got := fmt.Sprint(shown.Kinds, " ", shown.Words, " ", shown.Mentor, " ", shown.Both, " ", shown.StrengthWord, " ", length); got != c.want || shown.A != 1 || shown.B != 2 || len(shown.Cohorts) != 1 {
			t.Errorf("%q, not %q: %+v", got, c.want, shown)
		}
		c.tie.AMentors, c.tie.BMentors = c.tie.BMentors, c.tie.AMentors
		if diff := cmp.Diff(shown, r.tie(bob, ada, &c.tie)); diff != "" {
			t.Errorf("the other way round: %s", diff)
		}
	}
}

// TestHoursTogether are not known where nobody wrote how long any meeting was.
func TestHoursTogether(t *testing.T) {
	for _, c := range []struct {
		minutes, meetings, timed int
		want                     string
	}{{0, 0, 0, "0"}, {0, 2, 0, "–"}, {45, 2, 1, "0.8"}, {100, 1, 1, "1.7"}} {
		if got := (&view.Tied{Hours: hoursOf(c.minutes, c.meetings, c.timed)}).Length(); got != c.want {
			t.Errorf("%+v: %s, not %s", c, got, c.want)
		}
	}
	if got := *hoursOf(100, 1, 1); got != 1.67 {
		t.Errorf("100 minutes are %v hours", got)
	}
}

// TestPartInTheNetwork is the first that somebody has had.
func TestPartInTheNetwork(t *testing.T) {
	for want, p := range map[record.Party]network.Person{record.Mentors: {Mentor: true, Mentee: true, Peer: true}, record.Mentees: {Mentee: true, Peer: true}, record.Peers: {Peer: true}, "": {}} {
		if got := partOf(&p); got != want {
			t.Errorf("%+v is shown as %q, not %q", p, got, want)
		}
	}
}

// networkShown shows the network of the miniature, by its people and ties in words.
func networkShown(t *testing.T, people string, audience Audience) (*view.Network, string) {
	t.Helper()
	files := mini.Files(mini.Defaults + "publish: {network: true, people: " + people + "}\n")
	files["program/cohorts/spring/pairings/owl/pairing.yaml"] = mini.File("mentors: [idboss]\nmentees: [idcyd]\nstate: active\nstarted: 2026-03-20\n")
	files["program/cohorts/spring/enrolments/idboss.yaml"] = mini.File("mentor: {capacity: 1}\n")
	files["program/people/alone.yaml"] = mini.File("name: zoe Alone\n")
	files["program/people/only.yaml"] = mini.File("name: Anna Only\n")
	files["program/cohorts/spring/enrolments/alone.yaml"] = mini.File("mentee: {seeks: [knots]}\n")
	files["program/cohorts/spring/enrolments/only.yaml"] = mini.File("mentee: {seeks: [knots]}\n")
	n := Show(input(t, files, audience)).Networks[0]
	var said []string
	for _, p := range n.People {
		to := []string{}
		for _, other := range p.To {
			to = append(to, other.Words)
		}
		said = append(said, fmt.Sprint(p.N, " ", p.Words, " ", p.Parts(), " ", p.Meetings, " ", p.Length(), " ", p.Units, ": ", strings.Join(to, ", ")))
	}
	for _, tie := range n.Ties {
		said = append(said, fmt.Sprint(tie.A, "-", tie.B, " ", tie.Words))
	}
	return n, strings.Join(said, "\n")
}

// TestWhoStandsInTheNetwork is once who may be called something, and else once for each
// pairing; who is tied to nobody is for coordinators.
func TestWhoStandsInTheNetwork(t *testing.T) {
	n, got := networkShown(t, "aliases", Public)
	want := strings.Join([]string{
		"1 a mentee mentee 2 0.8 []: aliasotter",
		"2 a mentee mentee 0 0 []: a mentor",
		"3 a mentee mentee 0 0 []: a mentor",
		"4 a mentor mentor 0 0 []: a mentee",
		"5 a mentor mentor 0 0 []: a mentee",
		"6 aliasdot mentee 1 – []: aliasotter",
		"7 aliasotter mentor 3 0.8 []: a mentee, aliasdot",
		"1-7 Aliasotter mentors a mentee",
		"2-4 A mentor mentors a mentee",
		"3-5 A mentor mentors a mentee",
		"6-7 Aliasotter mentors aliasdot",
	}, "\n")
	if got != want || !n.Apart || n.Alone != nil {
		t.Errorf("%s\napart: %t, alone: %v", got, n.Apart, n.Alone)
	}
	n, got = networkShown(t, "aliases", Coordinators)
	want = strings.Join([]string{
		"1 Nameada Firthada mentor 3 0.8 []: Namebob Firthbob, Namedot Firthdot",
		"2 Namebob Firthbob mentee 2 0.8 [unitword]: Nameada Firthada",
		"3 Nameboss Firthboss mentor 0 0 []: Namecyd Firthcyd",
		"4 Namecyd Firthcyd mentee 0 0 []: Nameboss Firthboss",
		"5 Namedot Firthdot mentee 1 – [unitword]: Nameada Firthada",
		"1-2 Nameada Firthada mentors Namebob Firthbob",
		"1-5 Nameada Firthada mentors Namedot Firthdot",
		"3-4 Nameboss Firthboss mentors Namecyd Firthcyd",
	}, "\n")
	if got != want || n.Apart {
		t.Errorf("to coordinators:\n%s\napart: %t", got, n.Apart)
	}
	spring := []view.Link{{Words: "Spring 2026", Path: "cohorts/spring/index.html"}}
	alone := []view.Alone{{Who: view.Who{Words: "Anna Only", Path: "people/only.html"}, Cohorts: spring}, {Who: view.Who{Words: "zoe Alone", Path: "people/alone.html"}, Cohorts: spring}}
	if diff := cmp.Diff(alone, n.Alone); diff != "" {
		t.Error(diff)
	}
}
