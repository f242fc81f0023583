package seal

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"pairbook/generator/internal/diag"
)

// Read returns the files of the folder that are to be sealed: all but the coordinators'
// site and what begins with a dot. What cannot be sealed is a problem, a link for
// one; nothing is read through it. A folder that is not there has no files.
func Read(root *os.Root) (files []File, problems diag.List, err error) {
	switch info, err := root.Lstat(Folder); {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil, nil
	case err != nil:
		return nil, nil, err
	case !info.IsDir():
		problems.Errorf(start(Folder), Rule, "make it a folder, with the files in it", "this is a link or a file, and no folder")
		return nil, problems, nil
	}
	return read(root.FS())
}

// read reads the folder of a file system.
func read(fsys fs.FS) (files []File, problems diag.List, err error) {
	seen, total := names{}, 0
	err = fs.WalkDir(fsys, Folder, func(at string, entry fs.DirEntry, err error) error {
		name := strings.TrimPrefix(at, Folder+"/")
		switch {
		case err != nil || at == Folder:
			return err
		case entry.IsDir() && (name == generated || strings.HasPrefix(entry.Name(), ".")):
			return fs.SkipDir
		case entry.IsDir() || strings.HasPrefix(entry.Name(), "."):
			return nil
		case !entry.Type().IsRegular():
			problems.Errorf(start(at), Rule, "put the file itself here", "this is no plain file, and it cannot be sealed")
			return nil
		}
		if why := seen.add(name); why != "" {
			problems.Errorf(start(at), Rule, "rename it, or move it elsewhere", "this cannot be sealed: %s", why)
			return nil
		}
		data, err := readAtMost(fsys, at, maxBytes-total)
		if errors.Is(err, errTooLarge) || len(files) == maxFiles {
			problems.Errorf(start(at), Rule, "move out of private/ what others do not need", "with this the folder has more than %d files or %d MiB, which is more than can be sealed", maxFiles, maxBytes>>20)
			return fs.SkipAll
		}
		total += len(data)
		files = append(files, File{name, data})
		return err
	})
	sortFiles(files)
	return files, problems, err
}

func start(path string) diag.Position { return diag.Position{Path: path, Line: 1, Column: 1} }

var errTooLarge = errors.New("the file is too large")

func readAtMost(fsys fs.FS, name string, limit int) ([]byte, error) {
	f, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, int64(limit)+1))
	if err == nil && len(data) > limit {
		err = fmt.Errorf("read %s: %w", name, errTooLarge)
	}
	return data, err
}
