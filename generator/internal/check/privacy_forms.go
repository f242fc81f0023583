package check

import (
	"bytes"
	"cmp"
	"regexp"
	"slices"

	"pairbook/generator/internal/text"
)

// pattern is a pattern of text that should not be in a record. Its first group is the
// match. It is tried only on lines that contain one of its marks.
type pattern struct {
	what  string
	marks []string
	form  func() *regexp.Regexp

	least, most int // digits that it has; no most for any
	holds       func(found []byte) bool
}

const dot = `(?:\.| ?[\[({] ?(?:dot|DOT|punkt|point|punto) ?[\])}] ?)`

var (
	// The sign may be written out, as may the dots, and the letters are of any script.
	emails = []pattern{
		{what: "an e-mail address", marks: []string{"@", "＠", "﹫", "&#64;", "&commat;", "at]", "at)", "at}", "AT]", "AT)", "at ]", "at )", "ät]", "ät)"}, form: text.Pattern(
			`(?:^|[^\p{L}\p{N}_@＠.+-])([\p{L}\p{N}_.+-]+(?:[@＠﹫]|&#64;|&commat;| ?[\[({] ?(?:at|AT|ät) ?[\])}] ?)[\p{L}\p{N}-]+(?:` + dot + `[\p{L}\p{N}-]+)*` + dot + `\p{L}{2,})(?:[^\p{L}\p{N}_]|$)`)},
	}
	accounts = []pattern{
		{what: "the number of a bank account", form: text.Pattern(`(?i)\b([A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?)\b`), holds: isIBAN},
	}
	// The forms of a number with its country, after + and after 00, with the area
	// in brackets, with a leading 0, as in North America, and after a word that
	// announces it. A room has fewer digits, and two stretches of hours have more.
	telephones = []pattern{
		telephone(8, 15, "+", `(?:^|[^\w+])(\+[1-9](?:[ ()./-]{0,2}\d){7,14})(?:\D|$)`),
		telephone(12, 17, "00", `(?:^|[^\w.+-])(00[1-9]\d{9,14})(?:[^\w-]|$)`),
		telephone(10, 17, "00", `(?:^|[^\w.+-])(00[1-9]\d{0,2}[ ./-](?:\(0\) ?)?\(?[1-9](?:[ ()./-]{0,2}\d){5,12})(?:[^\w-]|$)`),
		telephone(8, 13, "(0", `(?:^|[^\w.-])(\(0\d{1,5}\)[ /-]{0,3}\d(?:[ /-]?\d){4,9})(?:[^\w-]|$)`),
		telephone(8, 12, "(", `(?:^|[^\w.-])(\((?:\d{2,3}|[3-9]\d{3})\)[ -]?\d{3,4}[ -]\d{3,4})(?:\D|$)`),
		telephone(9, 13, "0", `(?:^|[^\w.+-])(0[1-9]\d{1,3}[ /-]\d{3,4}(?:[ -]?\d{2,4}){0,2})(?:[^\w-]|$)`),
		telephone(10, 10, "-", `(?:^|[^\w.-])([2-9]\d{2}-\d{3}-\d{4})(?:[^\w-]|$)`),
		telephone(7, 14, "", `(?i)\b(?:tel|phone|telephone|mobile|whatsapp)\b\W{0,3}(?:(?:is|number|no)\b\W{0,3}){0,2}?(\+?\(?\d(?:[ ()./-]{0,2}\d){6,13})`),
	}
	// notNumbers matches other text with many digits: addresses, dates, ORCIDs,
	// ISBNs, hours of a day.
	notNumbers = text.Pattern(`[a-z]+://\S+|(?:19|20|21)\d{2}-[01]\d-[0-3]\d|\d{4}-\d{4}-\d{4}-\d{3}[\dX]|\b97[89][- ][\d -]+|` +
		`\bISBN(?:-1[03])?:? ?[\d -]+|\b[0-2]\d[0-5]\d-[0-2]\d[0-5]\d\b`)
	// notMail matches other text with an @: user information in a web address, and a
	// repository's address.
	notMail = text.Pattern(`[a-z][a-z0-9+.-]*://[^\s/]*@|[\w.+-]+@[\w.-]+:[\w~.-]*(?:/|\.git\b)`)
)

func telephone(least, most int, mark, form string) pattern {
	p := pattern{what: "a telephone number", form: text.Pattern(form), least: least, most: most}
	if mark != "" {
		p.marks = []string{mark}
	}
	return p
}

// blank replaces what matches a form with x, so that offsets stay the same.
func blank(line []byte, form *regexp.Regexp) []byte {
	return form.ReplaceAllFunc(line, func(b []byte) []byte { return bytes.Repeat([]byte("x"), len(b)) })
}

type match struct {
	start, end int
	what       string
	warning    bool // see form
}

// find returns the matches in a line, without overlaps.
func find(line []byte, patterns []pattern) []match {
	var all []match
	for _, p := range patterns {
		if !p.mayOccur(line) {
			continue
		}
		for _, m := range p.form().FindAllSubmatchIndex(line, -1) {
			found := line[m[2]:m[3]]
			if (p.most == 0 || between(p.least, digits(found), p.most)) && (p.holds == nil || p.holds(found)) {
				all = append(all, match{start: m[2], end: m[3], what: p.what})
			}
		}
	}
	return distinct(all)
}

// distinct sorts matches and drops those within another.
func distinct(all []match) []match {
	slices.SortStableFunc(all, func(a, b match) int { return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(b.end, a.end)) })
	end := -1
	return slices.DeleteFunc(all, func(m match) bool {
		inside := m.start < end
		end = max(end, m.end)
		return inside
	})
}

func (p pattern) mayOccur(line []byte) bool {
	return p.marks == nil || slices.ContainsFunc(p.marks, func(mark string) bool { return bytes.Contains(line, []byte(mark)) })
}

func between(least, n, most int) bool { return least <= n && n <= most }

// isIBAN reports whether the check digits of an IBAN are valid: with its first four
// characters at the end and A to Z as 10 to 35, it is 1 modulo 97.
func isIBAN(found []byte) bool {
	found = bytes.ToUpper(bytes.ReplaceAll(found, []byte(" "), nil))
	if len(found) < 15 || len(found) > 34 {
		return false
	}
	rest := 0
	for _, b := range append(found[4:len(found):len(found)], found[:4]...) {
		if b <= '9' {
			rest = (rest*10 + int(b-'0')) % 97
		} else {
			rest = (rest*100 + int(b-'A') + 10) % 97
		}
	}
	return rest == 1
}

// dates counts the dates in a line. Nearly every line of a log with seven digits has
// one, so that a regexp would take longer than all else that is looked for.
func dates(line []byte) int {
	const form = "0000-00-00"
	n := 0
	for i := 0; i+len(form) <= len(line); i++ {
		if isDate(line[i : i+len(form)]) {
			n++
			i += len(form) - 1
		}
	}
	return n
}

func isDate(text []byte) bool {
	return text[4] == '-' && text[7] == '-' && digits(text) == 8
}

func digits(line []byte) int {
	n := 0
	for _, b := range line {
		if '0' <= b && b <= '9' {
			n++
		}
	}
	return n
}
