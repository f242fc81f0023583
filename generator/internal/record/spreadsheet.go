package record

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

	"pairbook/generator/internal/diag"
	"pairbook/generator/internal/text"
)

// Spreadsheet is a table at the root of the repository, or a plain-text one under
// content/. Head is the beginning of a plain-text table; it is nil for a workbook,
// which is not read.
type Spreadsheet struct {
	Path string
	Head []byte
}

// headLimit is the number of bytes read of a table.
const headLimit = 64 << 10

func plainTable(name string) bool {
	return slices.Contains([]string{".csv", ".tsv", ".tab"}, strings.ToLower(path.Ext(name)))
}

func workbook(name string) bool {
	return slices.Contains([]string{".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".fods", ".numbers"}, strings.ToLower(path.Ext(name)))
}

// spreadsheets returns the tables among the root's entries and the files of content/,
// by their names. It does not follow symbolic links.
func (s *scanner) spreadsheets(top []fs.DirEntry, content []file) (found []Spreadsheet, err error) {
	var plain []string
	for _, e := range top {
		switch {
		case workbook(e.Name()) && e.Type()&fs.ModeSymlink == 0: // .numbers may be a folder
			found = append(found, Spreadsheet{Path: printable(e.Name())})
		case plainTable(e.Name()) && e.Type().IsRegular():
			plain = append(plain, e.Name())
		}
	}
	for _, f := range content {
		if plainTable(f.path) {
			plain = append(plain, f.path)
		}
	}
	for _, name := range plain {
		head, err := s.head(name)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("read the beginning of %s: %w", name, err)
		}
		found = append(found, Spreadsheet{printable(name), head})
	}
	return found, nil
}

// privateKey matches a private key of age.
var privateKey = text.Pattern(`AGE-SECRET-KEY-(?:PQ-)?1[0-9A-Z]{20,}`)

// privateKeys finds the private keys of age in the files among the root's entries: where
// somebody makes a key, it stays lying.
func (s *scanner) privateKeys(top []fs.DirEntry) error {
	for _, e := range top {
		if !e.Type().IsRegular() {
			continue
		}
		head, err := s.head(e.Name())
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("read the beginning of %s: %w", e.Name(), err)
		}
		if at := privateKey().FindIndex(head); at != nil {
			s.keys = append(s.keys, diag.PositionAt(printable(e.Name()), head, at[0]))
		}
	}
	return nil
}

func (s *scanner) head(name string) ([]byte, error) {
	file, err := s.fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }()
	return io.ReadAll(io.LimitReader(file, headLimit))
}
