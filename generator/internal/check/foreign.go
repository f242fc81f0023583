package check

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"pairbook/generator/internal/diag"
	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/text"
)

// foreign are the marks of other generators, at the beginning of a line or anywhere in
// it, and what to write instead.
var foreign = []struct {
	mark func() *regexp.Regexp
	hint string
}{
	{text.Pattern(`^ {0,3}(:::+)\s*[A-Za-z{]`), "write a callout: > [!NOTE] on a line of its own, and > before each line of its text"},
	{text.Pattern(`^ {0,3}((?:!!!|\?\?\?\+?)) +[A-Za-z]`), "write a callout: > [!NOTE] on a line of its own, and > before each line of its text"},
	{text.Pattern(`(\{%-?) *[A-Za-z].*%\}`), "write what it stands for; a pairbook block shows live data"},
	{text.Pattern(`(\{\{[<%]) */?[A-Za-z].*[%>]\}\}`), "write what it stands for; a pairbook block shows live data"},
	{text.Pattern(`^ {0,3}(\[\[?(?:toc|TOC)\]\]?|\[\[_TOC_\]\]|\{:toc\}|\{: *\.)`), "leave it out; the site writes the contents of a page beside it"},
}

// foreignSigns are parts of the marks. A text with none of them has no mark, and is not
// read line by line.
var foreignSigns = []string{":::", "!!!", "???", "{%", "{{<", "[toc]", "[TOC]", "[_TOC_]", "{:"}

// codeSpan matches code within a line, where marks are an example.
var codeSpan = text.Pattern("`+[^`]*`+")

// foreignMarks reports what each page has of another generator: its name, its fields
// and the first mark in its text, all in one warning.
func foreignMarks(c *checker) {
	for _, p := range c.repo.Pages {
		var at diag.Position
		var found, hints []string
		add := func(where diag.Position, message, hint string) {
			if found == nil {
				at = where
			}
			found, hints = append(found, message), append(hints, hint)
		}
		if strings.EqualFold(path.Base(p.Path), "_index.md") {
			add(top(p.Path), "the page stands beside its folder's page, not for the folder as in other generators", "call it index.md")
		}
		if len(p.Foreign) > 0 {
			add(p.Foreign[0].At, ofOthers(p.Foreign), record.ForeignHint(p.Foreign))
		}
		if where, mark, hint := firstForeign(p.Path, string(p.Body)); mark != "" {
			add(where, fmt.Sprintf("%q is a mark of another generator, and is shown as it stands", mark), hint)
		}
		if found != nil {
			c.warnf(at, strings.Join(hints, "; "), "%s", strings.Join(found, "; "))
		}
	}
}

// ofOthers says that fields are another generator's.
func ofOthers(fields []record.ForeignField) string {
	var names []string
	for _, f := range fields {
		names = append(names, f.Name)
	}
	if len(names) == 1 {
		return names[0] + " is a field of another generator, and nothing here reads it"
	}
	return prose.List(names) + " are fields of another generator, and nothing here reads them"
}

// firstForeign finds the first mark outside code.
func firstForeign(file, text string) (at diag.Position, mark, hint string) {
	if strings.HasPrefix(text, "+++\n") {
		return top(file), "+++", "write the fields between two lines of ---, as in title: Welcome"
	}
	if !slices.ContainsFunc(foreignSigns, func(sign string) bool { return strings.Contains(text, sign) }) {
		return diag.Position{}, "", ""
	}
	fence := ""
	number := 0
	for line := range strings.Lines(text) {
		number++
		bare := strings.TrimLeft(line, " >-*+")
		if fence != "" {
			if strings.HasPrefix(bare, fence) && strings.Trim(bare, fence[:1]+" \r\n") == "" {
				fence = ""
			}
			continue
		}
		if run := len(bare) - len(strings.TrimLeft(bare, "`")); run > 2 && !strings.Contains(bare[run:], "`") {
			fence = bare[:run]
			continue
		}
		if run := len(bare) - len(strings.TrimLeft(bare, "~")); run > 2 {
			fence = bare[:run]
			continue
		}
		if strings.HasPrefix(line, "    ") || strings.HasPrefix(line, "\t") {
			continue
		}
		line = codeSpan().ReplaceAllStringFunc(line, func(s string) string { return strings.Repeat(" ", utf8.RuneCountInString(s)) })
		for _, f := range foreign {
			if found := f.mark().FindStringSubmatchIndex(line); found != nil {
				return diag.Position{Path: file, Line: number, Column: utf8.RuneCountInString(line[:found[2]]) + 1}, line[found[2]:found[3]], f.hint
			}
		}
	}
	return diag.Position{}, "", ""
}
