package site

import (
	"encoding/json"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"pairbook/generator/internal/veil"
	"pairbook/generator/internal/view"
	"pairbook/generator/test/here"
)

// TestLargeSite builds a programme twice, as it is and with room for a tenth of its
// lists in a file: everything that the one site lists stands in the other once, in the
// same order, in files that are no larger than they may be and that links lead to.
func TestLargeSite(t *testing.T) {
	here.OnlyWhole(t)
	const most = 5_000
	in := large(t)
	theme, err := defaultTheme()
	if err != nil {
		t.Fatal(err)
	}
	site := func(most int) map[string]string {
		outputs, err := build(veil.Show(in), theme, in.Files, most)
		if err != nil {
			t.Fatal(err)
		}
		return renderAll(t, outputs)
	}
	whole, cut := site(1<<40), site(most)
	sizes(t, cut, most)
	reached(t, cut)
	for list, of := range map[string]func(*html.Node) bool{
		"people/index.html":       rowOf("People"),
		"network.html":            rowOf("People"),
		"network.html, ties":      rowOf("Ties"),
		"network.html, alone":     itemOf("alone"),
		"attention.html":          itemOf("looks"),
		"log.html, their choices": itemOf("choices"),

		"cohorts/2026-autumn/figures.html": rowOf("Mentors and their places"),
	} {
		first, _, _ := strings.Cut(list, ",")
		sameList(t, list, entries(t, whole, first, of), entries(t, cut, first, of), len(parts(cut, first)))
	}
	sameNetworks(t, whole, cut)
	sameAttention(t, whole, cut)
	sameEvidence(t, whole, cut)
	sameForms(t, whole, cut)
	mapped(t, cut)
	sameCohorts(t, whole, cut, most)
	sameExports(t, whole, cut, most)
}

// sameExports puts the parts of each table together again, and looks for a link to
// each on the first page of its cohort.
func sameExports(t *testing.T, whole, cut map[string]string, most int) {
	t.Helper()
	several := 0
	for file, body := range whole {
		if !strings.HasPrefix(file, "exports/") {
			continue
		}
		head, rows, _ := strings.Cut(body, "\n")
		files := parts(cut, file)
		if len(files) > 1 {
			several++
		}
		cohort := path.Base(file)[:strings.LastIndex(path.Base(file), "-")]
		var got strings.Builder
		for _, part := range files {
			again, more, _ := strings.Cut(cut[part], "\n")
			if again != head || len(cut[part]) > 2*most+2*len(head)+1000 {
				t.Errorf("%s has %d bytes and the head %q", part, len(cut[part]), again)
			}
			got.WriteString(more)
			if !strings.Contains(cut["cohorts/"+cohort+"/index.html"], `href="../../`+part+`"`) {
				t.Errorf("no link leads to %s", part)
			}
		}
		if got.String() != rows {
			t.Errorf("%s is another when it is cut", file)
		}
	}
	if several < 2 {
		t.Errorf("%d tables are cut", several)
	}
}

// mapped reads the parts of the sitemap: each page is in one of them, once.
func mapped(t *testing.T, site map[string]string) {
	t.Helper()
	locations := func(file, element string) (all []string) {
		for _, m := range regexp.MustCompile(`<`+element+`>\s*<loc>([^<]*)</loc>`).FindAllStringSubmatch(site[file], -1) {
			all = append(all, m[1])
		}
		return all
	}
	var got, want []string
	parts := locations("sitemap.xml", "sitemap")
	for _, part := range parts {
		got = append(got, locations(part, "url")...)
	}
	for file := range site {
		if isPage(file) && file != "404.html" {
			want = append(want, view.EscapePath(file))
		}
	}
	slices.Sort(want)
	if len(parts) < 2 || !slices.Equal(got, want) {
		t.Errorf("the %d parts of the sitemap have %d addresses of %d pages", len(parts), len(got), len(want))
	}
}

// cutFiles are the files that a list is cut into.
var cutFiles = regexp.MustCompile(`^(people/index|network|attention|log|sitemap|cohorts/[^/]+/figures/|api/v1/(network|attention|expectations))\b|^assets/forms-`)

// sizes holds every file that a list is cut into to the limit, with as much again for
// what is escaped and marked up, and what stands around it.
func sizes(t *testing.T, site map[string]string, most int) {
	t.Helper()
	around := map[string]int{".html": 60_000, ".js": 30_000, ".json": 30_000, ".xml": 1000}
	for file, body := range site {
		// These two begin with figures and drawings, which do not grow with the people.
		if file == networkIndex || file == view.NetworkPath {
			if len(body) > 500_000 {
				t.Errorf("%s has %d bytes", file, len(body))
			}
			continue
		}
		if cutFiles.MatchString(file) && len(body) > 2*most+around[path.Ext(file)] {
			t.Errorf("%s has %d bytes", file, len(body))
		}
	}
}

// reached follows the links of pages from the first one: they lead to all pages.
func reached(t *testing.T, site map[string]string) {
	t.Helper()
	seen := map[string]bool{"index.html": true}
	for queue := []string{"index.html"}; len(queue) > 0; queue = queue[1:] {
		for _, n := range nodes(t, site[queue[0]]) {
			href, _ := attribute(n, "href")
			to, _, _ := strings.Cut(href, "#")
			to, _, _ = strings.Cut(to, "?")
			to = path.Join(path.Dir(queue[0]), to)
			if _, there := site[to]; n.Data == "a" && there && isPage(to) && !seen[to] {
				seen[to] = true
				queue = append(queue, to)
			}
		}
	}
	for _, file := range slices.Sorted(maps.Keys(site)) {
		if isPage(file) && !seen[file] && file != "404.html" {
			t.Errorf("no link leads to %s", file)
		}
	}
}

// parts lists the pages or files that a list is cut into.
func parts(site map[string]string, first string) []string {
	all := []string{first}
	for n := 2; site[pathOfPart(first, n)] != ""; n++ {
		all = append(all, pathOfPart(first, n))
	}
	return all
}

// rowOf finds the rows of a table with a label.
func rowOf(label string) func(*html.Node) bool {
	return func(n *html.Node) bool {
		if n.Data != "tr" || n.Parent.Data != "tbody" {
			return false
		}
		name, _ := attribute(n.Parent.Parent.Parent, "aria-label")
		return name == label
	}
}

// itemOf finds the entries of a list of a class.
func itemOf(class string) func(*html.Node) bool {
	return func(n *html.Node) bool {
		if n.Data != "li" {
			return false
		}
		of, _ := attribute(n.Parent, "class")
		return slices.Contains(strings.Fields(of), class)
	}
}

// entries are the words of those entries of a list that are looked for, over all its
// pages, with where each leads first.
func entries(t *testing.T, site map[string]string, first string, of func(*html.Node) bool) []string {
	t.Helper()
	var all []string
	for _, file := range parts(site, first) {
		for _, n := range nodes(t, site[file]) {
			if n.Type != html.ElementNode || !of(n) {
				continue
			}
			var words, way string
			for d := range n.Descendants() {
				if href, links := attribute(d, "href"); links && way == "" && !strings.HasPrefix(href, "http") {
					way = path.Join(path.Dir(file), href)
				}
				if d.Type == html.TextNode {
					words += d.Data
				}
			}
			words, _, _ = strings.Cut(words, " · without a script")
			all = append(all, way+": "+strings.Join(strings.Fields(words), " "))
		}
	}
	return all
}

func sameList(t *testing.T, list string, whole, cut []string, parts int) {
	t.Helper()
	if len(whole) < 10 || parts < 2 {
		t.Errorf("%s: %d entries, and cut into %d", list, len(whole), parts)
	}
	if !slices.Equal(whole, cut) {
		t.Errorf("%s: of %d entries, %d are there when it is cut", list, len(whole), len(cut))
	}
}

// read reads a file of data.
func read[T any](t *testing.T, body string) T {
	t.Helper()
	var value T
	if err := json.Unmarshal([]byte(body), &value); err != nil {
		t.Fatal(err)
	}
	return value
}

// same compares two values by what is written of them.
func same(t *testing.T, what string, one, other any) {
	t.Helper()
	first, err := json.Marshal(one)
	second, err2 := json.Marshal(other)
	if err != nil || err2 != nil || string(first) != string(second) {
		t.Errorf("%s is another when it is cut: %v %v", what, err, err2)
	}
}

func sameNetworks(t *testing.T, whole, cut map[string]string) {
	t.Helper()
	want, got := read[networkJSON](t, whole[view.NetworkPath]), read[networkJSON](t, cut[view.NetworkPath])
	if !slices.Equal(append([]string{view.NetworkPath}, got.Parts...), parts(cut, view.NetworkPath)) {
		t.Errorf("the network names %q", got.Parts)
	}
	for _, file := range got.Parts {
		part := read[tiesJSON](t, cut[file])
		got.People, got.Ties, got.Alone = append(got.People, part.People...), append(got.Ties, part.Ties...), append(got.Alone, part.Alone...)
	}
	got.Parts = nil
	same(t, "the network", want, got)
}

func sameAttention(t *testing.T, whole, cut map[string]string) {
	t.Helper()
	type list struct {
		Entries []lookJSON
		Parts   []string
	}
	want, got := read[list](t, whole[attentionAPI]), read[list](t, cut[attentionAPI])
	if len(got.Parts) == 0 || len(want.Parts) > 0 {
		t.Errorf("the list is cut into %q, and %q", want.Parts, got.Parts)
	}
	for _, file := range got.Parts {
		got.Entries = append(got.Entries, read[list](t, cut[file]).Entries...)
	}
	got.Parts = nil
	same(t, "the list", want, got)
}

func sameEvidence(t *testing.T, whole, cut map[string]string) {
	t.Helper()
	want, got := read[[]expectationJSON](t, whole[view.ExpectationsPath]), read[[]expectationJSON](t, cut[view.ExpectationsPath])
	figures := 0
	for i, e := range got {
		for k, x := range e.Cohorts {
			for _, there := range read[[]expectationJSON](t, cut[x.File]) {
				if there.Role == e.Role && there.Expectation == e.Expectation {
					got[i].Cohorts[k] = there.Cohorts[0]
					figures++
				}
			}
		}
	}
	if figures < 10 {
		t.Errorf("%d figures are in files of their own", figures)
	}
	same(t, "the evidence", want, got)
}

func sameForms(t *testing.T, whole, cut map[string]string) {
	t.Helper()
	const begin, assign, end = "\"use strict\";\nconst pairbookForms = ", "\"use strict\";\nObject.assign(pairbookForms.pairings, ", ";\n"
	type forms struct {
		Said, Limits, IDs, Alphabet, Topics, People, Cohorts json.RawMessage
		Pairings                                             map[string]json.RawMessage
		Parts                                                []view.FormPart
	}
	first := func(site map[string]string) (known forms) {
		for file, body := range site {
			if text, is := strings.CutPrefix(body, begin); is && strings.HasPrefix(file, "assets/forms-") {
				known = read[forms](t, strings.TrimSuffix(text, end))
			}
		}
		return known
	}
	want, got := first(whole), first(cut)
	if len(got.Pairings) > 0 || len(got.Parts) < 3 || len(want.Pairings) < 10 || len(want.Parts) > 0 {
		t.Errorf("%d pairings, %d of them in %d parts", len(want.Pairings), len(got.Pairings), len(got.Parts))
	}
	for i, part := range got.Parts {
		body, is := strings.CutPrefix(cut[part.Path], assign)
		pairings := read[map[string]json.RawMessage](t, strings.TrimSuffix(body, ")"+end))
		if !is || len(pairings) == 0 {
			t.Fatalf("%s holds %q", part.Path, body)
		}
		for key, p := range pairings {
			// The form looks for a pairing in the last part that does not begin after it.
			if key < part.From || i+1 < len(got.Parts) && key >= got.Parts[i+1].From {
				t.Errorf("%s is looked for in another part", key)
			}
			if got.Pairings[key] != nil {
				t.Errorf("%s is there twice", key)
			}
			got.Pairings[key] = p
		}
	}
	got.Parts = nil
	same(t, "what the forms know", want, got)
}

// sameCohorts finds all pairings of each cohort, on pages and as data.
func sameCohorts(t *testing.T, whole, cut map[string]string, most int) {
	t.Helper()
	cohorts, files := 0, 0
	for file, body := range whole {
		dir, name := path.Split(file)
		if !strings.HasPrefix(file, "cohorts/") || strings.Count(file, "/") != 2 || name != "index.html" {
			continue
		}
		cohorts++
		for list, label := range map[string]string{file: "Pairings", dir + "4-weeks.html": "Pairings that are on"} {
			if len(entries(t, whole, list, rowOf(label))) >= 10 {
				sameList(t, list, entries(t, whole, list, rowOf(label)), entries(t, cut, list, rowOf(label)), len(parts(cut, list)))
			}
		}
		if hello := strings.Count(body, `<li><p class="about">`); hello > 3 && !strings.Contains(cut[file], `more. <a href="../../attention.html">`) {
			t.Errorf("%s has all of %d that are worth a hello", file, hello)
		}
		api := view.CohortAPI(strings.Split(file, "/")[1])
		want, got := read[cohortJSON](t, whole[api]), read[cohortJSON](t, cut[api])
		for _, part := range got.Parts {
			files++
			if len(cut[part]) > 2*partsOfCohort*most {
				t.Errorf("%s has %d bytes", part, len(cut[part]))
			}
			got.Pairings = append(got.Pairings, read[pairingsJSON](t, cut[part]).Pairings...)
		}
		got.Parts = nil
		same(t, api, want, got)
	}
	if cohorts < 4 || files == 0 {
		t.Errorf("%d cohorts, and %d more files of data", cohorts, files)
	}
}

// TestWeightOfCohorts weighs the pages of cohorts that have about as many pairings as
// stand on one.
func TestWeightOfCohorts(t *testing.T) {
	in := large(t)
	theme, err := defaultTheme()
	if err != nil {
		t.Fatal(err)
	}
	outputs, err := build(veil.Show(in), theme, in.Files, mostOnPage)
	if err != nil {
		t.Fatal(err)
	}
	outputs = slices.DeleteFunc(outputs, func(o Output) bool {
		return !strings.Contains(o.Path, "cohorts/") || strings.Contains(o.Path, "/pairings/")
	})
	rows := 0
	for file, body := range renderAll(t, outputs) {
		limit := 500_000
		switch {
		case path.Base(file) == "index.html":
			limit = 150_000
			rows = max(rows, strings.Count(body, `#pb-figure-sessions_held"`))
		case path.Ext(file) == ".json":
			limit = 2_000_000
		}
		if len(body) > limit {
			t.Errorf("%s has %d bytes", file, len(body))
		}
	}
	if rows < 40 {
		t.Errorf("no page shows more than %d pairings", rows)
	}
}
