package command

import (
	"maps"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"pairbook/generator/test/here"
)

// TestTheProgrammeHere checks and builds the programme in this repository,
// whosever it is, and follows every link of its two sites. It is the only test of
// records that may change at any time.
func TestTheProgrammeHere(t *testing.T) {
	root := here.Root(t)
	if _, err := os.Stat(filepath.Join(root, "program")); os.IsNotExist(err) {
		t.Skip("there is no programme here: nothing was checked and built")
	}
	soundProgramme(t, root)
}

// TestAnyProgramme does the same for programmes made here: that of init, minimal
// ones, and one with an error.
func TestAnyProgramme(t *testing.T) {
	begun := func(t *testing.T) string {
		t.Helper()
		root := filepath.Join(t.TempDir(), "programme")
		if status, _, stderr := pairbook(t, time.Now(), "init", root); status != statusFine {
			t.Fatal(stderr)
		}
		return root
	}
	t.Run("what init writes", func(t *testing.T) { soundProgramme(t, begun(t)) })
	t.Run("without a handbook", func(t *testing.T) {
		root := t.TempDir()
		writeText(t, filepath.Join(root, "program", "site.yaml"), "format: 1\ntitle: Ours\n")
		soundProgramme(t, root)
		if err := os.Mkdir(filepath.Join(root, "content"), 0o755); err != nil {
			t.Fatal(err)
		}
		soundProgramme(t, root)
	})
	t.Run("with a mistake", func(t *testing.T) {
		root := begun(t)
		writeText(t, filepath.Join(root, "program", "people", "ada.yaml"), "nam: Ada\n")
		if said := problemsOf(t, root); !strings.Contains(said, "program/people/ada.yaml:1:1: error") {
			t.Errorf("check says\n%s", said)
		}
	})
}

// soundProgramme expects no error in a programme, and no dead link in its sites.
func soundProgramme(t *testing.T, root string) {
	t.Helper()
	if said := problemsOf(t, root); said != "" {
		t.Errorf("the programme in %s has errors; pairbook check says:\n%s", root, said)
		return
	}
	for _, audience := range []string{"public", "coordinators"} {
		out := filepath.Join(t.TempDir(), audience)
		if status, stdout, stderr := pairbook(t, time.Now(), "build", "--root", root, "--audience", audience, "--out", out); status != statusFine {
			t.Errorf("build --audience %s: status %d\n%s%s", audience, status, stdout, stderr)
			continue
		}
		for _, dead := range deadLinks(t, out) {
			t.Errorf("--audience %s: %s", audience, dead)
		}
	}
}

// problemsOf returns the output of check when there are errors.
func problemsOf(t *testing.T, root string) string {
	t.Helper()
	status, stdout, stderr := pairbook(t, time.Now(), "check", "--root", root)
	if status == statusFine {
		return ""
	}
	return stdout + stderr
}

// deadLinks lists links of a site's pages to files and ids that it does not have.
func deadLinks(t *testing.T, site string) (dead []string) {
	t.Helper()
	ids, links := map[string]map[string]bool{}, map[string][]string{}
	err := filepath.WalkDir(site, func(file string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		name, err := filepath.Rel(site, file)
		if err != nil {
			return err
		}
		name = filepath.ToSlash(name)
		ids[name] = map[string]bool{}
		if path.Ext(name) != ".html" {
			return nil
		}
		page, err := os.Open(file)
		if err != nil {
			return err
		}
		defer page.Close()
		doc, err := html.Parse(page)
		if err != nil {
			return err
		}
		for n := range doc.Descendants() {
			for _, a := range n.Attr {
				switch a.Key {
				case "id":
					ids[name][a.Val] = true
				case "href", "src":
					links[name] = append(links[name], a.Val)
				}
			}
		}
		return nil
	})
	if err != nil || len(links) == 0 {
		t.Fatalf("read the site: %d pages, %v", len(links), err)
	}
	for _, page := range slices.Sorted(maps.Keys(links)) {
		for _, link := range links[page] {
			u, err := url.Parse(link)
			switch {
			case err != nil:
				dead = append(dead, page+" has the link "+link)
				continue
			case u.Scheme != "":
				continue
			}
			to := page
			if u.Path != "" {
				to = path.Join(path.Dir(page), u.Path)
			}
			if known, there := ids[to]; !there || u.Fragment != "" && !known[u.Fragment] {
				dead = append(dead, page+" links to "+link+", which is not there")
			}
		}
	}
	return dead
}
