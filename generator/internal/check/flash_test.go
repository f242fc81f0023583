package check

import (
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

// flashed is the base programme with a pairing that was to meet once, and is
// still recorded as active.
func flashed(log, cohort string) *txtar.Archive {
	files := []txtar.File{
		{Name: "program/cohorts/autumn/pairings/otter/pairing.yaml", Data: []byte("mentors: [ines]\nmentees: [tomo]\nstate: active\nstructure: flash\nstarted: 2026-09-14\n")},
		{Name: "program/cohorts/autumn/pairings/otter/plan.yaml", Data: []byte("«deleted»\n")},
		{Name: "program/cohorts/autumn/pairings/heron/pairing.yaml", Data: []byte("mentors: [ines]\nmentees: [kofi]\nstate: proposed\n")},
		{Name: "program/cohorts/autumn/pairings/otter/sessions/2026-09-21.md", Data: []byte(log)},
	}
	if cohort != "" {
		files = append(files, txtar.File{Name: "program/cohorts/autumn/cohort.yaml", Data: []byte(cohort)})
	}
	return &txtar.Archive{Files: files}
}

// TestFlash takes a single meeting for the end of its pairing: nobody is told
// that it is still active, and it takes no place of its mentor.
func TestFlash(t *testing.T) {
	const met, missed = "---\ndate: 2026-09-21\n---\n", "---\ndate: 2026-09-21\nattended: []\n---\n"
	const closed = "program: mentoring\nname: Autumn 2026\nstarts: 2026-09-07\nends: 2027-03-05\nstate: closed\n"
	for _, c := range []struct {
		log, cohort string
		rules       string
	}{
		{met, "", ""},
		{missed, "", "over-capacity"},
		{met, closed, "closed-cohort"}, // of the proposal alone
		{missed, closed, "over-capacity closed-cohort closed-cohort"},
	} {
		files := repository(t, flashed(c.log, c.cohort))
		var found []string
		for _, p := range problemsIn(t, files, today) {
			found = append(found, p.Rule)
			if c.log == met && strings.Contains(p.Message, "state: active") {
				t.Errorf("a pairing that has met once is complained of: %s", p.Message)
			}
		}
		if got := strings.Join(found, " "); got != c.rules {
			t.Errorf("%q in %q: %q, not %q", c.log, c.cohort, got, c.rules)
		}
	}
}

// TestFlashTwice says that a pairing which goes on is no single meeting.
func TestFlashTwice(t *testing.T) {
	archive := flashed("---\ndate: 2026-09-21\n---\n", "")
	archive.Files = append(archive.Files, txtar.File{Name: "program/cohorts/autumn/pairings/otter/sessions/2026-09-28.md", Data: []byte("---\ndate: 2026-09-28\n---\n")})
	problems := problemsIn(t, repository(t, archive), today)
	if len(problems) != 1 || problems[0].Rule != "structure" || problems[0].Message != "structure: flash, but 2 meetings are logged" {
		t.Errorf("%v", problems)
	}
}
