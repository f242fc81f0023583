package starter

import (
	"testing"
	"testing/fstest"

	"pairbook/generator/internal/check"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
)

func tree(t *testing.T) fstest.MapFS {
	t.Helper()
	all, err := Files()
	if err != nil {
		t.Fatal(err)
	}
	fsys := fstest.MapFS{}
	for _, f := range all {
		fsys[f.Path] = &fstest.MapFile{Data: f.Data}
	}
	return fsys
}

func TestIsCleanOnAnyDay(t *testing.T) {
	repo, problems, err := record.Load(tree(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, day := range []when.Date{when.Day(2020, 1, 1), when.Day(2026, 11, 20), when.Day(2099, 12, 31)} {
		problems = append(problems, check.Run(repo, day)...)
	}
	for _, p := range problems.Sorted() {
		t.Errorf("%s: %s: %s (%s)", p.Position, p.Rule, p.Message, p.Hint)
	}
}

func TestHoldsOneFormalProgrammeAndNobody(t *testing.T) {
	repo, _, err := record.Load(tree(t))
	if err != nil {
		t.Fatal(err)
	}
	if n := repo.Counts(); n.People+n.Enrolments+n.Pairings+n.Sessions+repo.Cohorts.Len() > 0 {
		t.Errorf("there are people or cohorts in a new programme: %+v", n)
	}
	if repo.Programs.Len() != 1 || repo.Programs.All()[0].Format != record.Formal {
		t.Errorf("the programmes are %v", repo.Programs.IDs())
	}
	private := record.Publish{People: record.ShowAliases, Sessions: record.ShowCounts, MinimumGroup: 5}
	if repo.Site.Publish != private || repo.Site.Visibility != record.VisibilityInternal {
		t.Errorf("a new programme publishes %+v", repo.Site.Publish)
	}
}

func TestHasWhatGitNeeds(t *testing.T) {
	fsys := tree(t)
	for _, name := range []string{".gitignore", ".gitattributes", "public/.gitignore", ".github/workflows/check.yml", ".github/pairbook.env", "README.md", "content/index.md"} {
		if len(fsys[name].Data) == 0 {
			t.Errorf("%s is not there", name)
		}
	}
}
