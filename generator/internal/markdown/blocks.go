package markdown

import (
	"html"
	"regexp"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"
)

// paragraph and textBlock put the words of a task into a label, so that the box
// has a name.
func (w *writer) paragraph(out util.BufWriter, n ast.Node, entering bool) ast.WalkStatus {
	if entering {
		print(out, "<p>")
	}
	w.label(out, n, entering)
	if !entering {
		print(out, "</p>\n")
	}
	return ast.WalkContinue
}

func (w *writer) textBlock(out util.BufWriter, n ast.Node, entering bool) ast.WalkStatus {
	w.label(out, n, entering)
	if !entering && n.NextSibling() != nil && n.HasChildren() {
		print(out, "\n")
	}
	return ast.WalkContinue
}

func (w *writer) label(out util.BufWriter, n ast.Node, entering bool) {
	first := n.FirstChild()
	if first == nil || first.Kind() != extast.KindTaskCheckBox {
		return
	}
	if entering {
		print(out, `<label class="task">`)
	} else {
		print(out, "</label>")
	}
}

func (w *writer) checkBox(out util.BufWriter, n ast.Node, entering bool) ast.WalkStatus {
	switch {
	case !entering:
	case n.(*extast.TaskCheckBox).IsChecked:
		print(out, `<input type="checkbox" checked disabled> `)
	default:
		print(out, `<input type="checkbox" disabled> `)
	}
	return ast.WalkContinue
}

func (w *writer) quote(out util.BufWriter, n ast.Node, entering bool) ast.WalkStatus {
	kind := ""
	if v, ok := n.AttributeString(calloutAttribute); ok {
		kind = v.(string)
	}
	title := calloutTitle(kind)
	switch {
	case kind == "" && entering:
		print(out, "<blockquote>\n")
	case kind == "":
		print(out, "</blockquote>\n")
	case entering:
		print(out, `<aside class="callout %s" role="note" aria-label="%s">`+"\n"+`<p class="callout-title">%s</p>`+"\n", kind, title, title)
	default:
		print(out, "</aside>\n")
	}
	return ast.WalkContinue
}

// language is what a class may be made of.
var language = regexp.MustCompile(`^[A-Za-z0-9+#.-]{1,32}$`)

func (w *writer) code(out util.BufWriter, n ast.Node, entering bool) ast.WalkStatus {
	if !entering {
		return ast.WalkContinue
	}
	if b, ok := w.page.blocks[n]; ok && w.options.Live != nil {
		print(out, "%s", w.options.Live(b))
		return ast.WalkSkipChildren
	}
	name := ""
	if f, ok := n.(*ast.FencedCodeBlock); ok {
		name = string(f.Language(w.page.source))
	}
	code := string(n.Lines().Value(w.page.source))
	class := ""
	if language.MatchString(name) {
		class = ` class="language-` + html.EscapeString(strings.ToLower(name)) + `"`
	}
	if highlighted, ok := w.highlight(code, name); ok {
		print(out, `<pre class="chroma" tabindex="0"><code%s>%s</code></pre>`+"\n", class, highlighted)
	} else {
		print(out, `<pre tabindex="0"><code%s>%s</code></pre>`+"\n", class, html.EscapeString(code))
	}
	return ast.WalkSkipChildren
}

func (w *writer) table(out util.BufWriter, n ast.Node, entering bool) ast.WalkStatus {
	if entering {
		w.tables++
		print(out, `<div class="table-scroll" tabindex="0" role="region" aria-label="%s">`+"\n<table>\n", html.EscapeString(w.tableName(n)))
	} else {
		print(out, "</table>\n</div>\n")
	}
	return ast.WalkContinue
}

// tableName names a table by its number, so that no two are called the same,
// and its header.
func (w *writer) tableName(table ast.Node) string {
	name := "Table " + strconv.Itoa(w.tables)
	var header []string
	for cell := table.FirstChild().FirstChild(); cell != nil; cell = cell.NextSibling() {
		if text := plainText(cell, w.page.source); text != "" {
			header = append(header, text)
		}
	}
	if len(header) == 0 {
		return name
	}
	return name + ": " + strings.Join(header, ", ")
}

func (w *writer) tableHeader(out util.BufWriter, n ast.Node, entering bool) ast.WalkStatus {
	switch {
	case entering:
		print(out, "<thead>\n<tr>\n")
	case n.NextSibling() != nil:
		print(out, "</tr>\n</thead>\n<tbody>\n")
	default:
		print(out, "</tr>\n</thead>\n")
	}
	return ast.WalkContinue
}

func (w *writer) tableRow(out util.BufWriter, n ast.Node, entering bool) ast.WalkStatus {
	switch {
	case entering:
		print(out, "<tr>\n")
	case n.NextSibling() == nil:
		print(out, "</tr>\n</tbody>\n")
	default:
		print(out, "</tr>\n")
	}
	return ast.WalkContinue
}

func (w *writer) tableCell(out util.BufWriter, n ast.Node, entering bool) ast.WalkStatus {
	name, scope := "td", ""
	if n.Parent().Kind() == extast.KindTableHeader {
		name, scope = "th", ` scope="col"`
	}
	if !entering {
		print(out, "</%s>\n", name)
		return ast.WalkContinue
	}
	class := ""
	if a := n.(*extast.TableCell).Alignment; a != extast.AlignNone {
		class = ` class="` + a.String() + `"`
	}
	print(out, "<%s%s%s>", name, scope, class)
	return ast.WalkContinue
}
