package table

import (
	"bytes"
	"encoding/csv"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestReadPlacesCells(t *testing.T) {
	text := "\uFEFFname,\"topics\"\r\n\"Ádá\nB\",  two \u00a0 words \r\n\r\n,\n\"say \"\"hi\"\"\",Ö\n"
	table, problems := Read("in.csv", []byte(text), Dialect{})
	if table == nil {
		t.Fatal(problems)
	}
	var got []string
	for _, row := range append([]Row{{Line: 1, Cells: table.Header}}, table.Rows...) {
		for _, c := range row.Cells {
			got = append(got, c.At.String()+" "+c.Text)
		}
	}
	want := []string{
		"in.csv:1:1 name", "in.csv:1:6 topics",
		"in.csv:2:1 Ádá B", "in.csv:3:4 two words",
		`in.csv:6:1 say "hi"`, "in.csv:6:14 Ö",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestReadRefusesAFile(t *testing.T) {
	for name, test := range map[string]struct{ text, want string }{
		"empty":         {"", "in.csv:1:1: the file is empty"},
		"damaged":       {"id,name\né,caf\xe9,é\n", "in.csv:2:6: the byte 0xE9 is no UTF-8, and the rest of the file is"},
		"damaged, last": {"id,name\né,éf\xe9", "in.csv:2:5: the byte 0xE9 is no UTF-8, and the rest of the file is"},
		"none at all":   {"id,name\n\x81,caf\xe9\n", "in.csv:2:1: the file is no UTF-8, and this character is none of Windows-1252"},
		"a workbook":    {"PK\x03\x04rest", "in.csv:1:1: the file is a workbook, and not a table in CSV"},
		"an old one":    {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1rest", "in.csv:1:1: the file is a workbook, and not a table in CSV"},
		"a lone quote":  {"\"id\"x,\"na;me\"\n", "in.csv:1:4: text follows the quote that closes the cell"},
		"broken title":  {"id,na\"me\n", "in.csv:1:6: a quote stands inside a cell that is not quoted"},
	} {
		t.Run(name, func(t *testing.T) {
			table, problems := Read("in.csv", []byte(test.text), Dialect{})
			if table != nil || len(problems) != 1 {
				t.Fatalf("table %v, problems %v", table, problems)
			}
			if got := problems[0].Position.String() + ": " + problems[0].Message; got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}

func TestReadRefusesARow(t *testing.T) {
	for name, test := range map[string]struct {
		text, want string
		sound      int
	}{
		"bare quote":    {"a,b\nö,x\"y\n1,2\n", "in.csv:2:4: a quote stands inside a cell that is not quoted", 1},
		"text after":    {"a,b\nö,\"x\"y\n1,2\n", "in.csv:2:5: text follows the quote that closes the cell", 1},
		"never closed":  {"a,b\n\"p\",\"x\ny\n1,2\n", "in.csv:2:5: this quote is never closed, so that the cell takes in the rest of the file", 0},
		"cell too many": {"a,b\n1,2\n1,2,3\n", "in.csv:3:1: the row has 3 cells, and the header 2", 1},
		"cell missing":  {"a,b\n1\n1,2\n", "in.csv:2:1: the row has 1 cell, and the header 2", 1},
	} {
		t.Run(name, func(t *testing.T) {
			table, problems := Read("in.csv", []byte(test.text), Dialect{})
			if table == nil {
				t.Fatal(problems)
			}
			var faults []string
			for _, row := range table.Rows {
				if row.Fault != nil {
					faults = append(faults, row.Fault.Position.String()+": "+row.Fault.Message)
				}
			}
			if len(faults) != 1 || faults[0] != test.want || len(table.Rows)-1 != test.sound {
				t.Errorf("got %q and %d rows, want %q and %d sound rows", faults, len(table.Rows), test.want, test.sound)
			}
		})
	}
}

// TestCellsLieWhereTheyBegin compares where cells are, counted on from one to the next,
// with what is counted anew for each.
func TestCellsLieWhereTheyBegin(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cell := rapid.SampledFrom([]string{"", "a", "é", " 日本 ", `"x,y"`, "\"one\ntwo é\"", `"é ""q"""`})
		row := rapid.SliceOfN(cell, 3, 3)
		var text strings.Builder
		for _, cells := range rapid.SliceOfN(row, 1, 5).Draw(t, "rows") {
			text.WriteString(strings.Join(cells, ",") + "\n")
		}
		data := []byte(text.String())
		s := &source{path: "a.csv", data: data, lines: bytes.SplitAfter(data, []byte("\n")), csv: csv.NewReader(bytes.NewReader(data))}
		for {
			row, err := s.row()
			if err != nil {
				return
			}
			for i, c := range row.Cells {
				if line, column := s.csv.FieldPos(i); c.At != s.at(line, column) {
					t.Fatalf("%q: cell %d lies at %v, not %v", data, i, c.At, s.at(line, column))
				}
			}
		}
	})
}

// BenchmarkReadColumns reads tables of one row. Four times as many columns take 4 times
// as long.
func BenchmarkReadColumns(b *testing.B) {
	for _, n := range []int{20_000, 80_000} {
		data := []byte(strings.Repeat("é,", n) + "x\n" + strings.Repeat("é,", n) + "x\n")
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			for b.Loop() {
				if table, problems := Read("a.csv", data, Dialect{}); len(problems) > 0 || len(table.Rows) != 1 {
					b.Fatal(problems)
				}
			}
		})
	}
}
