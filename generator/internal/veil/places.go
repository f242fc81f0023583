package veil

import (
	"cmp"
	"net/url"
	"strings"

	"pairbook/generator/internal/forge"
	"pairbook/generator/internal/markdown"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/view"
)

// places knows where things are: what a link of the handbook leads to, and the
// addresses of the repository.
type places struct {
	records *record.Repository
	source  view.Source
	spelled *spelling
	told    func(file string) string  // a path as the audience may have it
	assets  map[string]string         // path of a picture in the repository → in the site
	texts   map[string]*markdown.Page // the handbook's, by their path in the site
}

func newPlaces(repo *record.Repository, folder string, told func(string) string) *places {
	site := repo.Site
	return &places{records: repo, spelled: newSpelling(repo), told: told, assets: map[string]string{}, texts: map[string]*markdown.Page{},
		source: view.Source{Forge: site.On(), Address: webAddress(forge.Repository(string(site.Repository))), Branch: site.Branch, Folder: folder}}
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
func (p *places) address(a record.Address) view.Link {
	if a == "" {
		return view.Link{}
	}
	link := p.resolve(start, string(a))
	if mail, ok := strings.CutPrefix(link.Address, "mailto:"); ok {
		link.Words, _, _ = strings.Cut(mail, "?")
	}
	if number, ok := strings.CutPrefix(link.Address, "tel:"); ok {
		link.Words = number
	}
	return link
}

// namedLinks shows links by their words, or else by the title of their page or by their
// address; one that leads nowhere is words.
func (p *places) namedLinks(links []record.NamedLink) (shown []view.Link) {
	for _, l := range links {
		link := p.address(l.URL)
		_, bare, _ := strings.Cut(link.Address, "://")
		if page := p.texts[link.Path]; page != nil {
			link.Words = page.Title
		}
		link.Words = cmp.Or(l.Title, link.Words, strings.TrimSuffix(bare, "/"), string(l.URL))
		shown = append(shown, link)
	}
	return shown
}

// contact shows whom to turn to. What reaches somebody by itself is a way, also
// where it stands in the place of the page.
func (p *places) contact(c record.Contact) view.Contact {
	shown := view.Contact{Page: p.address(c.Page), Hours: c.Hours}
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
		shown.Ways, shown.Page = append(shown.Ways, shown.Page), view.Link{}
	}
	return shown
}

// resolve follows a link that stands in a file of the repository. A link that
// leads nowhere, or where no repository is named, is empty.
func (p *places) resolve(from, destination string) view.Link {
	return p.follow(p.records.Resolve(from, destination))
}

func (p *places) follow(t record.Target) view.Link {
	switch t.Kind {
	case record.TargetPage:
		return p.section(p.spelled.pages[t.Page], t.Fragment)
	case record.TargetAsset:
		if published, ok := p.assets[t.Path]; ok {
			return view.Link{Path: published, Fragment: t.Fragment}
		}
		return view.Link{Address: p.source.File(t.Path)}
	case record.TargetRepository:
		return view.Link{Address: p.source.File(p.told(t.Path))}
	case record.TargetExternal:
		return view.Link{Address: webAddress(t.Path)}
	}
	return view.Link{}
}

// section links to a heading of a page, or to the page when it has no such.
func (p *places) section(path, fragment string) view.Link {
	id := ""
	if text := p.texts[path]; text != nil {
		id, _ = text.Anchor(fragment)
	}
	return view.Link{Path: path, Fragment: id}
}

// links follows the relative links of a text that stands in a file, by their
// destination.
func (p *places) links(file string, text *markdown.Page) map[string]view.Link {
	links := map[string]view.Link{}
	for _, l := range text.Links {
		if way, _ := l.Target(); l.Kind == markdown.Relative && way != "" {
			t := p.records.Resolve(file, l.Destination)
			links[l.Destination] = p.follow(t)
			if t.Kind == record.TargetSite && strings.HasPrefix(file, "content/") {
				links[l.Destination] = view.Link{Path: t.Path, Fragment: t.Fragment}
			}
		}
	}
	return links
}

// siteAddress is the address that a site was given, or that its record has.
func siteAddress(in Input) string {
	return baseAddress(cmp.Or(in.BaseURL, string(in.Repo.Site.BaseURL)))
}

// baseAddress ends an address with a slash. An address that no path can follow
// is none.
func baseAddress(address string) string {
	u, err := url.Parse(webAddress(address))
	if err != nil || u.Host == "" || u.RawQuery != "" || u.Fragment != "" {
		return ""
	}
	return strings.TrimRight(u.String(), "/") + "/"
}
