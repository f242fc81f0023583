package command

import (
	"cmp"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"pairbook/generator/internal/life"
	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
)

// stepWords are what help says of each step of a pairing.
var stepWords = map[string]struct{ short, example string }{
	"accept":  {"Record that a member agrees to a proposed pairing", "robin --by cy"},
	"decline": {"Record that a proposed pairing is not to be; nobody has to say why", "robin --by mentee"},
	"start":   {"Begin a proposed pairing", "robin --on 2026-09-07"},
	"pause":   {"Begin a break", "swift --on 2026-12-14 --until 2027-01-08"},
	"resume":  {"End a break: meetings go on from this day", "wren --on 2027-01-09"},
	"end":     {"End a pairing: completed, or early with a --reason", "swift --reason moved-on"},
	"replace": {"Put somebody else in a member's place from this day on", "swift --person grace --with tomas"},
}

func pairingCommand(a *app) *cobra.Command {
	var all []*cobra.Command
	for _, step := range life.Steps {
		all = append(all, stepCommand(a, step))
	}
	return group("pairing", "Take a step in the life of a pairing",
		"Accept, decline, start, pause, resume, end a pairing, or replace a member. Each command\nwrites pairing.yaml and nothing else of the pairing, keeps its comments, and says what is next.", all...)
}

func stepCommand(a *app, step life.Step) *cobra.Command {
	var with life.Details
	var until, reason, person, newcomer string
	words := stepWords[step.Verb]
	command := lifeCommand(a, step.Verb+" COHORT/PAIRING", words.short, "pairing "+step.Verb+" 2026-autumn/"+words.example, []string{"COHORT/PAIRING"},
		func(ws *workspace, d *life.Draft, args []string) (err error) {
			c, p, err := findPairing(ws, args[0])
			if err != nil {
				return err
			}
			if with.Until, err = optionalDay("--until", until); err != nil {
				return err
			}
			if with.Reason, err = readReason(reason, ""); err != nil {
				return err
			}
			with.Person, with.With = record.PersonID(person), record.PersonID(newcomer)
			if step.Verb == "replace" || newcomer != "" {
				if _, err := findPerson(ws, newcomer); err != nil {
					return err
				}
			}
			if err := d.Pairing(step, c, p, with); err != nil || step.Verb != "start" && step.Verb != "replace" {
				return err
			}
			return a.refuseJoined(ws, d)
		})
	flags := command.Flags()
	switch step.Verb {
	case "accept":
		flags.StringVar(&with.By, "by", "", "the `person` who agrees")
	case "decline":
		flags.StringVar(&with.By, "by", "", "who declines: mentor, mentee, peer or coordinator")
	case "start":
		flags.StringVar(&newcomer, "with", "", "the `person` who was found, of a pairing that looks for somebody")
	case "pause":
		flags.StringVar(&until, "until", "", "the last `day` of the break, if it is known")
	case "end":
		flags.StringVar(&reason, "reason", "", "why it ends early: "+strings.Join(reasons(), ", "))
		flags.StringVar(&with.Outcome, "outcome", "", "how it came out, in a few words that a coordinator chooses")
	case "replace":
		flags.StringVar(&person, "person", "", "the `member` who goes")
		flags.StringVar(&newcomer, "with", "", "the `person` who comes")
	}
	return command
}

// refuseJoined fails where a step would bring two people of the private list together.
func (a *app) refuseJoined(ws *workspace, d *life.Draft) error {
	problems, err := a.joined(ws, d.Changes())
	if err != nil || len(problems) == 0 {
		return err
	}
	return usagef("%s: %s", problems[0].Path, oneLine(problems))
}

func reasons() []string {
	return prose.Strings([]record.Reason{record.FinishedEarly, record.MovedOn, record.NoTime, record.DifferentMatch, record.Unrecorded, record.OtherReason})
}

// readReason reads why a pairing ends early.
func readReason(word string, standard record.Reason) (record.Reason, error) {
	if word != "" && !slices.Contains(reasons(), word) {
		return "", usagef("--reason: %q is none of %s%s", word, strings.Join(reasons(), ", "), prose.DidYouMean(word, reasons()))
	}
	return cmp.Or(record.Reason(word), standard), nil
}

// optionalDay reads a day that a flag may give.
func optionalDay(flag, word string) (when.Date, error) {
	if word == "" {
		return 0, nil
	}
	day, err := when.ParseDate(word)
	if err != nil {
		return 0, usagef("%s: %v; write it as 2026-11-12", flag, err)
	}
	return day, nil
}
