package check

import (
	"pairbook/generator/internal/diag"
	"pairbook/generator/internal/record"
)

// few is the number of records that may always be deleted at once, because in a small
// programme a few are more than a quarter.
const few = 8

// Deletions reports a problem if now lacks more than a quarter of the records of base.
// Moved files are not missing, and handbook pages do not count.
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

// texts returns the texts of the records by path.
func texts(repo *record.Repository) map[string]string {
	by := map[string]string{}
	for _, rec := range repo.Records() {
		if _, page := rec.(*record.Page); !page && rec.Where().Text() != nil {
			by[rec.Where().Path] = string(rec.Where().Text())
		}
	}
	return by
}
