package site

import (
	"cmp"
	"html/template"
	"net/url"
	"path"
	"strings"

	"pairbook/generator/internal/markdown"
	"pairbook/generator/internal/record"
)

// places knows where things are: what a link of the handbook leads to, and the
// addresses of the repository.
type places struct {
	records *record.Repository
	source  Source
	spelled *spelling
	told    func(file string) string  // a path as the audience may have it
	assets  map[string]string         // path of a picture in the repository → in the site
	texts   map[string]*markdown.Page // the handbook's, by their path in the site
}

func newPlaces(repo *record.Repository, told func(string) string) *places {
	p := &places{records: repo, spelled: newSpelling(repo), told: told, assets: map[string]string{}, texts: map[string]*markdown.Page{}, source: Source{Branch: "main"}}
	if repo.Site != nil {
		p.source.Address = strings.TrimSuffix(webAddress(string(repo.Site.Repository)), "/")
		if repo.Site.Branch != "" {
			p.source.Branch = repo.Site.Branch
		}
	}
	return p
}

// file is the address of a file or folder of the repository, "" without one.
func (s Source) file(file string) string {
	if path.Ext(file) == "" {
		return s.to("tree", file)
	}
	return s.to("blob", file)
}

// edit is the address of the form that changes a file.
func (s Source) edit(file string) string { return s.to("edit", file) }

// add is the address of the form that adds a file of a name to a folder.
func (s Source) add(folder, name, text string) string {
	address := s.to("new", folder)
	if address == "" {
		return ""
	}
	return address + "?" + url.Values{"filename": {name}, "value": {text}}.Encode()
}

func (s Source) to(view, file string) string {
	if s.Address == "" {
		return ""
	}
	return s.Address + "/" + view + "/" + escapePath(s.Branch) + "/" + escapePath(file)
}

func escapePath(p string) string {
	elements := strings.Split(p, "/")
	for i, e := range elements {
		elements[i] = url.PathEscape(e)
	}
	return strings.Join(elements, "/")
}

// webAddress lets pass what may stand in a link: http, https, mailto and tel.
func webAddress(address string) string {
	u, err := url.Parse(address)
	switch {
	case err != nil:
		return ""
	case (u.Scheme == "http" || u.Scheme == "https") && u.Host != "":
		return u.String()
	case u.Scheme == "mailto" && u.Opaque != "", u.Scheme == "tel" && record.SafeAddress(address):
		return u.String()
	}
	return ""
}

// address shows an address that a record holds: elsewhere, or a page of the
// handbook relative to content/.
func (p *places) address(a record.Address) Link {
	if a == "" {
		return Link{}
	}
	link := p.resolve("content/index.md", string(a))
	if mail, ok := strings.CutPrefix(link.Address, "mailto:"); ok {
		link.Words, _, _ = strings.Cut(mail, "?")
	}
	if number, ok := strings.CutPrefix(link.Address, "tel:"); ok {
		link.Words = number
	}
	return link
}

// contact shows whom to turn to. What reaches somebody by itself is a way, also
// where it stands in the place of the page.
func (p *places) contact(c record.Contact) Contact {
	shown := Contact{Page: p.address(c.Page), Hours: c.Hours}
	add := func(a record.Address, words string) {
		if link := p.address(a); link.Address != "" && record.SafeAddress(string(a)) {
			link.Words = cmp.Or(words, link.Words)
			shown.Ways = append(shown.Ways, link)
		}
	}
	if c.Mail != "" {
		add(c.Mail.Address(), string(c.Mail))
	}
	if c.Tel != "" {
		add(c.Tel.Address(), string(c.Tel))
	}
	if scheme, _, _ := strings.Cut(shown.Page.Address, ":"); scheme == "mailto" || scheme == "tel" {
		shown.Ways, shown.Page = append(shown.Ways, shown.Page), Link{}
	}
	return shown
}

// resolve follows a link that stands in a file of the repository. A link that
// leads nowhere, or where no repository is named, is empty.
func (p *places) resolve(from, destination string) Link {
	t := p.records.Resolve(from, destination)
	switch t.Kind {
	case record.TargetPage:
		return p.section(p.spelled.pages[t.Page], t.Fragment)
	case record.TargetAsset:
		if published, ok := p.assets[t.Path]; ok {
			return Link{Path: published, Fragment: t.Fragment}
		}
		return Link{Address: p.source.file(t.Path)}
	case record.TargetRepository:
		return Link{Address: p.source.file(p.told(t.Path))}
	case record.TargetExternal:
		return Link{Address: webAddress(t.Path)}
	}
	return Link{}
}

// section links to a heading of a page, or to the page when it has no such.
func (p *places) section(path, fragment string) Link {
	if text := p.texts[path]; text == nil || !text.HasAnchor(fragment) {
		fragment = ""
	}
	return Link{Path: path, Fragment: fragment}
}

// relative writes the way from one path of the site to another.
func relative(from, to string) string {
	if to == "" {
		return ""
	}
	here, there := strings.Split(from, "/"), strings.Split(to, "/")
	for len(here) > 1 && len(there) > 1 && here[0] == there[0] {
		here, there = here[1:], there[1:]
	}
	way := strings.Repeat("../", len(here)-1) + escapePath(strings.Join(there, "/"))
	// A colon in the first element would be read as a scheme.
	if first, _, _ := strings.Cut(way, "/"); strings.Contains(first, ":") {
		way = "./" + way
	}
	return way
}

// href writes a link as it stands in the page at from; "" when it leads nowhere.
func (l Link) href(from string) string {
	switch {
	case l.Address != "":
		return l.Address
	case l.Path == "":
		return ""
	case l.Fragment != "":
		return relative(from, l.Path) + "#" + (&url.URL{Fragment: l.Fragment}).EscapedFragment()
	}
	return relative(from, l.Path)
}

// value is href for the theme. html/template lets pass http, https and mailto; of
// a number to dial it is told here that it is safe.
func (l Link) value(from string) any {
	if href := l.href(from); !strings.HasPrefix(href, "tel:") || !record.SafeAddress(href) {
		return href
	}
	return template.URL(l.Address)
}
