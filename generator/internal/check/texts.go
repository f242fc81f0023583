package check

import (
	"sync"

	"pairbook/generator/internal/diag"
	"pairbook/generator/internal/markdown"
)

// Texts are texts that have been read, for [Remember]. The zero value has none,
// and several runs may use one at once.
type Texts struct {
	read sync.Map // textKey → readText
}

// textKey is a text by where its bytes lie: records that two repositories share
// have the very same.
type textKey struct {
	path  string
	first *byte
	size  int
	kind  markdown.Kind
}

type readText struct {
	page     *markdown.Page
	problems diag.List
}

func (t *Texts) parse(source markdown.Source) (*markdown.Page, diag.List) {
	if t == nil || len(source.Text) == 0 {
		return markdown.Parse(source)
	}
	key := textKey{source.Path, &source.Text[0], len(source.Text), source.Kind}
	if known, found := t.read.Load(key); found {
		return known.(readText).page, known.(readText).problems
	}
	page, problems := markdown.Parse(source)
	t.read.Store(key, readText{page, problems})
	return page, problems
}
