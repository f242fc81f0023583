// Package forge holds what differs between the hosts of git repositories: how each
// writes the addresses of its pages, what its pages call the steps of a change, and
// which names it gives to accounts. It is one table, and all that is known of them.
package forge

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"pairbook/generator/internal/text"
)

// Forge is a kind of host. Its addresses follow that of a repository; in them {branch}
// and {path} stand for what is looked at, {name} and {text} for a new file and what it
// says, {commit} for a commit and {account} for an account. A forge without a form has
// no such page.
type Forge struct {
	Name  string // in records
	Words string // what people call it, "" of none
	Home  string // the one that everybody can use, "" if there are several

	File, Folder, Edit, New, Commit string
	Profile                         string // follows the host alone

	Propose string // how its page for a new file is sent off, as an instruction
	Account Account
}

// Account is the form of an account's name. Both are regular expressions that Go and
// browsers read alike.
type Account struct {
	Key  string // of a person's record, as it is written before the name
	Form string
	Not  string // what no part of it is
	Mail string // the addresses that commits have of who keeps their own: the number and the name
}

// The names of forges.
const (
	GitHub  = "github"
	GitLab  = "gitlab"
	Forgejo = "forgejo" // and Gitea, whose addresses are the same
	None    = "none"
)

// All lists the forges. The last is none: its repository is not looked at in a browser.
func All() []Forge {
	return []Forge{
		{
			Name: GitHub, Words: "GitHub", Home: "https://github.com",
			File: "/blob/{branch}/{path}", Folder: "/tree/{branch}/{path}", Edit: "/edit/{branch}/{path}",
			New: "/new/{branch}/{path}?filename={name}&value={text}", Commit: "/commit/{commit}", Profile: "/{account}",
			Propose: "choose “Commit changes…” there, then “Propose changes”",
			// One underscore stands before the short name of an enterprise; accounts of long ago
			// have two hyphens, or one at the end.
			Account: Account{Key: "github", Form: `^[A-Za-z0-9][A-Za-z0-9-]*(_[A-Za-z0-9]+)?$`, Not: `.{40}`,
				Mail: `^(?:(\d+)\+)?([^@+]+)@users\.noreply\.`},
		},
		{
			Name: GitLab, Words: "GitLab", Home: "https://gitlab.com",
			File: "/-/blob/{branch}/{path}", Folder: "/-/tree/{branch}/{path}", Edit: "/-/edit/{branch}/{path}",
			New: "/-/new/{branch}/{path}?file_name={name}&content={text}", Commit: "/-/commit/{commit}", Profile: "/{account}",
			Propose: "choose “Commit changes” there, then “Create merge request”",
			Account: Account{Key: "accounts:\n  gitlab", Form: `^([A-Za-z0-9_.][A-Za-z0-9_.-]*[A-Za-z0-9_-]|[A-Za-z0-9_])$`, Not: `\.(git|atom)$|.{256}`,
				Mail: `^(?:(\d+)-)?([^@]+)@users\.noreply\.`},
		},
		{
			Name: Forgejo, Words: "Forgejo",
			File: "/src/branch/{branch}/{path}", Folder: "/src/branch/{branch}/{path}", Edit: "/_edit/{branch}/{path}",
			New: "/_new/{branch}/{path}?filename={name}&value={text}", Commit: "/commit/{commit}", Profile: "/{account}",
			Propose: "choose “Create a new branch” there, then “Propose file change”",
			Account: Account{Key: "accounts:\n  forgejo", Form: `^[A-Za-z0-9][A-Za-z0-9_.-]*$`, Not: `[-._]{2}|[-._]$|.{41}`,
				Mail: `^()([^@]+)@noreply\.`},
		},
		{Name: None},
	}
}

// Names lists the names of the forges.
func Names() (names []string) {
	for _, f := range All() {
		names = append(names, f.Name)
	}
	return names
}

// Named returns the forge of a name, that of none for any other.
func Named(name string) Forge {
	all := All()
	i := slices.IndexFunc(all, func(f Forge) bool { return f.Name == name })
	if i < 0 {
		return all[len(all)-1]
	}
	return all[i]
}

// Of returns the forge that has a repository: the one that is said, or else the one
// that the host of its address is called after. Where neither tells, it is none.
func Of(said, repository string) Forge {
	if said != "" {
		return Named(said)
	}
	f, _ := At(repository)
	return f
}

// At returns the forge that the host of a repository is called after, and whether it
// is called after one.
func At(repository string) (Forge, bool) {
	u, err := url.Parse(repository)
	if err != nil {
		return Named(None), false
	}
	words := strings.FieldsFunc(strings.ToLower(u.Hostname()), func(r rune) bool { return r == '.' || r == '-' })
	for _, word := range words {
		switch word {
		case "github", "ghe":
			return Named(GitHub), true
		case "gitlab":
			return Named(GitLab), true
		case "forgejo", "gitea", "codeberg":
			return Named(Forgejo), true
		}
	}
	return Named(None), false
}

// Repository returns the address of a repository as those of its pages begin. It
// may have been copied from where one clones it, or with a slash at its end.
func Repository(address string) string {
	return strings.TrimSuffix(strings.TrimRight(address, "/"), ".git")
}

// Holds reports whether an address, as Repository returns it, can be that of a whole
// repository on the forge: an owner and a name, elsewhere than on GitHub below any
// number of groups or folders.
func (f Forge) Holds(address string) bool {
	u, err := url.Parse(address)
	if err != nil {
		return false
	}
	parts := strings.Split(strings.Trim(u.Path, "/"), "/")
	whole := !slices.Contains(parts, "") && !slices.Contains(parts, "-")
	return f.Words == "" || whole && (len(parts) == 2 || len(parts) > 2 && f.Name != GitHub)
}

// Hidden returns a function that finds the name of an account, and its number or 0, in
// the address that the forge gives to who keeps their own to themselves; "" in any other.
func (a Account) Hidden() func(address string) (name string, number int) {
	mail := text.Pattern(a.Mail)()
	return func(address string) (string, int) {
		found := mail.FindStringSubmatch(address)
		if a.Mail == "" || found == nil {
			return "", 0
		}
		number, _ := strconv.Atoi(found[1])
		return found[2], number
	}
}

// Allows returns a function that reports whether the forge can have an account of a
// name.
func (a Account) Allows() func(name string) bool {
	form, not := text.Pattern(a.Form)(), text.Pattern(a.Not)()
	return func(name string) bool { return form.MatchString(name) && !not.MatchString(name) }
}
