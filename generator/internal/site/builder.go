package site

import (
	"net/url"
	"strings"

	"pairbook/generator/internal/view"
)

// addPages adds every page: the handbook's first, because a page of the
// handbook stands in for one of ours at the same path.
func (b *builder) addPages() {
	b.handbook = newBranch(tree(b.shown.Pages))
	for _, p := range b.shown.Pages {
		b.addHandbookPage(p)
	}
	if b.free("index.html") {
		b.page("index.html", "home", b.homePage)
	}
	programme := &node{title: "This programme"}
	b.addRoles(programme)
	b.addCohorts(programme)
	b.addPeople(programme)
	b.addAttention(programme)
	b.addNetwork(programme)
	b.addPrograms(programme)
	b.addWorth(programme)
	b.page("metrics.html", "metrics", b.metricsPage)
	programme.list("Figures", "metrics.html")
	b.addLog(programme)
	b.page("join.html", "join", b.joinPage)
	programme.list("Join", "join.html")
	b.page("about.html", "about", b.aboutPage)
	b.page(notFoundPlace, "404", func(f Frame) (any, error) {
		f.Title = "There is no page here"
		return &notFoundPage{f}, nil
	})
	b.programme = newBranch(programme)
}

// list adds a page to the navigation.
func (n *node) list(title, path string) { n.add(&node{title: title, path: path}) }

func (b *builder) addRoles(programme *node) {
	if len(b.shown.Roles) == 0 {
		return
	}
	if b.free("roles/index.html") {
		b.page("roles/index.html", "roles", b.rolesPage)
		programme.list("Roles", "roles/index.html")
	}
	for _, r := range b.shown.Roles {
		if b.free(r.Path) {
			b.pageUnder("roles/index.html", r.Path, "role", func(f Frame) (any, error) { return b.rolePage(f, r), nil })
		}
	}
}

func (b *builder) addPrograms(programme *node) {
	if len(b.shown.Programs) == 0 {
		return
	}
	fold := &node{title: "Programmes"}
	if b.free("programs/index.html") {
		b.page("programs/index.html", "programs", b.programsPage)
		fold.list(overview, "programs/index.html")
	}
	for _, p := range b.shown.Programs {
		if b.free(p.Path) {
			b.page(p.Path, "program", func(f Frame) (any, error) { return b.programPage(f, p), nil })
		}
		fold.list(p.Name, p.Path)
	}
	programme.add(fold)
}

// frame is what a page at a path has around it. In the navigation it is under an
// entry, or else its own.
func (b *builder) frame(path, entry string) (Frame, error) {
	s := b.shown
	f := Frame{Path: path, Site: s.Title, AsOf: s.AsOf, Private: s.Private, Listed: s.Listed, Forge: s.Source.Forge, divided: b.divided,
		Style: b.theme.assets["style.css"].path, Script: b.theme.assets["site.js"].path,
		Scheme: b.theme.assets["scheme.js"].path, Search: b.theme.assets["search.js"].path, Icon: b.theme.assets["icon.svg"].path}
	if s.Base != "" {
		f.Address, f.root = b.address(path), b.rootOf(path)
	}
	if err := b.addLook(&f); err != nil {
		return f, err
	}
	if err := b.addEdges(&f); err != nil {
		return f, err
	}
	nav, err := b.nav(path, entry)
	f.Nav = nav
	return f, err
}

// address is the whole address of a page, where the site has one.
func (b *builder) address(path string) string {
	return b.shown.Base + strings.TrimSuffix(view.EscapePath(path), "index.html")
}

// notFoundPlace is the page that hosts show at whatever address is not there.
const notFoundPlace = "404.html"

// rootOf is where the site begins on its host, for the one page that is shown at other
// addresses than its own; "" for all others, and where nobody knows.
func (b *builder) rootOf(path string) string {
	if path != notFoundPlace {
		return ""
	}
	base, err := url.Parse(b.shown.Base)
	if err != nil {
		return ""
	}
	return base.EscapedPath()
}

var home = view.Link{Words: "Home", Path: "index.html"}
