package command

import (
	"cmp"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"

	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/topic"
	"pairbook/generator/internal/when"
)

func newPerson() newRecord {
	return newRecord{
		name: "person", arg: "ID", example: "yemi --name 'Yemi Example' --time-zone Africa/Lagos --languages yo,en",
		short: "Write the record of a person", unasked: []string{"gitlab", "forgejo", "about", "pronouns", "link"},
		fields: []newField{
			{"name", "as people call them", valueField},
			{"alias", "the name that the site may show, one that tells nothing of the person", valueField},
			{"github", "the name of their account", valueField},
			{"gitlab", "the name of their account on GitLab", valueField},
			{"forgejo", "the name of their account on Forgejo or Gitea", valueField},
			{"topics", "what they know, ids of topics", idsField},
			{"time-zone", "such as Europe/London or +02:00", valueField},
			{"languages", "such as en,sw", idsField},
			{"about", "what they say of themself", valueField},
			{"pronouns", "how to speak of them, such as she/her", valueField},
			{"link", "where there is more of them: an address, or \"WORDS <ADDRESS>\"", textsField},
		},
		make: func(d *draft) (string, []byte, error) {
			id := record.PersonID(d.arg)
			file := record.PersonPath(id)
			if err := validID(d.arg); err != nil {
				return "", nil, err
			}
			if err := requireAbsent(d.o.Repo.People.Has(id), file); err != nil {
				return "", nil, err
			}
			text, err := record.Marshal(&record.Person{
				Name: cmp.Or(d.value("name"), d.arg), Alias: d.value("alias"), GitHub: d.value("github"), Accounts: record.Accounts{GitLab: d.value("gitlab"), Forgejo: d.value("forgejo")}, Topics: d.topics("topics"),
				TimeZone: when.Zone(d.value("time-zone")), Languages: valuesOf[string](d, "languages"),
				About: d.value("about"), Pronouns: d.value("pronouns"), Links: d.links("link"), Publish: true,
			})
			return file, text, err
		},
	}
}

func newEnrolment() newRecord {
	return newRecord{
		name: "enrolment", arg: "COHORT/PERSON", example: "2026-autumn/john-smith --role mentor --capacity 2",
		short: "Write the enrolment of a person in a cohort",
		fields: []newField{
			{"role", "mentor, mentee or peer; several with commas", idsField},
			{"capacity", "how many pairings a mentor takes", valueField},
			{"topics", "what is offered or sought, ids of topics", idsField},
			{"goal", "what a mentee would like to reach", textsField},
		},
		make: makeEnrolment,
	}
}

func makeEnrolment(d *draft) (string, []byte, error) {
	c, person, err := d.cohortAndID()
	if err != nil {
		return "", nil, err
	}
	file := record.EnrolmentPath(c.ID, record.PersonID(person))
	if err := requireAbsent(c.Enrolments.Has(record.PersonID(person)), file); err != nil {
		return "", nil, err
	}
	e := &record.Enrolment{Status: record.Accepted}
	topics := d.topics("topics")
	for _, role := range valuesOf[record.Party](d, "role") {
		switch role {
		case record.Mentors:
			capacity := parseValue(d, "capacity", "write a whole number", strconv.Atoi)
			if d.value("capacity") == "" {
				capacity = 1
			}
			e.Mentor = &record.AsMentor{Capacity: capacity, Offers: topics}
		case record.Mentees:
			e.Mentee = &record.AsMentee{Mentors: 1, Seeks: topics, Goals: valuesOf[string](d, "goal")}
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
		name: "cohort", arg: "ID", example: "2027-autumn --starts 2027-09-06 --ends 2028-03-05",
		short: "Write the record of a cohort",
		fields: []newField{
			{"program", "the programme that it runs; the only one by default", valueField},
			{"name", "as people call it", valueField},
			{"starts", "its first day; today by default", valueField},
			{"ends", "its last day; after the programme's duration by default", valueField},
			{"state", "open, matching, running or closed; open by default", valueField},
		},
		make: makeCohort,
	}
}

func makeCohort(d *draft) (string, []byte, error) {
	id := record.CohortID(d.arg)
	file := record.CohortPath(id)
	if err := validID(d.arg); err != nil {
		return "", nil, err
	}
	if err := requireAbsent(d.o.Repo.Cohorts.Has(id), file); err != nil {
		return "", nil, err
	}
	programs := d.o.Repo.Programs
	program := record.ProgramID(d.value("program"))
	if program == "" && programs.Len() == 1 {
		program = programs.IDs()[0]
	}
	if !programs.Has(program) {
		return "", nil, usagef("say with --program which one it runs: %s%s", idList(programs.IDs()), prose.DidYouMean(program, programs.IDs()))
	}
	c := &record.Cohort{
		Program: program, Name: cmp.Or(d.value("name"), d.arg), Starts: cmp.Or(d.date("starts"), d.o.AsOf), Ends: d.date("ends"),
		State: cmp.Or(record.CohortState(d.value("state")), record.CohortOpen),
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
		name: "pairing", arg: "COHORT/ID", example: "2026-autumn/heron --mentors tomas --mentees dee",
		short: "Write the record of a pairing", unasked: []string{"co-mentors", "advisers", "backups", "title", "summary", "link"},
		fields: []newField{
			{"mentors", "ids of people", idsField},
			{"mentees", "ids of people", idsField},
			{"co-mentors", "ids of mentors who are co-mentors", idsField},
			{"advisers", "ids of mentors who stand by with advice, and need not come", idsField},
			{"backups", "ids of mentors who stand by to follow, and need not come", idsField},
			{"peers", "ids of people, instead of mentors and mentees", idsField},
			{"title", "what they meet for, such as a project", valueField},
			{"summary", "the same in a sentence or two", valueField},
			{"link", "where there is more of it: an address, or \"WORDS <ADDRESS>\"", textsField},
			{"state", "open, proposed or active; proposed by default, active with --started", valueField},
			{"started", "its first day", valueField},
			{"cadence", "how often they mean to meet, such as 2w; the programme's by default", valueField},
		},
		make: makePairing,
	}
}

func makePairing(d *draft) (string, []byte, error) {
	c, id, err := d.cohortAndID()
	if err != nil {
		return "", nil, err
	}
	file := record.PairingPath(c.ID, record.PairingID(id))
	if err := requireAbsent(c.Pairings.Has(record.PairingID(id)), file); err != nil {
		return "", nil, err
	}
	p := &record.Pairing{
		Mentors: slices.Concat(d.members("mentors", ""), d.members("co-mentors", record.CoMentor), d.members("advisers", record.Adviser), d.members("backups", record.Backup)),
		Mentees: d.members("mentees", ""), Peers: d.members("peers", ""),
		State: record.PairingState(d.value("state")), Started: d.date("started"),
		Title: d.value("title"), Summary: d.value("summary"), Links: d.links("link"),
	}
	if every := parseValue(d, "cadence", "write it as 10d, 2w or 1mo", when.ParseInterval); !every.IsZero() {
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

func (d *draft) members(field string, as record.MemberAs) []record.Member {
	var members []record.Member
	for _, person := range valuesOf[record.PersonID](d, field) {
		members = append(members, record.Member{Person: person, As: as})
	}
	return members
}

func (d *draft) links(field string) (all []record.NamedLink) {
	for _, value := range valuesOf[string](d, field) {
		link, err := record.ParseLink(value)
		if err != nil && d.err == nil {
			d.err = usagef("--%s: %v; %s", field, err, record.LinkHint)
		}
		all = append(all, link)
	}
	return all
}

func newPage() newRecord {
	return newRecord{
		name: "page", arg: "PATH", example: "meeting/online --title 'Meeting online'",
		short: "Write a page of the handbook, content/PATH.md",
		fields: []newField{
			{"title", "its heading; the file's name by default", valueField},
			{"summary", "what it says, in a sentence", valueField},
		},
		make: makePage,
	}
}

func makePage(d *draft) (string, []byte, error) {
	file := path.Clean("content/" + strings.TrimPrefix(d.arg, "content/"))
	if path.Ext(file) == "" {
		file += ".md"
	}
	if !fs.ValidPath(file) || !strings.HasPrefix(file, "content/") || path.Ext(file) != ".md" {
		return "", nil, usagef("%q: a page is a .md file below content/", d.arg)
	}
	_, err := fs.Stat(d.o.Files, file)
	if err := requireAbsent(err == nil, file); err != nil {
		return "", nil, err
	}
	name := strings.ReplaceAll(strings.TrimSuffix(path.Base(file), ".md"), "-", " ")
	title := cmp.Or(d.value("title"), strings.ToUpper(name[:1])+name[1:])
	page := &record.Page{Summary: d.value("summary")}
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

// cohort finds a cohort, which must exist.
func (d *draft) cohort(id string) (*record.Cohort, error) {
	cohorts := d.o.Repo.Cohorts
	if c := cohorts.Get(record.CohortID(id)); c != nil {
		return c, nil
	}
	return nil, usagef("there is no cohort %q%s", id, prose.DidYouMean(record.CohortID(id), cohorts.IDs()))
}

// topics returns the topics that the words of a field mean.
func (d *draft) topics(field string) []record.TopicID {
	known := topic.NewVocabulary(d.o.Repo.Topics)
	var topics []record.TopicID
	for _, words := range valuesOf[string](d, field) {
		id, ok := known.Lookup(words)
		if !ok && d.err == nil {
			d.err = usagef("--%s: there is no topic %q%s; %s would make it one",
				field, words, prose.DidYouMean(words, known.Spellings()), record.TopicPath(topic.ID(words)))
		}
		topics = append(topics, id)
	}
	return topics
}

func idList[ID ~string](ids []ID) string { return strings.Join(prose.Strings(ids), ", ") }
