package site

import (
	"html/template"
	"slices"
	"strconv"
	"strings"
)

// navKey is what the navigation depends on. It is written once for the pages that
// differ in nothing but which entry is the current one: those of one folder in the site
// that are in one fold.
type navKey struct {
	folder              string // see folderOf
	handbook, programme *node  // the folds that the page is in; nil where it is no entry
	entry               string // the entry that the page is under, when that is another's
}

// navigation is HTML in pieces. After each but the last stands the link of an entry,
// which says there that it is the current page.
type navigation struct {
	pieces []string
	paths  []string // of the entries
	size   int      // in bytes, with nothing marked
}

// nav is the navigation of the page at a path, under an entry or "".
func (b *builder) nav(path, entry string) (template.HTML, error) {
	n, err := b.navigations.of(b.navKey(path, entry), func() (*navigation, error) { return b.writeNavigation(path, entry) })
	if err != nil {
		return "", err
	}
	return n.at(path), nil
}

func (b *builder) navKey(page, entry string) navKey {
	key := navKey{folder: b.folderOf(page), entry: entry}
	if n := b.handbook.page(page); n != nil {
		key.handbook = n.parent
	}
	if n := b.programme.page(page); n != nil {
		key.programme = n.parent
	}
	return key
}

// groups is the navigation of a page as values, by what people do. An entry that it is
// under is marked.
func (b *builder) groups(path string, entry string) []NavGroup {
	all := []NavGroup{{Title: "Take part"}, {Title: "Handbook"}, {Title: "This programme"}, {Title: "For coordinators"}}
	for own, from := range []*branch{b.programme, b.handbook} {
		for i, item := range from.items(path) {
			at := groupOf(from.children[i], 2-own)
			all[at].Items = append(all[at].Items, item)
		}
	}
	slices.SortStableFunc(all[0].Items, func(a, b NavItem) int { return slices.Index(takePart, a.Path) - slices.Index(takePart, b.Path) })
	all = slices.DeleteFunc(all, func(g NavGroup) bool { return len(g.Items) == 0 })
	for _, g := range all {
		markUnder(g.Items, entry)
	}
	return all
}

// takePart and coordinate are the pages of these two groups, takePart in its order.
var (
	takePart   = []string{"index.html", "join.html", logIndex}
	coordinate = []string{attentionIndex, "metrics.html", "roi.html"}
)

// groupOf is the place of the group that an entry belongs to; other is that of its
// branch. The folder of letters is for those who send them.
func groupOf(n *node, other int) int {
	switch {
	case slices.Contains(takePart, n.path):
		return 0
	case n.coordinators || slices.Contains(coordinate, n.path) || n.path == "" && n.key == "messages":
		return 3
	}
	return other
}

// markUnder marks the first entry at a path, and opens the folds that it is in.
func markUnder(items []NavItem, path string) bool {
	for i := range items {
		if items[i].Path == path && path != "" {
			items[i].Mark = ` aria-current="true"`
			return true
		}
		if markUnder(items[i].Items, path) {
			items[i].Open = true
			return true
		}
	}
	return false
}

// writeNavigation has the theme write the navigation with a number at each entry, and
// takes it apart there. No text holds what a number is put between.
func (b *builder) writeNavigation(path, entry string) (*navigation, error) {
	groups := b.groups(path, entry)
	var paths []string
	for _, g := range groups {
		paths = numberEntries(g.Items, paths)
	}
	frame := &Frame{Path: path, root: b.rootOf(path)}
	html, err := b.theme.fragment("navigation", frame.With(groups))
	if err != nil {
		return nil, err
	}
	n := &navigation{}
	for i, piece := range strings.Split(string(html), numberMark) {
		if at, err := strconv.Atoi(piece); i%2 == 1 && err == nil && at < len(paths) {
			n.paths = append(n.paths, paths[at])
			continue
		}
		n.pieces = append(n.pieces, piece)
		n.size += len(piece)
	}
	return n, nil
}

// numberMark stands before and after the number of an entry. html/template writes
// another character for it.
const numberMark = "\x00"

// numberEntries gives the entries that can be the current page their numbers, and adds
// their paths.
func numberEntries(items []NavItem, paths []string) []string {
	for i := range items {
		if item := &items[i]; item.Path != "" && !item.fold && item.Mark == "" {
			item.Mark = template.HTMLAttr(numberMark + strconv.Itoa(len(paths)) + numberMark)
			paths = append(paths, item.Path)
		}
		paths = numberEntries(items[i].Items, paths)
	}
	return paths
}

// at writes the navigation for the page at a path.
func (n *navigation) at(path string) template.HTML {
	const mark = ` aria-current="page"`
	var b strings.Builder
	b.Grow(n.size + len(mark))
	for i, piece := range n.pieces {
		b.WriteString(piece)
		if i < len(n.paths) && n.paths[i] == path {
			b.WriteString(mark)
		}
	}
	return template.HTML(b.String())
}
