package assign

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"fmt"
	"math/rand"
	"runtime"
	"slices"
	"testing"
	"time"

	"pairbook/generator/test/here"
)

// timed solves problems that it reads as 32-bit words: rows, columns, and how many
// candidates there are, 0 for a complete matrix; then the columns of the candidates, if
// any, and the scores. It prints the milliseconds and the total of each. scipy finds
// matchings of all rows only, so of candidates each row gets a column of its own, which
// stands for no place and is worth so little that as many rows as can have a place get one.
const timed = `
import sys, time, numpy
from scipy.optimize import linear_sum_assignment
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import min_weight_full_bipartite_matching
rows, columns, each = (int(n) for n in numpy.frombuffer(sys.stdin.buffer.read(12), dtype="<i4"))
data = numpy.frombuffer(sys.stdin.buffer.read(), dtype="<i4").astype("int64")
if each:
    to, score = data[:rows * each], data[rows * each:]
    worth = score + 1000 * rows
    own = numpy.arange(rows)
    graph = csr_matrix((numpy.concatenate([worth, numpy.ones(rows, "int64")]),
        (numpy.concatenate([numpy.repeat(own, each), own]), numpy.concatenate([to, columns + own]))), shape=(rows, columns + rows))
    solve = lambda: min_weight_full_bipartite_matching(graph, maximize=True)
    total = lambda r, c: sum(graph[i, j] - 1000 * rows for i, j in zip(r, c) if j < columns)
else:
    m = data.reshape(rows, columns)
    solve = lambda: linear_sum_assignment(m, maximize=True)
    total = lambda r, c: m[r, c].sum()
took = []
for n in range(5):
    start = time.perf_counter()
    answer = solve()
    took.append(time.perf_counter() - start)
print(sorted(took)[2] * 1000, total(*answer))
`

// BenchmarkBesideScipy solves what scipy solves on the same machine in the same minute,
// and reports the medians of five of both in milliseconds and their ratio. Ours decides
// ties by drawn numbers.
func BenchmarkBesideScipy(b *testing.B) {
	python := here.Scipy(b)
	for _, x := range []struct {
		name string
		p    *Problem
		each int // candidates of a row, 0 where each column is one
	}{
		{"random/2000", complete(rand.New(rand.NewSource(1)), 2000, 2000, wide), 0},
		{"ties/2000", complete(rand.New(rand.NewSource(1)), 2000, 2000, ties), 0},
		{"overlap/2000", complete(rand.New(rand.NewSource(1)), 2000, 2000, overlap), 0},
		{"candidates/5000x50", candidates(5000, 5000, 50, 1), 50},
	} {
		for i := range x.p.Wants {
			x.p.Ties.Rows = append(x.p.Ties.Rows, uint64(i*7919%len(x.p.Wants)))
		}
		b.Run(x.name, func(b *testing.B) {
			theirs, total := solvedByScipy(b, python, x.p, x.each)
			var took []time.Duration
			for range 5 {
				runtime.GC() // the last run's matrix
				start := time.Now()
				s := Solve(x.p, Coverage)
				took = append(took, time.Since(start))
				if s.Total != total {
					b.Fatalf("the total is %d, and scipy's %d", s.Total, total)
				}
			}
			slices.SortFunc(took, cmp.Compare)
			ours := float64(took[2]) / float64(time.Millisecond)
			b.ReportMetric(ours, "ms")
			b.ReportMetric(theirs, "scipy-ms")
			b.ReportMetric(ours/theirs, "ratio")
			b.ReportMetric(0, "ns/op")
		})
	}
}

// solvedByScipy has scipy solve a problem, and returns the milliseconds it takes and its total.
func solvedByScipy(b *testing.B, python here.Python, p *Problem, each int) (ms float64, total int64) {
	b.Helper()
	words := []int32{int32(len(p.Wants)), int32(len(p.Capacity)), int32(each)}
	if each > 0 {
		words = append(words, p.Column...)
	}
	var input bytes.Buffer
	if err := binary.Write(&input, binary.LittleEndian, append(words, p.Score...)); err != nil {
		b.Fatal(err)
	}
	out := python.Output(b, timed, &input)
	if _, err := fmt.Sscan(string(out), &ms, &total); err != nil {
		b.Fatalf("scipy says %q: %v", out, err)
	}
	return ms, total
}
