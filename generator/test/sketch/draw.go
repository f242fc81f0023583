package sketch

import (
	"fmt"
	"slices"
	"time"

	"pgregory.net/rapid"

	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
)

// What is drawn from: every kind of criterion and constraint, time zones, and topics of [World.Vocabulary].
var (
	Criteria    = []record.CriterionKind{"topics", "goals", "level", "time-zone", "languages", "availability", "preference", "unit", "met-before"}
	Constraints = []record.ConstraintKind{"manager", "same-manager", "languages", "time-zone-gap", "met-before", "cleared", "trained", "level", "unit"}
	Zones       = []when.Zone{"", "Europe/London", "America/New_York", "Asia/Kathmandu", "Pacific/Auckland", "Pacific/Honolulu", "+14:00", "-03:30", "Australia/Lord_Howe"}
	Topics      = []record.TopicID{"data", "statistics", "charts", "maps", "speaking", "writing", "open-data"}
)

// Sample draws a few of some things.
func Sample[T any](t *rapid.T, from []T, most int, label string) []T {
	all := rapid.SliceOfN(rapid.SampledFrom(from), 0, most).Draw(t, label)
	return slices.Clone(all)
}

// Slots draws hours of a week.
func Slots(t *rapid.T, label string) (slots []when.Slot) {
	for range rapid.IntRange(0, 4).Draw(t, label) {
		from := rapid.IntRange(0, 24*60-1).Draw(t, "from")
		slots = append(slots, when.Slot{Day: time.Weekday(rapid.IntRange(0, 6).Draw(t, "day")), From: from, Until: rapid.IntRange(from+1, 24*60).Draw(t, "until")})
	}
	return slots
}

// Draw draws a small cohort in which every case occurs.
func Draw(t *rapid.T) *World {
	w := New().Vocabulary()
	for i, kind := range Criteria {
		w.Program.Matching.Criteria = append(w.Program.Matching.Criteria, record.Criterion{ID: record.CriterionID(kind), Kind: kind,
			Weight: rapid.IntRange(0, 6).Draw(t, "weight"), Target: i % 3, Tolerance: 1, Same: rapid.Bool().Draw(t, "same"),
			Wish: rapid.SampledFrom([]record.Wish{"prefer", "avoid"}).Draw(t, "wish"), AtLeast: rapid.SampledFrom([]int{0, 0, 0, 0, 20}).Draw(t, "at least")})
	}
	for _, kind := range Sample(t, Constraints, 7, "constraints") {
		w.Program.Matching.Constraints = append(w.Program.Matching.Constraints, record.Constraint{ID: record.ConstraintID(kind), Kind: kind, Hours: 6, Tolerance: 2})
	}
	w.Program.Requirements = []record.Requirement{{ID: "talk", Name: "A talk", Role: "mentor"}}
	w.Program.Training = []record.Training{{ID: "listening", Title: "Listening", Role: "mentee", Required: true}}
	names := []record.PersonID{"ana", "ben", "cai", "dee", "eli", "fay"}
	for i, id := range names {
		who, e := w.Person(string(id)), w.Enrolment(string(id))
		who.TimeZone = rapid.SampledFrom(Zones).Draw(t, "zone")
		who.Topics = Sample(t, Topics, 3, "topics")
		who.Languages = Sample(t, []string{"en", "fr", "en-GB", "de"}, 3, "languages")
		who.Level = rapid.SampledFrom(append(w.Program.Levels, "")).Draw(t, "level")
		who.Unit = rapid.SampledFrom([]string{"", "Tides", "Clouds"}).Draw(t, "unit")
		who.Manager = rapid.SampledFrom(append(names, "", "", "")).Draw(t, "manager")
		if rapid.Bool().Draw(t, "ready") {
			who.Training = []record.Trained{{Module: "listening", Completed: AsOf}}
			e.Cleared = []record.ClearedRecord{{Requirement: "talk", On: AsOf}}
		}
		e.Availability, e.Prefers = Slots(t, "availability"), Sample(t, names, 2, "prefers")
		if i%2 == 0 || rapid.Bool().Draw(t, "both") {
			e.Mentee = &record.AsMentee{Mentors: 2, Seeks: Sample(t, Topics, 3, "seeks"), Goals: Sample(t, []string{"Speak in public", "Draw maps of open data"}, 2, "goals")}
		}
		if e.Mentee == nil || rapid.Bool().Draw(t, "also") {
			e.Mentor = &record.AsMentor{Capacity: 2, Offers: Sample(t, Topics, 3, "offers")}
		}
	}
	pair := Sample(t, names, 4, "pairs")
	for i := 0; i+1 < len(pair); i += 2 {
		p := &record.Pairing{ID: record.PairingID(fmt.Sprint(i)), State: record.Active, Started: AsOf, Mentors: Members(pair[i]), Mentees: Members(pair[i+1])}
		w.Pairings[p.ID] = p
		w.Before[p.ID] = &record.Pairing{ID: p.ID, State: record.Ended, Started: 9, Ended: 99, Mentors: Members(pair[i+1]), Mentees: Members(pair[len(pair)-1])}
	}
	return w
}

// DrawSeason gives the cohort some weeks in which clocks change, or none do.
func (w *World) DrawSeason(t *rapid.T) {
	w.Cohort.Starts = rapid.SampledFrom([]when.Date{AsOf, when.Day(2026, 3, 9), when.Day(2026, 9, 30), when.Day(2026, 3, 23), when.Day(2026, 3, 4), when.Day(2026, 10, 25)}).Draw(t, "starts")
	w.Cohort.Ends = w.Cohort.Starts.Add(rapid.IntRange(0, 16).Draw(t, "days"))
}

// Location returns a time zone, which must be known.
func Location(t *rapid.T, zone when.Zone) *time.Location {
	l, err := zone.Location()
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// FreeAt reports whether a moment lies within one of the slots.
func FreeAt(slots []when.Slot, at time.Time) bool {
	minute := 60*at.Hour() + at.Minute()
	return slices.ContainsFunc(slots, func(s when.Slot) bool { return s.Day == at.Weekday() && s.From <= minute && minute < s.Until })
}
