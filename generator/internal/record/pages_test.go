package record

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

// harbour is a repository with a handbook of pages, files and folders, one of whose pages has moved.
func harbour(t *testing.T) *Repository {
	t.Helper()
	repo, problems, err := Load(files(
		"content/index.md", "# Home\n", "content/a/README.md", "# A\n", "content/b/readme.md", "# B\n", "content/c/index.md", "# C\n", "content/c/README.md", "# C\n",
		"content/tips.md", "---\nmoved_from: [old/tips.md, former/README.md]\n---\n# Tips\n", "content/a/plan.pdf", "%PDF",
		ProgramPath("p"), "name: P\nformat: formal\n", RolePath("mentor"), "name: Mentor\n",
		CohortPath("spring"), "program: p\nname: S\nstarts: 2026-01-01\nends: 2026-06-30\nstate: open\n", PersonPath("ada"), "name: Ada\n",
	))
	if err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	return repo
}

// TestWhereALinkLeads follows links of pages: to pages, files and folders, to where a page was, to
// what the site makes itself, and elsewhere.
func TestWhereALinkLeads(t *testing.T) {
	repo := harbour(t)
	type target struct {
		Kind       TargetKind
		Page, Path string
		Fragment   string
		Moved      bool
	}
	for link, want := range map[string]target{
		"plan.pdf":              {Kind: TargetAsset, Path: "content/a/plan.pdf"},
		"../tips.md#how":        {Kind: TargetPage, Page: "content/tips.md", Path: "content/tips.md", Fragment: "how"},
		"/content/tips.md":      {Kind: TargetPage, Page: "content/tips.md", Path: "content/tips.md"},
		"#here":                 {Kind: TargetPage, Page: "content/a/README.md", Path: "content/a/README.md", Fragment: "here"},
		"?x":                    {Kind: TargetPage, Page: "content/a/README.md", Path: "content/a/README.md"},
		"../a/":                 {Kind: TargetPage, Page: "content/a/README.md", Path: "content/a/README.md"},
		"../b":                  {Kind: TargetPage, Page: "content/b/readme.md", Path: "content/b/readme.md"},
		"../c":                  {Kind: TargetPage, Page: "content/c/index.md", Path: "content/c/index.md"},
		"..":                    {Kind: TargetPage, Page: "content/index.md", Path: "content/index.md"},
		"../old/tips.md#x":      {Kind: TargetPage, Page: "content/tips.md", Path: "content/old/tips.md", Fragment: "x", Moved: true},
		"../former":             {Kind: TargetPage, Page: "content/tips.md", Path: "content/former/README.md", Moved: true},
		"gone.md":               {Kind: TargetBroken, Path: "content/a/gone.md"},
		"../../README.md":       {Kind: TargetRepository, Path: "README.md"},
		"../../contents/a":      {Kind: TargetRepository, Path: "contents/a"},
		"../../..":              {Kind: TargetBroken, Path: ".."},
		"../../../x":            {Kind: TargetBroken, Path: "../x"},
		"/../x":                 {Kind: TargetRepository, Path: "x"},
		"https://a.example/b#c": {Kind: TargetExternal, Path: "https://a.example/b#c"},
		"http://a.example":      {Kind: TargetExternal, Path: "http://a.example"},
		"mailto:a@b.example":    {Kind: TargetExternal, Path: "mailto:a@b.example"},
		"tel:112":               {Kind: TargetExternal, Path: "tel:112"},
		"javascript:x":          {Kind: TargetUnsafe, Path: "javascript:x"},
		"//a.example/b":         {Kind: TargetUnsafe, Path: "//a.example/b"},
		`..\tips.md`:            {Kind: TargetUnsafe, Path: `..\tips.md`},
		"%zz":                   {Kind: TargetUnsafe, Path: "%zz"},
		"../metrics.html":       {Kind: TargetSite, Path: "metrics.html"},
	} {
		got := repo.Resolve("content/a/README.md", link)
		page := ""
		if got.Page != nil {
			page = got.Page.Path
		}
		if diff := cmp.Diff(want, target{got.Kind, page, got.Path, got.Fragment, got.Moved}); diff != "" {
			t.Errorf("%s leads elsewhere (-want +got):\n%s", link, diff)
		}
	}
}

// TestPagesOfTheSite tells which pages the site makes itself, so that a link to one is no mistake.
func TestPagesOfTheSite(t *testing.T) {
	repo := harbour(t)
	for page, want := range map[string]bool{
		"metrics.html": true, "join.html": true, "404.html": false, "Metrics.html": false, "metrics": false, "metrics.md": false, "other.html": false,
		"cohorts/index.html": true, "people/index.html": true, "programs/index.html": true, "roles/index.html": true, "handbook/index.html": false,
		"programs/p.html": true, "programs/q.html": false, "roles/mentor.html": true, "roles/mentee.html": false, "people/ada.html": false,
		"cohorts/spring/index.html": true, "cohorts/autumn/index.html": false, "cohorts/spring/other.html": false, "cohorts/spring.html": false,
	} {
		if got := repo.Resolve("content/index.md", page).Kind == TargetSite; got != want {
			t.Errorf("%s is a page of the site: %t", page, got)
		}
	}
}

// TestPlacesOfTheSite are kept free of the handbook.
func TestPlacesOfTheSite(t *testing.T) {
	for place, want := range map[string]bool{
		"metrics.html": true, "METRICS.html": true, "feed.xml": true, "sitemap.xml": true, "404.html": true, "a.html": false,
		"people/index.html": true, "people/ada.html": false, "people/index/2.html": true, "people/index/two.html": false,
		"log/2.html": true, "attention/10.html": true, "network/1.html": true, "search/3.html": true, "log/2/3.html": false, "log/index.html": false,
		"assets/site.css": true, "assets/index.html": false, "api/a.html": true, "calendar/a.html": true, "cohorts/a.html": true, "exports/a.html": true, "roles/a.html": false,
	} {
		if got := ReservedOutput(place); got != want {
			t.Errorf("%s is the site's: %t", place, got)
		}
	}
}

func TestPagesOfFolders(t *testing.T) {
	for file, want := range map[string]bool{"content/a/README.md": true, "content/a/Index.MD": true, "content/readme.md": true, "content/a.md": false, "content/README/a.md": false, "content/readme-2.md": false} {
		if got := (&Page{Source: Source{Path: file}}).IsFolderPage(); got != want {
			t.Errorf("%s stands for its folder: %t", file, got)
		}
	}
}

// TestWhatNeedNotLeadOn says of the former paths of pages which lead on, and why others do not.
func TestWhatNeedNotLeadOn(t *testing.T) {
	many := "a/0.md" + strings.Repeat(", a/x.md", mostMoves)
	for moved, want := range map[string]string{
		"[old.md, old/README.md]": " old.html; old/index.html",
		"old.md":                  " old.html",
		"[/old.md]":               "the path leaves content/ | " + movedHint,
		"[../old.md]":             "the path leaves content/ | " + movedHint,
		"[a/../../old.md]":        "the path leaves content/ | " + movedHint,
		"[content/old.md]":        "the path begins at content/ already | leave content/ out: old.md",
		"[old.txt]":               "this is no path that a page can have | " + movedHint,
		"[a/../old.md]":           "this is no path that a page can have | " + movedHint,
		"[.a/old.md]":             "this is no path that a page can have | " + movedHint,
		"[con/old.md]":            "this is no path that a page can have | " + movedHint,
		"[tips.md]":               "this is where the page is | delete it",
		"[Tips.md]":               "this is where the page is | delete it",
		"[other.md]":              "content/other.md is there today | delete it, or move that page away",
		"[first.md]":              "content/earlier.md says so, too | keep it in one place",
		"[people/index.md]":       " handbook/people/index.html",
		"[programs/p.md]":         "the site has its own programs/p.html | delete it",
	} {
		repo, _, err := Load(files("content/tips.md", "---\nmoved_from: "+moved+"\n---\n# Tips\n", "content/other.md", "# Other\n",
			"content/earlier.md", "---\nmoved_from: first.md\n---\n# Earlier\n", ProgramPath("p"), "name: P\nformat: formal\n"))
		if err != nil {
			t.Fatal(err)
		}
		var said []string
		for _, m := range repo.Moves {
			if m.Page.Path != "content/tips.md" {
				continue
			}
			if m.Wrong != "" {
				said = append(said, m.Wrong+" | "+m.Hint)
			} else {
				said = append(said, m.Hint+m.Output)
			}
			from := m.Page.MovedFrom[m.Index]
			if leads := repo.Resolve("content/other.md", "/"+m.File).Moved; leads != (m.Wrong == "" || from == "first.md") {
				t.Errorf("%s leads on: %t", m.File, leads)
			}
		}
		if got := strings.Join(said, "; "); got != strings.TrimPrefix(want, " ") {
			t.Errorf("%s: %q, want %q", moved, got, want)
		}
	}
	repo, _, _ := Load(files("content/tips.md", "---\nmoved_from: ["+many+"]\n---\n# Tips\n"))
	if n := len(repo.Moves); n != mostMoves+1 || repo.Moves[n-2].Wrong == repo.Moves[n-1].Wrong || repo.Moves[n-1].Wrong != "these are more than 100 paths" ||
		repo.Moves[n-1].Hint != "leave out the oldest" || repo.Moves[n-1].Index != mostMoves {
		t.Errorf("%d moves, of which the last is %+v", n, repo.Moves[n-1])
	}
}

// letter loads a page of messages and returns its template with the problems of all pages.
func letter(t *testing.T, name, text string) (*Template, string) {
	t.Helper()
	repo, problems, err := Load(files("content/messages/"+name, text))
	if err != nil {
		t.Fatal(err)
	}
	return repo.PageAt("content/messages/" + name).Template, said(problems)
}

// TestTemplates reads the subject and the lines of a message, with placeholders between words.
func TestTemplates(t *testing.T) {
	got, problems := letter(t, "kickoff.md", "---\nsubject: \"{cohort} begins\"\n---\n\n# Kick-off\n\nDear {name},\n\n{to mentors}You are {as}.\n")
	want := &Template{
		Kind: MessageKickoff, Subject: []Piece{{Placeholder: ForCohort}, {Words: " begins"}},
		Lines: [][]Piece{{{Words: "Dear "}, {Placeholder: ForName}, {Words: ","}}, nil, {{Placeholder: OfMentors}, {Words: "You are "}, {Placeholder: ForAs}, {Words: "."}}, nil},
	}
	if diff := cmp.Diff(want, got); diff != "" || problems != "" {
		t.Errorf("%s\n%s", problems, diff)
	}
	own, problems := letter(t, "news.md", "---\nsubject: News\nto: waiting\n---\nHello\n")
	if problems != "" || own == nil || own.Kind != "news" || own.To != ToWaiting {
		t.Errorf("a letter of one's own is %+v, %s", own, problems)
	}
}

// TestWhatIsNoTemplate leaves pages alone that nobody is sent.
func TestWhatIsNoTemplate(t *testing.T) {
	for _, name := range []string{"README.md", "news.md", "more/kickoff.md"} {
		if got, problems := letter(t, name, "# {x}\n"); got != nil || problems != "" {
			t.Errorf("%s is %+v, %s", name, got, problems)
		}
	}
	for file, want := range map[string]MessageKind{
		"content/messages/kickoff.md": MessageKickoff, "content/messages/news.md": "news", "content/messages/README.md": "", "content/messages/a/kickoff.md": "",
		"content/kickoff.md": "", "content/messages/kickoff.txt": "",
	} {
		if kind, ok := (&Page{Source: Source{Path: file}}).LetterKind(); ok != (want != "") || ok && kind != want {
			t.Errorf("%s is a letter %q, %t", file, kind, ok)
		}
	}
	if got := MessagePath(MessageQuiet); got != "content/messages/quiet.md" {
		t.Errorf("the path is %s", got)
	}
}

// TestWhatIsWrongWithATemplate tells it where it stands, counting characters.
func TestWhatIsWrongWithATemplate(t *testing.T) {
	for text, want := range map[string]string{
		"---\nsubject: S\nto: mentors\n---\nHello\n": "3:5 error to: whom kickoff goes to follows from the records",
		"Hello\n":                                     "1:1 error the message has no subject",
		"---\nsubject: S\n---\n# Title\n\n":           "1:1 error the message has no text",
		"---\nsubject: See {log}\n---\nHello\n":       "2:10 error {log} is an address, and has no place in a subject",
		"---\nsubject: S\n---\n\nGrüße {nane}, {x}\n": "5:7 error nothing takes the place of {nane}; did you mean {name}?; content/messages/kickoff.md:5:15 error nothing takes the place of {x}",
		"---\nsubject: S {y}\n---\nHello\n":           "2:10 error nothing takes the place of {y}",
	} {
		if _, got := letter(t, "kickoff.md", text); got != "content/messages/kickoff.md:"+want {
			t.Errorf("%q\n%s\nwant %s", text, got, want)
		}
	}
	got, _ := letter(t, "kickoff.md", "---\nsubject: S\n---\nA {x} {name} b\n")
	if want := []Piece{{Words: "A {x} "}, {Placeholder: ForName}, {Words: " b"}}; !slices.Equal(got.Lines[0], want) {
		t.Errorf("what nothing takes the place of is %q, want %q", got.Lines[0], want)
	}
}

func TestPlaceholders(t *testing.T) {
	addresses := []Placeholder{ForLog, ForPlan, ForSurvey, ForPage, ForHome}
	keeping := []Placeholder{OfMentors, OfMentees, OfPeers, OfUndecided, OfUnsettled}
	for _, p := range placeholders() {
		if p.IsAddress() != slices.Contains(addresses, p) || p.Keeps() != slices.Contains(keeping, p) {
			t.Errorf("{%s} is an address: %t, and keeps its line: %t", p, p.IsAddress(), p.Keeps())
		}
	}
}

// TestFieldsOfOtherGenerators says what to write instead of what another generator reads.
func TestFieldsOfOtherGenerators(t *testing.T) {
	hint := func(names ...string) string {
		var fields []ForeignField
		for _, name := range names {
			fields = append(fields, ForeignField{Name: name})
		}
		return ForeignHint(fields)
	}
	for want, names := range map[string][]string{
		"": nil, "write order for weight": {"weight"}, "write title for label; write summary for lead; delete slug and tags": {"label", "slug", "lead", "tags"},
		"delete draft; keep a page that nobody should read yet outside content/":             {"draft"},
		"delete slug and unlisted; keep a page that nobody should read yet outside content/": {"slug", "unlisted"},
	} {
		if got := hint(names...); got != want {
			t.Errorf("%v: %q, want %q", names, got, want)
		}
	}
	repo, problems, err := Load(files("content/a.md", "---\ntitle: A\nweight: 3\nslug: a\nforematter: x\n---\n# A\n", PersonPath("ada"), "name: Ada\nslug: x\n"))
	if err != nil {
		t.Fatal(err)
	}
	foreign := repo.PageAt("content/a.md").Foreign
	if len(foreign) != 2 || foreign[0].Name != "weight" || foreign[1].Name != "slug" || foreign[0].At.String() != "content/a.md:3:1" {
		t.Errorf("of others are %+v", foreign)
	}
	if got := said(problems); got != `content/a.md:5:1 warning there is no field "forematter" here; program/people/ada.yaml:2:1 error there is no field "slug" here` {
		t.Errorf("it is said: %s", got)
	}
}

// TestBranchesOfWorkflows finds the branches that workflows with the program wait for, where they
// are written out.
func TestBranchesOfWorkflows(t *testing.T) {
	const uses = "jobs:\n  a:\n    steps:\n      - uses: ./actions/program\n"
	const asks = "        if: github.ref == 'refs/heads/main' || github.ref == 'refs/heads/next'\n"
	flow := func(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }
	fsys := files()
	fsys[".github/workflows/a.yml"] = flow("on:\n  push:\n    branches: [main]\n" + uses)
	fsys[".github/workflows/b.yaml"] = flow("on: {push: {branches: trunk}}\n" + uses)
	fsys[".forgejo/workflows/c.yml"] = flow(uses + asks)
	fsys[".gitea/workflows/d.yml"] = flow("on:\n  push:\n    branches: [main, next]\n" + uses)
	fsys[".gitea/workflows/e.yml"] = flow("on:\n  push:\n    branches: ['release/*']\n" + uses)
	fsys[".gitea/workflows/f.yml"] = flow("on:\n  push:\n    branches: [other]\n")
	fsys[".gitea/workflows/g.txt"] = flow("on:\n  push:\n    branches: [other]\n" + uses)
	fsys[".gitea/workflows/h.yml"] = flow("on: [\n" + uses)
	fsys[".gitea/workflows/i.yml"] = flow("on:\n  push:\n    branches: [other]\n" + uses + strings.Repeat("#", yamlLimit))
	fsys[".gitea/workflows/j.yml"] = flow("on: push\n" + uses)
	fsys[".gitea/workflows/k.yml"] = &fstest.MapFile{Data: fsys[".github/workflows/a.yml"].Data, Mode: 0o644 | 1<<27}
	var got []string
	for _, b := range branches(fsys) {
		got = append(got, b.Position.String()+" "+b.Branch)
	}
	want := []string{".github/workflows/a.yml:3:16 main", ".github/workflows/b.yaml:1:23 trunk", ".forgejo/workflows/c.yml:5:13 main", ".forgejo/workflows/c.yml:5:13 next"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the branches (-want +got):\n%s", diff)
	}
}
