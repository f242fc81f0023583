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

// Page is a page of the handbook.
type Page struct {
	File, Path string // in the repository, in the site
	Title      string
	Lead       string // the author's summary, shown under the title
	Summary    string // in plain words, for those who link to the page
	Order      int
	Edit       string   // the address of the form that changes it
	Refused    []string // why the text is not shown
	Subject    string   // of the message that the page is the template of

	folder bool // it stands for its folder
	text   *markdown.Page
	blocks map[int]Block // by line
	link   func(destination string) Link
}

// Block is what a live block asks for.
type Block struct {
	Show, Role, Metric, Cohort, Program, State string
	Limit                                      int
}

// revealPages parses the handbook, several pages at a time. A text that was
// refused, here or by those who checked it, is not shown.
func revealPages(in Input, p *places) []*Page {
	pages := make([]*Page, len(in.Repo.Pages))
	var all sync.WaitGroup
	next := make(chan int)
	for range runtime.GOMAXPROCS(0) {
		all.Go(func() {
			for i := range next {
				pages[i] = revealPage(in.Repo.Pages[i], in.Refused[in.Repo.Pages[i].Path], p)
			}
		})
	}
	for i := range in.Repo.Pages {
		next <- i
	}
	close(next)
	all.Wait()
	slices.SortFunc(pages, func(a, b *Page) int { return cmp.Compare(a.Path, b.Path) })
	for _, page := range pages {
		p.texts[page.Path] = page.text
	}
	return pages
}

func revealPage(rec *record.Page, refused []string, p *places) *Page {
	page := &Page{File: rec.Path, Path: p.spelled.pages[rec], Title: rec.Title, Lead: rec.Summary, Summary: rec.Summary,
		Order: rec.Order, Edit: p.source.edit(rec.Path), Refused: refused, folder: rec.IsFolderPage(),
		link: func(to string) Link { return p.resolve(rec.Path, to) }}
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
	page.text, page.Refused = text, nil
	page.Title = cmp.Or(page.Title, text.Title, titleOf(rec.Path))
	page.Summary = cmp.Or(page.Summary, text.Summary())
	page.blocks = map[int]Block{}
	for _, b := range text.Blocks {
		if block, problems := record.DecodeBlock([]byte(b.YAML), b.At); len(problems) == 0 {
			page.blocks[b.At.Line] = Block{string(block.Show), string(block.Role), string(block.Metric),
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
