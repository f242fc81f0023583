package search

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"pairbook/generator/internal/text"
	"pairbook/generator/test/here"
	"pairbook/themes"
)

// question is what testdata/node.js is asked.
type question struct {
	Fold      []string   `json:"fold,omitempty"`
	Words     []string   `json:"words,omitempty"`
	Excerpts  []excerpt  `json:"excerpts,omitempty"`
	Documents []Document `json:"documents,omitempty"` // to make an index of and compare it
	Queries   []string   `json:"queries,omitempty"`   // to ask both
	Find      []string   `json:"find,omitempty"`      // to ask the finder
	Alone     bool       `json:"alone,omitempty"`     // to ask a new finder for each
}

type excerpt struct {
	Text   string   `json:"text"`
	Wanted []string `json:"wanted"`
	Most   int      `json:"most"`
}

type answer struct {
	Folded   []string
	Words    [][]string
	Excerpts [][][2]any
	Compared struct {
		Tables, Words int      // how many are compared
		Differ        []string // the first differences
		Common        map[string]struct{ Own, Written map[string]map[string]int }
		Results       [][2][]result
	}
	Found []found
}

type result struct {
	ID    int
	Score float64
	Terms []string
}

type found struct {
	Total  int
	Every  bool
	Loaded []string
	Best   []struct {
		Kind                      int
		Path, Title, Within, Text string
		Wanted                    []string
	}
}

// ask runs the scripts of the theme on the files of an index, or skips the test
// where there is no Node.
func ask(t *testing.T, files []File, q question) answer {
	t.Helper()
	node, err := exec.LookPath("node")
	if err != nil {
		here.Lacks(t, "PAIRBOOK_NEED_NODE", "there is no node: the index was not compared with one that MiniSearch makes (install Node.js to run this test)")
	}
	dir := t.TempDir()
	for _, name := range []string{"minisearch.js", "finder.js"} {
		body, err := fs.ReadFile(themes.Default(), "assets/"+name)
		if err != nil {
			t.Fatal(err)
		}
		files = append(slices.Clone(files), File{name, body})
	}
	for _, f := range files {
		if err := os.WriteFile(filepath.Join(dir, f.Name), f.Body, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	asked, err := json.Marshal(q)
	if err != nil {
		t.Fatal(err)
	}
	c := exec.Command(node, "testdata/node.js", dir)
	c.Stdin = bytes.NewReader(asked)
	var said bytes.Buffer
	c.Stderr = &said
	out, err := c.Output()
	if err != nil {
		t.Fatalf("node: %v\n%s", err, said.String())
	}
	var a answer
	if err := json.Unmarshal(out, &a); err != nil {
		t.Fatalf("node says %.200s: %v", out, err)
	}
	return a
}

func write(t *testing.T, documents []Document) []File {
	t.Helper()
	files, err := Files(documents, Site{Kinds: []string{"Pages"}, Scripts: []string{}})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// library is documents of some size, the same for the same seed: a few words that
// are everywhere, many that are rare, in several scripts.
func library(documents int, seed uint64) []Document {
	random := rand.New(rand.NewPCG(seed, 1))
	starts := []string{"men", "Gö", "sig", "tor", "pra", "ʻO", "Жи", "συ", "の学", "สวัส", "__proto__", "constructor", "mа", "ﬁn", "한국", "x"}
	endings := []string{"tor", "rún", "ing", "tice", "вет", "ς", "校", "ดี", "é", "", "-2", "'s", "ﬂ", "어"}
	word := func() string {
		if random.IntN(3) == 0 {
			return []string{"the", "of", "meeting", "Goal,", "a", "and."}[random.IntN(6)]
		}
		return fmt.Sprintf("%s%s%s", starts[random.IntN(len(starts))], endings[random.IntN(len(endings))], strings.Repeat("n", random.IntN(6))+fmt.Sprint(random.IntN(40)))
	}
	words := func(n int) string {
		var all []string
		for range n {
			all = append(all, word())
		}
		return strings.Join(all, " ")
	}
	all := make([]Document, documents)
	for i := range all {
		all[i] = Document{Path: fmt.Sprintf("p/%d.html", i), Title: words(1 + random.IntN(3)), Within: words(random.IntN(3)), Text: words(random.IntN(60))}
	}
	return all
}

// compared tells where the tables of the two indexes differ.
func compared(t *testing.T, a answer) {
	t.Helper()
	if a.Compared.Tables < 9 || a.Compared.Words < 1000 {
		t.Errorf("%d tables and %d words were compared", a.Compared.Tables, a.Compared.Words)
	}
	for _, difference := range a.Compared.Differ {
		t.Errorf("%.300s", difference)
	}
}

// TestIndexIsMiniSearchs compares a written index with one that MiniSearch makes of
// the same documents: its tables, and what it answers.
func TestIndexIsMiniSearchs(t *testing.T) {
	documents := append(library(200, 7), Document{Title: "Sigrún Þórsdóttir", Text: "Mentoring Ærø straße ΟΔΌΣ İstanbul œuvre " + strings.Repeat("long", 30)}, Document{})
	queries := []string{"sigrun", "thorsd", "mentorign", "practice", "οδος", "istanbul", "strasse", "oeuvre", "学校", "__proto__", "constructor", "the meeting", "menting", "한국", "สวัส", "longlonglong", "nobody holds this"}
	a := ask(t, write(t, documents), question{Documents: documents, Queries: queries})
	compared(t, a)
	for i, q := range queries {
		own, written := a.Compared.Results[i][0], a.Compared.Results[i][1]
		byID := func(a, b result) int { return a.ID - b.ID }
		slices.SortFunc(own, byID)
		slices.SortFunc(written, byID)
		if len(own) == 0 != (q == "nobody holds this") {
			t.Errorf("%s: %d are found", q, len(own))
		}
		near := func(a, b result) bool { return a.ID == b.ID && math.Abs(a.Score-b.Score) < 1e-9 }
		if !slices.EqualFunc(own, written, near) {
			t.Errorf("%s: %v\nand in MiniSearch's own index %v", q, written, own)
		}
	}
}

// TestCutIndexIsMiniSearchs does the same with an index in several files. Of words
// that are common it leaves some texts out, and nothing else.
func TestCutIndexIsMiniSearchs(t *testing.T) {
	here.OnlyWhole(t)
	documents := library(1600, 8)
	files := write(t, documents)
	a := ask(t, files, question{Documents: documents})
	compared(t, a)
	for word, common := range a.Compared.Common {
		most := 0
		for field, all := range common.Written {
			most = max(most, len(all))
			for document, count := range all {
				if common.Own[field][document] != count {
					t.Errorf("%s: %d times in document %s, and not %d", word, common.Own[field][document], document, count)
				}
			}
			if len(all) != min(mostPostings, len(common.Own[field])) {
				t.Errorf("%s leads to %d documents in a field of which %d hold it", word, len(all), len(common.Own[field]))
			}
		}
		if most != mostPostings {
			t.Errorf("%s is said to be common and leads to %d documents", word, most)
		}
	}
	if len(a.Compared.Common) < 3 {
		t.Errorf("%d words are common", len(a.Compared.Common))
	}
	for _, f := range files {
		if len(f.Body) > 450_000 {
			t.Errorf("%s has %d bytes", f.Name, len(f.Body))
		}
	}
	if len(files) < 20 {
		t.Errorf("%d files", len(files))
	}
}

// TestFoldsAsJavaScript folds every character, alone and within a word.
func TestFoldsAsJavaScript(t *testing.T) {
	here.OnlyWhole(t)
	var texts []string
	for r := rune(0); r <= unicode.MaxRune; r++ {
		// What is not assigned yet, a newer Unicode may know.
		if utf8.ValidRune(r) && unicode.In(r, unicode.L, unicode.M, unicode.N, unicode.P, unicode.S, unicode.Z) && !unicode.Is(unicode.Han, r) && !unicode.Is(unicode.Hangul, r) {
			texts = append(texts, string(r)+" a"+string(r)+"b")
		}
	}
	texts = append(texts, "学校の規則です", "กำลังใจ", "한국어", "ΣΊΣΥΦΟΣ", "ÁB", "Mentor's co-mentor, 2½ Kč", strings.Repeat("é", 90), "がき", "")
	a := ask(t, nil, question{Fold: texts, Words: texts})
	for i, s := range texts {
		if got := text.Unaccented(s); got != a.Folded[i] {
			t.Errorf("%q is folded to %q, and in a browser to %q", s, got, a.Folded[i])
		}
		if got := wordsOf(s); !slices.Equal(got, a.Words[i]) {
			t.Errorf("%q has the words %q, and in a browser %q", s, got, a.Words[i])
		}
	}
}

// wordsOf is all words of a text.
func wordsOf(text string) []string {
	all := []string{}
	w := words{use: func(word []byte) { all = append(all, string(word)) }}
	w.of(text)
	return all
}
