package here

import (
	"errors"
	"io"
	"os/exec"
	"testing"
)

// Python is the name of a Python that has a module, with which other people's numbers are
// compared with ours.
type Python string

// Output runs a program with an input and returns what it prints.
func (p Python) Output(t testing.TB, program string, input io.Reader) []byte {
	t.Helper()
	command := exec.Command(string(p), "-c", program)
	command.Stdin = input
	out, err := command.Output()
	if failed := (*exec.ExitError)(nil); errors.As(err, &failed) {
		t.Fatalf("run Python: %v\n%s", err, failed.Stderr)
	}
	if err != nil {
		t.Fatalf("run Python: %v", err)
	}
	return out
}

// Scipy returns a Python that has scipy. It skips the test where there is none, or where
// tests leave something out.
func Scipy(t testing.TB) Python {
	t.Helper()
	return python(t, "scipy", "import scipy.optimize, scipy.stats", "PAIRBOOK_NEED_SCIPY")
}

// Networkx does the same for networkx.
func Networkx(t testing.TB) Python {
	t.Helper()
	return python(t, "networkx", "import networkx", "PAIRBOOK_NEED_NETWORKX")
}

func python(t testing.TB, module, imports, variable string) Python {
	t.Helper()
	OnlyWhole(t)
	for _, name := range []string{"python3", "/usr/bin/python3"} {
		if exec.Command(name, "-c", imports).Run() == nil {
			return Python(name)
		}
	}
	Lacks(t, variable, "no python3 has "+module+": nothing was compared with what it says (install python3-"+module+" to run this test)")
	return ""
}
