package measure

import (
	"math"
	"slices"

	"pairbook/generator/internal/splitmix"
)

// Interval is where a share lies with a confidence of Level, when what was counted is a
// sample of what might have been. Method is wilson, bootstrap or log-log.
type Interval struct {
	Low    float64 `json:"low"`
	High   float64 `json:"high"`
	Level  float64 `json:"level"`
	Method string  `json:"method"`
}

// newInterval keeps four decimals, since more would tell nothing.
func newInterval(low, high float64, method string) *Interval {
	return &Interval{math.Round(1e4*low) / 1e4, math.Round(1e4*high) / 1e4, 0.95, method}
}

// z is the quantile of the normal distribution beyond which 2.5 % lie.
const z = 1.959963984540054

// Wilson returns the interval of the share that n with k among them are a sample of: E. B.
// Wilson, Probable inference, the law of succession, and statistical inference, JASA 22
// (1927). The conversion prevents a fused multiply-add, which would round differently on
// some machines.
func Wilson(k, n float64) *Interval {
	const square = z * z
	middle := (k + square/2) / (n + square)
	half := float64(z / (n + square) * math.Sqrt(k*(n-k)/n+square/4))
	low, high := middle-half, middle+half
	if k == 0 {
		low = 0
	}
	if k == n {
		high = 1
	}
	return newInterval(low, high, "wilson")
}

// logLog returns the interval of a Kaplan-Meier estimate by Greenwood's sum, its variance
// over its square: J. D. Kalbfleisch and R. L. Prentice, The statistical analysis of
// failure time data (1980). Where none or all of n have ended, it is Wilson's.
func logLog(survival, greenwood, n float64) *Interval {
	if survival == 0 || survival == 1 {
		return Wilson(n*survival, n)
	}
	power := math.Exp(z * math.Sqrt(greenwood) / math.Log(survival))
	return newInterval(math.Pow(survival, 1/power), math.Pow(survival, power), "log-log")
}

// tally is what is counted of a pairing or in an answer, and of how many.
type tally struct{ part, whole int }

// resamples is how often a bootstrap draws: the tail-th values from both ends are those
// between which 95 % lie. Of fewer tallies than fewest their spread is not known, and of
// more than most drawing takes too long.
const (
	resamples = 999
	tail      = 25
	fewest    = 10
	most      = 10_000
)

// bootstrap returns the interval of a share pooled over tallies of which each has parts
// that may be alike, in any order: B. Efron, Bootstrap methods, Annals of Statistics 7
// (1979). Of few tallies, of too many, and of such as have all the same share, it is
// Wilson's, with each tally counted as one.
func bootstrap(of []tally) *Interval {
	packed, all := make([]uint64, len(of)), tally{}
	alike := true
	for i, t := range of {
		packed[i] = uint64(t.part)<<32 | uint64(t.whole)
		all = tally{all.part + t.part, all.whole + t.whole}
		alike = alike && t.part*of[0].whole == of[0].part*t.whole
	}
	if n := float64(len(of)); alike || len(of) < fewest || len(of) > most {
		return Wilson(n*float64(all.part)/float64(all.whole), n)
	}
	slices.Sort(packed)
	shares := make([]float64, resamples)
	var draws splitmix.Source // always the same
	n := uint64(len(packed))
	for i := range shares {
		var sum uint64
		for range n / 2 {
			z := draws.Next()
			sum += packed[z>>32*n>>32] + packed[z&math.MaxUint32*n>>32]
		}
		if n%2 == 1 {
			sum += packed[draws.Next()>>32*n>>32]
		}
		shares[i] = float64(sum>>32) / float64(sum&math.MaxUint32)
	}
	slices.Sort(shares)
	return newInterval(shares[tail-1], shares[resamples-tail], "bootstrap")
}
