package site

import (
	"slices"
	"strings"
	"testing"

	"pairbook/generator/internal/veil"
	"pairbook/generator/test/mini"
)

// Two commits of the same records differ in what tells the commit, and nowhere
// else: a merge does not change every page.
func TestOnlyTwoFilesTellTheRevision(t *testing.T) {
	for _, audience := range []veil.Audience{veil.Public, veil.Coordinators} {
		in := input(t, mini.Files(defaults), audience)
		was := render(t, in)
		in.Revision = strings.Repeat("f", 40) + "-modified"
		var differ []string
		for file, body := range render(t, in) {
			if body != was[file] {
				differ = append(differ, file)
			}
		}
		slices.Sort(differ)
		if !slices.Equal(differ, []string{"about.html", "api/v1/index.json"}) {
			t.Errorf("%v: these differ: %v", audience, differ)
		}
	}
}

func TestAboutThisSite(t *testing.T) {
	in := input(t, mini.Files(defaults), veil.Public)
	for _, c := range []struct {
		revision, has, not string
	}{
		{strings.Repeat("a", 40), `Made from commit <a href="https://github.com/mini/mini/commit/` + strings.Repeat("a", 40) + `"><code>aaaaaaaaaaaa</code></a>.`, "no commit has yet"},
		{strings.Repeat("a", 40) + "-modified", `<code>aaaaaaaaaaaa</code></a>, with changes that no commit has yet.`, "-modified"},
		{"", "It is not known which commit they are from.", "/commit/"},
	} {
		in.Revision = c.revision
		page := render(t, in)["about.html"]
		if !strings.Contains(page, c.has) || strings.Contains(page, c.not) {
			t.Errorf("%q: %q is not there, or %q is:\n%s", c.revision, c.has, c.not, page)
		}
	}
	for file, body := range render(t, in) {
		if isPage(file) && !strings.Contains(body, `about.html">about this site</a>`) {
			t.Errorf("%s does not lead to about.html", file)
		}
	}
	in = input(t, mini.Files(defaults), veil.Coordinators)
	page := render(t, in)["about.html"]
	if !strings.Contains(page, "The programme’s coordinators.") || !strings.Contains(page, "by their names") || strings.Contains(page, "What it never shows") {
		t.Errorf("for coordinators:\n%s", page)
	}
}
