package browser

import (
	"context"
	"fmt"
	"maps"
	"net/url"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"pairbook/generator/test/here"
)

// visitor walks a site in a browser and notes what is amiss.
type visitor struct {
	tab  context.Context
	base string // every address of the site begins with it
	open func(address string) (seen, error)

	mu     sync.Mutex
	page   string
	amiss  []string
	wanted map[string][]string // address → fragments that links name
	ids    map[string][]string // address → ids that the page has
}

func (v *visitor) note(format string, args ...any) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.amiss = append(v.amiss, v.page+": "+fmt.Sprintf(format, args...))
}

// listen notes console errors, exceptions, refused requests and any request
// that leaves the site.
func (v *visitor) listen() error {
	return chromedp.Listen(v.tab, func(event any) {
		switch e := event.(type) {
		case *network.EventRequestWillBeSent:
			if !strings.HasPrefix(e.Request.URL, v.base) && !strings.HasPrefix(e.Request.URL, "data:") {
				v.note("asks for %s", e.Request.URL)
			}
		case *network.EventResponseReceived:
			if e.Response.Status >= 400 {
				v.note("%s answers %d", e.Response.URL, e.Response.Status)
			}
		case *network.EventLoadingFailed:
			if !e.Canceled {
				v.note("a request fails: %s", e.ErrorText)
			}
		case *log.EventEntryAdded:
			if e.Entry.Level == log.EntryLevelError || e.Entry.Level == log.EntryLevelWarning {
				v.note("%s: %s %s", e.Entry.Level, e.Entry.Text, e.Entry.URL)
			}
		case *runtime.EventConsoleAPICalled:
			if e.Type == runtime.ConsoleAPICalledTypeError || e.Type == runtime.ConsoleAPICalledTypeWarning {
				v.note("console %s: %s", e.Type, e.Args[0].Value)
			}
		case *runtime.EventExceptionThrown:
			v.note("exception: %s", e.ExceptionDetails.Text)
		}
	})
}

// seen is what collect gives.
type seen struct {
	Links []string `json:"links"`
	IDs   []string `json:"ids"`
	Text  int      `json:"text"`
	Title string   `json:"title"`
	Amiss []string `json:"amiss"`
}

const collect = `((page) => ({
	links: [...page.querySelectorAll('a[href]')].map(a => a.href),
	ids: [...page.querySelectorAll('[id]')].map(e => e.getAttribute('id')),
	text: page.body.innerText.trim().length,
	title: page.title,
	amiss: [],
}))`

// inTheTab opens an address.
func (v *visitor) inTheTab(address string) (got seen, err error) {
	if err = chromedp.Do(v.tab, chromedp.Navigate(address)); err == nil {
		got, err = chromedp.Run(v.tab, chromedp.Evaluate[seen](collect+"(document)"))
	}
	return got, err
}

// visit opens an address and returns the links that stay in the site.
func (v *visitor) visit(address string) []string {
	v.mu.Lock()
	v.page = strings.TrimPrefix(address, v.base)
	v.mu.Unlock()
	got, err := v.open(address)
	if err != nil {
		v.note("does not open: %v", err)
		return nil
	}
	if got.Title == "" || got.Text == 0 {
		v.note("the page has no title or no text")
	}
	for _, amiss := range got.Amiss {
		v.note("%s", amiss)
	}
	v.ids[address] = got.IDs
	var inside []string
	for _, link := range got.Links {
		u, err := url.Parse(link)
		if err != nil {
			v.note("the link %q is no address", link)
			continue
		}
		if !strings.HasPrefix(link, v.base) {
			if !slices.Contains([]string{"https", "mailto", "tel"}, u.Scheme) {
				v.note("links to %s", link)
			}
			continue
		}
		fragment := u.Fragment
		u.Fragment = ""
		if fragment != "" {
			v.wanted[u.String()] = append(v.wanted[u.String()], fragment)
		}
		inside = append(inside, u.String())
	}
	return inside
}

// walk visits every page that can be reached from the first.
func (v *visitor) walk(first string) (visited []string) {
	known := map[string]bool{first: true}
	for queue := []string{first}; len(queue) > 0; queue = queue[1:] {
		visited = append(visited, queue[0])
		for _, link := range v.visit(queue[0]) {
			if !known[link] {
				known[link] = true
				if u, _ := url.Parse(link); strings.HasSuffix(u.Path, ".html") || strings.HasSuffix(u.Path, "/") {
					queue = append(queue, link)
				}
			}
		}
	}
	for _, address := range slices.Sorted(maps.Keys(v.wanted)) {
		for _, fragment := range v.wanted[address] {
			if ids, opened := v.ids[address]; opened && !slices.Contains(ids, fragment) {
				v.note("nothing on %s has the id %q that a link names", strings.TrimPrefix(address, v.base), fragment)
			}
		}
	}
	return visited
}

// TestSiteInABrowser follows every link inside the example's site. Each page is looked
// at in windows from a phone's on: nothing lies on anything or is cut.
func TestSiteInABrowser(t *testing.T) {
	here.OnlyWhole(t)
	t.Parallel()
	site := example(t)
	v := inAFrame(t, site)
	visited := v.walk(v.base + "index.html")
	v.report(t)
	if missed := unreached(t, site, v.base, visited); len(missed) > 0 {
		t.Errorf("no link leads from the first page to %v", missed)
	}
}

// TestSiteFromTheDisk opens the pages of the first folder and one or two of each other
// from the disk, and uses some. The links of all were followed over HTTP, which has no names
// but files.
func TestSiteFromTheDisk(t *testing.T) {
	here.OnlyWhole(t)
	t.Parallel()
	site := example(t)
	v := newVisitor(t, fileURL(site)+"/")
	opened, enough := map[string]int{}, len(few(1, make([]int, 2)))
	for _, page := range pagesOf(t, site) {
		if folder := path.Dir(page); folder == "." || opened[folder] < enough {
			opened[folder]++
			v.followed(site, v.visit(v.base+page))
		}
	}
	v.useFromTheDisk(t)
	v.report(t)
}

// newVisitor opens a tab for the pages whose addresses begin with base.
func newVisitor(t *testing.T, base string) *visitor {
	t.Helper()
	v := &visitor{tab: tab(t), base: base, wanted: map[string][]string{}, ids: map[string][]string{}}
	v.open = v.inTheTab
	if err := v.listen(); err != nil {
		t.Fatal(err)
	}
	return v
}

// report makes what is amiss errors of the test.
func (v *visitor) report(t *testing.T) {
	t.Helper()
	v.mu.Lock()
	defer v.mu.Unlock()
	for _, amiss := range v.amiss {
		t.Error(amiss)
	}
}

// fileURL is the address of a file or folder on this machine.
func fileURL(name string) string {
	return (&url.URL{Scheme: "file", Path: filepath.ToSlash(name)}).String()
}

// pagesOf lists the pages of a site by their names below it.
func pagesOf(t *testing.T, site string) []string {
	t.Helper()
	pages := everyPage(t, site)
	for i, page := range pages {
		relative, err := filepath.Rel(site, page)
		if err != nil {
			t.Fatal(err)
		}
		pages[i] = filepath.ToSlash(relative)
	}
	return pages
}

func unreached(t *testing.T, site, base string, visited []string) []string {
	t.Helper()
	return slices.DeleteFunc(pagesOf(t, site), func(page string) bool { return slices.Contains(visited, base+page) })
}
