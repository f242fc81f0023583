package command

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/regular"
	"pairbook/generator/internal/settings"
)

// maxSettings is how large a file with settings may be, in bytes.
const maxSettings = 16 << 20

func setupCommand(a *app) *cobra.Command {
	var file string
	command := &cobra.Command{
		Use:     "setup --check SETTINGS.json",
		Short:   "Say what the repository's rules on GitHub leave open, and how to close it",
		Example: "  pairbook setup --check settings.json",
		Long: "setup reads the settings of a repository on GitHub and says in words what they\n" +
			"leave open, with the commands of GitHub's client that close it. It asks nobody\n" +
			"itself: an administrator of the repository writes the file, in its folder, with\n\n" + askSettings("main") +
			"\n\nThe exit status is 1 where something is open or not known.",
		Args: noArguments,
		RunE: func(*cobra.Command, []string) error {
			if file == "" {
				return usagef("setup --check takes a file, or - for standard input; write it with\n%s", askSettings("main"))
			}
			return a.checkSettings(file)
		},
	}
	command.Flags().StringVar(&file, "check", "", "the `file` with the settings, or - for standard input")
	return command
}

// askSettings is the command that writes the file.
func askSettings(branch string) string {
	parts := strings.ReplaceAll("'"+strings.Join(settings.Parts(), "' '")+"'", "BRANCH", branch)
	return "  for part in " + parts + "; do gh api \"repos/{owner}/{repo}$part\"; done >settings.json"
}

func (a *app) checkSettings(file string) error {
	in := a.stdin
	if file != "-" {
		f, err := regular.Open(file, maxSettings)
		if err != nil {
			return usagef("--check %s: %v", file, err)
		}
		defer f.Close()
		in = f
	}
	s, err := settings.Read(io.LimitReader(in, maxSettings), "main")
	if err != nil {
		return usagef("%s is not what GitHub's client wrote, as %v; write it with\n%s", file, err, askSettings("main"))
	}
	gaps, unknown := s.Open(), s.Unknown()
	for _, gap := range gaps {
		fmt.Fprintf(a.stdout, "%s\n\n", gap.Says)
		for _, command := range gap.Close {
			fmt.Fprintf(a.stdout, "%s\n\n", command)
		}
	}
	if len(unknown) > 0 {
		fmt.Fprintf(a.stdout, "Not known, as the file does not tell it: %s.\n\n", strings.Join(unknown, "; "))
	}
	if len(gaps)+len(unknown) == 0 {
		fmt.Fprintln(a.stdout, "The rules hold: what is merged was checked, and approved by those who own it.")
		return nil
	}
	fmt.Fprintf(a.stdout, "%s open, %d not known.\n", prose.Count(len(gaps), "thing"), len(unknown))
	return errProblems
}
