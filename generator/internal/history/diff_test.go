package history

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestDiffAgreesWithGit makes commits at random and compares each two.
func TestDiffAgreesWithGit(t *testing.T) {
	w := newWork(t)
	r := rand.New(rand.NewPCG(1, 2))
	var commits []string
	for n := range 8 {
		for range 4 {
			name := fmt.Sprintf("%s/%c/file-%c", []string{"a", "b"}[r.IntN(2)], 'a'+rune(r.IntN(3)), 'a'+rune(r.IntN(4)))
			switch {
			case r.IntN(4) == 0:
				_, _ = w.try("rm", "-q", "--ignore-unmatch", name)
			default:
				w.write(name, fmt.Sprint(r.IntN(3)))
			}
		}
		w.write("n", fmt.Sprint(n))
		commits = append(commits, w.commit(fmt.Sprint(n)))
	}
	repository := open(t, w.dir)
	for _, from := range commits {
		for _, to := range commits {
			changes, err := repository.Diff(from, to)
			if err != nil {
				t.Fatal(err)
			}
			got := []string{}
			for _, c := range changes {
				letter := "M"
				switch {
				case c.Before == nil:
					letter = "A"
				case c.After == nil:
					letter = "D"
				}
				got = append(got, letter+"\t"+c.Path)
			}
			want := strings.Split(w.git("diff", "--name-status", "--no-renames", from, to), "\n")
			want = slices.DeleteFunc(want, func(s string) bool { return s == "" })
			if diff := cmp.Diff(want, got); diff != "" {
				t.Fatalf("%s to %s (-git +here):\n%s", from, to, diff)
			}
		}
	}
}

func TestDiffTellsLinks(t *testing.T) {
	w := newWork(t)
	w.write("a", "text")
	from := w.commit("a file")
	blob := w.git("hash-object", "-w", "a")
	w.git("update-index", "--add", "--cacheinfo", "120000,"+blob+",link")
	w.git("commit", "--quiet", "--message=a link")
	changes, err := open(t, w.dir).Diff(from, "HEAD")
	if err != nil || len(changes) != 1 || changes[0].Path != "link" || changes[0].After.Mode.IsRegular() || changes[0].After.ID != blob || changes[0].After.Size != 4 {
		t.Errorf("%+v, %v", changes, err)
	}
}

// TestMergeBasesAgreeWithGit makes branches and merges at random, with dates
// that say nothing of the order.
func TestMergeBasesAgreeWithGit(t *testing.T) {
	w := newWork(t)
	r := rand.New(rand.NewPCG(3, 4))
	w.write("a", "0")
	commits := []string{w.commit("0")}
	tree := w.git("rev-parse", "HEAD^{tree}")
	for n := range 30 {
		parents := []string{"-p", commits[r.IntN(len(commits))]}
		if second := commits[r.IntN(len(commits))]; r.IntN(3) > 0 && second != parents[1] {
			parents = append(parents, "-p", second)
		}
		cmd := w.command(append([]string{"commit-tree", tree, "-m", fmt.Sprint(n)}, parents...)...)
		cmd.Env = append(cmd.Env, fmt.Sprintf("GIT_COMMITTER_DATE=2026-01-%02dT00:00:00Z", 1+r.IntN(28)))
		out, err := cmd.Output()
		if err != nil {
			t.Fatal(err)
		}
		commits = append(commits, strings.TrimSpace(string(out)))
	}
	repository := open(t, w.dir)
	several := 0
	for _, one := range commits {
		for _, other := range commits {
			got, err := repository.MergeBases(one, other)
			if err != nil {
				t.Fatal(err)
			}
			all := strings.Fields(w.git("merge-base", "--all", one, other))
			if len(all) > 1 {
				several++
			}
			slices.Sort(all)
			if diff := cmp.Diff(all, slices.Sorted(slices.Values(got))); diff != "" {
				t.Fatalf("%s and %s went apart (-git +here):\n%s", one, other, diff)
			}
		}
	}
	if several == 0 {
		t.Error("no two commits went apart at several")
	}
}

// Whoever writes a commit chooses its date: one that is older than another but
// claims to be later is still not where two went apart.
func TestMergeBasesAreNotMisledByDates(t *testing.T) {
	w := newWork(t)
	w.write("a", "0")
	root := w.commit("0")
	tree := w.git("rev-parse", "HEAD^{tree}")
	at := func(day int, parents ...string) string {
		args := []string{"commit-tree", tree, "-m", fmt.Sprint(day)}
		for _, p := range parents {
			args = append(args, "-p", p)
		}
		cmd := w.command(args...)
		cmd.Env = append(cmd.Env, fmt.Sprintf("GIT_COMMITTER_DATE=2026-03-%02dT00:00:00Z", day))
		out, err := cmd.Output()
		if err != nil {
			t.Fatal(err)
		}
		return strings.TrimSpace(string(out))
	}
	early := at(28, root) // claims to be late
	middle := at(2, early)
	late := at(1, middle) // claims to be early
	one, other := at(10, early, late), at(11, late, early)
	got, err := open(t, w.dir).MergeBases(one, other)
	if err != nil || !slices.Equal(got, []string{late}) {
		t.Errorf("%v, %v, want %s alone", got, err, late)
	}
}

func TestMergeBasesOfStrangers(t *testing.T) {
	w := newWork(t)
	w.write("a", "0")
	one := w.commit("0")
	other := w.git("commit-tree", "HEAD^{tree}", "-m", "another beginning")
	_, err := open(t, w.dir).MergeBases(one, other)
	fails(t, err, ErrNoCommon, one, other)
}

// What lies outside of the folder is changed, too, and is not passed over.
func TestDiffOfAFolderTellsWhatIsOutside(t *testing.T) {
	w := newWork(t)
	w.write("team/program/a", "1")
	w.write("team/other", "1")
	w.write("top", "1")
	from := w.commit("1")
	w.write("team/program/a", "2")
	w.write("team/other", "2")
	w.write("top", "2")
	w.write("team/program-b", "2")
	w.commit("2")
	changes, err := open(t, w.at("team/program")).Diff(from, "HEAD")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, c := range changes {
		got = append(got, c.Path)
	}
	if want := []string{"../../top", "../other", "../program-b", "a"}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

func TestHolds(t *testing.T) {
	w := newWork(t)
	w.write("a/b", "text\n")
	blob := w.git("hash-object", "-w", "a/b")
	w.git("update-index", "--add", "--cacheinfo", "120000,"+blob+",link")
	w.git("add", "a/b")
	w.git("commit", "--quiet", "--message=1")
	commit, err := open(t, w.dir).FS("HEAD")
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]bool{"a/b": true, "link": false, "a": false, "none": false, "../a/b": false} {
		if got := Holds(commit, name, []byte("text\n")); got != want {
			t.Errorf("%s: %v", name, got)
		}
	}
	if Holds(commit, "a/b", []byte("text")) || Holds(os.DirFS(w.dir), "a/b", []byte("text\n")) {
		t.Error("other bytes, or a folder of the disk, are held")
	}
}
