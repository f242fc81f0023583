package review

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"pairbook/generator/internal/text"
)

// Phrase is words of ours with names between them that others chose: paths, ids,
// what a record says. A comment shows the names as they are and nothing else
// comes of them.
type Phrase struct {
	words string // with %s for each name
	names []string
}

// say makes a phrase. Our own words hold no mark of Markdown and no %.
func say(words string, names ...string) Phrase { return Phrase{words, names} }

// then puts a phrase after this one.
func (p Phrase) then(next Phrase) Phrase {
	return Phrase{p.words + next.words, append(append([]string(nil), p.names...), next.names...)}
}

func (p Phrase) empty() bool { return p.words == "" }

// String is the phrase for a machine, or for a terminal after escaping.
func (p Phrase) String() string { return p.with(func(name string) string { return name }) }

// MarshalText makes it a text in JSON.
func (p Phrase) MarshalText() ([]byte, error) { return []byte(p.String()), nil }

func (p Phrase) markdown() string { return p.with(code) }

func (p Phrase) with(write func(string) string) string {
	args := make([]any, len(p.names))
	for i, name := range p.names {
		args[i] = write(name)
	}
	return fmt.Sprintf(p.words, args...)
}

// longestText is how many characters are shown of a name.
const longestText = 300

// code writes a text so that it is shown as it is: in a comment nothing in a
// code span is a link, a mention or HTML. It stays on one line, and what does not
// show is spelled out, and so is what GitHub's runner takes for a command.
func code(name string) string {
	name = strings.ReplaceAll(name, "##[", `##\x5b`)
	var shown strings.Builder
	longest, run := 0, 0
	for n := 0; name != ""; n++ {
		if n == longestText {
			shown.WriteString("…")
			break
		}
		r, size := utf8.DecodeRuneInString(name)
		shown.WriteString(text.Spell(r, name[:size]))
		name = name[size:]
		if run++; r != '`' {
			run = 0
		}
		longest = max(longest, run)
	}
	fence, inside := strings.Repeat("`", longest+1), shown.String()
	switch blank := strings.Trim(inside, " ") == ""; {
	case inside == "":
		inside = " "
	case !blank && (longest > 0 || inside[0] == ' ' || inside[len(inside)-1] == ' '):
		inside = " " + inside + " " // of which a reader takes one away on each side
	}
	return fence + inside + fence
}
