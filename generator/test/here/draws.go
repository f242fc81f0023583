package here

import (
	"flag"
	"os"
	"runtime/debug"
	"strconv"
	"testing"
)

// Thorough reports whether tests take the time for their largest cases and for
// many draws: where PAIRBOOK_THOROUGH is set, as it is in the hosted workflow.
func Thorough() bool { return os.Getenv("PAIRBOOK_THOROUGH") != "" }

// Whole reports whether tests leave nothing out: where PAIRBOOK_WHOLE is set, as .ci/run
// sets it, each page is opened, each workflow runs from its first step to its last, and
// other people's numbers are compared with ours. What README tells everybody to call has
// some of each kind, so that it is called often.
func Whole() bool { return os.Getenv("PAIRBOOK_WHOLE") != "" || Thorough() }

// OnlyWhole skips a test where tests leave something out.
func OnlyWhole(t testing.TB) {
	t.Helper()
	if !Whole() {
		t.Skip("it takes seconds, and runs where PAIRBOOK_WHOLE is set")
	}
}

// Cases returns how many cases a slow test tries: few, or many where tests are
// thorough.
func Cases(few, many int) int {
	if Thorough() {
		return many
	}
	return few
}

// Draws runs the tests of a package whose properties are slow, and returns their
// exit status. Each property is tried on a few draws, on many where tests are thorough,
// and on half of the few where tests leave something out, unless the command line says
// how many; each run of the tests draws others.
func Draws(m *testing.M, few, many int) int {
	flag.Parse()
	said := false
	flag.Visit(func(f *flag.Flag) { said = said || f.Name == "rapid.checks" })
	if !said {
		switch {
		case Thorough():
			few = many
		case !Whole():
			few /= 2
		}
		if err := flag.Set("rapid.checks", strconv.Itoa(few)); err != nil {
			panic(err)
		}
	}
	return Tests(m)
}

// Tests runs the tests of a package and returns their exit status. Memory is collected
// less often than by default, as in the program.
func Tests(m *testing.M) int {
	debug.SetGCPercent(400)
	return m.Run()
}
