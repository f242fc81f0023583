package inbox

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"pairbook/generator/internal/record"
	"pairbook/generator/test/mini"
)

// received is an inbox of a programme in which ada has two pairings of a cohort and one
// of another, bo is in one that has ended, and cy in one that goes on.
func received(t *testing.T) *Inbox {
	t.Helper()
	files := fstest.MapFS{record.SitePath: mini.File("%s", mini.Defaults)}
	for path, text := range map[string]string{
		"programs/mentoring.yaml": "name: Mentoring\nformat: formal\n",
		"people/ada.yaml":         "name: Ada\n", "people/bo.yaml": "name: Bo\n", "people/cy.yaml": "name: Cy\n", "people/dee.yaml": "name: Dee\n",
		"cohorts/2026-spring/cohort.yaml":                             "program: mentoring\nname: Spring\nstarts: 2026-02-02\nends: 2026-07-31\nstate: open\n",
		"cohorts/2026-spring/pairings/otter/pairing.yaml":             "mentors: [ada]\nmentees: [bo]\nstate: completed\nstarted: 2026-02-03\nended: 2026-04-30\n",
		"cohorts/2026-spring/pairings/heron/pairing.yaml":             "mentors: [ada]\nmentees: [cy]\nstate: active\nstarted: 2026-05-04\n",
		"cohorts/2026-spring/pairings/stork/pairing.yaml":             "mentors: [cy]\nmentees: [bo]\nstate: proposed\n",
		"cohorts/2026-autumn/cohort.yaml":                             "program: mentoring\nname: Autumn\nstarts: 2026-03-02\nends: 2026-12-31\nstate: running\n",
		"cohorts/2026-autumn/pairings/finch/pairing.yaml":             "mentors: [ada]\nmentees: [dee]\nstate: active\nstarted: 2026-05-04\n",
		"cohorts/2026-spring/pairings/otter/sessions/2026-02-03.md":   "---\ndate: 2026-02-03\ntold_by: mail\n---\n\nWords.\n",
		"cohorts/2026-spring/pairings/otter/sessions/2026-02-03-2.md": "---\ndate: 2026-02-03\n---\n",
		"cohorts/2026-spring/enrolments/bo.yaml":                      "mentee: {}\n",
		"cohorts/2026-autumn/pairings/finch/sessions/2026-05-10.md":   "---\ndate: 2026-05-10\ntold_by: mail\n---\n",
	} {
		files["program/"+path] = mini.File("%s", text)
	}
	senders := map[string]record.PersonID{"ada@example.org": "ada", "bo@example.org": "bo", "cy@example.org": "cy", "dee@example.org": "dee"}
	return &Inbox{Repo: mini.Load(t, files), Senders: senders}
}

// A log says of which pairing it is, or its file's name does, or whoever sends it has
// one pairing alone on that day.
func TestALogIsPlacedInItsPairing(t *testing.T) {
	const spring, autumn = "program/cohorts/2026-spring/pairings/", "program/cohorts/2026-autumn/pairings/"
	for _, c := range []struct{ name, from, text, standard, want string }{
		{"", "", "pairing: 2026-spring/heron\ndate: 2026-05-11", "", spring + "heron/sessions/2026-05-11.md"},
		{"", "dee@example.org", "pairing: 2026-spring/heron\ndate: 2026-05-11", "2026-spring/otter", spring + "heron/sessions/2026-05-11.md"},
		{"2026-spring.heron.2026-05-11.md", "", "date: 2026-05-11", "", spring + "heron/sessions/2026-05-11.md"},
		{"2026-spring.heron.2026-05-11-2.md", "", "date: 2026-05-11", "", spring + "heron/sessions/2026-05-11-2.md"},
		{"2026-spring.heron.2026-05-11-12.md", "", "pairing: 2026-autumn/finch\ndate: 2026-05-11", "", autumn + "finch/sessions/2026-05-11-12.md"},
		{"2026-05-11-3.md", "dee@example.org", "date: 2026-05-11", "", autumn + "finch/sessions/2026-05-11-3.md"},
		{"2026-05-11-1.md", "dee@example.org", "date: 2026-05-11", "", autumn + "finch/sessions/2026-05-11.md"},
		{"", "dee@example.org", "date: 2026-05-11", "2026-spring/heron", autumn + "finch/sessions/2026-05-11.md"},
		{"", "dee@example.org", "date: 2026-05-04", "", autumn + "finch/sessions/2026-05-04.md"}, // the first day of it
		{"", "bo@example.org", "date: 2026-04-30", "", spring + "otter/sessions/2026-04-30.md"},  // the last
		{"", "cy@example.org", "date: 2026-05-11", "", spring + "heron/sessions/2026-05-11.md"},  // what was only proposed is none
		{"", "ada@example.org", "pairing: 2026-spring/pairing-1\ndate: 2026-05-11", "", spring + "heron/sessions/2026-05-11.md"},
		{"", "ada@example.org", "pairing: 2026-autumn/pairing-1\ndate: 2026-05-11", "", autumn + "finch/sessions/2026-05-11.md"},
		{"", "dee@example.org", "pairing: spring/pairing-1\ndate: 2026-05-11", "", autumn + "finch/sessions/2026-05-11.md"},
		{"", "ada@example.org", "date: 2026-05-11", "2026-spring/heron", spring + "heron/sessions/2026-05-11.md"},
		{"", "", "pairing: spring/pairing-1\ndate: 2026-05-11", "2026-spring/heron", spring + "heron/sessions/2026-05-11.md"},
		{"", "ada@example.org", "date: 2026-05-11", "", "it does not say of which pairing it is; --pairing COHORT/PAIRING does"},
		{"", "bo@example.org", "date: 2026-05-01", "", "it does not say of which pairing it is; --pairing COHORT/PAIRING does"},
		{"", "dee@example.org", "date: 2026-05-03", "", "it does not say of which pairing it is; --pairing COHORT/PAIRING does"},
		{"", "", "date: 2026-05-11", "", "it does not say of which pairing it is; --pairing COHORT/PAIRING does"},
		{"", "", "date: 2026-05-11", "2026-spring/herons", `there is no pairing "2026-spring/herons" (--pairing COHORT/PAIRING says which it is); did you mean "heron"?`},
		{"", "", "pairing: 2026-sprung/heron\ndate: 2026-05-11", "", `there is no pairing "2026-sprung/heron" (--pairing COHORT/PAIRING says which it is); did you mean "2026-spring"?`},
	} {
		in := received(t)
		in.Default = c.standard
		p, err := in.Place(Log{Name: c.name, From: c.from, Text: "---\n" + c.text + "\n---\n"})
		got := ""
		if err != nil {
			got = err.Error()
		} else {
			got = p.Path
		}
		if got != c.want {
			t.Errorf("%q from %q, %q:\ngot  %s\nwant %s", c.text, c.from, c.name, got, c.want)
		}
	}
}

// A log in the records says that a mail told it, and nothing of where it belongs.
func TestAPlacedLogSaysThatItCameByMail(t *testing.T) {
	log := Log{Name: "a.md", From: "cy@example.org", Text: "---\npairing: 2026-spring/heron # ours\ndate: \"2026-05-11\" # a Monday\ntold_by: me\nactions:\n  - what: read\n- x\n# a word\n\n---\n\nWords.\n\n"}
	p, err := received(t).Place(log)
	if err != nil {
		t.Fatal(err)
	}
	want := &Placed{Log: log, Path: "program/cohorts/2026-spring/pairings/heron/sessions/2026-05-11.md", Data: []byte("---\ndate: \"2026-05-11\" # a Monday\nactions:\n  - what: read\n- x\n# a word\n\ntold_by: mail\n---\n\nWords.\n")}
	if diff := cmp.Diff(want, p); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestALogThatWasReceivedBeforeIsTheSame(t *testing.T) {
	in := received(t)
	for _, c := range []struct {
		text, want string
		same       bool
	}{
		{"---\ndate: 2026-02-03\n---\n\nWords.\n", "", true},
		{"---\ndate: 2026-02-04\n---\n\nWords.\n", "", false},
		{"---\ndate: 2026-02-03\n---\n\nOther words.\n", "that day has a log already, program/cohorts/2026-spring/pairings/otter/sessions/2026-02-03.md: it is one meeting, told by two; if they met twice, save it as 2026-spring.otter.2026-02-03-2.md", false},
	} {
		p, err := in.Place(Log{From: "bo@example.org", Text: c.text})
		if err != nil && err.Error() != c.want || err == nil && (c.want != "" || p.Same != c.same) {
			t.Errorf("%q: %+v, %v", c.text, p, err)
		}
	}
}

func TestALogThatIsNotPlaced(t *testing.T) {
	for text, want := range map[string]string{
		"---\ndate: 2026-05-11\n":                               "its front matter has no end: write a line --- after the fields",
		"---\ndate: 2026-05-11\nconfirmed: 2026-05-12\n---\n":   "it says confirmed, and a mail confirms nothing: take that line out, and whoever confirms the meeting adds it in the repository",
		"---\ndate: 2026-05-11\n\"confirmed\": 2026-05-12\n---": `"\"confirmed\": 2026-05-12" does not begin with the name of a field; write it as date: 2026-11-12`,
		"---\ndate: 2026-05-11\nConfirmed: yes\n---\n":          `"Confirmed: yes" does not begin with the name of a field; write it as date: 2026-11-12`,
		"---\npairing: 2026-spring/heron\n---\n":                "date: ",
		"---\ndate: 2026-02-30\n---\n":                          "date: ",
	} {
		p, err := received(t).Place(Log{From: "cy@example.org", Text: text})
		if err == nil || !strings.HasPrefix(err.Error(), want) || strings.HasPrefix(want, "date") && !strings.HasSuffix(err.Error(), "; write it as 2026-11-12") {
			t.Errorf("%q: got %+v, %v, want %s", text, p, err, want)
		}
	}
}

// Who joins says who they are, or what they would like to do in a cohort that is open;
// what is there stays as it is.
func TestWhoJoinsByMail(t *testing.T) {
	const person, enrolment = "program/people/eve.yaml", "program/cohorts/2026-spring/enrolments/eve.yaml"
	for _, c := range []struct{ text, path, data, rest, refused string }{
		{"person: eve\nname: Eve\npublish: false\n---\nHello.\n", person, "name: Eve\npublish: false\n", "Hello.", ""},
		{"cohort: 2026-spring\nperson: eve\nmentee:\n  goals: [to learn]\n---\n", enrolment, "mentee:\n  goals: [to learn]\n", "", ""},
		{"person: eve\npairing: 2026-spring/heron\n---\n", "", "", "", "pairing is nothing that somebody who joins says by mail: take that line out; a coordinator can add it to " + person},
		{"person: eve\nmanager: ada\n---\n", "", "", "", "manager is nothing that somebody who joins says by mail: take that line out; a coordinator can add it to " + person},
		{"person: eve\ncohort: 2026-spring\nname: Eve\n---\n", "", "", "", "name is nothing that somebody who joins says by mail: take that line out; a coordinator can add it to " + enrolment},
		{"person: eve\ncohort: 2026-autumn\npeer: {}\n---\n", "", "", "", `cohort: "2026-autumn" cannot be joined`},
		{"person: eve\ncohort: 2026-sprin\npeer: {}\n---\n", "", "", "", `cohort: "2026-sprin" cannot be joined; did you mean "2026-spring"?`},
		{"person: ../eve\nname: Eve\n---\n", "", "", "", `person: "../eve" is no id; ` + record.IDAllowed},
		{"person: bo\nname: Bob\n---\n", "", "", "", "program/people/bo.yaml is there already: what is to change is changed there"},
		{"person: bo\nname: Bo\n---\n", "program/people/bo.yaml", "name: Bo\n", "", ""},
		{"person: bo\ncohort: 2026-spring\nmentor: {}\n---\n", "", "", "", "program/cohorts/2026-spring/enrolments/bo.yaml is there already: what is to change is changed there"},
		{"person: bo\ncohort: 2026-spring\nmentee: {}\n---\n", "program/cohorts/2026-spring/enrolments/bo.yaml", "mentee: {}\n", "", ""},
	} {
		log := Log{Text: "---\n" + c.text}
		p, err := received(t).Place(log)
		if c.refused != "" {
			if err == nil || err.Error() != c.refused {
				t.Errorf("%q: got %v, want %s", c.text, err, c.refused)
			}
			continue
		}
		want := &Placed{Log: log, Path: c.path, Data: []byte(c.data), Rest: c.rest, Same: strings.HasPrefix(c.text, "person: bo")}
		if diff := cmp.Diff(want, p); diff != "" || err != nil {
			t.Errorf("%q: %v (-want +got):\n%s", c.text, err, diff)
		}
	}
}
