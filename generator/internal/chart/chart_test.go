package chart

import (
	"encoding/xml"
	"errors"
	"fmt"
	"html/template"
	"io"
	"math"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// element is an element of a drawing.
type element struct {
	name  string
	attrs map[string]string
}

// read parses a chart and returns its elements and its text.
func read(t interface {
	Helper()
	Fatalf(string, ...any)
}, chart template.HTML) (elements []element, text string) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(string(chart)))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return elements, text
		}
		if err != nil {
			t.Fatalf("the chart is not well-formed: %v\n%s", err, chart)
		}
		switch token := token.(type) {
		case xml.StartElement:
			e := element{token.Name.Local, map[string]string{}}
			for _, a := range token.Attr {
				e.attrs[a.Name.Local] = a.Value
			}
			elements = append(elements, e)
		case xml.CharData:
			text += string(token) + "\n"
		}
	}
}

func words() *rapid.Generator[string] {
	return rapid.OneOf(rapid.StringMatching(`[ -~]{0,12}`), rapid.Just(`"><script>alert(1)</script>`), rapid.Just(`' onload='x`))
}

func heading(t *rapid.T) Heading {
	return Heading{"pb-chart", words().Draw(t, "title"), words().Draw(t, "note"), words().Draw(t, "description")}
}

// drawn draws a random chart.
func drawn(t *rapid.T) template.HTML {
	share := rapid.Float64Range(-0.5, 1.5)
	h := heading(t)
	switch rapid.IntRange(1, 6).Draw(t, "kind") {
	case 1:
		points := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Point {
			return Point{0, share.Draw(t, "share"), rapid.IntRange(0, 99).Draw(t, "n"), share.Draw(t, "low"), share.Draw(t, "high")}
		}), 0, 30).Draw(t, "points")
		for i := range points {
			points[i].At = i
		}
		return Steps{h, "week", "at risk", "left", points}.HTML()
	case 2:
		return drawnLine(t, h, share)
	case 3:
		return drawnHeatMap(t, h)
	case 4:
		steps := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) FunnelStep {
			return FunnelStep{words().Draw(t, "label"), rapid.IntRange(0, 1e6).Draw(t, "value")}
		}), 0, 8).Draw(t, "steps")
		return Funnel{h, "step", "people", steps}.HTML()
	case 5:
		return drawNetwork(t).HTML()
	}
	lanes := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Lane {
		return Lane{words().Draw(t, "lane"), rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Mark {
			return Mark{share.Draw(t, "at"), Shape(rapid.IntRange(0, int(MileDone)).Draw(t, "shape")), words().Draw(t, "date"), words().Draw(t, "words")}
		}), 0, 5).Draw(t, "marks")}
	}), 0, 4).Draw(t, "lanes")
	return Timeline{Heading: h, Lanes: lanes, Bands: []Band{{share.Draw(t, "from"), share.Draw(t, "until"), words().Draw(t, "band")}},
		Ticks: []Tick{{share.Draw(t, "tick"), words().Draw(t, "label")}}, Now: &Tick{share.Draw(t, "now"), "now"}}.HTML()
}

func drawnLine(t *rapid.T, h Heading, share *rapid.Generator[float64]) template.HTML {
	series := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Series {
		return Series{words().Draw(t, "series"), rapid.SliceOfN(rapid.Custom(func(t *rapid.T) LinePoint {
			return LinePoint{share.Draw(t, "at"), share.Draw(t, "value"), words().Draw(t, "label"), words().Draw(t, "tick"), words().Draw(t, "as")}
		}), 0, 8).Draw(t, "points")}
	}), 0, 4).Draw(t, "lines")
	return Lines{h, "round", rapid.SampledFrom([]float64{0, 1, 7.5}).Draw(t, "top"), words().Draw(t, "top as"), series}.HTML()
}

func drawnHeatMap(t *rapid.T, h Heading) template.HTML {
	rows := rapid.SliceOfN(rapid.StringMatching(`[A-Z][a-z]{0,2}`), 0, 7).Draw(t, "rows")
	columns := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) HeatColumn {
		return HeatColumn{words().Draw(t, "label"), rapid.SliceOfN(rapid.IntRange(0, 99), 0, 8).Draw(t, "values")}
	}), 0, 60).Draw(t, "columns")
	return HeatMap{h, "week", rows, columns}.HTML()
}

// allowed are the elements of which a chart may consist.
const allowed = " figure figcaption h3 span svg title desc g path rect circle line text details summary div table thead tbody tr th td "

// TestAnyChart checks what the package promises of every chart.
func TestAnyChart(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		chart := drawn(t)
		elements, _ := read(t, chart)
		labelled := false
		for _, e := range elements {
			if !strings.Contains(allowed, " "+e.name+" ") {
				t.Fatalf("<%s> in %s", e.name, chart)
			}
			labelled = labelled || e.name == "svg" && e.attrs["role"] == "img" && e.attrs["aria-labelledby"] == "pb-chart-title pb-chart-text"
			for name, value := range e.attrs {
				inside(t, e.name, name, value)
			}
			if right := length(e.attrs["x"]) + length(e.attrs["width"]); right > 100.01 && strings.HasSuffix(e.attrs["width"], "%") {
				t.Fatalf("<%s x=%q width=%q> leaves the drawing", e.name, e.attrs["x"], e.attrs["width"])
			}
		}
		if !labelled {
			t.Fatalf("the drawing has no name: %s", chart)
		}
	})
}

// inside reports an attribute that runs, styles, or lies outside of the drawing.
func inside(t *rapid.T, element, name, value string) {
	if strings.HasPrefix(name, "on") || name == "style" || name == "href" || strings.Contains(value, "NaN") || strings.Contains(value, "Inf") {
		t.Fatalf("<%s %s=%q>", element, name, value)
	}
	percent, ok := strings.CutSuffix(value, "%")
	if !ok || name == "aria-label" {
		return
	}
	if x, err := strconv.ParseFloat(percent, 64); err != nil || x < 0 || x > 100 {
		t.Fatalf("<%s %s=%q> is beside the drawing", element, name, value)
	}
}

// length parses per cent, 0 for anything else.
func length(value string) float64 {
	x, _ := strconv.ParseFloat(strings.TrimSuffix(value, "%"), 64)
	return x
}

// TestNumbers expects the same numbers in a chart and in its table.
func TestNumbers(t *testing.T) {
	for name, c := range map[string]struct {
		chart template.HTML
		table string
	}{
		"steps": {Steps{Heading{"s", "S", "", ""}, "week", "at risk", "left", []Point{{0, 1, 3, 0, 0}, {1, 2.0 / 3, 2, 0.25, 0.9}}}.HTML(),
			"week share likely between at risk 0 100 % – 3 1 67 % 25 % and 90 % 2"},
		"funnel": {Funnel{Heading{"f", "F", "", ""}, "step", "people", []FunnelStep{{"all", 4}, {"some", 3}, {"few", 1}}}.HTML(),
			"step people share of the first all 4 100 % some 3 75 % few 1 25 %"},
		"heat map": {HeatMap{Heading{"h", "H", "", ""}, "week from", []string{"Mon", "Tue"}, []HeatColumn{{"7 Sep", []int{2, 0}}, {"14 Sep", []int{1}}}}.HTML(),
			"week from Mon Tue 7 Sep 2 0 14 Sep 1 0"},
		"line": {Lines{Heading{"l", "L", "", ""}, "round", 1, "100 %", []Series{{"mentors", []LinePoint{{0, 0.5, "1 Mar 2026", "1 Mar", "50 %"}, {1, 0.75, "1 May 2026", "1 May", "75 %"}}}, {"mentees", []LinePoint{{1, 1, "1 May 2026", "1 May", "100 %"}}}}}.HTML(),
			"round which value 1 Mar 2026 mentors 50 % 1 May 2026 mentors 75 % 1 May 2026 mentees 100 %"},
		"timeline": {Timeline{Heading: Heading{"t", "T", "", ""}, Lanes: []Lane{{"Goals", []Mark{{0.5, Goal, "1 Oct 2026", "set"}}}}}.HTML(), "what date set 1 Oct 2026"},
	} {
		_, table, found := strings.Cut(string(c.chart), "<table>")
		if !found {
			t.Errorf("%s has no table", name)
			continue
		}
		table, _, _ = strings.Cut(table, "</table>")
		_, text := read(t, template.HTML("<table>"+table+"</table>"))
		if got := strings.Join(strings.Fields(text), " "); got != c.table {
			t.Errorf("%s: the table says %q, not %q", name, got, c.table)
		}
	}
}

// TestStepsGoDown compares the line of steps with its shares: level from one time
// to the next, then down to the remaining share. What is around it goes along the highest
// and back along the lowest, and is the line where none is known.
func TestStepsGoDown(t *testing.T) {
	for want, points := range map[string][]Point{
		`d="M0 0H500V25H1000V100"`:                        {{0, 1, 4, 0, 0}, {2, 0.75, 4, 0, 0}, {4, 0, 3, 0, 0}},
		`d="M0 50H1000"`:                                  {{3, 0.5, 2, 0, 0}},
		`d="M0 0H0V0H500V10H1000V50V90H1000V60H500V0H0Z"`: {{0, 1, 4, 0, 0}, {2, 0.75, 4, 0.4, 0.9}, {4, 0.25, 3, 0.1, 0.5}},
	} {
		if got := string(Steps{Heading{"s", "S", "", ""}, "week", "at risk", "left", points}.HTML()); !strings.Contains(got, want) {
			t.Errorf("no %s in %s", want, got)
		}
	}
}

// TestLengths compares bars with their numbers: the longest fills the width, and
// the others are in proportion.
func TestLengths(t *testing.T) {
	elements, _ := read(t, Funnel{Heading{"f", "F", "", ""}, "step", "people", []FunnelStep{{"all", 8}, {"half", 4}, {"none", 0}}}.HTML())
	var lengths []string
	for _, e := range elements {
		if e.attrs["class"] == "fill" {
			lengths = append(lengths, e.attrs["width"])
		}
	}
	if got := fmt.Sprint(lengths); got != "[100% 50%]" {
		t.Errorf("the bars are %s long", got)
	}
}

// TestStrength expects the strongest colour for the highest count, some colour
// for the lowest, and none for 0.
func TestStrength(t *testing.T) {
	elements, _ := read(t, HeatMap{Heading{"h", "H", "", ""}, "week", []string{"Mon"},
		[]HeatColumn{{"a", []int{0}}, {"b", []int{1}}, {"c", []int{4}}, {"d", []int{8}}}}.HTML())
	var classes []string
	for _, e := range elements {
		if e.name == "rect" {
			classes = append(classes, e.attrs["class"])
		}
	}
	if got := fmt.Sprint(classes); got != "[ground heat-1 heat-2 heat-4]" {
		t.Errorf("0, 1, 4 and 8 of at most 8 are %s", got)
	}
}

// TestLabelsKeepApart expects labels of lines that end at one place not to
// overlap, and a line to each that had to move.
func TestLabelsKeepApart(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var l Lines
		for range rapid.IntRange(1, 3).Draw(t, "lines") {
			l.Series = append(l.Series, Series{"s", []LinePoint{{1, rapid.Float64Range(0, 1).Draw(t, "end"), "today", "now", "n"}}})
		}
		l.Top = 1
		ends, moved := l.ends(), 0
		for i, end := range ends {
			if i > 0 && end.y-ends[i-1].y < labelStep {
				t.Fatalf("the labels are at %v", ends)
			}
			if end.y < 0 || end.y > lineTop+lineHeight+4 {
				t.Fatalf("a label leaves the drawing: %v", ends)
			}
			if end.y-4 != end.of {
				moved++
			}
		}
		if led := strings.Count(string(l.HTML()), `<line class="now"`); led != moved {
			t.Fatalf("%d labels have moved from their lines, and lines lead to %d", moved, led)
		}
	})
}

// TestTicksKeepApart expects the first of the labels along a time axis, and none
// that overlap or leave the drawing.
func TestTicksKeepApart(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 120).Draw(t, "positions")
		step, last := 100/float64(n), math.Inf(-1)
		for i := range n {
			x := float64(i) * step
			if !ticked(i, n, step, x) {
				if i == 0 {
					t.Fatal("the first has no label")
				}
				continue
			}
			if x-last < tickWidth-1e-9 || x > 100-tickWidth {
				t.Fatalf("labels are at %v and %v", last, x)
			}
			last = x
		}
	})
}

// TestNumbersAreShort writes at most two decimals, and none that says nothing.
func TestNumbersAreShort(t *testing.T) {
	t.Parallel()
	for x, want := range map[float64]string{0: "0", 100: "100", 50.5: "50.5", 33.333: "33.33", 66.666: "66.67", 1000: "1000"} {
		if got := num(x); got != want {
			t.Errorf("%v is written %s, not %s", x, got, want)
		}
	}
}

// TestTheWholeOfNothingIsNone has no length where all bars are 0.
func TestTheWholeOfNothingIsNone(t *testing.T) {
	t.Parallel()
	if got := percent(3, 0); got != 0 {
		t.Errorf("3 of 0 are %v per cent", got)
	}
	for _, n := range [][2]int{{0, 0}, {1, 0}, {0, 1}, {-1, 4}} {
		if got := level(n[0], n[1]); got != 0 {
			t.Errorf("%d of %d has the colour %d", n[0], n[1], got)
		}
	}
}

// TestTheLastShareStaysInTheDrawing writes it below the line, and above where that is low.
func TestTheLastShareStaysInTheDrawing(t *testing.T) {
	t.Parallel()
	base := stepsTop + stepsHeight
	for y, want := range map[int]int{stepsTop: stepsTop + 17, base - 22: base - 5, base - 21: base - 28, base: base - 7} {
		if got := labelAt(y); got != want {
			t.Errorf("at %d it stands at %d, not %d", y, got, want)
		}
	}
}

// TestWhereAShareLiesIsKnownOfAnInterval needs a highest above the lowest.
func TestWhereAShareLiesIsKnownOfAnInterval(t *testing.T) {
	t.Parallel()
	for p, want := range map[Point]bool{{Low: 0.1, High: 0.2}: true, {Low: 0.2, High: 0.2}: false, {}: false} {
		if p.known() != want {
			t.Errorf("between %v and %v: %t", p.Low, p.High, p.known())
		}
	}
}

// TestLabelsAlongTheAxis lists which of so many positions have one.
func TestLabelsAlongTheAxis(t *testing.T) {
	t.Parallel()
	for n, want := range map[int]string{1: "[0]", 3: "[0 1 2]", 4: "[0 1 2 3]", 5: "[0 2 4]", 12: "[0 3 6 9]", 13: "[0 4 8]"} {
		var got []int
		for i := range n {
			if step := 100 / float64(max(n, 5)); ticked(i, n, step, float64(i)*step) {
				got = append(got, i)
			}
		}
		if fmt.Sprint(got) != want {
			t.Errorf("of %d: %v, not %s", n, got, want)
		}
	}
}

// TestLabelsThatStay does not move labels that have room.
func TestLabelsThatStay(t *testing.T) {
	t.Parallel()
	end := func(label string, value float64) Series {
		return Series{label, []LinePoint{{0, 0, "", "", ""}, {1, value, "", "", "n"}}}
	}
	for name, c := range map[string]struct {
		values []float64
		want   []int
	}{
		"apart":              {[]float64{0.5, 1, 0}, []int{26, 86, 146}},
		"at the top":         {[]float64{1, 1, 1}, []int{13, 30, 47}},
		"at the bottom":      {[]float64{0, 0}, []int{129, 146}},
		"a little too close": {[]float64{0.5, 0.4}, []int{81, 98}},
	} {
		l := Lines{Top: 1}
		for _, value := range c.values {
			l.Series = append(l.Series, end("s", value))
		}
		var got []int
		for _, e := range l.ends() {
			got = append(got, e.y)
		}
		if fmt.Sprint(got) != fmt.Sprint(c.want) {
			t.Errorf("%s: %v, not %v", name, got, c.want)
		}
	}
}

// TestAxisFromTheFirstToTheLast names the first and the last time of all lines, whichever
// has it.
func TestAxisFromTheFirstToTheLast(t *testing.T) {
	t.Parallel()
	at := func(x float64, tick string) LinePoint { return LinePoint{At: x, Tick: tick} }
	l := Lines{Series: []Series{{"a", []LinePoint{at(0.5, "May"), at(0.75, "June")}}, {"b", []LinePoint{at(0.25, "March"), at(0.25, "other"), at(0.75, "July")}}}}
	if first, last := l.span(); first != "March" || last != "June" {
		t.Errorf("from %s to %s", first, last)
	}
	if first, last := (Lines{}).span(); first+last != "" {
		t.Errorf("of nothing from %q to %q", first, last)
	}
}

// TestLinesWithoutATopLieAtTheBottom places all values at 0.
func TestLinesWithoutATopLieAtTheBottom(t *testing.T) {
	t.Parallel()
	for top, want := range map[float64]float64{0: 0, -1: 0, 2: 0.5, 0.5: 1} {
		if got := (Lines{Top: top}).share(1); got != want {
			t.Errorf("1 of %v is at %v, not %v", top, got, want)
		}
	}
}
