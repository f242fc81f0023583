package seal

import (
	"archive/tar"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// numbered returns n empty files whose names begin alike.
func numbered(first string, n int) (all []File) {
	for i := range n {
		all = append(all, File{fmt.Sprintf("%s%04d", first, i), []byte{}})
	}
	return all
}

// TestAnArchiveHoldsAsMuchAsCanBeSealed to the last file and byte, wherever the note stands
// among them, and not one more. Of a large file the size is asked before the bytes are read.
func TestAnArchiveHoldsAsMuchAsCanBeSealed(t *testing.T) {
	const others, cut, more = "its files are not those", "which is cut off", "more than can be sealed"
	head := func(name string, size int64) entry { return entry{tar.Header{Name: name, Size: size}, ""} }
	written := func(list []File) []byte {
		data, err := Content{Versions: []string{digest(nil)}, Files: list}.archive()
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	for name, c := range map[string]struct {
		data []byte
		want string
	}{
		"as many files":               {written(numbered("a", maxFiles)), others},
		"as many before the note":     {written(numbered("-", maxFiles)), others},
		"a file more":                 {written(numbered("a", maxFiles+1)), more},
		"a file more before the note": {written(numbered("-", maxFiles+1)), more},
		"as many bytes":               {archived(t, plain("-", "x"), plain(noteName, "{}"), head("a", maxBytes-1)), cut},
		"a byte more":                 {archived(t, plain("-", "x"), plain(noteName, "{}"), head("a", maxBytes)), more},
		"as long a note":              {archived(t, head(noteName, maxText)), cut},
		"a longer note":               {archived(t, head(noteName, maxText+1)), more},
	} {
		if _, err := readArchive(c.data); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
}

// TestTheDigestTellsFilesApart wherever a path ends and the bytes begin: files that could be
// taken for others would be sealed without a trace in what is known of their versions.
func TestTheDigestTellsFilesApart(t *testing.T) {
	zeros, seen := strings.Repeat("\x00", 8), map[string]int{}
	for i, list := range [][]File{
		nil, files("", ""), files("a", "b"), files("ab", ""), files("", "ab"), files("b", "a"), files("a", "b", "c", "d"), files("a", "bcd"),
		files("a", "b"+zeros+"c"+zeros+"d"), files("a", "b", "c", "d", "", ""),
	} {
		if other, there := seen[digest(list)]; there {
			t.Errorf("the lists %d and %d have one digest", other, i)
		}
		seen[digest(list)] = i
	}
}

// TestWhatAnArchiveSaysOfItself is refused where it was not written so: a key that is none,
// or that is written otherwise, and versions that are none or too many.
func TestWhatAnArchiveSaysOfItself(t *testing.T) {
	_, ana := newKey(t, "Ana")
	is := digest(nil)
	versions := func(n int) []string { return slices.Repeat([]string{is}, n) }
	const ofKeys, ofVersions, ofFiles = "of the keys that open it", "of earlier versions", "its files are not those"
	for name, c := range map[string]struct {
		content Content
		want    string // "" where it is read
	}{
		"a key and whose it is":       {Content{versions(1), map[string]string{ana.Key: "Ana, laptop"}, nil}, ""},
		"a key of nobody":             {Content{versions(1), map[string]string{ana.Key: ""}, nil}, ofKeys},
		"a space behind the key":      {Content{versions(1), map[string]string{ana.Key + " ": "Ana"}, nil}, ofKeys},
		"two spaces":                  {Content{versions(1), map[string]string{ana.Key: "Ana,  laptop"}, nil}, ofKeys},
		"no key":                      {Content{versions(1), map[string]string{"age1": "Ana"}, nil}, ofKeys},
		"as many versions":            {Content{versions(maxVersions), nil, nil}, ""},
		"a version more":              {Content{versions(maxVersions + 1), nil, nil}, ofFiles},
		"no version":                  {Content{nil, nil, nil}, ofFiles},
		"a short version before":      {Content{[]string{is[2:], is}, nil, nil}, ofVersions},
		"a version that is no digest": {Content{[]string{"z" + is[1:], is}, nil, nil}, ofVersions},
		"a version of others":         {Content{[]string{is, digest(files("a", ""))}, nil, nil}, ofFiles},
	} {
		err := c.content.valid()
		if (err == nil) != (c.want == "") || err != nil && !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
}

// TestWhatCannotBeSealedIsAnError: a name that an archive cannot hold, and nobody to seal for.
func TestWhatCannotBeSealedIsAnError(t *testing.T) {
	_, ana := newKey(t, "Ana")
	if sealed, err := Seal(Note{}.Next(files("a", "x", "b\x00", "y"), nil), []Recipient{ana}); err == nil || sealed != nil {
		t.Errorf("a name with a NUL: %d bytes, %v", len(sealed), err)
	}
	if sealed, err := Seal(Note{}.Next(files("a", "x"), nil), nil); err == nil || sealed != nil {
		t.Errorf("for nobody: %d bytes, %v", len(sealed), err)
	}
}
