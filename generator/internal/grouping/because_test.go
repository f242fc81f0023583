package grouping

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"pairbook/generator/internal/fit"
	"pairbook/generator/internal/record"
	"pairbook/generator/test/sketch"
)

// TestReasonsAreTrueOfTheTeam reads the records of whoever is proposed to each other: of how many languages or hours are
// not known, and of how many of them it is true that they are of the same unit or of different ones.
func TestReasonsAreTrueOfTheTeam(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawTeams(t)
		s := teams(w, t, fit.Options{})
		for _, team := range s.Teams {
			everybody := slices.Clone(team.Members)
			if team.Mentor != "" {
				everybody = append(everybody, team.Mentor)
			}
			for _, p := range team.Because {
				if strings.Contains(p.Because, "average") {
					t.Fatalf("%v: %s: %q", everybody, p.Criterion, p.Because)
				}
				switch p.Kind {
				case "languages":
					saysUnknown(t, p.Because, "languages", everybody, func(id string) bool { return len(w.Person(id).Languages) > 0 })
				case "availability":
					saysUnknown(t, p.Because, "free hours", everybody, func(id string) bool {
						return w.Person(id).TimeZone != "" && len(w.Enrolled[record.PersonID(id)].Availability) > 0
					})
				case "unit":
					if says := ofUnits(w, team); !slices.Contains(says, strings.Split(p.Because, ";")[0]) {
						t.Fatalf("%v: %q, not one of %q", everybody, p.Because, says)
					}
				}
			}
		}
	})
}

func saysUnknown(t *rapid.T, says, what string, everybody []string, known func(string) bool) {
	n := 0
	for _, id := range everybody {
		if !known(id) {
			n++
		}
	}
	whose := fmt.Sprintf("%d of %d", n, len(everybody))
	switch {
	case n == len(everybody) && n == 2:
		whose = "either of them"
	case n == len(everybody):
		whose = "any of them"
	case n == 1:
		whose = "one of them"
	}
	if want := what + " are not known of " + whose; (says == want) != (len(everybody)-n < 2) {
		t.Fatalf("%v: %q; %d are not known", everybody, says, n)
	}
}

// ofUnits lists what may be said of a team's units: what is true of most of every two, or of each mentee with the mentor.
func ofUnits(w *sketch.World, team Team) (says []string) {
	var twos [][2]string
	among := "pairs among them"
	for i, a := range team.Members {
		for _, b := range team.Members[:i] {
			twos = append(twos, [2]string{a, b})
		}
	}
	if w.Program.Matching.Shape == record.InGroups {
		twos, among = nil, "pairs of mentee and mentor"
		for _, a := range team.Members {
			twos = append(twos, [2]string{a, team.Mentor})
		}
	}
	count, most := map[string]int{}, 0
	for _, two := range twos {
		a, b := w.Person(two[0]).Unit, w.Person(two[1]).Unit
		words := map[bool]string{true: "both are of the same unit", false: "the two are of different units"}[a == b]
		switch peers := among == "pairs among them"; {
		case peers && a == "" && b == "":
			words = "not known of either: unit"
		case peers && (a == "" || b == ""):
			words = "not known of one of them: unit"
		case a == "" && b == "":
			words = "not known: both people's unit"
		case a == "":
			words = "not known: the mentee's unit"
		case b == "":
			words = "not known: the mentor's unit"
		}
		count[words]++
		most = max(most, count[words])
	}
	for words, n := range count {
		switch {
		case n < most:
		case len(twos) == 1:
			says = append(says, words)
		case n == len(twos):
			says = append(says, fmt.Sprintf("for each of the %d %s, %s", n, among, words))
		default:
			says = append(says, fmt.Sprintf("for %d of the %d %s, %s", n, len(twos), among, words))
		}
	}
	return says
}

// TestWhyNobodyIsLeft: of the causes why somebody has no place, each is told where it is known.
func TestWhyNobodyIsLeft(t *testing.T) {
	const charts, maps = record.TopicID("charts"), record.TopicID("maps")
	person := func(w *sketch.World, id string, topic record.TopicID, tongues ...string) {
		w.Person(id).Languages = tongues
		e := w.Enrolment(id)
		e.Peer, e.Mentee = &record.AsPeer{Topics: []record.TopicID{topic}}, &record.AsMentee{Mentors: 1, Seeks: []record.TopicID{topic}}
	}
	alike := func(w *sketch.World, most int, tongue string) {
		for _, id := range []string{"ana", "ben", "cai", "dee"}[:most] {
			person(w, id, charts, tongue)
		}
		person(w, "eli", maps, tongue)
	}
	inARow := func(w *sketch.World) { // ana may be with each of the two others
		person(w, "ana", charts, "en", "fr")
		person(w, "ben", charts, "en")
		person(w, "eli", maps, "fr")
	}
	mentor := func(w *sketch.World, id string) {
		_, e := w.Mentor(id)
		w.Person(id).Languages, e.Mentor.Offers = []string{"en"}, []record.TopicID{charts}
	}
	for _, x := range []struct {
		shape     record.MatchShape
		least     int
		most      int
		draw      func(w *sketch.World)
		who, want string
	}{
		{record.InPeers, 0, 0, inARow, "eli", "everybody they may be with is in a pair, and no other pairs would leave fewer people alone"},
		{record.InPeers, 0, 0, func(w *sketch.World) {
			inARow(w)
			w.Cohort.Pins = []record.Pin{{Peers: []record.PersonID{"ana", "ben"}}}
		}, "eli", "everybody they may be with is pinned to others"},
		{record.InPeers, 0, 0, func(w *sketch.World) {
			inARow(w)
			person(w, "fay", maps, "de")
			person(w, "gus", maps, "de")
			w.Cohort.Pins = []record.Pin{{Peers: []record.PersonID{"fay", "gus"}}}
		}, "eli", "everybody they may be with is in a pair, and no other pairs that keep the pins would leave fewer people alone"},
		{record.InCircles, 3, 4, func(w *sketch.World) { alike(w, 4, "en") }, "eli", "every circle has the 4 it can have, and another would take at least 3, more than are left"},
		{record.InCircles, 2, 3, inARow, "eli", "no circle with room can take them: somebody in it cannot be with them, or all would have no hour or no language in common"},
		{record.InGroups, 2, 2, func(w *sketch.World) {
			mentor(w, "lee")
			alike(w, 2, "en")
		}, "eli", "the groups of every mentor they may have are full"},
		{record.InGroups, 2, 2, func(w *sketch.World) {
			mentor(w, "lee")
			mentor(w, "max")
			alike(w, 2, "en")
		}, "eli", "every group has the 2 it can have, and another would take at least 2, more than are left"},
	} {
		w := sketch.New(record.Criterion{ID: "topics", Kind: "topics", Weight: 1})
		w.Topics[charts], w.Topics[maps] = &record.Topic{ID: charts, Name: "Charts"}, &record.Topic{ID: maps, Name: "Maps"}
		m := &w.Program.Matching
		m.Shape, m.Size, m.Constraints = x.shape, record.Size{Min: x.least, Max: x.most}, []record.Constraint{{Kind: "languages"}}
		x.draw(w)
		s := teams(w, t, fit.Options{})
		if len(s.Unmatched) != 1 || s.Unmatched[0].Member != x.who || !strings.HasPrefix(s.Unmatched[0].Words, x.want+"; ") {
			t.Errorf("%s: %+v, not %s: %s", x.shape, s.Unmatched, x.who, x.want)
		}
	}
}

// TestNobodyIsLeftTruly holds what is said of those without a place against who has one.
func TestNobodyIsLeftTruly(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawTeams(t)
		pinSome(t, w)
		s, err := Propose(w.Repository(), w.Cohort, w.Program, fit.Options{AsOf: sketch.AsOf}, directly)
		if err != nil {
			return // a pin cannot be kept
		}
		alone, full := map[string]bool{}, true
		for _, a := range s.Unmatched {
			alone[a.Member] = true
		}
		for _, team := range s.Teams {
			full = full && len(team.Members) == s.pool.size().Max
		}
		for _, a := range s.Unmatched {
			m := slices.Index(s.pool.names, a.Member)
			for b, name := range s.pool.names {
				if _, may := s.pool.may(m, b); may && b != m && alone[name] && strings.HasPrefix(a.Words, "everybody they may be with") {
					t.Fatalf("%s: %s, and %s is left", a.Member, a.Words, name)
				}
			}
			if strings.Contains(a.Words, " it can have, and another ") && (!full || len(s.Unmatched) >= s.pool.size().Min) {
				t.Fatalf("%s: %s, and the teams are %+v", a.Member, a.Words, s.Teams)
			}
			if strings.HasPrefix(a.Words, "no circle with room") && (full || len(s.Teams) == 0) {
				t.Fatalf("%s: %s, and the teams are %+v", a.Member, a.Words, s.Teams)
			}
		}
	})
}
