package starter

import (
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"pairbook/generator/internal/forge"
)

// What git must leave out is left out whatever a folder's own list says.
func TestExtendedListsLeaveOutTheSame(t *testing.T) {
	ours := tree(t)[".gitignore"].Data
	never := []string{"private/avoid.yaml", "people.csv", "sign-ups.xlsx", "public/index.html", ".public.lock/x", ".DS_Store"}
	kept := []string{"public/.gitignore", "program/site.yaml", "content/form.xlsx"}
	half := string(ours[:len(ours)/2])
	for _, theirs := range []string{
		"", "*.log", "*.log\r\n!private/\r\n", "!/private/\n/private/\n!/public/*\n!*.csv\n", string(ours), string(ours) + "!/people.csv\n!.public.*\n",
		half[:strings.LastIndex(half, "\n")+1] + "!/private/\n!/public/\n!/public/index.html\n", "/private/\n/public/*\n", "\n\n# Theirs\n!*.xlsx",
	} {
		list := extended(".gitignore", []byte(theirs), ours)
		if again := extended(".gitignore", list, ours); string(again) != string(list) {
			t.Errorf("%q is extended twice:\n%s", theirs, again)
		}
		if !strings.HasPrefix(string(list), strings.TrimRight(theirs, "\r\n")) {
			t.Errorf("%q does not stay as it is:\n%s", theirs, list)
		}
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, ".gitignore"), list, 0o644); err != nil {
			t.Fatal(err)
		}
		command := exec.Command("sh", "-c", `git init -q && git check-ignore --no-index "$@"; [ $? -le 1 ]`, "sh")
		command.Args = append(append(command.Args, never...), kept...)
		command.Dir = dir
		out, err := command.CombinedOutput()
		if err != nil {
			t.Skipf("git does not run: %v: %s", err, out)
		}
		if got := strings.Fields(string(out)); strings.Join(got, " ") != strings.Join(never, " ") {
			t.Errorf("beside %q, git leaves out %q, want %q", theirs, got, never)
		}
	}
}

// TestAProgrammeFitsIntoAFolder begins a programme beside what is there, and says what is
// in its way.
func TestAProgrammeFitsIntoAFolder(t *testing.T) {
	t.Parallel()
	fresh := []string{".gitignore new", "README.md new", "content/a/x.md new", "content/index.md new", "program/site.yaml new"}
	but := func(place string, instead ...string) []string {
		all := slices.DeleteFunc(slices.Clone(fresh), func(s string) bool { return strings.HasPrefix(s, place) })
		return slices.Sorted(slices.Values(append(all, instead...)))
	}
	for name, c := range map[string]struct {
		there           map[string]string
		changed, inWay  []string
		readme, growing string
	}{
		"an empty folder":        {changed: fresh},
		"other files":            {there: map[string]string{"main.go": "x", "docs/a.md": "x", "content/.DS_Store": "x"}, changed: fresh},
		"a README":               {there: map[string]string{"README.md": "# Ours\n"}, changed: but("README", "PROGRAMME.md new"), readme: "README.md"},
		"a README in small":      {there: map[string]string{"readme.rst": "Ours\n"}, changed: but("README", "PROGRAMME.md new"), readme: "readme.rst"},
		"our README":             {there: map[string]string{"README.md": "# New\r\n"}, changed: but("README", "README.md same")},
		"our README and theirs":  {there: map[string]string{"README.md": "# Ours\n", "PROGRAMME.md": "# New\n"}, changed: but("README", "PROGRAMME.md same"), readme: "README.md"},
		"both names taken":       {there: map[string]string{"README.md": "# Ours\n", "PROGRAMME.md": "# Ours\n"}, changed: but("README", "PROGRAMME.md changed"), readme: "README.md", inWay: []string{"PROGRAMME.md"}},
		"a list of git":          {there: map[string]string{".gitignore": "*.log\n"}, changed: but(".git", ".gitignore changed"), growing: ".gitignore"},
		"a list that has all":    {there: map[string]string{".gitignore": "*.log\n/private/\n"}, changed: but(".git", ".gitignore same")},
		"a page of theirs":       {there: map[string]string{"content/index.md": "# Ours\n"}, changed: but("content/index", "content/index.md changed"), inWay: []string{"content/index.md"}},
		"more pages":             {there: map[string]string{"content/a/y.md": "#", "content/b/z.md": "#", "public/index.html": "x"}, changed: fresh, inWay: []string{"content/a/y.md", "content/b", "public/index.html"}},
		"a file for a folder":    {there: map[string]string{"content": "x"}, changed: but("content"), inWay: []string{"content"}},
		"a folder for a file":    {there: map[string]string{".gitignore/x": "x"}, changed: but(".git"), inWay: []string{".gitignore"}},
		"a link":                 {there: map[string]string{"content/index.md": "->../x.md"}, changed: but("content/index"), inWay: []string{"content/index.md"}},
		"a name in other letter": {there: map[string]string{"Program/x.txt": "x"}, changed: but("program"), inWay: []string{"Program"}},
	} {
		fit, err := Into(folder(c.there), few())
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if diff := cmp.Diff(c.changed, done(fit.Changes)); diff != "" || fit.Readme != c.readme || strings.Join(fit.Extended, " ") != c.growing {
			t.Errorf("%s: README %q, extended %v\n%s", name, fit.Readme, fit.Extended, diff)
		}
		if !slices.Equal(fit.InTheWay, c.inWay) {
			t.Errorf("%s: %v is in the way, want %v", name, fit.InTheWay, c.inWay)
		}
	}
}

// TestWhichReadmeIsTheirs prefers the one that a forge shows.
func TestWhichReadmeIsTheirs(t *testing.T) {
	t.Parallel()
	names := []string{"README.md", "README", "Readme.markdown", "readme.rst", "README.txt", "README.adoc", "readme.org"}
	for i, want := range names {
		there := map[string]string{}
		for _, name := range names[i:] {
			there[name] = "Ours\n"
		}
		if fit, err := Into(folder(there), few()[:1]); err != nil || fit.Readme != want {
			t.Errorf("of %q it is %q (%v)", names[i:], fit.Readme, err)
		}
	}
}

// TestAFolderThatCannotBeReadTakesNoProgramme ends with what stands in the way of looking.
func TestAFolderThatCannotBeReadTakesNoProgramme(t *testing.T) {
	t.Parallel()
	there := map[string]string{"content/a/y.md": "# Y\n", "program/site.yaml": "title: New\n"}
	for _, b := range []broken{
		{does: "list", at: "."}, {does: "list", at: "content"}, {does: "list", at: "content/a"},
		{does: "look", at: "program/site.yaml"}, {does: "read", at: "program/site.yaml"},
	} {
		b.MapFS, b.err = folder(there), fs.ErrPermission
		if fit, err := Into(b, few()); !errors.Is(err, b.err) || len(fit.Changes) > 0 {
			t.Errorf("%s %s: %v, %v", b.does, b.at, done(fit.Changes), err)
		}
	}
	if _, err := FilesOf(Choice{Forge: "conjured"}); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("on no forge: %v", err)
	}
}

// TestListsGetTheLinesThatTheyLack puts them with their comments at the end of what git
// ignores, where they hold, and before how it stores files, where theirs hold.
func TestListsGetTheLinesThatTheyLack(t *testing.T) {
	t.Parallel()
	const ours = "# One\n# and more\n/a/\n\n# Two\n/b/\n/c/\n"
	for _, c := range []struct{ name, theirs, want string }{
		{".gitignore", "", ours[:len("# One\n# and more\n/a/\n")] + "\n# Two\n/b/\n/c/\n"},
		{".gitignore", "x\n\n\n", "x\n\n# One\n# and more\n/a/\n\n# Two\n/b/\n/c/\n"},
		{".gitignore", "/a/ \r\n/c/\r\n", "/a/ \r\n/c/\n\n# Two\n/b/\n"},
		{".gitignore", "/b/\n", "/b/\n\n# One\n# and more\n/a/\n\n# Two\n/c/\n"},
		{".gitignore", "/a/\n/b/\n/c/", "/a/\n/b/\n/c/"},
		{".gitignore", "/a/\n/b/\n!x\n/c/\n", "/a/\n/b/\n!x\n/c/\n\n# One\n# and more\n/a/\n\n# Two\n/b/\n"},
		{".gitattributes", "x\n", "# One\n# and more\n/a/\n\n# Two\n/b/\n/c/\n\nx\n"},
	} {
		if diff := cmp.Diff(c.want, string(extended(c.name, []byte(c.theirs), []byte(ours)))); diff != "" {
			t.Errorf("%s, %q:\n%s", c.name, c.theirs, diff)
		}
	}
}

// TestAProgrammeSaysWhoseItIs names the organisation in pages and records, and in no other
// file.
func TestAProgrammeSaysWhoseItIs(t *testing.T) {
	t.Parallel()
	const site = "format: 1\ntitle: Mentoring\n"
	for organisation, want := range map[string][]string{
		"":      {"of our organisation", site, "ORGANISATION"},
		"Heron": {"of Heron", "format: 1\ntitle: Mentoring at Heron\n", "ORGANISATION"},
	} {
		var got []string
		for _, f := range named([]File{{"content/a.md", []byte("of ORGANISATION")}, {"program/site.yaml", []byte(site)}, {"x/a.md", []byte("ORGANISATION")}}, organisation) {
			got = append(got, string(f.Data))
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q: %s", organisation, diff)
		}
	}
	all, err := FilesOf(Choice{Forge: forge.GitLab, Organisation: "Heron"})
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(all, func(f File) bool { return f.Path == "program/site.yaml" })
	if text := string(all[i].Data); !strings.Contains(text, "\ntitle: Mentoring at Heron\n") || !strings.Contains(text, "\nforge: gitlab\n") {
		t.Error(text)
	}
}
