package check

import (
	"bytes"
	"fmt"
	"os"
	"path"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"pairbook/generator/internal/diag"
)

const checksPage = "../../CHECKS.md"

// TestChecksPage compares CHECKS.md, from its contents on, with the
// registry and with what testdata/rules shows: TestRules runs the same
// examples, so what the page prints is what the program prints.
func TestChecksPage(t *testing.T) {
	page, err := os.ReadFile(checksPage)
	if err != nil {
		t.Fatal(err)
	}
	head, _, _ := bytes.Cut(page, []byte("\n## All rules\n"))
	var want bytes.Buffer
	want.Write(head)
	contents(&want)
	family := ""
	for _, rule := range Rules() {
		if rule.Family != family {
			family = rule.Family
			fmt.Fprintf(&want, "\n## %s\n", family)
		}
		describe(t, &want, rule)
	}
	if *update {
		if err := os.WriteFile(checksPage, want.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(want.String(), string(page)); diff != "" {
		t.Errorf("CHECKS.md differs (-want +got); -update rewrites it\n%s", diff)
	}
}

// contents writes a line a family, with a link to each of its rules.
func contents(w *bytes.Buffer) {
	fmt.Fprint(w, "\n## All rules\n")
	family := ""
	for _, rule := range Rules() {
		if rule.Family == family {
			fmt.Fprint(w, ", ")
		} else {
			family = rule.Family
			fmt.Fprintf(w, "\n- %s: ", family)
		}
		fmt.Fprintf(w, "[%s](#%s)", rule.Name, rule.Name)
	}
	fmt.Fprintln(w)
}

// describe writes a rule's section: its sentence, why and what to do, an
// example, and what is printed about it.
func describe(t *testing.T, w *bytes.Buffer, rule Rule) {
	t.Helper()
	example, err := txtar.ParseFile("testdata/rules/" + rule.Name + ".txtar")
	if err != nil {
		t.Fatal(err)
	}
	severity := "An error"
	if rule.Severity == diag.Warning {
		severity = "A warning"
	}
	fmt.Fprintf(w, "\n### %s\n\n%s %s\n\n*%s, found while %s.*\n", rule.Name, rule.Summary, bytes.TrimSpace(example.Comment), severity, rule.Stage)
	for _, f := range example.Files {
		language := "text"
		switch {
		case f.Name == "want":
			fmt.Fprint(w, "\nThis prints:\n")
		case strings.TrimSpace(string(f.Data)) == "«deleted»":
			fmt.Fprintf(w, "\n`%s` is deleted.\n", f.Name)
			continue
		default:
			fmt.Fprintf(w, "\n`%s`\n", f.Name)
			switch path.Ext(f.Name) {
			case ".yaml", ".yml":
				language = "yaml"
			case ".md":
				language = "markdown"
			}
		}
		fence := "```"
		if bytes.Contains(f.Data, []byte(fence)) {
			fence = "````"
		}
		fmt.Fprintf(w, "\n%s%s\n%s%s\n", fence, language, f.Data, fence)
	}
}
