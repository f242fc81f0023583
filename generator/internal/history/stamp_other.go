//go:build !linux && !darwin

package history

import "io/fs"

// stampOf is what git notes of a file, where the system tells. Without the
// moment at which the file's other data changed, no stamp is like a noted one,
// and the file is read.
func stampOf(info fs.FileInfo) stamp {
	return stamp{sec: uint32(info.ModTime().Unix()), nsec: uint32(info.ModTime().Nanosecond()), size: uint32(info.Size())}
}
