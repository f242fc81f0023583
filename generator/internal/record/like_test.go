package record

import (
	"io/fs"
	"maps"
	"path"
	"reflect"
	"slices"
	"sync/atomic"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// someFiles draws a small repository, sound and not, of few names and few texts,
// so that two of them have much in common.
func someFiles(t *rapid.T, label string) fstest.MapFS {
	texts := map[string][]string{
		"program/site.yaml":                                     {minimalSite, minimalSite + "theme: own\n", "format: one\n"},
		"program/people/ada.yaml":                               {"name: Ada\n", "name: Ada\r\n", "\ufeffname: Ada\n", "name: Ada\u200b\n", "name: Ad\u0007a\n", "nam: Ada\n", "name: \xff\n", "name: [Ada\n", "name: Bo\n"},
		"program/people/bo.yaml":                                {"name: Bo\nformerly: [robert]\n", ""},
		"program/cohorts/one/cohort.yaml":                       {"program: p\nname: One\nstarts: 2026-01-01\nends: 2026-12-31\nstate: open\n", "name: One\n"},
		"program/cohorts/one/enrolments/ada.yaml":               {"mentor: {}\n", "mentee: {}\n"},
		"program/cohorts/one/pairings/x/pairing.yaml":           {"mentors: [ada]\nmentees: [bo]\nstate: proposed\n", "mentors: ada\n"},
		"program/cohorts/one/pairings/x/plan.yaml":              {"goals: []\n", "goals:\n  - {id: a, text: A}\n"},
		"program/cohorts/one/pairings/x/sessions/2026-01-02.md": {"---\ndate: 2026-01-02\n---\nNotes.\n", "---\r\ndate: 2026-01-02\r\n---\r\nNotes.\r\n", "---\ndate: 2026-01-02\n---\nNo\u202etes.\n", "no front matter\n"},
		"program/cohorts/one/surveys/2026-02-01-month.yaml":     {"asked: 3\nanswered: 2\n"},
		"program/cohorts/one/attention/x-2026-02-01.yaml":       {"until: 2026-03-01\n"},
		"content/index.md":                                      {"# One\n", "# Two\n"},
		"content/README.md":                                     {"# One\n"},
		"content/a/b.md":                                        {"---\ntitle: B\n---\nText\n", "# \u200b\n"},
	}
	fsys := fstest.MapFS{}
	for _, name := range slices.Sorted(maps.Keys(texts)) {
		if k := rapid.IntRange(-1, len(texts[name])-1).Draw(t, label+" "+path.Base(name)); k >= 0 {
			fsys[name] = &fstest.MapFile{Data: []byte(texts[name][k])}
		}
	}
	return fsys
}

// TestLoadLikeIsLoad draws two repositories: whatever the first one holds, the
// second one is loaded as if there were none.
func TestLoadLikeIsLoad(t *testing.T) {
	saved := 0
	rapid.Check(t, func(t *rapid.T) {
		one, other := someFiles(t, "one"), someFiles(t, "other")
		like, _, err := Load(one)
		if err != nil {
			return // nothing is there
		}
		want, wantProblems, err := Load(other)
		if err != nil {
			return
		}
		read := &counted{MapFS: other}
		got, problems, err := LoadLike(read, like, func(name string, text []byte) bool {
			raw, err := fs.ReadFile(other, name)
			return err == nil && string(raw) == string(text)
		})
		if err != nil {
			t.Fatal(err)
		}
		saved += len(other) - int(read.files.Load())
		if diff := cmp.Diff(wantProblems.Sorted(), problems.Sorted()); diff != "" {
			t.Errorf("problems (-Load +LoadLike):\n%s", diff)
		}
		if !reflect.DeepEqual(want, got) {
			t.Errorf("the records differ: %d and %d", len(want.Records()), len(got.Records()))
		}
		again, againProblems, err := Load(one)
		if err != nil || !reflect.DeepEqual(again, like) {
			t.Errorf("the first one has changed: %v, %v", againProblems, err)
		}
	})
	if saved == 0 {
		t.Error("no file was ever left unread")
	}
}

// counted counts the files that are read.
type counted struct {
	fstest.MapFS
	files atomic.Int64
}

func (c *counted) ReadFile(name string) ([]byte, error) {
	c.files.Add(1)
	return c.MapFS.ReadFile(name)
}
