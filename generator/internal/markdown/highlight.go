package markdown

import (
	"embed"
	"html"
	"strings"
	"sync"

	"github.com/alecthomas/chroma/v2"
)

// definitions are the library's for the languages of lexerFor. The library's own
// package of lexers reads 300 at the start of every process, which takes longer than
// most commands.
//
//go:embed lexers/*.xml
var definitions embed.FS

// languages returns the lexers of the definitions. They are read on first use.
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

// Only small blocks are coloured, because the library is slow on hostile code (4 KiB of
// brackets take seconds) and aborts a slow match by the clock, which could make a page
// differ between two machines.
const (
	maxHighlighted     = 2 << 10  // bytes of a block
	maxHighlightedPage = 16 << 10 // bytes of all blocks of a page
	maxBrackets        = 256      // brackets and opened comments of a block
)

// colour highlights blocks of code in a page, as long as they add at most spare bytes.
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

// highlight returns code with markup; ok is false if the code must stay plain.
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

// lexerFor returns the lexer of a language that a handbook is likely to show, or nil.
// Each was tried on hostile code of maxHighlighted bytes.
func lexerFor(name string) chroma.Lexer {
	switch name {
	case "bash", "sh", "shell", "console", "yaml", "yml", "json", "toml", "ini", "go", "python", "py",
		"javascript", "js", "typescript", "ts", "html", "css", "xml", "sql", "diff":
		return languages().Get(name)
	}
	return nil
}

// highlightClass returns the class of a token, one of the library's standard
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
