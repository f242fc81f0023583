package topic

import (
	_ "embed"
	"regexp"
	"strings"
	"sync"
)

//go:embed lexicon.txt
var lexiconText string

// tables is what the program knows of words besides their letters, from lexicon.txt.
type tables struct {
	readings                map[string][]reading // of words and of a few phrases
	roots                   map[string]string    // of forms that no rule finds
	endings                 []map[string]bool    // that make words of one root, by class
	spellings, languages    []replacement
	little, general, fields map[string]bool
}

// reading is words that stand for another word, and the sentence that says so.
type reading struct{ words, says string }

type replacement struct {
	from *regexp.Regexp
	to   string
}

var lexicon = sync.OnceValue(func() *tables {
	sections := map[string][]string{}
	heading := ""
	for line := range strings.Lines(lexiconText) {
		line = strings.TrimSpace(line)
		if name, is := strings.CutPrefix(line, "# "); is {
			heading, _, _ = strings.Cut(name, ":")
		} else if line != "" {
			sections[heading] = append(sections[heading], line)
		}
	}
	words := func(heading string) map[string]bool { return set(strings.Join(sections[heading], " ")) }
	t := &tables{readings: map[string][]reading{}, roots: map[string]string{}, little: words("little words"), general: words("general words"), fields: words("fields")}
	for _, kind := range [][2]string{
		{"short forms", "“%s” is short for “%s”"}, {"other words", "“%s” is another word for “%s”"}, {"other languages", "“%s” is “%s” in another language"},
	} {
		for _, line := range sections[kind[0]] {
			before, behind, _ := strings.Cut(line, " = ")
			for w := range strings.SplitSeq(before, " | ") {
				for words := range strings.SplitSeq(behind, " | ") {
					t.readings[w] = append(t.readings[w], reading{words, kind[1]})
				}
			}
		}
	}
	for _, line := range sections["irregular forms"] {
		forms := strings.Fields(line)
		for _, form := range forms {
			t.roots[form] = forms[0]
		}
	}
	for _, line := range sections["endings"] {
		class := set(line)
		class[""] = class["-"]
		t.endings = append(t.endings, class)
	}
	t.spellings, t.languages = replacements(sections["spellings"]), replacements(sections["languages"])
	return t
})

func replacements(lines []string) (all []replacement) {
	for _, line := range lines {
		from, to, _ := strings.Cut(line, " = ")
		all = append(all, replacement{regexp.MustCompile(from), to})
	}
	return all
}

func replace(w string, all []replacement) string {
	for _, r := range all {
		w = r.from.ReplaceAllString(w, r.to)
	}
	return w
}

// read returns what a folded word or phrase may stand for.
func (t *tables) read(w string) []reading {
	if all := t.readings[w]; all != nil {
		return all
	}
	return t.readings[singular(w)]
}

// root returns the singular of a word in one of its spellings.
func (t *tables) root(w string) string {
	if root := t.roots[w]; root != "" {
		return root
	}
	return replace(singular(w), t.spellings)
}

// bare returns a word without what languages write differently, so that “ecology”,
// “ecología” and “Ökologie” are almost the same.
func (t *tables) bare(w string) string { return replace(w, t.languages) }

// related reports whether two words begin alike, for four letters at least, and end as
// words of one root do.
func (t *tables) related(a, b string) bool {
	n := 0
	for n < min(len(a), len(b)) && a[n] == b[n] {
		n++
	}
	for ; n >= 4; n-- {
		for _, class := range t.endings {
			if class[a[n:]] && class[b[n:]] {
				return true
			}
		}
	}
	return false
}

// generic reports whether a topic may be the same without its last word; changed says that
// its others have another form, as in “Biology” and “Biological sciences”.
func generic(word string, changed bool) bool {
	return lexicon().general[word] || changed && lexicon().fields[word]
}
