package command

import (
	"fmt"
	"strings"

	"pairbook/generator/internal/edit"
	"pairbook/generator/internal/issue"
	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/regular"
	"pairbook/generator/internal/review"
)

// receiveIssue puts what somebody wrote into an issue's form in its place.
func (a *app) receiveIssue(file, format string, dryRun bool) error {
	data, err := regular.Read(file, maxMail)
	if err != nil {
		return usagef("--issue %s: %v", file, regular.Cause(err))
	}
	event, err := issue.Parse(data)
	if err != nil {
		return usagef("--issue %s: %v", file, err)
	}
	ws, err := a.openToWrite()
	if err != nil {
		return err
	}
	desk := issue.Desk{Repo: ws.Repo, AsOf: ws.AsOf}
	taken := desk.Take(event)
	var changes []edit.Change
	for _, f := range taken.Files {
		if !f.Same {
			changes = append(changes, edit.Change{Path: f.Path, New: f.Data})
		}
	}
	fresh, err := ws.errorsAfter(changes)
	if err != nil {
		return err
	}
	for _, p := range fresh.Sorted() {
		taken.Found(p.Message, p.Hint)
	}
	if format == "markdown" {
		fmt.Fprint(a.stdout, issueAnswer(taken, changes))
	} else {
		a.sayIssue(event.Issue.Number, taken, changes)
	}
	if len(taken.Problems) > 0 {
		return errProblems
	}
	if dryRun {
		fmt.Fprintln(a.stderr, "Nothing was written: --dry-run.")
		return nil
	}
	_, err = a.write(ws, changes)
	return err
}

// sayIssue says in a terminal what becomes of an issue.
func (a *app) sayIssue(number int, taken issue.Taken, changes []edit.Change) {
	for _, p := range taken.Problems {
		where := fmt.Sprintf("issue %d", number)
		if p.Label != "" {
			where += ", " + p.Label
		}
		fmt.Fprintln(a.stderr, where+": "+withHint(p))
	}
	switch {
	case len(taken.Problems) > 0:
		fmt.Fprintln(a.stderr, "Nothing was written.")
	case len(changes) == 0:
		fmt.Fprintf(a.stdout, "issue %d: it is in the records already, nothing changed\n", number)
	}
	for _, c := range changes {
		if len(taken.Problems) == 0 {
			fmt.Fprintf(a.stdout, "issue %d: %s\n", number, c.Path)
		}
	}
}

func withHint(p issue.Problem) string {
	if p.Hint == "" {
		return p.Message
	}
	return p.Message + "; " + p.Hint
}

// issueAnswer is the comment below an issue.
func issueAnswer(taken issue.Taken, changes []edit.Change) string {
	var b strings.Builder
	fmt.Fprintln(&b, review.Marker)
	switch n := len(taken.Problems); {
	case n > 0:
		fmt.Fprintf(&b, "### %s to mend\n\n**Next:** edit this issue, and what you wrote is read again. Nothing has been written so far.\n\n", prose.Count(n, "thing"))
		for _, p := range taken.Problems {
			if b.WriteString("- "); p.Label != "" {
				fmt.Fprintf(&b, "**%s** ", p.Label)
			}
			fmt.Fprintln(&b, review.Code(withHint(p)))
		}
	case len(changes) == 0:
		fmt.Fprint(&b, "### It is in the records already\n\n**Next:** nothing. You can close this issue.\n")
	default:
		fmt.Fprint(&b, "### Thank you, it is on its way\n\n**Next:** nothing. This issue is closed once it is in the records; until then you can edit it, and what you wrote is read again.\n\n")
		for _, c := range changes {
			fmt.Fprintf(&b, "- %s\n", review.Code(c.Path))
		}
	}
	return b.String()
}
