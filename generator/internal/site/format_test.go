package site

import (
	"encoding/json"
	"strings"
	"testing"
	"testing/fstest"

	"pairbook/generator/internal/veil"
	"pairbook/generator/test/mini"
)

// ofFormat is the miniature as a programme of a format.
func ofFormat(t *testing.T, format string) fstest.MapFS {
	t.Helper()
	files := mini.Files(everything)
	const program = "program/programs/career.yaml"
	files[program] = file(strings.Replace(string(files[program].Data), "format: formal", "format: "+format, 1))
	return files
}

// TestFormats shows of each format what it asks for, and nothing else: on pages
// about the programme, its cohorts and pairings no word of the rest is left.
func TestFormats(t *testing.T) {
	const rhythm, milestones, health, hello = "Rhythm kept", "Met for the first time", "could use a hello", "Worth a hello"
	words := map[string][]string{ // by format: what is there
		"formal":   {rhythm, milestones, health, hello, "every week", "Milestones reached in time", "Days since the last meeting"},
		"hybrid":   {hello /* of a milestone whose day is past */, milestones, "Milestones reached in time", "Days since the last meeting"},
		"informal": {},
	}
	for format, there := range words {
		site := render(t, input(t, ofFormat(t, format), veil.Coordinators))
		var all strings.Builder
		for path, body := range site {
			if strings.HasPrefix(path, "cohorts/") || strings.HasPrefix(path, "programs/") {
				_, main, _ := strings.Cut(body, "<main")
				all.WriteString(main)
			}
		}
		for _, word := range words["formal"] {
			want := strings.Contains(strings.Join(there, "|"), word)
			if found := strings.Contains(all.String(), word); found != want {
				t.Errorf("%s: %q is there: %t", format, word, found)
			}
		}
		looked := strings.Contains(site["attention.html"], "cohorts/spring/pairings/")
		if looked != (format != "informal") {
			t.Errorf("%s: a pairing is to be looked at: %t", format, looked)
		}
		var cohort cohortJSON
		if err := json.Unmarshal([]byte(site["api/v1/cohorts/spring.json"]), &cohort); err != nil {
			t.Fatal(err)
		}
		for _, p := range cohort.Pairings {
			if (p.Health != nil) != (format == "formal") {
				t.Errorf("%s: the health of %s is %v", format, p.Pairing, p.Health)
			}
			if f := figureOf(t, p.Figures, "cadence_kept"); (f.Value != nil) && format != "formal" || f.Value == nil && f.Unavailable == "" {
				t.Errorf("%s: the rhythm of %s: %+v", format, p.Pairing, f)
			}
		}
	}
}

// TestFlashPairing shows a single meeting as complete when it has been, though
// its record still says active.
func TestFlashPairing(t *testing.T) {
	files := mini.Files(everything)
	const folder = "program/cohorts/spring/pairings/idada-iddot/"
	files[folder+"pairing.yaml"] = file("mentors: [idada]\nmentees: [iddot]\nstate: active\nstructure: flash\nstarted: 2026-03-02\n")
	files[folder+"sessions/2026-03-04.md"] = file("---\ndate: 2026-03-04\nnext: 2026-05-06\n---\n")
	site := render(t, input(t, files, veil.Coordinators))
	var cohort cohortJSON
	if err := json.Unmarshal([]byte(site["api/v1/cohorts/spring.json"]), &cohort); err != nil {
		t.Fatal(err)
	}
	if p := cohort.Pairings[0]; p.State != "completed" || p.Health == nil || *p.Health != "completed" {
		t.Errorf("it is %s, %v", p.State, p.Health)
	}
	_, page, _ := strings.Cut(site["cohorts/spring/pairings/idada-iddot.html"], "<main")
	for word, want := range map[string]bool{
		"completed": true, "a single meeting": true, ">4 Mar 2026<": true, "Next meeting": false, "every week": false, "Rhythm kept": false,
		"Milestones reached in time": false, "Days since the last": false, "worth a hello": false, "1 meeting from 2 Mar 2026 to 4 Mar 2026": true,
	} {
		if strings.Contains(page, word) != want {
			t.Errorf("%q is on the page: %t", word, !want)
		}
	}
	if strings.Contains(site["attention.html"], "idada-iddot") {
		t.Error("somebody is to look at it")
	}
	// Where the paths of logs are not told, nor is the day of the only one.
	files["program/site.yaml"] = file(defaults)
	if page := render(t, input(t, files, veil.Public))["cohorts/spring/pairings/pairing-1.html"]; !strings.Contains(page, "completed") || strings.Contains(page, "4 Mar 2026") {
		t.Errorf("the day of a meeting is told: %s", page)
	}
}
