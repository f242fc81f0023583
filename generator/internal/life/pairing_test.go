package life

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"pairbook/generator/internal/record"
	"pairbook/generator/test/mini"
)

// otter is where the pairing of the small programme lies.
const otter = "program/cohorts/spring/pairings/otter/"

// small is a programme of one cohort with the pairing otter, of ann, a mentor, and ben;
// more are files below program/, in place of others or beside them.
func small(pairing string, more map[string]string) fstest.MapFS {
	files := fstest.MapFS{record.SitePath: mini.File("%s", mini.Defaults), otter + "pairing.yaml": mini.File("%s", pairing)}
	for path, text := range map[string]string{
		"programs/career.yaml": "name: Career\nformat: formal\n",
		"people/ann.yaml":      "name: Ann\n", "people/ben.yaml": "name: Ben\n", "people/cai.yaml": "name: Cai\n", "people/dot.yaml": "name: Dot\n",
		"cohorts/spring/cohort.yaml": "program: career\nname: Spring\nstarts: 2026-03-02\nends: 2026-06-01\nstate: running\n",
	} {
		files["program/"+path] = mini.File("%s", text)
	}
	for path, text := range more {
		files["program/"+path] = mini.File("%s", text)
	}
	return files
}

// TestStepsOfAPairing takes each step on 1 April, and compares the record, or what is
// said against it.
func TestStepsOfAPairing(t *testing.T) {
	const two = "mentors: [ann]\nmentees: [ben]\n"
	const active = two + "state: active\nstarted: 2026-03-02\n"
	const paused = two + "state: paused\nstarted: 2026-03-02\n"
	for _, c := range []struct {
		verb, pairing string
		with          Details
		want          string // of the record, or against it
	}{
		{"accept", two + "state: proposed\n", Details{By: "ann"}, two + "state: proposed\naccepted: [{person: ann, on: 2026-04-01}]\n"},
		{"accept", two + "state: proposed\naccepted: [{person: ann, on: 2026-03-01}]\n", Details{By: "ann"}, "ann has accepted already"},
		{"accept", two + "state: proposed\n", Details{By: "bem"}, `--by "bem" is no member; write one of ann, ben; did you mean "ben"?`},
		{"accept", active, Details{By: "ann"}, "the state is active, and to accept a pairing it has to be proposed; now you can pause, end, replace"},
		{"accept", two + "state: completed\nstarted: 2026-03-02\nended: 2026-03-20\n", Details{By: "ann"}, "the state is completed, and to accept a pairing it has to be proposed; spring/otter is over, and a new one is made with pairbook new pairing"},
		{"decline", two + "state: proposed\n", Details{By: "mentee"}, two + "state: declined\ndeclined: {by: mentee, on: 2026-04-01}\n"},
		{"decline", two + "state: proposed\n", Details{By: "coordinator"}, two + "state: declined\ndeclined: {by: coordinator, on: 2026-04-01}\n"},
		{"decline", two + "state: proposed\n", Details{By: "peer"}, `--by "peer" is no side of this pairing; write who declined: mentor, mentee or coordinator`},
		{"decline", "peers: [ann, ben]\nstate: proposed\n", Details{By: "mentor"}, `--by "mentor" is no side of this pairing; write who declined: peer or coordinator`},
		{"decline", "mentors: [ann]\nstate: open\n", Details{By: "mentee"}, `--by "mentee" is no side of this pairing; write who declined: mentor or coordinator`},
		{"start", two + "state: proposed\n", Details{}, two + "state: active\nstarted: 2026-04-01\n"},
		{"start", two + "state: proposed\n", Details{With: "cai"}, "--with is for a pairing that looks for somebody, and this one has found them; pairbook pairing replace changes a member"},
		{"start", "mentors: [ann]\nstate: open\n", Details{With: "cai"}, "mentors: [ann]\nmentees: [cai]\nstate: active\nstarted: 2026-04-01\n"},
		{"start", "mentors: [ann]\nstate: open\n", Details{}, "it still looks for somebody; give who was found with --with PERSON"},
		{"pause", active, Details{}, two + "state: paused\nstarted: 2026-03-02\npauses: [{from: 2026-04-01}]\n"},
		{"pause", active, Details{Until: mini.Day}, two + "state: paused\nstarted: 2026-03-02\npauses: [{from: 2026-04-01, until: 2026-04-01}]\n"},
		{"pause", active, Details{Until: mini.Day.Add(-1)}, "--until 2026-03-31 is before the break begins, 2026-04-01"},
		{"resume", paused + "pauses: [{from: 2026-03-20}]\n", Details{}, active + "pauses: [{from: 2026-03-20, until: 2026-03-31}]\n"},
		{"resume", paused + "pauses: [{from: 2026-03-20, until: 2026-04-01}]\n", Details{}, active + "pauses: [{from: 2026-03-20, until: 2026-03-31}]\n"},
		{"resume", paused + "pauses: [{from: 2026-03-20, until: 2026-03-30}]\n", Details{}, active + "pauses: [{from: 2026-03-20, until: 2026-03-30}]\n"},
		{"resume", paused + "pauses: [{from: 2026-03-10, until: 2026-03-12}, {from: 2026-04-01}]\n", Details{}, active + "pauses: [{from: 2026-03-10, until: 2026-03-12}]\n"},
		{"resume", paused, Details{}, active},
		{"end", active, Details{}, two + "state: completed\nstarted: 2026-03-02\nended: 2026-04-01\n"},
		{"end", active, Details{Reason: record.MovedOn, Outcome: "partly"}, two + "state: ended\nstarted: 2026-03-02\nended: 2026-04-01\nreason: moved-on\noutcome: partly\n"},
		{"end", active + "outcome: partly\n", Details{}, two + "state: completed\nstarted: 2026-03-02\nended: 2026-04-01\noutcome: partly\n"},
		{"end", two + "state: active\nstarted: 2026-04-01\n", Details{}, two + "state: completed\nstarted: 2026-04-01\nended: 2026-04-01\n"},
		{"end", two + "state: active\nstarted: 2026-04-02\n", Details{}, "2026-04-01 is before the first day, 2026-04-02; give the last day with --on"},
		{"end", paused + "pauses: [{from: 2026-03-10, until: 2026-03-12}, {from: 2026-03-20}]\n", Details{}, two + "state: completed\nstarted: 2026-03-02\npauses: [{from: 2026-03-10, until: 2026-03-12}, {from: 2026-03-20, until: 2026-04-01}]\nended: 2026-04-01\n"},
		{"end", paused + "pauses: [{from: 2026-04-01, until: 2026-04-02}]\n", Details{}, two + "state: completed\nstarted: 2026-03-02\npauses: [{from: 2026-04-01, until: 2026-04-01}]\nended: 2026-04-01\n"},
	} {
		got := strings.TrimPrefix(taken(t, c.verb, small(c.pairing, nil), c.with), otter+"pairing.yaml: ")
		if want := pairing(t, c.want); got != want {
			t.Errorf("%s of\n%s\ngot\n%s\nwant\n%s", c.verb, c.pairing, got, want)
		}
	}
}

// taken takes a step of otter, and returns its record, or what is said against it.
func taken(t *testing.T, verb string, files fstest.MapFS, with Details) string {
	t.Helper()
	d := NewDraft(load(t, files), files, mini.Day)
	c := d.Repo.Cohorts.Get("spring")
	step := Steps[slices.IndexFunc(Steps, func(s Step) bool { return s.Verb == verb })]
	if err := d.Pairing(step, c, c.Pairings.Get("otter"), with); err != nil {
		return err.Error()
	}
	return plain(t, after(files, d.Changes()))
}

// plain is the record of otter however it is written, without the files around it.
func plain(t *testing.T, files fstest.MapFS) string {
	t.Helper()
	text, err := record.Marshal(load(t, files).Cohorts.Get("spring").Pairings.Get("otter"))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// pairing is what a record says however it is written; other words stay as they are.
func pairing(t *testing.T, words string) string {
	t.Helper()
	if !strings.HasPrefix(words, "mentors: ") && !strings.HasPrefix(words, "peers: ") {
		return words
	}
	return plain(t, small(words, nil))
}

// Meetings lie between the first day and the last.
func TestAPairingLastsAsLongAsItsMeetings(t *testing.T) {
	met := func(day string) map[string]string {
		return map[string]string{"cohorts/spring/pairings/otter/sessions/" + day + ".md": "---\ndate: " + day + "\n---\n"}
	}
	const proposed, active = "mentors: [ann]\nmentees: [ben]\nstate: proposed\n", "mentors: [ann]\nmentees: [ben]\nstate: active\nstarted: 2026-03-02\n"
	for _, c := range []struct{ verb, pairing, met, want string }{
		{"start", proposed, "2026-04-01", ""},
		{"start", proposed, "2026-03-31", "a meeting of 2026-03-31 is logged, before the first day, 2026-04-01; give --on that day or an earlier one"},
		{"end", active, "2026-04-01", ""},
		{"end", active, "2026-04-02", "a meeting of 2026-04-02 is logged, after the last day, 2026-04-01; give --on that day or a later one, or correct the log"},
	} {
		got := taken(t, c.verb, small(c.pairing, met(c.met)), Details{})
		if refused := strings.HasPrefix(got, otter); refused != (c.want != "") || refused && !strings.HasSuffix(got, c.want) {
			t.Errorf("%s, with a meeting on %s: got %s, want %s", c.verb, c.met, got, c.want)
		}
	}
}

func TestSomebodyElseTakesAPlace(t *testing.T) {
	const active = "state: active\nstarted: 2026-03-02\n"
	for _, c := range []struct {
		pairing string
		with    Details
		want    string
	}{
		{"mentors: [ann]\nmentees: [ben]\nstate: proposed\naccepted: [{person: ann, on: 2026-03-01}]\nmatch: {score: 80, because: [words]}\n", Details{Person: "ben", With: "cai"}, "mentors: [ann]\nmentees: [cai]\nstate: proposed\n"},
		{"mentors: [ann]\nmentees: [ben, dot]\n" + active + "match: {score: 80, because: [words]}\n", Details{Person: "ben", With: "cai"},
			"mentors: [ann]\nmentees: [{person: ben, until: 2026-03-31}, {person: cai, from: 2026-04-01}, dot]\n" + active + "match: {score: 80, because: [words]}\n"},
		{"peers: [ann, ben]\n" + active, Details{Person: "ben", With: "cai"}, "peers: [ann, {person: ben, until: 2026-03-31}, {person: cai, from: 2026-04-01}]\n" + active},
		{"mentors: [ann]\nmentees: [ben]\nstate: active\nstarted: 2026-04-01\n", Details{Person: "ann", With: "cai"}, "mentors: [cai]\nmentees: [ben]\nstate: active\nstarted: 2026-04-01\n"},
		{"mentors: [ann, {person: dot, from: 2026-04-01}]\nmentees: [ben]\n" + active, Details{Person: "dot", With: "cai"}, "mentors: [ann, {person: cai, from: 2026-04-01}]\nmentees: [ben]\n" + active},
		{"mentors: [ann]\nmentees: [ben]\n" + active, Details{Person: "ben", With: "ann"}, "--with ann is a member already"},
		{"mentors: [ann, {person: dot, until: 2026-03-31}]\nmentees: [ben]\n" + active, Details{Person: "dot", With: "cai"}, `--person "dot" is no member on 2026-04-01; write one of ann, ben`},
		{"mentors: [ann]\nmentees: [ben]\n" + active, Details{Person: "bem", With: "cai"}, `--person "bem" is no member on 2026-04-01; write one of ann, ben; did you mean "ben"?`},
	} {
		got := strings.TrimPrefix(taken(t, "replace", small(c.pairing, nil), c.with), otter+"pairing.yaml: ")
		if want := pairing(t, c.want); got != want {
			t.Errorf("of\n%s\ngot\n%s\nwant\n%s", c.pairing, got, want)
		}
	}
}

// TestWhatAStepSays compares what is said of a step, and what is to be done next.
func TestWhatAStepSays(t *testing.T) {
	const two = "mentors: [ann]\nmentees: [ben]\n"
	open := "program: career\nname: Spring\nstarts: 2026-03-02\nends: 2026-06-01\nstate: open\n"
	hint := "no other pair is proposed; when nobody else is to join, write state: running in program/cohorts/spring/cohort.yaml"
	introduce := "introduce them; pairbook messages spring --kind matched has the letters"
	for _, c := range []struct {
		name, verb, pairing, cohort, heron string
		with                               Details
		said                               string
		next                               []string
	}{
		{"the first yes", "accept", two + "state: proposed\n", "", "", Details{By: "ann"}, "spring/otter is accepted by ann on 1 Apr 2026.", []string{"when all have said yes: pairbook pairing start spring/otter"}},
		{"the last yes", "accept", two + "state: proposed\naccepted: [{person: ben, on: 2026-03-30}]\n", "", "", Details{By: "ann"}, "spring/otter is accepted by ann on 1 Apr 2026.", []string{"all have said yes: pairbook pairing start spring/otter"}},
		{"a start", "start", two + "state: proposed\n", "", "", Details{}, "spring/otter is under way from 1 Apr 2026 on.", []string{introduce}},
		{"the last start", "start", two + "state: proposed\n", open, "", Details{}, "spring/otter is under way from 1 Apr 2026 on.", []string{introduce, hint}},
		{"the last but one", "start", two + "state: proposed\n", open, "mentors: [cai]\nmentees: [dot]\nstate: proposed\n", Details{}, "spring/otter is under way from 1 Apr 2026 on.", []string{introduce}},
		{"a last one beside another", "start", two + "state: proposed\n", open, "mentors: [cai]\nmentees: [dot]\nstate: active\nstarted: 2026-03-10\n", Details{}, "spring/otter is under way from 1 Apr 2026 on.", []string{introduce, hint}},
		{"a return", "resume", two + "state: paused\nstarted: 2026-03-02\npauses: [{from: 2026-03-20}]\n", open, "", Details{}, "spring/otter is under way again from 1 Apr 2026 on.", nil},
		{"another", "replace", two + "state: active\nstarted: 2026-03-02\n", "", "", Details{Person: "ben", With: "cai"}, "spring/otter is with cai from 1 Apr 2026 on.", []string{"introduce them"}},
	} {
		more := map[string]string{}
		if c.cohort != "" {
			more["cohorts/spring/cohort.yaml"] = c.cohort
		}
		if c.heron != "" {
			more["cohorts/spring/pairings/heron/pairing.yaml"] = c.heron
		}
		files := small(c.pairing, more)
		d := NewDraft(load(t, files), files, mini.Day)
		of := d.Repo.Cohorts.Get("spring")
		step := Steps[slices.IndexFunc(Steps, func(s Step) bool { return s.Verb == c.verb })]
		if err := d.Pairing(step, of, of.Pairings.Get("otter"), c.with); err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
		if diff := cmp.Diff([]string{c.said}, d.Said) + cmp.Diff(c.next, d.Next); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

// A record with a mistake is not changed.
func TestAStepLeavesABrokenRecordAlone(t *testing.T) {
	got := taken(t, "end", small("mentors: [ann]\nmentees: [ben]\nstate: active\nstarted: 2026-03-02\ncadence: soon\n", nil), Details{})
	if want := otter + "pairing.yaml has a mistake, and it is not changed before that is mended; pairbook check says where"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
