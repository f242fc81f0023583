package command

import (
	"cmp"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"

	"pairbook/generator/internal/history"
	"pairbook/generator/internal/record"
)

// toTheFirstPush prints what there is to do with a new programme, in order, as it can
// be copied: no more of git than its repository lacks.
func (a *app) toTheFirstPush(dir string) error {
	repo, _, err := record.Load(os.DirFS(dir))
	if err != nil {
		return err
	}
	at := ""
	if filepath.Clean(dir) != "." {
		at = " --root " + inShell(dir)
	}
	fmt.Fprintf(a.stdout, "\nChange the title in %s, and see the site while you write:\n\n", filepath.Join(dir, filepath.FromSlash(record.SitePath)))
	called := "pairbook"
	if _, err := exec.LookPath(called); err != nil {
		called = inShell(os.Args[0])
		if strings.Contains(called, "go-build") { // go run made it, and has it no longer
			called = "go run ./generator"
			fmt.Fprintln(a.stdout, "  go install ./generator/pairbook    # once: pairbook is a command, if PATH has the folder bin of go env GOPATH")
		}
	}
	fmt.Fprintf(a.stdout, "  %s serve%s\n\n", called, at)
	where, home := "", "https://HOST"
	if on := repo.Site.On(); on.Words != "" {
		where, home = " on "+on.Words, cmp.Or(on.Home, home)
	}
	lines, cloned := pushLines(dir, repo.Site.Branch, home)
	if cloned {
		fmt.Fprintf(a.stdout, "The first push; the repository%s should be private:\n", where)
	} else {
		fmt.Fprintf(a.stdout, "The first push, to a new repository%s that is private and has no files:\n", where)
	}
	fmt.Fprintf(a.stdout, "\n  %s\n", strings.Join(lines, "\n  "))
	fmt.Fprintf(a.stdout, "\nThe way from the sheet of sign-ups to the first pairs is in %s.\n", filepath.Join(dir, "content", "coordinating.md"))
	return nil
}

// pushLines are the commands of git up to the first push to a branch, and whether the
// folder has a remote already; home is the host where there is none.
func pushLines(dir, branch, home string) (lines []string, cloned bool) {
	if filepath.Clean(dir) != "." {
		lines = append(lines, "cd "+inShell(dir))
	}
	name, address, onto := "origin", "", branch
	if _, err := os.Lstat(filepath.Join(dir, ".git")); err != nil {
		lines = append(lines, "git init -b "+branch)
	} else if repository, err := history.Open(dir); err == nil {
		onto = cmp.Or(repository.Branch(), branch)
		if remote, url := repository.Remote(); remote != "" {
			name, address, cloned = remote, url, true
		}
	}
	if onto != branch {
		lines = append(lines, "git branch -m "+branch)
	}
	lines = append(lines, "git add -A", "git commit -m 'Begin a mentoring programme'")
	if !cloned {
		lines = append(lines, "git remote add origin "+home+"/OWNER/NAME.git    # yours")
	}
	push := "git push -u " + inShell(name) + " " + branch
	if found := onGitHub.FindStringSubmatch(address); found != nil {
		push += "    # to " + found[1]
		if onto != branch {
			push += ", where it should be the default branch (Settings, General)"
		}
	}
	return append(lines, push), cloned
}

// inShell is a word as a shell reads it.
func inShell(word string) string {
	if plainWord.MatchString(word) {
		return word
	}
	return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
}

var plainWord = regexp.MustCompile(`^[A-Za-z0-9_./+@:,-]+$`)
