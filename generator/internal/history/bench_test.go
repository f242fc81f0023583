package history

import (
	"fmt"
	"strings"
	"testing"
)

const commits = 1000

// many makes a repository of that many files, with one commit per file.
func many(b *testing.B, commits int) (work, *Repository) {
	w := newWork(b)
	var stream strings.Builder
	for i := range commits {
		text := fmt.Sprintf("---\ndate: 2026-11-20\n---\n\nLog %d.\n", i)
		fmt.Fprintf(&stream, "commit refs/heads/main\ncommitter C <c@example.org> %d +0000\ndata 5\na log\n", 1767225600+60*i)
		fmt.Fprintf(&stream, "M 100644 inline pairings/pair-%d/sessions/%d.md\ndata %d\n%s\n", i%100, i, len(text), text)
	}
	fastImport := w.command("fast-import", "--quiet")
	fastImport.Stdin = strings.NewReader(stream.String())
	if out, err := fastImport.CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	w.git("repack", "-a", "-d", "-q")
	repository, err := Open(w.dir)
	if err != nil {
		b.Fatal(err)
	}
	return w, repository
}

// BenchmarkArrivals dates the files of 10,000 commits, and has git list them.
func BenchmarkArrivals(b *testing.B) {
	w, r := many(b, 10*commits)
	b.Run("pairbook", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if found, err := r.Arrivals("main", "pairings"); err != nil || len(found.Files) != 10*commits {
				b.Fatal(len(found.Files), err)
			}
		}
	})
	b.Run("git", func(b *testing.B) {
		for b.Loop() {
			w.git("log", "--first-parent", "-m", "--name-status", "--format=%ct", "main", "--", "pairings")
		}
	})
}

// BenchmarkHistory reads all files of a commit, compares commits that are one log
// apart and the first with the last, and finds merge bases.
func BenchmarkHistory(b *testing.B) {
	_, r := many(b, commits)
	run := func(name string, do func(b *testing.B)) {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				do(b)
			}
		})
	}
	run("commit", func(b *testing.B) {
		fsys, err := r.FS("main")
		if err != nil {
			b.Fatal(err)
		}
		if all, err := contents(fsys); err != nil || len(all) != commits {
			b.Fatal(len(all), err)
		}
	})
	for _, apart := range []int{1, commits - 1} {
		run(fmt.Sprintf("diff/%d", apart), func(b *testing.B) {
			if changes, err := r.Diff(fmt.Sprintf("main~%d", apart), "main"); err != nil || len(changes) != apart {
				b.Fatal(len(changes), err)
			}
		})
	}
	run("merge bases", func(b *testing.B) {
		if bases, err := r.MergeBases(fmt.Sprintf("main~%d", commits/2), "main"); err != nil || len(bases) != 1 {
			b.Fatal(bases, err)
		}
	})
}
