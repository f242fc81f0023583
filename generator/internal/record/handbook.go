package record

import (
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"

	"pairbook/generator/internal/text"
)

// handbook separates the pages under content/ from other files and sorts both by
// path. The files of a folder come before a page of the same name.
func handbook(content []file) (pages []file, assets []*Asset) {
	page := &kinds[slices.IndexFunc(kinds, func(k kind) bool { return k.name == "page" })]
	for _, f := range content {
		if isPage(f.path) {
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

// isPage reports whether a file of content/ is a page by its name.
func isPage(file string) bool { return strings.EqualFold(path.Ext(file), ".md") }

// IsFolderPage reports whether a page stands for its folder: README.md does, as
// on GitHub, and index.md.
func (p *Page) IsFolderPage() bool {
	name := strings.ToLower(path.Base(p.Path))
	return name == "index.md" || name == "readme.md"
}

// ReservedOutput reports whether the site writes files of its own at a path of
// the output, so that the handbook cannot have it. A person's page is none of
// them: it goes out of the handbook's way.
func ReservedOutput(output string) bool {
	output = strings.ToLower(output)
	folder, _, below := strings.Cut(output, "/")
	switch {
	case !below:
		return slices.Contains([]string{"404.html", "about.html", "attention.html", "feed.xml", "join.html", "log.html", "manifest.json", "metrics.html", "network.html", "robots.txt", "roi.html", "search.html", "sitemap.xml"}, output)
	case listPart().MatchString(output):
		return true
	case folder == "people":
		return output == "people/index.html"
	case folder == "assets":
		return path.Ext(output) != ".html"
	}
	return slices.Contains([]string{"api", "calendar", "cohorts", "exports"}, folder)
}

// listPart matches the pages that a long list of the site is split into.
var listPart = text.Pattern(`^(attention|log|network|people/index|search)/[0-9]+\.html$`)

// NaturalOutput returns the path in the site that corresponds to a page's path.
func (p *Page) NaturalOutput() string {
	if p.IsFolderPage() {
		return path.Join(path.Dir(p.stem()), "index.html")
	}
	return p.stem() + ".html"
}

func (p *Page) stem() string {
	return strings.TrimPrefix(p.Path[:len(p.Path)-len(".md")], "content/")
}

// nameOutputs sets the path of each page in the site: that of its file, with .html,
// and index.html for a folder's page. If two pages want one path, index.md goes
// before README.md, which keeps its own name. A path that the site needs itself
// moves below handbook/, unless another page is there.
func nameOutputs(pages []*Page) {
	order := slices.Clone(pages)
	slices.SortStableFunc(order, func(a, b *Page) int { return a.precedence() - b.precedence() })
	taken := map[string]bool{}
	for _, p := range order {
		p.claim(taken)
	}
}

// precedence ranks the pages that may want one path; the lowest rank goes first.
func (p *Page) precedence() (rank int) {
	if ReservedOutput(p.NaturalOutput()) {
		rank += 2
	}
	if !strings.EqualFold(path.Base(p.Path), "index.md") {
		rank++
	}
	return rank
}

// claim sets the path of a page to the first free one of its candidates.
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

// TargetKind is the kind of a link's target.
type TargetKind int

// The kinds of targets.
const (
	TargetPage       TargetKind = iota
	TargetAsset                 // another file of content/
	TargetRepository            // a file elsewhere in the repository
	TargetSite                  // a page that the site makes itself
	TargetExternal
	TargetBroken // a missing file
	TargetUnsafe // an address that no page may link to
)

// Target is the target of a link. Path is relative to the root of the repository; for
// an external address it is the address. Fragment has no #.
type Target struct {
	Kind     TargetKind
	Page     *Page
	Path     string
	Fragment string
	Moved    bool // the page has left that path
}

// Resolve resolves a link in the file from. A link to a folder leads to its page, and a
// link to where a page was leads to the page. A link out of content/ leads to a file of the repository, which is not looked up.
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
	candidates := []string{to, to + "/index.md", to + "/README.md", to + "/readme.md"}
	for _, candidate := range candidates {
		if p := r.PageAt(candidate); p != nil {
			return Target{Kind: TargetPage, Page: p, Path: candidate}
		}
	}
	if r.Asset(to) != nil {
		return Target{Kind: TargetAsset, Path: to}
	}
	if r.ownPage(strings.TrimPrefix(to, "content/")) {
		return Target{Kind: TargetSite, Path: strings.TrimPrefix(to, "content/")}
	}
	for _, candidate := range candidates {
		if p := r.moved[candidate]; p != nil {
			return Target{Kind: TargetPage, Page: p, Path: candidate, Moved: true}
		}
	}
	return Target{Kind: TargetBroken, Path: to}
}

// ownPage reports whether the site makes a page at a path for an audience, though not
// for each.
func (r *Repository) ownPage(to string) bool {
	name, isPage := strings.CutSuffix(to, ".html")
	folder, id, below := strings.Cut(name, "/")
	switch {
	case !isPage:
		return false
	case !below:
		return name != "404" && to == strings.ToLower(to) && ReservedOutput(to)
	case id == "index":
		return slices.Contains([]string{"cohorts", "people", "programs", "roles"}, folder)
	case folder == "programs":
		return r.Programs.Has(ProgramID(id))
	case folder == "roles":
		return r.Roles.Has(RoleID(id))
	case folder == "cohorts":
		cohort, page, _ := strings.Cut(id, "/")
		return page == "index" && r.Cohorts.Has(CohortID(cohort))
	}
	return false
}

// PageAt returns the page of a Markdown file, or nil.
func (r *Repository) PageAt(file string) *Page {
	i, ok := slices.BinarySearchFunc(r.Pages, file, func(p *Page, f string) int { return strings.Compare(p.Path, f) })
	if !ok {
		return nil
	}
	return r.Pages[i]
}
