package command

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// spareMemory lets the heap grow to five times the live bytes while these are
// few, because a run takes a second and memory is cheaper than collecting, and to
// memoryLimit otherwise.
func spareMemory() {
	debug.SetGCPercent(400)
	live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	afterEachCollection(func() {
		metrics.Read(live)
		debug.SetMemoryLimit(memoryLimit(live[0].Value.Uint64()))
	})
}

// memoryLimit returns how much memory the program may take, given its live bytes,
// before it collects more often at the cost of time.
func memoryLimit(live uint64) int64 {
	const least = 160 << 20
	return int64(max(least, live+live/2+64<<20))
}

// afterEachCollection calls do now and after each garbage collection.
func afterEachCollection(do func()) {
	do()
	// Nothing refers to the bytes, so the next collection frees them.
	runtime.AddCleanup(&struct{ bytes [64]byte }{}, afterEachCollection, do)
}
