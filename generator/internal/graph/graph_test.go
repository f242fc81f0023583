package graph

import (
	"runtime/debug"
	"testing"
)

// TestComponentsOfALongWay goes round many nodes and on to one more, with little stack.
func TestComponentsOfALongWay(t *testing.T) {
	defer debug.SetMaxStack(debug.SetMaxStack(1 << 22))
	const around = 200_000
	g := make(Arcs, around+1)
	for n := range around {
		g.Add(n, (n+1)%around)
	}
	g.Add(around/2, around)
	of := g.Components()
	for n := range around {
		if of[n] != of[0] || of[n] == of[around] {
			t.Fatalf("node %d is in component %d, the first in %d and the one beside in %d", n, of[n], of[0], of[around])
		}
	}
}

// TestComponents: nodes that reach each other have one number, whatever order their arcs come in and however they are tied
// to others.
func TestComponents(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name string
		arcs Arcs
		want [][]int // nodes that are together
	}{
		{"nothing", Arcs{}, nil},
		{"no arcs", Arcs{{}, {}}, [][]int{{0}, {1}}},
		{"one way", Arcs{{1}, {2}, {}}, [][]int{{0}, {1}, {2}}},
		{"to itself", Arcs{{0}, {}}, [][]int{{0}, {1}}},
		{"round", Arcs{{1}, {2}, {0}}, [][]int{{0, 1, 2}}},
		{"two rounds, one way between", Arcs{{1}, {0, 2}, {3}, {2}}, [][]int{{0, 1}, {2, 3}}},
		{"two rounds that meet in a node", Arcs{{1, 2}, {0}, {0}}, [][]int{{0, 1, 2}}},
		{"back from the last arc", Arcs{{1}, {2, 3}, {}, {0}}, [][]int{{0, 1, 3}, {2}}},
		{"to one that is done with", Arcs{{1}, {}, {1, 0}}, [][]int{{0}, {1}, {2}}},
		{"a round within a round", Arcs{{1}, {2}, {1, 3}, {0}}, [][]int{{0, 1, 2, 3}}},
	} {
		of := test.arcs.Components()
		seen := map[int32]bool{}
		for _, together := range test.want {
			number := of[together[0]]
			if number == 0 || seen[number] {
				t.Errorf("%s: %v have the number %d, as others", test.name, together, number)
			}
			seen[number] = true
			for _, n := range together {
				if of[n] != number {
					t.Errorf("%s: %d is apart from %v: %v", test.name, n, together, of)
				}
			}
		}
	}
}
