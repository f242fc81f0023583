package site

import (
	"cmp"
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"slices"
	"strings"
	"sync"

	"pairbook/generator/internal/markdown"
	"pairbook/generator/internal/picture"
	"pairbook/generator/internal/view"
)

// handbookPage is a page of the handbook, the home page among them.
type handbookPage struct {
	Frame
	Contents []Heading
	Heading  Heading // the first of the text, or else the page's title
	Lead     string
	Subject  string // of the message that the page is the template of
	Body     template.HTML
	Refused  []string
}

// homePage is the home page of a programme whose handbook has none.
type homePage struct {
	Frame
	Programs []*view.Program
	Roles    []*view.Role
	Cohorts  []*view.Cohort
	Events   []view.Event
}

func (b *builder) addHandbookPage(p *view.Page) {
	b.page(p.Path, "handbook", func(f Frame) (any, error) {
		f.Title, f.Summary, f.Edit, f.Updated, f.Reading = p.Title, p.Summary, p.Edit, p.Updated, true
		b.placeInHandbook(&f)
		page := &handbookPage{Frame: f, Heading: Heading{Text: p.Title}, Lead: p.Lead, Subject: p.Subject, Refused: p.Refused}
		if p.Text == nil {
			return page, nil
		}
		if all := p.Text.Headings; len(all) > 0 && all[0].Level == 1 {
			page.Heading = Heading{ID: all[0].ID, Text: all[0].Text}
		}
		page.Contents = contents(p.Text.Contents())
		body, err := b.body(&page.Frame, p)
		page.Body = body
		return page, err
	})
}

// placeInHandbook fills in breadcrumbs and what is before and after.
func (b *builder) placeInHandbook(f *Frame) {
	pages := b.handbook.pages
	at, found := b.handbook.at[f.Path]
	if f.Path == "index.html" || !found {
		return
	}
	if at > 0 {
		f.Prev = pages[at-1].link()
	}
	if at < len(pages)-1 {
		f.Next = pages[at+1].link()
	}
	f.Crumbs = []view.Link{home}
	for _, folder := range pages[at].folders() {
		switch first := folder.children[0]; {
		case first.path == f.Path: // the page of the folder itself
		case first.title == overview:
			f.Crumbs = append(f.Crumbs, view.Link{Words: folder.title, Path: first.path})
		default:
			f.Crumbs = append(f.Crumbs, view.Link{Words: folder.title})
		}
	}
	f.Crumbs = append(f.Crumbs, view.Link{Words: f.Title})
}

// link names a page by its own title, where the navigation says Overview.
func (n *node) link() view.Link { return view.Link{Words: n.full, Path: n.path} }

// contents nests headings of level 3 under the one of level 2 before them.
func contents(headings []markdown.Heading) []Heading {
	var all []Heading
	for _, h := range headings {
		entry := Heading{ID: h.ID, Text: h.Text}
		if h.Level > 2 && len(all) > 0 {
			last := &all[len(all)-1]
			last.Below = append(last.Below, entry)
		} else {
			all = append(all, entry)
		}
	}
	return all
}

// body renders a page's text with its links and live blocks.
func (b *builder) body(f *Frame, p *view.Page) (template.HTML, error) {
	var failed error
	body, err := p.Text.Render(markdown.Options{
		OmitTitle: true,
		Link:      func(l markdown.Link) (string, bool) { return b.wayTo(f, p.Links[l.Destination]) },
		Image:     func(l markdown.Link) (string, bool) { return imageAddress(f, p.Links[l.Destination]) },
		Size:      func(l markdown.Link) (width, height int) { return b.sizeOf(p.Links[l.Destination]) },
		Live: func(block markdown.Block) template.HTML {
			html, err := b.live(f, p.Blocks[block.At.Line])
			if err != nil && failed == nil {
				failed = fmt.Errorf("line %d of %s: %w", block.At.Line, p.File, err)
			}
			return html
		},
	})
	if err == nil {
		err = failed
	}
	return body, err
}

// wayTo is where a link of a text leads from a page; nowhere if it is to a page of the
// site that this audience does not have.
func (b *builder) wayTo(f *Frame, to view.Link) (string, bool) {
	if strings.HasSuffix(to.Path, ".html") && b.free(to.Path) {
		return "", false
	}
	return address(f, to)
}

// address is where a link of a text leads from a page.
func address(f *Frame, to view.Link) (string, bool) {
	href := href(to, f.Path)
	return href, href != ""
}

// sizeOf is the size of an image that the site carries.
func (b *builder) sizeOf(to view.Link) (width, height int) {
	if size, carried := b.sizes[to.Path]; carried {
		return size()
	}
	return 0, 0
}

// imageAddress is the address of an image that the site carries: a page loads
// nothing from elsewhere.
func imageAddress(f *Frame, to view.Link) (string, bool) {
	return relative(f.Path, to.Path), to.Path != "" && to.Address == "" && !strings.HasSuffix(to.Path, ".html")
}

func (b *builder) homePage(f Frame) (any, error) {
	f.Title, f.Reading = b.shown.Title, true
	f.Summary = "A mentoring programme: its roles, its cohorts and how to take part."
	return &homePage{f, b.shown.Programs, b.shown.Roles, b.cohortsIn("running", "open", "matching"), b.nextEvents("", 3)}, nil
}

// cohortsIn lists the cohorts in any of the states, all without one.
func (b *builder) cohortsIn(states ...string) []*view.Cohort {
	var some []*view.Cohort
	for _, c := range b.shown.Cohorts {
		if len(states) == 0 || slices.Contains(states, c.State) {
			some = append(some, c)
		}
	}
	return some
}

// pastAndComing parts dates by whether they lie behind.
func pastAndComing(events []view.Event) (past, coming []view.Event) {
	for _, e := range events {
		if e.Past {
			past = append(past, e)
		} else {
			coming = append(coming, e)
		}
	}
	return past, coming
}

// nextEvents lists the dates to come, of one cohort or of all that are not
// closed, the soonest first.
func (b *builder) nextEvents(cohort string, limit int) []view.Event {
	var all, soon []view.Event
	for _, c := range b.shown.Cohorts {
		if c.ID == cohort || cohort == "" && c.State != "closed" {
			all = append(all, c.Events...)
		}
	}
	if cohort == "" {
		for _, p := range b.shown.Programs {
			all = append(all, p.Events...)
		}
	}
	listed := map[string]bool{} // a programme's dates are those of its cohorts, too
	for _, e := range all {
		if !e.Past && !listed[e.Key] {
			listed[e.Key] = true
			soon = append(soon, e)
		}
	}
	slices.SortStableFunc(soon, func(a, b view.Event) int { return cmp.Or(cmp.Compare(a.On, b.On), a.Starts.Compare(b.Starts)) })
	if limit > 0 && limit < len(soon) {
		return soon[:limit]
	}
	return soon
}

// sizeIn reads the size of an image when it is first asked for.
func sizeIn(files fs.FS, file string) func() (width, height int) {
	return sync.OnceValues(func() (width, height int) {
		f, err := files.Open(file)
		if err != nil {
			return 0, 0
		}
		defer f.Close()
		return picture.Size(f)
	})
}

func copyFile(w io.Writer, files fs.FS, file string) error {
	f, err := files.Open(file)
	if err != nil {
		return err
	}
	defer f.Close()
	_, err = io.Copy(w, f)
	return err
}
