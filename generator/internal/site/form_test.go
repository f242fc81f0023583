package site

import (
	"encoding/json"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"pairbook/generator/internal/veil"
	"pairbook/generator/internal/view"
	"pairbook/generator/test/mini"
)

// toldForms is what a test reads of what the forms know.
type toldForms struct {
	Said     map[string]view.Sentence
	Pairings map[string]struct {
		Folder  view.FormFolder
		Exact   bool
		Record  string
		Members []struct{ Words, Party, ID string }
		Actions []view.FormAction
	}
	Cohorts map[string]view.JoinForm
}

func formsOf(t *testing.T, site map[string]string) toldForms {
	t.Helper()
	var told toldForms
	for _, file := range slices.Sorted(maps.Keys(site)) {
		if strings.HasPrefix(file, "assets/forms-") {
			_, body, _ := strings.Cut(site[file], "const pairbookForms = ")
			if err := json.Unmarshal([]byte(strings.TrimSuffix(body, ";\n")), &told); err != nil {
				t.Fatal(err)
			}
		}
	}
	if len(told.Said) == 0 {
		t.Fatal("the forms know nothing")
	}
	return told
}

// TestFormsKnowWhatMayBeTold gives a form the ids of those who are named, the
// folder of a pairing whose own name tells nobody's, and open actions where
// they are published.
func TestFormsKnowWhatMayBeTold(t *testing.T) {
	shown := formsOf(t, render(t, input(t, mini.Files(defaults), veil.Public)))
	if got := slices.Sorted(maps.Keys(shown.Pairings)); !slices.Equal(got, []string{"spring/lapwing", "spring/pairing-1"}) {
		t.Fatalf("forms are there for %v", got)
	}
	lapwing, hidden := shown.Pairings["spring/lapwing"], shown.Pairings["spring/pairing-1"]
	if !lapwing.Exact || lapwing.Folder.New != "https://github.com/mini/mini/new/main/program/cohorts/spring/pairings/lapwing/sessions?filename={name}&value={text}" || len(lapwing.Actions) > 0 {
		t.Errorf("lapwing is %+v", lapwing)
	}
	if hidden.Exact || hidden.Folder.Path != "program/cohorts/spring/pairings" || hidden.Record != "" {
		t.Errorf("the pairing that is not told is %+v", hidden)
	}
	for _, m := range slices.Concat(lapwing.Members, hidden.Members) {
		if m.ID != "" || m.Words == "" {
			t.Errorf("under aliases somebody is %+v", m)
		}
	}
	all := formsOf(t, render(t, input(t, mini.Files(defaults), veil.Coordinators)))
	if l := all.Pairings["spring/lapwing"]; len(l.Actions) != 1 || l.Actions[0].ID != "actionidword" || l.Members[0].ID != "idada" {
		t.Errorf("for coordinators lapwing is %+v", l)
	}
	if open := shown.Cohorts["next"]; len(shown.Cohorts) != 1 || !slices.Equal(open.Parties, []string{"mentor", "mentee", "peer"}) {
		t.Errorf("open to join: %+v", shown.Cohorts)
	}
}

// TestLogOfTheOnlyCohort lists the pairings that go on where there is one cohort.
func TestLogOfTheOnlyCohort(t *testing.T) {
	files := mini.Files(defaults)
	for file := range files {
		if strings.HasPrefix(file, "program/cohorts/") && !strings.HasPrefix(file, "program/cohorts/spring/") {
			delete(files, file)
		}
	}
	if page := render(t, input(t, files, veil.Public), "log.html")["log.html"]; !strings.Contains(page, "lapwing") {
		t.Errorf("lapwing is not there:\n%s", page)
	}
}

// TestActionThatNamesSomebody is ticked off neither in a form that names nobody nor
// on the pairing's page, and no path tells it.
func TestActionThatNamesSomebody(t *testing.T) {
	files := mini.Files(defaults + "publish: {actions: true}\n")
	log := files["program/cohorts/spring/pairings/lapwing/sessions/2026-03-03.md"]
	log.Data = []byte(strings.Replace(string(log.Data), "actionidword", "ask-idada-again", 1))
	files["program/cohorts/spring/pairings/lapwing/actions/ask-idada-again.yaml"] = mini.File("dropped: 2026-12-24\n")
	site := render(t, input(t, files, veil.Public))
	if forms := formsOf(t, site); len(forms.Pairings["spring/lapwing"].Actions) > 0 {
		t.Errorf("the actions are %+v", forms.Pairings["spring/lapwing"].Actions)
	}
	if page := site["cohorts/spring/pairings/lapwing.html"]; !strings.Contains(page, "actiontextword") || strings.Contains(page, ">Done<") || strings.Contains(page, "idada") {
		t.Error("the action can be ticked off, or its id is told")
	}
	if forms := formsOf(t, render(t, input(t, files, veil.Coordinators))); len(forms.Pairings["spring/lapwing"].Actions) != 1 {
		t.Error("coordinators cannot tick it off either")
	}
}

// TestDoneBesideAnAction leads to the repository's form for a new file, to the form for
// a log where there is no repository or the pairing's name is not told, and nowhere once
// the pairing is over or the action has ended.
func TestDoneBesideAnAction(t *testing.T) {
	done := regexp.MustCompile(`<a href="([^"]*)"[^>]*>Done<span class="unseen">: <bdi>actiontextword<`)
	on := defaults + "publish: {actions: true}\n"
	for name, c := range map[string]struct {
		change func(files fstest.MapFS)
		want   string
	}{
		"as it is": {func(fstest.MapFS) {}, "https://github.com/mini/mini/new/main/program/cohorts/spring/pairings/lapwing/actions?filename=actionidword.yaml&amp;value=done%3A&#43;2026-04-01%0A"},
		"without a place": {func(f fstest.MapFS) {
			f["program/site.yaml"].Data = []byte(strings.Replace(on, "repository:", "# ", 1))
		}, "../../../log.html?pairing=spring/lapwing"},
		"done already": {func(f fstest.MapFS) {
			f["program/cohorts/spring/pairings/lapwing/actions/actionidword.yaml"] = mini.File("done: 2026-03-19\n")
		}, ""},
		"given up": {func(f fstest.MapFS) {
			f["program/cohorts/spring/pairings/lapwing/actions/actionidword.yaml"] = mini.File("dropped: 2026-03-19\n")
		}, ""},
		"not published": {func(f fstest.MapFS) { f["program/site.yaml"].Data = []byte(defaults) }, ""},
	} {
		t.Run(name, func(t *testing.T) {
			files := mini.Files(on)
			c.change(files)
			site := render(t, input(t, files, veil.Public))
			got := ""
			if m := done.FindStringSubmatch(site["cohorts/spring/pairings/lapwing.html"]); m != nil {
				got = m[1]
			}
			if offered := len(formsOf(t, site).Pairings["spring/lapwing"].Actions) > 0; got != c.want || offered != (c.want != "") {
				t.Errorf("Done leads to %q, and the form for a log offers it: %t; want %q", got, offered, c.want)
			}
		})
	}
}
