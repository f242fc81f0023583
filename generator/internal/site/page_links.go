package site

import (
	"html/template"
	"net/url"
	"strings"

	"pairbook/generator/internal/view"
)

// relative writes the way from one path of the site to another.
func relative(from, to string) string {
	if to == "" {
		return ""
	}
	for {
		here, beyond, below := strings.Cut(from, "/")
		there, rest, deeper := strings.Cut(to, "/")
		if !below || !deeper || here != there {
			break
		}
		from, to = beyond, rest
	}
	way := strings.Repeat("../", strings.Count(from, "/")) + view.EscapePath(to)
	// A colon in the first element would be read as a scheme.
	if first, _, _ := strings.Cut(way, "/"); strings.Contains(first, ":") {
		way = "./" + way
	}
	return way
}

// href writes a link as it stands in the page at from; "" when it leads nowhere.
func href(l view.Link, from string) string {
	switch {
	case l.Address != "":
		return l.Address
	case l.Path == "":
		return ""
	}
	return relative(from, l.Path) + fragment(l)
}

// fragment is the end of a link's address that names a place in the page.
func fragment(l view.Link) string {
	if l.Fragment == "" {
		return ""
	}
	return "#" + (&url.URL{Fragment: l.Fragment}).EscapedFragment()
}

// hrefValue is href for the theme. html/template passes http, https and mailto
// alone; a number to dial is passed when it has the characters of one.
func hrefValue(l view.Link, from string) any {
	href := href(l, from)
	number, dials := strings.CutPrefix(href, "tel:")
	if !dials || strings.Trim(number, "+0123456789().-") != "" {
		return href
	}
	return template.URL(href)
}
