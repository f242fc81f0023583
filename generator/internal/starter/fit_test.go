package starter

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// What git must leave out is left out whatever a folder's own list says.
func TestExtendedListsLeaveOutTheSame(t *testing.T) {
	ours := tree(t)[".gitignore"].Data
	never := []string{"private/avoid.yaml", "people.csv", "sign-ups.xlsx", "public/index.html", ".public.lock/x", ".DS_Store"}
	kept := []string{"public/.gitignore", "program/site.yaml", "content/form.xlsx"}
	half := string(ours[:len(ours)/2])
	for _, theirs := range []string{
		"", "*.log", "*.log\r\n!private/\r\n", "!/private/\n/private/\n!/public/*\n!*.csv\n", string(ours), string(ours) + "!/people.csv\n!.public.*\n",
		half[:strings.LastIndex(half, "\n")+1] + "!/private/\n!/public/\n!/public/index.html\n", "/private/\n/public/*\n", "\n\n# Theirs\n!*.xlsx",
	} {
		list := extended(".gitignore", []byte(theirs), ours)
		if again := extended(".gitignore", list, ours); string(again) != string(list) {
			t.Errorf("%q is extended twice:\n%s", theirs, again)
		}
		if !strings.HasPrefix(string(list), strings.TrimRight(theirs, "\r\n")) {
			t.Errorf("%q does not stay as it is:\n%s", theirs, list)
		}
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, ".gitignore"), list, 0o644); err != nil {
			t.Fatal(err)
		}
		command := exec.Command("sh", "-c", `git init -q && git check-ignore --no-index "$@"; [ $? -le 1 ]`, "sh")
		command.Args = append(append(command.Args, never...), kept...)
		command.Dir = dir
		out, err := command.CombinedOutput()
		if err != nil {
			t.Skipf("git does not run: %v: %s", err, out)
		}
		if got := strings.Fields(string(out)); strings.Join(got, " ") != strings.Join(never, " ") {
			t.Errorf("beside %q, git leaves out %q, want %q", theirs, got, never)
		}
	}
}
