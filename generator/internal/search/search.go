package search

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode/utf16"
)

// Document is something that can be found.
type Document struct {
	Kind   int    // what it is among the kinds
	Path   string // where it is found, as an address
	Title  string
	Within string // what it is a part of, in words
	Text   string // its white space is single
}

// fieldNames are the fields that are searched.
var fieldNames = [fields]string{"title", "within", "text"}

const fields = 3

// mostWords is how many words a field may have in each place of lengths; longer
// ones count as that long.
var mostWords = [fields]int{len(digits) - 1, len(digits) - 1, len(digits)*len(digits) - 1}

// posting says that a field of a document holds a word, and how often.
type posting struct{ document, count uint32 }

// index is an inverted index.
type index struct {
	terms    map[string]uint32
	words    []string            // by term
	postings [][fields][]posting // by term
	lengths  [][fields]int       // by document, in words that differ
	average  [fields]float64     // of lengths
}

// newIndex takes up the words of all documents.
func newIndex(documents []Document) *index {
	x := &index{terms: map[string]uint32{}, lengths: make([][fields]int, len(documents))}
	var document uint32
	var field int
	found := words{use: func(word []byte) {
		term, known := x.terms[string(word)]
		if !known {
			term = uint32(len(x.words))
			x.words = append(x.words, string(word))
			x.terms[x.words[term]] = term
			x.postings = append(x.postings, [fields][]posting{})
		}
		all := &x.postings[term][field]
		if n := len(*all); n > 0 && (*all)[n-1].document == document {
			(*all)[n-1].count++
			return
		}
		*all = append(*all, posting{document, 1})
		x.lengths[document][field]++
	}}
	for i, d := range documents {
		document = uint32(i)
		for f, text := range [fields]string{d.Title, d.Within, d.Text} {
			field = f
			found.of(text)
			x.lengths[i][f] = min(x.lengths[i][f], mostWords[f])
			// The sum of the same numbers in the same order as MiniSearch's.
			x.average[f] = (float64(x.average[f]*float64(i)) + float64(x.lengths[i][f])) / float64(i+1)
		}
	}
	return x
}

// sorted lists the terms by their words, in the order that JavaScript has.
func (x *index) sorted() []uint32 {
	order := make([]uint32, len(x.words))
	for i := range order {
		order[i] = uint32(i)
	}
	slices.SortFunc(order, func(a, b uint32) int { return compareUnits(x.words[a], x.words[b]) })
	return order
}

// compareUnits compares words by their units in UTF-16, as JavaScript does. That
// differs from the order of bytes beyond the characters of 16 bits alone.
func compareUnits(a, b string) int {
	beyond := func(r rune) bool { return r > 0xffff }
	if strings.IndexFunc(a, beyond) < 0 && strings.IndexFunc(b, beyond) < 0 {
		return cmp.Compare(a, b)
	}
	return slices.Compare(utf16.Encode([]rune(a)), utf16.Encode([]rune(b)))
}

// best keeps the postings of a text that say the most, in the order of the
// documents, and reports whether some were left out.
func (x *index) best(all []posting, field, most int) ([]posting, bool) {
	if len(all) <= most {
		return all, false
	}
	// Each key orders by weight, the heaviest first, and then by document; where it was
	// is in its last bits.
	keys := make([]uint64, len(all))
	for i, p := range all {
		keys[i] = uint64(^math.Float32bits(x.weight(p, field)))<<32 | uint64(i)
	}
	slices.Sort(keys)
	kept := make([]posting, most)
	for i, key := range keys[:most] {
		kept[i] = all[uint32(key)]
	}
	slices.SortFunc(kept, func(a, b posting) int { return cmp.Compare(a.document, b.document) })
	return kept, true
}

// weight is what a posting adds to a document's score, but for a factor that all
// postings of the word share: BM25+ with the numbers of MiniSearch.
func (x *index) weight(p posting, field int) float32 {
	const k, b, d = 1.2, 0.7, 0.5
	count := float32(p.count)
	length := float32(x.lengths[p.document][field]) / float32(x.average[field])
	return d + float32(count*(k+1))/float32(count+float32(k*(1-b+float32(b*length))))
}
