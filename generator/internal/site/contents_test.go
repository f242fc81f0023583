package site

import (
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"
	"pairbook/generator/internal/veil"
	"pairbook/generator/test/mini"
)

// TestContentsOfDashboards compares the contents of each page that the site makes itself
// with its headings, as a browser reads them: all of three or more, and none of fewer.
func TestContentsOfDashboards(t *testing.T) {
	files := mini.Files(strings.Replace(everything, "matching: true", "matching: true, network: true", 1))
	for file, from := range map[string]string{"program/programs/career.yaml": "Career mentoring", "program/cohorts/spring/cohort.yaml": "name: "} {
		files[file].Data = []byte(strings.Replace(string(files[file].Data), from, from+"<i>&amp; ", 1))
	}
	second := strings.Replace(string(files["program/programs/career.yaml"].Data), "coordinators:", "# ", 1)
	files["program/programs/second.yaml"] = mini.File("%s", second)
	files["program/cohorts/next/cohort.yaml"].Data = []byte(strings.Replace(string(files["program/cohorts/next/cohort.yaml"].Data), "program: career", "program: second", 1))
	for _, audience := range []veil.Audience{veil.Public, veil.Coordinators} {
		seen := map[string]int{}
		for file, text := range render(t, input(t, files, audience)) {
			if !isPage(file) || strings.Contains(text, `<h1 id=`) {
				continue // a page of the handbook has those of its text
			}
			if strings.Contains(text, "\x00") {
				t.Errorf("%s has the place of its contents twice", file)
			}
			headings, entries := headingsAndContents(t, text)
			wants := slices.ContainsFunc([]string{"cohorts/spring/*.html", "cohorts/next/*.html", "metrics.html", "network.html", "attention.html", "roles/*.html"},
				func(pattern string) bool { ok, err := path.Match(pattern, file); return ok && err == nil })
			if !wants || len(headings) < 3 {
				headings = nil
			}
			if diff := cmp.Diff(headings, entries); diff != "" {
				t.Errorf("%s:\n%s", file, diff)
			}
			if entries != nil {
				seen[path.Base(file)]++
			}
		}
		for _, file := range []string{"index.html", "figures.html", "metrics.html", "network.html"} {
			if seen[file] == 0 {
				t.Errorf("%v: no %s with contents proves anything", audience, file)
			}
		}
	}
}

// headingsAndContents reads the headings h2 with an id of a page, and the entries of its
// contents, as #id and text.
func headingsAndContents(t *testing.T, page string) (headings, entries []string) {
	inside := func(n *html.Node, class string) bool {
		for ; n != nil; n = n.Parent {
			if found, _ := attribute(n, "class"); found == class {
				return true
			}
		}
		return false
	}
	for _, n := range nodes(t, page) {
		if id, has := attribute(n, "id"); n.Data == "h2" && has {
			headings = append(headings, "#"+id+" "+textOf(n))
		}
		if href, has := attribute(n, "href"); n.Data == "a" && has && inside(n, "contents") {
			entries = append(entries, href+" "+textOf(n))
		}
	}
	return headings, entries
}
