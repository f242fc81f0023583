package signup

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"pairbook/generator/internal/prose"
)

// calls is what people are called: their whole names, however written, and their first ones as they are written.
type calls struct {
	whole, first map[string]bool
	author       map[int]string // by line
}

func (f *form) calls() calls {
	c := calls{map[string]bool{}, map[string]bool{}, map[int]string{}}
	add := func(name string) {
		if parts := words(name); len(parts) > 1 {
			c.whole[spelt(parts)], c.first[parts[0]] = true, true
		} else if len(parts) == 1 {
			c.first[parts[0]] = true
		}
	}
	for _, k := range f.Known {
		add(k.Name)
	}
	for _, who := range f.people {
		for _, e := range who.entries {
			add(e.name)
			c.author[e.line] = e.name
		}
	}
	return c
}

// words are those of a text, without marks.
func words(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) })
}

func spelt(words []string) string { return folded(strings.Join(words, " ")) }

// The words of a whole name, at most, and the letters of a first one, at least.
const (
	mostWords    = 6
	leastLetters = 3
)

// anyone reports whether a text names somebody else than its author.
func (c *calls) anyone(said, author string) bool {
	all, own := words(said), words(author)
	for i, word := range all {
		if c.first[word] && len([]rune(word)) >= leastLetters && !slices.Contains(own, word) {
			return true
		}
		for n := 2; n <= min(mostWords, len(all)-i); n++ {
			if name := spelt(all[i : i+n]); c.whole[name] && name != spelt(own) {
				return true
			}
		}
	}
	return false
}

// namesPeople says which lines of a column that is left aside name somebody else.
func (f *form) namesPeople(at int, called calls) string {
	var lines []string
	for _, row := range f.sheet.Rows {
		if row.Fault == nil && called.anyone(row.Cells[at].Text, called.author[row.Line]) {
			lines = append(lines, fmt.Sprint(row.Line))
		}
	}
	switch len(lines) {
	case 0:
		return ""
	case 1:
		return "it names people: read line " + lines[0]
	}
	return "it names people: read lines " + prose.List(lines)
}
