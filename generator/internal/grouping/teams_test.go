package grouping

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"pairbook/generator/internal/couple"
	"pairbook/generator/internal/fit"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
	"pairbook/generator/test/sketch"
)

// drawTeams draws a small cohort for peers, circles or groups.
func drawTeams(t *rapid.T) *sketch.World {
	w := sketch.Draw(t)
	w.Pairings = map[record.PairingID]*record.Pairing{}
	w.Program.Matching.Shape = rapid.SampledFrom([]record.MatchShape{record.InPeers, record.InCircles, record.InGroups}).Draw(t, "shape")
	w.Program.Matching.Minimum = rapid.SampledFrom([]int{0, 0, 30}).Draw(t, "minimum")
	w.Program.Matching.Size = record.Size{Min: rapid.IntRange(2, 3).Draw(t, "least")}
	for id, e := range w.Enrolled {
		if e.Availability = nil; rapid.Bool().Draw(t, "hours") {
			for range 3 {
				from := 60 * rapid.IntRange(0, 23).Draw(t, "from")
				e.Availability = append(e.Availability, when.Slot{Day: time.Weekday(rapid.IntRange(1, 2).Draw(t, "day")), From: from, Until: min(24*60, from+240)})
			}
		}
		if w.Program.Matching.Shape != record.InGroups && (id != "ana" || rapid.Bool().Draw(t, "ana too")) {
			e.Peer = &record.AsPeer{Topics: sketch.Sample(t, sketch.Topics, 2, "topics")}
		}
	}
	if rapid.Bool().Draw(t, "some meet") {
		w.Pairings["otter"] = &record.Pairing{ID: "otter", State: record.Active, Started: sketch.AsOf, Peers: sketch.Members("ben", "cai")}
	}
	return w
}

func teams(w *sketch.World, t rapid.TB, o fit.Options) *Teams {
	o.AsOf = sketch.AsOf
	s, err := Propose(w.Repository(), w.Cohort, w.Program, o, directly)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestTeamsAreAllowed reads the records of whoever is proposed to each other.
func TestTeamsAreAllowed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawTeams(t)
		s := teams(w, t, fit.Options{Avoid: []fit.Avoid{{A: "dee", B: "eli"}}})
		seen := map[string]int{}
		for _, k := range s.Kept {
			for _, id := range k.Members {
				seen[string(id)]++
			}
		}
		for _, a := range s.Unmatched {
			seen[a.Member]++
		}
		for _, team := range s.Teams {
			everybody := append(slices.Clone(team.Members), team.Mentor)
			for _, m := range team.Members {
				seen[m]++
			}
			if low := lowestOfTwo(s, team); low < w.Program.Matching.Minimum {
				t.Fatalf("two of %v score %d", everybody, low)
			}
			if slices.Contains(everybody, "dee") && slices.Contains(everybody, "eli") {
				t.Fatalf("two who must not meet are in %+v", team)
			}
			if s.Shape != record.InPeers && !meet(w, t, everybody) {
				t.Fatalf("%v have no hour or no language in common", everybody)
			}
			if (s.Shape == record.InGroups) != (team.Mentor != "") && s.Shape != record.InCircles {
				t.Fatalf("%s: the mentor is %q", s.Shape, team.Mentor)
			}
		}
		for id, n := range seen {
			if n != 1 {
				t.Fatalf("%s is there %d times", id, n)
			}
		}
		if len(seen) != s.Members || s.Bound < s.Total || s.Shape == record.InPeers && s.Bound != s.Total {
			t.Fatalf("%d of %d are there; total %d, bound %d", len(seen), s.Members, s.Total, s.Bound)
		}
	})
}

// meet goes through the cohort's weeks by the quarter of an hour, and through the languages.
func meet(w *sketch.World, t *rapid.T, ids []string) bool {
	var people []*record.Person
	for _, id := range ids {
		if id != "" {
			people = append(people, w.Person(id))
		}
	}
	for monday := sketch.AsOf.Add(-2); monday <= w.Cohort.Ends; monday = monday.Add(7) {
		free := 0
		for quarter := 0; quarter < 7*24*4 && free < 4; quarter++ {
			free++
			at := monday.Time().Add(time.Duration(15*quarter) * time.Minute)
			for _, who := range people {
				slots := w.Enrolled[who.ID].Availability
				if who.TimeZone != "" && len(slots) > 0 && !sketch.FreeAt(slots, at.In(sketch.Location(t, who.TimeZone))) {
					free = 0
				}
			}
		}
		if free < 4 {
			return false
		}
	}
	for _, tag := range []string{"en", "fr", "de"} {
		if !slices.ContainsFunc(people, func(who *record.Person) bool {
			return len(who.Languages) > 0 && !slices.ContainsFunc(who.Languages, func(s string) bool { return strings.HasPrefix(s, tag) })
		}) {
			return true
		}
	}
	return false
}

// lowestOfTwo returns the lowest score of two peers, or in a group of a mentee with the mentor.
func lowestOfTwo(s *Teams, team Team) int {
	low := 100
	for _, one := range team.Members {
		a, _ := s.pool.others.Mentee(record.PersonID(one))
		if j, led := s.pool.led.Mentor(record.PersonID(team.Mentor)); led && s.Shape == record.InGroups {
			score, _ := s.pool.led.Score(a, j)
			low = min(low, score)
			continue
		}
		for _, other := range team.Members {
			if b, _ := s.pool.others.Mentee(record.PersonID(other)); a != b {
				score, _ := s.pool.score(a, b)
				low = min(low, score)
			}
		}
	}
	return low
}

// TestAloneUnderMinimum: who could have somebody but for the minimum is told so, in every shape.
func TestAloneUnderMinimum(t *testing.T) {
	for shape, want := range map[record.MatchShape]string{
		record.InPeers:   "with everybody who is left their score is under the minimum of 101; the nearest is ",
		record.InCircles: "with everybody who is left their score is under the minimum of 101; the nearest is ",
		record.InGroups:  "with every mentor who is left their score is under the minimum of 101; the nearest is lee, with ",
	} {
		w := sketch.New(record.Criterion{ID: "topics", Kind: "topics", Weight: 1}).Vocabulary()
		w.Program.Matching.Shape, w.Program.Matching.Minimum = shape, 101
		for _, id := range []string{"ana", "ben", "cai"} {
			_, e := w.Mentee(id)
			e.Mentee.Seeks, e.Peer = []record.TopicID{"data"}, &record.AsPeer{Topics: []record.TopicID{"data"}}
		}
		w.Mentor("lee")
		s := teams(w, t, fit.Options{})
		other := "ben"
		if shape == record.InGroups {
			other = "lee"
		}
		if why, err := s.Why("ana", other); err != nil || why.Below != 101 {
			t.Errorf("%s: %+v, %v", shape, why, err)
		}
		for _, a := range s.Unmatched {
			if a.Reason != "below-minimum" || !strings.HasPrefix(a.Words, want) {
				t.Errorf("%s: %+v", shape, a)
			}
		}
	}
}

// TestMeans: a mean is rounded once, so that of thirds and one a half is rounded up.
func TestMeans(t *testing.T) {
	score := func(a, b int) int {
		if a == 0 || b == 0 {
			return 1
		}
		return 0
	}
	led := func(int) int { return 3 }
	if mean, lowest := means([]int{0, 1, 2, 3}, 100, score, led); mean != 1 || lowest != 0 {
		t.Errorf("the mean is %d and the lowest %d", mean, lowest)
	}
	if mean, lowest := means([]int{0, 1, 2, 3}, 50, score, led); mean != 2 || lowest != 2 {
		t.Errorf("with a mentor the mean is %d and the lowest %d", mean, lowest)
	}
}

// TestPeersBothWays: who is asked first makes no difference, and two who must not be together have no score.
func TestPeersBothWays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawTeams(t)
		s := teams(w, t, fit.Options{})
		for a := range s.pool.others.Mentees {
			for b := range a {
				x, may := s.pool.score(a, b)
				y, also := s.pool.score(b, a)
				if x != y || may != also || !may && x != 0 {
					t.Fatalf("%d and %d, %v and %v", x, y, may, also)
				}
			}
		}
	})
}

// peers proposes pairs of people by name.
func peers(t testing.TB, names string, pairs ...couple.Pair) *Teams {
	s, err := (&Peers{Names: strings.Fields(names), Pairs: pairs}).Propose(directly)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestTrio(t *testing.T) {
	s := peers(t, "ana ben cai", couple.Pair{A: 0, B: 1, Score: 3}, couple.Pair{A: 1, B: 2, Score: 4}, couple.Pair{A: 0, B: 2, Score: 8})
	if len(s.Teams) != 1 || s.Total != 750 || s.Teams[0].Score != 5 || s.Teams[0].Lowest != 4 {
		t.Fatalf("%+v", s)
	}
	data, err := json.Marshal(s.JSON().WithoutPrices())
	want := `{"cohort":"","shape":"peers","members":3,"mentors":0,"matched":3,"more_at_most":0,"unmatched":[],"total":7.5,"certificate":{"dual":7.5,"gap":0},"teams":[{"members":["ana","ben","cai"],"score":5,"lowest":4,"because":[]}],"kept":[]}`
	if err != nil || string(data) != want {
		t.Errorf("%s, %v", data, err)
	}
}

// TestAloneOfAll is told that nobody else takes part yet, or that all others have a pairing.
func TestAloneOfAll(t *testing.T) {
	for others, want := range map[bool]string{false: "no other peer takes part yet", true: "every other peer has a pairing"} {
		w := sketch.New(record.Criterion{ID: "topics", Kind: "topics", Weight: 1})
		w.Program.Matching.Shape = record.InPeers
		w.Person("ana")
		w.Enrolment("ana").Peer = &record.AsPeer{}
		if others {
			for _, id := range []string{"ben", "cai"} {
				w.Person(id)
				w.Enrolment(id).Peer = &record.AsPeer{}
			}
			w.Pairings["otter"] = &record.Pairing{ID: "otter", State: record.Active, Started: sketch.AsOf, Peers: sketch.Members("ben", "cai")}
		}
		if s := teams(w, t, fit.Options{}); len(s.Unmatched) != 1 || s.Unmatched[0].Words != want {
			t.Errorf("%+v, not %q", s.Unmatched, want)
		}
	}
}

// TestScoresBelowZero: a pair's score is said as it is in the file.
func TestScoresBelowZero(t *testing.T) {
	s := peers(t, "ana ben", couple.Pair{A: 0, B: 1, Score: -5})
	if len(s.Teams) != 1 || s.Total != -500 || s.Teams[0].Score != -5 || s.Teams[0].Lowest != -5 {
		t.Fatalf("%+v", s)
	}
	for _, x := range []struct{ a, b, want int }{{-5, 2, -2}, {-5, 3, -2}, {-4, 3, -1}, {-1, 2, 0}, {1, 2, 1}, {5, 3, 2}, {-6, 1, -6}} {
		if got := fit.Rounded(x.a, x.b); got != x.want {
			t.Errorf("%d / %d is rounded to %d, not %d", x.a, x.b, got, x.want)
		}
	}
}

// TestSmallGap: a gap of less than a hundredth of a point is not told as a proof.
func TestSmallGap(t *testing.T) {
	for _, x := range []struct{ total, bound, wantTotal, wantBound int64 }{{6001, 6001, 100, 100}, {6000, 6001, 100, 101}, {6000, 6060, 100, 101}} {
		var a answer
		if a.sum(x.total, x.bound, 6000); a.total != x.wantTotal || a.bound != x.wantBound {
			t.Errorf("%d and %d are told as %d and %d", x.total, x.bound, a.total, a.bound)
		}
	}
}

// TestTwoPinsOfOneMentee: nobody is in two groups, so that a second pin is refused and not forgotten.
func TestTwoPinsOfOneMentee(t *testing.T) {
	w := sketch.New(record.Criterion{ID: "topics", Kind: "topics", Weight: 1})
	w.Program.Matching.Shape = record.InGroups
	for _, id := range []string{"ana", "ben"} {
		w.Mentee(id)
	}
	for _, id := range []string{"lee", "max"} {
		w.Mentor(id)
	}
	w.Cohort.Pins = []record.Pin{{Mentor: "lee", Mentee: "ana"}, {Mentor: "max", Mentee: "ana"}}
	_, err := Propose(w.Repository(), w.Cohort, w.Program, fit.Options{AsOf: sketch.AsOf}, directly)
	if want := "the pin of ana with max cannot be kept: ana is pinned to lee, too, and can be in one group only"; err == nil || err.Error() != want {
		t.Errorf("%v, not %s", err, want)
	}
}

// pinSome has a coordinator put some people together, who may be forbidden to be.
func pinSome(t *rapid.T, w *sketch.World) {
	ids := rapid.SampledFrom([]string{"ana", "ben", "cai", "dee", "eli", "fay"})
	for range rapid.IntRange(0, 2).Draw(t, "pins") {
		pin := record.Pin{By: "kim"}
		if w.Program.Matching.Shape == record.InGroups {
			pin.Mentee, pin.Mentor = record.PersonID(ids.Draw(t, "mentee")), record.PersonID(ids.Draw(t, "mentor"))
		} else {
			for _, id := range rapid.SliceOfNDistinct(ids, 2, 3, rapid.ID[string]).Draw(t, "peers") {
				pin.Peers = append(pin.Peers, record.PersonID(id))
			}
		}
		w.Cohort.Pins = append(w.Cohort.Pins, pin)
	}
}

// TestPinsAndVerify: pins are kept or refused, what is proposed is verified from its JSON and the records,
// and nothing that was changed in it is.
func TestPinsAndVerify(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawTeams(t)
		pinSome(t, w)
		o := fit.Options{AsOf: sketch.AsOf}
		s, err := Propose(w.Repository(), w.Cohort, w.Program, o, directly)
		if errors.As(err, new(fit.PinErrors)) {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		for _, pin := range s.pool.pins {
			if !slices.ContainsFunc(s.Teams, func(team Team) bool {
				return !slices.ContainsFunc(pin.members, func(m int) bool { return !slices.Contains(team.Members, s.pool.names[m]) })
			}) {
				t.Fatalf("%v is not kept in %+v", pin, s.Teams)
			}
		}
		v, err := NewVerifier(w.Repository(), w.Cohort, w.Program, o)
		if err != nil {
			t.Fatal(err)
		}
		read := func() (j TeamsJSON) {
			data, err := json.Marshal(s.JSON())
			if err == nil {
				err = json.Unmarshal(data, &j)
			}
			if err != nil {
				t.Fatal(err)
			}
			return j
		}
		if proven, wrong := v.Verify(read()); len(wrong) > 0 || proven == "" {
			t.Fatalf("%+v: %v", s.JSON(), wrong)
		}
		j := read()
		if len(j.Teams) == 0 {
			return
		}
		switch rapid.IntRange(0, 8).Draw(t, "change") {
		case 0:
			j.Teams[0].Score++
		case 1:
			j.Teams[0].Members[0] = j.Teams[0].Members[1]
		case 2:
			j.Matched++
		case 3:
			j.Total++
		case 4:
			j.Teams = j.Teams[1:]
		case 6:
			j.Total += 0.25
		case 7:
			j.Certificate.Gap++
		case 8:
			j.Unmatched = append(j.Unmatched, aloneJSON{Member: j.Teams[0].Members[0]})
		case 5:
			prices := j.Certificate.Prices
			if len(prices.Parts) == 0 && s.Shape == record.InPeers {
				return // all are pinned
			}
			prices.Place -= 10_000 * prices.Unit
			for _, part := range prices.Parts {
				for id := range part.Peers {
					part.Peers[id] = -1
				}
			}
		}
		if proven, wrong := v.Verify(j); len(wrong) == 0 {
			t.Fatalf("%+v: %s", j, proven)
		}
	})
}

// TestWaitedLongest: of peers as good as each other who has waited has somebody.
func TestWaitedLongest(t *testing.T) {
	for _, first := range []string{"ana", "ben", "cai"} {
		w := sketch.New(record.Criterion{ID: "topics", Kind: "topics", Weight: 1})
		w.Program.Matching.Shape = record.InPeers
		w.Program.Matching.Constraints = []record.Constraint{{Kind: "languages"}}
		for id, tongue := range map[string][]string{"ana": {"en"}, "ben": {"fr"}, "cai": {"de"}, "dee": {"en", "fr", "de"}} {
			w.Person(id).Languages = tongue
			w.Enrolment(id).Peer = &record.AsPeer{}
		}
		w.Pairings["otter"] = &record.Pairing{ID: "otter", State: record.Declined, Declined: &record.Decline{By: "coordinator", On: sketch.AsOf}, Peers: sketch.Members(record.PersonID(first), "zoe")}
		w.Person("zoe")
		s := teams(w, t, fit.Options{})
		if len(s.Teams) != 1 || !slices.Contains(s.Teams[0].Members, first) {
			t.Errorf("%s has waited, and is not in %+v", first, s.Teams)
		}
		for _, a := range s.Unmatched {
			if want := "an answer as good exists in which they have a place, and those who have waited longer came first; dee would suit best, with 0"; a.Words != want || a.Reason != "waited" {
				t.Errorf("%s: %s", a.Member, a.Words)
			}
		}
	}
}

// directly runs a step.
func directly(_ string, do func() error) error { return do() }
