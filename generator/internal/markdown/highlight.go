package markdown

import (
	"embed"
	"html"
	"strings"
	"sync"

	"github.com/alecthomas/chroma/v2"
)

// definitions are those of the library for the languages of lexerFor. Its own
// package of lexers reads 300 of them at the start of every process, which takes
// longer than most commands run.
//
//go:embed lexers/*.xml
var definitions embed.FS

// languages are the lexers of the definitions, which are read when the first
// block of code is coloured.
var languages = sync.OnceValue(func() *chroma.LexerRegistry {
	files, err := definitions.ReadDir("lexers")
	if err != nil {
		panic(err)
	}
	registry := chroma.NewLexerRegistry()
	for _, f := range files {
		registry.Register(chroma.MustNewXMLLexer(definitions, "lexers/"+f.Name()))
	}
	return registry
})

// What is coloured is small, because the library is slow on hostile code (a
// block of 4 KiB of brackets takes seconds) and gives up on a slow match by the
// clock, which could make the same page differ between two machines.
const (
	maxHighlighted     = 2 << 10  // bytes of a block
	maxHighlightedPage = 16 << 10 // bytes of all blocks of a page
	maxBrackets        = 256      // brackets and opened comments of a block
)

// colour marks up the code of a page, as long as it does not grow by more than
// spare bytes.
func (p *Page) colour(blocks []code, spare int) {
	var edits []edit
	coloured := 0
	for _, b := range blocks {
		lexer := lexerFor(strings.ToLower(b.language))
		if lexer == nil || len(b.text) > maxHighlighted || coloured+len(b.text) > maxHighlightedPage || brackets(b.text) > maxBrackets {
			continue
		}
		coloured += len(b.text)
		marked, ok := highlight(b.text, lexer)
		if added := len(marked) - len(b.text); ok && added <= spare {
			spare -= added
			edits = append(edits, edit{b.start, b.end, `<pre class="chroma" tabindex="0"><code` + b.class() + `>` + marked + "</code></pre>\n"})
		}
	}
	p.edit(edits)
}

// highlight marks up code; ok is false when the code is to stay plain.
func highlight(code string, lexer chroma.Lexer) (marked string, ok bool) {
	tokens, err := chroma.Tokenise(chroma.Coalesce(lexer), nil, code)
	if err != nil || chroma.Stringify(tokens...) != code {
		return "", false
	}
	var b strings.Builder
	for _, t := range tokens {
		text := html.EscapeString(t.Value)
		if class := highlightClass(t.Type); class != "" {
			text = `<span class="` + class + `">` + text + `</span>`
		}
		b.WriteString(text)
	}
	return b.String(), true
}

func brackets(code string) int {
	n := strings.Count(code, "/*")
	for i := range len(code) {
		switch code[i] {
		case '[', ']', '{', '}', '(', ')':
			n++
		}
	}
	return n
}

// lexerFor knows the languages that a handbook is likely to show, and no other:
// each was tried with hostile code of maxHighlighted bytes.
func lexerFor(name string) chroma.Lexer {
	switch name {
	case "bash", "sh", "shell", "console", "yaml", "yml", "json", "toml", "ini", "go", "python", "py",
		"javascript", "js", "typescript", "ts", "html", "css", "xml", "sql", "diff":
		return languages().Get(name)
	}
	return nil
}

// highlightClass gives the class of a token, one of the library's standard
// names: c comment, k keyword, s string, m number, nt tag or key, na attribute,
// nf function, nv variable, gd deleted, gi inserted, gh heading. The rest is plain.
func highlightClass(t chroma.TokenType) string {
	switch t {
	case chroma.NameTag:
		return "nt"
	case chroma.NameAttribute:
		return "na"
	case chroma.NameFunction:
		return "nf"
	case chroma.GenericDeleted:
		return "gd"
	case chroma.GenericInserted:
		return "gi"
	case chroma.GenericHeading, chroma.GenericSubheading:
		return "gh"
	}
	switch {
	case t.InCategory(chroma.Comment):
		return "c"
	case t.InCategory(chroma.Keyword):
		return "k"
	case t.InSubCategory(chroma.LiteralString):
		return "s"
	case t.InSubCategory(chroma.LiteralNumber):
		return "m"
	case t == chroma.NameVariable || t.InSubCategory(chroma.NameVariable):
		return "nv"
	}
	return ""
}
