//go:build unix

package main

import (
	"os"

	"golang.org/x/sys/unix"
)

// linesWait tells whether a pipe holds something to read, or will in a moment.
func linesWait(f *os.File) bool {
	const moment = 100 // milliseconds
	fds := []unix.PollFd{{Fd: int32(f.Fd()), Events: unix.POLLIN}}
	n, err := unix.Poll(fds, moment)
	return err == nil && n == 1 && fds[0].Revents&unix.POLLIN != 0
}
