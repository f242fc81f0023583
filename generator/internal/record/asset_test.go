package record

import (
	"io/fs"
	"path"
	"strings"
	"testing"
	"testing/fstest"
)

// TestInert tries drawings.
func TestInert(t *testing.T) {
	for drawing, want := range map[string]bool{
		`<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/><use href="#a"/></svg>`: true,
		`<svg><script>x</script></svg>`:                                 false,
		`<svg onload="x"/>`:                                             false,
		`<svg><a href="javascript:x"/></svg>`:                           false,
		`<svg><a xlink:href="https://evil.example"/></svg>`:             false,
		`<svg><foreignObject/></svg>`:                                   false,
		`<svg><animate attributeName="href" to="javascript:x"/></svg>`:  false,
		`<!DOCTYPE svg [<!ENTITY x "y">]><svg>&x;</svg>`:                false,
		`<?xml-stylesheet href="x.css"?><svg/>`:                         false,
		`<svg><SCRIPT/></svg>`:                                          false,
		`<svg`:                                                          false,
		`<?xml version="1.0"?><svg/>`:                                   true,
		`<svg><image href="data:image/png;base64,iVBORw0KGgo="/></svg>`: true,
		`<svg><image href="data:image/svg+xml,x"/></svg>`:               false,
		`<svg><image src="a.png"/></svg>`:                               false,
		`<svg><a HREF="#b"/></svg>`:                                     true,
		`<svg><style>a{}</style></svg>`:                                 false,
		`<svg><set attributeName="x"/></svg>`:                           false,
		`<svg><listener/></svg>`:                                        false,
		`<svg/><script/>`:                                               false,
		`<svg><path fill="url(#a)" style="filter: url( '#b' ); transform: rotate(4deg)"/></svg>`:                                true,
		`<svg xmlns:i="http://www.inkscape.org/namespaces/inkscape" i:export-filename="C:\a.png" font-family="A, 'B'"/>`:        true,
		`<svg style="background: url(https://evil.example/a.png)"/>`:                                                            false,
		`<svg><path mask="URL( 'https://evil.example/a.svg#b')"/></svg>`:                                                        false,
		`<svg style="background: image-set('https://evil.example/a.png' 1x)"/>`:                                                 false,
		`<svg style="background: u\72l(https://evil.example/a.png)"/>`:                                                          false,
		`<svg><img xmlns="http://www.w3.org/1999/xhtml" srcset="https://evil.example/a.png"/></svg>`:                            false,
		`<svg xmlns:h="http://www.w3.org/1999/xhtml"><h:meta http-equiv="refresh" content="0;url=https://evil.example"/></svg>`: false,
	} {
		if inert([]byte(drawing)) != want {
			t.Errorf("%s is inert: %t", drawing, !want)
		}
	}
}

// TestWhatTheSiteCarries tells the files that the site always has from those that it has once a
// page links to them, and says of the others why it does not, and what helps.
func TestWhatTheSiteCarries(t *testing.T) {
	const never = "is of a kind that the site does not carry"
	for _, x := range []struct {
		asset                   Asset
		kind, unlinked, picture bool
		why, hint               string
	}{
		{asset: Asset{Path: "content/a.PNG"}, kind: true, unlinked: true, picture: true},
		{asset: Asset{Path: "content/a.svg"}, kind: true, unlinked: true, picture: true},
		{asset: Asset{Path: "content/a.Pdf"}, kind: true, unlinked: true},
		{asset: Asset{Path: "content/a.xlsx"}, kind: true, unlinked: true},
		{asset: Asset{Path: "content/a.TXT"}, kind: true},
		{asset: Asset{Path: "content/a.srt"}, kind: true},
		{
			asset: Asset{Path: "content/a.svg", Alive: true}, kind: true,
			why: "is a drawing with a script, a style or an address in it, or is no drawing", hint: "export it again as plain SVG, or as .png",
		},
		{asset: Asset{Path: "content/b/tips.MDX"}, why: "is no page, because its name does not end in .md", hint: "call it tips.md"},
		{asset: Asset{Path: "content/tips.org"}, why: "is no page, because its name does not end in .md", hint: "call it tips.md"},
		{asset: Asset{Path: "content/a.html"}, why: "could run in the reader's browser", hint: "write it as a page, or pack it as .zip"},
		{asset: Asset{Path: "content/a.swf"}, why: "could run in the reader's browser", hint: "write it as a page, or pack it as .zip"},
		{asset: Asset{Path: "content/a.HEIC"}, why: "is an image that most browsers do not show", hint: "save it as .jpg or .png"},
		{asset: Asset{Path: "content/a.raw"}, why: "is an image that most browsers do not show", hint: "save it as .jpg or .png"},
		{asset: Asset{Path: "content/b.d/LICENCE"}, why: "has a name without an ending, so no browser knows what it is", hint: "call it LICENCE.txt, if it is a text"},
		{asset: Asset{Path: "content/.rules"}, why: "has a name without an ending, so no browser knows what it is", hint: "call it .rules.txt, if it is a text"},
		{asset: Asset{Path: "content/a.exe"}, why: never, hint: "save it as .pdf, .txt or .zip"},
	} {
		a := &x.asset
		why, hint := a.Unfit()
		if why != x.why || hint != x.hint {
			t.Errorf("%+v %q, %q, want %q, %q", *a, why, hint, x.why, x.hint)
		}
		if kind, unlinked, linked, picture := IsFileKind(path.Ext(a.Path)), a.Carried(false), a.Carried(true), a.IsPicture(); kind != x.kind ||
			unlinked != x.unlinked || linked != (x.why == "") || picture != x.picture {
			t.Errorf("%+v: of a kind %t, carried %t, linked %t, a picture %t", *a, kind, unlinked, linked, picture)
		}
	}
}

// TestDrawingsAreLookedInto finds out which drawings are alive, of which one that is too large
// to be looked into may be.
func TestDrawingsAreLookedInto(t *testing.T) {
	const sound = `<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>`
	fsys := files("content/c.svg", `<svg onload="x"/>`, "content/a.SVG", sound, "content/b.png", `<svg onload="x"/>`)
	repo, problems, err := Load(fsys)
	if err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	alive := map[string]bool{"content/a.SVG": false, "content/b.png": false, "content/c.svg": true}
	for file, want := range alive {
		if a := repo.Asset(file); a == nil || a.Path != file || a.Alive != want {
			t.Errorf("%s is %+v", file, a)
		}
	}
	if a := repo.Asset("content/a.SVG"); a.Size != int64(len(sound)) {
		t.Errorf("its size is %d", a.Size)
	}
	if a := repo.Asset("content/bb.png"); a != nil || len(repo.Assets) != len(alive) {
		t.Errorf("%d files, and %+v", len(repo.Assets), a)
	}
	for size, want := range map[int64]bool{svgLimit: false, svgLimit + 1: true} {
		a := &Asset{Path: "content/a.SVG", Size: size}
		if err := inspect(fsys, []*Asset{a}); err != nil || a.Alive != want {
			t.Errorf("of %d bytes it is alive: %t, %v", size, a.Alive, err)
		}
	}
	if _, _, err := Load(unreadable{files("content/a.svg", sound), "content/a.svg"}); err == nil || !strings.Contains(err.Error(), "read content/a.svg") {
		t.Errorf("a drawing that cannot be read: %v", err)
	}
}

// unreadable has a file that may be listed and not be opened.
type unreadable struct {
	fstest.MapFS
	name string
}

func (u unreadable) Open(name string) (fs.File, error) {
	if name == u.name {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return u.MapFS.Open(name)
}

func (u unreadable) ReadFile(name string) ([]byte, error) {
	if name == u.name {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return u.MapFS.ReadFile(name)
}
