package command

import (
	"context"
	"errors"
	"os"
	"os/signal"
	"sync"
	"syscall"
)

// errInterrupted reports that the run was stopped before it changed anything.
var errInterrupted = errors.New("interrupted; nothing was changed")

// interruptible returns a context that ends on the first interrupt or SIGTERM;
// the second kills the process. A signal that is ignored, as in a background job,
// stays ignored.
func interruptible() context.Context {
	var signals []os.Signal
	for _, s := range []os.Signal{os.Interrupt, syscall.SIGTERM} {
		if !signal.Ignored(s) {
			signals = append(signals, s)
		}
	}
	if len(signals) == 0 {
		return context.Background()
	}
	ctx, stop := signal.NotifyContext(context.Background(), signals...)
	context.AfterFunc(ctx, stop)
	return ctx
}

// writeGate decides what becomes of an interrupted run: it is abandoned, unless
// it has begun to write. The first call decides.
type writeGate struct {
	decided sync.Once
	writes  bool
}

// begin is called before anything is written; it fails for an abandoned run.
func (g *writeGate) begin() error {
	g.decided.Do(func() { g.writes = true })
	if !g.writes {
		return errInterrupted
	}
	return nil
}

// abandon reports whether nothing has been written, and prevents writing from
// then on.
func (g *writeGate) abandon() bool {
	g.decided.Do(func() {})
	return !g.writes
}
