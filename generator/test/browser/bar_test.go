package browser

import (
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"

	"pairbook/generator/test/here"
)

// TestBarStaysAtHand looks at the bar far down a long page, on a phone and on a
// desk: it is there, on one line, with the way to log a meeting. Of the fonts the page
// has loaded those that its letters need.
func TestBarStaysAtHand(t *testing.T) {
	here.OnlyWhole(t)
	t.Parallel()
	tab, site := tab(t), example(t)
	for _, width := range widths {
		open(t, tab, filepath.Join(site, "metrics.html"), asShown{"light", width})
		found := told(t, tab, `scrollTo(0, 3000);
			[...document.querySelectorAll(".bar > :is(.home, .find, .met, button), .bar .menu > summary")].filter((e) => e.checkVisibility()).flatMap((e) => {
				const r = e.getBoundingClientRect();
				return r.left < 0 || r.right > innerWidth || r.top < 0 || r.bottom > 60 ? [e.textContent + " ends at " + r.right + ", " + r.bottom] : [];
			}).join("\n") || (document.querySelector(".bar .met").href.endsWith("/log.html") ? "" : "We met leads elsewhere")`)
		if found != "" {
			t.Errorf("%d px wide: %s", width, found)
		}
	}
	const loaded = `document.fonts.ready.then(() => [...document.fonts].filter((f) => f.family.includes("Source") && f.status !== "unloaded").map((f) => f.weight + " " + f.style + " " + f.status).sort().join(", "))`
	if got := told(t, tab, loaded); got != "600 normal loaded, normal normal loaded" {
		t.Errorf("a page of Latin letters loads the fonts %s", got)
	}
}

// TestFragmentOpensAProof comes from a number in a table to the records behind it,
// and closes them with Esc. Where a page was, the fragment is led on, too.
func TestFragmentOpensAProof(t *testing.T) {
	here.OnlyWhole(t)
	t.Parallel()
	tab, site := tab(t), example(t)
	open(t, tab, filepath.Join(site, "cohorts", "2026-autumn", "pairings", "swift.html"), asShown{"light", 320})
	const opens = `new Promise((done) => {
		addEventListener("hashchange", () => setTimeout(() => {
			const proof = document.querySelector("#pb-figure-sessions_held .proof");
			const opened = proof.open && proof.closest("#pb-figures").open && proof.checkVisibility();
			proof.querySelector("a").focus();
			document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
			done(opened + " " + proof.open + " " + document.activeElement.tagName);
		}));
		location.hash = "#pb-figure-sessions_held";
	})`
	if got := told(t, tab, opens); got != "true false SUMMARY" {
		t.Errorf("open, open after Esc, and where the focus is: %s", got)
	}
	if err := chromedp.Do(tab, chromedp.Navigate(fileURL(filepath.Join(site, "agreement.html"))+"#keeping-it"), waitFor(`location.href.endsWith("/meeting/agreement.html#keeping-it")`)); err != nil {
		t.Errorf("where the agreement was: %v", err)
	}
}

// TestActionsAreAtHand opens the page of a pairing on a phone: what is open stands on the
// first screen, or begins there.
func TestActionsAreAtHand(t *testing.T) {
	here.OnlyWhole(t)
	t.Parallel()
	tab, site := tab(t), example(t)
	for _, width := range []int64{320, 360} {
		open(t, tab, filepath.Join(site, "cohorts", "2026-autumn", "pairings", "dunlin.html"), asShown{"light", width})
		if got := told(t, tab, `const first = document.querySelector(".actions li").getBoundingClientRect(); first.bottom < 640 ? "" : "ends at " + first.bottom`); got != "" {
			t.Errorf("%d px wide: the first open action %s px", width, got)
		}
	}
}

// TestDefinitionsAreBelowTheBar follows a link to a definition: it stands below the
// bar, and close to it.
func TestDefinitionsAreBelowTheBar(t *testing.T) {
	here.OnlyWhole(t)
	t.Parallel()
	tab, site := tab(t), example(t)
	open(t, tab, filepath.Join(site, "metrics.html"), asShown{"light", 1280})
	const below = `new Promise((done) => {
		addEventListener("hashchange", () => requestAnimationFrame(() => {
			const under = document.getElementById("pb-metric-follow_through").getBoundingClientRect().top - document.querySelector(".bar").getBoundingClientRect().bottom;
			done(under >= 0 && under < 40 ? "" : under + " px below the bar");
		}));
		location.hash = "#pb-metric-follow_through";
	})`
	if got := told(t, tab, below); got != "" {
		t.Error("the definition is " + got)
	}
}
