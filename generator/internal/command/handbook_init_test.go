package command

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"pairbook/generator/internal/record"
	"pairbook/generator/test/here"
)

// everywhere is what init writes otherwise than the example does, on all pages.
var everywhere = strings.NewReplacer(
	"go run ./generator", "pairbook",
	"program: career-mentoring", "program: mentoring",
	"program/cohorts/2026-autumn/pairings/otter/", "program/cohorts/COHORT/pairings/PAIRING/",
	"2026-autumn", "COHORT", "2027-spring", "COHORT", "illari,declan", "PERSON,PERSON",
	"Sigrún, laptop", "Ada, laptop", "AAAA… Bronwen", "AAAA… Rowan",
	"across Harbour", "across ORGANISATION",
)

// elsewhere is what one page says of the example alone, and what init writes for it.
var elsewhere = []struct{ page, says, ours string }{
	{"content/index.md", "What mentoring at Harbour is", "What mentoring at ORGANISATION is"},
	{"content/index.md", "# Mentoring at Harbour", "# Mentoring at ORGANISATION"},
	{"content/index.md", "For an hour, some months or a year, Harbour brings", "For some months, ORGANISATION brings"},
	{"content/index.md", "> [!NOTE]\n> Harbour and everybody in it are invented; the handbook is real enough to use, and [one command](programme/building.md#step-6-write-the-rules) writes it with your name.\n\n", ""},
	{"content/index.md", ", with addresses and a telephone", ""},
	{"content/index.md", "Then [building a programme]", "Then [the first week](coordinating.md), [building a programme]"},
	{"content/faq.md", "; Harbour's career programme does, so there they know", ". Then they know"},
	{"content/meeting/confidentiality.md", "> [!NOTE]\n> At Harbour the safeguarding contact works in the personnel office.\n> Like everybody in this example they are invented, and so are these addresses.\n",
		"> [!IMPORTANT]\n> Coordinators: before the first pair meets, give a mailbox or a telephone that somebody answers, in `program/programs/mentoring.yaml` under `help` and `safeguarding`.\n> It then stands above, on the programme's page and beside every pairing. Take this note out when it does.\n"},
	{"content/programme/building.md", "One command writes the files of a repository of your own, with this handbook in your organisation's name:\n\n```sh\ngo run ./generator init ../mentoring --handbook --organisation \"Heron Guild\"\n```\n\nWithout `--handbook` it is what two people need who meet.\nThen:\n\n", "\n"},
	{"content/programme/building.md", "To change more than this, see [themes](../../themes/README.md).\n", ""},
	{"content/programme/coordinating.md", ": Harbour counts 180 hours a year in all.", "."},
	{"content/programme/coordinating.md", "The example programme's milestones show", "The milestones show"},
	{"content/programme/formats.md", ", as Harbour does.", "."},
	{"content/programme/reporting.md", "| when | Harbour asks mentees |", "| when | ask mentees |"},
	{"content/programme/under-eighteen.md", "Harbour's programmes are for adults; this page is for those who take the handbook over.\n\n", ""},
}

// A new programme has no survey of peers, no page that has moved, and nothing to tell of how it went.
var (
	theirs   = regexp.MustCompile(`(?s)\n## [^\n]* at Harbour\n.*?(\n## |$)`)
	surveyed = regexp.MustCompile(`\{survey: peer-[^}]*\}`)
	moved    = regexp.MustCompile(`(?m)^moved_from: .*\n`)
)

// ours is a page or a role of the example as init writes it.
func ours(t *testing.T, path, text string) string {
	t.Helper()
	for _, e := range elsewhere {
		if e.page != path {
			continue
		}
		if !strings.Contains(text, e.says) {
			t.Errorf("%s no longer says %q: mend the table", path, e.says)
		}
		text = strings.Replace(text, e.says, e.ours, 1)
	}
	text = theirs.ReplaceAllString(text, "$1")
	return surveyed.ReplaceAllString(moved.ReplaceAllString(everywhere.Replace(text), ""), "none")
}

// TestHandbookOfInit compares the handbook and the roles that init writes with the
// example's, without its name and its people; -update writes them.
func TestHandbookOfInit(t *testing.T) {
	root, starter := here.Example(t), "../starter"
	written := map[string]bool{}
	for _, folder := range []string{"content", "program/roles"} {
		err := fs.WalkDir(os.DirFS(root), folder, func(path string, entry fs.DirEntry, err error) error {
			to := filepath.Join(starter, strings.Replace("files/"+path, "files/content", "handbook", 1))
			if err != nil || entry.IsDir() || !slices.Contains([]string{".md", ".yaml"}, filepath.Ext(path)) {
				return err
			}
			written[to] = true
			if strings.HasPrefix(path, "content/programme/records") { // TestRecordsPage writes it
				return nil
			}
			data, err := os.ReadFile(filepath.Join(root, path))
			if *update {
				if err := os.MkdirAll(filepath.Dir(to), 0o777); err != nil {
					return err
				}
			}
			sameFile(t, to, ours(t, path, string(data)))
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	names := ofTheExample(t, root)
	for _, folder := range []string{"handbook", "files/program", "files/content"} {
		err := filepath.WalkDir(filepath.Join(starter, folder), func(name string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() {
				return err
			}
			if folder == "handbook" && !written[name] {
				t.Errorf("%s is no page of the example's handbook any more: remove it", name)
			}
			data, err := os.ReadFile(name)
			if word := names.FindString(string(data)); word != "" {
				t.Errorf("%s says %q, which is the example's: add a line to the table", name, word)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

// ofTheExample finds the organisation, and the ids and names of people, cohorts and programmes.
func ofTheExample(t *testing.T, root string) *regexp.Regexp {
	t.Helper()
	repo, _, err := record.Load(os.DirFS(root))
	if err != nil {
		t.Fatal(err)
	}
	words := []string{"harbour", "example\\.org", "this example"}
	for _, p := range repo.People.All() {
		words = append(words, regexp.QuoteMeta(string(p.ID)), regexp.QuoteMeta(p.Name))
		for _, w := range strings.Fields(p.Name) {
			if len(w) > 3 {
				words = append(words, regexp.QuoteMeta(w))
			}
		}
	}
	for _, c := range repo.Cohorts.All() {
		words = append(words, regexp.QuoteMeta(string(c.ID)))
	}
	for _, p := range repo.Programs.All() {
		words = append(words, regexp.QuoteMeta(string(p.ID)))
	}
	return regexp.MustCompile(`(?i)(^|[^\pL\pN])(` + strings.Join(words, "|") + `)($|[^\pL\pN])`)
}
