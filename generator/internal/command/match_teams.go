package command

import (
	"cmp"
	"encoding/json"
	"io"
	"strings"

	"pairbook/generator/internal/couple"
	"pairbook/generator/internal/diag"
	"pairbook/generator/internal/fit"
	"pairbook/generator/internal/grouping"
	"pairbook/generator/internal/intake"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/regular"
)

// matchTeams answers for a cohort whose shape is not pairs of a mentor and a mentee.
func (a *app) matchTeams(ws *workspace, cohort record.CohortID, teams *grouping.Teams, m matchFlags) error {
	switch {
	case m.objective != "":
		return usagef("--objective is for pairs of a mentor and a mentee, and %s has the shape %s", cohort, teams.Shape)
	case m.rematch != "":
		return usagef("--rematch is for pairs of a mentor and a mentee; end %s, then match again", m.rematch)
	case m.why != "":
		return a.explainTeams(teams, m)
	case m.against != "":
		return a.compareTeams(ws, cohort, teams, m)
	}
	if err := a.printTeams(teams, m.format); err != nil {
		return err
	}
	a.sayNotMatched(ws, cohort, m)
	if a.sayOpposed(ws, cohort, m); !m.write {
		return nil
	}
	return a.writeTeams(ws, teams, m)
}

func (a *app) printTeams(teams *grouping.Teams, format string) error {
	if format == "json" {
		return a.printJSON(teams.JSON())
	}
	teams.Text(a.stdout)
	return nil
}

// explainTeams prints what stands between two people.
func (a *app) explainTeams(teams *grouping.Teams, m matchFlags) error {
	one, other, _ := strings.Cut(m.why, ",")
	w, err := teams.Why(strings.TrimSpace(one), strings.TrimSpace(other))
	if err != nil {
		return usagef("--why: %v", err)
	}
	if m.format == "json" {
		return a.printJSON(w.JSON())
	}
	w.Text(a.stdout)
	return nil
}

// compareTeams prints the differences to the proposal from the records of a commit, or to a saved
// one.
func (a *app) compareTeams(ws *workspace, cohort record.CohortID, after *grouping.Teams, m matchFlags) error {
	var before grouping.TeamsJSON
	if m.againstFile() {
		saved, err := readTeams("--against", m.against, cohort)
		if err != nil {
			return err
		}
		before = saved
	} else {
		result, err := a.proposeAt(ws, cohort, m)
		if err != nil {
			return err
		}
		if result.Teams == nil {
			return usagef("--against: in %s the shape of %s is %s", m.against, cohort, record.InPairs)
		}
		before = result.Teams.JSON()
	}
	difference := before.Compare(after.JSON())
	if m.format == "json" {
		return a.printJSON(difference.JSON(m.against))
	}
	difference.Text(a.stdout, m.against)
	return nil
}

// readTeams reads what match --format json wrote of a cohort, "" of scores alone.
func readTeams(flag, name string, cohort record.CohortID) (saved grouping.TeamsJSON, err error) {
	text, err := regular.Read(name, maxTable)
	if err != nil {
		return saved, usagef("%s %s: %v", flag, name, err)
	}
	if err := json.Unmarshal(text, &saved); err != nil || saved.Shape == "" || saved.Cohort != string(cohort) {
		return saved, usagef("%s: %s is not what match --format json writes of %s", flag, name, cmp.Or(string(cohort), "scores of peers alone"))
	}
	return saved, nil
}

// verifyTeams verifies a saved proposal.
func (a *app) verifyTeams(v *grouping.Verifier, cohort record.CohortID, m matchFlags) error {
	saved, err := readTeams("--verify", m.verify, cohort)
	if err != nil {
		return err
	}
	proven, wrong := v.Verify(saved)
	return a.sayVerified(m, proven, wrong)
}

// writeTeams writes a proposed pairing for each team.
func (a *app) writeTeams(ws *workspace, teams *grouping.Teams, m matchFlags) error {
	var pairings []*record.Pairing
	for _, t := range teams.Teams {
		pairings = append(pairings, proposedTeam(teams.Shape, t))
	}
	return a.writePairings(ws, teams.Cohort, teams.Noun(), pairings, m)
}

func proposedTeam(shape record.MatchShape, t grouping.Team) *record.Pairing {
	p := &record.Pairing{State: record.Proposed, Structure: record.PeerPair, Match: &record.MatchReason{Score: t.Score, Because: fit.Reasons(t.Because)}}
	var members []record.Member
	for _, id := range t.Members {
		members = append(members, record.Member{Person: record.PersonID(id)})
	}
	p.Match.Because = append(p.Match.Because, t.Pinned...)
	switch {
	case shape == record.InGroups:
		p.Structure, p.Mentees = record.Group, members
		p.Mentors = []record.Member{{Person: record.PersonID(t.Mentor)}}
	default:
		if p.Peers = members; t.Mentor != "" {
			p.Match.Because = append(p.Match.Because, "proposed to facilitate: "+t.Mentor)
		}
	}
	return p
}

// matchPeers matches the rows of a file of two people and their score, without any records.
func (a *app) matchPeers(m matchFlags) error {
	var peers *grouping.Peers
	err := a.phase("read", func() (err error) {
		peers, err = a.readPeers(m)
		return err
	})
	if err != nil {
		return err
	}
	if m.verify != "" {
		verifier, err := peers.Verifier()
		if err != nil {
			return usageError{err}
		}
		return a.verifyTeams(verifier, "", m)
	}
	teams, err := peers.Propose(a.phase)
	switch {
	case err != nil && teams == nil:
		return usageError{err}
	case err != nil:
		return err
	case m.why != "":
		return a.explainTeams(teams, m)
	}
	return a.printTeams(teams, m.format)
}

func (a *app) readPeers(m matchFlags) (*grouping.Peers, error) {
	var scores *intake.PeerScores
	err := a.openScores(m.scores, func(r io.Reader) (same int, problems diag.List) {
		if scores, problems = intake.ReadPeerScores(m.scores, r); scores != nil {
			same = scores.SamePerson
		}
		return same, problems
	})
	switch {
	case err != nil:
		return nil, err
	case len(scores.Peers) > maxPeers:
		return nil, usagef("%s has %d people; peers are matched up to %d", m.scores, len(scores.Peers), maxPeers)
	}
	peers := &grouping.Peers{Names: scores.Peers, Word: m.lot}
	for _, row := range scores.Rows {
		peers.Pairs = append(peers.Pairs, couple.Pair{A: row.A, B: row.B, Score: row.Score})
	}
	for _, pin := range m.pins {
		peers.Pins = append(peers.Pins, strings.Split(pin, "="))
	}
	return peers, nil
}

// maxPeers is how many people a file may have: their scores lie in a square of so many.
const maxPeers = 5000
