package command

import (
	"cmp"
	"strings"

	"pairbook/generator/internal/history"
	"pairbook/generator/internal/programme"
)

// setArrivals finds when the records and the handbook's pages came. Where the history
// does not tell, the records know why.
func (a *app) setArrivals(ws *workspace) {
	_ = a.phase("arrivals", func() error {
		found, err := arrivals(ws.root, cmp.Or(a.rev, "HEAD"))
		ws.came = ws.Arrive(found, err)
		if err == nil && strings.HasSuffix(ws.revision, programme.Modified) {
			err = ws.ForgetChanged(ws.root)
		}
		return err
	})
}

func arrivals(root, rev string) (history.Arrivals, error) {
	repository, err := history.Open(root)
	if err != nil {
		return history.Arrivals{}, err
	}
	return repository.Arrivals(rev, "content", "program")
}
