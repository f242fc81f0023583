package intake

import (
	"bytes"
	"maps"
	"slices"
	"strings"

	"pairbook/generator/internal/diag"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/table"
	"pairbook/generator/internal/text"
)

// Contact is somebody's address. It is never part of a record. Whoever shares it lets
// those have it with whom they are paired.
type Contact struct {
	Email, Name string
	Shares      bool
}

// mailbox matches an e-mail address that cannot become two in a header.
var mailbox = text.Pattern(`^[^\s@,;:<>()\[\]\\"]+@[^\s@,;:<>()\[\]\\"]+$`)

// Contacts reads a table with the columns person, email and optionally name and share. It
// skips rows without an address. Problems never quote an address.
func Contacts(t *table.Table) (map[record.PersonID]Contact, diag.List) {
	var problems diag.List
	columns := map[string]int{"person": -1, "email": -1, "name": -1, "share": -1}
	for i, cell := range t.Header {
		if at, known := columns[cell.Text]; known && at < 0 {
			columns[cell.Text] = i
		}
	}
	for _, needed := range []string{"person", "email"} {
		if columns[needed] < 0 {
			problems.Errorf(t.Header[0].At, Rule, "the header is person,email, and after it name or share", "there is no column %s", needed)
		}
	}
	if len(problems) > 0 {
		return nil, problems
	}
	contacts := map[record.PersonID]Contact{}
	seen := map[record.PersonID]int{}
	for _, row := range t.Rows {
		if row.Fault != nil {
			problems = append(problems, *row.Fault)
			continue
		}
		id, email := row.Cells[columns["person"]], row.Cells[columns["email"]]
		person := record.PersonID(id.Text)
		switch line, twice := seen[person]; {
		case !record.ValidID(id.Text):
			problems.Errorf(id.At, Rule, "an id has small letters, digits and hyphens", "person: %q is no id", id.Text)
		case twice:
			problems.Errorf(id.At, Rule, "keep one row", "%s has a contact in line %d already", person, line)
		case email.Text != "" && !mailbox().MatchString(email.Text):
			problems.Errorf(email.At, Rule, "write one address, such as name@example.org", "email: this is no e-mail address")
		case !slices.Contains([]string{"", "yes", "no"}, cellOr(row, columns["share"])):
			problems.Errorf(row.Cells[columns["share"]].At, Rule, "write yes or no: may those have the address with whom the person is paired", "share: %q is neither", cellOr(row, columns["share"]))
		case email.Text != "":
			contacts[person] = Contact{email.Text, cellOr(row, columns["name"]), cellOr(row, columns["share"]) == "yes"}
		}
		seen[person] = row.Line
	}
	return contacts, problems
}

func cellOr(row table.Row, column int) string {
	if column < 0 {
		return ""
	}
	return row.Cells[column].Text
}

// WithAddresses returns a table of contacts, nil for none, with people's addresses: each
// row stays, but for an address that has changed. It returns nil if nothing has.
func WithAddresses(t *table.Table, addresses map[string]string) ([]byte, error) {
	header, rows, changed := []string{"person", "email"}, [][]string{}, false
	if t != nil {
		header = texts(t.Header)
		for _, row := range t.Rows {
			rows = append(rows, texts(row.Cells))
		}
	}
	id, email := slices.Index(header, "person"), slices.Index(header, "email")
	left := maps.Clone(addresses)
	for _, row := range rows {
		if address, ok := left[row[id]]; ok {
			if !strings.EqualFold(address, row[email]) {
				row[email], changed = address, true
			}
			delete(left, row[id])
		}
	}
	for _, person := range slices.Sorted(maps.Keys(left)) {
		row := make([]string, len(header))
		row[id], row[email] = person, left[person]
		rows, changed = append(rows, row), true
	}
	if !changed {
		return nil, nil
	}
	var out bytes.Buffer
	err := table.Write(&out, header, rows)
	return out.Bytes(), err
}

func texts(cells []table.Cell) (all []string) {
	for _, cell := range cells {
		all = append(all, cell.Text)
	}
	return all
}
