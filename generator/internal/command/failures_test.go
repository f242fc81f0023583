package command

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"pairbook/generator/internal/when"
	"pairbook/generator/test/here"
)

// errNoRoom is what a full disk says.
var errNoRoom = errors.New("no room")

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errNoRoom }

// alone runs a command as [asked] leaves the programme, and returns its exit status and
// what it says of what went wrong.
func alone(t *testing.T, stdout io.Writer, line string) (status int, stderr string) {
	t.Helper()
	var said bytes.Buffer
	status = Run(t.Context(), strings.Fields(line), strings.NewReader(""), stdout, &said, time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC))
	return status, said.String()
}

// running is a programme in which each command finds something to do.
func running(t *testing.T) string {
	t.Helper()
	dir := asked(t)
	for name, text := range map[string]string{
		"program/people/cy.yaml":                             "name: Cy\n",
		"program/cohorts/2026/enrolments/bo.yaml":            "mentee: {}\n",
		"program/cohorts/2026/enrolments/ada.yaml":           "mentor: {capacity: 3}\n",
		"program/cohorts/2026/enrolments/cy.yaml":            "mentee: {}\n",
		"program/topics/ml.yaml":                             "name: Machine learning\n",
		"program/topics/ai.yaml":                             "name: Thinking machines\n",
		"program/cohorts/2026/pairings/robin/pairing.yaml":   "mentors: [ada]\nmentees: [cy]\nstate: proposed\n",
		"program/cohorts/2026/pairings/heron/pairing.yaml":   "mentors: [ada]\nmentees: [bo]\nstate: completed\nstarted: 2026-11-02\nended: 2026-11-19\n",
		"program/cohorts/2026/pairings/heron/sessions/x.txt": "",
		"theirs/people.csv":                                  "id,name\ndee,Dee\n",
		"theirs/enrolments.csv":                              "cohort,person,role\n2026,ada,mentor\n",
		"theirs/signups.csv":                                 "Name,Email,I want to be\nEve Elm,eve@example.org,Mentee\n",
		"theirs/log.md":                                      "---\npairing: 2026/otter\ndate: 2026-11-18\nduration: 45m\n---\nWe met.\n",
		"theirs/pairings.csv":                                "cohort,pairing,mentors,mentees,started,state\n2026,wren,ada,cy,2026-11-18,active\n",
	} {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755); err != nil {
			t.Fatal(err)
		}
		writeText(t, filepath.Join(dir, name), text)
	}
	if err := os.RemoveAll(filepath.Join(dir, "program/cohorts/2026/pairings/heron/sessions")); err != nil {
		t.Fatal(err)
	}
	return dir
}

// commandLines is a use of each command that reads records; {dir} is the programme.
var commandLines = []string{
	"build", "check", "match 2026", "report --base HEAD", "report cohort 2026", "report certificates 2026", "new person dee", "attention", "messages 2026 --kind kickoff", "stats",
	"import people {dir}/theirs/people.csv", "import signups {dir}/theirs/signups.csv --cohort 2026", "import survey {dir}/theirs/people.csv --survey s --cohort 2026",
	"serve --port 0", "site publish.to", "receive {dir}/theirs/log.md", "topics", "topics --accept ml=ai", "pairing accept 2026/robin --by cy", "cohort close 2026",
	"person rename ada adah", "person export ada --out {dir}/out", "export all --out {dir}/out", "private seal", "private open",
}

// TestNothingIsDoneByHalves has each command fail in a programme, which stays as it is.
func TestNothingIsDoneByHalves(t *testing.T) {
	here.OnlyWhole(t)
	t.Parallel()
	dir := running(t)
	for _, fails := range []func(*testing.T, string){
		noCommandGoesOnWithoutARepository, aDayThatIsNoneStopsEachCommand, aBrokenFileStopsWhatReadsIt, anInterruptedCommandWritesNothing,
		anAnswerThatCannotBePrintedIsAFailure, whatCannotBeWrittenIsAFailure,
	} {
		fails(t, dir)
	}
}

// noCommandGoesOnWithoutARepository names the folder that is none.
func noCommandGoesOnWithoutARepository(t *testing.T, dir string) {
	t.Helper()
	none := filepath.Join(dir, "theirs", "log.md")
	for _, line := range commandLines {
		line = strings.ReplaceAll(line, "{dir}", dir) + " --root " + none
		if status, said := alone(t, io.Discard, line); status != statusUsage || !strings.HasSuffix(said, "--root: "+none+" is not a folder\n") {
			t.Errorf("pairbook %s: status %d: %s", line, status, said)
		}
	}
}

// aDayThatIsNoneStopsEachCommand holds also where a commit is read.
func aDayThatIsNoneStopsEachCommand(t *testing.T, dir string) {
	t.Helper()
	for _, line := range append([]string{"demo {dir}/out"}, commandLines...) {
		if strings.HasPrefix(line, "private") || strings.HasPrefix(line, "serve") {
			continue // they know no day, or say it once a page is asked for
		}
		line = strings.ReplaceAll(line, "{dir}", dir) + " --as-of 20.11.2026 --root " + dir
		if status, said := alone(t, io.Discard, line); status != statusUsage || !strings.Contains(said, "--as-of: ") {
			t.Errorf("pairbook %s: status %d: %s", line, status, said)
		}
	}
}

// aBrokenFileStopsWhatReadsIt tells of the file and writes nothing, as a list of
// coordinators that is not understood would otherwise count as empty.
func aBrokenFileStopsWhatReadsIt(t *testing.T, dir string) {
	t.Helper()
	const signups, people = "import signups {dir}/theirs/signups.csv --cohort 2026 --yes --write", "build --audience coordinators"
	for _, c := range []struct {
		file, text string
		lines      []string
	}{
		{"private/names.yaml", "ada: [\n", []string{people, "attention", "messages 2026 --kind kickoff", "report certificates 2026", "check --rule private-names", signups}},
		{"private/contacts.csv", "nothing\nx\n", []string{"messages 2026 --kind kickoff", "receive {dir}/theirs/log.md", signups}},
		{"private/avoid.yaml", "- [ada\n", []string{people, "match 2026", "match 2026 --write", "check --rule private-list", "new pairing 2026/wren --mentors ada --mentees cy",
			"import pairings {dir}/theirs/pairings.csv", "pairing start 2026/robin"}},
		{"program/programs/mentoring.yaml", "nam: x\n", []string{"build", "match 2026", "messages 2026 --kind kickoff", "report cohort 2026", "report certificates 2026", "attention", "topics", "check"}},
		{"content/messages/kickoff.md", "---\nsubject: [\n---\n", []string{"messages 2026 --kind kickoff"}},
		{"program/site.yaml", "format: 1\ntitle: [\n", []string{"site publish.to"}},
		{"private.recipients", "no key\n", []string{"private seal", "check --rule private-sealed"}},
	} {
		name := filepath.Join(dir, filepath.FromSlash(c.file))
		before, _ := os.ReadFile(name)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		writeText(t, name, c.text)
		there := filesBelow(t, dir)
		for _, line := range c.lines {
			status, said := alone(t, io.Discard, strings.ReplaceAll(line, "{dir}", dir)+" --root "+dir)
			if line != "check" && (status != statusProblems || !strings.Contains(said, c.file)) || status == statusFine {
				t.Errorf("%s, pairbook %s: status %d: %s", c.file, line, status, said)
			}
		}
		if after := filesBelow(t, dir); after != there {
			t.Errorf("with a broken %s something was written: %s", c.file, after)
		}
		writeText(t, name, string(before))
		if before == nil {
			if err := os.Remove(name); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// anInterruptedCommandWritesNothing interrupts each command that writes just before
// it does.
func anInterruptedCommandWritesNothing(t *testing.T, dir string) {
	t.Helper()
	before := filesBelow(t, dir)
	for _, line := range []string{
		"build", "new person dee", "import people {dir}/theirs/people.csv", "import signups {dir}/theirs/signups.csv --cohort 2026 --yes --write", "person rename ada adah",
		"match 2026 --write", "report cohort 2026 --out {dir}/out.html", "report certificates 2026", "export all --out {dir}/out", "person export ada --out {dir}/out", "demo {dir}/out",
		"init {dir}/out", "private key --identity {out}/key", "receive {dir}/theirs/log.md", "serve --port 0", "topics --accept ml=ai",
	} {
		var said bytes.Buffer
		a := &app{stdin: strings.NewReader(""), stdout: io.Discard, stderr: &said, today: when.Day(2026, 11, 20), gate: &writeGate{}}
		a.gate.abandon()
		command := a.command()
		command.SetArgs(append(strings.Fields(strings.NewReplacer("{dir}", dir, "{out}", t.TempDir()).Replace(line)), "--root", dir))
		if err := command.ExecuteContext(t.Context()); !errors.Is(err, errInterrupted) {
			t.Errorf("pairbook %s: %v\n%s", line, err, said.String())
		}
	}
	if after := filesBelow(t, dir); after != before {
		t.Errorf("something was written: %s", after)
	}
}

// anAnswerThatCannotBePrintedIsAFailure prints to what has no room.
func anAnswerThatCannotBePrintedIsAFailure(t *testing.T, dir string) {
	t.Helper()
	for _, line := range []string{
		"attention --format json", "stats", "stats 2026", "stats --format csv", "stats --format json", "stats 2026 --format json", "stats --backtest --format json", "topics --format json",
		"check", "check --format json", "schema", "schema person", "report cohort 2026", "messages 2026 --kind kickoff", "match 2026 --format json", "match 2026 --why bo,ada --format json",
		"import signups {dir}/theirs/signups.csv --cohort 2026 --format json --yes --write",
		"attention", "stats --backtest", "topics", "match 2026", "match 2026 --why bo,ada", "site publish.to", "help checks", "--version", "check --help", "completion bash",
	} {
		before := filesBelow(t, dir)
		if status, said := alone(t, full{}, strings.ReplaceAll(line, "{dir}", dir)+" --root "+dir); status != statusFailed || !strings.Contains(said, errNoRoom.Error()) {
			t.Errorf("pairbook %s: status %d: %s", line, status, said)
		}
		if after := filesBelow(t, dir); after != before {
			t.Errorf("pairbook %s wrote something: %s", line, after)
		}
	}
}

// whatCannotBeWrittenIsAFailure names a folder below a file.
func whatCannotBeWrittenIsAFailure(t *testing.T, dir string) {
	t.Helper()
	below := filepath.Join(dir, "theirs", "log.md", "x")
	for line, want := range map[string]int{
		"report cohort 2026 --out " + below: statusFailed, "report certificates 2026 --out " + below: statusFailed, "build --out " + below: statusFailed, "build --clean --out " + below: statusFailed,
		"export all --out " + below: statusUsage, "person export ada --out " + below: statusUsage, "private key --identity " + below: statusUsage, "demo " + below: statusUsage,
		"build --out " + filepath.Join(dir, "private"): statusUsage, "build --out " + dir: statusUsage,
	} {
		if status, said := alone(t, io.Discard, line+" --root "+dir); status != want || said == "" {
			t.Errorf("pairbook %s: status %d, want %d: %s", line, status, want, said)
		}
	}
}

// TestACommitThatIsNotThereStopsWhatReadsIt names the flag that says so.
func TestACommitThatIsNotThereStopsWhatReadsIt(t *testing.T) {
	t.Parallel()
	dir := running(t)
	for _, args := range [][]string{{"init", "-q"}, {"add", "-A"}, {"commit", "-q", "-m", "Begun"}} {
		here.Git(t, dir, args...)
	}
	for line, flag := range map[string]string{
		"stats --rev nowhere": "--rev", "build --rev nowhere": "--rev", "check --base nowhere": "--base", "report --base nowhere": "--base", "report --base HEAD --head nowhere": "--head",
		"match 2026 --against nowhere": "--against", "check --rev nowhere --as-of commit": "--as-of commit",
	} {
		if status, said := alone(t, io.Discard, line+" --root "+dir); status != statusUsage || !strings.Contains(said, flag+`: revision "nowhere": unknown revision`) {
			t.Errorf("pairbook %s: status %d: %s", line, status, said)
		}
	}
	for _, line := range []string{"report --base HEAD", "report --base HEAD --format json", "check --base HEAD", "check --format sarif"} {
		if status, said := alone(t, full{}, line+" --root "+dir); status != statusFailed || !strings.Contains(said, errNoRoom.Error()) {
			t.Errorf("pairbook %s: status %d: %s", line, status, said)
		}
	}
	writeText(t, filepath.Join(dir, "program", "people", "zed.yaml"), "nam: Zed\n")
	if status, said := alone(t, io.Discard, "check --base HEAD --root "+dir); status != statusProblems || said != "" {
		t.Errorf("with a problem that the base does not have: status %d: %s", status, said)
	}
}
