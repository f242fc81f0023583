package command

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"pairbook/generator/internal/demo"
)

func demoCommand(a *app) *cobra.Command {
	var o demo.Options
	command := &cobra.Command{
		Use:     "demo DIR",
		Short:   "Write an invented programme of any size into a folder",
		Example: "  pairbook demo invented --pairings 20 --sessions 100 --pages 10",
		Long: `Write a whole programme of invented people into an empty folder: cohorts over four
years, pairings with their plans and logs, surveys, and a handbook. The same sizes,
seed and --as-of give the same files on every machine.

Nothing in it has happened after --as-of, which is ` + demo.DefaultDay.String() + ` unless it is given; build and
check it as of that day.`,
		Args: one("one folder"),
		RunE: func(command *cobra.Command, args []string) error { return a.demo(command.Context(), args[0], o) },
	}
	flags := command.Flags()
	flags.IntVar(&o.Pairings, "pairings", 100, "how many pairings, with two people each")
	flags.IntVar(&o.Sessions, "sessions", 1000, "how many sessions they have had in all")
	flags.IntVar(&o.Pages, "pages", 100, "how many pages the handbook has")
	flags.Uint64Var(&o.Seed, "seed", 1, "another number gives another programme")
	return command
}

func (a *app) demo(ctx context.Context, dir string, o demo.Options) error {
	o.AsOf = demo.DefaultDay
	if a.asOf != "" {
		var err error
		if o.AsOf, err = a.day(); err != nil {
			return err
		}
	}
	if err := requireEmpty(dir); err != nil {
		return err
	}
	if err := a.gate.begin(); err != nil {
		return err
	}
	files, err := a.writeDemo(ctx, dir, o)
	switch {
	case errors.Is(err, demo.ErrSize):
		return usageError{err}
	case errors.Is(err, context.Canceled):
		return fmt.Errorf("interrupted; %s is not finished, as %s in it says: delete the folder", dir, demo.UnfinishedName)
	case err != nil:
		return fmt.Errorf("%w; %s is not finished: delete the folder", err, dir)
	}
	fmt.Fprintf(a.stdout, "%s: %d files of an invented programme. Next: pairbook build --root %s --as-of %s, and open %s\n",
		dir, files, dir, o.AsOf, filepath.Join(dir, "public", "index.html"))
	return nil
}

// writeDemo writes the programme, and shows the handbook and the cohorts as two
// stages.
func (a *app) writeDemo(ctx context.Context, dir string, o demo.Options) (files int, err error) {
	stage, end := "", func() {}
	defer func() { end() }()
	o.Progress = func(now string, done, total int) {
		if now != stage {
			end()
			stage, end = now, a.meter.Watch(now)
		}
		a.meter.Count(done, total)
	}
	err = a.phase("demo", func() error {
		files, err = demo.Write(ctx, dir, o)
		return err
	})
	return files, err
}

// requireEmpty refuses a folder that contains anything but a fresh .git.
func requireEmpty(dir string) error {
	entries, err := os.ReadDir(dir)
	if os.IsNotExist(err) {
		return nil
	}
	if err != nil {
		return usagef("demo %s: this is no folder that can be read", dir)
	}
	for _, e := range entries {
		if e.Name() != ".git" {
			return usagef("demo %s: the folder is not empty, %s is in it; name a new folder, or empty this one", dir, e.Name())
		}
	}
	return nil
}
