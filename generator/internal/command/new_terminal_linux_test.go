package command

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

// terminal is a pseudo-terminal: what is written to keys is typed.
func terminal(t *testing.T) (keys, screen *os.File) {
	t.Helper()
	keys, err := os.OpenFile("/dev/ptmx", os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Skipf("there is no pseudo-terminal: %v", err)
	}
	t.Cleanup(func() { keys.Close() })
	fd := int(keys.Fd())
	if err := unix.IoctlSetPointerInt(fd, unix.TIOCSPTLCK, 0); err != nil {
		t.Skipf("unlock the pseudo-terminal: %v", err)
	}
	n, err := unix.IoctlGetInt(fd, unix.TIOCGPTN)
	if err != nil {
		t.Skipf("name the pseudo-terminal: %v", err)
	}
	screen, err = os.OpenFile(fmt.Sprintf("/dev/pts/%d", n), os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Skipf("open the pseudo-terminal: %v", err)
	}
	t.Cleanup(func() { screen.Close() })
	return keys, screen
}

// TestATerminalAsks types answers at a terminal, with the end-of-input key among
// others.
func TestATerminalAsks(t *testing.T) {
	dir := asked(t)
	keys, screen := terminal(t)
	if !isTerminal(screen) {
		t.Fatal("a pseudo-terminal is none")
	}
	if null, err := os.Open(os.DevNull); err != nil || isTerminal(null) || isTerminal(strings.NewReader("")) {
		t.Errorf("the null device or a reader is a terminal, or %v", err)
	}
	person := func(id string) string {
		text, _ := os.ReadFile(filepath.Join(dir, "program/people", id+".yaml"))
		return string(text)
	}
	io.WriteString(keys, "Zora\nQuiet Crane\n\n\n\n\n")
	said := respond(t, 0, screen, "new", "person", "zora", "--root", dir)
	if !strings.Contains(said, "name? (as people call them; Enter for none) alias? (") || person("zora") != "name: Zora\nalias: Quiet Crane\n" {
		t.Errorf("%s\n%s", said, person("zora"))
	}
	io.WriteString(keys, "Yan\n\x04")
	said = respond(t, 2, screen, "new", "person", "yan", "--root", dir)
	if !strings.Contains(said, "the answers end before alias") || person("yan") != "" {
		t.Errorf("%s\n%s", said, person("yan"))
	}
	said = respond(t, 0, screen, "new", "person", "xia", "--name", "Xia", "--root", dir)
	if said != "" || person("xia") != "name: Xia\n" {
		t.Errorf("with a flag: %s\n%s", said, person("xia"))
	}
	said = respond(t, 0, screen, "new", "person", "wim", "--ask=false", "--root", dir)
	if said != "" || person("wim") != "name: wim\n" {
		t.Errorf("with --ask=false: %s\n%s", said, person("wim"))
	}
}
