package check

import (
	"path"
	"regexp"
	"strings"
	"unicode/utf8"

	"pairbook/generator/internal/diag"
)

// foreign are the marks of other generators, at the beginning of a line or anywhere in
// it, and what to write instead.
var foreign = []struct {
	mark *regexp.Regexp
	hint string
}{
	{regexp.MustCompile(`^ {0,3}(:::+)\s*[A-Za-z{]`), "write a callout: > [!NOTE] on a line of its own, and > before each line of its text"},
	{regexp.MustCompile(`^ {0,3}((?:!!!|\?\?\?\+?)) +[A-Za-z]`), "write a callout: > [!NOTE] on a line of its own, and > before each line of its text"},
	{regexp.MustCompile(`(\{%-?) *[A-Za-z].*%\}`), "write what it stands for; a pairbook block shows live data"},
	{regexp.MustCompile(`(\{\{[<%]) */?[A-Za-z].*[%>]\}\}`), "write what it stands for; a pairbook block shows live data"},
	{regexp.MustCompile(`^ {0,3}(\[\[?(?:toc|TOC)\]\]?|\[\[_TOC_\]\]|\{:toc\}|\{: *\.)`), "leave it out; the site writes the contents of a page beside it"},
}

// codeSpan matches code within a line, where marks are an example.
var codeSpan = regexp.MustCompile("`+[^`]*`+")

// foreignMarks reports the first mark of another generator in each page.
func foreignMarks(c *checker) {
	for _, p := range c.repo.Pages {
		if strings.EqualFold(path.Base(p.Path), "_index.md") {
			c.warnf(top(p.Path), "call it index.md", "the page stands beside its folder's page, not for the folder as in other generators")
			continue
		}
		if at, mark, hint := firstForeign(p.Path, string(p.Body)); mark != "" {
			c.warnf(at, hint, "%q is a mark of another generator, and is shown as it stands", mark)
		}
	}
}

// firstForeign finds the first mark outside code.
func firstForeign(file, text string) (at diag.Position, mark, hint string) {
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
		line = codeSpan.ReplaceAllStringFunc(line, func(s string) string { return strings.Repeat(" ", utf8.RuneCountInString(s)) })
		for _, f := range foreign {
			if found := f.mark.FindStringSubmatchIndex(line); found != nil {
				return diag.Position{Path: file, Line: number, Column: utf8.RuneCountInString(line[:found[2]]) + 1}, line[found[2]:found[3]], f.hint
			}
		}
	}
	return diag.Position{}, "", ""
}
