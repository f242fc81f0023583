package command

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"pairbook/generator/internal/starter"
)

// TestVerifyAnAddress compares a site that a server shows, in a folder of its own and
// with a redirect for each index.html.
func TestVerifyAnAddress(t *testing.T) {
	root := t.TempDir()
	files, err := starter.Files()
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		name := filepath.Join(root, filepath.FromSlash(f.Path))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		writeText(t, name, string(f.Data))
	}
	run := func(args ...string) (int, string) {
		var out, errs bytes.Buffer
		status := Run(t.Context(), append(args, "--root", root), strings.NewReader(""), &out, &errs, time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC))
		return status, out.String() + errs.String()
	}
	if status, said := run("build"); status != 0 {
		t.Fatal(said)
	}
	site := http.StripPrefix("/a b/", http.FileServer(http.Dir(filepath.Join(root, "public"))))
	broken := ""
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if broken != "" && strings.HasSuffix(r.URL.Path, broken) {
			w.WriteHeader(http.StatusBadGateway)
			return
		}
		site.ServeHTTP(w, r)
	}))
	defer server.Close()
	for _, address := range []string{server.URL + "/a%20b", server.URL + "/a%20b/"} {
		if status, said := run("verify", address); status != 0 || !strings.HasPrefix(said, "Identical to what the files here give on 2026-11-20: ") {
			t.Errorf("%s: status %d: %s", address, status, said)
		}
	}
	writeText(t, filepath.Join(root, "public", "robots.txt"), "x")
	if status, said := run("verify", server.URL+"/a b"); status != 1 || !strings.HasPrefix(said, "robots.txt has other bytes\n") {
		t.Errorf("status %d: %s", status, said)
	}
	broken = "robots.txt"
	if status, said := run("verify", server.URL+"/a b"); status != 3 || !strings.Contains(said, "502 Bad Gateway") {
		t.Errorf("status %d: %s", status, said)
	}
}
