package command

import (
	"fmt"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pairbook/generator/internal/history"
	"pairbook/generator/internal/review"
	"pairbook/generator/test/here"
	"pairbook/generator/test/mini"
)

// TestMeasureChanged measures each cohort of which something has changed, and no
// other.
func TestMeasureChanged(t *testing.T) {
	repo := mini.Load(t, mini.Files(mini.Defaults))
	for _, c := range repo.Cohorts.All() {
		in := &review.Input{AsOf: mini.Day, Changes: []review.Change{{Path: "program/people/idada.yaml"}, {Path: path.Join(path.Dir(c.Path), "enrolments", "idada.yaml")}}}
		if m := measureChanged(repo, in); len(m.Cohorts) != 1 || m.Cohorts[0].Record != c {
			t.Errorf("of a change to %s, %d cohorts are measured", c.ID, len(m.Cohorts))
		}
	}
}

// TestWhatAPullRequestChanges has what differs from the merge base, but for what the base
// has by now, as after a squash merge; and what came to the base meanwhile.
func TestWhatAPullRequestChanges(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	git := func(args ...string) string {
		t.Helper()
		return strings.TrimSpace(here.Git(t, dir, args...))
	}
	commit := func(names ...string) string {
		for _, name := range names {
			writeText(t, filepath.Join(dir, name), name)
		}
		git("add", "--all")
		git("commit", "--quiet", "--message=more")
		return git("rev-parse", "HEAD")
	}
	git("init", "--quiet", "--initial-branch=main")
	fork := commit("gone.md", "kept.md")
	git("checkout", "--quiet", "-b", "side")
	git("rm", "--quiet", "gone.md")
	commit("new.md", "squashed.md")
	git("checkout", "--quiet", "main")
	commit("meanwhile.md", "squashed.md")
	repository, err := history.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	var in review.Input
	if err := readChanges(&in, repository, []string{fork, fork}, reportFlags{base: "main", head: "side"}); err != nil {
		t.Fatal(err)
	}
	var changes []string
	for _, c := range in.Changes {
		changes = append(changes, fmt.Sprintf("%s added %t gone %t, %d bytes, was %t is %t", c.Path, c.Added, c.Gone, c.Size, c.Was != "", c.Is != ""))
	}
	want := []string{"gone.md added false gone true, 0 bytes, was true is false", "new.md added true gone false, 6 bytes, was false is true"}
	if !slices.Equal(changes, want) || !slices.Equal(in.Meanwhile, []string{"meanwhile.md", "squashed.md"}) {
		t.Errorf("%q, meanwhile %q, want %q", changes, in.Meanwhile, want)
	}
	for _, f := range []reportFlags{{base: "main", head: "nowhere"}, {base: "nowhere", head: "side"}} {
		if err := readChanges(&review.Input{}, repository, []string{fork}, f); err == nil {
			t.Errorf("%+v: nothing is wrong", f)
		}
	}
	if err := readChanges(&review.Input{}, repository, []string{"nowhere"}, reportFlags{base: "main", head: "side"}); err == nil {
		t.Error("from a commit that is not there nothing is wrong")
	}
}

// TestWhoOpenedAPullRequest is a name, and a number where it is known.
func TestWhoOpenedAPullRequest(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]review.Author{"": {}, "ada": {Login: "ada"}, "ada:": {Login: "ada"}, "ada:1": {Login: "ada", ID: 1}, "ada:1024": {Login: "ada", ID: 1024}} {
		if got, err := parseAuthor("--author", text); got != want || err != nil {
			t.Errorf("%q is %+v, %v", text, got, err)
		}
	}
	for _, text := range []string{"ada:x", "ada:0", "ada:-1", ":5"} {
		if _, err := parseAuthor("--author", text); err == nil {
			t.Errorf("%q is an author", text)
		}
	}
}
