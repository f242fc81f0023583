package history

import (
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"pairbook/generator/test/here"
)

// programme is the folder that Modified is asked about.
var programme = []string{"content", "program", "themes"}

// status compares Modified with git status, and returns its output.
func (w work) status(t *testing.T, outside Outside) (modified bool, said string) {
	t.Helper()
	said = w.git(append([]string{"--no-optional-locks", "status", "--porcelain", "--untracked-files=all", "--"}, programme...)...)
	modified, err := open(t, w.dir).Modified(programme, outside)
	if err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	return modified, said
}

// change is a random change to a repository; some have no effect.
type change func(w work, r *rand.Rand)

func anyName(r *rand.Rand) string {
	folder := []string{"content", "program", "themes", "content/a", "content/a/b", "program/x", "content/build", "elsewhere", "."}[r.IntN(9)]
	name := []string{"one.md", "two.md", "keep.log", "note.txt", "a b.md", "build", "x1.tmp", "ünder.md"}[r.IntN(8)]
	return filepath.Join(folder, name)
}

func anyText(r *rand.Rand) string {
	return []string{"", "a\n", "b\n", "a\r\n", "a\r\nb\r\n", "a\nb\r\n", "$Id$\n", "$Id: x $\n", "nul\x00\n"}[r.IntN(9)]
}

// lines of .gitignore and .gitattributes that match the names above.
var ignoreLines = []string{"*.log", "!keep.log", "/one.md", "build/", "build", "a/", "content/a", "**/b", "a/**", "!one.md", "x?.tmp", "x[0-9].tmp", "[!a]*.txt", "# no", "\\!x", "a\\ b.md", "note.txt  ", "**/a/*.md", "/**/two.md", "a/**/one.md", "*", "!*/", "/content/*", "!content/a/"}

var attributeLines = []string{"* text=auto", "*.md text", "*.md -text", "*.md eol=crlf", "*.txt eol=lf", "*.md ident", "*.md binary", "a/*.md !text", "[attr]plain -text\n*.log plain", "*.md text=auto eol=lf"}

func (w work) append(name, text string) {
	old, _ := os.ReadFile(w.at(name))
	w.tryWrite(name, string(old)+text)
}

// tryWrite writes if it can: a file may be in the place of a folder.
func (w work) tryWrite(name, text string) {
	_ = os.MkdirAll(filepath.Dir(w.at(name)), 0o755)
	_ = os.WriteFile(w.at(name), []byte(text), 0o644)
}

// anyTime is hardly ever drawn twice: git compares times by whole seconds, and
// misses other bytes of the same size in the same second.
func anyTime(r *rand.Rand) time.Time { return time.Unix(1500000000+r.Int64N(1<<27), 0) }

// touch sets another time for every file. Otherwise it would depend on the moment
// whether git notices a change of line ends.
func (w work) touch(r *rand.Rand) {
	then := anyTime(r)
	for _, folder := range programme {
		_ = filepath.WalkDir(w.at(folder), func(name string, d fs.DirEntry, err error) error {
			if err == nil && d.Type().IsRegular() {
				_ = os.Chtimes(name, then, then)
			}
			return nil
		})
	}
}

var changes = []change{
	func(w work, r *rand.Rand) { w.tryWrite(anyName(r), anyText(r)) },
	func(w work, r *rand.Rand) { w.tryWrite(anyName(r), anyText(r)) },
	func(w work, r *rand.Rand) { w.append(anyName(r), "more\n") },
	func(w work, r *rand.Rand) { _ = os.RemoveAll(w.at(anyName(r))) },
	func(w work, r *rand.Rand) { _ = os.RemoveAll(filepath.Dir(w.at(filepath.Join("content", anyName(r))))) },
	func(w work, r *rand.Rand) { _ = os.Rename(w.at(anyName(r)), w.at(anyName(r))) },
	func(w work, r *rand.Rand) { _ = os.Chmod(w.at(anyName(r)), []os.FileMode{0o755, 0o644}[r.IntN(2)]) },
	func(w work, r *rand.Rand) { _ = os.Symlink("one.md", w.at(anyName(r))) },
	func(w work, r *rand.Rand) { _ = os.MkdirAll(w.at(anyName(r)), 0o755) },
	func(w work, r *rand.Rand) {
		w.tryWrite(filepath.Join(filepath.Dir(anyName(r)), ".gitignore"), ignoreLines[r.IntN(len(ignoreLines))]+"\n"+ignoreLines[r.IntN(len(ignoreLines))]+[]string{"\n", "\r\n", ""}[r.IntN(3)])
	},
	func(w work, r *rand.Rand) { w.append(".git/info/exclude", ignoreLines[r.IntN(len(ignoreLines))]+"\n") },
	func(w work, r *rand.Rand) {
		w.tryWrite(filepath.Join(filepath.Dir(anyName(r)), ".gitattributes"), attributeLines[r.IntN(len(attributeLines))]+"\n")
		w.touch(r)
	},
	func(w work, r *rand.Rand) {
		_, _ = w.try("config", "core.autocrlf", []string{"true", "false", "input"}[r.IntN(3)])
		w.touch(r)
	},
	func(w work, r *rand.Rand) { _, _ = w.try("add", "--all") },
	func(w work, r *rand.Rand) { _, _ = w.try("add", "--", anyName(r)) },
	func(w work, r *rand.Rand) { _, _ = w.try("add", "--force", "--", anyName(r)) },
	func(w work, r *rand.Rand) { _, _ = w.try("add", "--intent-to-add", "--", anyName(r)) },
	func(w work, r *rand.Rand) { _, _ = w.try("rm", "--quiet", "--cached", "--", anyName(r)) },
	func(w work, r *rand.Rand) { _, _ = w.try("mv", anyName(r), anyName(r)) },
	func(w work, r *rand.Rand) {
		_, _ = w.try("add", "--all")
		_, _ = w.try("commit", "--quiet", "--allow-empty", "-m", "c")
	},
	func(w work, r *rand.Rand) {
		_, _ = w.try("add", "--all")
		_, _ = w.try("commit", "--quiet", "--allow-empty", "-m", "c")
	},
	func(w work, r *rand.Rand) { _, _ = w.try("commit", "--quiet", "--allow-empty", "-m", "c") },
	func(w work, r *rand.Rand) {
		_, _ = w.try("checkout", "--quiet", "--", ".")
		_, _ = w.try("clean", "-fdq")
	},
	func(w work, r *rand.Rand) { _, _ = w.try("reset", "--quiet", "--hard"); _, _ = w.try("clean", "-fdq") },
	func(w work, r *rand.Rand) { _, _ = w.try("stash", "--quiet", "--include-untracked") },
	func(w work, r *rand.Rand) {
		_, _ = w.try("update-index", []string{"--assume-unchanged", "--no-assume-unchanged", "--skip-worktree", "--no-skip-worktree"}[r.IntN(4)], anyName(r))
	},
	func(w work, r *rand.Rand) {
		_, _ = w.try("update-index", "--index-version", []string{"2", "3", "4"}[r.IntN(3)])
	},
	func(w work, r *rand.Rand) { _, _ = w.try("update-index", "--chmod=+x", anyName(r)) },
	func(w work, r *rand.Rand) { // the same size and time, other bytes, in another second
		time.Sleep(1100 * time.Millisecond)
		if info, err := os.Lstat(w.at("content/one.md")); err == nil && info.Mode().IsRegular() {
			w.tryWrite("content/one.md", strings.Repeat("z", int(info.Size())))
			_ = os.Chtimes(w.at("content/one.md"), info.ModTime(), info.ModTime())
		}
	},
	func(w work, r *rand.Rand) { // as it was, at another time
		now := anyTime(r)
		_ = os.Chtimes(w.at(anyName(r)), now, now)
	},
}

// TestModifiedAgreesWithGit makes repositories by random changes, and asks git
// after each whether anything is listed.
func TestModifiedAgreesWithGit(t *testing.T) {
	here.OnlyWhole(t)
	t.Parallel()
	seed := uint64(time.Now().UnixNano())
	r := rand.New(rand.NewPCG(seed, 1))
	clean := 0
	for range here.Cases(2, 6) {
		w := newWork(t)
		w.git("config", "core.safecrlf", "false")
		for _, name := range []string{"content/one.md", "content/a/two.md", "program/x/one.md", "elsewhere/one.md"} {
			w.write(name, "a\n")
		}
		w.commit("first")
		var done []string
		for range 25 {
			n := r.IntN(len(changes))
			changes[n](w, r)
			done = append(done, fmt.Sprint(n))
			modified, said := w.status(t, Outside{})
			if modified != (said != "") {
				ignore, _ := os.ReadFile(w.at(".gitignore"))
				t.Fatalf("seed %d, changes %v: modified %v, git says:\n%s\n.gitignore:\n%s\n%s", seed, done, modified, said, ignore, w.git("ls-files", "--stage", "-v"))
			}
			if !modified {
				clean++
			}
		}
	}
	if clean == 0 {
		t.Errorf("seed %d: nothing was ever clean", seed)
	}
}

// TestModifiedInTheSecondOfTheIndex reads a file whose time has the whole second of the
// index, as git does: its metadata alone would not tell that its line ends are kept now.
func TestModifiedInTheSecondOfTheIndex(t *testing.T) {
	w := newWork(t)
	w.write(".gitattributes", "*.md eol=crlf\n")
	w.write("content/one.md", "a\r\n")
	second := time.Unix(1500000000, 0)
	at := func(name string, after time.Duration) {
		t.Helper()
		if err := os.Chtimes(w.at(name), second.Add(after), second.Add(after)); err != nil {
			t.Fatal(err)
		}
	}
	at("content/one.md", 100*time.Millisecond)
	w.git("add", "content")
	w.git("commit", "--quiet", "-m", "c")
	if err := os.Remove(w.at(".gitattributes")); err != nil {
		t.Fatal(err)
	}
	for after, want := range map[time.Duration]bool{500 * time.Millisecond: true, time.Second: false} {
		at(".git/index", after)
		if modified, said := w.status(t, Outside{}); modified != want {
			t.Errorf("index %v into the second: modified %v, git says %q", after, modified, said)
		}
	}
}
