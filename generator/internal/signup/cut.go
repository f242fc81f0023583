package signup

import (
	"slices"
	"strings"
	"unicode"

	"pairbook/generator/internal/phrase"
	"pairbook/generator/internal/table"
	"pairbook/generator/internal/text"
)

// cutter cuts cells into the values of a list, as a person would who has seen them
// all: at lines, bars, semicolons and bullets, at commas where cells have them, and
// at a comma, a slash or an "and" elsewhere if what it parts is known from other
// cells. Nothing is cut inside brackets.
type cutter struct {
	comma bool              // commas part values
	own   map[string]bool   // the values of the columns, folded
	known map[string]int    // how often a value stands by itself in any list of the sheet
	spelt map[string]string // as it is spelt first
	whole []string          // cells with commas that were not cut
	at    map[string]bool   // the marks at which something was cut, as people call them
}

const strongMarks = "\n|;•·"

// newCutter looks at all cells of the columns that hold a list. The mark is a comma
// or whole where an answer says so.
func newCutter(cells []table.Cell, mark string, known map[string]int, spelt map[string]string) *cutter {
	c := &cutter{own: map[string]bool{}, at: map[string]bool{}, known: known, spelt: spelt}
	strong, commas, all := 0, 0, 0
	for _, cell := range cells {
		switch {
		case cell.Text == "":
			continue
		case len(split(lines(cell), strongMarks)) > 1:
			strong++
		case len(split(cell.Text, ",")) > 1:
			commas++
		}
		all++
	}
	c.comma = mark == "comma" || mark == "" && commas > strong && 5*commas >= all
	for _, cell := range cells {
		for _, part := range c.marked(cell) {
			key := folded(part)
			c.known[key]++
			if c.spelt[key] == "" {
				c.spelt[key] = part
			}
		}
	}
	return c
}

// lines returns a cell's text with its lines.
func lines(cell table.Cell) string {
	if cell.Lines != nil {
		return strings.Join(cell.Lines, "\n")
	}
	return cell.Text
}

// marked cuts a cell at the marks that always part values.
func (c *cutter) marked(cell table.Cell) []string {
	marks := strongMarks
	if c.comma {
		marks += ","
	}
	return cleaned(split(lines(cell), marks))
}

// joined is what people call the words that part values.
const joined = "words such as “and”"

// markNames are what people call the marks, in the order in which they are said.
var markNames = []struct{ marks, name string }{
	{"\n", "lines"}, {";", "semicolons"}, {"|", "bars"}, {"•·", "bullets"}, {",", "commas"}, {"/", "slashes"}, {"", joined},
}

// cutsAt keeps in mind which of some marks part values of a text.
func (c *cutter) cutsAt(said, marks string) {
	for _, m := range markNames {
		if m.marks != "" && strings.Contains(marks, m.marks) && len(cleaned(split(said, m.marks))) > 1 {
			c.at[m.name] = true
		}
	}
}

// cut returns the values of a cell, without repetition, each as it is spelt first.
func (c *cutter) cut(cell table.Cell) []string {
	var values []string
	c.cutsAt(lines(cell), strongMarks+map[bool]string{true: ","}[c.comma])
	for _, part := range c.marked(cell) {
		for _, value := range c.finer(part) {
			key := folded(value)
			c.own[key] = true
			if first := c.spelt[key]; first != "" && key != "" {
				value = first
			}
			if !slices.Contains(values, value) {
				values = append(values, value)
			}
		}
	}
	if !c.comma && len(values) == 1 && len(split(values[0], ",")) > 1 {
		c.whole = append(c.whole, values[0])
	}
	return values
}

var between = text.Pattern(`\s+(?:and|und|et|y|&|\+)\s+`)

// finer cuts a value at weaker marks if the parts are values of other cells: half of
// those between commas, and all between slashes or joined by words.
func (c *cutter) finer(value string) []string {
	if parts := cleaned(split(value, ",")); len(parts) > 1 && 2*c.count(parts) >= len(parts) && !c.goesOn(parts) {
		c.cutsAt(value, ",")
		return parts
	}
	if parts := cleaned(split(value, "/")); len(parts) > 1 && c.count(parts) == len(parts) {
		c.cutsAt(value, "/")
		return parts
	}
	if parts := cleaned(between().Split(value, -1)); len(parts) > 1 && c.count(parts) == len(parts) {
		c.at[joined] = true
		return parts
	}
	return []string{value}
}

// goesOn reports whether a part that is no known value goes on with the one before it:
// it begins with a small letter, and the first with a capital one.
func (c *cutter) goesOn(parts []string) bool {
	return unicode.IsUpper([]rune(parts[0])[0]) && slices.ContainsFunc(parts[1:], func(part string) bool {
		return unicode.IsLower([]rune(part)[0]) && c.known[folded(part)] == 0
	})
}

func (c *cutter) count(parts []string) (known int) {
	for _, part := range parts {
		if c.known[folded(part)] > 0 {
			known++
		}
	}
	return known
}

// split cuts a text at marks outside of brackets; a bracket that is never closed is
// none, and a comma in a number no mark.
func split(s, marks string) []string {
	var parts []string
	depth, from := 0, 0
	runes := []rune(s)
	brackets := strings.Count(s, "(") == strings.Count(s, ")") && strings.Count(s, "[") == strings.Count(s, "]")
	for i, r := range runes {
		switch {
		case brackets && (r == '(' || r == '['):
			depth++
		case brackets && (r == ')' || r == ']'):
			depth--
		case depth > 0 || !strings.ContainsRune(marks, r):
		case r == ',' && i > 0 && i+1 < len(runes) && unicode.IsDigit(runes[i-1]) && unicode.IsDigit(runes[i+1]):
		default:
			parts = append(parts, string(runes[from:i]))
			from = i + 1
		}
	}
	return append(parts, string(runes[from:]))
}

var (
	bullet  = text.Pattern(`^\s*(?:[-–—*•·]|\(?\d{1,2}[.)])\s+`)
	nothing = text.Pattern(`^(|etc|usw|u a|none|n a|na|keine?|nichts|nothing|k a|aucun|ninguno|rien|nada|other|sonstiges)$`)
)

// cleaned takes bullets, full stops and what says nothing from values.
func cleaned(parts []string) (kept []string) {
	for _, part := range parts {
		part = strings.TrimRight(strings.TrimSpace(bullet().ReplaceAllString(part, "")), ".,;: ")
		if part != "" && !nothing().MatchString(phrase.Fold(part)) {
			kept = append(kept, part)
		}
	}
	return kept
}
