package markdown

import (
	"sync"

	"pairbook/generator/internal/diag"
)

// Texts caches parsed texts. It is safe for concurrent use; a nil Texts caches nothing.
type Texts struct {
	keep Keep
	read sync.Map // textKey → readText
}

// Keep is what Texts keeps of a text.
type Keep int

// Outlines keeps the outline of every text, for runs that are compared with this one.
// Pages keeps their pages, to be rendered.
const (
	Outlines Keep = iota
	Pages
)

// NewTexts returns an empty cache.
func NewTexts(keep Keep) *Texts { return &Texts{keep: keep} }

// textKey identifies a text by the address of its bytes, which two repositories that
// share a record have in common.
type textKey struct {
	path  string
	first *byte
	size  int
	kind  Kind
}

type readText struct {
	page     *Page
	problems diag.List
}

// Outline returns the [Outline] of a source, from the cache if possible.
func (t *Texts) Outline(source Source) (*Page, diag.List) {
	if t == nil || len(source.Text) == 0 {
		return Outline(source)
	}
	key := textKey{source.Path, &source.Text[0], len(source.Text), source.Kind}
	if known, found := t.read.Load(key); found {
		return known.(readText).page, known.(readText).problems
	}
	page, problems := read(source, t.keep == Pages)
	t.read.Store(key, readText{page, problems})
	return page, problems
}

// Page returns the page of a source, from the cache if possible; nil if the text is
// refused.
func (t *Texts) Page(source Source) *Page {
	if t != nil && t.keep == Pages {
		page, _ := t.Outline(source)
		if page == nil || page.whole {
			return page
		}
	}
	page, _ := Parse(source)
	return page
}
