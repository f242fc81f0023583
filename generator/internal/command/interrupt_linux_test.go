package command

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"pairbook/generator/test/here"
)

// stopped starts pairbook, signals it after a delay, and returns its exit status
// and output.
func stopped(t *testing.T, after time.Duration, with syscall.Signal, args ...string) (status int, said string) {
	t.Helper()
	var out strings.Builder
	cmd := exec.Command("pairbook", args...)
	cmd.Stdout, cmd.Stderr = &out, &out
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	time.Sleep(after)
	_ = cmd.Process.Signal(with) // it may have ended
	err := cmd.Wait()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return cmd.ProcessState.ExitCode(), out.String()
}

// unfinished lists what only a killed run leaves behind.
func unfinished(t *testing.T, dir string) (names []string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if base := d.Name(); err == nil && strings.HasPrefix(base, ".") && (strings.HasSuffix(base, ".new") ||
			strings.HasSuffix(base, ".staging") || strings.HasSuffix(base, ".old") || strings.HasSuffix(base, ".lock")) {
			names = append(names, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

// moments are 20 delays in a fixed order, from none to a run's length.
func moments(whole time.Duration) []time.Duration {
	var all []time.Duration
	for _, i := range rand.New(rand.NewPCG(9, 8)).Perm(20)[:here.Cases(8, 20)] {
		all = append(all, time.Duration(i)*whole/18)
	}
	return all
}

// TestAnInterruptedBuildLeavesTheOldSite stops builds at some moments, alternating
// two days that make two sites.
func TestAnInterruptedBuildLeavesTheOldSite(t *testing.T) {
	here.OnlyWhole(t)
	dir := asked(t)
	for n := range 120 {
		page := fmt.Sprintf("# Page %d\n\n%s", n, strings.Repeat("A sentence that is *said* often.\n\n", 60))
		if err := os.WriteFile(filepath.Join(dir, "content", fmt.Sprintf("page-%d.md", n)), []byte(page), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	out := filepath.Join(dir, "public")
	build := func(n int) []string {
		return []string{"build", "--root", dir, "--as-of", fmt.Sprintf("2026-11-%d", 20+n%2)}
	}
	manifest := func() string {
		text, err := os.ReadFile(filepath.Join(out, "manifest.json"))
		sums := map[string]string{}
		if err := errors.Join(err, json.Unmarshal(text, &sums)); err != nil {
			t.Fatal(err)
		}
		for name, want := range sums {
			file, err := os.ReadFile(filepath.Join(out, filepath.FromSlash(name)))
			if got := sha256.Sum256(file); err != nil || hex.EncodeToString(got[:]) != want {
				t.Errorf("the site is not whole: %s: %v", name, err)
			}
		}
		return string(text)
	}
	begun := time.Now()
	if status, said := stopped(t, 0, 0, build(1)...); status != statusFine {
		t.Fatal(said)
	}
	whole, was, abandoned := time.Since(begun), manifest(), 0
	for n, after := range moments(whole) {
		status, said := stopped(t, after, []syscall.Signal{syscall.SIGINT, syscall.SIGTERM}[n%2], build(n)...)
		is := manifest()
		switch {
		case status == statusFailed && strings.HasSuffix(said, "pairbook: interrupted; nothing was changed\n") && is == was:
			abandoned++
		case status == -1 && said == "" && is == was: // before it listened
		case status == statusFine:
			was = is
		default:
			t.Errorf("after %v: status %d, the site changed: %v\n%s", after, status, is != was, said)
		}
		if left := unfinished(t, dir); left != nil {
			t.Errorf("after %v: left behind: %v", after, left)
		}
	}
	if abandoned == 0 {
		t.Error("no build was stopped on its way")
	}
}

// TestAnInterruptedImportWritesAllOrNothing stops imports of 400 people at 20
// moments.
func TestAnInterruptedImportWritesAllOrNothing(t *testing.T) {
	here.OnlyWhole(t)
	const people = 400
	dir := asked(t)
	table := filepath.Join(t.TempDir(), "people.csv")
	text := "id,name\n"
	for n := range people {
		text += fmt.Sprintf("p%d,Person %d\n", n, n)
	}
	if err := os.WriteFile(table, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	written := func() (names []string) {
		names, err := filepath.Glob(filepath.Join(dir, "program/people/p*.yaml"))
		if err != nil {
			t.Fatal(err)
		}
		return names
	}
	line := []string{"import", "people", table, "--root", dir}
	begun := time.Now()
	if status, said := stopped(t, 0, 0, line...); status != statusFine {
		t.Fatal(said)
	}
	whole := time.Since(begun)
	for n, after := range moments(whole) {
		for _, name := range written() {
			if err := os.Remove(name); err != nil {
				t.Fatal(err)
			}
		}
		status, said := stopped(t, after, []syscall.Signal{syscall.SIGINT, syscall.SIGTERM}[n%2], line...)
		want := map[int]int{statusFine: people, statusFailed: 0, -1: 0}[status]
		if got := len(written()); got != want {
			t.Errorf("after %v: status %d, %d of %d people\n%s", after, status, got, people, said)
		}
		if left := unfinished(t, dir); left != nil {
			t.Errorf("after %v: left behind: %v", after, left)
		}
	}
}

// fullPipe makes a pipe that nobody reads, and fills it: a write to it blocks.
func fullPipe(t *testing.T) *os.File {
	t.Helper()
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		r.Close()
		w.Close()
	})
	size, err := unix.FcntlInt(w.Fd(), unix.F_GETPIPE_SZ, 0)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(make([]byte, size)); err != nil {
		t.Fatal(err)
	}
	return w
}

// TestASecondInterruptKills blocks a command that has written. The first signal
// waits for it, the second kills it.
func TestASecondInterruptKills(t *testing.T) {
	dir := asked(t)
	cmd := exec.Command("pairbook", "new", "person", "zora", "--name", "Zora", "--root", dir)
	cmd.Stdout = fullPipe(t)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	defer cmd.Process.Kill()
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	path := filepath.Join(dir, "program/people/zora.yaml")
	for written := false; !written; {
		select {
		case err := <-ended:
			t.Fatalf("the command ended without a signal: %v", err)
		case <-time.After(10 * time.Millisecond):
			_, err := os.Stat(path)
			written = err == nil
		}
	}
	_ = cmd.Process.Signal(os.Interrupt)
	select {
	case err := <-ended:
		t.Fatalf("the first signal ended a command that had written: %v", err)
	case <-time.After(300 * time.Millisecond):
	}
	// Signals that wait to be taken are merged, so one more may still be the first.
	for alive := true; alive; {
		_ = cmd.Process.Signal(os.Interrupt)
		select {
		case <-ended:
			alive = false
		case <-time.After(50 * time.Millisecond):
		}
	}
	if state, _ := cmd.ProcessState.Sys().(syscall.WaitStatus); !state.Signaled() {
		t.Errorf("%v", cmd.ProcessState)
	}
}

// TestAnIgnoredSignalStaysIgnored starts a build as a background job of a shell.
func TestAnIgnoredSignalStaysIgnored(t *testing.T) {
	dir := asked(t)
	cmd := exec.Command("sh", "-c", `trap "" INT; pairbook build --root "$1" & sleep 0.05; kill -INT $!; wait $!`, "sh", dir)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}
