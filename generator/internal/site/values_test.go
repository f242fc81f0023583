package site

import (
	"fmt"
	"html/template"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"pairbook/generator/internal/chart"
	"pairbook/generator/internal/view"
	"pairbook/generator/internal/when"
)

// TestFiguresAreSplit into those of a list, in its order, and the rest, without what the
// programme asks nothing of.
func TestFiguresAreSplit(t *testing.T) {
	t.Parallel()
	figures := []view.Figure{measured("a"), measured("b"), measured("c"), measured("d"), measured("e")}
	asks := func(metric string) bool { return metric != "b" && metric != "d" }
	first, rest := split(figures, []string{"c", "x", "a", "b"}, asks)
	got := ""
	for _, f := range first {
		got += f.Metric.ID
	}
	got += "|"
	for _, f := range rest {
		got += f.Metric.ID
	}
	if got != "ca|e" {
		t.Errorf("%s, not ca|e", got)
	}
}

// TestEntriesOfTheList stand below their urgency, on each page anew, and the rules on the first.
func TestEntriesOfTheList(t *testing.T) {
	t.Parallel()
	look := func(urgency, words string) lookItem {
		return lookItem{view.Look{Urgency: urgency, When: urgency, Cohort: view.Link{Words: words}}, false}
	}
	resting := lookItem{view.Look{When: "now", Cohort: view.Link{Words: "r"}}, true}
	items := []lookItem{look("now", "a"), look("now", "b"), look("soon", "c"), resting}
	b := &builder{shown: &view.Programme{Private: true}}
	a := &view.Attention{Rules: []view.LookRule{{Words: "rule"}}, Backtest: &view.Backtest{}}
	page := b.attentionPage(Frame{Path: attentionIndex, Private: true}, a, stretch[lookItem]{Items: items}).(*attentionPage)
	got := ""
	for _, p := range page.Parts {
		got += p.ID + " " + p.Words + fmt.Sprint(len(p.Looks)) + "|"
	}
	if got != "pb-now Now2|pb-soon Soon1|" || len(page.Resting) != 1 || len(page.Rules) != 1 || page.Tried == nil || page.Title != "Worth a look" || !strings.HasPrefix(page.Summary, "What could use a coordinator") {
		t.Errorf("%s %+v", got, page)
	}
	ways := []view.Link{{Path: attentionIndex}, {Path: "attention/2.html"}}
	page = (&builder{shown: &view.Programme{}}).attentionPage(Frame{Path: "attention/2.html", Stretches: ways}, a, stretch[lookItem]{Words: "Soon", Items: items[:1]}).(*attentionPage)
	if len(page.Rules) > 0 || page.Tried != nil || page.Title != "Worth a hello: Soon" || !strings.HasPrefix(page.Summary, "The pairings that could use a hello") {
		t.Errorf("the second page is %+v", page)
	}
	for want, item := range map[string]lookItem{"Resting": resting, "Soon": look("soon", "c"), "c": look("", "c")} {
		if got := item.words(); got != want {
			t.Errorf("%q, not %q", got, want)
		}
	}
}

// TestPagesOfAList are called after what is on them, but for the first, which the others lead to.
func TestPagesOfAList(t *testing.T) {
	t.Parallel()
	ways := []view.Link{{Path: "people/index.html"}, {Path: "people/index/2.html"}}
	for path, want := range map[string]string{"people/index.html": "People|Home index.html|People ", "people/index/2.html": "People: Ada to Cyd|Home index.html|People people/index.html|Ada to Cyd "} {
		f := Frame{Path: path, Stretches: ways}
		f.headed("People", "Ada to Cyd")
		got := f.Title
		for _, c := range f.Crumbs {
			got += "|" + c.Words + " " + c.Path
		}
		if got != want {
			t.Errorf("%s, not %s", got, want)
		}
	}
	if only := (&Frame{Path: "a.html"}); !only.First() {
		t.Error("the only page is not the first")
	}
}

// TestPeopleOfANetwork have their ties with those who come later, after what the page begins with.
func TestPeopleOfANetwork(t *testing.T) {
	t.Parallel()
	n := &view.Network{People: []*view.Tied{{N: 1, Who: view.Who{Words: "Ada"}}, {N: 2, Who: view.Who{Words: "Bob"}}, {N: 3, Who: view.Who{Words: "Cyd"}}},
		Ties: []*view.Tie{{A: 1, B: 2, StrengthWord: "light", Hours: ptr(1.5)}, {A: 1, B: 3, StrengthWord: "unmet"}, {A: 2, B: 3}}, Alone: []view.Alone{{Who: view.Who{Words: "Dot"}}}}
	for most, head := range map[int]int{90_000: 3501, 4000: 4000, 1000: 3501} {
		b := &builder{most: most, shown: &view.Programme{Networks: []*view.Network{n, {People: make([]*view.Tied, 4)}}}}
		got := ""
		for _, item := range b.tiedItems() {
			got += fmt.Sprintf("%s %d|", item.words(), len(item.ties))
			if item.head > 0 && item.head != head {
				t.Errorf("with room for %d bytes, the beginning weighs %d, not %d", most, item.head, head)
			}
		}
		if got != "In short 0|Ada 2|Bob 1|Cyd 0|Dot 0|" {
			t.Error(got)
		}
		page := &networkPage{}
		page.list(b.tiedItems())
		if len(page.People) != 3 || len(page.Alone) != 1 || len(page.Ties) != 3 || page.Ties[0].Length != "1.5" || page.Ties[0].Strength != "light" || page.Ties[1].Length != "–" || page.Ties[1].Strength != "not met yet" {
			t.Errorf("the page lists %+v", page)
		}
	}
	for kinds, want := range map[string]chart.Line{"": chart.DashDot, "mentoring peers": chart.Whole, "peers": chart.Dashed, "beside": chart.Dotted, "guest mentoring": chart.DashDot} {
		if got := lineOf(&view.Tie{Kinds: strings.Fields(kinds)}); got != want {
			t.Errorf("%q: line %d, not %d", kinds, got, want)
		}
	}
	if got := describeNetwork(n); got != "3 people, 3 ties, 0 groups." {
		t.Error(got)
	}
}

// TestTheWayOfAPairing names its lanes, and marks today until it ends.
func TestTheWayOfAPairing(t *testing.T) {
	t.Parallel()
	day := func(n int) when.Date { return when.Day(2026, 3, 1).Add(n) }
	p := &view.Pairing{From: day(0), Until: day(100), Held: 1, Meetings: []view.Meeting{{On: day(10), Held: true, Counted: true}, {On: day(20), Counted: true}, {On: day(30), Held: true, Counted: true, Peers: true}, {On: day(40), Held: true}},
		Goals:      []view.Goal{{Text: "Write", Set: day(5), Done: day(50)}, {Set: day(6)}, {Text: "Later"}},
		Milestones: []view.MilestoneDay{{Name: "Met", Day: day(9), Done: day(10)}, {Name: "Half", Day: day(60)}}, Breaks: []view.Break{{From: day(70), Until: day(80)}, {From: day(90)}}}
	drawn := string(drawTimeline(p, day(99)))
	for _, want := range []string{"<h3>Meetings, goals and milestones</h3>", ": meeting</title><circle", ": meeting that did not come about</title><circle class=\"hollow\"", ": meeting</title><path class=\"mark\"",
		"Write: set", "Write: reached", ">6 Mar 2026: Write: set</title><path class=\"mark-goal\" ", "goal: set", "11 Mar 2026: Met: reached", "Half: due", "a break", `class="now"`, ">8 Jun<",
		`x="70%" y="18" width="10%"`, `x="90%" y="18" width="10%"`} {
		if !strings.Contains(drawn, want) {
			t.Errorf("no %s in\n%s", want, drawn)
		}
	}
	if strings.Contains(drawn, "Later") || strings.Count(drawn, "<tr>") != 1+3+3+2 {
		t.Errorf("%d rows:\n%s", strings.Count(drawn, "<tr>"), drawn)
	}
	if over := string(drawTimeline(p, day(100))); strings.Contains(over, `class="now"`) {
		t.Error("today is marked on a way that is over")
	}
	if got := strings.Join(wayWords(p), ", "); got != "1 meeting, 3 goals, 2 milestones, 2 breaks" {
		t.Error(got)
	}
	if got := strings.Join(wayWords(&view.Pairing{}), ", "); got != "0 meetings" {
		t.Error(got)
	}
	p.Meetings, p.Logged = nil, 1
	if kept := string(drawTimeline(p, day(1))); !strings.Contains(kept, "<h3>Goals and milestones</h3>") {
		t.Error("there is a lane of meetings whose days are not shown")
	}
	p.Goals, p.Milestones = nil, nil
	if drawTimeline(p, day(1)) != "" {
		t.Error("a way without lanes is drawn")
	}
	p.Logged = 0
	if kept := string(drawTimeline(p, day(1))); !strings.Contains(kept, "<h3>Meetings</h3>") {
		t.Error("a pairing that has not met has no lane")
	}
}

// TestMeetingsByWeekAndDay counts those from the first day to the last, in as many weeks
// together as make few enough columns.
func TestMeetingsByWeekAndDay(t *testing.T) {
	t.Parallel()
	first := when.Day(2026, 3, 4) // a Wednesday
	days := []view.Period{{From: first.Add(-1), Held: 9}, {From: first, Held: 1}, {From: first.Add(5), Held: 2}, {From: first.Add(7), Held: 3}, {From: first.Add(13), Held: 1}, {From: first.Add(14), Held: 9}}
	drawn := string(drawCalendar(days, first, first.Add(13)))
	for _, want := range []string{"7 meetings from 4 Mar 2026 to 17 Mar 2026, most of them, 4, on a Wed.", ">2 Mar, Wed: 1<", ">9 Mar, Mon: 2<", ">9 Mar, Wed: 3<", ">16 Mar, Tue: 1<", "Meetings by week and day"} {
		if !strings.Contains(drawn, want) {
			t.Errorf("no %s in\n%s", want, drawn)
		}
	}
	if drawCalendar(days, first.Add(20), first.Add(30)) != "" {
		t.Error("no meetings are drawn")
	}
	monday := when.Day(2026, 3, 2)
	for weeks, want := range map[int]string{53: "Meetings by week and day", 54: "Meetings by 2 weeks and day"} {
		last := monday.Add(7*weeks - 1)
		drawn := string(drawCalendar([]view.Period{{From: last, Held: 1}}, monday, last))
		if !strings.Contains(drawn, want) || strings.Contains(drawn, "Mar 2026, Mon: 0") != (weeks == 54) {
			t.Errorf("of %d weeks there is no %s", weeks, want)
		}
	}
}

// TestWhatFormsListOfPairings begins with each cohort anew and leads to the form, and to the
// repository's own where the folder may be told.
func TestWhatFormsListOfPairings(t *testing.T) {
	t.Parallel()
	a, c := &view.Cohort{Name: "A"}, &view.Cohort{Name: "C"}
	pairing := func(id string, exact bool) *view.Pairing {
		return &view.Pairing{ID: id, People: "People of " + id, Log: &view.LogForm{Key: "k/" + id, Exact: exact, Folder: view.FormFolder{See: "see " + id}}}
	}
	b := &builder{shown: &view.Programme{}, theme: &theme{}}
	page := b.logPage(Frame{Path: "log.html", AsOf: when.Day(2026, 3, 10)}, stretch[logItem]{Items: []logItem{{a, pairing("x", false)}, {a, pairing("y", true)}, {c, pairing("z", false)}}}).(*logPage)
	want := []logCohort{{"A", []logPairing{{"People of x", "x", "log.html?pairing=k/x", "see x"}, {"People of y", "y", "log.html?pairing=k/y", ""}}}, {"C", []logPairing{{"People of z", "z", "log.html?pairing=k/z", "see z"}}}}
	if diff := cmp.Diff(want, page.Cohorts); diff != "" || page.Text != "---\ndate: 2026-03-10\n---\n" || len(page.Scripts) != 4 {
		t.Errorf("%q, %d scripts, -want +got:\n%s", page.Text, len(page.Scripts), diff)
	}
	second := Frame{Path: "log/2.html", Stretches: []view.Link{{Path: "log.html"}, {Path: "log/2.html"}}}
	if page := b.logPage(second, stretch[logItem]{Words: "C: z"}).(*logPage); page.Scripts != nil || page.Title != "We met: C: z" {
		t.Errorf("the second page is %+v", page)
	}
}

// TestWhatFormsKnowIsCut by cohort, and says from which pairing each file goes on.
func TestWhatFormsKnowIsCut(t *testing.T) {
	t.Parallel()
	b := &builder{most: 20}
	parts, err := b.addFormParts([]formEntry{{"a", "a/1", []byte(`"1234567"`)}, {"a", "a/2", []byte(`"1234567"`)}, {"a", "a/3", []byte(`"1234567"`)}, {"c", "c/1", []byte(`"1"`)}})
	got := ""
	for i, p := range parts {
		body := rendered(t, b.outputs[i])
		got += fmt.Sprintf("%s %s %d|", p.From, p.Path[:len("assets/forms-a-")], strings.Count(body, `":"`))
		if !strings.HasPrefix(body, "\"use strict\";\nObject.assign(pairbookForms.pairings, {") || b.outputs[i].Path != p.Path {
			t.Errorf("%s at %s: %s", p.Path, b.outputs[i].Path, body)
		}
	}
	if err != nil || got != "a/1 assets/forms-a- 2|a/3 assets/forms-a- 1|c/1 assets/forms-c- 1|" {
		t.Errorf("%s: %v", got, err)
	}
}

// TestPagesOfACohort are those that have something to show.
func TestPagesOfACohort(t *testing.T) {
	t.Parallel()
	topics, evidence, rounds := []view.TopicBalance{{}}, []view.Evidence{{}}, []view.Round{{}}
	matching := view.Link{Words: "Matching", Path: "cohorts/a/matching.html"}
	for _, c := range []struct {
		cohort view.Cohort
		want   string
	}{
		{view.Cohort{}, "Overview"},
		{view.Cohort{Evidence: evidence, Rounds: rounds}, "Overview"},
		{view.Cohort{Topics: topics}, "Overview|All figures"},
		{view.Cohort{Load: []view.MentorLoad{{}}}, "Overview|All figures"},
		{view.Cohort{Waiting: []view.Who{{}}}, "Overview|All figures"},
		{view.Cohort{Topics: topics, Matching: matching}, "Overview|Matching"},
		{view.Cohort{Started: 1}, "Overview|Compare|All figures"},
		{view.Cohort{Started: 1, Matching: matching}, "Overview|Compare|All figures|Matching"},
		{view.Cohort{Started: 1, Evidence: evidence}, "Overview|Evidence|Compare|All figures"},
		{view.Cohort{Started: 1, Rounds: rounds}, "Overview|Evidence|Compare|All figures"},
		{view.Cohort{Gatherings: []view.Gathering{{}}, Recent: []*view.Recent{{Words: "4 weeks"}, {Words: "12 weeks"}}}, "Overview|Gatherings|Last 4 weeks|Last 12 weeks"},
	} {
		var got []string
		for _, tab := range (&builder{}).tabsOf(&c.cohort) {
			got = append(got, tab.Words)
		}
		if strings.Join(got, "|") != c.want {
			t.Errorf("%v, not %s", got, c.want)
		}
	}
}

// TestThePageOfACohort opens with a few figures, and with as much that is worth a hello as has room.
func TestThePageOfACohort(t *testing.T) {
	t.Parallel()
	c := &view.Cohort{Name: "Spring", Path: "cohorts/spring/index.html", Words: "running", Starts: when.Day(2026, 3, 2), Ends: when.Day(2026, 8, 31), Program: &view.Program{Name: "Career"},
		Funnel: []view.Stage{{Name: "Enrolled"}}, Daily: []view.Period{{From: when.Day(2026, 3, 3), Held: 1}}, Events: []view.Event{{Name: "a", Past: true}, {Name: "b"}, {Name: "c"}}}
	for _, id := range []string{"met_lately", "cadence_kept", "met", "retention", "sessions_held"} {
		c.Figures = append(c.Figures, measured(id))
	}
	for range 50 {
		c.Hello = append(c.Hello, view.Look{})
	}
	b := &builder{most: 20 * 10 * 400, shown: &view.Programme{AsOf: when.Day(2026, 4, 1)}, calendars: map[string]string{c.Path: "calendar/spring.ics"}}
	page := b.cohortPage(Frame{Next: view.Link{Path: "x"}}, c, nil).(*cohortPage)
	var tiles []string
	for _, f := range page.Tiles {
		tiles = append(tiles, f.Metric.ID)
	}
	if got := strings.Join(tiles, " "); got != "met cadence_kept sessions_held retention" {
		t.Errorf("it opens with %s", got)
	}
	if len(page.Hello) != 10 || page.MoreLook != 40 || page.Dates != "calendar/spring.ics" || len(page.Past) != 1 || len(page.Coming) != 2 || page.Next.Path != "" || page.Title != "Spring" || page.Summary != "Career: 2 Mar 2026 to 31 Aug 2026, running." {
		t.Errorf("%d to greet and %d more, %s", len(page.Hello), page.MoreLook, page.Summary)
	}
	if page.Funnel != "" || !strings.Contains(string(page.Calendar), "from 2 Mar 2026 to 1 Apr 2026") {
		t.Errorf("%s\n%s", page.Funnel, page.Calendar)
	}
	c.Funnel[0].Count, c.Daily, c.Program = 1, nil, nil
	page = b.cohortPage(Frame{}, c, nil).(*cohortPage)
	if !strings.Contains(string(page.Funnel), "Enrolled: 1.") || page.Calendar != "" || page.Summary != "2 Mar 2026 to 31 Aug 2026, running." {
		t.Errorf("%s\n%s", page.Summary, page.Funnel)
	}
}

// TestHeadingsBelowHeadings stand below the one of the second level before them.
func TestHeadingsBelowHeadings(t *testing.T) {
	t.Parallel()
	got := contents(pageText(t, "### a\n\n## b\n\n### c\n\n### d\n\n## e\n").Contents())
	want := []Heading{{"a", "a", nil}, {"b", "b", []Heading{{"c", "c", nil}, {"d", "d", nil}}}, {"e", "e", nil}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	written := []byte(`<h2 id="a&amp;b">A <b>&amp;</b> B</h2><h2>no id</h2><h2 class="x" id="c" title="t">C</h2><h3 id="d">D</h3>`)
	if diff := cmp.Diff([]Heading{{"a&b", "A & B", nil}, {"c", "C", nil}}, headingsIn(written)); diff != "" {
		t.Errorf("of a page: -want +got:\n%s", diff)
	}
}

// TestPicturesAreOnTheSite alone: neither a page nor an address elsewhere is one.
func TestPicturesAreOnTheSite(t *testing.T) {
	t.Parallel()
	f := &Frame{Path: "a/b.html"}
	for link, want := range map[view.Link]string{{Path: "c.png"}: "../c.png", {Address: "https://b.example/c.png"}: "", {Path: "c.png", Address: "https://b.example"}: "", {Path: "c.html"}: "", {}: ""} {
		got, ok := imageAddress(f, link)
		if !ok {
			got = ""
		}
		if got != want {
			t.Errorf("%v: %q, not %q", link, got, want)
		}
	}
	b := &builder{taken: map[string]string{"c.html": "c.html"}, sizes: map[string]func() (int, int){"c.png": func() (int, int) { return 3, 2 }}}
	for link, want := range map[view.Link]bool{{Path: "c.html"}: true, {Path: "C.html"}: true, {Path: "d.html"}: false, {Path: "d.pdf"}: true, {Address: "https://b.example/d.html"}: true, {}: false} {
		if to, ok := b.wayTo(f, link); ok != want || ok && to == "" {
			t.Errorf("%v: %q, %t", link, to, ok)
		}
	}
	if w, h := b.sizeOf(view.Link{Path: "c.png"}); w != 3 || h != 2 {
		t.Errorf("%d by %d", w, h)
	}
	if w, h := b.sizeOf(view.Link{Path: "d.png"}); w != 0 || h != 0 {
		t.Errorf("of a picture that is not there: %d by %d", w, h)
	}
}

// TestDefinitionsOfTheSame stand below one heading.
func TestDefinitionsOfTheSame(t *testing.T) {
	t.Parallel()
	b := &builder{shown: &view.Programme{Metrics: []view.Metric{{ID: "a", Of: "A pairing"}, {ID: "b", Of: "A pairing"}, {ID: "c", Of: "Cohorts"}}}}
	page, err := b.metricsPage(Frame{})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, g := range page.(*metricsPage).Groups {
		got = append(got, fmt.Sprint(g.ID, " ", g.Words, " ", len(g.Metrics)))
	}
	if want := "pb-of-a-pairing A pairing 2|pb-of-cohorts Cohorts 1"; strings.Join(got, "|") != want {
		t.Errorf("%v, not %s", got, want)
	}
}

// TestWaysFromAPage lead to paths of the site, to addresses elsewhere, and to telephones.
func TestWaysFromAPage(t *testing.T) {
	t.Parallel()
	f := &Frame{Path: "a/b.html", divided: map[string]bool{"api/v1/x.json": true}}
	in := f.With(1).With(2)
	for got, want := range map[any]any{
		f.To("a/c d.html"): "c%20d.html", (&Frame{Path: notFoundPlace, root: "/m/"}).To("a/c d.html"): "/m/a/c%20d.html", in.Metric("met"): "../metrics.html#pb-metric-met",
		f.Href(view.Link{Path: "a/c.html", Fragment: "é"}): "c.html#%C3%A9", f.Href(view.Link{Path: "x", Address: "https://b.example"}): "https://b.example", f.Href(view.Link{Fragment: "x"}): "",
		in.Href(view.Link{Address: "tel:+44(0)16-32.1"}): template.URL("tel:+44(0)16-32.1"), f.Href(view.Link{Address: "tel:x"}): "tel:x",
	} {
		if got != want {
			t.Errorf("%v, not %v", got, want)
		}
	}
	if in.It != 2 || !in.IsPath("a/b.html") || in.IsPath("b.html") || !in.IsDivided("api/v1/x.json") || in.IsDivided("api/v1/y.json") {
		t.Errorf("in the page: %+v", in)
	}
	b := &builder{shown: &view.Programme{Base: "https://m.example/our%20m/"}}
	for path, want := range map[string]string{"index.html": "https://m.example/our%20m/", "a/index.html": "https://m.example/our%20m/a/", "a/b.html": "https://m.example/our%20m/a/b.html"} {
		if got := b.address(path); got != want || b.rootOf(path) != "" {
			t.Errorf("%s is at %s, below %q", path, got, b.rootOf(path))
		}
	}
	if got := b.rootOf(notFoundPlace); got != "/our%20m/" {
		t.Errorf("the site begins at %s", got)
	}
}
