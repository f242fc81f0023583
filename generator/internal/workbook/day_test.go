package workbook

import (
	"bytes"
	"testing"

	"github.com/xuri/excelize/v2"
)

// shown is the text of one cell with a number, in a built-in format or one of its own.
func shown(t *testing.T, number any, style *excelize.Style, since1904 bool) string {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	id, err := f.NewStyle(style)
	if err != nil {
		t.Fatal(err)
	}
	for _, err := range []error{
		f.SetCellValue("Sheet1", "A1", "Day"), f.SetCellValue("Sheet1", "A2", number), f.SetCellStyle("Sheet1", "A2", "A2", id), f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &since1904}),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	sheet, err := Read("in.xlsx", b.Bytes(), "")
	if err != nil {
		t.Fatal(err)
	}
	return sheet.Rows[0].Cells[0].Text
}

// A number is a day where its format shows a year and a day, and stays a number elsewhere.
func TestFormatsThatShowADay(t *testing.T) {
	t.Parallel()
	const day, number = "2026-11-12", 46338
	for format, want := range map[int]bool{
		1: false, 13: false, 14: true, 17: true, 18: false, 21: false, 22: true, 23: false, 26: false, 27: true, 36: true, 37: false, 49: false, 50: true, 58: true, 59: false,
	} {
		if got := shown(t, number, &excelize.Style{NumFmt: format}, false); (got == day) != want {
			t.Errorf("format %d: got %s, want a day: %t", format, got, want)
		}
	}
	for format, want := range map[string]bool{"dd/mm/yyyy": true, "YYYY.MM.DD": true, "yyyy": false, "d": false, `0" days a year"`: false} {
		if got := shown(t, number, &excelize.Style{CustomNumFmt: &format}, false); (got == day) != want {
			t.Errorf("format %s: got %s, want a day: %t", format, got, want)
		}
	}
}

// Days are counted from 1900, or from 1904 in workbooks of old Macintoshes.
func TestDaysOfAWorkbook(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		number    any
		since1904 bool
		want      string
	}{
		{46338, false, "2026-11-12"}, {44876, true, "2026-11-12"}, {46338.25, false, "2026-11-12 06:00"}, {1, false, "1900-01-01"}, {"12 November", false, "12 November"},
	} {
		if got := shown(t, c.number, &excelize.Style{NumFmt: 14}, c.since1904); got != c.want {
			t.Errorf("%v: got %s, want %s", c.number, got, c.want)
		}
	}
}

// A sheet that is hidden is read where it is named, and is not the one that is meant.
func TestAHiddenSheetIsReadByItsName(t *testing.T) {
	t.Parallel()
	data := book(t, map[string][][]any{"Answers": {{"a"}}, "Lists": {{"b"}}}, "Lists")
	for sheet, want := range map[string]string{"": "a", "Lists": "b", "Answers": "a"} {
		if got, err := Read("in.xlsx", data, sheet); err != nil || got.Header[0].Text != want {
			t.Errorf("%q: got %+v, %v, want %s", sheet, got, err, want)
		}
	}
	_, err := Read("in.xlsx", data, "Zebra")
	if want := `no sheet is called "Zebra"; there are "Answers"`; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}
