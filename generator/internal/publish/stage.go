package publish

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"sync"

	"pairbook/generator/internal/parallel"
)

const (
	fileMode fs.FileMode = 0o644
	dirMode  fs.FileMode = 0o755
)

// stage is the new site in the making. It shares unchanged files with the old
// one as hard links, so that they keep their times and cost no writing.
type stage struct {
	dir     string
	plan    *plan
	old     *tree
	clean   bool
	link    func(from, to string) error // os.Link, where the file system has it
	made    map[string]bool             // folders
	result  Result
	replace bool // something differs that the result does not count
	buffers sync.Pool
}

// outcome is what rendering a file found.
type outcome struct {
	sum string
	was fate
}

type fate int

const (
	same fate = iota
	changed
	added
)

func (s *stage) differs() bool {
	r := s.result
	return s.replace || r.Changed+r.Added+r.Removed > 0
}

// fill makes the whole new site.
func (s *stage) fill(ctx context.Context) error {
	s.replace = !s.old.exists
	if err := makeDir(s.dir, dirMode); err != nil {
		return err
	}
	for _, dir := range s.plan.dirs {
		if err := makeDir(s.file(dir), dirMode); err != nil {
			return err
		}
		s.made[dir] = true
		s.replace = s.replace || !s.old.hasDir(dir)
	}
	outcomes := make([]outcome, len(s.plan.files))
	err := parallel.Each(len(outcomes), func(i int) error {
		err := ctx.Err()
		if err == nil {
			outcomes[i], err = s.render(s.plan.files[i])
		}
		return err
	})
	if err == nil {
		err = ctx.Err()
	}
	if err != nil {
		return err
	}
	if err := s.record(outcomes); err != nil {
		return err
	}
	return s.carry()
}

// record counts the outcomes and writes the manifest.
func (s *stage) record(outcomes []outcome) error {
	sums := make(map[string]string, len(outcomes))
	s.result.Files = len(outcomes)
	for i, o := range outcomes {
		sums[s.plan.files[i].Path] = o.sum
		switch o.was {
		case changed:
			s.result.Changed++
		case added:
			s.result.Added++
		}
	}
	data, err := encodeManifest(sums)
	if err != nil {
		return err
	}
	was, err := s.put(manifestName, data)
	s.replace = s.replace || was != same
	return err
}

func (s *stage) render(f File) (outcome, error) {
	buf, _ := s.buffers.Get().(*bytes.Buffer)
	if buf == nil {
		buf = new(bytes.Buffer)
	}
	defer s.buffers.Put(buf)
	buf.Reset()
	if err := f.Render(buf); err != nil {
		return outcome{}, fmt.Errorf("render %s: %w", f.Path, err)
	}
	was, err := s.put(f.Path, buf.Bytes())
	return outcome{sum(buf.Bytes()), was}, err
}

// put gives the new site a file.
func (s *stage) put(name string, data []byte) (fate, error) {
	was := s.old.compare(name, data)
	if was == same && s.link(s.old.file(name), s.file(name)) == nil {
		return same, nil
	}
	if err := writeFile(s.file(name), bytes.NewReader(data), fileMode); err != nil {
		return was, fmt.Errorf("write %s: %w", name, err)
	}
	return was, nil
}

func (s *stage) file(name string) string {
	return filepath.Join(s.dir, filepath.FromSlash(name))
}

func (t *tree) hasDir(name string) bool {
	info, found := t.entries[name]
	return found && info.IsDir() && hasMode(info, dirMode)
}

func hasMode(info fs.FileInfo, mode fs.FileMode) bool {
	return info.Mode().Perm() == mode || runtime.GOOS == "windows"
}

// compare reads the old file itself: somebody may have changed it since its
// manifest was written.
func (t *tree) compare(name string, data []byte) fate {
	info, found := t.entries[name]
	switch {
	case !found, info.IsDir():
		return added
	case !info.Mode().IsRegular(), info.Size() != int64(len(data)), !hasMode(info, fileMode):
		return changed
	}
	if was, err := os.ReadFile(t.file(name)); err != nil || !bytes.Equal(was, data) {
		return changed
	}
	return same
}

// makeDir and writeFile set the mode again, as the umask had its say.
func makeDir(name string, mode fs.FileMode) error {
	if err := os.Mkdir(name, mode); err != nil {
		return err
	}
	return os.Chmod(name, mode)
}

func writeFile(name string, from io.Reader, mode fs.FileMode) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return err
	}
	_, err = io.Copy(f, from)
	return errors.Join(err, os.Chmod(name, mode), f.Close())
}
