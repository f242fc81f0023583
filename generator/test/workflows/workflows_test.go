// Package workflows holds the workflows of this repository, and those that
// init writes, to the rules of what a pull request may start, and runs them step
// by step against a small GitHub.
package workflows

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"pairbook/generator/internal/command"
)

var update = flag.Bool("update", false, "copy the workflows to what init writes")

// stage is what the tests share, made for the first that asks: the repositories
// that each forge begins with, and checkouts.
type stage struct {
	*testing.M
	begun     func() (string, error)
	checkouts checkouts
}

var shared = &stage{}

func TestMain(m *testing.M) {
	shared.M = m
	testscript.Main(shared, map[string]func(){"pairbook": func() { os.Exit(command.Main()) }})
}

// Run runs the tests, and leaves nothing behind.
func (s *stage) Run() int {
	dir, err := os.MkdirTemp("", "pairbook-workflows-")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(dir)
	s.checkouts = checkouts{dir: dir, made: map[string]func() (string, error){}}
	s.begun = sync.OnceValues(func() (string, error) {
		begun := filepath.Join(dir, "begun")
		return begun, begin(begun)
	})
	return s.M.Run()
}
