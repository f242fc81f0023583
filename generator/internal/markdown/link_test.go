package markdown

import (
	"strings"
	"testing"
)

func TestKindOf(t *testing.T) {
	safe := map[string]LinkKind{
		"": Relative, "a.md": Relative, "../a/b.md#c": Relative, "/a.md": Relative, "#c": Relative, "?q=a:b": Relative, "./a:b.md": Relative,
		"a b.md": Relative, "é.md": Relative, "a%20b.md": Relative, "a.md#x:y": Relative, "100%.md": Relative, "a//b.md": Relative,
		"a.md?x=%0A": Relative, "a.md#%0A": Relative, `a.md#\`: Relative,
		"http://a.b": Web, "HTTPS://a.b/c?d#e": Web, "https://a.b/100%": Web, "https://a.b?body=%0Ax": Web, "http://localhost:80": Web, "https://[::1]/": Web,
		"mailto:a@b.c": Mail, "tel:+441632960123": Mail, "TEL:112": Mail, "tel:11": Mail, "tel:+(0)44.16-32": Mail, "MAILTO:a@b.c?subject=x": Mail,
	}
	for destination, want := range safe {
		if got, err := kindOf(destination); err != nil || got != want {
			t.Errorf("%q: kind %d, %v; want kind %d", destination, got, err, want)
		}
	}
	unsafe := []string{
		"javascript:x", "JavaScript:x", " javascript:x", "javascript\t:x", "java\nscript:x", "\x01javascript:x", "javascript&colon;x:", "data:,x", "vbscript:x",
		"file:///x", "ftp://a.b", "tel:1", "tel:", "tel:+", "tel:call me", "tel:javascript:x", "tel:112?x=y", "tel:*31#112", "tel://112", "sms:112", "blob:x", "C:/x", `C:\x`, "x:y", "//a.b", "///a.b", `\\a.b`, `/\a.b`, `\/a.b`, `a\b.md`,
		"%2F%2Fa.b", "%2f/a.b", "/%2Fa.b", "/%5Ca.b", "javascript%3Ax", "%6Aavascript:x", "%09javascript:x", "a%00.md", "a%0Ab.md",
		"http:", "http:a", "http:/a", "http:///a", "https://?x", `http:\\a.b`, `http://a.b\@c.d`, "http:// a", "a\u202Eb.md", "a\u200Bb.md", "a.md ",
	}
	for _, destination := range unsafe {
		if kind, err := kindOf(destination); err == nil {
			t.Errorf("%q passes as kind %d", destination, kind)
		}
	}
}

func TestTarget(t *testing.T) {
	for destination, want := range map[string][2]string{
		"a.md":                     {"a.md", ""},
		"a%20b.md#c%20d":           {"a b.md", "c d"},
		"#é":                       {"", "é"},
		"#%C3%A9":                  {"", "é"},
		"a.md?x#y#z":               {"a.md", "y#z"},
		"100%.md#50%":              {"100%.md", "50%"},
		"?x":                       {"", ""},
		"../meeting/first%2Fa.md#": {"../meeting/first/a.md", ""},
	} {
		if path, fragment := (Link{Destination: destination}).Target(); path != want[0] || fragment != want[1] {
			t.Errorf("%q: got %q and %q, want %q", destination, path, fragment, want)
		}
	}
}

// TestTheHintForAPictureFitsTheFile goes up as many folders as the file lies deep.
func TestTheHintForAPictureFitsTheFile(t *testing.T) {
	t.Parallel()
	for file, want := range map[string]string{"a.md": "(content/board.jpg)", "program/cohorts/a.md": "(../../content/board.jpg)"} {
		if got := PictureHint(file); !strings.HasSuffix(got, want) {
			t.Errorf("%s: %s", file, got)
		}
	}
	for kind, want := range map[Kind]string{Handbook: "put the file next to the page and give its path", Log: PictureHint("a.md") + "; or leave the ! out, for a link"} {
		_, problems := Parse(Source{Path: "a.md", Text: []byte("![a](https://b.example/c.png)\n"), Kind: kind})
		if len(problems) != 1 || problems[0].Hint != want {
			t.Errorf("%v, not %s", problems, want)
		}
	}
}
