package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

const (
	// MaxColumns is the largest number of columns of a table.
	MaxColumns = 20
	// MaxBlocks is the largest number of `pairbook` blocks of a page, because the size
	// of their output is not bounded by that of the text.
	MaxBlocks = 32
	// MaxDepth is how deep lists, quotes, definitions and footnotes may nest.
	MaxDepth = 16

	// maxInlineDepth is how deep emphasis, links and the blocks around them may
	// nest; browsers give up at 512.
	maxInlineDepth = 100
	// maxWork bounds the library's work that is quadratic in the size of a paragraph, to
	// about half a second. Prose needs a thousandth of it.
	maxWork = 256 << 20
	// lineWork is the work of one line in one open container; blank lines in deep
	// lists take that long.
	lineWork = 800
	// smallText is the size of a text that cannot need maxWork: of 8 KiB the marks
	// take at most 64 Mi, the pipes 16 Mi, footnotes and their references 14 Mi, the
	// definitions 32 Mi, the cells of tables 40 Mi and the lines of containers 105 Mi.
	smallText = 8 << 10
)

// checkBounds refuses a text that would be slow to parse, without parsing it fully. It
// parses only the blocks, which is linear because their nesting and the width of
// tables are bounded, and then adds up the cost of parsing the words in each.
//
// Measured for goldmark 1.8.7 on every pair of its marks repeated to 256 KiB:
// the quadratic ones are brackets, unmatched emphasis marks, references to footnotes,
// escaped pipes in a table, and consecutive link definitions.
func checkBounds(r *report) {
	g := &guard{report: r, left: maxWork}
	root := g.blocks()
	var footnotes, pipes int
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		switch {
		case !entering:
		case n.Kind() == extast.KindFootnote:
			footnotes++
		case n.Kind() == extast.KindTableCell:
			pipes += bytes.Count(n.Lines().Value(r.source), []byte(`\|`))
		}
		return ast.WalkContinue, nil
	})
	g.spend(footnotes*footnotes+pipes*pipes, 0)
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if r.refused {
			return ast.WalkStop, nil
		}
		if entering && n.Type() == ast.TypeBlock && !n.IsRaw() && n.Lines().Len() > 0 {
			g.spendOn(n.Lines(), footnotes)
		}
		return ast.WalkContinue, nil
	})
}

// guard limits the library's block parser on hostile text.
type guard struct {
	*report
	left int // of maxWork
}

// guardKey is the key of a text's guard in the library's context.
var guardKey = parser.NewContextKey()

func guardOf(pc parser.Context) *guard { return pc.Get(guardKey).(*guard) }

// blocks parses the blocks of the text, but not the words in them.
func (g *guard) blocks() ast.Node {
	pc := parser.NewContext()
	pc.Set(guardKey, g)
	return blockParser.Parse(stoppableReader{text.NewReader(g.source), g}, parser.WithContext(pc))
}

// blockParser parses only blocks. It is shared because its setup takes longer than
// most texts.
var blockParser = newBlockParser()

func newBlockParser() parser.Parser {
	paragraphs := append(parser.DefaultParagraphTransformers(),
		util.Prioritized(definitionTransformer{}, 50),
		util.Prioritized(tableTransformer{extension.NewTableParagraphTransformer()}, 200))
	return parser.NewParser(parser.WithBlockParsers(blockParsers()...), parser.WithParagraphTransformers(paragraphs...))
}

// blockParsers returns the parsers of all blocks, with a bound on their nesting.
func blockParsers() []util.PrioritizedValue {
	blocks := parser.DefaultBlockParsers()
	blocks = append(blocks,
		util.Prioritized(extension.NewFootnoteBlockParser(), 999),
		util.Prioritized(extension.NewDefinitionListParser(), 101),
		util.Prioritized(extension.NewDefinitionDescriptionParser(), 102))
	for i, b := range blocks {
		switch b.Value {
		case parser.NewListParser(), parser.NewBlockquoteParser(),
			extension.NewFootnoteBlockParser(), extension.NewDefinitionListParser():
			blocks[i].Value = depthParser{b.Value.(parser.BlockParser)}
		}
	}
	return blocks
}

// stoppableReader ends the text once it is refused.
type stoppableReader struct {
	text.Reader
	guard *guard
}

func (r stoppableReader) PeekLine() ([]byte, text.Segment) {
	if r.guard.refused {
		return nil, text.NewSegment(len(r.guard.source), len(r.guard.source))
	}
	return r.Reader.PeekLine()
}

// SkipBlankLines is overridden to end there, too.
func (r stoppableReader) SkipBlankLines() (text.Segment, int, bool) {
	if r.guard.refused {
		return text.NewSegment(len(r.guard.source), len(r.guard.source)), 0, false
	}
	return r.Reader.SkipBlankLines()
}

// spend subtracts n from the remaining work and refuses the text at offset if none is
// left.
func (g *guard) spend(n, offset int) bool {
	g.left -= n
	if g.left < 0 && !g.refused {
		g.refuse(g.at(offset), TooComplex, "put blank lines between its parts, or split the page",
			"this has so many brackets and marks in one piece that it cannot be read in good time")
	}
	return g.left >= 0
}

// spendOn spends the work of parsing the words of one block.
func (g *guard) spendOn(lines *text.Segments, footnotes int) {
	size, marks, references := 0, 0, 0
	for i := range lines.Len() {
		s := lines.At(i)
		line := s.Value(g.source)
		size += len(line)
		marks += countMarks(line)
		references += bytes.Count(line, []byte("[^"))
	}
	g.spend(marks*size+2*references*footnotes, lines.At(0).Start)
}

// countMarks counts the marks that the library matches with another.
func countMarks(line []byte) int {
	n := 0
	for _, c := range line {
		switch c {
		case '[', ']', '*', '_', '~', '(', '<', '`':
			n++
		}
	}
	return n
}

// depthParser opens no container inside MaxDepth others, and spends work for the lines
// in open ones.
type depthParser struct{ parser.BlockParser }

func (p depthParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	depth := 0
	for n := parent; n != nil; n = n.Parent() {
		switch n.Kind() {
		case ast.KindList, ast.KindBlockquote, extast.KindFootnote, extast.KindDefinitionList:
			depth++
		}
	}
	if depth < MaxDepth {
		return p.BlockParser.Open(parent, reader, pc)
	}
	line, start := reader.Position()
	node, _ := p.BlockParser.Open(parent, reader, pc)
	reader.SetPosition(line, start)
	if g := guardOf(pc); node != nil && !g.refused {
		g.refuse(g.at(start.Start), Nesting, "write it flatter",
			"lists and quotes nest more than %d deep here", MaxDepth)
	}
	return nil, parser.NoChildren
}

func (p depthParser) Continue(node ast.Node, reader text.Reader, pc parser.Context) parser.State {
	_, start := reader.Position()
	guardOf(pc).spend(lineWork, start.Start)
	return p.BlockParser.Continue(node, reader, pc)
}

// definitionTransformer spends the work for a paragraph that begins with link
// definitions, which the library removes one by one.
type definitionTransformer struct{}

func (t definitionTransformer) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	lines := node.Lines()
	size, definitions := 0, 0
	for i := range lines.Len() {
		s := lines.At(i)
		line := bytes.TrimLeft(s.Value(reader.Source()), " ")
		size += len(line)
		if bytes.HasPrefix(line, []byte("[")) {
			definitions++
		}
	}
	if !guardOf(pc).spend(definitions*size, node.Pos()) {
		node.Parent().RemoveChild(node.Parent(), node)
	}
}

// tableTransformer refuses tables that are too wide or whose empty cells far outgrow
// their text.
type tableTransformer struct{ parser.ParagraphTransformer }

func (t tableTransformer) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	lines, g := node.Lines(), guardOf(pc)
	for i := 1; i < lines.Len(); i++ {
		header, delimiter := lines.At(i-1), lines.At(i)
		columns := delimiterColumns(delimiter.Value(reader.Source()))
		if columns == 0 {
			continue
		}
		if columns > MaxColumns && columns == headerColumns(header.Value(reader.Source())) {
			g.refuse(g.at(header.Start), WideTable, "make several tables of it",
				"the table has %d columns; the limit is %d", columns, MaxColumns)
			return
		}
		if columns > MaxColumns || !g.spend(500*columns*lines.Len(), header.Start) {
			return
		}
		break
	}
	t.ParagraphTransformer.Transform(node, reader, pc)
}

// delimiterColumns returns the number of columns of a table's second row, such as
// `|---|:-:|`, or 0 if the line is not one.
func delimiterColumns(line []byte) int {
	cells := cells(line)
	for _, c := range cells {
		c = bytes.TrimSpace(c)
		c = bytes.TrimSuffix(bytes.TrimPrefix(c, []byte(":")), []byte(":"))
		if len(c) == 0 || len(bytes.Trim(c, "-")) > 0 {
			return 0
		}
	}
	return len(cells)
}

func headerColumns(line []byte) int {
	return len(cells(bytes.ReplaceAll(line, []byte(`\|`), []byte("  "))))
}

func cells(line []byte) [][]byte {
	line = bytes.TrimSpace(line)
	line = bytes.TrimSuffix(bytes.TrimPrefix(line, []byte("|")), []byte("|"))
	return bytes.Split(line, []byte("|"))
}
