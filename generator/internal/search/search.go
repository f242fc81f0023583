package search

import (
	"cmp"
	"maps"
	"math"
	"runtime"
	"slices"
	"strings"
	"unicode/utf16"

	"pairbook/generator/internal/parallel"
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

// index is an inverted index. Each processor makes one of its parts.
type index struct {
	parts   []*part
	words   []string      // in the order that JavaScript has
	lengths [][fields]int // by document, in words that differ
	average [fields]float64
}

// part is what the documents of a range hold.
type part struct {
	terms map[string]*[fields][]posting
}

// newIndex takes up the words of all documents.
func newIndex(documents []Document) *index {
	n := runtime.GOMAXPROCS(0)
	x := &index{parts: make([]*part, n), lengths: make([][fields]int, len(documents))}
	_ = parallel.Each(n, func(i int) error {
		x.parts[i] = x.read(documents, i*len(documents)/n, (i+1)*len(documents)/n)
		return nil
	})
	for _, p := range x.parts {
		x.words = slices.AppendSeq(x.words, maps.Keys(p.terms))
	}
	slices.SortFunc(x.words, compareUnits)
	x.words = slices.Compact(x.words)
	for i, lengths := range x.lengths {
		for f, length := range lengths {
			// The sum of the same numbers in the same order as MiniSearch's.
			x.average[f] = (float64(x.average[f]*float64(i)) + float64(length)) / float64(i+1)
		}
	}
	return x
}

// read takes up the words of the documents in [from,to), and sets their lengths.
func (x *index) read(documents []Document, from, to int) *part {
	p := &part{terms: map[string]*[fields][]posting{}}
	var document uint32
	var field int
	var room [][fields][]posting // for words to come
	found := words{use: func(word []byte) {
		term, known := p.terms[string(word)]
		if !known {
			if len(room) == 0 {
				room = make([][fields][]posting, 256)
			}
			term, room = &room[0], room[1:]
			p.terms[string(word)] = term
		}
		all := &term[field]
		if n := len(*all); n > 0 && (*all)[n-1].document == document {
			(*all)[n-1].count++
			return
		}
		*all = append(*all, posting{document, 1})
		x.lengths[document][field]++
	}}
	for i := from; i < to; i++ {
		document = uint32(i)
		for f, text := range [fields]string{documents[i].Title, documents[i].Within, documents[i].Text} {
			field = f
			found.of(text)
			x.lengths[i][f] = min(x.lengths[i][f], mostWords[f])
		}
	}
	return p
}

// postings are those of a word, in the order of the documents.
func (x *index) postings(word string) (all [fields][]posting) {
	for _, p := range x.parts {
		if term, holds := p.terms[word]; holds {
			for f := range all {
				all[f] = append(all[f], term[f]...)
			}
		}
	}
	return all
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
// documents.
func (x *index) best(all []posting, field, most int) []posting {
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
	return kept
}

// weight is what a posting adds to a document's score, but for a factor that all
// postings of the word share: BM25+ with the numbers of MiniSearch.
func (x *index) weight(p posting, field int) float32 {
	const k, b, d = 1.2, 0.7, 0.5
	count := float32(p.count)
	length := float32(x.lengths[p.document][field]) / float32(x.average[field])
	return d + float32(count*(k+1))/float32(count+float32(k*(1-b+float32(b*length))))
}
