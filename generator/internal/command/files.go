package command

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"syscall"
)

// Limits in bytes on a file that a flag names, and on one with scores, which can
// list millions of pairs.
const (
	maxTable  = 64 << 20
	maxScores = 1 << 30
)

// errNotRegular reports a folder, a pipe, a device or the like, which was not
// read.
var errNotRegular = errors.New("this is no plain file, and it was not read")

// openRegular opens a regular file of at most limit bytes. It refuses pipes and
// devices, which could block or never end.
func openRegular(name string, limit int64) (*os.File, error) {
	info, err := os.Stat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, errors.New("there is no such file")
	case err != nil:
		return nil, cause(err)
	case !info.Mode().IsRegular():
		return nil, errNotRegular
	case info.Size() > limit:
		return nil, tooLarge(limit)
	}
	f, err := os.OpenFile(name, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return nil, cause(err)
	}
	if info, err = f.Stat(); err == nil && !info.Mode().IsRegular() {
		err = errNotRegular // replaced since Stat
	}
	if err != nil {
		f.Close()
		return nil, err
	}
	return f, nil
}

// readRegular reads a regular file of at most limit bytes.
func readRegular(name string, limit int64) ([]byte, error) {
	f, err := openRegular(name, limit)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, limit+1))
	switch {
	case err != nil:
		return nil, cause(err)
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

// cause returns err without the path that it names.
func cause(err error) error {
	var of *fs.PathError
	if errors.As(err, &of) {
		return of.Err
	}
	return err
}
