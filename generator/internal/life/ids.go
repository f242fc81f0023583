package life

import (
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strings"

	"pairbook/generator/internal/record"
	"pairbook/generator/internal/table"
)

// The files of the private folder that have ids in them.
const (
	avoidFile    = "private/" + record.AvoidName
	namesFile    = "private/" + record.NamesName
	contactsFile = "private/contacts.csv"
)

// newID replaces the id of a person everywhere: in every value whose type says that it
// is one, in the names of files, in links of Markdown, and in the private folder.
func (d *Draft) newID(old, id record.PersonID) error {
	for _, rec := range d.Repo.Records() {
		if err := d.newIDIn(rec, old, id); err != nil {
			return err
		}
	}
	if err := d.move(record.PersonPath(old), record.PersonPath(id)); err != nil {
		return err
	}
	for _, c := range d.Repo.Cohorts.All() {
		if err := d.move(record.EnrolmentPath(c.ID, old), record.EnrolmentPath(c.ID, id)); err != nil {
			return err
		}
	}
	for _, name := range []string{avoidFile, namesFile} {
		err := d.change(name, func(raw []byte) ([]byte, error) {
			return record.ReplaceIDs(raw, map[record.PersonID]record.PersonID{old: id})
		})
		if err != nil {
			return err
		}
	}
	return d.contact(old, id)
}

// newIDIn replaces a person's id in a record. A guest may be a person, and a former id is
// the person's who has it.
func (d *Draft) newIDIn(rec record.Record, old, id record.PersonID) error {
	src, found := rec.Where(), false
	is := func(path []any, value any) bool {
		who, typed := value.(record.PersonID)
		guest, _ := value.(string)
		return path[0] != "formerly" && (typed && who == old || path[0] == "guests" && guest == string(old))
	}
	record.Each(rec, func(path []any, value any) { found = found || is(path, value) })
	if found {
		err := d.change(src.Path, func(raw []byte) ([]byte, error) {
			return record.Replace(raw, rec, func(path []any, value any) (string, bool) { return string(id), is(path, value) })
		})
		if err != nil {
			return err
		}
	}
	if !strings.HasSuffix(src.Path, ".md") {
		return nil
	}
	link := regexp.MustCompile(`\b(people|enrolments)/` + regexp.QuoteMeta(string(old)) + `\.(yaml|html)\b`)
	if !link.Match(src.Text()) {
		return nil
	}
	return d.change(src.Path, func(raw []byte) ([]byte, error) {
		return link.ReplaceAll(raw, []byte("$1/"+string(id)+".$2")), nil
	})
}

// contact gives the row of a person in the private table of addresses another id, or
// takes it out if the new one is empty or has a row.
func (d *Draft) contact(old, id record.PersonID) error {
	return d.change(contactsFile, func(raw []byte) ([]byte, error) {
		t, problems := table.Read(contactsFile, raw, table.Dialect{})
		if errors, _ := problems.Count(); errors > 0 {
			return nil, fmt.Errorf("line %d: %s", problems.Sorted()[0].Line, problems.Sorted()[0].Message)
		}
		column, err := t.Column("person")
		if err != nil || column < 0 {
			return raw, nil
		}
		has := func(row table.Row, who record.PersonID) bool {
			return row.Fault == nil && who != "" && row.Cells[column].Text == string(who)
		}
		taken := slices.ContainsFunc(t.Rows, func(row table.Row) bool { return has(row, id) })
		written := regexp.MustCompile(`^[ \t"']*(` + string(old) + `)($|[^a-z0-9-])`)
		lines := strings.SplitAfter(string(raw), "\n")
		for i, row := range slices.Backward(t.Rows) {
			if !has(row, old) {
				continue
			}
			place := row.Cells[column].At
			at := place.Line - 1
			before, cell := cutRunes(lines[at], place.Column-1)
			switch two := written.FindStringSubmatchIndex(cell); {
			case id == "" || taken:
				last := len(lines)
				if i+1 < len(t.Rows) {
					last = t.Rows[i+1].Line - 1
				}
				lines = slices.Delete(lines, row.Line-1, last)
			case two == nil:
				return nil, fmt.Errorf("line %d: %q is not written as it is read", row.Line, old)
			default:
				lines[at] = before + cell[:two[2]] + string(id) + cell[two[3]:]
			}
		}
		return []byte(strings.Join(lines, "")), nil
	})
}

// cutRunes cuts a text after so many characters, or at its end.
func cutRunes(text string, n int) (before, after string) {
	for at := range text {
		if n == 0 {
			return text[:at], text[at:]
		}
		n--
	}
	return text, ""
}

// exists reports whether a file is there.
func (d *Draft) exists(path string) bool {
	_, err := fs.Stat(d.Files, path)
	return err == nil
}
