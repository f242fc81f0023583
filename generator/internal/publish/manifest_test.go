package publish

import (
	"bytes"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestManifest(t *testing.T) {
	out := filepath.Join(t.TempDir(), "public")
	publish(t, map[string]string{"b.html": "", "a/<&>.html": "abc"}, Options{Out: out})
	got, err := os.ReadFile(filepath.Join(out, "manifest.json"))
	if err != nil {
		t.Fatal(err)
	}
	// The sums are those of FIPS 180-2 for "abc" and for nothing.
	want := `{
  "a/<&>.html": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
  "b.html": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
}
`
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Errorf("manifest.json (-want +got):\n%s", diff)
	}
}

func TestVerifyNamesEveryDifference(t *testing.T) {
	out := filepath.Join(t.TempDir(), "public")
	publish(t, map[string]string{"a.html": "1", "b.html": "2", "c.html": "3", "d/e.html": "4", "f.html": "5", "g.html": "6"}, Options{Out: out})
	put(t, filepath.Join(out, "a.html"), "9")
	put(t, filepath.Join(out, "g.html"), "9")
	for _, name := range []string{"b.html", "c.html", "d"} {
		if err := os.RemoveAll(filepath.Join(out, name)); err != nil {
			t.Fatal(err)
		}
	}
	link(t, "f.html", filepath.Join(out, "c.html"))
	put(t, filepath.Join(out, "stranger.html"), "does not matter")
	err := verify(out)
	if err == nil {
		t.Fatal("no error")
	}
	lines := strings.Split(err.Error(), "\n")
	if len(lines) != 5 {
		t.Fatalf("%d differences, want 5:\n%v", len(lines), err)
	}
	for i, want := range []string{"a.html: its SHA-256 is", "b.html: it is in the manifest", "c.html: it is not a file", "d/e.html: it is in the manifest", "g.html: its SHA-256 is"} {
		if !strings.Contains(lines[i], want) {
			t.Errorf("line %d: %q, want %q", i, lines[i], want)
		}
	}
	for _, text := range []string{"", "{}", "[]", `{"a.html": "12"}`, `{"../a.html": "` + strings.Repeat("0", 64) + `"}`} {
		dir := t.TempDir()
		put(t, filepath.Join(dir, "manifest.json"), text)
		if err := verify(dir); err == nil {
			t.Errorf("the manifest %q passed", text)
		}
	}
	if err := verify(t.TempDir()); err == nil {
		t.Error("a folder without a manifest passed")
	}
}

// TestAManifestIsAFileOfTheSite: what a link leads to is another site's, and a folder of that
// name is somebody's own. What cannot be looked at is neither ours nor foreign.
func TestAManifestIsAFileOfTheSite(t *testing.T) {
	dir := t.TempDir()
	publish(t, map[string]string{"index.html": "1"}, Options{Out: filepath.Join(dir, "ours")})
	link(t, "../ours/manifest.json", filepath.Join(dir, "linked", "manifest.json"))
	put(t, filepath.Join(dir, "folder", "manifest.json", "x"), "x")
	if err := os.Mkdir(filepath.Join(dir, "empty"), 0o755); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"linked", "folder", "empty"} {
		if sums, err := readManifest(filepath.Join(dir, name)); sums != nil || err != errNoManifest {
			t.Errorf("%s: %v, %v", name, sums, err)
		}
	}
	if sums, err := readManifest(filepath.Join(dir, strings.Repeat("long", 100))); sums != nil || err == nil || errors.Is(err, errNoManifest) {
		t.Errorf("a name that is too long: %v, %v", sums, err)
	}
	if sums, err := readManifest(filepath.Join(dir, "ours")); len(sums) != 1 || err != nil {
		t.Errorf("ours: %v, %v", sums, err)
	}
}

// TestAFolderThatCannotBeExamined is an error at every depth: what is not seen would be lost
// with the old site.
func TestAFolderThatCannotBeExamined(t *testing.T) {
	dir := t.TempDir()
	publish(t, map[string]string{"index.html": "1"}, Options{Out: dir})
	old := newTree(dir)
	if err := old.walk(); err != nil || len(old.entries) != 2 || old.children["."] != 2 {
		t.Errorf("before: %v, %v, %v", old.entries, old.children, err)
	}
	deeper(t, dir)
	if err := newTree(dir).walk(); err == nil {
		t.Error("what lies too deep is no error")
	}
	at := dir
	for len(at) < 4090 { // a path that has no room for the name of a manifest
		at = filepath.Join(at, strings.Repeat("y", min(200, max(1, 4090-len(at)-1))))
	}
	if err := os.MkdirAll(at, 0o755); err != nil {
		t.Skip(err)
	}
	if _, err := examine(at, true); err == nil {
		t.Error("a manifest that cannot be looked at is no error")
	}
}

func FuzzDecodeManifest(f *testing.F) {
	f.Add([]byte(`{"a/b.html":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}`))
	f.Add([]byte(`{"../b":"00"}`))
	f.Add([]byte(`[]`))
	f.Fuzz(func(t *testing.T, data []byte) {
		sums, err := decodeManifest(data)
		if err != nil {
			return
		}
		again := encodeManifest(sums)
		back, err := decodeManifest(again)
		if err != nil || !maps.Equal(sums, back) {
			t.Fatalf("%q became %q: %v", data, again, err)
		}
		for name := range sums {
			if !filepath.IsLocal(filepath.FromSlash(name)) || bytes.ContainsAny([]byte(name), "\x00\\") {
				t.Fatalf("%q leaves the folder", name)
			}
		}
	})
}
