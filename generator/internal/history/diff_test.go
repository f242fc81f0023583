package history

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/google/go-cmp/cmp"

	"pairbook/generator/test/here"
)

// TestDiffAgreesWithGit makes random commits and compares all pairs.
func TestDiffAgreesWithGit(t *testing.T) {
	w := newWork(t)
	r := rand.New(rand.NewPCG(1, 2))
	var stream strings.Builder
	for n := range 8 {
		fmt.Fprintf(&stream, "commit refs/heads/main\nmark :%d\ncommitter C <c@example.org> %d +0000\ndata 0\n", n+1, n)
		for range 4 {
			name := fmt.Sprintf("%s/%c/file-%c", []string{"a", "b"}[r.IntN(2)], 'a'+rune(r.IntN(3)), 'a'+rune(r.IntN(4)))
			switch {
			case r.IntN(4) == 0:
				fmt.Fprintf(&stream, "D %s\n", name)
			default:
				fmt.Fprintf(&stream, "M 100644 inline %s\ndata 1\n%d\n", name, r.IntN(3))
			}
		}
		fmt.Fprintf(&stream, "M 100644 inline n\ndata 1\n%d\n", n)
	}
	commits := w.imports(stream.String())
	var each []string
	for _, from := range commits {
		for _, to := range commits {
			each = append(each, to+" "+from)
		}
	}
	differences := [][]string{} // what git says, after each commit's own line
	for line := range strings.Lines(w.ask(each, "diff-tree", "--stdin", "--always", "-r", "--name-status", "--no-renames")) {
		line = strings.TrimSuffix(line, "\n")
		if !strings.Contains(line, "\t") {
			differences = append(differences, []string{})
			continue
		}
		last := &differences[len(differences)-1]
		*last = append(*last, line)
	}
	if len(differences) != len(each) {
		t.Fatalf("git compared %d of %d", len(differences), len(each))
	}
	repository := open(t, w.dir)
	for i, from := range commits {
		for j, to := range commits {
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
			if diff := cmp.Diff(differences[i*len(commits)+j], got); diff != "" {
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

// TestMergeBasesAgreeWithGit makes random branches and merges, with dates in no
// relation to the order. It checks each pair of commits against the definition:
// the common ancestors that are not ancestors of another one. It asks git only
// for one pair in twenty, because each is a process.
func TestMergeBasesAgreeWithGit(t *testing.T) {
	here.OnlyWhole(t)
	w := newWork(t)
	r := rand.New(rand.NewPCG(3, 4))
	var stream strings.Builder
	above := []map[int]bool{} // a commit and its ancestors
	for n := range 31 {
		fmt.Fprintf(&stream, "commit refs/heads/%d\nmark :%d\ncommitter C <c@example.org> %d +0000\ndata 2\n%02d\n", n, n+1, 86400*r.IntN(28), n)
		ancestors := map[int]bool{n: true}
		if n > 0 {
			parent, second := r.IntN(n), r.IntN(n)
			fmt.Fprintf(&stream, "from :%d\n", parent+1)
			maps.Copy(ancestors, above[parent])
			if r.IntN(3) > 0 && second != parent {
				fmt.Fprintf(&stream, "merge :%d\n", second+1)
				maps.Copy(ancestors, above[second])
			}
		}
		above = append(above, ancestors)
	}
	commits := w.imports(stream.String())
	repository := open(t, w.dir)
	several := 0
	for i, one := range commits {
		for j, other := range commits {
			got, err := repository.MergeBases(one, other)
			if err != nil {
				t.Fatal(err)
			}
			slices.Sort(got)
			want := apartAt(commits, above, i, j)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Fatalf("%s and %s went apart (-definition +here):\n%s", one, other, diff)
			}
			if len(want) > 1 {
				several++
			}
			if (i*len(commits)+j)%20 != 0 && (len(want) < 2 || several%5 != 1) {
				continue
			}
			all := strings.Fields(w.git("merge-base", "--all", one, other))
			slices.Sort(all)
			if diff := cmp.Diff(all, got); diff != "" {
				t.Fatalf("%s and %s went apart (-git +here):\n%s", one, other, diff)
			}
		}
	}
	if several < 10 {
		t.Errorf("%d times two commits went apart at several", several)
	}
}

// apartAt returns the common ancestors of two commits that are not ancestors of
// another one.
func apartAt(commits []string, above []map[int]bool, one, other int) []string {
	var best []string
	for at := range commits {
		common := func(n int) bool { return above[one][n] && above[other][n] }
		behind := func(n int) bool { return n != at && common(n) && above[n][at] }
		if common(at) && !slices.ContainsFunc(slices.Collect(maps.Keys(above[one])), behind) {
			best = append(best, commits[at])
		}
	}
	slices.Sort(best)
	return best
}

// Authors choose the date of a commit: one that claims to be later than its
// descendant is still not the merge base.
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

// Changes outside of the folder are listed, too.
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

// TestMergeBasesAfterCrosswiseMerges has both, the later first, and of the same second the
// one whose id is lower. Where the clone ends before them it says so.
func TestMergeBasesAfterCrosswiseMerges(t *testing.T) {
	t.Parallel()
	later, earlier := dated{plumbing.NewHash("bb"), 2}, dated{plumbing.NewHash("aa"), 1}
	same := dated{plumbing.NewHash("cc"), 2}
	for _, c := range []struct {
		one, other dated
		want       bool
	}{{later, earlier, true}, {earlier, later, false}, {later, same, true}, {same, later, false}, {later, later, false}} {
		if got := (byDate{c.one, c.other}).Less(0, 1); got != c.want {
			t.Errorf("%v before %v: %t", c.one, c.other, got)
		}
	}
	w := newWork(t)
	tree := w.git("hash-object", "-t", "tree", "-w", "--stdin")
	commit := func(parents ...string) string {
		args := []string{"commit-tree", tree, "-m", fmt.Sprint(len(parents), parents)}
		for _, p := range parents {
			args = append(args, "-p", p)
		}
		return w.git(args...)
	}
	root := commit()
	a, b := commit(root, root), commit(root)
	left, right := commit(a, b), commit(b, a)
	want := []string{a, b}
	slices.Sort(want)
	if got, err := open(t, w.dir).MergeBases(left, right); err != nil || !slices.Equal(got, want) {
		t.Errorf("%v, %v, want %v", got, err, want)
	}
	if got, err := open(t, w.dir).MergeBases(left, a); err != nil || !slices.Equal(got, []string{a}) {
		t.Errorf("%v, %v, want %s", got, err, a)
	}
	w.write(".git/shallow", a+"\n"+b+"\n")
	for _, two := range [][2]string{{left, commit()}, {left, root}} {
		_, err := open(t, w.dir).MergeBases(two[0], two[1])
		fails(t, err, ErrShallow)
	}
}
