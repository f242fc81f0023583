package markdown

import (
	"reflect"
	"testing"
)

// TestTexts reads each text with everything that may be kept, twice and in both ways:
// what is said of it is what Parse says, and its page can be rendered.
func TestTexts(t *testing.T) {
	for _, texts := range []*Texts{nil, NewTexts(Outlines), NewTexts(Pages)} {
		for _, kind := range []Kind{Handbook, Log} {
			for _, text := range []string{"", "# A\n\n[b](c.md)\n", "a\x01\n"} {
				source := Source{Path: "a.md", Text: []byte(text), Kind: kind}
				want, problems := Parse(source)
				for range 2 {
					outline, told := texts.Outline(source)
					if (outline == nil) != (want == nil) || !reflect.DeepEqual(told, problems) || outline != nil && !reflect.DeepEqual(outline.Links, want.Links) {
						t.Errorf("%q: %+v and %v, not %+v and %v", text, outline, told, want, problems)
					}
					if page := texts.Page(source); !reflect.DeepEqual(page, want) {
						t.Errorf("%q: %+v, not %+v", text, page, want)
					}
				}
			}
		}
	}
}

// TestTextsKeepWhatIsAskedFor reads the same bytes twice and gets the same page where
// it is kept.
func TestTextsKeepWhatIsAskedFor(t *testing.T) {
	for _, c := range []struct {
		texts *Texts
		kind  Kind
		kept  bool
	}{
		{nil, Handbook, false}, {NewTexts(Outlines), Handbook, true}, {NewTexts(Outlines), Log, true},
		{NewTexts(Pages), Handbook, true}, {NewTexts(Pages), Log, true},
	} {
		source := Source{Path: "a.md", Text: []byte("# A\n"), Kind: c.kind}
		first, _ := c.texts.Outline(source)
		if again, _ := c.texts.Outline(source); (first == again) != c.kept {
			t.Errorf("%+v: kept is %v", c, first == again)
		}
	}
	source := Source{Path: "a.md", Text: []byte("# A\n")}
	pages := NewTexts(Pages)
	if kept, _ := pages.Outline(source); kept != pages.Page(source) {
		t.Error("a page is read again to be rendered")
	}
	if _, err := (&Page{}).Render(Options{}); err == nil {
		t.Error("an outline is rendered")
	}
}
