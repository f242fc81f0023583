package check

import (
	"bytes"
	"fmt"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"pairbook/generator/internal/diag"
	"pairbook/generator/internal/record"
)

// The rules here read the whole text of a record, including comments and notes. Their
// messages do not quote what they found and its line is not printed, because logs are
// read by more people than files.

// personalData reports an e-mail address, a telephone number or the number of an
// account in a record.
func personalData(c *checker) {
	*c.problems = append(*c.problems, collect(len(c.places), nil, func(i int, found *diag.List) {
		rec := c.places[i].record
		text, at := rec.Where().Text(), diag.Position{Path: rec.Where().Path}
		mail := slices.ContainsFunc(emails, func(p pattern) bool { return p.mayOccur(text) })
		for line := range bytes.Lines(text) {
			at.Line++
			for _, m := range personalIn(line, mail) {
				if mailbox(rec, at.Line) {
					continue
				}
				at.Column = utf8.RuneCount(line[:m.start]) + 1
				hint := "name people by their id; how to reach them belongs in private/contacts.csv, which git leaves out"
				if _, ok := rec.(*record.Program); ok {
					hint = "a role's stands in help or safeguarding, as mail or tel; how to reach people belongs in private/contacts.csv, which git leaves out"
				}
				found.Errorf(at, c.rule, hint,
					"this looks like %s, and everybody who can read the repository would have it for good", m.what)
				found.Veil()
			}
		}
	})...)
}

// personalIn finds what personalData reports in a line, addresses if there may be some.
func personalIn(line []byte, mail bool) []match {
	var matches []match
	if mail {
		matches = find(line, emails)
	}
	if len(matches) > 0 {
		matches = find(blank(line, notMail()), emails)
	}
	if n := digits(line); n >= 7 && n-8*dates(line) >= 7 {
		rest := blank(line, notNumbers())
		for _, m := range find(line, accounts) {
			matches = append(matches, m)
			copy(rest[m.start:m.end], bytes.Repeat([]byte("x"), m.end-m.start))
		}
		matches = append(matches, find(rest, telephones)...)
	}
	return matches
}

// secret reports a key, a token, a password, or an address that grants
// access, in a record or a page. A page may contain an invitation to a meeting or a
// folder on purpose, so there it is a warning.
func secret(c *checker) {
	for _, at := range c.repo.Keys {
		c.warnf(at, "move the file out of the repository; if it was committed, make a new key: git remembers this one", "this is a private key, which opens what is sealed for it")
		c.problems.Veil()
	}
	var sources []*record.Source
	for _, p := range c.places {
		sources = append(sources, p.record.Where())
	}
	pages := len(sources)
	for _, p := range c.repo.Pages {
		sources = append(sources, p.Where())
	}
	*c.problems = append(*c.problems, collect(len(sources), nil, func(i int, found *diag.List) {
		text := sources[i].Text()
		for _, m := range findSecrets(text) {
			at := diag.PositionAt(sources[i].Path, text, m.start)
			say, hint := found.Errorf, "take it out, and make a new one where it came from: git remembers this one"
			if m.warning && i >= pages {
				say, hint = found.Warnf, "take it out, unless everybody may use it; if not, make a new one, for git remembers this one"
			}
			say(at, c.rule, hint, "this looks like %s", m.what)
			found.Veil()
		}
	})...)
}

// spreadsheet reports tables of people that are not in private/.
func spreadsheet(c *checker) {
	const hint = "move it to private/, which git leaves out; if it was committed, its history still has it"
	for _, table := range c.repo.Spreadsheets {
		// Without its zero bytes, ASCII text in UTF-16 equals that in UTF-8.
		head := bytes.ReplaceAll(table.Head, []byte{0}, nil)
		switch {
		case table.Head == nil:
			c.warnf(top(table.Path), hint, "this workbook lies outside private/, and check does not see whether it holds people's addresses")
			c.problems.Veil()
		case len(find(head, emails)) > 0:
			c.warnf(top(table.Path), hint, "this table holds e-mail addresses, and lies outside private/")
			c.problems.Veil()
		}
	}
}

// privateNames are the files of private/ that the program reads, and similar names for
// them.
var privateNames = []string{record.AvoidName, "avoid.yml", "avoid.csv", "contacts.csv", "contacts.yaml", "contacts.yml", "names.yaml", "names.yml", "names.csv"}

// privateFile reports files of private/ in content/.
func privateFile(c *checker) {
	for _, a := range c.repo.Assets {
		if slices.Contains(privateNames, strings.ToLower(path.Base(a.Path))) {
			c.errorf(top(a.Path), "move it to private/, which git leaves out, or give it another name; if it was committed, its history still has it",
				"this has the name of a file of private/, and what is in content/ is for everybody")
			c.problems.Veil()
		}
	}
}

// mailbox reports whether a line contains the address of a role, which is public
// on purpose.
func mailbox(rec record.Record, line int) bool {
	p, ok := rec.(*record.Program)
	if !ok {
		return false
	}
	for key, contact := range p.Contacts() {
		stands := func(part string, given bool) bool { return given && p.At(key, part).Line == line }
		if stands("page", contact.Page != "") || stands("mail", contact.Mail != "") || stands("tel", contact.Tel != "") {
			return true
		}
	}
	return false
}

// coordinatorsOnly reports data for coordinators only in a public repository.
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

// readByAll warns about other data that a public repository publishes.
func readByAll(c *checker) {
	site := c.repo.Site
	if site.Visibility != record.VisibilityPublic {
		return
	}
	named, noted := 0, 0
	for _, p := range c.repo.People.All() {
		told := p.Name != "" && p.Name != string(p.ID)
		if told {
			named++
		}
		if !p.Incomplete && !p.Publish && told {
			c.warnf(p.At("publish"), "keep the records in a private repository, or take the person out", "publish: false, and yet the repository is public")
		}
	}
	c.eachLog(func(_ place, log record.Log) {
		if len(bytes.TrimSpace(log.Notes)) > 0 {
			noted++
		}
	})
	told := 0
	for _, p := range c.pairings() {
		if p.Outcome != "" {
			told++
		}
	}
	for _, seen := range []struct {
		n    int
		what string
	}{{named, "names of people"}, {noted, "notes of meetings"}, {told, "outcomes of pairings"}} {
		if seen.n > 0 {
			c.warnf(site.At("visibility"), fmt.Sprintf("there are %d; make sure that everybody agreed, or keep the records in a private repository", seen.n),
				"visibility: public, so anybody can read the %s", seen.what)
		}
	}
}
