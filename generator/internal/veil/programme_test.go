package veil

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"pairbook/generator/internal/record"
	"pairbook/generator/internal/view"
	"pairbook/generator/internal/when"
	"pairbook/generator/test/mini"
)

// TestWhatIsShownOfAProgramme is what it says of itself, with its rhythm and its milestones
// only where its format has them.
func TestWhatIsShownOfAProgramme(t *testing.T) {
	const training = "{id: listening, title: Listening first, page: meeting/README.md, role: mentor, required: true}"
	want := view.Program{ID: "career", Name: "Career mentoring", Path: "programs/career.html", Purpose: "To get further with somebody who has been there.", Format: "formal", Structures: []string{"one to one", "peers"},
		Roles: []view.Link{{Words: "Mentor", Path: "roles/mentor.html"}, {Words: "Mentee", Path: "roles/mentee.html"}}, ToAsk: []view.Who{{Words: "Nameboss Firthboss", Path: "people/idboss.html"}},
		Help: view.Contact{Ways: []view.Link{{Words: "help@example.org", Address: "mailto:help@example.org"}}},
		Safeguarding: view.Contact{Hours: "Mon to Fri, 9 to 5", Page: view.Link{Path: "meeting/index.html", Fragment: "when-something-is-wrong"},
			Ways: []view.Link{{Words: "safe@example.org", Address: "mailto:safe@example.org"}, {Words: "+44 (0)1632 960 123", Address: "tel:+441632960123"}}},
		Cadence: "every week", Duration: "3 months", Milestones: []view.Milestone{{Name: "Met for the first time", After: "1 week", Owner: "mentee"}},
		Training:   []view.Training{{Title: view.Link{Words: "Listening first", Path: "meeting/index.html"}, Role: "Mentor", Required: true}, {Title: view.Link{Words: "More"}, Role: "gone"}},
		Objectives: []view.Objective{{Statement: "Pairs meet soon.", Target: "at most 14 days"}, {Statement: "People stay.", Target: "at least 90 %"}}}
	for format, c := range map[string]struct {
		cadence    string
		milestones []view.Milestone
		unasked    []string
	}{"formal": {"every week", want.Milestones, nil}, "hybrid": {"", want.Milestones, []string{"cadence_kept"}}, "informal": {"", nil, []string{"cadence_kept", "milestones_kept", "days_since_last", "longest_gap"}}} {
		files := mini.Files(mini.Everything)
		files[programFile].Data = []byte(replaced(string(files[programFile].Data), "format: formal", "format: "+format, training, training+"\n  - {id: more, title: More, role: gone}",
			"roles: [mentor, mentee]", "roles: [mentor, gone, mentee]", "coordinators: [idboss]", "coordinators: [ideve, idboss]"))
		files["program/people/ideve.yaml"].Data = append(files["program/people/ideve.yaml"].Data, "left: 2026-03-31\n"...)
		shown := Show(flawed(t, files))
		got := *shown.Programs[0]
		if len(got.Cohorts) != 2 || got.Cohorts[0].ID != "spring" || got.Objectives[0].Metric == nil || got.Objectives[0].Metric.ID != "time_to_first" || got.Objectives[1].Metric != nil {
			t.Errorf("%d cohorts, objectives %+v", len(got.Cohorts), got.Objectives)
		}
		got.Cohorts, got.Objectives[0].Metric = nil, nil
		want.Format, want.Cadence, want.Milestones, want.Unasked = format, c.cadence, c.milestones, c.unasked
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", format, diff)
		}
	}
}

// TestRolesAreShown with their facets and what is expected of them.
func TestRolesAreShown(t *testing.T) {
	half := 0.5
	shown := Show(input(t, mini.Files(mini.Everything), Public))
	mentor := *shown.Roles[1]
	rhythm := mentor.Expectations[0]
	if rhythm.Metric == nil || rhythm.Metric.ID != "cadence_kept" {
		t.Errorf("%+v", rhythm.Metric)
	}
	rhythm.Metric, rhythm.Measured, rhythm.Ledger = nil, nil, nil
	want := view.Expectation{ID: "rhythm", Statement: "Keep the rhythm.", Why: "Trust grows from kept promises.", Evidence: "Rhythm kept, at least 50 %", Kind: "metric", AtLeast: &half}
	if diff := cmp.Diff(want, rhythm); diff != "" {
		t.Error(diff)
	}
	n := len(mentor.Expectations)
	mentor.Expectations = nil
	facets := []view.Facet{{ID: "coach", Name: "Coach", Summary: "Asks before telling.", Practices: []string{"Ask first."}}}
	if diff := cmp.Diff(view.Role{ID: "mentor", Name: "Mentor", Path: "roles/mentor.html", Summary: "Listens, asks, and opens doors.", Facets: facets, Benefits: []string{"Practice in listening."}}, mentor); diff != "" || n != 4 {
		t.Errorf("%d expectations: %s", n, diff)
	}
}

// TestTargets write what is hoped for as the figure is written, or as the objective itself says.
func TestTargets(t *testing.T) {
	r := newRevealer(input(t, mini.Files(mini.Defaults), Public))
	r.addMetrics()
	x, share := 12.25, 0.9
	for _, c := range []struct {
		objective record.Objective
		want      string
	}{
		{record.Objective{Metric: "time_to_first"}, ""},
		{record.Objective{Metric: "time_to_first", Target: &x, Unit: "weeks", Better: record.Higher}, "at most 12.3 days"},
		{record.Objective{Target: &share, Unit: "share", Better: record.Higher}, "at least 90 %"},
		{record.Objective{Target: &x, Better: record.Lower}, "at most 12.25"},
		{record.Objective{Target: &x, Unit: "tonnes"}, "12.3 tonnes"},
		{record.Objective{Metric: "gone", Target: &x}, "12.25"},
	} {
		if got := strings.ReplaceAll(r.target(c.objective), "\u00a0", " "); got != c.want {
			t.Errorf("%q, not %q", got, c.want)
		}
	}
}

// TestHowOftenAndHowLong has a number before one of anything only where it is a length.
func TestHowOftenAndHowLong(t *testing.T) {
	for _, c := range []struct {
		interval       when.Interval
		often, howLong string
	}{{when.Interval{N: 1, Unit: when.Weeks}, "every week", "1 week"}, {when.Interval{N: 2, Unit: when.Months}, "every 2 months", "2 months"}} {
		if often, long := everyWords(c.interval), lengthWords(c.interval); strings.ReplaceAll(often, "\u00a0", " ") != c.often || strings.ReplaceAll(long, "\u00a0", " ") != c.howLong {
			t.Errorf("%q and %q, not %q and %q", often, long, c.often, c.howLong)
		}
	}
	if got := everyWords(when.Interval{}); got != "" {
		t.Errorf("without an interval: %q", got)
	}
}

// TestWhoIsStillHere leaves out who has left by the day itself, and nobody of whom there is no
// record.
func TestWhoIsStillHere(t *testing.T) {
	files := mini.Files(mini.Defaults)
	for id, left := range map[string]string{"idada": "2026-04-01", "idbob": "2026-04-02"} {
		files["program/people/"+id+".yaml"].Data = append(files["program/people/"+id+".yaml"].Data, "left: "+left+"\n"...)
	}
	r := newRevealer(input(t, files, Coordinators))
	if got := r.here([]record.PersonID{"idada", "idbob", "idboss", "gone"}); !slices.Equal(got, []record.PersonID{"idbob", "idboss", "gone"}) {
		t.Errorf("%q are here", got)
	}
	public := newRevealer(input(t, mini.Files(mini.Defaults), Public))
	var words []string
	for _, who := range public.coordinators([]record.PersonID{"idboss", "idada", "ideve", "iddot"}) {
		words = append(words, who.Words)
	}
	if !slices.Equal(words, []string{"a coordinator", "aliasotter", "aliasdot"}) {
		t.Errorf("the coordinators are %q", words)
	}
}

// TestCohortsInTurn lists those that run first, then those to join, being matched and closed,
// and of each the newest first.
func TestCohortsInTurn(t *testing.T) {
	r := &revealer{shown: &view.Programme{}}
	for _, c := range []struct {
		id, state string
		starts    when.Date
	}{{"a", "closed", 90}, {"b", "matching", 10}, {"c", "open", 20}, {"d", "running", 30}, {"e", "running", 40}, {"g", "running", 30}, {"f", "running", 30}} {
		r.shown.Cohorts = append(r.shown.Cohorts, &view.Cohort{ID: c.id, State: c.state, Starts: c.starts})
	}
	r.sortCohorts()
	got := ""
	for _, c := range r.shown.Cohorts {
		got += c.ID
	}
	if got != "edfgcba" {
		t.Errorf("%q", got)
	}
}

// TestWhatIsSaidOfTheWhole is the title, who may find the site, and what is defined on it.
func TestWhatIsSaidOfTheWhole(t *testing.T) {
	for _, c := range []struct {
		visibility      string
		audience        Audience
		listed, private bool
	}{{"public", Public, true, false}, {"public", sponsor, true, false}, {"internal", Public, false, false}, {"public", Coordinators, false, true}} {
		p := Show(input(t, mini.Files(mini.Defaults+"visibility: "+c.visibility+"\n"), c.audience))
		if p.Title != "Miniature" || p.Listed != c.listed || p.Private != c.private || p.AsOf != mini.Day || p.Counts != (view.Counts{People: 6, Enrolments: 9, Pairings: 4, Sessions: 4, Pages: 3}) {
			t.Errorf("%+v: listed %t, private %t, %+v", c, p.Listed, p.Private, p.Counts)
		}
		of := map[string]string{}
		for _, m := range p.Metrics {
			of[m.ID] = m.Of
		}
		if of["cadence_kept"] != "Pairings and cohorts" || of["match_rate"] != "Cohorts" {
			t.Errorf("%q", of)
		}
		own := 0
		for _, term := range p.Terms {
			if term.Name == "early ending, break" || term.Name == "finished early" {
				own++
			}
		}
		if want := map[bool]int{false: 2, true: 0}[c.private]; own != want || len(p.Terms) < 5 {
			t.Errorf("%d terms, %d of them of what is not told as it is", len(p.Terms), own)
		}
	}
}

// TestAboutTheSite says whom it is for, and from which commit it was made.
func TestAboutTheSite(t *testing.T) {
	const commit = "0123456789abcdef0123"
	for _, c := range []struct {
		site, revision string
		audience       Audience
		want           view.About
	}{
		{mini.Defaults, commit, Public, view.About{Records: view.Link{Words: "the repository", Address: "https://github.com/mini/mini"}, Commit: view.Link{Words: "0123456789ab", Address: atRepo + "commit/" + commit}}},
		{mini.Defaults, commit + "-modified", Coordinators, view.About{Records: view.Link{Words: "the repository", Address: "https://github.com/mini/mini"}, Commit: view.Link{Words: "0123456789ab", Address: atRepo + "commit/" + commit}, Modified: true}},
		{"format: 1\ntitle: Miniature\n", "0123", Public, view.About{Commit: view.Link{Words: "0123"}}},
		{"format: 1\ntitle: Miniature\n", "", Public, view.About{}},
	} {
		in := input(t, mini.Files(c.site), c.audience)
		in.Revision = c.revision
		got := *Show(in).About
		forAll := strings.HasPrefix(got.Audience, "Everybody who can open it")
		if forAll != (c.audience == Public) || (got.Never != "") != (c.audience == Public) || len(got.Shows) != 9 || len(got.Kept) == 0 {
			t.Errorf("to %d: %+v", c.audience, got)
		}
		got.Audience, got.Never, got.Shows, got.Kept = "", "", nil, nil
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%q to %d: %s", c.revision, c.audience, diff)
		}
	}
	for revision, want := range map[string]string{"": "", "0123": "0123", commit: "0123456", commit + "-modified": "0123456-modified"} {
		if got := shortRevision(revision); got != want {
			t.Errorf("%q is %q, not %q", revision, got, want)
		}
	}
}

// TestBenefitAndCost takes a programme's numbers as people read them, with what is missing, and
// tells everybody where the programme gives any.
func TestBenefitAndCost(t *testing.T) {
	files := mini.Files(mini.Defaults)
	files[programFile].Data = append(files[programFile].Data, "roi: {currency: CHF, tooling: 1200.5, coordination_hours: 10, hour_cost: 50, baseline_attrition: 0.12}\n"...)
	for _, audience := range []Audience{Public, Coordinators} {
		p := Show(input(t, files, audience))
		roi := p.ROIs[0]
		var inputs []string
		for _, in := range roi.Inputs {
			if in.Value != "" || in.Default != "" || in.Unit == "CHF" {
				inputs = append(inputs, fmt.Sprint(in.Key, " ", in.Value, " ", in.Unit, " ", in.Default))
			}
		}
		want := []string{"tooling 1200.5 CHF ", "coordination_hours 10 h ", "hour_cost 50 CHF ", "baseline_attrition 12 % ", "replacement_cost  CHF ", "spread 25 % 25"}
		if diff := cmp.Diff(want, inputs); diff != "" || roi.Currency != "CHF" || !roi.Given || roi.ID != "pb-roi-career" || roi.Program != p.Programs[0] || roi.Record.Path != programFile {
			t.Errorf("to %d: %s, %+v", audience, diff, roi)
		}
		var parts []string
		for _, part := range roi.Parts {
			parts = append(parts, part.Name+" "+part.Words+" "+part.Hours+" "+part.Cost)
		}
		if diff := cmp.Diff([]string{"tooling Tools  1,201", "coordination Coordination 10.0 500", "meetings Time in meetings 4.5 225", "around Time around meetings not known not known", "training Training not known not known"}, parts); diff != "" {
			t.Errorf("to %d: %s", audience, diff)
		}
		if got := fmt.Sprint(roi.Missing); got != "[Hours each person spends around a meeting Hours each person is trained Participants who leave in a year Cost of replacing somebody Share of the difference that is mentoring’s]" {
			t.Errorf("%s is missing", got)
		}
		held := ""
		for _, lack := range roi.Lacks {
			if lack.Holds {
				held += lack.Name + " "
			}
		}
		if held != "missing " || len(roi.Figures) == 0 || !slices.ContainsFunc(p.Metrics, func(m view.Metric) bool { return m.Of == "Benefit and cost" }) {
			t.Errorf("it lacks %s; %d figures", held, len(roi.Figures))
		}
	}
	for audience, want := range map[Audience]int{Public: 0, Coordinators: 1} {
		p := Show(input(t, mini.Files(mini.Defaults), audience))
		if len(p.ROIs) != want || slices.ContainsFunc(p.Metrics, func(m view.Metric) bool { return m.Of == "Benefit and cost" }) != (want > 0) {
			t.Errorf("without numbers, to %d: %d", audience, len(p.ROIs))
		}
		if want > 0 && (p.ROIs[0].Given || p.ROIs[0].Currency != "EUR") {
			t.Errorf("%+v", p.ROIs[0])
		}
	}
}
