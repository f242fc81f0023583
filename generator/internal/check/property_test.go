package check

import (
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
	"pgregory.net/rapid"

	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
)

func TestThirtyMistakesAreThirtyProblems(t *testing.T) {
	archive, err := txtar.ParseFile("testdata/thirty.txtar")
	if err != nil {
		t.Fatal(err)
	}
	files := repository(t, archive)
	problems := problemsIn(t, files, today)
	byPath, rules := map[string]int{}, map[string]bool{}
	for _, p := range problems {
		byPath[p.Path]++
		rules[p.Rule] = true
	}
	for _, f := range archive.Files {
		if byPath[f.Name] != 1 {
			t.Errorf("%s has %d problems", f.Name, byPath[f.Name])
		}
	}
	if len(problems) != 30 || len(archive.Files) != 30 {
		t.Errorf("%d problems in %d files:\n%s", len(problems), len(archive.Files), printed(t, files, problems))
	}
	if len(rules) < 25 {
		t.Errorf("only %d rules speak", len(rules))
	}
	if diff := cmp.Diff(problems, problemsIn(t, backwards(t, files), today)); diff != "" {
		t.Errorf("the order in which files were made matters (-want +got):\n%s", diff)
	}
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	if diff := cmp.Diff(problems, problemsIn(t, files, today)); diff != "" {
		t.Errorf("the number of processors matters (-want +got):\n%s", diff)
	}
}

// backwards writes the files to a folder, the last first.
func backwards(t *testing.T, files fstest.MapFS) fs.FS {
	t.Helper()
	root := t.TempDir()
	names := slices.Sorted(maps.Keys(files))
	slices.Reverse(names)
	for _, name := range names {
		file := filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, files[name].Data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return os.DirFS(root)
}

// TestTimeAloneAddsNothing draws two days: what is found on the later one was
// found on the earlier one.
func TestTimeAloneAddsNothing(t *testing.T) {
	var repositories []*record.Repository
	for _, name := range []string{"states", "dates", "capacity", "life-is-a-warning", "replaced-mentor", "one-slip-one-problem", "public"} {
		archive, err := txtar.ParseFile("testdata/cases/" + name + ".txtar")
		if err != nil {
			t.Fatal(err)
		}
		repo, _, err := record.Load(repository(t, archive))
		if err != nil {
			t.Fatal(err)
		}
		repositories = append(repositories, repo)
	}
	rapid.Check(t, func(t *rapid.T) {
		repo := rapid.SampledFrom(repositories).Draw(t, "repository")
		earlier := when.Day(2026, 1, rapid.IntRange(1, 1000).Draw(t, "day"))
		later := earlier.Add(rapid.IntRange(0, 1000).Draw(t, "days"))
		if fresh := Run(repo, later).Without(Run(repo, earlier)); len(fresh) > 0 {
			t.Fatalf("on %s, but not on %s: %v", later, earlier, fresh)
		}
	})
}

// TestAnyMistakeAnywhere spoils a file of the base programme in any way: check
// speaks of it or not, in the same words each time, at places that exist.
func TestAnyMistakeAnywhere(t *testing.T) {
	base := repository(t, &txtar.Archive{})
	var names []string
	for name := range base {
		names = append(names, name)
	}
	slices.Sort(names)
	rapid.Check(t, func(rt *rapid.T) {
		files := repository(t, &txtar.Archive{})
		for range rapid.IntRange(1, 3).Draw(rt, "mistakes") {
			name := rapid.SampledFrom(names).Draw(rt, "file")
			spoil(rt, &files[name].Data)
		}
		problems := problemsIn(rt, files, today)
		if diff := cmp.Diff(problems, problemsIn(rt, files, today)); diff != "" {
			rt.Fatalf("twice is not the same (-first +second):\n%s", diff)
		}
		for _, p := range problems {
			if p.Line < 1 || p.Column < 1 || p.Message == "" {
				rt.Fatalf("a problem has no place or no words: %+v", p)
			}
		}
	})
}

// spoil replaces a stretch of a text with something else.
func spoil(t *rapid.T, text *[]byte) {
	from := rapid.IntRange(0, len(*text)).Draw(t, "from")
	to := min(len(*text), from+rapid.IntRange(0, 12).Draw(t, "length"))
	fresh := rapid.OneOf(
		rapid.Just(""),
		rapid.SampledFrom([]string{"\n", ": ", "- ", "[", "}", "&a ", "2026-11-31", "ines", "kofi", "state: ended\n", "\x00", "---\n", "1.5", "](x.md)", "\u202e"}),
		rapid.StringN(0, 8, -1),
	).Draw(t, "fresh")
	*text = slices.Concat((*text)[:from], []byte(fresh), (*text)[to:])
}
