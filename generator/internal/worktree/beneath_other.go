//go:build !linux

package worktree

import "os"

// beneath returns nil: the system has no call for it that is known here.
func beneath(*os.File, string) *os.File { return nil }
