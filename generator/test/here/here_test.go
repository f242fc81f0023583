package here

import (
	"os"
	"path/filepath"
	"testing"
)

// TestNotTheExample takes the example's files away one after the other.
func TestNotTheExample(t *testing.T) {
	root := t.TempDir()
	if why := notTheExample(root); why != "there is no program/site.yaml" {
		t.Errorf("of an empty folder: %q", why)
	}
	write := func(name, text string) {
		t.Helper()
		file := filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range exampleHas {
		write(name, "")
	}
	for text, why := range map[string]string{
		"format: 1\n" + exampleIs + "\n":                                         "",
		"format: 1\r\n" + exampleIs + "\r\n":                                     "",
		"format: 1\n# " + exampleIs + "\n":                                       "program/site.yaml is another programme's",
		"format: 1\n" + exampleIs + "-of-ours\n":                                 "program/site.yaml is another programme's",
		"format: 1\nrepository: https://github.com/heron-guild/mentoring\n":      "program/site.yaml is another programme's",
		"format: 1\ntitle: Harbour mentoring\nvisibility: [what is this\n\x00\n": "program/site.yaml is another programme's",
	} {
		write("program/site.yaml", text)
		if got := notTheExample(root); got != why {
			t.Errorf("of %q: %q, not %q", text, got, why)
		}
	}
	write("program/site.yaml", exampleIs+"\n")
	for _, name := range exampleHas {
		if err := os.Remove(filepath.Join(root, filepath.FromSlash(name))); err != nil {
			t.Fatal(err)
		}
		if why := notTheExample(root); why != name+" is gone" {
			t.Errorf("without %s: %q", name, why)
		}
		write(name, "")
	}
}
