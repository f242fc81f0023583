package programme

import (
	"errors"
	"io/fs"

	"pairbook/generator/internal/history"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/when"
)

// newsDays is for how many days a page of the handbook is news.
const newsDays = 180

// Arrive tells the records when they and the handbook's pages came and last changed, as
// the history has it, or why it does not. It returns the days of what is news.
func (r *Run) Arrive(found history.Arrivals, err error) (news map[string]when.Date) {
	all := &record.Arrivals{Days: map[string]when.Date{}, By: map[string][]record.PersonID{}, Changed: map[string]when.Date{}}
	switch {
	case errors.Is(err, history.ErrNone):
		all.Unknown = "These records are not in a git repository, which would know when a log was added, and by whom."
	case errors.Is(err, history.ErrNoCommit):
		all.Unknown = "The repository has no commit yet."
	case err != nil:
		all.Unknown = "The repository's history cannot be read; pairbook build says why."
	case found.CutOff:
		all.Unknown = "This copy lacks the repository's history. In a workflow, fetch-depth: 0 gets it; elsewhere, git fetch --unshallow does."
	}
	news = map[string]when.Date{}
	signer := r.Repo.Signer()
	for file, came := range found.Files {
		for _, s := range came.By {
			all.By[file] = append(all.By[file], signer(s.Name, s.Address))
		}
		day := when.DateOf(came.At)
		all.Days[file], all.Changed[file] = day, when.DateOf(came.Changed)
		if !came.First && day > r.AsOf.Add(-newsDays) {
			news[file] = day
		}
	}
	r.Repo.Arrivals = all
	return news
}

// ForgetChanged forgets when those pages last changed that are not as their commit has
// them.
func (r *Run) ForgetChanged(root string) error {
	repository, err := history.Open(root)
	if err != nil {
		return err
	}
	committed, err := repository.FS("HEAD")
	for _, p := range r.Repo.Pages {
		if data, unread := fs.ReadFile(r.Files, p.Path); err != nil || unread != nil || !history.Holds(committed, p.Path, data) {
			delete(r.Repo.Arrivals.Changed, p.Path)
		}
	}
	return err
}

// Modified follows a commit that the work tree differs from.
const Modified = "-modified"

// Revision returns the commit of a work tree, with -modified appended where the
// sources of the site differ from it. It returns "" for an ignored folder in the
// repository of something else.
func Revision(root string, outside history.Outside) (revision string, err error) {
	repository, err := history.Open(root)
	if err != nil {
		return "", err
	}
	commit, err := repository.Commit("HEAD")
	if err != nil {
		return "", err
	}
	modified, err := repository.Modified([]string{"content", "program", "themes"}, outside)
	if err != nil {
		return "", err
	}
	if modified {
		return commit + Modified, nil
	}
	files, err := repository.FS("HEAD")
	if err == nil {
		_, err = fs.Stat(files, record.SitePath)
	}
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	return commit, err
}
