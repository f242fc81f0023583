package browser

import (
	"path/filepath"
	"testing"
)

// TestSlashCanBeSwitchedOff switches the key alone off, and leaves Ctrl-K.
func TestSlashCanBeSwitchedOff(t *testing.T) {
	t.Parallel()
	site := example(t)
	s := seek(t, fileURL(filepath.Join(site, "search.html")), asShown{"light", 1280})
	s.until(`document.getElementById("pb-slash")?.checked`)
	s.run(`document.getElementById("pb-slash").click()`)
	open(t, s.tab, filepath.Join(site, "faq.html"), asShown{"light", 1280})
	s.press("/")
	if told(t, s.tab, `String(Boolean(document.querySelector("dialog.finding")))`) != "false" {
		t.Error("/ opens the search after it was switched off")
	}
	s.run(`document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "k", ctrlKey: true, bubbles: true }))`)
	s.until(opened)
}

// TestCardIsPrintedAlone presses the button of a section that is there to print.
func TestCardIsPrintedAlone(t *testing.T) {
	t.Parallel()
	own := tab(t)
	open(t, own, filepath.Join(example(t), "meeting", "first-meeting.html"), asShown{"light", 1280})
	got := told(t, own, `(() => {
		let card = "";
		window.print = () => { card = [...document.querySelectorAll(".one-card .card")].map((e) => e.tagName).join(" "); dispatchEvent(new Event("afterprint")); };
		document.querySelector("button.print").click();
		return card + "; " + document.querySelectorAll(".card, .one-card").length;
	})()`)
	if got != "H2 P P UL P UL P UL; 0" {
		t.Errorf("the button prints %s", got)
	}
}
