package command

import (
	"runtime"
	"runtime/debug"
	"strings"
	"testing"
	"time"
)

// TestHeapGrowthLeavesRoom expects room for half as much again at least, for
// five times as much at most, and the less the more is live.
func TestHeapGrowthLeavesRoom(t *testing.T) {
	before := 400
	for _, live := range []uint64{0, 1 << 10, 30 << 20, 60 << 20, 100 << 20, 1 << 30, 20 << 30} {
		growth := heapGrowth(live)
		if growth < 50 || growth > before {
			t.Errorf("%d bytes are live, and the heap grows by %d %%", live, growth)
		}
		before = growth
	}
	if small, large := heapGrowth(1<<20), heapGrowth(20<<30); small != 400 || large != 50 {
		t.Errorf("%d and %d %%", small, large)
	}
}

// TestHeapGrowthFollows expects the growth to be set after each collection, as
// long as the process runs.
func TestHeapGrowthFollows(t *testing.T) {
	percent := debug.SetGCPercent(100)
	defer debug.SetGCPercent(percent)
	spareMemory()
	for range 3 {
		debug.SetGCPercent(77)
		for runtime.GC(); debug.SetGCPercent(77) == 77; runtime.GC() {
			time.Sleep(time.Millisecond)
		}
	}
}

func TestProgressIsForATerminal(t *testing.T) {
	if newMeter(&strings.Builder{}) != nil {
		t.Error("what is no terminal has a meter")
	}
}
