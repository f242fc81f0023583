package markdown

import (
	"flag"
	"fmt"
	"html/template"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pairbook/generator/test/here"
)

func TestMain(m *testing.M) { os.Exit(here.Draws(m, 100, 100)) }

var update = flag.Bool("update", false, "rewrite the golden files")

// TestGolden renders each testdata/*.md; the golden holds the page, its links
// and its problems, so that a change of any of them is seen.
func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/*.md")
	if err != nil || len(files) == 0 {
		t.Fatalf("no test data: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".md"), func(t *testing.T) {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			got := describe(t, filepath.Base(file), text)
			here.Golden(t, strings.TrimSuffix(file, ".md")+".html", got, *update)
		})
	}
}

// describe renders a page and lists what Parse found in it, in a comment.
func describe(t *testing.T, path string, text []byte) string {
	t.Helper()
	page, problems := Parse(Source{Path: path, Text: text})
	if page == nil {
		t.Fatalf("refused: %v", problems)
	}
	out, err := page.Render(Options{Live: func(b Block) template.HTML {
		return template.HTML(fmt.Sprintf("<div>%q</div>\n", b.YAML))
	}})
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n<!--\ntitle: %s\nsummary: %s\n", out, page.Title, page.Summary())
	for _, h := range page.Contents() {
		fmt.Fprintf(&b, "contents: %d #%s %s\n", h.Level, h.ID, h.Text)
	}
	for _, block := range page.Blocks {
		fmt.Fprintf(&b, "%v: block %q\n", block.At, block.YAML)
	}
	for _, l := range page.Links {
		fmt.Fprintf(&b, "%v: kind %d image %t: %q %q\n", l.At, l.Kind, l.Image, l.Destination, l.Text)
	}
	for _, p := range problems.Sorted() {
		fmt.Fprintf(&b, "%v: %v: %s: %s\n", p.Position, p.Severity, p.Rule, p.Message)
	}
	return b.String() + "-->\n"
}
