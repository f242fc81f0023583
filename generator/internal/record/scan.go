package record

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"pairbook/generator/internal/diag"
	"pairbook/generator/internal/parallel"
	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/text"
	"pairbook/generator/internal/when"
)

// file is a file to be read.
type file struct {
	path  string
	size  int64 // of an asset, which is not read
	kind  *kind // nil for a file of content/
	stars []string
}

// scanner lists the files to be read, reports those that cannot be a record or a page,
// and keeps a list of them.
type scanner struct {
	fsys     fs.FS
	found    []file
	problems *diag.List
	unread   unread
	keys     []diag.Position
}

// scan lists the files under program/ and content/ and the misplaced spreadsheets. It
// never follows a symbolic link.
func (s *scanner) scan() (records, content []file, tables []Spreadsheet, err error) {
	top, err := fs.ReadDir(s.fsys, ".")
	if err != nil {
		return nil, nil, nil, fmt.Errorf("list the repository's root: %w", err)
	}
	for _, name := range []string{"content", "program"} {
		i := slices.IndexFunc(top, func(e fs.DirEntry) bool { return e.Name() == name })
		if i < 0 {
			continue
		}
		if err := s.walk(name, top[i]); err != nil {
			return nil, nil, nil, err
		}
		if name == "content" {
			content, s.found = s.found, nil
		}
	}
	records = s.found
	if tables, err = s.spreadsheets(top, content); err == nil {
		err = s.privateKeys(top)
	}
	return records, content, tables, err
}

// walk finds the regular files below an entry, in order.
func (s *scanner) walk(at string, entry fs.DirEntry) error {
	switch {
	case strings.HasPrefix(entry.Name(), "."):
		return nil
	case !s.ordinary(at, entry):
		s.unread.add(at)
		return nil
	case !entry.IsDir():
		return s.leaf(at, entry)
	}
	entries, err := fs.ReadDir(s.fsys, at)
	if err != nil {
		return fmt.Errorf("list %s: %w", at, err)
	}
	sameNames(at, entries, s.problems)
	if len(entries) >= manyEntries {
		return s.spread(at, entries)
	}
	for _, e := range entries {
		if err := s.walk(at+"/"+e.Name(), e); err != nil {
			return err
		}
	}
	return nil
}

// manyEntries is how many entries of a folder are worth more than one processor.
const manyEntries = 32

// spread walks the entries of a folder on all processors, and finds the same as
// walking one after the other.
func (s *scanner) spread(at string, entries []fs.DirEntry) error {
	scanners := make([]scanner, len(entries))
	err := parallel.Each(len(entries), func(i int) error {
		scanners[i] = scanner{fsys: s.fsys, problems: &diag.List{}}
		return scanners[i].walk(at+"/"+entries[i].Name(), entries[i])
	})
	if err != nil {
		return err
	}
	for _, one := range scanners {
		s.found = append(s.found, one.found...)
		*s.problems = append(*s.problems, *one.problems...)
		s.unread.merge(one.unread)
	}
	return nil
}

// leaf finds a file, if it is to be read or is an asset.
func (s *scanner) leaf(at string, entry fs.DirEntry) error {
	f := file{path: at}
	if at != "content" && !strings.HasPrefix(at, "content/") {
		if s.place(&f) {
			s.found = append(s.found, f)
		}
		return nil
	}
	if !isPage(at) {
		info, err := entry.Info()
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("ask for the size of %s: %w", at, err)
		}
		f.size = info.Size()
	}
	s.found = append(s.found, f)
	return nil
}

// ordinary reports whether an entry is a regular file or a folder with a portable
// name, and adds a problem if it is not.
func (s *scanner) ordinary(at string, entry fs.DirEntry) bool {
	here := func() diag.Position { return diag.Position{Path: printable(at), Line: 1, Column: 1} }
	switch {
	case entry.Type()&fs.ModeSymlink != 0:
		s.problems.Errorf(here(), "symlink", "put the file itself here", "this is a symbolic link, and links are not followed")
	case !entry.IsDir() && !entry.Type().IsRegular():
		s.problems.Errorf(here(), "special-file", "delete it", "this is no ordinary file, and it was not opened")
	default:
		return portable(at, s.problems)
	}
	return false
}

// sameNames adds a problem for names in a folder that are the same on some systems.
func sameNames(folder string, entries []fs.DirEntry, problems *diag.List) {
	first := map[string]string{}
	for _, e := range entries {
		if !utf8.ValidString(e.Name()) {
			continue // which letters it would have is anybody's guess
		}
		key := text.Fold(e.Name())
		if other, twice := first[key]; twice {
			at := diag.Position{Path: printable(path.Join(folder, e.Name())), Line: 1, Column: 1}
			problems.Errorf(at, "same-name", "rename one of the two", "%s and %s are one name on systems that fold case or accents", quoted(other, e.Name()), quoted(e.Name(), other))
			continue
		}
		first[key] = e.Name()
	}
}

// quoted quotes a name, with its code points if the other name looks the same.
func quoted(name, other string) string {
	if norm.NFC.String(name) == norm.NFC.String(other) {
		return strconv.QuoteToASCII(name)
	}
	return strconv.Quote(name)
}

// place determines the kind of a file under program/ and reports misplaced ones.
func (s *scanner) place(f *file) bool {
	if strings.EqualFold(path.Base(f.path), "README.md") {
		return false
	}
	if !s.know(f) {
		s.unread.add(f.path)
		return false
	}
	return true
}

// know sets the kind and the ids of a file.
func (s *scanner) know(f *file) bool {
	at := diag.Position{Path: f.path, Line: 1, Column: 1}
	f.kind, f.stars = match(f.path)
	if f.kind == nil {
		if leftover(f.path) {
			s.problems.Warnf(at, "unknown-file", "delete it, or let git ignore it: *~, *.orig", "an editor or a merge left it here, and nothing reads it")
			return false
		}
		hint := rename(f.path)
		if plainTable(f.path) || workbook(f.path) {
			hint = "move it to private/, which git leaves out; pairbook import reads it there"
		}
		if slices.Contains(pictures, strings.ToLower(path.Ext(f.path))) {
			hint = "move the picture to content/, which the site shows pictures from"
		}
		s.problems.Errorf(at, "unknown-file", hint, "no record lies here")
		return false
	}
	for i, star := range f.stars {
		if i == len(f.stars)-1 && (f.kind.isLog() || f.kind.name == "survey" || f.kind.name == "attention") {
			return s.dated(f, star)
		}
		if !ValidID(star) {
			hint := ""
			if lower := strings.ToLower(star); ValidID(lower) {
				hint = fmt.Sprintf("name it %q", lower)
			}
			s.problems.Errorf(at, "path", hint, "%q is no id; an id has small letters, digits and hyphens, at most 64, a letter or digit first", star)
			return false
		}
	}
	return true
}

// dated checks the date in a file's name.
func (s *scanner) dated(f *file, name string) bool {
	form, day, want := sessionForm, 1, "2026-11-12.md, or 2026-11-12-2.md for a second log of the day"
	switch f.kind.name {
	case "survey":
		form, want = surveyForm, "2026-11-12-SURVEY.yaml"
	case "attention":
		form, day, want = noticeForm, 2, "PAIRING-2026-11-12.yaml"
	}
	m := form().FindStringSubmatch(name)
	if m != nil {
		rest := m[3-day]
		_, err := when.ParseDate(m[day])
		if err == nil && (f.kind.isLog() || ValidID(rest)) {
			return true
		}
	}
	if day := padded(name); f.kind.isLog() && day != "" {
		want = day + ".md"
	} else if f.kind.isLog() {
		want = cmp.Or(s.nameOfLog(f), want)
	}
	s.problems.Errorf(diag.Position{Path: f.path, Line: 1, Column: 1}, "path", "name it "+want, "the name %q does not say its day", path.Base(f.path))
	return false
}

// rename returns a hint for a file that is no record: the name that would make it one,
// or else what lies where it is.
func rename(file string) string {
	stem := file
	for slices.Contains([]string{".yaml", ".yml", ".md", ".markdown", ".txt"}, strings.ToLower(path.Ext(stem))) {
		stem = stem[:len(stem)-len(path.Ext(stem))]
	}
	for _, ending := range []string{".yaml", ".md"} {
		kind, _ := match(stem + ending)
		if kind == nil || stem == file {
			continue
		}
		name := path.Base(stem)
		switch {
		case kind.isLog():
			name = padded(name)
		case kind.name == "survey" && !surveyForm().MatchString(name), kind.name == "attention" && !noticeForm().MatchString(name):
			name = ""
		}
		if name != "" {
			return "name it " + name + ending
		}
	}
	return whatLies(file)
}

// leftover reports whether a file has the name that editors, merges and patches give
// to what they leave beside another.
func leftover(file string) bool {
	name := path.Base(file)
	return strings.HasSuffix(name, "~") || strings.HasSuffix(name, "#") && strings.HasPrefix(name, "#") ||
		slices.Contains([]string{".orig", ".rej", ".bak", ".swp"}, path.Ext(name))
}

// whatLies says what records and folders are in the nearest folder of a file that has any.
func whatLies(file string) string {
	elements := strings.Split(file, "/")
	for depth := len(elements) - 1; depth > 0; depth-- {
		var names []string
		for i := range kinds {
			pattern := kinds[i].pattern
			head := kind{pattern: pattern[:min(depth, len(pattern))]}
			if _, fits := head.fits(elements[:depth]); !fits || len(pattern) <= depth {
				continue
			}
			name := strings.Replace(pattern[depth], "*", example(&kinds[i], depth == len(pattern)-1), 1)
			if depth < len(pattern)-1 {
				name += "/"
			}
			if !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
		if len(names) > 0 {
			return fmt.Sprintf("what %s/ holds is called %s", strings.Join(elements[:depth], "/"), prose.List(names))
		}
	}
	return ""
}

// example returns what stands for the star in the name of a record of a kind, or of a
// folder of such records.
func example(k *kind, last bool) string {
	switch {
	case last && k.isLog():
		return "2026-11-12"
	case last && k.name == "survey":
		return "2026-11-12-SURVEY"
	case last && k.name == "attention":
		return "PAIRING-2026-11-12"
	}
	return "ID"
}

// padded returns the name of a log, without its ending, with two digits for the month
// and the day, "" for what is no day.
func padded(name string) string {
	m := looseForm().FindStringSubmatch(name)
	if m == nil {
		return ""
	}
	two := func(digits string) string { return ("0" + digits)[len(digits)-1:] }
	day, err := when.ParseDate(m[1] + "-" + two(m[2]) + "-" + two(m[3]))
	if err != nil {
		return ""
	}
	return day.String() + m[4]
}

var looseForm = text.Pattern(`^(\d{4})-(\d{1,2})-(\d{1,2})(-(?:[2-9]|[1-9]\d))?$`)

var dateLine = text.Pattern(`(?m)^date:[ \t]*(\d{4}-\d{2}-\d{2})[ \t]*$`)

// nameOfLog returns the name that a log should have according to the date in it, or ""
// if that cannot be read.
func (s *scanner) nameOfLog(f *file) string {
	raw, _, err := f.bytes(s.fsys)
	m := dateLine().FindSubmatch(text.Normalise(raw))
	if err != nil || m == nil {
		return ""
	}
	if _, err := when.ParseDate(string(m[1])); err != nil {
		return ""
	}
	for n := 1; n < 100; n++ {
		name := string(m[1]) + ".md"
		if n > 1 {
			name = fmt.Sprintf("%s-%d.md", m[1], n)
		}
		if _, err := fs.Stat(s.fsys, path.Join(path.Dir(f.path), name)); errors.Is(err, fs.ErrNotExist) {
			return name
		}
	}
	return ""
}
