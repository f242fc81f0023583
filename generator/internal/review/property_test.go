package review

import (
	"encoding/json"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/text"
	"pgregory.net/rapid"

	"pairbook/generator/internal/diag"
	"pairbook/generator/internal/record"
	chars "pairbook/generator/internal/text"
)

// logins are the accounts of people in the base and of others, each with the
// person in the base.
var logins = map[Author]record.PersonID{
	{"NOOR-reads", 0}: "noor", {"noor-reads", 5}: "noor", {"gracewrites", 2001}: "grace", {"gracewrites", 2002}: "", {"GraceWrites", 0}: "",
	{"zuriz", 0}: "zuri", {"olive-left", 0}: "olive", {"kofi-k", 1}: "kofi", {"tomo-two", 2003}: "tomo", {"bram-waits", 0}: "bram",
	{"wren-coordinates", 1001}: "wren", {"wren-coordinates", 1}: "", {"ineslooksafter", 0}: "ines", {"stranger", 31}: "", {"", 0}: "",
}

// mayAlone lists by hand the paths that each person of the base may add or edit.
// All others are a coordinator's.
var mayAlone = map[record.PersonID]*regexp.Regexp{
	"noor":  regexp.MustCompile(`^program/(people/noor\.yaml|cohorts/2026-autumn/pairings/otter/(plan\.yaml|sessions/[^/]*\.md|actions/[^/]*\.yaml)|cohorts/2027-spring/enrolments/noor\.yaml)$`),
	"grace": regexp.MustCompile(`^program/(people/grace\.yaml|cohorts/2026-autumn/pairings/otter/(plan\.yaml|sessions/[^/]*\.md|actions/[^/]*\.yaml)|cohorts/2027-spring/enrolments/grace\.yaml)$`),
	"zuri":  regexp.MustCompile(`^program/(people/zuri\.yaml|cohorts/2026-autumn/pairings/heron/(plan\.yaml|sessions/[^/]*\.md|actions/[^/]*\.yaml)|cohorts/2027-spring/enrolments/zuri\.yaml)$`),
	"kofi":  regexp.MustCompile(`^program/(people/kofi\.yaml|cohorts/2026-autumn/pairings/heron/(plan\.yaml|sessions/[^/]*\.md|actions/[^/]*\.yaml)|cohorts/2027-spring/enrolments/kofi\.yaml)$`),
	"olive": regexp.MustCompile(`^program/(people/olive\.yaml|cohorts/2027-spring/enrolments/olive\.yaml)$`),
	"tomo":  regexp.MustCompile(`^program/people/tomo\.yaml$`),
	"bram":  regexp.MustCompile(`^program/(people/bram\.yaml|cohorts/2027-spring/enrolments/bram\.yaml)$`),
	"ines":  regexp.MustCompile(`^program/(people/ines\.yaml|cohorts/2026-autumn/.*|cohorts/2027-spring/enrolments/ines\.yaml)$`),
	"wren":  regexp.MustCompile(`(?s)^.*$`),
}

// newcomers lists what somebody who is not in the base may add.
var newcomers = regexp.MustCompile(`^program/(people/(mallory|stranger|n00r)\.yaml|cohorts/2027-spring/enrolments/(mallory|stranger)\.yaml)$`)

// somePaths are paths of the base and paths that an attacker would try.
func somePaths(base fstest.MapFS) []string {
	paths := []string{
		otter + "sessions/2026-11-20.md", otter + "sessions/2026-11-20-2.md", otter + "sessions/README.md", otter + "sessions/.hidden.md", otter + "actions/read.yaml", heron + "actions/read.yaml", otter + "actions/x/read.yaml", otter + "sessions/x/2026-11-20.md",
		heron + "sessions/2026-11-20.md", otter + "notes.md", otter + "sessions.md", strings.ToUpper(otter) + "plan.yaml", "program/cohorts/2026-autumn/pairings/0tter/pairing.yaml",
		"program/cohorts/2026-autumn/pairings/mine/pairing.yaml", "program/cohorts/2026-autumn/pairings/mine/plan.yaml", "program/cohorts/2026-autumn/pairings/mine/sessions/2026-11-20.md",
		"program/people/mallory.yaml", "program/people/stranger.yaml", "program/people/n00r.yaml", "program/people/sub/noor.yaml", "../program/people/noor.yaml",
		"program/cohorts/2027-spring/enrolments/mallory.yaml", "program/cohorts/2027-spring/enrolments/noor.yaml", "program/cohorts/2027-spring/enrolments/bram.yaml",
		"program/cohorts/2026-autumn/enrolments/bram.yaml", "program/cohorts/2026-autumn/attention/otter-2026-11-20.yaml", "program/cohorts/new/cohort.yaml",
		"program/programs/other.yaml", "themes/default/x.css", "go.mod", "content/new.md",
	}
	for p := range base {
		paths = append(paths, p)
	}
	slices.Sort(paths)
	return paths
}

var someTexts = []string{
	"---\ndate: 2026-11-20\n---\n", "---\ndate: 2026-11-20\n---\nWe met.\n", "---\ndate: 2026-11-20\n---\n<b>We</b> met.\n", "---\ndate: 2026-11-20\n---\n![x](x.png)\n",
	"---\ndate: 2026-11-20\n---\n![x][1]\n\n[1]: x.png\n", "---\ndate: 2026-11-20\nguests: [\"\\x3cb>\"]\n---\n", "---\ndate: 2026-11-20\n---\n<!-- -->\n", "---\ndate: 2026-11-20\n---\n<https://example.org>\n",
	"---\ndate: 2026-11-20\n---\n" + strings.Repeat("words ", 2000), "---\ndate: 2026-11-20\n---\n" + strings.Repeat("more ", 2400), "goals: []\n", "goals:\n  - {id: a, text: A}\n",
	"name: Mallory\ngithub: stranger\n", "name: Mallory\ngithub: Stranger\ngithub_id: 31\n", "name: M\ngithub: noor-reads\nlevel: senior\n", "name: Noor\ngithub: Noor-Reads\nlevel: early\nmanager: ines\n",
	"name: Noor\ngithub: stranger\n", "mentee: {}\n", "mentee: {}\ncleared: [{requirement: talk, on: 2026-11-01}]\n",
	"mentors: [grace]\nmentees: [mallory]\nstate: active\nstarted: 2026-09-14\n", "mentors: [bram]\nmentees: [stranger, noor, tomo]\nstate: active\nstarted: 2026-09-14\n",
	"program: mentoring\nname: N\nstarts: 2026-09-07\nends: 2027-03-05\nstate: open\ncoordinators: [noor, mallory, tomo, stranger]\n",
	"name: Mentoring\nformat: formal\nroles: [mentor, mentee]\ncoordinators: [noor, mallory, stranger, tomo, bram]\n", "", "\xff", "[", "# x\n",
}

// seizures are changes that give rights after a merge, and must not give them
// before.
var seizures = [][2]string{
	{"program/programs/mentoring.yaml", "name: Mentoring\nformat: formal\nroles: [mentor, mentee]\ncoordinators: [noor, mallory, zuri, bram, tomo]\n"},
	{"program/programs/other.yaml", "name: Other\nformat: formal\nroles: [mentor, mentee]\ncoordinators: [noor, mallory, zuri, bram, tomo]\n"},
	{"program/cohorts/2026-autumn/cohort.yaml", "program: mentoring\nname: N\nstarts: 2026-09-07\nends: 2027-03-05\nstate: open\ncoordinators: [noor, mallory, zuri, bram, tomo]\n"},
	{"program/cohorts/2027-spring/cohort.yaml", "program: mentoring\nname: N\nstarts: 2026-09-07\nends: 2027-03-05\nstate: open\ncoordinators: [noor, mallory, zuri, bram, tomo]\n"},
	{otter + "pairing.yaml", "mentors: [grace, zuri, bram]\nmentees: [noor, mallory, tomo, olive]\nstate: active\nstarted: 2026-09-14\n"},
	{heron + "pairing.yaml", "mentors: [zuri, olive, bram, noor]\nmentees: [kofi, mallory, tomo]\nstate: active\nstarted: 2026-09-14\n"},
	{"program/people/mallory.yaml", "name: Mallory\ngithub: Stranger\n"},
	{"program/people/mallory.yaml", "name: Mallory\ngithub: GraceWrites\ngithub_id: 2002\n"},
	{"program/people/mallory.yaml", "name: Mallory\ngithub: somebody-else\n"},
	{"program/people/mallory.yaml", "name: Mallory\ngithub: stranger\ngithub_id: 32\n"},
	{"program/people/grace.yaml", "name: Grace\ngithub: stranger\ngithub_id: 31\n"},
	{"program/people/noor.yaml", "name: Noor\ngithub: stranger\n"},
	{"program/people/noor.yaml", ""},
}

// spoils are what the seizures would give.
var spoils = [][2]string{
	{otter + "sessions/2026-11-20.md", "---\ndate: 2026-11-20\n---\n"}, {heron + "sessions/2026-11-20.md", "---\ndate: 2026-11-20\n---\n"},
	{otter + "plan.yaml", "goals: []\n"}, {heron + "sessions/2026-09-28.md", ""}, {otter + "sessions/2026-10-05.md", ""},
	{"program/cohorts/2026-autumn/enrolments/bram.yaml", "mentee: {}\n"}, {"program/cohorts/2026-autumn/enrolments/mallory.yaml", "mentee: {}\n"},
	{"program/cohorts/2027-spring/enrolments/bram.yaml", "mentee: {}\n"}, {"program/cohorts/2027-spring/enrolments/mallory.yaml", "mentee: {}\n"},
	{"program/topics/own.yaml", "name: Own\n"}, {"generator/main.go", "package main\n"}, {"program/people/kofi.yaml", "name: Kofi\ngithub: stranger\n"},
}

func lay(head fstest.MapFS, edit [2]string) fstest.MapFS { return with(head, edit[0], edit[1]) }

// someLogs draws logs and a plan in a folder; about half of the logs are good.
func someLogs(t *rapid.T, base fstest.MapFS, own string) fstest.MapFS {
	head := with(base)
	logs := []string{own + "sessions/2026-11-20.md", own + "sessions/2026-11-20-2.md", own + "sessions/README.md", own + "sessions/.x.md", own + "plan.yaml", own + "sessions/2026-10-05.md"}
	for range rapid.IntRange(1, 2).Draw(t, "logs") {
		if rapid.Bool().Draw(t, "good") {
			head = with(head, logs[0], rapid.SampledFrom(someTexts[:2]).Draw(t, "good log"))
			continue
		}
		head = with(head, rapid.SampledFrom(logs).Draw(t, "log"), rapid.SampledFrom(someTexts[:12]).Draw(t, "text"))
	}
	return head
}

// someHead draws the head of a pull request: any change anywhere. A third stays
// in a pairing's folder, a third seizes rights.
func someHead(t *rapid.T, base fstest.MapFS) fstest.MapFS {
	head, paths := with(base), somePaths(base)
	switch rapid.IntRange(0, 2).Draw(t, "intent") {
	case 0:
		return someLogs(t, base, rapid.SampledFrom([]string{otter, heron}).Draw(t, "own"))
	case 1:
		for range rapid.IntRange(0, 2).Draw(t, "seizures") {
			head = lay(head, rapid.SampledFrom(seizures).Draw(t, "seizure"))
		}
		for range rapid.IntRange(1, 2).Draw(t, "spoils") {
			head = lay(head, rapid.SampledFrom(spoils).Draw(t, "spoil"))
		}
		return head
	}
	for range rapid.IntRange(1, 4).Draw(t, "changes") {
		at := rapid.SampledFrom(paths).Draw(t, "path")
		switch rapid.IntRange(0, 9).Draw(t, "what") {
		case 0:
			delete(head, at)
		case 1: // moved
			if from := rapid.SampledFrom(paths).Draw(t, "from"); head[from] != nil {
				head[at] = head[from]
				delete(head, from)
			}
		case 2:
			head[at] = &fstest.MapFile{Data: []byte(rapid.SampledFrom(someTexts).Draw(t, "text")), Mode: rapid.SampledFrom([]fs.FileMode{0o755, fs.ModeSymlink | 0o777, fs.ModeIrregular}).Draw(t, "mode")}
		default:
			head[at] = &fstest.MapFile{Data: []byte(rapid.SampledFrom(someTexts).Draw(t, "text")), Mode: 0o644}
		}
	}
	for name := range head { // a file is no folder, too
		for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
			if head[dir] != nil {
				delete(head, name)
			}
		}
	}
	return head
}

// someAuthor draws a stranger more often than others.
func someAuthor(t *rapid.T) Author {
	if rapid.IntRange(0, 3).Draw(t, "stranger") == 0 {
		return Author{"stranger", 31}
	}
	all := make([]Author, 0, len(logins))
	for a := range logins {
		all = append(all, a)
	}
	slices.SortFunc(all, func(a, b Author) int { return strings.Compare(a.Login, b.Login)*4 + a.ID - b.ID })
	return rapid.SampledFrom(all).Draw(t, "author")
}

// outside removes from the records what no test file system can hold; the changes
// still name it.
func outside(files fstest.MapFS) fstest.MapFS {
	inside := fstest.MapFS{}
	for name, f := range files {
		if fs.ValidPath(name) {
			inside[name] = f
		}
	}
	return inside
}

func drawn(t *rapid.T, base fstest.MapFS) (in Input, head fstest.MapFS) {
	head = someHead(t, base)
	author := someAuthor(t)
	in = input(t, base, outside(head), author)
	in.Changes = differences(base, head)
	return in, head
}

// TestOwnershipIsTheBases checks that nothing in a pull request gives its author
// a right that the base does not.
func TestOwnershipIsTheBases(t *testing.T) {
	base := theBase(t)
	allowed, refused := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		in, head := drawn(t, base)
		r := Of(in)
		person := logins[in.Author]
		for k, c := range r.Changes {
			if !c.Allowed {
				refused++
				continue
			}
			allowed++
			gone, ordinary := head[c.Path] == nil, in.Changes[k].After.IsRegular()
			coordinator := person == "wren" || person == "ines" && strings.HasPrefix(c.Path, "program/cohorts/2026-autumn/")
			switch may := mayAlone[person]; {
			case may == nil && in.Author.Login == "stranger" && newcomers.MatchString(c.Path) && !gone && ordinary && names(head, c.Path):
			case may == nil || !may.MatchString(c.Path):
				t.Errorf("%v may change %s", in.Author, c.Path)
			case !coordinator && (gone || !ordinary):
				t.Errorf("%v may delete or link %s", in.Author, c.Path)
			}
		}
	})
	if allowed == 0 || refused == 0 {
		t.Errorf("%d allowed and %d refused", allowed, refused)
	}
}

// names reports whether a new person's record has the stranger's account.
func names(head fstest.MapFS, file string) bool {
	person := head["program/people/"+path.Base(file)]
	return person != nil && regexp.MustCompile(`(?i)\ngithub: stranger\n(github_id: 31\n)?$`).Match(person.Data)
}

// TestRoutineMeansRoutine checks each condition of the lane by itself.
func TestRoutineMeansRoutine(t *testing.T) {
	base := theBase(t)
	routine := 0
	rapid.Check(t, func(t *rapid.T) {
		in, head := drawn(t, base)
		if rapid.Bool().Draw(t, "a member's") {
			head = someLogs(t, base, otter)
			in = input(t, base, head, Author{"noor-reads", 5})
		}
		if r := Of(in); r.Lane != Routine {
			if len(r.Reasons) == 0 || r.Lane != Careful {
				t.Errorf("lane %s for no reason", r.Lane)
			}
			return
		}
		routine++
		size := 0
		for _, c := range in.Changes {
			f := head[c.Path]
			own := map[record.PersonID]string{"noor": otter, "grace": otter, "zuri": heron, "kofi": heron}[logins[in.Author]]
			if own == "" || !strings.HasPrefix(c.Path, own) || strings.Count(strings.TrimPrefix(c.Path, own), "/") > 1 {
				t.Fatalf("%s is not %v's own", c.Path, in.Author)
			}
			if f == nil || f.Mode != 0o644 {
				t.Fatalf("%s is deleted or linked: %v", c.Path, f)
			}
			size += len(f.Data)
			marks(t, f.Data)
		}
		if size == 0 || size > 20480 {
			t.Errorf("it holds %d bytes", size)
		}
		if errors, _ := in.Problems.New().Count(); errors > 0 {
			t.Errorf("it has %d mistakes", errors)
		}
	})
	if routine == 0 {
		t.Error("nothing was routine")
	}
}

// marks fails on HTML and images, found by a Markdown parser.
func marks(t tester, source []byte) {
	root := goldmark.New(goldmark.WithExtensions(extension.GFM)).Parser().Parse(text.NewReader(source))
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		switch n.Kind() {
		case ast.KindHTMLBlock, ast.KindRawHTML, ast.KindImage:
			t.Errorf("it holds a %s: %q", n.Kind(), source)
		}
		return ast.WalkContinue, nil
	})
}

// hostile draws texts with a meaning in Markdown, on GitHub and in terminals.
func hostile() *rapid.Generator[string] {
	part := rapid.OneOf(rapid.SampledFrom([]string{
		"`", "``", "```", "~~~", "##[error]", "#", "@everyone", "#1", "GH-2", "<img src=x onerror=alert(1)>", "<!--", "-->", "</details>", "&lt;", "&#96;", "](https://evil.example)", "[x]", "![", "!",
		"https://evil.example", "www.evil.example", "a@example.org", "\n", "\r\n", "\n\n", "\t", " ", "  ", "\\", "\\`", "\n- ", "\n# ", "\n> ", "\n```\n", "|", "\u2028", "\u202e", "\u200b", "\x00", "\xff", "*", "_", "a", "program/people/x.yaml", "%s", "%", "é", "日本",
	}), rapid.String())
	return rapid.Map(rapid.SliceOfN(part, 0, 40), func(parts []string) string { return strings.Join(parts, "") })
}

// TestCodeIsOneCodeSpan checks that a Markdown parser finds exactly one code span
// for any text, wherever code is used.
func TestCodeIsOneCodeSpan(t *testing.T) {
	markdown := goldmark.New(goldmark.WithExtensions(extension.GFM))
	rapid.Check(t, func(t *rapid.T) {
		name := hostile().Draw(t, "name")
		written := Code(name)
		if strings.ContainsAny(written, "\n\r") || strings.Contains(written, "##[") {
			t.Fatalf("%q has more than a line, or a command for a runner", written)
		}
		for _, frame := range []string{"%", "- %", "**Next:** %.", "- added %, which belongs to %", "- [%](https://example.org): % (%)", "### %"} {
			source := []byte(strings.ReplaceAll(frame, "%", written))
			spans, want := 0, strings.Count(frame, "%")
			_ = ast.Walk(markdown.Parser().Parse(text.NewReader(source)), func(n ast.Node, entering bool) (ast.WalkStatus, error) {
				if !entering {
					return ast.WalkContinue, nil
				}
				switch n := n.(type) {
				case *ast.CodeSpan:
					spans++
					if got := spanned(n, source); got != seen(name) {
						t.Errorf("%q is shown as %q, want %q", name, got, seen(name))
					}
					return ast.WalkSkipChildren, nil
				case *ast.Link:
					if string(n.Destination) != "https://example.org" {
						t.Errorf("a link to %s in %q", n.Destination, source)
					}
				case *ast.Document, *ast.Paragraph, *ast.TextBlock, *ast.List, *ast.ListItem, *ast.Heading, *ast.Text:
				case *ast.Emphasis:
					if !strings.HasPrefix(frame, "**") {
						t.Errorf("%q has a %s", source, n.Kind())
					}
				default:
					t.Errorf("%q has a %s", source, n.Kind())
				}
				return ast.WalkContinue, nil
			})
			if spans != want {
				t.Errorf("%q has %d code spans, want %d", source, spans, want)
			}
		}
		if got, ok := ownReading(written); !ok || got != seen(name) {
			t.Errorf("%q reads as %q, want %q", written, got, seen(name))
		}
	})
}

// seen returns what a reader should see of a name.
func seen(name string) (shown string) {
	if name == "" {
		return " "
	}
	name = strings.ReplaceAll(name, "##[", `##\x5b`)
	for n := 0; name != ""; n++ {
		r, size := utf8.DecodeRuneInString(name)
		if n == longestText {
			return shown + "…"
		}
		shown += chars.Spell(r, name[:size])
		name = name[size:]
	}
	return shown
}

func spanned(n *ast.CodeSpan, source []byte) string {
	var b strings.Builder
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		b.Write(c.(*ast.Text).Segment.Value(source))
	}
	return b.String()
}

// ownReading parses a code span by the rules of CommonMark: backticks, up to the
// first run of the same length, without one space on each side if both have one
// and there is more than spaces.
func ownReading(written string) (inside string, ok bool) {
	n := 0
	for n < len(written) && written[n] == '`' {
		n++
	}
	rest := written[n:]
	for i := 0; i < len(rest); {
		if rest[i] != '`' {
			i++
			continue
		}
		run := 0
		for i+run < len(rest) && rest[i+run] == '`' {
			run++
		}
		if run == n {
			inside = rest[:i]
			if strings.Trim(inside, " ") != "" && inside[0] == ' ' && inside[len(inside)-1] == ' ' {
				inside = inside[1 : len(inside)-1]
			}
			return inside, n > 0 && i+run == len(rest)
		}
		i += run
	}
	return "", false
}

// TestCommentsAreHarmless writes reports of hostile names and words.
func TestCommentsAreHarmless(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		word := hostile()
		many := func(label string) int { return rapid.SampledFrom([]int{0, 1, 3, 80}).Draw(t, label) }
		phrase := func() Phrase { return phrase("of %s, and %s", word.Draw(t, "a"), word.Draw(t, "b")) }
		r := &Report{Lane: Careful, Verdict: "1 mistake to mend.", Next: phrase(), Known: many("known"), repository: "https://github.com/example/x", head: strings.Repeat("a", 40)}
		long := strings.Repeat(word.Draw(t, "long"), many("times"))
		for range many("problems") {
			r.Problems.Errorf(diag.Position{Path: word.Draw(t, "path"), Line: 3}, "date", word.Draw(t, "hint")+long, "%s", word.Draw(t, "message"))
		}
		for range many("reasons") {
			r.Reasons = append(r.Reasons, phrase())
		}
		for range many("changes") {
			r.Changes = append(r.Changes, Judged{Path: word.Draw(t, "path") + long, Change: "added", Whose: phrase()})
		}
		for range many("pages") {
			r.Pages = append(r.Pages, word.Draw(t, "page")+long)
		}
		var b strings.Builder
		if err := r.Markdown(&b); err != nil {
			t.Fatal(err)
		}
		if text, err := json.Marshal(r); err != nil || strings.Contains(string(text)+b.String(), "##[") {
			t.Errorf("a command for a runner, or %v: %s", err, text)
		}
		if b.Len() > 65536 {
			t.Errorf("the comment has %d bytes", b.Len())
		}
		onlyOurs(t, b.String())
	})
}

var (
	ourLink   = regexp.MustCompile(`^https://github\.com/example/x/blob/a{40}/[^#]*#L3$`)
	ourWords  = regexp.MustCompile(`^[A-Za-z0-9 ,.:;()→]*$`)
	ourBlocks = regexp.MustCompile(`^(<!-- pairbook report -->|<details><summary>[a-z0-9 ]+</summary>|</details>)\n?$`)
)

// onlyOurs fails on anything in a comment that is not part of our own markup.
func onlyOurs(t tester, comment string) {
	source := []byte(comment)
	_ = ast.Walk(goldmark.New(goldmark.WithExtensions(extension.GFM)).Parser().Parse(text.NewReader(source)), func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.CodeSpan:
			return ast.WalkSkipChildren, nil
		case *ast.Link:
			if !ourLink.Match(n.Destination) {
				t.Errorf("a link to %s", n.Destination)
			}
		case *ast.HTMLBlock:
			block := string(n.Lines().Value(source))
			if n.HasClosure() {
				block += string(n.ClosureLine.Value(source))
			}
			if !ourBlocks.MatchString(block) {
				t.Errorf("HTML %q", block)
			}
		case *ast.Text:
			if words := n.Segment.Value(source); !ourWords.Match(words) {
				t.Errorf("the words %q", words)
			}
		case *ast.Document, *ast.Paragraph, *ast.TextBlock, *ast.List, *ast.ListItem, *ast.Heading, *ast.Emphasis:
		default:
			t.Errorf("a %s", n.Kind())
		}
		return ast.WalkContinue, nil
	})
}
