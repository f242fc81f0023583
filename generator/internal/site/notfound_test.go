package site

import (
	"net/url"
	"regexp"
	"strings"
	"testing"

	"pairbook/generator/internal/veil"
	"pairbook/generator/test/mini"
)

var anyBase = regexp.MustCompile(`base_url: .*\n`)

// TestNotFoundFromAnywhere reads 404.html as hosts show it: at whatever address was asked
// for. Where the site's address is known, its links are right below every folder.
func TestNotFoundFromAnywhere(t *testing.T) {
	for base, root := range map[string]string{
		"base_url: https://mini.example/our%20mentoring/\n": "/our%20mentoring/",
		"base_url: https://mini.example\n":                  "/",
		"":                                                  "",
	} {
		t.Run(base, func(t *testing.T) {
			site := render(t, input(t, mini.Files(anyBase.ReplaceAllLiteralString(defaults, base)), veil.Public))
			links := 0
			for _, n := range nodes(t, site["404.html"]) {
				for _, a := range n.Attr {
					if a.Key != "href" && a.Key != "src" && a.Key != "data-search" || strings.HasPrefix(a.Val, "#") {
						continue
					}
					links++
					way, within := strings.CutPrefix(a.Val, root)
					path, err := url.PathUnescape(way)
					if _, there := site[path]; !within || !there || err != nil {
						t.Errorf("404.html has the address %q", a.Val)
					}
				}
			}
			if links < 15 {
				t.Errorf("404.html has %d links", links)
			}
			for _, file := range []string{"index.html", "people/index.html"} {
				if root != "" && strings.Contains(site[file], `href="/`) {
					t.Errorf("%s has links from the root of its host", file)
				}
			}
		})
	}
}
