package fit

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"pairbook/generator/internal/record"
)

// TestCriteriaInWords: each has its line, under each other; a criterion without weight is no reason, and is not told
// as unknown.
func TestCriteriaInWords(t *testing.T) {
	t.Parallel()
	all := []Points{
		{Criterion: "topics", Known: true, Points: 5, Of: 60, Because: "both like maps"},
		{Criterion: "unit", Points: 30, Of: 40, Because: "not known"},
		{Criterion: "met", Because: "not known"},
	}
	for _, test := range []struct {
		criteria []Points
		print    string
		reasons  []string
		unknown  string
	}{
		{nil, "", []string{}, ""},
		{all[:1], "  topics   5 of 60  both like maps\n", []string{"topics, 5 of 60: both like maps"}, ""},
		{all[1:], "  unit  30 of 40  not known\n  met    0 of 0   not known\n  1 of 1 criterion unknown\n", []string{"unit, 30 of 40: not known"}, "1 of 1 criterion unknown"},
		{all, "  topics   5 of 60  both like maps\n  unit    30 of 40  not known\n  met      0 of 0   not known\n  1 of 2 criteria unknown\n",
			[]string{"topics, 5 of 60: both like maps", "unit, 30 of 40: not known"}, "1 of 2 criteria unknown"},
	} {
		var w strings.Builder
		PrintCriteria(&w, test.criteria)
		if diff := cmp.Diff(test.print, w.String()); diff != "" {
			t.Error(diff)
		}
		if diff := cmp.Diff(test.reasons, Reasons(test.criteria)); diff != "" {
			t.Error(diff)
		}
		if got := UnknownOf(test.criteria); got != test.unknown {
			t.Errorf("%q, want %q", got, test.unknown)
		}
	}
}

// TestBarsInWords: an implied bar has no constraint to name.
func TestBarsInWords(t *testing.T) {
	t.Parallel()
	for want, b := range map[string]Bar{"lee is full": {Kind: "full", Because: "lee is full"}, "line: lee leads ana": {Constraint: "line", Because: "lee leads ana"}} {
		if got := b.Words(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// TestMoves lists whose mentors differ, by id, and in no order of these.
func TestMoves(t *testing.T) {
	t.Parallel()
	got := Moves(map[string][]string{"dee": {"lee"}, "ana": {"max", "lee"}, "ben": {"lee", "max"}, "eli": nil},
		map[string][]string{"dee": nil, "cai": {"ned", "max"}, "ben": {"max", "lee"}, "ana": {"max"}, "fay": {}})
	want := []Move{{"ana", []string{"lee", "max"}, []string{"max"}}, {"cai", nil, []string{"max", "ned"}}, {"dee", []string{"lee"}, nil}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	var w strings.Builder
	PrintMoves(&w, got)
	if diff := cmp.Diff("  ana: lee, max → max\n  cai: nobody → max, ned\n  dee: lee → nobody\n", w.String()); diff != "" {
		t.Error(diff)
	}
}

// TestDiscreetSaysNoManager: who manages whom is told like the private list, and once.
func TestDiscreetSaysNoManager(t *testing.T) {
	t.Parallel()
	standing, full := Bar{"", "standing", StandingWords}, Bar{"it", "languages", "the two have no language in common"}
	bars := []Bar{{"a", "manager", "the mentor is the mentee's manager"}, full, {"b", "same-manager", "both have the same manager"}, full}
	if got := Discreet(bars); !slices.Equal(got, []Bar{standing, full}) {
		t.Errorf("%+v", got)
	}
}

// TestAMinuteIsSaid with hours where there are any.
func TestAMinuteIsSaid(t *testing.T) {
	t.Parallel()
	for minutes, want := range map[int]string{0: "0 min", 59: "59 min", 60: "1 h", 61: "1 h 1 min", 120: "2 h"} {
		if got := lasting(minutes); got != want {
			t.Errorf("%d: %q, want %q", minutes, got, want)
		}
	}
}

// TestALotIsDrawnByFewThings: of a person, a cohort and a word, each by itself gives another number.
func TestALotIsDrawnByFewThings(t *testing.T) {
	t.Parallel()
	drawn := map[uint64]string{}
	for _, by := range [][3]string{{"autumn", "", "ana"}, {"winter", "", "ana"}, {"autumn", "again", "ana"}, {"autumn", "", "ben"}} {
		n := Lot(record.CohortID(by[0]), by[1], by[2])
		if before, there := drawn[n]; there {
			t.Errorf("%v draws %d, as %s does", by, n, before)
		}
		drawn[n] = strings.Join(by[:], " ")
	}
	a, b := []byte("ana"), []int32{1, 2}
	if StandIn(a, b) == StandIn(a) || StandIn(a, b) == StandIn(a, []int32{1, 3}) {
		t.Error("a file stands in for its cohort by less than all that is in it")
	}
}
