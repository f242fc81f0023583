package check

import (
	"bytes"
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"unicode/utf8"

	"pairbook/generator/internal/diag"
	"pairbook/generator/internal/record"
)

// The rules here read the whole text of a record, comments and notes
// included: what must not be in a repository is in it wherever it stands.
// Messages do not repeat what was found, because logs travel further than
// files.

// pattern is a form of text that should not be in a record. Its first group
// is what was found; a line without any of its marks is not looked at.
type pattern struct {
	what  string
	marks []string
	form  *regexp.Regexp
}

var (
	emails = []pattern{
		{"an e-mail address", []string{"@"}, regexp.MustCompile(`(?:^|[^\w@.+-])([\w.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,})\b`)},
	}
	// The forms of a number with its country, with the area in brackets, with
	// a leading 0, as in North America, and after a word that announces it.
	telephones = []pattern{
		{"a telephone number", []string{"+"}, regexp.MustCompile(`(?:^|[^\w+])(\+[1-9](?:[ ()./-]{0,2}\d){7,14})(?:\D|$)`)},
		{"a telephone number", []string{"("}, regexp.MustCompile(`(?:^|[^\w.-])(\(0?\d{2,4}\)[ -]?\d{3,4}[ -]\d{3,4})(?:\D|$)`)},
		{"a telephone number", []string{"0"}, regexp.MustCompile(`(?:^|[^\w.+-])(0[1-9]\d{1,3}[ /-]\d{3,4}(?:[ -]?\d{2,4}){0,2})(?:[^\w-]|$)`)},
		{"a telephone number", []string{"-"}, regexp.MustCompile(`(?:^|[^\w.-])([2-9]\d{2}-\d{3}-\d{4})(?:[^\w-]|$)`)},
		{"a telephone number", nil, regexp.MustCompile(`(?i)\b(?:tel|phone|telephone|mobile|whatsapp)\b\W{0,3}(?:(?:is|number|no)\b\W{0,3}){0,2}?(\+?\(?\d(?:[ ()./-]{0,2}\d){6,13})`)},
	}
	secrets = []pattern{
		{"a private key", []string{"PRIVATE KEY"}, regexp.MustCompile(`(-----BEGIN [A-Z ]*PRIVATE KEY-----)`)},
		{"a private key", []string{"AGE-SECRET-KEY-1"}, regexp.MustCompile(`\b(AGE-SECRET-KEY-1[0-9A-Z]{20,})`)},
		{"a GitHub token", []string{"gh", "github_pat_"}, regexp.MustCompile(`\b(gh[pousr]_[A-Za-z0-9]{30,}|github_pat_\w{30,})`)},
		{"a GitLab token", []string{"glpat-"}, regexp.MustCompile(`\b(glpat-[\w-]{20,})`)},
		{"an AWS key", []string{"AKIA", "ASIA"}, regexp.MustCompile(`\b((?:AKIA|ASIA)[0-9A-Z]{16})\b`)},
		{"a Google key", []string{"AIza"}, regexp.MustCompile(`\b(AIza[\w-]{35})`)},
		{"a Slack token", []string{"xox"}, regexp.MustCompile(`\b(xox[abeoprs]-[\w-]{10,})`)},
		{"a Stripe key", []string{"_live_"}, regexp.MustCompile(`\b([sr]k_live_[0-9A-Za-z]{16,})`)},
		{"an API key", []string{"sk-"}, regexp.MustCompile(`\b(sk-\w[\w-]*\d[\w-]{20,})`)},
		{"an npm token", []string{"npm_"}, regexp.MustCompile(`\b(npm_[A-Za-z0-9]{36})\b`)},
		{"a web token", []string{"eyJ"}, regexp.MustCompile(`\b(eyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,})`)},
		{"a password", []string{"assw", "ASSW", "ey", "EY", "oken", "OKEN"}, regexp.MustCompile(
			`(?i)\b(?:password|passwd|api[ _-]?key|access[ _-]?token)\s*(?:[:=]|is)\s*["']?([^\s"']*\d[^\s"']{5,}|[^\s"']{5,}\d[^\s"']*)`)},
	}
	// notNumbers have many digits and are no telephone numbers: addresses,
	// dates, ORCIDs, ISBNs.
	notNumbers = regexp.MustCompile(`[a-z]+://\S+|\d{4}-\d{2}-\d{2}|\d{4}-\d{4}-\d{4}-\d{3}[\dX]|\b97[89][- ][\d -]+`)
)

// personalData finds an e-mail address or a telephone number in a record.
func personalData(c *checker) {
	c.eachLine(func(rec record.Record, line []byte, at diag.Position, found *diag.List) {
		matches := find(line, emails)
		if digits(line) >= 7 {
			blanked := notNumbers.ReplaceAllFunc(line, func(b []byte) []byte { return bytes.Repeat([]byte("x"), len(b)) })
			matches = append(matches, find(blanked, telephones)...)
		}
		for _, m := range matches {
			if !mailbox(rec, at.Line) {
				at.Column = utf8.RuneCount(line[:m.start]) + 1
				found.Errorf(at, c.rule, "name people by their id; how to reach them belongs in private/contacts.csv, which git leaves out",
					"this looks like %s, and everybody who can read the repository would have it for good", m.what)
			}
		}
	})
}

// secret finds a key, a token or a password in a record.
func secret(c *checker) {
	c.eachLine(func(_ record.Record, line []byte, at diag.Position, found *diag.List) {
		for _, m := range find(line, secrets) {
			at.Column = utf8.RuneCount(line[:m.start]) + 1
			found.Errorf(at, c.rule, "take it out, and make a new one where it came from: git remembers this one", "this looks like %s", m.what)
		}
	})
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
			all = append(all, match{m[2], m[3], p.what})
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

func digits(line []byte) int {
	n := 0
	for _, b := range line {
		if '0' <= b && b <= '9' {
			n++
		}
	}
	return n
}

// eachLine visits the lines of every record's file, several files at a time.
func (c *checker) eachLine(visit func(rec record.Record, line []byte, at diag.Position, found *diag.List)) {
	*c.problems = append(*c.problems, collect(len(c.places), func(i int, found *diag.List) {
		rec, n := c.places[i].record, 0
		for line := range bytes.Lines(rec.Where().Text()) {
			n++
			visit(rec, line, diag.Position{Path: rec.Where().Path, Line: n, Column: 1}, found)
		}
	})...)
}

// mailbox tells whether a line holds the address of a role, which people are
// meant to find.
func mailbox(rec record.Record, line int) bool {
	p, ok := rec.(*record.Program)
	return ok && (p.Help != "" && p.At("help").Line == line || p.Safeguarding != "" && p.At("safeguarding").Line == line)
}

// coordinatorsOnly finds what only coordinators may know, in a repository that
// everybody can read.
func coordinatorsOnly(c *checker) {
	if c.repo.Site.Visibility != record.VisibilityPublic {
		return
	}
	for _, p := range c.places {
		switch rec := p.record.(type) {
		case *record.Person:
			c.refuse(rec, "manager", rec.Manager != "")
			c.refuse(rec, "level", rec.Level != "")
			c.refuse(rec, "unit", rec.Unit != "")
		case *record.Attention:
			c.refuse(rec, "note", rec.Note != "")
		}
	}
}

func (c *checker) refuse(rec record.Record, key string, given bool) {
	if given {
		c.errorf(rec.Where().KeyAt(key), "take it out, or keep the records in a private repository",
			"%s: this is for coordinators, and site.yaml says that the repository is public", key)
	}
}

// readByAll reminds of what a public repository tells besides.
func readByAll(c *checker) {
	site := c.repo.Site
	if site.Visibility != record.VisibilityPublic {
		return
	}
	named, noted := 0, 0
	for _, p := range c.repo.People.All() {
		if p.Name != "" && p.Name != string(p.ID) {
			named++
		}
		if !p.Incomplete && !p.Publish {
			c.warnf(p.At("publish"), "keep the records in a private repository, or take the person out", "publish: false, and yet the repository is public")
		}
	}
	c.eachSession(func(_ place, s *record.Session) {
		if len(bytes.TrimSpace(s.Notes)) > 0 {
			noted++
		}
	})
	for _, seen := range []struct {
		n    int
		what string
	}{{named, "names of people"}, {noted, "notes of meetings"}} {
		if seen.n > 0 {
			c.warnf(site.At("visibility"), fmt.Sprintf("there are %d; make sure that everybody agreed, or keep the records in a private repository", seen.n),
				"visibility: public, so anybody can read the %s", seen.what)
		}
	}
}
