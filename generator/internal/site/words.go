package site

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// slug makes a name for a file of words: their ASCII letters and digits, accents
// folded, with hyphens between; otherwise when nothing is left.
func slug(words, otherwise string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(strings.ToLower(words)) {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			b.WriteRune(r)
		case r < 0x300 || r > 0x36F:
			b.WriteByte('-')
		}
	}
	s := strings.Join(strings.FieldsFunc(b.String(), func(r rune) bool { return r == '-' }), "-")
	if s == "" {
		return otherwise
	}
	return s[:min(len(s), 64)]
}

// unique numbers a name that is taken, and takes it.
func unique(taken map[string]bool, name string) string {
	candidate := name
	for n := 2; taken[candidate]; n++ {
		candidate = fmt.Sprintf("%s-%d", name, n)
	}
	taken[candidate] = true
	return candidate
}

// uniqueNumber gives the first free name with a number, and takes it.
func uniqueNumber(taken map[string]bool, name string) string {
	for n := 1; ; n++ {
		if candidate := fmt.Sprintf("%s-%d", name, n); !taken[candidate] {
			taken[candidate] = true
			return candidate
		}
	}
}

var smallNumbers = []string{"no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"}

// inWords writes a count as prose has it.
func inWords(n int) string {
	if n >= 0 && n < len(smallNumbers) {
		return smallNumbers[n]
	}
	return strconv.Itoa(n)
}

// plural puts a count before its noun, which is regular but for what its last
// words say.
func plural(n int, one, more string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + more
}

// sentence starts words with a capital.
func sentence(s string) string {
	if s == "" {
		return ""
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// quantity writes a number with at most one decimal.
func quantity(x float64) string {
	return strconv.FormatFloat(math.Round(x*10)/10, 'f', -1, 64)
}

// exact writes a number as a record has it.
func exact(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }

// percentage writes a share from 0 to 1.
func percentage(x float64) string {
	return strconv.FormatFloat(math.Round(100*x), 'f', -1, 64) + " %"
}

// unitWords give a unit after its number, one and many.
var unitWords = map[string][2]string{
	"meetings":      {"meeting", "meetings"},
	"hours":         {"hour", "hours"},
	"days":          {"day", "days"},
	"actions":       {"action", "actions"},
	"people":        {"person", "people"},
	"ties":          {"tie", "ties"},
	"introductions": {"introduction", "introductions"},
}

// valueWords split a value into the number and its unit, as people read them.
func valueWords(value float64, unit string) (number, after string) {
	if unit == "share" {
		return percentage(value), ""
	}
	number = quantity(value)
	words, known := unitWords[unit]
	switch {
	case !known:
		return number, unit
	case number == "1":
		return number, words[0]
	}
	return number, words[1]
}
