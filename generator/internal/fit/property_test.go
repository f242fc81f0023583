package fit

import (
	"fmt"
	"math"
	"os"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
	"pairbook/generator/test/here"
	"pairbook/generator/test/sketch"
)

func TestMain(m *testing.M) { os.Exit(here.Draws(m, 100, 100)) }

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
		p := poolOf(t, sketch.Draw(t), Options{Avoid: []Avoid{{"ana", "ben"}}})
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
		w := sketch.Draw(t)
		before := everything(poolOf(t, w, Options{Avoid: []Avoid{{"ana", "ben"}, {"cai", "dee"}}}))
		for _, e := range w.Enrolled {
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
		for _, who := range w.People {
			slices.Reverse(who.Topics)
			slices.Reverse(who.Languages)
		}
		if after := everything(poolOf(t, w, Options{Avoid: []Avoid{{"dee", "cai"}, {"ben", "ana"}}})); after != before {
			t.Fatalf("before:\n%s\nafter:\n%s", before, after)
		}
	})
}

// A criterion without direction gives the same when mentee and mentor are
// exchanged.
func TestSymmetry(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := sketch.Draw(t)
		for _, id := range []string{"ana", "ben"} {
			w.Mentee(id)
			w.Mentor(id)
		}
		p := poolOf(t, w, Options{})
		there, back := p.Explain(0, 1), p.Explain(1, 0)
		for i, c := range there {
			directed := c.Kind == "topics" || c.Kind == "goals" || c.Kind == "level"
			if !directed && (c.Raw != back[i].Raw || c.Points != back[i].Points) {
				t.Fatalf("%v one way, %v the other", c, back[i])
			}
		}
	})
}

// everyMinute calls do for each minute of the weeks that have a day of the cohort.
func everyMinute(w *sketch.World, do func(at time.Time)) (weeks int) {
	start, end := w.Cohort.Starts.Time(), w.Cohort.Ends.Time().AddDate(0, 0, 1)
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
		w := sketch.New(record.Criterion{ID: "free", Kind: "availability", Weight: 1}, record.Criterion{ID: "work", Kind: "time-zone", Weight: 1})
		w.Program.Matching.Constraints = []record.Constraint{{ID: "far", Kind: "time-zone-gap", Hours: rapid.IntRange(1, 11).Draw(t, "hours")}}
		a, ana := w.Mentee("ana")
		b, ben := w.Mentor("ben")
		a.TimeZone, b.TimeZone = rapid.SampledFrom(sketch.Zones[1:]).Draw(t, "zone"), rapid.SampledFrom(sketch.Zones[1:]).Draw(t, "zone")
		ana.Availability, ben.Availability = sketch.Slots(t, "ana"), sketch.Slots(t, "ben")
		w.DrawSeason(t)
		x, y := sketch.Location(t, a.TimeZone), sketch.Location(t, b.TimeZone)
		free, work, far := map[int]int{}, map[int]int{}, 0.0 // by week
		n := 0
		weeks := everyMinute(w, func(at time.Time) {
			here, there, week := at.In(x), at.In(y), n/(7*24*60)
			n++
			if sketch.FreeAt(ana.Availability, here) && sketch.FreeAt(ben.Availability, there) {
				free[week]++
			}
			if sketch.FreeAt(when.WorkingHours(), here) && sketch.FreeAt(when.WorkingHours(), there) {
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
		p := poolOf(t, w, Options{})
		got := p.Explain(0, 0)
		known := len(ana.Availability) > 0 && len(ben.Availability) > 0
		if known && got[0].Raw != want[0] || got[1].Raw != want[1] {
			t.Fatalf("in %d weeks %v minutes free, %v at work: %v, want %v", weeks, free, work, got, want)
		}
		if barred := len(p.Forbidden(0, 0)) > 0; barred != (far > float64(w.Program.Matching.Constraints[0].Hours)) {
			t.Fatalf("their clocks are %v h apart, and it is %v that they may not meet", far, barred)
		}
	})
}
