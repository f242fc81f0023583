package main

import (
	"context"
	"encoding/json"
	"path/filepath"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// dashboards are the pages of figures, each with a drawing or a table that a
// narrow screen or dark colours could spoil.
var dashboards = []string{"network.html", "roi.html", "cohorts/2026-autumn/index.html", "cohorts/2026-autumn/4-weeks.html", "cohorts/2026-spring/index.html", "cohorts/2026-autumn/pairings/swift.html", "attention.html"}

// asShown is how a page is looked at.
type asShown struct {
	scheme string
	width  int64
}

func look(t *testing.T, tab context.Context, page string, as asShown) {
	t.Helper()
	err := chromedp.Do(tab, chromedp.Navigate("file://"+filepath.ToSlash(page)), chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		if _, err := cdp.Call(ctx, target, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: as.width, Height: 900, DeviceScaleFactor: 1}); err != nil {
			return err
		}
		_, err := cdp.Call(ctx, target, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: as.scheme}, {Name: "prefers-reduced-motion", Value: "reduce"}}})
		return err
	}))
	if err != nil {
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

// TestDashboardsAreAccessible finds no violation on any page of figures.
func TestDashboardsAreAccessible(t *testing.T) {
	engine := axe(t)
	tab := browser(t)
	site := buildExample(t, "--audience", "coordinators")
	for _, as := range []asShown{{"light", 1280}, {"dark", 320}, {"light", 320}, {"dark", 1280}} {
		for _, page := range dashboards {
			look(t, tab, filepath.Join(site, filepath.FromSlash(page)), as)
			told(t, tab, `document.querySelectorAll("main details").forEach((d) => { d.open = true; }); ''`)
			told(t, tab, engine+"\n''")
			var result struct {
				Passes     int
				Violations []string
			}
			found := told(t, tab, `axe.run(document, { resultTypes: ["violations"] }).then((r) => JSON.stringify({
				passes: r.passes.length, violations: r.violations.map((v) => v.id + ": " + v.help + ": " + v.nodes.map((n) => n.html).join(" | ")) }))`)
			if err := json.Unmarshal([]byte(found), &result); err != nil || result.Passes < 10 {
				t.Fatalf("%s: %d rules were passed, %v", page, result.Passes, err)
			}
			for _, v := range result.Violations {
				t.Errorf("%s, %+v: %s", page, as, v)
			}
		}
	}
}

// amiss lists words of drawings that lie on each other or beside their page,
// and says when the page itself is wider than the screen.
const amiss = `(() => {
	const said = [];
	const page = document.documentElement;
	if (page.scrollWidth > innerWidth) said.push("the page is " + page.scrollWidth + " wide");
	for (const chart of document.querySelectorAll(".chart")) {
		const words = [...chart.querySelectorAll("svg text")].map((e) => [e.lastChild.textContent, e.getBoundingClientRect()]);
		words.forEach(([a, r], i) => {
			if (r.right > innerWidth || r.left < 0) said.push(chart.id + ": " + a + " is cut off");
			words.slice(i + 1).forEach(([b, q]) => {
				if (r.left < q.right - 1 && q.left < r.right - 1 && r.top < q.bottom - 3 && q.top < r.bottom - 3) said.push(chart.id + ": " + a + " lies on " + b);
			});
		});
	}
	return said.join("\n");
})()`

// TestNothingLiesOnAnything looks at every drawing on screens of each width.
func TestNothingLiesOnAnything(t *testing.T) {
	tab := browser(t)
	site := buildExample(t, "--audience", "coordinators")
	for _, width := range []int64{320, 768, 1280} {
		for _, page := range dashboards {
			look(t, tab, filepath.Join(site, filepath.FromSlash(page)), asShown{"light", width})
			if found := told(t, tab, amiss); found != "" {
				t.Errorf("%s, %d px wide:\n%s", page, width, found)
			}
		}
	}
}
