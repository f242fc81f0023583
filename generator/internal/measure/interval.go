package measure

import "math"

// Wilson returns the interval in which the share lies that n with k among them are a
// sample of, with a confidence of 95 %: E. B. Wilson, Probable inference, the law of
// succession, and statistical inference, JASA 22 (1927). The conversion prevents a
// fused multiply-add, which would round differently on some machines.
func Wilson(k, n float64) (low, high float64) {
	const z = 1.959963984540054
	const square = z * z
	middle := (k + square/2) / (n + square)
	half := float64(z / (n + square) * math.Sqrt(k*(n-k)/n+square/4))
	low, high = middle-half, middle+half
	if k == 0 {
		low = 0
	}
	if k == n {
		high = 1
	}
	return low, high
}
