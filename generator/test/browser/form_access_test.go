package browser

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"pairbook/generator/test/here"
)

// press types keys one by one and counts them.
func (f *form) press(keys ...string) int {
	f.Helper()
	for _, key := range keys {
		f.do(chromedp.KeyEvent(key))
	}
	return len(keys)
}

// tabTo presses Tab until what has the focus answers a question.
func (f *form) tabTo(question string) (presses int) {
	f.Helper()
	for presses < 60 {
		presses += f.press(kb.Tab)
		if evaluate[bool](f, `((e) => Boolean(`+question+`))(document.activeElement)`) {
			return presses
		}
	}
	f.Fatalf("60 times Tab do not lead to where %s", question)
	return presses
}

// TestLogByKeyboard logs a meeting with keys alone, from the top of the page,
// and counts them: the least that somebody who sees the form first must do.
func TestLogByKeyboard(t *testing.T) {
	t.Parallel()
	f := openForm(t, clubsSite(t), "log.html?pairing=2026-autumn/kestrel")
	keys := f.press(kb.Tab, kb.Enter) // the way past the navigation
	keys += f.tabTo(`e.name === "day"`)
	keys += f.press(kb.Enter)
	_, text := f.saved()
	if text != "---\ndate: 2026-11-20\n---\n" {
		t.Errorf("the log is %q", text)
	}
	fields := evaluate[int](f, `[...document.querySelectorAll("#pb-log :is(input, select, textarea)")].filter((e) => e.offsetParent && !e.closest("details:not([open])")).length`)
	t.Logf("%d keys and %d fields in sight for a pair's log; by hand, a button", keys, fields)
	if keys > 14 || fields > 6 {
		t.Errorf("a log takes %d keys, and %d fields are in sight", keys, fields)
	}

	// Everything can be reached, what is amiss is where the focus goes, and the
	// focus can be seen.
	g := openForm(t, clubsSite(t), "log.html?pairing=2026-autumn/kestrel")
	g.press(kb.Tab, kb.Enter)
	g.tabTo(`e.id === "pb-duration"`)
	g.press("9", "0")
	g.tabTo(`e.tagName === "SUMMARY"`)
	g.press(kb.Enter)
	for _, id := range []string{"pb-what-0", "pb-whose-0", "pb-by-0", "pb-another"} {
		g.tabTo(`e.id === "` + id + `"`)
	}
	g.tabTo(`e.tagName === "SUMMARY"`)
	g.press(kb.Enter)
	for _, id := range []string{"pb-format", "pb-topics-word", "pb-next", "pb-send", "pb-mail", "pb-copy", "pb-download"} {
		g.tabTo(`e.id === "` + id + `"`)
		if !evaluate[bool](g, `getComputedStyle(document.activeElement).outlineStyle !== "none"`) {
			t.Errorf("the focus cannot be seen on %s", id)
		}
	}
	g.run(`document.getElementById("pb-duration").focus()`)
	g.press(kb.Enter)
	if at := evaluate[string](g, `document.activeElement.id + " " + document.activeElement.getAttribute("aria-invalid")`); at != "pb-duration true" {
		t.Errorf("after a slip the focus is on %s; amiss: %q", at, g.amiss())
	}
	if described := evaluate[string](g, `document.activeElement.getAttribute("aria-describedby").split(" ").map((id) => document.getElementById(id).textContent).join(" ")`); !strings.Contains(described, "Write how long it took as 45m") {
		t.Errorf("the field is described by %q", described)
	}
}

// formStates are what a reader may have before them, as scripts that lead there.
var formStates = []struct{ name, address, script string }{
	{"log", "log.html?pairing=2026-autumn/kestrel", ``},
	{"log, a circle", "log.html?pairing=2026-circles/avocet", ``},
	{"log, unfolded", "log.html?pairing=2026-autumn/swift", `document.querySelectorAll("form details").forEach((d) => { d.open = true; })`},
	{"log, amiss", "log.html?pairing=2026-autumn/kestrel", `document.querySelectorAll("form details").forEach((d) => { d.open = true; });
		document.querySelectorAll("[name=day]")[1].click(); document.getElementById("pb-duration").value = "a-very-long-word-that-is-no-duration-at-all-in-any-way"; document.getElementById("pb-send").click()`},
	{"log, sent", "log.html?pairing=2026-autumn/kestrel", `document.getElementById("pb-send").click()`},
	{"choose", "log.html?pairing=no/such", ``},
	{"join", "join.html", ``},
	{"join, amiss", "join.html", `document.getElementById("pb-send").click()`},
	{"join, second", "join.html", `document.querySelectorAll("[name=step]")[1].click(); document.querySelectorAll("[name=party]").forEach((b) => b.click())`},
}

// TestFormsOnAPhone sees that nothing is wider than 320 pixels and that what
// is touched is large enough, and asks axe, where it is, in both schemes.
func TestFormsOnAPhone(t *testing.T) {
	here.OnlyWhole(t)
	t.Parallel()
	opened := openForm(t, clubsSite(t), "index.html")
	for _, state := range formStates {
		t.Run(state.name, func(t *testing.T) {
			f := opened.afresh(t, clubsSite(t), state.address)
			f.run(state.script)
			if width := evaluate[int](f, `document.documentElement.scrollWidth`); width > 320 {
				t.Errorf("the page is %d pixels wide", width)
			}
			// WCAG 2.2, 2.5.8: a target is 24 by 24 pixels, its label included.
			small := evaluate[[]string](f, `[...document.querySelectorAll("form :is(button, input, select, textarea, summary)")].filter((e) => e.offsetParent)
				.map((e) => [e, (["checkbox", "radio"].includes(e.type) ? e.closest("label") : e).getBoundingClientRect()])
				.filter(([, r]) => r.width < 24 || r.height < 24).map(([e]) => e.outerHTML)`)
			if len(small) > 0 {
				t.Errorf("too small to touch: %q", small)
			}
			t.Run("axe", func(t *testing.T) {
				evaluate[bool](f, axe(t)+"\ntrue")
				for _, scheme := range []string{"light", "dark"} {
					show(t, f.tab, asShown{scheme, 320})
					violations(t, f.tab, scheme)
				}
			})
		})
	}
}
