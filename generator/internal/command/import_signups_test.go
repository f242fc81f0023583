package command

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"pairbook/generator/internal/private"
	"pairbook/generator/internal/signup"
	"pairbook/generator/test/here"
)

// westernLetters stand for the letters of the English form that Windows-1252 lacks.
var westernLetters = strings.NewReplacer("Ł", "L", "ł", "l", "ś", "s", "ą", "a")

// TestSignupsInAnyDialect imports two forms, as they are and in other dialects, and
// gets the same records by one command; again, it changes nothing.
func TestSignupsInAnyDialect(t *testing.T) {
	here.OnlyWhole(t)
	for form, people := range map[string]int{"english": 75, "german": 6} {
		raw, err := os.ReadFile("testdata/signups/" + form + ".csv")
		if err != nil {
			t.Fatal(err)
		}
		rows := cellsOf(t, westernLetters.Replace(string(raw)))
		var first map[string]string
		for _, dialect := range []struct {
			name string
			data []byte
		}{
			{"as-it-is.csv", written(t, rows, ',', encoding.Nop)},
			{"semicolons.csv", written(t, rows, ';', charmap.Windows1252)},
			{"tabs.txt", written(t, rows, '\t', unicode.UTF16(unicode.LittleEndian, unicode.UseBOM))},
			{"book.xlsx", workbookOf(t, rows)},
		} {
			got := signedUp(t, dialect.name, dialect.data)
			if first == nil {
				first = got
			}
			if diff := cmp.Diff(first, got); diff != "" {
				t.Errorf("%s, %s (-as it is):\n%s", form, dialect.name, diff)
			}
		}
		n := 0
		for path, text := range first {
			if strings.HasPrefix(path, "program/people/") {
				n++
			}
			if path != "program/site.yaml" && strings.Contains(text, "@") && !strings.HasPrefix(path, "private/") {
				t.Errorf("%s: %s has an address:\n%s", form, path, text)
			}
		}
		if n != people {
			t.Errorf("%s: %d people, want %d", form, n, people)
		}
		if got := strings.Count(first[private.ContactsPath], "@example.org"); got != people {
			t.Errorf("%s: %d addresses for %d people", form, got, people)
		}
	}
}

// signedUp imports sign-ups into a new programme, twice, and returns its files below
// program/ and private/contacts.csv.
func signedUp(t *testing.T, name string, data []byte) map[string]string {
	t.Helper()
	root := t.TempDir()
	file := filepath.Join(root, "private", name)
	now := time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)
	if status, _, stderr := pairbook(t, now, "init", root); status != statusFine {
		t.Fatal(stderr)
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, data, 0o666); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{" 0 changed. Next: ", ", nothing changed. Next: "} {
		status, stdout, stderr := pairbook(t, now, "import", "signups", file, "--cohort", "autumn", "--yes", "--write", "--root", root)
		if status != statusFine || !strings.Contains(stdout, want) {
			t.Fatalf("status %d, without %q:\n%s%s", status, want, stdout, stderr)
		}
	}
	files := map[string]string{}
	for _, pattern := range []string{"program/people/*", "program/topics/*", "program/cohorts/autumn/*.yaml", "program/cohorts/autumn/enrolments/*", private.ContactsPath} {
		found, err := filepath.Glob(filepath.Join(root, filepath.FromSlash(pattern)))
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range found {
			text, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			name, _ := filepath.Rel(root, path)
			files[filepath.ToSlash(name)] = string(text)
		}
	}
	return files
}

// TestNobodyIsLost finds every row of the English form as somebody's or left out.
func TestNobodyIsLost(t *testing.T) {
	root := t.TempDir()
	now := time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)
	pairbook(t, now, "init", root)
	for _, form := range []string{"english", "german"} {
		status, stdout, stderr := pairbook(t, now, "import", "signups", "testdata/signups/"+form+".csv", "--cohort", "autumn", "--format", "json", "--root", root)
		if status != statusFine {
			t.Fatal(stderr)
		}
		var p signup.Proposal
		if err := json.Unmarshal([]byte(stdout), &p); err != nil {
			t.Fatal(err)
		}
		rows := len(p.LeftOut)
		for _, who := range p.People {
			rows += len(who.Lines)
		}
		if rows != p.Rows {
			t.Errorf("%s: %d of %d rows are somebody's or left out", form, rows, p.Rows)
		}
		if strings.Contains(stdout, "@example") {
			t.Errorf("%s: the proposal has an address", form)
		}
	}
}

func cellsOf(t *testing.T, text string) [][]string {
	t.Helper()
	r := csv.NewReader(strings.NewReader(text))
	if line, _, _ := strings.Cut(text, "\n"); strings.Contains(line, ";") {
		r.Comma = ';'
	}
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func written(t *testing.T, rows [][]string, comma rune, in encoding.Encoding) []byte {
	t.Helper()
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	w.Comma, w.UseCRLF = comma, comma == ';'
	if err := w.WriteAll(rows); err != nil {
		t.Fatal(err)
	}
	data, err := in.NewEncoder().Bytes(out.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func workbookOf(t *testing.T, rows [][]string) []byte {
	t.Helper()
	book := excelize.NewFile()
	defer book.Close()
	for i, row := range rows {
		at, err := excelize.CoordinatesToCellName(1, i+1)
		if err == nil {
			err = book.SetSheetRow("Sheet1", at, &row)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	out, err := book.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}
