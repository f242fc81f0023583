package search

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"pairbook/generator/internal/parallel"
)

// File is a script. All but the first have a name that their bytes are part of.
type File struct {
	Name string
	Body []byte
}

// Site is what a search is told besides the documents.
type Site struct {
	Kinds   []string `json:"kinds"`   // in words, for each kind of document
	Scripts []string `json:"scripts"` // that search, by their way from the directory
}

const (
	// Directory is the name of the first file.
	Directory = "search-index.js"

	mostInOne    = 400_000 // bytes of words in a file that is the only one, and of spelling
	mostInPart   = 64_000  // bytes of words in one of several files
	mostTexts    = 20_000  // bytes of texts in a file
	mostPostings = 1000    // that lead from a word to a field, in an index of several files
	mostText     = 1200    // bytes of a document's text that are shown
	mostTitle    = 300     // and of its title
	mostLengths  = 100_000 // documents of which the lengths are in one file
)

// directory is the data of the first file.
type directory struct {
	Site
	Documents int             `json:"documents"`
	Fields    [fields]string  `json:"fields"`
	Average   [fields]float64 `json:"average"`
	Digits    string          `json:"digits"` // of the lengths
	Lengths   []string        `json:"lengths"`
	Words     []string        `json:"words"`
	First     []string        `json:"first"`  // the first word of each file of words
	Common    []string        `json:"common"` // words whose file does not name all texts that hold them
	Texts     []string        `json:"texts"`
	From      []int           `json:"from"` // the first document of each file of texts
	Spelling  []string        `json:"spelling"`
}

// writer collects the files of an index.
type writer struct {
	files     []File
	directory directory
}

// Files writes an index of documents.
func Files(documents []Document, site Site) ([]File, error) {
	x := newIndex(documents)
	w := &writer{directory: directory{Site: site, Documents: len(documents), Fields: fieldNames, Average: x.average, Digits: digits,
		Words: []string{}, First: []string{}, Common: []string{}, Texts: []string{}, From: []int{}, Spelling: []string{}, Lengths: []string{}}}
	w.addLengths(x)
	w.addWords(x)
	w.addTexts(documents)
	body, err := json.Marshal(w.directory)
	if err != nil {
		return nil, fmt.Errorf("write the directory of the index: %w", err)
	}
	first := File{Directory, script("directory", body)}
	return slices.Insert(w.files, 0, first), nil
}

// script is a file that hands over its data.
func script(name string, data []byte) []byte {
	body := make([]byte, 0, len(data)+len(name)+20)
	body = append(body, "pairbookPart("...)
	body = appendQuoted(body, name)
	body = append(body, ',')
	body = append(body, data...)
	return append(body, ");\n"...)
}

// add adds a file and gives its name, which its data are part of.
func (w *writer) add(data []byte) string {
	sum := sha256.Sum256(data)
	name := "search-" + hex.EncodeToString(sum[:5]) + ".js"
	if !slices.ContainsFunc(w.files, func(f File) bool { return f.Name == name }) {
		w.files = append(w.files, File{name, script(name, data)})
	}
	return name
}

// digits are what a length is written with.
const digits = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_"

func (w *writer) addLengths(x *index) {
	for part := range slices.Chunk(x.lengths, mostLengths) {
		data := []byte{'"'}
		for _, l := range part {
			data = append(data, digits[l[0]], digits[l[1]], digits[l[2]/len(digits)], digits[l[2]%len(digits)])
		}
		w.directory.Lengths = append(w.directory.Lengths, w.add(append(data, '"')))
	}
}

// addWords adds the words in one file, or in several with their spelling.
func (w *writer) addWords(x *index) {
	data := []byte{'['}
	for _, word := range x.words {
		if data, _ = x.appendTerm(data, word, math.MaxInt); len(data) > mostInOne {
			w.addRanges(x)
			return
		}
	}
	if len(x.words) == 0 {
		return
	}
	data[len(data)-1] = ']'
	w.directory.First = x.words[:1]
	w.directory.Words = []string{w.add(data)}
}

// addRanges adds the words in files, each a range of them. It lists the words of
// which it leaves out texts.
func (w *writer) addRanges(x *index) {
	terms, cut := make([][]byte, len(x.words)), make([]bool, len(x.words))
	_ = parallel.Each(len(x.words), func(i int) error {
		terms[i], cut[i] = x.appendTerm(nil, x.words[i], mostPostings)
		return nil
	})
	data := []byte{'['}
	var spelling [][]string
	for i, word := range x.words {
		if len(data) > mostInPart {
			data[len(data)-1] = ']'
			w.directory.Words = append(w.directory.Words, w.add(data))
			data = data[:1]
		}
		if len(data) == 1 {
			w.directory.First = append(w.directory.First, word)
			spelling = append(spelling, nil)
		}
		data = append(data, terms[i]...)
		if cut[i] {
			w.directory.Common = append(w.directory.Common, word)
		}
		spelling[len(spelling)-1] = append(spelling[len(spelling)-1], word)
	}
	data[len(data)-1] = ']'
	w.directory.Words = append(w.directory.Words, w.add(data))
	w.addSpelling(spelling)
}

// appendTerm adds a word with those that hold it, and a comma. Of a field it names at
// most so many texts, and reports whether it left some out.
func (x *index) appendTerm(data []byte, word string, most int) (added []byte, cut bool) {
	data = append(data, '[')
	data = appendQuoted(data, word)
	data = append(data, ',', '{')
	for f, all := range x.postings(word) {
		if len(all) == 0 {
			continue
		}
		if len(all) > most {
			all, cut = x.best(all, f, most), true
		}
		data = append(data, '"', byte('0'+f), '"', ':', '{')
		for _, p := range all {
			data = append(data, '"')
			data = strconv.AppendUint(data, uint64(p.document), 10)
			data = append(data, '"', ':')
			data = strconv.AppendUint(data, uint64(p.count), 10)
			data = append(data, ',')
		}
		data[len(data)-1] = '}'
		data = append(data, ',')
	}
	data[len(data)-1] = '}'
	return append(data, ']', ','), cut
}

// addSpelling adds the words of each file, with spaces between them.
func (w *writer) addSpelling(words [][]string) {
	var part []string
	size := 0
	flush := func() {
		data := []byte{'['}
		for _, p := range part {
			data = append(appendQuoted(data, p), ',')
		}
		data[len(data)-1] = ']'
		w.directory.Spelling = append(w.directory.Spelling, w.add(data))
		part, size = nil, 0
	}
	for _, all := range words {
		joined := strings.Join(all, " ")
		if size > 0 && size+len(joined) > mostInOne {
			flush()
		}
		part, size = append(part, joined), size+len(joined)
	}
	flush()
}

// addTexts adds what is shown of the documents, in files.
func (w *writer) addTexts(documents []Document) {
	var data []byte
	for i, d := range documents {
		if len(data) == 0 {
			data = append(data, '[')
			w.directory.From = append(w.directory.From, i)
		}
		data = append(data, '[')
		data = strconv.AppendInt(data, int64(d.Kind), 10)
		for _, s := range [...]string{d.Path, cut(d.Title, mostTitle), cut(d.Within, mostTitle), cut(d.Text, mostText)} {
			data = append(data, ',')
			data = appendQuoted(data, s)
		}
		data = append(data, ']', ',')
		if len(data) > mostTexts || i == len(documents)-1 {
			data[len(data)-1] = ']'
			w.directory.Texts = append(w.directory.Texts, w.add(data))
			data = data[:0]
		}
	}
}

// cut cuts a text between two words.
func cut(text string, most int) string {
	if len(text) <= most {
		return text
	}
	for most > 0 && !utf8.RuneStart(text[most]) {
		most--
	}
	if space := strings.LastIndexByte(text[:most], ' '); space > 0 {
		most = space
	}
	return text[:most] + "\u00a0…"
}

// appendQuoted adds a string as JSON has it.
func appendQuoted(data []byte, s string) []byte {
	data = append(data, '"')
	done := 0
	for i := range len(s) {
		c := s[i]
		if c >= ' ' && c != '"' && c != '\\' {
			continue
		}
		data = append(data, s[done:i]...)
		done = i + 1
		if c < ' ' {
			data = append(data, '\\', 'u', '0', '0', "0123456789abcdef"[c>>4], "0123456789abcdef"[c&15])
		} else {
			data = append(data, '\\', c)
		}
	}
	return append(append(data, s[done:]...), '"')
}
