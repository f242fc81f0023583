package starter

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"pairbook/generator/internal/check"
	"pairbook/generator/internal/forge"
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
	private := record.Publish{To: record.ToArtifact, People: record.ShowAliases, Sessions: record.ShowCounts, MinimumGroup: 5}
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

// TestGitLeavesSpreadsheetsOut asks git what it ignores in a new programme, and
// in this repository.
func TestGitLeavesSpreadsheetsOut(t *testing.T) {
	ours, err := os.ReadFile("../../../.gitignore")
	if err != nil {
		t.Fatal(err)
	}
	for name, ignored := range map[string][]byte{"a new programme": tree(t)[".gitignore"].Data, "this repository": ours} {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, ".gitignore"), ignored, 0o644); err != nil {
			t.Fatal(err)
		}
		git := func(args ...string) (string, error) {
			command := exec.Command("git", args...)
			command.Dir = dir
			out, err := command.Output()
			return string(out), err
		}
		if _, err := git("init", "-q"); err != nil {
			t.Skipf("git does not run: %v", err)
		}
		for _, file := range []string{"people.csv", "People.CSV", "sign-ups.xlsx", "a.XLS", "a.xlsm", "a.ods", "a.tsv", "a.tab", "a.fods", "a.numbers", "private/people.csv", "private/a/b.xlsx"} {
			if out, _ := git("check-ignore", file); strings.TrimSpace(out) != file {
				t.Errorf("git would take %s in %s", file, name)
			}
		}
		for _, file := range []string{"content/form.xlsx", "content/figures.csv", "program/people/zuri.yaml", "README.md", "a.csv.md"} {
			if out, _ := git("check-ignore", file); out != "" {
				t.Errorf("git leaves out %s in %s", file, name)
			}
		}
	}
}

// TestForgesHaveTheirOwnFiles has each forge's workflows and no other's, and a README
// that speaks of it.
func TestForgesHaveTheirOwnFiles(t *testing.T) {
	for _, f := range forge.All() {
		all, err := FilesOn(f.Name)
		if err != nil {
			t.Fatal(err)
		}
		found := map[string]string{}
		for _, file := range all {
			found[file.Path] = string(file.Data)
		}
		github, gitlab := found[".github/workflows/check.yml"] != "", found[".gitlab-ci.yml"] != ""
		if github != (f.Name == forge.GitHub || f.Name == forge.Forgejo) || gitlab != (f.Name == forge.GitLab) {
			t.Errorf("on %s there are GitHub's workflows: %t, GitLab's: %t", f.Name, github, gitlab)
		}
		if !strings.Contains(found["program/site.yaml"], "\nforge: "+f.Name+"\n") || f.Words != "" && !strings.Contains(found["README.md"], "\n## On "+f.Words+"\n") || strings.Count(found["README.md"], "\n## ") != 2 {
			t.Errorf("%s: %s\n%s", f.Name, found["program/site.yaml"], found["README.md"])
		}
	}
}
