package table

import (
	"bytes"
	"encoding/csv"
	"errors"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestWrite(t *testing.T) {
	var b bytes.Buffer
	err := Write(&b, []string{"name", "body"}, [][]string{
		{"=HYPERLINK(\"x\")", "two\nlines, and a comma"},
		{"@sum", "-1"},
		{"+44", "\tx"},
		{"\rx", "a=b"},
		{"", "say \"hello\""},
	})
	want := "name,body\n\"'=HYPERLINK(\"\"x\"\")\",\"two\nlines, and a comma\"\n'@sum,'-1\n'+44,'\tx\n\"'\rx\",a=b\n,\"say \"\"hello\"\"\"\n"
	if err != nil || b.String() != want {
		t.Errorf("%v\n%q\nwant\n%q", err, b.String(), want)
	}
	if err := Write(&b, []string{"name"}, [][]string{{"a", "b"}}); err == nil {
		t.Error("a row that is wider than its header is let pass")
	}
	if err := Write(full{}, []string{"name"}, nil); !errors.Is(err, errFull) {
		t.Errorf("what the writer says is lost: %v", err)
	}
}

var errFull = errors.New("the disk is full")

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errFull }

// TestWriteAnything reads back what was written: every cell is there, and none is
// a formula.
func TestWriteAnything(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		width := rapid.IntRange(1, 4).Draw(t, "width")
		cell := rapid.OneOf(rapid.String(), rapid.StringMatching(`[=+\-@\t\r]?[a-z",\n ]{0,6}`))
		rows := rapid.SliceOfN(rapid.SliceOfN(cell, width, width), 0, 5).Draw(t, "rows")
		header := slices.Repeat([]string{"h"}, width)
		var b bytes.Buffer
		if err := Write(&b, header, rows); err != nil {
			t.Fatal(err)
		}
		read, err := csv.NewReader(&b).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		rows = slices.DeleteFunc(rows, func(row []string) bool { return width == 1 && row[0] == "" }) // a blank line is no row
		if len(read) != len(rows)+1 {
			t.Fatalf("%d rows became %d", len(rows), len(read)-1)
		}
		for i, row := range rows {
			for j, cell := range row {
				got := read[i+1][j]
				if strings.HasPrefix(got, "=") || strings.HasPrefix(got, "+") || strings.HasPrefix(got, "-") || strings.HasPrefix(got, "@") || strings.HasPrefix(got, "\t") || strings.HasPrefix(got, "\r") {
					t.Fatalf("%q is a formula", got)
				}
				// The reader converts a carriage return and line feed to a line
				// feed, after which nobody can tell that there was a formula.
				begins := strings.HasPrefix(strings.TrimLeft(cell, "'"), "\r\n")
				cell = strings.ReplaceAll(cell, "\r\n", "\n")
				if got != cell && got != "'"+cell || lively(got) != cell && !begins {
					t.Fatalf("%q became %q", cell, got)
				}
			}
		}
	})
}
