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

// stage is the new site while it is built. It shares unchanged files with the old
// one as hard links, so that they keep their times and cost no writing.
type stage struct {
	dir     string
	plan    *plan
	old     *tree
	clean   bool
	link    func(from, to string) error // os.Link, if the file system supports it
	made    map[string]bool             // folders
	result  Result
	replace bool // there is a difference that the result does not count
	buffers sync.Pool
}

// outcome is the result of rendering a file.
type outcome struct {
	sum    string
	status fileStatus
}

type fileStatus int

const (
	same fileStatus = iota
	changed
	added
)

func (s *stage) differs() bool {
	r := s.result
	return s.replace || r.Changed+r.Added+r.Removed > 0
}

// fill builds the whole new site.
func (s *stage) fill(ctx context.Context) error {
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
		switch o.status {
		case changed:
			s.result.Changed++
		case added:
			s.result.Added++
		}
	}
	status, err := s.put(manifestName, encodeManifest(sums))
	s.replace = s.replace || status != same
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
	status, err := s.put(f.Path, buf.Bytes())
	return outcome{sum(buf.Bytes()), status}, err
}

// put adds a file to the new site, as a link when the old site has the same.
func (s *stage) put(name string, data []byte) (fileStatus, error) {
	status := s.old.compare(name, data)
	if status == same && s.link(s.old.file(name), s.file(name)) == nil {
		return same, nil
	}
	if err := writeFile(s.file(name), bytes.NewReader(data), fileMode); err != nil {
		return status, fmt.Errorf("write %s: %w", name, err)
	}
	return status, nil
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

// compare reads the old file, not the manifest, because somebody may have changed
// the file since.
func (t *tree) compare(name string, data []byte) fileStatus {
	info, found := t.entries[name]
	switch {
	case !found, info.IsDir():
		return added
	case !info.Mode().IsRegular(), info.Size() != int64(len(data)), !hasMode(info, fileMode):
		return changed
	}
	if old, err := os.ReadFile(t.file(name)); err != nil || !bytes.Equal(old, data) {
		return changed
	}
	return same
}

// makeDir and writeFile set the mode again, because the umask may have changed
// it.
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
	return errors.Join(err, f.Chmod(mode), f.Close())
}
