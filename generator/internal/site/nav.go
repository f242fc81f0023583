package site

import (
	"cmp"
	"html/template"
	"path"
	"slices"
	"strings"

	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/view"
)

// NavGroup is a part of the navigation under a heading.
type NavGroup struct {
	Title string
	Items []NavItem
}

// NavItem is a page, or a fold of pages; Open folds hold the current page.
type NavItem struct {
	Title string
	Path  string            // "" of a fold
	Mark  template.HTMLAttr // says of the link that it is the current page, or the entry that the page is under
	Open  bool
	Items []NavItem

	fold bool // a link that stands for a fold
}

// node is a folder or a page of the tree that all navigation is made of.
type node struct {
	title    string
	path     string // of a page
	order    int
	key      string // what it is called on the disk
	full     string // the page's own title, where the navigation has another
	parent   *node
	children []*node
	stretch  bool // a fold that stands for some of a folder's entries

	coordinators bool // it is for them, with what is below it
}

// overview is what the navigation calls the page that stands for a folder.
const overview = "Overview"

// mostOpen is how many entries the navigation may have before folds that do not
// hold the current page become links.
const mostOpen = 150

// mostListed is how many pages the handbook may have before the folders between the
// top level and that of the current page show nothing but the way to it: a page of a
// large handbook would be mostly navigation.
const mostListed = 3000

// tree makes folders of the handbook's pages, each sorted by order, title, name. What is
// for coordinators stands at the top, after all else.
func tree(pages []*view.Page) *node {
	root := &node{}
	folders := map[string]*node{".": root}
	for _, p := range pages {
		at := folder(folders, path.Dir(strings.TrimPrefix(p.File, "content/")))
		leaf := &node{title: p.Title, full: p.Title, path: p.Path, order: p.Order, key: p.File, coordinators: p.ForCoordinators && !p.Folder}
		if p.Folder {
			leaf.title, leaf.order, leaf.key = overview, -1<<31, ""
			if at == root {
				leaf.title = "Home"
			}
			at.title, at.order, at.coordinators = p.Title, p.Order, p.ForCoordinators
		}
		at.add(leaf)
	}
	for _, n := range root.take() {
		root.add(n)
	}
	root.sort()
	return root
}

// take takes what is for coordinators out of a folder, and folders that have nothing else.
func (n *node) take() (taken []*node) {
	n.children = slices.DeleteFunc(n.children, func(c *node) bool {
		if c.coordinators {
			taken = append(taken, c)
			return true
		}
		taken = append(taken, c.take()...)
		return c.path == "" && len(c.children) == 0
	})
	return taken
}

func folder(folders map[string]*node, dir string) *node {
	if n := folders[dir]; n != nil {
		return n
	}
	n := &node{title: prose.Sentence(strings.NewReplacer("-", " ", "_", " ").Replace(path.Base(dir))), key: dir}
	folders[dir] = n
	folder(folders, path.Dir(dir)).add(n)
	return n
}

func (n *node) add(child *node) {
	child.parent = n
	n.children = append(n.children, child)
}

// sort puts what has an order before what has none.
func (n *node) sort() {
	slices.SortFunc(n.children, func(a, b *node) int {
		return cmp.Or(boolean(a.coordinators)-boolean(b.coordinators), boolean(a.order == 0)-boolean(b.order == 0), cmp.Compare(a.order, b.order),
			cmp.Compare(a.title, b.title), cmp.Compare(a.key, b.key))
	})
	for _, c := range n.children {
		c.sort()
	}
}

func boolean(b bool) int {
	if b {
		return 1
	}
	return 0
}

// leaves lists the pages of a tree in order.
func (n *node) leaves() []*node {
	if n.path != "" {
		return []*node{n}
	}
	var all []*node
	for _, c := range n.children {
		all = append(all, c.leaves()...)
	}
	return all
}

// mostSiblings is how many entries a folder may have before the navigation shows
// stretches of them; mostInStretch is how many a stretch has.
const (
	mostSiblings  = 100
	mostInStretch = 25
)

// gather puts the entries of large folders into stretches. The folder's own page
// stays beside them.
func (n *node) gather() {
	for _, c := range n.children {
		c.gather()
	}
	if len(n.children) <= mostSiblings {
		return
	}
	all := n.children
	n.children = nil
	if own := all[0]; own.path != "" && own.key == "" {
		n.children, all = all[:1:1], all[1:]
	}
	n.divide(all)
}

// divide adds entries as a few stretches, each of which is divided again.
func (n *node) divide(all []*node) {
	if len(all) <= mostInStretch {
		for _, c := range all {
			n.add(c)
		}
		return
	}
	size := mostInStretch
	for (len(all)+size-1)/size > mostInStretch {
		size *= mostInStretch
	}
	entries := listed[*node]{func(c *node) string { return c.title }, func(*node) int { return 1 }}
	for _, part := range entries.cut("", all, size) {
		fold := &node{title: part.Words, stretch: true}
		fold.divide(part.Items)
		n.add(fold)
	}
}

// folders lists the folders that a page is in, from the one below the root on.
func (n *node) folders() []*node {
	return slices.DeleteFunc(n.folds(), func(f *node) bool { return f.stretch })
}

// folds lists the folders and stretches that a page is in, from below the root on.
func (n *node) folds() []*node {
	var way []*node
	for f := n.parent; f != nil && f.parent != nil; f = f.parent {
		way = append(way, f)
	}
	slices.Reverse(way)
	return way
}

// index is the page that stands for a folder, its first by default.
func (n *node) index() string {
	for _, c := range n.children {
		if c.path != "" {
			return c.path
		}
	}
	return n.first()
}

// first is the first page in the order of a tree.
func (n *node) first() string {
	for _, c := range n.children {
		if path := cmp.Or(c.path, c.first()); path != "" {
			return path
		}
	}
	return ""
}

// branch is a tree of the navigation with its pages in their order.
type branch struct {
	*node
	pages []*node
	at    map[string]int // the path of a page → its place in pages
}

func newBranch(root *node) *branch {
	root.gather()
	b := &branch{node: root, pages: root.leaves(), at: map[string]int{}}
	for i, n := range b.pages {
		if _, twice := b.at[n.path]; !twice {
			b.at[n.path] = i
		}
	}
	return b
}

// page is the node of the page at a path, or nil.
func (b *branch) page(path string) *node {
	if i, found := b.at[path]; found {
		return b.pages[i]
	}
	return nil
}

// items shows the branch for the page at a path.
func (b *branch) items(path string) []NavItem {
	var open []*node
	if n := b.page(path); n != nil {
		open = n.folds()
	}
	return b.node.items(open, len(b.pages))
}

// items shows what is below a node of a tree of so many pages. Folds in open, which
// leads to the current page from below the node, are open.
func (n *node) items(open []*node, pages int) []NavItem {
	var items []NavItem
	between := pages > mostListed && n.parent != nil && !n.stretch && len(open) > 0 && !open[0].stretch
	for _, c := range n.children {
		switch {
		case between && c != open[0] && c.title != overview:
		case c.path != "":
			items = append(items, NavItem{Title: c.title, Path: c.path})
		case len(open) > 0 && c == open[0]:
			items = append(items, NavItem{Title: c.title, Open: true, Items: c.items(open[1:], pages)})
		case pages > mostOpen:
			items = append(items, NavItem{Title: c.title, Path: c.index(), fold: true})
		default:
			items = append(items, NavItem{Title: c.title, Items: c.items(nil, pages)})
		}
	}
	return items
}
