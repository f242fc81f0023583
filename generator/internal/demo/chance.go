package demo

import (
	"math/rand/v2"

	"pairbook/generator/internal/splitmix"
)

// subject is a kind of thing that random numbers are drawn for. Each index of a
// subject has its own stream, so that one record does not depend on the others.
type subject uint64

const (
	ofPerson subject = iota + 1
	ofCourse
	ofPairing
	ofSurvey
	ofPage
	ofWords
)

// chance is a stream of random numbers determined by a seed, a subject and an index.
// All choices use integers, because the last bits of floating-point numbers differ
// between machines.
type chance struct{ *rand.Rand }

func newChance(seed uint64, of subject, index int) chance {
	return chance{rand.New(rand.NewPCG(scramble(seed), scramble(scramble(uint64(of))+uint64(index))))}
}

// scramble spreads a number over all bits, because
// PCG streams with neighbouring seeds begin alike.
func scramble(x uint64) uint64 {
	s := splitmix.Source(x)
	return s.Next()
}

// in reports true with a probability given in per cent.
func (c chance) in(percent int) bool { return c.IntN(100) < percent }

// between draws an integer in [low, high].
func (c chance) between(low, high int) int { return low + c.IntN(high-low+1) }

// pick draws one element of a list.
func pick[T any](c chance, from []T) T { return from[c.IntN(len(from))] }

// some draws n different elements of a list and keeps their order.
func some[T any](c chance, n int, from []T) []T {
	n = min(n, len(from))
	chosen := make([]T, 0, n)
	for i, v := range from {
		if c.IntN(len(from)-i) < n-len(chosen) {
			chosen = append(chosen, v)
		}
	}
	return chosen
}
