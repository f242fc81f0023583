package site

import (
	"cmp"
	"path"
	"slices"
	"strings"
)

// NavGroup is a part of the navigation under a heading.
type NavGroup struct {
	Title string
	Items []NavItem
}

// NavItem is a page, or a fold of pages; Open folds hold the current page.
type NavItem struct {
	Title   string
	Path    string // "" of a fold
	Current string // page, or true for the entry that the page is under
	Open    bool
	Items   []NavItem
}

// node is a folder or a page of the tree that all navigation is made of.
type node struct {
	title    string
	path     string // of a page
	order    int
	key      string // what it is called on the disk
	children []*node
}

// overview is what the navigation calls the page that stands for a folder.
const overview = "Overview"

// mostOpen is how many entries the navigation may have before folds that do not
// hold the current page become links.
const mostOpen = 150

// tree makes folders of the handbook's pages, each sorted by order, title, name.
func tree(pages []*Page) *node {
	root := &node{}
	folders := map[string]*node{".": root}
	for _, p := range pages {
		at := folder(folders, path.Dir(strings.TrimPrefix(p.File, "content/")))
		leaf := &node{title: p.Title, path: p.Path, order: p.Order, key: p.File}
		if p.folder {
			leaf.title, leaf.order, leaf.key = overview, -1<<31, ""
			if at == root {
				leaf.title = "Home"
			}
			at.title, at.order = p.Title, p.Order
		}
		at.children = append(at.children, leaf)
	}
	root.sort()
	return root
}

func folder(folders map[string]*node, dir string) *node {
	if n := folders[dir]; n != nil {
		return n
	}
	n := &node{title: sentence(strings.NewReplacer("-", " ", "_", " ").Replace(path.Base(dir))), key: dir}
	folders[dir] = n
	above := folder(folders, path.Dir(dir))
	above.children = append(above.children, n)
	return n
}

// sort puts what has an order before what has none.
func (n *node) sort() {
	slices.SortFunc(n.children, func(a, b *node) int {
		return cmp.Or(boolean(a.order == 0)-boolean(b.order == 0), cmp.Compare(a.order, b.order),
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

// way lists the nodes from this one to a page, both included; nil when the page
// is not below.
func (n *node) way(to string) []*node {
	if n.path == to && to != "" {
		return []*node{n}
	}
	for _, c := range n.children {
		if rest := c.way(to); rest != nil {
			return append([]*node{n}, rest...)
		}
	}
	return nil
}

// index is the page that stands for a folder, its first by default.
func (n *node) index() string {
	for _, c := range n.children {
		if c.path != "" {
			return c.path
		}
	}
	if leaves := n.leaves(); len(leaves) > 0 {
		return leaves[0].path
	}
	return ""
}

// items shows a node's children for the page at current. With small, folds that
// do not hold it become links.
func (n *node) items(current string, small bool) []NavItem {
	var items []NavItem
	for _, c := range n.children {
		switch {
		case c.path != "":
			items = append(items, NavItem{Title: c.title, Path: c.path, Current: mark(c.path == current)})
		case c.way(current) != nil:
			items = append(items, NavItem{Title: c.title, Open: true, Items: c.items(current, small)})
		case small:
			items = append(items, NavItem{Title: c.title, Path: c.index()})
		default:
			items = append(items, NavItem{Title: c.title, Items: c.items(current, small)})
		}
	}
	return items
}

func mark(current bool) string {
	if current {
		return "page"
	}
	return ""
}
