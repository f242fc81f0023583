package programme

import (
	"errors"
	"slices"

	"pairbook/generator/internal/check"
	"pairbook/generator/internal/diag"
	"pairbook/generator/internal/history"
)

// Since marks the problems of r that were known: in the tip of the base, or
// where the two went apart, as the base may have mended them since. What only
// the two together show is added.
func (r *Run) Since(tip, fork *Run) diag.List {
	problems := append(slices.Clone(r.Problems()), check.Deletions(fork.Repo, r.Repo)...)
	if len(problems) == 0 {
		return nil // and nobody asks what was known
	}
	known := tip.Problems()
	if fork != tip {
		known = known.Or(fork.Problems())
	}
	return problems.Since(known)
}

// Fork loads the commit where a head went apart from a base, of which r is the
// tip. It is r itself when the base has not moved, and when nobody can tell.
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

// At loads a commit of which the full name is known; r itself, the tip of base,
// when it is that.
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
