package workbook

import (
	"bytes"
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

// book writes a workbook with a sheet of each name.
func book(t *testing.T, sheets map[string][][]any, hidden ...string) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	for _, name := range slices.Sorted(maps.Keys(sheets)) { // the first is the active one, which is not hidden
		rows := sheets[name]
		if _, err := f.NewSheet(name); err != nil {
			t.Fatal(err)
		}
		for i, row := range rows {
			for j, value := range row {
				cell, _ := excelize.CoordinatesToCellName(j+1, i+1)
				if err := f.SetCellValue(name, cell, value); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	if err := f.DeleteSheet("Sheet1"); err != nil {
		t.Fatal(err)
	}
	for _, name := range hidden {
		if err := f.SetSheetVisible(name, false); err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestRead(t *testing.T) {
	day := time.Date(2026, 11, 12, 0, 0, 0, 0, time.UTC)
	data := book(t, map[string][][]any{
		"Answers": {{}, {"Name", "Day", "Seen", "Places"}, {" Zoë \n B", day, day.Add(90 * time.Minute), 2}, {}, {"Łukasz", "12/11/2026", true}, {"x", "", "", "", "", "far"}},
		"Lists":   {{"a"}},
	}, "Lists")
	got, err := Read("in.xlsx", data, "")
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, row := range got.Rows {
		var cells []string
		for _, c := range row.Cells {
			cells = append(cells, c.At.String()+" "+c.Text)
		}
		if row.Fault != nil {
			cells = []string{row.Fault.Position.String() + ": " + row.Fault.Message}
		}
		lines = append(lines, strings.Join(cells, " | "))
	}
	want := `in.xlsx:3:1 Zoë B | in.xlsx:3:2 2026-11-12 | in.xlsx:3:3 2026-11-12 01:30 | in.xlsx:3:4 2
in.xlsx:5:1 Łukasz | in.xlsx:5:2 12/11/2026 | in.xlsx:5:3 TRUE | in.xlsx:5:4
in.xlsx:6:5: the row has 6 cells, and the header 4`
	if text := strings.ReplaceAll(strings.Join(lines, "\n"), " \n", "\n"); text != want {
		t.Errorf("got\n%s\nwant\n%s", text, want)
	}
	if got.Header[3].Text != "Places" || got.Header[3].At.Line != 2 {
		t.Errorf("the header is %v", got.Header)
	}
}

func TestReadChoosesTheSheet(t *testing.T) {
	data := book(t, map[string][][]any{"Mentors": {{"a"}}, "Mentees": {{"b"}}, "Empty": nil})
	for sheet, want := range map[string]string{
		"Mentees": "b",
		"":        "the workbook has 3 sheets: name one with --sheet (",
		"Mentes":  `no sheet is called "Mentes"; did you mean "Mentees"?`,
		"Empty":   `the sheet "Empty" is empty`,
	} {
		got, err := Read("in.xlsx", data, sheet)
		text := ""
		if err != nil {
			text = err.Error()
		} else {
			text = got.Header[0].Text
		}
		if !strings.HasPrefix(text, want) {
			t.Errorf("%q: %s, want %s", sheet, text, want)
		}
	}
	if _, err := Read("in.ods", []byte("PK\x03\x04 and no more"), ""); !errors.Is(err, ErrFormat) {
		t.Errorf("damaged: %v", err)
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte("PK\x03\x04"), "")
	f.Fuzz(func(t *testing.T, data []byte, sheet string) {
		if got, err := Read("in.xlsx", data, sheet); (got == nil) == (err == nil) {
			t.Fatalf("%v, %v", got, err)
		}
	})
}
