package life

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"pairbook/generator/internal/record"
)

// TestWhatIsNotTheirs keeps the ids of everybody else and of every topic, and of a pairing
// that is called like the person's alias.
func TestWhatIsNotTheirs(t *testing.T) {
	t.Parallel()
	who := &record.Person{ID: "ben", Alias: "Otter"}
	cohort := &record.Cohort{ID: "spring", Pairings: record.NewTable(map[record.PairingID]*record.Pairing{"otter": {ID: "otter"}, "wren": {ID: "wren"}})}
	repo := &record.Repository{
		People:  record.NewTable(map[record.PersonID]*record.Person{"ann": {ID: "ann"}, "ben": who, "cai": {ID: "cai"}}),
		Topics:  record.NewTable(map[record.TopicID]*record.Topic{"maps": {ID: "maps"}, "tides": {ID: "tides"}}),
		Cohorts: record.NewTable(map[record.CohortID]*record.Cohort{"spring": cohort}),
	}
	want := map[string]bool{"ann": true, "cai": true, "maps": true, "tides": true, "otter": true, "wren": false}
	if diff := cmp.Diff(want, notTheirs(repo, who)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}
