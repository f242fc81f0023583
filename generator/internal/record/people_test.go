package record

import (
	"maps"
	"slices"
	"testing"

	"pairbook/generator/internal/forge"
	"pairbook/generator/internal/when"
)

// TestAccounts gives the account that somebody has on each forge, and a number on GitHub alone.
func TestAccounts(t *testing.T) {
	p := &Person{GitHub: "ada-hub", GitHubID: 7, Accounts: Accounts{GitLab: "ada-lab", Forgejo: "ada-jo"}}
	for name, want := range map[string]struct {
		account string
		number  int
	}{forge.GitHub: {"ada-hub", 7}, forge.GitLab: {"ada-lab", 0}, forge.Forgejo: {"ada-jo", 0}, "": {"ada-hub", 7}} {
		on := forge.Forge{Name: name}
		if account, number := p.Account(on), p.Number(on); account != want.account || number != want.number {
			t.Errorf("on %q: %s, %d, want %+v", name, account, number, want)
		}
	}
	if got, want := p.AllAccounts(), map[string]string{forge.GitHub: "ada-hub", forge.GitLab: "ada-lab", forge.Forgejo: "ada-jo"}; !maps.Equal(got, want) {
		t.Errorf("all are %v, want %v", got, want)
	}
	if got := (&Person{Accounts: Accounts{GitLab: "ada-lab"}}).AllAccounts(); len(got) != 1 {
		t.Errorf("of one account: %v", got)
	}
}

// TestUncleared lists what is required of a part and was not cleared by a day.
func TestUncleared(t *testing.T) {
	p := &Program{Requirements: []Requirement{{ID: "check", Role: "mentor"}, {ID: "pledge", Name: "The pledge"}, {ID: "form", Role: "mentee"}}}
	e := &Enrolment{Cleared: []ClearedRecord{{Requirement: "pledge", On: when.Day(2026, 2, 1)}, {Requirement: "check", On: when.Day(2026, 1, 1)}}}
	for _, x := range []struct {
		e    *Enrolment
		part Party
		by   when.Date
		want []string
	}{
		{e, Mentors, when.Day(2025, 12, 31), []string{"“check”", "“The pledge”"}},
		{e, Mentors, when.Day(2026, 1, 1), []string{"“The pledge”"}},
		{e, Mentors, when.Day(2026, 2, 1), nil},
		{e, Mentees, 0, []string{"“form”"}},
		{e, Peers, when.Day(2026, 1, 31), []string{"“The pledge”"}},
		{nil, Mentees, 0, []string{"“The pledge”", "“form”"}},
	} {
		var got []string
		for _, r := range p.Uncleared(x.e, x.part, x.by) {
			got = append(got, r.Quoted())
		}
		if !slices.Equal(got, x.want) {
			t.Errorf("of a %s by %s: %v, want %v", x.part, x.by, got, x.want)
		}
	}
}

func TestParties(t *testing.T) {
	all := &Enrolment{Mentor: &AsMentor{}, Mentee: &AsMentee{}, Peer: &AsPeer{}}
	if got := all.Parties(); !slices.Equal(got, []Party{Mentors, Mentees, Peers}) {
		t.Errorf("all parts are %v", got)
	}
	for _, x := range []struct {
		e    Enrolment
		want Party
	}{{Enrolment{Mentor: &AsMentor{}}, Mentors}, {Enrolment{Mentee: &AsMentee{}}, Mentees}, {Enrolment{Peer: &AsPeer{}}, Peers}} {
		if got := x.e.Parties(); !slices.Equal(got, []Party{x.want}) {
			t.Errorf("of a %s: %v", x.want, got)
		}
	}
}

// TestPartsOfNoUse leaves out of an enrolment what its cohort matches nobody as, unless
// somebody is in a pairing as that.
func TestPartsOfNoUse(t *testing.T) {
	p := &Program{Structures: []Structure{OneToOne}}
	e := &Enrolment{Person: "ada", Mentor: &AsMentor{}, Peer: &AsPeer{}}
	c := &Cohort{Pairings: NewTable(map[PairingID]*Pairing{"x": {Peers: []Member{{Person: "bo"}, {Person: "cy"}}}})}
	if got := p.OfNoUse(c, e); !slices.Equal(got, []Party{Peers}) {
		t.Errorf("of no use is %v", got)
	}
	c.Pairings = NewTable(map[PairingID]*Pairing{"x": {Peers: []Member{{Person: "bo"}, {Person: "ada"}}}})
	if got := p.OfNoUse(c, e); len(got) > 0 {
		t.Errorf("of somebody in a pairing of peers, %v is of no use", got)
	}
}

// TestNamed finds somebody by the id that they have, or else by one that they had.
func TestNamed(t *testing.T) {
	r := &Repository{People: NewTable(map[PersonID]*Person{
		"ada": {ID: "ada"}, "bo": {ID: "bo", Formerly: []PersonID{"robert", "ada"}},
	})}
	for id, want := range map[PersonID]PersonID{"ada": "ada", "bo": "bo", "robert": "bo", "cy": ""} {
		if who := r.Named(id); (who == nil) != (want == "") || who != nil && who.ID != want {
			t.Errorf("%s is %+v, want %q", id, who, want)
		}
	}
}

// TestOffers takes a mentor's own topics where the enrolment offers none.
func TestOffers(t *testing.T) {
	r := &Repository{People: NewTable(map[PersonID]*Person{"ada": {ID: "ada", Topics: []TopicID{"sql"}}})}
	for _, x := range []struct {
		id     PersonID
		offers []TopicID
		want   []TopicID
	}{{"ada", nil, []TopicID{"sql"}}, {"ada", []TopicID{"rust"}, []TopicID{"rust"}}, {"bo", nil, nil}, {"bo", []TopicID{"go"}, []TopicID{"go"}}} {
		if got := r.Offers(&Enrolment{Person: x.id, Mentor: &AsMentor{Offers: x.offers}}); !slices.Equal(got, x.want) {
			t.Errorf("%s offers %v, want %v", x.id, got, x.want)
		}
	}
}

// TestGone looks at the day on which somebody left the programme or the cohort, and at a place
// that was given back.
func TestGone(t *testing.T) {
	day := when.Day(2026, 5, 1)
	r := &Repository{People: NewTable(map[PersonID]*Person{"ada": {ID: "ada", Left: day}, "bo": {ID: "bo"}, "di": {ID: "di"}})}
	c := &Cohort{Enrolments: NewTable(map[PersonID]*Enrolment{"bo": {Person: "bo", Left: day}, "cy": {Person: "cy", Status: Withdrawn}, "di": {Person: "di", Status: Waiting}})}
	for id, want := range map[PersonID][2]bool{"ada": {false, true}, "bo": {false, true}, "cy": {true, true}, "di": {}, "ed": {}} {
		if got := [2]bool{r.Gone(c, id, day-1), r.Gone(c, id, day)}; got != want {
			t.Errorf("%s is gone the day before, and on it: %v, want %v", id, got, want)
		}
	}
}

// TestAround lists everybody of a cohort once: the enrolled, the members, and the coordinators of
// the cohort and of its programme.
func TestAround(t *testing.T) {
	c := &Cohort{
		Program: "p", Coordinators: []PersonID{"zoe", "ada"}, Enrolments: NewTable(map[PersonID]*Enrolment{"bo": {}, "ada": {}}),
		Pairings: NewTable(map[PairingID]*Pairing{"x": {Mentors: []Member{{Person: "cy"}}, Mentees: []Member{{Person: "bo"}}}, "y": {Peers: []Member{{Person: "di", Until: when.Day(2026, 1, 1)}}}}),
	}
	r := &Repository{Programs: NewTable(map[ProgramID]*Program{"p": {Coordinators: []PersonID{"eve"}}})}
	if got, want := r.Around(c), []PersonID{"ada", "bo", "cy", "di", "eve", "zoe"}; !slices.Equal(got, want) {
		t.Errorf("around are %v, want %v", got, want)
	}
	if got, want := (&Repository{}).Around(c), []PersonID{"ada", "bo", "cy", "di", "zoe"}; !slices.Equal(got, want) {
		t.Errorf("without the programme, %v are around, want %v", got, want)
	}
}
