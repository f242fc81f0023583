package pulls

import (
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"pairbook/generator/internal/command"
)

// BenchmarkPull times what a workflow runs for a good log, and the main job, on
// a repository of 10,000 sessions with a commit each.
//
//	go test -run '^$' -bench Pull -benchtime 3x ./generator/test/pulls
func BenchmarkPull(b *testing.B) {
	w := large(b)
	for _, args := range []string{
		"check --base main --format github",
		"report --base main --author P7",
		"check",
		"build --out " + b.TempDir() + "/site",
	} {
		name, _, _ := strings.Cut(args, " --author")
		name, _, _ = strings.Cut(name, " --out")
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				var stderr strings.Builder
				line := append(strings.Fields(args), "--root", w.dir, "--as-of", "2026-11-20")
				if status := command.Run(b.Context(), line, strings.NewReader(""), io.Discard, &stderr, time.Time{}); status != statusFine {
					b.Fatalf("%s: exit status %d\n%s", args, status, stderr.String())
				}
			}
		})
	}
}

// The shape of the large repository.
const (
	manyCohorts  = 10
	manyPairings = 50 // of a cohort
	manySessions = 20 // of a pairing
)

// large makes the repository; its work tree is a branch that adds a log, and
// main has gone on since.
func large(t testing.TB) gitWork {
	w := newGitWork(t)
	var s stream
	s.commit("refs/heads/main", "the programme")
	s.file("program/site.yaml", "format: 1\ntitle: Many\nrepository: https://github.com/example/many\n")
	s.file("program/programs/mentoring.yaml", "name: Mentoring\nformat: formal\nroles: [mentor, mentee]\ncoordinators: [p0]\nhelp: index.md\nsafeguarding: index.md\ncadence: 2w\n")
	s.file("program/roles/mentor.yaml", "name: Mentor\n")
	s.file("program/roles/mentee.yaml", "name: Mentee\n")
	s.file("content/index.md", "# Welcome\n")
	s.file("program/people/warned.yaml", "name: Warned\nlanguages: [english]\n") // so that there is something known
	for p := range manyCohorts * manyPairings * 2 {
		s.file(fmt.Sprintf("program/people/p%d.yaml", p), fmt.Sprintf("name: Person %d\nalias: Alias %d\ngithub: p%d\n", p, p, p))
	}
	for c := range manyCohorts {
		s.cohort(c)
	}
	for k := range manySessions {
		for pair := range manyCohorts * manyPairings {
			s.commit("refs/heads/main", "a log")
			s.log(pair, k)
		}
	}
	w.gitWith([]byte(s.String()), "fast-import", "--quiet")
	w.git("repack", "-a", "-d", "-q")
	w.git("checkout", "--quiet", "-b", "log", "main~3")
	w.write("program/cohorts/cohort-0/pairings/pair-3/sessions/2026-11-19.md", "---\ndate: 2026-11-19\nattended: [p6, p7]\nduration: 50m\n---\nWe met.\n")
	w.commit("we met")
	return w
}

// stream is what git fast-import reads.
type stream struct {
	strings.Builder
	commits int
}

func (s *stream) commit(branch, message string) {
	s.commits++
	fmt.Fprintf(s, "commit %s\ncommitter C <c@example.org> %d +0000\ndata %d\n%s\n", branch, 1767225600+60*s.commits, len(message), message)
}

func (s *stream) file(name, text string) {
	fmt.Fprintf(s, "M 100644 inline %s\ndata %d\n%s\n", name, len(text), text)
}

func (s *stream) cohort(c int) {
	folder := fmt.Sprintf("program/cohorts/cohort-%d/", c)
	s.file(folder+"cohort.yaml", fmt.Sprintf("program: mentoring\nname: Cohort %d\nstarts: 2026-01-05\nends: 2026-12-31\nstate: running\n", c))
	for k := range manyPairings {
		pair := c*manyPairings + k
		s.file(fmt.Sprintf("%senrolments/p%d.yaml", folder, 2*pair), "mentor: {capacity: 1}\n")
		s.file(fmt.Sprintf("%senrolments/p%d.yaml", folder, 2*pair+1), "mentee: {}\n")
		s.file(fmt.Sprintf("%spairings/pair-%d/pairing.yaml", folder, pair), fmt.Sprintf("mentors: [p%d]\nmentees: [p%d]\nstate: active\nstarted: 2026-01-12\n", 2*pair, 2*pair+1))
		s.file(fmt.Sprintf("%spairings/pair-%d/plan.yaml", folder, pair), "goals:\n  - {id: talk, text: Give a talk at the spring meeting, set: 2026-01-12}\n")
	}
}

// log is the k-th of a pair.
func (s *stream) log(pair, k int) {
	day := time.Date(2026, 1, 14+15*k, 0, 0, 0, 0, time.UTC).Format("2006-01-02")
	done := ""
	if k > 0 {
		done = fmt.Sprintf("done: [step-%d]\n", k-1)
	}
	s.file(fmt.Sprintf("program/cohorts/cohort-%d/pairings/pair-%d/sessions/%s.md", pair/manyPairings, pair, day),
		fmt.Sprintf("---\ndate: %s\nduration: 55m\nattended: [p%d, p%d]\nformat: video\ngoals: [talk]\nactions:\n  - {id: step-%d, who: p%d, what: Write the next page}\n%s---\nWent through the opening twice. Slower is better.\n\nNext time: the questions we hope nobody asks.\n", day, 2*pair, 2*pair+1, k, 2*pair+1, done))
}
