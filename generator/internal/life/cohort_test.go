package life

import (
	"slices"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
	"pairbook/generator/test/mini"
)

// stepped takes a step of the cohort spring on a day, and returns the draft and the files
// after it.
func stepped(t *testing.T, files fstest.MapFS, day when.Date, step func(*Draft, *record.Cohort) error) (*Draft, fstest.MapFS) {
	t.Helper()
	d := NewDraft(load(t, files), files, day)
	if err := step(d, d.Repo.Cohorts.Get("spring")); err != nil {
		t.Fatal(err)
	}
	return d, after(files, d.Changes())
}

// Who says so takes part again, as a mentor where they say that, and so does who waits.
func TestWhoTakesPartAgain(t *testing.T) {
	mentee, mentor := &record.AsMentee{Mentors: 1}, &record.AsMentor{Capacity: 3}
	day := when.Day(2026, 3, 2)
	for name, c := range map[string]struct{ was, want *record.Enrolment }{
		"yes":                     {&record.Enrolment{Mentee: mentee, Again: "yes"}, &record.Enrolment{Mentee: mentee}},
		"no":                      {&record.Enrolment{Mentee: mentee, Again: "no"}, nil},
		"nothing said":            {&record.Enrolment{Mentee: mentee, Status: record.Accepted}, nil},
		"still waiting":           {&record.Enrolment{Mentee: mentee, Status: record.Waiting}, &record.Enrolment{Mentee: mentee, Status: record.Waiting}},
		"waiting no longer":       {&record.Enrolment{Mentee: mentee, Status: record.Waiting, Again: "no"}, nil},
		"a mentee, now a mentor":  {&record.Enrolment{Mentee: mentee, Peer: &record.AsPeer{}, Again: "mentor"}, &record.Enrolment{Mentor: &record.AsMentor{Capacity: 1}}},
		"both, now only a mentor": {&record.Enrolment{Mentee: mentee, Mentor: mentor, Peer: &record.AsPeer{}, Again: "mentor"}, &record.Enrolment{Mentor: mentor}},
		"left":                    {&record.Enrolment{Mentee: mentee, Again: "yes", Left: day}, nil},
		"withdrawn":               {&record.Enrolment{Mentee: mentee, Again: "yes", Status: record.Withdrawn}, nil},
		"left, and waiting":       {&record.Enrolment{Mentee: mentee, Status: record.Waiting, Left: day}, &record.Enrolment{Mentee: mentee, Status: record.Waiting}},
	} {
		if diff := cmp.Diff(c.want, again(c.was), cmpopts.IgnoreTypes(record.Source{})); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func TestACohortLikeAnother(t *testing.T) {
	files := small("mentors: [ann]\nmentees: [ben]\nstate: active\nstarted: 2026-03-02\n", map[string]string{
		"cohorts/spring/cohort.yaml":         "program: career\nname: Spring\nstarts: 2026-03-02\nends: 2026-06-01\nstate: closed\ncoordinators: [dot]\ncadence: 2w\n",
		"cohorts/spring/enrolments/ann.yaml": "mentor: {}\nagain: \"yes\"\n",
		"cohorts/spring/enrolments/ben.yaml": "mentee: {}\nagain: mentor\n",
		"cohorts/spring/enrolments/cai.yaml": "mentee: {}\nagain: \"yes\"\n",
		"people/cai.yaml":                    "name: Cai\nleft: 2026-06-02\n",
		"cohorts/spring/enrolments/dot.yaml": "mentee: {}\nagain: \"no\"\n",
	})
	const folder = "program/cohorts/autumn/"
	for _, c := range []struct {
		day, starts, ends when.Date
		name, want, said  string
		cai               bool
	}{
		{mini.Day, 0, 0, "", "name: autumn\nstarts: 2026-06-02\nends: 2026-09-01\n", "autumn is open, from 2 Jun 2026 to 1 Sep 2026, with the programme, the coordinators and the rules of spring.", false},
		{when.Day(2026, 7, 1), 0, 0, "", "name: autumn\nstarts: 2026-07-01\nends: 2026-09-30\n", "autumn is open, from 1 Jul 2026 to 30 Sep 2026, with the programme, the coordinators and the rules of spring.", false},
		{mini.Day, when.Day(2026, 6, 1), when.Day(2026, 12, 1), "Next", "name: Next\nstarts: 2026-06-01\nends: 2026-12-01\n", "autumn is open, from 1 Jun 2026 to 1 Dec 2026, with the programme, the coordinators and the rules of spring.", true},
	} {
		d, now := stepped(t, files, c.day, func(d *Draft, from *record.Cohort) error {
			return d.NewCohort("autumn", from, c.name, c.starts, c.ends)
		})
		if want, got := "program: career\n"+c.want+"state: open\ncoordinators: [dot]\ncadence: 2w\n", string(now[folder+"cohort.yaml"].Data); got != want {
			t.Errorf("got\n%s\nwant\n%s", got, want)
		}
		enrolled := []string{}
		for _, id := range load(t, now).Cohorts.Get("autumn").Enrolments.IDs() {
			enrolled = append(enrolled, string(id)+": "+string(now[folder+"enrolments/"+string(id)+".yaml"].Data))
		}
		want, said := []string{"ann: mentor: {}\n", "ben: mentor: {}\n"}, "2 people who would take part again, or still waited, are enrolled."
		if c.cai {
			want, said = append(want, "cai: mentee: {}\n"), "3 people who would take part again, or still waited, are enrolled."
		}
		if diff := cmp.Diff(want, enrolled) + cmp.Diff([]string{c.said, said}, d.Said); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
		if want := []string{"read each enrolment as if it were yours, then invite others: pairbook new enrolment autumn/PERSON, or import signups"}; !slices.Equal(d.Next, want) {
			t.Errorf("next: %q", d.Next)
		}
	}
	d := NewDraft(load(t, files), files, mini.Day)
	if err := d.NewCohort("spring", d.Repo.Cohorts.Get("spring"), "", 0, 0); err == nil || err.Error() != "program/cohorts/spring/cohort.yaml is there already; choose another id" {
		t.Errorf("%v", err)
	}
}

func TestACohortOpensUntilItsLastDay(t *testing.T) {
	for _, c := range []struct{ state, ends, want string }{
		{"running", "2026-04-01", ""},
		{"closed", "2026-06-01", ""},
		{"open", "2026-06-01", "it is open already"},
		{"closed", "2026-03-31", "it ended on 2026-03-31; let it end later in the record, or start the next one: pairbook cohort new ID --from spring"},
	} {
		cohort := "program: career\nname: Spring\nstarts: 2026-03-02\nends: " + c.ends + "\nstate: "
		files := small("mentors: [ann]\nstate: open\n", map[string]string{"cohorts/spring/cohort.yaml": cohort + c.state + "\n"})
		d := NewDraft(load(t, files), files, mini.Day)
		err := d.OpenCohort(d.Repo.Cohorts.Get("spring"))
		if c.want != "" {
			if want := "program/cohorts/spring/cohort.yaml: " + c.want; err == nil || err.Error() != want {
				t.Errorf("got %v, want %s", err, want)
			}
			continue
		}
		if got, want := string(after(files, d.Changes())["program/cohorts/spring/cohort.yaml"].Data), cohort+"open\n"; err != nil || got != want {
			t.Errorf("got %v\n%s\nwant\n%s", err, got, want)
		}
		if want := []string{"spring is open; it was " + c.state + ". Its pairings are as they were."}; cmp.Diff(want, d.Said) != "" || len(d.Next) != 1 {
			t.Errorf("got %q and %q, want %q", d.Said, d.Next, want)
		}
	}
}

// TestWhatBecomesOfPairings closes a cohort on its last day and before it, with
// pairings that met and did not.
func TestWhatBecomesOfPairings(t *testing.T) {
	const two = "mentors: [ann]\nmentees: [ben]\n"
	const active = two + "state: active\nstarted: 2026-03-02\n"
	early, last := mini.Day, when.Day(2026, 6, 1)
	for _, c := range []struct {
		name, pairing, met string
		day                when.Date
		want, said         string
	}{
		{"met", active, "2026-03-10", last, two + "state: completed\nstarted: 2026-03-02\nended: 2026-06-01\n", "has completed, on 1 Jun 2026"},
		{"never met", active, "", last, two + "state: ended\nstarted: 2026-03-02\nended: 2026-06-01\nreason: time\n", "ended on 1 Jun 2026, reason: time"},
		{"met, and closed early", active, "2026-03-10", early, two + "state: ended\nstarted: 2026-03-02\nended: 2026-04-01\nreason: time\n", "ended on 1 Apr 2026, reason: time"},
		{"a flash that met, and closed early", "structure: flash\n" + active, "2026-03-10", early, two + "structure: flash\nstate: completed\nstarted: 2026-03-02\nended: 2026-03-10\n", "has completed, on 10 Mar 2026"},
		{"a flash that never met", "structure: flash\n" + active, "", last, two + "structure: flash\nstate: ended\nstarted: 2026-03-02\nended: 2026-06-01\nreason: time\n", "ended on 1 Jun 2026, reason: time"},
		{"on a break", two + "state: paused\nstarted: 2026-03-02\npauses: [{from: 2026-03-20}]\n", "2026-03-10", last, two + "state: completed\nstarted: 2026-03-02\nended: 2026-06-01\npauses: [{from: 2026-03-20, until: 2026-06-01}]\n", "has completed, on 1 Jun 2026"},
		{"proposed", two + "state: proposed\n", "", last, two + "state: declined\ndeclined: {by: coordinator, on: 2026-06-01}\n", "never began, and is declined by the coordinator"},
		{"open", "mentors: [ann]\nstate: open\n", "", early, "mentors: [ann]\nstate: declined\ndeclined: {by: coordinator, on: 2026-04-01}\n", "never began, and is declined by the coordinator"},
		{"over", two + "state: completed\nstarted: 2026-03-02\nended: 2026-03-20\n", "2026-03-10", last, two + "state: completed\nstarted: 2026-03-02\nended: 2026-03-20\n", ""},
		{"met after the last day", active, "2026-06-05", when.Day(2026, 6, 8), two + "state: completed\nstarted: 2026-03-02\nended: 2026-06-05\n", "has completed, on 5 Jun 2026"},
	} {
		more := map[string]string{}
		if c.met != "" {
			more["cohorts/spring/pairings/otter/sessions/"+c.met+".md"] = "---\ndate: " + c.met + "\n---\n"
		}
		d, now := stepped(t, small(c.pairing, more), c.day, func(d *Draft, of *record.Cohort) error { return d.CloseCohort(of, record.NoTime) })
		if got, want := plain(t, now), pairing(t, c.want); got != want {
			t.Errorf("%s: got\n%s\nwant\n%s", c.name, got, want)
		}
		want := []string{"spring is closed. It ended on 1 Jun 2026."}
		if c.day == early {
			want[0] = "spring is closed, and ends on 1 Apr 2026 instead of 1 Jun 2026."
		}
		if c.said != "" {
			want = append(want, "spring/otter "+c.said+".")
		}
		if diff := cmp.Diff(want, d.Said); diff != "" || len(d.Next) != 2 {
			t.Errorf("%s: %q (-want +got):\n%s", c.name, d.Next, diff)
		}
	}
}

func TestACohortThatCannotBeClosed(t *testing.T) {
	for _, c := range []struct {
		state, want string
		day         when.Date
	}{
		{"closed", "it is closed already", mini.Day},
		{"running", "it starts on 2026-03-02, which is after 2026-03-01; give a later day with --on, or delete the cohort's folder", when.Day(2026, 3, 1)},
	} {
		files := small("mentors: [ann]\nstate: open\n", map[string]string{"cohorts/spring/cohort.yaml": "program: career\nname: Spring\nstarts: 2026-03-02\nends: 2026-06-01\nstate: " + c.state + "\n"})
		d := NewDraft(load(t, files), files, c.day)
		if err := d.CloseCohort(d.Repo.Cohorts.Get("spring"), record.NoTime); err == nil || err.Error() != "program/cohorts/spring/cohort.yaml: "+c.want {
			t.Errorf("got %v, want %s", err, c.want)
		}
	}
}

// TestWhatIsOpenWhenACohortCloses lists what nobody has finished.
func TestWhatIsOpenWhenACohortCloses(t *testing.T) {
	const sessions = "cohorts/spring/pairings/otter/sessions/"
	files := small("mentors: [ann]\nmentees: [ben]\nstate: active\nstarted: 2026-03-02\n", map[string]string{
		"programs/career.yaml": "name: Career\nformat: formal\nduration: 3mo\nobjectives:\n  - {id: soon, statement: Pairs meet soon., metric: time_to_first, target: 14}\n  - {id: stay, statement: People stay., target: 0.9, unit: share, better: higher}\n  - {id: grow, statement: People grow., target: 0.9, unit: share, better: higher}\n" +
			"surveys:\n  - id: closing\n    title: How was it?\n    for: mentee\n    at: close\n    questions:\n      - {id: useful, text: It was useful.}\n",
		"cohorts/spring/cohort.yaml":         "program: career\nname: Spring\nstarts: 2026-03-02\nends: 2026-06-01\nstate: running\nresults: [{objective: grow, value: 0.95, on: 2026-03-30, source: a survey}]\n",
		"cohorts/spring/enrolments/cai.yaml": "mentee: {}\nstatus: waiting\n", "cohorts/spring/enrolments/dot.yaml": "mentee: {}\n",
		sessions + "2026-03-03.md":                        "---\ndate: 2026-03-03\nactions: [{id: read, what: read}, {id: write, what: write}, {id: ask, what: ask}, {id: call, what: call}, {id: sing, what: sing}]\n---\n",
		sessions + "2026-03-10.md":                        "---\ndate: 2026-03-10\ndone: [write]\ndropped: [ask]\n---\n",
		"cohorts/spring/pairings/otter/actions/call.yaml": "done: 2026-03-12\n",
	})
	d, _ := stepped(t, files, when.Day(2026, 6, 1), func(d *Draft, c *record.Cohort) error { return d.CloseCohort(c, record.NoTime) })
	want := "Still open: 2 actions that nobody marked as done; 1 person who still waited for a place; a result for the objective stay; the answers to the survey closing."
	if got := d.Said[len(d.Said)-1]; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got := openActions(load(t, small("mentors: [ann]\nstate: open\n", nil)).Cohorts.Get("spring")); got != 0 {
		t.Errorf("%d actions of nobody are open", got)
	}
}
