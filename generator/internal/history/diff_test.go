package history

import (
	"fmt"
	"math/rand/v2"
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

// TestMergeBaseAgreesWithGit makes branches and merges at random.
func TestMergeBaseAgreesWithGit(t *testing.T) {
	w := newWork(t)
	r := rand.New(rand.NewPCG(3, 4))
	w.write("a", "0")
	commits := []string{w.commit("0")}
	tree := w.git("rev-parse", "HEAD^{tree}")
	for n := range 30 {
		parents := []string{"-p", commits[r.IntN(len(commits))]}
		if second := commits[r.IntN(len(commits))]; r.IntN(3) == 0 && second != parents[1] {
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
	for _, one := range commits {
		for _, other := range commits {
			got, err := repository.MergeBase(one, other)
			if err != nil {
				t.Fatal(err)
			}
			if all := strings.Fields(w.git("merge-base", "--all", one, other)); !slices.Contains(all, got) {
				t.Fatalf("%s and %s went apart at %v, not at %s", one, other, all, got)
			}
		}
	}
}

func TestMergeBaseOfStrangers(t *testing.T) {
	w := newWork(t)
	w.write("a", "0")
	one := w.commit("0")
	other := w.git("commit-tree", "HEAD^{tree}", "-m", "another beginning")
	_, err := open(t, w.dir).MergeBase(one, other)
	fails(t, err, ErrNoCommon, one, other)
}
