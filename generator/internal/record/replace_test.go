package record

import (
	"strings"
	"testing"
	"testing/fstest"
)

// TestReplace replaces ids where they are written, in quotes and beside wide letters,
// and keeps line ends, marks and comments.
func TestReplace(t *testing.T) {
	const text = "\uFEFFname: \"Grüße 👋\" # ada\r\nmanager: 'ada'\r\nformerly: [ada-1, \"ada\"] # ada\r\n"
	repo, problems, err := Load(fstest.MapFS{"program/site.yaml": {Data: []byte("format: 1\ntitle: T\n")}, "program/people/bo.yaml": {Data: []byte(text)}})
	if err != nil || len(problems) > 0 {
		t.Fatal(problems, err)
	}
	got, err := Replace([]byte(text), repo.People.Get("bo"), func(path []any, value any) (string, bool) {
		return "ada-lark", value == PersonID("ada")
	})
	want := strings.NewReplacer("'ada'", "'ada-lark'", "\"ada\"]", "\"ada-lark\"]").Replace(text)
	if err != nil || string(got) != want {
		t.Errorf("got  %q, %v\nwant %q", got, err, want)
	}
	broken := "manager: \"\\x61da\"\nname: B\n"
	bo := &Person{Source: Source{Path: "program/people/bo.yaml"}, Manager: "ada"}
	if got, err := Replace([]byte(broken), bo, func([]any, any) (string, bool) { return "x", true }); err == nil {
		t.Errorf("what is not written as it is read became %q", got)
	}
}

// TestReplaceInALog replaces an id between the marks of a log's head, and not in its text.
func TestReplaceInALog(t *testing.T) {
	const text = "---\nduration: 45m\nattended: [ada, bo] # ada\n---\nWith ada.\n"
	log := &Session{Source: Source{Path: "program/cohorts/c/pairings/p/sessions/2026-01-05.md"}, Attended: &[]PersonID{"ada", "bo"}}
	change := func(_ []any, value any) (string, bool) { return "zoe", value == PersonID("ada") }
	want := strings.Replace(text, "[ada,", "[zoe,", 1)
	if got, err := Replace([]byte(text), log, change); err != nil || string(got) != want {
		t.Errorf("got %q, %v; want %q", got, err, want)
	}
	if got, err := Replace([]byte("[ada]\n"), log, change); err != nil || string(got) != "[ada]\n" {
		t.Errorf("a text without a head became %q, %v", got, err)
	}
}

func TestReplaceIDs(t *testing.T) {
	ids := map[PersonID]PersonID{"ada": "zoe"}
	for text, want := range map[string]string{
		"# ada\n- [ada, bo] # ada\n- [bo, \"ada\"]\n": "# ada\n- [zoe, bo] # ada\n- [bo, \"zoe\"]\n",
		"pairs:\n  - [ada, bo]\n":                     "pairs:\n  - [zoe, bo]\n",
		"ada: ada\nbo: ada\n":                         "zoe: ada\nbo: ada\n",
		"":                                            "",
	} {
		if got, err := ReplaceIDs([]byte(text), ids); err != nil || string(got) != want {
			t.Errorf("%q became %q, %v", text, got, err)
		}
	}
}
