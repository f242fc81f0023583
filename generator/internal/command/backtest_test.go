package command

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"pairbook/generator/internal/health"
	"pairbook/generator/test/here"
)

// TestBacktestOnRealSessions replays the real cohorts. The table gives each
// pairing's last log as its end, which would reveal the silence after it, so each
// gets the planned end of its year's cohort instead. Many logs do not list the
// mentee who wrote them as present, so their meetings do not count: the second
// time the writer counts as present. The results are in
// testdata/backtest-real.txt, whether good or bad.
func TestBacktestOnRealSessions(t *testing.T) {
	here.OnlyWhole(t)
	root, day, _ := realProgramme(t)
	pairings := 0
	for _, year := range []string{"2021", "2022", "2023"} {
		records, err := filepath.Glob(filepath.Join(root, "program", "cohorts", year, "pairings", "*", "pairing.yaml"))
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range records {
			replace(t, path, `(?m)^ended: .*$`, "ended: "+ends(t, root, year))
			pairings++
		}
	}
	if pairings != 11 {
		t.Fatalf("%d pairings were imported", pairings)
	}
	got := "As imported\n\n" + backtest(t, root, day)
	mentees := map[string]string{}
	for _, r := range tableRows(t, "gsoc-pairings.csv") {
		mentees[r["pairing"]] = r["mentees"]
	}
	for _, r := range tableRows(t, "gsoc-sessions.csv") {
		log := filepath.Join(root, "program", "cohorts", r["year"], "pairings", r["pairing"], "sessions", r["file_date"]+".md")
		_, err := os.Stat(log)
		unlisted := r["attendees"] != "" && !slices.Contains(strings.Split(r["attendees"], "|"), r["mentee"])
		if err == nil && unlisted && r["mentee"] == mentees[r["pairing"]] {
			replace(t, log, `(?m)^attended:(?: \[|\n  - )`, "${0}"+r["mentee"]+", ")
			replace(t, log, `(?m)^(attended:\n  - \w+), `, "${1}\n  - ")
		}
	}
	got += "\nWith the writer of each log among those who came\n\n" + backtest(t, root, day)
	here.Golden(t, filepath.Join("testdata", "backtest-real.txt"), got, *update)
}

func backtest(t *testing.T, root string, day time.Time) string {
	t.Helper()
	status, stdout, stderr := pairbook(t, day, "stats", "--backtest", "--root", root)
	if status != statusFine {
		t.Fatalf("status %d: %s", status, stderr)
	}
	return stdout
}

// ends returns a cohort's last day.
func ends(t *testing.T, root, cohort string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(root, "program", "cohorts", cohort, "cohort.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		if day, found := strings.CutPrefix(line, "ends: "); found {
			return strings.TrimSpace(day)
		}
	}
	t.Fatalf("%s has no last day:\n%s", cohort, text)
	return ""
}

// replace replaces all matches in a file.
func replace(t *testing.T, path, match, with string) {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	changed := regexp.MustCompile(match).ReplaceAllString(string(text), with)
	if err := os.WriteFile(path, []byte(changed), 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestBacktestTable prints the one table that there is where silences are many.
func TestBacktestTable(t *testing.T) {
	var out strings.Builder
	b := &health.Backtest{Pairings: 30, Days: 200, Risky: 50, Silences: 20, Verdicts: []health.Verdict{
		{State: health.SayHello, Flagged: 40, Right: 30, Seen: 18}, {State: health.Quiet, Flagged: 2, Right: 1, Seen: 1},
	}}
	if err := (&app{stdout: &out}).printBacktest(b, "text"); err != nil {
		t.Fatal(err)
	}
	want := `
It rests on 20 silences of 30 pairings, asked on 200 days, 50 of them before or in a silence.

what was said             precision        recall           silences seen
could use a hello         75 % (30 of 40)  60 % (30 of 50)  18 of 20
no meeting logged lately  1 of 2           2 % (1 of 50)    1 of 20
`
	if _, got, _ := strings.Cut(out.String(), "28 days after it."); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
