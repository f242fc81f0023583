package search

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"pairbook/generator/test/here"
)

// manual is a handbook of so many sections with few words that are everywhere and
// many that are in some, as real ones have.
func manual(sections int) []Document {
	var all []Document
	for i := range sections {
		page := i / 5
		d := Document{Path: fmt.Sprintf("part/page-%d.html#s%d", page, i%5), Title: fmt.Sprintf("How to %s a %s", made("do", i%700), made("of", i%900)),
			Within: fmt.Sprintf("The %s of page %d", made("th", page%1500), page)}
		var text []string
		for j := range 70 {
			text = append(text, "the mentor and the mentee "[:4+(i+j)%22], made("w", (i*31+j*j*17)%40_000))
		}
		d.Text = strings.Join(strings.Fields(strings.Join(text, " ")), " ")
		all = append(all, d)
	}
	return append(all, Document{Path: "people/sigrun.html", Title: "Sigrún Fjarðardóttir", Text: "Safeguarding"},
		Document{Path: "a.html", Title: "Reconciliation", Text: "of the mentor with safeguarding"})
}

// made makes a word that can be said, another for each number.
func made(start string, n int) string {
	word := start
	for n += 50; n > 0; n /= 50 {
		word += "bdfglmnprs"[n%10:n%10+1] + "aeiou"[n/10%5:n/10%5+1]
	}
	return word
}

// TestFind asks a small index and a large one for the same, as somebody does who types.
func TestFind(t *testing.T) {
	queries := []string{"sigrun", "SIGRÚN f", "sigrnu", "ecrnciliation", "reconciliation mentor", "mentor reconciliation", "safegaurding", "nothinglikethis", "reconciliation nothinglikethis", "", "…"}
	want := map[string]string{"sigrun": "Sigrún Fjarðardóttir", "SIGRÚN f": "Sigrún Fjarðardóttir", "sigrnu": "Sigrún Fjarðardóttir", "ecrnciliation": "Reconciliation",
		"reconciliation mentor": "Reconciliation", "mentor reconciliation": "Reconciliation", "safegaurding": "Sigrún Fjarðardóttir", "reconciliation nothinglikethis": "Reconciliation"}
	for name, sections := range map[string]int{"small": 20, "large": 6000} {
		t.Run(name, func(t *testing.T) {
			files := write(t, manual(sections))
			if cut := len(files) > 50; cut != (name == "large") {
				t.Fatalf("%d files", len(files))
			}
			a := ask(t, files, question{Find: queries})
			for i, q := range queries {
				var titles []string
				for _, d := range a.Found[i].Best {
					titles = append(titles, d.Title)
				}
				if title, some := want[q]; some && !slices.Contains(titles[:min(2, len(titles))], title) || !some && len(titles) > 0 {
					t.Errorf("%q finds %q", q, titles)
				}
				if every := a.Found[i].Every; every != (!strings.Contains(q, "nothinglikethis")) {
					t.Errorf("%q is found with all of its words: %t", q, every)
				}
			}
			if got := a.Found[0].Best[0].Wanted; !slices.Equal(got, []string{"sigrun"}) {
				t.Errorf("of Sigrún, %q is marked", got)
			}
		})
	}
}

// TestFirstResultIsLight counts the bytes, not packed, of what is loaded for the first
// results in a site of 10,000 pages, or of 1,000: by a rare word, a common one, and a slip.
func TestFirstResultIsLight(t *testing.T) {
	here.OnlyWhole(t)
	sections, most := here.Cases(6000, 60_000), here.Cases(550_000, 1_000_000)
	files := write(t, manual(sections))
	size := map[string]int{}
	for _, f := range files {
		size[f.Name] = len(f.Body)
		if len(f.Body) > 500_000 {
			t.Errorf("%s has %d bytes", f.Name, len(f.Body))
		}
	}
	const scripts = 45_000 // search.js, finder.js, MiniSearch
	queries := []string{made("w", 1234), "mentor", "sigrun", "reconcilaition", "m"}
	a := ask(t, files, question{Find: queries, Alone: true})
	for i, q := range queries {
		sum := scripts + size[Directory]
		for _, name := range a.Found[i].Loaded {
			sum += size[name]
		}
		t.Logf("%q: %d bytes in %d files before the first result", q, sum, len(a.Found[i].Loaded)+1)
		if sum > most || a.Found[i].Total == 0 {
			t.Errorf("%q: %d bytes, %d found", q, sum, a.Found[i].Total)
		}
	}
}

// TestExcerpts marks words in what is shown, and cuts between words.
func TestExcerpts(t *testing.T) {
	long := strings.Repeat("some words before it ", 20) + "the Sigrún of it " + strings.Repeat("and words after ", 20)
	a := ask(t, nil, question{Excerpts: []excerpt{
		{"Sigrún and sigrun's", []string{"sigrun"}, 100},
		{"学校の規則", []string{"の規"}, 100},
		{long, []string{"sigrun"}, 60},
		{long, nil, 30},
		{"", nil, 30},
	}})
	want := [][][2]any{
		{{"Sigrún", true}, {" and ", false}, {"sigrun", true}, {"'s", false}},
		{{"学校", false}, {"の", true}, {"規", true}, {"則", false}},
		{{"… ", false}, {"before it the ", false}, {"Sigrún", true}, {" of it and words after and words after\u00a0…", false}},
		{{"some words before it some\u00a0…", false}},
		{},
	}
	if diff := cmp.Diff(want, a.Excerpts); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}
