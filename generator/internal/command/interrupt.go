package command

import (
	"context"
	"errors"
	"os"
	"os/signal"
	"sync"
	"syscall"
)

// errInterrupted says that somebody stopped the run before it changed anything.
var errInterrupted = errors.New("interrupted; nothing was changed")

// interruptible is a context that ends when the process is asked to stop. Asked
// again, the process dies at once. A signal that is ignored, as by a job in the
// background, goes on being ignored.
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

// outcome is what becomes of a run that is interrupted: it is abandoned, unless
// it has begun to write. Whichever comes first decides.
type outcome struct {
	decided sync.Once
	writes  bool
}

// write is called before anything is written, and says whether it may be.
func (o *outcome) write() error {
	o.decided.Do(func() { o.writes = true })
	if !o.writes {
		return errInterrupted
	}
	return nil
}

// abandon tells whether nothing has been written, nor will be.
func (o *outcome) abandon() bool {
	o.decided.Do(func() {})
	return !o.writes
}
