package site

import (
	"strings"
	"testing"
	"testing/fstest"

	"pairbook/generator/internal/veil"
	"pairbook/generator/test/mini"
)

// TestLinksToOwnPages has a page link to pages that the site makes: to those that its
// audience has, and to no others.
func TestLinksToOwnPages(t *testing.T) {
	files := mini.Files("format: 1\ntitle: Miniature\n")
	files["content/meeting/way.md"] = &fstest.MapFile{Data: []byte("# Way\n\n[met](../log.html) [join](../join.html#x) [hello](../attention.html) [people](../people/index.html)\n")}
	for audience, hello := range map[veil.Audience]string{veil.Public: "hello", veil.Coordinators: `<a href="../attention.html">hello</a>`} {
		page := render(t, input(t, files, audience))["meeting/way.html"]
		want := `<p><a href="../log.html">met</a> <a href="../join.html#x">join</a> ` + hello
		if !strings.Contains(page, want) {
			t.Errorf("audience %v: there is no %s", audience, want)
		}
	}
}
