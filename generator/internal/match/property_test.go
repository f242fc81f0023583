package match

import (
	"fmt"
	"math"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
)

var (
	allCriteria = []record.CriterionKind{"topics", "goals", "level", "time-zone", "languages", "availability", "preference", "unit", "met-before"}
	allBars     = []record.ConstraintKind{"manager", "same-manager", "languages", "time-zone-gap", "met-before", "cleared", "trained", "level", "unit"}
	someZones   = []when.Zone{"", "Europe/London", "America/New_York", "Asia/Kathmandu", "Pacific/Auckland", "Pacific/Honolulu", "+14:00", "-03:30", "Australia/Lord_Howe"}
	someTopics  = []record.TopicID{"data", "statistics", "charts", "maps", "speaking", "writing", "open-data"}
)

func sample[T any](t *rapid.T, from []T, most int, label string) []T {
	all := rapid.SliceOfN(rapid.SampledFrom(from), 0, most).Draw(t, label)
	return slices.Clone(all)
}

func someSlots(t *rapid.T, label string) (slots []when.Slot) {
	for range rapid.IntRange(0, 4).Draw(t, label) {
		from := rapid.IntRange(0, 24*60-1).Draw(t, "from")
		slots = append(slots, when.Slot{Day: time.Weekday(rapid.IntRange(0, 6).Draw(t, "day")), From: from, Until: rapid.IntRange(from+1, 24*60).Draw(t, "until")})
	}
	return slots
}

// drawWorld draws a small cohort in which every case occurs.
func drawWorld(t *rapid.T) *world {
	w := newWorld().vocabulary()
	for i, kind := range allCriteria {
		w.program.Matching.Criteria = append(w.program.Matching.Criteria, record.Criterion{ID: record.CriterionID(kind), Kind: kind,
			Weight: rapid.IntRange(0, 6).Draw(t, "weight"), Target: i % 3, Tolerance: 1, Same: rapid.Bool().Draw(t, "same"),
			Wish: rapid.SampledFrom([]record.Wish{"prefer", "avoid"}).Draw(t, "wish"), AtLeast: rapid.SampledFrom([]int{0, 0, 0, 0, 20}).Draw(t, "at least")})
	}
	for _, kind := range sample(t, allBars, 7, "constraints") {
		w.program.Matching.Constraints = append(w.program.Matching.Constraints, record.Constraint{ID: record.ConstraintID(kind), Kind: kind, Hours: 6, Tolerance: 2})
	}
	w.program.Requirements = []record.Requirement{{ID: "talk", Name: "A talk", Role: "mentor"}}
	w.program.Training = []record.Training{{ID: "listening", Title: "Listening", Role: "mentee", Required: true}}
	names := []record.PersonID{"ana", "ben", "cai", "dee", "eli", "fay"}
	for i, id := range names {
		who, e := w.person(string(id)), w.enrolment(string(id))
		who.TimeZone = rapid.SampledFrom(someZones).Draw(t, "zone")
		who.Topics = sample(t, someTopics, 3, "topics")
		who.Languages = sample(t, []string{"en", "fr", "en-GB", "de"}, 3, "languages")
		who.Level = rapid.SampledFrom(append(w.program.Levels, "")).Draw(t, "level")
		who.Unit = rapid.SampledFrom([]string{"", "Tides", "Clouds"}).Draw(t, "unit")
		who.Manager = rapid.SampledFrom(append(names, "", "", "")).Draw(t, "manager")
		if rapid.Bool().Draw(t, "ready") {
			who.Training = []record.Trained{{Module: "listening", Completed: asOf}}
			e.Cleared = []record.ClearedRecord{{Requirement: "talk", On: asOf}}
		}
		e.Availability, e.Prefers = someSlots(t, "availability"), sample(t, names, 2, "prefers")
		if i%2 == 0 || rapid.Bool().Draw(t, "both") {
			e.Mentee = &record.AsMentee{Mentors: 2, Seeks: sample(t, someTopics, 3, "seeks"), Goals: sample(t, []string{"Speak in public", "Draw maps of open data"}, 2, "goals")}
		}
		if e.Mentee == nil || rapid.Bool().Draw(t, "also") {
			e.Mentor = &record.AsMentor{Capacity: 2, Offers: sample(t, someTopics, 3, "offers")}
		}
	}
	pair := sample(t, names, 4, "pairs")
	for i := 0; i+1 < len(pair); i += 2 {
		p := &record.Pairing{ID: record.PairingID(fmt.Sprint(i)), State: record.Active, Started: asOf, Mentors: members(pair[i]), Mentees: members(pair[i+1])}
		w.pairings[p.ID] = p
		w.before[p.ID] = &record.Pairing{ID: p.ID, State: record.Ended, Started: 9, Ended: 99, Mentors: members(pair[i+1]), Mentees: members(pair[len(pair)-1])}
	}
	return w
}

func drawPool(t *rapid.T, w *world, o Options) *Pool {
	o.AsOf = asOf
	p, err := NewPool(w.repository(), "cohort", o)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// everything formats all that the pool says about all pairs.
func everything(p *Pool) string {
	text := ""
	for i, mentee := range p.Mentees {
		for j, mentor := range p.Mentors {
			score, allowed := p.Score(i, j)
			text += fmt.Sprintln(mentee.Person.ID, mentor.Person.ID, score, allowed, p.Forbidden(i, j), p.Explain(i, j))
		}
	}
	return text
}

func TestScoreAgreesWithItsReasons(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawPool(t, drawWorld(t), Options{Avoid: []Avoid{{"ana", "ben"}}})
		for i := range p.Mentees {
			for j := range p.Mentors {
				score, allowed := p.Score(i, j)
				bars := p.Forbidden(i, j)
				if allowed != (len(bars) == 0) {
					t.Fatalf("allowed is %v, and forbidden because %v", allowed, bars)
				}
				sum, of := 0, 0
				for _, c := range p.Explain(i, j) {
					if c.Raw < 0 || c.Raw > 100 || c.Points > c.Of || c.Because == "" {
						t.Fatalf("%+v", c)
					}
					sum, of = sum+c.Points, of+c.Of
				}
				if allowed && (sum != score || of != 100 && of != 0) || !allowed && score != 0 {
					t.Fatalf("the score is %d, its points add up to %d of %d", score, sum, of)
				}
			}
		}
	})
}

func TestOrderMakesNoDifference(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		before := everything(drawPool(t, w, Options{Avoid: []Avoid{{"ana", "ben"}, {"cai", "dee"}}}))
		for _, e := range w.enrolled {
			if e.Mentee != nil {
				slices.Reverse(e.Mentee.Seeks)
				slices.Reverse(e.Mentee.Goals)
			}
			if e.Mentor != nil {
				slices.Reverse(e.Mentor.Offers)
			}
			slices.Reverse(e.Prefers)
			slices.Reverse(e.Availability)
		}
		for _, who := range w.people {
			slices.Reverse(who.Topics)
			slices.Reverse(who.Languages)
		}
		if after := everything(drawPool(t, w, Options{Avoid: []Avoid{{"dee", "cai"}, {"ben", "ana"}}})); after != before {
			t.Fatalf("before:\n%s\nafter:\n%s", before, after)
		}
	})
}

// A criterion without direction gives the same when mentee and mentor are
// exchanged.
func TestSymmetry(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		for _, id := range []string{"ana", "ben"} {
			w.mentee(id)
			w.mentor(id)
		}
		p := drawPool(t, w, Options{})
		there, back := p.Explain(0, 1), p.Explain(1, 0)
		for i, c := range there {
			directed := c.Kind == "topics" || c.Kind == "goals" || c.Kind == "level"
			if !directed && (c.Raw != back[i].Raw || c.Points != back[i].Points) {
				t.Fatalf("%v one way, %v the other", c, back[i])
			}
		}
	})
}

// drawSeason gives the cohort some weeks in which clocks change, or none do.
func (w *world) drawSeason(t *rapid.T) {
	w.cohort.Starts = rapid.SampledFrom([]when.Date{asOf, when.Day(2026, 3, 9), when.Day(2026, 9, 30), when.Day(2026, 3, 23), when.Day(2026, 3, 4), when.Day(2026, 10, 25)}).Draw(t, "starts")
	w.cohort.Ends = w.cohort.Starts.Add(rapid.IntRange(0, 16).Draw(t, "days"))
}

// everyMinute calls do for each minute of the weeks that have a day of the cohort.
func (w *world) everyMinute(do func(at time.Time)) (weeks int) {
	start, end := w.cohort.Starts.Time(), w.cohort.Ends.Time().AddDate(0, 0, 1)
	for start.Weekday() != time.Monday {
		start = start.AddDate(0, 0, -1)
	}
	for ; start.Before(end); start = start.AddDate(0, 0, 7) {
		for at := start; at.Before(start.AddDate(0, 0, 7)); at = at.Add(time.Minute) {
			do(at)
		}
		weeks++
	}
	return weeks
}

// The oracle asks two clocks every minute of the cohort whether both people are free
// and whether both work, and in the middle of every week what they show.
func TestHoursMinuteByMinute(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := newWorld(record.Criterion{ID: "free", Kind: "availability", Weight: 1}, record.Criterion{ID: "work", Kind: "time-zone", Weight: 1})
		w.program.Matching.Constraints = []record.Constraint{{ID: "far", Kind: "time-zone-gap", Hours: rapid.IntRange(1, 11).Draw(t, "hours")}}
		a, ana := w.mentee("ana")
		b, ben := w.mentor("ben")
		a.TimeZone, b.TimeZone = rapid.SampledFrom(someZones[1:]).Draw(t, "zone"), rapid.SampledFrom(someZones[1:]).Draw(t, "zone")
		ana.Availability, ben.Availability = someSlots(t, "ana"), someSlots(t, "ben")
		w.drawSeason(t)
		x, y := location(t, a.TimeZone), location(t, b.TimeZone)
		free, work, far := map[int]int{}, map[int]int{}, 0.0 // by week
		n := 0
		weeks := w.everyMinute(func(at time.Time) {
			here, there, week := at.In(x), at.In(y), n/(7*24*60)
			n++
			if freeAt(ana.Availability, here) && freeAt(ben.Availability, there) {
				free[week]++
			}
			if freeAt(when.WorkingHours(), here) && freeAt(when.WorkingHours(), there) {
				work[week]++
			}
			if at.Weekday() == time.Thursday && at.Hour() == 12 && at.Minute() == 0 {
				_, east := here.Zone()
				_, west := there.Zone()
				hours := math.Abs(float64(east-west)) / 3600
				far = max(far, min(hours, math.Abs(24-hours)))
			}
		})
		counted := func(minutes map[int]int, most int) (sum int) {
			for _, own := range minutes {
				sum += min(most, own)
			}
			return sum
		}
		share := func(minutes map[int]int, most int) int {
			return int(100*float64(counted(minutes, most))/float64(most*weeks) + 0.5)
		}
		want := []int{share(free, 120), share(work, 40*60)}
		p := drawPool(t, w, Options{})
		got := p.Explain(0, 0)
		known := len(ana.Availability) > 0 && len(ben.Availability) > 0
		if known && got[0].Raw != want[0] || got[1].Raw != want[1] {
			t.Fatalf("in %d weeks %v minutes free, %v at work: %v, want %v", weeks, free, work, got, want)
		}
		if barred := len(p.Forbidden(0, 0)) > 0; barred != (far > float64(w.program.Matching.Constraints[0].Hours)) {
			t.Fatalf("their clocks are %v h apart, and it is %v that they may not meet", far, barred)
		}
	})
}

func location(t *rapid.T, zone when.Zone) *time.Location {
	l, err := zone.Location()
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func freeAt(slots []when.Slot, at time.Time) bool {
	minute := 60*at.Hour() + at.Minute()
	return slices.ContainsFunc(slots, func(s when.Slot) bool { return s.Day == at.Weekday() && s.From <= minute && minute < s.Until })
}
