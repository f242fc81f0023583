package site

import (
	"encoding/csv"
	"slices"
	"strings"
	"testing"

	"pairbook/generator/internal/veil"
	"pairbook/generator/internal/view"
	"pairbook/generator/test/mini"
)

// TestExports holds the tables to the audience: nobody but coordinators has
// mentors' places, and meetings are there only where their summaries are.
func TestExports(t *testing.T) {
	all := []string{"gatherings", "metrics", "pairings", "topics"}
	for name, c := range map[string]struct {
		site     string
		audience veil.Audience
		tables   []string
	}{
		"by default":       {defaults, veil.Public, all},
		"with summaries":   {defaults + "publish: {sessions: summaries}\n", veil.Public, append([]string{"sessions"}, all...)},
		"for coordinators": {defaults, veil.Coordinators, append([]string{"mentors", "sessions"}, all...)},
	} {
		site := render(t, input(t, mini.Files(c.site), c.audience))
		var found []string
		for file, body := range site {
			table, ok := strings.CutPrefix(file, "exports/spring-")
			if !ok {
				continue
			}
			found = append(found, strings.TrimSuffix(table, ".csv"))
			rows, err := csv.NewReader(strings.NewReader(body)).ReadAll()
			if err != nil || len(rows) < 2 || strings.Contains(body, "\r") || !strings.HasSuffix(body, "\n") {
				t.Errorf("%s: %s: %v\n%s", name, file, err, body)
			}
			if !strings.Contains(site["cohorts/spring/index.html"], `href="../../`+file+`"`) {
				t.Errorf("%s: no link leads to %s", name, file)
			}
		}
		slices.Sort(c.tables)
		slices.Sort(found)
		if !slices.Equal(found, c.tables) {
			t.Errorf("%s: the tables are %v, not %v", name, found, c.tables)
		}
	}
}

// TestRetentionHasItsBand finds where a share lies in the table, the chart and its words.
func TestRetentionHasItsBand(t *testing.T) {
	c := &view.Cohort{Started: 6, Retention: []view.Survival{
		{AtRisk: 6, Share: 1, Interval: &view.Interval{Low: 0.61, High: 1, Level: 0.95, Method: "wilson"}},
		{Week: 1, AtRisk: 6, Endings: 1, Censored: 1, Share: 0.75, Interval: &view.Interval{Low: 0.25, High: 0.9, Level: 0.95, Method: "log-log"}},
	}}
	if got := retentionTable(c).rows[1]; !slices.Equal(got, []string{"1", "6", "1", "1", "0.75", "0.25", "0.9", "log-log"}) {
		t.Errorf("the row is %q", got)
	}
	drawn := string(drawRetention(c))
	for _, want := range []string{
		"6 pairings started, one ended early in the first 2 weeks; an estimated 75 % had not ended by then, likely between 25 % and 90 %. Later fewer than five are left.",
		`<td class="n">75 %</td><td class="n">25 % and 90 %</td><td class="n">5</td>`, `class="spread"`,
	} {
		if !strings.Contains(drawn, want) {
			t.Errorf("the chart lacks %q:\n%s", want, drawn)
		}
	}
}

// TestExportsAreThePagesNumbers finds the API's figures in the table again.
func TestExportsAreThePagesNumbers(t *testing.T) {
	for name, of := range audiences {
		t.Run(name, func(t *testing.T) { exportsAreThePagesNumbers(t, of(t)) })
	}
}

func exportsAreThePagesNumbers(t *testing.T, in veil.Input) {
	for _, c := range veil.Show(in).Cohorts {
		rows := metricTable(c).rows
		for i, f := range newCohortJSON(c).Figures {
			if c.Started == 0 {
				continue
			}
			if row := rows[i]; row[0] != f.Metric || row[3] != number(f.Value) || row[4] != number(f.Numerator) || row[5] != number(f.Denominator) {
				t.Errorf("%s: the table has %v, and the API %v", c.ID, row, f)
			}
		}
	}
}
