package browser

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"pairbook/generator/test/here"
)

// TestSlashCanBeSwitchedOff switches the key alone off, and leaves Ctrl-K.
func TestSlashCanBeSwitchedOff(t *testing.T) {
	here.OnlyWhole(t)
	t.Parallel()
	site := example(t)
	s := seekIn(t, device(t), fileURL(filepath.Join(site, "search.html")), asShown{"light", 1280})
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

// TestCardIsPrintedAlone presses the button of a section that is there to print, which
// then takes one sheet and not those of its page.
func TestCardIsPrintedAlone(t *testing.T) {
	here.OnlyWhole(t)
	t.Parallel()
	own := tab(t)
	open(t, own, filepath.Join(example(t), "meeting", "first-meeting.html"), asShown{"light", 1280})
	shown := `(() => [...document.querySelectorAll("main h2, main p, .bar")].filter((e) => e.checkVisibility()).map((e) => e.innerText.split("\n")[0]).join("; "))()`
	told(t, own, `window.print = () => {}; document.querySelector("button.print").click(); ''`)
	err := chromedp.Do(own, chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
		return err
	}))
	if err != nil {
		t.Fatal(err)
	}
	if got := told(t, own, shown); !strings.HasPrefix(got, "A card to print; ") || strings.Count(got, ";") != 4 {
		t.Errorf("what is printed: %s", got)
	}
	told(t, own, `dispatchEvent(new Event("afterprint")); ''`)
	if got := told(t, own, shown); !strings.Contains(got, "Before you meet") {
		t.Errorf("what is printed after that: %s", got)
	}
}
