package site

import (
	"io/fs"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"pairbook/generator/internal/veil"
	"pairbook/generator/test/mini"
)

// counting counts how often each file of a file system is opened.
type counting struct {
	fs.FS
	mu     sync.Mutex
	opened map[string]int
}

func (c *counting) Open(name string) (fs.File, error) {
	c.mu.Lock()
	c.opened[name]++
	c.mu.Unlock()
	return c.FS.Open(name)
}

// TestImagesHaveASize has two pages show a drawing, and one a picture that is none:
// what has a size says so, and a file is looked at once for all pages.
func TestImagesHaveASize(t *testing.T) {
	files := mini.Files(defaults)
	files["content/way.svg"] = &fstest.MapFile{Data: []byte(`<svg xmlns="http://www.w3.org/2000/svg" width="300" height="120"/>`)}
	files["content/torn.jpg"] = &fstest.MapFile{Data: []byte("\xFF\xD8\xFF")}
	files["content/one.md"] = &fstest.MapFile{Data: []byte("# One\n\n![The way](way.svg) ![Torn](torn.jpg)\n")}
	files["content/two.md"] = &fstest.MapFile{Data: []byte("# Two\n\n![The way](way.svg)\n\n![Again](way.svg)\n")}
	in := input(t, files, veil.Public)
	counted := &counting{FS: in.Files, opened: map[string]int{}}
	in.Files = counted
	site := render(t, in, "one.html", "two.html")
	for page, want := range map[string]string{
		"one.html": `<img src="way.svg" alt="The way" width="300" height="120"> <img src="torn.jpg" alt="Torn" loading="lazy">`,
		"two.html": `<img src="way.svg" alt="Again" width="300" height="120" loading="lazy">`,
	} {
		if !strings.Contains(site[page], want) {
			t.Errorf("%s has no %s:\n%s", page, want, site[page])
		}
	}
	if n := counted.opened["content/way.svg"]; n != 1 {
		t.Errorf("the drawing is opened %d times", n)
	}
}
