// Package regular reads files that somebody names: plain ones, up to a limit. Nothing
// blocks on a pipe or a device, and no error repeats the name.
package regular

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"syscall"
)

// errIrregular reports a folder, a pipe, a device or the like, which was not
// read.
var errIrregular = errors.New("this is no plain file, and it was not read")

// Open opens a regular file of at most limit bytes. It refuses pipes and
// devices, which could block or never end.
func Open(name string, limit int64) (*os.File, error) {
	info, err := os.Stat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, errors.New("there is no such file")
	case err != nil:
		return nil, Cause(err)
	case !info.Mode().IsRegular():
		return nil, errIrregular
	case info.Size() > limit:
		return nil, tooLarge(limit)
	}
	f, err := os.OpenFile(name, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return nil, Cause(err)
	}
	if info, err = f.Stat(); err == nil && !info.Mode().IsRegular() {
		err = errIrregular // replaced since Stat
	}
	if err != nil {
		f.Close()
		return nil, err
	}
	return f, nil
}

// Read reads a regular file of at most limit bytes.
func Read(name string, limit int64) ([]byte, error) {
	f, err := Open(name, limit)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, limit+1))
	switch {
	case err != nil:
		return nil, Cause(err)
	case int64(len(text)) > limit: // it has grown since Stat
		return nil, tooLarge(limit)
	}
	return text, nil
}

func tooLarge(limit int64) error {
	if limit < 1<<20 {
		return fmt.Errorf("the file has more than %d KiB", limit>>10)
	}
	return fmt.Errorf("the file has more than %d MiB", limit>>20)
}

// Cause returns err without the path that it names.
func Cause(err error) error {
	var of *fs.PathError
	if errors.As(err, &of) {
		return of.Err
	}
	return err
}
