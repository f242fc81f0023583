package command

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"pairbook/generator/internal/edit"
	"pairbook/generator/internal/starter"
)

func initCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:     "init DIR",
		Short:   "Begin a new, empty programme in a folder",
		Example: "  pairbook init mentoring",
		Long: `Write the files of a new programme into an empty folder: its definition, its
roles, a short handbook and the workflows. There are no people in it, and what its
site would publish is little until you say more.`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usagef("init takes one folder, and %d were given", len(args))
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error { return a.init(args[0]) },
	}
}

func (a *app) init(dir string) error {
	files, err := starter.Files()
	if err != nil {
		return err
	}
	if err := requireEmpty("init", dir); err != nil {
		return err
	}
	if err := a.gate.begin(); err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return fmt.Errorf("make the folder %s: %w", dir, err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return fmt.Errorf("open the folder %s: %w", dir, err)
	}
	defer root.Close()
	changes := make([]edit.Change, len(files))
	for i, f := range files {
		changes[i] = edit.Change{Path: f.Path, New: f.Data}
	}
	outcome, err := edit.Apply(root, changes)
	if err != nil {
		return err
	}
	fmt.Fprintf(a.stdout, "%s: %d files of a new programme. Next: change the title in %s, then pairbook check --root %s\n",
		dir, outcome.Created, filepath.Join(dir, "program", "site.yaml"), dir)
	return nil
}

// requireEmpty refuses a folder that contains anything but a fresh .git.
func requireEmpty(command, dir string) error {
	entries, err := os.ReadDir(dir)
	if os.IsNotExist(err) {
		return nil
	}
	if err != nil {
		return usagef("%s %s: this is no folder that can be read", command, dir)
	}
	for _, e := range entries {
		if e.Name() != ".git" {
			return usagef("%s %s: the folder is not empty, %s is in it; name a new folder, or empty this one", command, dir, e.Name())
		}
	}
	return nil
}
