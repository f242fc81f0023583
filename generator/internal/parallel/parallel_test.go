package parallel_test

import (
	"errors"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"testing"

	"pgregory.net/rapid"

	"pairbook/generator/internal/parallel"
)

// TestEach compares with a loop: of calls that fail, the lowest tells its error, and
// all below it were made, each once.
func TestEach(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 200).Draw(t, "n")
		errs := make([]error, n)
		for _, i := range rapid.SliceOfN(rapid.IntRange(0, max(n-1, 0)), 0, min(n, 3)).Draw(t, "failing") {
			errs[i] = errors.New("fails")
		}
		lowest := slices.IndexFunc(errs, func(err error) bool { return err != nil })
		var want error
		if lowest >= 0 {
			want = errs[lowest]
		} else {
			lowest = n
		}
		calls := make([]atomic.Int32, n)
		got := parallel.Each(n, func(i int) error {
			calls[i].Add(1)
			runtime.Gosched()
			return errs[i]
		})
		if got != want {
			t.Fatalf("%v, not %v", got, want)
		}
		for i := range calls {
			if c := calls[i].Load(); c > 1 || c == 0 && i <= lowest {
				t.Fatalf("call %d was made %d times; the lowest that fails is %d", i, c, lowest)
			}
		}
	})
}

// TestMap compares with a loop.
func TestMap(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := rapid.SliceOf(rapid.Int()).Draw(t, "all")
		got := parallel.Map(all, func(x int) int { runtime.Gosched(); return -x })
		if len(got) != len(all) {
			t.Fatalf("%d results of %d", len(got), len(all))
		}
		for i, x := range all {
			if got[i] != -x {
				t.Fatalf("the result of %d is %d", x, got[i])
			}
		}
	})
}

// TestEachIsParallel has two calls wait for each other.
func TestEachIsParallel(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(2))
	var both sync.WaitGroup
	both.Add(2)
	if err := parallel.Each(2, func(int) error { both.Done(); both.Wait(); return nil }); err != nil {
		t.Error(err)
	}
}

// TestCounting tells of each call once, and of nothing to nobody.
func TestCounting(t *testing.T) {
	var told sync.Map
	err := errors.New("fails")
	do := func(i int) error {
		if i == 40 {
			return err
		}
		return nil
	}
	tell := func(done, total int) {
		if _, twice := told.LoadOrStore(done, true); twice || total != 50 || done < 1 || done > 50 {
			t.Errorf("%d of %d", done, total)
		}
	}
	if got := parallel.Each(50, parallel.Counting(50, tell, do)); got != err {
		t.Errorf("error %v", got)
	}
	for i := 1; i <= 41; i++ {
		if _, found := told.Load(i); !found {
			t.Errorf("nothing was told after %d calls", i)
		}
	}
	if got := parallel.Counting(50, nil, do)(40); got != err {
		t.Errorf("error %v", got)
	}
}
