package life

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"pairbook/generator/internal/check"
	"pairbook/generator/internal/edit"
	"pairbook/generator/internal/measure"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
	"pairbook/generator/test/here"
	"pairbook/generator/test/mini"
)

func TestMain(m *testing.M) { os.Exit(here.Tests(m)) }

// world is a repository in memory, and the day to look at it.
type world struct {
	files fstest.MapFS
	day   when.Date
}

// worlds are the miniature and the example, with private lists.
func worlds(t *testing.T) map[string]world {
	t.Helper()
	private := func(a, b string) fstest.MapFS {
		return fstest.MapFS{
			"private/avoid.yaml":   mini.File("# Who asked, and when.\n- [%s, %s] # said in May\n", a, b),
			"private/names.yaml":   mini.File("%s: %s\n", a, "Somebody Else"),
			"private/contacts.csv": mini.File("person,email\r\n%s,a@harbour.example\r\n%s,\"b@harbour.example\"\r\n", a, b),
		}
	}
	all := map[string]world{"mini": {mini.Files(mini.Everything), mini.Day}, "example": {fstest.MapFS{}, when.Day(2026, 11, 20)}}
	maps.Copy(all["mini"].files, private("idada", "ideve"))
	example := os.DirFS(here.Example(t))
	for _, top := range []string{"program", "content"} {
		err := fs.WalkDir(example, top, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			data, err := fs.ReadFile(example, path)
			all["example"].files[path] = &fstest.MapFile{Data: data}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	maps.Copy(all["example"].files, private("kwabena", "mateo"))
	return all
}

func load(t *testing.T, files fs.FS) *record.Repository {
	t.Helper()
	repo, _, err := record.Load(files)
	if err != nil {
		t.Fatal(err)
	}
	return repo
}

// after returns the files with the changes.
func after(files fstest.MapFS, changes []edit.Change) fstest.MapFS {
	changed := maps.Clone(files)
	for _, c := range changes {
		if c.Gone {
			delete(changed, c.Path)
		} else {
			changed[c.Path] = &fstest.MapFile{Data: c.New}
		}
	}
	return changed
}

// figures are all figures of a repository as JSON, with what a person's id stands for in
// paths made the same.
func figures(t *testing.T, repo *record.Repository, day when.Date, same func(path string) string) string {
	t.Helper()
	var all []string
	add := func(where string, list []measure.Figure) {
		for _, f := range list {
			for i, path := range f.Records {
				f.Records[i] = same(path)
			}
			slices.Sort(f.Records)
			text, err := json.Marshal(f)
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, where+" "+string(text))
		}
	}
	for _, c := range measure.Programme(repo, day).Cohorts {
		add(string(c.Record.ID), c.Figures)
		for _, e := range c.Expectations {
			add(string(c.Record.ID)+" expected", []measure.Figure{e.Figure})
		}
		var pairings []string
		for _, p := range c.Pairings {
			add(same(string(c.Record.ID)+"/"+string(p.Record.ID)), p.Figures)
			pairings = append(pairings, fmt.Sprint(len(p.Held), p.State))
		}
		slices.Sort(pairings)
		all = append(all, pairings...)
	}
	slices.Sort(all)
	return strings.Join(all, "\n")
}

// problems counts what check finds, by rule.
func problems(t *testing.T, files fs.FS, day when.Date) map[string]int {
	t.Helper()
	repo, found, err := record.Load(files)
	if err != nil {
		t.Fatal(err)
	}
	rules := map[string]int{}
	for _, p := range append(found, check.Run(repo, day)...) {
		rules[p.Rule]++
	}
	return rules
}

// some are the people whom a test tries: all of a small world, a few of a large one, and
// fewer where tests leave something out.
func some(repo *record.Repository) (ids []record.PersonID) {
	each := 36
	if here.Whole() {
		each = 12
	}
	for i, id := range repo.People.IDs() {
		if repo.People.Len() < 10 || i%each == 0 || id == "kwabena" {
			ids = append(ids, id)
		}
	}
	return ids
}

// TestNothingIsDoneByHalves has each file that a step changes be unreadable.
func TestNothingIsDoneByHalves(t *testing.T) {
	w := worlds(t)["mini"]
	for name, step := range map[string]func(d *Draft) error{
		"rename": func(d *Draft) error { return d.Rename(d.Repo.People.Get("idada"), "zz-9") },
		"leave":  func(d *Draft) error { return d.Leave(d.Repo.People.Get("idada"), record.MovedOn) },
		"open":   func(d *Draft) error { return d.OpenCohort(d.Repo.Cohorts.Get("spring")) },
		"close":  func(d *Draft) error { return d.CloseCohort(d.Repo.Cohorts.Get("spring"), record.MovedOn) },
	} {
		repo := load(t, w.files)
		d := NewDraft(repo, w.files, w.day)
		if err := step(d); err != nil {
			t.Fatal(name, err)
		}
		for _, c := range d.Changes() {
			broken := maps.Clone(w.files)
			broken[c.Path] = &fstest.MapFile{Mode: fs.ModeDir}
			if err := step(NewDraft(repo, broken, w.day)); c.Old != nil && (err == nil || !strings.Contains(err.Error(), c.Path)) {
				t.Errorf("%s, and %s cannot be read: %v", name, c.Path, err)
			}
		}
	}
}

// TestRenamedIsTheSame renames people, and each back: check finds nothing else, the
// figures are the same but for the id, and all bytes are again what they were.
func TestRenamedIsTheSame(t *testing.T) {
	for name, w := range worlds(t) {
		before, repo := problems(t, w.files, w.day), load(t, w.files)
		for _, id := range some(repo) {
			d := NewDraft(repo, w.files, w.day)
			if err := d.Rename(repo.People.Get(id), "zz-9"); err != nil {
				t.Fatal(name, id, err)
			}
			renamed := after(w.files, d.Changes())
			if diff := cmp.Diff(before, problems(t, renamed, w.day)); diff != "" {
				t.Errorf("%s: check finds otherwise when %s is renamed (-before +after):\n%s", name, id, diff)
			}
			same := func(path string) string {
				return strings.NewReplacer("/"+string(id)+".yaml", "/zz-9.yaml").Replace(path)
			}
			if diff := cmp.Diff(figures(t, repo, w.day, same), figures(t, load(t, renamed), w.day, same)); diff != "" {
				t.Errorf("%s: other figures when %s is renamed:\n%s", name, id, diff)
			}
			for path, f := range renamed {
				if !strings.HasPrefix(path, "private/") {
					continue
				}
				if had := strings.Contains(string(w.files[path].Data), string(id)); had != strings.Contains(string(f.Data), "zz-9") {
					t.Errorf("%s: %s in %s:\n%s", name, id, path, f.Data)
				}
			}
			back := NewDraft(load(t, renamed), renamed, w.day)
			if err := back.Rename(back.Repo.People.Get("zz-9"), id); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(w.files, after(renamed, back.Changes())); diff != "" {
				t.Fatalf("%s: %s is not what it was (-before +after):\n%s", name, id, diff)
			}
		}
	}
}

// TestMergedIsOnceInEachList makes one person of two who stand beside each other in
// every kind of list, and in each other's records.
func TestMergedIsOnceInEachList(t *testing.T) {
	files := mini.Files(mini.Everything)
	files["program/people/idbob2.yaml"] = mini.File("name: Namebob Firthbob\nmanager: idbob\n")
	for _, c := range [][3]string{
		{"program/cohorts/next/cohort.yaml", "mentee: idbob, by: idboss}", "mentee: idbob, by: idboss}, {mentor: idada, mentee: idbob2, by: idboss}"},
		{"program/cohorts/spring/enrolments/idada.yaml", "[idbob]", "[idbob, ideve, idbob2]"},
		{"program/cohorts/spring/enrolments/idbob.yaml", "mentee:", "prefers: [idbob2]\nmentee:"},
		{"program/cohorts/spring/gatherings/2026-03-19.md", "[idada, idboss, idcyd]", "[idbob2, idada, idbob]"},
	} {
		f := files[c[0]]
		if f.Data = []byte(strings.Replace(string(f.Data), c[1], c[2], 1)); !strings.Contains(string(f.Data), c[2]) {
			t.Fatalf("%s has no %s", c[0], c[1])
		}
	}
	d := NewDraft(load(t, files), files, mini.Day)
	if err := d.Merge(d.Repo.People.Get("idbob2"), d.Repo.People.Get("idbob")); err != nil {
		t.Fatal(err)
	}
	repo := load(t, after(files, d.Changes()))
	spring, next := repo.Cohorts.Get("spring"), repo.Cohorts.Get("next")
	got := fmt.Sprint(len(next.Pins), spring.Enrolments.Get("idada").Prefers, spring.Enrolments.Get("idbob").Prefers, *spring.Gatherings[0].Attended, repo.People.Get("idbob").Manager == "")
	if want := "1 [idbob ideve] [] [idbob idada] true"; got != want {
		t.Errorf("they are %s, not %s", got, want)
	}
}
