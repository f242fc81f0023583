package markdown

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"
)

// TestDefinitionsAreTheLibrarys compares each definition in lexers/ with the
// library's of that name; -update copies them again.
func TestDefinitionsAreTheLibrarys(t *testing.T) {
	files, err := filepath.Glob("lexers/*.xml")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		name := strings.ReplaceAll(strings.TrimSuffix(filepath.Base(file), ".xml"), "_", " ")
		theirs, ok := lexers.Get(name).(*chroma.RegexLexer)
		if !ok {
			t.Fatalf("the library has no lexer called %q", name)
		}
		if name == "go" {
			theirs = withPlainRawStrings(t, theirs)
		}
		want := marshalled(t, theirs)
		if *update {
			if err := os.WriteFile(file, []byte(want), 0o644); err != nil {
				t.Fatal(err)
			}
		} else if have, err := definitions.ReadFile(file); err != nil || string(have) != want {
			t.Errorf("%s is not the library's definition: run the test with -update", file)
		}
	}
}

// withPlainRawStrings returns Go's lexer without the rule that takes raw strings
// for templates, which no file can hold.
func withPlainRawStrings(t *testing.T, lexer *chroma.RegexLexer) *chroma.RegexLexer {
	t.Helper()
	rules, err := lexer.Rules()
	if err != nil {
		t.Fatal(err)
	}
	root := slices.Clone(rules["root"])
	at := slices.IndexFunc(root, func(r chroma.Rule) bool { return r.Pattern == "(`)([^`]*)(`)" })
	if at < 0 {
		t.Fatal("the library has another rule for raw strings")
	}
	root[at] = chroma.Rule{Pattern: "`[^`]*`", Type: chroma.LiteralString}
	return chroma.MustNewLexer(lexer.Config(), func() chroma.Rules { return chroma.Rules{"root": root} })
}

// marshalled returns a lexer's definition with its states in the order of their
// names, because the library writes them in any.
func marshalled(t *testing.T, lexer *chroma.RegexLexer) string {
	t.Helper()
	text, err := chroma.Marshal(lexer)
	if err != nil {
		t.Fatal(err)
	}
	const state, end = "    <state ", "  </rules>\n</lexer>"
	head, rest, _ := strings.Cut(string(text), state)
	states := strings.Split(strings.TrimSuffix(rest, end), state)
	slices.Sort(states)
	return head + state + strings.Join(states, state) + end + "\n"
}

// TestEveryLanguageHasALexer looks for the languages of lexerFor, and for those
// that a definition hands parts of a text to.
func TestEveryLanguageHasALexer(t *testing.T) {
	for _, name := range strings.Fields("bash sh shell console yaml yml json toml ini go python py javascript js typescript ts html css xml sql diff") {
		ours, theirs := lexerFor(name), lexers.Get(name)
		if ours == nil || ours.Config().Name != theirs.Config().Name {
			t.Errorf("%s: %v, and the library has %v", name, ours, theirs)
		}
	}
	files, err := filepath.Glob("lexers/*.xml")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	used := 0
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(`<using lexer="([^"]*)"`).FindAllStringSubmatch(string(text), -1) {
			used++
			if languages().Get(m[1]) == nil {
				t.Errorf("%s uses %s, which is not in lexers/", file, m[1])
			}
		}
	}
	if used == 0 {
		t.Error("no definition uses another")
	}
}
