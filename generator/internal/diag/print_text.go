package diag

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"

	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/text"
)

// Limits in characters on a printed source line and a message: a value can be as
// long as its file.
const (
	lineLimit    = 100
	messageLimit = 600
)

// printText writes for each problem
//
//	path:line:column: error: message [rule]
//	   7 | the line
//	     |     ^
//	hint: what to do
//
// and a summary line. A line that is veiled for one problem is not shown for
// another.
func printText(out *bytes.Buffer, list List, source func(string) []byte) {
	shown, rest := list.first(textLimit)
	type line struct {
		path string
		line int
	}
	veiled := map[line]bool{}
	for _, p := range list {
		if p.Veiled {
			veiled[line{p.Path, p.Line}] = true
		}
	}
	for _, p := range shown {
		known := ""
		if p.Known {
			known = " (known already)"
		}
		fmt.Fprintf(out, "%s: %s: %s [%s]%s\n", place(p.Position), p.Severity, visible(p.Message), p.Rule, known)
		if source != nil && !veiled[line{p.Path, p.Line}] {
			printLine(out, p.Position, source(p.Path))
		}
		if p.Hint != "" {
			fmt.Fprintf(out, "hint: %s\n", visible(p.Hint))
		}
		out.WriteByte('\n')
	}
	if len(rest) > 0 {
		fmt.Fprintf(out, "and %d more: %s\n", len(rest), rest.tally())
	}
	out.WriteString(list.tally())
	if len(list) > 0 {
		out.WriteString(" in " + prose.Count(list.files(), "file"))
	}
	out.WriteByte('\n')
}

// place formats the position in front of a message, without its unknown parts.
func place(p Position) string {
	path := visible(p.Path)
	if p.Line < 1 {
		return path
	}
	return fmt.Sprintf("%s:%d:%d", path, p.Line, max(p.Column, 1))
}

// printLine writes the line of a position with a caret under its column.
func printLine(out *bytes.Buffer, at Position, source []byte) {
	line, ok := lineOf(source, at.Line)
	if !ok {
		return
	}
	before, after := cut(line, max(at.Column, 1)-1)
	number := fmt.Sprintf("%4d", at.Line)
	fmt.Fprintf(out, "%s | %s%s\n", number, before, after)
	fmt.Fprintf(out, "%*s | %s^\n", len(number), "", strings.Repeat(" ", cells(before)))
}

// lineOf returns a line of a text, counted from 1, without its end and without a
// leading byte order mark.
func lineOf(source []byte, n int) ([]byte, bool) {
	source = bytes.TrimPrefix(source, []byte("\ufeff"))
	for ; n > 1; n-- {
		_, rest, found := bytes.Cut(source, []byte("\n"))
		if !found {
			return nil, false
		}
		source = rest
	}
	line, _, _ := bytes.Cut(source, []byte("\n"))
	return bytes.TrimSuffix(line, []byte("\r")), n == 1 && len(line) > 0
}

// cut splits a line before a character, counted from 0, and returns both halves
// as shown: at most lineLimit characters around the place, with an ellipsis where
// something is left out.
func cut(line []byte, at int) (before, after string) {
	shown := characters(line)
	at = min(at, len(shown))
	from, to := 0, len(shown)
	if len(shown) > lineLimit {
		from = max(0, min(at-lineLimit/2, len(shown)-lineLimit))
		to = min(len(shown), from+lineLimit)
	}
	before, after = strings.Join(shown[from:at], ""), strings.Join(shown[at:to], "")
	if from > 0 {
		before = "…" + before
	}
	if to < len(shown) {
		after += "…"
	}
	return before, after
}

// characters splits text into characters as shown: a tab is four spaces, and
// unprintable ones are spelled out, so that a record cannot move the terminal's
// cursor or hide a part of its line. GitHub's runner takes ##[ for a command
// anywhere, so its bracket is spelled out, too.
func characters(source []byte) []string {
	var shown []string
	for len(source) > 0 {
		r, size := utf8.DecodeRune(source)
		one := character(r, source[:size])
		if n := len(shown); r == '[' && n > 1 && shown[n-1] == "#" && shown[n-2] == "#" {
			one = `\x5b`
		}
		shown, source = append(shown, one), source[size:]
	}
	return shown
}

func character(r rune, raw []byte) string {
	if r == '\t' {
		return "    "
	}
	return text.Spell(r, string(raw))
}

// visible returns as much of a text as there is room for on one line, as a terminal
// may show it.
func visible(s string) string {
	shown := characters([]byte(s))
	if len(shown) > messageLimit {
		shown = append(shown[:messageLimit], "…")
	}
	return strings.Join(shown, "")
}

// cells returns the width of a text in terminal columns.
func cells(s string) int {
	n := 0
	for _, r := range s {
		switch k := width.LookupRune(r).Kind(); {
		case unicode.In(r, unicode.Mn, unicode.Me):
		case k == width.EastAsianWide || k == width.EastAsianFullwidth:
			n += 2
		default:
			n++
		}
	}
	return n
}
