package markdown

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
	characters "pairbook/generator/internal/text"
)

// quotes sets straight quotes as English books do. The library's typographer opens
// 'the' with an apostrophe and leaves one at the end of a paragraph straight.
type quotes struct{}

// Trigger makes quotes an inline parser.
func (quotes) Trigger() []byte { return []byte{'\'', '"'} }

// Parse replaces one quote. In code, in addresses and after a backslash there is none.
func (quotes) Parse(block ast.Node, reader text.Reader, pc parser.Context) ast.Node {
	line, _ := reader.PeekLine()
	mark := curl(line, reader.PrecendingCharacter(), opened(pc, block))
	if mark == "" {
		return nil
	}
	reader.Advance(1)
	node := ast.NewString([]byte(mark))
	node.SetRaw(true)
	return node
}

// openKey holds how many double quotes are open in a block.
var openKey = parser.NewContextKey()

type openQuotes struct {
	block ast.Node
	count int
}

func opened(pc parser.Context, block ast.Node) *int {
	open, _ := pc.Get(openKey).(*openQuotes)
	if open == nil || open.block != block {
		open = &openQuotes{block: block}
		pc.Set(openKey, open)
	}
	return &open.count
}

// elided matches words of which an apostrophe takes the place of the beginning.
var elided = characters.Pattern(`^'((\d\ds?|tis|twas|em|til|cause)\b|n')`)

// curl returns what stands for the quote that a line begins with, after a character;
// "" if it stays, as in 6" or between spaces.
func curl(line []byte, before rune, open *int) string {
	after, _ := utf8.DecodeRune(line[1:])
	if len(line) == 1 {
		after = '\n'
	}
	opens, closes := flanks(before, after)
	switch double := line[0] == '"'; {
	case !opens && !closes:
		return ""
	case opens && closes && unicode.In(before, unicode.Ps, unicode.Pi, unicode.Pd), opens && !closes:
		if !double && elided().Match(line) {
			return "’"
		} else if !double {
			return "‘"
		}
		*open++
		return "“"
	case !double:
		return "’"
	case *open > 0 && (!opens || !isWord(before) && !isWord(after)):
		*open--
		return "”"
	}
	return ""
}

// flanks reports whether a mark between two characters can open and can close, by the
// rule for emphasis.
func flanks(before, after rune) (opens, closes bool) {
	opens = !unicode.IsSpace(after) && (isWord(after) || !isWord(before))
	closes = !unicode.IsSpace(before) && (isWord(before) || !isWord(after))
	return opens, closes
}

func isWord(c rune) bool { return !unicode.IsSpace(c) && !util.IsPunctRune(c) }

// Quotes sets the straight quotes of a plain text like those of a page.
func Quotes(words string) string {
	if !strings.ContainsAny(words, `'"`) {
		return words
	}
	var b strings.Builder
	before, open := '\n', 0
	for at, c := range words {
		mark := ""
		if c == '\'' || c == '"' {
			mark = curl([]byte(words[at:]), before, &open)
		}
		if mark == "" {
			mark = string(c)
		}
		b.WriteString(mark)
		before = c
	}
	return b.String()
}
