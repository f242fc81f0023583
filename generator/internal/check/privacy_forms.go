package check

import (
	"bytes"
	"cmp"
	"regexp"
	"slices"
)

// pattern is a form of text that should not be in a record. Its first group
// is what was found; a line without any of its marks is not looked at.
type pattern struct {
	what  string
	marks []string
	form  *regexp.Regexp

	least, most int // digits that it has; no most for any
}

var (
	emails = []pattern{
		{what: "an e-mail address", marks: []string{"@"}, form: regexp.MustCompile(`(?:^|[^\w@.+-])([\w.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,})\b`)},
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
	secrets = []pattern{
		{what: "a private key", marks: []string{"PRIVATE KEY"}, form: regexp.MustCompile(`(-----BEGIN [A-Z ]*PRIVATE KEY-----)`)},
		{what: "a private key", marks: []string{"AGE-SECRET-KEY-1"}, form: regexp.MustCompile(`\b(AGE-SECRET-KEY-1[0-9A-Z]{20,})`)},
		{what: "a GitHub token", marks: []string{"gh", "github_pat_"}, form: regexp.MustCompile(`\b(gh[pousr]_[A-Za-z0-9]{30,}|github_pat_\w{30,})`)},
		{what: "a GitLab token", marks: []string{"glpat-"}, form: regexp.MustCompile(`\b(glpat-[\w-]{20,})`)},
		{what: "an AWS key", marks: []string{"AKIA", "ASIA"}, form: regexp.MustCompile(`\b((?:AKIA|ASIA)[0-9A-Z]{16})\b`)},
		{what: "a Google key", marks: []string{"AIza"}, form: regexp.MustCompile(`\b(AIza[\w-]{35})`)},
		{what: "a Slack token", marks: []string{"xox"}, form: regexp.MustCompile(`\b(xox[abeoprs]-[\w-]{10,})`)},
		{what: "a Stripe key", marks: []string{"_live_"}, form: regexp.MustCompile(`\b([sr]k_live_[0-9A-Za-z]{16,})`)},
		{what: "an API key", marks: []string{"sk-"}, form: regexp.MustCompile(`\b(sk-\w[\w-]*\d[\w-]{20,})`)},
		{what: "an npm token", marks: []string{"npm_"}, form: regexp.MustCompile(`\b(npm_[A-Za-z0-9]{36})\b`)},
		{what: "a web token", marks: []string{"eyJ"}, form: regexp.MustCompile(`\b(eyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,})`)},
		{what: "a password in an address", marks: []string{"://"}, form: regexp.MustCompile(`\b[a-z][a-z0-9+.-]*://([^\s/:@<>{}$*]+:[^\s/@<>{}$*]+)@`)},
		{what: "a password", marks: []string{"assw", "ASSW", "ey", "EY", "oken", "OKEN"}, form: regexp.MustCompile(
			`(?i)\b(?:password|passwd|api[ _-]?key|access[ _-]?token)\s*(?:[:=]|is)\s*["']?([^\s"']*\d[^\s"']{5,}|[^\s"']{5,}\d[^\s"']*)`)},
	}
	// notNumbers have many digits and are no telephone numbers: addresses,
	// dates, ORCIDs, ISBNs, stretches of hours.
	notNumbers = regexp.MustCompile(`[a-z]+://\S+|(?:19|20|21)\d{2}-[01]\d-[0-3]\d|\d{4}-\d{4}-\d{4}-\d{3}[\dX]|\b97[89][- ][\d -]+|` +
		`\bISBN(?:-1[03])?:? ?[\d -]+|\b[0-2]\d[0-5]\d-[0-2]\d[0-5]\d\b`)
	// notMail has an @ and is no e-mail address: who asks a web address, and a
	// repository's place.
	notMail = regexp.MustCompile(`[a-z][a-z0-9+.-]*://[^\s/]*@|[\w.+-]+@[\w.-]+:[\w~.-]*(?:/|\.git\b)`)
)

func telephone(least, most int, mark, form string) pattern {
	p := pattern{what: "a telephone number", form: regexp.MustCompile(form), least: least, most: most}
	if mark != "" {
		p.marks = []string{mark}
	}
	return p
}

// blank writes x for what matches a form, so that the rest keeps its place.
func blank(line []byte, form *regexp.Regexp) []byte {
	return form.ReplaceAllFunc(line, func(b []byte) []byte { return bytes.Repeat([]byte("x"), len(b)) })
}

type match struct {
	start, end int
	what       string
}

// find lists what matches a line, each place once.
func find(line []byte, patterns []pattern) []match {
	var all []match
	for _, p := range patterns {
		if !p.mayOccur(line) {
			continue
		}
		for _, m := range p.form.FindAllSubmatchIndex(line, -1) {
			if p.most == 0 || between(p.least, digits(line[m[2]:m[3]]), p.most) {
				all = append(all, match{m[2], m[3], p.what})
			}
		}
	}
	slices.SortFunc(all, func(a, b match) int { return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(b.end, a.end)) })
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

func digits(line []byte) int {
	n := 0
	for _, b := range line {
		if '0' <= b && b <= '9' {
			n++
		}
	}
	return n
}
