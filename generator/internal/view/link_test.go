package view

import (
	"testing"

	"pairbook/generator/internal/forge"
)

// TestWhereRecordsLie writes the addresses of files, folders, forms and commits, and none of
// a repository that is nowhere or on no forge.
func TestWhereRecordsLie(t *testing.T) {
	s := Source{Forge: forge.Named(forge.GitHub), Address: "https://github.com/two/by-two", Branch: "März 1", Folder: "pairs"}
	none := Source{Forge: forge.Named(forge.None), Address: s.Address, Branch: s.Branch}
	nowhere := Source{Forge: s.Forge}
	for _, c := range []struct{ got, want string }{
		{s.File("program/a b.yaml"), s.Address + "/blob/M%C3%A4rz%201/pairs/program/a%20b.yaml"},
		{s.File("program/people"), s.Address + "/tree/M%C3%A4rz%201/pairs/program/people"},
		{s.Edit("content/index.md"), s.Address + "/edit/M%C3%A4rz%201/pairs/content/index.md"},
		{s.New("program/people"), s.Address + "/new/M%C3%A4rz%201/pairs/program/people?filename={name}&value={text}"},
		{s.Add("program/people", "ada.yaml", "name: A & B\n"), s.Address + "/new/M%C3%A4rz%201/pairs/program/people?filename=ada.yaml&value=name%3A+A+%26+B%0A"},
		{s.Commit("1a2b"), s.Address + "/commit/1a2b"},
		{none.File("a.yaml") + none.File("a") + none.Edit("a.md") + none.Add("a", "b", "c") + none.Commit("1a2b"), ""},
		{nowhere.File("a.yaml") + nowhere.File("a") + nowhere.Edit("a.md") + nowhere.Add("a", "b", "c") + nowhere.Commit("1a2b"), ""},
	} {
		if c.got != c.want {
			t.Errorf("%q, not %q", c.got, c.want)
		}
	}
}

// TestWhereAccountsAre links to an account on the host of the repository, else on the one
// that everybody can use, if there is one.
func TestWhereAccountsAre(t *testing.T) {
	github, forgejo, none := forge.Named(forge.GitHub), forge.Named(forge.Forgejo), forge.Named(forge.None)
	for _, c := range []struct {
		source Source
		want   Link
	}{
		{Source{Forge: github, Address: "https://git.example/two/by-two"}, Link{Words: "on GitHub", Address: "https://git.example/ada%20b"}},
		{Source{Forge: github}, Link{Words: "on GitHub", Address: "https://github.com/ada%20b"}},
		{Source{Forge: none, Address: "https://git.example/two/by-two"}, Link{Words: "on GitHub", Address: "https://github.com/ada%20b"}},
		{Source{Forge: forgejo, Address: "https://git.example/two/by-two"}, Link{Words: "on Forgejo", Address: "https://git.example/ada%20b"}},
		{Source{Forge: forgejo}, Link{}},
	} {
		if got := c.source.Profile("ada b"); got != c.want {
			t.Errorf("%s at %q: %+v, not %+v", c.source.Forge.Name, c.source.Address, got, c.want)
		}
	}
}
