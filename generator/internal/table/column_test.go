package table

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"pairbook/generator/internal/diag"
)

func headed(names ...string) *Table {
	t := &Table{}
	for _, name := range names {
		t.Header = append(t.Header, Cell{Text: name})
	}
	return t
}

// TestFindingAColumn finds the one that has a header, and fails where two have it.
func TestFindingAColumn(t *testing.T) {
	table := headed("name", "mail", "topics", "mail")
	for header, want := range map[string]int{"name": 0, "topics": 2, "gone": -1} {
		if got, err := table.Column(header); got != want || err != nil {
			t.Errorf("%s is column %d, not %d: %v", header, got, want, err)
		}
	}
	if got, err := table.Column("mail"); got != -1 || err == nil || err.Error() != `two columns are called "mail", number 2 and number 4` {
		t.Errorf("mail is column %d: %v", got, err)
	}
}

// TestNoSuchColumn names the column that was meant, or else all that there are.
func TestNoSuchColumn(t *testing.T) {
	table := headed("name", "topics")
	if got := table.Headers(); got != `"name", "topics"` {
		t.Errorf("the columns are %s", got)
	}
	for header, want := range map[string]string{"nothing": `no column is called "nothing" (the columns are "name", "topics")`, "topcis": `no column is called "topcis"`} {
		if got := table.NoColumn(header).Error(); !strings.HasPrefix(got, want) || header == "topcis" && !strings.Contains(got, `topics`) || header == "topcis" && strings.Contains(got, "the columns are") {
			t.Errorf("%q, not %q", got, want)
		}
	}
}

// TestLinesOfACell are those that are not blank, where there are several.
func TestLinesOfACell(t *testing.T) {
	for text, want := range map[string][]string{
		"one": nil, "one\n": nil, "\r\n one \r\n\r\n": nil, "one\ntwo": {"one", "two"}, " one  a \r\n\r\n\ttwo\rthree": {"one a", "two", "three"}, "": nil,
	} {
		cell := NewCell(text, diag.Position{Path: "a.csv", Line: 3})
		if !slices.Equal(cell.Lines, want) || cell.Text != strings.Join(strings.Fields(text), " ") || cell.At.Line != 3 {
			t.Errorf("%q: %+v, not %q", text, cell, want)
		}
	}
}

// TestBlankRows are no rows, and one with a cell too few says so at its first.
func TestBlankRows(t *testing.T) {
	table, problems := Read("in.csv", []byte("a,b\n\n,\n \t, \n1,\n,2\n"), Dialect{})
	if problems != nil || len(table.Rows) != 2 || table.Rows[0].Line != 5 || table.Rows[1].Line != 6 || table.Path != "in.csv" {
		t.Errorf("%v, %+v", problems, table)
	}
}

// TestQuotesThatAreNotClosed are found from the line on at which the row begins.
func TestQuotesThatAreNotClosed(t *testing.T) {
	for text, want := range map[string]string{
		"a,b\n\"x \"\"y\"\"\",\"never\n": "in.csv:2:11: this quote is never closed, so that the cell takes in the rest of the file",
		"\"a\nb\",c\n\"1\n2\",\"3\n4\n":  "in.csv:4:4: this quote is never closed, so that the cell takes in the rest of the file",
		"a,b\n\"x\"y,\"z\"\n":            "in.csv:2:3: text follows the quote that closes the cell",
		"a,b\n\"x\"y,\"z\"":              "in.csv:2:3: text follows the quote that closes the cell", // and the file ends with a quote
		"a,b\n1,\"x\"y":                  "in.csv:2:5: text follows the quote that closes the cell",
	} {
		table, problems := Read("in.csv", []byte(text), Dialect{Delimiter: ','})
		if table == nil || len(table.Rows) != 1 || table.Rows[0].Fault == nil {
			t.Errorf("%q: %v, %+v", text, problems, table)
			continue
		}
		fault := table.Rows[0].Fault
		if got := fault.Position.String() + ": " + fault.Message; got != want || fault.Rule != Rule || fault.Severity != diag.Error || fault.Hint != "quote the whole cell, and write a quote inside it as two" {
			t.Errorf("%q: %s, not %s", text, got, want)
		}
	}
}

// TestWhichFilesAreWorkbooks goes by their first bytes, also of one that is too short.
func TestWhichFilesAreWorkbooks(t *testing.T) {
	for data, want := range map[string]bool{"PK\x03\x04": true, "PK\x03": false, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1": true, "\xD0\xCF\x11\xE0\xA1\xB1\x1A": false, "": false, "a,b\n1,2\n": false} {
		if got := Workbook([]byte(data)); got != want {
			t.Errorf("%q is a workbook: %t", data, got)
		}
	}
}

// TestDelimitersThatCutMost are those that cut most rows alike and, of such, the one with most
// cells; where none makes two columns it is the comma.
func TestDelimitersThatCutMost(t *testing.T) {
	for text, want := range map[string]rune{
		"":                       ',',
		"a\nb\n":                 ',',
		"a;b\n1;2\n":             ';',
		"a|b|c\n1|2|3\n":         '|',
		"a,b;c;d\n1,2;3;4\n":     ';', // both alike, three cells
		"a,b;c\n1,2;3\n":         ',', // both alike and as many: the likelier
		"a,b;c\n1,2\n3,4\n5;6\n": ',',
		"a\tb,c\n1\t2\n3\t4\n":   '\t',
		"a;b\n\"1;2\n":           ';',
	} {
		if got := (Dialect{}).delimiterOf([]byte(text)); got != want {
			t.Errorf("%q is cut by %q, not %q", text, got, want)
		}
	}
	long := "a,b;c\n" + strings.Repeat("1,2\n", sampled-1) + strings.Repeat("1;2\n", 3*sampled)
	if got := (Dialect{}).delimiterOf([]byte(long)); got != ',' {
		t.Errorf("beyond the first rows it is %q", got)
	}
}

// TestEncodingsByTheirBytes tells UTF-16 by its zeros, UTF-8 by most of its characters, and
// takes the rest for Windows-1252.
func TestEncodingsByTheirBytes(t *testing.T) {
	for data, want := range map[string]string{
		"a,b\n": "", "": "", "a\x00,\x00b\x00": "UTF-16", "\x00a\x00,\x00b": "UTF-16", "\xFF\xFEa\x00": "UTF-16", "\xFE\xFF\x00a": "UTF-16",
		"caf\xe9": "Windows-1252", "é\xe9": "Windows-1252", "éé\xe9": "", "abcdefg\x00": "", // one zero of eight
		"abcd\x00f\x00h": "UTF-16",
	} {
		if _, got := (Dialect{}).encoding([]byte(data)); got != want {
			t.Errorf("%q is %q, not %q", data, got, want)
		}
	}
	for name, want := range map[string]string{"utf-8": "", "macintosh": "macintosh", "nothing of the kind": ""} {
		if e, got := (Dialect{Encoding: name}).encoding([]byte("\xFF\xFEa\x00")); got != want || (e == nil) != (want == "") {
			t.Errorf("called %s it is %q", name, got)
		}
	}
}

// TestWriteSaysWhatTheWriterSays, also where it says so before the end.
func TestWriteSaysWhatTheWriterSays(t *testing.T) {
	if err := Write(full{}, []string{"name"}, [][]string{{strings.Repeat("a", 10_000)}, {"b"}}); !errors.Is(err, errFull) || err.Error() != "write the table: the disk is full" {
		t.Errorf("%v", err)
	}
	if err := Write(full{}, []string{"name"}, [][]string{{"a", "b"}}); err == nil || err.Error() != "write the table: row 1 has 2 cells and the header 1" {
		t.Errorf("%v", err)
	}
}

// TestApostrophes guard formulas alone, and one that was there before is kept.
func TestApostrophes(t *testing.T) {
	for cell, want := range map[string]string{"=a": "'=a", "'=a": "''=a", "'a": "'a", "a": "a", "": "", "'": "'", "-": "'-", "\ta": "'\ta"} {
		if got := inert(cell); got != want || lively(got) != cell {
			t.Errorf("%q is written %q, not %q, and read %q", cell, got, want, lively(got))
		}
	}
	if got := lively("'a"); got != "'a" {
		t.Errorf("an apostrophe of its own is read as %q", got)
	}
}
