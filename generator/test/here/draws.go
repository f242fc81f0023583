package here

import (
	"flag"
	"os"
	"runtime/debug"
	"testing"
)

// Thorough reports whether tests take the time for their largest cases and for
// many draws: where PAIRBOOK_THOROUGH is set, as it is in the hosted workflow.
func Thorough() bool { return os.Getenv("PAIRBOOK_THOROUGH") != "" }

// Cases returns how many cases a slow test tries: few, or many where tests are
// thorough.
func Cases(few, many int) int {
	if Thorough() {
		return many
	}
	return few
}

// Draws runs the tests of a package whose properties are slow, and returns their
// exit status. Each property is tried on a few draws, or on many where tests are
// thorough, unless the command line says how many; each run of the tests draws
// others. Memory is collected less often than in the program.
func Draws(m *testing.M, few, many string) int {
	flag.Parse()
	said := false
	flag.Visit(func(f *flag.Flag) { said = said || f.Name == "rapid.checks" })
	if !said {
		if Thorough() {
			few = many
		}
		if err := flag.Set("rapid.checks", few); err != nil {
			panic(err)
		}
	}
	debug.SetGCPercent(400)
	return m.Run()
}
