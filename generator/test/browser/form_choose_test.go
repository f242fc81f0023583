package browser

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"pairbook/generator/test/here"
)

// TestChooserShowsPeople offers pairings by their people, and narrows them to a name
// without its accents.
func TestChooserShowsPeople(t *testing.T) {
	here.OnlyWhole(t)
	t.Parallel()
	f := openForm(t, clubsSite(t), "log.html?choose")
	const seen = `[...document.querySelectorAll("#pb-choose .choices li")].filter((l) => l.offsetParent).map((l) => l.textContent).join("|")`
	all := evaluate[string](f, seen)
	for _, want := range []string{"Sigrún Fjarðardóttir and Bronwen Glanymor, kestrel", "Kwabena Nsuano and Dawit Bahrenegash, swift"} {
		if !strings.Contains(all, want) {
			t.Errorf("%q is not offered: %q", want, all)
		}
	}
	if evaluate[bool](f, `Boolean(document.getElementById("pb-find").offsetParent)`) {
		t.Error("a few pairings are to be narrowed")
	}
	f.run(`pairbookNarrow(1)`)
	f.fill("name", "sigrun fjardar")
	if got := evaluate[string](f, seen); got != "Sigrún Fjarðardóttir and Bronwen Glanymor, kestrel" {
		t.Errorf("narrowed, it offers %q", got)
	}
}

// TestTaps counts them from home, at the width of a phone. Typing is none.
func TestTaps(t *testing.T) {
	here.OnlyWhole(t)
	t.Parallel()
	site := clubsSite(t)
	f := openForm(t, site, "index.html")
	f.do(chromedp.EmulateViewport(360, 640))
	taps := 0
	tap := func(selector string) {
		t.Helper()
		taps++
		f.run(`const at = document.querySelector(` + script(selector) + `); if (!at || !at.offsetParent) throw new Error("not in sight: " + ` + script(selector) + `); if (!at.href) at.click()`)
		if to := evaluate[string](f, `document.querySelector(`+script(selector)+`).href || ""`); to != "" {
			f.do(chromedp.Navigate(to))
		}
	}
	open := func() {
		t.Helper()
		taps = 0
		tap(`header a[href*="log.html"]`)
	}
	open()
	tap(`#pb-choose a[href$="swift"]`)
	tap(`button[value="1h"]`)
	tap(`#pb-send`)
	if _, text := f.saved(); text != "---\ndate: 2026-11-20\nduration: 1h\n---\n" || taps > 6 {
		t.Errorf("%d taps, for\n%s", taps, text)
	}
	f.visit(site, "index.html")
	open()
	tap(`button[value="1h"]`)
	tap(`#pb-send`)
	if _, text := f.saved(); !strings.Contains(text, "duration: 1h\n") || taps > 4 {
		t.Errorf("%d taps for who logged before, for\n%s", taps, text)
	}
	f.run(`window.opened = ""`)
	tap(`#pb-log summary`)
	tap(`#pb-what-0`)
	f.fill("what-0", "Read it")
	taps += 2 // a choice each
	f.fill("whose-0", "dawit")
	f.fill("by-0", "7")
	tap(`#pb-send`)
	if _, text := f.saved(); !strings.Contains(text, "due: 2026-11-27\n") || taps > 9 {
		t.Errorf("%d taps with an action, for\n%s", taps, text)
	}
}
