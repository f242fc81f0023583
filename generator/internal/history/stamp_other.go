//go:build !linux && !darwin

package history

import "io/fs"

// stampOf returns the metadata that git stores about a file, as far as the system
// provides it. Without the time of the last status change no stamp equals a
// stored one, so every file is read.
func stampOf(info fs.FileInfo) stamp {
	return stamp{sec: uint32(info.ModTime().Unix()), nsec: uint32(info.ModTime().Nanosecond()), size: uint32(info.Size())}
}
