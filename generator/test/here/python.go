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
	return python(t, "scipy", "import scipy.optimize, scipy.stats", "PAIRBOOK_NEED_SCIPY")
}

// Networkx does the same for networkx.
func Networkx(t testing.TB) string {
	t.Helper()
	return python(t, "networkx", "import networkx", "PAIRBOOK_NEED_NETWORKX")
}

func python(t testing.TB, module, imports, variable string) string {
	t.Helper()
	OnlyWhole(t)
	for _, name := range []string{"python3", "/usr/bin/python3"} {
		if exec.Command(name, "-c", imports).Run() == nil {
			return name
		}
	}
	Lacks(t, variable, "no python3 has "+module+": nothing was compared with what it says (install python3-"+module+" to run this test)")
	return ""
}
