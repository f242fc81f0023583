package check

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"
	"pgregory.net/rapid"

	"pairbook/generator/internal/record"
)

func loaded(t tester, files fstest.MapFS) *record.Repository {
	t.Helper()
	repo, _, err := record.Load(files)
	if err != nil {
		t.Fatal(err)
	}
	return repo
}

// TestDeletions deletes, moves and adds any number of people: only what is gone
// counts, over a quarter and not under eight.
func TestDeletions(t *testing.T) {
	base := repository(t, &txtar.Archive{})
	program := 21 // records of the base programme
	rapid.Check(t, func(t *rapid.T) {
		before, after := fstest.MapFS{}, fstest.MapFS{}
		for name, f := range base {
			before[name], after[name] = f, f
		}
		people, gone := rapid.IntRange(0, 40).Draw(t, "people"), 0
		for i := range people {
			file := &fstest.MapFile{Data: []byte("name: Somebody\n"), Mode: 0o644}
			before[fmt.Sprintf("program/people/p%d.yaml", i)] = file
			switch rapid.SampledFrom([]string{"stays", "is gone", "moves", "changes"}).Draw(t, "person") {
			case "stays":
				after[fmt.Sprintf("program/people/p%d.yaml", i)] = file
			case "moves":
				after[fmt.Sprintf("program/people/q%d.yaml", i)] = file
			case "changes":
				after[fmt.Sprintf("program/people/p%d.yaml", i)] = &fstest.MapFile{Data: []byte("name: [\n"), Mode: 0o644}
			default:
				gone++
			}
		}
		for i := range rapid.IntRange(0, 10).Draw(t, "new") {
			after[fmt.Sprintf("program/people/n%d.yaml", i)] = &fstest.MapFile{Data: []byte(fmt.Sprintf("name: N%d\n", i)), Mode: 0o644}
		}
		delete(after, "content/help.md")
		problems := Deletions(loaded(t, before), loaded(t, after))
		if want := gone >= few && gone*4 > program+people; want != (len(problems) == 1) {
			t.Fatalf("%d of %d are gone: %v", gone, program+people, problems)
		}
		if len(problems) == 1 && !strings.HasPrefix(problems[0].Message, fmt.Sprintf("%d of %d records", gone, program+people)) {
			t.Fatalf("%d of %d are gone: %s", gone, program+people, problems[0].Message)
		}
	})
}
