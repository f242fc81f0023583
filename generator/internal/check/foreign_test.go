package check

import "testing"

// TestEveryForeignMarkHasASign finds each spelling of a mark in a text of its own.
func TestEveryForeignMarkHasASign(t *testing.T) {
	for _, line := range []string{
		":::tip", "  :::: {x}", "!!! note", "??? note", "???+ note", "{% if %}", "{%- if -%}", "{{< x >}}", "{{%/x%}}",
		"[toc]", "[TOC]", "[[toc]]", "[[TOC]", "[[_TOC_]]", "{:toc}", "{: .note", "{:.note",
	} {
		if _, mark, _ := firstForeign("a.md", "# A\n\n"+line+"\n"); mark == "" {
			t.Errorf("no mark in %s", line)
		}
	}
}
