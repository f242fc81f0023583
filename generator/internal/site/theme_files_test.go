package site

import (
	"errors"
	"html/template"
	"io/fs"
	"testing"
	"testing/fstest"
)

// TestFaultsOfTemplates are where the library says, counted from 1.
func TestFaultsOfTemplates(t *testing.T) {
	t.Parallel()
	files := fstest.MapFS{"templates/home.html": {}}
	for message, want := range map[string]Fault{
		"render: template: home.html:3:7: executing x": {"templates/home.html", 3, 8, "executing x"},
		"template: home.html:3: unclosed":              {"templates/home.html", 3, 0, "unclosed"},
		"template: figure.html:1:0: x":                 {"templates/parts/figure.html", 1, 0, "x"},
		"no template at all":                           {Message: "no template at all"},
	} {
		if got := faultOf(errors.New(message), files); got != want {
			t.Errorf("%s: %+v", message, got)
		}
	}
}

// TestThemesOfPlainFiles refuses what could keep a build waiting.
func TestThemesOfPlainFiles(t *testing.T) {
	t.Parallel()
	for mode, fine := range map[fs.FileMode]bool{0: true, fs.ModeNamedPipe: false, fs.ModeDevice: false, fs.ModeSocket: false, fs.ModeIrregular: false} {
		err := plainFiles(fstest.MapFS{"assets/a": {Mode: mode}, "assets/b": {}})
		if (err == nil) != fine || err != nil && err.Error() != "assets/a is no plain file, and it was not read" {
			t.Errorf("%v: %v", mode, err)
		}
	}
	text, picture := sameLines{fstest.MapFS{"a": {Data: []byte("a\r\nb")}}}, sameLines{fstest.MapFS{"a": {Data: []byte("a\r\nb\x00")}}}
	if body, err := text.ReadFile("a"); string(body) != "a\nb" || err != nil {
		t.Errorf("%q, %v", body, err)
	}
	if body, err := picture.ReadFile("a"); string(body) != "a\r\nb\x00" || err != nil {
		t.Errorf("%q, %v", body, err)
	}
	if _, err := text.ReadFile("b"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a file that is not there: %v", err)
	}
}

// TestLogosStandInThePage by the kinds of pictures that browsers know.
func TestLogosStandInThePage(t *testing.T) {
	t.Parallel()
	files := fstest.MapFS{"a.PNG": {Data: []byte("x")}, "a.txt": {Data: []byte("x")}}
	for file, want := range map[string]template.URL{"": "", "a.PNG": "data:image/png;base64,eA==", "a.txt": ""} {
		if got, err := embedded(files, file); got != want || err != nil {
			t.Errorf("%s: %s, %v", file, got, err)
		}
	}
	if _, err := embedded(files, "b.png"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a logo that is not there: %v", err)
	}
}
