package browser

import (
	"bufio"
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"pairbook/generator/internal/command"
	"pairbook/generator/test/here"
)

// TestServeReloads changes a page of the example while it is open, and says how
// long it takes from saving until the page is there anew. Then it breaks the page:
// what is wrong is written over it.
func TestServeReloads(t *testing.T) {
	here.OnlyWhole(t)
	t.Parallel()
	root := filepath.Join(t.TempDir(), "programme")
	for _, folder := range []string{"program", "content", "themes"} {
		if err := os.CopyFS(filepath.Join(root, folder), os.DirFS(filepath.Join(here.Example(t), folder))); err != nil {
			t.Fatal(err)
		}
	}
	browser := tab(t)
	ctx, interrupt := context.WithCancel(t.Context())
	out, told := io.Pipe()
	ended := make(chan int, 1)
	go func() {
		ended <- command.Run(ctx, []string{"serve", "--root", root, "--port", "0", "--as-of", today}, strings.NewReader(""), told, io.Discard, time.Now())
		told.Close()
	}()
	lines := bufio.NewScanner(out)
	if !lines.Scan() {
		t.Fatalf("serve ends with %d", <-ended)
	}
	address, _, _ := strings.Cut(lines.Text(), " ")
	go func() { _, _ = io.Copy(io.Discard, out) }()
	if err := chromedp.Do(browser, chromedp.Navigate(address+"meeting/logging.html")); err != nil {
		t.Fatal(err)
	}
	page := filepath.Join(root, "content", "meeting", "logging.md")
	before, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	change := func(text, seen string) time.Duration {
		t.Helper()
		if err := os.WriteFile(page, []byte(string(before)+text), 0o666); err != nil {
			t.Fatal(err)
		}
		saved := time.Now()
		for shown := false; !shown; { // a page that is being left answers with an error
			shown, _ = chromedp.Run(browser, chromedp.Evaluate[bool](`new Promise((done) => {
				const look = () => document.readyState === "complete" && document.body.innerText.includes(`+seen+`) ? done(true) : setTimeout(look, 10);
				look();
			})`, chromedp.EvalAwaitPromise))
			if err := browser.Err(); err != nil {
				t.Fatal(err)
			}
		}
		return time.Since(saved)
	}
	t.Logf("from saving a page of the example to the page: %d ms", change("\nA sentence of today.\n", `"A sentence of today."`).Milliseconds())
	change("\n[Away](of-another-time.md)\n", `"there is no content/meeting/of-another-time.md"`)
	interrupt()
	if status := <-ended; status != 0 {
		t.Errorf("serve ends with %d", status)
	}
}
