package diag

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"
)

func at(path string, line, column int) Position { return Position{path, line, column} }

func TestSortedIsOneOrderAndDropsRepetitions(t *testing.T) {
	var list List
	list.Warnf(at("b.yaml", 1, 1), "date", "", "second file")
	list.Errorf(at("a.yaml", 10, 2), "date", "", "tenth line")
	list.Errorf(at("a.yaml", 2, 2), "date", "", "second line")
	list.Warnf(at("a.yaml", 2, 2), "date", "", "a warning after an error")
	list.Errorf(at("a.yaml", 2, 2), "date", "", "second line")
	var messages []string
	for _, p := range list.Sorted() {
		messages = append(messages, p.Message)
	}
	want := []string{"second line", "a warning after an error", "tenth line", "second file"}
	if diff := cmp.Diff(want, messages); diff != "" {
		t.Error(diff)
	}
}

// problems draws a list without known problems.
func problems() *rapid.Generator[List] { return drawn(rapid.Just(false)) }

func drawn(knowns *rapid.Generator[bool]) *rapid.Generator[List] {
	one := rapid.Custom(func(t *rapid.T) Problem {
		known, word := knowns.Draw(t, "known"), rapid.SampledFrom([]string{"a", "b"})
		return Problem{
			Position: at(word.Draw(t, "path"), rapid.IntRange(1, 3).Draw(t, "line"), rapid.IntRange(1, 2).Draw(t, "column")),
			Severity: Severity(rapid.IntRange(0, 1).Draw(t, "severity")),
			Rule:     word.Draw(t, "rule"), Message: word.Draw(t, "message"), Hint: word.Draw(t, "hint"), Known: known,
		}
	})
	return rapid.Map(rapid.SliceOfN(one, 0, 40), func(p []Problem) List { return p })
}

func TestSortedDoesNotDependOnTheOrderGiven(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list := problems().Draw(t, "list")
		shuffled := rapid.Permutation(list).Draw(t, "shuffled")
		if diff := cmp.Diff(list.Sorted(), List(shuffled).Sorted(), cmpopts.EquateEmpty()); diff != "" {
			t.Fatal(diff)
		}
	})
}

func TestWithoutLeavesWhatTheBaseLacks(t *testing.T) {
	problem := func(line int, message string) Problem {
		return Problem{Position: at("a.yaml", line, 1), Rule: "date", Message: message}
	}
	base := List{problem(1, "old"), problem(5, "twice")}
	now := List{problem(3, "old"), problem(7, "twice"), problem(9, "twice"), problem(2, "new")}
	want := List{problem(2, "new"), problem(9, "twice")}
	if diff := cmp.Diff(want, now.Without(base)); diff != "" {
		t.Error(diff)
	}
}

// A former warning that is an error now is new, whatever its message.
func TestAGraverProblemIsNew(t *testing.T) {
	var base, now List
	base.Warnf(at("a.yaml", 1, 1), "manager", "", "the manager")
	now.Errorf(at("a.yaml", 1, 1), "manager", "", "the manager")
	if fresh := now.Without(base); len(fresh) != 1 {
		t.Errorf("new are %v", fresh)
	}
}

func TestWithoutItselfIsNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list := problems().Draw(t, "list")
		if rest := list.Without(list); len(rest) > 0 {
			t.Fatalf("%d problems are new to their own list: %v", len(rest), rest)
		}
	})
}

// A problem of one of two bases is known, only as often as the base has it.
func TestOrCountsAsOftenAsTheOneThatHasMore(t *testing.T) {
	type kind struct {
		path, rule, message string
		severity            Severity
	}
	count := func(l List) map[kind]int {
		n := map[kind]int{}
		for _, p := range l {
			n[kind{p.Path, p.Rule, p.Message, p.Severity}]++
		}
		return n
	}
	rapid.Check(t, func(t *rapid.T) {
		one, other := problems().Draw(t, "one").Sorted(), problems().Draw(t, "other").Sorted()
		want := count(one)
		for k, n := range count(other) {
			want[k] = max(want[k], n)
		}
		if diff := cmp.Diff(want, count(one.Or(other))); diff != "" {
			t.Fatal(diff)
		}
	})
}

func TestFirstTakesErrorsBeforeWarningsAndTheKnownLast(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list := drawn(rapid.Bool()).Draw(t, "list").Sorted()
		limit := rapid.IntRange(0, 20).Draw(t, "limit")
		shown, rest := list.first(limit)
		if len(shown) != min(limit, len(list)) || len(shown)+len(rest) != len(list) {
			t.Fatalf("%d of %d are shown, %d left, with room for %d", len(shown), len(list), len(rest), limit)
		}
		if !slices.IsSortedFunc(shown, Problem.Compare) || !slices.IsSortedFunc(rest, Problem.Compare) {
			t.Fatal("the order was lost")
		}
		for _, p := range shown {
			sooner := func(other Problem) bool {
				return other.Severity < p.Severity && !other.Known || p.Known && !other.Known
			}
			if slices.ContainsFunc(rest, sooner) {
				t.Fatalf("%v is shown, and something is left that is to be seen sooner: %v", p, rest)
			}
		}
	})
}

func TestBelowLeavesTheListAlone(t *testing.T) {
	var list List
	list.Errorf(at("people/ada.yaml", 2, 3), "date", "", "wrong")
	list.Warnf(at("site.yaml", 1, 1), "date", "", "odd")
	var paths []string
	for _, p := range append(list.Below("harbour/program"), list...) {
		paths = append(paths, p.Path)
	}
	if want := []string{"harbour/program/people/ada.yaml", "harbour/program/site.yaml", "people/ada.yaml", "site.yaml"}; !slices.Equal(paths, want) {
		t.Errorf("the paths are %q, want %q", paths, want)
	}
}
