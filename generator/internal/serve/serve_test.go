package serve

import (
	"bufio"
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
)

func file(text string) func(io.Writer) error {
	return func(w io.Writer) error { _, err := io.WriteString(w, text); return err }
}

const page = `<html><head><meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self' file:"></head><body>`

func small() Site {
	return Site{Files: map[string]func(io.Writer) error{
		"index.html": file(page + "home"), "people/index.html": file(page + "people"), "404.html": file(page + "missing"),
		"assets/a.js": file("</head>"), "people/all.csv": file("a,b"), "notes.blob": file("?"),
		"broken.html": func(io.Writer) error { return errors.New("the template has a hole") },
	}}
}

func TestWhatIsAnswered(t *testing.T) {
	s := New(&net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 8080})
	s.Show(small())
	for _, c := range []struct {
		ask     string // method, path, and headers after it
		status  int
		kind    string
		holds   string
		without string
	}{
		{"GET /", 200, "text/html; charset=utf-8", "home", ""},
		{"GET /index.html", 200, "text/html; charset=utf-8", `<script src="/.serve/reload.js?build=1" defer></script>`, ""},
		{"GET /index.html", 200, "text/html; charset=utf-8", "default-src 'none'; connect-src 'self'; script-src", ""},
		{"GET /people/", 200, "text/html; charset=utf-8", "people", ""},
		{"GET /people", 302, "text/html; charset=utf-8", "/people/", ""},
		{"GET /people/nobody.html", 404, "text/html; charset=utf-8", "missing", ""},
		{"GET /../../etc/passwd", 404, "text/html; charset=utf-8", "missing", ""},
		{"GET /assets/a.js", 200, "text/javascript; charset=utf-8", "</head>", "script src"},
		{"GET /people/all.csv", 200, "text/csv; charset=utf-8", "a,b", ""},
		{"GET /notes.blob", 200, "application/octet-stream", "?", ""},
		{"GET /broken.html", 500, "text/plain; charset=utf-8", "the template has a hole", ""},
		{"GET /.serve/reload.js", 200, "text/javascript; charset=utf-8", "EventSource", ""},
		{"POST /", 405, "text/plain; charset=utf-8", "nothing else", "home"},
		{"GET / Host=localhost:8080", 200, "text/html; charset=utf-8", "home", ""},
		{"GET / Host=[::1]:8080", 200, "text/html; charset=utf-8", "home", ""},
		{"GET / Host=rebound.example:8080", 403, "text/plain; charset=utf-8", "this machine only", "home"},
		{"GET / Host=127.0.0.1", 403, "text/plain; charset=utf-8", "this machine only", "home"},
		{"GET / Origin=http://127.0.0.1:8080", 200, "text/html; charset=utf-8", "home", ""},
		{"GET / Origin=https://elsewhere.example", 403, "text/plain; charset=utf-8", "this machine only", "home"},
		{"GET / Origin=http://127.0.0.1:3000", 403, "text/plain; charset=utf-8", "this machine only", "home"},
		{"GET /assets/a.js Sec-Fetch-Site=cross-site Sec-Fetch-Mode=no-cors", 403, "text/plain; charset=utf-8", "", "</head>"},
		{"GET /assets/a.js Sec-Fetch-Site=same-site Sec-Fetch-Mode=no-cors", 403, "text/plain; charset=utf-8", "", "</head>"},
		{"GET / Sec-Fetch-Site=cross-site Sec-Fetch-Mode=navigate", 200, "text/html; charset=utf-8", "home", ""},
		{"GET /.serve/events Sec-Fetch-Site=cross-site Sec-Fetch-Mode=cors", 403, "text/plain; charset=utf-8", "", "data:"},
	} {
		words := strings.Fields(c.ask)
		r := httptest.NewRequest(words[0], words[1], nil)
		r.Host = "127.0.0.1:8080"
		for _, header := range words[2:] {
			name, value, _ := strings.Cut(header, "=")
			r.Header.Set(name, value)
			if name == "Host" {
				r.Host = value
			}
		}
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		body := w.Body.String()
		if w.Code != c.status || w.Header().Get("Content-Type") != c.kind || !strings.Contains(body, c.holds) || c.without != "" && strings.Contains(body, c.without) {
			t.Errorf("%s: %d %s %q", c.ask, w.Code, w.Header().Get("Content-Type"), body)
		}
		for name, want := range map[string]string{"Cross-Origin-Resource-Policy": "same-origin", "X-Frame-Options": "DENY", "X-Content-Type-Options": "nosniff", "Cache-Control": "no-store"} {
			if got := w.Header().Get(name); got != want {
				t.Errorf("%s: %s is %q, not %q", c.ask, name, got, want)
			}
		}
	}
}

// TestBeforeTheFirstSiteThereIsNoPage answers while the first build is on its way.
func TestBeforeTheFirstSiteThereIsNoPage(t *testing.T) {
	s := New(&net.UnixAddr{Name: "no-port", Net: "unix"})
	r := httptest.NewRequest(http.MethodGet, "/", nil)
	r.Host = "localhost:80"
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	if w.Code != http.StatusNotFound || !strings.Contains(w.Body.String(), "There is no such page.") {
		t.Errorf("%d %q", w.Code, w.Body.String())
	}
}

// TestAnAnswerSaysHowLongItIs gives the length with the script, and what may be asked.
func TestAnAnswerSaysHowLongItIs(t *testing.T) {
	s := New(&net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 8080})
	s.Show(small())
	ask := func(method string) *httptest.ResponseRecorder {
		r := httptest.NewRequest(method, "/", nil)
		r.Host = "127.0.0.1:8080"
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		return w
	}
	page := ask(http.MethodGet)
	if got, want := page.Header().Get("Content-Length"), strconv.Itoa(page.Body.Len()); got != want {
		t.Errorf("the length is %q, not %q", got, want)
	}
	if got := ask(http.MethodPut).Header().Get("Allow"); got != "GET, HEAD" {
		t.Errorf("what is allowed is %q", got)
	}
	if got := ask(http.MethodHead).Code; got != http.StatusOK {
		t.Errorf("HEAD is answered with %d", got)
	}
}

// TestASiteThatCannotBeBuilt keeps the files of the one before and tells what is
// wrong.
func TestASiteThatCannotBeBuilt(t *testing.T) {
	s := New(&net.TCPAddr{Port: 80})
	s.Show(small())
	s.Show(Site{Problems: "a.md:1:1: error", Broken: true})
	site, build, _ := s.current()
	if len(site.Files) != len(small().Files) || site.Problems == "" || !site.Broken || build != 2 {
		t.Errorf("%d files, build %d, %q", len(site.Files), build, site.Problems)
	}
}

// TestEventsTellOfEachSite listens while sites are shown.
func TestEventsTellOfEachSite(t *testing.T) {
	server := httptest.NewUnstartedServer(nil)
	s := New(server.Listener.Addr())
	server.Config.Handler = s
	server.Start()
	defer server.Close()
	s.Show(small())
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, server.URL+eventsPath, nil)
	if err != nil {
		t.Fatal(err)
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	if got := answer.Header.Get("Content-Type"); got != "text/event-stream" {
		t.Errorf("the events are %q", got)
	}
	lines := bufio.NewScanner(answer.Body)
	next := func() string {
		for lines.Scan() {
			if text, ok := strings.CutPrefix(lines.Text(), "data: "); ok {
				return text
			}
		}
		t.Fatal("the events end", lines.Err())
		return ""
	}
	if got := next(); got != `{"build":1,"problems":"","broken":false}` {
		t.Error(got)
	}
	s.Show(Site{Problems: "a\nb", Broken: true})
	if got := next(); got != `{"build":2,"problems":"a\nb","broken":true}` {
		t.Error(got)
	}
}
