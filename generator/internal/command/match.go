package command

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"pairbook/generator/internal/diag"
	"pairbook/generator/internal/fit"
	"pairbook/generator/internal/match"
	"pairbook/generator/internal/programme"
	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/record"
)

// matchFlags are the flags of match alone.
type matchFlags struct {
	format, objective, why, against, rematch, scores, lot, shape, verify, private string
	write, again, fill, noPrivate                                                 bool
	pins                                                                          []string
}

func matchCommand(a *app) *cobra.Command {
	var m matchFlags
	command := &cobra.Command{
		Use:     "match COHORT",
		Short:   "Propose who meets whom, and say why",
		Example: "  pairbook match 2026-autumn\n  pairbook match 2026-autumn --why dee,tomas\n  pairbook match 2026-autumn --write",
		Long: "match finds the best pairings of a cohort's people, proves that none are better,\n" +
			"and gives the reasons. Pairings that exist and coordinators' pins stay.",
		RunE: func(_ *cobra.Command, args []string) error {
			if err := m.valid(args); err != nil {
				return err
			}
			if m.shape == string(record.InPeers) {
				return a.matchPeers(m)
			}
			if m.scores != "" {
				return a.matchScores(m)
			}
			return a.match(record.CohortID(args[0]), m)
		},
	}
	flags := command.Flags()
	flags.BoolVar(&m.write, "write", false, "write the proposals as pairings, for review")
	flags.StringVar(&m.format, "format", "text", "how to print: text or json")
	flags.StringVar(&m.objective, "objective", "", "coverage, score or fair (default: as the programme or the cohort says)")
	flags.StringVar(&m.why, "why", "", "say why MENTEE,MENTOR or two others are or are not a `pair`, and what it would cost")
	flags.StringVar(&m.against, "against", "", "say what is different from a commit, or from a `file` that --format json wrote")
	flags.StringVar(&m.rematch, "rematch", "", "release this `pairing` and find others for its people")
	flags.BoolVar(&m.again, "again", false, "allow pairs that were declined")
	flags.BoolVar(&m.fill, "fill", false, "offer the places that are left to those who wait for one")
	flags.StringVar(&m.scores, "scores", "", "match the rows of this CSV `file` (mentee,mentor,score) instead of records")
	flags.StringVar(&m.verify, "verify", "", "check, without a search of its own, that a `file` that --format json wrote is right and the best")
	flags.StringVar(&m.lot, "lot", "", "with --scores: draw lots anew with this `word`")
	flags.StringVar(&m.shape, "shape", "", "with --scores: pairs, or peers for rows of a,b,score")
	flags.StringArrayVar(&m.pins, "pin", nil, "with --shape peers: put `A=B` together")
	flags.StringVar(&m.private, "private", "", "the `folder` with avoid.yaml (default: private)")
	flags.BoolVar(&m.noPrivate, "no-private", false, "propose without the list of people who must not meet")
	return command
}

// valid checks the arguments and flags by themselves, before anything is read.
func (m matchFlags) valid(args []string) error {
	switch {
	case m.format != "text" && m.format != "json":
		return usagef("--format: %q is unknown; choose text or json", m.format)
	case m.objective != "" && !slices.Contains(match.Objectives(), record.ObjectiveKind(m.objective)):
		return usagef("--objective: %q is unknown; choose coverage, score or fair", m.objective)
	case m.why != "" && strings.Count(m.why, ",") != 1:
		return usagef("--why: write MENTEE,MENTOR, such as --why ada,grace")
	case m.verify != "" && (m.write || m.why != "" || m.against != "" || m.objective != "" || m.fill || m.format != "text"):
		return usagef("--verify only checks a file, so it goes with --scores, --rematch, --again and --private only")
	case m.why != "" && m.against != "":
		return usagef("--why and --against answer two questions; ask one at a time")
	case m.scores != "" && (len(args) > 0 || m.write || m.against != "" || m.rematch != "" || m.again || m.fill || m.private != "" || m.noPrivate):
		return usagef("--scores needs no records, so it goes with --objective, --lot, --why, --verify and --format only")
	case m.write && (m.why != "" || m.against != ""):
		return usagef("--write writes what is proposed, and --why and --against only ask about it; leave one out")
	case m.fill && (m.rematch != "" || m.against != ""):
		return usagef("--fill is for those who wait, --rematch and --against for those who take part; choose one")
	case m.lot != "" && m.scores == "":
		return usagef("--lot goes with --scores; the lot of a cohort is the word in its matching")
	case m.shape != "" && m.scores == "":
		return usagef("--shape goes with --scores; a cohort's is in its matching, or its programme's")
	case m.shape != "" && m.shape != string(record.InPairs) && m.shape != string(record.InPeers):
		return usagef("--shape: %q is unknown; choose pairs or peers", m.shape)
	case m.shape == string(record.InPeers) && m.objective != "":
		return usagef("--objective is for pairs of a mentor and a mentee")
	case m.pins != nil && m.shape != string(record.InPeers):
		return usagef("--pin goes with --shape peers; the pins of a cohort are in its cohort.yaml")
	case badPin(m.pins) != "":
		return usagef("--pin: %s; write A=B, or A=B=C for three, such as --pin ada=grace", badPin(m.pins))
	case m.noPrivate && m.private != "":
		return usagef("--private names a list, and --no-private leaves it out; choose one")
	case m.scores == "" && len(args) != 1:
		return usagef("match takes one cohort, and %d were given", len(args))
	}
	return nil
}

// badPin says what is wrong with the first pin that is not of two names or more, "" for nothing.
func badPin(pins []string) string {
	for _, pin := range pins {
		switch names := strings.Split(pin, "="); {
		case slices.Contains(names, ""):
			return fmt.Sprintf("a name is missing in %q", pin)
		case len(names) == 1:
			return fmt.Sprintf("%q is one name alone", pin)
		}
	}
	return ""
}

func (a *app) match(cohort record.CohortID, m matchFlags) error {
	var ws *workspace
	err := a.phase("read", func() (err error) {
		if ws, err = a.openCohort(cohort, m); err != nil {
			return err
		}
		ws.avoid, err = a.avoidFor(ws, m)
		return err
	})
	if err != nil {
		return err
	}
	if m.verify != "" {
		return a.verifyProposal(ws, cohort, m)
	}
	result, err := a.propose(ws, cohort, m)
	if err != nil {
		return err
	}
	switch {
	case result.Teams != nil:
		return a.matchTeams(ws, cohort, result.Teams, m)
	case m.why != "":
		return a.explainPair(result.Pool, result.Answer, m)
	case m.against != "":
		return a.compareProposal(ws, cohort, result.Proposal, m)
	}
	if err := a.printProposal(result.Proposal, m.format); err != nil {
		return err
	}
	a.sayNotMatched(ws, cohort, m)
	a.sayOpposed(ws, cohort, m)
	if m.write {
		return a.writeProposal(ws, result.Proposal, m)
	}
	return nil
}

// besides is where words go that are not what was asked for: standard output is for JSON alone.
func (a *app) besides(m matchFlags) io.Writer {
	if m.format == "json" {
		return a.stderr
	}
	return a.stdout
}

// sayNotMatched says who takes part only as what the shape of the cohort's matching has no use for.
func (a *app) sayNotMatched(ws *workspace, cohort record.CohortID, m matchFlags) {
	c := ws.Repo.Cohorts.Get(cohort)
	shape, who := ws.Repo.Program(c).MatchShape(c), []string{}
	for _, e := range c.Enrolments.All() {
		matched := slices.ContainsFunc(e.Parties(), func(p record.Party) bool { return slices.Contains(shape.Parties(), p) })
		if !matched && !ws.Repo.Gone(c, e.Person, ws.AsOf) && !slices.ContainsFunc(c.Pairings.All(), func(p *record.Pairing) bool { return p.Has(e.Person) }) {
			who = append(who, fmt.Sprintf("%s (%s)", e.Person, prose.List(prose.Strings(e.Parties()))))
		}
	}
	if len(who) > 0 {
		fmt.Fprintf(a.besides(m), "\nNot matched, as the cohort is matched in %s: %s\n", shape, prose.List(who))
	}
}

// openCohort opens the repository. It fails on errors in records that the
// matching reads, because a proposal without them would be a different one.
func (a *app) openCohort(cohort record.CohortID, m matchFlags) (*workspace, error) {
	if m.write && a.rev != "" {
		return nil, usagef("--write writes into the work tree, and --rev reads a commit; leave one out")
	}
	ws, err := a.open()
	if err != nil {
		return nil, err
	}
	if !ws.Repo.Cohorts.Has(cohort) {
		return nil, usagef("there is no cohort %q%s", cohort, prose.DidYouMean(cohort, ws.Repo.Cohorts.IDs()))
	}
	if r := record.PairingID(m.rematch); r != "" && !ws.Repo.Cohorts.Get(cohort).Pairings.Has(r) {
		return nil, usagef("--rematch: there is no pairing %q in %s%s", r, cohort, prose.DidYouMean(r, ws.Repo.Cohorts.Get(cohort).Pairings.IDs()))
	}
	return ws, a.requireValid(ws, cohort)
}

func (a *app) requireValid(ws *workspace, cohort record.CohortID) error {
	var stopping diag.List
	for _, p := range ws.Problems() {
		folder := filepath.ToSlash(filepath.Dir(record.CohortPath(cohort))) + "/"
		other := strings.HasPrefix(p.Path, "program/cohorts/") && !strings.HasPrefix(p.Path, folder)
		if p.Severity == diag.Error && strings.HasPrefix(p.Path, "program/") && !other {
			stopping = append(stopping, p)
		}
	}
	err := a.stopAt(ws, stopping)
	if errors.Is(err, errProblems) {
		fmt.Fprintln(a.stderr, "Nothing was proposed: these records decide over it.")
	}
	return err
}

// propose matches a cohort. It reports pins that cannot be kept as problems of
// the cohort's file.
func (a *app) propose(ws *workspace, cohort record.CohortID, m matchFlags) (match.Result, error) {
	result, err := ws.Propose(cohort, m.options(ws))
	if err != nil && result.Answer == nil && result.Teams == nil {
		return result, a.refusePins(ws, cohort, err)
	}
	return result, err
}

func (m matchFlags) options(ws *workspace) match.Options {
	return match.Options{Objective: record.ObjectiveKind(m.objective),
		Options: fit.Options{AsOf: ws.AsOf, Avoid: avoidPairs(ws.avoid, ws.Repo), Release: record.PairingID(m.rematch), Again: m.again, Fill: m.fill}}
}

// refusePins prints pins that cannot be kept as problems at their places in the
// cohort's file.
func (a *app) refusePins(ws *workspace, cohort record.CohortID, err error) error {
	var pins fit.PinErrors
	if !errors.As(err, &pins) {
		return usageError{err}
	}
	var problems diag.List
	for _, pin := range pins {
		problems.Errorf(ws.Repo.Cohorts.Get(cohort).At("pins", pin.Index), "pins", programme.PinHint, "%v", pin)
	}
	return a.stopAt(ws, problems)
}

// explainPair prints what stands between two people.
func (a *app) explainPair(pool *fit.Pool, answer *match.Answer, m matchFlags) error {
	mentee, mentor, _ := strings.Cut(m.why, ",")
	w, err := answer.Why(pool, strings.TrimSpace(mentee), strings.TrimSpace(mentor))
	if err != nil {
		return usagef("--why: %v", err)
	}
	if m.format == "json" {
		return a.printJSON(w.JSON())
	}
	w.Text(a.stdout, pool != nil)
	return nil
}

func (a *app) printProposal(p *match.Proposal, format string) error {
	if format == "json" {
		return a.printJSON(p.JSON())
	}
	p.Text(a.stdout)
	return nil
}
