package view

import (
	"net/url"
	"path"
	"strings"

	"pairbook/generator/internal/forge"
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

// Source is where the records lie for those who may read them.
type Source struct {
	Forge   forge.Forge
	Address string // of the repository, without a slash at its end, or ""
	Branch  string
	Folder  string // of the programme in the repository, "." or "" for its top
}

// File is the address of a file or folder of the repository, "" without one.
func (s Source) File(file string) string {
	if path.Ext(file) == "" {
		return s.at(s.Forge.Folder, file)
	}
	return s.at(s.Forge.File, file)
}

// Edit is the address of the form that changes a file.
func (s Source) Edit(file string) string { return s.at(s.Forge.Edit, file) }

// New is the address of the form that adds a file to a folder, in which {name} and
// {text} stand for the file's name and what it says.
func (s Source) New(folder string) string { return s.at(s.Forge.New, folder) }

// Add is the address of the form that adds a file of a name to a folder.
func (s Source) Add(folder, name, text string) string {
	return strings.NewReplacer("{name}", url.QueryEscape(name), "{text}", url.QueryEscape(text)).Replace(s.New(folder))
}

// Commit is the address of a commit.
func (s Source) Commit(id string) string {
	if s.Address == "" || s.Forge.Commit == "" {
		return ""
	}
	return s.Address + strings.Replace(s.Forge.Commit, "{commit}", id, 1)
}

// Profile is the page of an account, on the host of the repository, else on the one
// that everybody can use. Where the repository is on no forge, accounts are GitHub's.
func (s Source) Profile(account string) Link {
	on := s.Forge
	if on.Words == "" {
		on = forge.Named(forge.GitHub)
	}
	home := on.Home
	if u, err := url.Parse(s.Address); err == nil && u.Host != "" && on.Name == s.Forge.Name {
		home = u.Scheme + "://" + u.Host
	}
	if home == "" {
		return Link{}
	}
	return Link{Words: "on " + on.Words, Address: home + strings.Replace(on.Profile, "{account}", EscapePath(account), 1)}
}

func (s Source) at(form, file string) string {
	if s.Address == "" || form == "" {
		return ""
	}
	return s.Address + strings.NewReplacer("{branch}", EscapePath(s.Branch), "{path}", EscapePath(path.Join(s.Folder, file))).Replace(form)
}

// EscapePath writes a path as it stands in an address. Most have nothing to escape.
func EscapePath(p string) string {
	if strings.Trim(p, "abcdefghijklmnopqrstuvwxyz0123456789-._/") == "" {
		return p
	}
	return strings.ReplaceAll(url.PathEscape(p), "%2F", "/")
}
