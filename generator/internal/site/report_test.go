package site

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/veil"
	"pairbook/generator/internal/view"
	"pairbook/generator/internal/when"
	"pairbook/generator/test/mini"
	"pairbook/themes"
)

// written is a report in both of its forms.
func written(t *testing.T, files fstest.MapFS, cohort string) (page, text string) {
	t.Helper()
	report := veil.Report(input(t, files, veil.Public), record.CohortID(cohort))
	var a, b bytes.Buffer
	if err := WriteReport(&a, report, themes.Default()); err != nil {
		t.Fatal(err)
	}
	if err := WriteReportMarkdown(&b, report); err != nil {
		t.Fatal(err)
	}
	return a.String(), b.String()
}

// TestReportNamesNobody looks for everything in the miniature that somebody may
// not see: the report has none of it, whatever is published, and of what only
// coordinators see elsewhere it has the sources of results.
func TestReportNamesNobody(t *testing.T) {
	for _, site := range []string{defaults, everything} {
		page, text := written(t, mini.Files(site), "spring")
		for word := range canaries {
			for form, body := range map[string]string{"html": page, "md": text} {
				if found := strings.Contains(strings.ToLower(body), word); found != (word == "sourceword") {
					t.Errorf("%s: %q is there: %t", form, word, found)
				}
			}
		}
	}
}

// TestReportGivesN holds every value to its n, and says why there is none.
func TestReportGivesN(t *testing.T) {
	report := veil.Report(input(t, mini.Files(everything), veil.Public), "spring")
	for _, p := range report.Promises {
		if p.Value != "" && p.Of == "" || (p.Value == "") == (p.Unknown == "") {
			t.Errorf("%+v", p)
		}
	}
	for _, f := range report.Facts {
		if f.Of == "" && f.Label != "Mentees and peers enrolled" {
			t.Errorf("%+v has no n", f)
		}
	}
	if len(report.Promises) != 2 || report.Promises[0].Verdict != "likely" || report.Promises[1].Value != "95 %" || report.Promises[1].Target != "at least 90 %" || report.Promises[1].Verdict != "as hoped for" || len(report.Facts) < 6 || len(report.Voices) != 1 {
		t.Errorf("the report is %+v", report)
	}
	hidden := veil.Report(input(t, mini.Files(defaults), veil.Public), "spring")
	if len(hidden.Voices) != 0 || !strings.Contains(strings.Join(hidden.Unknown, "\n"), "How is it going? (mentees), 25 Mar 2026: Fewer than five answers") {
		t.Errorf("of too few answers it says %+v, %q", hidden.Voices, hidden.Unknown)
	}
}

// TestReportOfNothing says so for a cohort in which nothing has begun.
func TestReportOfNothing(t *testing.T) {
	page, text := written(t, mini.Files(defaults), "next")
	for form, body := range map[string]string{"html": page, "md": text} {
		for _, words := range []string{"No survey of which enough answers came back.", "No result is recorded yet.", "No pairing has started yet."} {
			if !strings.Contains(body, words) {
				t.Errorf("%s: %q is not there", form, words)
			}
		}
		if strings.Contains(body, "NaN") || strings.Contains(body, "<nil>") {
			t.Errorf("%s: a value leaks out", form)
		}
	}
}

// TestReportIsStill holds hostile words to being words in both forms.
func TestReportIsStill(t *testing.T) {
	files := mini.Files(everything)
	const bad = `<script>alert(1)</script> [x](javascript:y) | **b** ` + "`c`"
	files["program/programs/career.yaml"] = &fstest.MapFile{Data: []byte(strings.Replace(string(files["program/programs/career.yaml"].Data), "Pairs meet soon.", "'"+bad+"'", 1))}
	page, text := written(t, files, "spring")
	for _, n := range nodes(t, page) {
		if n.Type != html.ElementNode {
			continue
		}
		if n.Data == "script" || n.Data == "img" || n.Data == "iframe" {
			t.Errorf("the page has %s", describe(n))
		}
		if href, ok := attribute(n, "href"); ok && !strings.HasPrefix(href, "https://mini.example.org/") {
			t.Errorf("the page leads to %s", href)
		}
	}
	if want := "| \\<script\\>alert(1)\\</script\\> \\[x\\](javascript:y) \\| \\*\\*b\\*\\* \\`c\\` |"; !strings.Contains(text, want) {
		t.Errorf("%q is not in\n%s", want, text)
	}
}

// TestCertificates makes one for everybody who completed a pairing, and names
// nobody else on it but the coordinators.
func TestCertificates(t *testing.T) {
	files := mini.Files(defaults)
	files["program/cohorts/spring/pairings/lapwing/pairing.yaml"] = &fstest.MapFile{Data: []byte("mentors: [idada, {person: iddot, until: 2026-03-05}]\nmentees: [idbob]\nstate: completed\nstarted: 2026-03-02\nended: 2026-03-20\n")}
	files["program/cohorts/spring/pairings/lapwing/sessions/2026-03-10.md"] = &fstest.MapFile{Data: []byte("---\ndate: 2026-03-10\nattended: [idada, iddot]\n---\n")}
	in := input(t, files, veil.Public)
	certificates, err := Certificates(veil.Certificates(in, "spring"), themes.Default(), in.Files)
	if err != nil || len(certificates) != 2 {
		t.Fatal(certificates, err)
	}
	for i, want := range []struct{ file, name, words string }{
		{"idada.html", "Nameada Firthada", "as a mentor, from 2 Mar 2026 to 20 Mar 2026: 1 meeting, 0.8 hours in all."},
		{"idbob.html", "Namebob Firthbob", "as a mentee, from 2 Mar 2026 to 20 Mar 2026: 1 meeting, 0.8 hours in all."},
	} {
		var b bytes.Buffer
		if err := certificates[i].Render(&b); err != nil {
			t.Fatal(err)
		}
		said := fmt.Sprint(strings.Join(strings.Fields(wordsOf(t, b.String())), " "))
		if certificates[i].Path != want.file || !strings.Contains(said, want.name) || !strings.Contains(said, want.words) || !strings.Contains(said, "Nameboss") {
			t.Errorf("%s says %s", certificates[i].Path, said)
		}
		for _, other := range []string{"Nameada", "Namebob", "Namedot", "Namecyd"} {
			if strings.Contains(b.String(), other) && !strings.HasPrefix(want.name, other) {
				t.Errorf("%s names %s", want.file, other)
			}
		}
	}
}

// wordsOf is what a page says.
func wordsOf(t *testing.T, page string) string {
	t.Helper()
	var b strings.Builder
	for _, n := range nodes(t, page) {
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
		}
	}
	return b.String()
}

// reportText is a report with something in each of its parts, below its head.
const reportText = `To grow.

One. Two.

| mentees and peers | people |
|---|---|
| Enrolled | 3 |
| Met | 2 |

## What was promised

| objective | hoped for | what came of it | |
|---|---|---|---|
| A | half | **50 %**, 1 of 2, from a letter | as hoped for |
| B | all | **9** |  |
| C | x | Not measured. |  |

## What the records show

| figure | value | of |
|---|---|---|
| Met | 2 | of 3 |

## What people said

Half-way, 30 Mar 2026: 5 of 6 answered.

- Heard **80 %**, from 5 people

Of each survey, the last round that enough people answered. 0 % is the lowest answer from everybody, 100 % the highest.

## What is not known

- How it ends.

How each figure is counted, and from which records: <https://m.example/>
`

// TestReportAsText writes each part of a report, and leaves out those that are empty.
func TestReportAsText(t *testing.T) {
	t.Parallel()
	r := &view.Report{Title: "Spring *2026*", Programme: "Career", Words: "running", Starts: when.Day(2026, 3, 2), Ends: when.Day(2026, 8, 31), AsOf: when.Day(2026, 4, 1)}
	r.Opening, r.Unknown = []string{"One.", "Two."}, []string{"How it ends."}
	var b bytes.Buffer
	if err := WriteReportMarkdown(&b, r); err != nil {
		t.Fatal(err)
	}
	head := "# Spring \\*2026\\*\n\nCareer · running · 2 Mar 2026 to 31 Aug 2026 · as of 1 Apr 2026\n\n"
	want := head + "One. Two.\n\n## What people said\n\nNo survey of which enough answers came back.\n\n## What is not known\n\n- How it ends.\n"
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Errorf("a bare report: -want +got:\n%s", diff)
	}
	r.Purpose, r.Address = "To  grow.", "https://m.example/"
	r.Funnel = []view.Stage{{Name: "Enrolled", Count: 3}, {Name: "Met", Count: 2}}
	r.Promises = []view.Promise{{Statement: "A", Target: "half", Value: "50 %", Of: "1 of 2", Verdict: "as hoped for", Source: "a letter"}, {Statement: "B", Target: "all", Value: "9"}, {Statement: "C", Target: "x", Unknown: "Not measured."}}
	r.Facts = []view.Fact{{Label: "Met", Value: "2", Of: "of 3"}}
	r.Voices = []view.Voice{{Title: "Half-way", On: when.Day(2026, 3, 30), Response: "5 of 6", Lines: []view.Fact{{Label: "Heard", Value: "80 %", Of: "from 5 people"}}}}
	b.Reset()
	if err := WriteReportMarkdown(&b, r); err != nil {
		t.Fatal(err)
	}
	want = head + reportText
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Errorf("a whole report: -want +got:\n%s", diff)
	}
}
