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
