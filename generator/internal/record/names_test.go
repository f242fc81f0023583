package record

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestNames reads back what it writes, and refuses what is no name without quoting it.
func TestNames(t *testing.T) {
	repo := &Repository{People: NewTable(map[PersonID]*Person{"person-1": {ID: "person-1", Formerly: []PersonID{"p"}}, "person-2": {ID: "person-2"}, "null": {ID: "null"}})}
	want := map[PersonID]string{"person-1": `Ada "O: #" Lark`, "person-2": "yes", "null": "李四"}
	written, err := MarshalNames(want)
	if err != nil {
		t.Fatal(err)
	}
	if got, problems := DecodeNames("names.yaml", written, repo); len(problems) > 0 || cmp.Diff(want, got) != "" {
		t.Errorf("%s\n%v%v", written, got, problems)
	}
	for said, message := range map[string]string{
		"person-1: Secret\nperson-1: Secret": "already", "p: Secret\nperson-1: Secret": "already", "[Secret]": "ids and names", "person-1: [Secret]": "no id with a name",
		"person-1: \"Sec\u200bret\"": "no id with a name", "person-1:": "no id with a name", "Secret": "ids and names", "a: 'Secret": "no YAML", "person-1: S\n---\na: Secret": "second", "secret: Secret": "nobody",
	} {
		_, problems := DecodeNames("names.yaml", []byte(said), repo)
		all := ""
		for _, p := range problems {
			all += p.Message + p.Hint
		}
		if !strings.Contains(strings.ReplaceAll(all, "not YAML", "no YAML"), message) || strings.Contains(all, "Secret") {
			t.Errorf("%q: %q, want %q", said, all, message)
		}
	}
}
