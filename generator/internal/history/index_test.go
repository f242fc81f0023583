package history

import (
	"encoding/binary"
	"errors"
	"io/fs"
	"slices"
	"strings"
	"testing"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/google/go-cmp/cmp"
)

// entryBytes is an entry of an index: the numbers of its file, the mode, the id, flags,
// and what follows them.
func entryBytes(mode uint32, id byte, flags uint16, rest string) []byte {
	data := make([]byte, 62)
	for at, n := range map[int]uint32{0: 1, 4: 2, 8: 3, 12: 4, 20: 5, 24: mode, 36: 6} {
		binary.BigEndian.PutUint32(data[at:], n)
	}
	for i := range 20 {
		data[40+i] = id
	}
	binary.BigEndian.PutUint16(data[60:], flags)
	return append(data, rest...)
}

// padded ends a name as versions 2 and 3 do, on a multiple of eight bytes.
func padded(entry []byte) []byte {
	entry = append(entry, 0)
	for len(entry)%8 > 0 {
		entry = append(entry, 0)
	}
	return entry
}

func indexBytes(version uint32, entries ...[]byte) []byte {
	data := append([]byte("DIRC"), make([]byte, 8)...)
	binary.BigEndian.PutUint32(data[4:], version)
	binary.BigEndian.PutUint32(data[8:], uint32(len(entries)))
	return append(slices.Concat(append([][]byte{data}, entries...)...), make([]byte, 20)...)
}

func idOf(b byte) (id plumbing.Hash) {
	for i := range id {
		id[i] = b
	}
	return id
}

// TestIndexOfEachVersion reads the same entries, with their flags, from the versions that
// git writes.
func TestIndexOfEachVersion(t *testing.T) {
	t.Parallel()
	seen := stamp{1, 2, 3, 4, 5, 6}
	one, two := staged{name: "content/a.md", id: idOf(1), mode: 0o100644, seen: seen}, staged{name: "content/b.md", id: idOf(2), mode: 0o100755, seen: seen}
	with := func(e staged, change func(*staged)) staged { change(&e); return e }
	for name, c := range map[string]struct {
		data []byte
		want []staged
	}{
		"2": {indexBytes(2, padded(entryBytes(0o100644, 1, 0, "content/a.md")), padded(entryBytes(0o100755, 2, 0x8000, "content/b.md"))), []staged{one, with(two, func(e *staged) { e.assumed = true })}},
		"2, unmerged": {indexBytes(2, padded(entryBytes(0o100644, 1, 0x1000, "content/a.md")), padded(entryBytes(0o100644, 1, 0x2000, "content/a.md"))),
			[]staged{with(one, func(e *staged) { e.unmerged = true }), with(one, func(e *staged) { e.unmerged = true })}},
		"3": {indexBytes(3, padded(entryBytes(0o100644, 1, 0x4000, "\x40\x00content/a.md")), padded(entryBytes(0o100755, 2, 0x4000, "\x20\x00content/b.md"))),
			[]staged{with(one, func(e *staged) { e.skipped = true }), with(two, func(e *staged) { e.intended = true })}},
		"4": {indexBytes(4, entryBytes(0o100644, 1, 0, "\x00content/a.md\x00"), entryBytes(0o100755, 2, 0, "\x04b.md\x00")), []staged{one, two}},
	} {
		x := emptyIndex()
		if err := x.parse(c.data); err != nil {
			t.Errorf("version %s: %v", name, err)
		}
		if diff := cmp.Diff(c.want, x.entries, cmp.AllowUnexported(staged{}, stamp{})); diff != "" {
			t.Errorf("version %s: %s", name, diff)
		}
	}
}

// TestIndexThatIsNone tells one that is damaged from one that is not understood.
func TestIndexThatIsNone(t *testing.T) {
	t.Parallel()
	entry := entryBytes(0o100644, 1, 0, "\x00a\x00")
	for name, c := range map[string]struct {
		data []byte
		want error
	}{
		"no entries":               {indexBytes(2), nil},
		"version 1":                {indexBytes(1), ErrUnsupported},
		"version 5":                {indexBytes(5), ErrUnsupported},
		"another sign":             {append([]byte("DIRK"), indexBytes(2)[4:]...), errIndex},
		"a byte less":              {indexBytes(2)[:31], errIndex},
		"an entry cut off":         {indexBytes(4, entry[:62]), errIndex},
		"a name without an end":    {indexBytes(4, entry[:64]), errIndex},
		"a prefix of nothing":      {indexBytes(4, entryBytes(0o100644, 1, 0, "\x01a\x00")), errIndex},
		"a prefix longer than all": {indexBytes(4, entry, entryBytes(0o100644, 1, 0, "\x02a\x00")), errIndex},
		"a prefix as long":         {indexBytes(4, entry, entryBytes(0o100644, 1, 0, "\x01b\x00")), nil},
		"a prefix without an end":  {indexBytes(4, entryBytes(0o100644, 1, 0, "\xff\xff\xff\xff\xff\xffa\x00")), errIndex},
		"padding cut off":          {indexBytes(2, padded(entryBytes(0o100644, 1, 0, "ab"))[:66]), errIndex},
		"a long extension":         {append(append(indexBytes(2)[:12], "TREE\x00\x00\x00\x01"...), make([]byte, 20)...), errIndex},
		"an extension of nothing":  {append(append(indexBytes(2)[:12], "LINK\x00\x00\x00\x00"...), make([]byte, 20)...), nil},
		"a split index":            {append(append(indexBytes(2)[:12], "link\x00\x00\x00\x00"...), make([]byte, 20)...), ErrUnsupported},
		"a sparse index":           {append(append(indexBytes(2)[:12], "sdir\x00\x00\x00\x00"...), make([]byte, 20)...), nil},
	} {
		if err := emptyIndex().parse(c.data); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
}

// TestNumbersOfVariableLength has git's own example: two bytes begin where one ends.
func TestNumbersOfVariableLength(t *testing.T) {
	t.Parallel()
	for data, want := range map[string][2]int{
		"": {0, 0}, "\x00": {0, 1}, "\x7f": {127, 1}, "\x80\x00": {128, 2}, "\x80\x7f": {255, 2}, "\xff\x7f": {16511, 2}, "\x80\x80\x00x": {16512, 3},
		"\x80": {0, 0}, "\x80\x80\x80\x80\x00": {270549120, 5}, "\x80\x80\x80\x80\x80\x00": {0, 0},
	} {
		if value, n := varint([]byte(data)); [2]int{value, n} != want {
			t.Errorf("%q: %d of %d bytes, want %v", data, value, n, want)
		}
	}
}

// TestCachedTrees keeps the ids of folders up to what cannot be read; a folder that has
// changed since has none.
func TestCachedTrees(t *testing.T) {
	t.Parallel()
	id := strings.Repeat("\x01", 20)
	for data, want := range map[string]string{
		"\x003 0\n" + id:            "",
		"\x00-1 1\na\x002 0\n" + id: "a",
		"\x003 2\n" + id + "a\x002 1\n" + id + "b\x001 0\n" + id + "c\x00-1 0\n": " a a/b",
		"\x003 1\n" + id + "a\x002 0\n" + id[:19]:                                "",
		"\x003 1\n" + id + "a\x002 0\n" + id:                                     " a",
		"3 0\n" + id:                                                             "-", "\x003 0" + id: "-", "\x0030\n" + id: "-", "\x00x 0\n" + id: "-", "\x003 x\n" + id: "-",
	} {
		x := emptyIndex()
		x.parseTrees([]byte(data), "")
		got := strings.Join(sortedKeys(x.trees), " ")
		if want == "-" && len(x.trees) > 0 || want != "-" && got != want {
			t.Errorf("%q: %q, want %q", data, got, want)
		}
		for at, is := range x.trees {
			if is != idOf(1) {
				t.Errorf("%q: %q is %s", data, at, is)
			}
		}
	}
}

func sortedKeys(m map[string]plumbing.Hash) []string {
	var names []string
	for name := range m {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// TestEntriesOfAFolder cuts those out that lie in it, and no neighbour's.
func TestEntriesOfAFolder(t *testing.T) {
	t.Parallel()
	var all []staged
	for _, name := range []string{"a", "a-b", "a.md", "a/b", "a/c/d", "a0", "b"} {
		all = append(all, staged{name: name})
	}
	for folder, want := range map[string]string{".": "a a-b a.md a/b a/c/d a0 b", "a": "a/b a/c/d", "a/c": "a/c/d", "b": "", "c": ""} {
		var got []string
		for _, e := range below(all, folder) {
			got = append(got, e.name)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: %v, want %s", folder, got, want)
		}
	}
	if e := exactly(all, "a.md"); e == nil || e.name != "a.md" || exactly(all, "a/c") != nil {
		t.Errorf("a.md is %v, a/c is %v", e, exactly(all, "a/c"))
	}
}

// TestModesOfTheIndex says them as trees do.
func TestModesOfTheIndex(t *testing.T) {
	t.Parallel()
	for mode, want := range map[uint32]fs.FileMode{0o100644: 0o444, 0o100755: 0o555, 0o120000: fs.ModeSymlink | 0o777, 0o160000: fs.ModeIrregular, 0o100664: 0o444} {
		if got := (&staged{mode: mode}).fileMode(); got != want {
			t.Errorf("%o is %v, want %v", mode, got, want)
		}
	}
}

// TestAFolderOfASparseIndexIsItsFiles puts them in the place of the folder, in order.
func TestAFolderOfASparseIndexIsItsFiles(t *testing.T) {
	t.Parallel()
	w := newWork(t)
	w.write("a/b/run", "x")
	w.write("a/plain", "y")
	w.git("add", "--all")
	w.git("update-index", "--chmod=+x", "a/b/run")
	link := w.git("hash-object", "-w", "--path=x", "a/plain")
	w.git("update-index", "--add", "--cacheinfo", "120000,"+link+",a/link")
	w.git("update-index", "--add", "--cacheinfo", "160000,"+strings.Repeat("1", 40)+",a/other")
	tree := w.git("write-tree")
	r := open(t, w.dir)
	x := &index{entries: []staged{{name: "a-b"}, {name: "a/", mode: modeFolder, id: plumbing.NewHash(w.git("rev-parse", tree+":a"))}, {name: "z"}}}
	if err := r.expand(x); err != nil {
		t.Fatal(err)
	}
	got := map[string]uint32{}
	var names []string
	for _, e := range x.entries {
		got[e.name] = e.mode
		names = append(names, e.name)
		if e.skipped != strings.HasPrefix(e.name, "a/") {
			t.Errorf("%s is checked out: %t", e.name, !e.skipped)
		}
	}
	want := map[string]uint32{"a-b": 0, "a/b/run": modeExec, "a/link": modeLink, "a/other": modeGitlink, "a/plain": 0o100644, "z": 0}
	if diff := cmp.Diff(want, got); diff != "" || !slices.IsSorted(names) {
		t.Errorf("%v: %s", names, diff)
	}
	fails(t, r.expand(&index{entries: []staged{{name: "a/", mode: modeFolder, id: idOf(7)}}}), errMissing)
}
