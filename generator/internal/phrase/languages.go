package phrase

import (
	"slices"
	"strings"
	"sync"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// languages maps the folded names of languages, in the languages that forms are
// written in and in each itself, and their codes, to codes of two letters.
var languages = sync.OnceValue(func() map[string]string {
	by := map[string]string{}
	for a := 'a'; a <= 'z'; a++ {
		for b := 'a'; b <= 'z'; b++ {
			code := string([]rune{a, b})
			base, err := language.ParseBase(code)
			if err != nil || base.String() != code {
				continue
			}
			tag, known := language.Make(code), false
			for _, names := range append(namers(), display.Self) {
				if name := Fold(names.Name(tag)); name != "" {
					by[name], known = code, true
				}
			}
			if known {
				by[code] = code
			}
		}
	}
	return by
})

func namers() []display.Namer {
	var all []display.Namer
	for _, tag := range spoken() {
		all = append(all, display.Languages(tag))
	}
	return all
}

// Language reads the name of one language, or its code, as a code of two letters or
// a tag such as pt-BR. How well somebody speaks it is left out.
func Language(s string) (string, bool) {
	s, _, _ = strings.Cut(s, "(")
	s = strings.TrimSpace(s)
	if code, ok := languages()[Fold(s)]; ok {
		return code, true
	}
	if tag, err := language.Parse(s); err == nil && strings.Contains(s, "-") {
		return tag.String(), true
	}
	var found string
	for word := range strings.FieldsSeq(Fold(s)) {
		if code, ok := languages()[word]; ok && len(word) > 2 {
			if found != "" && found != code {
				return "", false
			}
			found = code
		}
	}
	return found, found != ""
}

// Languages reads a list of languages, however it is separated, without repetition.
// It reports whether each was understood.
func Languages(s string) ([]string, bool) {
	var codes []string
	for part := range strings.FieldsFuncSeq(s, func(r rune) bool { return strings.ContainsRune(",;|/&+\n", r) }) {
		for one := range strings.SplitSeq(joined.Replace(" "+part+" "), ",") {
			if one = strings.TrimSpace(one); one == "" {
				continue
			}
			code, ok := Language(one)
			if !ok {
				return nil, false
			}
			if !slices.Contains(codes, code) {
				codes = append(codes, code)
			}
		}
	}
	return codes, len(codes) > 0
}

// joined replaces the words between the last two entries of a list.
var joined = strings.NewReplacer(" and ", ",", " und ", ",", " et ", ",", " y ", ",")

// otherwise are the languages that people call by another name than CLDR.
var otherwise = map[string]string{
	"no": "Norwegian", "bn": "Bengali", "tl": "Tagalog", "tw": "Twi", "mi": "Māori", "fy": "Frisian", "lg": "Luganda", "rn": "Kirundi", "ny": "Chichewa", "bfi": "British Sign Language",
	"sr-Latn": "Serbian",
}

// LanguageName returns the English name of a language by its code, such as cy, sw or
// pt-BR. Of a region or a script that has no name of its own, the language alone is
// named; a code that is not known stands for itself.
func LanguageName(code string) string {
	for part := code; part != ""; part = part[:max(strings.LastIndexByte(part, '-'), 0)] {
		if name := otherwise[part]; name != "" {
			return name
		}
		if tag, err := language.Raw.Parse(part); err == nil {
			if name := display.English.Languages().Name(tag); name != "" && !strings.Contains(name, "(") {
				return name
			}
		}
	}
	return code
}
