package programme_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"pairbook/generator/internal/history"
	"pairbook/generator/internal/programme"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
	"pairbook/generator/test/here"
)

// TestWhyTheHistoryDoesNotTell has a sentence for each reason, and none where it tells.
func TestWhyTheHistoryDoesNotTell(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		found history.Arrivals
		err   error
		want  string
	}{
		{history.Arrivals{}, nil, ""},
		{history.Arrivals{}, history.ErrNone, "These records are not in a git repository, which would know when a log was added, and by whom."},
		{history.Arrivals{}, history.ErrNoCommit, "The repository has no commit yet."},
		{history.Arrivals{}, errors.New("damaged"), "The repository's history cannot be read; pairbook build says why."},
		{history.Arrivals{CutOff: true}, nil, "This copy lacks the repository's history. In a workflow, fetch-depth: 0 gets it; elsewhere, git fetch --unshallow does."},
	} {
		r := load(t, "", programme.Options{})
		if news := r.Arrive(c.found, c.err); r.Repo.Arrivals.Unknown != c.want || len(news) > 0 {
			t.Errorf("%+v, %v: %q, want %q; news: %v", c.found, c.err, r.Repo.Arrivals.Unknown, c.want, news)
		}
	}
}

// TestNewsIsWhatCameInTheLastMonths tells the records when each file came, by whom, and
// when it changed. What was there from the first is no news, and nor is what came 180
// days ago.
func TestNewsIsWhatCameInTheLastMonths(t *testing.T) {
	t.Parallel()
	r := load(t, "", programme.Options{})
	at := func(text string) time.Time { return day(t, text).Time() }
	by := []history.Signature{{Name: "Ash Alder", Address: "ash@example.org"}, {Name: "Somebody", Address: "x@example.org"}}
	news := r.Arrive(history.Arrivals{Files: map[string]history.Arrival{
		"content/first.md": {At: at("2026-09-01"), Changed: at("2026-09-20"), First: true},
		"content/old.md":   {At: at("2026-04-04"), Changed: at("2026-04-04"), By: by},
		"content/new.md":   {At: at("2026-04-05"), Changed: at("2026-05-01")},
	}}, nil)
	if diff := cmp.Diff(map[string]when.Date{"content/new.md": day(t, "2026-04-05")}, news); diff != "" {
		t.Error(diff)
	}
	want := &record.Arrivals{
		Days:    map[string]when.Date{"content/first.md": day(t, "2026-09-01"), "content/old.md": day(t, "2026-04-04"), "content/new.md": day(t, "2026-04-05")},
		By:      map[string][]record.PersonID{"content/old.md": {"ash", ""}},
		Changed: map[string]when.Date{"content/first.md": day(t, "2026-09-20"), "content/old.md": day(t, "2026-04-04"), "content/new.md": day(t, "2026-05-01")},
	}
	if diff := cmp.Diff(want, r.Repo.Arrivals); diff != "" {
		t.Error(diff)
	}
}

// tree is the small programme in a folder of a git repository.
type tree struct {
	t   *testing.T
	dir string
}

func newTree(t *testing.T) tree {
	t.Helper()
	w := tree{t, t.TempDir()}
	if err := os.CopyFS(w.dir, files("")); err != nil {
		t.Fatal(err)
	}
	w.git("init", "--quiet", "--initial-branch=main", "--template=")
	return w
}

func (w tree) write(name, text string) {
	w.t.Helper()
	name = filepath.Join(w.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		w.t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		w.t.Fatal(err)
	}
}

func (w tree) git(args ...string) {
	w.t.Helper()
	here.Git(w.t, w.dir, args...)
}

func (w tree) commit() {
	w.t.Helper()
	w.git("add", "--all")
	w.git("commit", "--quiet", "--message=more")
}

func (w tree) open() *history.Repository {
	w.t.Helper()
	r, err := history.Open(w.dir)
	if err != nil {
		w.t.Fatal(err)
	}
	return r
}

// id is the commit that a revision names.
func (w tree) id(rev string) string {
	w.t.Helper()
	id, err := w.open().Commit(rev)
	if err != nil {
		w.t.Fatal(err)
	}
	return id
}

// run loads a commit.
func (w tree) run(rev string) *programme.Run {
	w.t.Helper()
	files, err := w.open().FS(rev)
	if err != nil {
		w.t.Fatal(err)
	}
	r, err := programme.Load(files, programme.Options{AsOf: day(w.t, "2026-10-01"), Compared: true})
	if err != nil {
		w.t.Fatal(err)
	}
	return r
}

// TestRevisionTellsWhetherTheFilesAreTheCommits follows a folder from no repository to a
// commit that it differs from.
func TestRevisionTellsWhetherTheFilesAreTheCommits(t *testing.T) {
	t.Parallel()
	is := func(dir, want string, wantErr error) {
		t.Helper()
		if got, err := programme.Revision(dir, history.Outside{}); got != want || !errors.Is(err, wantErr) {
			t.Errorf("%q, %v, want %q, %v", got, err, want, wantErr)
		}
	}
	is(t.TempDir(), "", history.ErrNone)
	w := newTree(t)
	is(w.dir, "", history.ErrNoCommit)
	w.commit()
	is(w.dir, w.id("HEAD"), nil)
	w.write("README.md", "Not of the site.\n")
	is(w.dir, w.id("HEAD"), nil)
	for _, name := range []string{"content/more.md", "program/topics/ml.yaml", "themes/plain/x.css"} {
		w.write(name, "x")
		is(w.dir, w.id("HEAD")+"-modified", nil)
		w.commit()
	}
	w.write(".gitignore", "/ours/\n")
	w.commit()
	w.write("ours/program/site.yaml", "format: 1\n")
	is(filepath.Join(w.dir, "ours"), "", nil)

	if err := os.WriteFile(filepath.Join(w.dir, ".git", "index"), []byte("none"), 0o644); err != nil {
		t.Fatal(err)
	}
	if got, err := programme.Revision(w.dir, history.Outside{}); got != "" || err == nil {
		t.Errorf("with an index that cannot be read it is %q, %v", got, err)
	}
}

// TestAChangedPageHasNoDayOfItsLastChange forgets the day where a page is not as it is
// committed, and says what keeps it from looking.
func TestAChangedPageHasNoDayOfItsLastChange(t *testing.T) {
	t.Parallel()
	w := newTree(t)
	w.write("content/same.md", "# Same\n")
	w.write("content/changed.md", "# Changed\n")
	w.commit()
	w.write("content/changed.md", "# Changed again\n")
	r, err := programme.Load(os.DirFS(w.dir), programme.Options{AsOf: day(t, "2026-10-01")})
	if err != nil {
		t.Fatal(err)
	}
	came := history.Arrival{At: r.AsOf.Time(), Changed: r.AsOf.Time()}
	r.Arrive(history.Arrivals{Files: map[string]history.Arrival{"content/same.md": came, "content/changed.md": came}}, nil)
	if err := r.ForgetChanged(w.dir); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(map[string]when.Date{"content/same.md": r.AsOf}, r.Repo.Arrivals.Changed); diff != "" {
		t.Error(diff)
	}
	if err := r.ForgetChanged(t.TempDir()); !errors.Is(err, history.ErrNone) {
		t.Errorf("without a repository: %v", err)
	}
	none := newTree(t)
	if err := r.ForgetChanged(none.dir); !errors.Is(err, history.ErrNoCommit) || len(r.Repo.Arrivals.Changed) > 0 {
		t.Errorf("without a commit: %v, %v", err, r.Repo.Arrivals.Changed)
	}
}

// TestForkIsWhereTwoBranchesPart loads the merge base, and takes the tip where that is the
// merge base, or none is known.
func TestForkIsWhereTwoBranchesPart(t *testing.T) {
	t.Parallel()
	w := newTree(t)
	w.commit()
	start := w.id("HEAD")
	w.git("branch", "side")
	w.write("program/people/dew.yaml", "name: Dew\n")
	w.commit()
	w.git("checkout", "--quiet", "side")
	w.write("program/people/elm.yaml", "name: Elm\n")
	w.commit()
	w.git("checkout", "--quiet", "--orphan", "alone")
	w.commit()
	tip, repository := w.run("main"), w.open()

	fork, err := tip.Fork(repository, "main", "side")
	if err != nil || fork == tip || fork.Repo.People.Has("dew") || fork.Repo.People.Has("elm") || !fork.Repo.People.Has("ash") {
		t.Errorf("of two branches: %v, %v", fork, err)
	}
	if fork, err := tip.Fork(repository, "main", "main"); fork != tip || err != nil {
		t.Errorf("of a branch and itself: %v, %v", fork, err)
	}
	if fork, err := tip.Fork(repository, "main", "alone"); fork != tip || err != nil {
		t.Errorf("of two without a common commit: %v, %v", fork, err)
	}
	shallow := tree{t, t.TempDir()}
	shallow.git("clone", "--quiet", "--depth=1", "--no-single-branch", "file://"+w.dir, ".")
	if fork, err := tip.Fork(shallow.open(), "origin/main", "origin/side"); fork != tip || err != nil {
		t.Errorf("in a shallow clone: %v, %v", fork, err)
	}
	w.git("checkout", "--quiet", "--orphan", "empty")
	if fork, err := tip.Fork(w.open(), "main", "HEAD"); fork != tip || err != nil {
		t.Errorf("of a branch without a commit: %v, %v", fork, err)
	}
	if fork, err := tip.Fork(repository, "main", "nowhere"); fork != nil || !errors.Is(err, history.ErrUnknownRevision) {
		t.Errorf("of a branch that is not there: %v, %v", fork, err)
	}
	if at, err := tip.At(repository, "main", start); err != nil || at.Repo.People.Has("dew") {
		t.Errorf("at the first commit: %v, %v", at, err)
	}
	if at, err := tip.At(repository, "main", "nowhere"); at != nil || !errors.Is(err, history.ErrUnknownRevision) {
		t.Errorf("at no commit: %v, %v", at, err)
	}
	if _, err := tip.At(repository, "nowhere", start); !errors.Is(err, history.ErrUnknownRevision) {
		t.Errorf("of no base: %v", err)
	}
}

// TestThemesAreFolders lists no file, and the default theme once.
func TestThemesAreFolders(t *testing.T) {
	t.Parallel()
	for over, want := range map[string][]string{
		"": {"default", "plain"},
		"-- themes/default/x.css --\n-- themes/README.md --\n-- themes/apple/x.css --\n": {"default", "apple", "plain"},
	} {
		if diff := cmp.Diff(want, programme.Themes(files(over))); diff != "" {
			t.Error(diff)
		}
	}
	none, err := fs.Sub(files(""), "content")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"default"}, programme.Themes(none)); diff != "" {
		t.Error(diff)
	}
}
