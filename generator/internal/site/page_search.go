package site

import (
	"cmp"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"pairbook/generator/internal/search"
	"pairbook/generator/internal/text"
	"pairbook/generator/internal/view"
)

// searchPlace is where the search is without a script: a list of what there is.
const searchPlace = "search.html"

// titlesPage lists all pages by their titles, or a stretch of them.
type titlesPage struct {
	Frame
	Letters []letter
}

// letter is the titles that begin with one.
type letter struct {
	ID, Letter string
	Titles     []title
}

type title struct {
	view.Link
	Within string

	initial, folded string // what it is put in order by
}

func (b *builder) addTitles(documents []search.Document) {
	var titles []title
	listedAlready := map[string]bool{}
	for _, d := range documents {
		if !strings.Contains(d.Path, "#") && !listedAlready[d.Path] {
			listedAlready[d.Path] = true
			folded := text.Unaccented(d.Title)
			titles = append(titles, title{view.Link{Words: d.Title, Path: unescapePath(d.Path)}, cmp.Or(d.Within, kindWords[d.Kind]), initial(folded), folded})
		}
	}
	slices.SortFunc(titles, func(a, b title) int {
		return cmp.Or(cmp.Compare(a.initial, b.initial), cmp.Compare(a.folded, b.folded), cmp.Compare(a.Words, b.Words), cmp.Compare(a.Path, b.Path))
	})
	parts := listed[title]{func(t title) string { return t.Words }, func(t title) int { return 60 + len(t.Words) + len(t.Path) + len(t.Within) }}.cut(searchPlace, titles, b.most)
	addStretches(b, "", "search", parts, func(f Frame, part stretch[title]) any {
		f.Summary = "Every page of this site, from A to Z."
		f.headed("Search", part.Words)
		return &titlesPage{f, letters(part.Items)}
	})
}

// unescapePath is a path again of which the address was made.
func unescapePath(address string) string {
	path, err := url.PathUnescape(address)
	if err != nil {
		return address
	}
	return path
}

// initial is the letter that a folded title is listed under; "" of one that begins
// with none.
func initial(folded string) string {
	if r, _ := utf8.DecodeRuneInString(folded); unicode.IsLetter(r) {
		return strings.ToUpper(string(r))
	}
	return ""
}

// letters puts titles in order under the letters that they begin with.
func letters(titles []title) []letter {
	var all []letter
	for _, t := range titles {
		if len(all) == 0 || all[len(all)-1].Letter != t.initial {
			all = append(all, letter{ID: fmt.Sprintf("pb-letter-%d", len(all)+1), Letter: t.initial})
		}
		last := &all[len(all)-1]
		last.Titles = append(last.Titles, t)
	}
	return all
}
