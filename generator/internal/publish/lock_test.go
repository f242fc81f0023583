package publish

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/lockedfile"
)

// late is a context that is done just after somebody asked whether it is.
type late struct {
	context.Context
	asked atomic.Bool
}

func (l *late) Err() error {
	if l.asked.CompareAndSwap(false, true) {
		return nil
	}
	return l.Context.Err()
}

// TestALockThatComesTooLate is let go: a free one at once, and one that another run holds when
// that run is gone.
func TestALockThatComesTooLate(t *testing.T) {
	at, err := resolve(filepath.Join(t.TempDir(), "public"))
	if err != nil {
		t.Fatal(err)
	}
	over, cancel := context.WithCancel(t.Context())
	cancel()
	for range 20 {
		if unlock, err := at.acquire(&late{Context: over}); err == nil {
			unlock() // it was there before the context was done
		} else if _, there := os.Lstat(at.lock); !errors.Is(err, context.Canceled) || !errors.Is(there, fs.ErrNotExist) {
			t.Fatalf("%v, and the lock: %v", err, there)
		}
	}
	held, err := lockedfile.Create(at.lock) // by a run that is then killed, so that the file stays
	if err != nil {
		t.Fatal(err)
	}
	if _, err := at.acquire(&late{Context: over}); !errors.Is(err, context.Canceled) {
		t.Errorf("the lock that another run holds: %v", err)
	}
	if err := held.Close(); err != nil {
		t.Fatal(err)
	}
	soon, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	for range 3 { // the late one may be before us
		unlock, err := at.acquire(soon)
		if err != nil {
			t.Fatal(err)
		}
		unlock()
	}
}
