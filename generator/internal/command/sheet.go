package command

import (
	"fmt"

	"github.com/spf13/pflag"

	"pairbook/generator/internal/regular"
	"pairbook/generator/internal/table"
	"pairbook/generator/internal/workbook"
)

// Limits in bytes on a file that a flag names, and on one with scores, which can
// list millions of pairs.
const (
	maxTable  = 64 << 20
	maxScores = 1 << 30
)

// sheetFlags say how a spreadsheet is to be read, where its file does not tell.
type sheetFlags struct {
	delimiter, encoding, sheet string
}

func (f *sheetFlags) add(flags *pflag.FlagSet) {
	flags.StringVar(&f.delimiter, "delimiter", "", "what separates the cells: comma, semicolon, tab or bar (default: found out)")
	flags.StringVar(&f.encoding, "encoding", "", "the `name` of the file's encoding, such as windows-1252 (default: found out)")
	flags.StringVar(&f.sheet, "sheet", "", "the `name` of the sheet in a workbook with several")
}

// readTable reads a CSV file or a sheet of a workbook. It prints why a file is no
// table, and what was found out about one that is not in UTF-8.
func (a *app) readTable(command, name string, f sheetFlags) (*table.Table, error) {
	dialect, err := table.ParseDialect(f.delimiter, f.encoding)
	if err != nil {
		return nil, usagef("%s: %v", command, err)
	}
	data, err := regular.Read(name, maxTable)
	if err != nil {
		return nil, usagef("%s %s: %v", command, name, err)
	}
	if table.Workbook(data) {
		sheet, err := workbook.Read(name, data, f.sheet)
		if err != nil {
			return nil, usagef("%s %s: %v", command, name, err)
		}
		return sheet, nil
	}
	if f.sheet != "" {
		return nil, usagef("%s %s: --sheet names a sheet of a workbook, and the file is none", command, name)
	}
	sheet, problems := table.Read(name, data, dialect)
	if sheet == nil {
		a.printLines(problems)
		return nil, errProblems
	}
	if sheet.Dialect.Encoding != "" && f.encoding == "" {
		fmt.Fprintf(a.stderr, "%s: read as %s\n", name, sheet.Dialect.Encoding)
	}
	return sheet, nil
}
