package pulls

import (
	"bytes"
	"regexp"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/text"
	"pairbook/generator/internal/review"
)

var (
	ourLink = regexp.MustCompile(`^https://github\.com/example/two-by-two/blob/[0-9a-f]{40}/[^#]+#L\d+$`)
	ourHTML = regexp.MustCompile(`^(<!-- pairbook report -->|<details><summary>[0-9]+ (file|page)s?( of the site)?</summary>|</details>)$`)
	mention = regexp.MustCompile(`@\w|#\d|\bGH-\d|https?:|www\.|<`)
)

// harmless reads a comment as GitHub does: it holds no HTML and no link but
// ours, and outside of code nothing that GitHub makes more of.
func harmless(t *testing.T, comment string) {
	t.Helper()
	if len(comment) > 65536 {
		t.Errorf("the comment has %d bytes, and GitHub takes 65536", len(comment))
	}
	if !strings.HasPrefix(comment, review.Marker+"\n### ") {
		t.Errorf("the comment does not begin with its mark and the verdict: %.80q", comment)
	}
	source := []byte(comment)
	root := goldmark.New(goldmark.WithExtensions(extension.GFM)).Parser().Parse(text.NewReader(source))
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.CodeSpan:
			return ast.WalkSkipChildren, nil
		case *ast.Link:
			if !ourLink.Match(n.Destination) {
				t.Errorf("a link leads to %s", n.Destination)
			}
		case *ast.HTMLBlock:
			var html bytes.Buffer
			for i := range n.Lines().Len() {
				line := n.Lines().At(i)
				html.Write(line.Value(source))
			}
			if n.HasClosure() {
				html.Write(n.ClosureLine.Value(source))
			}
			if !ourHTML.Match(bytes.TrimSpace(html.Bytes())) {
				t.Errorf("HTML: %q", html.String())
			}
		case *ast.Text:
			if words := n.Segment.Value(source); mention.Match(words) {
				t.Errorf("the text %q means something to GitHub", words)
			}
		case *ast.RawHTML, *ast.AutoLink, *ast.Image, *ast.FencedCodeBlock, *ast.CodeBlock:
			t.Errorf("the comment holds a %s", n.Kind())
		}
		return ast.WalkContinue, nil
	})
}
