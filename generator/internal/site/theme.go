package site

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"html"
	"html/template"
	"io"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"

	"pairbook/generator/internal/markdown"
	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/text"
	"pairbook/generator/internal/when"
)

// theme is templates and assets, read and ready. A template has the name of its
// page; what stands in templates/parts is there for all of them.
type theme struct {
	pages  map[string]*template.Template
	assets map[string]asset // by the name in the theme
	drafts sync.Pool        // of pages that were written before
}

// draft is a page as its template has written it, and with its quotes set.
type draft struct{ written, set bytes.Buffer }

// asset is a file under a name that its bytes are part of.
type asset struct {
	path string // in the site
	body []byte
}

// pageNames are the pages that a theme has a template for.
var pageNames = []string{"home", "handbook", "roles", "role", "programs", "program", "cohorts", "cohort", "evidence", "compare", "figures", "gatherings", "period", "pairing", "matching", "proposal", "log", "join", "people", "person", "metrics", "attention", "network", "roi", "report", "certificate", "about", "search", "moved", "404"}

func loadTheme(files fs.FS) (*theme, error) {
	t := &theme{pages: map[string]*template.Template{}, assets: map[string]asset{}}
	if err := plainFiles(files); err != nil {
		return nil, fmt.Errorf("look through the theme: %w", err)
	}
	files = sameLines{files}
	if err := t.loadTemplates(files); err != nil {
		return nil, fmt.Errorf("load the theme's templates: %w", err)
	}
	if err := t.loadAssets(files); err != nil {
		return nil, fmt.Errorf("load the theme's assets: %w", err)
	}
	return t, nil
}

// sameLines are files of which the texts have the same line ends on every system.
type sameLines struct{ fs.FS }

// ReadFile reads a file; what holds a zero byte is no text.
func (s sameLines) ReadFile(name string) ([]byte, error) {
	body, err := fs.ReadFile(s.FS, name)
	if err == nil && bytes.IndexByte(body, 0) < 0 {
		body = text.Normalise(body)
	}
	return body, err
}

// ReadDir lists a folder.
func (s sameLines) ReadDir(name string) ([]fs.DirEntry, error) { return fs.ReadDir(s.FS, name) }

// plainFiles refuses a theme with a pipe or a device in it, which could keep a
// build waiting for ever.
func plainFiles(files fs.FS) error {
	return fs.WalkDir(files, ".", func(file string, d fs.DirEntry, err error) error {
		if err == nil && d.Type()&(fs.ModeNamedPipe|fs.ModeDevice|fs.ModeSocket|fs.ModeIrregular) != 0 {
			return fmt.Errorf("%s is no plain file, and it was not read", file)
		}
		return err
	})
}

func (t *theme) loadTemplates(files fs.FS) error {
	parts, err := template.New("parts").Funcs(functions).Funcs(template.FuncMap{"asset": t.assetPath}).ParseFS(files, "templates/parts/*.html")
	if err != nil {
		return err
	}
	for _, name := range pageNames {
		page, err := parts.Clone()
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		if _, err := page.ParseFS(files, "templates/"+name+".html"); err != nil {
			return err
		}
		t.pages[name] = page
	}
	return nil
}

// loadAssets reads every file of assets/. Style sheets come last, because they
// name the others.
func (t *theme) loadAssets(files fs.FS) error {
	var sheets []string
	err := fs.WalkDir(files, "assets", func(file string, d fs.DirEntry, err error) error {
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil
		case err != nil || d.IsDir():
			return err
		case path.Ext(file) == ".css":
			sheets = append(sheets, file)
			return nil
		}
		return t.addAsset(files, file, nil)
	})
	if err != nil {
		return err
	}
	var renamed []string
	for name, a := range t.assets {
		renamed = append(renamed, "url("+name+")", "url("+path.Base(a.path)+")", `url("`+name+`")`, `url("`+path.Base(a.path)+`")`)
	}
	for _, sheet := range sheets {
		if err := t.addAsset(files, sheet, strings.NewReplacer(renamed...)); err != nil {
			return err
		}
	}
	return nil
}

// remarks matches comments of a style sheet, with the line end those that have their
// lines to themselves, and texts, which may hold the marks of a comment.
var remarks = text.Pattern(`(?ms)"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|^[ \t]*` + remark + `[ \t]*\n|` + remark)

const remark = `/\*(?:[^*]|\*+[^*/])*\*+/`

// unremarked is a style sheet without the comments that have their lines to
// themselves, which readers need not load. One that begins with an exclamation mark,
// as licences do, stays.
func unremarked(sheet []byte) []byte {
	return remarks().ReplaceAllFunc(sheet, func(found []byte) []byte {
		if bytes.HasSuffix(found, []byte("\n")) && !bytes.HasPrefix(bytes.TrimSpace(found), []byte("/*!")) {
			return nil
		}
		return found
	})
}

func (t *theme) addAsset(files fs.FS, file string, rename *strings.Replacer) error {
	body, err := fs.ReadFile(files, file)
	if err != nil {
		return err
	}
	if rename != nil {
		body = []byte(rename.Replace(string(unremarked(body))))
	}
	t.assets[strings.TrimPrefix(file, "assets/")] = asset{addressed(file, body), body}
	return nil
}

// addressed is the path in the site of an asset: its own, with a part of its sum.
func addressed(file string, body []byte) string {
	sum, ending := sha256.Sum256(body), path.Ext(file)
	return fmt.Sprintf("%s-%x%s", strings.TrimSuffix(file, ending), sum[:5], ending)
}

// assetPath returns the path in the site of a file of assets/, as in
// {{.To (asset "logo.svg")}}.
func (t *theme) assetPath(name string) (string, error) {
	if a, there := t.assets[name]; there {
		return a.path, nil
	}
	names := slices.Sorted(maps.Keys(t.assets))
	return "", fmt.Errorf("the theme has no assets/%s%s", name, prose.DidYouMean(name, names))
}

// outputs are the assets as files of the site.
func (t *theme) outputs() []Output {
	var all []Output
	for _, a := range t.assets {
		all = append(all, static(a.path, a.body))
	}
	return all
}

// render writes a page, with its contents where its template has their place. When the
// template fails, a part of it may have been written.
func (t *theme) render(w io.Writer, name string, page any) error {
	b, _ := t.drafts.Get().(*draft)
	if b == nil {
		b = new(draft)
	}
	defer t.drafts.Put(b)
	b.written.Reset()
	b.set.Reset()
	if err := t.execute(&b.written, name, "page", page); err != nil {
		return err
	}
	markdown.Typeset(&b.set, b.written.Bytes())
	before, after, _ := bytes.Cut(b.set.Bytes(), []byte(contentsMark))
	var contents template.HTML
	if headings := headingsIn(after); len(headings) >= fewestHeadings {
		var err error
		if contents, err = t.fragment("contents", (&Frame{}).With(headings)); err != nil {
			return err
		}
	}
	for _, piece := range [][]byte{before, []byte(contents), after} {
		if _, err := w.Write(piece); err != nil {
			return err
		}
	}
	return nil
}

// contentsMark stands for the contents of a page until its headings are written.
// html/template writes another character for it, in whatever text.
const contentsMark = "\x00contents\x00"

// fewestHeadings is how many headings a page has that is worth contents.
const fewestHeadings = 3

// OnThisPage is the place of the contents, which lead to the headings h2 with an id
// that the page's own template has written after it.
func (f *Frame) OnThisPage() template.HTML { return contentsMark }

var (
	heading = text.Pattern(`(?s)<h2(?: [^>]*)? id="([^"]+)"[^>]*>(.*?)</h2>`)
	tag     = text.Pattern(`<[^>]*>`)
)

// headingsIn lists the headings h2 with an id of a page that is written.
func headingsIn(page []byte) []Heading {
	var all []Heading
	for _, m := range heading().FindAllSubmatch(page, -1) {
		all = append(all, Heading{ID: html.UnescapeString(string(m[1])), Text: html.UnescapeString(tag().ReplaceAllString(string(m[2]), ""))})
	}
	return all
}

// has reports whether the theme has a part.
func (t *theme) has(part string) bool { return t.pages["handbook"].Lookup(part) != nil }

// fragment renders a named part of the theme for a page's text.
func (t *theme) fragment(part string, data any) (template.HTML, error) {
	var b bytes.Buffer
	err := t.execute(&b, "handbook", part, data)
	return template.HTML(b.String()), err
}

func (t *theme) execute(w io.Writer, name, part string, data any) error {
	if err := t.pages[name].ExecuteTemplate(w, part, data); err != nil {
		return fmt.Errorf("render the template %s: %w", name, err)
	}
	return nil
}

// functions are what templates may call besides the methods of pages.
var functions = template.FuncMap{
	"date":     dateElement,
	"when":     forDays,
	"unbroken": unbroken,
	"sentence": prose.Sentence,
	"join":     func(words []string) string { return strings.Join(words, ", ") },
	"plural":   prose.CountOf,
}

// unbroken keeps a number and its per cent sign on one line.
func unbroken(words string) string { return strings.ReplaceAll(words, " %", "\u00a0%") }

// dateElement is a day as an element, as it stands a hundred times on a page. Its letters
// need no escape.
func dateElement(day when.Date) template.HTML {
	return template.HTML(`<time datetime="` + day.String() + `">` + day.Long() + "</time>")
}
