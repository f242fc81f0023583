package grouping

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"pairbook/generator/internal/fit"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
	"pairbook/generator/test/here"
)

// TestExampleIsWhatMatchProposes takes the pairings away from the example's cohorts of peers
// and of circles, proposes again, and expects the same people and reasons, and what the page
// about the best answer says of them.
func TestExampleIsWhatMatchProposes(t *testing.T) {
	root := here.Example(t)
	repo, problems, err := record.Load(os.DirFS(root))
	if err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	page, err := os.ReadFile(filepath.Join(root, "content", "programme", "best-answer.md"))
	if err != nil {
		t.Fatal(err)
	}
	for id, shape := range map[record.CohortID]record.MatchShape{"2026-two-by-two": record.InPeers, "2026-second-beginnings": record.InCircles} {
		cohort := repo.Cohorts.Get(id)
		kept := cohort.Pairings.All()
		slices.SortFunc(kept, func(a, b *record.Pairing) int { return cmp.Compare(a.Peers[0].Person, b.Peers[0].Person) })
		cohort.Pairings = record.Table[record.PairingID, *record.Pairing]{}
		s, err := Propose(repo, cohort, repo.Program(cohort), fit.Options{AsOf: when.Day(2026, time.September, 28)}, func(_ string, do func() error) error { return do() })
		if err != nil || s.Shape != shape || len(s.Teams) != len(kept) {
			t.Fatalf("%s: %+v, %v", id, s, err)
		}
		for i, team := range s.Teams {
			var members []string
			for _, m := range kept[i].Peers {
				members = append(members, string(m.Person))
			}
			if kept[i].Match == nil || !slices.Equal(team.Members, members) || team.Score != kept[i].Match.Score || !slices.Equal(fit.Reasons(team.Because), kept[i].Match.Because) {
				t.Errorf("%s: %v with %d is proposed, and %s has %v: %q", id, team.Members, team.Score, kept[i].ID, members, fit.Reasons(team.Because))
			}
		}
		says := fmt.Sprintf("**%s**: %s, total %s; bound %s, gap %s.", cohort.Name, s.howMany(), pointsOf(s.Total), pointsOf(s.Bound), pointsOf(s.Bound-s.Total))
		if !strings.Contains(string(page), says) {
			t.Errorf("the page does not say %q", says)
		}
	}
}
