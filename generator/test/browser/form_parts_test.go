package browser

import (
	"encoding/json"
	"maps"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pairbook/generator/test/here"
)

// TestFormOfManyPairings moves what the form knows of pairings into files that it
// loads when they are wanted, as the site does when there are many: each pairing has
// its form, and whatever is not there is told.
func TestFormOfManyPairings(t *testing.T) {
	here.OnlyWhole(t)
	t.Parallel()
	site := t.TempDir()
	if err := os.CopyFS(site, os.DirFS(clubsSite(t))); err != nil {
		t.Fatal(err)
	}
	keys := partForms(t, site)
	f := openForm(t, site, "log.html")
	for _, key := range keys {
		f.visit(site, "log.html?pairing="+url.QueryEscape(key))
		if _, words, _ := strings.Cut(key, "/"); evaluate[string](f, shownLog) != words {
			t.Errorf("%s: %s", key, evaluate[string](f, shownLog))
		}
	}
	for address, want := range map[string]string{
		"log.html?choose":                    "choose",
		"log.html?pairing=0/before":          "choose unknown",
		"log.html?pairing=zz/after":          "choose unknown",
		"log.html?pairing=" + keys[0] + "-x": "choose unknown",
		"log.html?pairing=__proto__":         "choose unknown",
	} {
		f.visit(site, address)
		if got := evaluate[string](f, shownLog); got != want {
			t.Errorf("%s shows %q, not %q", address, got, want)
		}
	}
	if err := os.Remove(filepath.Join(site, "assets", "part-0.js")); err != nil {
		t.Fatal(err)
	}
	f.visit(site, "log.html?pairing="+keys[0])
	if got := evaluate[string](f, shownLog); got != "choose unloaded" {
		t.Errorf("without its file a pairing has %q", got)
	}
}

// shownLog is the pairing that log.html has a form of, or what else it shows.
const shownLog = `(() => {
	if (!document.getElementById("pb-log").hidden) return document.getElementById("pb-code").textContent;
	return ["choose", "unknown", "unloaded"].filter((id) => !document.getElementById("pb-" + id).hidden).join(" ");
})()`

// partForms puts each pairing of a site into a file of its own, and gives their keys.
func partForms(t *testing.T, site string) []string {
	t.Helper()
	const begin, end = "\"use strict\";\nconst pairbookForms = ", ";\n"
	files, err := filepath.Glob(filepath.Join(site, "assets", "forms-*.js"))
	if err != nil || len(files) != 1 {
		t.Fatalf("the forms know %v: %v", files, err)
	}
	text, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	var known map[string]any
	if err := json.Unmarshal([]byte(strings.TrimSuffix(strings.TrimPrefix(string(text), begin), end)), &known); err != nil {
		t.Fatal(err)
	}
	pairings := known["pairings"].(map[string]any)
	keys := slices.Sorted(maps.Keys(pairings))
	var parts []map[string]string
	for i, key := range keys {
		name := "assets/part-" + string(rune('0'+i)) + ".js"
		put(t, site, name, "\"use strict\";\nObject.assign(pairbookForms.pairings, "+script(map[string]any{key: pairings[key]})+")"+end)
		parts = append(parts, map[string]string{"from": key, "path": name})
	}
	known["pairings"], known["parts"] = map[string]any{}, parts
	put(t, site, "assets/"+filepath.Base(files[0]), begin+script(known)+end)
	if len(keys) < 3 || len(keys) > 9 {
		t.Fatalf("pairings go on: %v", keys)
	}
	return keys
}
