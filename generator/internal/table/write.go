package table

import (
	"encoding/csv"
	"fmt"
	"io"
	"strings"
)

// Write writes a header and rows as CSV: commas, lines that end in a line feed,
// quotes only where needed. A cell that a spreadsheet would take for a formula
// gets an apostrophe in front, so that it stays text.
func Write(w io.Writer, header []string, rows [][]string) error {
	out := csv.NewWriter(w)
	for i, row := range append([][]string{header}, rows...) {
		if i > 0 && len(row) != len(header) {
			return fmt.Errorf("write the table: row %d has %d cells and the header %d", i, len(row), len(header))
		}
		cells := make([]string, len(row))
		for j, cell := range row {
			cells[j] = inert(cell)
		}
		if err := out.Write(cells); err != nil {
			return fmt.Errorf("write the table: %w", err)
		}
	}
	out.Flush()
	if err := out.Error(); err != nil {
		return fmt.Errorf("write the table: %w", err)
	}
	return nil
}

// inert prevents a cell from being a formula: those begin with =, +, - or @, in
// some programs also after a tab or a carriage return.
func inert(cell string) string {
	if formula(strings.TrimLeft(cell, "'")) {
		return "'" + cell
	}
	return cell
}

func formula(cell string) bool {
	return cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0]))
}

// lively takes the apostrophe off that [Write] puts in front of a cell.
func lively(cell string) string {
	if rest, guarded := strings.CutPrefix(cell, "'"); guarded && formula(strings.TrimLeft(rest, "'")) {
		return rest
	}
	return cell
}
