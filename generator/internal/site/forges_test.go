package site

import (
	"net/url"
	"strings"
	"testing"

	"pairbook/generator/internal/veil"
	"pairbook/generator/test/mini"
)

// forgeCase is a repository, and what the site's addresses of it begin with.
type forgeCase struct {
	name, lines                      string // of site.yaml
	words                            string // of the forge
	edit, file, folder, form, commit string
	query                            [2]string // of the form's address: name and text
}

func forgeCases() []forgeCase {
	const gitlab, gitea = "https://gitlab.example.org/teams/mini/mini", "https://codeberg.org/mini/mini"
	return []forgeCase{
		{"GitLab", "repository: " + gitlab + ".git", "GitLab", gitlab + "/-/edit/main/", gitlab + "/-/blob/main/", gitlab + "/-/tree/main/", gitlab + "/-/new/main/", gitlab + "/-/commit/", [2]string{"file_name", "content"}},
		{"Forgejo", "repository: " + gitea + "/", "Forgejo", gitea + "/_edit/main/", gitea + "/src/branch/main/", gitea + "/src/branch/main/", gitea + "/_new/main/", gitea + "/commit/", [2]string{"filename", "value"}},
		{"a branch", "repository: " + gitea + "\nbranch: a/b#c", "Forgejo", gitea + "/_edit/a/b%23c/", gitea + "/src/branch/a/b%23c/", gitea + "/src/branch/a/b%23c/", gitea + "/_new/a/b%23c/", gitea + "/commit/", [2]string{"filename", "value"}},
		{"said", "repository: https://git.example.org/mini/mini\nforge: github", "GitHub", "https://git.example.org/mini/mini/edit/main/", "https://git.example.org/mini/mini/blob/main/", "https://git.example.org/mini/mini/tree/main/", "https://git.example.org/mini/mini/new/main/", "https://git.example.org/mini/mini/commit/", [2]string{"filename", "value"}},
	}
}

func onForge(lines string) string {
	before, _, _ := strings.Cut(mini.Everything, "repository:")
	_, after, _ := strings.Cut(mini.Everything, "github.com/mini/mini\n")
	return before + lines + "\n" + after
}

// TestForges has the addresses of each forge wherever the site leads to the repository.
func TestForges(t *testing.T) {
	for _, c := range forgeCases() {
		t.Run(c.name, func(t *testing.T) {
			in := input(t, mini.Files(onForge(c.lines)), veil.Public)
			in.Folder = "docs/mentoring"
			site := render(t, in)
			begins := []string{c.edit, c.file, c.folder, c.form}
			found := map[string]int{}
			for file, body := range site {
				if !strings.HasSuffix(file, ".html") {
					continue
				}
				for _, n := range nodes(t, body) {
					href, _ := attribute(n, "href")
					for _, begin := range begins {
						if strings.HasPrefix(href, begin+"docs/mentoring/") {
							found[begin]++
						} else if strings.HasPrefix(href, begin) {
							t.Errorf("%s leads to %s", file, href)
						}
					}
					if u, err := url.Parse(href); err == nil && strings.HasPrefix(href, c.form) && (u.Query().Get(c.query[0]) == "" || u.Query().Get(c.query[1]) == "") {
						t.Errorf("%s makes a file with %s", file, href)
					}
				}
			}
			for _, begin := range begins {
				if found[begin] == 0 {
					t.Errorf("no page has an address that begins %s: %v", begin, found)
				}
			}
			if !strings.Contains(site["about.html"], c.commit+in.Revision) {
				t.Errorf("about.html does not lead to the commit")
			}
			forms := formsOf(t, site)
			if folder := forms.Pairings["spring/lapwing"].Folder; folder.New != c.form+"docs/mentoring/program/cohorts/spring/pairings/lapwing/sessions?"+c.query[0]+"={name}&"+c.query[1]+"={text}" {
				t.Errorf("the form for a log opens %s", folder.New)
			}
			saysNoOther(t, site, c.words)
		})
	}
}

// saysNoOther holds a site to the words for its own forge.
func saysNoOther(t *testing.T, site map[string]string, words string) {
	t.Helper()
	for file, body := range site {
		if words == "" && strings.HasPrefix(file, "people/") {
			continue // whose accounts are GitHub's
		}
		body = strings.ReplaceAll(body, "https://github.com/lucaong/minisearch", "")
		for _, other := range []string{"GitHub", "GitLab", "Forgejo", "github.com", "gitlab.com", "codeberg.org"} {
			if strings.Contains(body, other) && other != words && !strings.Contains(file, "OFL") && (other != "codeberg.org" || words != "Forgejo") && (other != "github.com" || words != "GitHub") {
				at := strings.Index(body, other)
				t.Errorf("%s speaks of %s: …%s…", file, other, body[max(0, at-80):min(len(body), at+80)])
			}
		}
	}
}

// TestNoForge has no links to pages of the repository, and no words of one.
func TestNoForge(t *testing.T) {
	for _, lines := range []string{"repository: https://git.example.org/mini.git\nforge: none", "repository: https://git.example.org/mini/mini", "forge: none"} {
		site := render(t, input(t, mini.Files(onForge(lines)), veil.Public))
		for file, body := range site {
			if strings.Contains(strings.ReplaceAll(body, `href="https://git.example.org/mini`, ""), "https://git.example.org/mini/") {
				t.Errorf("%s: %s links to a page of the repository", lines, file)
			}
		}
		if forms := formsOf(t, site); forms.Pairings["spring/lapwing"].Folder.New+forms.Pairings["spring/lapwing"].Folder.See != "" {
			t.Errorf("%s: the form for a log opens %+v", lines, forms.Pairings["spring/lapwing"].Folder)
		}
		if strings.Contains(site["join.html"], `name="account"`) {
			t.Errorf("%s: who joins is asked for an account", lines)
		}
		saysNoOther(t, site, "")
	}
}

// TestProfiles lead to the account on the forge that has the repository, and where there
// is none to GitHub's.
func TestProfiles(t *testing.T) {
	for lines, want := range map[string]string{
		"repository: https://gitlab.example.org/mini/mini":                  "https://gitlab.example.org/first.last",
		"repository: https://codeberg.org/mini/mini":                        "",
		"repository: https://github.com/mini/mini":                          "https://github.com/handleada",
		"repository: https://git.example.org:8443/mini/mini\nforge: github": "https://git.example.org:8443/handleada",
		"forge: none":   "https://github.com/handleada",
		"forge: gitlab": "https://gitlab.com/first.last",
	} {
		files := mini.Files(onForge(lines))
		ada := files["program/people/idada.yaml"]
		ada.Data = append(ada.Data, "accounts: {gitlab: first.last}\n"...)
		got := ""
		for _, n := range nodes(t, render(t, input(t, files, veil.Public))["people/idada.html"]) {
			if href, _ := attribute(n, "href"); strings.HasSuffix(href, "handleada") || strings.HasSuffix(href, "first.last") {
				got = href
			}
		}
		if got != want {
			t.Errorf("%s: the profile is at %q, want %q", lines, got, want)
		}
	}
}
