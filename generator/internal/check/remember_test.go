package check

import (
	"bytes"
	"path/filepath"
	"slices"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"pairbook/generator/internal/markdown"
	"pairbook/generator/internal/record"
)

// TestRememberedTextsSayTheSame runs every example after another one with which
// it shares its records.
func TestRememberedTextsSayTheSame(t *testing.T) {
	archives, err := filepath.Glob("testdata/rules/*.txtar")
	if err != nil || len(archives) == 0 {
		t.Fatalf("no archives: %v", err)
	}
	base := repository(t, &txtar.Archive{})
	before, _, err := record.Load(base)
	if err != nil {
		t.Fatal(err)
	}
	shared := 0
	for _, file := range archives {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		files := repository(t, archive)
		want := problemsIn(t, files, today)
		texts := markdown.NewTexts(markdown.Outlines)
		Run(before, today, Remember(texts))
		repo, problems, err := record.LoadLike(files, before, func(path string, text []byte) bool {
			return files[path].Mode.IsRegular() && bytes.Equal(files[path].Data, text)
		})
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range repo.Pages {
			if len(p.Body) == 0 {
				continue
			}
			if slices.ContainsFunc(before.Pages, func(b *record.Page) bool { return len(b.Body) > 0 && &b.Body[0] == &p.Body[0] }) {
				shared++
			}
		}
		got := append(problems, Run(repo, today, Themes("default"), Remember(texts))...).Sorted()
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-alone +remembered):\n%s", file, diff)
		}
	}
	if shared == 0 {
		t.Error("no text was ever shared")
	}
}

// TestTellingCountsTexts tells of each text once, of as many as there are.
func TestTellingCountsTexts(t *testing.T) {
	repo := loaded(t, repository(t, &txtar.Archive{}))
	texts := len(repo.Pages)
	for _, rec := range repo.Records() {
		if _, ok := record.LogOf(rec); ok {
			texts++
		}
	}
	var mutex sync.Mutex
	var told []int
	Run(repo, today, Telling(func(done, total int) {
		mutex.Lock()
		defer mutex.Unlock()
		if total != texts {
			t.Errorf("there are %d texts in all, not %d", total, texts)
		}
		told = append(told, done)
	}))
	slices.Sort(told)
	if want := []int{1, 2, 3}; !slices.Equal(told, want) {
		t.Errorf("texts %v are told of, not %v", told, want)
	}
}
