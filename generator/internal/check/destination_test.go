package check

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"
)

// TestDestination says where the site goes in many ways.
func TestDestination(t *testing.T) {
	const none, unnamed, nothing, own = "", "none is named", "does not go to one", "the repository of the records"
	for publish, want := range map[string]string{
		"{to: pages}": none, "{to: artifact}": none, "{to: repository, repository: tides/site}": none, "{to: repository, repository: tides/tides.github.io}": none,
		"{to: repository, repository: mentoring/tides}": none, "{to: repository, repository: _a/b.c_d-e}": none,
		"{to: repository}": unnamed, "{repository: tides/site}": nothing, "{to: pages, repository: tides/site}": nothing,
		"{to: repository, repository: site}": "name a repository", "{to: repository, repository: tides/site.git}": "name a repository", "{to: repository, repository: https://github.com/tides/site}": "name a repository",
		"{to: repository, repository: tides/..}": "name a repository", "{to: repository, repository: -o/site}": "name a repository", "{to: repository, repository: 'tides/a b'}": "name a repository",
		"{to: repository, repository: 'tides/$(id)'}": "name a repository", "{to: repository, repository: 'tides/site/x'}": "name a repository",
		"{to: repository, repository: tides/mentoring}": own, "{to: repository, repository: TIDES/Mentoring}": own,
	} {
		for _, address := range []string{"https://github.com/tides/mentoring", "https://github.com/tides/mentoring.git/"} {
			files := repository(t, &txtar.Archive{})
			files["program/site.yaml"] = &fstest.MapFile{Data: []byte("format: 1\ntitle: Tides\nrepository: " + address + "\npublish: " + publish + "\n")}
			found := only(problemsIn(t, files, today), "destination")
			if want == none && len(found) > 0 || want != none && (len(found) != 1 || !strings.Contains(found[0].Message, want)) {
				t.Errorf("%s: %v, want %q", publish, found, want)
			}
		}
	}
}
