package command

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"pairbook/generator/internal/diag"
	"pairbook/generator/internal/intake"
	"pairbook/generator/internal/message"
	"pairbook/generator/internal/private"
	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/table"
	"pairbook/generator/internal/veil"
	"pairbook/generator/internal/when"
)

// messageFlags are the flags of messages alone.
type messageFlags struct {
	kind, contacts, survey string
	bom                    bool
}

const messagesLong = `Write messages to a cohort's people, one row each, as CSV on standard output.
Nothing is sent. The texts are the pages content/messages/KIND.md.

kickoff   everybody accepted, in the weeks around the cohort's first day
matched   members of proposed pairings, and of those that began in the last two
          weeks and have not met
waiting   who waits for an answer, or is accepted and in no pairing
no-place  the same, from four weeks before the cohort's first day on, once others
          have a match
reminder  members of active pairings who have something open: a meeting this
          week, an action of theirs due or overdue, a milestone within two weeks
survey    who is asked in a survey that is due and has no answers yet
quiet     members of pairings without a meeting logged lately, unless an
          attention record says to leave them alone
ending    members of pairings that go on, in the cohort's last four weeks
closing   members of pairings completed in the last 4 weeks, and of all that go
          on when the cohort's last day has come

Another page in content/messages is a kind of its own if it says to whom it goes:
to: mentors, mentees, members (of pairings that go on), waiting or everybody.

Addresses of people come from private/contacts.csv, a table person,email[,name]
[,share] that git leaves out; names that no record has come from
private/names.yaml. Where share is yes, {address} tells the address to those whom
the person is paired with, if they share theirs. Who has no address there, and
who is left out for another reason, is said on standard error.`

func messagesCommand(a *app) *cobra.Command {
	var m messageFlags
	command := &cobra.Command{
		Use:     "messages COHORT --kind KIND",
		Short:   "Write messages to a cohort's people, as a table for a mail merge",
		Example: "  pairbook messages 2026-autumn --kind reminder",
		Long:    messagesLong,
		Args:    one("one cohort"),
		RunE: func(_ *cobra.Command, args []string) error {
			kind := record.MessageKind(m.kind)
			switch {
			case kind == "":
				return usagef("--kind is missing; choose one of %s, or a page of your own in content/messages", strings.Join(messageKinds(), ", "))
			case m.survey != "" && kind != record.MessageSurvey:
				return usagef("--survey goes with --kind survey")
			}
			return a.messages(record.CohortID(args[0]), kind, m)
		},
	}
	flags := command.Flags()
	flags.StringVar(&m.kind, "kind", "", "what about: "+strings.Join(messageKinds(), ", "))
	flags.StringVar(&m.contacts, "contacts", "", "the `file` with people's addresses (default: "+private.ContactsPath+", if it is there)")
	flags.BoolVar(&m.bom, "bom", false, "begin with the mark by which a spreadsheet knows UTF-8")
	flags.StringVar(&m.survey, "survey", "", "the `id` of a survey to write about although it is not due")
	return command
}

func messageKinds() []string {
	return prose.Strings(record.MessageKinds())
}

func (a *app) messages(cohort record.CohortID, kind record.MessageKind, m messageFlags) error {
	ws, err := a.openCohort(cohort, matchFlags{})
	if err != nil {
		return err
	}
	if _, err := a.readNames(ws); err != nil {
		return err
	}
	template, err := a.template(ws, kind)
	if err != nil {
		return err
	}
	contacts, err := a.contacts(ws, m.contacts)
	if err != nil {
		return err
	}
	in, err := a.messageInput(ws, cohort, template, m)
	if err != nil {
		return err
	}
	for id, c := range contacts {
		if c.Name != "" {
			in.Names[id] = c.Name
		}
		if c.Shares {
			in.Shared[id] = c.Email
		}
	}
	mailing := message.Compose(in)
	rows := a.mailingRows(mailing, contacts)
	if m.bom {
		fmt.Fprint(a.stdout, "\ufeff")
	}
	if err := table.Write(a.stdout, messageHeader(), rows); err != nil {
		return err
	}
	a.noteMailing(mailing, kind)
	return nil
}

// template returns the template of a kind of message. Errors in it stop the
// command.
func (a *app) template(ws *workspace, kind record.MessageKind) (*record.Template, error) {
	var problems diag.List
	for _, p := range ws.Problems() {
		if p.Path == record.MessagePath(kind) && p.Severity == diag.Error {
			problems = append(problems, p)
		}
	}
	if err := a.stopAt(ws, problems); err != nil {
		return nil, err
	}
	page := ws.Repo.PageAt(record.MessagePath(kind))
	switch ours := slices.Contains(record.MessageKinds(), kind); {
	case page != nil && page.Template != nil:
		return page.Template, nil
	case page != nil:
		return nil, usagef("%s does not say whom it goes to; write into its front matter to: mentors, mentees, members, waiting or everybody", page.Path)
	case ours:
		return nil, usagef("there is no %s to take the text from; pairbook init writes one to begin with", record.MessagePath(kind))
	default:
		return nil, usagef("--kind: %q is unknown%s", kind, cmp.Or(prose.DidYouMean(kind, record.MessageKinds()), "; choose one of "+strings.Join(messageKinds(), ", ")+", or write "+record.MessagePath(kind)))
	}
}

// contacts reads people's addresses; nil when there is no file.
func (a *app) contacts(ws *workspace, file string) (map[record.PersonID]intake.Contact, error) {
	if file == "" {
		file = filepath.Join(ws.root, filepath.FromSlash(private.ContactsPath))
		if _, err := os.Lstat(file); errors.Is(err, fs.ErrNotExist) {
			return nil, nil
		}
	}
	sheet, err := a.readTable("contacts", file, sheetFlags{})
	if err != nil {
		return nil, err
	}
	contacts, problems := intake.Contacts(sheet)
	if len(problems) > 0 {
		a.printLines(problems)
		return nil, errProblems
	}
	return contacts, nil
}

func (a *app) messageInput(ws *workspace, cohort record.CohortID, template *record.Template, m messageFlags) (message.Input, error) {
	c := ws.Measured().Cohort(cohort)
	addresses := veil.NewAddresses(ws.Repo, folderOf(ws.root))
	in := message.Input{Repo: ws.Repo, Cohort: c, AsOf: ws.AsOf, Template: template, Names: map[record.PersonID]string{}, Shared: map[record.PersonID]string{}, Address: addresses.Of,
		Links: func(p *record.Pairing, day when.Date) message.Links {
			return message.Links{Log: addresses.Log(c.Record, p, ws.AsOf, day), Plan: addresses.Plan(c.Record, p, ws.AsOf), Page: addresses.Pairing(c.Record, p)}
		}}
	if template.Kind != record.MessageSurvey || c.Program == nil {
		return in, nil
	}
	for i := range c.Program.Surveys {
		s := &c.Program.Surveys[i]
		if m.survey == "" && c.Record.Asks(s, ws.AsOf) || string(s.ID) == m.survey {
			in.Surveys = append(in.Surveys, s)
		}
	}
	if m.survey != "" && len(in.Surveys) == 0 {
		return in, usagef("--survey: the programme has no survey %q%s", m.survey, prose.DidYouMean(record.SurveyID(m.survey), surveyIDs(c.Program)))
	}
	return in, nil
}

func surveyIDs(p *record.Program) []record.SurveyID {
	var ids []record.SurveyID
	for _, s := range p.Surveys {
		ids = append(ids, s.ID)
	}
	return ids
}

func messageHeader() []string {
	return []string{"to", "name", "subject", "body", "link", "log", "plan", "survey", "page", "person", "pairing"}
}

// mailingRows returns a row for each message to somebody with an address, and
// prints who has none. Without contacts it returns a row for every message.
func (a *app) mailingRows(mailing message.Mailing, contacts map[record.PersonID]intake.Contact) [][]string {
	var rows [][]string
	var without []string
	for _, m := range mailing.Messages {
		contact, known := contacts[m.Person]
		if contacts != nil && !known {
			without = append(without, string(m.Person))
			continue
		}
		rows = append(rows, []string{contact.Email, m.Name, m.Subject, m.Body, m.Link, m.Log, m.Plan, m.Form, m.Page, string(m.Person), string(m.Pairing)})
	}
	switch slices.Sort(without); {
	case len(mailing.Messages) == 0:
	case contacts == nil:
		fmt.Fprintf(a.stderr, "Nobody's address is known, so the column to is empty: put a table person,email into %s, or name one with --contacts.\n", private.ContactsPath)
	case len(without) > 0:
		fmt.Fprintf(a.stderr, "No address, and so no message here: %s\n", strings.Join(slices.Compact(without), ", "))
	}
	return rows
}

// noteMailing prints on standard error who is skipped and which lines are left
// out.
func (a *app) noteMailing(mailing message.Mailing, kind record.MessageKind) {
	for _, s := range mailing.Skipped {
		fmt.Fprintln(a.stderr, s)
	}
	for _, e := range mailing.Empty {
		fmt.Fprintf(a.stderr, "Lines with {%s} are left out of %s: %s\n", e.Placeholder, prose.Count(e.Messages, "message"), whyEmpty(e.Placeholder))
	}
	if len(mailing.Messages) == 0 {
		fmt.Fprintf(a.stderr, "Nobody is to be written to: see pairbook messages --help for whom %q is meant.\n", kind)
	}
}

func whyEmpty(p record.Placeholder) string {
	switch p {
	case record.ForLog, record.ForPlan:
		return "site.yaml names no repository, or the message is about no pairing"
	case record.ForPage:
		return "site.yaml names no base_url, or the message is about no pairing"
	case record.ForSurvey:
		return "the survey has no url, or none is asked"
	}
	return "there is nothing to say"
}
