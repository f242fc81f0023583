package view

import (
	"net/url"
	"path"
	"strings"
)

// Link is words that lead somewhere: to a path of the site, with a fragment
// if wanted, or to an address elsewhere. With neither it is words.
type Link struct {
	Words, Path, Fragment, Address string
}

// Who is what a person is called here. Path is their page's, "" without one;
// Party is mentor, mentee, peer or "".
type Who struct {
	Words, Path, Party string
}

// File is the address of a file or folder of the repository, "" without one.
func (s Source) File(file string) string {
	if path.Ext(file) == "" {
		return s.To("tree", file)
	}
	return s.To("blob", file)
}

// Edit is the address of the form that changes a file.
func (s Source) Edit(file string) string { return s.To("edit", file) }

// Add is the address of the form that adds a file of a name to a folder.
func (s Source) Add(folder, name, text string) string {
	address := s.To("new", folder)
	if address == "" {
		return ""
	}
	return address + "?" + url.Values{"filename": {name}, "value": {text}}.Encode()
}

func (s Source) To(view, file string) string {
	if s.Address == "" {
		return ""
	}
	return s.Address + "/" + view + "/" + EscapePath(s.Branch) + "/" + EscapePath(file)
}

func EscapePath(p string) string {
	elements := strings.Split(p, "/")
	for i, e := range elements {
		elements[i] = url.PathEscape(e)
	}
	return strings.Join(elements, "/")
}

// Source is where the records lie for those who may read them.
type Source struct {
	Address string // of the repository, without a slash at its end, or ""
	Branch  string
}
