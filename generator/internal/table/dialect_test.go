package table

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"pgregory.net/rapid"
)

// TestReadFindsOutTheDialect writes one table in every dialect that spreadsheet
// programs and forms write, and reads the same cells.
func TestReadFindsOutTheDialect(t *testing.T) {
	encodings := map[string]encoding.Encoding{
		"UTF-8": encoding.Nop, "UTF-8, BOM": unicode.UTF8BOM, "Windows-1252": charmap.Windows1252,
		"UTF-16 LE, BOM": unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), "UTF-16 BE, BOM": unicode.UTF16(unicode.BigEndian, unicode.UseBOM),
		"UTF-16 LE": unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), "UTF-16 BE": unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM),
	}
	for name, enc := range encodings {
		for _, delimiter := range []string{",", ";", "\t", "|"} {
			for _, end := range []string{"\n", "\r\n", "\r"} {
				rows := [][]string{{"Name", "Thèmes (2 au plus)"}, {"Zoë", `"a,b;c|d"`}, {"", `"x` + end + `y ""z"""`}, {"Jürgen", "5 €"}}
				var text strings.Builder
				for _, row := range rows {
					text.WriteString(strings.Join(row, delimiter) + end)
				}
				data, err := enc.NewEncoder().String(text.String())
				if err != nil {
					t.Fatal(err)
				}
				table, problems := Read("in.csv", []byte(data), Dialect{})
				if table == nil {
					t.Errorf("%s, %q, %q: %v", name, delimiter, end, problems)
					continue
				}
				var got []string
				for _, row := range append([]Row{{Cells: table.Header}}, table.Rows...) {
					for _, c := range row.Cells {
						got = append(got, c.Text)
					}
				}
				if want := "Name/Thèmes (2 au plus)/Zoë/a,b;c|d//x y \"z\"/Jürgen/5 €"; strings.Join(got, "/") != want {
					t.Errorf("%s, %q, %q: got %q", name, delimiter, end, got)
				}
				if table.Dialect.Delimiter != rune(delimiter[0]) || (table.Dialect.Encoding == "") != strings.HasPrefix(name, "UTF-8") {
					t.Errorf("%s, %q: read with %+v", name, delimiter, table.Dialect)
				}
			}
		}
	}
}

func TestReadKeepsTheCommaWhereRowsAreUneven(t *testing.T) {
	table, problems := Read("in.csv", []byte("id,topics (a; b)\nx,a; b\ny\nz,c\n"), Dialect{})
	if table == nil || len(table.Header) != 2 || table.Rows[0].Cells[1].Text != "a; b" || table.Rows[1].Fault == nil {
		t.Errorf("%v, %+v", problems, table)
	}
}

// A share is of the rows that a delimiter makes, which a cell of several lines has as one.
func TestReadWeighsRowsByWhatTheyAre(t *testing.T) {
	table, problems := Read("in.csv", []byte("id,topics (a; b),notes\nx,\"a\nb; c\nd; e\nf\",y\n"), Dialect{})
	if table == nil || len(table.Header) != 3 || len(table.Rows) != 1 {
		t.Errorf("%v, %+v", problems, table)
	}
}

func TestParseDialect(t *testing.T) {
	for _, test := range []struct {
		delimiter, encoding string
		want                Dialect
		err                 string
	}{
		{"", "", Dialect{}, ""},
		{"semicolons", "macintosh", Dialect{';', "macintosh"}, ""},
		{"\t", "", Dialect{'\t', ""}, ""},
		{"bar", "", Dialect{'|', ""}, ""},
		{"colon", "", Dialect{}, `no delimiter is called "colon"`},
		{"", "ebcdic", Dialect{}, `no encoding is called "ebcdic"`},
	} {
		got, err := ParseDialect(test.delimiter, test.encoding)
		if err != nil && (test.err == "" || !strings.Contains(err.Error(), test.err)) || err == nil && (test.err != "" || got != test.want) {
			t.Errorf("%q, %q: %+v, %v", test.delimiter, test.encoding, got, err)
		}
	}
	if table, problems := Read("in.csv", []byte("n\x8ame;x\nM\x9fller;1\n"), Dialect{';', "macintosh"}); table == nil || table.Header[0].Text != "näme" {
		t.Errorf("%v, %v", table, problems)
	}
}

// FuzzRead reads anything without a panic, and places every cell within the file.
func FuzzRead(f *testing.F) {
	for _, seed := range []string{"a,b\n1,2\n", "a;b\r1;2\r", "\xff\xfea\x00,\x00b\x00", "\x00a\x00", "caf\xe9;x\n", "\"", "PK\x03\x04"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		table, problems := Read("a.csv", data, Dialect{})
		if (table == nil) == (len(problems) == 0) {
			t.Fatalf("table %v, problems %v", table, problems)
		}
		if table == nil {
			return
		}
		for _, row := range table.Rows {
			if row.Fault == nil && len(row.Cells) != len(table.Header) {
				t.Fatalf("a row has %d cells, the header %d", len(row.Cells), len(table.Header))
			}
		}
	})
}

func TestReadWhatItIsTold(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		delimiter := rapid.SampledFrom([]rune{',', ';', '\t', '|'}).Draw(t, "delimiter")
		cells := rapid.SliceOfN(rapid.StringMatching(`[a-zé,;|]{1,5}`), 2, 4).Draw(t, "cells")
		line := `"` + strings.Join(cells, `"`+string(delimiter)+`"`) + "\"\n"
		table, problems := Read("a.csv", []byte(line+line), Dialect{Delimiter: delimiter})
		if table == nil || len(table.Rows) != 1 || len(table.Header) != len(cells) {
			t.Fatalf("%q: %v", line, problems)
		}
	})
}
