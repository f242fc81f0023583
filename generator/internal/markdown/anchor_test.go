package markdown

import "testing"

// TestAnchorsAreGitHubs has each fragment lead where GitHub's does. The ids are those
// that GitHub gives the headings.
func TestAnchorsAreGitHubs(t *testing.T) {
	for text, fragments := range map[string]map[string]string{
		"## Before  you start\n":       {"before--you-start": "before--you-start", "before-you-start": "before--you-start"},
		"## No\u00a0break\n":           {"nobreak": "nobreak", "no-break": "nobreak"},
		"## Qui aider\u202f?\n":        {"qui-aider": "qui-aider", "qui-aider-": "qui-aider"},
		"## ![x](x.png) Title\n":       {"-title": "-title", "title": "-title"},
		"## One<br>two\n":              {"onetwo": "onetwo", "one-two": "onetwo"},
		"One\ntwo\n---\n":              {"onetwo": "onetwo", "one-two": "onetwo"},
		"## A & B, c/d (e)!\n":         {"a--b-cd-e": "a--b-cd-e"},
		"## 10 m² or ½\n":              {"10-m-or-": "10-m-or-", "10-m²-or-½": "10-m-or-"},
		"## Kapitel Ⅳ Ⓐ\n":             {"kapitel-ⅳ-ⓐ": "kapitel-ⅳ-ⓐ"},
		"## Γειά σου Κόσμε\n":          {"γειά-σου-κόσμε": "γειά-σου-κόσμε"},
		"## 第一章：开始\n":                  {"第一章开始": "第一章开始"},
		"## हिन्दी में\n":              {"हिन्दी-में": "हिन्दी-में"},
		"## snake_case `code()`\n":     {"snake_case-code": "snake_case-code"},
		"## 👋 Hello\n":                 {"-hello": "-hello", "hello": ""},
		"## a\n\n## a\n\n## a-1\n":     {"a": "a", "a-1": "a-1", "a-1-1": "a-1-1", "a-2": ""},
		"## A  b\n\n## A b\n":          {"a--b": "a--b", "a-b": "a-b"},
		"## A b\n\n## A  b\n":          {"a--b": "a--b", "a-b": "a-b", "a-b-1": "a--b"},
		"## Goals\n":                   {"user-content-goals": "goals", "goals:~:text=x": "goals:~:text=x", ":~:text=x,-y": ":~:text=x,-y", "Goals": "", "goal": "", "readme": ""},
		"## Goals\n\n## goals-draft\n": {"user-content-goals-draft": "goals-draft"},
		"# readme\n":                   {"readme": "readme"},
	} {
		page, _ := Parse(Source{Path: "content/a.md", Text: []byte(text)})
		for fragment, want := range fragments {
			if got, ok := page.Anchor(fragment); got != want || ok != (want != "") {
				t.Errorf("%q: #%s leads to %q, %t; want %q", text, fragment, got, ok, want)
			}
		}
	}
	for file, want := range map[string]bool{"content/mentors/README.md": true, "content/readme.md": true, "content/mentors/index.md": false} {
		page, _ := Parse(Source{Path: file, Text: []byte("# For mentors\n")})
		if got, ok := page.Anchor("readme"); got != "" || ok != want {
			t.Errorf("%s: #readme leads to %q, %t; want %t", file, got, ok, want)
		}
	}
}

// TestLinksWithinAPage has links of a page's own text follow the same anchors.
func TestLinksWithinAPage(t *testing.T) {
	page, problems := Parse(Source{Path: "a.md", Text: []byte("## No\u00a0break\n\n[a](#no-break) [b](#nobreak) [c](#user-content-nobreak) [d](#:~:text=x) [e](#lost)\n")})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	out, err := page.Render(Options{IDPrefix: "n-"})
	const want = "<h2 id=\"n-nobreak\">No\u00a0break <a class=\"anchor\" href=\"#n-nobreak\" aria-label=\"Link to this section: No break\">#</a></h2>\n" +
		"<p><a href=\"#n-nobreak\">a</a> <a href=\"#n-nobreak\">b</a> <a href=\"#n-nobreak\">c</a> <a href=\"#:~:text=x\">d</a> e</p>\n"
	if err != nil || string(out) != want {
		t.Errorf("got %s, %v; want %s", out, err, want)
	}
}
