package programme

import (
	"errors"
	"slices"

	"pairbook/generator/internal/check"
	"pairbook/generator/internal/diag"
	"pairbook/generator/internal/history"
)

// Since marks the problems of r that are known: in the tip of the base, or at the
// merge base, because the base may have fixed them since. It adds problems that
// only the comparison shows.
func (r *Run) Since(tip, fork *Run) diag.List {
	problems := append(slices.Clone(r.Problems()), check.Deletions(fork.Repo, r.Repo)...)
	if len(problems) == 0 {
		return nil // without a base nothing is known
	}
	known := tip.Problems()
	if fork != tip {
		known = known.Or(fork.Problems())
	}
	return problems.Since(known)
}

// Fork loads the merge base of a head and a base, whose tip is r. It returns r
// itself when the base has not moved, or when the merge base is not known.
func (r *Run) Fork(repository *history.Repository, base, head string) (*Run, error) {
	forks, err := repository.MergeBases(base, head)
	if errors.Is(err, history.ErrNoCommon) || errors.Is(err, history.ErrShallow) || errors.Is(err, history.ErrNoCommit) {
		return r, nil
	}
	if err != nil {
		return nil, err
	}
	return r.At(repository, base, forks[0])
}

// At loads the commit with a full id, or returns r when that is the tip of base.
func (r *Run) At(repository *history.Repository, base, name string) (*Run, error) {
	if tip, err := repository.Commit(base); err != nil || tip == name {
		return r, err
	}
	files, err := repository.FS(name)
	if err != nil {
		return nil, err
	}
	return r.Like(files)
}
