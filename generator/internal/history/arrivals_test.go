package history

import (
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pairbook/generator/test/here"
)

// commitOn commits everything, or does what is given instead, on a day of October 2026.
func (w work) commitOn(day int, args ...string) {
	w.t.Helper()
	w.git("add", "--all")
	if len(args) == 0 {
		args = []string{"commit", "--quiet", "--allow-empty"}
	}
	at := time.Date(2026, 10, day, 23, 30, 0, 0, time.FixedZone("", -2*60*60)).Format(time.RFC3339)
	c := w.command(append(args, "-m", "page")...)
	c.Env = append(c.Env, "GIT_COMMITTER_DATE="+at, "GIT_AUTHOR_DATE=2020-01-01T00:00:00Z")
	if out, err := c.CombinedOutput(); err != nil {
		w.t.Fatalf("%s: %v", out, err)
	}
}

// arrivalDays returns the days of Arrivals, "first" for what was there from the first.
func arrivalDays(t *testing.T, dir, rev string) (days map[string]string, cutOff bool) {
	t.Helper()
	r, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	found, err := r.Arrivals(rev, "content")
	if err != nil {
		t.Fatal(err)
	}
	days = map[string]string{}
	for file, came := range found.Files {
		if days[file] = came.At.Format("01-02"); came.First {
			days[file] = "first"
		}
		if !came.Changed.Equal(came.At) {
			days[file] += came.Changed.Format(" to 01-02")
		}
	}
	return days, found.CutOff
}

// TestArrivals asks when the pages of a branch came: one that a merge brought, one that
// came again, some that were moved, and those that were there from the first.
func TestArrivals(t *testing.T) {
	w := newWork(t)
	w.write("p/content/first.md", "first")
	w.write("p/content/moved.md", "moved")
	w.write("p/content/again.md", "again")
	w.commitOn(1)
	w.write("p/content/a/new.md", "new")
	w.write("p/content/on.md", "on and on")
	w.write("p/program/other.yaml", "x")
	w.commitOn(2)
	w.git("rm", "--quiet", "p/content/again.md")
	w.commitOn(3)
	w.git("checkout", "--quiet", "-b", "side")
	w.write("p/content/merged.md", "merged")
	w.commitOn(4)
	w.git("checkout", "--quiet", "main")
	w.write("p/content/again.md", "again")
	w.write("p/content/a/new.md", "changed")
	w.git("mv", "p/content/moved.md", "p/content/here.md")
	w.git("mv", "p/content/on.md", "p/content/a/on.md")
	w.commitOn(5)
	w.commitOn(6, "merge", "--quiet", "--no-ff", "--no-edit", "side")
	w.git("mv", "p/content/a/on.md", "p/content/on.md")
	w.commitOn(7)
	w.write("p/content/uncommitted.md", "u")

	at := filepath.Join(w.dir, "p")
	for rev, want := range map[string]map[string]string{
		"HEAD": {"content/first.md": "first", "content/here.md": "first", "content/a/new.md": "10-03 to 10-06", "content/on.md": "10-03",
			"content/again.md": "10-06", "content/merged.md": "10-07"},
		"HEAD~3": {"content/first.md": "first", "content/moved.md": "first", "content/a/new.md": "10-03", "content/on.md": "10-03"},
		"HEAD~5": {"content/first.md": "first", "content/moved.md": "first", "content/again.md": "first"},
	} {
		days, cutOff := arrivalDays(t, at, rev)
		if diff := cmp.Diff(want, days); diff != "" || cutOff {
			t.Errorf("%s, cut off: %t\n%s", rev, cutOff, diff)
		}
	}
	// A clone three deep ends with the commit that brought again.md back.
	for depth, want := range map[string]map[string]string{"1": {}, "3": {"content/merged.md": "10-07"}} {
		shallow := filepath.Join(t.TempDir(), "shallow")
		w.git("clone", "--quiet", "--depth", depth, "file://"+w.dir, shallow)
		days, cutOff := arrivalDays(t, filepath.Join(shallow, "p"), "HEAD")
		if diff := cmp.Diff(want, days); diff != "" || !cutOff {
			t.Errorf("%s deep, cut off: %t\n%s", depth, cutOff, diff)
		}
	}
}

// TestArrivalsAgreeWithGit makes histories with merges, also crosswise, with files
// moved, removed, brought back and squashed, and replays git's own log of each from
// the first commit on.
func TestArrivalsAgreeWithGit(t *testing.T) {
	for seed := range uint64(here.Cases(10, 200)) {
		rnd := rand.New(rand.NewPCG(seed, 1))
		w := newWork(t)
		commits := w.imports(randomHistory(rnd, 40))
		r := open(t, w.dir)
		for _, rev := range []string{commits[len(commits)-1], commits[rnd.IntN(len(commits))]} {
			found, err := r.Arrivals(rev, "content", "program/cohorts")
			if err != nil || found.CutOff {
				t.Fatal(err, found.CutOff)
			}
			log := w.git("log", "--reverse", "--first-parent", "-m", "--name-status", "-M100%", "--format=format:"+asked, rev, "--", "content", "program/cohorts")
			if diff := cmp.Diff(replay(t, log), found.Files); diff != "" {
				t.Fatalf("seed %d, %s:\n%s\n%s", seed, rev, diff, log)
			}
		}
	}
}

// randomHistory is a stream for fast-import. A commit changes a few files of its first
// parent, takes up some of its second, or has the files of any other.
func randomHistory(rnd *rand.Rand, length int) string {
	var stream strings.Builder
	var trees []map[string]string
	folders := []string{"content", "content/a", "content/a.b", "program/cohorts", "program/people", "program/cohorts/c"}
	for i := range length {
		message := randomMessage(rnd)
		fmt.Fprintf(&stream, "commit refs/heads/main\nmark :%d\nauthor %s 1767225600 +0100\ncommitter C <c@example.org> %d +0100\ndata %d\n%s\n",
			i+1, randomPerson(rnd), 1767225600+86400*i+rnd.IntN(80000), len(message), message)
		files := map[string]string{}
		if i > 0 {
			parent := max(0, i-1-rnd.IntN(3))
			fmt.Fprintf(&stream, "from :%d\n", parent+1)
			files = maps.Clone(trees[parent])
			switch other := rnd.IntN(i); rnd.IntN(6) {
			case 0:
				files = maps.Clone(trees[other])
			case 1, 2:
				fmt.Fprintf(&stream, "merge :%d\n", other+1)
				for _, name := range slices.Sorted(maps.Keys(trees[other])) {
					if rnd.IntN(4) > 0 {
						files[name] = trees[other][name]
					}
				}
			}
		}
		for n := range rnd.IntN(4) {
			files[folders[rnd.IntN(len(folders))]+fmt.Sprintf("/f%d", rnd.IntN(12))] = fmt.Sprintf("%d, %d", i, n)
		}
		for _, name := range slices.Sorted(maps.Keys(files)) {
			switch rnd.IntN(16) {
			case 0:
				delete(files, name)
			case 1:
				text := files[name]
				delete(files, name)
				files[folders[rnd.IntN(len(folders))]+fmt.Sprintf("/f%d", rnd.IntN(12))] = text
			}
		}
		stream.WriteString("deleteall\n")
		for name, text := range files {
			fmt.Fprintf(&stream, "M 100644 inline %s\ndata %d\n%s\n", name, len(text), text)
		}
		trees = append(trees, files)
	}
	return stream.String()
}

func randomPerson(rnd *rand.Rand) string {
	return pick(rnd, "Ada <ada@example.org>", "Bo B. <2+bo@users.noreply.github.com>", "Zoë: <zoë@example.org>", "<nameless@example.org>")
}

func pick(rnd *rand.Rand, of ...string) string { return of[rnd.IntN(len(of))] }

// randomMessage has paragraphs of words and of trailers, and some that mix the two.
func randomMessage(rnd *rand.Rand) string {
	var lines []string
	for range rnd.IntN(9) {
		lines = append(lines, pick(rnd, "", "", "a log", "See: there", " more", "\tand more", "two words: no trailer", "Reviewed-by: nobody known",
			"Co-authored-by: "+randomPerson(rnd), "Reviewed-by: "+randomPerson(rnd), "reviewed-BY \t:"+randomPerson(rnd), "Co-Authored-By:\n "+randomPerson(rnd)))
	}
	return strings.Join(lines, "\n")
}

// asked is the format of a log: when, after which commits and by whom.
const asked = "@%ct %p%n#%an <%ae>%n%(trailers:key=Co-authored-by,key=Reviewed-by,valueonly,unfold)"

// replay follows files through a log from the first commit on.
func replay(t *testing.T, log string) map[string]Arrival {
	t.Helper()
	files := map[string]Arrival{}
	var now Arrival
	for line := range strings.Lines(log) {
		fields := strings.Fields(line)
		name, address, named := strings.Cut(strings.TrimPrefix(strings.TrimSpace(line), "#"), "<")
		switch {
		case len(fields) == 0:
		case named:
			now.By = append(now.By, Signature{strings.TrimSpace(name), strings.TrimSuffix(address, ">")})
		case fields[0][0] == '@':
			seconds, err := strconv.ParseInt(fields[0][1:], 10, 64)
			if err != nil {
				t.Fatal(err)
			}
			at := time.Unix(seconds, 0).UTC()
			now = Arrival{At: at, First: len(fields) == 1, Changed: at}
		case fields[0] == "A":
			files[fields[1]] = now
		case fields[0] == "M":
			changed := files[fields[1]]
			changed.Changed = now.Changed
			files[fields[1]] = changed
		case fields[0] == "D":
			delete(files, fields[1])
		case fields[0] == "R100":
			files[fields[2]] = files[fields[1]]
			delete(files, fields[1])
		}
	}
	return files
}

// TestArrivalsOfDamage asks of a history that lacks a commit, and of one with a tree
// that no git would make.
func TestArrivalsOfDamage(t *testing.T) {
	w := newWork(t)
	w.write("content/a.md", "a")
	first := w.commit("first")
	w.write("content/b.md", "b")
	w.commit("second")
	if err := os.Remove(w.at(".git/objects/" + first[:2] + "/" + first[2:])); err != nil {
		t.Fatal(err)
	}
	if _, err := open(t, w.dir).Arrivals("HEAD", "content"); !errors.Is(err, errMissing) {
		t.Errorf("without the first commit: %v", err)
	}
	for _, bytes := range []string{"100644 a", "100644\x00", "x y\x00short", "40000 \x0012345678901234567890"} {
		c := &cursor{rest: []byte(bytes)}
		if c.next(); c.more() || !c.broken {
			t.Errorf("%q has the entry %q", bytes, c.name)
		}
	}
}
