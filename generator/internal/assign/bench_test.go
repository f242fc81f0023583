package assign

import (
	"fmt"
	"math/rand"
	"testing"
)

// BenchmarkMatrix solves complete square problems.
func BenchmarkMatrix(b *testing.B) {
	for _, k := range []kind{wide, ties, overlap} {
		for _, n := range []int{500, 1000, 2000} {
			p := complete(rand.New(rand.NewSource(1)), n, n, k)
			b.Run(fmt.Sprintf("%s/%d", k, n), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					if s := Solve(p, Coverage); s.Matched != n {
						b.Fatal(s.Matched)
					}
				}
			})
		}
	}
}

// BenchmarkTies solves problems with much to decide: twice as many rows as columns,
// with scores from 1 to 30 or all the same, and columns with room for three, as many as
// rows.
func BenchmarkTies(b *testing.B) {
	for _, x := range []struct {
		name                string
		rows, columns, room int
		same                bool
	}{{"ties/2000x1000", 2000, 1000, 1, false}, {"same/2000x1000", 2000, 1000, 1, true}, {"ties/room=3", 1000, 1000, 3, false}, {"same/room=3", 1000, 1000, 3, true}} {
		p := complete(rand.New(rand.NewSource(1)), x.rows, x.columns, ties)
		for j := range p.Capacity {
			p.Capacity[j] = x.room
		}
		for e := range p.Score {
			if x.same {
				p.Score[e] = 30
			}
		}
		for i := range x.rows {
			p.Ties.Rows = append(p.Ties.Rows, uint64(i*7919%x.rows))
		}
		b.Run(x.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if s := Solve(p, Coverage); s.Matched != min(x.rows, x.columns) {
					b.Fatal(s.Matched)
				}
			}
		})
		b.Run(x.name+"/equals", func(b *testing.B) {
			s := Solve(p, Coverage)
			for b.Loop() {
				p.Equals(s)
			}
		})
	}
}

// BenchmarkNetwork solves problems in which each row has 50 candidates.
func BenchmarkNetwork(b *testing.B) {
	for _, n := range []int{2000, 5000, 20000} {
		for _, room := range []int{1, 3} {
			p := candidates(n, n/room, 50, room)
			b.Run(fmt.Sprintf("%d/room=%d", n, room), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					if s := Solve(p, Coverage); s.Matched == 0 {
						b.Fatal(s.Matched)
					}
				}
			})
		}
	}
}

func candidates(rows, columns, each, room int) *Problem {
	r := rand.New(rand.NewSource(1))
	p := &Problem{Start: []int{0}}
	for range columns {
		p.Capacity = append(p.Capacity, room)
	}
	for range rows {
		p.Wants = append(p.Wants, 1)
		chosen := map[int32]bool{}
		for len(chosen) < each {
			chosen[int32(r.Intn(columns))] = true
		}
		for j := range int32(columns) {
			if chosen[j] {
				p.Column, p.Score = append(p.Column, j), append(p.Score, r.Int31n(101))
			}
		}
		p.Start = append(p.Start, len(p.Column))
	}
	return p
}

// BenchmarkFair solves for the highest lowest score.
func BenchmarkFair(b *testing.B) {
	for _, n := range []int{500, 2000} {
		p := complete(rand.New(rand.NewSource(1)), n, n, wide)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if s := Solve(p, Fair); s.Matched != n {
					b.Fatal(s.Matched)
				}
			}
		})
	}
}
