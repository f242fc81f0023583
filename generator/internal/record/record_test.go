package record

import (
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"
)

var update = flag.Bool("update", false, "rewrite the expected problems in testdata")

const minimalSite = "format: 1\ntitle: Test\n"

// files makes a file system with a site and the files given, path then text.
func files(pathsAndTexts ...string) fstest.MapFS {
	fsys := fstest.MapFS{SitePath: {Data: []byte(minimalSite)}}
	for i := 0; i < len(pathsAndTexts); i += 2 {
		fsys[pathsAndTexts[i]] = &fstest.MapFile{Data: []byte(pathsAndTexts[i+1])}
	}
	return fsys
}

// report writes problems a line each, in order.
func report(t *testing.T, fsys fs.FS) string {
	t.Helper()
	_, problems, err := Load(fsys)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, p := range problems.Sorted() {
		fmt.Fprintf(&b, "%s: %s: %s [%s]\n", p.Position, p.Severity, p.Message, p.Rule)
		if p.Hint != "" {
			fmt.Fprintf(&b, "  hint: %s\n", p.Hint)
		}
	}
	return b.String()
}

// TestProblems loads each archive of testdata and compares the problems with
// its last file, want.
func TestProblems(t *testing.T) {
	archives, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(archives) == 0 {
		t.Fatalf("no archives: %v", err)
	}
	for _, name := range archives {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			fsys, want := files(), -1
			for i, f := range archive.Files {
				if f.Name == "want" {
					want = i
					continue
				}
				fsys[f.Name] = &fstest.MapFile{Data: f.Data}
			}
			if want < 0 {
				t.Fatal("the archive has no file want")
			}
			got := report(t, fsys)
			if *update {
				archive.Files[want].Data = []byte(got)
				if err := os.WriteFile(name, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(string(archive.Files[want].Data), got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// A control character is one problem, and hides no other of its file.
func TestAControlCharacterIsReportedOnce(t *testing.T) {
	got := report(t, files("program/people/ada.yaml", "name: A\x01da\nshoe: 38\n"))
	if strings.Count(got, " error: ") != 2 || !strings.Contains(got, "U+0001") || !strings.Contains(got, `no field "shoe"`) {
		t.Errorf("reported is\n%s", got)
	}
}

func TestBytes(t *testing.T) {
	person := func(text string) fs.FS { return files("program/people/ada.yaml", text) }
	for name, test := range map[string]struct {
		text, want string
	}{
		"latin-1":         {"name: Zo\xEB\n", "ada.yaml:1:9: error: the byte 0xEB is no UTF-8"},
		"utf-16":          {"\xFF\xFEn\x00", "ada.yaml:1:1: error: the file is UTF-16"},
		"nul":             {"name: A\x00da\n", "ada.yaml:1:8: error: the control character U+0000"},
		"bell":            {"name: Ada\nunit: a\ab\n", "ada.yaml:2:8: error: the control character U+0007"},
		"lone return":     {"name: Ada\rx\n", "U+000D"},
		"inner mark":      {"name: A\uFEFFda\n", "ada.yaml:1:8: error: the invisible character U+FEFF"},
		"right to left":   {"name: A\u202Eda\n", "U+202E"},
		"zero width":      {"name: A\u200Bda\n", "U+200B"},
		"joiner in latin": {"name: A\u200Dda\n", "U+200D"},
		"filler":          {"name: \u3164\n", "ada.yaml:1:7: error: the invisible character U+3164"},
		"in quotes":       {"name: \"A\u200Bda\"\n", "ada.yaml:1:9: error: the invisible character U+200B"},
		"a blank":         {"name: \"\u2800\"\n", "name: the text is empty"},
		"an escaped one":  {`name: "\u3164"` + "\n", "U+3164 by an escape"},
		"no mark":         {"n\x00a\x00m\x00e\x00:\x00 \x00A\x00d\x00a\x00\n\x00", "ada.yaml:1:1: error: the file is UTF-16"},
		"no mark, big":    {"\x00n\x00a\x00m\x00e\x00:\x00 \x00A\x00d\x00a\x00\n", "ada.yaml:1:1: error: the file is UTF-16"},
		"separator":       {"name: Ada\nunit: a\u2028b\nlevel: senior\n", "ada.yaml:2:8: error: the invisible character U+2028"},
		"escaped bell":    {`name: "A\ada"`, "U+0007 by an escape"},
		"escaped bidi":    {`name: "A\u202Eda"`, "U+202E by an escape"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := report(t, person(test.text)); !strings.Contains(got, test.want) || strings.Count(got, "error: ") != 1 {
				t.Errorf("got %q, want %q in it", got, test.want)
			}
		})
	}
	for name, text := range map[string]string{
		"byte order mark": "\uFEFFname: Ada\n",
		"crlf":            "name: Ada\r\nunit: Quay\r\n",
		"persian joiner":  "name: می\u200cخواهم\n",
		"twice converted": "name: Ada\r\r\nunit: Quay\r\r\n",
		"a variant":       "name: 葛\U000E0100城\n",
		"family":          "name: \"\U0001F468\u200D\U0001F469\"\n",
	} {
		t.Run(name, func(t *testing.T) {
			if got := report(t, person(text)); got != "" {
				t.Errorf("got %s, want nothing", got)
			}
		})
	}
}

// TestSyntaxLine breaks one line of a sound record at a time.
func TestSyntaxLine(t *testing.T) {
	sound := strings.Split(strings.TrimSuffix(`name: Ada Quill
topics:
  - writing
  - [nested, flow,
     list]
training:
  - module: first
    completed: 2026-01-05
unit: |
  several lines
  of text
level: senior`, "\n"), "\n")
	for line, broken := range map[int]string{
		1:  `name: "Ada Quill`,
		2:  "\ttopics:",
		3:  `  - "writing`,
		6:  `training`,
		8:  ` completed: 2026-01-05`,
		9:  `unit: "a" b`,
		12: `level: senior: very`,
	} {
		t.Run(fmt.Sprint(line), func(t *testing.T) {
			lines := append([]string(nil), sound...)
			lines[line-1] = broken
			if got := syntaxLine([]byte(strings.Join(lines, "\n") + "\n")); got != line {
				t.Errorf("the error is in line %d, reported in %d", line, got)
			}
		})
	}
}

func TestSyntaxLineOfALongFile(t *testing.T) {
	var b strings.Builder
	for i := range 3000 {
		fmt.Fprintf(&b, "key%d: value\n", i)
	}
	text := b.String() + "unclosed: [1, 2\n" + strings.ReplaceAll(b.String(), "key", "more")
	if got := syntaxLine([]byte(text)); got != 3001 {
		t.Errorf("got line %d, want 3001", got)
	}
}

func TestOddFiles(t *testing.T) {
	fsys := files()
	fsys["program/people/ada.yaml"] = &fstest.MapFile{Mode: fs.ModeSymlink, Data: []byte("../../etc/passwd")}
	fsys["program/people/pipe.yaml"] = &fstest.MapFile{Mode: fs.ModeNamedPipe}
	fsys["program/people/Bo.yaml"] = &fstest.MapFile{Data: []byte("name: Bo\n")}
	fsys["program/people/con.yaml"] = &fstest.MapFile{Data: []byte("name: Con\n")}
	fsys["program/people/cy.yml"] = &fstest.MapFile{Data: []byte("name: Cy\n")}
	fsys["program/people/dot.yaml."] = &fstest.MapFile{Data: []byte("name: Dot\n")}
	fsys["program/notes.txt"] = &fstest.MapFile{Data: []byte("hello\n")}
	fsys["content/Guide.md"] = &fstest.MapFile{Data: []byte("# One\n")}
	fsys["content/guide.md"] = &fstest.MapFile{Data: []byte("# Two\n")}
	fsys["content/caf\u00e9.md"] = &fstest.MapFile{Data: []byte("# One\n")}
	fsys["content/cafe\u0301.md"] = &fstest.MapFile{Data: []byte("# Two\n")}
	fsys["program/people/big.yaml"] = &fstest.MapFile{Data: make([]byte, yamlLimit+1)}
	got := report(t, fsys)
	for _, want := range []string{
		"ada.yaml:1:1: error: this is a symbolic link",
		"pipe.yaml:1:1: error: this is no ordinary file",
		`Bo.yaml:1:1: error: "Bo" is no id`,
		`hint: name it "bo"`,
		"con.yaml:1:1: error: Windows keeps the name",
		"hint: name it cy.yaml",
		"dot.yaml.:1:1: error: the name begins or ends",
		"program/notes.txt:1:1: error: no record lies here",
		`"Guide.md" and "guide.md" are one name`,
		"are one name on systems that fold case or accents [same-name]",
		"big.yaml:1:1: error: the file has 64.0 KiB, and 64 KiB is the most",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in\n%s", want, got)
		}
	}
	if n := strings.Count(got, "[same-name]"); n != 2 {
		t.Errorf("%d pairs of names, want 2", n)
	}
}

// A name that is no UTF-8 cannot be opened by it, and hides nothing else.
func TestANameThatIsNoText(t *testing.T) {
	for _, folder := range []string{"content/caf\xe9.md", "content/caf\xe8.md", "program/people/zo\xeb.yaml", "program/peop\xffle/ada.yaml", "program/cohorts/\xc3\x28/cohort.yaml"} {
		got := report(t, files("program/people/ada.yaml", "shoe: 38\nname: Ada\n", folder, "# One\n", "content/caf\xea.md", "# Two\n"))
		for _, want := range []string{`[path]`, "hint: rename it", `no field "shoe"`, `"caf\xea.md" is not UTF-8`} {
			if !strings.Contains(got, want) {
				t.Errorf("%q: %q is not in\n%s", folder, want, got)
			}
		}
		if strings.Count(got, "is not UTF-8") != 2 || strings.Contains(got, "[same-name]") || !utf8.ValidString(got) {
			t.Errorf("%q: reported is\n%s", folder, got)
		}
	}
}

// TestNothingIsOpened loads a folder with a pipe that would hang a reader and
// a link that leads out.
func TestNothingIsOpened(t *testing.T) {
	dir := t.TempDir()
	people := filepath.Join(dir, "program", "people")
	if err := os.MkdirAll(people, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("/etc/hostname", filepath.Join(people, "ada.yaml")); err != nil {
		t.Skip("no symbolic links here")
	}
	if err := os.Symlink(dir, filepath.Join(dir, "content")); err != nil {
		t.Fatal(err)
	}
	if err := mkfifo(filepath.Join(people, "pipe.yaml")); err != nil {
		t.Skip("no named pipes here")
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	got := report(t, root.FS())
	for _, want := range []string{"content:1:1: error: this is a symbolic link", "people/ada.yaml:1:1: error: this is a symbolic", "pipe.yaml:1:1: error: this is no ordinary"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in\n%s", want, got)
		}
	}
}

func TestBrokenRecordsExist(t *testing.T) {
	repo, problems, err := Load(files(
		"program/people/ada.yaml", "nam: Ada\n",
		"program/cohorts/c1/pairings/otter/sessions/2026-01-05.md", "no front matter\n",
		"program/cohorts/c1/pairings/otter/sessions/2026-01-05-10.md", "---\ndate: 2026-01-05\n---\n",
		"program/cohorts/c1/pairings/otter/sessions/2026-01-05-9.md", "---\ndate: 2026-01-05\n---\n",
		"program/people/huge.yaml", strings.Repeat("#", yamlLimit+1),
	))
	if err != nil {
		t.Fatal(err)
	}
	if !repo.People.Has("ada") || !repo.People.Has("huge") || !repo.Cohorts.Has("c1") {
		t.Error("a broken record does not exist")
	}
	var names []string
	for _, s := range repo.Cohorts.Get("c1").Pairings.Get("otter").Sessions {
		names = append(names, s.Name)
	}
	if diff := cmp.Diff([]string{"2026-01-05", "2026-01-05-9", "2026-01-05-10"}, names); diff != "" {
		t.Error(diff)
	}
	if errors, _ := problems.Count(); errors != 6 {
		t.Errorf("%d errors, want 6: %v", errors, problems.Sorted())
	}
}

// A record has what absent keys mean, also when its file cannot be decoded,
// so that whoever goes on without it has something to go by.
func TestABrokenRecordHasItsStandards(t *testing.T) {
	for name, text := range map[string]string{
		"syntax": "format: 1\ntitle: [\n", "second document": "a: 1\n---\n", "latin-1": "title: \xEB\n", "nesting": strings.Repeat("[", 40),
		"oversize": strings.Repeat("#", yamlLimit+1), "lone return": "a: b\rc: d\n",
	} {
		t.Run(name, func(t *testing.T) {
			repo, _, err := Load(files(SitePath, text, PersonPath("ada"), text, ProgramPath("p"), text, EnrolmentPath("c", "ada"), text))
			if err != nil {
				t.Fatal(err)
			}
			want := Site{Branch: "main", Theme: "default", Visibility: VisibilityInternal, Publish: Publish{To: ToArtifact, People: ShowAliases, Sessions: ShowCounts, MinimumGroup: 5}}
			got := *repo.Site
			got.Source = Source{}
			if diff := cmp.Diff(want, got, same); diff != "" {
				t.Errorf("the site (-want +got):\n%s", diff)
			}
			if repo.People.Get("ada").Publish {
				t.Error("somebody whose record cannot be read is published")
			}
			if h := repo.Programs.Get("p").Health; h.Quiet.Days != 35 || h.SayHello.Cadences != 1.5 {
				t.Errorf("the programme's health is %+v", h)
			}
			if e := repo.Cohorts.Get("c").Enrolments.Get("ada"); e.Status != Accepted {
				t.Errorf("the enrolment's status is %q", e.Status)
			}
		})
	}
}

// Who asks not to be published in a way that is refused has asked.
func TestARefusedPublishIsNo(t *testing.T) {
	for _, publish := range []string{"no", "False", "[false]", ""} {
		repo, problems, err := Load(files(PersonPath("ada"), "name: Ada\npublish: "+publish+"\n"))
		if err != nil {
			t.Fatal(err)
		}
		if repo.People.Get("ada").Publish || len(problems) != 1 {
			t.Errorf("publish: %s is a yes, or no problem: %v", publish, problems)
		}
	}
}

func TestAt(t *testing.T) {
	repo, _, err := Load(files("program/cohorts/c/pairings/p/pairing.yaml", `# a comment
mentors:
  - ada
  - {person: bo, from: 2026-01-05}
mentees: [cy]
state: active
`))
	if err != nil {
		t.Fatal(err)
	}
	p := repo.Cohorts.Get("c").Pairings.Get("p")
	for want, path := range map[string][]any{
		"3:5":  {"mentors", 0, "person"},
		"4:24": {"mentors", 1, "from"},
		"5:11": {"mentees", 0},
		"6:8":  {"state"},
		"2:1":  {"started"},
	} {
		at := p.At(path...)
		if got := fmt.Sprintf("%d:%d", at.Line, at.Column); got != want {
			t.Errorf("%v is at %s, want %s", path, got, want)
		}
	}
	if got := p.KeyAt("state"); got.Line != 6 || got.Column != 1 {
		t.Errorf("the key state is at %v", got)
	}
}
