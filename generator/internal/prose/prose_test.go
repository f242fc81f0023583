package prose

import "testing"

// name is a word of a type of its own, as ids are.
type name string

func TestWords(t *testing.T) {
	for got, want := range map[string]string{
		Count(0, "pair"):                    "0 pairs",
		Count(1, "pair"):                    "1 pair",
		Count(2, "pair"):                    "2 pairs",
		CountOf(1, "person", "people"):      "1 person",
		CountOf(21, "person", "people"):     "21 people",
		List(nil):                           "",
		List([]string{"a"}):                 "a",
		List([]string{"a", "b"}):            "a and b",
		List([]string{"a", "b", "c"}):       "a, b and c",
		Sentence(""):                        "",
		Sentence("écoute"):                  "Écoute",
		Sentence("not met yet"):             "Not met yet",
		Short("écoute ici", 10):             "écoute ici",
		Short("écoute ici", 8):              "écoute…",
		DidYouMean("adda", []string{"ada"}): `; did you mean "ada"?`,
		DidYouMean("zoe", []string{"ada"}):  "",
		Short("ééé", 3):                     "ééé",

		DidYouMean(name("grcae"), []name{"ada", "grace"}):                    `; did you mean "grace"?`,
		WithoutMeant("nobody is adda" + DidYouMean("adda", []string{"ada"})): "nobody is adda",
		WithoutMeant("nobody is adda"):                                       "nobody is adda",
	} {
		if got != want {
			t.Errorf("%q, not %q", got, want)
		}
	}
}

func TestHaveOrHas(t *testing.T) {
	for some, want := range map[[2]int]string{{1, 4}: "has", {0, 1}: "has", {1, 1}: "has", {0, 4}: "have", {2, 4}: "have"} {
		if got := HaveOrHas(some[0], some[1]); got != want {
			t.Errorf("%d of %d %s, not %s", some[0], some[1], got, want)
		}
	}
}
