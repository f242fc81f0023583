package command

import (
	"cmp"
	"io/fs"
	"path"
	"strconv"
	"strings"

	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/topic"
	"pairbook/generator/internal/when"
)

func newPerson() newRecord {
	return newRecord{
		name: "person", arg: "ID", short: "Write the record of a person",
		fields: []newField{
			{"name", "as people call them", oneValue},
			{"alias", "the name that the site may show, one that tells nothing of the person", oneValue},
			{"github", "the name of their account", oneValue},
			{"topics", "what they know, ids of topics", someIDs},
			{"time-zone", "such as Europe/London or +02:00", oneValue},
			{"languages", "such as en,sw", someIDs},
		},
		make: func(w *writing) (string, []byte, error) {
			id := record.PersonID(w.arg)
			file := record.PersonPath(id)
			if err := validID(w.arg); err != nil {
				return "", nil, err
			}
			if err := absent(w.o.Repo.People.Has(id), file); err != nil {
				return "", nil, err
			}
			text, err := record.Marshal(&record.Person{
				Name: cmp.Or(w.one("name"), w.arg), Alias: w.one("alias"), GitHub: w.one("github"), Topics: w.topics("topics"),
				TimeZone: when.Zone(w.one("time-zone")), Languages: some[string](w, "languages"), Publish: true,
			})
			return file, text, err
		},
	}
}

func newEnrolment() newRecord {
	return newRecord{
		name: "enrolment", arg: "COHORT/PERSON", short: "Write the enrolment of a person in a cohort",
		fields: []newField{
			{"role", "mentor, mentee or peer; several with commas", someIDs},
			{"capacity", "how many pairings a mentor takes", oneValue},
			{"topics", "what is offered or sought, ids of topics", someIDs},
			{"goal", "what a mentee would like to reach", someTexts},
		},
		make: makeEnrolment,
	}
}

func makeEnrolment(w *writing) (string, []byte, error) {
	cohort, person, err := w.pair()
	if err != nil {
		return "", nil, err
	}
	file := record.EnrolmentPath(record.CohortID(cohort), record.PersonID(person))
	c, err := w.cohort(cohort)
	if err != nil {
		return "", nil, err
	}
	if err := absent(c.Enrolments.Has(record.PersonID(person)), file); err != nil {
		return "", nil, err
	}
	e := &record.Enrolment{Status: record.Accepted}
	topics := w.topics("topics")
	for _, role := range some[record.Party](w, "role") {
		switch role {
		case record.Mentors:
			capacity := read(w, "capacity", "write a whole number", strconv.Atoi)
			if w.one("capacity") == "" {
				capacity = 1
			}
			e.Mentor = &record.AsMentor{Capacity: capacity, Offers: topics}
		case record.Mentees:
			e.Mentee = &record.AsMentee{Mentors: 1, Seeks: topics, Goals: some[string](w, "goal")}
		case record.Peers:
			e.Peer = &record.AsPeer{Topics: topics}
		default:
			return "", nil, usagef("--role: %q is none of mentor, mentee, peer", role)
		}
	}
	if len(e.Parties()) == 0 {
		return "", nil, usagef("say as what with --role mentor, mentee or peer")
	}
	text, err := record.Marshal(e)
	return file, text, err
}

func newCohort() newRecord {
	return newRecord{
		name: "cohort", arg: "ID", short: "Write the record of a cohort",
		fields: []newField{
			{"program", "the programme that it runs; the only one by default", oneValue},
			{"name", "as people call it", oneValue},
			{"starts", "its first day; today by default", oneValue},
			{"ends", "its last day; after the programme's duration by default", oneValue},
			{"state", "open, matching, running or closed; open by default", oneValue},
		},
		make: makeCohort,
	}
}

func makeCohort(w *writing) (string, []byte, error) {
	id := record.CohortID(w.arg)
	file := record.CohortPath(id)
	if err := validID(w.arg); err != nil {
		return "", nil, err
	}
	if err := absent(w.o.Repo.Cohorts.Has(id), file); err != nil {
		return "", nil, err
	}
	programs := w.o.Repo.Programs
	program := record.ProgramID(w.one("program"))
	if program == "" && programs.Len() == 1 {
		program = programs.IDs()[0]
	}
	if !programs.Has(program) {
		return "", nil, usagef("say with --program which one it runs: %s%s", idList(programs.IDs()), prose.DidYouMean(program, programs.IDs()))
	}
	c := &record.Cohort{
		Program: program, Name: cmp.Or(w.one("name"), w.arg), Starts: cmp.Or(w.date("starts"), w.o.AsOf), Ends: w.date("ends"),
		State: cmp.Or(record.CohortState(w.one("state")), record.CohortOpen),
	}
	if c.Ends == 0 {
		halfYear := when.Interval{N: 6, Unit: when.Months}
		c.Ends = cmp.Or(programs.Get(program).Duration, halfYear).After(c.Starts, 1)
	}
	text, err := record.Marshal(c)
	return file, text, err
}

func newPairing() newRecord {
	return newRecord{
		name: "pairing", arg: "COHORT/ID", short: "Write the record of a pairing",
		fields: []newField{
			{"mentors", "ids of people", someIDs},
			{"mentees", "ids of people", someIDs},
			{"peers", "ids of people, instead of mentors and mentees", someIDs},
			{"state", "proposed or active; proposed by default, active with --started", oneValue},
			{"started", "its first day", oneValue},
			{"cadence", "how often they mean to meet, such as 2w; the programme's by default", oneValue},
		},
		make: makePairing,
	}
}

func makePairing(w *writing) (string, []byte, error) {
	cohort, id, err := w.pair()
	if err != nil {
		return "", nil, err
	}
	file := record.PairingPath(record.CohortID(cohort), record.PairingID(id))
	c, err := w.cohort(cohort)
	if err != nil {
		return "", nil, err
	}
	if err := absent(c.Pairings.Has(record.PairingID(id)), file); err != nil {
		return "", nil, err
	}
	p := &record.Pairing{
		Mentors: w.members("mentors"), Mentees: w.members("mentees"), Peers: w.members("peers"),
		State: record.PairingState(w.one("state")), Started: w.date("started"),
	}
	if every := read(w, "cadence", "write it as 10d, 2w or 1mo", when.ParseInterval); !every.IsZero() {
		p.Cadence = []record.CadenceStep{{Every: every}}
	}
	switch {
	case p.State != "":
	case p.Started == 0:
		p.State = record.Proposed
	default:
		p.State = record.Active
	}
	text, err := record.Marshal(p)
	return file, text, err
}

func (w *writing) members(field string) []record.Member {
	var members []record.Member
	for _, person := range some[record.PersonID](w, field) {
		members = append(members, record.Member{Person: person})
	}
	return members
}

func newPage() newRecord {
	return newRecord{
		name: "page", arg: "PATH", short: "Write a page of the handbook, content/PATH.md",
		fields: []newField{
			{"title", "its heading; the file's name by default", oneValue},
			{"summary", "what it says, in a sentence", oneValue},
		},
		make: makePage,
	}
}

func makePage(w *writing) (string, []byte, error) {
	file := path.Clean("content/" + strings.TrimPrefix(w.arg, "content/"))
	if path.Ext(file) == "" {
		file += ".md"
	}
	if !fs.ValidPath(file) || !strings.HasPrefix(file, "content/") || path.Ext(file) != ".md" {
		return "", nil, usagef("%q: a page is a .md file below content/", w.arg)
	}
	_, err := fs.Stat(w.o.Files, file)
	if err := absent(err == nil, file); err != nil {
		return "", nil, err
	}
	name := strings.ReplaceAll(strings.TrimSuffix(path.Base(file), ".md"), "-", " ")
	title := cmp.Or(w.one("title"), strings.ToUpper(name[:1])+name[1:])
	page := &record.Page{Summary: w.one("summary")}
	front, err := record.Marshal(page)
	if err != nil {
		return "", nil, err
	}
	text := "# " + title + "\n"
	if len(front) > 0 {
		text = "---\n" + string(front) + "---\n" + text
	}
	return file, []byte(text), nil
}

// cohort finds a cohort that must be there.
func (w *writing) cohort(id string) (*record.Cohort, error) {
	cohorts := w.o.Repo.Cohorts
	if c := cohorts.Get(record.CohortID(id)); c != nil {
		return c, nil
	}
	return nil, usagef("there is no cohort %q%s", id, prose.DidYouMean(record.CohortID(id), cohorts.IDs()))
}

// topics finds the topics that words mean.
func (w *writing) topics(field string) []record.TopicID {
	known := w.o.Repo.Topics
	vocabulary := topic.NewVocabulary(known)
	var topics []record.TopicID
	for _, words := range some[string](w, field) {
		id, ok := vocabulary.Lookup(words)
		if !ok && w.err == nil {
			w.err = usagef("--%s: there is no topic %q%s; %s would make it one",
				field, words, prose.DidYouMean(topic.ID(words), known.IDs()), record.TopicPath(topic.ID(words)))
		}
		topics = append(topics, id)
	}
	return topics
}

func idList[ID ~string](ids []ID) string {
	var words []string
	for _, id := range ids {
		words = append(words, string(id))
	}
	return strings.Join(words, ", ")
}
