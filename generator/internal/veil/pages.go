package veil

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"pairbook/generator/internal/markdown"
	"pairbook/generator/internal/parallel"
	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/view"
)

// addHandbook takes up the handbook's texts, several at a time, and its other files. A
// text that was refused, here or by those who checked it, is not shown.
func (p *places) addHandbook(in Input) ([]*view.Page, []view.Asset) {
	pages := parallel.Map(p.records.Pages, func(rec *record.Page) *view.Page { return p.page(in, rec) })
	slices.SortFunc(pages, func(a, b *view.Page) int { return cmp.Compare(a.Path, b.Path) })
	for _, page := range pages {
		p.texts[page.Path] = page.Text
	}
	assets := p.addAssets(in.Files, p.records.Assets, p.linked(pages))
	_ = parallel.Each(len(pages), func(i int) error {
		if pages[i].Text != nil {
			pages[i].Links = p.links(pages[i].File, pages[i].Text)
		}
		return nil
	})
	return pages, assets
}

func (p *places) page(in Input, rec *record.Page) *view.Page {
	page := &view.Page{File: rec.Path, Path: p.spelled.pages[rec], Title: markdown.Quotes(rec.Title), Lead: markdown.Quotes(rec.Summary), Summary: markdown.Quotes(rec.Summary),
		Order: rec.Order, Edit: p.source.Edit(rec.Path), Refused: in.Refused[rec.Path], Folder: rec.IsFolderPage(), ForCoordinators: rec.For == record.Coordinators, Former: p.spelled.former[rec], Came: in.Came[rec.Path]}
	if known := in.Repo.Arrivals; known != nil {
		if day := known.Changed[rec.Path]; day <= in.AsOf {
			page.Updated = day
		}
	}
	if rec.Template != nil {
		page.Subject = rec.Subject
	}
	var text *markdown.Page
	if rec.Body != nil {
		text = in.Texts.Page(markdown.Source{Path: rec.Path, Text: rec.Body, Kind: markdown.Handbook})
	}
	if text == nil {
		page.Title = cmp.Or(page.Title, titleOf(rec.Path))
		if len(page.Refused) == 0 {
			page.Refused = []string{"The file could not be read as a text."}
		}
		return page
	}
	page.Text, page.Refused = text, nil
	page.Title = cmp.Or(page.Title, text.Title, titleOf(rec.Path))
	page.Summary = cmp.Or(page.Summary, text.Summary())
	page.Blocks = map[int]view.Block{}
	for _, b := range text.Blocks {
		if block, problems := record.DecodeBlock([]byte(b.YAML), b.At); len(problems) == 0 {
			page.Blocks[b.At.Line] = view.Block{Show: string(block.Show), Role: string(block.Role), Metric: string(block.Metric),
				Cohort: string(block.Cohort), Program: string(block.Program), State: string(block.State), Limit: block.Limit}
		}
	}
	return page
}

// titleOf makes a title of a file's name, or its folder's for a folder's page.
func titleOf(file string) string {
	name := strings.TrimSuffix(path.Base(file), path.Ext(file))
	if lower := strings.ToLower(name); lower == "index" || lower == "readme" {
		if name = path.Base(path.Dir(file)); name == "content" {
			return "Home"
		}
	}
	return prose.Sentence(strings.NewReplacer("-", " ", "_", " ").Replace(name))
}
