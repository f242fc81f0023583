package measure_test

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"pairbook/generator/internal/measure"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
)

// TestEffort counts a year by its days: members of a pairing on one of them took
// part, and each meeting held on one of them took everybody's time.
func TestEffort(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		repo := drawRepository(t)
		// The year before the last drawn days excludes the first ones.
		d := firstDay + when.Date(between(t, "as of", 0, 560))
		people := map[record.PersonID]map[when.Date]bool{}
		meetings, attendances, timed := 0, 0, 0
		minutes := 0.0
		for _, c := range repo.Cohorts.All() {
			for _, p := range c.Pairings.All() {
				o := oraclePairing(repo, p, c, d)
				if !o.started {
					continue
				}
				for day := max(o.s, d-364); day <= o.e; day++ {
					for _, m := range everybody(p) {
						if onDay(m, day) {
							if people[m.Person] == nil {
								people[m.Person] = map[when.Date]bool{}
							}
							people[m.Person][day] = true
						}
					}
				}
				for _, s := range o.held {
					if s.Date < d-364 {
						continue
					}
					n := len(there(everybody(p), everybody(p), s))
					meetings, attendances = meetings+1, attendances+n
					if s.Duration > 0 {
						timed, minutes = timed+n, minutes+float64(n*int(s.Duration))
					}
				}
			}
		}
		e := measure.Programme(repo, d).Effort("together")
		days := 0
		for _, there := range people {
			days += len(there)
		}
		if e.Days != days {
			t.Fatalf("%d days, not %d", e.Days, days)
		}
		if e.People != len(people) || e.Meetings != meetings || e.Attendances != attendances {
			t.Fatalf("%d people, %d meetings, %d attendances, not %d, %d, %d", e.People, e.Meetings, e.Attendances, len(people), meetings, attendances)
		}
		hours := e.Hours()
		switch {
		case attendances > 0 && timed == 0:
			if hours != nil {
				t.Fatalf("no log says how long, and yet it is %v", *hours)
			}
		default:
			want := 0.0
			if timed > 0 {
				want = minutes / float64(timed) * float64(attendances) / 60
			}
			if hours == nil || math.Abs(*hours-want) > 1e-9 {
				t.Fatalf("%v hours, not %v", hours, want)
			}
		}
		for _, f := range e.Figures() {
			if (f.Value == nil) != (f.Unavailable != "") || f.Value != nil && len(f.Records) == 0 {
				t.Fatalf("%+v", f)
			}
		}
	})
}

// TestNewROI checks each case against its definition.
func TestNewROI(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		number := func(label string, most float64) *float64 {
			x := rapid.Float64Range(0, most).Draw(t, label)
			return &x
		}
		roi := &record.ROI{Tooling: number("tooling", 1e5), CoordinationHours: number("coordination", 1e3), HourCost: number("hour", 200),
			HoursAround: number("around", 3), TrainingHours: number("training", 9), BaselineAttrition: number("baseline", 1),
			ParticipantsAttrition: number("participants", 1), ReplacementCost: number("replacement", 1e5), Attributed: number("attributed", 1), Spread: number("spread", 1)}
		e := measure.Effort{People: rapid.IntRange(1, 500).Draw(t, "people"), Days: rapid.IntRange(1, 500*365).Draw(t, "days"), Attendances: rapid.IntRange(1, 5000).Draw(t, "attendances"), Minutes: rapid.IntRange(1, 1e6).Draw(t, "minutes")}
		w := measure.NewROI(e, roi)
		low, base, high := w.Cases[0], w.Cases[1], w.Cases[2]
		const slack = 1e-6
		if *low.Cost < *base.Cost-slack || *base.Cost < *high.Cost-slack || *low.Benefit > *base.Benefit+slack || *base.Benefit > *high.Benefit+slack || *low.Net > *base.Net+slack || *base.Net > *high.Net+slack {
			t.Fatalf("low is not low, or high not high: %v", w.Cases)
		}
		sum := 0.0
		for _, p := range w.Parts {
			sum += *p.Cost
		}
		if math.Abs(sum-*base.Cost) > slack {
			t.Fatalf("the parts come to %v, and the whole to %v", sum, *base.Cost)
		}
		if base.Ratio != nil && math.Abs(*base.Ratio**base.Cost-*base.Benefit) > slack {
			t.Fatalf("%v × %v is not %v", *base.Ratio, *base.Cost, *base.Benefit)
		}
		if base.BreakEven != nil && *base.BreakEven < 1e3 {
			// Exactly that difference breaks even.
			even := *roi.ParticipantsAttrition + *base.BreakEven
			again := *roi
			again.BaselineAttrition = &even
			if net := *measure.NewROI(e, &again).Cases[1].Net; math.Abs(net) > 1e-3 {
				t.Fatalf("at break-even the net return is %v", net)
			}
		}
	})
}

// TestLacks expects a reason for everything that can be missing.
func TestLacks(t *testing.T) {
	x := func(v float64) *float64 { return &v }
	full := func() *record.ROI {
		return &record.ROI{Tooling: x(1), CoordinationHours: x(1), HourCost: x(1), HoursAround: x(1), TrainingHours: x(1),
			BaselineAttrition: x(0.2), ParticipantsAttrition: x(0.1), ReplacementCost: x(1000), Attributed: x(0.5)}
	}
	some := measure.Effort{People: 4, Days: 400, Attendances: 8, Minutes: 480}
	for name, c := range map[string]struct {
		effort measure.Effort
		change func(*record.ROI)
		lacks  []measure.Lack
		ratio  bool
	}{
		"nothing":      {some, func(*record.ROI) {}, nil, true},
		"a baseline":   {some, func(r *record.ROI) { r.BaselineAttrition = nil }, []measure.Lack{measure.NoBaseline}, false},
		"an input":     {some, func(r *record.ROI) { r.HourCost = nil }, []measure.Lack{measure.NoInput}, false},
		"both":         {some, func(r *record.ROI) { r.BaselineAttrition, r.Tooling = nil, nil }, []measure.Lack{measure.NoBaseline, measure.NoInput}, false},
		"people":       {measure.Effort{}, func(*record.ROI) {}, []measure.Lack{measure.NoPeople}, false},
		"lengths":      {measure.Effort{People: 2, Attendances: 2, Untimed: 2}, func(*record.ROI) {}, []measure.Lack{measure.NoHours}, false},
		"a cost":       {some, func(r *record.ROI) { r.HourCost, r.Tooling = x(0), x(0) }, []measure.Lack{measure.NoCost}, false},
		"sense":        {some, func(r *record.ROI) { r.Tooling = x(1e300) }, []measure.Lack{measure.NoSense}, false},
		"sense, twice": {some, func(r *record.ROI) { r.ReplacementCost, r.Attributed = x(1e300), x(1e300) }, []measure.Lack{measure.NoSense}, false},
	} {
		roi := full()
		c.change(roi)
		w := measure.NewROI(c.effort, roi)
		if !slices.Equal(w.Lacks, c.lacks) || (w.Cases[1].Ratio != nil) != c.ratio {
			t.Errorf("without %s: %v, %v", name, w.Lacks, w.Cases[1].Ratio)
		}
	}
	if w := measure.NewROI(some, nil); len(w.Missing) != 9 || w.Cases[1].Cost != nil {
		t.Errorf("without inputs %v are missing", w.Missing)
	}
	w := measure.NewROI(some, full())
	if len(w.Missing) > 0 || *w.Inputs[9].Value != measure.DefaultSpread || *w.Cases[2].Cost == *w.Cases[1].Cost {
		t.Errorf("the spread is not a quarter: %+v", w)
	}
}
