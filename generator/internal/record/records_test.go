package record_test

import (
	"path"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"pairbook/generator/test/mini"
)

// TestRecordsAreAllFiles has every text of a programme among its records, and each once.
func TestRecordsAreAllFiles(t *testing.T) {
	files := mini.Files(mini.Everything)
	var want, got []string
	for name := range files {
		if path.Ext(name) != ".png" {
			want = append(want, name)
		}
	}
	slices.Sort(want)
	for _, rec := range mini.Load(t, files).Records() {
		got = append(got, rec.Where().Path)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-files +records\n%s", diff)
	}
}
