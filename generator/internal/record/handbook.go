package record

import (
	"net/url"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"pairbook/generator/internal/text"
)

// handbook tells pages from other files under content/, and sorts both by
// path: a folder's files come before a page that has its name and an ending.
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
	slices.SortFunc(pages, func(a, b file) int { return strings.Compare(a.path, b.path) })
	slices.SortFunc(assets, func(a, b *Asset) int { return strings.Compare(a.Path, b.Path) })
	return pages, assets
}

// IsFolderPage tells whether a page stands for its folder: README.md does, as
// on GitHub, and index.md.
func (p *Page) IsFolderPage() bool {
	name := strings.ToLower(path.Base(p.Path))
	return name == "index.md" || name == "readme.md"
}

// ReservedOutput tells whether the site writes files of its own at a path of
// the output, so that the handbook cannot have it. A person's page is none of
// them: it goes out of the handbook's way.
func ReservedOutput(output string) bool {
	output = strings.ToLower(output)
	folder, _, below := strings.Cut(output, "/")
	switch {
	case !below:
		return slices.Contains([]string{"404.html", "about.html", "attention.html", "join.html", "log.html", "metrics.html", "network.html", "roi.html", "search.html"}, output)
	case listPart.MatchString(output):
		return true
	case folder == "people":
		return output == "people/index.html"
	case folder == "assets":
		return path.Ext(output) != ".html"
	}
	return slices.Contains([]string{"api", "calendar", "cohorts", "exports"}, folder)
}

// listPart is where the pages lie that a long list of the site is cut into.
var listPart = regexp.MustCompile(`^(attention|log|network|people/index|search)/[0-9]+\.html$`)

// NaturalOutput is the place in the site that a page's path asks for.
func (p *Page) NaturalOutput() string {
	if p.IsFolderPage() {
		return path.Join(path.Dir(p.stem()), "index.html")
	}
	return p.stem() + ".html"
}

func (p *Page) stem() string {
	return strings.TrimPrefix(p.Path[:len(p.Path)-len(".md")], "content/")
}

// nameOutputs gives every page its place in the site: that of its file, with
// .html, and a folder's page as index.html. Where two pages want one place,
// index.md goes before README.md and the other keeps its own name; a place
// that the site needs itself becomes one under handbook/, unless a page is
// there by its own right.
func nameOutputs(pages []*Page) {
	order := slices.Clone(pages)
	slices.SortStableFunc(order, func(a, b *Page) int { return a.precedence() - b.precedence() })
	taken := map[string]bool{}
	for _, p := range order {
		p.claim(taken)
	}
}

// precedence orders the pages that may want one place, the first lowest.
func (p *Page) precedence() (rank int) {
	if ReservedOutput(p.NaturalOutput()) {
		rank += 2
	}
	if !strings.EqualFold(path.Base(p.Path), "index.md") {
		rank++
	}
	return rank
}

// claim takes the first free place of those that a page may have.
func (p *Page) claim(taken map[string]bool) {
	for n := 0; p.Output == ""; n++ {
		output := p.NaturalOutput()
		if n == 1 {
			output = p.stem() + ".html"
		} else if n > 1 {
			output = p.stem() + "-" + strconv.Itoa(n) + ".html"
		}
		if ReservedOutput(output) {
			output = "handbook/" + output
		}
		if key := text.Fold(output); !taken[key] {
			taken[key] = true
			p.Output = output
		}
	}
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
	case "http", "https", "mailto", "tel":
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
