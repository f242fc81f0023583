package inbox

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/text"
	"pairbook/generator/internal/when"
)

// A Placed is a log, or somebody's form to join, with its place in the records.
type Placed struct {
	Log
	Path string // of the record, below program/
	Data []byte // the record: without the pairing, and with told_by
	Same bool   // it was received before
	Rest string // words below a form to join, which no record has a place for
}

// Inbox is what is known when logs are placed.
type Inbox struct {
	Repo *record.Repository
	// Senders has the person of an address of mail, in lower case.
	Senders map[string]record.PersonID
	// Default is the pairing, COHORT/PAIRING, of logs that name none of ours; or "".
	Default string
}

// travelling is the name of a file with a log that travels: COHORT.PAIRING.DATE.md. Its
// first part is the pairing, its second says that it is not the day's first log.
var travelling = text.Pattern(`^(?:([^.]+)\.([^.]+)\.)?\d{4}-\d{2}-\d{2}(-[2-9]|-[1-9]\d)?\.md$`)

// Place returns the place of a log: in the pairing that it names, else in that of its
// file's name, else in the only one of whoever sent it, else in the default. The error
// says what is wrong and what to do.
func (in *Inbox) Place(log Log) (*Placed, error) {
	front, notes, ok := record.SplitFrontMatter([]byte(log.Text))
	if !ok {
		return nil, errors.New("its front matter has no end: write a line --- after the fields")
	}
	fields, values, err := travelFields(string(front))
	if err != nil {
		return nil, err
	}
	if _, joins := values["person"]; joins {
		return in.join(log, fields, values, strings.TrimSpace(string(notes)))
	}
	day, err := when.ParseDate(values["date"])
	if err != nil {
		return nil, fmt.Errorf("date: %v; write it as 2026-11-12", err)
	}
	if _, confirms := values["confirmed"]; confirms {
		return nil, errors.New("it says confirmed, and a mail confirms nothing: take that line out, and whoever confirms the meeting adds it in the repository")
	}
	file := travelling().FindStringSubmatch(log.Name)
	named := values["pairing"]
	if named == "" && file != nil && file[1] != "" {
		named = file[1] + "/" + file[2]
	}
	cohort, pairing, err := in.pairing(named, log.From, day)
	if err != nil {
		return nil, err
	}
	name := day.String()
	if file != nil {
		name += file[3]
	}
	data := "---\n" + fields + "told_by: mail\n---\n"
	if body := strings.Trim(string(notes), "\n"); body != "" {
		data += "\n" + body + "\n"
	}
	p := &Placed{Log: log, Path: record.SessionPath(cohort.ID, pairing.ID, name), Data: []byte(data)}
	i := slices.IndexFunc(pairing.Sessions, func(s *record.Session) bool { return s.Name == name })
	if p.Same = i >= 0 && string(pairing.Sessions[i].Text()) == data; i >= 0 && !p.Same {
		return nil, fmt.Errorf("that day has a log already, %s: it is one meeting, told by two; if they met twice, save it as %s.%s.%s-2.md", p.Path, cohort.ID, pairing.ID, day)
	}
	return p, nil
}

// aTopLine is a line of front matter that this package reads as YAML does: a field
// begins with its bare name, and what is indented or in a list belongs to the one above.
var aTopLine = text.Pattern(`^([a-z_]+:( .*)?|[ #].*|- .*|-|)\n?$`)

// travelFields returns the fields of a record without those that say where it belongs,
// and what it has, by name, with the values that stand in one line. It refuses other
// spellings of a field, which could hide one.
func travelFields(front string) (fields string, values map[string]string, err error) {
	values = map[string]string{}
	var kept strings.Builder
	ways := []string{"pairing", "told_by"}
	if strings.Contains("\n"+front, "\nperson:") {
		ways = []string{"person", "cohort"}
	}
	for line := range strings.Lines(front) {
		if !aTopLine().MatchString(line) {
			return "", nil, fmt.Errorf("%q does not begin with the name of a field; write it as date: 2026-11-12", strings.TrimSpace(line))
		}
		key, value, _ := strings.Cut(strings.TrimRight(line, "\n"), ":")
		if key != "" && !strings.ContainsAny(key, " -#") {
			value, _, _ = strings.Cut(value, " #")
			values[key] = strings.Trim(strings.TrimSpace(value), `"'`)
		}
		if !slices.Contains(ways, key) {
			kept.WriteString(strings.TrimRight(line, "\n") + "\n")
		}
	}
	return kept.String(), values, nil
}

// pairing finds the pairing of a log. A label of the published site, such as
// spring/pairing-1, is none of ours: it may mean another pairing tomorrow.
func (in *Inbox) pairing(named, from string, day when.Date) (*record.Cohort, *record.Pairing, error) {
	cohort, id, _ := strings.Cut(named, "/")
	if c, p := in.find(cohort, id); p != nil {
		return c, p, nil
	}
	if c, p := in.onlyOne(record.CohortID(cohort), in.Senders[from], day); p != nil {
		return c, p, nil
	}
	if in.Default != "" {
		named = in.Default
		cohort, id, _ = strings.Cut(named, "/")
		if c, p := in.find(cohort, id); p != nil {
			return c, p, nil
		}
	}
	if named == "" {
		return nil, nil, errors.New("it does not say of which pairing it is; --pairing COHORT/PAIRING does")
	}
	near := prose.DidYouMean(record.CohortID(cohort), in.Repo.Cohorts.IDs())
	if c := in.Repo.Cohorts.Get(record.CohortID(cohort)); c != nil {
		near = prose.DidYouMean(record.PairingID(id), c.Pairings.IDs())
	}
	return nil, nil, fmt.Errorf("there is no pairing %q (--pairing COHORT/PAIRING says which it is)%s", named, near)
}

func (in *Inbox) find(cohort, id string) (*record.Cohort, *record.Pairing) {
	c := in.Repo.Cohorts.Get(record.CohortID(cohort))
	if c == nil {
		return nil, nil
	}
	return c, c.Pairings.Get(record.PairingID(id))
}

// onlyOne returns the pairing that a person is in on a day, of a cohort if it is one of
// ours, if there is exactly one.
func (in *Inbox) onlyOne(cohort record.CohortID, who record.PersonID, day when.Date) (*record.Cohort, *record.Pairing) {
	var of *record.Cohort
	var only *record.Pairing
	n := 0
	for _, c := range in.Repo.Cohorts.All() {
		if who == "" || in.Repo.Cohorts.Has(cohort) && c.ID != cohort {
			continue
		}
		for _, p := range c.Pairings.All() {
			if p.HasOn(who, day) && p.Started != 0 && p.Started <= day && (p.Ended == 0 || day <= p.Ended) {
				of, only = c, p
				n++
			}
		}
	}
	if n != 1 {
		return nil, nil
	}
	return of, only
}
