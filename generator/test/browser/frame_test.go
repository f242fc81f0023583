package browser

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// holder is the page that holds another in a frame, below the folder of the site.
const holder = "a-test-holds-this.html"

// inAFrame serves a site below a folder, by no other names than its files have, as it
// is on the disk, and opens a page that holds pages of it in a frame. A frame takes
// another width without drawing anything, which costs half as much as a window.
func inAFrame(t *testing.T, site string) *visitor {
	t.Helper()
	const below = "/our/mentoring/"
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name, ok := strings.CutPrefix(r.URL.Path, below)
		body := []byte(`<!doctype html><html lang="en"><title>A frame</title><iframe title="A page" style="position: absolute; top: 9000px; height: 900px; border: 0"></iframe>`)
		if name != holder {
			var err error
			body, err = os.ReadFile(filepath.Join(site, filepath.FromSlash(name)))
			ok = ok && err == nil
		}
		if !ok {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Cache-Control", "max-age=3600") // the theme is read once, not with every page
		http.ServeContent(w, r, name, time.Time{}, bytes.NewReader(body))
	}))
	t.Cleanup(server.Close)
	v := newVisitor(t, server.URL+below)
	if err := chromedp.Do(v.tab, chromedp.Navigate(v.base+holder)); err != nil {
		t.Fatal(err)
	}
	v.open = v.hold
	return v
}

// hold opens an address in the frame, and looks at it in windows of each width.
func (v *visitor) hold(address string) (seen, error) {
	return chromedp.Run(v.tab, chromedp.Evaluate[seen](`(async (address, widths) => {
		const frame = document.querySelector("iframe");
		frame.style.width = widths[0] + "px";
		const loaded = new Promise((done) => frame.addEventListener("load", done, { once: true }));
		frame.contentWindow.location.replace(address);
		await loaded;
		const page = frame.contentDocument;
		await page.fonts.ready;
		const got = `+collect+`(page);
		for (const width of widths) {
			frame.style.width = width + "px";
			got.amiss.push(...`+geometry+`(page).map((words) => "at " + width + " pixels: " + words));
		}
		return got;
	})(`+script(address)+`, `+script(widths)+`)`, chromedp.EvalAwaitPromise))
}
