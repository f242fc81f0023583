package fit

import (
	"fmt"
	"testing"

	"pairbook/generator/test/sketch"
)

func BenchmarkScore(b *testing.B) {
	for _, n := range []int{125, 500, 2000} {
		repo := sketch.Crowd(n).Repository()
		b.Run(fmt.Sprintf("prepare/%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := NewPool(repo, "cohort", Options{AsOf: sketch.AsOf}); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(fmt.Sprintf("pairs/%d", n), func(b *testing.B) {
			p, err := NewPool(repo, "cohort", Options{AsOf: sketch.AsOf})
			if err != nil {
				b.Fatal(err)
			}
			b.ReportAllocs()
			for b.Loop() {
				for i := range p.Mentees {
					for j := range p.Mentors {
						p.Score(i, j)
					}
				}
			}
		})
	}
}
