package history

import "testing"

func TestRemoteBranchAndPushed(t *testing.T) {
	w := newWork(t)
	says := func(name, address, branch string) {
		t.Helper()
		r := open(t, w.dir)
		if n, a := r.Remote(); n != name || a != address || r.Branch() != branch {
			t.Errorf("the remote is %q at %q and the branch %q, want %q at %q and %q", n, a, r.Branch(), name, address, branch)
		}
	}
	pushed := func(commit string, want bool) {
		t.Helper()
		if got := open(t, w.dir).Pushed(commit); got != want {
			t.Errorf("pushed: %v, want %v", got, want)
		}
	}
	says("", "", "main") // without a commit
	w.commit("first")
	first := w.git("rev-parse", "HEAD")
	pushed(first, false)
	w.git("remote", "add", "upstream", "https://example.org/a/b.git")
	says("upstream", "https://example.org/a/b.git", "main")
	w.git("remote", "add", "mine", "../c")
	says("", "", "main") // which of the two is not known
	w.git("remote", "add", "origin", "git@example.org:a/b")
	says("origin", "git@example.org:a/b", "main")
	w.git("update-ref", "refs/remotes/upstream/main", first)
	pushed(first, false)
	w.git("update-ref", "refs/remotes/origin/main", first)
	pushed(first, true)
	w.commit("second")
	second := w.git("rev-parse", "HEAD")
	pushed(first, true)
	pushed(second, false)
	w.git("checkout", "-q", "-b", "deep/er")
	w.git("update-ref", "refs/remotes/origin/deep/er", second)
	says("origin", "git@example.org:a/b", "deep/er")
	pushed(second, true)
	w.git("checkout", "-q", "--detach")
	says("origin", "git@example.org:a/b", "")
	pushed(second, false)
}
