package intake

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"pairbook/generator/internal/record"
	"pairbook/generator/internal/table"
	"pairbook/generator/internal/topic"
	"pairbook/generator/internal/when"
)

// Export returns the records of a kind as rows of a table with the fields of the kind, as
// an import reads them: importing it changes nothing. It counts the records of which the
// table cannot say something, by what that is; records that could not be read are left out.
func Export(kind Kind, repo *record.Repository) (rows [][]string, lost map[string]int) {
	e := &exporter{kind: kind, repo: repo, vocabulary: topic.NewVocabulary(repo.Topics), lost: map[string]int{}}
	for _, p := range repo.People.All() {
		e.person(p)
	}
	for _, c := range repo.Cohorts.All() {
		for _, g := range c.Gatherings {
			e.gathering(c, g)
		}
		for _, enrolment := range c.Enrolments.All() {
			e.enrolment(c, enrolment)
		}
		for _, p := range c.Pairings.All() {
			e.pairing(c, p)
			for _, s := range p.Sessions {
				e.session(c, p, s)
			}
		}
	}
	return e.rows, e.lost
}

// exporter gathers the rows of one kind.
type exporter struct {
	kind       Kind
	repo       *record.Repository
	vocabulary *topic.Vocabulary
	rows       [][]string
	lost       map[string]int
}

// add adds a row of a record, in the order of the kind's fields.
func (e *exporter) add(rec record.Record, cells map[string]string) {
	if rec.Where().Incomplete {
		return
	}
	var row []string
	for _, field := range e.kind.Fields() {
		row = append(row, cells[field])
	}
	e.rows = append(e.rows, row)
}

// barred joins values as an import splits them.
func barred[S ~string](e *exporter, field string, values []S) string {
	var all []string
	for _, value := range values {
		if strings.Contains(string(value), "|") {
			e.lost[field+": a value has the | that separates values, and is read back as two"]++
		}
		all = append(all, table.Clean(string(value)))
	}
	return strings.Join(all, "|")
}

// topics writes topics by their names, or by their ids where a name leads elsewhere.
func (e *exporter) topics(ids []record.TopicID) string {
	var words []string
	for _, id := range ids {
		word := string(id)
		if t := e.repo.Topics.Get(id); t != nil && !strings.Contains(t.Name, "|") {
			if found, ok := e.vocabulary.Lookup(t.Name); ok && found == id {
				word = t.Name
			}
		}
		words = append(words, word)
	}
	return barred(e, "topics", words)
}

func (e *exporter) links(all []record.NamedLink) string {
	var written []string
	for _, l := range all {
		written = append(written, l.String())
	}
	return barred(e, "links", written)
}

func (e *exporter) person(p *record.Person) {
	if e.kind != People {
		return
	}
	publish := ""
	if !p.Publish {
		publish = "no"
	}
	var training []string
	for _, t := range p.Training {
		training = append(training, onDay(t.Module, t.Completed))
	}
	e.add(p, map[string]string{
		"id": string(p.ID), "name": table.Clean(p.Name), "alias": table.Clean(p.Alias), "github": p.GitHub, "github_id": given(number(p.GitHubID), p.GitHubID == 0),
		"gitlab": p.Accounts.GitLab, "forgejo": p.Accounts.Forgejo, "topics": e.topics(p.Topics),
		"time_zone": string(p.TimeZone), "languages": barred(e, "languages", p.Languages),
		"about": table.Clean(p.About), "pronouns": table.Clean(p.Pronouns), "links": e.links(p.Links), "publish": publish,
		"formerly": barred(e, "formerly", p.Formerly), "training": barred(e, "training", training), "level": p.Level, "unit": table.Clean(p.Unit),
		"manager": string(p.Manager), "left": given(p.Left, p.Left == 0),
	})
}

// given writes a value, unless it is none.
func given(value fmt.Stringer, none bool) string {
	if none {
		return ""
	}
	return value.String()
}

// number is a whole number in a cell.
type number int

func (n number) String() string { return strconv.Itoa(int(n)) }

// onDay writes what was so on a day; 0 is a day that is not known.
func onDay[ID ~string](id ID, day when.Date) string {
	if day == 0 {
		return string(id)
	}
	return string(id) + " on " + day.String()
}

func (e *exporter) enrolment(c *record.Cohort, x *record.Enrolment) {
	if e.kind != Enrolments {
		return
	}
	var slots []string
	for _, s := range x.Availability {
		slots = append(slots, s.String())
	}
	var cleared []string
	for _, c := range x.Cleared {
		words := onDay(c.Requirement, c.On)
		if c.By != "" {
			words += " by " + string(c.By)
		}
		cleared = append(cleared, words)
	}
	row := func(role record.Party, cells map[string]string) {
		cells["cohort"], cells["person"], cells["role"] = string(c.ID), string(x.Person), string(role)
		cells["availability"], cells["prefers"] = strings.Join(slots, "|"), barred(e, "prefers", x.Prefers)
		cells["cleared"], cells["again"] = barred(e, "cleared", cleared), string(x.Again)
		cells["status"], cells["left"] = string(cmp.Or(x.Status, record.Accepted)), given(x.Left, x.Left == 0)
		e.add(x, cells)
	}
	if x.Mentor != nil {
		row(record.Mentors, map[string]string{"capacity": fmt.Sprint(x.Mentor.Capacity), "topics": e.topics(x.Mentor.Offers)})
	}
	if x.Mentee != nil {
		row(record.Mentees, map[string]string{"mentors": fmt.Sprint(x.Mentee.Mentors), "topics": e.topics(x.Mentee.Seeks), "goals": barred(e, "goals", x.Mentee.Goals)})
	}
	if x.Peer != nil {
		row(record.Peers, map[string]string{"topics": e.topics(x.Peer.Topics)})
	}
}

func (e *exporter) pairing(c *record.Cohort, p *record.Pairing) {
	if e.kind != Pairings {
		return
	}
	side := func(members []record.Member, as record.MemberAs) string {
		var all []string
		for _, m := range members {
			if m.As == as {
				all = append(all, spannedWords(string(m.Person), m.From, m.Until))
			}
		}
		return barred(e, "members", all)
	}
	var cadence, pauses, accepted []string
	for _, c := range p.Cadence {
		cadence = append(cadence, spannedWords(c.Every.String(), c.From, 0))
	}
	for _, b := range p.Pauses {
		pauses = append(pauses, spannedWords("", b.From, b.Until))
	}
	for _, a := range p.Accepted {
		accepted = append(accepted, onDay(a.Person, a.On))
	}
	cells := map[string]string{
		"title": table.Clean(p.Title), "summary": table.Clean(p.Summary), "links": e.links(p.Links),
		"cohort": string(c.ID), "pairing": string(p.ID), "state": string(p.State), "mentors": side(p.Mentors, ""), "mentees": side(p.Mentees, ""), "peers": side(p.Peers, ""),
		"co_mentors": side(p.Mentors, record.CoMentor), "advisers": side(p.Mentors, record.Adviser), "backups": side(p.Mentors, record.Backup),
		"reason": string(p.Reason), "outcome": table.Clean(p.Outcome), "started": given(p.Started, p.Started == 0), "ended": given(p.Ended, p.Ended == 0),
		"structure": string(p.Structure), "continues": string(p.Continues), "formerly": barred(e, "formerly", p.Formerly),
		"cadence": barred(e, "cadence", cadence), "pauses": barred(e, "pauses", pauses), "accepted": barred(e, "accepted", accepted),
	}
	if p.Declined != nil {
		cells["declined"], cells["declined_by"] = p.Declined.On.String(), string(p.Declined.By)
	}
	if p.Match != nil {
		if p.Match.Lot {
			cells["lot"] = "yes"
		}
		cells["score"], cells["because"] = given(number(p.Match.Score), p.Match.Score == 0), barred(e, "because", p.Match.Because)
	}
	e.add(p, cells)
}

func (e *exporter) session(c *record.Cohort, p *record.Pairing, s *record.Session) {
	if e.kind != Sessions {
		return
	}
	var goals, actions, done []string
	for _, g := range s.Goals {
		words := string(g.ID)
		if g.Percent != nil {
			words += fmt.Sprintf(" %d %%", *g.Percent)
		}
		goals = append(goals, words)
	}
	for _, a := range s.Actions {
		actions = append(actions, agreedWords(a))
	}
	for _, d := range s.Done {
		done = append(done, onDay(d.ID, d.On))
	}
	e.add(s, map[string]string{
		"goals": barred(e, "goals", goals), "actions": barred(e, "actions", actions), "done": barred(e, "done", done),
		"dropped": barred(e, "dropped", s.Dropped), "confirmed": barred(e, "confirmed", s.Confirmed),
		"cohort": string(c.ID), "pairing": string(p.ID), "date": s.Date.String(), "duration": given(s.Duration, s.Duration == 0), "attended": e.attended(s.Attended),
		"guests": barred(e, "guests", s.Guests), "format": string(s.Format), "topics": e.topics(s.Topics),
		"introductions": barred(e, "introductions", s.Introductions), "next": given(s.Next, s.Next == 0), "told_by": string(s.ToldBy), "notes": e.notes(s.Notes),
	})
}

func (e *exporter) gathering(c *record.Cohort, g *record.Gathering) {
	if e.kind != Gatherings {
		return
	}
	e.add(g, map[string]string{
		"cohort": string(c.ID), "date": g.Date.String(), "title": table.Clean(g.Title), "duration": given(g.Duration, g.Duration == 0),
		"attended": e.attended(g.Attended), "notes": e.notes(g.Notes),
	})
}

// attended writes who came; nil is not known.
func (e *exporter) attended(people *[]record.PersonID) string {
	if people == nil {
		return ""
	}
	return cmp.Or(barred(e, "attended", *people), Nobody)
}

// notes writes the lines of a log's notes that are not empty.
func (e *exporter) notes(notes []byte) string {
	var lines []string
	for line := range strings.Lines(string(notes)) {
		if line = table.Clean(line); line != "" {
			lines = append(lines, line)
		}
	}
	if lines != nil {
		e.lost["the notes are there as plain lines"]++
	}
	return strings.Join(lines, "\n")
}
