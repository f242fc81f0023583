package fit

import (
	"crypto/sha256"
	"encoding/binary"
	"math"
	"slices"
	"strings"

	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
)

// StandIn returns what stands for the cohort of scores without records: a hash of all of them, so
// that no id loses in every file.
func StandIn(parts ...any) record.CohortID {
	all := sha256.New()
	for _, part := range parts {
		_ = binary.Write(all, binary.BigEndian, part) // a hash takes everything
	}
	return record.CohortID(all.Sum(nil))
}

// Lot is the number that somebody draws. It depends neither on who else takes part in
// the cohort nor on any order.
func Lot(cohort record.CohortID, word, id string) uint64 {
	sum := sha256.Sum256([]byte(strings.Join([]string{string(cohort), word, id}, "\n")))
	return binary.BigEndian.Uint64(sum[:8])
}

// never is the day since which those wait who have not.
const never when.Date = math.MaxInt32

// setWaited ranks the mentees by how long they have waited, the longest first: since the
// first day of an earlier cohort of the programme in which they waited, or since somebody
// else declined their pairing, if no pairing of theirs as a mentee has begun since. Of peers
// it is the same; which of them declined is not told, so only a coordinator's no counts.
func (p *Pool) setWaited(repo *record.Repository, asOf when.Date) {
	days, begun := make([][]when.Date, len(p.Mentees)), make([]when.Date, len(p.Mentees))
	each := func(members []record.Member, do func(i int)) {
		for _, m := range members {
			if i, there := p.Mentee(m.Person); there {
				do(i)
			}
		}
	}
	peers := p.Parts[0] == record.Peers
	for _, c := range repo.Cohorts.All() {
		if c.Program != p.Cohort.Program {
			continue
		}
		for _, e := range c.Enrolments.All() {
			if i, there := p.Mentee(e.Person); there && e.Status == record.Waiting && (e.Mentee != nil && !peers || e.Peer != nil && peers) && c.Starts < p.Cohort.Starts {
				days[i] = append(days[i], c.Starts)
			}
		}
		for _, pairing := range c.Pairings.All() {
			members := p.seekers(pairing)
			switch d := pairing.Declined; {
			case pairing.Begun() && pairing.Started <= asOf:
				each(members, func(i int) { begun[i] = max(begun[i], pairing.Started) })
			case d != nil && d.By != "mentee" && (d.By == "coordinator" || !peers) && d.On <= asOf:
				each(members, func(i int) { days[i] = append(days[i], d.On) })
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
		p.Waited = append(p.Waited, rank)
	}
}

// seekers lists who in a pairing takes part as those of the pool do.
func (p *Pool) seekers(pairing *record.Pairing) []record.Member {
	if p.Parts[0] == record.Peers {
		return pairing.Peers
	}
	return pairing.Mentees
}

// Lots are drawn by the first id that each person had.
func (p *Pool) Lots() (mentees, mentors []uint64) {
	of := func(who *record.Person) uint64 {
		return Lot(p.Cohort.ID, p.Matching.Lot, string(append(who.Formerly[:len(who.Formerly):len(who.Formerly)], who.ID)[0]))
	}
	for _, m := range p.Mentees {
		mentees = append(mentees, of(m.Person))
	}
	for _, m := range p.Mentors {
		mentors = append(mentors, of(m.Person))
	}
	return mentees, mentors
}
