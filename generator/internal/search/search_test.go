package search

import (
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
