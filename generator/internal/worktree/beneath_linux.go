package worktree

import (
	"errors"
	"os"
	"path/filepath"

	"golang.org/x/sys/unix"
)

// beneath opens a file below a folder, or returns nil: for a path that leads out,
// for what is not there, and where the kernel is older than Linux 5.6 or may not be
// asked.
//
// It leaves the time of the last access as it is where the file is one's own: the first
// to read the files of a new clone would write an inode for each of them, which takes
// longer than to read them.
func beneath(top *os.File, name string) *os.File {
	how := unix.OpenHow{Flags: unix.O_RDONLY | unix.O_CLOEXEC | unix.O_NOATIME, Resolve: unix.RESOLVE_BENEATH | unix.RESOLVE_NO_MAGICLINKS}
	descriptor, err := unix.Openat2(int(top.Fd()), name, &how)
	if errors.Is(err, unix.EPERM) {
		how.Flags &^= unix.O_NOATIME
		descriptor, err = unix.Openat2(int(top.Fd()), name, &how)
	}
	if err != nil {
		return nil
	}
	return os.NewFile(uintptr(descriptor), filepath.Join(top.Name(), name))
}
