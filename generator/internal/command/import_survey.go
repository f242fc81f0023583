package command

import (
	"fmt"
	"maps"
	"strings"

	"github.com/spf13/cobra"

	"pairbook/generator/internal/edit"
	"pairbook/generator/internal/intake"
	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
)

// surveyFlags are the flags of import survey alone.
type surveyFlags struct {
	survey, cohort, date string
	asked                int
	columns, values      []string
	skipBad              bool
	sheet                sheetFlags
}

func importSurvey(a *app) *cobra.Command {
	var f surveyFlags
	command := &cobra.Command{
		Use:     "survey FILE --survey ID --cohort COHORT",
		Short:   "Count the answers of a survey's form",
		Example: "  pairbook import survey private/pulse.csv --survey mentee-check-in --cohort 2026-autumn",
		Long: `Count the answers that a form exported, a person's answers a row. Only counts are
kept. A column belongs to the question whose id or text is its header; others
are ignored and named. An answer is a number from 1 to the question's scale.

More answers to the same round replace what was counted of it: without --date, a
round that has been counted since the survey was last due is counted again.`,
		Args: one("one file"),
		RunE: func(_ *cobra.Command, args []string) error {
			if f.survey == "" || f.cohort == "" {
				return usagef("import survey: say of which survey and cohort the answers are, with --survey ID and --cohort COHORT")
			}
			return a.importSurvey(args[0], f)
		},
	}
	flags := command.Flags()
	flags.StringVar(&f.survey, "survey", "", "the `id` of the survey in the programme")
	flags.StringVar(&f.cohort, "cohort", "", "the `cohort` that was asked")
	flags.StringVar(&f.date, "date", "", "the `day` of the round (default: that of the present round, or today)")
	flags.IntVar(&f.asked, "asked", 0, "how many people were asked (default: the members of the pairings that went on that day)")
	flags.StringArrayVar(&f.columns, "column", nil, "`QUESTION=HEADER`: the column of a question, where it has another name")
	flags.StringArrayVar(&f.values, "value", nil, "`[QUESTION:]FROM=TO`: what a cell's whole value stands for; an empty TO is no answer")
	f.sheet.add(flags)
	flags.BoolVar(&f.skipBad, "skip-bad", false, "count the good rows although there are bad ones, and exit 1 all the same")
	return command
}

func (a *app) importSurvey(name string, f surveyFlags) error {
	sheet, err := a.readTable("import", name, f.sheet)
	if err != nil {
		return err
	}
	ws, err := a.openToWrite()
	if err != nil {
		return err
	}
	cohort, survey, err := f.find(ws)
	if err != nil {
		return err
	}
	day, err := f.day(ws, cohort, survey)
	if err != nil {
		return err
	}
	form, err := intake.ParseForm(survey, f.columns, f.values)
	if err != nil {
		return usageError{err}
	}
	tally, err := form.Count(sheet)
	if err != nil {
		return usageError{fmt.Errorf("import %s: %w", name, err)}
	}
	a.reportTally(name, tally)
	if len(tally.Bad) > 0 && !f.skipBad {
		fmt.Fprintln(a.stderr, "Nothing was written: mend the rows, map their values, or count the others with --skip-bad.")
		return errProblems
	}
	answers, old := f.answers(ws, cohort, survey, day, tally)
	if answers.Answered > answers.Asked {
		fmt.Fprintf(a.stderr, "Nothing was written: %d answered, and only %d were asked, as the records have it; say how many with --asked.\n", answers.Answered, answers.Asked)
		return errProblems
	}
	if err := a.writeAnswers(ws, answers, old); err != nil {
		return err
	}
	a.noteSmallGroup(ws, answers)
	if len(tally.Bad) > 0 {
		return errProblems
	}
	return nil
}

// find looks up the cohort and the survey that the flags name.
func (f surveyFlags) find(ws *workspace) (*record.Cohort, *record.Survey, error) {
	id := record.CohortID(f.cohort)
	cohort := ws.Repo.Cohorts.Get(id)
	if cohort == nil {
		return nil, nil, usagef("--cohort: there is no cohort %q%s", id, prose.DidYouMean(id, ws.Repo.Cohorts.IDs()))
	}
	program := ws.Repo.Program(cohort)
	if program == nil {
		return nil, nil, usagef("--cohort: the programme %q of the cohort is not there", cohort.Program)
	}
	for i := range program.Surveys {
		if s := &program.Surveys[i]; string(s.ID) == f.survey {
			return cohort, s, nil
		}
	}
	return nil, nil, usagef("--survey: the programme %s has no survey %q%s", program.ID, f.survey, prose.DidYouMean(record.SurveyID(f.survey), surveyIDs(program)))
}

// day returns the day of --date, else that of the current round, else today.
func (f surveyFlags) day(ws *workspace, c *record.Cohort, s *record.Survey) (when.Date, error) {
	if f.date == "" {
		if round := c.Round(s, ws.AsOf); round != nil {
			return round.Date, nil
		}
		return ws.AsOf, nil
	}
	day, err := when.ParseDate(f.date)
	if err != nil {
		return 0, usagef("--date: %v; write it as 2026-11-12", err)
	}
	if day > ws.AsOf {
		return 0, usagef("--date: %s is still to come", day)
	}
	return day, nil
}

// answers returns the round's record of a tally, and the one it replaces, if any.
func (f surveyFlags) answers(ws *workspace, c *record.Cohort, s *record.Survey, day when.Date, tally *intake.Tally) (fresh, old *record.Answers) {
	path := record.SurveyPath(c.ID, day, s.ID)
	for _, a := range c.Surveys {
		if a.Path == path {
			old = a
		}
	}
	fresh = &record.Answers{Asked: f.asked, Answered: tally.Answered, Counts: tally.Counts}
	fresh.Path = path
	switch {
	case f.asked > 0:
	case old != nil:
		fresh.Asked = old.Asked
	default:
		fresh.Asked = len(ws.Repo.SurveyRecipients(c, s, day))
	}
	return fresh, old
}

// writeAnswers writes a round, unless the record says the same already.
func (a *app) writeAnswers(ws *workspace, fresh, old *record.Answers) error {
	if old != nil && sameAnswers(fresh, old) {
		fmt.Fprintf(a.stdout, "%s says this already, nothing changed\n", fresh.Path)
		return nil
	}
	change := edit.Change{Path: fresh.Path}
	var err error
	if old == nil {
		change.New, err = record.Marshal(fresh)
	} else {
		change.Old = old.Text()
		change.New, err = record.SetKeys(old.Text(), fresh, "asked", "answered", "counts")
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", fresh.Path, err)
	}
	problems, err := ws.errorsAfter([]edit.Change{change})
	if err != nil {
		return err
	}
	if len(problems) > 0 {
		a.printLines(problems)
		fmt.Fprintln(a.stderr, "Nothing was written: with these answers there would be errors.")
		return errProblems
	}
	if _, err := a.write(ws, []edit.Change{change}); err != nil {
		return err
	}
	fmt.Fprintf(a.stdout, "%s: %d of %d answered. Next: pairbook check, and delete the export\n", fresh.Path, fresh.Answered, fresh.Asked)
	return nil
}

// noteSmallGroup says when too few answered for a site for everybody.
func (a *app) noteSmallGroup(ws *workspace, answers *record.Answers) {
	if answers.Answered < ws.Repo.Site.Publish.MinimumGroup {
		fmt.Fprintf(a.stderr, "Fewer than %d answered, so a site for everybody shows nothing of it.\n", ws.Repo.Site.Publish.MinimumGroup)
	}
}

func sameAnswers(a, b *record.Answers) bool {
	return a.Asked == b.Asked && a.Answered == b.Answered && maps.EqualFunc(a.Counts, b.Counts, maps.Equal[map[int]int, map[int]int])
}

// reportTally prints on standard error what is not counted.
func (a *app) reportTally(name string, t *intake.Tally) {
	if len(t.Ignored) > 0 {
		fmt.Fprintf(a.stderr, "%s: ignored columns: %s\n", name, strings.Join(t.Ignored, ", "))
	}
	if len(t.Unasked) > 0 {
		fmt.Fprintf(a.stderr, "%s: no column for the questions: %s\n", name, idList(t.Unasked))
	}
	a.printLines(t.Bad)
}
