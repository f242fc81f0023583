package site

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"golang.org/x/net/html"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/veil"
	"pairbook/generator/internal/when"
	"pairbook/generator/test/here"
	"pairbook/generator/test/mini"
	"pairbook/themes"
)

// TestMain draws few programmes for what takes long, such as comparing two sites.
func TestMain(m *testing.M) { os.Exit(here.Draws(m, 25, 100)) }

const defaults, everything = mini.Defaults, mini.Everything

var miniDay = mini.Day

// input loads a repository; its records must be sound.
func input(t *testing.T, files fs.FS, audience veil.Audience) veil.Input {
	t.Helper()
	return inputOf(mini.Load(t, files), files, audience)
}

// defaultTheme is read once for all tests: to read a theme takes as long as to
// build a small site.
var defaultTheme = sync.OnceValues(func() (*theme, error) { return loadTheme(themes.Default()) })

func inputOf(repo *record.Repository, files fs.FS, audience veil.Audience) veil.Input {
	return veil.Input{Repo: repo, AsOf: miniDay, Audience: audience,
		Revision: "0123456789abcdef0123456789abcdef01234567", Files: files}
}

// outputs builds a site with the default theme.
func outputs(t interface{ Fatal(...any) }, in veil.Input) []Output {
	theme, err := defaultTheme()
	if err != nil {
		t.Fatal(err)
	}
	all, err := build(veil.Show(in), theme, in.Files, mostOnPage)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// render builds a site and renders every file of it, or only those that are
// asked for. A file that is not in the site is not in the map.
func render(t *testing.T, in veil.Input, only ...string) map[string]string {
	t.Helper()
	return renderAll(t, outputs(t, in), only...)
}

func renderAll(t *testing.T, outputs []Output, only ...string) map[string]string {
	t.Helper()
	site := map[string]string{}
	before := ""
	for _, o := range outputs {
		if before >= o.Path {
			t.Errorf("%s comes after %s", o.Path, before)
		}
		before = o.Path
		if len(only) > 0 && !slices.Contains(only, o.Path) {
			continue
		}
		var b bytes.Buffer
		if err := o.Render(&b); err != nil {
			t.Fatalf("render %s: %v", o.Path, err)
		}
		site[o.Path] = b.String()
	}
	return site
}

func isPage(file string) bool { return path.Ext(file) == ".html" }

// nodes parses a page as browsers without script do and gives every node of it, in order.
func nodes(t *testing.T, page string) []*html.Node {
	t.Helper()
	root, err := html.ParseWithOptions(strings.NewReader(page), html.ParseOptionEnableScripting(false))
	if err != nil {
		t.Fatal(err)
	}
	var all []*html.Node
	for n := range root.Descendants() {
		all = append(all, n)
	}
	return all
}

func attribute(n *html.Node, name string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val, true
		}
	}
	return "", false
}

// example is the repository's own programme; where another one lies there, the
// test is skipped.
func example(t *testing.T, audience veil.Audience) veil.Input {
	t.Helper()
	files := os.DirFS(here.Example(t))
	repo, _, err := record.Load(files)
	if err != nil {
		t.Fatal(err)
	}
	in := inputOf(repo, files, audience)
	in.AsOf = when.Day(2026, 11, 20)
	return in
}

// audiences are the sites that each promise about all pages is tested on.
var audiences = map[string]func(t *testing.T) veil.Input{
	"mini by default":       func(t *testing.T) veil.Input { return input(t, mini.Files(defaults), veil.Public) },
	"mini, all published":   func(t *testing.T) veil.Input { return input(t, mini.Files(everything), veil.Public) },
	"mini for coordinators": func(t *testing.T) veil.Input { return input(t, mini.Files(defaults), veil.Coordinators) },
	"nothing but a title": func(t *testing.T) veil.Input {
		return input(t, fstest.MapFS{record.SitePath: {Data: []byte("format: 1\ntitle: New\n")}}, veil.Public)
	},
	"the example":          func(t *testing.T) veil.Input { return example(t, veil.Public) },
	"for its coordinators": func(t *testing.T) veil.Input { return example(t, veil.Coordinators) },
}

func describe(n *html.Node) string {
	var b strings.Builder
	fmt.Fprintf(&b, "<%s", n.Data)
	for _, a := range n.Attr {
		fmt.Fprintf(&b, " %s=%q", a.Key, a.Val)
	}
	return b.String() + ">"
}
