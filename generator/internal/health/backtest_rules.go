package health

import (
	"math"
	"slices"
)

// rule flags a point when its score is at least its limit. Scores grow with
// concern; never is the absence of a score.
type rule struct {
	name  string
	score func(point) float64
	limit func(point) float64
	shown func(score float64) float64 // converts a score to the threshold that people set
}

var never = math.Inf(-1)

// ourRule flags numbers below a threshold once it is not too early; the zero
// Setting stands for each cohort's own.
func ourRule(name string, s Setting) rule {
	of := func(p point) Setting {
		if s == (Setting{}) {
			return p.set
		}
		return s
	}
	return rule{name,
		func(p point) float64 {
			if p.number == nil || p.elapsed < of(p).TooEarly {
				return never
			}
			return -*p.number
		},
		// Only a number below the threshold is flagged, not the threshold itself.
		func(p point) float64 { return math.Nextafter(-float64(of(p).Below), math.Inf(1)) },
		func(score float64) float64 { return -score },
	}
}

func idleRule(name string, days int) rule {
	return rule{name,
		func(p point) float64 { return float64(p.idle) },
		func(point) float64 { return float64(days) },
		func(score float64) float64 { return score },
	}
}

func (r rule) flags(p point) bool { return r.score(p) >= r.limit(p) }

// tally counts the flagged points, the risky ones, and those that are both.
type tally struct{ flagged, risky, right int }

func count(tracks []track, flags func(point) bool) tally {
	var n tally
	for _, t := range tracks {
		for _, p := range t.points {
			flagged := flags(p)
			if flagged {
				n.flagged++
			}
			if p.risky {
				n.risky++
			}
			if flagged && p.risky {
				n.right++
			}
		}
	}
	return n
}

func (n tally) precision() *float64 { return ratio(n.right, n.flagged) }
func (n tally) recall() *float64    { return ratio(n.right, n.risky) }

// f1 returns the harmonic mean of precision and recall, 0 without a hit.
func (n tally) f1() float64 {
	if n.right == 0 {
		return 0
	}
	return 2 * float64(n.right) / float64(n.flagged+n.risky)
}

func ratio(part, whole int) *float64 {
	if whole == 0 {
		return nil
	}
	share := float64(part) / float64(whole)
	return &share
}

// tune returns the setting with the highest F1 on the tuning half. Ties go to the
// one nearest to the current setting, so that nothing changes without a risky
// day.
func tune(tracks []track, set Setting) Setting {
	best, most := set, count(tracks, ourRule("", set).flags).f1()
	distance := 0
	for early := 1; early <= 4; early++ {
		for below := 5; below <= 100; below += 5 {
			s := Setting{below, early}
			score := count(tracks, ourRule("", s).flags).f1()
			away := abs(below-set.Below) + 10*abs(early-set.TooEarly)
			if score > most || score == most && away < distance {
				best, most, distance = s, score, away
			}
		}
	}
	return best
}

func abs(n int) int { return max(n, -n) }

// judge evaluates a rule; recall is the one that its other thresholds have to
// reach.
func judge(r rule, tracks []track, recall *float64) Verdict {
	n := count(tracks, r.flags)
	v := Verdict{Rule: r.name, Flagged: n.flagged, Right: n.right, Precision: n.precision(), Recall: n.recall()}
	var leads []float64
	for _, t := range tracks {
		for _, silence := range silences(t) {
			if i := slices.IndexFunc(silence, r.flags); i >= 0 {
				v.Seen++
				leads = append(leads, float64(silence[i].began.Add(horizon).Sub(silence[i].day)))
			}
		}
	}
	if len(leads) > 0 {
		slices.Sort(leads)
		middle := (leads[(len(leads)-1)/2] + leads[len(leads)/2]) / 2
		v.Lead = &middle
	}
	if recall != nil && *recall > 0 {
		v.Equal, v.At = r.atRecall(tracks, *recall)
	}
	return v
}

// atRecall tries every score as the threshold of a rule and returns the best
// precision with at least the given recall, and its threshold.
func (r rule) atRecall(tracks []track, recall float64) (best, at *float64) {
	var limits []float64
	for _, t := range tracks {
		for _, p := range t.points {
			if s := r.score(p); s != never {
				limits = append(limits, s)
			}
		}
	}
	slices.Sort(limits)
	for _, limit := range slices.Backward(slices.Compact(limits)) {
		n := count(tracks, func(p point) bool { return r.score(p) >= limit })
		precision, reached := n.precision(), n.recall()
		if reached != nil && *reached >= recall && (best == nil || *precision > *best) {
			shown := r.shown(limit)
			best, at = precision, &shown
		}
	}
	return best, at
}
