package forge

import (
	"math"
	"strings"
	"testing"
)

// TestAccounts has the names that each forge gives, and those that it refuses.
func TestAccounts(t *testing.T) {
	long := func(n int) string { return strings.Repeat("a", n) }
	for _, c := range []struct{ on, given, refused string }{
		{GitHub, "ada a 1 Ada-L alice_contoso alice-b_contoso0 a--b x- " + long(39), "-ada _ada ada_ a_b_c ada.l a/b @ada " + long(40)},
		{GitLab, "ada first.last under_score _ada .ada a-b ada- a__b a.b.c " + long(255), "-ada ada. a.git a.b.atom a/b @ada ada! " + long(256)},
		{Forgejo, "ada first.last under_score a-b a.b_c-d 1a " + long(40), ".ada _ada -ada ada. ada- ada_ a..b a-_b a/b @ada " + long(41)},
	} {
		allows := Named(c.on).Account.Allows()
		for _, name := range strings.Fields(c.given) {
			if !allows(name) {
				t.Errorf("%s has no account %q", c.on, name)
			}
		}
		for _, name := range append(strings.Fields(c.refused), "", "a b", "ada\n", "ädä", "ada\u200b") {
			if allows(name) {
				t.Errorf("%s has an account %q", c.on, name)
			}
		}
	}
}

// TestHidden finds accounts in the addresses of commits.
func TestHidden(t *testing.T) {
	for _, c := range []struct {
		on, address, name string
		number            int
	}{
		{GitHub, "102+Ada-L@users.noreply.github.com", "Ada-L", 102},
		{GitHub, "102-ada@users.noreply.github.com", "102-ada", 0},
		{GitHub, "ada@users.noreply.github.example.com", "ada", 0},
		{GitHub, "ada@example.org", "", 0},
		{GitHub, "ada@example.org@users.noreply.github.com", "", 0},
		{GitHub, "99999999999999999999+ada@users.noreply.github.com", "ada", math.MaxInt},
		{GitLab, "102-ada.l@users.noreply.gitlab.com", "ada.l", 102},
		{GitLab, "ada@noreply.gitlab.com", "", 0},
		{Forgejo, "ada@noreply.codeberg.org", "ada", 0},
		{Forgejo, "ada@users.noreply.github.com", "", 0},
		{None, "ada@users.noreply.github.com", "", 0},
	} {
		if name, number := Named(c.on).Account.Hidden()(c.address); name != c.name || number != c.number {
			t.Errorf("%s: %s is of %q, %d", c.on, c.address, name, number)
		}
	}
}

func TestOf(t *testing.T) {
	for _, c := range []struct{ said, repository, want string }{
		{"", "https://github.com/a/b", GitHub},
		{"", "https://github.example.com/a/b", GitHub},
		{"", "https://acme.ghe.com/a/b", GitHub},
		{"", "https://gitlab.com/a/b/c", GitLab},
		{"", "https://my-gitlab.example:8443/a/b", GitLab},
		{"", "https://codeberg.org/a/b", Forgejo},
		{"", "https://GITEA.com/a/b", Forgejo},
		{"", "https://git.example.org/gitlab/b", None},
		{"", "https://bitbucket.org/a/b", None},
		{"", "https://notgithub.example/a/b", None},
		{"", "", None},
		{GitLab, "https://git.example.org/a/b", GitLab},
		{None, "https://github.com/a/b", None},
		{GitHub, "", GitHub},
	} {
		if got := Of(c.said, c.repository); got.Name != c.want {
			t.Errorf("forge %q, repository %q: %s, want %s", c.said, c.repository, got.Name, c.want)
		}
	}
}

// TestHolds tells a whole repository's address from others, however it was copied.
func TestHolds(t *testing.T) {
	for address, want := range map[string]string{
		"https://github.com/a/b":              GitHub + " " + GitLab + " " + Forgejo + " " + None,
		"https://github.com/a/b.git":          GitHub + " " + GitLab + " " + Forgejo + " " + None,
		"https://github.com/a/b/":             GitHub + " " + GitLab + " " + Forgejo + " " + None,
		"https://github.com/a/b.git/":         GitHub + " " + GitLab + " " + Forgejo + " " + None,
		"https://gitlab.com/a/b/c":            GitLab + " " + Forgejo + " " + None,
		"https://gitlab.com/a/b/-/tree/main":  None,
		"https://github.com/a/b/tree/main/c/": GitLab + " " + Forgejo + " " + None,
		"https://github.com/a":                None,
		"https://github.com/a//b":             None,
	} {
		for _, f := range All() {
			if got := f.Holds(Repository(address)); got != strings.Contains(" "+want+" ", " "+f.Name+" ") {
				t.Errorf("on %s %s can be a repository: %t", f.Name, address, got)
			}
		}
	}
}

// TestNamed has the forges by their names, and none for any other.
func TestNamed(t *testing.T) {
	for _, name := range Names() {
		if got := Named(name); got.Name != name {
			t.Errorf("%s is %s", name, got.Name)
		}
	}
	if got := strings.Join(Names(), " "); got != "github gitlab forgejo none" {
		t.Errorf("the forges are %s", got)
	}
	if got := Named("conjured"); got.Name != None {
		t.Errorf("a forge of another name is %s", got.Name)
	}
	const none = "https://github.com:x/a/b"
	if f, called := At(none); f.Name != None || called || f.Holds("https://x/a/b") != true || Named(GitHub).Holds(none) {
		t.Errorf("%s is an address", none)
	}
	if f, called := At("https://bitbucket.org/a/b"); f.Name != None || called {
		t.Error("bitbucket.org is called after a forge")
	}
	if f, called := At("https://gitlab.example/a/b"); f.Name != GitLab || !called {
		t.Error("gitlab.example is called after no forge")
	}
}
