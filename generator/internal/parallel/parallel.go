// Package parallel calls a function for each index of a range, on all processors.
package parallel

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// Each calls do(i) for i in [0,n) on as many goroutines as there are processors
// and returns the error with the lowest index. After an error it makes no more
// calls, except those with a lower index than the error's, so the same do gives
// the same error.
func Each(n int, do func(i int) error) error {
	var s state
	s.limit = n
	var workers sync.WaitGroup
	for range min(n, runtime.GOMAXPROCS(0)) {
		workers.Go(func() {
			for i := s.next(); i >= 0; i = s.next() {
				if err := do(i); err != nil {
					s.fail(i, err)
				}
			}
		})
	}
	workers.Wait()
	return s.err
}

// Map calls of for each element of a list, on as many goroutines as there are
// processors, and returns the results in the order of the list.
func Map[T, R any](all []T, of func(T) R) []R {
	results := make([]R, len(all))
	_ = Each(len(all), func(i int) error {
		results[i] = of(all[i])
		return nil
	})
	return results
}

// Counting returns do with a call of tell after each call, with the number made
// so far; tell may be nil, and is called concurrently.
func Counting(n int, tell func(done, total int), do func(i int) error) func(i int) error {
	if tell == nil {
		return do
	}
	var done atomic.Int64
	return func(i int) error {
		err := do(i)
		tell(int(done.Add(1)), n)
		return err
	}
}

// state is the progress of the calls.
type state struct {
	mutex sync.Mutex
	begun int
	limit int // no call from here on is made: n, or the lowest index that has failed
	err   error
}

// next returns the index of the next call, -1 when there is none.
func (s *state) next() int {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if s.begun >= s.limit {
		return -1
	}
	s.begun++
	return s.begun - 1
}

func (s *state) fail(i int, err error) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if i < s.limit {
		s.limit, s.err = i, err
	}
}
