package here

import (
	"os/exec"
	"testing"
)

// Scipy returns the name of a Python that has scipy, with which other people's numbers
// are compared with ours. It skips the test where there is none, or where tests leave
// something out.
func Scipy(t testing.TB) string {
	t.Helper()
	OnlyWhole(t)
	for _, name := range []string{"python3", "/usr/bin/python3"} {
		if exec.Command(name, "-c", "import scipy.optimize, scipy.stats").Run() == nil {
			return name
		}
	}
	Lacks(t, "PAIRBOOK_NEED_SCIPY", "no python3 has scipy: nothing was compared with what it says (install python3-scipy to run this test)")
	return ""
}
