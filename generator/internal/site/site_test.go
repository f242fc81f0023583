package site

import (
	"flag"
	"fmt"
	"net/url"
	"path"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"pairbook/generator/internal/record"
	"pairbook/generator/internal/veil"
	"pairbook/generator/test/mini"
	"pairbook/themes"
)

var update = flag.Bool("update", false, "rewrite the goldens")

func unescape(t *testing.T, way string) string {
	t.Helper()
	plain, err := url.PathUnescape(way)
	if err != nil {
		t.Fatalf("%q: %v", way, err)
	}
	return plain
}

// TestTemplates executes every template of the theme with an empty page, and
// with one in which every field holds something.
func TestTemplates(t *testing.T) {
	theme, err := loadTheme(themes.Default())
	if err != nil {
		t.Fatal(err)
	}
	for name, page := range allPages {
		for _, full := range []bool{false, true} {
			v := reflect.New(reflect.TypeOf(page))
			if full {
				populate(v.Elem(), 0)
			} else {
				emptyParts(v.Elem())
			}
			var b strings.Builder
			if err := theme.render(&b, name, v.Interface()); err != nil {
				t.Errorf("full %t: %v", full, err)
			}
		}
	}
}

// emptyParts gives a page the values that it is about.
func emptyParts(v reflect.Value) {
	for f, field := range v.Fields() {
		if f.Type == reflect.TypeFor[cohortFrame]() {
			emptyParts(field)
		}
		if field.Kind() == reflect.Pointer && f.Name != "Frame" {
			field.Set(reflect.New(field.Type().Elem()))
		}
	}
}

// populate fills every field that can be reached, to a depth at which a
// template has seen all there is.
func populate(v reflect.Value, depth int) {
	if !v.CanSet() && v.Kind() != reflect.Struct || depth > 9 { // the fields of what is embedded can be set
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		for _, field := range v.Fields() {
			populate(field, depth+1)
		}
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		populate(v.Elem(), depth+1)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		for i := range 2 {
			populate(v.Index(i), depth+2)
		}
	case reflect.String:
		v.SetString("0123456789")
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int, reflect.Int32, reflect.Int64:
		v.SetInt(3)
	case reflect.Float64:
		v.SetFloat(0.5)
	}
}

// TestRefusedPage shows why a page of the handbook could not be shown.
func TestRefusedPage(t *testing.T) {
	files := mini.Files(defaults)
	files["content/broken.md"] = &fstest.MapFile{Data: []byte("# Broken\n\xff\xfe\n")}
	repo, _, err := record.Load(files)
	if err != nil {
		t.Fatal(err)
	}
	in := inputOf(repo, files, veil.Public)
	in.Refused = map[string][]string{"content/broken.md": {"the text is no UTF-8"}, "content/index.md": {"a link leads nowhere"}}
	site := render(t, in)
	if !strings.Contains(site["broken.html"], "the text is no UTF-8") {
		t.Error("the page does not say why it was refused")
	}
	if strings.Contains(site["index.html"], "a link leads nowhere") || !strings.Contains(site["index.html"], "All of it is invented") {
		t.Error("a sound text was not shown for its broken link")
	}
}

// TestHandbookWins lets a page of the handbook stand in for one of ours.
func TestHandbookWins(t *testing.T) {
	files := mini.Files(defaults)
	files["content/roles/mentor.md"] = &fstest.MapFile{Data: []byte("# Our mentors\n")}
	files["content/Programs/README.md"] = &fstest.MapFile{Data: []byte("# Our programmes\n")}
	site := render(t, input(t, files, veil.Public))
	if !strings.Contains(site["roles/mentor.html"], "Our mentors") || !strings.Contains(site["programs/index.html"], "Our programmes") {
		t.Error("the handbook's page gave way")
	}
}

// TestNoFoldedTwins reports two files that differ by case alone.
func TestNoFoldedTwins(t *testing.T) {
	b := &builder{outputs: []Output{{Path: "a/B.html"}, {Path: "a/b.html"}}}
	if b.unique() == nil {
		t.Error("two files at one place were let pass")
	}
}

func TestRelative(t *testing.T) {
	for _, c := range [][3]string{
		{"index.html", "roles/mentor.html", "roles/mentor.html"},
		{"roles/mentor.html", "index.html", "../index.html"},
		{"a/b/c.html", "a/d/e.html", "../d/e.html"},
		{"a/b.html", "a/b.html", "b.html"},
		{"a.html", "b:c.html", "./b:c.html"},
		{"a.html", "50% ü?.html", "50%25%20%C3%BC%3F.html"},
		{"a.html", "", ""},
	} {
		if got := relative(c[0], c[1]); got != c[2] {
			t.Errorf("from %s to %s: %s, not %s", c[0], c[1], got, c[2])
		}
	}
}

// TestThemeOfOnesOwn renders with a theme that holds two files, and uses a third in
// a template.
func TestThemeOfOnesOwn(t *testing.T) {
	own := fstest.MapFS{
		"assets/letter.woff2":     {Data: []byte("a font")},
		"assets/logo.svg":         {Data: []byte("<svg/>")},
		"assets/style.css":        {Data: []byte(`@font-face { src: url("letter.woff2") }`)},
		"templates/parts/me.html": {Data: []byte(`{{define "me"}}<img src="{{.To (asset "logo.svg")}}" alt="">{{end}}`)},
		"templates/handbook.html": {Data: []byte(`{{define "main"}}{{template "me" .}}{{end}}`)},
	}
	in := input(t, mini.Files(defaults), veil.Public)
	built, err := Build(veil.Show(in), themes.Over(own), in.Files)
	if err != nil {
		t.Fatal(err)
	}
	site := renderAll(t, built)
	for file, body := range site {
		if path.Ext(file) == ".css" && !regexp.MustCompile(`url\("letter-[0-9a-f]{10}\.woff2"\)`).MatchString(body) {
			t.Errorf("the style sheet names no font of the site: %s", body)
		}
	}
	logo := regexp.MustCompile(`<img src="(assets/logo-[0-9a-f]{10}\.svg)" alt="">`).FindStringSubmatch(site["index.html"])
	if logo == nil || site[logo[1]] != "<svg/>" {
		t.Errorf("the start page has no logo: %s", site["index.html"])
	}
	if !strings.Contains(site["index.html"], "font-src 'self' file:") {
		t.Error("pages may load no font")
	}
}

// TestAPageOfOnesOwn may do without a head and a bar, and has the way from each folder in
// its foot.
func TestAPageOfOnesOwn(t *testing.T) {
	own := fstest.MapFS{"templates/parts/page.html": {Data: []byte(`{{define "page"}}{{with .Frame}}<p>{{.Head}}{{.Bar}}{{.To .Style}}</p>{{block "main" $}}{{end}}{{.Foot}}{{end}}{{end}}` +
		`{{define "navigation"}}{{end}}{{define "contents"}}{{end}}{{define "foot"}}<b>{{.To "index.html"}}</b>{{end}}`)}}
	in := input(t, mini.Files(defaults), veil.Public)
	built, err := Build(veil.Show(in), themes.Over(own), in.Files)
	if err != nil {
		t.Fatal(err)
	}
	site := renderAll(t, built)
	for file, want := range map[string]string{"index.html": "", "cohorts/index.html": "../", "cohorts/spring/index.html": "../../"} {
		if body := site[file]; !strings.HasPrefix(body, "<p>"+want+"assets/style-") || !strings.HasSuffix(body, "<b>"+want+"index.html</b>") {
			t.Errorf("%s: %s", file, body)
		}
	}
}

// TestUnremarked takes comments out of a style sheet where nothing else can change.
func TestUnremarked(t *testing.T) {
	for sheet, want := range map[string]string{
		"/* one */\na {}\n\t/* two\n * lines **/ \nb {}\n":     "a {}\nb {}\n",
		"/* one */ a {} /* two */\n":                           "/* one */ a {} /* two */\n",
		"a/* not\n/* two */\nb {}\n":                           "a/* not\n/* two */\nb {}\n",
		"/*! licence */\n/**/\na {}\n":                         "/*! licence */\na {}\n",
		"a { content: \"\\\"\\\n/* text */\n\" }\n/* out */\n": "a { content: \"\\\"\\\n/* text */\n\" }\n",
		"/* it's */\na {} /* it's */\n/* out */\n":             "a {} /* it's */\n",
		"a {}\n/* never closed\n":                              "a {}\n/* never closed\n",
	} {
		if got := string(unremarked([]byte(sheet))); got != want {
			t.Errorf("%q becomes %q, want %q", sheet, got, want)
		}
	}
}

// TestTryTheme finds what is wrong with templates, each where it is.
func TestTryTheme(t *testing.T) {
	in := input(t, mini.Files(defaults), veil.Public)
	shown := veil.Show(in)
	for _, c := range []struct{ file, text, want string }{
		{"templates/handbook.html", "{{define \"main\"}}\n{{.Nowhere}}{{end}}", "templates/handbook.html:2:"},
		{"templates/handbook.html", "{{define \"main\"}}\n{{if}}{{end}}", "templates/handbook.html:2:"},
		{"templates/handbook.html", "{{define \"main\"}}{{asset \"loga.svg\"}}{{end}}", "templates/handbook.html:1:"},
		{"templates/parts/stretches.html", "{{define \"stretches\"}}\n\n{{.Nowhere}}{{end}}", "templates/parts/stretches.html:3:"},
		{"templates/parts/figure.html", "{{define", "templates/parts/figure.html:1:"},
		{"templates/parts/top.html", "{{define \"bar\"}}\n{{.Nowhere}}{{end}}", "templates/parts/top.html:2:"},
		{"assets/ours.css", "a {}", ""},
	} {
		own := fstest.MapFS{c.file: {Data: []byte(c.text)}}
		var found []string
		for _, fault := range Try(shown, themes.Over(own), in.Files) {
			found = append(found, fmt.Sprintf("%s:%d:%d: %s", fault.File, fault.Line, fault.Column, fault.Message))
		}
		if (c.want == "") != (len(found) == 0) || c.want != "" && !strings.HasPrefix(found[0], c.want) {
			t.Errorf("%s: %q", c.text, found)
		}
	}
}

// TestWithoutAddress writes a feed and a site map that name no address.
func TestWithoutAddress(t *testing.T) {
	site := render(t, input(t, mini.Files("format: 1\ntitle: Mini\n"), veil.Public))
	for _, file := range []string{"feed.xml", "sitemap.xml"} {
		if err := wellFormed(site[file]); err != nil || strings.Contains(site[file], ">https://") {
			t.Errorf("%s: %v\n%s", file, err, site[file])
		}
	}
	for file, body := range site {
		if strings.Contains(body, "/new/") {
			t.Errorf("%s leads to a form of the repository, and there is none", file)
		}
	}
	if site["robots.txt"] == "" {
		t.Error("search engines are let in")
	}
	public := render(t, input(t, mini.Files(strings.Replace(everything, "matching: true", "matching: true, network: true", 1)), veil.Public))
	if public["robots.txt"] != "" {
		t.Error("search engines are kept out of a public programme")
	}
	for file, body := range public {
		if strings.HasSuffix(file, ".html") && strings.Contains(body, `content="noindex"`) {
			t.Errorf("search engines are kept out of %s of a public programme", file)
		}
		if body := site[file]; strings.HasSuffix(file, ".html") && body != "" && !strings.Contains(body, `content="noindex"`) {
			t.Errorf("search engines may list %s", file)
		}
	}
}
