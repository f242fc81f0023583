package browser

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"pairbook/generator/test/here"
)

// dashboards are the pages of figures, each with a drawing or a table that a
// narrow screen or dark colours could spoil, those first that are unlike the others.
var dashboards = []string{"cohorts/2026-autumn/index.html", "network.html", "cohorts/2027-spring/matching.html", "roi.html", "cohorts/2026-autumn/evidence.html", "cohorts/2026-autumn/compare.html",
	"cohorts/2026-autumn/figures.html", "cohorts/2026-autumn/4-weeks.html", "cohorts/2026-spring/index.html", "cohorts/2026-autumn/pairings/swift.html", "attention.html"}

// asShown is how a page is looked at.
type asShown struct {
	scheme string
	width  int64
}

// show sets the window and the colours of a tab.
func show(t *testing.T, tab context.Context, as asShown) {
	t.Helper()
	err := chromedp.Do(tab, chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		if _, err := cdp.Call(ctx, target, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: as.width, Height: 900, DeviceScaleFactor: 1}); err != nil {
			return err
		}
		_, err := cdp.Call(ctx, target, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: as.scheme}, {Name: "prefers-reduced-motion", Value: "reduce"}}})
		return err
	}))
	if err != nil {
		t.Fatal(err)
	}
}

// open opens a page in a window, so that its scripts see that from the start.
func open(t *testing.T, tab context.Context, page string, as asShown) {
	t.Helper()
	show(t, tab, as)
	if err := chromedp.Do(tab, chromedp.Navigate(fileURL(page))); err != nil {
		t.Fatalf("open %s: %v", page, err)
	}
}

func told(t *testing.T, tab context.Context, script string) string {
	t.Helper()
	said, err := chromedp.Run(tab, chromedp.Evaluate[string](script, chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatal(err)
	}
	return said
}

// axe gives the accessibility engine's script. It is not part of the
// repository: PAIRBOOK_AXE names the file axe.min.js of the npm package
// axe-core, which continuous integration installs.
func axe(t *testing.T) string {
	t.Helper()
	name := os.Getenv("PAIRBOOK_AXE")
	if name == "" {
		here.Lacks(t, "PAIRBOOK_NEED_AXE", "there is no axe: nothing was tried for accessibility (PAIRBOOK_AXE names axe.min.js of the npm package axe-core)")
	}
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// violations asks the engine, which was evaluated in the tab, about the page.
func violations(t *testing.T, tab context.Context, as string) {
	t.Helper()
	var result struct {
		Passes     int
		Violations []string
	}
	found := told(t, tab, `axe.run(document, { resultTypes: ["violations"] }).then((r) => JSON.stringify({
		passes: r.passes.length, violations: r.violations.map((v) => v.id + ": " + v.help + ": " + v.nodes.map((n) => n.html).join(" | ")) }))`)
	if err := json.Unmarshal([]byte(found), &result); err != nil || result.Passes < 10 {
		t.Fatalf("%s: %d rules were passed, %v", as, result.Passes, err)
	}
	for _, v := range result.Violations {
		t.Errorf("%s: %s", as, v)
	}
}

// TestDashboardsAreAccessible finds no violation on any page of figures, where not all
// pages are tried.
func TestDashboardsAreAccessible(t *testing.T) {
	if here.Thorough() {
		t.Skip("every page is asked about")
	}
	t.Parallel()
	engine := axe(t)
	site := example(t, "--audience", "coordinators")
	for _, page := range few(4, dashboards) {
		t.Run(page, func(t *testing.T) {
			t.Parallel()
			accessible(t, tab(t), engine, filepath.Join(site, filepath.FromSlash(page)))
		})
	}
}

// accessible opens a page and all its folds, and asks the engine about it, narrow and
// wide, light and dark.
func accessible(t *testing.T, tab context.Context, engine, page string) {
	t.Helper()
	open(t, tab, page, asShown{"light", 320})
	told(t, tab, `document.querySelectorAll("main details").forEach((d) => { d.open = true; }); ''`)
	told(t, tab, engine+"\n''")
	for _, as := range []asShown{{"light", 320}, {"dark", 320}, {"dark", 1280}, {"light", 1280}} {
		show(t, tab, as)
		violations(t, tab, fmt.Sprintf("%s, %s, %d px", page, as.scheme, as.width))
	}
}

// TestNothingLiesOnAnything looks at every drawing of the coordinators' site in windows
// of each width.
func TestNothingLiesOnAnything(t *testing.T) {
	here.OnlyWhole(t)
	t.Parallel()
	v := inAFrame(t, example(t, "--audience", "coordinators"))
	for _, page := range few(4, dashboards) {
		v.visit(v.base + page)
	}
	v.report(t)
}
