// Package serve shows a site in a browser while somebody works on it. The pages
// that are open load themselves again when the site is replaced, and say what is
// wrong with it.
//
// A site can hold what is private, so that a Server answers only to this machine
// and to pages of its own: a request under another name of the host, or sent by a
// page from elsewhere, is refused.
package serve

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// Site is a site as it was built.
type Site struct {
	Files    map[string]func(io.Writer) error // by path from the site's root; each writes the same bytes however often it is called
	Problems string                           // what is wrong, as a terminal shows it; "" when nothing is
	Broken   bool                             // there are errors, and not only warnings
}

// Server is the handler that shows a site. Its zero value is of no use; see New.
type Server struct {
	hosts []string

	mu       sync.Mutex
	site     Site
	build    int           // counts the sites that were shown
	replaced chan struct{} // closed when the next site is there
}

// New returns a server without a site for the address that it is reached at.
func New(address net.Addr) *Server {
	_, port, err := net.SplitHostPort(address.String())
	if err != nil {
		port = "80"
	}
	s := &Server{replaced: make(chan struct{})}
	for _, name := range []string{"127.0.0.1", "::1", "localhost"} {
		s.hosts = append(s.hosts, net.JoinHostPort(name, port))
	}
	return s
}

// Show replaces the site. A site without files keeps those of the one before, so
// that what could not be built leaves something to look at.
func (s *Server) Show(site Site) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if site.Files == nil {
		site.Files = s.site.Files
	}
	s.site = site
	s.build++
	close(s.replaced)
	s.replaced = make(chan struct{})
}

func (s *Server) current() (site Site, build int, replaced <-chan struct{}) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.site, s.build, s.replaced
}

// The server's own paths lie in a folder that no site has: names that begin with a
// dot are not published.
const (
	scriptPath = "/.serve/reload.js"
	eventsPath = "/.serve/events"
)

//go:embed reload.js
var script []byte

func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	header := w.Header()
	header.Set("Cache-Control", "no-store")
	header.Set("Cross-Origin-Resource-Policy", "same-origin")
	header.Set("X-Content-Type-Options", "nosniff")
	header.Set("X-Frame-Options", "DENY")
	switch {
	case !s.ours(r):
		http.Error(w, "this site is shown on this machine only, to its own pages", http.StatusForbidden)
	case r.Method != http.MethodGet && r.Method != http.MethodHead:
		header.Set("Allow", "GET, HEAD")
		http.Error(w, "pages can be read here, and nothing else", http.StatusMethodNotAllowed)
	case r.URL.Path == scriptPath:
		header.Set("Content-Type", contentType(scriptPath))
		w.Write(script)
	case r.URL.Path == eventsPath:
		s.events(w, r)
	default:
		s.page(w, r)
	}
}

// ours reports whether a request comes from this machine's browser and from a
// page of this server, or from nobody's page. A name that leads here from
// elsewhere, and a page from elsewhere that loads our files, are not ours.
func (s *Server) ours(r *http.Request) bool {
	if !slices.Contains(s.hosts, r.Host) {
		return false
	}
	if origin := r.Header.Get("Origin"); origin != "" && origin != "http://"+r.Host {
		return false
	}
	switch r.Header.Get("Sec-Fetch-Site") {
	case "", "same-origin", "none":
		return true
	}
	return r.Header.Get("Sec-Fetch-Mode") == "navigate" // somebody followed a link
}

// page answers with a file of the site, or with its page for what is missing.
func (s *Server) page(w http.ResponseWriter, r *http.Request) {
	site, build, _ := s.current()
	name := strings.TrimPrefix(path.Clean("/"+r.URL.Path), "/")
	if name == "" || strings.HasSuffix(r.URL.Path, "/") {
		name = path.Join(name, "index.html")
	}
	status := http.StatusOK
	render, there := site.Files[name]
	if !there {
		if _, folder := site.Files[name+"/index.html"]; folder {
			http.Redirect(w, r, "/"+name+"/", http.StatusFound)
			return
		}
		name, status = "404.html", http.StatusNotFound
		render = site.Files[name]
	}
	if render == nil {
		render = nothing
	}
	var body bytes.Buffer
	if err := render(&body); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	text := body.Bytes()
	if strings.HasSuffix(name, ".html") {
		text = live(text, build)
	}
	w.Header().Set("Content-Type", contentType(name))
	w.Header().Set("Content-Length", strconv.Itoa(len(text)))
	w.WriteHeader(status)
	w.Write(text)
}

// nothing is the page of a site that has none yet, or none for what is missing.
func nothing(w io.Writer) error {
	_, err := io.WriteString(w, "<!doctype html><html lang=\"en-GB\"><head><title>Not here</title></head><body><p>There is no such page.</p></body></html>\n")
	return err
}

// live adds the script that waits for the next site, and lets it ask this server.
func live(page []byte, build int) []byte {
	page = bytes.Replace(page, []byte("default-src 'none'; "), []byte("default-src 'none'; connect-src 'self'; "), 1)
	tag := fmt.Sprintf("<script src=\"%s?build=%d\" defer></script>\n</head>", scriptPath, build)
	return bytes.Replace(page, []byte("</head>"), []byte(tag), 1)
}

// news is an event: which site is there, and what is wrong with it.
type news struct {
	Build    int    `json:"build"`
	Problems string `json:"problems"`
	Broken   bool   `json:"broken"`
}

// events tells of the site that is there and of each that follows, until the
// page is left or the server stops.
func (s *Server) events(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/event-stream")
	stream := http.NewResponseController(w)
	for {
		site, build, replaced := s.current()
		data, err := json.Marshal(news{build, site.Problems, site.Broken})
		if err != nil {
			return
		}
		if _, err := fmt.Fprintf(w, "data: %s\n\n", data); err != nil {
			return
		}
		if err := stream.Flush(); err != nil {
			return
		}
		select {
		case <-replaced:
		case <-r.Context().Done():
			return
		}
	}
}

// contentType is the type of a file by its name. The machine's own table is not
// asked, so that a site is shown alike everywhere.
func contentType(name string) string {
	switch path.Ext(name) {
	case ".html":
		return "text/html; charset=utf-8"
	case ".css":
		return "text/css; charset=utf-8"
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".json", ".webmanifest":
		return "application/json"
	case ".xml":
		return "application/xml"
	case ".csv":
		return "text/csv; charset=utf-8"
	case ".ics":
		return "text/calendar; charset=utf-8"
	case ".txt", ".md", ".yaml", ".yml":
		return "text/plain; charset=utf-8"
	case ".svg":
		return "image/svg+xml"
	case ".png":
		return "image/png"
	case ".jpg", ".jpeg":
		return "image/jpeg"
	case ".gif":
		return "image/gif"
	case ".webp":
		return "image/webp"
	case ".avif":
		return "image/avif"
	case ".ico":
		return "image/x-icon"
	case ".woff2":
		return "font/woff2"
	case ".pdf":
		return "application/pdf"
	}
	return "application/octet-stream"
}
