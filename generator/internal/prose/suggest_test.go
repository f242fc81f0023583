package prose

import "testing"

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
	if got := Suggest("bat", []string{"cat", "bar", "hat"}); got != "bar" {
		t.Errorf("among equals %q is first, not the first of the alphabet", got)
	}
}
