package markdown

import (
	"bytes"
	"regexp"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// dialect is the library configured for our dialect. It is shared because its setup
// takes longer than most texts; it is safe for concurrent use.
var dialect = goldmark.New(
	goldmark.WithParser(parser.NewParser(
		parser.WithBlockParsers(blockParsers()...),
		parser.WithInlineParsers(append(inlineParsers(), util.Prioritized(extension.NewFootnoteParser(), 101), util.Prioritized(quotes{}, 9999))...),
		parser.WithParagraphTransformers(parser.DefaultParagraphTransformers()...),
		parser.WithParagraphTransformers(
			util.Prioritized(calloutTransformer{}, 50),
			util.Prioritized(tableTransformer{extension.NewTableParagraphTransformer()}, 200)),
		parser.WithASTTransformers(
			util.Prioritized(extension.NewTableASTTransformer(), 0),
			util.Prioritized(extension.NewFootnoteASTTransformer(), 999)),
	)),
	goldmark.WithExtensions(extension.Strikethrough, extension.TaskList, extension.NewLinkify(
		extension.WithLinkifyAllowedProtocols([]string{"http:", "https:"}),
		extension.WithLinkifyEmailRegexp(regexp.MustCompile(`^[^\s\S]`)), // no bare e-mail address becomes a link
	)),
)

// parseTree parses a text that is small or has passed checkBounds. It refuses texts
// that nest too deep and tables that are too wide.
func parseTree(r *report) ast.Node {
	pc := parser.NewContext()
	pc.Set(guardKey, &guard{report: r, left: maxWork})
	return dialect.Parser().Parse(text.NewReader(r.source), parser.WithContext(pc))
}

// inlineParsers returns the library's inline parsers, with a link parser that records
// the offsets of destinations.
func inlineParsers() []util.PrioritizedValue {
	parsers := parser.DefaultInlineParsers()
	for i, p := range parsers {
		if p.Value == parser.NewLinkParser() {
			parsers[i].Value = linkParser{parser.NewLinkParser()}
		}
	}
	return parsers
}

// destinationAttribute is the attribute of a link or image node that holds the
// offset of its destination. A reference link has none.
const destinationAttribute = "destination"

// linkParser is the library's link parser, which records only where a link starts,
// extended to record where its destination does.
type linkParser struct{ parser.InlineParser }

func (p linkParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, start := block.Position()
	node := p.InlineParser.Parse(parent, block, pc)
	if node == nil || !isInlineLink(node) {
		return node
	}
	endLine, end := block.Position()
	block.SetPosition(line, start)
	block.Advance(len("]("))
	block.SkipSpaces()
	_, destination := block.Position()
	if block.Peek() == '<' {
		destination.Start++
	}
	block.SetPosition(endLine, end)
	node.SetAttributeString(destinationAttribute, destination.Start)
	return node
}

// CloseBlock makes linkParser a parser.CloseBlocker, as the library's is.
func (p linkParser) CloseBlock(parent ast.Node, block text.Reader, pc parser.Context) {
	if c, ok := p.InlineParser.(parser.CloseBlocker); ok {
		c.CloseBlock(parent, block, pc)
	}
}

func isInlineLink(node ast.Node) bool {
	switch n := node.(type) {
	case *ast.Link:
		return n.Reference == nil
	case *ast.Image:
		return n.Reference == nil
	}
	return false
}

// calloutAttribute is the attribute of a quote that is a callout; it holds the
// callout's kind, a key of calloutTitle.
const calloutAttribute = "callout"

// calloutTitle returns the title of a callout, or "" for an unknown kind.
func calloutTitle(kind string) string {
	switch kind {
	case "note":
		return "Note"
	case "tip":
		return "Tip"
	case "important":
		return "Important"
	case "warning":
		return "Warning"
	case "caution":
		return "Caution"
	}
	return ""
}

// calloutTransformer turns a quote whose first line is `[!NOTE]` into a callout.
type calloutTransformer struct{}

func (calloutTransformer) Transform(node *ast.Paragraph, reader text.Reader, _ parser.Context) {
	quote, ok := node.Parent().(*ast.Blockquote)
	if !ok || node.PreviousSibling() != nil || node.Lines().Len() == 0 {
		return
	}
	first := node.Lines().At(0)
	word := bytes.TrimSpace(first.Value(reader.Source()))
	if !bytes.HasPrefix(word, []byte("[!")) || !bytes.HasSuffix(word, []byte("]")) {
		return
	}
	kind := strings.ToLower(string(word[2 : len(word)-1]))
	if calloutTitle(kind) == "" {
		return
	}
	if _, done := quote.AttributeString(calloutAttribute); done {
		return
	}
	quote.SetAttributeString(calloutAttribute, kind)
	node.Lines().SetSliced(1, node.Lines().Len())
	if node.Lines().Len() == 0 {
		quote.RemoveChild(quote, node)
	}
}
