package check

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

var word = regexp.MustCompile(`^[a-z]+(-[a-z]+)*$`)

func TestRulesHaveOneWordEach(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range Rules() {
		if !word.MatchString(r.Name) || seen[r.Name] {
			t.Errorf("the name %q is no word, or is there twice", r.Name)
		}
		if !strings.HasSuffix(r.Summary, ".") || r.Family == "" || r.Stage == "" {
			t.Errorf("%s lacks its family, its stage or its sentence", r.Name)
		}
		if (r.Stage == Checking) != (r.run != nil || r.value != nil) {
			t.Errorf("%s is applied in the stage %q, but its function says otherwise", r.Name, r.Stage)
		}
		seen[r.Name] = true
	}
	if len(seen) < 45 {
		t.Errorf("there are %d rules", len(seen))
	}
}

// TestLoadingRulesAreRegistered reads the source of the packages that find
// problems before check does: what they report is registered, and what is
// registered as theirs stands there.
func TestLoadingRulesAreRegistered(t *testing.T) {
	said, reported := map[string]bool{}, map[string]bool{}
	for _, folder := range []string{"../record", "../markdown"} {
		for _, file := range goFiles(t, folder) {
			ast.Inspect(file, func(n ast.Node) bool {
				switch n := n.(type) {
				case *ast.BasicLit:
					said[unquoted(n)] = true
				case *ast.CallExpr:
					reported[ruleIn(n)] = true
				}
				return true
			})
		}
	}
	delete(reported, "")
	if len(reported) < 15 {
		t.Fatalf("only %d words are found in the source, so the test has lost its way", len(reported))
	}
	for name := range reported {
		if ruleOf(name) == nil {
			t.Errorf("%q is reported and not registered", name)
		}
	}
	for _, r := range Rules() {
		if (r.Stage == Loading || r.Stage == Reading) && !said[r.Name] {
			t.Errorf("%q is registered as a rule of %s, and nothing there reports it", r.Name, r.Stage)
		}
	}
}

// ruleIn returns the word that a call reports a problem under, if the call says
// it: the first text that it hands over.
func ruleIn(call *ast.CallExpr) string {
	name := ""
	switch f := call.Fun.(type) {
	case *ast.Ident:
		name = f.Name
	case *ast.SelectorExpr:
		name = f.Sel.Name
	}
	if !slices.Contains([]string{"Errorf", "Warnf", "refuse", "read"}, name) {
		return ""
	}
	for _, arg := range call.Args {
		if lit, ok := arg.(*ast.BasicLit); ok && word.MatchString(unquoted(lit)) {
			return unquoted(lit)
		}
	}
	return ""
}

func unquoted(lit *ast.BasicLit) string {
	s, err := strconv.Unquote(lit.Value)
	if err != nil || lit.Kind != token.STRING {
		return ""
	}
	return s
}

func goFiles(t *testing.T, folder string) []*ast.File {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	var files []*ast.File
	for _, e := range entries {
		if filepath.Ext(e.Name()) == ".go" && !strings.HasSuffix(e.Name(), "_test.go") {
			f, err := parser.ParseFile(token.NewFileSet(), filepath.Join(folder, e.Name()), nil, parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			files = append(files, f)
		}
	}
	return files
}
