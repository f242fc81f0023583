package site

import (
	"fmt"
	"html/template"
	"net/url"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"pgregory.net/rapid"

	"pairbook/generator/internal/view"
	"pairbook/generator/internal/when"
)

// proofInATemplate is what Proof writes, as a theme would say it.
var proofInATemplate = template.Must(template.New("").Funcs(functions).Parse(`{{with .It}}<p>{{.Metric.Definition}} <a href="{{$.Metric .Metric.ID}}">{{.Metric.Name}}, among all definitions</a></p>
<p class="sum">{{if .Value}}Here: {{.Sum}},{{else}}{{.Unavailable}} Counted{{end}} {{if .From}}from {{date .From}} to {{else}}as of {{end}}{{date .AsOf}}{{with .Likely}}, {{.}}{{end}}.</p>
{{- if .Groups}}
<dl>{{range .Groups}}<dt>{{.Folder}}</dt><dd>{{range .Records}}<span>{{with $.Href .}}<a href="{{.}}">{{end}}{{.Words}}{{if $.Href .}}</a>{{end}}</span> {{end}}</dd>{{end}}</dl>{{end}}{{end}}`))

// TestProofAgrees compares how a figure was counted, as it is written, with what a
// template makes of it, in which everything is escaped by html/template. An address that a
// template does not pass is no link.
func TestProofAgrees(t *testing.T) {
	words := rapid.SampledFrom([]string{"", "2026-11-02", `<b>"x"</b>`, "a&amp;b", "a+b", "'", "\x00", "é", "</span>", "</p><script>"})
	paths := rapid.SampledFrom([]string{"", "cohorts/a/pairings/b.html", "a b/c.html", `x"><script>.html`, "ä.html", "a:b.html", "100%.html"})
	addresses := rapid.SampledFrom([]string{"", "", "https://example.org/a?b=c&d=e", `https://example.org/"><i>`, "http://example.org/", "javascript:alert(1)", "JaVaScRiPt:x"})
	days := rapid.SampledFrom([]when.Date{0, 20000, 20365})
	values := rapid.SampledFrom([]*float64{nil, new(1.0), new(7.5)})
	link := rapid.Custom(func(t *rapid.T) view.Link {
		return view.Link{Words: words.Draw(t, "words"), Path: paths.Draw(t, "path"), Fragment: words.Draw(t, "fragment"), Address: addresses.Draw(t, "address")}
	})
	group := rapid.Custom(func(t *rapid.T) view.RecordGroup {
		return view.RecordGroup{Folder: words.Draw(t, "folder"), Records: rapid.SliceOfN(link, 0, 3).Draw(t, "records")}
	})
	rapid.Check(t, func(t *rapid.T) {
		f := &view.Figure{
			Metric: view.Metric{ID: rapid.SampledFrom([]string{"met", "satisfaction", "days_since_last"}).Draw(t, "id"), Name: words.Draw(t, "name"), Definition: words.Draw(t, "definition")},
			Value:  values.Draw(t, "value"), Numerator: new(6.0), Denominator: values.Draw(t, "denominator"),
			Number: words.Draw(t, "number"), After: words.Draw(t, "after"), Of: words.Draw(t, "of"), Unavailable: words.Draw(t, "why"),
			From: days.Draw(t, "from"), AsOf: days.Draw(t, "as of"), Groups: rapid.SliceOfN(group, 0, 3).Draw(t, "groups"),
		}
		if rapid.Bool().Draw(t, "a share") {
			f.Interval = &view.Interval{Low: 0.25, High: 0.75}
		}
		in := (&Frame{Path: "cohorts/a/index.html"}).With(f)
		var want strings.Builder
		if err := proofInATemplate.Execute(&want, in); err != nil {
			t.Fatal(err)
		}
		written, err := in.Proof()
		if err != nil {
			t.Fatal(err)
		}
		if got, wanted := found(t, string(written)), found(t, want.String()); got != wanted {
			t.Errorf("written:\n%s\na template writes:\n%s", got, wanted)
		}
		if again, err := in.With(*f).Proof(); err != nil || again != written {
			t.Errorf("of the value itself, %v: %s", err, again)
		}
	})
	if written, err := (&Frame{}).With("words").Proof(); err == nil || written != "" {
		t.Errorf("of words: %q", written)
	}
}

// found tells what a browser finds in HTML: elements, texts, and where links lead.
func found(t *rapid.T, text string) string {
	t.Helper()
	root, err := html.Parse(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	for n := range root.Descendants() {
		href, _ := attribute(n, "href")
		to, err := url.PathUnescape(href)
		if err != nil {
			to = href
		}
		if n.Data == "a" && to == "#ZgotmplZ" {
			continue
		}
		fmt.Fprintf(&out, "%d %q %q %d\n", n.Type, n.Data, to, len(n.Attr))
	}
	return out.String()
}
