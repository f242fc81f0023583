package record

import (
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"
)

// handbook tells pages from other files under content/.
func handbook(content []file) (pages []file, assets []*Asset) {
	page := &kinds[slices.IndexFunc(kinds, func(k kind) bool { return k.name == "page" })]
	for _, f := range content {
		if strings.EqualFold(path.Ext(f.path), ".md") {
			f.kind = page
			pages = append(pages, f)
		} else {
			assets = append(assets, &Asset{Path: f.path, Size: f.size})
		}
	}
	return pages, assets
}

// IsFolderPage tells whether a page stands for its folder: README.md does, as
// on GitHub, and index.md.
func (p *Page) IsFolderPage() bool {
	name := strings.ToLower(path.Base(p.Path))
	return name == "index.md" || name == "readme.md"
}

// ReservedOutput tells whether the site writes pages of its own at a path of
// the output, so that the handbook cannot have it.
func ReservedOutput(output string) bool {
	first, _, below := strings.Cut(strings.ToLower(output), "/")
	if below {
		return slices.Contains([]string{"api", "assets", "calendar", "cohorts", "exports", "handbook", "people"}, first)
	}
	return slices.Contains([]string{"404.html", "attention.html", "join.html", "log.html", "metrics.html", "network.html", "roi.html", "search.html"}, first)
}

// nameOutputs gives every page its place in the site: that of its file, with
// .html, and a folder's page as index.html. Where two pages want one place,
// index.md goes before README.md and the other keeps its own name; a place
// that the site needs itself becomes one under handbook/.
func nameOutputs(pages []*Page) {
	taken := map[string]bool{}
	claim := func(p *Page, output string) bool {
		key := foldName(output)
		if taken[key] {
			return false
		}
		taken[key] = true
		p.Output = output
		return true
	}
	for _, pass := range []func(*Page) bool{
		func(p *Page) bool { return strings.EqualFold(path.Base(p.Path), "index.md") },
		(*Page).IsFolderPage,
		func(*Page) bool { return true },
	} {
		for _, p := range pages {
			if p.Output == "" && pass(p) {
				p.claim(claim)
			}
		}
	}
}

func (p *Page) claim(claim func(*Page, string) bool) {
	stem := strings.TrimPrefix(p.Path[:len(p.Path)-len(".md")], "content/")
	if p.IsFolderPage() && claim(p, free(path.Join(path.Dir(stem), "index.html"))) {
		return
	}
	if claim(p, free(stem+".html")) {
		return
	}
	for n := 2; !claim(p, free(stem+"-"+strconv.Itoa(n)+".html")); n++ {
	}
}

func free(output string) string {
	if ReservedOutput(output) {
		return "handbook/" + output
	}
	return output
}

// TargetKind says where a link of the handbook leads.
type TargetKind int

// Where links lead: to a page, to another file of content/, to a file of the
// repository, out of it, nowhere, or where no page may link.
const (
	TargetPage TargetKind = iota
	TargetAsset
	TargetRepository
	TargetExternal
	TargetBroken
	TargetUnsafe
)

// Target is where a link leads. Path is from the root, for all but external
// addresses, which are Path as they stand. Fragment is without its #.
type Target struct {
	Kind     TargetKind
	Page     *Page
	Path     string
	Fragment string
}

// Resolve follows a link that stands in a file at the path from. A link to a
// folder leads to its page; one that leaves content/ to a file of the
// repository, which nobody looks up here.
func (r *Repository) Resolve(from, destination string) Target {
	u, err := url.Parse(destination)
	if err != nil || strings.HasPrefix(destination, "//") || strings.Contains(destination, "\\") {
		return Target{Kind: TargetUnsafe, Path: destination}
	}
	switch u.Scheme {
	case "http", "https", "mailto":
		return Target{Kind: TargetExternal, Path: destination}
	case "":
	default:
		return Target{Kind: TargetUnsafe, Path: destination}
	}
	to := from
	if u.Path != "" {
		to = path.Join(path.Dir(from), u.Path)
	}
	if strings.HasPrefix(u.Path, "/") {
		to = strings.TrimPrefix(path.Clean(u.Path), "/")
	}
	target := r.inside(to)
	target.Fragment = u.Fragment
	return target
}

func (r *Repository) inside(to string) Target {
	if to == ".." || strings.HasPrefix(to, "../") {
		return Target{Kind: TargetBroken, Path: to}
	}
	if to != "content" && !strings.HasPrefix(to, "content/") {
		return Target{Kind: TargetRepository, Path: to}
	}
	for _, candidate := range []string{to, to + "/index.md", to + "/README.md", to + "/readme.md"} {
		if p := r.PageAt(candidate); p != nil {
			return Target{Kind: TargetPage, Page: p, Path: candidate}
		}
	}
	if _, ok := slices.BinarySearchFunc(r.Assets, to, func(a *Asset, p string) int { return strings.Compare(a.Path, p) }); ok {
		return Target{Kind: TargetAsset, Path: to}
	}
	return Target{Kind: TargetBroken, Path: to}
}

// PageAt returns the page of a Markdown file, nil when there is none.
func (r *Repository) PageAt(file string) *Page {
	i, ok := slices.BinarySearchFunc(r.Pages, file, func(p *Page, f string) int { return strings.Compare(p.Path, f) })
	if !ok {
		return nil
	}
	return r.Pages[i]
}
