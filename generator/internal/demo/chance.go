package demo

import "math/rand/v2"

// subject says what chance decides of: each has a stream of numbers of its own
// for each index, so that what is written of one does not depend on the others.
type subject uint64

const (
	ofPerson subject = iota + 1
	ofCourse
	ofPairing
	ofSurvey
	ofPage
)

// chance is a stream of numbers that a seed, a subject and an index determine.
// All choices are made of whole numbers, because the last bits of fractions
// differ between machines.
type chance struct{ *rand.Rand }

func newChance(seed uint64, of subject, index int) chance {
	return chance{rand.New(rand.NewPCG(scramble(seed), scramble(scramble(uint64(of))+uint64(index))))}
}

// scramble spreads a number over all bits (the finalizer of SplitMix64), for
// neighbouring seeds of PCG begin alike.
func scramble(x uint64) uint64 {
	x += 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// in is true in so many of a hundred cases.
func (c chance) in(hundred int) bool { return c.IntN(100) < hundred }

// between draws from low to high, both included.
func (c chance) between(low, high int) int { return low + c.IntN(high-low+1) }

func pick[T any](c chance, from []T) T { return from[c.IntN(len(from))] }

// some draws n different ones, in the order of the list.
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
