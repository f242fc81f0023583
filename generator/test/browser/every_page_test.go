package browser

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pairbook/generator/test/here"
)

// few returns the first n pages of a list, or all where tests leave none out.
func few[T any](n int, pages []T) []T {
	if !here.Whole() && len(pages) > n {
		return pages[:n]
	}
	return pages
}

// TestEveryPageIsAccessible asks axe about every page of both audiences, narrow and
// wide, light and dark, with all folds open. It takes minutes.
func TestEveryPageIsAccessible(t *testing.T) {
	if !here.Thorough() {
		t.Skip("tests are not thorough: axe is asked about the dashboards and the forms alone")
	}
	engine := axe(t)
	for _, audience := range []string{"public", "coordinators"} {
		t.Run(audience, func(t *testing.T) {
			t.Parallel()
			site, own := example(t, "--audience", audience), tab(t)
			pages := everyPage(t, site)
			if len(pages) < 50 {
				t.Fatalf("the example has %d pages", len(pages))
			}
			for _, page := range pages {
				accessible(t, own, engine, page)
			}
			t.Logf("%d pages, each four times", len(pages))
		})
	}
}

// everyPage lists the pages of a site, without those that lead on at once and 404.html,
// whose links begin at the root of a host that is not here.
func everyPage(t *testing.T, site string) (pages []string) {
	t.Helper()
	err := filepath.WalkDir(site, func(path string, d fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".html" {
			return err
		}
		body, err := os.ReadFile(path)
		if d.Name() != "404.html" && !strings.Contains(string(body), `http-equiv="refresh"`) {
			pages = append(pages, path)
		}
		return err
	})
	if err != nil || len(pages) == 0 {
		t.Fatalf("%s has %d pages: %v", site, len(pages), err)
	}
	return pages
}
