package command

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"pairbook/generator/internal/forge"
	"pairbook/generator/internal/history"
)

// pin is a commit of the program in a repository on GitHub.
type pin struct {
	repository, revision string // OWNER/NAME, and the commit's whole id
	path                 string // of the file that tells workflows of it, "" where there are none
	note                 string // what is to be known of it; of an unknown one, why it is unknown
}

// onGitHub are the forms of a repository's address, with or without a name and a
// password, which are nobody's business.
var (
	onGitHub = regexp.MustCompile(`^(?:(?:https?|ssh|git)://(?:[^@/]*@)?(?:[a-z0-9.-]+)(?::\d+)?/|(?:[^@/:]+@)?[a-z0-9.-]+:|)([A-Za-z0-9][A-Za-z0-9-]*/[A-Za-z0-9._-]+?)(?:\.git)?/?$`)
	wholeID  = regexp.MustCompile(`^([0-9a-f]{40}|[0-9a-f]{64})$`)
)

// pinOf reads the address of --program, or finds the clone that runs where there is none.
func pinOf(program string) (pin, error) {
	if program == "" {
		return ownPin(), nil
	}
	at := strings.LastIndexByte(program, '@')
	address, revision := program, builtFrom()
	if at >= 0 && wholeID.MatchString(program[at+1:]) {
		address, revision = program[:at], program[at+1:]
	}
	found := onGitHub.FindStringSubmatch(address)
	switch {
	case found == nil:
		return pin{}, usagef("--program: %q is no repository on GitHub and a commit; write it as https://github.com/OWNER/NAME@COMMIT, with all 40 characters of the commit", program)
	case revision == "":
		return pin{}, usagef("--program: add @ and the commit to %s, all 40 characters of it; git ls-remote %s HEAD prints the newest", address, address)
	}
	p := pin{repository: found[1], revision: revision}
	if !strings.Contains(address, "github.") {
		p.note = "They look for it on the GitHub that runs them."
	}
	return p, nil
}

// builtFrom returns the commit that the program was built from, "" if it is not known
// or has been changed since.
func builtFrom() string {
	settings := buildSettings()
	if settings["vcs.modified"] == "true" {
		return ""
	}
	return settings["vcs.revision"]
}

// ownPin is the commit of the clone that the program runs in.
func ownPin() pin {
	dir := ownClone()
	if dir == "" {
		return pin{note: "this program does not run in a clone of its repository"}
	}
	repository, err := history.Open(dir)
	if err != nil {
		return pin{note: fmt.Sprintf("the history of %s cannot be read: %v", dir, err)}
	}
	revision, err := repository.Commit("HEAD")
	if err != nil {
		return pin{note: fmt.Sprintf("%s has no commit that can be read: %v", dir, err)}
	}
	_, address := repository.Remote()
	found := onGitHub.FindStringSubmatch(address)
	if found == nil || !strings.Contains(address, "github.") {
		return pin{note: dir + " is a clone of no repository on GitHub"}
	}
	p := pin{repository: found[1], revision: revision}
	switch changed, err := repository.Modified([]string{"generator", "themes", "go.mod", "go.sum"}, userGitConfig()); {
	case err == nil && changed:
		p.note = "The program in " + dir + " has changes that this commit does not have."
	case !repository.Pushed(revision):
		p.note = "As far as " + dir + " knows, this commit is not on GitHub yet: push it first."
	}
	return p
}

// ownClone returns the top of the clone of pairbook that the working folder or the
// program itself lies in, "" if neither does.
func ownClone() string {
	here, _ := os.Getwd()
	program, _ := os.Executable()
	for _, dir := range []string{here, filepath.Dir(program)} {
		for ; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
			if _, err := os.Lstat(filepath.Join(dir, ".git")); err == nil && isProgram(dir) {
				return dir
			}
		}
	}
	return ""
}

// on sets which file tells a forge's workflows of the program, and how it names it.
func (p *pin) on(name string) {
	switch p.path = ".github/pairbook.env"; name {
	case forge.GitLab:
		p.path = ".gitlab/pairbook.env"
		if p.repository != "" {
			p.repository = forge.Named(forge.GitHub).Home + "/" + p.repository
		}
	case forge.None:
		p.path = ""
	}
}

// into writes the commit into the file that has its two lines empty.
func (p pin) into(file []byte) []byte {
	for key, value := range map[string]string{"\nPAIRBOOK_REPOSITORY=": p.repository, "\nPAIRBOOK_REVISION=": p.revision} {
		file = bytes.Replace(file, []byte(key), []byte(key+value), 1)
	}
	return file
}

// say tells the reader where the workflows get the program.
func (p pin) say() string {
	if p.path == "" {
		return "There are no workflows without a forge."
	}
	if p.repository == "" {
		return "The workflows cannot get the program yet, as " + p.note + ".\nBefore the first push, fill in " + p.path + ": it says with what."
	}
	return fmt.Sprintf("The workflows get the program from %s, commit %s, as %s says.%s", p.repository, p.revision[:12], p.path, strings.TrimRight("\n"+p.note, "\n"))
}
