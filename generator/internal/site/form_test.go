package site

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"

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
	if !lapwing.Exact || lapwing.Folder.New != "https://github.com/mini/mini/new/main/program/cohorts/spring/pairings/lapwing/sessions" || len(lapwing.Actions) > 0 {
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

// TestActionThatNamesSomebody is not ticked off in a form that names nobody.
func TestActionThatNamesSomebody(t *testing.T) {
	files := mini.Files(defaults + "publish: {actions: true}\n")
	log := files["program/cohorts/spring/pairings/lapwing/sessions/2026-03-03.md"]
	log.Data = []byte(strings.Replace(string(log.Data), "actionidword", "ask-idada-again", 1))
	if forms := formsOf(t, render(t, input(t, files, veil.Public))); len(forms.Pairings["spring/lapwing"].Actions) > 0 {
		t.Errorf("the actions are %+v", forms.Pairings["spring/lapwing"].Actions)
	}
	if forms := formsOf(t, render(t, input(t, files, veil.Coordinators))); len(forms.Pairings["spring/lapwing"].Actions) != 1 {
		t.Error("coordinators cannot tick it off either")
	}
}
