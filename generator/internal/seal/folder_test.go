package seal

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"pairbook/generator/internal/diag"
)

// said returns problems as a list of their places and words.
func said(problems diag.List) (all []string) {
	for _, p := range problems {
		all = append(all, fmt.Sprintf("%s:%d:%d: %s", p.Path, p.Line, p.Column, p.Message))
	}
	return all
}

// named returns the paths of files.
func named(files []File) (all []string) {
	for _, f := range files {
		all = append(all, f.Path)
	}
	return all
}

// link makes a symbolic link in a folder.
func link(t *testing.T, root *os.Root, to, name string) {
	t.Helper()
	if err := os.Symlink(to, filepath.Join(root.Name(), filepath.FromSlash(name))); err != nil {
		t.Skipf("no symbolic links here: %v", err)
	}
}

// TestReadTakesWhatIsToBeSealed in order, and leaves the coordinators' site, and at any
// depth what begins with a dot.
func TestReadTakesWhatIsToBeSealed(t *testing.T) {
	root := folder(t, files("b", "2", "a/site/x", "1", "a.b", "3", "site/index.html", "x", ".sealed", "x", ".git/config", "x", "c/.hidden/x", "x", "c/.x", "x", "z", ""))
	got, problems, err := Read(root)
	if err != nil || len(problems) > 0 {
		t.Fatal(problems, err)
	}
	if diff := cmp.Diff(files("a.b", "3", "a/site/x", "1", "b", "2", "z", ""), got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestReadOfNoFolder has no files, and of a link or a file in its place a problem.
func TestReadOfNoFolder(t *testing.T) {
	root := folder(t, nil)
	if got, problems, err := Read(root); len(got)+len(problems) > 0 || err != nil {
		t.Errorf("without a folder: %v, %v, %v", got, problems, err)
	}
	link(t, root, ".", Folder)
	want := []string{"private:1:1: this is a link or a file, and no folder"}
	if got, problems, err := Read(root); len(got) > 0 || err != nil || !cmp.Equal(want, said(problems)) {
		t.Errorf("of a link: %v, %v, %v", got, problems, err)
	}
	root.Close()
	if _, _, err := Read(root); err == nil {
		t.Error("what cannot be looked at is no error")
	}
}

// TestReadTellsEachFileThatCannotBeSealed and reads the others.
func TestReadTellsEachFileThatCannotBeSealed(t *testing.T) {
	root := folder(t, files("A", "1", "b/nul.txt", "2", "c", "3", "a", "4"))
	link(t, root, "c", "private/d")
	got, problems, err := Read(root)
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{"A", "c"}; !cmp.Equal(want, named(got)) {
		t.Errorf("read are %v, want %v", named(got), want)
	}
	words := said(problems)
	for i, want := range []string{
		`private/a:1:1: this cannot be sealed: some systems take it for "A"`, "private/b/nul.txt:1:1: this cannot be sealed: ", "private/d:1:1: this is no plain file, and it cannot be sealed",
	} {
		if len(words) != 3 || !strings.HasPrefix(words[i], want) {
			t.Fatalf("problem %d of %q does not begin %q", i, words, want)
		}
	}
}

// TestReadEndsWhereTheLimitIs, which is the last file and the last byte that can be sealed.
func TestReadEndsWhereTheLimitIs(t *testing.T) {
	for name, c := range map[string]struct {
		files []File
		over  string // where the limit is passed
	}{
		"as many files":  {numbered("a", maxFiles), ""},
		"two files more": {append(numbered("a", maxFiles), files("b", "", "c", "")...), "b"},
		"a byte more":    {[]File{{"a", []byte("a")}, {"b", make([]byte, maxBytes-1)}, {"c", []byte("c")}, {"d", nil}}, "c"},
	} {
		here := fstest.MapFS{}
		for _, f := range c.files {
			here[Folder+"/"+f.Path] = &fstest.MapFile{Data: f.Data}
		}
		want, told := len(c.files), []string(nil)
		if c.over != "" {
			want = slices.Index(named(c.files), c.over)
			told = []string{"private/" + c.over + ":1:1: with this the folder has more than 1000 files or 16 MiB, which is more than can be sealed"}
		}
		got, problems, err := read(here)
		if len(got) != want || err != nil || !cmp.Equal(told, said(problems)) {
			t.Errorf("%s: %d files, want %d, and %q, %v", name, len(got), want, said(problems), err)
		}
	}
}

// failing is a file system with one file or folder that cannot be opened, or, as the file
// of a disk that fails, not be read. It counts the files that are open.
type failing struct {
	fstest.MapFS
	name    string
	opens   bool
	pending int
}

func (f *failing) Open(name string) (fs.File, error) {
	if name == f.name && !f.opens {
		return nil, fs.ErrPermission
	}
	file, err := f.MapFS.Open(name)
	if err == nil {
		f.pending++
	}
	return opened{file, f, name == f.name}, err
}

func (f *failing) ReadDir(name string) ([]fs.DirEntry, error) {
	if name == f.name {
		return nil, fs.ErrPermission
	}
	return f.MapFS.ReadDir(name)
}

type opened struct {
	fs.File
	in    *failing
	fails bool
}

func (o opened) Read(p []byte) (int, error) {
	if o.fails {
		return 0, fs.ErrPermission
	}
	return o.File.Read(p)
}

func (o opened) Close() error {
	o.in.pending--
	return o.File.Close()
}

// TestReadLosesNoError of a folder or a file that cannot be read: what is missing from a
// sealed file would be gone for whoever opens it.
func TestReadLosesNoError(t *testing.T) {
	for _, c := range []failing{{name: "private/a"}, {name: "private/a/b"}, {name: "private/a/b", opens: true}, {name: "private/z", opens: true}, {}} {
		c.MapFS = fstest.MapFS{"private/a/b": {Data: []byte("x")}, "private/z": {Data: []byte("z")}}
		_, problems, err := read(&c)
		if errors.Is(err, fs.ErrPermission) != (c.name != "") || c.name == "" && err != nil || len(problems) > 0 {
			t.Errorf("%s cannot be read: %v, %v", c.name, problems, err)
		}
		if c.pending != 0 {
			t.Errorf("%s cannot be read: %d files are left open", c.name, c.pending)
		}
	}
}
