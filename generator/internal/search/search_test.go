package search

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestFiles shows the whole of a small index.
func TestFiles(t *testing.T) {
	files := write(t, []Document{
		{Kind: 0, Path: "a.html#b", Title: "A \"note\"", Within: "Part", Text: "Åse's note, note"},
		{Kind: 0, Path: "c.html", Title: "Part", Text: "back\\slash"},
	})
	var got []string
	for _, f := range files {
		got = append(got, f.Name+"\n"+string(f.Body))
	}
	want := []string{
		Directory + "\n" + `pairbookPart("directory",{"kinds":["Pages"],"scripts":[],"documents":2,"fields":["title","within","text"],"average":[1.5,0.5,2.5],` +
			`"digits":"` + digits + `","lengths":["LENGTHS"],"words":["WORDS"],"first":["a"],"common":[],"texts":["TEXTS"],"from":[0],"spelling":[]});` + "\n",
		`LENGTHS` + "\n" + `pairbookPart("LENGTHS","21031002");` + "\n",
		`WORDS` + "\n" + `pairbookPart("WORDS",[["a",{"0":{"0":1}}],["ase",{"2":{"0":1}}],["back",{"2":{"1":1}}],["note",{"0":{"0":1},"2":{"0":2}}],["part",{"0":{"1":1},"1":{"0":1}}],["s",{"2":{"0":1}}],["slash",{"2":{"1":1}}]]);` + "\n",
		`TEXTS` + "\n" + `pairbookPart("TEXTS",[[0,"a.html#b","A \"note\"","Part","Åse's note, note"],[0,"c.html","Part","","back\\slash"]]);` + "\n",
	}
	names := strings.NewReplacer(files[1].Name, "LENGTHS", files[2].Name, "WORDS", files[3].Name, "TEXTS")
	for i := range got {
		got[i] = names.Replace(got[i])
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestWords(t *testing.T) {
	for text, want := range map[string][]string{
		"Sigrún Þórsdóttir":            {"sigrun", "thorsdottir"},
		"ΟΔΟΣ, οδός":                   {"οδοσ", "οδοσ"},
		"Ёлка и ёж":                    {"елка", "и", "еж"},
		"हिन्दी עברית عربي":            {"हिन्दी", "עברית", "عربي"},
		"学校の規則":                        {"学校", "校の", "の規", "規則"},
		"学 word":                       {"学", "word"},
		"mentor's co-mentor 2½":        {"mentor", "s", "co", "mentor", "21", "2"},
		strings.Repeat("a", 50) + "-b": {strings.Repeat("a", 40), "b"},
		" ,. ":                         {},
		"AZ az 09 @[`{/:":              {"az", "az", "09"},
		strings.Repeat("é", 50) + "-ß": {strings.Repeat("e", 40), "ss"},
		"の":                            {"の"},
		"กินข":                         {"กิน", "นข"},
		"a学校b":                         {"a", "学校", "b"},
		"é学":                           {"e", "学"},
	} {
		if got := wordsOf(text); !slices.Equal(got, want) {
			t.Errorf("%q has the words %q, not %q", text, got, want)
		}
	}
}

// TestSameBytes writes an index twice, and its documents in the order they are given.
func TestSameBytes(t *testing.T) {
	one, other := write(t, library(300, 3)), write(t, library(300, 3))
	if diff := cmp.Diff(one, other); diff != "" {
		t.Errorf("the same documents give other bytes:\n%.500s", diff)
	}
	names := map[string]bool{}
	for _, f := range one {
		if names[f.Name] {
			t.Errorf("%s is there twice", f.Name)
		}
		names[f.Name] = true
	}
}

// TestHugeDocuments keeps files small, whatever a document holds.
func TestHugeDocuments(t *testing.T) {
	var many strings.Builder
	for i := range 20_000 {
		fmt.Fprintf(&many, "w%d ", i)
	}
	for _, f := range write(t, []Document{{Title: many.String(), Within: many.String(), Text: many.String()}, {Title: strings.Repeat("é", 100_000)}, {}}) {
		if len(f.Body) > 420_000 {
			t.Errorf("%s has %d bytes", f.Name, len(f.Body))
		}
	}
	if files := write(t, nil); len(files) != 1 {
		t.Errorf("of nothing there are %d files", len(files))
	}
}

// TestTextsAreCutBetweenWords cuts at the last space that has room, and a text without one
// between two characters.
func TestTextsAreCutBetweenWords(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text string
		most int
		want string
	}{
		{"some words", 10, "some words"},
		{"some words", 9, "some\u00a0…"},
		{"some words more", 10, "some\u00a0…"},
		{"some words more", 11, "some words\u00a0…"},
		{"somewords", 4, "some\u00a0…"},
		{" somewords", 4, " som\u00a0…"},
		{"ééé", 3, "é\u00a0…"},
		{"ééé", 1, "\u00a0…"},
	} {
		if got := cut(c.text, c.most); got != c.want {
			t.Errorf("%q is cut to %q, not %q", c.text, got, c.want)
		}
	}
}

// TestQuotedTextsAreJSON reads what is written with another's reader.
func TestQuotedTextsAreJSON(t *testing.T) {
	t.Parallel()
	for _, s := range []string{"", "plain", `"`, `\`, "a\"b\\c", "\x00\x01\x0f\x10\x1f ", "é\u2028\n\t"} {
		var got string
		if err := json.Unmarshal(appendQuoted(nil, s), &got); err != nil || got != s {
			t.Errorf("%q is read as %q: %v", s, got, err)
		}
	}
	if got := string(appendQuoted([]byte("x"), "a\x1fb\"c")); got != `x"a\u001fb\"c"` {
		t.Error(got)
	}
}

// TestWordsStandInTheOrderOfJavaScript compares them by their units of 16 bits.
func TestWordsStandInTheOrderOfJavaScript(t *testing.T) {
	t.Parallel()
	words := []string{"𝐚", "ﬁ", "a", "𝐚a", "ab", "é", "\uffff"}
	slices.SortFunc(words, compareUnits)
	if want := []string{"a", "ab", "é", "𝐚", "𝐚a", "ﬁ", "\uffff"}; !slices.Equal(words, want) {
		t.Errorf("%q, not %q", words, want)
	}
}

// TestTheBestTextsAreKept prefers a text that holds a word more often and is shorter, and
// the first of equal ones.
func TestTheBestTextsAreKept(t *testing.T) {
	t.Parallel()
	x := newIndex([]Document{{Text: "a b c d e f g"}, {Text: "a b"}, {Text: "a c"}, {Text: "a a a b"}, {Text: "b"}})
	for most, want := range map[int]string{1: "[{3 3}]", 2: "[{1 1} {3 3}]", 3: "[{1 1} {2 1} {3 3}]"} {
		data, cut := x.appendTerm(nil, "a", most)
		if got := fmt.Sprint(x.best(x.postings("a")[2], 2, most)); got != want || !cut || len(data) == 0 {
			t.Errorf("the best %d are %s, not %s; cut: %t", most, got, want, cut)
		}
	}
	for _, most := range []int{4, 5} {
		if data, cut := x.appendTerm(nil, "a", most); cut || string(data) != `["a",{"2":{"0":1,"1":1,"2":1,"3":3}}],` {
			t.Errorf("with room for %d: %s, cut: %t", most, data, cut)
		}
	}
}

// TestLengthsAreWordsThatDiffer counts a word once in each field, up to what is written.
func TestLengthsAreWordsThatDiffer(t *testing.T) {
	t.Parallel()
	var many strings.Builder
	for i := range 5000 {
		fmt.Fprintf(&many, "w%d ", i)
	}
	x := newIndex([]Document{{Title: "a A b", Within: "a", Text: "c c c"}, {Title: many.String(), Within: many.String(), Text: many.String()}, {}})
	if got := fmt.Sprint(x.lengths); got != "[[2 1 1] [63 63 4095] [0 0 0]]" {
		t.Error(got)
	}
	if got := fmt.Sprintf("%.3f", x.average); got != "[21.667 21.333 1365.333]" {
		t.Error(got)
	}
}

// TestTextsAreCutIntoFiles begins a file after the document with which one is full, and
// says with which document each begins.
func TestTextsAreCutIntoFiles(t *testing.T) {
	t.Parallel()
	w := &writer{}
	var documents []Document
	for i := range 40 {
		documents = append(documents, Document{Kind: i, Path: fmt.Sprint(i), Title: "t", Within: "w", Text: strings.Repeat("word ", 240)[:1199]})
	}
	w.addTexts(documents)
	if got := fmt.Sprint(w.directory.From); got != "[0 17 34]" || len(w.directory.Texts) != 3 || len(w.files) != 3 {
		t.Errorf("%s in %d files", got, len(w.files))
	}
	if body := string(w.files[1].Body); !strings.HasPrefix(body, `pairbookPart("`+w.directory.Texts[1]+`",[[17,"17","t","w","word word`) || !strings.HasSuffix(body, "word\"]]);\n") {
		t.Errorf("%.60s … %s", body, body[len(body)-20:])
	}
	w.addTexts(documents[:1])
	w.addTexts(documents[:1])
	if len(w.files) != 4 {
		t.Errorf("the same texts are in %d files", len(w.files)-3)
	}
}

// TestWordsOfASmallIndexAreInOneFile cuts an index when its words have more than one file
// holds, and lists the words for slips then.
func TestWordsOfASmallIndexAreInOneFile(t *testing.T) {
	t.Parallel()
	words := func(n int) []Document {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, "w%06d ", i) // 26 bytes in the index
		}
		return []Document{{Text: b.String()}}
	}
	for n, want := range map[int]int{0: 0, 1: 1, 15_384: 1, 15_385: 7} {
		x := newIndex(words(n))
		w := &writer{}
		w.addWords(x)
		d := w.directory
		if spelling := len(d.Spelling) > 0; len(d.Words) != want || len(d.First) != want || spelling != (want > 1) || len(d.Common) > 0 {
			t.Errorf("%d words are in %d files from %q; spelling: %t, common: %d", n, len(d.Words), d.First, spelling, len(d.Common))
		}
		for _, f := range w.files {
			var terms []any
			_, data, _ := strings.Cut(string(f.Body), ",")
			if err := json.Unmarshal([]byte(strings.TrimSuffix(data, ");\n")), &terms); err != nil || len(f.Body) > mostInOne+100 {
				t.Errorf("%s has %d bytes: %v", f.Name, len(f.Body), err)
			}
		}
	}
}

// TestSpellingIsCutIntoFiles begins a file before it is too large, and keeps the words of
// one file of words together.
func TestSpellingIsCutIntoFiles(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("x", mostInOne/2)
	for want, words := range map[string][][]string{
		`["a b","c"]`:                          {{"a", "b"}, {"c"}},
		`["` + long + `","` + long + `"]`:      {{long}, {long}},
		`["` + long + `","` + long + `"]["a"]`: {{long}, {long}, {"a"}},
		`["` + long + long + `x"]["a"]`:        {{long + long + "x"}, {"a"}},
	} {
		w := &writer{}
		w.addSpelling(words)
		got := ""
		for _, f := range w.files {
			_, data, _ := strings.Cut(string(f.Body), ",")
			got += strings.TrimSuffix(data, ");\n")
		}
		if got != want || len(w.directory.Spelling) != len(w.files) {
			t.Errorf("%d bytes in %d files, not %d: %.40s", len(got), len(w.files), len(want), got)
		}
	}
}

// TestLengthsAreCutIntoFiles writes two digits for long texts and one for other fields.
func TestLengthsAreCutIntoFiles(t *testing.T) {
	t.Parallel()
	w, x := &writer{}, &index{lengths: make([][fields]int, mostLengths+1)}
	x.lengths[mostLengths] = [fields]int{63, 10, 4094}
	w.addLengths(x)
	if len(w.files) != 2 || !strings.HasSuffix(string(w.files[1].Body), `,"_a_-");`+"\n") || len(w.directory.Lengths) != 2 {
		t.Errorf("%d files, the last %s", len(w.files), w.files[len(w.files)-1].Body)
	}
}
