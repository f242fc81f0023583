package prose

import (
	"cmp"
	"slices"
	"testing"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

func TestLanguage(t *testing.T) {
	for code, want := range map[string]string{"cy": "Welsh", "no": "Norwegian", "en-GB": "British English", "sw-KE": "Swahili", "sr-Latn": "Serbian", "zh-Hant-TW": "Traditional Chinese", "bfi": "British Sign Language",
		"xx": "xx", "xx-Latn": "xx-Latn", "": "", "-": "-", "cy-": "Welsh"} {
		if got := Language(code); got != want {
			t.Errorf("%q is %q, want %q", code, got, want)
		}
	}
}

// TestLanguagesAgree compares the names with those of CLDR.
func TestLanguagesAgree(t *testing.T) {
	if !slices.IsSortedFunc(languages, func(a, b [2]string) int { return cmp.Compare(a[0], b[0]) }) {
		t.Error("the languages are not sorted by their codes")
	}
	otherwise := map[string]string{"no": "Norwegian Bokmål", "bn": "Bangla", "tl": "Filipino", "tw": "Akan", "rom": "Romany", "mi": "Maori", "gn": "Guarani", "kl": "Kalaallisut",
		"kea": "Kabuverdianu", "mas": "Masai", "luy": "Luyia", "fy": "Western Frisian", "rn": "Rundi", "lg": "Ganda", "xog": "Soga", "ny": "Nyanja", "bfi": ""}
	names := display.English.Languages()
	for _, l := range languages {
		want, known := otherwise[l[0]]
		if !known {
			want = l[1]
		}
		if got := names.Name(language.Raw.Make(l[0])); got != want {
			t.Errorf("%s is %q here, and %q in CLDR", l[0], l[1], got)
		}
	}
}
