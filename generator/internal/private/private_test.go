package private

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"pairbook/generator/internal/record"
)

// folderOf writes files below a new folder.
func folderOf(t *testing.T, files map[string]string) string {
	t.Helper()
	root := t.TempDir()
	for name, text := range files {
		path := filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return root
}

func people(ids ...record.PersonID) *record.Repository {
	all := map[record.PersonID]*record.Person{}
	for _, id := range ids {
		all[id] = &record.Person{ID: id}
	}
	return &record.Repository{People: record.NewTable(all)}
}

// TestAvoid finds the list in the folder that is named, or in private/, and says of each
// file that may be meant as it that it is not read.
func TestAvoid(t *testing.T) {
	const list = "- [ada, bo]\n"
	for name, c := range map[string]struct {
		files    map[string]string
		folder   string
		pairs    int
		there    bool
		problems []string // their paths
	}{
		"in private":           {files: map[string]string{"private/avoid.yaml": list}, pairs: 1, there: true},
		"nowhere":              {files: map[string]string{"program/site.yaml": ""}},
		"empty":                {files: map[string]string{"private/avoid.yaml": ""}, there: true},
		"in a folder":          {files: map[string]string{"private/avoid.yaml": "", "other/avoid.yaml": list}, folder: "other", pairs: 1, there: true},
		"beside private":       {files: map[string]string{"avoid.yaml": list}, problems: []string{"avoid.yaml"}},
		"by another name":      {files: map[string]string{"private/Avoid.yml": list}, problems: []string{"private/Avoid.yml"}},
		"with a space":         {files: map[string]string{"private/ avoid.txt ": list}, problems: []string{"private/ avoid.txt "}},
		"and another":          {files: map[string]string{"private/avoid.yaml": list, "private/avoid.csv": ""}, pairs: 1, there: true, problems: []string{"private/avoid.csv"}},
		"and copies":           {files: map[string]string{"private/avoid.yaml": list, "private/avoid.yaml~": "", "private/avoid.yaml.bak": "", "private/AVOID.ORIG": ""}, pairs: 1, there: true},
		"of somebody unknown":  {files: map[string]string{"private/avoid.yaml": "- [ada, zoe]\n"}, there: true, problems: []string{"private/avoid.yaml"}},
		"a folder of its name": {files: map[string]string{"private/avoid.yaml/x": ""}, there: true, problems: []string{"private/avoid.yaml"}},
	} {
		root := folderOf(t, c.files)
		folder := c.folder
		if folder != "" {
			folder = filepath.Join(root, folder)
		}
		found, there, problems, err := Avoid(root, folder, func() []*record.Repository { return []*record.Repository{people("ada", "bo")} })
		if err != nil || len(found) != c.pairs || there != c.there {
			t.Errorf("%s: %d pairs, there: %t, %v", name, len(found), there, err)
		}
		var paths []string
		for _, p := range problems {
			paths = append(paths, p.Path)
			if strings.Contains(p.Message+p.Hint, "zoe") {
				t.Errorf("%s: a person is quoted: %q, %q", name, p.Message, p.Hint)
			}
		}
		if diff := cmp.Diff(c.problems, paths); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
	if _, _, _, err := Avoid(t.TempDir(), filepath.Join(t.TempDir(), "none"), nil); err == nil || !strings.Contains(err.Error(), "the private list cannot be looked for in") {
		t.Errorf("in a folder that is not there: %v", err)
	}
}

// TestNames reads names of people whom a repository has, and quotes none where it cannot.
func TestNames(t *testing.T) {
	for text, want := range map[string]map[record.PersonID]string{
		"ada: Ada Example\n": {"ada": "Ada Example"},
		"":                   {},
	} {
		root := folderOf(t, map[string]string{NamesPath: text})
		names, said, problems := Names(root, people("ada"))
		if diff := cmp.Diff(want, names); diff != "" || string(said) != text || len(problems) > 0 {
			t.Errorf("%q: %q, %v (-want +got):\n%s", text, said, problems, diff)
		}
	}
	if names, said, problems := Names(t.TempDir(), people("ada")); names != nil || said != nil || problems != nil {
		t.Errorf("without the file: %v, %q, %v", names, said, problems)
	}
	for name, files := range map[string]map[string]string{
		"a folder of its name": {NamesPath + "/x": ""},
		"no text":              {NamesPath: "ada: Secret\xff\n"},
		"no mapping":           {NamesPath: "- Secret\n"},
		"nobody's":             {NamesPath: "zoe: Secret\n"},
	} {
		_, _, problems := Names(folderOf(t, files), people("ada"))
		if len(problems) == 0 {
			t.Errorf("%s: no problem is found", name)
		}
		for _, p := range problems {
			if p.Path != NamesPath || p.Rule != record.NamesRule || strings.Contains(p.Message+p.Hint, "Secret") {
				t.Errorf("%s: %v", name, p)
			}
		}
	}
}
