package markdown

import (
	"html"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"

	"pairbook/generator/internal/text"
)

// paragraph and textBlock put the words of a task into a label, so that the box
// has a name.
func (c *compiler) paragraph(n ast.Node, entering bool) ast.WalkStatus {
	if entering {
		c.write("<p>")
	}
	c.label(n, entering)
	if !entering {
		c.write("</p>\n")
	}
	return ast.WalkContinue
}

func (c *compiler) textBlock(n ast.Node, entering bool) ast.WalkStatus {
	c.label(n, entering)
	if !entering && n.NextSibling() != nil && n.HasChildren() {
		c.write("\n")
	}
	return ast.WalkContinue
}

func (c *compiler) label(n ast.Node, entering bool) {
	first := n.FirstChild()
	if first == nil || first.Kind() != extast.KindTaskCheckBox {
		return
	}
	if entering {
		c.write(`<label class="task">`)
	} else {
		c.write("</label>")
	}
}

func (c *compiler) checkBox(n ast.Node, entering bool) ast.WalkStatus {
	switch {
	case !entering:
	case n.(*extast.TaskCheckBox).IsChecked:
		c.write(`<input type="checkbox" checked disabled> `)
	default:
		c.write(`<input type="checkbox" disabled> `)
	}
	return ast.WalkContinue
}

func (c *compiler) quote(n ast.Node, entering bool) ast.WalkStatus {
	kind := ""
	if v, ok := n.AttributeString(calloutAttribute); ok {
		kind = v.(string)
	}
	title := calloutTitle(kind)
	switch {
	case kind == "" && entering:
		c.write("<blockquote>\n")
	case kind == "":
		c.write("</blockquote>\n")
	case entering:
		c.write(`<aside class="callout `, kind, `" role="note" aria-label="`, title, `">`+"\n"+`<p class="callout-title">`, title, "</p>\n")
	default:
		c.write("</aside>\n")
	}
	return ast.WalkContinue
}

// language matches the languages that may become a class.
var language = text.Pattern(`^[A-Za-z0-9+#.-]{1,32}$`)

func (c *compiler) codeBlock(n ast.Node, entering bool) ast.WalkStatus {
	if !entering {
		return ast.WalkContinue
	}
	live, isLive := c.tree.blocks[n]
	if isLive {
		c.hole(blockHole, live)
	}
	b := code{start: c.Len(), text: string(n.Lines().Value(c.tree.source))}
	if f, ok := n.(*ast.FencedCodeBlock); ok {
		b.language = string(f.Language(c.tree.source))
	}
	c.write(`<pre tabindex="0"><code`, b.class(), `>`, html.EscapeString(b.text), "</code></pre>\n")
	if b.end = c.Len(); isLive {
		c.close(blockHole)
	} else {
		c.code = append(c.code, b)
	}
	return ast.WalkSkipChildren
}

// class returns the attribute with the language, "" if it has none.
func (b code) class() string {
	if !language().MatchString(b.language) {
		return ""
	}
	return ` class="language-` + html.EscapeString(strings.ToLower(b.language)) + `"`
}

// hyphened matches the flags, ids and days that a browser would break after a hyphen.
var hyphened = text.Pattern(`(^| )(-{0,2}\w+(-\w+)+|--?[a-z]+)`)

// mostUnbroken is how many letters of code fit on the line of a telephone.
const mostUnbroken = 24

func (c *compiler) codeSpan(n ast.Node, entering bool) ast.WalkStatus {
	if entering {
		words := util.EscapeHTML([]byte(strings.ReplaceAll(wordsOf(n, c.tree.source, ""), "\n", " ")))
		c.write("<code>", hyphened().ReplaceAllStringFunc(string(words), unbroken), "</code>")
	}
	return ast.WalkSkipChildren
}

// unbroken marks a word, after a space, that is to stay on one line.
func unbroken(spaced string) string {
	word := strings.TrimPrefix(spaced, " ")
	if len(word) > mostUnbroken {
		return spaced
	}
	return spaced[:len(spaced)-len(word)] + "<span>" + word + "</span>"
}

func (c *compiler) table(n ast.Node, entering bool) ast.WalkStatus {
	if entering {
		c.tables++
		c.write(`<div class="table-scroll" tabindex="0" role="region" aria-label="`, html.EscapeString(c.tableName(n)), `">`+"\n<table>\n")
	} else {
		c.write("</table>\n</div>\n")
	}
	return ast.WalkContinue
}

// tableName returns a name for a table, unique in its page: its number and header.
func (c *compiler) tableName(table ast.Node) string {
	name := "Table " + strconv.Itoa(c.tables)
	var header []string
	for cell := table.FirstChild().FirstChild(); cell != nil; cell = cell.NextSibling() {
		if text := plainText(cell, c.tree.source); text != "" {
			header = append(header, text)
		}
	}
	if len(header) == 0 {
		return name
	}
	return name + ": " + strings.Join(header, ", ")
}

func (c *compiler) tableHeader(n ast.Node, entering bool) ast.WalkStatus {
	switch {
	case entering:
		c.write("<thead>\n<tr>\n")
	case n.NextSibling() != nil:
		c.write("</tr>\n</thead>\n<tbody>\n")
	default:
		c.write("</tr>\n</thead>\n")
	}
	return ast.WalkContinue
}

func (c *compiler) tableRow(n ast.Node, entering bool) ast.WalkStatus {
	switch {
	case entering:
		c.write("<tr>\n")
	case n.NextSibling() == nil:
		c.write("</tr>\n</tbody>\n")
	default:
		c.write("</tr>\n")
	}
	return ast.WalkContinue
}

func (c *compiler) tableCell(n ast.Node, entering bool) ast.WalkStatus {
	name, scope := "td", ""
	if n.Parent().Kind() == extast.KindTableHeader {
		name, scope = "th", ` scope="col"`
	}
	if !entering {
		c.write("</", name, ">\n")
		return ast.WalkContinue
	}
	class := ""
	if a := n.(*extast.TableCell).Alignment; a != extast.AlignNone {
		class = ` class="` + a.String() + `"`
	}
	c.write("<", name, scope, class, ">")
	return ast.WalkContinue
}
