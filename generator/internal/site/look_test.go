package site

import (
	"bytes"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"pairbook/generator/internal/veil"
	"pairbook/generator/test/mini"
	"pairbook/themes"
)

const withLook = defaults + `look:
  logo: images/sail.svg
  favicon: images/sail.png
  accent: "#B00020"
  footer: ["Miniature & co. [Meeting](meeting/README.md#meeting)", "[Hello](attention.html), [away](https://mini.example)"]
`

// square is a PNG of 180 by 180, as far as its size goes.
const square = "\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR\x00\x00\x00\xb4\x00\x00\x00\xb4"

func filesWithLook(site string) fstest.MapFS {
	files := mini.Files(site)
	files["content/images/sail.svg"] = &fstest.MapFile{Data: []byte(`<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"/>`)}
	files["content/images/sail.png"] = &fstest.MapFile{Data: []byte(square)}
	return files
}

// TestLook gives the site a logo, an icon, a colour and a footer: they are on each page
// with the ways from there, and the colour is in the one style sheet.
func TestLook(t *testing.T) {
	in := input(t, filesWithLook(withLook), veil.Public)
	all, err := Build(veil.Show(in), themes.Default(), in.Files)
	if err != nil {
		t.Fatal(err)
	}
	site := renderAll(t, all)
	for page, wants := range map[string][]string{
		"meeting/index.html": {
			`<a class="home" href="../index.html"><img src="../images/sail.svg" alt="" width="40" height="20">`,
			`<link rel="icon" href="../images/sail.png">`, `<link rel="apple-touch-icon" href="../images/sail.png">`,
			`<p>Miniature &amp; co. <a href="index.html#meeting">Meeting</a></p>`, `<p>Hello, <a href="https://mini.example">away</a></p>`,
			`<meta property="og:url" content="https://mini.example.org/handbook/meeting/">`,
		},
		"404.html": {`<img src="/handbook/images/sail.svg" alt="" width="40" height="20">`},
	} {
		for _, want := range wants {
			if !strings.Contains(site[page], want) {
				t.Errorf("%s has no %s:\n%s", page, want, site[page])
			}
		}
	}
	styles := 0
	for file, body := range site {
		if strings.HasSuffix(file, ".css") {
			styles++
			if !strings.Contains(body, ":root { --link: light-dark(#B00020, ") || !strings.Contains(site["index.html"], file) {
				t.Errorf("%s does not have the colour, or no page names it", file)
			}
		}
	}
	if styles != 1 {
		t.Errorf("%d style sheets", styles)
	}
}

// TestNoLook leaves the theme's own where a site has nothing of its own.
func TestNoLook(t *testing.T) {
	page := render(t, input(t, mini.Files(defaults), veil.Public), "index.html")["index.html"]
	if strings.Contains(page, "apple-touch-icon") || !regexp.MustCompile(`rel="icon" href="assets/icon-[0-9a-f]{10}\.svg"`).MatchString(page) {
		t.Errorf("the icon is not the theme's:\n%s", page)
	}
}

// TestCertificateHasTheLogo reads it from the page itself, which lies elsewhere.
func TestCertificateHasTheLogo(t *testing.T) {
	files := filesWithLook(withLook)
	files["program/cohorts/spring/pairings/lapwing/pairing.yaml"] = &fstest.MapFile{Data: []byte("mentors: [idada]\nmentees: [idbob]\nstate: completed\nstarted: 2026-03-02\nended: 2026-03-20\n")}
	in := input(t, files, veil.Public)
	certificates, err := Certificates(veil.Certificates(in, "spring"), themes.Default(), in.Files)
	if err != nil || len(certificates) == 0 {
		t.Fatal(certificates, err)
	}
	var b bytes.Buffer
	if err := certificates[0].Render(&b); err != nil {
		t.Fatal(err)
	}
	if want := `<img src="data:image/svg&#43;xml;base64,PHN2ZyB4bWxucz0i`; !strings.Contains(b.String(), want) || !strings.Contains(b.String(), "img-src data:") {
		t.Errorf("there is no %s in\n%s", want, b.String())
	}
}
