package match

import (
	"strings"

	"pairbook/generator/internal/assign"
	"pairbook/generator/internal/fit"
)

// Draw has lots drawn for a table without records; with another word they are drawn again.
func (t *Table) Draw(word string) {
	cohort := fit.StandIn([]byte(strings.Join(t.Mentees, "\n")), []byte(strings.Join(t.Mentors, "\n")), t.Mentor, t.Score)
	t.Ties.Rows, t.Ties.Columns = nil, nil
	for _, id := range t.Mentees {
		t.Ties.Rows = append(t.Ties.Rows, fit.Lot(cohort, word, id))
	}
	for _, id := range t.Mentors {
		t.Ties.Columns = append(t.Ties.Columns, fit.Lot(cohort, word, id))
	}
}

// ties are the lots of a pool's people, how long they have waited, and the pairings that they have.
func ties(p *fit.Pool) (t assign.Ties) {
	t.Rows, t.Columns = p.Lots()
	for _, m := range p.Mentors {
		t.Load = append(t.Load, max(0, m.Enrolment.Mentor.Capacity-m.Room))
	}
	t.Rank = p.Waited
	return t
}
