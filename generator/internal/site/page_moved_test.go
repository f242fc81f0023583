package site

import (
	"net/url"
	"path"
	"strings"
	"testing"

	"pairbook/generator/internal/veil"
	"pairbook/generator/test/mini"
)

// valueWith returns what an attribute is on the first element that has another.
func valueWith(t *testing.T, page, element, with, key string) string {
	t.Helper()
	for _, n := range nodes(t, page) {
		attributes := map[string]string{}
		for _, a := range n.Attr {
			attributes[a.Key] = a.Val
			attributes[a.Key+"="+a.Val] = ""
		}
		if _, there := attributes[with]; there && n.Data == element {
			return attributes[key]
		}
	}
	return ""
}

// TestMovedPagesLeadOn follows the address that a page had: by its refresh, by its link
// and by what it says its own address is.
func TestMovedPagesLeadOn(t *testing.T) {
	const page = "guide's/so; far & on, 100%.html"
	formers := []string{"was-old.html", "ä/was ö ü.html", "a.html-2/was-b.html", "was/index.html", "handbook/metrics.html", "people/aliasotter.html"}
	files := mini.Files(defaults)
	files["content/guide's/so; far & on, 100%.md"] = mini.File("---\nmoved_from: [was-old.md, \"ä/was ö ü.md\", a.html/was-b.md, was/README.md, metrics.md, people/aliasotter.md]\n---\n# Still \"here\"\n")
	for _, audience := range []veil.Audience{veil.Public, veil.Coordinators} {
		site := render(t, input(t, files, audience))
		for _, from := range formers {
			old := site[from]
			_, refresh, _ := strings.Cut(valueWith(t, old, "meta", "http-equiv=refresh", "content"), "; url=")
			for _, way := range []string{refresh, valueWith(t, old, "a", "href", "href")} {
				plain, err := url.PathUnescape(way)
				if to := path.Join(path.Dir(from), plain); err != nil || to != page || site[to] == "" {
					t.Errorf("%s leads to %s", from, to)
				}
			}
			canonical := valueWith(t, old, "link", "rel=canonical", "href")
			if canonical != "https://mini.example.org/handbook/guide%27s/so%3B%20far%20&%20on%2C%20100%25.html" || valueWith(t, old, "meta", "name=robots", "content") != "noindex" {
				t.Errorf("%s says that it is %s", from, canonical)
			}
		}
		for file, text := range site {
			if strings.Contains(text, "was-") || strings.Contains(text, "was/") {
				t.Errorf("%s names where the page was", file)
			}
		}
		if audience == veil.Coordinators && site["people/aliasotter-2.html"] == "" && site["people/idada.html"] == "" {
			t.Error("a person's page did not go out of the way")
		}
	}
}

// TestAFormerIDLeadsOn where people go by name, and is told nobody where they do not. Of
// the pairing tern, one member never goes by name.
func TestAFormerIDLeadsOn(t *testing.T) {
	for publish, want := range map[string]bool{defaults: false, everything: true} {
		files := mini.Files(publish)
		files["program/people/idbob.yaml"].Data = append(files["program/people/idbob.yaml"].Data, "formerly: [idrob]\n"...)
		for pairing, was := range map[string]string{"lapwing": "wasrob", "tern": "wastern"} {
			file := "program/cohorts/spring/pairings/" + pairing + "/pairing.yaml"
			files[file].Data = append(files[file].Data, "formerly: ["+was+"]\n"...)
		}
		site := render(t, input(t, files, veil.Public))
		for was, now := range map[string]string{"people/idrob.html": "idbob.html", "cohorts/spring/pairings/wasrob.html": "lapwing.html"} {
			if got := strings.HasSuffix(valueWith(t, site[was], "a", "href", "href"), now); got != want {
				t.Errorf("%s leads on: %t, want %t\n%s", was, got, want, site[was])
			}
		}
		for file, text := range site {
			if !want && strings.Contains(file+text, "idrob") || !want && strings.Contains(file+text, "wasrob") || strings.Contains(file+text, "wastern") {
				t.Errorf("%s tells a former id", file)
			}
		}
	}
}

// TestMovedPagesGiveWay keeps what is at a place today.
func TestMovedPagesGiveWay(t *testing.T) {
	files := mini.Files(strings.ReplaceAll(defaults, "base_url", "# base_url"))
	files["content/new.md"] = mini.File("---\nmoved_from: [index.md, roles/mentor.md, programs/README.md, new.md, ../a.md, old.md]\n---\n# New\n")
	files["content/newer.md"] = mini.File("---\nmoved_from: old.md\n---\n# Newer\n")
	site := render(t, input(t, files, veil.Public))
	for _, file := range []string{"index.html", "roles/mentor.html", "programs/index.html", "new.html", "newer.html"} {
		if leadsOn(site[file]) || site[file] == "" {
			t.Errorf("%s leads away", file)
		}
	}
	if got := valueWith(t, site["old.html"], "link", "rel=canonical", "href"); got != "new.html" {
		t.Errorf("the old address leads to %q", got)
	}
}
