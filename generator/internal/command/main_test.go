package command

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"pairbook/generator/test/here"
)

var update = flag.Bool("update", false, "rewrite the expected outputs in the scripts")

// TestMain puts the tests' program on the path under the program's name, for tests
// and scripts that start a process; called by that name it is the program.
func TestMain(m *testing.M) {
	if filepath.Base(os.Args[0]) == "pairbook" {
		os.Exit(Main())
	}
	os.Exit(withPairbook(func() int { return here.Tests(m) }))
}

func withPairbook(run func() int) (status int) {
	self, err := os.Executable()
	if err != nil {
		panic(err)
	}
	dir, err := os.MkdirTemp("", "pairbook-command-")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)
	if err := os.Symlink(self, filepath.Join(dir, "pairbook")); err != nil {
		panic(err)
	}
	os.Setenv("PATH", dir+string(filepath.ListSeparator)+os.Getenv("PATH"))
	return run()
}

// TestScripts runs the command line as a user does, with a script per subject.
func TestScripts(t *testing.T) {
	run := &runner{}
	scripts, err := filepath.Abs("testdata/script") // the working folder changes
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:           scripts,
		UpdateScripts: *update,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"pairbook": run.pairbook,
			"status":   run.status,
		},
		Condition: func(condition string) (bool, error) {
			switch condition {
			case "root":
				return os.Geteuid() == 0, nil
			case "whole":
				return here.Whole(), nil
			}
			return false, fmt.Errorf("unknown condition %q", condition)
		},
		Setup: func(env *testscript.Env) error {
			env.Setenv("HOME", env.WorkDir)
			env.Setenv("SHARED_DATA", os.Getenv("SHARED_DATA"))
			return nil
		},
	})
}

// runner runs the command line for scripts within the process of the tests,
// because a process of its own takes longer to start than most commands to run.
// Scripts that give standard input use exec. Scripts run in parallel, but they
// take turns here: the working folder and the environment belong to the process.
type runner struct {
	turn sync.Mutex
	day  time.Time // zero for today
}

// pairbook ARG… runs the command line and checks whether it succeeds.
func (r *runner) pairbook(ts *testscript.TestScript, neg bool, args []string) {
	if status := r.run(ts, args); (status != statusFine) != neg {
		ts.Fatalf("the exit status is %d", status)
	}
}

// status N pairbook ARG… runs the command line, and status N exec COMMAND… any
// command, and checks the exit status.
func (r *runner) status(ts *testscript.TestScript, neg bool, args []string) {
	got := 0
	switch {
	case !neg && len(args) > 1 && args[1] == "pairbook":
		got = r.run(ts, args[2:])
	case !neg && len(args) > 2 && args[1] == "exec":
		var exit *exec.ExitError
		if err := ts.Exec(args[2], args[3:]...); errors.As(err, &exit) {
			got = exit.ExitCode()
		} else {
			ts.Check(err)
		}
	default:
		ts.Fatalf("usage: status N pairbook ARG…, or status N exec COMMAND…")
	}
	if strconv.Itoa(got) != args[0] {
		ts.Fatalf("the exit status is %d, not %s", got, args[0])
	}
}

func (r *runner) run(ts *testscript.TestScript, args []string) (status int) {
	r.turn.Lock()
	defer r.turn.Unlock()
	here, err := os.Getwd()
	ts.Check(err)
	defer func() { ts.Check(os.Chdir(here)) }()
	ts.Check(os.Chdir(ts.MkAbs(".")))
	for _, name := range []string{"HOME", "XDG_CONFIG_HOME", identityVariable, "GIT_CONFIG_NOSYSTEM"} {
		before, set := os.LookupEnv(name)
		defer func() {
			if set {
				os.Setenv(name, before)
			} else {
				os.Unsetenv(name)
			}
		}()
		os.Setenv(name, ts.Getenv(name))
	}
	now := r.day
	if now.IsZero() {
		now = time.Now()
	}
	ctx, stdout := context.Background(), ts.Stdout()
	if len(args) > 0 && args[0] == "serve" { // it would never end
		served, interrupt := context.WithCancel(ctx)
		ctx, stdout = served, &untilBuilt{stdout, interrupt}
	}
	return Run(ctx, args, strings.NewReader(""), stdout, ts.Stderr(), now)
}

// untilBuilt passes on what serve says, and interrupts it once a site is built.
type untilBuilt struct {
	io.Writer
	interrupt func()
}

func (u *untilBuilt) Write(p []byte) (int, error) {
	if strings.HasPrefix(string(p), "Built ") {
		u.interrupt()
	}
	return u.Writer.Write(p)
}
