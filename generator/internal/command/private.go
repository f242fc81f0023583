package command

import (
	"fmt"
	"os"
	"path"

	"pairbook/generator/internal/diag"
	"pairbook/generator/internal/edit"
	"pairbook/generator/internal/fit"
	"pairbook/generator/internal/private"
	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/seal"
)

// avoidFor reads the list of people who must not meet as match's flags ask for it.
// While private.age is not opened, the list may be in there, and match refuses.
func (a *app) avoidFor(ws *workspace, m matchFlags) (record.Avoid, error) {
	switch {
	case m.noPrivate:
		fmt.Fprintln(a.stderr, "the private list is left out: --no-private")
		return nil, nil
	case m.private == "" && seal.Unopened(ws.root):
		return nil, usagef("%s is not opened here as it is now, and who must not meet may be in it. First: pairbook private open; or leave it out with --no-private", seal.SealedPath)
	}
	return a.readAvoid(ws, m.private)
}

// readAvoid reads the list of people who must not meet and prints on standard
// error how many pairs it has, or that there is none.
func (a *app) readAvoid(ws *workspace, folder string) (record.Avoid, error) {
	list, there, err := a.loadAvoid(ws, folder)
	switch {
	case err != nil:
	case there:
		fmt.Fprintf(a.stderr, "private list: %s kept apart\n", prose.Count(len(list), "pair"))
	default:
		fmt.Fprintln(a.stderr, "no private list here")
	}
	return list, err
}

// loadAvoid reads the list of people who must not meet, and whether there is one.
// Errors in the list stop the command: otherwise a pair that is not understood would be
// proposed. Nothing of the list is printed, not even in problems.
func (a *app) loadAvoid(ws *workspace, folder string) (list record.Avoid, there bool, err error) {
	list, there, problems, err := private.Avoid(ws.root, folder, func() []*record.Repository { return a.idSources(ws) })
	if err != nil {
		return nil, false, usageError{err}
	}
	if err := a.printPrivate(problems); err != nil {
		return nil, false, err
	}
	if errorCount, _ := problems.Count(); errorCount > 0 {
		fmt.Fprintln(a.stderr, "Nothing was proposed or written: the private list decides over it.")
		return nil, false, errProblems
	}
	return list, there, nil
}

// joined lists the pairings in which changes would bring two people of the private list
// together. Two who were together before may stay.
func (a *app) joined(ws *workspace, changes []edit.Change) (problems diag.List, err error) {
	changed := map[string]bool{}
	for _, c := range changes {
		if path.Base(c.Path) == "pairing.yaml" {
			changed[c.Path] = true
		}
	}
	if len(changed) == 0 {
		return nil, nil
	}
	if seal.Unopened(ws.root) {
		fmt.Fprintf(a.stderr, "note: %s is not opened here as it is now, and who must not meet may be in it\n", seal.SealedPath)
	}
	avoid, _, err := a.loadAvoid(ws, "")
	if err != nil || len(avoid) == 0 {
		return nil, err
	}
	after, _, err := record.Load(edit.Overlay(ws.Files, changes))
	if err != nil {
		return nil, fmt.Errorf("as the records would be: %w", err)
	}
	for _, c := range after.Cohorts.All() {
		for _, p := range c.Pairings.All() {
			if !changed[p.Path] {
				continue
			}
			was := &record.Pairing{State: record.Declined}
			if before := ws.Repo.Cohorts.Get(c.ID); before != nil && before.Pairings.Has(p.ID) {
				was = before.Pairings.Get(p.ID)
			}
			for _, two := range avoid.In(after) {
				if joins(was, p, two) {
					problems.Errorf(p.At(), record.AvoidRule, "choose somebody else", "%s and %s cannot be together: %s", min(two[0], two[1]), max(two[0], two[1]), fit.StandingWords)
				}
			}
		}
	}
	return problems, nil
}

// joins reports whether a pairing is to begin, or to be proposed, with two people who
// were not in it together, or not as far.
func joins(was, is *record.Pairing, two [2]record.PersonID) bool {
	far := func(p *record.Pairing) int {
		switch p.State {
		case record.Open, record.Proposed:
			return 1
		case record.Active, record.Paused:
			return 2
		}
		return 0
	}
	return is.Together(two[0], two[1]) && far(is) > 0 && (far(is) > far(was) || !was.Together(two[0], two[1]))
}

// sayOpposed says which pairings of a cohort stay, although their members should not be
// together.
func (a *app) sayOpposed(ws *workspace, cohort record.CohortID, m matchFlags) {
	if ids := fit.Opposed(ws.Repo, ws.Repo.Cohorts.Get(cohort), m.options(ws).Options); len(ids) > 0 {
		fmt.Fprintf(a.besides(m), "\nPairings that stay, although how two of their members stand to each other speaks against it: %s\n", idList(ids))
	}
}

// readNames gives people the names of private/names.yaml, and returns the text of the
// file, nil if there is none. It is for what coordinators alone see. An error in the file
// stops the command; problems quote no name.
func (a *app) readNames(ws *workspace) (text []byte, err error) {
	if seal.Unopened(ws.root) {
		fmt.Fprintf(a.stderr, "note: %s is not opened here as it is now; names, addresses and who must not meet are as private/ has them\n", seal.SealedPath)
	}
	names, text, problems := private.Names(ws.root, ws.Repo)
	if err := a.printPrivate(problems); err != nil {
		return nil, err
	}
	if errorCount, _ := problems.Count(); errorCount > 0 {
		return nil, errProblems
	}
	for id, name := range names {
		ws.Repo.People.Get(id).Name = name
	}
	return text, nil
}

// printPrivate prints problems of private files, and no line of these.
func (a *app) printPrivate(problems diag.List) error {
	if len(problems) == 0 {
		return nil
	}
	if err := diag.Print(a.stderr, diag.Text, problems, func(string) []byte { return nil }); err != nil {
		return fmt.Errorf("print the problems: %w", err)
	}
	return nil
}

// idSources returns the repositories in which the list's ids are looked up: the
// one at hand and, when that is a commit, also the work tree, because the list is
// today's.
func (a *app) idSources(ws *workspace) []*record.Repository {
	repos := []*record.Repository{ws.all.Repo}
	if a.rev == "" {
		return repos
	}
	tree, err := os.OpenRoot(ws.root)
	if err != nil {
		return repos
	}
	defer tree.Close()
	if now, _, err := record.Load(tree.FS()); err == nil {
		repos = append(repos, now)
	}
	return repos
}

// avoidPairs returns the list's pairs by the ids of a repository.
func avoidPairs(list record.Avoid, repo *record.Repository) (pairs []fit.Avoid) {
	for _, two := range list.In(repo) {
		pairs = append(pairs, fit.Avoid{A: two[0], B: two[1]})
	}
	return pairs
}
