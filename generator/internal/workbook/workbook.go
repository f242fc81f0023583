// Package workbook reads a sheet of an Excel workbook as a table.
//
// [Read] opens an .xlsx file within bounds, runs nothing that is in it, and
// returns the cells as they are shown, but for days, which are written as
// 2026-11-12 whatever their format.
package workbook

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"pairbook/generator/internal/diag"
	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/table"
)

// unpacked is how many bytes a workbook and each of its sheets may have without
// compression.
const unpacked = 64 << 20

// ErrFormat reports a workbook of another format than .xlsx.
var ErrFormat = errors.New("the file is no .xlsx workbook: save it as one, or the sheet as CSV")

// Read reads the sheet with a name, or the only one that is not hidden if the name
// is empty. The first row that is not blank is the header. A cell's position is its row and the number
// of its column.
func Read(path string, data []byte, sheet string) (*table.Table, error) {
	book, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{UnzipSizeLimit: unpacked, UnzipXMLSizeLimit: unpacked})
	if err != nil {
		return nil, fmt.Errorf("%w (%w)", ErrFormat, err)
	}
	defer book.Close()
	if sheet, err = choose(book, sheet); err != nil {
		return nil, err
	}
	r := &reader{book: book, sheet: sheet, days: map[int]bool{}}
	rows, err := r.rows(path)
	if err != nil {
		return nil, fmt.Errorf("read the sheet %q: %w", sheet, err)
	}
	if len(rows) == 0 {
		return nil, fmt.Errorf("the sheet %q is empty", sheet)
	}
	t := &table.Table{Path: path, Header: rows[0].Cells, Rows: rows[1:]}
	return t, nil
}

// choose returns the name of the sheet that is meant.
func choose(book *excelize.File, name string) (string, error) {
	var shown []string
	for _, sheet := range book.GetSheetList() {
		if visible, err := book.GetSheetVisible(sheet); err == nil && visible {
			shown = append(shown, sheet)
		}
	}
	switch {
	case name != "" && slices.Contains(book.GetSheetList(), name):
		return name, nil
	case name != "":
		return "", fmt.Errorf("no sheet is called %q%s", name, cmp.Or(prose.DidYouMean(name, shown), "; there are "+quoted(shown)))
	case len(shown) == 1:
		return shown[0], nil
	}
	return "", fmt.Errorf("the workbook has %s: name one with --sheet (%s)", prose.Count(len(shown), "sheet"), quoted(shown))
}

func quoted(names []string) string {
	var all []string
	for _, name := range names {
		all = append(all, strconv.Quote(name))
	}
	return strings.Join(all, ", ")
}

// reader reads one sheet.
type reader struct {
	book  *excelize.File
	sheet string
	days  map[int]bool // by style: whether it shows a number as a day
}

// rows returns the rows that are not blank, each as wide as the first.
func (r *reader) rows(path string) ([]table.Row, error) {
	all, err := r.book.GetRows(r.sheet)
	if err != nil {
		return nil, err
	}
	width := 0
	var rows []table.Row
	for i, shown := range all {
		row := table.Row{Line: i + 1}
		blank := true
		for j := range max(width, len(shown)) {
			text := ""
			if j < len(shown) {
				text = r.text(i, j, shown[j])
			}
			row.Cells = append(row.Cells, table.NewCell(text, diag.Position{Path: path, Line: i + 1, Column: j + 1}))
			blank = blank && row.Cells[j].Text == ""
		}
		if blank {
			continue
		}
		if rows == nil {
			width = len(row.Cells)
		}
		if len(row.Cells) > width {
			row.Fault = &diag.Problem{Position: row.Cells[width].At, Severity: diag.Error, Rule: table.Rule,
				Message: fmt.Sprintf("the row has %s, and the header %d", prose.Count(len(row.Cells), "cell"), width), Hint: "give the column a header"}
		}
		rows = append(rows, row)
	}
	return rows, nil
}

// text returns a cell as it is shown, or its day.
func (r *reader) text(row, column int, shown string) string {
	if !strings.ContainsAny(shown, "0123456789") {
		return shown
	}
	name, err := excelize.CoordinatesToCellName(column+1, row+1)
	if err != nil {
		return shown
	}
	style, err := r.book.GetCellStyle(r.sheet, name)
	if err != nil || !r.isDay(style) {
		return shown
	}
	raw, err := r.book.GetCellValue(r.sheet, name, excelize.Options{RawCellValue: true})
	if err != nil {
		return shown
	}
	serial, err := strconv.ParseFloat(raw, 64)
	if err != nil || serial < 1 {
		return shown
	}
	props, err := r.book.GetWorkbookProps()
	since1904 := err == nil && props.Date1904 != nil && *props.Date1904
	day, err := excelize.ExcelDateToTime(serial, since1904)
	if err != nil {
		return shown
	}
	if serial != math.Trunc(serial) {
		return day.Format("2006-01-02 15:04")
	}
	return day.Format("2006-01-02")
}

// dayFormat matches a number format that shows a year and a day.
var dayFormat = regexp.MustCompile(`(?i)^[^"]*(y.*d|d.*y)`)

// isDay reports whether a style shows a number as a day: the built-in formats 14
// to 17 and 22, those of East Asia, and any with a year and a day.
func (r *reader) isDay(style int) bool {
	if known, ok := r.days[style]; ok {
		return known
	}
	day := false
	if s, err := r.book.GetStyle(style); err == nil {
		n := s.NumFmt
		day = n >= 14 && n <= 17 || n == 22 || n >= 27 && n <= 36 || n >= 50 && n <= 58 ||
			s.CustomNumFmt != nil && dayFormat.MatchString(*s.CustomNumFmt)
	}
	r.days[style] = day
	return day
}
