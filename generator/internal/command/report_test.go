package command

import (
	"path"
	"testing"

	"pairbook/generator/internal/review"
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
