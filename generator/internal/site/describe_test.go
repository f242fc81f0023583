package site

import (
	"strings"
	"testing"

	"pairbook/generator/internal/veil"
	"pairbook/generator/internal/view"
	"pairbook/generator/internal/when"
	"pairbook/generator/test/mini"
)

// TestPagesDescribeThemselves to those who link to them, and say whether they are to be read.
func TestPagesDescribeThemselves(t *testing.T) {
	t.Parallel()
	const read, consult = "article", "website"
	site := render(t, input(t, mini.Files(defaults), veil.Coordinators))
	for page, want := range map[string][2]string{
		"people/index.html":              {"Who takes part, as far as they wish to be shown.", consult},
		"search.html":                    {"Every page of this site, from A to Z.", consult},
		"about.html":                     {"What it is made of, and what it shows of people.", read},
		"cohorts/index.html":             {"The groups that start and finish together: now, next and before.", consult},
		"join.html":                      {"Say who you are and what you would like to do: two small files.", consult},
		"log.html":                       {"Log a meeting: the day and who was there are enough.", consult},
		"metrics.html":                   {"What every figure says, and exactly how it is counted.", read},
		"programs/index.html":            {"What each programme is for, and how it works.", consult},
		"attention.html":                 {"What could use a coordinator, the most urgent first: what was seen, the next step, and words to write.", consult},
		"network.html":                   {"Who is tied to whom through the programme, and how closely.", consult},
		"roi.html":                       {"What the programme cost in a year, what it may have been worth, and every guess behind the two.", consult},
		"cohorts/spring/compare.html":    {"How long the pairings of Spring 2026 last, and how the cohort stands beside earlier ones.", consult},
		"cohorts/spring/evidence.html":   {"What was expected in Spring 2026, what the records show of it, and what people answered.", consult},
		"cohorts/spring/figures.html":    {"Every figure of Spring 2026, with the records that it was counted from.", consult},
		"cohorts/spring/gatherings.html": {"Calls and meetings of the whole of Spring 2026, and how many came.", consult},
	} {
		for _, line := range []string{`<meta name="description" content="` + want[0] + `">`, `<meta property="og:type" content="` + want[1] + `">`} {
			if !strings.Contains(site[page], line) {
				head, _, _ := strings.Cut(site[page], "</head>")
				t.Errorf("%s has no %s:\n%s", page, line, head)
			}
		}
	}
}

// TestThePageOfAPairing has the newest log first, a script where an action can be ticked off,
// and the way of the pairing where it has begun.
func TestThePageOfAPairing(t *testing.T) {
	t.Parallel()
	b := &builder{theme: &theme{assets: map[string]asset{"done.js": {path: "assets/done.js"}}}, shown: &view.Programme{AsOf: when.Day(2026, 4, 1)},
		calendars: map[string]string{"p.html": "calendar/p.ics"}, suggestions: map[string][]string{"p.html": {"calendar/1.ics", "calendar/2.ics"}}}
	p := &view.Pairing{ID: "lapwing", Path: "p.html", People: "Ada and Bob", Words: "under way", Figures: []view.Figure{measured("other"), measured("cadence_kept"), measured("sessions_held")},
		Unasked: []string{"cadence_kept"}, Together: &view.Together{Times: []view.FreeTime{{By: []string{"Mon"}}, {By: []string{"Tue"}}}}, Actions: []view.Action{{What: "Ask"}},
		Sessions: []view.Session{{ID: "first", Notes: &view.Notes{Text: []byte("# One\n")}}, {ID: "second"}}}
	made, err := b.pairingPage(Frame{Path: "p.html"}, &view.Cohort{Name: "Spring", Path: "c.html"}, p)
	if err != nil {
		t.Fatal(err)
	}
	page := made.(*pairingPage)
	if page.Title != "Ada and Bob, lapwing" || page.Summary != "Ada and Bob in Spring, under way." || page.Dates != "calendar/p.ics" || len(page.Crumbs) != 4 || page.Crumbs[2].Path != "c.html" {
		t.Errorf("the page is %+v", page.Frame)
	}
	if len(page.Tiles) != 1 || page.Tiles[0].Metric.ID != "sessions_held" || len(page.More) != 1 || page.More[0].Metric.ID != "other" || page.Scripts != nil || page.Timeline != "" {
		t.Errorf("figures %v and %v, scripts %v", page.Tiles, page.More, page.Scripts)
	}
	if len(page.Free) != 2 || page.Free[1].By[0] != "Tue" || page.Free[1].Calendar != "calendar/2.ics" {
		t.Errorf("the times are %v", page.Free)
	}
	if len(page.Logs) != 2 || page.Logs[0].ID != "second" || page.Logs[0].Text != "" || !strings.HasPrefix(string(page.Logs[1].Text), `<h3 id="pb-log-1-one">One`) {
		t.Errorf("the logs are %v", page.Logs)
	}
	p.Actions, p.From, p.Until = append(p.Actions, view.Action{Done: "https://a.example"}), when.Day(2026, 3, 1), when.Day(2026, 9, 1)
	made, err = b.pairingPage(Frame{Path: "p.html"}, &view.Cohort{}, p)
	if page := made.(*pairingPage); err != nil || len(page.Scripts) != 1 || page.Scripts[0] != "assets/done.js" || page.Timeline == "" {
		t.Errorf("scripts %v, %v", page.Scripts, err)
	}
}
