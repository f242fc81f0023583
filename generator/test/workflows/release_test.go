package workflows

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pairbook/generator/test/here"
)

// builtAlready is a go that writes the system that it was asked for instead of building,
// and says of that that three modules are in it; it does all else.
const builtAlready = `#!/bin/sh
case $1 in
build)
	[ "$2 $4 $6 $7" = "-C -o -trimpath ./generator/pairbook" ] && [ "$CGO_ENABLED" = 0 ] && echo "$GOOS $GOARCH" >"$5" ;;
version)
	%[1]q list -m -f '{{"\t"}}dep{{"\t"}}{{.Path}}{{"\t"}}{{.Version}}' github.com/yuin/goldmark gopkg.in/yaml.v3 github.com/go-git/go-git/v5 ;;
*)
	exec %[1]q "$@" ;;
esac
`

// A release has the program for each system, the sums of all files, and the licences of
// what is in it.
func TestRelease(t *testing.T) {
	if _, err := exec.LookPath("jq"); err != nil {
		here.Lacks(t, "PAIRBOOK_NEED_JQ", "there is no jq: no release was made")
	}
	tools, out := t.TempDir(), filepath.Join(t.TempDir(), "release")
	compiler, err := exec.LookPath("go")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(tools, "go"), fmt.Appendf(nil, builtAlready, compiler), 0o777); err != nil {
		t.Fatal(err)
	}
	script, err := filepath.Abs(filepath.Join(ownGitHub, "scripts", "release.sh"))
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("bash", script, here.Root(t), out)
	cmd.Dir = here.Root(t)
	cmd.Env = append(os.Environ(), "PATH="+tools+":"+os.Getenv("PATH"), "RUNNER_TEMP="+t.TempDir())
	if printed, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, printed)
	}
	files := []string{"LICENSE", "NOTICE", "pairbook-darwin-amd64", "pairbook-darwin-arm64", "pairbook-linux-amd64", "pairbook-linux-arm64", "pairbook-windows-amd64.exe", "pairbook-windows-arm64.exe"}
	if got := tree(t, out); !slices.Equal(got, append([]string{"LICENSE", "NOTICE", "SHA256SUMS"}, files[2:]...)) {
		t.Fatalf("the release has %v", got)
	}
	check := exec.Command("sha256sum", "--check", "SHA256SUMS")
	check.Dir = out
	if printed, err := check.CombinedOutput(); err != nil || strings.Count(string(printed), ": OK") != len(files) {
		t.Errorf("%v\n%s", err, printed)
	}
	notice := string(mustRead(t, filepath.Join(out, "NOTICE")))
	for _, part := range []string{"MiniSearch", "== Go\n", "== github.com/yuin/goldmark@v", "== gopkg.in/yaml.v3@v", "== github.com/go-git/go-git/v5@v", "Redistribution and use in source and binary forms"} {
		if !strings.Contains(notice, part) {
			t.Errorf("NOTICE says nothing of %q", part)
		}
	}
	for _, name := range files[2:] {
		body := string(mustRead(t, filepath.Join(out, name)))
		parts := strings.Split(strings.TrimSuffix(name, ".exe"), "-")
		if body != parts[1]+" "+parts[2]+"\n" {
			t.Errorf("%s is for %q", name, body)
		}
	}
}
