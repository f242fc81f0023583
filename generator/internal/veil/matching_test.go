package veil

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"pairbook/generator/internal/fit"
	"pairbook/generator/internal/match"
	"pairbook/generator/internal/measure"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/view"
	"pairbook/generator/test/mini"
)

const nextFolder = "program/cohorts/next/"

// TestWhoIsProposed is told everybody of those that are proposed, and coordinators of those
// under way as well, in each part.
func TestWhoIsProposed(t *testing.T) {
	files := mini.Files(mini.Everything)
	for id, lines := range map[string]string{
		"peers": "peers: [idbob, iddot]\nstate: proposed", "auk": "mentors: [idada]\nmentees: [idbob]\nstate: active\nstarted: 2026-03-30", "over": "mentors: [idada]\nmentees: [idbob]\nstate: completed\nstarted: 2026-03-02\nended: 2026-03-03",
	} {
		files[nextFolder+"pairings/"+id+"/pairing.yaml"] = mini.File("%s\n", lines)
	}
	link := func(id string) view.Link { return view.Link{Words: id, Path: "cohorts/next/pairings/" + id + ".html"} }
	peers := view.Matched{Pairing: link("peers"), Peers: []view.Who{person("bob", record.Peers), person("dot", record.Peers)}, Words: "proposed"}
	wigeon := view.Matched{Pairing: link("wigeon"), Mentors: []view.Who{person("ada", record.Mentors)}, Mentees: []view.Who{person("dot", record.Mentees)}, Words: "proposed", Topics: []string{"Knots"}}
	auk := view.Matched{Pairing: link("auk"), Mentors: wigeon.Mentors, Mentees: []view.Who{person("bob", record.Mentees)}, Words: "active", Topics: []string{"Knots"}}
	shown := view.Matching{ID: "next", Cohort: view.Link{Words: "Autumn 2026", Path: "cohorts/next/index.html"}, Path: "cohorts/next/matching.html", API: "api/v1/matching/next.json"}
	everybody, full := shown, shown
	everybody.Pairs, full.Pairs = []view.Matched{peers, wigeon}, []view.Matched{auk, peers, wigeon}
	if diff := cmp.Diff([]*view.Matching{&everybody}, Show(input(t, files, Public)).Matchings); diff != "" {
		t.Error(diff)
	}
	all := Show(input(t, files, Coordinators)).Proposals
	if diff := cmp.Diff(full, all[0].Matching); diff != "" || len(all) != 1 {
		t.Errorf("%d proposals: %s", len(all), diff)
	}
}

// TestWhileThereIsAMatching is while a cohort is to be matched, or a pairing is proposed.
func TestWhileThereIsAMatching(t *testing.T) {
	proposed := []*measure.Pairing{{State: record.Active}, {State: record.Proposed}}
	for _, c := range []struct {
		state    record.CohortState
		pairings []*measure.Pairing
		want     bool
	}{{record.CohortOpen, nil, true}, {record.CohortMatching, nil, true}, {record.CohortRunning, nil, false}, {record.CohortRunning, proposed, true}, {record.CohortClosed, proposed[:1], false}} {
		if got := beingMatched(&measure.Cohort{Record: &record.Cohort{State: c.state}, Pairings: c.pairings}); got != c.want {
			t.Errorf("%s with %d pairings is being matched: %t", c.state, len(c.pairings), got)
		}
	}
}

// TestTopicsThatPeopleShare are each there once, in order, and none where somebody of them is
// not to be told of.
func TestTopicsThatPeopleShare(t *testing.T) {
	files := mini.Files(mini.Everything)
	for id, lines := range map[string]string{
		"idada": "mentor: {capacity: 2, offers: [tides, knots]}", "idboss": "mentor: {capacity: 1, offers: [knots]}", "idbob": "mentee: {seeks: [knots, tides]}\npeer: {topics: [tides]}",
		"iddot": "mentee: {seeks: [knots]}\npeer: {topics: [knots, tides]}", "ideve": "peer: {topics: [tides]}", "idcyd": "peer: {topics: [tides]}",
	} {
		files[nextFolder+"enrolments/"+id+".yaml"] = mini.File("%s\n", lines)
	}
	members := func(ids ...record.PersonID) (all []record.Member) {
		for _, id := range ids {
			all = append(all, record.Member{Person: id})
		}
		return all
	}
	in := input(t, files, Public)
	for _, c := range []struct {
		pairing record.Pairing
		want    string
	}{
		{record.Pairing{Mentors: members("idada", "idboss"), Mentees: members("idbob", "iddot")}, "[Knots Tidetopicword]"},
		{record.Pairing{Mentors: members("idboss", "idada"), Mentees: members("iddot")}, "[Knots]"},
		{record.Pairing{Mentors: members("idada"), Mentees: members("idbob", "iddot")}, "[Knots Tidetopicword]"},
		{record.Pairing{Peers: members("idbob", "iddot")}, "[Tidetopicword]"},
		{record.Pairing{Peers: members("idada", "idbob", "ideve")}, "[Tidetopicword]"},
		{record.Pairing{Peers: members("idbob", "iddot", "idcyd")}, "[]"},
		{record.Pairing{Mentors: members("idada"), Mentees: members("gone")}, "[]"},
	} {
		r := newRevealer(in)
		if got := fmt.Sprint(r.topicsShared(r.repo.Cohorts.Get("next"), &c.pairing)); got != c.want {
			t.Errorf("%v share %s, not %s", c.pairing.Members(), got, c.want)
		}
	}
}

// TestAProposedPair has first what it has least of, who would suit better, and what a
// coordinator's choice costs.
func TestAProposedPair(t *testing.T) {
	r := newRevealer(input(t, mini.Files(mini.Defaults), Coordinators))
	points := func(id record.CriterionID, points, of int) fit.Points {
		return fit.Points{Criterion: id, Points: points, Of: of, Known: true, Because: "said of " + string(id)}
	}
	criterion := func(words string, points, of int) view.CriterionPoints {
		return view.CriterionPoints{Criterion: words, Points: points, Of: of, Because: "Said of " + strings.ReplaceAll(words, " ", "-") + "."}
	}
	got := r.proposedPair(match.Pair{Mentee: "idbob", Mentor: "idada", Score: 40, Lot: true, RunnerUp: &match.Other{ID: "idboss", Score: 40}, Full: &match.Other{ID: "ideve", Score: 90},
		Pin: &match.PinCost{By: "idboss", Lowest: 40}, Criteria: []fit.Points{points("all-of-it", 20, 20), points("none", 0, 0), points("half", 5, 10), points("much", 0, 50), points("little", 0, 5), {Criterion: "unknown", Of: 10}}}, 40)
	want := view.ProposedPair{Mentee: person("bob", record.Mentees), Mentor: person("ada", record.Mentors), Score: 40, Lot: true, Unknown: "1 of 5 criteria unknown",
		Next: &view.OtherMentor{Mentor: person("boss", record.Mentors), Score: 40}, Full: &view.OtherMentor{Mentor: person("eve", record.Mentors), Score: 90, Better: true},
		Pin:      "Pinned by idboss, which costs nothing.",
		Criteria: []view.CriterionPoints{criterion("much", 0, 50), {Criterion: "unknown", Of: 10, Because: "."}, criterion("little", 0, 5), criterion("none", 0, 0), criterion("half", 5, 10), criterion("all of it", 20, 20)}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	better := r.proposedPair(match.Pair{Score: 40, RunnerUp: &match.Other{ID: "idboss", Score: 41}}, 40)
	if !better.Next.Better || better.Full != nil || better.Pin != "" {
		t.Errorf("%+v", better)
	}
}

// TestWhatAProposalLeaves names who has no place, the most striking of those who would both
// be better together, who has room, and what nobody offers.
func TestWhatAProposalLeaves(t *testing.T) {
	r := newRevealer(input(t, mini.Files(mini.Defaults), Coordinators))
	p := &match.Proposal{Mentees: 3, Mentors: 2, Matched: 1, NotOffered: []record.TopicID{"tides"},
		Pairs: []match.Pair{{Mentee: "idbob", Mentor: "idada", Score: 30}}, Total: 30, Staying: &match.Staying{Pairings: 1},
		Unmatched: []match.Unmatched{{Mentee: "idcyd", Words: "nobody has room"}, {Mentee: "iddot", Words: "too late"}},
		Free:      []match.Free{{Mentor: "idboss", Room: 2, None: true, Words: "nobody seeks it"}, {Mentor: "idada", Room: 1}}}
	for i := range 22 {
		p.Blocking = append(p.Blocking, match.Blocking{Mentee: "iddot", Mentor: "idboss", Score: 90 - i})
	}
	shown := view.Proposal{Matching: view.Matching{API: "api/v1/matching/next.json"}}
	if err := r.proposal(&shown, p); err != nil {
		t.Fatal(err)
	}
	want := view.Proposal{Matching: shown.Matching, Counts: "1 of 3 mentees with a mentor, 2 mentors; 1 proposed pair with 30 points in all, 30 on average and 30 at least", Proof: p.Proof(),
		Staying: "If those that are only proposed were open again, nothing would be gained.", NotOffered: []string{"Tidetopicword"}, MoreBlocking: 2,
		Proposed:  []view.ProposedPair{{Mentee: person("bob", record.Mentees), Mentor: person("ada", record.Mentors), Score: 30}},
		Unmatched: []view.NoPlace{{Mentee: person("cyd", record.Mentees), Words: "Nobody has room."}, {Mentee: person("dot", record.Mentees), Words: "Too late."}},
		Free:      []view.FreeMentor{{Mentor: person("boss", record.Mentors), Room: 2, None: true, Words: "nobody seeks it"}, {Mentor: person("ada", record.Mentors), Room: 1}}}
	for i := range 20 {
		want.Blocking = append(want.Blocking, view.BlockingPair{Mentee: person("dot", record.Mentees), Mentor: person("boss", record.Mentors), Score: 90 - i})
	}
	data := shown.Data
	shown.Data = nil
	if diff := cmp.Diff(want, shown); diff != "" || len(data) != 1 || data[0].Path != "api/v1/matching/next.json" || !strings.HasSuffix(string(data[0].Data), "}\n") {
		t.Errorf("%s; %+v", diff, data)
	}
	none := view.Proposal{}
	if err := r.proposal(&none, &match.Proposal{Mentees: 1, Blocking: p.Blocking[:20]}); err != nil || none.Counts != "0 of 1 mentee with a mentor, 0 mentors" || none.Proof != "" || none.Staying != "" || len(none.Blocking) != 20 || none.MoreBlocking != 0 {
		t.Errorf("%v: %+v", err, none)
	}
}

// TestWhyThereIsNoProposal is said in words, and in the data.
func TestWhyThereIsNoProposal(t *testing.T) {
	files := mini.Files(mini.Defaults)
	files[nextFolder+"cohort.yaml"] = mini.File("program: gone\nname: Autumn 2026\nstarts: 2026-09-07\nends: 2026-12-07\nstate: open\n")
	in := flawed(t, files)
	in.Audience = Coordinators
	p := Show(in).Proposals[0]
	if want := `The cohort "next" runs the programme "gone", which is not there.`; p.Failure != want || p.Proposed != nil || p.Counts != "" {
		t.Errorf("%q, not %q: %+v", p.Failure, want, p)
	}
	if got, want := string(p.Data[0].Data), `{"cohort":"next","unavailable":"the cohort \"next\" runs the programme \"gone\", which is not there"}`; got != want || p.Data[0].Path != "api/v1/matching/next.json" {
		t.Errorf("%s has %s, not %s", p.Data[0].Path, got, want)
	}
}

// TestProposedTeams have their members, and groups who leads them; those that fit least come
// first.
func TestProposedTeams(t *testing.T) {
	for shape, want := range map[string]string{"groups": "groups mentee", "peers": "pairs peer"} {
		files := mini.Files(mini.Defaults)
		files[nextFolder+"cohort.yaml"].Data = []byte(replaced(string(files[nextFolder+"cohort.yaml"].Data), "matching: {", "matching: {shape: "+shape+", ", "pins: [{mentor: idada, mentee: idbob, by: idboss}]\n", ""))
		for i, topics := range []string{"knots", "knots", "tides", "tides", "knots, tides", "tides"} {
			files[fmt.Sprintf("program/people/new%d.yaml", i)] = mini.File("name: New %d\n", i)
			files[fmt.Sprintf("%senrolments/new%d.yaml", nextFolder, i)] = mini.File("mentee: {seeks: [%[1]s]}\npeer: {topics: [%[1]s]}\n", topics)
		}
		in := input(t, files, Coordinators)
		p := Show(in).Proposals[0]
		if p.Failure != "" || len(p.Proposed) == 0 || p.Counts == "" || p.Proof == "" || len(p.Data) != 1 || p.Data[0].Path != p.API || !strings.HasSuffix(string(p.Data[0].Data), "}\n") {
			t.Fatalf("%s: %q, %d teams, %q, %d files", shape, p.Failure, len(p.Proposed), p.Counts, len(p.Data))
		}
		for _, team := range p.Proposed {
			party := team.Members[0].Party
			if got := p.Nouns + " " + party; got != want || len(team.Members) < 2 || (team.Mentor.Words == "Nameada Firthada") != (shape == "groups") || len(team.Criteria) == 0 || team.Criteria[0].Criterion != "topicpoints" || team.Pin != "" || team.Score < team.Lowest {
				t.Errorf("%s: %+v", shape, team)
			}
		}
		if !slices.IsSortedFunc(p.Proposed, func(a, b view.ProposedPair) int { return a.Score - b.Score }) {
			t.Errorf("%s are in another order", shape)
		}
		for _, left := range p.Unmatched {
			if left.Mentee.Party != p.Proposed[0].Members[0].Party || !strings.HasSuffix(left.Words, ".") || left.Words == "." {
				t.Errorf("%s: %+v", shape, left)
			}
		}
	}
}

// TestTeamsOfAChoice say whose it is that some are together, and how well the least of them fits.
func TestTeamsOfAChoice(t *testing.T) {
	files := mini.Files(mini.Defaults)
	files[nextFolder+"cohort.yaml"].Data = []byte(replaced(string(files[nextFolder+"cohort.yaml"].Data), "matching: {", "matching: {shape: groups, "))
	p := Show(input(t, files, Coordinators)).Proposals[0]
	if p.Failure != "" || len(p.Proposed) != 1 {
		t.Fatalf("%q, %d groups", p.Failure, len(p.Proposed))
	}
	if pin := p.Proposed[0].Pin; !strings.HasPrefix(pin, "Pinned: ") || !strings.Contains(pin, "idboss") || !strings.HasSuffix(pin, ".") {
		t.Errorf("%q", pin)
	}
}
