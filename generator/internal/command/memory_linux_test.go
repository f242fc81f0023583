package command

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"testing"
)

// TestTheHeapLiesOnHugePages expects the system to note the request, and the memory to be
// free. It asks in a process of its own, as the program does before it has used any.
func TestTheHeapLiesOnHugePages(t *testing.T) {
	if own := "PAIRBOOK_TEST_HEAP"; os.Getenv(own) == "" {
		again := exec.Command(os.Args[0], "-test.v", "-test.run=^"+t.Name()+"$")
		again.Env = append(os.Environ(), own+"=1")
		said, err := again.CombinedOutput()
		if bytes.Contains(said, []byte("--- SKIP")) {
			t.Skipf("%s", said)
		} else if err != nil || !bytes.Contains(said, []byte("--- PASS")) {
			t.Fatalf("%v: %s", err, said)
		}
		return
	}
	if _, err := os.Stat("/sys/kernel/mm/transparent_hugepage"); err != nil {
		t.Skip("the system has no huge pages")
	}
	asked := askForHugePages()
	if asked == 0 {
		t.Skip("the process may not have so much memory")
	}
	maps, err := os.ReadFile("/proc/self/smaps")
	if err != nil {
		t.Skip(err)
	}
	var size, advised int64 // in KiB
	for line := range strings.Lines(string(maps)) {
		_, _ = fmt.Sscanf(line, "Size: %d kB", &size)
		if strings.HasPrefix(line, "VmFlags:") && strings.Contains(line, " hg") {
			advised += size
		}
	}
	var heap runtime.MemStats
	runtime.ReadMemStats(&heap)
	if advised<<10 < asked || heap.HeapSys < uint64(asked) {
		t.Errorf("of %d bytes of heap %d KiB lie on huge pages", heap.HeapSys, advised)
	}
	if heap.HeapAlloc > uint64(fewestHuge) {
		t.Errorf("%d bytes are in use", heap.HeapAlloc)
	}
}
