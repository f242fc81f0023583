package history

import (
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// TestArrivals asks when the pages of a branch came: one that a merge brought, one that
// came again, one that was moved, and those that were there from the first.
func TestArrivals(t *testing.T) {
	w := newWork(t)
	day := 0
	commit := func(args ...string) {
		day++
		w.git("add", "--all")
		at := time.Date(2026, 10, day, 23, 30, 0, 0, time.FixedZone("", -2*60*60)).Format(time.RFC3339)
		c := w.command(append(args, "-m", "page")...)
		c.Env = append(c.Env, "GIT_COMMITTER_DATE="+at, "GIT_AUTHOR_DATE=2020-01-01T00:00:00Z")
		if out, err := c.CombinedOutput(); err != nil {
			t.Fatalf("%s: %v", out, err)
		}
	}
	simple := []string{"commit", "--quiet", "--allow-empty"}
	w.write("p/content/first.md", "first")
	w.write("p/content/moved.md", "moved")
	w.write("p/content/again.md", "again")
	commit(simple...) // 1
	w.write("p/content/a/new.md", "new")
	w.write("p/program/other.yaml", "x")
	commit(simple...) // 2
	w.git("rm", "--quiet", "p/content/again.md")
	commit(simple...) // 3
	w.git("checkout", "--quiet", "-b", "side")
	w.write("p/content/merged.md", "merged")
	commit(simple...) // 4
	w.git("checkout", "--quiet", "main")
	w.write("p/content/again.md", "again")
	w.write("p/content/a/new.md", "changed")
	w.git("mv", "p/content/moved.md", "p/content/here.md")
	commit(simple...)                                          // 5
	commit("merge", "--quiet", "--no-ff", "--no-edit", "side") // 6
	w.write("p/content/uncommitted.md", "u")

	ask := func(dir, rev string, since time.Time) map[string]string {
		r, err := Open(dir)
		if err != nil {
			t.Fatal(err)
		}
		found, err := r.Arrivals(rev, "content", since)
		if err != nil {
			t.Fatal(err)
		}
		days := map[string]string{}
		for file, came := range found {
			days[file] = came.Format("01-02")
		}
		return days
	}
	at := filepath.Join(w.dir, "p")
	all := map[string]string{"content/a/new.md": "10-03", "content/again.md": "10-06", "content/merged.md": "10-07"}
	for _, c := range []struct {
		rev   string
		since time.Time
		want  map[string]string
	}{
		{"HEAD", time.Time{}, all},
		{"HEAD", time.Date(2026, 10, 6, 0, 0, 0, 0, time.UTC), map[string]string{"content/again.md": "10-06", "content/merged.md": "10-07"}},
		{"HEAD", time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC), map[string]string{}},
		{"HEAD~2", time.Time{}, map[string]string{"content/a/new.md": "10-03"}},
		{"HEAD~4", time.Time{}, map[string]string{}},
	} {
		if diff := cmp.Diff(c.want, ask(at, c.rev, c.since)); diff != "" {
			t.Errorf("%s since %s:\n%s", c.rev, c.since, diff)
		}
	}
	for depth, want := range map[string]map[string]string{"1": {}, "2": {"content/merged.md": "10-07"}} {
		shallow := filepath.Join(t.TempDir(), "shallow")
		w.git("clone", "--quiet", "--depth", depth, "file://"+w.dir, shallow)
		if diff := cmp.Diff(want, ask(filepath.Join(shallow, "p"), "HEAD", time.Time{})); diff != "" {
			t.Errorf("%s deep:\n%s", depth, diff)
		}
	}
}
