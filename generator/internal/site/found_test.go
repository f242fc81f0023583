package site

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"pairbook/generator/internal/markdown"
	"pairbook/generator/internal/search"
	"pairbook/generator/internal/view"
	"pairbook/generator/internal/when"
)

// pageText is a page's text.
func pageText(t *testing.T, words string) *markdown.Page {
	t.Helper()
	page, problems := markdown.Parse(markdown.Source{Path: "a.md", Text: []byte(words)})
	if page == nil {
		t.Fatal(problems)
	}
	return page
}

// smallProgramme has one of each that can be found.
func smallProgramme(t *testing.T) *view.Programme {
	program := &view.Program{Name: "Career", Path: "programs/career.html", Purpose: "To grow.", Objectives: []view.Objective{{Statement: "Half meet."}, {Statement: "All stay."}}}
	spring := &view.Cohort{ID: "spring", Name: "Spring", Path: "cohorts/spring/index.html", Words: "running", Program: program, Started: 1,
		Starts: when.Day(2026, 3, 2), Ends: when.Day(2026, 8, 31), Events: []view.Event{{Name: "Start", On: when.Day(2026, 3, 2)}, {Name: "End", On: when.Day(2026, 8, 31)}},
		Topics: []view.TopicBalance{{Topic: "Writing", Sought: 2, Offered: 1}}}
	next := &view.Cohort{ID: "next", Name: "Next", Path: "cohorts/next/index.html", Words: "open", Starts: when.Day(2026, 9, 1), Ends: when.Day(2027, 2, 28),
		Topics: []view.TopicBalance{{Topic: "Writing", Sought: 7, Offered: 8}, {Topic: "Reading", Sought: 3, Offered: 4}}}
	within := view.Link{Words: "Spring"}
	spring.Pairings = []*view.Pairing{
		{ID: "lapwing", Path: "cohorts/spring/lapwing.html", Cohort: within, Title: "Two's work", Summary: "What we do", Shared: []string{"Writing", "Reading"},
			Members: []view.Member{{Who: view.Who{Words: "Ada"}}, {Who: view.Who{Words: "Bob"}}, {Who: view.Who{Words: "Ada"}}}},
		{ID: "tern", Path: "cohorts/spring/tern.html", Cohort: within, Shared: []string{"Writing"}, Match: []string{"near"}}}
	return &view.Programme{Title: "Mini", Programs: []*view.Program{program}, Cohorts: []*view.Cohort{spring, next},
		Pages: []*view.Page{{File: "content/README.md", Path: "index.html", Title: "Start", Folder: true, Text: pageText(t, "# Start\n\nHello \"you\".\n\n## More\n\nIt.\n")},
			{File: "content/how/first.md", Path: "how/first.html", Title: "First", Lead: "A lead."}},
		People: []*view.Person{{Name: "Ada", Path: "people/ada é.html", Topics: []string{"Writing", "Reading"}, About: "Likes tea",
			Parts: []view.Part{{Party: "mentor", Cohort: within, Topics: []string{"Reading", "Singing"}}, {Party: "mentor", Cohort: within}, {Party: "mentee", Cohort: view.Link{Words: "Next"}, Status: "accepted"}}}},
		Metrics: []view.Metric{{ID: "met", Name: "Met", Definition: "Who met."}},
		Roles: []*view.Role{{Name: "Mentor", Path: "roles/mentor.html", Summary: "Listens.", Facets: []view.Facet{{Name: "Guide", Summary: "shows"}}, Expectations: []view.Expectation{{Statement: "Comes."}}},
			{Name: "First", Path: "how/first.html"}},
		Forms: &view.FormData{Topics: []view.FormTopic{{Name: "Writing", Aliases: []string{"prose", "verse"}}, {Name: "Reading"}, {Name: "Nobody's"}}}}
}

// TestWhatIsFound lists what can be found of a small programme, each with its words.
func TestWhatIsFound(t *testing.T) {
	t.Parallel()
	programme := &node{title: "This programme"}
	cohorts := &node{title: "Cohorts"}
	cohorts.list(overview, "cohorts/index.html")
	cohorts.list("Spring", "cohorts/spring/index.html")
	programme.add(cohorts)
	programme.list("Join", "join.html")
	b := &builder{shown: smallProgramme(t)}
	b.handbook, b.programme = newBranch(tree(b.shown.Pages)), newBranch(programme)
	const spring = "cohorts/spring/"
	want := []search.Document{
		{Kind: handbookKind, Path: "index.html", Title: "Start", Text: "Hello “you”."},
		{Kind: handbookKind, Path: "index.html#more", Title: "More", Within: "Start", Text: "It."},
		{Kind: handbookKind, Path: "how/first.html", Title: "First", Text: "A lead."},
		{Kind: personKind, Path: "people/ada%20%C3%A9.html", Title: "Ada", Within: "mentor, Spring · mentee, Next", Text: "Writing, Reading, Singing · Likes tea"},
		{Kind: cohortKind, Path: spring + "index.html", Title: "Spring", Within: "Career", Text: "Running, from 2 Mar 2026 to 31 Aug 2026. Start, 2 Mar 2026. End, 31 Aug 2026."},
		{Kind: cohortKind, Path: spring + "compare.html", Title: "Compare", Within: "Spring"},
		{Kind: cohortKind, Path: spring + "figures.html", Title: "All figures", Within: "Spring"},
		{Kind: pairingKind, Path: spring + "lapwing.html", Title: "Ada and Bob, lapwing", Within: "Spring", Text: "Two’s work · What we do · Writing, Reading"},
		{Kind: pairingKind, Path: spring + "tern.html", Title: "tern", Within: "Spring"},
		{Kind: cohortKind, Path: "cohorts/next/index.html", Title: "Next", Text: "Open, from 1 Sep 2026 to 28 Feb 2027."},
		{Kind: cohortKind, Path: "cohorts/next/figures.html", Title: "All figures", Within: "Next"},
		{Kind: topicKind, Path: spring + "figures.html#pb-topics", Title: "Writing", Within: "Spring", Text: "Sought by 2 and offered by 1. prose, verse"},
		{Kind: topicKind, Path: "cohorts/next/figures.html#pb-topics", Title: "Reading", Within: "Next", Text: "Sought by 3 and offered by 4."},
		{Kind: figureKind, Path: "metrics.html#pb-metric-met", Title: "Met", Text: "Who met."},
		{Kind: programKind, Path: "programs/career.html", Title: "Career", Text: "To grow. Half meet. All stay."},
		{Kind: pageKind, Path: "roles/mentor.html", Title: "Mentor", Text: "Listens. Guide: shows Comes."},
		{Kind: pageKind, Path: "cohorts/index.html", Title: "Cohorts"},
		{Kind: pageKind, Path: "join.html", Title: "Join"},
		{Kind: pageKind, Path: "about.html", Title: "About this site"},
	}
	if diff := cmp.Diff(want, b.documents()); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	b.shown.Forms, b.shown.Pages, b.handbook = nil, nil, newBranch(&node{})
	if got := b.topicsFound(); got != nil {
		t.Errorf("without forms the topics are %v", got)
	}
	if got := b.othersFound(nil)[0]; got.Path != "index.html" || got.Title != "Mini" {
		t.Errorf("without a handbook the start page is %v", got)
	}
	if got := b.othersFound([]search.Document{{Path: "index.html"}, {Path: "roles/mentor.html"}}); slices.ContainsFunc(got, func(d search.Document) bool {
		return d.Path == "index.html" || d.Path == "roles/mentor.html"
	}) {
		t.Errorf("what was found is found once more: %v", got)
	}
}

// TestSectionsThatAreFound begins with the page itself, whose text is what stands before
// its first other heading.
func TestSectionsThatAreFound(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("x", longestFragment)
	for name, c := range map[string]struct{ text, lead, want string }{
		"a title and a text":          {"# T\n\none\n\n## S\n\ntwo\n", "", "a.html T=one|a.html#s S=two"},
		"a lead":                      {"# T\n\none\n", "Lead.", "a.html T=Lead. one"},
		"no title":                    {"one\n\n## S\n\ntwo\n", "", "a.html T=one|a.html#s S=two"},
		"words before the title":      {"zero\n\n# T\n\none\n", "", "a.html T=zero|a.html#t T=one"},
		"another heading before that": {"## S\n\nzero\n\n# T\n\none\n", "", "a.html T=one|a.html#s S=zero"},
		"two others before that":      {"## S\n\n## R\n\n# T\n\none\n", "", "a.html T=|a.html#s S=|a.html#r R=|a.html#t T=one"},
		"the title twice":             {"# T\n\n# T\n\none\n", "", "a.html T=one"},
		"the longest name":            {"# T\n\n## " + long + "\n", "", "a.html T=|a.html#" + long + " " + long + "="},
		"a longer one":                {"# T\n\n## " + long + "x\n", "", "a.html T=|a.html " + long + "x="},
		"a name with other letters":   {"# T\n\n## Ä\n\n###\n\nb\n", "", "a.html T=|a.html#%C3%A4 Ä=|a.html#section T=b"},
	} {
		b := &builder{handbook: newBranch(&node{})}
		var got []string
		for _, d := range b.sectionsOf(&view.Page{Path: "a.html", Title: "T", Lead: c.lead, Text: pageText(t, c.text)}) {
			got = append(got, d.Path+" "+d.Title+"="+d.Text)
			if within := map[bool]string{true: "", false: "T"}[len(got) == 1]; d.Within != within {
				t.Errorf("%s: %s is within %q", name, d.Title, d.Within)
			}
		}
		if strings.Join(got, "|") != c.want {
			t.Errorf("%s:\n got %s\nwant %s", name, strings.Join(got, "|"), c.want)
		}
	}
}

// TestFoldersOfWhatIsFound are those above a page, but not the one that it stands for.
func TestFoldersOfWhatIsFound(t *testing.T) {
	t.Parallel()
	b := &builder{handbook: newBranch(tree([]*view.Page{{File: "content/a/README.md", Path: "a/index.html", Title: "A", Folder: true},
		{File: "content/a/b/README.md", Path: "a/b/index.html", Title: "B", Folder: true}, {File: "content/a/b/c.md", Path: "a/b/c.html", Title: "C"}}))}
	for path, want := range map[string]string{"a/index.html": "", "a/b/index.html": "A", "a/b/c.html": "A › B", "elsewhere.html": ""} {
		if got := b.folderTitles(path); got != want {
			t.Errorf("%s is in %q, not %q", path, got, want)
		}
	}
}

// TestTitlesUnderTheirLetters puts what begins with no letter first, and each page once.
func TestTitlesUnderTheirLetters(t *testing.T) {
	t.Parallel()
	for folded, want := range map[string]string{"ada": "A", "žar": "Ž", "42": "", "": "", "日本": "日", "(a)": ""} {
		if got := initial(folded); got != want {
			t.Errorf("%q is under %q, not %q", folded, got, want)
		}
	}
	var got []string
	for _, l := range letters([]title{{initial: ""}, {initial: "A"}, {initial: "A"}, {initial: "B"}}) {
		got = append(got, l.ID+l.Letter+strings.Repeat(".", len(l.Titles)))
	}
	if want := "pb-letter-1. pb-letter-2A.. pb-letter-3B."; strings.Join(got, " ") != want {
		t.Errorf("%v, not %s", got, want)
	}
	for address, want := range map[string]string{"a%20b": "a b", "a%zz": "a%zz"} {
		if got := unescapePath(address); got != want {
			t.Errorf("%s is the path %s", address, got)
		}
	}
}
