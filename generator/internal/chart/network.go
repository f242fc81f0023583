package chart

import (
	"fmt"
	"html/template"
	"slices"
	"strings"
	"unicode"
)

// Network is people in a column, with arcs between those who are tied. Tied
// people are close together; unconnected groups are apart. The drawing does not
// depend on the order of Knots and Ties.
type Network struct {
	Heading
	Knots []Knot
	Ties  []Tie
	Most  int      // limit on the people drawn; 0 for MostDrawn
	Head  []string // of the table, which has the ties that are drawn
}

// Knot is a person in a [Network]. Key is unique and breaks ties in the order; it
// is not shown.
type Knot struct {
	Key, Label           string
	Mentor, Mentee, Peer bool
}

// Tie is an arc between the knots of two keys. Weight is 0 to 3, and Arrows point
// at mentees. Words describe the tie; they are the first cell of its row in the
// table, and Numbers the others.
type Tie struct {
	A, B           string
	Line           Line
	ArrowA, ArrowB bool
	Weight         int
	Words          string
	Numbers        []string
}

// Line is the style of an arc.
type Line int

// The lines: solid, dashed, dotted, and dash-dotted.
const (
	Whole Line = iota
	Dashed
	Dotted
	DashDot
)

// MostDrawn is how many people a drawing of a network has by default.
const MostDrawn = 80

const (
	knotStep  = 24  // between neighbours
	groupGap  = 12  // additional, between groups
	arcShare  = 38  // per cent of the width for arcs
	narrowest = 288 // in pixels: a page of 320 without its margins
	knotWidth = 12  // of a mark
)

// HTML draws the network.
func (n Network) HTML() template.HTML {
	most := n.Most
	if most <= 0 {
		most = MostDrawn
	}
	a := arrange(n, most)
	if left := len(n.Knots) - len(a.order); left > 0 {
		n.Note = strings.TrimSpace(fmt.Sprintf("%s Drawn are %d of %d people, the largest groups.", n.Note, len(a.order), len(n.Knots)))
	}
	d := &drawing{height: a.height}
	d.add(`<svg width="%d%%" height="%d" viewBox="0 0 1000 %[2]d" preserveAspectRatio="none">`, arcShare, a.height)
	for _, t := range a.ties {
		d.arc(t, a)
	}
	d.add(`</svg>`)
	for _, t := range a.ties {
		if t.ArrowA {
			d.arrow(a.y[t.A])
		}
		if t.ArrowB {
			d.arrow(a.y[t.B])
		}
	}
	marks := 1
	for _, k := range a.order {
		marks = max(marks, k.marks())
	}
	for _, k := range a.order {
		d.knot(k, a.y[k.Key], marks)
	}
	return n.figure(d, n.table(a.ties))
}

// table lists the ties that are drawn.
func (n Network) table(drawn []Tie) Table {
	t := Table{Head: n.Head}
	for _, tie := range drawn {
		t.Rows = append(t.Rows, append([]string{tie.Words}, tie.Numbers...))
	}
	return t
}

var lines = [...]string{Whole: "tie", Dashed: "tie peers", Dotted: "tie beside", DashDot: "tie guest"}

// arc adds an arc, which bends away from the names, more if it is longer.
func (d *drawing) arc(t Tie, a *arranged) {
	from, to := a.y[t.A], a.y[t.B]
	bend := 1000 - a.bend(from, to)
	d.add(`<path class="%s w%d" d="M1000 %dC%d %d %[4]d %[6]d 1000 %[6]d"><title>%s</title></path>`,
		lines[max(0, min(int(t.Line), len(lines)-1))], max(0, min(t.Weight, 3)), from, bend, from, to, escape(t.Words))
}

func (d *drawing) arrow(y int) {
	d.add(`<svg x="%d%%" y="%d" overflow="visible"><path class="head" d="M0 0-7-4V4Z"/></svg>`, arcShare, y)
}

func (k Knot) marks() int {
	n := 0
	for _, is := range []bool{k.Mentor, k.Mentee, k.Peer} {
		if is {
			n++
		}
	}
	return n
}

// knot adds a person's marks and name, right of the arcs.
func (d *drawing) knot(k Knot, y, marks int) {
	d.add(`<svg x="%d%%" y="%d" overflow="visible">`, arcShare, y)
	x := 9
	for _, m := range []struct {
		is    bool
		shape string
	}{
		{k.Mentor, `<circle class="fill" cx="%d" r="4.25"/>`},
		{k.Mentee, `<rect class="fill-2" x="%d" y="-4" width="8" height="8"/>`},
		{k.Peer, `<path class="mark" d="M%d-5l5 5-5 5-5-5Z"/>`},
	} {
		if !m.is {
			continue
		}
		at := x
		if strings.HasPrefix(m.shape, "<rect") {
			at -= 4
		}
		d.add(m.shape, at)
		x += knotWidth
	}
	at := 9 + marks*knotWidth - knotWidth/2 + 4
	room := narrowest - narrowest*arcShare/100 - at
	whole := fmt.Sprintf(`x="%d" y="4"><title>%s</title>`, at, escape(k.Label))
	if label := cut(k.Label, room); label == k.Label {
		d.add(`<text %s%s</text></svg>`, whole, escape(label))
	} else {
		d.add(`<text class="long" %s%s</text><text class="short" %s%s</text></svg>`, whole, escape(cut(k.Label, room*3/2)), whole, escape(label))
	}
}

// cut shortens words to a width in pixels, in the font size of charts.
func cut(words string, room int) string {
	all := []rune(words)
	width := 0
	for i, r := range all {
		width += wide(r)
		if width > room {
			width -= wide(r)
			for i > 0 && width > room-wide('…') {
				i--
				width -= wide(all[i])
			}
			return strings.TrimRightFunc(string(all[:i]), unicode.IsSpace) + "…"
		}
	}
	return words
}

// wide returns the maximum width of a letter in pixels, in the usual sans-serif
// fonts at 13 pixels.
func wide(r rune) int {
	switch {
	case r == '…' || r >= 0x1100 && (r < 0x2000 || r > 0x206F):
		return 14
	case strings.ContainsRune("mwMWQO@%", r):
		return 12
	case strings.ContainsRune("iljtfrI.,:;'|! ", r):
		return 5
	case unicode.IsUpper(r):
		return 10
	}
	return 8
}

func sortedTies(ties []Tie) []Tie {
	sorted := slices.Clone(ties)
	slices.SortStableFunc(sorted, func(a, b Tie) int {
		return strings.Compare(a.key(), b.key())
	})
	return sorted
}

// key orders ties by their ends, and parallel ones by everything else.
func (t Tie) key() string {
	return strings.Join([]string{t.A, t.B, fmt.Sprint(t.Line, t.ArrowA, t.ArrowB, t.Weight), t.Words, strings.Join(t.Numbers, "\x00")}, "\x00")
}
