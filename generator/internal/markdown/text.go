package markdown

import (
	"bufio"
	"bytes"
	"html"
	"strconv"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	goldhtml "github.com/yuin/goldmark/renderer/html"

	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/text"
)

// plainText returns the words of a node, with single spaces. For an image it returns
// the alternative text; an image inside another node has no words.
func plainText(n ast.Node, source []byte) string {
	words := strings.Map(func(c rune) rune {
		if text.Control(c) {
			return -1 // an entity such as &#1; can make one
		}
		return c
	}, wordsOf(n, source, " "))
	return strings.Join(strings.Fields(words), " ")
}

// wordsOf returns the words of a node as they stand there, with a gap where a line ends.
func wordsOf(n ast.Node, source []byte, gap string) string {
	var b strings.Builder
	_ = ast.Walk(n, func(c ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch c := c.(type) {
		case *ast.Image:
			if c != n {
				return ast.WalkSkipChildren, nil
			}
		case *ast.AutoLink:
			b.Write(c.Label(source))
		case *ast.RawHTML:
			if breaksLine(c, source) {
				b.WriteString(gap)
			}
		case *ast.String:
			b.Write(c.Value)
		case *ast.Text:
			if c.IsRaw() {
				b.Write(c.Segment.Value(source))
			} else {
				b.WriteString(unescape(c.Segment.Value(source)))
			}
			if c.SoftLineBreak() || c.HardLineBreak() {
				b.WriteString(gap)
			}
		}
		return ast.WalkContinue, nil
	})
	return b.String()
}

// unescape resolves the escapes and entities in Markdown with the code that renders
// them.
func unescape(markdown []byte) string {
	if !bytes.ContainsAny(markdown, `\&`) {
		return string(markdown)
	}
	var b strings.Builder
	w := bufio.NewWriter(&b)
	goldhtml.DefaultWriter.Write(w, markdown)
	_ = w.Flush() // a strings.Builder never fails
	return html.UnescapeString(b.String())
}

// slug returns GitHub's id for a heading, before it is made unique in its page.
func slug(words string) string { return strings.Map(slugRune, strings.ToLower(words)) }

// slugRune keeps what GitHub keeps in a heading's id: spaces as hyphens, and what the
// regular expressions of Ruby take for a part of a word.
func slugRune(c rune) rune {
	switch {
	case c == ' ':
		return '-'
	case c == '-', unicode.In(c, unicode.L, unicode.M, unicode.Nd, unicode.Nl, unicode.Pc, unicode.Other_Alphabetic):
		return c
	}
	return -1
}

// looseRune keeps numbers of all kinds besides, such as ² and ½.
func looseRune(c rune) rune {
	if unicode.Is(unicode.No, c) {
		return c
	}
	return slugRune(c)
}

// quote quotes s, shortened for a message.
func quote(s string) string { return strconv.Quote(prose.Short(s, 60)) }
