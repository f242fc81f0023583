package demo

import (
	"fmt"
	"path/filepath"
	"strings"
)

// handbook numbers the pages, in three levels of folders: the first page, then parts
// with chapters with pages. A page's title and path follow from its number, so that
// any page can link to any other without keeping it.
type handbook struct {
	pages  int
	branch int // chapters in a part, and pages in a chapter, including the folder's own
}

func newHandbook(pages int) handbook {
	h := handbook{pages, 3}
	for h.branch*h.branch*h.branch < pages {
		h.branch++
	}
	return h
}

var doings = []string{
	"Preparing", "Opening", "Choosing", "Writing", "Keeping", "Sharing", "Asking for", "Reading", "Planning", "Closing", "Beginning", "Checking", "Thinking about",
	"Explaining", "Finding", "Changing", "Giving", "Taking", "Naming", "Leaving",
}

var matters = []string{
	"a meeting", "a question", "the agreement", "goals", "notes", "feedback", "the first hour", "an ending", "time", "trust", "a plan", "the agenda", "a break", "advice",
	"limits", "introductions", "a silence", "the half way", "examples", "thanks", "a circle", "roles", "disagreement",
}

func title(page int) string {
	return doings[page%len(doings)] + " " + matters[page/len(doings)%len(matters)]
}

// path returns the path of a page. The first page of a part or a chapter is its
// folder's.
func (h handbook) path(page int) string {
	if page == 0 {
		return "content/index.md"
	}
	perPart := h.branch * h.branch
	part, place := (page-1)/perPart, (page-1)%perPart
	folder := fmt.Sprintf("content/part-%d/", part+1)
	if place == 0 {
		return folder + "index.md"
	}
	chapter := place / h.branch
	first := max(chapter*h.branch, 1) // the place of the chapter's own page
	folder += fmt.Sprintf("%02d-%s/", chapter+1, slug(title(part*perPart+first+1)))
	if place == first {
		return folder + "index.md"
	}
	return folder + slug(title(page)) + ".md"
}

var sections = []string{
	"What it is for", "Before you begin", "How it usually goes", "When it goes wrong", "An example", "Step by step", "Questions to ask", "Words to use",
	"What others do", "In a group", "At a distance", "Afterwards", "For coordinators", "In short",
}

// headings returns the headings of a page's sections, without duplicates.
func headings(page int) []string {
	n := 2 + page%5
	list := make([]string, n)
	for i := range list {
		list[i] = sections[(page*5+i)%len(sections)]
	}
	return list
}

// page returns the text of a page.
func (h handbook) page(seed uint64, page int) string {
	c := newChance(seed, ofPage, page)
	var b strings.Builder
	name := title(page)
	if page == 0 {
		name = "Handbook"
	}
	fmt.Fprintf(&b, "---\ntitle: %s\nsummary: %s %s, %s.\norder: %d\n---\n# %s\n\n", name, capital(pick(c, verbs)), pick(c, objects), pick(c, moments), page%1000+1, name)
	paragraph(&b, c, c.between(1, 4))
	for _, heading := range headings(page) {
		fmt.Fprintf(&b, "\n\n## %s\n\n", heading)
		h.section(&b, c, page)
	}
	b.WriteString("\n")
	return b.String()
}

func (h handbook) section(b *strings.Builder, c chance, page int) {
	paragraph(b, c, c.between(2, 5))
	b.WriteString("\n\n")
	switch kind := c.IntN(100); {
	case kind < 25:
		list(b, c, c.in(30))
	case kind < 37:
		table(b, c)
	case kind < 50:
		code(b, c)
	case kind < 60:
		fmt.Fprintf(b, "> [!TIP]\n> %s", sentence(c))
	default:
		paragraph(b, c, c.between(1, 4))
	}
	for range c.IntN(3) {
		b.WriteString("\n\n")
		h.link(b, c, page)
	}
}

// link writes a link to a page, or to a section of one.
func (h handbook) link(b *strings.Builder, c chance, from int) {
	to := c.IntN(h.pages)
	address, err := filepath.Rel(filepath.Dir(h.path(from)), h.path(to))
	if err != nil {
		panic("demo: both paths are relative: " + err.Error())
	}
	address = filepath.ToSlash(address)
	words := title(to)
	if to == 0 {
		words = "the beginning"
	}
	if section := pick(c, headings(to)); c.in(50) {
		fmt.Fprintf(b, "More under [%s, %s](%s#%s).", words, strings.ToLower(section), address, slug(section))
		return
	}
	fmt.Fprintf(b, "See also [%s](%s).", words, address)
}
