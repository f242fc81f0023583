package browser

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"pairbook/generator/test/here"
)

// kinds is a page of each kind, those first that have the most to use.
var kinds = []string{"cohorts/2026-autumn/index.html", "log.html?pairing=2026-autumn/swift", "cohorts/2026-autumn/pairings/swift.html", "index.html", "search.html", "meeting/first-meeting.html",
	"cohorts/2026-autumn/evidence.html", "cohorts/2027-spring/matching.html", "people/index.html", "join.html", "roi.html"}

// followFocus notes, before each stroke of a key, what has the focus, and whatever of it
// somebody who uses no mouse would miss. stops are what Tab should come to, in the order
// of the page; __stops gives what is amiss in the end.
const followFocus = `(() => {
	const name = (e) => e.tagName.toLowerCase() + (e.id ? "#" + e.id : "") + " " + JSON.stringify((e.getAttribute("aria-label") || e.textContent || e.name || "").trim().slice(0, 40));
	const group = (e) => e.type === "radio" ? e.name : "";
	const stops = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")]
		.filter((e) => !e.disabled && e.tabIndex >= 0 && e.checkVisibility({ visibilityProperty: true }))
		.filter((e, i, all) => !group(e) || (e.checked || !all.some((o) => group(o) === group(e) && o.checked) && all.findIndex((o) => group(o) === group(e)) === i));
	const amiss = [], seen = [];
	addEventListener("keydown", () => {
		const e = document.activeElement;
		if (e === document.body) return;
		seen.push(e);
		const style = getComputedStyle(e);
		if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2) amiss.push("the focus cannot be seen on " + name(e));
		const whole = e.matches("input[type=checkbox], input[type=radio]") && e.closest("label") || e;
		const boxes = [...whole.getClientRects()].filter((r) => r.width > 1 && r.height > 1);
		const free = boxes.some((r) => [r.left + 3, r.left + r.width / 2, r.right - 3].some((x) => whole.contains(document.elementFromPoint(x, (r.top + Math.min(r.bottom, innerHeight)) / 2))));
		if (!free) amiss.push("something covers " + name(e) + ", or it is out of sight: " + JSON.stringify(e.getBoundingClientRect()));
	}, true);
	window.reached = () => {
		stops.forEach((e) => { if (!seen.includes(e)) amiss.push("no Tab leads to " + name(e)); });
		seen.forEach((e, i) => { if (i && !(seen[i - 1].compareDocumentPosition(e) & Node.DOCUMENT_POSITION_FOLLOWING)) amiss.push(name(e) + " comes after " + name(seen[i - 1])); });
		return JSON.stringify(amiss.slice(0, 12).concat(amiss.length > 12 ? ["and " + (amiss.length - 12) + " more"] : []));
	};
	return stops.length;
})()`

// TestEveryTab goes through a page of each kind with Tab alone, in a window that is
// magnified to 200 %: each thing that can be used is come to, in the order of the page,
// is seen to have the focus and lies under nothing, and the last leads out of the page.
func TestEveryTab(t *testing.T) {
	here.OnlyWhole(t)
	t.Parallel()
	site := example(t, "--audience", "coordinators")
	f := openForm(t, site, "index.html")
	f.do(chromedp.EmulateViewport(640, 450, chromedp.EmulateScale(2)))
	for _, page := range few(3, kinds) {
		f.visit(site, page)
		f.run(`document.activeElement.blur()`)
		stops := evaluate[int](f, followFocus)
		if stops < 10 {
			t.Errorf("%s has %d things to use", page, stops)
		}
		f.tabs(stops + 1)
		if !evaluate[bool](f, `document.activeElement === document.body`) {
			t.Errorf("%s: after %d times Tab the focus is on %s", page, stops+1, evaluate[string](f, `document.activeElement.outerHTML.slice(0, 200)`))
		}
		if amiss := evaluate[string](f, `reached()`); amiss != "[]" {
			t.Errorf("%s: %s", page, strings.ReplaceAll(amiss, `","`, "\n"))
		}
		if wide := evaluate[int](f, `document.documentElement.scrollWidth`); wide > 640 {
			t.Errorf("%s is %d pixels wide at 200 %%", page, wide)
		}
	}
}

// tabs presses Tab so many times.
func (f *form) tabs(n int) {
	f.Helper()
	f.do(chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		for range n {
			if _, err := cdp.Call(ctx, target, input.DispatchKeyEvent, input.DispatchKeyEventParams{Type: input.DispatchKeyEventTypeRawKeyDown, Key: "Tab", Code: "Tab", WindowsVirtualKeyCode: 9}); err != nil {
				return err
			}
		}
		return nil
	}))
}

// TestKeysOpenAndClose uses with keys what opens: the way past the navigation, the menu,
// a proof, the head of a column.
func TestKeysOpenAndClose(t *testing.T) {
	here.OnlyWhole(t)
	t.Parallel()
	site := example(t)
	f := openForm(t, site, "cohorts/2026-autumn/index.html")
	f.tabs(1)
	f.press(kb.Enter)
	if got := evaluate[string](f, `location.hash + " " + document.activeElement.tagName`); got != "#pb-main MAIN" {
		t.Errorf("the way past the navigation leads to %s", got)
	}
	f.run(`document.querySelector(".menu > summary").focus()`)
	f.press(kb.Enter)
	f.tabs(1)
	if !evaluate[bool](f, `document.querySelector(".menu").open && document.activeElement.closest(".menu nav") !== null`) {
		t.Error("Enter and Tab do not lead into the menu")
	}
	f.press(kb.Escape)
	if !evaluate[bool](f, `!document.querySelector(".menu").open && document.activeElement.matches(".menu > summary")`) {
		t.Error("Escape does not close the menu and come back to its button")
	}
	f.run(`document.querySelector(".proof > summary").focus()`)
	f.press(" ")
	f.tabs(1)
	if !evaluate[bool](f, `document.querySelector(".proof").open && document.querySelector(".proof").contains(document.activeElement)`) {
		t.Error("the space bar and Tab do not lead into a proof")
	}
	f.press(kb.Escape)
	if !evaluate[bool](f, `!document.querySelector(".proof").open && document.activeElement.matches(".proof > summary")`) {
		t.Error("Escape does not close a proof and come back to it")
	}
	f.visit(site, "people/index.html")
	f.run(`document.querySelector("th button").focus()`)
	f.press(kb.Enter)
	before := evaluate[string](f, `document.querySelector("tbody th").textContent + document.querySelector("th[aria-sort]").getAttribute("aria-sort")`)
	f.press(kb.Enter)
	if after := evaluate[string](f, `document.querySelector("tbody th").textContent + document.querySelector("th[aria-sort]").getAttribute("aria-sort")`); before == after {
		t.Errorf("sorted twice, it begins with %s both times", after)
	}
}

// toldApart lists what colours alone tell apart where the system forces its own: shapes
// of drawings that are no different from what they lie on, words as little, and the
// chosen one of several buttons.
const toldApart = `(() => {
	const probe = document.body.appendChild(document.createElement("canvas"));
	const pixel = probe.getContext("2d", { willReadFrequently: true });
	const light = (colour) => {
		pixel.clearRect(0, 0, 1, 1);
		pixel.fillStyle = colour;
		pixel.fillRect(0, 0, 1, 1);
		const [r, g, b, a] = pixel.getImageData(0, 0, 1, 1).data;
		if (a === 0) return null;
		const [x, y, z] = [r, g, b].map((c) => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
		return 0.2126 * x + 0.7152 * y + 0.0722 * z;
	};
	const contrast = (a, b) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
	const ground = (e) => {
		for (; e; e = e.parentElement) {
			const l = light(getComputedStyle(e).backgroundColor);
			if (l !== null) return l;
		}
		return light("Canvas");
	};
	const amiss = new Set();
	const shapes = ".fill, .fill-2, .stroke, .heat-4, .mark, .mark-goal, .mark-mile, .tie, .got, .hollow";
	document.querySelectorAll(":is(.chart, .points) :is(" + shapes + ", text)").forEach((e) => {
		if (!e.checkVisibility()) return;
		const style = getComputedStyle(e), below = ground(e.closest("svg"));
		const best = Math.max(...[style.fill, style.stroke].filter((c) => c !== "none").map((c) => contrast(light(c) ?? below, below)));
		if (best < (e.matches("text") ? 4.5 : 3)) amiss.add("." + e.getAttribute("class") + " of " + (e.closest("figure")?.id ?? "a list") + " has a contrast of " + best.toFixed(2) + " to its ground");
	});
	const look = (e) => { const s = getComputedStyle(e); return [s.backgroundColor, s.color, s.borderTopWidth, s.borderTopStyle, s.borderTopColor, s.fontWeight, s.textDecorationLine, s.outlineStyle].join(); };
	document.querySelectorAll("[aria-pressed=true], [aria-current], [aria-selected=true]").forEach((e) => {
		const other = [...e.closest("p, ul, nav, fieldset, div").querySelectorAll(e.tagName)].find((o) => !o.matches("[aria-pressed=true], [aria-current], [aria-selected=true]"));
		if (other && e.checkVisibility() && look(e) === look(other)) amiss.add(e.outerHTML.slice(0, 90) + " is like any other");
	});
	document.querySelectorAll("button, .act, input, select, textarea").forEach((e) => {
		const s = getComputedStyle(e);
		if (e.checkVisibility() && !["checkbox", "radio"].includes(e.type) && (s.borderTopStyle === "none" || parseFloat(s.borderTopWidth) < 1) && !s.textDecorationLine.includes("underline")) amiss.add(e.outerHTML.slice(0, 90) + " has no edge");
	});
	probe.remove();
	return [...amiss].slice(0, 12).join("\n");
})()`

// TestForcedColours looks at pages in the few colours that a reader's system forces, and
// with the others than those which the reader chose by the page's button.
func TestForcedColours(t *testing.T) {
	here.OnlyWhole(t)
	t.Parallel()
	site := example(t, "--audience", "coordinators")
	f := openForm(t, site, "index.html")
	f.do(chromedp.EmulateViewport(1280, 900))
	for _, scheme := range []string{"light", "dark"} {
		f.do(chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
			// The colours that are forced go by the scheme that is there by then.
			_, err := cdp.Call(ctx, target, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}, {Name: "forced-colors", Value: "active"}}})
			return err
		}))
		for _, page := range few(2, []string{"cohorts/2026-autumn/index.html", "log.html?pairing=2026-autumn/swift", "cohorts/2026-autumn/pairings/swift.html", "cohorts/2027-spring/matching.html", "network.html", "people/index.html"}) {
			f.visit(site, page)
			f.run(`document.querySelectorAll("main details").forEach((d) => { d.open = true; }); document.querySelector(".chips button")?.click()`)
			for _, chosen := range []string{"light", "dark"} {
				f.run(`document.documentElement.dataset.theme = "` + chosen + `"`)
				if amiss := evaluate[string](f, toldApart); amiss != "" {
					t.Errorf("%s, %s where the system is %s:\n%s", page, chosen, scheme, amiss)
				}
			}
			f.run(`document.querySelector("main :is(a[href], button, input)").focus({ focusVisible: true })`)
			if !evaluate[bool](f, `getComputedStyle(document.activeElement).outlineStyle === "solid"`) {
				t.Errorf("%s: the focus cannot be seen", page)
			}
		}
	}
}

// TestWithoutScript opens pages where no script runs: nothing is shown that cannot work,
// the menu opens, what is folded away can be opened, every drawing has its table, and
// the search has become a list of all pages.
func TestWithoutScript(t *testing.T) {
	here.OnlyWhole(t)
	t.Parallel()
	site := example(t)
	f := openForm(t, site, "index.html")
	f.do(chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
		return err
	}))
	for _, page := range few(5, kinds) {
		if name, _, _ := strings.Cut(page, "?"); !exists(filepath.Join(site, filepath.FromSlash(name))) {
			continue
		}
		f.visit(site, page)
		amiss := evaluate[[]string](f, `(() => {
			const amiss = [];
			document.querySelectorAll(":is(button, input, select, textarea):enabled").forEach((e) => { if (e.checkVisibility()) amiss.push(e.outerHTML.slice(0, 90) + " does nothing"); });
			document.querySelectorAll("figure.chart").forEach((e) => { if (!e.querySelector("table")) amiss.push(e.id + " has no table"); });
			if (document.querySelector("main").innerText.trim().length < 80) amiss.push("there is nothing to read");
			return amiss;
		})()`)
		if len(amiss) > 0 {
			t.Errorf("%s: %s", page, strings.Join(amiss, "\n"))
		}
	}
	f.visit(site, "search.html")
	listed := evaluate[[]string](f, `[...document.querySelectorAll("main a[href]")].filter((a) => a.checkVisibility()).map((a) => a.href)`)
	missed := unreached(t, site, fileURL(site)+"/", append(listed, fileURL(site)+"/search.html"))
	if len(missed) > 0 {
		t.Errorf("the list from A to Z lacks %q", missed)
	}
	f.visit(site, "cohorts/2026-autumn/index.html")
	f.run(`document.querySelector(".menu > summary").focus()`)
	f.press(kb.Enter)
	if !evaluate[bool](f, `document.querySelector(".menu nav a").checkVisibility()`) {
		t.Error("the menu does not open")
	}
	f.run(`document.querySelector(".proof > summary").focus()`)
	f.press(kb.Enter)
	if !evaluate[bool](f, `document.querySelector(".proof[open] > div").checkVisibility()`) {
		t.Error("a proof does not open")
	}
}

func exists(name string) bool {
	_, err := os.Stat(name)
	return err == nil
}

// useFromTheDisk sorts a table and weighs benefit and cost, on pages from the disk: what
// they ask for is noted by the visitor.
func (v *visitor) useFromTheDisk(t *testing.T) {
	t.Helper()
	v.visit(v.base + "people/index.html")
	const first = `[...document.querySelectorAll("tbody th")].map((e) => e.textContent).join()`
	if before, after := told(t, v.tab, first), told(t, v.tab, `document.querySelector("th button").click(); document.querySelector("th button").click(); `+first); before == after {
		t.Error("from the disk a table is not sorted")
	}
	v.visit(v.base + "roi.html")
	const sum = `[...document.querySelectorAll("[data-roi-out]")].map((e) => e.textContent).join()`
	if before, after := told(t, v.tab, sum), told(t, v.tab, `{ const i = document.querySelector("[data-roi-inputs] input"); i.value = "4321"; i.dispatchEvent(new Event("input")); } `+sum); before == after {
		t.Error("from the disk benefit and cost are not weighed anew")
	}
	v.visit(v.base + "cohorts/2026-autumn/pairings/dunlin.html")
	if calendars := told(t, v.tab, `String(document.querySelectorAll("a[href$='.ics']").length)`); calendars == "0" {
		t.Error("a pairing has no calendar")
	}
}

// followed sees that each link inside the site leads to a file.
func (v *visitor) followed(site string, links []string) {
	for _, link := range links {
		name, _, _ := strings.Cut(strings.TrimPrefix(link, v.base), "?")
		if !exists(filepath.Join(site, filepath.FromSlash(name))) {
			v.note("there is no %s", link)
		}
	}
}
