// Package table reads and writes spreadsheets as CSV.
//
// [Read] parses a CSV file, of any delimiter and encoding, into a [Table] whose cells know their line and column.
// [Write] writes a table that any spreadsheet program opens, without formulas.
package table

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"pairbook/generator/internal/diag"
	"pairbook/generator/internal/prose"
)

// Rule is the rule name of every problem in a spreadsheet.
const Rule = "import"

// Table is a CSV file with a header.
type Table struct {
	Path   string
	Header []Cell
	Rows   []Row // without blank ones

	// Dialect is what the file was read with; its Encoding is empty for UTF-8.
	Dialect Dialect
}

// Row is a line of a table, or several where a quoted cell contains line feeds.
type Row struct {
	Line  int
	Cells []Cell
	Fault *diag.Problem // why the row cannot be parsed, or nil
}

// Cell is a value, with its white space made single spaces, and its position. Lines
// are its lines where it has several that are not blank.
type Cell struct {
	Text  string
	Lines []string
	At    diag.Position
}

// NewCell makes a cell of a text.
func NewCell(text string, at diag.Position) Cell {
	c := Cell{Text: Clean(text), At: at}
	if strings.ContainsAny(text, "\r\n") {
		for line := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == '\r' || r == '\n' }) {
			if line = Clean(line); line != "" {
				c.Lines = append(c.Lines, line)
			}
		}
		if len(c.Lines) < 2 {
			c.Lines = nil
		}
	}
	return c
}

// Read parses a CSV file in a dialect. It returns problems with the file as a whole,
// and then no table; a broken row has its own.
func Read(path string, data []byte, dialect Dialect) (*Table, diag.List) {
	var problems diag.List
	if Workbook(data) {
		problems.Errorf(diag.Position{Path: path, Line: 1, Column: 1}, Rule, "save the sheet as CSV", "the file is a workbook, and not a table in CSV")
		return nil, problems
	}
	data, encoding, damaged := dialect.decode(path, data)
	if damaged != nil {
		return nil, diag.List{*damaged}
	}
	s := &source{path: path, data: data, lines: bytes.SplitAfter(data, []byte("\n"))}
	s.csv = csv.NewReader(bytes.NewReader(data))
	s.csv.Comma = dialect.delimiterOf(data)
	s.csv.FieldsPerRecord = -1

	header, err := s.row()
	switch {
	case errors.Is(err, io.EOF):
		problems.Errorf(s.at(1, 1), Rule, "the first line names the columns", "the file is empty")
		return nil, problems
	case header.Fault != nil:
		return nil, diag.List{*header.Fault}
	}
	t := &Table{Path: path, Header: header.Cells, Dialect: Dialect{s.csv.Comma, encoding}}
	for {
		row, err := s.row()
		if errors.Is(err, io.EOF) {
			return t, nil
		}
		if row.Fault == nil && row.blank() {
			continue
		}
		if row.Fault == nil && len(row.Cells) != len(t.Header) {
			row.Fault = fault(s.at(row.Line, 1), "quote a cell that holds the delimiter, and leave no column out",
				"the row has %s, and the header %d", prose.Count(len(row.Cells), "cell"), len(t.Header))
		}
		t.Rows = append(t.Rows, row)
	}
}

func (r Row) blank() bool {
	for _, c := range r.Cells {
		if c.Text != "" {
			return false
		}
	}
	return true
}

// source is a CSV file being read.
type source struct {
	path  string
	data  []byte
	lines [][]byte
	csv   *csv.Reader
	last  place
}

// place is where cell last looked: a column in bytes and in characters.
type place struct{ line, bytes, characters int }

// row reads the next row; its only error is io.EOF.
func (s *source) row() (Row, error) {
	fields, err := s.csv.Read()
	if errors.Is(err, io.EOF) {
		return Row{}, err
	}
	row := Row{Cells: make([]Cell, 0, len(fields))}
	for i, text := range fields {
		line, column := s.csv.FieldPos(i)
		row.Cells = append(row.Cells, NewCell(lively(text), s.cell(line, column)))
	}
	var broken *csv.ParseError
	if errors.As(err, &broken) {
		row.Line, row.Fault = broken.StartLine, s.badQuote(broken)
		return row, nil
	}
	row.Line = row.Cells[0].At.Line
	return row, nil
}

// badQuote returns which of the three ways to misplace a quote it was.
func (s *source) badQuote(broken *csv.ParseError) *diag.Problem {
	const hint = "quote the whole cell, and write a quote inside it as two"
	at := s.at(broken.Line, broken.Column)
	if errors.Is(broken.Err, csv.ErrBareQuote) {
		return fault(at, hint, "a quote stands inside a cell that is not quoted")
	}
	if open, ok := s.openQuote(broken.StartLine); ok && s.csv.InputOffset() == int64(len(s.data)) {
		return fault(open, hint, "this quote is never closed, so that the cell takes in the rest of the file")
	}
	return fault(at, hint, "text follows the quote that closes the cell")
}

// openQuote finds the quote that opens a cell, on or after a line, and is never
// closed.
func (s *source) openQuote(line int) (at diag.Position, found bool) {
	for inside := false; line <= len(s.lines); line++ {
		text := s.lines[line-1]
		for i := 0; i < len(text); i++ {
			switch {
			case text[i] != '"':
			case inside && i+1 < len(text) && text[i+1] == '"':
				i++
			case inside:
				inside, found = false, false
			default:
				at, inside, found = s.at(line, i+1), true, true
			}
		}
	}
	return at, found
}

func fault(at diag.Position, hint, format string, args ...any) *diag.Problem {
	return &diag.Problem{Position: at, Severity: diag.Error, Rule: Rule, Message: fmt.Sprintf(format, args...), Hint: hint}
}

// at returns the position of a line and a column in bytes.
func (s *source) at(line, column int) diag.Position {
	if line <= len(s.lines) {
		text := s.lines[line-1]
		column = 1 + utf8.RuneCount(text[:min(column-1, len(text))])
	}
	return diag.Position{Path: s.path, Line: line, Column: column}
}

// cell is at for the cells of a file in their order. It counts on from the one before,
// or a long line would be counted for each cell in it.
func (s *source) cell(line, column int) diag.Position {
	if line != s.last.line || line > len(s.lines) {
		s.last = place{line, column, s.at(line, column).Column}
	} else {
		text := s.lines[line-1]
		s.last.characters += utf8.RuneCount(text[min(s.last.bytes-1, len(text)):min(column-1, len(text))])
		s.last.bytes = column
	}
	return diag.Position{Path: s.path, Line: line, Column: s.last.characters}
}

// Column returns the index of the column with a header, -1 if there is none. It
// fails if two columns have that header.
func (t *Table) Column(header string) (int, error) {
	at := -1
	for i, cell := range t.Header {
		if cell.Text != header {
			continue
		}
		if at >= 0 {
			return -1, fmt.Errorf("two columns are called %q, number %d and number %d", header, at+1, i+1)
		}
		at = i
	}
	return at, nil
}

// NoColumn returns an error that no column has a header, with the existing ones.
func (t *Table) NoColumn(header string) error {
	var names []string
	for _, cell := range t.Header {
		names = append(names, cell.Text)
	}
	return fmt.Errorf("no column is called %q%s", header, cmp.Or(prose.DidYouMean(header, names), " (the columns are "+t.Headers()+")"))
}

// Headers lists the headers, in quotes.
func (t *Table) Headers() string {
	var names []string
	for _, cell := range t.Header {
		names = append(names, fmt.Sprintf("%q", cell.Text))
	}
	return strings.Join(names, ", ")
}

// Clean replaces each run of white space by one space, and trims the ends.
func Clean(text string) string { return strings.Join(strings.Fields(text), " ") }
