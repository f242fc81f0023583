package life

import (
	"reflect"
	"testing"

	"github.com/google/go-cmp/cmp"

	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
	"pairbook/generator/test/mini"
)

// TestWhatBecomesOfAPairingThatIsLeft lets ann leave on 1 April, and compares the pairing
// and what is said of it.
func TestWhatBecomesOfAPairingThatIsLeft(t *testing.T) {
	const active, moved = "state: active\nstarted: 2026-03-02\n", "state: ended\nstarted: 2026-03-02\nended: 2026-04-01\nreason: moved-on\n"
	for _, c := range []struct{ name, was, want, said string }{
		{"the only mentor", "mentors: [ann]\nmentees: [ben]\n" + active, "mentors: [ann]\nmentees: [ben]\n" + moved, "spring/otter ends on that day, reason: moved-on."},
		{"one of two mentors", "mentors: [ann, cai]\nmentees: [ben]\n" + active, "mentors: [{person: ann, until: 2026-04-01}, cai]\nmentees: [ben]\n" + active, "spring/otter goes on with the others: cai, ben."},
		{"beside an adviser", "mentors: [ann, {person: cai, as: adviser}]\nmentees: [ben]\n" + active, "mentors: [ann, {person: cai, as: adviser}]\nmentees: [ben]\n" + moved, "spring/otter ends on that day, reason: moved-on."},
		{"the only mentee", "mentors: [cai]\nmentees: [ann]\n" + active, "mentors: [cai]\nmentees: [ann]\n" + moved, "spring/otter ends on that day, reason: moved-on."},
		{"one of two peers", "peers: [ann, ben]\n" + active, "peers: [ann, ben]\n" + moved, "spring/otter ends on that day, reason: moved-on."},
		{"one of three peers", "peers: [ben, cai, ann]\n" + active, "peers: [ben, cai, {person: ann, until: 2026-04-01}]\n" + active, "spring/otter goes on with the others: ben, cai."},
		{"one who was out already", "mentors: [{person: ann, until: 2026-04-01}, cai]\nmentees: [ben]\n" + active, "mentors: [{person: ann, until: 2026-04-01}, cai]\nmentees: [ben]\n" + active, ""},
		{"after the only other", "mentors: [ann, {person: cai, until: 2026-04-01}]\nmentees: [ben]\n" + active, "mentors: [ann, {person: cai, until: 2026-04-01}]\nmentees: [ben]\n" + moved, "spring/otter ends on that day, reason: moved-on."},
		{"nobody of it", "mentors: [cai]\nmentees: [ben]\n" + active, "mentors: [cai]\nmentees: [ben]\n" + active, ""},
		{"proposed", "mentors: [ann]\nmentees: [ben]\nstate: proposed\n", "mentors: [ann]\nmentees: [ben]\nstate: declined\ndeclined: {by: coordinator, on: 2026-04-01}\n", "spring/otter never began, and is declined by the coordinator."},
		{"open", "mentors: [ann]\nstate: open\n", "mentors: [ann]\nstate: declined\ndeclined: {by: coordinator, on: 2026-04-01}\n", "spring/otter never began, and is declined by the coordinator."},
		{"open, with another", "mentors: [ann, cai]\nstate: open\n", "mentors: [{person: ann, until: 2026-04-01}, cai]\nstate: open\n", "spring/otter still looks for somebody, without them."},
		{"over", "mentors: [ann]\nmentees: [ben]\nstate: completed\nstarted: 2026-03-02\nended: 2026-03-20\n", "mentors: [ann]\nmentees: [ben]\nstate: completed\nstarted: 2026-03-02\nended: 2026-03-20\n", ""},
		{"declined", "mentors: [ann]\nmentees: [ben]\nstate: declined\ndeclined: {by: mentee, on: 2026-03-03}\n", "mentors: [ann]\nmentees: [ben]\nstate: declined\ndeclined: {by: mentee, on: 2026-03-03}\n", ""},
	} {
		files := small(c.was, nil)
		d := NewDraft(load(t, files), files, mini.Day)
		if err := d.Leave(d.Repo.People.Get("ann"), record.MovedOn); err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
		if got, want := plain(t, after(files, d.Changes())), pairing(t, c.want); got != want {
			t.Errorf("%s: got\n%s\nwant\n%s", c.name, got, want)
		}
		said, next := []string{"ann leaves on 1 Apr 2026."}, []string{}
		if c.said != "" {
			said, next = append(said, c.said), append(next, "write to who stays, then: pairbook match spring")
		}
		next = append(next, "what else names them stays; pairbook person forget ann takes their name out of it")
		if diff := cmp.Diff(said, d.Said) + cmp.Diff(next, d.Next); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

// A backup of that day and the next follows the last mentor.
func TestABackupFollows(t *testing.T) {
	const active = "mentees: [ben]\nstate: active\nstarted: 2026-03-02\n"
	const ended = "mentees: [ben]\nstate: ended\nstarted: 2026-03-02\nended: 2026-04-01\nreason: moved-on\n"
	for _, c := range []struct{ mentors, want string }{
		{"mentors: [ann, {person: cai, as: backup}]\n", "mentors: [{person: ann, until: 2026-04-01}, {person: cai, as: backup, until: 2026-04-01}, {person: cai, from: 2026-04-02}]\n" + active},
		{"mentors: [ann, {person: cai, as: backup, until: 2026-05-01}]\n", "mentors: [{person: ann, until: 2026-04-01}, {person: cai, as: backup, until: 2026-04-01}, {person: cai, from: 2026-04-02, until: 2026-05-01}]\n" + active},
		{"mentors: [ann, {person: cai, as: backup, until: 2026-04-01}]\n", "mentors: [ann, {person: cai, as: backup, until: 2026-04-01}]\n" + ended},
		{"mentors: [ann, {person: cai, as: backup, from: 2026-04-02}]\n", "mentors: [ann, {person: cai, as: backup, from: 2026-04-02}]\n" + ended},
		{"mentors: [dot, ann, {person: cai, as: backup}]\n", "mentors: [dot, {person: ann, until: 2026-04-01}, {person: cai, as: backup}]\n" + active},
	} {
		files := small(c.mentors+active, nil)
		d := NewDraft(load(t, files), files, mini.Day)
		if err := d.Leave(d.Repo.People.Get("ann"), record.MovedOn); err != nil {
			t.Error(err)
		}
		if got, want := plain(t, after(files, d.Changes())), pairing(t, c.want); got != want {
			t.Errorf("%s: got\n%s\nwant\n%s", c.mentors, got, want)
		}
	}
}

// Who leaves goes out of the enrolments and pins of cohorts that go on.
func TestWhoLeavesGoesOutOfCohorts(t *testing.T) {
	const cohort = "program: career\nname: Spring\nstarts: 2026-03-02\nstate: running\ncoordinators: [ann]\n"
	const pins = "pins: [{mentor: ann, mentee: ben, by: dot}, {mentor: cai, mentee: ann, by: dot}, {peers: [ben, ann], by: dot}, {mentor: cai, mentee: ben, by: dot}]\n"
	for _, c := range []struct {
		ends, enrolment, left string
		said                  []string
	}{
		{"2026-06-01", "mentor: {}\n", "mentor: {}\nleft: 2026-04-01\n", []string{"spring: they leave the cohort.", "spring: the pins with them are taken out."}},
		{"2026-04-01", "mentor: {}\n", "mentor: {}\nleft: 2026-04-01\n", []string{"spring: they leave the cohort.", "spring: the pins with them are taken out."}},
		{"2026-06-01", "mentor: {}\nstatus: withdrawn\n", "mentor: {}\nstatus: withdrawn\n", []string{"spring: the pins with them are taken out."}},
		{"2026-06-01", "mentor: {}\nleft: 2026-03-03\n", "mentor: {}\nleft: 2026-03-03\n", []string{"spring: the pins with them are taken out."}},
		{"2026-03-31", "mentor: {}\n", "mentor: {}\n", nil},
	} {
		files := small("mentors: [cai]\nmentees: [ben]\nstate: active\nstarted: 2026-03-02\n", map[string]string{
			"cohorts/spring/cohort.yaml": cohort + "ends: " + c.ends + "\n" + pins, "cohorts/spring/enrolments/ann.yaml": c.enrolment,
		})
		d := NewDraft(load(t, files), files, mini.Day)
		if err := d.Leave(d.Repo.People.Get("ann"), record.MovedOn); err != nil {
			t.Error(err)
		}
		now := after(files, d.Changes())
		if diff := cmp.Diff(append([]string{"ann leaves on 1 Apr 2026."}, c.said...), d.Said) + cmp.Diff(c.left, string(now["program/cohorts/spring/enrolments/ann.yaml"].Data)); diff != "" {
			t.Errorf("until %s, %q (-want +got):\n%s", c.ends, c.enrolment, diff)
		}
		pinned, hints := 4, 1
		if c.said != nil {
			pinned, hints = 1, 2 // another coordinator is to be chosen, too
		}
		if got := len(load(t, now).Cohorts.Get("spring").Pins); got != pinned || len(d.Next) != hints {
			t.Errorf("until %s: got %d pins and %q, want %d and %d", c.ends, got, d.Next, pinned, hints)
		}
	}
}

// TestWhatIsRefusedOfPeople asks for what cannot be done of somebody.
func TestWhatIsRefusedOfPeople(t *testing.T) {
	const two = "mentors: [ann]\nmentees: [ben]\n"
	for _, c := range []struct {
		name, pairing string
		more          map[string]string
		step          func(d *Draft) error
		want          string
	}{
		{"left twice", two + "state: open\n", map[string]string{"people/ann.yaml": "name: Ann\nleft: 2026-03-01\n"}, leave, "program/people/ann.yaml: they left on 2026-03-01"},
		{"no id", two + "state: proposed\n", nil, renamed("Ann"), `"Ann" is no id; ` + record.IDAllowed},
		{"another's id", two + "state: proposed\n", nil, renamed("ben"), "program/people/ben.yaml is there already; if the two are one person: pairbook person merge ann ben"},
		{"another's former id", two + "state: proposed\n", map[string]string{"people/ben.yaml": "name: Ben\nformerly: [bea]\n"}, renamed("bea"), `program/people/ben.yaml: "bea" is under formerly there, and an id leads to one person; choose another`},
		{"a mistake", two + "state: proposed\n", map[string]string{"people/ann.yaml": "name: [Ann]\n"}, renamed("ana"), "program/people/ann.yaml has a mistake; mend it first, pairbook check says where"},
		{"one merged", two + "state: proposed\n", nil, merged("ann", "ann"), "ann is one person already"},
		{"a pair merged", two + "state: proposed\n", nil, merged("ben", "ann"), otter + "pairing.yaml: both are members, and nobody meets themself; take one of them out first, if they are one person"},
		{"a mistake merged", two + "state: proposed\n", map[string]string{"people/cai.yaml": "name: [Cai]\n"}, merged("ann", "cai"), "program/people/cai.yaml has a mistake; mend it first, pairbook check says where"},
		{"forgotten in a proposal", two + "state: proposed\n", nil, forget, otter + "pairing.yaml: the state is proposed, and they are in it; first: pairbook person leave ann --on DAY"},
		{"forgotten on a break", two + "state: paused\nstarted: 2026-03-02\npauses: [{from: 2026-03-20}]\n", nil, forget, otter + "pairing.yaml: the state is paused, and they are in it; first: pairbook person leave ann --on DAY"},
		{"forgotten the day before", "mentors: [{person: ann, until: 2026-04-02}]\nmentees: [ben]\nstate: active\nstarted: 2026-03-02\n", nil, forget, otter + "pairing.yaml: the state is active, and they are in it; first: pairbook person leave ann --on DAY"},
		{"forgotten on the last day", "mentors: [{person: ann, until: 2026-04-01}]\nmentees: [ben]\nstate: active\nstarted: 2026-03-02\n", nil, forget, ""},
		{"forgotten after the end", two + "state: completed\nstarted: 2026-03-02\nended: 2026-03-20\n", nil, forget, ""},
		{"a programme's coordinator", "mentors: [cai]\nstate: open\n", map[string]string{"programs/career.yaml": "name: Career\nformat: formal\ncoordinators: [ann]\n"}, forget, "program/programs/career.yaml: they are a coordinator; choose another there first"},
		{"a cohort's coordinator", "mentors: [cai]\nstate: open\n", map[string]string{"cohorts/spring/cohort.yaml": "program: career\nname: Spring\nstarts: 2026-03-02\nends: 2026-06-01\nstate: running\ncoordinators: [ann]\n"}, forget, "program/cohorts/spring/cohort.yaml: they are a coordinator; choose another there first"},
		{"a former coordinator", "mentors: [cai]\nstate: declined\n", map[string]string{"cohorts/spring/cohort.yaml": "program: career\nname: Spring\nstarts: 2026-03-02\nends: 2026-06-01\nstate: closed\ncoordinators: [ann]\n"}, forget, ""},
	} {
		files := small(c.pairing, c.more)
		d := NewDraft(load(t, files), files, mini.Day)
		if err := c.step(d); c.want == "" && err != nil || c.want != "" && (err == nil || err.Error() != c.want) {
			t.Errorf("%s: got %v, want %s", c.name, err, c.want)
		}
	}
}

func leave(d *Draft) error { return d.Leave(d.Repo.People.Get("ann"), record.MovedOn) }

func renamed(id record.PersonID) func(d *Draft) error {
	return func(d *Draft) error { return d.Rename(d.Repo.People.Get("ann"), id) }
}

func merged(from, into record.PersonID) func(d *Draft) error {
	return func(d *Draft) error { return d.Merge(d.Repo.People.Get(from), d.Repo.People.Get(into)) }
}

func forget(d *Draft) error {
	_, err := d.Forget(d.Repo.People.Get("ann"))
	return err
}

// TestNamesThatAreKeptTooLong: who was in a cohort that ended longer ago than the
// programme keeps names, and in none since, is to be forgotten.
func TestNamesThatAreKeptTooLong(t *testing.T) {
	program := "name: Career\nformat: formal\nretention: 12mo\ncoordinators: [dot]\n"
	for _, c := range []struct {
		name string
		day  when.Date
		more map[string]string
		want []string
	}{
		{"the last day", when.Day(2027, 6, 1), nil, nil},
		{"the day after", when.Day(2027, 6, 2), nil, []string{"ann", "ben", "cai"}},
		{"no promise", when.Day(2027, 6, 2), map[string]string{"programs/career.yaml": "name: Career\nformat: formal\n"}, nil},
		{"another cohort since", when.Day(2027, 6, 2), map[string]string{"cohorts/later/cohort.yaml": "program: career\nname: Later\nstarts: 2026-03-02\nends: 2026-06-02\nstate: closed\n", "cohorts/later/enrolments/ben.yaml": "mentee: {}\n"}, []string{"ann", "cai"}},
		{"an earlier one", when.Day(2027, 6, 2), map[string]string{"cohorts/zero/cohort.yaml": "program: career\nname: Zero\nstarts: 2025-03-02\nends: 2025-06-02\nstate: closed\n", "cohorts/zero/enrolments/ben.yaml": "mentee: {}\n"}, []string{"ann", "ben", "cai"}},
		{"one without a promise", when.Day(2027, 6, 2), map[string]string{"programs/free.yaml": "name: Free\nformat: formal\n", "cohorts/free/cohort.yaml": "program: free\nname: Free\nstarts: 2025-03-02\nends: 2025-06-02\nstate: closed\n", "cohorts/free/enrolments/ben.yaml": "mentee: {}\n"}, []string{"ann", "cai"}},
		{"forgotten already", when.Day(2027, 6, 2), map[string]string{"people/somebody-1.yaml": "name: somebody-1\n", "cohorts/spring/enrolments/somebody-1.yaml": "mentee: {}\n"}, []string{"ann", "ben", "cai"}},
	} {
		more := map[string]string{"programs/career.yaml": program, "cohorts/spring/enrolments/cai.yaml": "mentee: {}\n", "cohorts/spring/enrolments/dot.yaml": "mentee: {}\n"}
		for path, text := range c.more {
			more[path] = text
		}
		repo := load(t, small("mentors: [ann]\nmentees: [ben]\nstate: completed\nstarted: 2026-03-02\nended: 2026-06-01\n", more))
		var got, want []string
		for _, p := range Retained(repo, c.day) {
			got = append(got, p.Path+": "+p.Message+"; "+p.Hint)
		}
		for _, id := range c.want {
			want = append(want, "program/people/"+id+`.yaml: names are kept for 12 months, and the last cohort of "`+id+`", spring, ended on 2026-06-01; pairbook person forget `+id+", or enrol them again if they want to stay")
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

// TestNothingIsLostUnsaid: of two values that cannot both be kept, the second is lost,
// and that is said.
func TestNothingIsLostUnsaid(t *testing.T) {
	type hours struct {
		Zone string
		Free []string
	}
	for name, c := range map[string]struct {
		a, b, want any
		kept       bool
	}{
		"the same":           {"x", "x", "x", true},
		"only the first":     {"x", "", "x", true},
		"only the second":    {"", "y", "y", true},
		"two texts":          {"x", "y", "x", false},
		"two lists":          {[]string{"x", "y"}, []string{"y", "z"}, []string{"x", "y", "z"}, true},
		"parts that add":     {&hours{"UTC", []string{"x"}}, &hours{"", []string{"y"}}, &hours{"UTC", []string{"x", "y"}}, true},
		"a part that is not": {&hours{"UTC", nil}, &hours{"GMT", []string{"y"}}, &hours{"UTC", []string{"y"}}, false},
	} {
		got, kept := joined(reflect.ValueOf(c.a), reflect.ValueOf(c.b))
		if diff := cmp.Diff(c.want, got.Interface()); diff != "" || kept != c.kept {
			t.Errorf("%s: all is kept: %t, want %t; -want +got:\n%s", name, kept, c.kept, diff)
		}
	}
}
