package command

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/spf13/cobra"

	"pairbook/generator/internal/starter"
)

// TestExamples runs each example of every --help as it is written, in a folder
// with a new programme and the records of testdata/examples.txtar.
func TestExamples(t *testing.T) {
	records, err := os.ReadFile("testdata/examples.txtar")
	if err != nil {
		t.Fatal(err)
	}
	files, err := starter.Files()
	if err != nil {
		t.Fatal(err)
	}
	var scripts []string
	dir := t.TempDir()
	for i, line := range examples(t) {
		script := filepath.Join(dir, strconv.Itoa(i)+" "+strings.NewReplacer("/", "-", "'", "").Replace(line)+".txtar")
		writeText(t, script, prepared(line)+"\n"+string(records))
		scripts = append(scripts, script)
	}
	run := &runner{day: time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)}
	testscript.Run(t, testscript.Params{
		Files: scripts,
		Cmds:  map[string]func(*testscript.TestScript, bool, []string){"pairbook": run.pairbook},
		Setup: func(env *testscript.Env) error {
			env.Setenv("HOME", env.WorkDir)
			for _, f := range files {
				name := filepath.Join(env.WorkDir, filepath.FromSlash(f.Path))
				if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
					return err
				}
				if err := os.WriteFile(name, f.Data, 0o644); err != nil {
					return err
				}
			}
			return nil
		},
	})
}

// examples returns the examples of all commands once each, without the name of the
// program, and fails for a command that has none.
func examples(t *testing.T) (lines []string) {
	t.Helper()
	seen := map[string]bool{}
	var walk func(c *cobra.Command)
	walk = func(c *cobra.Command) {
		if c.Example == "" && c.Runnable() {
			t.Errorf("%s --help has no example", c.CommandPath())
		}
		for line := range strings.SplitSeq(c.Example, "\n") {
			rest, ok := strings.CutPrefix(line, "  pairbook")
			if c.Example != "" && !ok {
				t.Errorf("%s --help: the example %q does not begin with the program's name", c.CommandPath(), line)
			}
			if line = "pairbook" + rest; c.Example != "" && !seen[line] {
				seen[line] = true
				lines = append(lines, line)
			}
		}
		for _, sub := range c.Commands() {
			walk(sub)
		}
	}
	walk((&app{}).command())
	return lines
}

// prepared is the script that runs an example; one that compares commits has two, and
// one that compares a site has built it.
// What is opened was sealed.
func prepared(line string) string {
	if strings.Contains(line, "--base ") {
		return `env GIT_AUTHOR_NAME=G GIT_AUTHOR_EMAIL=g@example.org GIT_COMMITTER_NAME=G GIT_COMMITTER_EMAIL=g@example.org
exec git init -q -b main
exec git add .
exec git commit -q -m All
exec git checkout -q -b more
cp program/people/dee.yaml program/people/eve.yaml
exec git add .
exec git commit -q -m More
` + line
	}
	if line == "pairbook verify public" {
		return "pairbook build\n" + line
	}
	if strings.HasPrefix(line, "pairbook private ") {
		return "env XDG_CONFIG_HOME=$WORK-settings\npairbook private key\ncp stdout key\nexec sh -c 'echo \"$(cat key) me\" >private.recipients'\npairbook private seal\n" + line
	}
	return line
}
