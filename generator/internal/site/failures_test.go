package site

import (
	"errors"
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"pairbook/generator/internal/markdown"
	"pairbook/generator/internal/veil"
	"pairbook/generator/internal/view"
	"pairbook/generator/test/mini"
)

var errFull = errors.New("the disk is full")

// fullDisk takes nothing.
type fullDisk struct{}

func (fullDisk) Write([]byte) (int, error) { return 0, errFull }

// TestEachFileTellsOfAFullDisk whatever it holds.
func TestEachFileTellsOfAFullDisk(t *testing.T) {
	t.Parallel()
	kinds := map[string]bool{}
	for _, o := range outputs(t, input(t, mini.Files(defaults), veil.Public)) {
		kinds[o.Path[strings.LastIndexByte(o.Path, '.'):]] = true
		if err := o.Render(fullDisk{}); !errors.Is(err, errFull) {
			t.Errorf("%s: %v", o.Path, err)
		}
	}
	for _, kind := range []string{".html", ".json", ".xml", ".ics", ".csv", ".css", ".js"} {
		if !kinds[kind] {
			t.Errorf("no file %s proves anything", kind)
		}
	}
	if err := WriteReportMarkdown(fullDisk{}, &view.Report{}); !errors.Is(err, errFull) {
		t.Errorf("a report: %v", err)
	}
}

// failing is a builder whose theme fails wherever it is asked for a part.
func failing() *builder {
	parts := template.Must(template.New("").Parse(`{{define "live-nothing"}}{{.Nowhere}}{{end}}{{define "navigation"}}{{.Nowhere}}{{end}}`))
	return &builder{theme: &theme{pages: map[string]*template.Template{"handbook": parts}}, shown: &view.Programme{}, taken: map[string]string{}, handbook: newBranch(&node{}), programme: newBranch(&node{})}
}

// TestFailuresSayWhere they are: on which page, and in which line of its text.
func TestFailuresSayWhere(t *testing.T) {
	t.Parallel()
	b := failing()
	page := &view.Page{File: "content/a.md", Text: pageText(t, "# A\n\n```pairbook\nx: 1\n```\n\n```pairbook\ny: 1\n```\n")}
	if _, err := b.body(&Frame{}, page); err == nil || !strings.HasPrefix(err.Error(), "line 4 of content/a.md: render the template handbook: ") {
		t.Errorf("a block: %v", err)
	}
	outline, _ := markdown.Outline(markdown.Source{Path: "a.md", Text: []byte("a")})
	if _, err := b.body(&Frame{}, &view.Page{Text: outline}); err == nil {
		t.Error("a text of which only an outline was kept is shown")
	}
	b.page("a.html", "handbook", func(Frame) (any, error) { return nil, nil })
	if err := b.outputs[0].Render(io.Discard); err == nil || !strings.HasPrefix(err.Error(), "write what is around a.html: ") {
		t.Errorf("the navigation: %v", err)
	}
	b.shown.Look.Footer = []view.Line{{Text: outline}}
	if err := b.addLook(&Frame{}); err == nil || !strings.HasPrefix(err.Error(), "write the footer: ") {
		t.Errorf("the footer: %v", err)
	}
	theme, err := defaultTheme()
	if err != nil {
		t.Fatal(err)
	}
	b = failing()
	b.theme = theme
	b.page("b.html", "people", func(Frame) (any, error) { return nil, errFull })
	if err := b.outputs[0].Render(io.Discard); !errors.Is(err, errFull) || err.Error() != "make b.html: the disk is full" {
		t.Errorf("a page: %v", err)
	}
}

// TestWhatIsNotThereIsTold where a theme, a picture or a logo is missing.
func TestWhatIsNotThereIsTold(t *testing.T) {
	t.Parallel()
	none := fstest.MapFS{}
	_, built := Build(&view.Programme{}, none, none)
	_, certified := Certificates(nil, none, none)
	for what, err := range map[string]error{"a site": built, "a report": WriteReport(io.Discard, &view.Report{}, none), "certificates": certified} {
		if err == nil || !strings.HasPrefix(err.Error(), "load the theme's templates: ") {
			t.Errorf("%s without a theme: %v", what, err)
		}
	}
	if err := copyFile(io.Discard, none, "a.png"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a picture: %v", err)
	}
	if w, h := sizeIn(none, "a.png")(); w != 0 || h != 0 {
		t.Errorf("a picture that is not there has the size %d by %d", w, h)
	}
	if got := (&builder{shown: &view.Programme{Base: "https://m.example/%zz"}}).rootOf(notFoundPlace); got != "" {
		t.Errorf("an address that is none begins at %q", got)
	}
}

// TestAPageThatMovedGivesWay to one that is there, and leads on once.
func TestAPageThatMovedGivesWay(t *testing.T) {
	t.Parallel()
	b := failing()
	b.taken["a.html"] = "a.html"
	b.addMovedTo(view.Link{Path: "b.html"}, []string{"A.html", "old.html", "Old.html", "older.html"})
	var got []string
	for _, o := range b.outputs {
		got = append(got, o.Path)
	}
	if strings.Join(got, " ") != "old.html older.html" || b.taken["old.html"] != "old.html" {
		t.Errorf("pages lead on at %v", got)
	}
}

// TestIconsForATelephone are pictures of equal sides that are large enough.
func TestIconsForATelephone(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		file          string
		width, height int
		touch         bool
	}{{"a.png", 120, 120, true}, {"a.PNG", 180, 180, true}, {"a.png", 119, 119, false}, {"a.png", 180, 120, false}, {"a.png", 120, 180, false}, {"a.svg", 180, 180, false}} {
		b := &builder{shown: &view.Programme{Look: view.Appearance{Icon: view.Asset{Path: c.file}}}, sizes: map[string]func() (int, int){c.file: func() (int, int) { return c.width, c.height }}}
		f := Frame{Icon: "theirs.svg"}
		if err := b.addLook(&f); err != nil || f.Icon != c.file || (f.Touch == c.file) != c.touch || f.Touch != "" && !c.touch {
			t.Errorf("%+v: the icon is %q, and %q for telephones; %v", c, f.Icon, f.Touch, err)
		}
	}
	f := Frame{Icon: "theirs.svg"}
	if err := (&builder{shown: &view.Programme{}}).addLook(&f); err != nil || f.Icon != "theirs.svg" || f.Touch != "" || f.Logo.Path != "" {
		t.Errorf("without a look of its own: %+v, %v", f, err)
	}
}

// TestDataInParts is dense, and the first file names the others; in one file it is for
// people to read, too.
func TestDataInParts(t *testing.T) {
	t.Parallel()
	type part struct{ Items, Rest []string }
	for name, c := range map[string]struct {
		parts   []stretch[string]
		dense   bool
		want    string
		divided bool
	}{
		"one":       {[]stretch[string]{{Items: []string{"a"}}}, false, "x.json {\n  \"Items\": [\n    \"a\"\n  ],\n  \"Rest\": null\n}\n", false},
		"one dense": {[]stretch[string]{{Items: []string{"a"}}}, true, "x.json {\"Items\":[\"a\"],\"Rest\":null}\n", false},
		"three": {[]stretch[string]{{Items: []string{"a"}}, {Items: []string{"b"}}, {Items: []string{"c"}}}, false,
			"x/2.json {\"Items\":[\"b\"],\"Rest\":null}\nx/3.json {\"Items\":[\"c\"],\"Rest\":null}\nx.json {\"Items\":[\"a\"],\"Rest\":[\"x/2.json\",\"x/3.json\"]}\n", true},
	} {
		b := &builder{divided: map[string]bool{}}
		addData(b, "x.json", c.dense, c.parts, func(items, rest []string) any { return part{items, rest} }, func(items []string) any { return part{items, nil} })
		got := ""
		for _, o := range b.outputs {
			got += o.Path + " " + rendered(t, o)
		}
		if got != c.want || b.divided["x.json"] != c.divided {
			t.Errorf("%s: divided %t\n got %s\nwant %s", name, b.divided["x.json"], got, c.want)
		}
	}
}

// TestListsOnOnePage are cut as one, and each part has of a list what stands on it.
func TestListsOnOnePage(t *testing.T) {
	t.Parallel()
	first, second := []string{"a", "b"}, []string{"c", "d"}
	one := func(string) int { return 1 }
	got := ""
	for _, part := range cutEntries("x.html", append(entriesOf("First", first, one), entriesOf("Second", second, one)...), 3) {
		got += fmt.Sprintf("%s %s%v%v|", part.Path, part.Words, entriesIn(part, "First", first), entriesIn(part, "Second", second))
	}
	if want := "x.html First[a b][]|x/2.html Second[][c d]|"; got != want {
		t.Errorf("%s, not %s", got, want)
	}
}

// TestWhatFormsKnowHasRoom in one file, or in parts that the file names.
func TestWhatFormsKnowHasRoom(t *testing.T) {
	t.Parallel()
	forms := &view.FormData{Pairings: map[string]*view.LogForm{"a/x": {Cohort: "a"}, "b/y": {Cohort: "b"}}}
	entries, err := formEntries(forms.Pairings)
	if err != nil || len(entries) != 2 || entries[0].key != "a/x" || entries[1].cohort != "b" {
		t.Fatal(entries, err)
	}
	whole := formList.total(entries)
	for most, files := range map[int]int{whole: 1, whole - 1: 3} {
		b := &builder{most: most, shown: &view.Programme{Forms: forms}}
		if err := b.addForms(); err != nil {
			t.Fatal(err)
		}
		last := b.outputs[len(b.outputs)-1]
		body := rendered(t, last)
		if len(b.outputs) != files || b.forms != last.Path || strings.Contains(body, `"a/x":`) != (files == 1) || strings.Count(body, `"from":`) != files-1 {
			t.Errorf("%d files: %s", len(b.outputs), body)
		}
	}
	if len(forms.Pairings) != 2 {
		t.Error("what was shown has changed")
	}
}
