package intake

import (
	"slices"
	"strings"

	"pairbook/generator/internal/record"
)

// importPairings creates or changes the pairing of each row.
func (p *pass) importPairings() {
	for _, r := range p.rows {
		p.pairing(r)
	}
}

func (p *pass) pairing(r *row) {
	cohort, inCohort := p.cohort(r)
	id, named := readID[record.PairingID](r, "pairing")
	if !inCohort || !named {
		return
	}
	path := record.PairingPath(cohort, id)
	var known *record.Pairing
	if c := p.Repository.Cohorts.Get(cohort); c != nil {
		known = c.Pairings.Get(id)
	}
	if known != nil && !r.complete("pairing", &known.Source) || !p.once(path, "pairing", r) {
		return
	}
	d, pairing := draftOf(p, path, r, func() (*record.Pairing, []byte) {
		if known != nil {
			c := *known
			return &c, known.Text()
		}
		return &record.Pairing{ID: id}, nil
	})
	p.given(d, r, pairing)
	if len(r.problems) == 0 {
		r.members(pairing)
		r.dates(pairing)
	}
	span := p.cohorts[cohort]
	p.extend(span, r, "started", pairing.Started)
	p.extend(span, r, "ended", pairing.Ended)
	span.ends = max(span.ends, min(pairing.Ended, p.AsOf))
	span.open = span.open || !slices.Contains([]record.PairingState{record.Completed, record.Ended, record.Declined}, pairing.State)
}

// given sets what a row says of a pairing.
func (p *pass) given(d *draft, r *row, pairing *record.Pairing) {
	fields := map[record.PersonID]string{}
	p.side(d, r, "mentors", "mentors", "", &pairing.Mentors, fields)
	p.side(d, r, "co_mentors", "mentors", record.CoMentor, &pairing.Mentors, fields)
	p.side(d, r, "advisers", "mentors", record.Adviser, &pairing.Mentors, fields)
	p.side(d, r, "backups", "mentors", record.Backup, &pairing.Mentors, fields)
	p.side(d, r, "mentees", "mentees", "", &pairing.Mentees, nil)
	p.side(d, r, "peers", "peers", "", &pairing.Peers, nil)
	setText(d, r, "title", &pairing.Title)
	setText(d, r, "summary", &pairing.Summary)
	setField(d, r, "links", &pairing.Links, links)
	r.required("state")
	setField(d, r, "state", &pairing.State, oneOf(record.Open, record.Proposed, record.Active, record.Paused, record.Completed, record.Ended, record.Declined))
	setField(d, r, "started", &pairing.Started, date)
	setField(d, r, "ended", &pairing.Ended, date)
	setDecline(d, r, pairing)
	setText(d, r, "outcome", &pairing.Outcome)
	setField(d, r, "structure", &pairing.Structure, oneOf(record.OneToOne, record.Group, record.PeerPair, record.Reverse, record.Flash))
	setField(d, r, "continues", &pairing.Continues, continues)
	setField(d, r, "formerly", &pairing.Formerly, ids)
	setField(d, r, "cadence", &pairing.Cadence, cadence)
	setField(d, r, "pauses", &pairing.Pauses, pauses)
	setField(d, r, "accepted", &pairing.Accepted, p.accepted)
	setProposal(d, r, pairing)
	if pairing.State == record.Ended || !r.isConstant("reason") {
		setField(d, r, "reason", &pairing.Reason, oneOf(record.FinishedEarly, record.MovedOn, record.NoTime, record.DifferentMatch, record.Unrecorded, record.OtherReason))
	}
}

// setDecline sets who declined, and when.
func setDecline(d *draft, r *row, p *record.Pairing) {
	by, who := oneOf[record.Decliner]("mentor", "mentee", "peer", "coordinator")(r, "declined_by")
	on, day := date(r, "declined")
	if who && day && by != "" && on != 0 {
		set(d, "declined", &p.Declined, &record.Decline{By: by, On: on})
	}
}

// setProposal sets why the pairing was proposed.
func setProposal(d *draft, r *row, p *record.Pairing) {
	match := copyOr(p.Match, record.MatchReason{})
	score, scored := whole(r, "score")
	drawn, told := yesNo(r, "lot")
	because, reasoned := r.list("because")
	if scored {
		match.Score = score
	}
	if reasoned {
		match.Because = because
	}
	if told {
		match.Lot = drawn
	}
	if scored || told || reasoned {
		set(d, "match", &p.Match, match)
	}
}

// continues reads a pairing of the cohort, or COHORT/PAIRING.
func continues(r *row, field string) (record.PairingRef, bool) {
	value, ok := r.value(field)
	cohort, pairing, elsewhere := strings.Cut(value, "/")
	ok = ok && r.validID(field, cohort) && (!elsewhere || r.validID(field, pairing))
	return record.PairingRef(value), ok
}

// members reports missing members and members on both sides.
func (r *row) members(p *record.Pairing) {
	const enough = "a pairing has a mentor and a mentee at least, or two peers"
	switch {
	case p.State == record.Open && len(p.Mentees)+len(p.Peers) > 0:
		r.bad("state", "write proposed, or name mentors alone", "it is open, and they have found somebody")
	case len(p.Peers) > 0 && len(p.Mentors)+len(p.Mentees) > 0:
		r.bad("peers", enough, "there are peers and mentors or mentees as well")
	case len(p.Peers) == 1:
		r.bad("peers", enough, "there is one peer only")
	case len(p.Peers) > 0:
	case len(p.Mentors) == 0 && len(p.Mentees) == 0:
		r.bad("mentors", enough, "there is nobody in the pairing")
	case len(p.Mentors) == 0:
		r.bad("mentors", enough, "there is no mentor")
	case len(p.Mentees) == 0 && p.State != record.Open && p.State != record.Declined:
		r.bad("mentees", enough, "there is no mentee")
	}
	var both []string
	for _, mentee := range p.Mentees {
		if slices.ContainsFunc(p.Mentors, func(m record.Member) bool { return m.Person == mentee.Person }) {
			both = append(both, string(mentee.Person))
		}
	}
	if both != nil {
		r.bad("mentees", "leave each on one side", "nobody mentors themself, and the mentors list %s as well", strings.Join(both, ", "))
	}
}

// dates reports dates that the state requires or rules out.
func (r *row) dates(p *record.Pairing) {
	over := p.State == record.Completed || p.State == record.Ended
	switch {
	case p.State == record.Declined && p.Declined == nil:
		r.bad("declined_by", "write mentor, mentee, peer or coordinator, and the day as declined", "there is nobody, and the pairing is declined")
	case p.State == record.Declined && p.Started != 0:
		r.bad("started", "leave the cell empty", "there is a date, and the pairing was declined before it began")
	case p.State == record.Open && p.Started != 0:
		r.bad("started", "leave the cell empty, or write active as the state", "there is a date, and the pairing still looks for somebody")
	case p.Started == 0 && p.Begun():
		r.bad("started", "say on which day it began", "there is no date, and the pairing is %s", p.State)
	case over && p.Ended == 0:
		r.bad("ended", "say on which day it ended", "there is no date, and the pairing is %s", p.State)
	case !over && p.Ended != 0:
		r.bad("ended", "leave the cell empty, or write completed or ended as the state", "there is a date, and the pairing is %s", p.State)
	case over && p.Ended < p.Started:
		r.bad("ended", "swap the two dates?", "%s is before the pairing started, on %s", p.Ended, p.Started)
	}
	if p.State == record.Ended && p.Reason == "" {
		r.bad("reason", "say why; --set reason=unrecorded when nobody wrote it down", "there is none, and the pairing is ended")
	}
}
