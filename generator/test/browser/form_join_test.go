package browser

import (
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pairbook/generator/test/here"
)

// TestJoinByMail opens a mail with each of the two files in it, which receive puts where
// the form says that they go.
func TestJoinByMail(t *testing.T) {
	here.OnlyWhole(t)
	t.Parallel()
	root, in := clubs(t), t.TempDir()
	f := openForm(t, clubsSite(t), "join.html")
	f.fill("id", "ada-l")
	f.fill("name", "Ada: O'Neil")
	f.fill("zone", "Europe/London")
	f.run(`HTMLAnchorElement.prototype.click = function () { window.mailed = this.href; }`)
	want := map[string]string{}
	mail := func(n int) {
		t.Helper()
		f.run(`window.mailed = ""; document.getElementById("pb-mail").click()`)
		address, err := url.Parse(evaluate[string](f, `window.mailed`))
		if err != nil || address.Scheme != "mailto" || address.Query().Get("subject") != "ada-l" {
			t.Fatalf("the mail is %q, %v", address, err)
		}
		put(t, in, fmt.Sprint(n, ".eml"), "From: ada@elsewhere.example\r\n\r\n"+address.Query().Get("body"))
		want[evaluate[string](f, `document.getElementById("pb-path").textContent`)] = evaluate[string](f, `document.getElementById("pb-text").textContent`)
	}
	mail(1)
	f.pick("Step 2", "as a mentee")
	f.fill("goal", "Speak up; no, really: do.")
	mail(2)
	if status, stdout, stderr := pairbook(t, "receive", in, "--root", root, "--as-of", today); status != 0 || !strings.Contains(stdout, "2 of 2 records received") {
		t.Fatalf("%d: %s%s", status, stdout, stderr)
	}
	for file, text := range want {
		if got, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(file))); err != nil || string(got) != text {
			t.Errorf("%s: %v\n%s\nand the form showed\n%s", file, err, got, text)
		}
	}
	f.run(`document.getElementById("pb-download").click()`)
	if said := evaluate[string](f, `document.getElementById("pb-said").textContent`); said != "Downloaded as ada-l.md. Send it to whoever coordinates." {
		t.Errorf("the page says %q", said)
	}
}
