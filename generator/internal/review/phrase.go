package review

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"pairbook/generator/internal/text"
)

// Phrase is fixed words with names from records or paths between them. A comment
// shows the names literally, so that they cannot act as Markdown.
type Phrase struct {
	words string // with a %s for each name
	names []string
}

// phrase returns a Phrase. The words themselves contain no Markdown and no other
// %.
func phrase(words string, names ...string) Phrase { return Phrase{words, names} }

// then appends a phrase.
func (p Phrase) then(next Phrase) Phrase {
	return Phrase{p.words + next.words, append(append([]string(nil), p.names...), next.names...)}
}

func (p Phrase) empty() bool { return p.words == "" }

// String returns the phrase for JSON, or for a terminal after escaping.
func (p Phrase) String() string { return p.with(func(name string) string { return name }) }

// MarshalText encodes the phrase as a JSON string.
func (p Phrase) MarshalText() ([]byte, error) { return []byte(p.String()), nil }

func (p Phrase) markdown() string { return p.with(Code) }

func (p Phrase) with(write func(string) string) string {
	args := make([]any, len(p.names))
	for i, name := range p.names {
		args[i] = write(name)
	}
	return fmt.Sprintf(p.words, args...)
}

// longestText is how many characters of a name are shown.
const longestText = 300

// Code returns a text as a code span, in which a comment has no links, mentions
// or HTML. It stays on one line; invisible characters and what GitHub's runner
// takes for a command are spelled out.
func Code(name string) string {
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
		inside = " " + inside + " " // a Markdown renderer strips one from each side
	}
	return fence + inside + fence
}
