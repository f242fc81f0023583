package browser

import (
	"fmt"
	"html/template"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pairbook/generator/internal/chart"
	"pairbook/generator/test/here"
)

// geometry finds what lies on each other or is cut: words of a drawing on other
// words of it, words that leave the drawing or the window by more than the pixel of a
// letter's edge, the menu on what stands beside it, and anything that makes the page
// wider than the window.
const geometry = `((page) => {
	const amiss = [];
	const cut = (s) => s.trim().slice(0, 40);
	const width = page.documentElement.clientWidth;
	// First as the page is, then with all open that it folds away.
	const wide = (as) => {
		if (page.documentElement.scrollWidth <= width) return;
		amiss.push('the page is ' + page.documentElement.scrollWidth + ' pixels wide ' + as + 'in a window of ' + width);
		for (const e of page.querySelectorAll('main *')) {
			if (e.getBoundingClientRect().right > width + 1 && !e.parentElement.closest('.table-scroll, pre, svg')) {
				amiss.push('<' + e.tagName + ' class="' + e.className + '"> ' + cut(e.textContent) + ' ends at ' + Math.round(e.getBoundingClientRect().right));
				break;
			}
		}
	};
	// A menu that stands open beside the page stays there down to its end.
	const tree = page.querySelector('.menu > .tree')?.getBoundingClientRect();
	if (width >= 900 && tree?.width) {
		for (const e of page.querySelectorAll('main, .foot > *')) {
			if (e.getBoundingClientRect().left < tree.right) amiss.push('the menu lies on ' + cut(e.textContent));
		}
	}
	const folded = [...page.querySelectorAll('main details:not([open])')];
	wide('');
	for (const svg of page.querySelectorAll('figure.chart > svg, figure.chart .table-scroll > svg')) {
		const frame = svg.getBoundingClientRect();
		const scrolls = svg.closest('.table-scroll') !== null;
		const texts = [...svg.querySelectorAll('text')].filter((t) => t.checkVisibility()).map((t) => [cut(t.lastChild?.textContent ?? ''), t.getBoundingClientRect()]).filter(([s]) => s);
		texts.forEach(([words, a], i) => {
			if (a.left < frame.left - 1 || a.right > frame.right + 1 || a.top < frame.top - 1 || a.bottom > frame.bottom + 1) {
				amiss.push(svg.closest('figure').id + ': "' + words + '" leaves the drawing');
			}
			if (!scrolls && (a.left < 0 || a.right > width)) amiss.push(svg.closest('figure').id + ': "' + words + '" leaves the window');
			for (const [other, b] of texts.slice(i + 1)) {
				const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
				const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
				// The boxes of letters are higher than the letters.
				if (wide > 0.5 && high > 3) amiss.push(svg.closest('figure').id + ': "' + words + '" lies on "' + other + '"');
			}
		});
	}
	folded.forEach((d) => { d.open = true; });
	wide('unfolded ');
	folded.forEach((d) => { d.open = false; });
	return amiss;
})`

// widths are the windows that pages are held to, in CSS pixels.
var widths = []int64{320, 768, 1280}

// TestHardCharts looks so at a page of charts of values that are hard to draw.
func TestHardCharts(t *testing.T) {
	here.OnlyWhole(t)
	t.Parallel()
	assets, site := filepath.Join(clubsSite(t), "assets"), t.TempDir()
	style, err := filepath.Glob(filepath.Join(assets, "style-*.css"))
	if err != nil || len(style) != 1 {
		t.Fatal(style, err)
	}
	if err := os.CopyFS(filepath.Join(site, "assets"), os.DirFS(assets)); err != nil { // with the fonts
		t.Fatal(err)
	}
	put(t, site, "hard.html", `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Charts</title><link rel="stylesheet" href="assets/`+filepath.Base(style[0])+`"><body><div class="frame"><div class="side"></div><main><article class="page"><div class="pair">`+hardCharts()+`</div></article></main></div></body></html>`)
	v := inAFrame(t, site)
	v.visit(v.base + "hard.html")
	v.report(t)
}

// hardCharts draws each chart with long words, great numbers, few and many
// values.
func hardCharts() string {
	var b strings.Builder
	n := 0
	add := func(draw func(h chart.Heading) template.HTML) {
		n++
		b.WriteString("<section>" + string(draw(chart.Heading{ID: fmt.Sprint("pb-hard-", n), Title: "A title that goes on for longer than there is room on a phone",
			Note: "And a note that goes on for longer than the title, to see what becomes of it", Description: "For the test."})) + "</section>")
	}
	const long = "A label that nobody has cut to the room there is, and that goes on"
	add(func(h chart.Heading) template.HTML {
		return chart.Funnel{Heading: h, What: "what", Unit: "people", Steps: []chart.FunnelStep{{Label: long, Value: 123456}, {Label: long, Value: 123455}, {Label: "none", Value: 0}}}.HTML()
	})
	for _, count := range []int{1, 2, 5, 9, 13, 17, 26, 53, 61} {
		add(func(h chart.Heading) template.HTML {
			m := chart.HeatMap{Heading: h, Period: "week", Rows: []string{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"}}
			for i := range count {
				m.Columns = append(m.Columns, chart.HeatColumn{Label: "28 Sep", Values: []int{i, 0, 1}})
			}
			return m.HTML()
		})
		add(func(h chart.Heading) template.HTML {
			s := chart.Steps{Heading: h, Period: "week", AtRisk: "pairings", EndWord: "not ended"}
			for i := range count {
				s.Points = append(s.Points, chart.Point{At: i * 20, Share: 1 - float64(i)/float64(max(1, count-1)), N: 1000})
			}
			return s.HTML()
		})
	}
	for _, end := range []float64{0, 0.02, 0.5, 1} {
		add(func(h chart.Heading) template.HTML {
			l := chart.Lines{Heading: h, Across: "round", Top: 1, TopAs: "100 %"}
			for _, who := range []string{"mentors", "mentees", "everybody else"} {
				l.Series = append(l.Series, chart.Series{Label: who, Points: []chart.LinePoint{{At: 0, Value: 0.3, Label: "28 September 2026", Tick: "28 September", As: "30 %"}, {At: 1, Value: end, Label: "28 September 2027", Tick: "28 Sep", As: "100 %"}}})
			}
			return l.HTML()
		})
	}
	for _, now := range []float64{0, 0.05, 0.2, 0.5, 0.8, 0.97, 1} {
		add(func(h chart.Heading) template.HTML {
			return chart.Timeline{Heading: h, Now: &chart.Tick{At: now, Label: "28 Sep"}, Ticks: []chart.Tick{{At: 0, Label: "28 Sep 2026"}, {At: 1, Label: "28 Sep 2027"}},
				Lanes: []chart.Lane{{Label: "Meetings", Marks: []chart.Mark{{At: 0}, {At: 1}}}, {Label: "Goals"}, {Label: "Milestones"}},
				Bands: []chart.Band{{From: 0.1, Until: 1, Label: "a break"}}}.HTML()
		})
	}
	return b.String()
}
