package history

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/go-git/go-git/v5/plumbing"

	"pairbook/generator/test/here"
)

// TestModifiedAtItsEdges tests cases that random changes rarely meet.
func TestModifiedAtItsEdges(t *testing.T) {
	t.Parallel()
	fresh := func(t *testing.T) work {
		w := newWork(t)
		w.write("content/one.md", "one\n")
		w.write("content/a/two.md", "two\n")
		w.write("program/site.yaml", "format: 1\n")
		w.commit("1")
		return w
	}
	for name, c := range map[string]struct {
		change  func(w work)
		outside func(w work) Outside
		want    bool
	}{
		"nothing": {change: func(w work) {}},
		"elsewhere": {change: func(w work) {
			w.write("README.md", "x")
			w.git("rm", "-q", "--cached", "content/one.md")
			w.git("add", "content")
			w.git("add", "README.md")
		}},
		"no index": {change: func(w work) { _ = os.Remove(w.at(".git/index")) }, want: true},
		"the same size and time": {change: func(w work) {
			info, _ := os.Stat(w.at("content/one.md"))
			w.write("content/one.md", "two\n")
			_ = os.Chtimes(w.at("content/one.md"), info.ModTime(), info.ModTime())
		}, want: true},
		"only another time":             {change: func(w work) { _ = os.Chtimes(w.at("content/one.md"), time.Unix(1, 0), time.Unix(1, 0)) }},
		"a pipe":                        {change: func(w work) { fifo(w.at("content/pipe")) }},
		"a pipe in the place of a file": {change: func(w work) { _ = os.Remove(w.at("content/one.md")); fifo(w.at("content/one.md")) }, want: true},
		"a folder that is a link": {change: func(w work) {
			_ = os.Rename(w.at("content/a"), w.at("b"))
			_ = os.Symlink("../b", w.at("content/a"))
		}, want: true},
		"another repository":               {change: func(w work) { w.mkdir("content/inner"); work{w.t, w.at("content/inner")}.git("init", "-q") }, want: true},
		"a sparse checkout":                {change: func(w work) { w.git("sparse-checkout", "set", "program") }},
		"a sparse index":                   {change: func(w work) { w.git("sparse-checkout", "set", "--cone", "--sparse-index", "program") }},
		"a file where none is checked out": {change: func(w work) { w.git("sparse-checkout", "set", "program"); w.write("content/one.md", "other\n") }, want: true},
		"files as they are where none is checked out": {change: func(w work) {
			_ = os.Chmod(w.at("content/one.md"), 0o755)
			_ = os.Symlink("one.md", w.at("content/link.md"))
			w.commit("2")
			_ = os.Rename(w.at("content"), w.at("kept"))
			w.git("sparse-checkout", "set", "--cone", "--sparse-index", "program")
			_ = os.Rename(w.at("kept"), w.at("content"))
		}},
		"ignored by everybody's rules": {change: func(w work) { w.write("content/x.swp", ""); w.write("rules", "*.swp\n") },
			outside: func(w work) Outside { return Outside{Ignores: []string{w.at("rules")}} }},
		"ignored by a rule that a config names": {change: func(w work) {
			w.write("content/x.swp", "")
			w.write("rules", "*.swp\n")
			w.write("own", "[core]\n\texcludesFile = ~/rules\n")
		},
			outside: func(w work) Outside { return Outside{Config: []string{w.at("none"), w.at("own")}, Home: w.dir} }},
		"line ends that a config converts": {change: func(w work) { w.write("content/one.md", "one\r\n"); w.write("own", "[core]\n\tautocrlf = true\n") },
			outside: func(w work) Outside { return Outside{Config: []string{w.at("own")}} }},
		"line ends that nothing converts": {change: func(w work) { w.write("content/one.md", "one\r\n") }, want: true},
		"a large file's pointer": {change: func(w work) {
			w.write("content/large.bin", "version https://git-lfs.github.com/spec/v1\noid sha256:486ea46224d1bb4fb680f34f7c9ad96a8f24ec88be73ea8e5a6c65260e9cb8a7\nsize 5\n")
			w.write("content/.gitattributes", "*.bin filter=lfs -text\n")
			w.commit("2")
			w.write("content/large.bin", "world")
		}},
		"a file that is gone":   {change: func(w work) { _ = os.Remove(w.at("content/a/two.md")) }, want: true},
		"a folder that is gone": {change: func(w work) { _ = os.RemoveAll(w.at("content")) }, want: true},
		"a folder that is gone and is no matter": {change: func(w work) {
			w.git("update-index", "--assume-unchanged", "program/site.yaml")
			_ = os.RemoveAll(w.at("program"))
		}},
		"a file that is gone and is no matter": {change: func(w work) {
			w.git("update-index", "--assume-unchanged", "content/a/two.md")
			_ = os.Remove(w.at("content/a/two.md"))
		}},
		"other words that are no matter": {change: func(w work) {
			w.git("update-index", "--assume-unchanged", "content/one.md")
			w.write("content/one.md", "other\n")
		}},
		"a file that may run":                {change: func(w work) { _ = os.Chmod(w.at("content/one.md"), 0o755) }, want: true},
		"a file that may run where none can": {change: func(w work) { w.git("config", "core.fileMode", "false"); _ = os.Chmod(w.at("content/one.md"), 0o755) }},
		"only the name is staged":            {change: func(w work) { w.write("content/new.md", "x"); w.git("add", "--intent-to-add", "content/new.md") }, want: true},
		"staged and gone again": {change: func(w work) {
			w.write("content/new.md", "x")
			w.git("add", "content")
			_ = os.Remove(w.at("content/new.md"))
		}, want: true},
		"no longer tracked": {change: func(w work) {
			w.git("rm", "-q", "--cached", "content/one.md")
			w.write(".git/info/exclude", "one.md\n")
		}, want: true},
		"a link to somewhere else": {change: func(w work) {
			_ = os.Symlink("one.md", w.at("content/link.md"))
			w.commit("2")
			_ = os.Remove(w.at("content/link.md"))
			_ = os.Symlink("a/two.md", w.at("content/link.md"))
		}, want: true},
		"a file with the words of a link": {change: func(w work) {
			_ = os.Symlink("one.md", w.at("content/link.md"))
			w.commit("2")
			_ = os.Remove(w.at("content/link.md"))
			w.write("content/link.md", "one.md")
		}, want: true},
		"a file with the words of a link where there are none": {change: func(w work) {
			_ = os.Symlink("one.md", w.at("content/link.md"))
			w.commit("2")
			w.git("config", "core.symlinks", "false")
			_ = os.Remove(w.at("content/link.md"))
			w.write("content/link.md", "one.md")
		}},
		"ignored in a folder": {change: func(w work) {
			w.write("content/.gitignore", "*.swp\n/kept/\n")
			w.commit("2")
			w.write("content/a/x.swp", "")
			w.write("content/kept/x.md", "")
		}},
		"ignored but for one": {change: func(w work) { w.write(".git/info/exclude", "*.swp\n!x.swp\n"); w.write("content/x.swp", "") }, want: true},
		"an ignored repository": {change: func(w work) {
			w.write(".git/info/exclude", "inner\n")
			w.mkdir("content/inner")
			work{w.t, w.at("content/inner")}.git("init", "-q")
		}},
		"a submodule not fetched":    {change: func(w work) { submodule(w); w.mkdir("content/inner") }},
		"a submodule that is a file": {change: func(w work) { submodule(w); w.write("content/inner", "x") }, want: true},
		"a submodule without commits": {change: func(w work) {
			submodule(w)
			w.mkdir("content/inner")
			work{w.t, w.at("content/inner")}.git("init", "-q")
		}},
		"a damaged index": {change: func(w work) { w.write(".git/index", "DIRC") }, want: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := fresh(t)
			c.change(w)
			var outside Outside
			if c.outside != nil {
				outside = c.outside(w)
			}
			got, err := open(t, w.dir).Modified(programme, outside)
			if name == "a damaged index" {
				fails(t, err, errIndex, "index")
				return
			}
			if err != nil || got != c.want {
				t.Errorf("%v, %v, want %v; git says:\n%s", got, err, c.want, w.git("status", "--porcelain"))
			}
		})
	}
}

// submodule records the commit of another repository, which nobody has fetched.
func submodule(w work) {
	w.git("update-index", "--add", "--cacheinfo", "160000,"+strings.Repeat("1", 40)+",content/inner")
	w.git("commit", "-q", "-m", "2")
}

func TestModifiedLooksIntoSubmodules(t *testing.T) {
	here.OnlyWhole(t)
	t.Parallel()
	inner, w := sample(t), newWork(t)
	w.git("submodule", "--quiet", "add", inner.dir, "content/inner")
	w.commit("1")
	is := func(want bool) {
		t.Helper()
		if got, said := w.status(t, Outside{}); got != want || got != (said != "") {
			t.Errorf("%v, want %v; git says:\n%s", got, want, said)
		}
	}
	is(false)
	w.write("content/inner/new", "x")
	is(true)
	_ = os.Remove(w.at("content/inner/new"))
	is(false)
	work{t, w.at("content/inner")}.git("commit", "--quiet", "--allow-empty", "-m", "on")
	is(true)
	w.git("submodule", "--quiet", "update")
	is(false)
	w.git("submodule", "--quiet", "deinit", "--force", "content/inner")
	is(false)
}

func TestWildmatchAgreesWithGit(t *testing.T) {
	t.Parallel()
	w := newWork(t)
	globs := []string{"*", "?", "a*", "*a", "a*b*c", "**", "a/**", "**/a", "a/**/b", "**/a/**", "a**b", "a**/b", "?a**/b", "a/**b", "***/a", "[ab]", "[!ab]", "[^a]", "[a-c]x", "[]a]", "[[:digit:]]", "[a", "\\*", "a\\", "/a", "/a/b", "a/b", "*/b", "**/**/b", "a/*/", "*.?", "[a-]", "[-a]", "x[[:alpha:][:digit:]]"}
	names := []string{"a", "b", "ab", "abc", "axbxc", "a/b", "a/x/b", "a/x/y/b", "x/a", "x/a/y", "a.b", "*", "]", "-", "7", "x7", "xa", "cx", "a/xb", "b/b", "aab"}
	for _, glob := range globs {
		w.write(".gitignore", "surely\n"+glob+"\n") // where nothing is ignored, git fails
		rules := ignores{}.with([]byte(glob+"\n"), ".")
		said := w.ask(append([]string{"surely"}, names...), "check-ignore", "--no-index", "--stdin", "--verbose", "--non-matching")
		for i, name := range names {
			_, ignored := strings.CutPrefix(strings.Split(said, "\n")[i+1], ".gitignore:2:")
			got := false
			for at, rest := "", name; ; {
				i := 0
				for i < len(rest) && rest[i] != '/' {
					i++
				}
				at = filepath.Join(at, rest[:i])
				got = got || rules.ignored(at, i < len(rest))
				if i == len(rest) {
					break
				}
				rest = rest[i+1:]
			}
			if got != ignored {
				t.Errorf("%q and %q: %v, git says %v", glob, name, got, ignored)
			}
		}
	}
}

// A pattern of many stars takes little time.
func TestWildmatchIsQuick(t *testing.T) {
	glob, name := "", ""
	for range 60 {
		glob, name = glob+"*a", name+"aa"
	}
	if wildmatch(glob+"b", name) || !wildmatch(glob+"*", name) {
		t.Error("a pattern of many stars")
	}
}

func FuzzIndex(f *testing.F) {
	f.Add([]byte("DIRC\x00\x00\x00\x02\x00\x00\x00\x00TREE\x00\x00\x00\x06\x000 0\n....................."))
	f.Fuzz(func(_ *testing.T, data []byte) {
		x := &index{trees: map[string]plumbing.Hash{}}
		_ = x.parse(data)
	})
}

// BenchmarkModified compares a clean work tree of 10,000 files.
func BenchmarkModified(b *testing.B) {
	t := &testing.T{}
	dir := b.TempDir()
	w := work{t, filepath.Join(dir, "repo")}
	w.mkdir(".")
	w.git("init", "--quiet", "--initial-branch=main")
	for n := range 10000 {
		w.write(fmt.Sprintf("program/cohorts/c/pairings/p%d/sessions/2026-01-%02d.md", n/5, 1+n%5), "---\ndate: 2026-01-01\n---\n")
	}
	w.commit("1")
	time.Sleep(20 * time.Millisecond)
	w.git("status") // the index is later than all files
	b.ReportAllocs()
	for b.Loop() {
		r, err := Open(w.dir)
		if err != nil {
			b.Fatal(err)
		}
		if modified, err := r.Modified(programme, Outside{}); modified || err != nil {
			b.Fatal(modified, err)
		}
	}
}

func fifo(name string) { _ = exec.Command("mkfifo", name).Run() }
