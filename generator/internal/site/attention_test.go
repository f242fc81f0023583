package site

import (
	"encoding/json"
	"fmt"
	"html"
	"maps"
	"slices"
	"strings"
	"testing"

	"pairbook/generator/internal/markdown"
	"pairbook/generator/internal/veil"
	"pairbook/generator/test/mini"
)

// attentionOf reads the list that a site publishes; nil when it publishes none.
func attentionOf(t *testing.T, site map[string]string) []map[string]any {
	t.Helper()
	text, published := site["api/v1/attention.json"]
	if _, page := site["attention.html"]; page != published {
		t.Fatalf("the page is there: %t, the data: %t", page, published)
	}
	if !published {
		return nil
	}
	var list struct {
		Entries []map[string]any `json:"entries"`
	}
	if err := json.Unmarshal([]byte(text), &list); err != nil {
		t.Fatal(err)
	}
	return list.Entries
}

// TestAttentionIsGentle publishes the list only when both switches are on, and
// then says of pairings what their health says, and of people nothing.
func TestAttentionIsGentle(t *testing.T) {
	for _, health := range []bool{false, true} {
		for _, attention := range []bool{false, true} {
			site := render(t, input(t, mini.Files(defaults+fmt.Sprintf("publish: {people: names, health: %t, attention: %t}\n", health, attention)), veil.Public))
			entries := attentionOf(t, site)
			if (entries != nil) != (health && attention) {
				t.Fatalf("health %t, attention %t: %v", health, attention, entries)
			}
			if entries == nil {
				continue
			}
			for _, e := range entries {
				if keys := slices.Sorted(maps.Keys(e)); !slices.Equal(keys, []string{"cohort", "kind", "pairing", "words"}) {
					t.Errorf("others than coordinators read %v", e)
				}
				// The coordinator's note lets it rest.
				if e["pairing"] == "lapwing" {
					t.Errorf("a pairing that is looked after is listed: %v", e)
				}
			}
			if len(entries) != 1 || strings.Contains(site["attention.html"], "y the logs") {
				t.Errorf("the list is %v", entries)
			}
		}
	}
}

// theBoxIsTheList holds the box of each cohort's page to the list that coordinators have.
func theBoxIsTheList(t *testing.T, site map[string]string) {
	entries := attentionOf(t, site)
	if len(entries) == 0 {
		t.Fatal("there is nothing to look at")
	}
	for _, e := range entries {
		page := site[fmt.Sprintf("cohorts/%s/index.html", e["cohort"])]
		_, box, there := strings.Cut(page, `<section class="hello">`)
		box, _, _ = strings.Cut(box, "</section>")
		seen := html.EscapeString(markdown.Quotes(e["seen"].(string)))
		if (there && strings.Contains(box, seen)) == (e["snoozed"] != nil) {
			t.Errorf("of %v, the box says %q", e, box)
		}
		if !strings.Contains(site["attention.html"], seen) {
			t.Errorf("the page does not say %q", seen)
		}
	}
}
