package site

// addPages adds every page: the handbook's first, because a page of the
// handbook stands in for one of ours at the same path.
func (b *builder) addPages() {
	b.handbook = tree(b.pages)
	for _, p := range b.pages {
		b.addHandbookPage(p)
	}
	if b.free("index.html") {
		b.page("index.html", "home", b.homePage)
	}
	b.programme = &node{title: "Programme"}
	b.addRoles()
	b.addPrograms()
	b.addCohorts()
	b.addMatchings()
	b.addPeople()
	b.addAttention()
	b.addNetwork()
	b.addWorth()
	b.page("metrics.html", "metrics", b.metricsPage)
	b.list(b.programme, "Figures", "metrics.html")
	b.page("log.html", "log", b.logPage)
	b.list(b.programme, "We met", "log.html")
	b.page("join.html", "join", b.joinPage)
	b.list(b.programme, "Join", "join.html")
	b.page("about.html", "about", b.aboutPage)
	b.page("404.html", "404", func(f Frame) (any, error) {
		f.Title = "There is no page here"
		return &notFoundPage{f}, nil
	})
}

// list adds a page to the navigation.
func (b *builder) list(under *node, title, path string) {
	under.children = append(under.children, &node{title: title, path: path})
}

func (b *builder) addRoles() {
	if len(b.shown.Roles) == 0 {
		return
	}
	if b.free("roles/index.html") {
		b.page("roles/index.html", "roles", b.rolesPage)
		b.list(b.programme, "Roles", "roles/index.html")
	}
	for _, r := range b.shown.Roles {
		if b.free(r.Path) {
			b.page(r.Path, "role", func(f Frame) (any, error) { return b.rolePage(f, r), nil })
		}
	}
}

func (b *builder) addPrograms() {
	if len(b.shown.Programs) == 0 {
		return
	}
	fold := &node{title: "Programmes"}
	if b.free("programs/index.html") {
		b.page("programs/index.html", "programs", b.programsPage)
		b.list(fold, overview, "programs/index.html")
	}
	for _, p := range b.shown.Programs {
		if b.free(p.Path) {
			b.page(p.Path, "program", func(f Frame) (any, error) { return b.programPage(f, p), nil })
		}
		b.list(fold, p.Name, p.Path)
	}
	b.programme.children = append(b.programme.children, fold)
}

func (b *builder) addCohorts() {
	b.page("cohorts/index.html", "cohorts", b.cohortsPage)
	fold := &node{title: "Cohorts"}
	b.list(fold, overview, "cohorts/index.html")
	for _, c := range b.shown.Cohorts {
		b.page(c.Path, "cohort", func(f Frame) (any, error) { return b.cohortPage(f, c), nil })
		b.list(fold, c.Name, c.Path)
		b.addExports(c)
		for _, p := range c.Recent {
			b.page(p.Path, "period", func(f Frame) (any, error) { return b.periodPage(f, c, p), nil })
		}
		for _, p := range c.Pairings {
			b.page(p.Path, "pairing", func(f Frame) (any, error) { return b.pairingPage(f, c, p) })
		}
	}
	b.programme.children = append(b.programme.children, fold)
}

func (b *builder) addPeople() {
	b.page("people/index.html", "people", b.peoplePage)
	b.list(b.programme, "People", "people/index.html")
	for _, p := range b.shown.People {
		b.page(p.Path, "person", func(f Frame) (any, error) { return b.personPage(f, p), nil })
	}
}

// frame is what a page at a path has around it.
func (b *builder) frame(path string) Frame {
	s := b.shown
	f := Frame{Path: path, Site: s.Title, AsOf: s.AsOf, Private: s.Private, Listed: s.Listed,
		Style: b.theme.assets["style.css"].path, Script: b.theme.assets["site.js"].path,
		Scheme: b.theme.assets["scheme.js"].path, Icon: b.theme.assets["icon.svg"].path}
	if s.Base != "" {
		f.Address = s.Base + escapePath(path)
	}
	f.Nav = b.nav(path)
	return f
}

// nav is the navigation as the page at a path shows it.
func (b *builder) nav(path string) []NavGroup {
	groups := []NavGroup{}
	if items := b.handbook.items(path, len(b.pages) > mostOpen); len(items) > 0 {
		groups = append(groups, NavGroup{"Handbook", items})
	}
	return append(groups, NavGroup{b.programme.title, b.programme.items(path, len(b.programme.leaves()) > mostOpen)})
}

// under marks the entry of the navigation that a page without one belongs to.
func under(groups []NavGroup, path string) {
	for _, g := range groups {
		markUnder(g.Items, path)
	}
}

func markUnder(items []NavItem, path string) bool {
	for i := range items {
		if items[i].Path == path && path != "" {
			items[i].Current = "true"
			return true
		}
		if markUnder(items[i].Items, path) {
			items[i].Open = true
			return true
		}
	}
	return false
}

var home = Link{Words: "Home", Path: "index.html"}
