//go:build !linux

package command

// askForHugePages does nothing: no such request is known here.
func askForHugePages() int64 { return 0 }
