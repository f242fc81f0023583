package command

import (
	"cmp"
	"errors"
	"io/fs"
	"strings"

	"pairbook/generator/internal/history"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
)

// newsDays is for how many days a page of the handbook is news.
const newsDays = 180

// setArrivals finds when the records and the handbook's pages came. Where the history
// does not tell, the records know why.
func (a *app) setArrivals(ws *workspace) {
	_ = a.phase("arrivals", func() error {
		ws.Repo.Arrivals, ws.came = &record.Arrivals{Days: map[string]when.Date{}, By: map[string][]record.PersonID{}, Changed: map[string]when.Date{}}, map[string]when.Date{}
		found, err := arrivals(ws.root, cmp.Or(a.rev, "HEAD"))
		switch {
		case errors.Is(err, history.ErrNone):
			ws.Repo.Arrivals.Unknown = "These records are not in a git repository, which would know when a log was added, and by whom."
		case errors.Is(err, history.ErrNoCommit):
			ws.Repo.Arrivals.Unknown = "The repository has no commit yet."
		case err != nil:
			ws.Repo.Arrivals.Unknown = "The repository's history cannot be read; pairbook build says why."
		case found.CutOff:
			ws.Repo.Arrivals.Unknown = "This copy lacks the repository's history. In a workflow, fetch-depth: 0 gets it; elsewhere, git fetch --unshallow does."
		}
		signer := ws.Repo.Signer()
		for file, came := range found.Files {
			for _, s := range came.By {
				ws.Repo.Arrivals.By[file] = append(ws.Repo.Arrivals.By[file], signer(s.Name, s.Address))
			}
			day := when.DateOf(came.At)
			ws.Repo.Arrivals.Days[file], ws.Repo.Arrivals.Changed[file] = day, when.DateOf(came.Changed)
			if !came.First && day > ws.AsOf.Add(-newsDays) {
				ws.came[file] = day
			}
		}
		if err == nil && strings.HasSuffix(ws.revision, modifiedMark) {
			err = ws.forgetChanged()
		}
		return err
	})
}

// forgetChanged forgets when the pages last changed that are not as their commit has them.
func (ws *workspace) forgetChanged() error {
	repository, err := history.Open(ws.root)
	if err != nil {
		return err
	}
	committed, err := repository.FS("HEAD")
	for _, p := range ws.Repo.Pages {
		if data, unread := fs.ReadFile(ws.Files, p.Path); err != nil || unread != nil || !history.Holds(committed, p.Path, data) {
			delete(ws.Repo.Arrivals.Changed, p.Path)
		}
	}
	return err
}

func arrivals(root, rev string) (history.Arrivals, error) {
	repository, err := history.Open(root)
	if err != nil {
		return history.Arrivals{}, err
	}
	return repository.Arrivals(rev, "content", "program")
}
