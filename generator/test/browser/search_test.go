package browser

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"pairbook/generator/test/here"
)

// seeker is somebody who searches a site, in a tab of their own.
type seeker struct {
	*form
	mutex sync.Mutex
	asked []string // every address that was asked for
}

// seek opens a page of a site.
func seek(t *testing.T, address string, as asShown) *seeker {
	t.Helper()
	return seekIn(t, tab(t), address, as)
}

func seekIn(t *testing.T, tab context.Context, address string, as asShown) *seeker {
	t.Helper()
	s := &seeker{form: &form{t, tab}}
	if err := chromedp.Listen(s.tab, func(event any) {
		if e, ok := event.(*network.EventRequestWillBeSent); ok {
			s.mutex.Lock()
			defer s.mutex.Unlock()
			s.asked = append(s.asked, e.Request.URL)
		}
	}); err != nil {
		t.Fatal(err)
	}
	s.do(chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true})
		return err
	}))
	show(t, s.tab, as)
	s.do(chromedp.Navigate(address))
	return s
}

// until waits for a condition in the page.
func (s *seeker) until(condition string) {
	s.Helper()
	if said := told(s.T, s.tab, `new Promise((done) => {
		const since = performance.now();
		const look = () => {
			if (`+condition+`) done("");
			else if (performance.now() - since > 120000) done(document.activeElement.outerHTML + " " + (document.querySelector(".finding")?.innerText ?? "no search"));
			else setTimeout(look, 20);
		};
		look();
	})`); said != "" {
		s.Fatalf("%s never holds: %.600s", condition, said)
	}
}

const opened = `document.querySelector("dialog.finding[open]") && document.activeElement.id === "pb-find"`

// TestSearch looks for things from the disk and over HTTP: each way opens it, slips are
// forgiven, and what is chosen is arrived at. Nothing but the site's own files is asked for.
func TestSearch(t *testing.T) {
	t.Parallel()
	site := example(t)
	server := httptest.NewServer(http.FileServer(http.Dir(site)))
	t.Cleanup(server.Close)
	for name, base := range map[string]string{"file": fileURL(site) + "/", "http": server.URL + "/"} {
		t.Run(name, func(t *testing.T) {
			if name == "file" {
				here.OnlyWhole(t)
			}
			t.Parallel()
			s := seek(t, base+"people/index.html", asShown{"light", 1280})
			for _, way := range []func(){
				func() { s.press("/") },
				func() { s.do(chromedp.KeyEvent("k", chromedp.KeyModifiers(2))) },
				func() { s.run(`document.querySelector(".find").focus()`); s.press(kb.Enter) },
			} {
				before := told(t, s.tab, `document.activeElement.className`)
				way()
				s.until(opened)
				s.press(kb.Escape)
				s.until(`!document.querySelector("dialog.finding[open]")`)
				if after := told(t, s.tab, `document.activeElement.className`); before != after && after != "find" {
					t.Errorf("the focus was on %q and comes back to %q", before, after)
				}
			}

			// In a field the stroke is a stroke.
			s.run(`document.querySelector(".filter input").focus()`)
			s.press("/")
			if got := told(t, s.tab, `document.activeElement.value + String(Boolean(document.querySelector("dialog[open]")))`); got != "/false" {
				t.Errorf("/ in a field gives %s", got)
			}

			s.run(`document.activeElement.blur()`)
			s.press("/")
			s.until(opened)
			s.do(chromedp.KeyEvent("sigrum"))
			s.until(`[...document.querySelectorAll("#pb-found [role=option]")].some((o) => o.textContent.includes("Sigrún"))`)
			if got := told(t, s.tab, `[...document.querySelectorAll("#pb-found mark")].map((m) => m.textContent).join() + ", " + document.getElementById("pb-find-said").textContent`); !strings.Contains(got, "Sigrún") || !strings.Contains(got, "found") {
				t.Errorf("what is found is %q", got)
			}
			s.run(`document.getElementById("pb-find").select()`)
			s.do(chromedp.KeyEvent("meeting after a gap"))
			s.until(`[...document.querySelectorAll("#pb-found [role=option]")].some((o) => o.href.endsWith("#the-meeting-after-a-gap"))`)
			for range 20 {
				if evaluate[bool](s.form, `document.getElementById(document.getElementById("pb-find").getAttribute("aria-activedescendant")).href.endsWith("#the-meeting-after-a-gap")`) {
					break
				}
				s.press(kb.ArrowDown)
			}
			s.press(kb.Enter)
			s.until(`location.hash === "#the-meeting-after-a-gap" && document.readyState === "complete"`)
			s.until(`(({ top }) => top >= 0 && top < innerHeight)(document.getElementById("the-meeting-after-a-gap").getBoundingClientRect())`)

			s.mutex.Lock()
			defer s.mutex.Unlock()
			index := 0
			for _, address := range s.asked {
				if !strings.HasPrefix(address, base) {
					t.Errorf("%s was asked for", address)
				}
				if strings.Contains(address, "assets/search-") {
					index++
				}
			}
			if index < 4 {
				t.Errorf("of the index and its script, %d files were asked for: %q", index, s.asked)
			}
		})
	}
}

// TestFilterFolds types a name without its accent above a table.
func TestFilterFolds(t *testing.T) {
	here.OnlyWhole(t)
	t.Parallel()
	s := seek(t, fileURL(filepath.Join(example(t), "people", "index.html")), asShown{"light", 1280})
	for _, text := range []string{"sigrun", "SIGRÚN", "sigrún"} {
		s.run(`document.querySelector(".filter input").value = ` + fmt.Sprintf("%q", text) + `; document.querySelector(".filter input").dispatchEvent(new Event("input"))`)
		if rows := told(t, s.tab, `[...document.querySelectorAll("tbody tr:not([hidden]) th")].map((e) => e.textContent).join()`); rows != "Sigrún Fjarðardóttir" {
			t.Errorf("%q leaves %q", text, rows)
		}
	}
	if folded := told(t, s.tab, `["O'Brien", "O’BRIEN", "O‘Brien"].map(fold).join()`); folded != "o'brien,o'brien,o'brien" {
		t.Errorf("apostrophes are folded to %s", folded)
	}
}

// TestSearchPage opens the page of the search with words in its address, and says what
// there is to say when nothing is found or the index is not there.
func TestSearchPage(t *testing.T) {
	here.OnlyWhole(t)
	t.Parallel()
	site := example(t)
	s := seek(t, fileURL(filepath.Join(site, "search.html"))+"?q=strasse+mentee", asShown{"dark", 320})
	s.until(`document.getElementById("pb-find-said").textContent.includes("some of the words")`)
	found := `document.querySelectorAll("#pb-found [role=option]").length`
	for many := range 3 {
		s.until(fmt.Sprintf(`%s === %d`, found, 12+24*many))
		s.run(`document.querySelector(".finding button").click()`)
	}
	s.run(`document.getElementById("pb-find").select()`)
	s.do(chromedp.KeyEvent("xqzzyx"))
	s.until(`document.getElementById("pb-find-said").textContent === "Nothing here holds “xqzzyx”. Fewer or other words may help."`)
	if !evaluate[bool](s.form, `document.getElementById("pb-found").hidden && document.getElementById("pb-find").getAttribute("aria-expanded") === "false"`) {
		t.Error("a list of nothing is shown")
	}

	broken := t.TempDir()
	if err := os.CopyFS(broken, os.DirFS(site)); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(broken, "assets", "search-index.js")); err != nil {
		t.Fatal(err)
	}
	b := seek(t, fileURL(filepath.Join(broken, "index.html")), asShown{"light", 320})
	b.press("/")
	b.until(opened)
	b.do(chromedp.KeyEvent("mentor"))
	b.until(`document.getElementById("pb-find-said").textContent === "The search could not be loaded. Every page is in the list from A to Z."`)
}

// TestWeightOfSearch says what the search of the example weighs, packed: its index, and
// what is loaded before the first letter.
func TestWeightOfSearch(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(example(t), "assets", "*.js"))
	if err != nil {
		t.Fatal(err)
	}
	weights := map[string]int{}
	for _, file := range files {
		body, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if len(body) > 500_000 {
			t.Errorf("%s has %d bytes", file, len(body))
		}
		kind := ""
		for _, k := range []string{"site-", "scheme-", "minisearch-", "finder-"} {
			if strings.HasPrefix(filepath.Base(file), k) {
				kind = strings.TrimSuffix(k, "-")
			}
		}
		switch {
		case bytes.HasPrefix(body, []byte("pairbookPart(")):
			kind = "index"
		case strings.HasPrefix(filepath.Base(file), "search-"):
			kind = "search"
		}
		var packed bytes.Buffer
		z := gzip.NewWriter(&packed)
		_, _ = z.Write(body)
		_ = z.Close()
		weights[kind] += packed.Len()
	}
	t.Logf("gzip: every page %d bytes of script; the search %d + %d + MiniSearch %d when it is opened; the example's index %d", weights["site"]+weights["scheme"], weights["search"], weights["finder"], weights["minisearch"], weights["index"])
	if eager := weights["site"] + weights["scheme"]; eager == 0 || eager > 3<<10+512 || weights["index"] == 0 || weights["index"] > 250_000 {
		t.Errorf("the weights are %v", weights)
	}
}

// TestSearchAfterTheIndexChanged opens a page with a directory that the browser kept of
// an earlier site: its files are gone, and the search asks for the present one.
func TestSearchAfterTheIndexChanged(t *testing.T) {
	here.OnlyWhole(t)
	t.Parallel()
	site := example(t)
	files := http.FileServer(http.Dir(site))
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/assets/search-index.js" || r.URL.RawQuery != "" {
			files.ServeHTTP(w, r)
			return
		}
		directory, err := os.ReadFile(filepath.Join(site, "assets", "search-index.js"))
		if err != nil {
			t.Error(err)
		}
		_, _ = w.Write(bytes.ReplaceAll(directory, []byte(`"search-`), []byte(`"search-gone-`)))
	}))
	t.Cleanup(server.Close)
	s := seek(t, server.URL+"/index.html", asShown{"light", 1280})
	s.run(`window.amiss = ""; addEventListener("error", (e) => { if (e.message) amiss += e.message + "\n"; })`)
	s.press("/")
	s.until(opened)
	s.do(chromedp.KeyEvent("sigrun"))
	s.until(`[...document.querySelectorAll("#pb-found [role=option]")].some((o) => o.textContent.includes("Sigrún"))`)
	if amiss := told(t, s.tab, `amiss`); amiss != "" {
		t.Error(amiss)
	}
}

// TestSearchOnASlowLine types on while what the first letters need is still on its way:
// what is said in the end is what was found.
func TestSearchOnASlowLine(t *testing.T) {
	here.OnlyWhole(t)
	t.Parallel()
	site := example(t)
	directory, err := os.ReadFile(filepath.Join(site, "assets", "search-index.js"))
	if err != nil {
		t.Fatal(err)
	}
	_, slow, _ := strings.Cut(string(directory), `"texts":["`)
	slow, _, _ = strings.Cut(slow, `"`)
	files, arrives := http.FileServer(http.Dir(site)), make(chan bool)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/assets/"+slow {
			<-arrives
		}
		files.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	arrive := sync.OnceFunc(func() { close(arrives) })
	t.Cleanup(arrive)
	s := seek(t, server.URL+"/index.html", asShown{"light", 1280})
	s.press("/")
	s.until(opened)
	person := `document.querySelector("#pb-found [role=option]")?.textContent.includes("Kwabena")`
	s.run(`document.getElementById("pb-find").value = "kwabena"; document.getElementById("pb-find").dispatchEvent(new Event("input"))`)
	s.until(person)
	s.run(`for (const text of ["mentor", "kwabena"]) { document.getElementById("pb-find").value = text; document.getElementById("pb-find").dispatchEvent(new Event("input")); }`)
	s.until(person)
	arrive()
	s.until(`performance.getEntriesByType("resource").some((e) => e.name.endsWith("` + slow + `") && e.responseEnd > 0)`)
	told(t, s.tab, `new Promise((done) => setTimeout(() => requestAnimationFrame(() => done("")), 100))`) // for what waits for the file
	if said := told(t, s.tab, `document.getElementById("pb-find-said").textContent`); !strings.Contains(said, "found") {
		t.Errorf("in the end it says %q", said)
	}
}

// TestSearchIsAccessible asks axe about the search with something found, in both
// schemes and on a phone, and looks for what is cut.
func TestSearchIsAccessible(t *testing.T) {
	t.Parallel()
	engine := axe(t)
	site := example(t)
	for _, page := range []string{"index.html", "search.html"} {
		t.Run(page, func(t *testing.T) {
			t.Parallel()
			s := seek(t, fileURL(filepath.Join(site, page)), asShown{"light", 320})
			s.press("/")
			s.until(`document.activeElement.id === "pb-find"`)
			s.do(chromedp.KeyEvent("mentor"))
			s.until(`document.querySelectorAll("#pb-found [role=option]").length > 5`)
			told(t, s.tab, engine+"\n''")
			for _, width := range []int64{320, 640, 1280} { // 640 is 1280 at 200 %
				show(t, s.tab, asShown{"light", width})
				if got := told(t, s.tab, `[...document.querySelectorAll(".finding, .finding *")].filter((e) => e.getBoundingClientRect().right > innerWidth + 1).map((e) => e.outerHTML.slice(0, 80)).join("\n")`); got != "" {
					t.Errorf("beside the window:\n%s", got)
				}
				for _, scheme := range []string{"light", "dark"} {
					show(t, s.tab, asShown{scheme, width})
					violations(t, s.tab, fmt.Sprintf("%s, %d px", scheme, width))
				}
			}
		})
	}
}

// TestSearchWhereNothingIs asks a host for a page that is not there, in a folder that
// is not there either: it looks as every page does, and its search leads on.
func TestSearchWhereNothingIs(t *testing.T) {
	here.OnlyWhole(t)
	t.Parallel()
	site := example(t, "--base-url", "https://harbour.example/our/mentoring/")
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name, below := strings.CutPrefix(r.URL.Path, "/our/mentoring/")
		if body, err := os.ReadFile(filepath.Join(site, filepath.FromSlash(name))); below && err == nil {
			http.ServeContent(w, r, name, time.Time{}, bytes.NewReader(body))
			return
		}
		body, err := os.ReadFile(filepath.Join(site, "404.html"))
		if err != nil {
			t.Error(err)
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.WriteHeader(http.StatusNotFound)
		_, _ = w.Write(body)
	}))
	t.Cleanup(server.Close)
	s := seek(t, server.URL+"/our/mentoring/people/long/gone.html", asShown{"light", 1280})
	if ground := told(t, s.tab, `getComputedStyle(document.body).backgroundColor`); ground != "rgb(251, 250, 247)" {
		t.Errorf("the page lies on %s", ground)
	}
	s.press("/")
	s.until(`document.activeElement.id === "pb-find"`)
	s.do(chromedp.KeyEvent("sigrun"))
	s.until(`[...document.querySelectorAll("#pb-found [role=option]")].some((o) => o.textContent.includes("Sigrún"))`)
	s.press(kb.Enter)
	s.until(`location.pathname.startsWith("/our/mentoring/people/") && document.querySelector("h1")?.textContent.includes("Sigrún")`)
}
