package seal

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"pairbook/generator/internal/edit"
)

// opening opens the repository of a root.
func opening(t *testing.T, root *os.Root) *Repository {
	t.Helper()
	r, problems, err := OpenRepository(root.Name())
	if err != nil || len(problems) > 0 {
		t.Fatal(problems, err)
	}
	t.Cleanup(func() { r.Close() })
	return r
}

// put writes a file from the root, with the folders above it.
func put(t *testing.T, root *os.Root, name, text string) {
	t.Helper()
	if err := root.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := root.WriteFile(name, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

// moved copies the sealed file of one repository to another, as git does.
func moved(t *testing.T, from, to *os.Root) {
	t.Helper()
	data, err := from.ReadFile(SealedPath)
	if err != nil {
		t.Fatal(err)
	}
	put(t, to, SealedPath, string(data))
}

// TestARepositoryIsSealedAndOpenedElsewhere and says at each step where it stands.
func TestARepositoryIsSealedAndOpenedElsewhere(t *testing.T) {
	keys, ana := newKey(t, "Ana")
	_, bo := newKey(t, "Bo")
	whom := []Recipient{ana}
	root, other := folder(t, files("a", "1", "b/c", "2")), folder(t, nil)
	r := opening(t, root)
	if r.Sealed() || r.Agreed() || r.Files() != 2 || r.Holds(whom) || Unopened(root.Name()) {
		t.Errorf("before it is sealed: sealed %t, agreed %t, %d files, holds %t, unopened %t", r.Sealed(), r.Agreed(), r.Files(), r.Holds(whom), Unopened(root.Name()))
	}
	if fresh, gone := r.Since(whom); len(fresh)+len(gone) > 0 {
		t.Errorf("the first time %q are new and %q gone", fresh, gone)
	}
	if err := r.Seal(whom); err != nil {
		t.Fatal(err)
	}
	r = opening(t, root)
	if !r.Sealed() || !r.Agreed() || !r.Holds(whom) || r.Holds([]Recipient{ana, bo}) || Unopened(root.Name()) {
		t.Errorf("once it is sealed: sealed %t, agreed %t, holds %t, unopened %t", r.Sealed(), r.Agreed(), r.Holds(whom), Unopened(root.Name()))
	}
	if fresh, gone := r.Since([]Recipient{bo}); !cmp.Equal(fresh, []string{"Bo"}) || !cmp.Equal(gone, []string{"Ana"}) {
		t.Errorf("since then %q are new and %q gone", fresh, gone)
	}
	moved(t, root, other)
	o := opening(t, other)
	if !o.Sealed() || o.Agreed() || o.Files() != 0 || !Unopened(other.Name()) {
		t.Errorf("elsewhere: sealed %t, agreed %t, %d files, unopened %t", o.Sealed(), o.Agreed(), o.Files(), Unopened(other.Name()))
	}
	content, what, err := o.Open(keys, false)
	if err != nil || what.Age != First || len(what.Changes) != 2 {
		t.Fatalf("%+v, %v", what, err)
	}
	if err := o.Write(content, what); err != nil {
		t.Fatal(err)
	}
	o = opening(t, other)
	if !o.Agreed() || !o.Holds(whom) || Unopened(other.Name()) {
		t.Errorf("opened elsewhere: agreed %t, holds %t, unopened %t", o.Agreed(), o.Holds(whom), Unopened(other.Name()))
	}
	if info, err := other.Stat(Folder); err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("the folder is for others, too: %v, %v", info.Mode(), err)
	}
	if diff := cmp.Diff(files("a", "1", "b/c", "2"), o.here); diff != "" {
		t.Errorf("elsewhere is (-want +got):\n%s", diff)
	}
}

// TestASecondSealFollowsTheFirst: the next version knows the one before, so that whoever
// opened that one is brought up to date.
func TestASecondSealFollowsTheFirst(t *testing.T) {
	keys, ana := newKey(t, "Ana")
	root, other := folder(t, files("a", "1")), folder(t, files("mine", "x"))
	for _, text := range []string{"1", "2"} {
		put(t, root, "private/a", text)
		if err := opening(t, root).Seal([]Recipient{ana}); err != nil {
			t.Fatal(err)
		}
		moved(t, root, other)
		o := opening(t, other)
		content, what, err := o.Open(keys, false)
		if err != nil {
			t.Fatal(err)
		}
		if want := map[string]Age{"1": First, "2": Newer}[text]; what.Age != want || len(what.Clashes) > 0 || !cmp.Equal(what.Unsealed, []string{"private/mine"}) {
			t.Errorf("with %s: %+v, want %s", text, what, want)
		}
		if err := o.Write(content, what); err != nil {
			t.Fatal(err)
		}
		if got, err := other.ReadFile("private/a"); err != nil || string(got) != text {
			t.Errorf("with %s: %q, %v", text, got, err)
		}
	}
}

// TestARepositoryThatCannotBeRead is an error or its problems, and none that is half read.
func TestARepositoryThatCannotBeRead(t *testing.T) {
	for name, c := range map[string]struct {
		spoil func(t *testing.T, root *os.Root)
		want  string // "" for a problem
	}{
		"a folder for the sealed file": {func(t *testing.T, root *os.Root) { put(t, root, SealedPath+"/x", "") }, "private.age: this is no plain file"},
		"a folder for the note":        {func(t *testing.T, root *os.Root) { put(t, root, NotePath+"/x", "") }, "private/.sealed: this is no plain file"},
		"a long note":                  {func(t *testing.T, root *os.Root) { put(t, root, NotePath, strings.Repeat(" ", maxText+1)) }, "private/.sealed: the file has more than 1 MiB"},
		"two cases":                    {func(t *testing.T, root *os.Root) { put(t, root, "private/A", ""); put(t, root, SealedPath, "x") }, ""},
		"no repository":                {func(t *testing.T, root *os.Root) { os.RemoveAll(root.Name()) }, "open the repository: "},
	} {
		root := folder(t, files("a", "x"))
		c.spoil(t, root)
		r, problems, err := OpenRepository(root.Name())
		if r != nil || (c.want == "") != (len(problems) == 1) || (c.want == "") != (err == nil) || err != nil && !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, %v, %v", name, r, problems, err)
		}
	}
}

// TestARepositoryThatCannotBeReadIsClosed, as nobody else can close it.
func TestARepositoryThatCannotBeReadIsClosed(t *testing.T) {
	open := func() int {
		entries, err := os.ReadDir("/proc/self/fd")
		if err != nil {
			t.Skipf("open files cannot be counted here: %v", err)
		}
		return len(entries)
	}
	root := folder(t, files("a", "x"))
	put(t, root, "private/A", "")
	before := open()
	for range 8 {
		if r, problems, err := OpenRepository(root.Name()); r != nil || len(problems) != 1 {
			t.Fatal(r, problems, err)
		}
	}
	if after := open(); after > before {
		t.Errorf("%d files were open, and are %d", before, after)
	}
}

// TestTheListOfARepository is read where there is one.
func TestTheListOfARepository(t *testing.T) {
	_, ana := newKey(t, "Ana")
	root := folder(t, nil)
	r := opening(t, root)
	if list, problems, err := r.Recipients(); list != nil || len(problems) > 0 || err != nil {
		t.Errorf("without a list: %v, %v, %v", list, problems, err)
	}
	put(t, root, RecipientsPath, ana.Key+" Ana\nnobody\n")
	list, problems, err := r.Recipients()
	if len(list) != 1 || list[0].Key != ana.Key || len(problems) != 1 || problems[0].Path != RecipientsPath || err != nil {
		t.Errorf("%v, %v, %v", list, problems, err)
	}
	put(t, root, RecipientsPath, "")
	if _, problems, err := r.Recipients(); len(problems) != 1 || err != nil {
		t.Errorf("an empty list: %v, %v", problems, err)
	}
	put(t, root, RecipientsPath, strings.Repeat("#", maxText+1))
	if list, problems, err := r.Recipients(); list != nil || len(problems) > 0 || err == nil || !strings.HasPrefix(err.Error(), "private.recipients: ") {
		t.Errorf("a long list: %v, %v, %v", list, problems, err)
	}
}

// TestWhoWorkedMeanwhileLosesNothing: neither sealing nor opening overwrites a file that
// changed after the repository was read, and a folder that opening made goes again.
func TestWhoWorkedMeanwhileLosesNothing(t *testing.T) {
	keys, ana := newKey(t, "Ana")
	root, other := folder(t, files("a", "1")), folder(t, nil)
	r := opening(t, root)
	if err := r.Seal(nil); err == nil || !strings.HasPrefix(err.Error(), "seal private/: ") {
		t.Errorf("sealed for nobody: %v", err)
	}
	if err := r.Seal([]Recipient{ana}); err != nil {
		t.Fatal(err)
	}
	if err := r.Seal([]Recipient{ana}); !errors.Is(err, edit.ErrChanged) {
		t.Errorf("sealed a second time meanwhile: %v", err)
	}
	moved(t, root, other)
	o := opening(t, other)
	content, what, err := o.Open(keys, false)
	if err != nil {
		t.Fatal(err)
	}
	stale := what
	stale.Changes = []edit.Change{{Path: "private/a", Old: []byte("0"), New: []byte("1")}}
	if err := o.Write(content, stale); !errors.Is(err, edit.ErrChanged) {
		t.Errorf("a file that is gone: %v", err)
	}
	if _, err := other.Lstat(Folder); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the folder is left: %v", err)
	}
	put(t, other, "private/note.txt", "")
	if err := o.Write(content, stale); !errors.Is(err, edit.ErrChanged) {
		t.Errorf("a file that is gone, in a folder: %v", err)
	}
	if err := other.Remove("private/note.txt"); err != nil {
		t.Fatal(err)
	}
	if err := o.Write(content, stale); !errors.Is(err, edit.ErrChanged) {
		t.Errorf("a file that is gone, in an empty folder: %v", err)
	}
	if _, err := other.Lstat(Folder); err != nil {
		t.Errorf("somebody's own folder is gone: %v", err)
	}
	put(t, other, NotePath, "{}")
	if err := o.Write(content, what); !errors.Is(err, edit.ErrChanged) {
		t.Errorf("a note that is there now: %v", err)
	}
}

// TestWithoutTheKeyNothingIsOpened and the error says that it is the key.
func TestWithoutTheKeyNothingIsOpened(t *testing.T) {
	_, ana := newKey(t, "Ana")
	others, _ := newKey(t, "nobody")
	root := folder(t, files("a", "1"))
	if err := opening(t, root).Seal([]Recipient{ana}); err != nil {
		t.Fatal(err)
	}
	if content, what, err := opening(t, root).Open(others, true); err != ErrNoKey || what.Age != "" || content.Versions != nil {
		t.Errorf("%+v, %+v, %v", content, what, err)
	}
}

// TestUnopened holds for a sealed file that is not the folder's, or that cannot be read.
func TestUnopened(t *testing.T) {
	const sealed = "sealed"
	agreed := string(Note{Sealed: Digest([]byte(sealed))}.Text())
	for name, c := range map[string]struct {
		files []string
		want  bool
	}{
		"nothing":                {nil, false},
		"a note alone":           {[]string{NotePath, agreed}, false},
		"agreed":                 {[]string{SealedPath, sealed, NotePath, agreed}, false},
		"another":                {[]string{SealedPath, "another", NotePath, agreed}, true},
		"no note":                {[]string{SealedPath, sealed}, true},
		"a broken note":          {[]string{SealedPath, sealed, NotePath, agreed[1:]}, true},
		"a folder, not a file":   {[]string{SealedPath + "/x", "", NotePath, string(Note{Sealed: Digest(nil)}.Text())}, true},
		"a folder, not a note":   {[]string{SealedPath, sealed, NotePath + "/x", ""}, true},
		"an empty one, no note":  {[]string{SealedPath, ""}, true},
		"an empty one, and none": {[]string{SealedPath, "", NotePath, "{}"}, true},
	} {
		root := folder(t, nil)
		for i := 0; i < len(c.files); i += 2 {
			put(t, root, c.files[i], c.files[i+1])
		}
		if got := Unopened(root.Name()); got != c.want {
			t.Errorf("%s: %t, want %t", name, got, c.want)
		}
	}
}
