package history

import (
	"io/fs"
	"syscall"
)

// stampOf returns the metadata that git stores about a file.
func stampOf(info fs.FileInfo) stamp {
	s := stamp{sec: uint32(info.ModTime().Unix()), nsec: uint32(info.ModTime().Nanosecond()), size: uint32(info.Size())}
	if sys, ok := info.Sys().(*syscall.Stat_t); ok {
		s.changedSec, s.changedNsec, s.inode = uint32(sys.Ctim.Sec), uint32(sys.Ctim.Nsec), uint32(sys.Ino)
	}
	return s
}
