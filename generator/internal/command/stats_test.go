package command

import (
	"encoding/csv"
	"encoding/json"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"pairbook/generator/test/here"
)

// TestStatsAreTheSites compares stats with what the coordinators' site publishes,
// figure by figure, and the rows of the table with the data.
func TestStatsAreTheSites(t *testing.T) {
	site := buildExample(t, "--audience", "coordinators")
	status, stdout, stderr := pairbook(t, time.Now(), "stats", "--root", here.Example(t), "--as-of", exampleDay, "--format", "json")
	if status != statusFine || stderr != "" {
		t.Fatalf("status %d: %s", status, stderr)
	}
	var all struct {
		AsOf    string           `json:"as_of"`
		Cohorts []map[string]any `json:"cohorts"`
	}
	if err := json.Unmarshal([]byte(stdout), &all); err != nil {
		t.Fatal(err)
	}
	var index struct {
		Cohorts []string `json:"cohorts"`
	}
	readJSON(t, filepath.Join(site, "api", "v1", "index.json"), &index)
	if all.AsOf != exampleDay || len(all.Cohorts) != len(index.Cohorts) {
		t.Fatalf("as of %s, %d cohorts of %d", all.AsOf, len(all.Cohorts), len(index.Cohorts))
	}
	for _, c := range all.Cohorts {
		id := c["cohort"].(string)
		var published map[string]any
		readJSON(t, filepath.Join(site, "api", "v1", "cohorts", id+".json"), &published)
		only(published, c)
		for i, p := range published["pairings"].([]any) {
			only(p.(map[string]any), c["pairings"].([]any)[i].(map[string]any))
		}
		if diff := cmp.Diff(published, c); diff != "" {
			t.Errorf("%s (-site +stats):\n%s", id, diff)
		}
	}
	compareRows(t, all.Cohorts)
}

// only takes out what the site says besides: words and links.
func only(published, stats map[string]any) {
	for key := range published {
		if _, here := stats[key]; !here {
			delete(published, key)
		}
	}
}

// compareRows compares each row of the CSV with its figure in the JSON.
func compareRows(t *testing.T, cohorts []map[string]any) {
	t.Helper()
	_, stdout, _ := pairbook(t, time.Now(), "stats", "--root", here.Example(t), "--as-of", exampleDay, "--format", "csv")
	rows, err := csv.NewReader(strings.NewReader(stdout)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	want := [][]string{rows[0]}
	cell := func(v any) string {
		if f, ok := v.(float64); ok {
			return strconv.FormatFloat(f, 'f', -1, 64)
		}
		return ""
	}
	for _, c := range cohorts {
		add := func(pairing string, figures any) {
			for _, f := range figures.([]any) {
				figure := f.(map[string]any)
				var records []string
				for _, r := range figure["records"].([]any) {
					records = append(records, r.(string))
				}
				why, _ := figure["unavailable"].(string)
				interval, _ := figure["interval"].(map[string]any)
				method, _ := interval["method"].(string)
				want = append(want, []string{c["cohort"].(string), pairing, figure["metric"].(string), cell(figure["value"]), cell(figure["numerator"]),
					cell(figure["denominator"]), cell(interval["low"]), cell(interval["high"]), method, strings.Join(records, "|"), why})
			}
		}
		add("", c["figures"])
		for _, p := range c["pairings"].([]any) {
			add(p.(map[string]any)["pairing"].(string), p.(map[string]any)["figures"])
		}
	}
	if diff := cmp.Diff(want, rows); diff != "" {
		t.Errorf("rows (-data +table):\n%s", diff)
	}
}
