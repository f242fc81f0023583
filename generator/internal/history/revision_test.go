package history

import (
	"fmt"
	"io/fs"
	"os"
	"strings"
	"testing"
)

// branchy is a repository with a merge, tags, a remote branch, and names that
// look like something else.
var branchy = once(func(t testing.TB) work {
	w := newWork(t)
	w.write("program/n", "1")
	w.commit("1")
	w.git("branch", "old")
	w.git("checkout", "--quiet", "-b", "topic/side")
	w.write("program/side", "s")
	w.commit("side")
	w.git("checkout", "--quiet", "main")
	w.write("program/n", "2")
	w.commit("2")
	w.git("merge", "--quiet", "--no-ff", "-m", "merge", "topic/side")
	w.git("tag", "light")
	w.git("tag", "-a", "-m", "annotated", "v1.0", "HEAD~1")
	w.git("tag", "-a", "-m", "a tag of a tag", "v1.0-again", "v1.0")
	w.git("tag", "a-file", "HEAD:program/n")
	w.git("update-ref", "refs/remotes/origin/main", "HEAD~2")
	w.git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/main")
	w.git("branch", "both", "HEAD~1")
	w.git("tag", "both", "HEAD~2")
	return w
})

func TestRevisionsAgreeWithGit(t *testing.T) {
	w := branchy(t)
	head := w.git("rev-parse", "HEAD")
	w.git("branch", head[:6], "old") // a branch whose name is a commit's, shortened
	revs := []string{
		"HEAD", "@", "main", "heads/main", "refs/heads/main", "topic/side", "old", "light", "v1.0", "tags/v1.0", "v1.0-again", "both",
		"origin/main", "origin", "remotes/origin/main", "HEAD~0", "HEAD~", "HEAD~1", "HEAD~2", "HEAD~~", "HEAD^", "HEAD^0", "HEAD^1", "HEAD^2", "HEAD^^",
		"HEAD^2~1", "main~1^1", "v1.0~1", head, strings.ToUpper(head), head[:6], head[:7], head[:8], head[:20], head[:39], strings.ToUpper(head[:9]), head[:9] + "~2",
	}
	for _, packed := range []bool{false, true} {
		if packed {
			w.git("gc", "--quiet")
			w.git("pack-refs", "--all")
		}
		r := open(t, w.dir)
		var commits []string
		for _, rev := range revs {
			commits = append(commits, rev+"^{commit}")
		}
		said := strings.Split(w.ask(commits, "cat-file", "--batch-check=%(objectname)"), "\n")
		for i, rev := range revs {
			got, err := r.resolve(rev)
			if err != nil || got.String() != said[i] {
				t.Errorf("packed %v: %s: %s, %v, git says %s", packed, rev, got, err, said[i])
			}
		}
	}
	if got, err := open(t, w.dir).Commit("HEAD"); err != nil || got != head {
		t.Errorf("Head: %s, %v, want %s", got, err, head)
	}
}

func TestUnknownRevisions(t *testing.T) {
	w := branchy(t)
	r := open(t, w.dir)
	for _, rev := range []string{
		"", "none", "origin/none", "main/x", "heads", "refs/heads", "~1", "^", "HEAD~9", "HEAD^3", "HEAD^9999999999999999999999", "HEAD~x", "main@{1}", "main@{yesterday}",
		"main:program", ":/merge", "HEAD^{/merge}", "HEAD^{tree}", "main..old", "-main", "--all", "../config", "config", "index", "refs/../config", "a b", "main\x00", "dead", "abc",
		strings.Repeat("0", 40), strings.Repeat("d", 40), strings.Repeat("d", 41), "\xff", strings.Repeat("x/", 500),
	} {
		_, err := r.FS(rev)
		fails(t, err, ErrUnknownRevision)
	}
	if _, err := r.FS("a-file"); err == nil || !strings.Contains(err.Error(), "blob, not a commit") {
		t.Errorf("a tag of a file: %v", err)
	}
}

func TestAShortenedNameOfTwoCommits(t *testing.T) {
	w := newWork(t)
	var stream strings.Builder
	for i := range 1000 { // of 65,536 names with four digits
		fmt.Fprintf(&stream, "commit refs/heads/main\ncommitter C <c@example.org> %d +0000\ndata 0\n", 1767322245+i)
	}
	cmd := w.command("fast-import", "--quiet")
	cmd.Stdin = strings.NewReader(stream.String())
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	seen := map[string]string{}
	for id := range strings.FieldsSeq(w.git("rev-list", "main")) {
		if other, found := seen[id[:4]]; found {
			_, err := open(t, w.dir).FS(id[:4])
			fails(t, err, ErrUnknownRevision, id, other, " or ")
			return
		}
		seen[id[:4]] = id
	}
	t.Fatal("no two commits start alike")
}

func TestFSOfAnEarlierCommit(t *testing.T) {
	w := branchy(t)
	r := open(t, w.at("program"))
	holds(t, files(t, r, "HEAD"), map[string]string{"n": "2", "side": "s"})
	holds(t, files(t, r, "v1.0"), map[string]string{"n": "2"})
	holds(t, files(t, r, "origin/main"), map[string]string{"n": "1"})

	w.mkdir("later/on")
	_, err := open(t, w.at("later/on")).FS("HEAD")
	fails(t, err, fs.ErrNotExist, "later/on")
	w.write("later/on/x", "x")
	w.commit("later")
	holds(t, files(t, open(t, w.at("later/on")), "HEAD"), map[string]string{"x": "x"})
	if err := os.RemoveAll(w.at("later")); err != nil {
		t.Fatal(err)
	}
	w.write("later", "now a file")
	now := w.commit("a file")
	w.git("rm", "--quiet", "later")
	w.mkdir("later")
	_, err = open(t, w.at("later")).FS(now)
	fails(t, err, errNotFolder)
}

func FuzzParseRevision(f *testing.F) {
	for _, seed := range []string{"main", "HEAD~2^", "@", "@{1}", "^^^", "a~99999999999999999999", "x^{y}"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, rev string) {
		base, steps, err := parseRevision(rev)
		if err != nil {
			return
		}
		if base == "" || strings.ContainsAny(base, "^~:") {
			t.Errorf("%q: base %q", rev, base)
		}
		for _, s := range steps {
			if s.op != '^' && s.op != '~' || s.n < 0 {
				t.Errorf("%q: step %v", rev, s)
			}
		}
	})
}
