package check

import (
	"pairbook/generator/internal/diag"
	"pairbook/generator/internal/record"
)

// few is how many records anybody may delete at once: a small programme loses
// a quarter of itself in a morning's tidying.
const few = 8

// Deletions finds that more than a quarter of the records of base are gone. A
// file that was only moved is not, nor is a page of the handbook a record.
func Deletions(base, now *record.Repository) diag.List {
	before, after := texts(base), texts(now)
	moved := map[string]int{}
	for path, text := range after {
		if _, stayed := before[path]; !stayed {
			moved[text]++
		}
	}
	gone := 0
	for path, text := range before {
		switch _, stays := after[path]; {
		case stays || now.MayLieAt(path): // or was spoilt, which is a problem already
		case moved[text] > 0:
			moved[text]--
		default:
			gone++
		}
	}
	var found diag.List
	if gone >= few && gone*4 > len(before) {
		found.Errorf(top(record.SitePath), "mass-deletion",
			"bring back what was not meant, or delete in smaller steps; a coordinator who knows of it can merge this as it is",
			"%d of %d records are gone, which is over a quarter", gone, len(before))
	}
	return found
}

// texts are the records' files by path.
func texts(repo *record.Repository) map[string]string {
	by := map[string]string{}
	for _, rec := range repo.Records() {
		if _, page := rec.(*record.Page); !page && rec.Where().Text() != nil {
			by[rec.Where().Path] = string(rec.Where().Text())
		}
	}
	return by
}
