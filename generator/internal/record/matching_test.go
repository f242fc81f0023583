package record

import (
	"reflect"
	"testing"
)

// TestEachKeyOfACohortsMatching gives a cohort one key of matching at a time, with a value and with
// the one that an absent key means: that key is the cohort's, and every other the programme's.
func TestEachKeyOfACohortsMatching(t *testing.T) {
	const programme = "matching:\n  shape: groups\n  size: {min: 3, max: 5}\n  together: 40\n  objective: fair\n  minimum: 30\n  lot: one\n  mirrored: true\n" +
		"  criteria: [{id: a, kind: topics}]\n  constraints: [{id: b, kind: manager}]\n"
	values := map[string][]string{
		"shape": {"peers"}, "size": {"{min: 2}", "{}"}, "together": {"60"}, "objective": {"score", "coverage"}, "minimum": {"7", "0"},
		"lot": {"two"}, "mirrored": {"false"}, "criteria": {"[{id: c, kind: goals}]", "[]"}, "constraints": {"[{id: d, kind: languages}]", "[]"},
	}
	load := func(own string) (*Program, *Cohort) {
		repo, problems, err := Load(files("program/programs/p.yaml", "name: P\nformat: formal\n"+programme,
			"program/cohorts/c/cohort.yaml", "program: p\nname: C\nstarts: 2026-01-01\nends: 2026-06-30\nstate: open\n"+own))
		if all := problems.Sorted(); err != nil || len(all) > 0 {
			t.Fatal(err, all)
		}
		return repo.Programs.Get("p"), repo.Cohorts.Get("c")
	}
	program, none := load("")
	if got := program.MatchingOf(none); !reflect.DeepEqual(got, program.Matching) {
		t.Errorf("without a matching: %+v", got)
	}
	fields := grammar()[reflect.TypeFor[Matching]()].fields
	for _, f := range fields {
		if len(values[f.name]) == 0 {
			t.Errorf("%s is not looked at", f.name)
		}
		for _, value := range values[f.name] {
			program, c := load("matching: {" + f.name + ": " + value + "}\n")
			got, theirs, own := reflect.ValueOf(program.MatchingOf(c)), reflect.ValueOf(program.Matching), reflect.ValueOf(*c.Matching)
			for _, g := range fields {
				want := theirs
				if g.name == f.name {
					want = own
				}
				if !reflect.DeepEqual(got.Field(g.index).Interface(), want.Field(g.index).Interface()) {
					t.Errorf("%s: %s gives %s %v, want %v", f.name, value, g.name, got.Field(g.index), want.Field(g.index))
				}
			}
		}
	}
}

// TestPartiesIn looks at every shape, given by the cohort or by the programme, and at structures.
func TestPartiesIn(t *testing.T) {
	for _, x := range []struct {
		program    MatchShape
		cohort     MatchShape
		structures []Structure
		want       []Party
	}{
		{"", "", nil, []Party{Mentors, Mentees, Peers}},
		{"", "", []Structure{OneToOne}, []Party{Mentors, Mentees}},
		{"", "", []Structure{PeerPair}, []Party{Peers}},
		{"", "", []Structure{OneToOne, PeerPair}, []Party{Mentors, Mentees, Peers}},
		{InPeers, "", nil, []Party{Peers}},
		{InPeers, InGroups, []Structure{PeerPair}, []Party{Mentors, Mentees}},
		{"", InCircles, []Structure{OneToOne}, []Party{Mentors, Peers}},
		{InCircles, InPairs, nil, []Party{Mentors, Mentees}},
	} {
		c := &Cohort{Matching: &Matching{Shape: x.cohort}}
		p := &Program{Structures: x.structures, Matching: Matching{Shape: x.program}}
		if got := p.PartiesIn(c); !reflect.DeepEqual(got, x.want) {
			t.Errorf("%+v: %v", x, got)
		}
	}
}

// TestMatchShape takes the shape that is given, and else tells it by the structures and
// whether a size is given.
func TestMatchShape(t *testing.T) {
	one, group, peers := []Structure{OneToOne}, []Structure{Group}, []Structure{PeerPair}
	for _, x := range []struct {
		shape      MatchShape
		structures []Structure
		size       Size
		want       MatchShape
	}{
		{"", nil, Size{}, InPairs}, {"", nil, Size{Min: 3}, InPairs}, {"", one, Size{Min: 3}, InPairs},
		{"", group, Size{}, InPairs}, {"", group, Size{Min: 3}, InGroups}, {"", group, Size{Max: 4}, InGroups},
		{"", peers, Size{}, InPeers}, {"", peers, Size{Max: 4}, InCircles},
		{"", append(group, PeerPair), Size{Min: 3}, InPairs}, {"", append(peers, OneToOne), Size{}, InPairs}, {"", append(one, Group), Size{Min: 3}, InPairs},
		{InPeers, group, Size{Min: 3}, InPeers}, {InPairs, peers, Size{}, InPairs},
	} {
		p := &Program{Structures: x.structures, Matching: Matching{Shape: x.shape, Size: x.size}}
		if got := p.MatchShape(&Cohort{}); got != x.want {
			t.Errorf("%+v: %s", x, got)
		}
	}
}
