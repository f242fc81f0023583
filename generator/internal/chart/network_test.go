package chart

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// drawNetwork draws a network of any shape: pairs, stars, chains, strangers.
func drawNetwork(t *rapid.T) Network {
	n := Network{Heading: heading(t), Head: []string{"tie", "meetings"}, Most: rapid.IntRange(0, 12).Draw(t, "most")}
	size := rapid.IntRange(0, 24).Draw(t, "people")
	for i := range size {
		parts := rapid.IntRange(0, 7).Draw(t, "parts")
		n.Knots = append(n.Knots, Knot{fmt.Sprintf("k%02d", i), words().Draw(t, "label"), parts&1 > 0, parts&2 > 0, parts&4 > 0})
	}
	for range rapid.IntRange(0, 30).Draw(t, "ties") {
		key := func() string { return fmt.Sprintf("k%02d", rapid.IntRange(0, size+1).Draw(t, "end")) }
		n.Ties = append(n.Ties, Tie{A: key(), B: key(), Line: Line(rapid.IntRange(0, 3).Draw(t, "line")), ArrowB: rapid.Bool().Draw(t, "arrow"),
			Weight: rapid.IntRange(0, 3).Draw(t, "weight"), Words: words().Draw(t, "words"), Numbers: []string{strconv.Itoa(rapid.IntRange(0, 99).Draw(t, "n"))}})
	}
	return n
}

// TestNetworkWhateverTheOrder shuffles people and ties: the bytes are the same.
func TestNetworkWhateverTheOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := drawNetwork(t)
		want := n.HTML()
		for range 3 {
			n.Knots = rapid.Permutation(n.Knots).Draw(t, "people's order")
			n.Ties = rapid.Permutation(n.Ties).Draw(t, "ties' order")
			if got := n.HTML(); got != want {
				t.Fatalf("another order draws otherwise:\n%s\n%s", want, got)
			}
		}
	})
}

// TestNetworkKeepsApart expects rows that do not touch, arcs that stay within the
// drawing, each person drawn at most once, whole groups where they fit, and at most the limit.
func TestNetworkKeepsApart(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := drawNetwork(t)
		most := n.Most
		if most == 0 {
			most = MostDrawn
		}
		a := arrange(n, most)
		if len(a.order) > most || len(n.Knots) <= most && len(a.order) != len(n.Knots) {
			t.Fatalf("%d of %d people are drawn, and there is room for %d", len(a.order), len(n.Knots), most)
		}
		last := -knotStep
		for _, k := range a.order {
			y := a.y[k.Key]
			if y-last < knotStep || y < knotStep/2 || y > a.height-knotStep/2 {
				t.Fatalf("%s stands at %d after %d, of %d", k.Key, y, last, a.height)
			}
			last = y
		}
		for _, tie := range a.ties {
			if by := a.bend(a.y[tie.A], a.y[tie.B]); by > widest {
				t.Fatalf("the arc from %s to %s bends by %d", tie.A, tie.B, by)
			}
		}
		if len(a.y) != len(a.order) {
			t.Fatalf("%d people have %d places", len(a.order), len(a.y))
		}
		elements, text := read(t, n.HTML())
		arcs := 0
		for _, e := range elements {
			if e.name == "path" && strings.HasPrefix(e.attrs["class"], "tie") {
				arcs++
			}
		}
		if arcs != len(a.ties) {
			t.Fatalf("%d arcs for %d ties", arcs, len(a.ties))
		}
		if left := len(n.Knots) - len(a.order); (left > 0) != strings.Contains(text, fmt.Sprintf("Drawn are %d of %d people", len(a.order), len(n.Knots))) {
			t.Fatalf("%d people are left out: %s", left, text)
		}
		if rows := strings.Count(string(n.HTML()), `<th scope="row">`); rows != arcs {
			t.Fatalf("the table has %d rows for %d ties that are drawn", rows, arcs)
		}
	})
}

// tied is a network of ties such as a>b, where a mentors b; the other way round a<b, each
// the other a=b, and without a direction a-b.
func tied(ties string, most int) Network {
	n := Network{Head: []string{"tie"}, Most: most}
	seen := map[string]bool{}
	for _, tie := range strings.Fields(ties) {
		at := strings.IndexAny(tie, "<>=-")
		from, how, to := tie[:at], tie[at], tie[at+1:]
		for _, key := range []string{from, to} {
			if !seen[key] {
				n.Knots = append(n.Knots, Knot{Key: key, Label: key})
			}
			seen[key] = true
		}
		n.Ties = append(n.Ties, Tie{A: from, B: to, Words: tie, ArrowA: how == '<' || how == '=', ArrowB: how == '>' || how == '='})
	}
	return n
}

// stacked is the people of a network from the top.
func stacked(n Network) string {
	var order []string
	for _, k := range arrange(n, n.Most).order {
		order = append(order, k.Key)
	}
	return strings.Join(order, " ")
}

// TestNetworkLine expects the shortest line for shapes where it is known, with
// mentors above.
func TestNetworkLine(t *testing.T) {
	for name, c := range map[string]struct{ ties, want string }{
		"chain":                      {"c>a a>d d>b", "c a d b"},
		"two groups":                 {"a>b c>d c>e", "d c e a b"},
		"star of two":                {"m>a m>b", "a m b"},
		"pair":                       {"a>b", "a b"},
		"pair, the mentor last":      {"b>a", "b a"},
		"pair, told by the other":    {"a<b", "b a"},
		"pair, each the other's":     {"b=a", "a b"},
		"pair without a direction":   {"b-a", "a b"},
		"chain that goes up":         {"d>c c>b b>a", "d c b a"},
		"chain of peers":             {"a-d d-b b-c", "a d b c"},
		"ring":                       {"a-b b-c c-d d-a", "a b c d"},
		"two stars":                  {"m>a m>b m>c n>d n>e m-n", "b a m c n d e"},
		"chain with a leaf":          {"a-b b-c c-d d-e c-f", "a b c f d e"},
		"the largest group is first": {"a-b c-d d-e", "c d e a b"},
	} {
		if got := stacked(tied(c.ties, MostDrawn)); got != c.want {
			t.Errorf("%s: %s, not %s", name, got, c.want)
		}
	}
}

// TestNetworkDrawsTheLargestGroups leaves out all groups from the first that does not fit,
// and takes the core of the largest where not even that does.
func TestNetworkDrawsTheLargestGroups(t *testing.T) {
	for name, c := range map[string]struct {
		ties string
		most int
		want string
	}{
		"all that fit":                        {"a-b c-d d-e", 5, "c d e a b"},
		"not the second":                      {"a-b c-d d-e", 4, "c d e"},
		"nor a smaller one after it":          {"a-b c-d e-f f-g g-h", 7, "e f g h a b"},
		"around who has most ties":            {"a-b b-c c-d d-e d-f d-g", 4, "a b c d"},
		"who is tied to more of the core":     {"a-b a-c a-d d-b d-e a-f", 3, "b d a"},
		"ties of one pair count once":         {"x-y x-y x-y x-y y-c c-d c-e", 2, "y c"},
		"ties with who is left out point not": {"m>a m>b m>c", 3, "a m b"},
	} {
		if got := stacked(tied(c.ties, c.most)); got != c.want {
			t.Errorf("%s: %s, not %s", name, got, c.want)
		}
	}
}

// TestNetworkDrawsTiesBetweenItsPeople draws no tie with oneself, with nobody, or with
// somebody who is left out, and says so of nobody in the table.
func TestNetworkDrawsTiesBetweenItsPeople(t *testing.T) {
	n := tied("m>a m>b m>c", 3)
	n.Ties = append(n.Ties, Tie{A: "a", B: "a"}, Tie{A: "a", B: "nobody"}, Tie{A: "nobody", B: "b"})
	var got []string
	for _, tie := range arrange(n, 3).ties {
		got = append(got, tie.Words)
	}
	if want := "m>a m>b"; strings.Join(got, " ") != want {
		t.Errorf("%s, not %s", got, want)
	}
}

// TestNetworkOfNobodyHasHeight keeps the room of one person.
func TestNetworkOfNobodyHasHeight(t *testing.T) {
	if got := arrange(Network{}, MostDrawn).height; got != knotStep {
		t.Errorf("%d pixels", got)
	}
}

// TestParallelTiesKeepAnOrder sorts ties of the same two people by all that is told of them.
func TestParallelTiesKeepAnOrder(t *testing.T) {
	all := []Tie{{A: "a", B: "b", Words: "x", Numbers: []string{"1"}}, {A: "a", B: "b", Words: "x", Numbers: []string{"1", "2"}},
		{A: "a", B: "b", Words: "y"}, {A: "a", B: "b", Weight: 1}, {A: "a", B: "b", ArrowB: true}, {A: "a", B: "b", ArrowA: true}, {A: "a", B: "b", Line: Dotted}, {A: "a", B: "c"}, {A: "b", B: "a"}}
	reversed := slices.Clone(all)
	slices.Reverse(reversed)
	if got := sortedTies(reversed); !reflect.DeepEqual(got, all) {
		t.Errorf("%v", got)
	}
	if !reflect.DeepEqual(reversed[0], all[len(all)-1]) {
		t.Error("the ties that were given are sorted themselves")
	}
}

// TestNetworkCore draws the core of a group that is too large.
func TestNetworkCore(t *testing.T) {
	n := Network{Head: []string{"tie"}}
	for i := range 3000 {
		n.Knots = append(n.Knots, Knot{Key: fmt.Sprintf("p%04d", i), Label: "somebody"})
		n.Ties = append(n.Ties, Tie{A: fmt.Sprintf("p%04d", i), B: fmt.Sprintf("p%04d", (i*7+1)%3000)})
		if i < 40 {
			n.Ties = append(n.Ties, Tie{A: "p1500", B: fmt.Sprintf("p%04d", i)})
		}
	}
	a := arrange(n, MostDrawn)
	if len(a.order) != MostDrawn {
		t.Fatalf("%d people are drawn", len(a.order))
	}
	if _, drawn := a.y["p1500"]; !drawn {
		t.Error("who is tied to most is not drawn")
	}
}

// TestLongNames writes a name that has no room on a phone twice: cut, and whole where it
// has room elsewhere.
func TestLongNames(t *testing.T) {
	drawn := func(name string) string {
		return string(Network{Knots: []Knot{{Key: "a", Label: name, Peer: true}, {Key: "b", Label: "B", Peer: true}}, Ties: []Tie{{A: "a", B: "b"}}}.HTML())
	}
	if got := drawn("Nikolaos Akrothalassis-Ames"); !strings.Contains(got, `Nikolaos Akrothalassis-Ames</text><text class="short"`) || strings.Count(got, "…</text>") != 1 {
		t.Error(got)
	}
	if got := drawn(strings.Repeat("n", 100)); strings.Count(got, "…</text>") != 2 {
		t.Error(got)
	}
}

func TestCut(t *testing.T) {
	for words, want := range map[string]string{"Ada": "Ada", "": "", "Wwwwwwwwwwwwwwwwwwww": "Wwwwwwww…", "日本語の名前がここにあります": "日本語の名前が…"} {
		if got := cut(words, 112); got != want {
			t.Errorf("%q is cut to %q, not %q", words, got, want)
		}
	}
	for room, want := range map[int]string{32: "nnnn", 31: "nn…", 30: "nn…", 29: "n…", 22: "n…", 21: "…"} {
		if got := cut("nnnn", room); got != want {
			t.Errorf("in %d pixels there is room for %q, not %q", room, got, want)
		}
	}
	for r, want := range map[rune]int{'…': 14, '\u10FF': 8, '\u1100': 14, '\u1FFF': 14, '\u2000': 8, '\u206F': 8, '\u2070': 14, 'm': 12, 'i': 5, 'A': 10, 'É': 10, 'a': 8} {
		if got := wide(r); got != want {
			t.Errorf("%q is at most %d pixels wide, not %d", r, got, want)
		}
	}
	for x := range 2000 {
		if r := root(x); r*r > x || (r+1)*(r+1) <= x {
			t.Fatalf("the root of %d is %d", x, r)
		}
	}
}

// TestAnOrderIsImproved moves those who are tied to each other next to each other, and
// says when no move is better.
func TestAnOrderIsImproved(t *testing.T) {
	g := &graph{near: [][]int{{3}, {2}, {1}, {0}}}
	l := &liner{g: g, order: []int{0, 1, 2, 3}, at: []int{0, 1, 2, 3}}
	if !l.improve() || l.cost() != 2 {
		t.Errorf("the order %v costs %d, want 2", l.order, l.cost())
	}
	if before := slices.Clone(l.order); l.improve() || !slices.Equal(l.order, before) {
		t.Errorf("the best order %v becomes %v", before, l.order)
	}
}
