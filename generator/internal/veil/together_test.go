package veil

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"pairbook/generator/internal/record"
	"pairbook/generator/internal/view"
	"pairbook/generator/internal/when"
	"pairbook/generator/test/mini"
)

// TestWhenAllAreFree looks at those who are in the pairing on the day and need not stand by,
// and tells nothing where one of them may not be named.
func TestWhenAllAreFree(t *testing.T) {
	ada, bob, dot := person("ada", record.Mentors), person("bob", record.Mentees), person("dot", record.Mentees)
	at := func(d int, by ...string) view.FreeTime {
		from := time.Date(2026, 4, d, 6, 0, 0, 0, time.UTC)
		return view.FreeTime{From: from, Until: from.Add(time.Hour), By: by}
	}
	both := []view.Clock{{City: "Nairobi", People: []view.Who{ada}}, {City: "London", People: []view.Who{bob}}}
	free := &view.Together{Weekly: "1 hour", Clocks: both, Times: []view.FreeTime{at(6, "Mon 6 Apr, 09:00–10:00", "Mon 6 Apr, 07:00–08:00"), at(13, "Mon 13 Apr, 09:00–10:00", "Mon 13 Apr, 07:00–08:00")}}
	two := []view.Clock{both[0], {City: "London", People: []view.Who{bob, dot}}}
	const nothing = "No times can be suggested: "
	for _, c := range []struct {
		pairing string
		bob     when.Zone
		want    *view.Together
	}{
		{"mentees: [idbob]\nstate: active", "Europe/London", free},
		{"mentees: [idbob]\nstate: paused\npauses: [{from: 2026-03-30}]", "Europe/London", nil},
		{"mentees: [idbob, idcyd]\nstate: active", "Europe/London", nil},
		{"mentees: [idbob, {person: idcyd, until: 2026-03-31}]\nstate: active", "Europe/London", free},
		{"mentees: [{person: idcyd, until: 2026-03-31}, idbob]\nstate: proposed", "Europe/London", nil}, // all of those who are proposed
		{"mentees: [idbob, iddot]\nstate: active", "Europe/London", &view.Together{Weekly: "0 hours", Assumed: true, Clocks: two,
			Nothing: "The hours that are written down do not meet. Taking turns with an early or a late one may help.", Advice: view.Link{Words: "Where", Path: "meeting/index.html", Fragment: "where"}}},
		{"mentees: [idbob]\nstate: active", "", &view.Together{Clocks: both[:1], Nothing: nothing + "not everybody's time zone is written down."}},
		{"mentees: [idbob]\nstate: active", "Europe/Nowhere", &view.Together{Clocks: []view.Clock{both[0], {City: "Nowhere", People: []view.Who{bob}}}, Nothing: nothing + "a time zone is not known."}},
	} {
		files := mini.Files(mini.Everything)
		files["program/people/idbob.yaml"] = mini.File("name: Namebob Firthbob\n")
		files["program/people/iddot.yaml"] = mini.File("name: Namedot Firthdot\ntime_zone: Europe/London\n")
		files["program/cohorts/spring/enrolments/idbob.yaml"] = mini.File("mentee: {seeks: [knots]}\navailability: [\"Mon 07:00-12:00\"]\n")
		files["content/meeting/README.md"] = mini.File("# Meeting\n\n## Where\n")
		started := "\nstarted: 2026-03-02\n"
		if c.pairing[len(c.pairing)-8:] == "proposed" {
			started = "\n"
		}
		files[lapwingFile] = mini.File("mentors: [idada, {person: idboss, as: backup}]\n%s%s", c.pairing, started)
		in := flawed(t, files)
		in.Repo.People.Get("idbob").TimeZone = c.bob
		if diff := cmp.Diff(c.want, pairingOf(t, in, "lapwing").Together); diff != "" {
			t.Errorf("%q, in %q: %s", c.pairing, c.bob, diff)
		}
	}
}

// TestTimesByNoClock are none, where a zone is not known.
func TestTimesByNoClock(t *testing.T) {
	from := time.Date(2026, 4, 6, 22, 30, 0, 0, time.UTC)
	stretch := when.Stretch{From: from, Until: from.Add(time.Hour / 2)}
	if got := inZones(stretch, []when.Zone{"Europe/London", "Nowhere"}); got != nil {
		t.Errorf("%q", got)
	}
	if got := inZones(stretch, []when.Zone{"Europe/London"}); len(got) != 1 || got[0] != "Mon 6 Apr, 23:30–24:00" {
		t.Errorf("%q", got)
	}
}
