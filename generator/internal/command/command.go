// Package command is the command line and nothing else: a file a command, each of
// which reads as the way that the data takes: flags, a call, printing.
//
// The clock, the environment, the working folder and the exit status are known
// here and nowhere below. [Main] is all that a main function does; tests call
// [Run].
package command

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/spf13/cobra"

	"pairbook/generator/internal/when"
)

// The exit status of every command.
const (
	statusFine     = 0
	statusProblems = 1 // in the records
	statusUsage    = 2
	statusFailed   = 3 // the program could not do its work, or was interrupted
)

// Main runs the command that the process was started with, and returns its exit
// status.
func Main() int {
	if os.Getenv("GOGC") == "" && os.Getenv("GOMEMLIMIT") == "" {
		spareMemory()
	}
	return Run(interruptible(), os.Args[1:], os.Stdin, os.Stdout, os.Stderr, time.Now())
}

// app is what every command has: its streams, the day, and the common flags.
type app struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	today          when.Date

	root   string
	asOf   string
	rev    string
	timing bool

	outcome *outcome
	meter   *meter
}

// errProblems says that the records have problems, which have been printed.
var errProblems = errors.New("problems in the records")

// usageError is a wrong use of the command line.
type usageError struct{ error }

func usagef(format string, args ...any) error { return usageError{fmt.Errorf(format, args...)} }

// Run runs a command, and returns its exit status; now is the time of which
// today is told. When ctx ends, a command that
// has begun to write is waited for, and any other is abandoned.
func Run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer, now time.Time) int {
	a := &app{stdin: stdin, stdout: stdout, stderr: stderr, today: when.DateOf(now.UTC()), outcome: &outcome{}, meter: newMeter(stderr)}
	command := a.command()
	command.SetArgs(args)
	command.SetIn(stdin)
	command.SetOut(stdout)
	command.SetErr(stderr)
	done := make(chan int, 1)
	go func() { done <- a.status(command.ExecuteContext(ctx)) }()
	select {
	case status := <-done:
		return status
	case <-ctx.Done():
	}
	if a.outcome.abandon() {
		a.meter.close()
		return a.status(errInterrupted)
	}
	return <-done
}

// status says what went wrong, where nothing has yet, and gives the exit status.
func (a *app) status(err error) int {
	var usage usageError
	switch {
	case err == nil:
		return statusFine
	case errors.Is(err, errProblems):
		return statusProblems
	case errors.As(err, &usage):
		fmt.Fprintf(a.stderr, "pairbook: %v\n", err)
		return statusUsage
	}
	fmt.Fprintf(a.stderr, "pairbook: %v\n", err)
	return statusFailed
}

func (a *app) command() *cobra.Command {
	build := buildCommand(a)
	root := &cobra.Command{
		Use:                        "pairbook",
		Short:                      "A mentoring programme that lives in a git repository",
		Long:                       "pairbook checks the records of a mentoring programme, measures what happened,\nand renders the handbook and the dashboards as a static site.\nWithout a command it builds the site.",
		Args:                       noArguments,
		RunE:                       build.RunE,
		SuggestionsMinimumDistance: 2,
		SilenceUsage:               true,
		SilenceErrors:              true,
		CompletionOptions:          cobra.CompletionOptions{HiddenDefaultCmd: true},
	}
	root.SetFlagErrorFunc(func(command *cobra.Command, err error) error {
		return usagef("%v; %s --help lists the flags", err, command.CommandPath())
	})
	flags := root.PersistentFlags()
	flags.StringVar(&a.root, "root", "", "the repository's `folder` (default: the nearest one above with program/site.yaml)")
	flags.StringVar(&a.asOf, "as-of", "", "the `day` to stand on, such as 2026-11-20 (default: today in UTC)")
	flags.StringVar(&a.rev, "rev", "", "read the records from this `commit` instead of the work tree")
	flags.BoolVar(&a.timing, "timing", false, "say on standard error how long each phase took")
	root.Flags().AddFlagSet(build.Flags())
	root.AddCommand(build, checkCommand(a), matchCommand(a), reportCommand(a), newCommand(a), importCommand(a), initCommand(a), demoCommand(a))
	root.AddCommand(attentionCommand(a), messagesCommand(a), statsCommand(a), schemaCommand(a), siteCommand(a))
	return root
}

// printJSON prints a value for a machine.
func (a *app) printJSON(v any) error {
	encoder := json.NewEncoder(a.stdout)
	encoder.SetIndent("", "  ")
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(v); err != nil {
		return fmt.Errorf("print the answer: %w", err)
	}
	return nil
}

func noArguments(command *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	if command.HasParent() {
		return usagef("%s takes no arguments, and %q is one", command.Name(), args[0])
	}
	if near := command.SuggestionsFor(args[0]); len(near) > 0 {
		return usagef("there is no command %q; did you mean %q?", args[0], near[0])
	}
	return usagef("there is no command %q; pairbook help lists them", args[0])
}
