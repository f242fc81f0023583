package starter

import (
	"cmp"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"pairbook/generator/internal/check"
	"pairbook/generator/internal/diag"
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

// choices are the handbooks that a new programme may have.
var choices = map[string]Choice{
	"short": {Forge: forge.GitHub},
	"whole": {Forge: forge.GitHub, Handbook: true, Organisation: "L'Océan & Söhne (UK)"},
}

func load(t *testing.T, c Choice) (*record.Repository, diag.List) {
	t.Helper()
	all, err := FilesOf(c)
	if err != nil {
		t.Fatal(err)
	}
	fsys := fstest.MapFS{}
	for _, f := range all {
		if fsys[f.Path] != nil {
			t.Errorf("%s is written twice", f.Path)
		}
		fsys[f.Path] = &fstest.MapFile{Data: f.Data}
	}
	repo, problems, err := record.Load(fsys)
	if err != nil {
		t.Fatal(err)
	}
	return repo, problems
}

func TestIsCleanOnAnyDay(t *testing.T) {
	for name, c := range choices {
		repo, problems := load(t, c)
		for _, day := range []when.Date{when.Day(2020, 1, 1), when.Day(2026, 11, 20), when.Day(2099, 12, 31)} {
			problems = append(problems, check.Run(repo, day)...)
		}
		for _, p := range problems.Sorted() {
			t.Errorf("%s: %s: %s: %s (%s)", name, p.Position, p.Rule, p.Message, p.Hint)
		}
	}
}

func TestHoldsOneFormalProgrammeAndNobody(t *testing.T) {
	for name, c := range choices {
		repo, _ := load(t, c)
		if n := repo.Counts(); n.People+n.Enrolments+n.Pairings+n.Sessions+repo.Cohorts.Len() > 0 {
			t.Errorf("%s: there are people or cohorts in a new programme: %+v", name, n)
		}
		if repo.Programs.Len() != 1 || repo.Programs.All()[0].Format != record.Formal {
			t.Fatalf("%s: the programmes are %v", name, repo.Programs.IDs())
		}
		private := record.Publish{To: record.ToArtifact, People: record.ShowAliases, Sessions: record.ShowCounts, MinimumGroup: 5}
		if repo.Site.Publish != private || repo.Site.Visibility != record.VisibilityInternal {
			t.Errorf("%s: a new programme publishes %+v", name, repo.Site.Publish)
		}
		if p := repo.Programs.All()[0]; len(p.Requirements)+len(p.Training) > 0 || slices.ContainsFunc(p.Matching.Constraints, func(c record.Constraint) bool {
			return c.Kind == "cleared" || c.Kind == "trained"
		}) {
			t.Errorf("%s: something is required of somebody", name)
		}
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
		all, err := FilesOf(Choice{Forge: f.Name})
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

// TestHandbookIsTheirs has the pages that two people need, whose programme it is, and
// nobody else.
func TestHandbookIsTheirs(t *testing.T) {
	never := regexp.MustCompile(`(?i:harbour|example\.org)|ORGANISATION|go run`)
	for name, c := range choices {
		all, err := FilesOf(c)
		if err != nil {
			t.Fatal(err)
		}
		words, said, pages := 0, 0, map[string]bool{}
		for _, f := range all {
			if !strings.HasPrefix(f.Path, "content/") && !strings.HasPrefix(f.Path, "program/") {
				continue
			}
			pages[f.Path] = true
			if found := never.FindString(string(f.Data)); found != "" {
				t.Errorf("%s: %s says %q", name, f.Path, found)
			}
			if dir := path.Dir(f.Path); dir == "content/roles" || dir == "content/meeting" {
				words += len(strings.Fields(string(f.Data)))
			}
			said += strings.Count(string(f.Data), cmp.Or(c.Organisation, "our organisation"))
		}
		if words < 6000 || said < 2 {
			t.Errorf("%s: roles and meeting have %d words, and whose it is is said %d times", name, words, said)
		}
		for _, page := range []string{"joining.md", "faq.md", "glossary.md", "ten-minutes/mentor.md", "programme/matching.md", "programme/measuring.md", "programme/training.md"} {
			if pages["content/"+page] != c.Handbook {
				t.Errorf("%s: that %s is there is %t", name, page, !c.Handbook)
			}
		}
	}
}

// TestShortHandbookLeadsNowhereElse holds the table of other ways to what the pages say,
// and a link to a page that is not there to its words.
func TestShortHandbookLeadsNowhereElse(t *testing.T) {
	pages, err := below("handbook")
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(instead); i += 2 {
		if !slices.ContainsFunc(pages, func(f File) bool {
			return short().MatchString(f.Path) && strings.Contains(string(f.Data), instead[i])
		}) {
			t.Errorf("no page says %q any more: mend the table", instead[i])
		}
	}
	there := map[string]bool{"content/roles/mentor.md": true}
	for page, want := range map[string]string{
		"[a](mentor.md#x), [b](../roles/mentor.md)": "[a](mentor.md#x), [b](../roles/mentor.md)",
		"[a *b*](../gone.md#x) [c](gone.md)":        "a *b* c",
		"[a](../log.html) [b](https://x.example/)":  "[a](../log.html) [b](https://x.example/)",
	} {
		if got := string(unlinked("content/roles/peer.md", page, there)); got != want {
			t.Errorf("%q becomes %q, want %q", page, got, want)
		}
	}
}
