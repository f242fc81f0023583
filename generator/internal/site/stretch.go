package site

import (
	"cmp"
	"fmt"
	"path"
	"strings"

	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/view"
)

// mostOnPage is how many bytes of a list stand in one file, by the estimate of its
// weight. What is around a list and what is escaped have as much room again before
// a file has 500 KB.
const mostOnPage = 200_000

// stretch is a part of a list that stands in one file.
type stretch[T any] struct {
	Path  string
	Words string // from the first item to the last: "Ada to Cyd"
	Items []T
}

// listed says of an item of a list what it is called and about how many bytes it
// takes up.
type listed[T any] struct {
	words  func(T) string
	weight func(T) int
}

// cut cuts a list into stretches of about the same weight, in its order and without
// leaving anything out. None weighs more than most by more than its last item. The
// first stretch is at the path, the others are numbered; a list that is short, or
// empty, is one stretch.
func (l listed[T]) cut(first string, all []T, most int) []stretch[T] {
	total := l.total(all)
	count := max(1, (total+most-1)/most)
	parts := []stretch[T]{{Path: first}}
	before, part := 0, 0
	for _, item := range all {
		if at := before * count / max(total, 1); at > part && len(parts[len(parts)-1].Items) > 0 {
			part = at
			parts = append(parts, stretch[T]{Path: pathOfPart(first, len(parts)+1)})
		}
		last := &parts[len(parts)-1]
		last.Items = append(last.Items, item)
		before += l.weight(item)
	}
	said := map[string]bool{}
	for i := range parts {
		parts[i].Words = l.span(parts[i].Items)
		if said[parts[i].Words] {
			parts[i].Words += fmt.Sprintf(" (part %d)", i+1)
		}
		said[parts[i].Words] = true
	}
	return parts
}

// total is the weight of a whole list.
func (l listed[T]) total(all []T) int {
	total := 0
	for _, item := range all {
		total += l.weight(item)
	}
	return total
}

// span says from what to what some items are.
func (l listed[T]) span(items []T) string {
	if len(items) == 0 {
		return ""
	}
	from, to := prose.Short(l.words(items[0]), 40), prose.Short(l.words(items[len(items)-1]), 40)
	if from == to {
		return from
	}
	return from + " to " + to
}

// pathOfPart is where the part of a list with a number lies, from 2 on: beside the
// first in a folder of its name.
func pathOfPart(first string, n int) string {
	ending := path.Ext(first)
	return fmt.Sprintf("%s/%d%s", strings.TrimSuffix(first, ending), n, ending)
}

// ways are the links to all stretches of a list; none to the only one.
func ways[T any](parts []stretch[T]) []view.Link {
	if len(parts) < 2 {
		return nil
	}
	var all []view.Link
	for _, p := range parts {
		all = append(all, view.Link{Words: p.Words, Path: p.Path})
	}
	return all
}

// addStretches adds a page for each stretch of a list, under an entry of the
// navigation; "" makes the first page the entry of the others. Each leads to its
// neighbours.
func addStretches[T any](b *builder, entry, template string, parts []stretch[T], make func(f Frame, part stretch[T]) any) {
	all := ways(parts)
	for i, part := range parts {
		b.pageUnder(entry, part.Path, template, func(f Frame) (any, error) {
			f.Stretches = all
			if i > 0 {
				f.Prev = all[i-1]
			}
			if i+1 < len(all) {
				f.Next = all[i+1]
			}
			return make(f, part), nil
		})
		entry = cmp.Or(entry, parts[0].Path)
	}
}

// addData adds a file of data for each stretch of a list, dense when there are
// several. The first names the others.
func addData[T any](b *builder, file string, dense bool, parts []stretch[T], first func(items []T, rest []string) any, other func(items []T) any) {
	add := b.json
	if dense || len(parts) > 1 {
		add = b.denseJSON
	}
	var rest []string
	for i, part := range parts[1:] {
		path := pathOfPart(file, i+2)
		rest = append(rest, path)
		add(path, func() any { return other(part.Items) })
	}
	b.divided[file] = len(rest) > 0
	add(file, func() any { return first(parts[0].Items, rest) })
}

// First reports whether the page is the first of those that a list is cut into, or
// the only one.
func (f *Frame) First() bool { return len(f.Stretches) == 0 || f.Stretches[0].Path == f.Path }

// headed titles a page of a list, and says where it is; words are those of its
// stretch.
func (f *Frame) headed(title, words string) {
	f.Title, f.Crumbs = f.called(title, words), []view.Link{home, {Words: title}}
	if !f.First() {
		f.Crumbs = []view.Link{home, {Words: title, Path: f.Stretches[0].Path}, {Words: words}}
	}
}

// called is what a page of a list is called; words are those of its stretch.
func (f *Frame) called(title, words string) string {
	if f.First() {
		return title
	}
	return title + ": " + words
}

// listEntry is the place of something in one of several lists that a page has one
// below the other.
type listEntry struct {
	list   string // its heading
	at     int
	weight int
}

// entriesOf are the entries of a list.
func entriesOf[T any](list string, all []T, weight func(T) int) []listEntry {
	var entries []listEntry
	for at, item := range all {
		entries = append(entries, listEntry{list, at, weight(item)})
	}
	return entries
}

// cutEntries cuts several lists as if they were one.
func cutEntries(first string, all []listEntry, most int) []stretch[listEntry] {
	return listed[listEntry]{func(e listEntry) string { return e.list }, func(e listEntry) int { return e.weight }}.cut(first, all, most)
}

// entriesIn are what a stretch has of a list.
func entriesIn[T any](part stretch[listEntry], list string, all []T) []T {
	var some []T
	for _, e := range part.Items {
		if e.list == list {
			some = append(some, all[e.at])
		}
	}
	return some
}
