// Package text defines characters, lines and equal names for the whole program:
// records, logs, handbook pages, imported tables and the site's forms all use it.
//
// A text is UTF-8. A leading byte order mark is dropped, and a line ends in LF or
// CRLF, which [Normalise] makes equal; CRCRLF, which programs write that convert
// twice, is one line end, too.
//
// Two kinds of character are unseen, and neither belongs in a text:
//
//   - Control characters other than tab and line feed. A carriage return is one
//     of them where it ends no line in this sense: YAML and Markdown take it for
//     the end of a line, git and most viewers do not, and a terminal writes what
//     follows over what came before, so the same bytes read differently to each.
//   - Hidden characters: those that Unicode calls ignorable by default, the line
//     and paragraph separators, and the marks of interlinear annotation. Joiners
//     and variation selectors are spelling in some scripts, and emoji are made
//     with them, so they are hidden only where they do nothing.
package text

import (
	"bytes"
	"fmt"
	"iter"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// Normalise drops a leading byte order mark and ends every line in LF, so that
// the same text gives the same bytes on every system. It does not move a
// character to another line or column.
func Normalise(text []byte) []byte {
	text = bytes.TrimPrefix(text, []byte("\uFEFF"))
	if !bytes.Contains(text, []byte("\r\n")) {
		return text
	}
	return lineEnd().ReplaceAll(text, []byte("\n"))
}

var lineEnd = Pattern(`\r+\n`)

// Pattern returns a regular expression that is compiled when it is first asked
// for: a program starts sooner without those that its command never asks for.
func Pattern(expression string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expression) })
}

// Fold returns a name as seen by a system that ignores case and Unicode form.
func Fold(name string) string {
	if strings.IndexFunc(name, func(r rune) bool { return r >= utf8.RuneSelf }) < 0 {
		return strings.ToLower(name)
	}
	return norm.NFC.String(cases.Fold().String(norm.NFC.String(name)))
}

// Unaccented returns words in lower case, without the accents of Latin, Greek and
// Cyrillic letters. Marks of other scripts are part of their letters, and stay.
func Unaccented(words string) string {
	return unaccented.Replace(strings.Map(func(r rune) rune {
		switch {
		case r >= 0x0300 && r <= 0x036f:
			return -1
		case r == 'ς' || r == 'Σ':
			return 'σ' // ς is its form at the end of a word
		}
		return unicode.ToLower(r)
	}, norm.NFKD.String(words)))
}

// longestID leaves room for a number behind an id that is made of words.
const longestID = 60

var notInID = Pattern(`[^a-z0-9]+`)

// ID makes an id of the words of a name: accents folded, cut at 60 characters. It is ""
// if no character of them can be in an id.
func ID(words string) string {
	id := strings.Trim(notInID().ReplaceAllString(Unaccented(words), "-"), "-")
	return strings.TrimRight(id[:min(len(id), longestID)], "-")
}

// Free returns a name, or with -2, -3 and so on behind it if it is taken.
func Free(name string, taken func(string) bool) string {
	free := name
	for n := 2; taken(free); n++ {
		free = fmt.Sprintf("%s-%d", name, n)
	}
	return free
}

// unaccented replaces the letters that Unicode does not decompose into a plain one and
// an accent.
var unaccented = strings.NewReplacer("ß", "ss", "æ", "ae", "œ", "oe", "ø", "o", "ł", "l", "đ", "d", "ð", "d", "þ", "th", "ı", "i", "ħ", "h", "ŧ", "t", "ŋ", "n")

// Char is an unseen character and its position.
type Char struct {
	Rune         rune
	Control      bool // a control character; otherwise it is hidden
	Line, Column int  // from 1, in characters

	offset, size int
}

// Unseen returns the first control character and the first hidden character of
// each line.
func Unseen(text []byte) iter.Seq[Char] {
	return func(yield func(Char) bool) {
		control, hidden := 0, 0 // the last lines with one
		each(text, func(c Char) bool {
			last := &hidden
			if c.Control {
				last = &control
			}
			if c.Line == *last {
				return true
			}
			*last = c.Line
			return yield(c)
		})
	}
}

// HasUnseen reports whether a text has a control or hidden character.
func HasUnseen(text string) bool {
	for range Unseen([]byte(text)) {
		return true
	}
	return false
}

// Mark returns the text with each unseen character replaced by a visible mark,
// and the text itself if there is none.
func Mark(text []byte, mark rune) []byte {
	var marked []byte
	copied := 0
	each(text, func(c Char) bool {
		marked = utf8.AppendRune(append(marked, text[copied:c.offset]...), mark)
		copied = c.offset + c.size
		return true
	})
	if copied == 0 {
		return text
	}
	return append(marked, text[copied:]...)
}

// Spell returns a character, or an escape if it is not printable; raw is its
// bytes.
func Spell(r rune, raw string) string {
	switch {
	case r == utf8.RuneError && len(raw) == 1:
		return fmt.Sprintf(`\x%02x`, raw[0])
	case never(r) && r < 0x10000:
		return fmt.Sprintf(`\u%04x`, r)
	case never(r):
		return fmt.Sprintf(`\U%08x`, r)
	case unicode.IsPrint(r):
		return raw
	}
	return strings.Trim(strconv.QuoteRune(r), "'")
}

// Blank reports whether nothing of a text is visible.
func Blank(text string) bool {
	text = string(Mark([]byte(text), ' '))
	return strings.TrimFunc(text, func(r rune) bool { return unicode.IsSpace(r) || r == brailleBlank }) == ""
}

// Control reports whether a rune is a control character other than a tab and a
// line feed.
func Control(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\t' }

// each visits the unseen characters of a text until visit returns false.
func each(text []byte, visit func(Char) bool) {
	line, column, previous := 1, 1, rune(0)
	for i := 0; i < len(text); {
		if c := text[i]; ' ' <= c && c <= '~' {
			previous = rune(c)
			i, column = i+1, column+1
			continue
		}
		r, size := utf8.DecodeRune(text[i:])
		if control := Control(r); control || hidden(previous, r) {
			if n := sequence(previous, text[i:]); n > 0 {
				column += utf8.RuneCount(text[i : i+n])
				previous, _ = utf8.DecodeLastRune(text[i : i+n])
				i += n
				continue
			}
			if !visit(Char{r, control, line, column, i, size}) {
				return
			}
			previous, column, i = 0, column+1, i+size // nothing joins to what is unseen
			continue
		}
		if r == '\n' {
			line, column = line+1, 0
		}
		column++
		previous, i = r, i+size
	}
}
