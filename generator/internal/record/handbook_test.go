package record

import (
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
			"content/people/index.md": "handbook/people/index.html", "content/metrics.md": "handbook/metrics.html",
			"content/Cohorts/ours.md": "handbook/Cohorts/ours.html", "content/meeting/metrics.md": "meeting/metrics.html",
		},
		"its own right goes first": {
			"content/cohorts/tips.md": "handbook/cohorts/tips-2.html", "content/handbook/cohorts/tips.md": "handbook/cohorts/tips.html",
		},
		"two for a folder": {
			"content/a/README.md": "a/README.html", "content/a/index.md": "a/index.html",
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
