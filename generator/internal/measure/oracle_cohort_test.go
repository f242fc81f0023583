package measure_test

import (
	"math"
	"slices"

	"pairbook/generator/internal/measure"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
)

// oracleCohort computes a cohort's figures from the oracle's pairings.
func oracleCohort(repo *record.Repository, c *record.Cohort, d when.Date) (map[record.MetricID]expected, curve) {
	var started []*pairOracle
	for _, p := range c.Pairings.All() {
		if o := oraclePairing(repo, p, c, d); o.started {
			started = append(started, o)
		}
	}
	f := map[record.MetricID]expected{}
	for _, id := range []record.MetricID{"cadence_kept", "follow_through", "goal_progress", "milestones_kept", "confirmed"} {
		n, of := 0.0, 0.0
		for _, o := range started {
			if x := o.figures[id]; !math.IsNaN(x.value) {
				n, of = n+x.numerator, of+x.denominator
			}
		}
		f[id] = fracOrNull(int(n), int(of))
	}
	for id, of := range map[record.MetricID]func([]float64) float64{
		"days_since_last": middleOf[float64], "time_to_first": middleOf[float64], "median_gap": middleOf[float64],
		"log_lag": middleOf[float64], "longest_gap": slices.Max[[]float64], "actions_open": total, "actions_overdue": total, "sessions_held": total,
	} {
		var values []float64
		for _, o := range started {
			if id == "days_since_last" && oracleState(o.rec, o.today) != record.Active && oracleState(o.rec, o.today) != record.Paused {
				continue
			}
			if v := o.figures[id].value; !math.IsNaN(v) {
				values = append(values, v)
			}
		}
		f[id] = null()
		if len(values) > 0 {
			f[id] = plain(of(values))
		}
	}
	if c.Ends > 0 && d > c.Ends {
		d = c.Ends
	}
	f["hours"] = oracleHours(started)
	f["met_within"], f["met_lately"], f["satisfaction"] = oraclePrompt(started, d), oracleLately(started, d), null()
	survival := oracleRetention(started, f)
	oraclePeople(repo, c, d, started, f)
	return f, survival
}

// oraclePrompt looks for a meeting on each of the first days of a pairing, the
// fifteenth included, if that has come.
func oraclePrompt(started []*pairOracle, d when.Date) expected {
	met, due := 0, 0
	for _, o := range started {
		if o.s+14 > d {
			continue
		}
		due++
		for day := o.s; day <= o.s+14; day++ {
			if slices.ContainsFunc(o.held, func(s *record.Session) bool { return s.Date == day }) {
				met++
				break
			}
		}
	}
	return fracOrNull(met, due)
}

// oracleLately looks for a meeting on each of the last days.
func oracleLately(started []*pairOracle, d when.Date) expected {
	met, going := 0, 0
	for _, o := range started {
		if oracleState(o.rec, o.today) != record.Active || o.s+42 > o.e {
			continue
		}
		going++
		for back := range when.Date(42) {
			if slices.ContainsFunc(o.held, func(s *record.Session) bool { return s.Date+back == o.e }) {
				met++
				break
			}
		}
	}
	return fracOrNull(met, going)
}

// oracleEarly reports whether a pairing has ended, and not because all was done.
func oracleEarly(o *pairOracle) bool {
	if o.rec.Reason == record.FinishedEarly {
		return false
	}
	return oracleState(o.rec, o.today) == record.Ended
}

func total(values []float64) float64 {
	sum := 0.0
	for _, v := range values {
		sum += v
	}
	return sum
}

func oracleHours(started []*pairOracle) expected {
	minutes, meetings, timed := 0, 0, 0
	for _, o := range started {
		for _, s := range o.held {
			meetings++
			minutes += int(s.Duration)
			if s.Duration > 0 {
				timed++
			}
		}
	}
	if len(started) == 0 || meetings > 0 && timed == 0 {
		return null()
	}
	return plain(float64(minutes) / 60)
}

// curve is a share by weeks, and where it lies.
type curve []struct{ share, low, high float64 }

// oracleRetention writes the product-limit estimate down as it is defined, and where it
// lies as the curve that goes up and down by its deviation when it is drawn as the
// logarithm of minus its logarithm.
func oracleRetention(started []*pairOracle, f map[record.MetricID]expected) (weeks curve) {
	f["early_endings"], f["retention"] = null(), null()
	if len(started) == 0 {
		return nil
	}
	ended, last := 0, 0
	for _, o := range started {
		if oracleEarly(o) {
			ended++
		}
		last = max(last, int(o.e-o.s)/7)
	}
	f["early_endings"] = fracOrNull(ended, len(started))
	share, squares := 1.0, 0.0
	for week := 0; week <= last; week++ {
		atRisk, events := 0, 0
		for _, o := range started {
			first := o.s + when.Date(7*week)
			if o.e >= first {
				atRisk++
			}
			if o.e >= first && o.e < first+7 && oracleEarly(o) {
				events++
			}
		}
		if atRisk < 5 {
			break
		}
		share *= 1 - float64(events)/float64(atRisk)
		squares += 1/float64(atRisk-events) - 1/float64(atRisk)
		height := math.Log(-math.Log(share))
		away := 1.959964 * math.Sqrt(squares) / math.Log(share)
		low, high := math.Exp(-math.Exp(height-away)), math.Exp(-math.Exp(height+away))
		if math.IsInf(height, 0) { // all or none
			i := measure.Wilson(share*float64(atRisk), float64(atRisk))
			low, high = i.Low, i.High
		}
		weeks = append(weeks, struct{ share, low, high float64 }{share, low, high})
		f["retention"] = plain(share)
	}
	return weeks
}

func oraclePeople(repo *record.Repository, c *record.Cohort, d when.Date, started []*pairOracle, f map[record.MetricID]expected) {
	enrolled, matched, unmatched, met, three, completed, places, taken := 0, 0, 0, 0, 0, 0, 0, 0
	for _, e := range c.Enrolments.All() {
		gone := e.Left != 0 && e.Left <= d
		if p := repo.People.Get(e.Person); p != nil && p.Left != 0 && p.Left <= d {
			gone = true
		}
		if e.Status != record.Accepted {
			continue
		}
		if e.Mentor != nil && !gone {
			busy := 0
			for _, o := range started {
				state := oracleState(o.rec, o.today)
				here := slices.ContainsFunc(o.rec.Mentors, func(m record.Member) bool { return m.Person == e.Person && onDay(m, d) })
				if here && (state == record.Active || state == record.Paused) {
					busy++
				}
			}
			places += e.Mentor.Capacity
			taken += min(busy, e.Mentor.Capacity)
		}
		if e.Mentee == nil && e.Peer == nil {
			continue
		}
		enrolled++
		meetings, isMatched, isDone := 0, false, false
		for _, o := range started {
			side := slices.Concat(o.rec.Mentees, o.rec.Peers)
			belongs := func(day when.Date) bool {
				return slices.ContainsFunc(side, func(m record.Member) bool { return m.Person == e.Person && onDay(m, day) })
			}
			for day := o.s; day <= o.e; day++ {
				isMatched = isMatched || belongs(day)
			}
			before := meetings
			for _, s := range o.held {
				if there(side, everybody(o.rec), s)[e.Person] {
					meetings++
				}
			}
			isDone = isDone || meetings > before && oracleState(o.rec, o.today) == record.Completed && belongs(o.e)
		}
		count := func(n *int, yes bool) {
			if yes {
				*n++
			}
		}
		count(&matched, isMatched)
		count(&unmatched, !isMatched && !gone)
		count(&met, meetings > 0)
		count(&three, meetings > 2)
		count(&completed, isDone)
	}
	f["enrolled"], f["matched"], f["unmatched"] = plain(float64(enrolled)), plain(float64(matched)), plain(float64(unmatched))
	f["match_rate"] = fracOrNull(matched, enrolled)
	f["met"], f["met_three"], f["completed"] = fracOrNull(met, matched), fracOrNull(three, matched), fracOrNull(completed, matched)
	f["mentor_load"] = fracOrNull(taken, places)
}
