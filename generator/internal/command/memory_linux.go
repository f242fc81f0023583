package command

import (
	"runtime"
	"syscall"
)

// The most and the fewest bytes of the heap that are to lie on huge pages.
const (
	mostHuge   int64 = 2 << 30
	fewestHuge int64 = 256 << 20
)

// askForHugePages has the system put the beginning of the heap on huge pages, where it
// does that for whom asks: a heap that grows is then a few faults instead of hundreds
// of thousands. The runtime has no setting for it. So one value takes the addresses,
// untouched, which are its successors' when it is collected. It returns of how many bytes
// it asked: none where the process may not have the fewest.
func askForHugePages() int64 {
	for size := mostHuge; size >= fewestHuge; size /= 2 {
		tried, err := syscall.Mmap(-1, 0, int(size), syscall.PROT_READ|syscall.PROT_WRITE, syscall.MAP_ANON|syscall.MAP_PRIVATE)
		if err != nil || syscall.Munmap(tried) != nil {
			continue // the runtime would end a process that may not have so many
		}
		_ = syscall.Madvise(make([]byte, size), syscall.MADV_HUGEPAGE)
		runtime.GC()
		return size
	}
	return 0
}
