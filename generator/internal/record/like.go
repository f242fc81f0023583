package record

import (
	"bytes"
	"io/fs"

	"pairbook/generator/internal/diag"
)

// LoadLike is like [Load], for a repository that mostly equals one already loaded,
// such as another commit. It does not read a file if holds reports that the file has
// exactly the text of the record in like; the two repositories then share the record,
// which must not be changed. The result is the same as that of Load.
func LoadLike(fsys fs.FS, like *Repository, holds func(path string, text []byte) bool) (*Repository, diag.List, error) {
	k := &known{records: map[string]Record{}, holds: holds}
	for _, rec := range like.files() {
		k.records[rec.Where().Path] = rec
	}
	for path := range like.flawed {
		delete(k.records, path) // its text may not be what the file holds
	}
	return load(fsys, k, nil)
}

// known is the records of a repository already loaded.
type known struct {
	records map[string]Record
	holds   func(path string, text []byte) bool
}

// record returns the known record of a file that need not be read, or nil.
func (k *known) record(path string) Record {
	if k == nil {
		return nil
	}
	rec := k.records[path]
	if rec == nil || rec.Where().text == nil || rec.Where().Incomplete {
		return nil
	}
	// A file of these bytes has this text, unless it would be normalised once more.
	text := rec.Where().text
	if bytes.HasPrefix(text, []byte("\ufeff")) || bytes.Contains(text, []byte("\r\n")) || !k.holds(path, text) {
		return nil
	}
	return alone(rec)
}

// alone copies a record without the records that it refers to.
func alone(rec Record) Record {
	switch rec := rec.(type) {
	case *Cohort:
		c := *rec
		c.Enrolments, c.Pairings, c.Surveys, c.Attention, c.Gatherings = Table[PersonID, *Enrolment]{}, Table[PairingID, *Pairing]{}, nil, nil, nil
		return &c
	case *Pairing:
		p := *rec
		p.Plan, p.Sessions, p.ActionEnds = nil, nil, nil
		return &p
	case *Page:
		p := *rec
		p.Output = ""
		return &p
	}
	return rec
}

func flawed(problems diag.List) map[string]bool {
	paths := map[string]bool{}
	for _, p := range problems {
		paths[p.Path] = true
	}
	return paths
}
