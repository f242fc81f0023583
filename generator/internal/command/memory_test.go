package command

import (
	"math"
	"runtime"
	"runtime/debug"
	"testing"
	"time"
)

// TestMemoryLimitLeavesRoom expects the limit above the live bytes, and near them
// when they are many.
func TestMemoryLimitLeavesRoom(t *testing.T) {
	for _, live := range []uint64{0, 1 << 10, 60 << 20, 100 << 20, 1 << 30, 20 << 30} {
		limit := memoryLimit(live)
		if uint64(limit) < live+live/2 || limit > int64(live*2)+160<<20 || limit < memoryLimit(live/2) {
			t.Errorf("%d bytes are in use, and the limit is %d", live, limit)
		}
	}
}

// TestMemoryLimitFollows expects a new limit after each garbage collection.
func TestMemoryLimitFollows(t *testing.T) {
	percent := debug.SetGCPercent(100)
	defer debug.SetGCPercent(percent)
	limit := debug.SetMemoryLimit(-1)
	defer debug.SetMemoryLimit(limit)
	spareMemory()
	if got := debug.SetMemoryLimit(math.MaxInt64); got == math.MaxInt64 {
		t.Fatal("no limit is set")
	}
	for debug.SetMemoryLimit(-1) == math.MaxInt64 {
		runtime.GC()
		time.Sleep(time.Millisecond)
	}
}
