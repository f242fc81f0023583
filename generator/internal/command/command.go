// Package command implements the command line. Each command has a file that
// parses its flags, calls the packages that do the work and prints the result.
//
// Only this package knows the clock, the environment, the working folder and the
// exit status. [Main] is the whole of the main function; tests call [Run].
package command

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"pairbook/generator/internal/progress"
	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/when"
)

// The exit statuses of all commands.
const (
	statusFine     = 0
	statusProblems = 1 // in the records
	statusUsage    = 2
	statusFailed   = 3 // the program could not do its work, or was interrupted
)

// Main runs the command given by the process's arguments and returns its exit
// status.
func Main() int {
	if os.Getenv("GOGC") == "" && os.Getenv("GOMEMLIMIT") == "" {
		askForHugePages()
		spareMemory()
	}
	return Run(interruptible(), os.Args[1:], os.Stdin, os.Stdout, os.Stderr, time.Now())
}

// app is what the commands share: the streams, today, and the common flags.
type app struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	today          when.Date

	root   string
	asOf   string
	rev    string
	timing bool

	gate  *writeGate
	meter *progress.Meter
}

// errProblems reports problems in the records, which have been printed.
var errProblems = errors.New("problems in the records")

// usageError is a wrong use of the command line; the exit status is statusUsage.
type usageError struct{ error }

func usagef(format string, args ...any) error { return usageError{fmt.Errorf(format, args...)} }

// Run runs a command and returns its exit status; today is the UTC day of now.
// When ctx ends, Run waits for a command that has begun to write, and abandons
// any other.
func Run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer, now time.Time) int {
	out := &printer{to: stdout}
	a := &app{stdin: stdin, stdout: out, stderr: stderr, today: when.DateOf(now.UTC()), gate: &writeGate{}, meter: newMeter(stderr)}
	command := a.command()
	command.SetArgs(args)
	command.SetIn(stdin)
	command.SetOut(out)
	command.SetErr(stderr)
	done := make(chan int, 1)
	go func() { done <- a.status(out.after(command.ExecuteContext(ctx))) }()
	select {
	case status := <-done:
		return status
	case <-ctx.Done():
	}
	if a.gate.abandon() {
		a.meter.Close()
		return a.status(errInterrupted)
	}
	return <-done
}

// printer passes on what a command prints and keeps the first error, so that no command
// has to look after each line.
type printer struct {
	to    io.Writer
	mutex sync.Mutex
	err   error
}

func (p *printer) Write(text []byte) (int, error) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	n, err := p.to.Write(text)
	if p.err == nil {
		p.err = err
	}
	return n, err
}

// after returns the error of a command, or else that of what it printed.
func (p *printer) after(err error) error {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	if p.err != nil && (err == nil || errors.Is(err, errProblems)) {
		return fmt.Errorf("print the answer: %w", p.err)
	}
	return err
}

// status prints err, unless it has been printed, and returns the exit status.
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
		Use:           "pairbook",
		Short:         "A mentoring programme that lives in a git repository",
		Long:          "pairbook checks the records of a mentoring programme, measures what happened,\nand renders the handbook and the dashboards as a static site.\nWithout a command it builds the site.",
		Example:       "  pairbook --as-of 2026-11-20\n  pairbook check\n  pairbook match 2026-autumn",
		Args:          noArguments,
		RunE:          build.RunE,
		SilenceUsage:  true,
		SilenceErrors: true,
		Version:       version(),

		PersistentPreRunE: func(command *cobra.Command, _ []string) error { return a.readsCommit(command) },
	}
	root.SetFlagErrorFunc(wrongFlag)
	flags := root.PersistentFlags()
	flags.StringVar(&a.root, "root", "", "the repository's `folder` (default: the nearest one above with program/site.yaml)")
	flags.StringVar(&a.asOf, "as-of", "", "the `day` to stand on, such as 2026-11-20, or the word commit for that of the commit (default: today in UTC)")
	flags.StringVar(&a.rev, "rev", "", "read the records from this `commit` instead of the work tree")
	flags.BoolVar(&a.timing, "timing", false, "say on standard error how long each phase took")
	root.Flags().AddFlagSet(build.Flags())
	root.AddCommand(build, checkCommand(a), matchCommand(a), reportCommand(a), newCommand(a), importCommand(a), initCommand(a), demoCommand(a))
	root.AddCommand(attentionCommand(a), messagesCommand(a), statsCommand(a), schemaCommand(a), serveCommand(a), siteCommand(a), verifyCommand(a), receiveCommand(a))
	root.SetHelpCommand(helpCommand())
	root.AddCommand(helpTopics(a)...)
	root.AddCommand(pairingCommand(a), cohortCommand(a), personCommand(a), exportCommand(a), setupCommand(a), privateCommand(a), topicsCommand(a))
	root.SetOut(a.stdout) // completion's commands keep it
	root.InitDefaultCompletionCmd()
	completion, _, _ := root.Find([]string{"completion"})
	for _, shell := range completion.Commands() {
		shell.Example = "  pairbook completion " + shell.Name()
	}
	return root
}

// readsCommit refuses --rev for commands that read no commit by it.
func (a *app) readsCommit(command *cobra.Command) error {
	switch name := command.Name(); {
	case a.rev == "":
	case command.CommandPath() == "pairbook report":
		return usagef("report reads the commits of --base and --head, and --rev names another; leave it out")
	case slices.Contains([]string{"demo", "init", "schema", "setup"}, name):
		return usagef("%s reads no commit that --rev could name; leave it out", name)
	}
	return nil
}

// wrongFlag names the flag that may be meant by one that a command does not have.
func wrongFlag(command *cobra.Command, err error) error {
	var unknown *pflag.NotExistError
	if errors.As(err, &unknown) {
		var names []string
		command.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
		if near := prose.Suggest(unknown.GetSpecifiedName(), names); near != "" {
			return usagef("%v; did you mean --%s?", err, near)
		}
	}
	return usagef("%v; %s --help lists the flags", err, command.CommandPath())
}

// version says which pairbook this is: a release, or the commit that it was built from.
func version() string {
	info, _ := debug.ReadBuildInfo()
	settings := buildSettings()
	said := strings.Trim(info.Main.Version, "()")
	if revision := settings["vcs.revision"]; revision != "" {
		said += ", commit " + revision
		if settings["vcs.modified"] == "true" {
			said += " with changes"
		}
	}
	return said + ", " + info.GoVersion
}

// buildSettings are what the compiler noted about the program.
func buildSettings() map[string]string {
	settings := map[string]string{}
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, s := range info.Settings {
			settings[s.Key] = s.Value
		}
	}
	return settings
}

// printJSON prints v as indented JSON.
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
	near := prose.DidYouMean(args[0], commandNames(command))
	if command.HasParent() {
		return usagef("%s takes no arguments, and %q is one%s", command.Name(), args[0], near)
	}
	return usagef("there is no command %q%s", args[0], cmp.Or(near, "; pairbook help lists them"))
}
