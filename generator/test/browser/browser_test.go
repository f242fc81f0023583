// Package browser opens the sites that the program builds in a browser: it
// follows their links, looks at them in windows of several widths, fills in
// their forms and asks what keeps people out of them.
package browser

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/rogpeppe/go-internal/txtar"

	"pairbook/generator/internal/command"
	"pairbook/generator/test/here"
)

// stage is what the tests share: a folder, one browser of which
// each test has tabs of its own, and the sites that several tests look at.
type stage struct {
	dir     string
	browser func() (context.Context, error)

	building sync.Mutex
	built    map[string]string // the arguments of build → the site
}

var shared = &stage{built: map[string]string{}}

func TestMain(m *testing.M) { os.Exit(shared.run(m)) }

func (s *stage) run(m *testing.M) int {
	dir, err := os.MkdirTemp("", "pairbook-browser-")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(dir)
	s.dir = dir
	life, end := context.WithCancel(context.Background())
	options := append(slices.Clone(chromedp.DefaultExecAllocatorOptions[:]),
		chromedp.ExecPath(chromium()), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.UserDataDir(filepath.Join(dir, "profile")),
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-dev-shm-usage", true),
		chromedp.Flag("renderer-process-limit", "2"), chromedp.Flag("in-process-gpu", true)) // a process a tab costs more than the pages
	allocator, _ := chromedp.NewExecAllocator(life, options...)
	s.browser = sync.OnceValues(func() (context.Context, error) {
		first, _ := chromedp.NewContext(allocator)
		if err := chromedp.Do(first); err != nil {
			return nil, fmt.Errorf("start %s: %w", chromium(), err)
		}
		return first, nil
	})
	defer func() {
		end()
		chromedp.FromContext(allocator).Allocator.Wait()
	}()
	// A test waits for the browser most of the time. Who says -parallel is obeyed.
	if err := flag.Set("test.parallel", strconv.Itoa(2*runtime.GOMAXPROCS(0))); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return m.Run()
}

// chromium is the browser's path, or nothing. The one without windows opens a page
// in less than half the time.
func chromium() string {
	for _, name := range []string{"chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	return ""
}

// tab opens a tab, or skips the test where there is no browser. What pages keep on
// the device they keep for all tabs; a test that looks at it takes a device.
func tab(t *testing.T) context.Context {
	t.Helper()
	return newTab(t)
}

// device opens a tab that shares nothing with those of other tests.
func device(t *testing.T) context.Context {
	t.Helper()
	return newTab(t, chromedp.WithNewBrowserContext())
}

func newTab(t *testing.T, options ...chromedp.ContextOption) context.Context {
	t.Helper()
	if chromium() == "" {
		here.Lacks(t, "PAIRBOOK_NEED_BROWSER", "there is no chromium: the site was not opened in a browser (install chromium to run this test)")
	}
	browser, err := shared.browser()
	if err != nil {
		t.Fatal(err)
	}
	own, cancel := chromedp.NewContext(browser, options...)
	t.Cleanup(cancel)
	if err := chromedp.Do(own); err != nil {
		t.Fatalf("open a tab: %v", err)
	}
	return own
}

// pairbook runs the command line.
func pairbook(t *testing.T, args ...string) (status int, stdout, stderr string) {
	t.Helper()
	var out, said bytes.Buffer
	status = command.Run(t.Context(), args, strings.NewReader(""), &out, &said, time.Now())
	return status, out.String(), said.String()
}

// today is the day on which the example's records stop, and that of the clock of
// every page with a form.
const today = "2026-11-20"

// siteOf builds a programme's site, once for all tests that look at it and
// leave it as it is.
func siteOf(t *testing.T, root string, more ...string) string {
	t.Helper()
	s := shared
	s.building.Lock()
	defer s.building.Unlock()
	key := strings.Join(append([]string{root}, more...), "\n")
	if site := s.built[key]; site != "" {
		return site
	}
	site := filepath.Join(s.dir, fmt.Sprintf("site-%d", len(s.built)))
	args := slices.Concat([]string{"build", "--root", root, "--as-of", today, "--out", site}, more)
	if status, stdout, stderr := pairbook(t, args...); status != 0 {
		t.Fatalf("%s does not build: exit status %d\n%s%s", root, status, stdout, stderr)
	}
	s.built[key] = site
	return site
}

// example is the site of the example programme.
func example(t *testing.T, more ...string) string {
	t.Helper()
	return siteOf(t, here.Example(t), more...)
}

// clubs is a small programme with all that its forms can offer: a pair, a pair
// with actions that are open, a circle, and a cohort to join.
func clubs(t *testing.T, changes ...func(root string)) string {
	t.Helper()
	archive, err := txtar.ParseFile("testdata/clubs.txtar")
	if err != nil {
		t.Fatal(err)
	}
	root := t.TempDir()
	for _, f := range archive.Files {
		put(t, root, f.Name, string(f.Data))
	}
	for _, change := range changes {
		change(root)
	}
	return root
}

// clubsSite is the site of the small programme as it is.
func clubsSite(t *testing.T) string {
	t.Helper()
	root := filepath.Join(shared.dir, "clubs")
	shared.building.Lock()
	if _, err := os.Stat(root); err != nil {
		if err := os.CopyFS(root, os.DirFS(clubs(t))); err != nil {
			t.Fatal(err)
		}
	}
	shared.building.Unlock()
	return siteOf(t, root)
}
