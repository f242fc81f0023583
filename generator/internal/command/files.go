package command

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"syscall"
)

// The most bytes of a file that a flag names, and of one with scores, which may
// be of millions of pairs.
const (
	mostTable  = 64 << 20
	mostScores = 1 << 30
)

// errNoPlainFile says that what has a file's name is a folder, a pipe, a device
// or the like. It was not read.
var errNoPlainFile = errors.New("this is no plain file, and it was not read")

// openPlain opens a file that somebody named, or that lies beside the records.
// A pipe or a device could keep a program waiting or feed it without end.
func openPlain(name string, most int64) (*os.File, error) {
	info, err := os.Stat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, errors.New("there is no such file")
	case err != nil:
		return nil, cause(err)
	case !info.Mode().IsRegular():
		return nil, errNoPlainFile
	case info.Size() > most:
		return nil, tooLarge(most)
	}
	f, err := os.OpenFile(name, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return nil, cause(err)
	}
	if info, err = f.Stat(); err == nil && !info.Mode().IsRegular() {
		err = errNoPlainFile // it was exchanged
	}
	if err != nil {
		f.Close()
		return nil, err
	}
	return f, nil
}

// readPlain reads a plain file of at most so many bytes.
func readPlain(name string, most int64) ([]byte, error) {
	f, err := openPlain(name, most)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, most+1))
	switch {
	case err != nil:
		return nil, cause(err)
	case int64(len(text)) > most: // it grew
		return nil, tooLarge(most)
	}
	return text, nil
}

func tooLarge(most int64) error {
	if most < 1<<20 {
		return fmt.Errorf("the file has more than %d KiB", most>>10)
	}
	return fmt.Errorf("the file has more than %d MiB", most>>20)
}

// cause is an error without the path that it names.
func cause(err error) error {
	var of *fs.PathError
	if errors.As(err, &of) {
		return of.Err
	}
	return err
}
