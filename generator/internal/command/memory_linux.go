package command

import (
	"runtime"
	"syscall"
)

// firstHeap is how much of the heap, in bytes, lies on huge pages.
const firstHeap = 1 << 30

// askForHugePages has the system put the heap's first gibibyte on huge pages, where it
// does that for whom asks: a heap that grows is then a few faults instead of hundreds
// of thousands. The runtime has no setting for it. So one value takes the addresses,
// untouched, which are its successors' when it is collected. It reports whether the
// process may have so many.
func askForHugePages() bool {
	tried, err := syscall.Mmap(-1, 0, firstHeap, syscall.PROT_READ|syscall.PROT_WRITE, syscall.MAP_ANON|syscall.MAP_PRIVATE)
	if err != nil || syscall.Munmap(tried) != nil {
		return false // and the runtime would end the process
	}
	_ = syscall.Madvise(make([]byte, firstHeap), syscall.MADV_HUGEPAGE)
	runtime.GC()
	return true
}
