package prose

import "testing"

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
	} {
		if got != want {
			t.Errorf("%q, not %q", got, want)
		}
	}
}
