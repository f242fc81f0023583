package record

import (
	"maps"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func pages(t interface{ Fatal(...any) }, paths ...string) *Repository {
	var all []string
	for _, p := range paths {
		all = append(all, p, "# Page\n")
	}
	repo, _, err := Load(files(all...))
	if err != nil {
		t.Fatal(err)
	}
	return repo
}

func TestEveryPageHasThePlaceOfItsFile(t *testing.T) {
	for name, want := range map[string]map[string]string{
		"plain": {
			"content/index.md": "index.html", "content/faq.md": "faq.html", "content/roles/mentor.md": "roles/mentor.html",
			"content/handbook/tips.md": "handbook/tips.html", "content/people/onboarding.md": "people/onboarding.html",
			"content/assets/README.md": "assets/index.html", "content/Meeting/README.md": "Meeting/index.html",
		},
		"the site's own": {
			"content/people/index.md": "handbook/people/index.html", "content/metrics.md": "handbook/metrics.html", "content/About.md": "handbook/About.html",
			"content/Cohorts/ours.md": "handbook/Cohorts/ours.html", "content/meeting/metrics.md": "meeting/metrics.html",
		},
		"its own right goes first": {
			"content/cohorts/tips.md": "handbook/cohorts/tips-2.html", "content/handbook/cohorts/tips.md": "handbook/cohorts/tips.html",
		},
		"two for a folder": {
			"content/a/README.md": "a/README.html", "content/a/index.md": "a/index.html",
		},
		"three for a folder, and a page that has the last one's place by its own right": {
			"content/a/README.md": "a/README.html", "content/a/index.md": "a/index.html",
			"content/a/readme.md": "a/readme-3.html", "content/a/README-2.md": "a/README-2.html",
		},
	} {
		t.Run(name, func(t *testing.T) {
			var paths []string
			for p := range want {
				paths = append(paths, p)
			}
			got := map[string]string{}
			for _, p := range pages(t, paths...).Pages {
				got[p.Path] = p.Output
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("places (-want +got):\n%s", diff)
			}
		})
	}
}

// No two pages have one place, on file systems that fold case too, and no page
// one of the site's.
func TestNoTwoPagesHaveOnePlace(t *testing.T) {
	name := rapid.SampledFrom([]string{"index", "README", "readme", "cohorts", "handbook", "people", "a", "A", "metrics", "a-2", "404"})
	rapid.Check(t, func(t *rapid.T) {
		var paths []string
		for range rapid.IntRange(1, 12).Draw(t, "pages") {
			paths = append(paths, "content/"+strings.Join(rapid.SliceOfN(name, 1, 3).Draw(t, "path"), "/")+".md")
		}
		taken := map[string]string{}
		for _, p := range pages(t, paths...).Pages {
			key := strings.ToLower(p.Output)
			if other, ok := taken[key]; ok {
				t.Fatalf("%s and %s are both %s", other, p.Path, p.Output)
			}
			taken[key] = p.Path
			if p.Output == "" || ReservedOutput(p.Output) {
				t.Fatalf("%s has the place %q", p.Path, p.Output)
			}
		}
	})
}

// A page is found by its path, and a link leads to it, whatever lies beside it:
// a folder of its name, or a name that sorts between the two.
func TestEveryPageIsFound(t *testing.T) {
	name := rapid.SampledFrom([]string{"meeting", "meeting-2", "meeting.md", "a", "A", "meeting file"})
	rapid.Check(t, func(t *rapid.T) {
		given := map[string]bool{}
		for range rapid.IntRange(1, 12).Draw(t, "files") {
			ending := rapid.SampledFrom([]string{".md", ".png"}).Draw(t, "ending")
			given["content/"+strings.Join(rapid.SliceOfN(name, 1, 3).Draw(t, "path"), "/")+ending] = true
		}
		repo := pages(t, slices.Collect(maps.Keys(withoutFolders(given)))...)
		for _, p := range repo.Pages {
			if repo.PageAt(p.Path) != p {
				t.Fatalf("%s is there and not found", p.Path)
			}
		}
		for _, a := range repo.Assets {
			if got := repo.Resolve("content/from.md", "/"+strings.ReplaceAll(a.Path, " ", "%20")); got.Kind != TargetAsset {
				t.Fatalf("%s is there, and a link to it leads to %v", a.Path, got)
			}
		}
		if n := len(repo.Pages) + len(repo.Assets); n != len(withoutFolders(given)) {
			t.Fatalf("%d files are there, and %d are known", len(withoutFolders(given)), n)
		}
	})
}

// withoutFolders leaves out the paths that others need for a folder.
func withoutFolders(paths map[string]bool) map[string]bool {
	kept := maps.Clone(paths)
	for p := range paths {
		for dir := path.Dir(p); dir != "."; dir = path.Dir(dir) {
			delete(kept, dir)
		}
	}
	return kept
}
