package site

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"pairbook/generator/internal/veil"
	"pairbook/generator/test/mini"
)

// TestPeoplesWordsRunTheirOwnWay looks for what people call themselves and what they
// wrote on every page of coordinators: each stands in something whose direction is that
// of its first letter, or in a text, or at the head of a row, where the style sheet sees to it.
func TestPeoplesWordsRunTheirOwnWay(t *testing.T) {
	words := []string{"Nameada Firthada", "Namedot Firthdot", "bobgoalword", "goaltextword", "actiontextword", "guestword", "introductionword"}
	found := map[string]int{}
	for file, page := range render(t, input(t, mini.Files(everything), veil.Coordinators)) {
		if !strings.HasSuffix(file, ".html") || strings.HasPrefix(file, "log") || file == "search.html" || file == "network.html" {
			continue // their lists are of words of all kinds, and of drawings
		}
		for _, n := range nodes(t, page) {
			for _, w := range words {
				if n.Type == html.TextNode && strings.Contains(n.Data, w) && isShown(n) {
					found[w]++
					if !ownWay(n) {
						t.Errorf("%s: %q stands in %s", file, w, describe(n.Parent))
					}
				}
			}
		}
	}
	for _, w := range words {
		if found[w] == 0 {
			t.Errorf("%s is on no page", w)
		}
	}
}

// isShown reports whether a text is in the main part of a page, and no drawing.
func isShown(n *html.Node) bool {
	main := false
	for p := range n.Ancestors() {
		if slices.Contains([]string{"title", "svg", "nav", "dl"}, p.Data) {
			return false
		}
		main = main || p.Data == "main"
	}
	return main
}

func ownWay(n *html.Node) bool {
	for p := range n.Ancestors() {
		dir, _ := attribute(p, "dir")
		class, _ := attribute(p, "class")
		if p.Data == "bdi" || p.Data == "th" || dir == "auto" || class == "log" || class == "prose" {
			return true
		}
	}
	return false
}
