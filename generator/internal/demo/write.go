package demo

import (
	"context"
	"fmt"
	"os"
	"path"
	"path/filepath"

	"pairbook/generator/internal/record"
)

func (p *programme) writeHandbook(ctx context.Context, t *tree) error {
	h := newHandbook(p.Pages)
	for n := range p.Pages {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := t.write(h.path(n), []byte(h.page(p.Seed, n))); err != nil {
			return err
		}
		p.tell("handbook", n+1, p.Pages)
	}
	return nil
}

// writeDefinition writes the records that all cohorts share: topics, roles,
// programmes, and the people who coordinate or lead a unit.
func (p *programme) writeDefinition(_ context.Context, t *tree) error {
	for _, topic := range topics() {
		if err := t.record(record.TopicPath(topic.ID), topic); err != nil {
			return err
		}
	}
	for _, role := range roles() {
		if err := t.record(record.RolePath(role.ID), role); err != nil {
			return err
		}
	}
	if err := t.record(record.ProgramPath(mentoringID), p.mentoring()); err != nil {
		return err
	}
	if err := t.record(record.ProgramPath(circlesID), p.circles()); err != nil {
		return err
	}
	for n := range p.heads() {
		if err := t.record(record.PersonPath(personID(p.head(n))), p.leader(n)); err != nil {
			return err
		}
	}
	return nil
}

// writeCohorts writes each cohort with its people, pairings and logs.
func (p *programme) writeCohorts(ctx context.Context, t *tree) error {
	var weight int64
	for i, h := range p.cohorts {
		if err := t.record(record.CohortPath(h.id), h.record()); err != nil {
			return err
		}
		for l := range h.size {
			if err := ctx.Err(); err != nil {
				return err
			}
			course := p.course(h, l)
			before := p.share(weight)
			weight += int64(course.weight())
			m := p.pairing(h, l, course, p.share(weight)-before)
			if err := m.write(t, l); err != nil {
				return err
			}
			p.tell("pairings and sessions", h.written(l)+p.share(weight), p.Pairings+p.Sessions)
		}
		for n, r := range h.rounds(p.AsOf) {
			answers := h.answers(newChance(p.Seed, ofSurvey, i*100+n), r)
			if err := t.record(record.SurveyPath(h.id, r.day, r.survey.ID), answers); err != nil {
				return err
			}
		}
	}
	return nil
}

// written returns the number of pairings up to and including the l-th of the cohort.
func (h *cohort) written(l int) int { return h.first + l + 1 }

// write writes a pairing with the two people it adds, and the enrolments of its
// members.
func (m *pairing) write(t *tree, l int) error {
	number := m.cohort.first + l
	for _, who := range []int{newcomer(number), mentee(number)} {
		if err := t.record(record.PersonPath(personID(who)), m.person(who)); err != nil {
			return err
		}
	}
	if err := m.writeEnrolments(t, l); err != nil {
		return err
	}
	if err := t.record(record.PairingPath(m.cohort.id, m.id), m.record()); err != nil {
		return err
	}
	if plan := m.plan(); plan != nil {
		if err := t.record(record.PlanPath(m.cohort.id, m.id), plan); err != nil {
			return err
		}
	}
	err := m.logs(func(s *record.Session, notes string) error {
		data, err := record.MarshalLog(s, notes)
		if err != nil {
			return fmt.Errorf("write a log of %s: %w", m.id, err)
		}
		return t.write(record.SessionPath(m.cohort.id, m.id, s.Date.String()), data)
	})
	if err != nil || m.cohort.state != record.CohortRunning || m.course.state != record.Active || l%40 != 7 {
		return err
	}
	seen := fmt.Sprintf("%s-%s.yaml", m.id, m.AsOf.Add(-3))
	return t.record(path.Join(path.Dir(record.CohortPath(m.cohort.id)), "attention", seen),
		&record.Attention{Until: m.AsOf.Add(11), Note: "Said hello; they will meet after the holidays."})
}

// writeEnrolments writes the enrolments of the pairing's members, and that of the
// newcomer who has no place in it.
func (m *pairing) writeEnrolments(t *tree, l int) error {
	write := func(who int, e *record.Enrolment) error {
		return t.record(record.EnrolmentPath(m.cohort.id, personID(who)), e)
	}
	for _, who := range m.peers {
		if err := write(who, m.enrolment(m.chance, m.cohort, record.Peers, 0)); err != nil {
			return err
		}
	}
	if len(m.mentors) > 0 && !shared(l) {
		room := 1
		if shared(l+1) && l+1 < m.cohort.size {
			room = 2
		}
		if err := write(m.mentors[0], m.enrolment(m.chance, m.cohort, record.Mentors, room)); err != nil {
			return err
		}
	}
	for _, who := range m.mentees {
		e := m.enrolment(m.chance, m.cohort, record.Mentees, 0)
		if m.course.reason == record.MovedOn {
			e.Left = m.course.ended
		} else if m.cohort.state == record.CohortClosed && m.chance.in(60) {
			e.Again = pick(m.chance, []record.Again{"yes", "yes", "no", "mentor"})
		}
		if err := write(who, e); err != nil {
			return err
		}
	}
	if !m.spare(l) || len(m.mentees) > 1 {
		return nil
	}
	e := m.enrolment(m.chance, m.cohort, record.Mentees, 0)
	e.Status = pick(m.chance, []record.Status{record.Accepted, record.Waiting, record.Withdrawn})
	return write(newcomer(m.cohort.first+l), e)
}

// finish writes program/site.yaml, which makes the folder a programme, and removes
// the file that marks it as unfinished.
func (p *programme) finish(_ context.Context, t *tree) error {
	if err := t.write("README.md", fmt.Appendf(nil, readme, p.Pairings, p.Sessions, p.Pages, p.Seed, p.AsOf)); err != nil {
		return err
	}
	if err := t.write(".gitignore", []byte("/private/\n/public/\n")); err != nil {
		return err
	}
	if err := t.record(record.SitePath, site()); err != nil {
		return err
	}
	t.files--
	return os.Remove(filepath.Join(t.root, UnfinishedName))
}

const readme = `# A demo of a mentoring programme

Everybody and everything here is invented, by

    pairbook demo DIR --pairings %d --sessions %d --pages %d --seed %d --as-of %[5]s

which gives the same files on every machine. What is recorded has happened by %[5]s; to see the programme on that day:

    pairbook build --as-of %[5]s
`

const unfinished = `# This programme is not finished

The run that writes it goes on, or was stopped. If it was stopped, delete the folder and run pairbook demo again.
`
