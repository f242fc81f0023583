package veil

import (
	"testing"

	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
	"pairbook/generator/test/mini"
)

const (
	atSite = "https://mini.example.org/handbook/"
	atRepo = "https://github.com/mini/mini/"
)

// addressesOf finds addresses in the miniature with some pairings more.
func addressesOf(t *testing.T, site string) (*Addresses, *record.Cohort) {
	t.Helper()
	files := mini.Files(site)
	for id, lines := range map[string]string{
		"soon":  "state: proposed",
		"away":  "state: paused\nstarted: 2026-03-02\npauses: [{from: 2026-03-30}]",
		"alone": "state: open",
		"swan":  "state: completed\nstarted: 2026-03-02\nended: 2026-03-30",
	} {
		files["program/cohorts/spring/pairings/"+id+"/pairing.yaml"] = mini.File("mentors: [idada]\nmentees: [idbob]\n%s\n", lines)
	}
	repo := mini.Load(t, files)
	return NewAddresses(repo, "pairs"), repo.Cohorts.Get("spring")
}

// TestAddressesOfPairings leads to the page of a pairing, called by a number where its id
// would name somebody, and nowhere without a site.
func TestAddressesOfPairings(t *testing.T) {
	a, spring := addressesOf(t, mini.Defaults)
	for id, want := range map[record.PairingID]string{"lapwing": "lapwing", "idada-iddot": "pairing-1"} {
		if got, want := a.Pairing(spring, spring.Pairings.Get(id)), atSite+"cohorts/spring/pairings/"+want+".html"; got != want {
			t.Errorf("%s is at %q, not %q", id, got, want)
		}
	}
	nowhere, spring := addressesOf(t, "format: 1\ntitle: Miniature\n")
	if got := nowhere.Pairing(spring, spring.Pairings.Get("lapwing")); got != "" {
		t.Errorf("without a site a pairing is at %q", got)
	}
}

// TestWhereAMeetingIsLogged is the site's form for a pairing that goes on or is proposed, and
// else a new file in the repository, whose name no other log has.
func TestWhereAMeetingIsLogged(t *testing.T) {
	const homeless = "format: 1\ntitle: Miniature\nrepository: https://github.com/mini/mini\n"
	const form, file = atSite + "log.html?pairing=spring/", atRepo + "new/main/pairs/program/cohorts/spring/pairings/"
	const third, tenth = "?filename=2026-03-03-2.md&value=---%0Adate%3A+2026-03-03%0A---%0A", "?filename=2026-03-09.md&value=---%0Adate%3A+2026-03-09%0A---%0A"
	for _, c := range []struct {
		site string
		id   record.PairingID
		day  int
		want string
	}{
		{mini.Defaults, "lapwing", 3, form + "lapwing"},
		{mini.Defaults, "idada-iddot", 3, form + "pairing-1"},
		{mini.Defaults, "soon", 3, form + "soon"},
		{mini.Defaults, "away", 3, form + "away"},
		{mini.Defaults, "swan", 9, file + "swan/sessions" + tenth},
		{mini.Defaults, "tern", 9, file + "tern/sessions" + tenth},
		{mini.Defaults, "alone", 9, file + "alone/sessions" + tenth},
		{homeless, "lapwing", 9, file + "lapwing/sessions" + tenth},
		{homeless, "lapwing", 3, file + "lapwing/sessions" + third},
		{"format: 1\ntitle: Miniature\n", "lapwing", 3, ""},
	} {
		a, spring := addressesOf(t, c.site)
		if got := a.Log(spring, spring.Pairings.Get(c.id), mini.Day, when.Day(2026, 3, c.day)); got != c.want {
			t.Errorf("%s is logged at %q, not %q", c.id, got, c.want)
		}
	}
}

// TestNoLogIsWrittenOver takes a name that none of the logs has, the last one neither.
func TestNoLogIsWrittenOver(t *testing.T) {
	p := &record.Pairing{Sessions: []*record.Session{{Name: "2026-03-02"}, {Name: "2026-03-09"}, {Name: "2026-03-09-2"}}}
	for day, want := range map[string]string{"2026-03-01": "2026-03-01", "2026-03-02": "2026-03-02-2", "2026-03-09": "2026-03-09-3"} {
		on, err := when.ParseDate(day)
		if err != nil {
			t.Fatal(err)
		}
		if got := freeLog(p, on); got != want {
			t.Errorf("on %s the log is %s, want %s", day, got, want)
		}
	}
}

// TestWhereAPlanIsChanged opens the plan that there is, or begins one.
func TestWhereAPlanIsChanged(t *testing.T) {
	a, spring := addressesOf(t, mini.Defaults)
	for id, want := range map[record.PairingID]string{
		"lapwing": atRepo + "edit/main/pairs/program/cohorts/spring/pairings/lapwing/plan.yaml",
		"tern": atRepo + "new/main/pairs/program/cohorts/spring/pairings/tern?filename=plan.yaml&value=goals%3A%0A++-+id%3A+first%0A" +
			"++++text%3A+What+I+would+like+to+be+able+to+do%0A++++set%3A+2026-04-01%0A",
	} {
		if got := a.Plan(spring, spring.Pairings.Get(id), mini.Day); got != want {
			t.Errorf("the plan of %s is at %q, not %q", id, got, want)
		}
	}
}

// TestAddressesOfRecords are those elsewhere as they are, and of pages of the handbook in the
// site.
func TestAddressesOfRecords(t *testing.T) {
	a, _ := addressesOf(t, mini.Defaults)
	nowhere, _ := addressesOf(t, "format: 1\ntitle: Miniature\n")
	for address, want := range map[record.Address][2]string{
		"":                             {"", ""},
		"https://example.org/a":        {"https://example.org/a", "https://example.org/a"},
		"mailto:help@x.example":        {"mailto:help@x.example", "mailto:help@x.example"},
		"meeting/README.md":            {atSite + "meeting/index.html", ""},
		"roles.md#what":                {atSite + "roles.html", ""},
		"nowhere.md":                   {"", ""},
		"../program/topics/knots.yaml": {atRepo + "blob/main/pairs/program/topics/knots.yaml", ""},
	} {
		if got := [2]string{a.Of(address), nowhere.Of(address)}; got != want {
			t.Errorf("%q is at %q, not %q", address, got, want)
		}
	}
}
