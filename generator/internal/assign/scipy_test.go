package assign

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math/rand"
	"strings"
	"testing"

	"pairbook/generator/test/here"
)

// other solves integer matrices that it reads as 32-bit words: rows and columns,
// then the scores. It prints each total.
const other = `
import sys, numpy
from scipy.optimize import linear_sum_assignment
data = numpy.frombuffer(sys.stdin.buffer.read(), dtype="<i4")
at = 0
while at < len(data):
    rows, columns = data[at], data[at + 1]
    m = data[at + 2:at + 2 + rows * columns].reshape(rows, columns).astype("int64")
    at += 2 + rows * columns
    r, c = linear_sum_assignment(m, maximize=True)
    print(m[r, c].sum())
`

// instances are matrices of three kinds, in which every pair is allowed.
func instances(count int) (all []*Problem) {
	r := rand.New(rand.NewSource(7))
	for k := range count {
		rows, columns := 50+r.Intn(451), 50+r.Intn(451)
		all = append(all, complete(r, rows, columns, []kind{wide, ties, overlap}[k%3]))
	}
	return all
}

// kind is the distribution of the scores.
type kind string

const (
	wide    kind = "random"  // to a million
	ties    kind = "ties"    // 1 to 30
	overlap kind = "overlap" // a dozen topics, five points for each that is shared, and 1 to 4
)

func complete(r *rand.Rand, rows, columns int, k kind) *Problem {
	p := &Problem{Start: []int{0}}
	topics := make([]int32, rows+columns)
	for i := range topics {
		topics[i] = r.Int31n(1 << 12)
	}
	for range columns {
		p.Capacity = append(p.Capacity, 1)
	}
	for i := range rows {
		p.Wants = append(p.Wants, 1)
		for j := range columns {
			score := r.Int31n(1_000_001)
			switch k {
			case ties:
				score = 1 + r.Int31n(30)
			case overlap:
				score = 1 + r.Int31n(4)
				for shared := topics[i] & topics[rows+j]; shared > 0; shared &= shared - 1 {
					score += 5
				}
			}
			p.Column, p.Score = append(p.Column, int32(j)), append(p.Score, score)
		}
		p.Start = append(p.Start, len(p.Column))
	}
	return p
}

func TestAgainstAnotherSolver(t *testing.T) {
	python := here.Scipy(t)
	all := instances(here.Cases(40, 200))
	var input bytes.Buffer
	for _, p := range all {
		words := append([]int32{int32(len(p.Wants)), int32(len(p.Capacity))}, p.Score...)
		if err := binary.Write(&input, binary.LittleEndian, words); err != nil {
			t.Fatal(err)
		}
	}
	totals := strings.Fields(string(python.Output(t, other, &input)))
	if len(totals) != len(all) {
		t.Fatalf("%d totals of %d", len(totals), len(all))
	}
	for k, p := range all {
		s := Solve(p, Coverage)
		s.Prove(p)
		if s.Gap != 0 || fmt.Sprint(s.Total) != totals[k] || s.Matched != min(len(p.Wants), len(p.Capacity)) {
			t.Errorf("instance %d (%d × %d): %d, gap %d, and another solver finds %s", k, len(p.Wants), len(p.Capacity), s.Total, s.Gap, totals[k])
		}
	}
}
