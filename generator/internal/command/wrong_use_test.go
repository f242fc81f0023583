package command

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"net"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"pairbook/generator/test/here"
)

// wrongUses are command lines that make no sense, or that ask for what does not
// exist, in the programme of [asked], each with its message.
var wrongUses = []struct{ line, told string }{
	{"setup", "setup --check takes a file, or - for standard input; write it with"},
	{"setup --check {dir}/none.json", "--check {dir}/none.json: there is no such file"},
	{"setup --check -", "- is not what GitHub's client wrote, as none of it is an answer about a repository's settings; write it with"},
	{"report cohort", "report cohort takes one cohort, and 0 were given"},
	{"report cohort 2026 --format pdf", `--format: "pdf" is unknown; choose html or md`},
	{"report certificates 2026 2027", "report certificates takes one cohort, and 2 were given"},
	{"report --base main --format pdf", `--format: "pdf" is unknown; choose markdown or json`},
	{"report", "report says what a pull request changes: name the branch it is for, as in --base origin/main"},
	{"report --base main --author ada:x", "--author: write LOGIN or LOGIN:ID with the account's number, such as ada:1024"},
	{"report --base main --author :12", "--author: write LOGIN or LOGIN:ID with the account's number, such as ada:1024"},
	{"report --base main --author ada:0", "--author: write LOGIN or LOGIN:ID with the account's number, such as ada:1024"},
	{"report --base main --approved ada:0", "--approved: write LOGIN or LOGIN:ID with the account's number, such as ada:1024"},
	{"stats a b", "stats takes one cohort or none, and 2 were given"},
	{"stats --format pdf", `--format: "pdf" is unknown; choose text, json or csv`},
	{"stats 2026 --backtest", "--backtest takes all cohorts that are over, and prints text or json"},
	{"stats --backtest --format csv", "--backtest takes all cohorts that are over, and prints text or json"},
	{"stats 2062", `there is no cohort "2062"; did you mean "2026"?`},
	{"cohort open 2062", `there is no cohort "2062"; did you mean "2026"?`},
	{"cohort close 2062", `there is no cohort "2062"; did you mean "2026"?`},
	{"cohort new 2027 --from 2062 --starts 2027-01-01", `there is no cohort "2062"; did you mean "2026"?`},
	{"pairing accept otter --by ada", `"otter": write COHORT/PAIRING, with a slash between`},
	{"person rename adda zoe", `nobody has the id "adda"; did you mean "ada"?`},
	{"person merge adda bo", `nobody has the id "adda"; did you mean "ada"?`},
	{"person merge ada boo", `nobody has the id "boo"; did you mean "bo"?`},
	{"person leave adda", `nobody has the id "adda"; did you mean "ada"?`},
	{"person forget adda", `nobody has the id "adda"; did you mean "ada"?`},
	{"person export adda --out {dir}/out", `nobody has the id "adda"; did you mean "ada"?`},
	{"attention --format csv", `--format: "csv" is unknown; choose text or json`},
	{"check --rule conjure", `--rule: there is no rule "conjure"; pairbook help checks lists them`},
	{"check --rule import", `--rule: import says "import" of a table, and check reads none; import the table again`},
	{"check --rule unknwon-key", `--rule: there is no rule "unknwon-key"; did you mean "unknown-key"?`},
	{"check --rule private-list --base HEAD", "--rule private-list reads a file of coordinators, and says what is wrong with it in words: it goes with neither --base nor --format nor --retention"},
	{"check --rule private-names --format json", "--rule private-names reads a file of coordinators"},
	{"check --rule private-sealed --retention", "--rule private-sealed reads a file of coordinators"},
	{"schema site role", "schema takes one kind of record; pairbook schema --help lists them"},
	{"schema --rev HEAD", "schema reads no commit that --rev could name; leave it out"},
	{"setup --rev HEAD", "setup reads no commit that --rev could name; leave it out"},
	{"demo {dir}/x --rev HEAD", "demo reads no commit that --rev could name; leave it out"},
	{"init {dir}/x --rev HEAD", "init reads no commit that --rev could name; leave it out"},
	{"report --base HEAD --rev HEAD", "report reads the commits of --base and --head, and --rev names another; leave it out"},
	{"schema conjure", `there is no kind of record "conjure"; the kinds are `},
	{"serve --rev HEAD", "serve shows files as they change, and --rev names a commit, which does not; use build"},
	{"serve --port 70000", "--port: 70000 is no port; give one from 0 to 65535"},
	{"serve --port {port}", "--port: {port} cannot be had; --port 0 takes any that is free: "},
	{"site conjure", `site has no setting "conjure"; choose from `},
	{"init", "init takes "},
	{"init {dir}/program/site.yaml", "init {dir}/program/site.yaml: this is no folder"},
	{"init --here {dir}", "init --here takes no folder, as it begins in this one"},
	{"init --here", "init --here: there is no pairbook in this folder; go to the top of your copy of it, or write: pairbook init DIR"},
	{"init {dir}/x --program https://github.com/a/b@main", `--program: "https://github.com/a/b@main" is no repository on GitHub and a commit; write it as https://github.com/OWNER/NAME@COMMIT, with all 40 characters of the commit`},
	{"init {dir}/x --organisation a*b", `--organisation: "a*b" is no name as it can stand in a sentence: up to 80 letters, digits, spaces and . , & ' ! ( ) / + -, with a letter or a digit first`},
	{"init {dir}/x --forge none --program a/b", "--program says where workflows get the program, and with --forge none there are none"},
	{"init {dir}/x --program a/b", "--program: add @ and the commit to a/b, all 40 characters of it; git ls-remote a/b HEAD prints the newest"},
	{"demo {dir}/program/site.yaml", "demo {dir}/program/site.yaml: this is no folder that can be read"},
	{"match", "match takes one cohort, and 0 were given"},
	{"match 2026 --why ada", "--why: write MENTEE,MENTOR, such as --why ada,grace"},
	{"match 2026 --why ada,bo --against HEAD", "--why and --against answer two questions; ask one at a time"},
	{"match 2026 --shape peers", "--shape goes with --scores; a cohort's is in its matching, or its programme's"},
	{"match 2026 --scores s.csv", "--scores needs no records, so it goes with --objective, --lot, --why, --verify and --format only"},
	{"match --scores s.csv --write", "--scores needs no records, so it goes with --objective, --lot, --why, --verify and --format only"},
	{"match --scores s.csv --private x", "--scores needs no records, so it goes with --objective, --lot, --why, --verify and --format only"},
	{"match --scores s.csv --no-private", "--scores needs no records, so it goes with --objective, --lot, --why, --verify and --format only"},
	{"match 2026 --write --why ada,bo", "--write writes what is proposed, and --why and --against only ask about it; leave one out"},
	{"match 2026 --write --against HEAD", "--write writes what is proposed, and --why and --against only ask about it; leave one out"},
	{"match 2026 --verify s.json --why ada,bo", "--verify only checks a file, so it goes with --scores, --rematch, --again and --private only"},
	{"match 2026 --pin ada=bo", "--pin goes with --shape peers; the pins of a cohort are in its cohort.yaml"},
	{"match --scores s.csv --shape peers --pin ada", "--pin: \"ada\" is one name alone; write A=B, or A=B=C for three, such as --pin ada=grace"},
	{"match 2026 --verify s.json --fill", "--verify only checks a file, so it goes with --scores, --rematch, --again and --private only"},
	{"match 2026 --lot again", "--lot goes with --scores; the lot of a cohort is the word in its matching"},
	{"match 2026 --write --rev HEAD", "--write writes into the work tree, and --rev reads a commit; leave one out"},
	{"match 2026 --fill --rematch otter", "--fill is for those who wait, --rematch and --against for those who take part; choose one"},
	{"match 2026 --rematch oter", `--rematch: there is no pairing "oter" in 2026; did you mean "otter"?`},
	{"match 2026 --objective best", `--objective: "best" is unknown; choose coverage, score or fair`},
	{"match 2026 --format csv", `--format: "csv" is unknown; choose text or json`},
	{"match 2026 --against {dir}/other.json", `--against: {dir}/other.json is about the cohort "2027", not 2026`},
	{"match 2026 --against {dir}/program/site.yaml", "--against: {dir}/program/site.yaml is not what match --format json writes"},
	{"match 2026 --against HEAD", `--against: HEAD has no cohort "2026"`},
	{"match 2062", `there is no cohort "2062"; did you mean "2026"?`},
	{"new enrolment 2026/bo --role guest", `--role: "guest" is none of mentor, mentee, peer`},
	{"new enrolment 2026/bo", "say as what with --role mentor, mentee or peer"},
	{"new cohort 2027 --starts 2027-01-01 --program nothing", "say with --program which one it runs: mentoring"},
	{"new session", "new session takes COHORT/PAIRING, and 0 arguments were given"},
	{"new page a.txt", `"a.txt": a page is a .md file below content/`},
	{"new page ../a.md", `"../a.md": a page is a .md file below content/`},
	{"new session 2026/otter --date 2026-11-19 --duration 45m --second", "there are 99 logs of 2026-11-19 already"},
	{"new session 2026/otter --date 2026-11-18 --duration 45m --action {late}", "; write it as WHO: WHAT by 2026-11-26"},
	{"import", "import what? one of signups, people, enrolments, pairings, sessions, gatherings, survey"},
	{"import conjure x.csv", `import: "conjure" is none of signups, people, enrolments, pairings, sessions, gatherings, survey`},
	{"import people", "import people takes one file, and 0 were given"},
	{"import people nowhere.csv", "import nowhere.csv: there is no such file"},
	{"import people {dir}/people.csv", "import {dir}/people.csv: "},
	{"import people {dir}/people.csv --column conjure=x", "conjure"},
	{"import people {dir}/people.csv --column id=who --column name=what --rev HEAD", "--rev: records are written to the work tree, not to a commit"},
	{"import signups", "import signups takes one file, and 0 were given"},
	{"import signups {dir}/people.csv", "import signups: say which cohort people sign up for, with --cohort ID"},
	{"import signups {dir}/people.csv --cohort 2026 --format pdf", `--format: "pdf" is unknown; choose text or json`},
	{"import signups {dir}/people.csv --cohort 2026 --names public", `--names: "public" is unknown; choose private or records`},
	{"import signups {dir}/people.csv --cohort 2026 --answer ids", `--answer "ids": write KEY=VALUE`},
	{"import signups {dir}/people.csv --cohort 2026 --answer conjure=x", `--answer "conjure=x": nothing is asked or said so`},
	{"import survey", "import survey takes one file, and 0 were given"},
	{"import survey {dir}/people.csv", "import survey: say of which survey and cohort the answers are, with --survey ID and --cohort COHORT"},
	{"import survey {dir}/people.csv --survey s --cohort 2062", `--cohort: there is no cohort "2062"; did you mean "2026"?`},
	{"import survey {dir}/people.csv --survey conjure --cohort 2026", `--survey: the programme mentoring has no survey "conjure"`},
	{"messages", "messages takes one cohort, and 0 were given"},
	{"messages 2026", "ending, closing, or a page of your own in content/messages"},
	{"messages 2026 --kind conjure", `--kind: "conjure" is unknown; choose one of `},
	{"messages 2026 --kind quiet --survey s", "--survey goes with --kind survey"},
	{"messages 2026 --kind survey --survey conjure", `--survey: the programme has no survey "conjure"`},
	{"topics --accept a=b --cohort 2026", "--accept changes records, so it goes with --dry-run only"},
	{"topics --accept a=b --format json", "--accept changes records, so it goes with --dry-run only"},
	{"topics --accept ml", `--accept "ml": write 'A=B' or 'A<B', with ids or names of topics`},
	{"build --base-url javascript:alert(1)", `--base-url: "javascript:alert(1)" is not an address; write https://…`},
	{"build --out {dir}/content/messages", "holds what the site is made of"},
	{"build --out {dir}/theirs", "; choose another folder with --out, or empty this one with --clean"},
	{"build --audience everybody", "everybody"},
}

// TestWrongUse expects exit status 2, a sentence, and nothing written.
func TestWrongUse(t *testing.T) {
	t.Parallel()
	dir := asked(t)
	files := map[string]string{
		"other.json":      `{"cohort":"2027","objective":"score"}`,
		"people.csv":      "who,what\nx,y\n",
		"theirs/note.txt": "Not ours.\n",
	}
	for n := range 99 {
		name := "2026-11-19"
		if n > 0 {
			name += fmt.Sprintf("-%d", n+1)
		}
		files["program/cohorts/2026/pairings/otter/sessions/"+name+".md"] = "---\ndate: 2026-11-19\nduration: 45m\n---\n"
	}
	for name, text := range files {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, args := range [][]string{{"init", "-q"}, {"add", "program/site.yaml"}, {"commit", "-q", "-m", "Begun"}} {
		here.Git(t, dir, args...)
	}
	long := respond(t, statusUsage, strings.NewReader(strings.Repeat("a", 1<<21)+"\n"), "new", "person", "zora", "--ask", "--root", dir)
	if !strings.Contains(long, "KiB; nothing was written") {
		t.Errorf("an answer without end: %q", long)
	}
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	_, port, _ := net.SplitHostPort(taken.Addr().String())
	these := strings.NewReplacer("{dir}", dir, "{port}", port)
	before := filesBelow(t, dir)
	for _, c := range wrongUses {
		args := strings.Fields(these.Replace(c.line))
		for i, arg := range args {
			if arg == "{late}" {
				args[i] = "bo: Talk by 2026-02-30"
			}
		}
		told := respond(t, statusUsage, strings.NewReader(""), append(args, "--root", dir)...)
		if want := these.Replace(c.told); !strings.Contains(told, want) {
			t.Errorf("pairbook %s\n  tells %q\n  not   %q", c.line, told, want)
		}
	}
	if after := filesBelow(t, dir); after != before {
		t.Errorf("a wrong use wrote something:\n%s", after)
	}
	if err := os.Remove(filepath.Join(dir, "content", "messages", "quiet.md")); err != nil {
		t.Fatal(err)
	}
	none := respond(t, statusUsage, strings.NewReader(""), "messages", "2026", "--kind", "quiet", "--root", dir)
	if !strings.Contains(none, "there is no content/messages/quiet.md to take the text from; pairbook init writes one to begin with") {
		t.Errorf("without a text: %q", none)
	}
}

// filesBelow lists every file below a folder.
func filesBelow(t *testing.T, dir string) string {
	t.Helper()
	var names strings.Builder
	err := filepath.WalkDir(dir, func(name string, d os.DirEntry, err error) error {
		names.WriteString(name + "\n")
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names.String()
}

// TestEveryWrongUseIsTried finds each sentence of usagef in the table above or
// in a script.
func TestEveryWrongUseIsTried(t *testing.T) {
	tried := ""
	for _, c := range wrongUses {
		tried += c.told + "\n"
	}
	for _, pattern := range []string{"testdata/script/*.txtar", "*_test.go"} {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) == 0 {
			t.Fatal(pattern, err)
		}
		for _, name := range files {
			text, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			tried += strings.ReplaceAll(string(text), `\`, "")
		}
	}
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	sentences := 0
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for n := range ast.Preorder(file) {
			call, is := n.(*ast.CallExpr)
			if !is {
				continue
			}
			if f, is := call.Fun.(*ast.Ident); !is || f.Name != "usagef" {
				continue
			}
			if literal, is := call.Args[0].(*ast.BasicLit); is {
				sentences++
				if words := fixed(t, literal.Value); words != "" && !strings.Contains(tried, words) {
					t.Errorf("%s: nothing is told in a test: %s", name, literal.Value)
				}
			}
		}
	}
	if sentences < 50 {
		t.Errorf("only %d sentences were found", sentences)
	}
}

// fixed returns the longest constant part of a format.
func fixed(t *testing.T, literal string) (longest string) {
	t.Helper()
	format, err := strconv.Unquote(literal)
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range regexp.MustCompile(`%[-+#0-9.]*[a-zA-Z%]`).Split(format, -1) {
		if part = strings.TrimSpace(part); len(part) > len(longest) {
			longest = part
		}
	}
	return longest
}

// TestEveryRuleCanBeAskedFor reads which words packages name as the rules of what they
// report; check's own registry has a test for the words that stand in calls.
func TestEveryRuleCanBeAskedFor(t *testing.T) {
	files, err := filepath.Glob("../*/*.go")
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, named := range ruleConstant.FindAllSubmatch(text, -1) {
			found++
			if err := knownRule(string(named[1])); err != nil && !strings.Contains(err.Error(), "import the table again") {
				t.Errorf("%s: %v", file, err)
			}
		}
	}
	if found < 3 {
		t.Errorf("%d rules are found in the source, so the test has lost its way", found)
	}
}

var ruleConstant = regexp.MustCompile(`(?m)^(?:const |\t)\w*Rule\s+= "(.*)"$`)
