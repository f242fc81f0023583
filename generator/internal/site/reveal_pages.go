package site

import (
	"cmp"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"

	"pairbook/generator/internal/markdown"
	"pairbook/generator/internal/record"
)

// revealPages parses the handbook, several pages at a time. A text that was
// refused, here or by those who checked it, is not shown.
func (p *places) revealPages(recs []*record.Page, refused map[string][]string) []*Page {
	pages := make([]*Page, len(recs))
	var all sync.WaitGroup
	next := make(chan int)
	for range runtime.GOMAXPROCS(0) {
		all.Go(func() {
			for i := range next {
				pages[i] = p.revealPage(recs[i], refused[recs[i].Path])
			}
		})
	}
	for i := range recs {
		next <- i
	}
	close(next)
	all.Wait()
	slices.SortFunc(pages, func(a, b *Page) int { return cmp.Compare(a.Path, b.Path) })
	for _, page := range pages {
		p.texts[page.Path] = page.Text
	}
	for _, page := range pages {
		if page.Text != nil {
			page.Links = p.links(page.File, page.Text)
		}
	}
	return pages
}

func (p *places) revealPage(rec *record.Page, refused []string) *Page {
	page := &Page{File: rec.Path, Path: p.spelled.pages[rec], Title: rec.Title, Lead: rec.Summary, Summary: rec.Summary,
		Order: rec.Order, Edit: p.source.edit(rec.Path), Refused: refused, Folder: rec.IsFolderPage()}
	if rec.Template != nil {
		page.Subject = rec.Subject
	}
	var text *markdown.Page
	if rec.Body != nil {
		text, _ = markdown.Parse(markdown.Source{Path: rec.Path, Text: rec.Body, Kind: markdown.Handbook})
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
	page.Blocks = map[int]Block{}
	for _, b := range text.Blocks {
		if block, problems := record.DecodeBlock([]byte(b.YAML), b.At); len(problems) == 0 {
			page.Blocks[b.At.Line] = Block{string(block.Show), string(block.Role), string(block.Metric),
				string(block.Cohort), string(block.Program), string(block.State), block.Limit}
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
	return sentence(strings.NewReplacer("-", " ", "_", " ").Replace(name))
}
