package browser

import (
	"context"
	"path/filepath"
	"regexp"
	"strconv"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"pairbook/generator/test/here"
)

// sheet is what a PDF says of each page, and nothing else.
var sheet = regexp.MustCompile(`/Type /Page\b[^s]`)

// printed prints a page as the browser does without anybody's choices, and returns
// the PDF.
func printed(t *testing.T, file string) []byte {
	t.Helper()
	own, byStyle := tab(t), true
	var pdf []byte
	err := chromedp.Do(own, chromedp.Navigate(fileURL(file)), chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		result, err := cdp.Call(ctx, target, page.PrintToPDF, page.PrintToPDFParams{PreferCSSPageSize: &byStyle})
		pdf = result.Data
		return err
	}))
	if err != nil {
		t.Fatal(err)
	}
	return pdf
}

// TestSheets counts the sheets that pages of the example take up on paper.
func TestSheets(t *testing.T) {
	here.OnlyWhole(t)
	for _, p := range few(2, []struct {
		name, file string
		most       int
	}{
		{"a cohort", filepath.Join(example(t), "cohorts", "2026-autumn", "index.html"), 6},
		{"a cohort for coordinators", filepath.Join(example(t, "--audience", "coordinators"), "cohorts", "2026-autumn", "index.html"), 6},
		{"the network", filepath.Join(example(t, "--audience", "coordinators"), "network.html"), 9},
		{"a pairing", filepath.Join(example(t), "cohorts", "2026-autumn", "pairings", "dunlin.html"), 3},
	}) {
		n := len(sheet.FindAll(printed(t, p.file), -1))
		t.Logf("%s: %d sheets", p.name, n)
		if n == 0 || n > p.most {
			t.Errorf("%s takes %d sheets, and is to take at most %d", p.name, n, p.most)
		}
	}
}

// TestOneView measures a cohort in a wide window, where its page is one view.
func TestOneView(t *testing.T) {
	here.OnlyWhole(t)
	own := tab(t)
	for _, audience := range []string{"public", "coordinators"} {
		open(t, own, filepath.Join(example(t, "--audience", audience), "cohorts", "2026-autumn", "index.html"), asShown{"light", 1280})
		height, err := strconv.Atoi(told(t, own, `String(document.documentElement.scrollHeight)`))
		t.Logf("%s: %d px", audience, height)
		if err != nil || height < 900 || height > 2800 {
			t.Errorf("%s: a cohort is %d px high, %v", audience, height, err)
		}
	}
}

// TestCertificateSheet prints a certificate on one sheet that lies on its side.
func TestCertificateSheet(t *testing.T) {
	here.OnlyWhole(t)
	dir := t.TempDir()
	if status, _, stderr := pairbook(t, "report", "certificates", "2026-spring", "--root", here.Example(t), "--as-of", today, "--out", dir); status != 0 {
		t.Fatal(stderr)
	}
	files, err := filepath.Glob(filepath.Join(dir, "*.html"))
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	pdf := printed(t, files[0])
	wide := regexp.MustCompile(`/MediaBox \[0 0 84[12]`)
	if n := len(sheet.FindAll(pdf, -1)); n != 1 || !wide.Match(pdf) {
		t.Errorf("a certificate takes %d sheets: %s", n, regexp.MustCompile(`/MediaBox[^\]]*`).Find(pdf))
	}
}
