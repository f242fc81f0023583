package markdown

import (
	"sync"

	"pairbook/generator/internal/diag"
)

// Texts are texts that have been read and are kept. Several goroutines may use one;
// nil keeps nothing.
type Texts struct {
	keep Keep
	read sync.Map // textKey → readText
}

// Keep is what of texts is kept.
type Keep int

// What is kept for runs that are compared with this one is the outline of every
// text. What is kept to be rendered are the pages of the handbook, whole.
const (
	Outlines Keep = iota
	Pages
)

// NewTexts keeps none yet.
func NewTexts(keep Keep) *Texts { return &Texts{keep: keep} }

// textKey is a text by where its bytes lie: records that two repositories share
// have the very same.
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

// Outline is [Outline] of a text that may have been read before.
func (t *Texts) Outline(source Source) (*Page, diag.List) {
	if t == nil || len(source.Text) == 0 || t.keep == Pages && source.Kind != Handbook {
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

// Page is the page of a text, whole, which may have been read before; nil when the
// text is refused.
func (t *Texts) Page(source Source) *Page {
	if t != nil && t.keep == Pages && source.Kind == Handbook {
		page, _ := t.Outline(source)
		if page == nil || page.whole {
			return page
		}
	}
	page, _ := Parse(source)
	return page
}
