package record_test

import (
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"pairbook/generator/internal/record"
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

// TestWithoutEach leaves out each record and file in turn, with the records that belong to it.
func TestWithoutEach(t *testing.T) {
	files := mini.Files(mini.Everything)
	files["program/imports/form.yaml"] = mini.File("answers: [{key: zone, value: UTC}]\n")
	files["content/tides.pdf"] = mini.File("%%PDF")
	repo := mini.Load(t, files)
	paths := func(repo *record.Repository) (all []string) {
		for _, rec := range repo.Records() {
			all = append(all, rec.Where().Path)
		}
		for _, a := range repo.Assets {
			all = append(all, a.Path)
		}
		return all
	}
	for _, file := range paths(repo) {
		below := file
		switch {
		case strings.HasPrefix(file, "program/programs/"):
			below = "program/cohorts/"
		case path.Base(file) == "cohort.yaml", path.Base(file) == "pairing.yaml":
			below = path.Dir(file) + "/"
		}
		kept := file == record.SitePath || strings.HasPrefix(file, "content/") && path.Ext(file) == ".md"
		want := slices.DeleteFunc(paths(repo), func(other string) bool { return !kept && (other == file || strings.HasPrefix(other, below)) })
		if diff := cmp.Diff(want, paths(repo.Without(map[string]bool{file: true}))); diff != "" {
			t.Errorf("without %s: -want +got\n%s", file, diff)
		}
	}
}
