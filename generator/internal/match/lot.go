package match

import (
	"crypto/sha256"
	"encoding/binary"
	"math"
	"slices"
	"strings"

	"pairbook/generator/internal/assign"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
)

// Draw has lots drawn for a table without records; with another word they are drawn again.
func (t *Table) Draw(word string) {
	cohort := standIn([]byte(strings.Join(t.Mentees, "\n")), []byte(strings.Join(t.Mentors, "\n")), t.Mentor, t.Score)
	t.Ties.Rows, t.Ties.Columns = nil, nil
	for _, id := range t.Mentees {
		t.Ties.Rows = append(t.Ties.Rows, lot(cohort, word, id))
	}
	for _, id := range t.Mentors {
		t.Ties.Columns = append(t.Ties.Columns, lot(cohort, word, id))
	}
}

// standIn returns what stands for the cohort of scores without records: a hash of all of them, so
// that no id loses in every file.
func standIn(parts ...any) record.CohortID {
	all := sha256.New()
	for _, part := range parts {
		_ = binary.Write(all, binary.BigEndian, part) // a hash takes everything
	}
	return record.CohortID(all.Sum(nil))
}

// lot is the number that somebody draws. It depends neither on who else takes part in
// the cohort nor on any order.
func lot(cohort record.CohortID, word, id string) uint64 {
	sum := sha256.Sum256([]byte(strings.Join([]string{string(cohort), word, id}, "\n")))
	return binary.BigEndian.Uint64(sum[:8])
}

// draw has lots drawn by the first id that each person had.
func (p *Pool) draw() (t assign.Ties) {
	of := func(who *record.Person) uint64 {
		return lot(p.Cohort.ID, p.Matching.Lot, string(append(who.Formerly[:len(who.Formerly):len(who.Formerly)], who.ID)[0]))
	}
	for _, m := range p.Mentees {
		t.Rows = append(t.Rows, of(m.Person))
	}
	for _, m := range p.Mentors {
		t.Columns, t.Load = append(t.Columns, of(m.Person)), append(t.Load, max(0, m.Enrolment.Mentor.Capacity-m.Room))
	}
	t.Rank = p.waited
	return t
}

// never is the day since which those wait who have not.
const never when.Date = math.MaxInt32

// setWaited ranks the mentees by how long they have waited, the longest first: since the
// first day of an earlier cohort of the programme in which they waited, or since somebody
// else declined their pairing, if no pairing of theirs as a mentee has begun since.
func (p *Pool) setWaited(repo *record.Repository, asOf when.Date) {
	days, begun := make([][]when.Date, len(p.Mentees)), make([]when.Date, len(p.Mentees))
	each := func(members []record.Member, do func(i int)) {
		for _, m := range members {
			if i, there := p.mentee(m.Person); there {
				do(i)
			}
		}
	}
	for _, c := range repo.Cohorts.All() {
		if c.Program != p.Cohort.Program {
			continue
		}
		for _, e := range c.Enrolments.All() {
			if i, there := p.mentee(e.Person); there && e.Status == record.Waiting && e.Mentee != nil && c.Starts < p.Cohort.Starts {
				days[i] = append(days[i], c.Starts)
			}
		}
		for _, pairing := range c.Pairings.All() {
			switch d := pairing.Declined; {
			case pairing.Begun() && pairing.Started <= asOf:
				each(pairing.Mentees, func(i int) { begun[i] = max(begun[i], pairing.Started) })
			case d != nil && d.By != "mentee" && d.On <= asOf:
				each(pairing.Mentees, func(i int) { days[i] = append(days[i], d.On) })
			}
		}
	}
	since := make([]when.Date, len(p.Mentees))
	for i := range since {
		since[i] = never
		for _, day := range days[i] {
			if day > begun[i] {
				since[i] = min(since[i], day)
			}
		}
	}
	order := slices.Compact(slices.Sorted(slices.Values(since)))
	for _, day := range since {
		rank, _ := slices.BinarySearch(order, day)
		p.waited = append(p.waited, rank)
	}
}
