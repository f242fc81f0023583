package themes

import (
	"io/fs"
	"testing"
	"testing/fstest"
)

func TestOver(t *testing.T) {
	base := fstest.MapFS{"assets/a.css": {Data: []byte("a")}, "assets/b.js": {Data: []byte("b")}, "templates/parts/page.html": {Data: []byte("page")}}
	own := fstest.MapFS{"assets/a.css": {Data: []byte("ours")}, "assets/logo.svg": {Data: []byte("logo")}, "README.md": {Data: []byte("words")}}
	both := overlay{own, base}
	want := map[string]string{"assets/a.css": "ours", "assets/b.js": "b", "assets/logo.svg": "logo", "templates/parts/page.html": "page", "README.md": "words"}
	found := 0
	err := fs.WalkDir(both, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		found++
		if body, err := fs.ReadFile(both, name); err != nil || string(body) != want[name] {
			t.Errorf("%s: %q, %v", name, body, err)
		}
		return nil
	})
	if err != nil || found != len(want) {
		t.Errorf("%d files, %v", found, err)
	}
	if _, err := both.Open("templates/nothing.html"); err == nil {
		t.Error("a file that neither has opens")
	}
}

// TestOverNothing is the default theme itself.
func TestOverNothing(t *testing.T) {
	count := func(files fs.FS) (n int) {
		_ = fs.WalkDir(files, ".", func(_ string, _ fs.DirEntry, err error) error { n++; return err })
		return n
	}
	if got, want := count(Over(fstest.MapFS{})), count(Default()); got != want {
		t.Errorf("%d files and folders, not %d", got, want)
	}
}
