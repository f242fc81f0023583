package record

import "testing"

// TestReadWholly puts together what two parts of a scan could not read: no folder
// above any of it was read wholly.
func TestReadWholly(t *testing.T) {
	var all, one, two unread
	one.add("program/cohorts/autumn/pairings/otter/plan.yaml")
	two.add("program/people/Kim Lee.yaml")
	all.merge(one)
	all.merge(two)
	r := &Repository{unread: all}
	for folder, wholly := range map[string]bool{
		"program": false, "program/cohorts/autumn": false, "program/cohorts/autumn/pairings/otter": false, "program/people": false, "program/People": false,
		"program/people/kim-lee": false, "program/cohorts/spring": true, "program/topics": true, "content": true,
	} {
		if r.ReadWholly(folder) != wholly {
			t.Errorf("%s was read wholly: %t", folder, !wholly)
		}
	}
}
