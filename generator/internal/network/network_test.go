package network_test

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"pairbook/generator/internal/measure"
	"pairbook/generator/internal/network"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
	"pairbook/generator/test/mini"
)

// The oracle decides for every day and every two people what holds, directly from
// the records. It uses neither the package nor measure.

// oracleTie is the tie of two people, in alphabetical order.
type oracleTie struct {
	FirstMentors, SecondMentors, Peers, Beside, Guest bool
	Meetings, Minutes                                 int
}

type oracle struct {
	repo          *record.Repository
	d             when.Date
	guests        bool
	ties          map[[2]record.PersonID]*oracleTie
	asMentor      map[record.PersonID]when.Date // the first day
	asMentee      map[record.PersonID]when.Date
	met           map[record.PersonID][3]int // meetings, minutes, how many these are of
	introductions int
}

func observe(repo *record.Repository, d when.Date, guests bool) *oracle {
	o := &oracle{repo: repo, d: d, guests: guests, ties: map[[2]record.PersonID]*oracleTie{},
		asMentor: map[record.PersonID]when.Date{}, asMentee: map[record.PersonID]when.Date{}, met: map[record.PersonID][3]int{}}
	for _, c := range repo.Cohorts.All() {
		for _, p := range c.Pairings.All() {
			if p.Started == 0 {
				continue
			}
			for day := p.Started; day <= d && (p.Ended == 0 || day <= p.Ended); day++ {
				o.day(p, day)
			}
		}
	}
	return o
}

func (o *oracle) tie(a, b record.PersonID) *oracleTie {
	if a > b {
		a, b = b, a
	}
	if o.ties[[2]record.PersonID{a, b}] == nil {
		o.ties[[2]record.PersonID{a, b}] = &oracleTie{}
	}
	return o.ties[[2]record.PersonID{a, b}]
}

func on(side []record.Member, day when.Date) (who []record.PersonID) {
	for _, m := range side {
		if (m.From == 0 || m.From <= day) && (m.Until == 0 || m.Until >= day) {
			who = append(who, m.Person)
		}
	}
	return who
}

// everyTwo calls its function with each pair of a list.
func everyTwo(list []record.PersonID, do func(a, b record.PersonID)) {
	for i, a := range list {
		for _, b := range list[:i] {
			do(a, b)
		}
	}
}

func (o *oracle) day(p *record.Pairing, day when.Date) {
	mentors, mentees, peers := on(p.Mentors, day), on(p.Mentees, day), on(p.Peers, day)
	var aside []record.PersonID
	for _, m := range p.Mentors {
		if slices.Contains(mentors, m.Person) && (m.As == "adviser" || m.As == "backup") {
			aside = append(aside, m.Person)
		}
	}
	o.meetings(p, day, mentors, mentees, peers, aside)
	mentors = without(mentors, aside)
	o.belong(day, mentors, mentees, peers)
}

func without(side, others []record.PersonID) []record.PersonID {
	return slices.DeleteFunc(slices.Clone(side), func(id record.PersonID) bool { return slices.Contains(others, id) })
}

// belong ties who belongs together on a day.
func (o *oracle) belong(day when.Date, mentors, mentees, peers []record.PersonID) {
	for _, a := range mentors {
		if _, known := o.asMentor[a]; !known || day < o.asMentor[a] {
			o.asMentor[a] = day
		}
		for _, b := range mentees {
			if t := o.tie(a, b); a < b {
				t.FirstMentors = true
			} else {
				t.SecondMentors = true
			}
		}
	}
	for _, a := range mentees {
		if _, known := o.asMentee[a]; !known || day < o.asMentee[a] {
			o.asMentee[a] = day
		}
	}
	everyTwo(peers, func(a, b record.PersonID) { o.tie(a, b).Peers = true })
	everyTwo(mentors, func(a, b record.PersonID) { o.tie(a, b).Beside = true })
	everyTwo(mentees, func(a, b record.PersonID) { o.tie(a, b).Beside = true })
}

func (o *oracle) meetings(p *record.Pairing, day when.Date, mentors, mentees, peers, aside []record.PersonID) {
	for _, s := range p.Sessions {
		if s.Date == day {
			o.meeting(s, mentors, mentees, peers, aside)
		}
	}
}

func (o *oracle) meeting(s *record.Session, mentors, mentees, peers, aside []record.PersonID) {
	came := func(side []record.PersonID) []record.PersonID {
		if s.Attended == nil {
			return without(side, aside)
		}
		return slices.DeleteFunc(slices.Clone(side), func(id record.PersonID) bool { return !slices.Contains(*s.Attended, id) })
	}
	mentors, mentees, peers = came(mentors), came(mentees), came(peers)
	if (len(mentors) == 0 || len(mentees) == 0) && len(peers) < 2 {
		return
	}
	o.introductions += len(s.Introductions)
	for _, a := range mentors {
		if slices.Contains(aside, a) { // who stands by belongs to those whom they met
			o.belong(s.Date, []record.PersonID{a}, mentees, nil)
			for _, b := range mentors {
				if a != b {
					o.tie(a, b).Beside = true
				}
			}
		}
	}
	all := slices.Concat(mentors, mentees, peers)
	been := func(id record.PersonID) {
		met := o.met[id]
		met[0], met[1] = met[0]+1, met[1]+int(s.Duration)
		if s.Duration > 0 {
			met[2]++
		}
		o.met[id] = met
	}
	for _, id := range all {
		been(id)
	}
	meet := func(a, b record.PersonID) *oracleTie {
		t := o.tie(a, b)
		t.Meetings, t.Minutes = t.Meetings+1, t.Minutes+int(s.Duration)
		return t
	}
	everyTwo(all, func(a, b record.PersonID) { meet(a, b) })
	guests := map[record.PersonID]bool{}
	for _, g := range s.Guests {
		if id := record.PersonID(g); o.guests && slices.Contains(crowd, id) && !slices.Contains(all, id) {
			guests[id] = true
		}
	}
	for g := range guests {
		been(g)
		for _, m := range all {
			meet(g, m).Guest = true
		}
	}
}

// found formats a network as the oracle does.
func found(n *network.Network) map[[2]record.PersonID]*oracleTie {
	ties := map[[2]record.PersonID]*oracleTie{}
	for _, t := range n.Ties {
		a, b, first, second := t.A.ID, t.B.ID, t.AMentors, t.BMentors
		if a > b {
			a, b, first, second = b, a, second, first
		}
		ties[[2]record.PersonID{a, b}] = &oracleTie{first, second, t.Peers, t.Beside, t.Guest, t.Meetings, t.Minutes}
	}
	return ties
}

// figures computes each figure from the oracle's ties.
func (o *oracle) figures() map[record.MetricID][2]float64 {
	of := map[record.PersonID]int{}
	strong, known, differ, could, would := 0, 0, 0, 0, 0
	counted := map[record.PersonID]bool{}
	for key, t := range o.ties {
		of[key[0]]++
		of[key[1]]++
		if t.Meetings >= 3 || t.Minutes >= 180 {
			strong++
		}
		a, b := o.repo.People.Get(key[0]).Unit, o.repo.People.Get(key[1]).Unit
		if a != "" && b != "" {
			known++
			counted[key[0]], counted[key[1]] = true, true
			if a != b {
				differ++
			}
		}
	}
	everyTwo(slices.Collect(maps.Keys(counted)), func(a, b record.PersonID) {
		could++
		if o.repo.People.Get(a).Unit != o.repo.People.Get(b).Unit {
			would++
		}
	})
	several, became := 0, 0
	for _, n := range of {
		if n > 1 {
			several++
		}
	}
	for id, first := range o.asMentee {
		if later, ok := o.asMentor[id]; ok && later > first {
			became++
		}
	}
	share := func(n, of int) [2]float64 { return [2]float64{float64(n), float64(of)} }
	return map[record.MetricID][2]float64{
		"network_people": share(len(of), -1), "network_ties": share(len(o.ties), -1), "ties_steady": share(strong, len(o.ties)),
		"tied_to_several": share(several, len(of)), "ties_across_units": share(differ, known), "ties_across_units_by_chance": share(would, could),
		"became_mentors": share(became, len(o.asMentee)), "introductions": share(o.introductions, -1),
	}
}

func (o *oracle) alone() []record.PersonID {
	var alone []record.PersonID
	for _, id := range crowd {
		tied := slices.ContainsFunc(slices.Collect(maps.Keys(o.ties)), func(k [2]record.PersonID) bool { return k[0] == id || k[1] == id })
		gone := func(left when.Date) bool { return left != 0 && left <= o.d }
		enrolled := slices.ContainsFunc(o.repo.Cohorts.All(), func(c *record.Cohort) bool {
			e := c.Enrolments.Get(id)
			return e != nil && e.Status == record.Accepted && !gone(e.Left)
		})
		if enrolled && !tied && !gone(o.repo.People.Get(id).Left) {
			alone = append(alone, id)
		}
	}
	return alone
}

// TestGuestsAreNotTiedToEachOther ties two guests of a meeting to its members alone.
func TestGuestsAreNotTiedToEachOther(t *testing.T) {
	files := mini.Files(mini.Defaults)
	files["program/cohorts/spring/pairings/lapwing/sessions/2026-03-24.md"] = mini.File("---\ndate: 2026-03-24\nguests: [iddot, ideve]\n---\n")
	repo := mini.Load(t, files)
	ties := found(network.Of(repo, measure.Programme(repo, mini.Day).Cohorts, network.Options{Guests: true}))
	if ties[[2]record.PersonID{"idada", "ideve"}] == nil || ties[[2]record.PersonID{"iddot", "ideve"}] != nil {
		t.Errorf("%v", ties)
	}
}

// TestWhoStandsByIsTiedByOneMeeting ties an adviser to those who were at the one meeting that
// they came to, also when it was the last.
func TestWhoStandsByIsTiedByOneMeeting(t *testing.T) {
	for day, want := range map[string]bool{"2026-03-03": true, "2026-03-10": true, "2026-03-24": true, "": false} {
		files := mini.Files(mini.Defaults)
		files["program/cohorts/spring/pairings/lapwing/pairing.yaml"] = mini.File("mentors: [idada, {person: ideve, as: adviser}]\nmentees: [idbob]\nstate: active\nstarted: 2026-03-02\n")
		for _, held := range []string{"2026-03-03", "2026-03-10", "2026-03-24"} {
			came := "idada, idbob"
			if held == day {
				came += ", ideve"
			}
			files["program/cohorts/spring/pairings/lapwing/sessions/"+held+".md"] = mini.File("---\ndate: %s\nattended: [%s]\n---\n", held, came)
		}
		repo := mini.Load(t, files)
		ties := found(network.Of(repo, measure.Programme(repo, mini.Day).Cohorts, network.Options{}))
		tie := ties[[2]record.PersonID{"idbob", "ideve"}]
		if (tie != nil) != want || want && (!tie.SecondMentors || tie.Meetings != 1) {
			t.Errorf("who came on %q has the tie %+v", day, tie)
		}
	}
}

func TestOracle(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		repo, d := drawRepository(t), drawDay(t, "as of")
		guests := rapid.Bool().Draw(t, "guests count")
		o := observe(repo, d, guests)
		n := network.Of(repo, measure.Programme(repo, d).Cohorts, network.Options{Guests: guests})
		if diff := cmp.Diff(o.ties, found(n)); diff != "" {
			t.Fatalf("ties (-oracle +network):\n%s", diff)
		}
		for _, f := range n.Figures() {
			want := o.figures()[f.ID]
			switch {
			case want[0] == 0 && want[1] < 0 || want[1] == 0:
				if f.Value != nil || f.Unavailable == "" {
					t.Fatalf("%s is %v (%q), and there is nothing to count", f.ID, f.Value, f.Unavailable)
				}
			case want[1] < 0:
				if f.Value == nil || *f.Value != want[0] || f.Numerator != nil || f.Denominator != nil || len(f.Records) == 0 {
					t.Fatalf("%s is %+v, not %v", f.ID, f, want[0])
				}
			default:
				if f.Value == nil || *f.Numerator != want[0] || *f.Denominator != want[1] || math.Abs(*f.Value-want[0]/want[1]) > 1e-12 || len(f.Records) == 0 {
					t.Fatalf("%s is %+v, not %v", f.ID, f, want)
				}
			}
		}
		for _, p := range n.People {
			mentor, wasMentor := o.asMentor[p.ID]
			mentee, wasMentee := o.asMentee[p.ID]
			became := wasMentor && wasMentee && mentee < mentor
			if met := [3]int{p.Meetings, p.Minutes, p.Timed}; p.Mentor != wasMentor || p.Mentee != wasMentee || p.Became != became || met != o.met[p.ID] {
				t.Fatalf("%s: %+v; the oracle has mentee %v, mentor %v, %v", p.ID, p, mentee, mentor, o.met[p.ID])
			}
		}
		var alone []record.PersonID
		for _, a := range n.Alone {
			alone = append(alone, a.Person)
		}
		if diff := cmp.Diff(o.alone(), alone); diff != "" {
			t.Fatalf("alone (-oracle +network):\n%s", diff)
		}
	})
}

// TestApart checks that nobody who is apart can be followed: each of them is in a
// single pairing, and the meetings of the whole do not change.
func TestApart(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		repo, d := drawRepository(t), drawDay(t, "as of")
		hidden := func(id record.PersonID) bool { return id < "dew" }
		cohorts := measure.Programme(repo, d).Cohorts
		whole := network.Of(repo, cohorts, network.Options{})
		n := network.Of(repo, cohorts, network.Options{Apart: hidden})
		seen := map[string]bool{}
		for _, p := range n.People {
			key := string(p.ID)
			if hidden(p.ID) {
				if p.Pairing == nil || p.Became {
					t.Fatalf("%s can be followed", p.ID)
				}
				key += p.Pairing.Path
				for _, tie := range p.Ties {
					if len(tie.Cohorts) != 1 {
						t.Fatalf("a tie of %s goes on in another cohort", p.ID)
					}
				}
			}
			if seen[key] {
				t.Fatalf("%s stands there twice", key)
			}
			seen[key] = true
		}
		meetings := func(n *network.Network) (sum int) {
			for _, tie := range n.Ties {
				sum += tie.Meetings
			}
			return sum
		}
		if meetings(whole) != meetings(n) {
			t.Fatalf("%d meetings, and %d with people apart", meetings(whole), meetings(n))
		}
	})
}

// TestGroups counts connected groups.
func TestGroups(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		repo := drawRepository(t)
		n := network.Of(repo, measure.Programme(repo, dayOne+span).Cohorts, network.Options{})
		group := map[record.PersonID]record.PersonID{}
		for _, p := range n.People {
			group[p.ID] = p.ID
		}
		for range n.People {
			for _, tie := range n.Ties {
				least := min(group[tie.A.ID], group[tie.B.ID])
				group[tie.A.ID], group[tie.B.ID] = least, least
			}
		}
		sizes := map[record.PersonID]int{}
		for _, g := range group {
			sizes[g]++
		}
		want := slices.Sorted(maps.Values(sizes))
		slices.Reverse(want)
		if got := n.Groups(); fmt.Sprint(got) != fmt.Sprint(want) {
			t.Fatalf("the groups are %v, not %v", got, want)
		}
	})
}

func TestStrength(t *testing.T) {
	for want, ties := range map[network.Strength][]network.Tie{
		network.Unmet:  {{}},
		network.Light:  {{Meetings: 1}, {Meetings: 2, Minutes: 179}},
		network.Steady: {{Meetings: 3}, {Meetings: 1, Minutes: 180}, {Meetings: 9, Minutes: 599}},
		network.Strong: {{Meetings: 10}, {Meetings: 4, Minutes: 600}},
	} {
		for _, tie := range ties {
			if got := tie.Strength(); got != want {
				t.Errorf("%d meetings of %d minutes: %d, not %d", tie.Meetings, tie.Minutes, got, want)
			}
		}
	}
}

func TestMetricsAreDefined(t *testing.T) {
	seen := map[record.MetricID]bool{}
	for _, m := range measure.Metrics() {
		seen[m.ID] = true
	}
	for _, m := range network.Metrics() {
		if seen[m.ID] || m.Name == "" || m.Unit == "" || m.Definition == "" || m.Better == "" {
			t.Errorf("%+v", m)
		}
		seen[m.ID] = true
	}
}
