package prose

import (
	"strings"
	"testing"
)

func TestSuggest(t *testing.T) {
	words := []string{"name", "alias", "title", "grace", "topics", "state"}
	for found, want := range map[string]string{
		"nmae":   "name",
		"titel":  "title",
		"grcae":  "grace",
		"Topic":  "topics",
		"aliass": "alias",
		"stats":  "state",
		"food":   "",
		"":       "",
		"ab":     "",
	} {
		if got := Suggest(found, words); got != want {
			t.Errorf("Suggest(%q) is %q, not %q", found, got, want)
		}
	}
	for _, test := range []struct {
		found string
		known string
		want  bool
	}{
		// Two neighbours that changed places are one slip; any other two letters are two.
		{"abdc", "abcd", true}, {"bacd", "abcd", true}, {"abxy", "abcd", false}, {"axcy", "abcd", false}, {"adcb", "abcd", false},
		{"abxc", "abcd", false}, {"cbad", "abcd", false}, {"abcxx", "abc", false}, {"abcxy", "abcd", false},
		{"abcdef", "abdcfx", false}, {"xbdc", "abcd", false},
		// Letters of any script count as one each, in whichever word is the longer.
		{"ключи", "ключ", true}, {"ключ", "ключи", true}, {"me", "mentoring", false}, {"mentoring", "me", false},
		// What is longer than a name is compared with nothing.
		{strings.Repeat("a", 100), strings.Repeat("a", 99) + "b", true}, {strings.Repeat("a", 101), strings.Repeat("a", 100) + "b", false},
	} {
		if got := Suggest(test.found, []string{test.known}) == test.known; got != test.want {
			t.Errorf("%q is taken for %q: %v, not %v", test.found, test.known, got, test.want)
		}
	}
	if got := Suggest("bat", []string{"cat", "bar", "hat"}); got != "bar" {
		t.Errorf("among equals %q is first, not the first of the alphabet", got)
	}
}
