package site

import (
	"strings"
	"testing"

	"pairbook/generator/internal/record"
	"pairbook/generator/internal/veil"
	"pairbook/generator/internal/when"
	"pairbook/generator/test/mini"
)

// TestPagesSayWhenTheyChanged has the day of a page's last commit below it and in the
// sitemap, and none of a page of no commit, or of one that lies ahead.
func TestPagesSayWhenTheyChanged(t *testing.T) {
	files := mini.Files("format: 1\ntitle: Mini\nbase_url: https://mentoring.example/m/\n")
	for _, name := range []string{"old", "ahead", "uncommitted"} {
		files["content/"+name+".md"] = mini.File("# %s\n", name)
	}
	in := input(t, files, veil.Public)
	repo := *in.Repo
	repo.Arrivals = &record.Arrivals{Changed: map[string]when.Date{"content/old.md": miniDay.Add(-1), "content/ahead.md": miniDay.Add(1)}}
	in.Repo = &repo
	pages := render(t, in, "sitemap.xml", "old.html", "ahead.html", "uncommitted.html")
	day := miniDay.Add(-1).String()
	for name, want := range map[string]int{"old.html": 1, "ahead.html": 0, "uncommitted.html": 0} {
		if n := strings.Count(pages[name], "Last updated <time datetime=\""+day+"\">"); n != want || want == 0 && strings.Contains(pages[name], "Last updated") {
			t.Errorf("%s says %d times when it changed", name, n)
		}
	}
	if got := pages["sitemap.xml"]; strings.Count(got, "<lastmod>") != 1 || !strings.Contains(strings.Join(strings.Fields(got), ""), "<loc>https://mentoring.example/m/old.html</loc><lastmod>"+day+"</lastmod>") {
		t.Errorf("the sitemap is %s", got)
	}
}
