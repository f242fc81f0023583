package couple

import (
	"bytes"
	"encoding/json"
	"math/rand"
	"testing"

	"pairbook/generator/test/here"
)

// other reads a graph a line, as [A, B, score] triples, and prints how many pairs are in its
// best matching of most pairs, and their total.
const other = `
import sys, json, networkx
for line in sys.stdin:
    g = networkx.Graph()
    g.add_weighted_edges_from(json.loads(line))
    m = networkx.max_weight_matching(g, maxcardinality=True)
    print(json.dumps([len(m), sum(g[a][b]["weight"] for a, b in m)]))
`

// TestAgainstAnotherSolver compares the best pairs without a trio, from which trios are found.
func TestAgainstAnotherSolver(t *testing.T) {
	python := here.Networkx(t)
	r := rand.New(rand.NewSource(11))
	var all []*Problem
	var input bytes.Buffer
	for k := range here.Cases(40, 200) {
		p := complete(r, 20+r.Intn(131), []int32{1, 30, 1_000_000}[k%3])
		r.Shuffle(len(p.Pairs), func(i, j int) { p.Pairs[i], p.Pairs[j] = p.Pairs[j], p.Pairs[i] })
		p.Pairs = p.Pairs[:1+len(p.Pairs)/(1+r.Intn(12))]
		all = append(all, p)
		edges := [][3]int{}
		for _, pair := range p.Pairs {
			edges = append(edges, [3]int{pair.A, pair.B, int(pair.Score)})
		}
		if err := json.NewEncoder(&input).Encode(edges); err != nil {
			t.Fatal(err)
		}
	}
	answers := json.NewDecoder(bytes.NewReader(python.Output(t, other, &input)))
	for k, p := range all {
		var want [2]int64
		if err := answers.Decode(&want); err != nil {
			t.Fatalf("graph %d: %v", k, err)
		}
		if got := p.pairsAlone(); got != want {
			t.Errorf("graph %d of %d people: pairs and total %d, and another solver finds %d", k, p.Size, got, want)
		}
	}
}

// pairsAlone returns how many pairs are the best ones without any trio, and their total.
func (p *Problem) pairsAlone() (answer [2]int64) {
	for _, members := range p.parts() {
		w := newWorth(p, members, p.Scale())
		s := newState(w)
		s.finish()
		for v, mate := range s.mate {
			if mate > v {
				answer[0]++
				answer[1] += int64(w.score([2]int{members[v], members[mate]}))
			}
		}
	}
	return answer
}
