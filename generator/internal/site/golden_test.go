package site

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"golang.org/x/net/html"

	"pairbook/generator/internal/measure"
	"pairbook/generator/internal/veil"
	"pairbook/generator/test/here"
	"pairbook/generator/test/mini"
)

// wholePage is the one page whose every byte is in a golden. Of all others it
// is the outline of <main>: what surrounds it is the same on every page.
const wholePage = "cohorts/next/index.html"

// provenPage is the one whose outline has all that proves its figures;
// TestEveryFigureIsProven looks at the proofs of every page.
const provenPage = "cohorts/spring/pairings/lapwing.html"

// beside names pages that are much like another one: only what differs from it
// is in their golden.
var beside = map[string]string{
	"cohorts/spring/12-weeks.html":           "cohorts/spring/4-weeks.html",
	"cohorts/spring/pairings/pairing-1.html": "cohorts/spring/pairings/tern.html",
}

// forCoordinators are pages that show coordinators more than others.
var forCoordinators = []string{"cohorts/spring/index.html", "cohorts/spring/pairings/lapwing.html", "people/idada.html",
	"network.html", "api/v1/network.json", "roi.html", "cohorts/next/matching.html", "api/v1/matching/next.json"}

// TestGolden compares the miniature's whole site by default, and what
// coordinators have more, with what was agreed on.
func TestGolden(t *testing.T) {
	plain, theirs := outlines(t, veil.Public), outlines(t, veil.Coordinators)
	var public, coordinators txtar.Archive
	for _, file := range slices.Sorted(maps.Keys(plain)) {
		if other := beside[file]; other != "" {
			public.Files = append(public.Files, txtar.File{Name: file + " beside " + path.Base(other), Data: differing(plain[other], plain[file])})
			continue
		}
		public.Files = append(public.Files, txtar.File{Name: file, Data: []byte(plain[file])})
	}
	for _, file := range forCoordinators {
		if everybody, ok := plain[file]; ok {
			coordinators.Files = append(coordinators.Files, txtar.File{Name: file + " beside everybody's", Data: differing(everybody, theirs[file])})
		} else {
			coordinators.Files = append(coordinators.Files, txtar.File{Name: file, Data: []byte(theirs[file])})
		}
	}
	golden(t, "default", &public)
	golden(t, "coordinators", &coordinators)
}

func golden(t *testing.T, name string, got *txtar.Archive) {
	t.Helper()
	here.Golden(t, "testdata/"+name+".golden.txtar", string(txtar.Format(got)), *update)
}

// hashed is what a file's bytes are part of the name of.
var hashed = regexp.MustCompile(`(assets/[a-z]+-)[0-9a-f]{10}(\.)`)

// outlines renders the miniature's site and gives the text that goldens hold
// of each file.
func outlines(t *testing.T, audience veil.Audience) map[string]string {
	t.Helper()
	definitions := []string{}
	for _, m := range measure.Metrics() {
		definitions = append(definitions, m.Definition, m.Definition[:min(len(m.Definition), 30)]+"…")
	}
	shorter, all := strings.NewReplacer(definitions...), map[string]string{}
	for file, body := range render(t, input(t, mini.Files(defaults), audience)) {
		switch {
		case strings.HasPrefix(file, "assets/") || path.Ext(file) == ".png":
			continue
		case isPage(file) && file != wholePage:
			body = outline(t, file, body)
		case path.Ext(file) == ".json":
			body = figureLines(t, body)
		case path.Ext(file) == ".ics":
			body = strings.Join(daysIn(readCalendars(t, map[string]string{file: body})[file]), "\n") + "\n"
		}
		if file != "metrics.html" {
			body = shorter.Replace(body)
		}
		all[file] = hashed.ReplaceAllString(body, "${1}HASH$2")
	}
	return all
}

// differing gives the lines that two outlines do not share, in their order,
// with … for those that they do.
func differing(before, after string) []byte {
	a, b := strings.SplitAfter(before, "\n"), strings.SplitAfter(after, "\n")
	shared := make([][]int, len(a)+1) // lines shared by a[i:] and b[j:]
	for i := range shared {
		shared[i] = make([]int, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if shared[i][j] = max(shared[i+1][j], shared[i][j+1]); a[i] == b[j] {
				shared[i][j] = shared[i+1][j+1] + 1
			}
		}
	}
	var out bytes.Buffer
	for i, j := 0, 0; i < len(a) || j < len(b); {
		switch {
		case i < len(a) && j < len(b) && a[i] == b[j]:
			if i, j = i+1, j+1; !bytes.HasSuffix(out.Bytes(), []byte("…\n")) {
				out.WriteString("…\n")
			}
		case i < len(a) && (j == len(b) || shared[i+1][j] >= shared[i][j+1]):
			out.WriteString("-" + a[i])
			i++
		default:
			out.WriteString("+" + b[j])
			j++
		}
	}
	return out.Bytes()
}

// figureLines writes JSON with an object a line. Records are counted: which
// they must be, TestEveryFigureIsProven knows. Most figures have no numerator
// and no denominator, and these are left out.
func figureLines(t *testing.T, body string) string {
	t.Helper()
	var packed bytes.Buffer
	if err := json.Compact(&packed, []byte(body)); err != nil {
		t.Fatal(err)
	}
	counted := recordLists.ReplaceAllStringFunc(packed.String(), func(list string) string {
		return fmt.Sprintf(`"records":"%d of them"`, strings.Count(list, `"program/`))
	})
	return records.Replace(counted) + "\n"
}

var recordLists = regexp.MustCompile(`"records":\["[^\]]*\]`)

// records shortens what every proof and every figure repeats.
var records = strings.NewReplacer(
	"https://github.com/mini/mini/blob/main/program/cohorts/spring/", "blob:", "https://github.com/mini/mini/tree/main/program/cohorts/spring/", "tree:",
	` tabindex="0" role="region"`, "", `,"numerator":null,"denominator":null`, "", "{", "\n{")

// inline are the elements that stay in the line of their words.
var inline = regexp.MustCompile(`^(a|abbr|b|bdi|br|button|cite|code|data|em|i|img|kbd|mark|span|strong|sup|td|th|time|u)$`)

// outline writes what <main> holds: a line for each element that begins one,
// as deep as it lies, with its attributes and its words; of a table, a line for
// each row. Of a drawing it is the title and the description: its shapes are
// chart's to test, and its numbers are in the table under it.
func outline(t *testing.T, file, page string) string {
	t.Helper()
	o := outliner{proofs: file == provenPage}
	for _, n := range nodes(t, page) {
		if n.Data == "main" {
			o.block(n, 0)
		}
	}
	if o.Len() == 0 {
		t.Errorf("%s has no <main>", file)
	}
	return trailing.ReplaceAllString(records.Replace(o.String()), "") + "\n"
}

type outliner struct {
	strings.Builder
	proofs bool
}

// block writes an element's line, and those of what is in it. What begins with
// another element shares its line.
func (o *outliner) block(n *html.Node, depth int) {
	o.WriteString(describe(n))
	said, fresh := false, false // words were written, a line is to be begun
	for c := range n.ChildNodes() {
		if c.Type == html.ElementNode && !inline.MatchString(c.Data) {
			if o.shows(c) {
				if said {
					o.begin(depth + 1)
				}
				o.block(c, depth+1)
				said, fresh = true, true
			}
			continue
		}
		words := o.inline(c)
		if fresh && strings.TrimSpace(words) != "" {
			o.begin(depth + 1)
			words = strings.TrimLeft(words, " ")
		}
		if !fresh || words != " " {
			o.WriteString(words)
			fresh = false
		}
		said = said || strings.TrimSpace(words) != ""
	}
}

func (o *outliner) begin(depth int) { o.WriteString("\n" + strings.Repeat(" ", depth)) }

// inline writes what stays in the line.
func (o *outliner) inline(n *html.Node) string {
	if n.Type != html.ElementNode {
		return spaces.ReplaceAllString(n.Data, " ")
	}
	words := ""
	for c := range n.ChildNodes() {
		words += o.inline(c)
	}
	if n.Data == "td" || n.Data == "th" {
		return "| " + words + " "
	}
	return describe(n) + words + "</" + n.Data + ">"
}

// shows leaves out shapes, and the proofs of most pages.
func (o *outliner) shows(n *html.Node) bool {
	if n.Namespace == "svg" && n.Parent.Data == "svg" {
		return n.Data == "title" || n.Data == "desc"
	}
	class, _ := attribute(n, "class")
	return class != "proof" || o.proofs
}

var spaces, trailing = regexp.MustCompile(`\s+`), regexp.MustCompile(`(?m) +$`)
