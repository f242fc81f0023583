package table

import (
	"bytes"
	"encoding/binary"
	"encoding/csv"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"

	"pairbook/generator/internal/diag"
)

// Dialect is how a file writes a table. The zero Dialect is found out from the
// file.
type Dialect struct {
	Delimiter rune
	Encoding  string // a name that browsers know, such as windows-1252
}

// delimiters are the characters that separate cells, the likeliest first, and
// what they are called.
var delimiters = []struct {
	sign rune
	name string
}{{',', "comma"}, {';', "semicolon"}, {'\t', "tab"}, {'|', "bar"}}

// ParseDialect parses the names of a delimiter (the character itself or its
// English name) and of an encoding; an empty name leaves it to be found out.
func ParseDialect(delimiter, encoding string) (Dialect, error) {
	d := Dialect{Encoding: encoding}
	if encoding != "" {
		if _, err := htmlindex.Get(encoding); err != nil {
			return d, fmt.Errorf("no encoding is called %q: write utf-8, utf-16le, windows-1252, iso-8859-15, macintosh or another name that browsers know", encoding)
		}
	}
	if delimiter == "" {
		return d, nil
	}
	for _, known := range delimiters {
		if delimiter == string(known.sign) || strings.TrimSuffix(delimiter, "s") == known.name {
			d.Delimiter = known.sign
			return d, nil
		}
	}
	return d, fmt.Errorf("no delimiter is called %q: write comma, semicolon, tab or bar", delimiter)
}

// decode returns the text of a file in UTF-8, and the name of its encoding where
// that is another one. Of what is no UTF-8, a file with a byte order mark or
// a zero in every second byte is UTF-16, one that is UTF-8 for the most part is
// damaged, and any other is Windows-1252, which contains Latin-1.
func (d Dialect) decode(path string, data []byte) (text []byte, name string, problem *diag.Problem) {
	from, name := d.encoding(data)
	if from == nil {
		data = bytes.TrimPrefix(data, []byte("\uFEFF"))
		return lineFeeds(data), "", damage(path, data)
	}
	text, err := from.NewDecoder().Bytes(data)
	if err != nil {
		return nil, "", fault(diag.Position{Path: path, Line: 1, Column: 1}, "save the file as CSV in UTF-8", "the file cannot be read as %s: %v", name, err)
	}
	if at := bytes.IndexRune(text, utf8.RuneError); at >= 0 {
		return nil, "", fault(diag.PositionAt(path, text, at), "name it with --encoding, or save the file as CSV in UTF-8",
			"the file is no UTF-8, and this character is none of %s", name)
	}
	return lineFeeds(bytes.TrimPrefix(text, []byte("\uFEFF"))), name, nil
}

// encoding returns the encoding of a file, nil for UTF-8.
func (d Dialect) encoding(data []byte) (encoding.Encoding, string) {
	if d.Encoding != "" {
		if e, err := htmlindex.Get(d.Encoding); err == nil && e != unicode.UTF8 {
			return e, d.Encoding
		}
		return nil, ""
	}
	order := unicode.LittleEndian
	switch {
	case bytes.HasPrefix(data, []byte{0xFF, 0xFE}) || zeros(data, 1):
	case bytes.HasPrefix(data, []byte{0xFE, 0xFF}) || zeros(data, 0):
		order = unicode.BigEndian
	case utf8.Valid(data) || mostlyUTF8(data):
		return nil, ""
	default:
		return charmap.Windows1252, "Windows-1252"
	}
	return unicode.UTF16(order, unicode.UseBOM), "UTF-16"
}

// zeros reports whether at least half of the bytes at odd places, or at even ones
// for from 0, are zero.
func zeros(data []byte, from int) bool {
	n := 0
	for i := from; i < len(data); i += 2 {
		if data[i] == 0 {
			n++
		}
	}
	return n > 0 && n >= len(data)/4
}

// mostlyUTF8 reports whether more characters beyond ASCII are UTF-8 than are not.
func mostlyUTF8(data []byte) bool {
	good, bad := 0, 0
	for at, size := 0, 0; at < len(data); at += size {
		var r rune
		r, size = utf8.DecodeRune(data[at:])
		switch {
		case r == utf8.RuneError && size == 1:
			bad++
		case size > 1:
			good++
		}
	}
	return good > bad
}

// damage returns a problem at the first byte that is no UTF-8, or nil.
func damage(path string, data []byte) *diag.Problem {
	for at, size := 0, 0; at < len(data); at += size {
		var r rune
		if r, size = utf8.DecodeRune(data[at:]); r == utf8.RuneError && size == 1 {
			return fault(diag.PositionAt(path, data, at), "save the file as CSV in UTF-8, or name its encoding with --encoding",
				"the byte 0x%02X is no UTF-8, and the rest of the file is", data[at])
		}
	}
	return nil
}

// lineFeeds ends the lines of a file that has carriage returns alone in line
// feeds.
func lineFeeds(data []byte) []byte {
	if bytes.IndexByte(data, '\n') < 0 {
		return bytes.ReplaceAll(data, []byte("\r"), []byte("\n"))
	}
	return data
}

// sampled is how many rows of a file are tried with each delimiter.
const sampled = 100

// delimiterOf returns the delimiter that cuts most of the first rows of a text
// into as many cells as the header has, and of those the one with most cells. It
// is the comma where none makes two columns.
func (d Dialect) delimiterOf(text []byte) rune {
	if d.Delimiter != 0 {
		return d.Delimiter
	}
	best, share, cells := ',', 0.0, 1
	for _, known := range delimiters {
		s, n := evenness(text, known.sign)
		if n > 1 && (s > share || s == share && n > cells) {
			best, share, cells = known.sign, s, n
		}
	}
	return best
}

// evenness returns which share of a text's first rows has as many cells as its
// header, the header included, and the cells of the header.
func evenness(text []byte, delimiter rune) (share float64, cells int) {
	r := csv.NewReader(bytes.NewReader(text))
	r.Comma, r.FieldsPerRecord, r.ReuseRecord = delimiter, -1, true
	even, rows := 0, 0
	for rows < sampled {
		row, err := r.Read()
		if row == nil && err != nil {
			break
		}
		if rows == 0 {
			cells = len(row)
		}
		rows++
		if err == nil && len(row) == cells {
			even++
		}
	}
	return float64(even) / float64(max(rows, 1)), cells
}

// Workbook reports whether a file is a spreadsheet program's own: a zip archive,
// as .xlsx and .ods are, or a compound document, as .xls is.
func Workbook(data []byte) bool {
	const compound = 0xE11AB1A1E011CFD0
	return bytes.HasPrefix(data, []byte("PK\x03\x04")) || len(data) >= 8 && binary.LittleEndian.Uint64(data) == compound
}
