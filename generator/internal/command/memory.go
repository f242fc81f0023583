package command

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// spareMemory lets the heap grow to five times the live bytes while these are
// few, because a run takes a second and memory is cheaper than collecting, and
// less far the more there are. It sets how far the heap grows and not a limit of
// the memory: that counts what the heap once had, too, and a program that needs
// less than before would collect all the time.
func spareMemory() {
	live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	afterEachCollection(func() {
		metrics.Read(live)
		debug.SetGCPercent(heapGrowth(live[0].Value.Uint64()))
	})
}

// heapGrowth returns by how much of the live bytes the heap may grow before it is
// collected, in percent. It may grow to 160 MiB if there are few; to half as much again
// and 64 MiB more, as long as the whole is small beside a machine's memory; and from 250
// MiB on by ever more, up to a gibibyte, which a run that has so much needs in the end.
func heapGrowth(live uint64) int {
	const least, most, gibibyte = 160 << 20, 400, 1 << 30
	room := max(live/2+64<<20, min(4*(live-min(live, 200<<20)), gibibyte))
	target := max(least, live+room)
	return int(min(most, 100*(target-live)/max(live, 1)))
}

// afterEachCollection calls do now and after each garbage collection.
func afterEachCollection(do func()) {
	do()
	// Nothing refers to the bytes, so the next collection frees them.
	runtime.AddCleanup(&struct{ bytes [64]byte }{}, afterEachCollection, do)
}
