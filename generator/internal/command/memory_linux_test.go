package command

import (
	"os"
	"runtime"
	"strings"
	"testing"
)

// TestTheHeapLiesOnHugePages expects the system to note the request, and the memory to be
// free.
func TestTheHeapLiesOnHugePages(t *testing.T) {
	if _, err := os.Stat("/sys/kernel/mm/transparent_hugepage"); err != nil {
		t.Skip("the system has no huge pages")
	}
	if !askForHugePages() {
		t.Skip("the process may not have so much memory")
	}
	maps, err := os.ReadFile("/proc/self/smaps")
	if err != nil {
		t.Skip(err)
	}
	advised := false
	for line := range strings.Lines(string(maps)) {
		advised = advised || strings.HasPrefix(line, "VmFlags:") && strings.Contains(line, " hg")
	}
	var heap runtime.MemStats
	runtime.ReadMemStats(&heap)
	if !advised || heap.HeapSys < firstHeap {
		t.Errorf("of %d bytes of heap nothing lies on huge pages", heap.HeapSys)
	}
	if heap.HeapAlloc > firstHeap {
		t.Errorf("%d bytes are in use", heap.HeapAlloc)
	}
}
