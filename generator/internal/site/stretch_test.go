package site

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// TestStretches cuts lists of any weights: the parts are the list again, none is
// heavier than may be but for its last item, none but an empty list's is empty, and
// no two are at one place or called alike.
func TestStretches(t *testing.T) {
	type item struct {
		words  string
		weight int
	}
	rapid.Check(t, func(t *rapid.T) {
		most := rapid.IntRange(1, 100).Draw(t, "most")
		all := rapid.SliceOf(rapid.Custom(func(t *rapid.T) item {
			return item{rapid.SampledFrom([]string{"Ada", "Bob", "", "a person whose name is longer than a link", "é"}).Draw(t, "words"), rapid.IntRange(0, 60).Draw(t, "weight")}
		})).Draw(t, "all")
		parts := listed[item]{func(i item) string { return i.words }, func(i item) int { return i.weight }}.cut("folder/list.html", all, most)
		var again []item
		paths, words := map[string]bool{}, map[string]bool{}
		for _, p := range parts {
			again = append(again, p.Items...)
			paths[p.Path], words[p.Words] = true, true
			weight := 0
			for _, i := range p.Items[:max(len(p.Items)-1, 0)] {
				weight += i.weight
			}
			if weight > most {
				t.Fatalf("without its last item a part weighs %d, and may have %d", weight, most)
			}
			if len(p.Items) == 0 && len(all) > 0 {
				t.Fatal("a part is empty")
			}
		}
		if !slices.Equal(again, all) {
			t.Fatalf("the parts make %v of %v", again, all)
		}
		if len(paths) != len(parts) || len(words) != len(parts) || parts[0].Path != "folder/list.html" {
			t.Fatalf("%d places and %d names for %d parts", len(paths), len(words), len(parts))
		}
		if links := ways(parts); len(links) != len(parts) && (len(parts) > 1 || links != nil) {
			t.Fatalf("%d links to %d parts", len(links), len(parts))
		}
	})
}

// TestStretchesAreCalled after their ends, and numbered where these say too little.
func TestStretchesAreCalled(t *testing.T) {
	var got []string
	for _, p := range (listed[string]{func(s string) string { return s }, func(string) int { return 1 }}).cut("people/index.html", []string{"Ada", "Bob", "Cyd", "Cyd", "Cyd", "Cyd", "Somebody with a name of forty-one letters"}, 2) {
		got = append(got, p.Path+" "+p.Words)
	}
	want := []string{"people/index.html Ada to Bob", "people/index/2.html Cyd", "people/index/3.html Cyd (part 3)", "people/index/4.html Somebody with a name of forty-one lette…"}
	if !slices.Equal(got, want) {
		t.Errorf("the parts are %q, not %q", got, want)
	}
}
