package command

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"pairbook/generator/internal/edit"
	"pairbook/generator/internal/inbox"
	"pairbook/generator/internal/private"
	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/regular"
)

// maxMail is how large a mail or a log that is received may be, in bytes.
const maxMail = 32 << 20

func receiveCommand(a *app) *cobra.Command {
	var pairing, event, format string
	var skipBad, dryRun bool
	command := &cobra.Command{
		Use:     "receive FILE|FOLDER...",
		Short:   "Put logs, and forms to join, that came by mail or in an issue in their places",
		Example: "  pairbook receive private/inbox\n  pairbook receive --dry-run private/inbox/2026-spring.otter.2026-05-04.md",
		Long: "receive takes logs of meetings that people made with the form and sent: files\n" +
			"(.md) and mails as a mail program saves them (.eml), each by itself or all in a\n" +
			"folder. A log says its pairing in a line such as pairing: 2026-autumn/swift; where\n" +
			"it does not, the only pairing of whoever sent it counts, by " + private.ContactsPath + ".\n" +
			"Each is checked and put in its place with the line told_by: mail: the meeting\n" +
			"counts as held, and nobody has confirmed it. All are written or none, and what is\n" +
			"received again changes nothing.\n\n" +
			"What somebody sends who joins says person: ID, and for the enrolment cohort: COHORT,\n" +
			"too. It makes a record that is not there yet, of what they may say of themselves.\n\n" +
			"With --issue it takes what GitHub sends of an issue that was made with one of the\n" +
			"forms, “We met” and “Join”, by the number of its author's account.",
		RunE: func(_ *cobra.Command, args []string) error {
			switch {
			case event != "" && (len(args) > 0 || pairing != "" || skipBad):
				return usagef("--issue takes one issue, and neither files nor --pairing nor --skip-bad")
			case format != "text" && (format != "markdown" || event == ""):
				return usagef("--format: %q is unknown; choose text or, with --issue, markdown", format)
			case event != "":
				return a.receiveIssue(event, format, dryRun)
			case len(args) == 0:
				return usagef("receive takes the files or the folders with what came")
			}
			return a.receive(args, pairing, skipBad, dryRun)
		},
	}
	flags := command.Flags()
	flags.StringVar(&pairing, "pairing", "", "`COHORT/PAIRING` of the logs that name none of ours")
	flags.StringVar(&event, "issue", "", "take an issue: what GitHub sends of it, a `file` of JSON")
	flags.StringVar(&format, "format", "text", "how to print: text or, with --issue, markdown")
	flags.BoolVar(&skipBad, "skip-bad", false, "write the good logs although there are bad ones, and exit 1 all the same")
	flags.BoolVar(&dryRun, "dry-run", false, "say what would be written, and write nothing")
	return command
}

// receive reads what came, places each log, checks the records as they would be, and
// writes.
func (a *app) receive(args []string, pairing string, skipBad, dryRun bool) error {
	ws, err := a.openToWrite()
	if err != nil {
		return err
	}
	senders, err := a.senders(ws)
	if err != nil {
		return err
	}
	files, err := a.received(args)
	if err != nil {
		return err
	}
	r := &receipt{app: a, in: inbox.Inbox{Repo: ws.Repo, Senders: senders, Default: pairing}, at: map[string]*inbox.Placed{}}
	for _, file := range files {
		r.take(file)
	}
	changes, err := r.checked(ws)
	if err != nil {
		return err
	}
	for _, c := range changes {
		fmt.Fprintf(a.stdout, "%s: %s\n", r.at[c.Path].Where, c.Path)
	}
	all := prose.Count(r.bad+r.same+len(changes), "record")
	switch {
	case r.bad > 0 && !skipBad:
		fmt.Fprintf(a.stderr, "Nothing was written: %d of %s cannot be received. Mend them, or write the others with --skip-bad.\n", r.bad, all)
		return errProblems
	case dryRun:
		fmt.Fprintln(a.stdout, "Nothing was written: --dry-run.")
	default:
		outcome, err := a.write(ws, changes)
		if err != nil {
			return err
		}
		fmt.Fprintf(a.stdout, "%d of %s received, %d received before: %s. Next: pairbook check\n", len(changes), all, r.same, filesWritten(outcome))
	}
	if r.bad > 0 {
		return errProblems
	}
	return nil
}

// senders returns the people by the addresses of private/contacts.csv.
func (a *app) senders(ws *workspace) (map[string]record.PersonID, error) {
	contacts, err := a.contacts(ws, "")
	if err != nil {
		return nil, err
	}
	people := map[string]record.PersonID{}
	for id, c := range contacts {
		address := strings.ToLower(c.Email)
		if _, twice := people[address]; twice {
			id = "" // an address that two share is nobody's
		}
		people[address] = id
	}
	return people, nil
}

// received lists the files to read, those of a folder in the order of their names.
// What is neither a mail nor a log is named on standard error.
func (a *app) received(args []string) (files []string, err error) {
	for _, arg := range args {
		info, err := os.Stat(arg)
		if err != nil {
			return nil, usagef("receive %s: %v", arg, regular.Cause(err))
		}
		if !info.IsDir() {
			files = append(files, arg)
			continue
		}
		entries, err := os.ReadDir(arg)
		if err != nil {
			return nil, fmt.Errorf("receive %s: %w", arg, regular.Cause(err))
		}
		for _, e := range entries {
			name := filepath.Join(arg, e.Name())
			switch {
			case inbox.IsMail(name) || strings.EqualFold(filepath.Ext(name), ".md"):
				files = append(files, name)
			default:
				fmt.Fprintf(a.stderr, "%s: left aside: it is neither a mail (.eml) nor a log (.md)\n", name)
			}
		}
	}
	return files, nil
}

// receipt is what becomes of the logs that are received.
type receipt struct {
	*app
	in        inbox.Inbox
	at        map[string]*inbox.Placed // by path, to be written
	order     []string
	bad, same int
}

// refuse counts a log, or a file without one, that cannot be received.
func (r *receipt) refuse(where string, why error) {
	r.bad++
	fmt.Fprintf(r.stderr, "%s: %v\n", where, why)
}

// take places the logs of a file.
func (r *receipt) take(file string) {
	var logs []inbox.Log
	data, err := regular.Read(file, maxMail)
	if err == nil {
		logs, err = inbox.Read(file, data)
	}
	if err != nil {
		r.refuse(file, err)
	}
	for _, log := range logs {
		placed, err := r.in.Place(log)
		if err != nil {
			r.refuse(log.Where, err)
			continue
		}
		if placed.Rest != "" {
			fmt.Fprintf(r.stderr, "%s: what stands below the fields is left there: a record of a person has no place for it\n", log.Where)
		}
		switch other := r.at[placed.Path]; {
		case placed.Same, other != nil && string(other.Data) == string(placed.Data):
			r.same++
		case other != nil && strings.HasSuffix(placed.Path, ".yaml"):
			r.refuse(log.Where, fmt.Errorf("%s says who that is, too, in other words; keep one of them", other.Where))
		case other != nil:
			r.refuse(log.Where, fmt.Errorf("%s has one of that day, too, with other words: it is one meeting, told by two; keep one of them", other.Where))
		default:
			r.at[placed.Path] = placed
			r.order = append(r.order, placed.Path)
		}
	}
}

// checked returns the changes that cause no error, and refuses the logs that do.
func (r *receipt) checked(ws *workspace) (changes []edit.Change, err error) {
	for {
		changes = nil
		for _, path := range r.order {
			if p := r.at[path]; p != nil {
				changes = append(changes, edit.Change{Path: path, New: p.Data})
			}
		}
		fresh, err := ws.errorsAfter(changes)
		if err != nil || len(fresh) == 0 {
			return changes, err
		}
		refused := map[string]bool{}
		for _, p := range fresh.Sorted() {
			if placed := r.at[p.Path]; placed != nil {
				fmt.Fprintf(r.stderr, "%s: %s; %s\n", placed.Where, p.Message, p.Hint)
				refused[p.Path] = true
			}
		}
		for path := range refused {
			delete(r.at, path)
			r.bad++
		}
		if len(refused) == 0 {
			r.printLines(fresh)
			return nil, errors.New("with these there would be errors in other records; nothing was written")
		}
	}
}
