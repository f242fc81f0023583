package check

import (
	"fmt"
	"io/fs"
	"math/big"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"

	"pairbook/generator/internal/diag"
)

// TestPersonalData writes addresses and numbers into a log in many spellings.
func TestPersonalData(t *testing.T) {
	const mail, telephone, account = "an e-mail address", "a telephone number", "the number of a bank account"
	for text, want := range map[string]string{
		"a@b.org": mail, "zuri.quill+x@mail.example.org": mail, "zuri@münchen.de": mail, "zuri＠b.org": mail, "zuri [at] b.org": mail, "zuri(at)b.org": mail,
		"zuri [at] b [dot] org": mail, "zuri (ät) b (punkt) org": mail, "zuri{at}b{dot}org": mail, "zuri&#64;b.org": mail, "зури@почта.рф": mail, "Zuri <zuri@b.org>,": mail,
		"+44 20 7946 0958": telephone, "2026-11-12 and 0161 496 0000": telephone, "(020) 7946 0958 on 2026-11-12": telephone,
		"DE89 3704 0044 0532 0130 00": account, "GB82WEST12345698765432": account, "iban: de89370400440532013000": account,

		"tel: 555-0123": telephone, "2026-11-12, tel: 5550123": telephone, "00442079460958": telephone, "0044 20 7946 0958": telephone, "555-867-5309": telephone, "NO9386011117947": account,
		"tel: 555-012": "", "555-867-530": "", "NO9386011117948": "",

		"we met at b.org": "", "look at (at) all": "", "@zuri": "", "see @zuri@social.example": "", "git@github.com:acme/mentoring.git": "", "a@b": "", "pkg@1.2.3": "",
		"the room (at the back) is b.org": "", "2026-11-12 2026-11-19 2026-11-26": "", "AB12 CDEF 1234 5678": "", "12:00 2026-11-12": "",
	} {
		files := repository(t, &txtar.Archive{})
		files[logPath] = &fstest.MapFile{Data: []byte("---\ndate: 2026-10-05\n---\nHere: " + text + "\n")}
		found := only(problemsIn(t, files, today), "personal-data")
		switch {
		case want == "" && len(found) > 0:
			t.Errorf("%q is taken for personal data: %v", text, found[0].Message)
		case want != "" && (len(found) != 1 || found[0].Message != "this looks like "+want+", and everybody who can read the repository would have it for good"):
			t.Errorf("%q is not found to be %s: %v", text, want, found)
		}
	}
}

// TestAnIBANIsAsLongAsSomeCountryHasIt takes numbers with valid check digits to both ends.
func TestAnIBANIsAsLongAsSomeCountryHasIt(t *testing.T) {
	for number, want := range map[string]bool{
		"NO9386011117947": true, "no93 8601 1117 947": true, "NO9386011117946": false, "GB82WEST12345698765432": true,
		checked("XX", 14): false, checked("XX", 15): true, checked("XX", 34): true, checked("XX", 35): false,
	} {
		if got := isIBAN([]byte(number)); got != want {
			t.Errorf("%s of %d characters: %v, not %v", number, len(number), got, want)
		}
	}
}

// checked is an account of zeros and a one in a country, with its check digits.
func checked(country string, length int) string {
	account := strings.Repeat("0", length-5) + "1"
	var number strings.Builder
	for _, r := range account + country {
		if r >= 'A' {
			r += 10 - 'A'
			fmt.Fprintf(&number, "%d", r)
			continue
		}
		number.WriteRune(r)
	}
	n, _ := new(big.Int).SetString(number.String()+"00", 10)
	return fmt.Sprintf("%s%02d%s", country, 98-n.Mod(n, big.NewInt(97)).Int64(), account)
}

// TestFindsSideBySideAreTwo drops what lies within another find, and nothing else.
func TestFindsSideBySideAreTwo(t *testing.T) {
	got := distinct([]match{{start: 5, end: 8, what: "c"}, {start: 0, end: 5, what: "a"}, {start: 0, end: 3, what: "b"}})
	if want := []match{{start: 0, end: 5, what: "a"}, {start: 5, end: 8, what: "c"}}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

// TestKeys puts a private key into files at the root, and elsewhere.
func TestKeys(t *testing.T) {
	key := "AGE-SECRET-KEY-1" + strings.Repeat("QPZRY9X8", 7)
	for name, c := range map[string]struct {
		data, want string
		mode       fs.FileMode
	}{
		"key.txt":         {"# created today\n" + key + "\n", "key.txt:2:1", 0},
		".env":            {"KEY=" + key, ".env:1:5", 0},
		"key":             {"é" + key, "key:1:2", 0},
		"public.txt":      {"# public key: age1qpzry9x8\n", "", 0},
		"README.md":       {"A private key begins with AGE-SECRET-KEY-1.\n", "", 0},
		"link":            {"key.txt", "", fs.ModeSymlink},
		"private/key.txt": {key, "", 0},
		"far.log":         {strings.Repeat("nothing\n", 9000) + key, "", 0},
	} {
		files := repository(t, &txtar.Archive{})
		files[name] = &fstest.MapFile{Data: []byte(c.data), Mode: c.mode}
		found := problemsIn(t, files, today)
		switch {
		case c.want == "" && len(found) > 0, c.want != "" && (len(found) != 1 || found[0].Position.String() != c.want || found[0].Rule != "secret" || found[0].Severity != diag.Warning):
			t.Errorf("%s: %v, want one at %q", name, found, c.want)
		}
		if said := printed(t, files, found); strings.Contains(said, key) {
			t.Errorf("of %s is printed\n%s", name, said)
		}
	}
}

func TestSpreadsheets(t *testing.T) {
	const row = "zuri,zuri@mail.example.org\n"
	wide := strings.Join(strings.Split("\ufeff"+row, ""), "\x00") + "\x00"
	for name, c := range map[string]struct {
		data string
		mode fs.FileMode
		want int
	}{
		"People.CSV": {row, 0, 1}, "people.tsv": {"zuri\t" + row, 0, 1}, "people.tab": {row, 0, 1}, "wide.csv": {wide, 0, 1}, "quoted.csv": {`"zuri","<zuri@münchen.de>"`, 0, 1}, "at.csv": {"zuri,zuri (at) b.org", 0, 1},
		"people.xlsx": {"", 0, 1}, "people.xls": {"", 0, 1}, "people.ODS": {"", 0, 1}, "people.xlsm": {"", 0, 1}, "people.fods": {"", 0, 1}, "people.numbers/Index.zip": {"", 0, 1}, "content/people.csv": {row, 0, 1},
		"figures.csv": {"month,meetings\n2026-10,12\n", 0, 0}, "empty.csv": {"", 0, 0}, "late.csv": {strings.Repeat("2026-10,12\n", 6000) + row, 0, 0}, "link.csv": {"people.txt", fs.ModeSymlink, 0},
		"people.txt": {row, 0, 0}, "private/people.csv": {row, 0, 0}, "private/people.xlsx": {"", 0, 0}, "content/form.xlsx": {"", 0, 0}, "content/form.ods": {"", 0, 0}, ".hidden.csv": {"", 0, 0},
	} {
		files := repository(t, &txtar.Archive{})
		files[name] = &fstest.MapFile{Data: []byte(c.data), Mode: c.mode}
		found := problemsIn(t, files, today)
		if len(found) != c.want || len(found) != len(only(found, "spreadsheet")) {
			t.Errorf("%s: %v", name, found)
		}
		if said := printed(t, files, found); strings.Contains(said, "zuri") {
			t.Errorf("of %s is printed\n%s", name, said)
		}
	}
	for _, name := range []string{"program/people.csv", "program/people/people.xlsx", "program/cohorts/autumn/enrolments/All.ODS"} {
		files := repository(t, &txtar.Archive{})
		files[name] = &fstest.MapFile{Data: []byte(row)}
		found := problemsIn(t, files, today)
		if len(found) != 1 || found[0].Rule != "unknown-file" || !strings.Contains(found[0].Hint, "private/") {
			t.Errorf("%s: %v", name, found)
		}
	}
}
