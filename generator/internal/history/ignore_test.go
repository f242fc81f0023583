package history

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/google/go-cmp/cmp"
)

// TestClassesOfCharacters has the ASCII characters of each class that a pattern may name.
func TestClassesOfCharacters(t *testing.T) {
	t.Parallel()
	const digits, lower, upper = "0123456789", "abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	const punct = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
	var control strings.Builder
	for c := range byte(' ') {
		control.WriteByte(c)
	}
	for word, want := range map[string]string{
		"alnum": digits + upper + lower, "alpha": upper + lower, "blank": "\t ", "cntrl": control.String() + "\x7f", "digit": digits, "lower": lower, "upper": upper,
		"punct": punct, "graph": digits + upper + lower + punct, "print": " " + digits + upper + lower + punct, "space": "\t\n\v\f\r ", "xdigit": digits + "ABCDEF" + "abcdef", "conjured": "",
	} {
		for c := range 256 {
			if got := inClass(word, byte(c)); got != (strings.IndexByte(want, byte(c)) >= 0) {
				t.Errorf("%q is in %s: %t", byte(c), word, got)
			}
		}
	}
}

// TestPatternsMatchPaths has what a glob matches, and beside it what it does not.
func TestPatternsMatchPaths(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ glob, matched, not string }{
		{"*.md", "a.md .md", "a.mdx a/b.md"},
		{"a?c", "abc", "ac a/c abbc"},
		{"a/**/b", "a/b a/x/b a/x/y/b", "ab a/xb"},
		{"**/b", "b a/b a/x/b", "ab"},
		{"a/**", "a/b a/b/c", "a b/a"},
		{"**", "a a/b", ""},
		{"***", "a a/b", ""},
		{"a**", "ab a/b", "b"},
		{"xa**b", "xab xacb", "xa xac"},
		{"?a**b", "xab xacb", "xa/b"},
		{"[a-c]x", "ax bx cx", "dx x a/x `x"},
		{"[!a-c]x", "dx", "ax bx cx /x"},
		{"[]a]", "] a", "b"},
		{"[a-]", "a -", "b"},
		{"[a\\]b]", "a ] b", "\\"},
		{"[\\a-c]", "a b c", "\\ d"},
		{"[[:digit:]x]", "0 9 x", "a"},
		{"[[:digit:", "", "0 a"},
		{"[[:x]", ": x [", "a"},
		{"[", "", "[ a"},
		{"a[", "", "a a["},
		{"\\*", "*", "a \\*"},
		{"a\\", "", "a a\\"},
		{"ab/", "ab/", "ab"},
	} {
		for _, name := range strings.Fields(c.matched) {
			if !wildmatch(c.glob, name) {
				t.Errorf("%q does not match %q", c.glob, name)
			}
		}
		for _, name := range append(strings.Fields(c.not), "") {
			if wildmatch(c.glob, name) {
				t.Errorf("%q matches %q", c.glob, name)
			}
		}
	}
}

// TestLinesOfAnIgnoreFile has the last line that matches decide, in the folder of the file
// and below it.
func TestLinesOfAnIgnoreFile(t *testing.T) {
	t.Parallel()
	const text = "\xef\xbb\xbf# *.x\r\n*.log\r\n\n!keep.log  \n/top.txt\nbuild/\na/b\nspace\\ \n\\#odd\n!\n  \n"
	rules := ignores{}.with([]byte(text), "sub")
	for name, want := range map[string]bool{
		"sub/x.log": true, "sub/deep/x.log": true, "sub/keep.log": false, "x.log": false, "subx/x.log": false, "sub/top.txt": true, "sub/deep/top.txt": false,
		"sub/build/": true, "sub/build": false, "sub/deep/build/": true, "sub/a/b": true, "sub/x/a/b": false, "sub/space ": true, "sub/space": false, "sub/#odd": true, "sub/a.x": false, "sub/X.LOG": false,
	} {
		path, isFolder := strings.CutSuffix(name, "/")
		if got := rules.ignored(path, isFolder); got != want {
			t.Errorf("%s is ignored: %t", name, got)
		}
	}
	if folded := (ignores{fold: true}).with([]byte("*.Log\n"), "."); !folded.ignored("X.LOG", false) || !folded.ignored("x.log", false) {
		t.Error("where case does not count, X.LOG is not *.Log")
	}
	more := rules.with([]byte("!*.log\n"), "sub/deep")
	if more.ignored("sub/deep/x.log", false) || !more.ignored("sub/x.log", false) || !rules.ignored("sub/deep/x.log", false) {
		t.Error("a file below takes effect above, or none")
	}
}

// TestSpacesAtTheEndOfALine stay where a backslash stands before them.
func TestSpacesAtTheEndOfALine(t *testing.T) {
	t.Parallel()
	for line, want := range map[string]string{"": "", "  ": "", "a  ": "a", " a b ": " a b", `a\ `: `a\ `, `a\  `: `a\ `, `a\`: `a\`, `\ `: `\ `, `a\b `: `a\b`} {
		if got := trimSpaces(line); got != want {
			t.Errorf("%q becomes %q, want %q", line, got, want)
		}
	}
}

// TestAttributesOfAFile sets them in the order of the lines, through macros as well.
func TestAttributesOfAFile(t *testing.T) {
	t.Parallel()
	macros := map[string][]string{"binary": {"-diff", "-merge", "-text"}}
	rules := attributes{}.with([]byte("# *.md x\n!*.md y\n\n[attr]ours eol=lf loop\n[attr]loop ours deep\n*.md text diff=html\n*.bin binary\n*.txt text\n/*.txt !text -diff\n\"a[[:space:]]b.md\" ours\n"), "sub", macros)
	for name, want := range map[string]map[string]string{
		"sub/x.md":       {"text": "true", "diff": "html"},
		"x.md":           {},
		"sub/x.bin":      {"binary": "true", "diff": "false", "merge": "false", "text": "false"},
		"sub/x.txt":      {"text": "", "diff": "false"},
		"sub/deep/x.txt": {"text": "true"},
		"sub/a b.md":     {"text": "true", "diff": "html", "ours": "true", "eol": "lf", "loop": "true", "deep": "true"},
	} {
		if diff := cmp.Diff(want, rules.of(name, macros)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
	if got := strings.Join(slices.Sorted(maps.Keys(macros)), " "); got != "binary loop ours" {
		t.Errorf("the macros are %s", got)
	}
	before := len(rules.lines)
	rules.with([]byte("*.md -text\n"), ".", macros)
	if len(rules.lines) != before || rules.of("sub/x.md", macros)["text"] != "true" {
		t.Error("the lines of another folder were added to these")
	}
}

// TestWhoseLineEndsAreConverted follows gitattributes(5) for what is in the index, with
// line ends of Windows or without.
func TestWhoseLineEndsAreConverted(t *testing.T) {
	t.Parallel()
	w := newWork(t)
	w.write("lf", "a\n")
	w.write("crlf", "a\r\n")
	w.write("binary", "a\x00\r\n")
	w.commit("1")
	objects := open(t, w.dir).objects
	entryOf := func(name string) *staged { return &staged{id: plumbing.NewHash(w.git("rev-parse", "HEAD:"+name))} }
	lf, crlf, binary, tree := entryOf("lf"), entryOf("crlf"), entryOf("binary"), entryOf("")
	for _, c := range []struct {
		e        *staged
		has      string
		autocrlf string
		data     string
		want     bool
	}{
		{lf, "", "", "a\r\n", false}, {lf, "text=true", "", "a\r\n", true}, {lf, "text=true", "", "a\x00", true}, {lf, "text=false", "true", "a\r\n", false},
		{lf, "text=auto", "", "a\r\n", true}, {lf, "text=auto", "", "a\x00\r\n", false}, {crlf, "text=auto", "", "a\r\n", false}, {binary, "text=auto", "", "a\r\n", true},
		{tree, "text=auto", "", "a\r\n", false}, {lf, "text=conjured", "", "a\r\n", false},
		{lf, "crlf=true", "", "a\r\n", true}, {lf, "crlf=input", "", "a\r\n", true}, {lf, "crlf=false", "true", "a\r\n", false}, {lf, "text=false crlf=true", "", "a\r\n", false},
		{lf, "eol=lf", "", "a\r\n", true}, {lf, "eol=crlf", "", "a\r\n", true}, {lf, "eol=x", "", "a\r\n", false}, {lf, "text=false eol=lf", "", "a\r\n", false}, {lf, "text=auto eol=lf", "", "a\x00\r\n", false},
		{lf, "", "true", "a\r\n", true}, {lf, "", "input", "a\r\n", true}, {lf, "", "false", "a\r\n", false}, {crlf, "", "true", "a\r\n", false},
	} {
		has := map[string]string{}
		for _, word := range strings.Fields(c.has) {
			key, value, _ := strings.Cut(word, "=")
			has[key] = value
		}
		m := &modifier{repository: &Repository{objects: objects}, settings: map[string]string{"core.autocrlf": c.autocrlf}}
		if got, err := m.isText(c.e, has, []byte(c.data)); got != c.want || err != nil {
			t.Errorf("%s, autocrlf %q, %q: %t, %v", c.has, c.autocrlf, c.data, got, err)
		}
	}
	m := &modifier{repository: &Repository{objects: objects}}
	_, err := m.isText(&staged{id: plumbing.NewHash(strings.Repeat("d", 40))}, map[string]string{"text": "auto"}, []byte("a"))
	fails(t, err, errMissing)
}

// TestWhatGitWouldStore compares a file as git converts it on the way in.
func TestWhatGitWouldStore(t *testing.T) {
	t.Parallel()
	const pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:486ea46224d1bb4fb680f34f7c9ad96a8f24ec88be73ea8e5a6c65260e9cb8a7\nsize 5\n"
	for _, c := range []struct {
		rules, stored, data string
		want                bool
	}{
		{"", "a\n", "a\n", true}, {"", "a\n", "b\n", false}, {"", "a\n", "a\r\n", false}, {"* text", "a\n", "a\r\n", true},
		{"", "$Id$\n", "$Id: 1 $\n", false}, {"* ident", "$Id$\n", "$Id: 1 $\n", true}, {"* ident", "$Id: 1\n", "$Id: 1\n", true}, {"* -ident", "$Id$\n", "$Id: 1 $\n", false},
		{"* text ident", "$Id$\n", "$Id: 1 $\r\n", true},
		{"* filter=lfs", pointer, "world", true}, {"* filter=lfs", pointer, "words", false}, {"", pointer, "world", false}, {"* filter=lfs", "world", "world", true},
		{"* filter=other text", "a\r\n", "a\r\n", true}, {"* -filter text", "a\r\n", "a\r\n", false}, {"* text", "a\r\n", "a\r\n", false}, {"* filter=other", "a\n", "b\n", false},
	} {
		m := &modifier{repository: &Repository{}, macros: map[string][]string{}}
		m.strongest = attributes{}.with([]byte(c.rules), ".", m.macros)
		m.attributes = map[string]attributes{".": {}}
		e := &staged{name: "x", id: plumbing.ComputeHash(plumbing.BlobObject, []byte(c.stored))}
		if got, err := m.cleaned(e, []byte(c.data)); got != c.want || err != nil {
			t.Errorf("%s: %q is %q: %t, %v", c.rules, c.data, c.stored, got, err)
		}
	}
}
