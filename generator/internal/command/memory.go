package command

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// spareMemory lets the heap grow to five times of what is in use while that is
// little, because a run takes a second and memory costs less than tidying it up, and
// to memoryLimit when it is more.
func spareMemory() {
	debug.SetGCPercent(400)
	live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	afterEachCollection(func() {
		metrics.Read(live)
		debug.SetMemoryLimit(memoryLimit(live[0].Value.Uint64()))
	})
}

// memoryLimit is how much memory may be taken when so many bytes are in use, before
// the program tidies up at the cost of time: enough that it does so seldom.
func memoryLimit(live uint64) int64 {
	const least = 160 << 20
	return int64(max(least, live+live/2+64<<20))
}

// afterEachCollection calls do now and whenever garbage has been collected.
func afterEachCollection(do func()) {
	do()
	// The bytes are in use by nobody, so the next collection finds them.
	runtime.AddCleanup(&struct{ bytes [64]byte }{}, afterEachCollection, do)
}
