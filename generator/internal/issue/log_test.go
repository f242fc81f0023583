package issue

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// sessions is where the logs of otter lie.
const sessions = "program/cohorts/2026-spring/pairings/otter/sessions/"

// met takes a log of bo's in a programme with more files than pair has.
func met(t *testing.T, more, given map[string]string) Taken {
	t.Helper()
	return deskWith(t, more).Take(eventOf(t, bo, body(WeMet(), given)))
}

func TestALogHasAllThatWasWritten(t *testing.T) {
	taken := met(t, nil, map[string]string{
		"pairing": "2026-spring/otter", "date": "2026-05-04", "attended": "ada, bo", "duration": "45m", "format": "by video", "topics": "Public speaking, public-speaking",
		"actions": "Ada: read by 2026-05-26\n\nwrite", "guests": "a colleague  from planning\nanother", "introductions": "an editor", "next": "2026-05-18", "notes": "Words.",
	})
	want := "---\ndate: 2026-05-04\nduration: 45m\nattended: [ada, bo]\nguests: [a colleague from planning, another]\nformat: video\ntopics: [public-speaking]\n" +
		"actions:\n  - id: read\n    who: ada\n    what: read\n    due: 2026-05-26\n  - id: write\n    what: write\nintroductions: [an editor]\nnext: 2026-05-18\n---\n\nWords.\n"
	if diff := cmp.Diff([]File{{Path: sessions + "2026-05-04.md", Data: []byte(want)}}, taken.Files); diff != "" || len(taken.Problems) > 0 {
		t.Errorf("%v (-want +got):\n%s", taken.Problems, diff)
	}
}

// A meeting that did not come about is a log without anybody; one whose people are not
// said has them all.
func TestWhoWasThere(t *testing.T) {
	for attended, want := range map[string]string{"": "", "nobody": "attended: []\n", "bo": "attended: [bo]\n"} {
		taken := met(t, nil, map[string]string{"date": "2026-05-04", "attended": attended})
		if want = "---\ndate: 2026-05-04\n" + want + "---\n"; len(taken.Files) != 1 || string(taken.Files[0].Data) != want {
			t.Errorf("%q: got %+v, want\n%s", attended, taken, want)
		}
	}
}

func TestALogThatIsThereAlreadyIsKept(t *testing.T) {
	given := map[string]string{"date": "2026-05-04", "actions": "read", "notes": "Words."}
	log := "---\ndate: 2026-05-04\nactions:\n  - id: read\n    what: read\n---\n\nWords.\n"
	there := map[string]string{sessions + "2026-05-04.md": log}
	if taken := met(t, there, given); len(taken.Problems) > 0 || len(taken.Files) != 1 || !taken.Files[0].Same || string(taken.Files[0].Data) != log {
		t.Errorf("the same log again gives %+v", taken)
	}
	if taken := met(t, nil, given); len(taken.Files) != 1 || taken.Files[0].Same {
		t.Errorf("a new log gives %+v", taken)
	}
	given["notes"] = "Other words."
	taken := met(t, there, given)
	want := []Problem{{
		"The day you met", "that day has a log already, " + sessions + "2026-05-04.md: it is one meeting, told by two", "if you met twice, add the second log as a file, 2026-05-04-2.md, beside it",
	}}
	if diff := cmp.Diff(want, taken.Problems); diff != "" || taken.Files != nil {
		t.Errorf("%+v (-want +got):\n%s", taken.Files, diff)
	}
}

// The id of an action is its pairing's alone: what another log has is not given twice.
func TestAnActionHasAnIDOfItsOwn(t *testing.T) {
	there := map[string]string{sessions + "2026-05-03.md": "---\ndate: 2026-05-03\nactions:\n  - id: read\n    what: read\n---\n"}
	taken := met(t, there, map[string]string{"date": "2026-05-04", "actions": "read\nread"})
	if len(taken.Files) != 1 || strings.Count(string(taken.Files[0].Data), "id: read\n") != 0 || strings.Count(string(taken.Files[0].Data), "id: read-") != 2 {
		t.Errorf("%+v", taken)
	}
}

func TestAnActionThatCannotBeReadIsLeftOut(t *testing.T) {
	taken := met(t, nil, map[string]string{"date": "2026-05-04", "actions": "read by 2026-02-30\nwrite"})
	want := "---\ndate: 2026-05-04\nactions:\n  - id: write\n    what: write\n---\n"
	if len(taken.Files) != 1 || string(taken.Files[0].Data) != want || len(taken.Problems) != 1 || taken.Problems[0].Hint != "write “WHO: WHAT by 2026-11-26”; WHO and the day may be left out" {
		t.Errorf("%+v, want\n%s", taken, want)
	}
}

// A log goes to the pairing that is named, or to the only one that its author was in
// on the day.
func TestALogFindsItsPairing(t *testing.T) {
	const finch = "program/cohorts/2026-spring/pairings/finch/pairing.yaml"
	for name, c := range map[string]struct{ finch, named, day, want string }{
		"two go on":              {"mentors: [cy]\nmentees: [bo]\nstate: active\nstarted: 2026-03-02\n", "", "2026-05-04", "on that day you were in 2 pairings; write which it is: 2026-spring/finch and 2026-spring/otter"},
		"one is named":           {"mentors: [cy]\nmentees: [bo]\nstate: active\nstarted: 2026-03-02\n", "2026-spring/finch", "2026-05-04", "finch"},
		"the other is named":     {"mentors: [cy]\nmentees: [bo]\nstate: active\nstarted: 2026-03-02\n", "2026-spring/otter", "2026-05-04", "otter"},
		"another's is named":     {"mentors: [cy]\nmentees: [bo]\nstate: active\nstarted: 2026-03-02\n", "2026-spring/heron", "2026-05-04", `pairing: you are in no pairing "2026-spring/heron"; write 2026-spring/finch and 2026-spring/otter`},
		"before the second":      {"mentors: [cy]\nmentees: [bo]\nstate: active\nstarted: 2026-03-02\n", "", "2026-03-01", "otter"},
		"the second's first day": {"mentors: [cy]\nmentees: [bo]\nstate: active\nstarted: 2026-03-02\n", "", "2026-03-02", "on that day you were in 2 pairings; write which it is: 2026-spring/finch and 2026-spring/otter"},
		"after its end":          {"mentors: [cy]\nmentees: [bo]\nstate: completed\nstarted: 2026-03-02\nended: 2026-05-03\n", "", "2026-05-04", "otter"},
		"the last day of it":     {"mentors: [cy]\nmentees: [bo]\nstate: completed\nstarted: 2026-03-02\nended: 2026-05-04\n", "", "2026-05-04", "on that day you were in 2 pairings; write which it is: 2026-spring/finch and 2026-spring/otter"},
		"never begun":            {"mentors: [cy]\nmentees: [bo]\nstate: proposed\n", "", "2026-05-04", "otter"},
		"no day":                 {"mentors: [cy]\nmentees: [bo]\nstate: proposed\n", "", "", `"date" is missing here; write it as 2026-11-12`},
		"a day of none":          {"mentors: [cy]\nmentees: [bo]\nstate: proposed\n", "", "2026-01-04", "on that day you were in 0 pairings; write which it is: 2026-spring/finch and 2026-spring/otter"},
		"left it":                {"mentors: [cy]\nmentees: [{person: bo, until: 2026-05-04}, ada]\nstate: active\nstarted: 2026-03-02\n", "", "2026-05-05", "otter"},
	} {
		taken := met(t, map[string]string{finch: c.finch}, map[string]string{"pairing": c.named, "date": c.day})
		got := ""
		if len(taken.Problems) > 0 {
			got = taken.Problems[0].Message + "; " + taken.Problems[0].Hint
		} else if len(taken.Files) == 1 {
			got = strings.Split(taken.Files[0].Path, "/")[4]
		}
		if got != c.want || len(taken.Problems) > 1 {
			t.Errorf("%s: got %s, want %s", name, got, c.want)
		}
	}
	none := map[string]string{"program/cohorts/2026-spring/pairings/otter/pairing.yaml": "mentors: [ada]\nmentees: [cy]\nstate: active\nstarted: 2026-02-02\n"}
	if taken := met(t, none, map[string]string{"date": "2026-05-04"}); len(taken.Problems) != 1 || taken.Problems[0] != (Problem{"Which pairing?", "you are in no pairing", "ask a coordinator"}) {
		t.Errorf("%+v", taken)
	}
}

// A mentor logs a meeting as a mentee does.
func TestAMentorLogsAMeeting(t *testing.T) {
	taken := desk(t).Take(eventOf(t, Account{"ada-example", 101}, body(WeMet(), map[string]string{"pairing": "2026-spring/heron", "date": "2026-05-04"})))
	if want := "program/cohorts/2026-spring/pairings/heron/sessions/2026-05-04.md"; len(taken.Problems) > 0 || len(taken.Files) != 1 || taken.Files[0].Path != want {
		t.Errorf("got %+v, want %s", taken, want)
	}
}

// Nobody guesses which of two texts is meant.
func TestAHeadingThatStandsThereTwiceIsWrong(t *testing.T) {
	text := body(WeMet(), map[string]string{"date": "2026-05-04", "pairing": "2026-spring/otter"})
	want := []Problem{{"The day you met", `the heading "The day you met" stands there twice, so nobody knows which text is meant`, "write that line another way in your own words"}}
	for _, again := range []string{"\n\n### The day you met\n\n2026-05-04\n", "\n\n### The day you met\n### The day you met\n"} {
		if diff := cmp.Diff(want, desk(t).Take(eventOf(t, bo, text+again)).Problems[:1]); diff != "" {
			t.Errorf("%q (-want +got):\n%s", again, diff)
		}
	}
	empty := "### Which pairing?\n### The day you met\n### The day you met\n\n2026-05-04\n"
	if diff := cmp.Diff(want, desk(t).Take(eventOf(t, bo, empty)).Problems); diff != "" {
		t.Errorf("two headings without a line between (-want +got):\n%s", diff)
	}
}

func TestABoxIsWhatGitHubTicks(t *testing.T) {
	a := &answers{form: WeMet(), given: map[string]string{"format": "in person] alone"}}
	if got := a.chosen("format"); len(got) != 1 || got[0] != "in person] alone" {
		t.Errorf("got %q, and it is nobody's box", got)
	}
}
