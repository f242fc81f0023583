package history

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/go-git/go-git/v5/plumbing"
)

// index is git's staging area, as in gitformat-index(5). go-git's reader drops
// both the assume-unchanged flag and the cached trees.
type index struct {
	written time.Time // when git wrote it
	entries []staged  // by name
	trees   map[string]plumbing.Hash
}

// staged is a file of the index, with the state of the work tree's file when git
// last looked.
type staged struct {
	name string
	id   plumbing.Hash
	mode uint32
	seen stamp

	assumed  bool // assume-unchanged: not to be compared
	skipped  bool // skip-worktree: not in a sparse checkout
	unmerged bool
	intended bool // intent-to-add: only the name is staged
}

// stamp identifies an unchanged file by its metadata. Numbers that the system
// does not provide are 0.
type stamp struct{ changedSec, changedNsec, sec, nsec, inode, size uint32 }

const (
	modeMask    = 0o170000
	modeFolder  = 0o040000
	modeLink    = 0o120000
	modeGitlink = 0o160000
	modeExec    = 0o100755
)

// fileMode returns the mode in the form that trees have here.
func (s *staged) fileMode() fs.FileMode {
	switch {
	case s.mode&modeMask == modeLink:
		return fs.ModeSymlink | 0o777
	case s.mode&modeMask == modeGitlink:
		return fs.ModeIrregular
	case s.mode == modeExec:
		return 0o555
	}
	return 0o444
}

var errIndex = errors.New("the index is damaged")

// readIndex reads the index; like git it takes a missing one as empty.
func (r *Repository) readIndex() (*index, error) {
	name := filepath.Join(r.where.gitDir, "index")
	info, err := os.Stat(name)
	if errors.Is(err, fs.ErrNotExist) {
		return &index{}, nil
	}
	if err != nil {
		return nil, err
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	x := &index{written: info.ModTime(), trees: map[string]plumbing.Hash{}}
	if err := x.parse(data); err != nil {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	return x, r.expand(x)
}

func (x *index) parse(data []byte) error {
	const head, tail = 12, 20
	if len(data) < head+tail || string(data[:4]) != "DIRC" {
		return errIndex
	}
	version, n := binary.BigEndian.Uint32(data[4:]), binary.BigEndian.Uint32(data[8:])
	if version < 2 || version > 4 {
		return fmt.Errorf("%w: index version %d", ErrUnsupported, version)
	}
	rest, before := data[head:len(data)-tail], ""
	for range n {
		e, length, ok := parseEntry(rest, version, before)
		if !ok {
			return errIndex
		}
		x.entries = append(x.entries, e)
		rest, before = rest[length:], e.name
	}
	for len(rest) >= 8 {
		sign, size := string(rest[:4]), binary.BigEndian.Uint32(rest[4:])
		if uint64(size) > uint64(len(rest)-8) {
			return errIndex
		}
		body := rest[8 : 8+size]
		rest = rest[8+size:]
		switch {
		case sign == "TREE":
			x.parseTrees(body, "")
		case sign == "sdir": // the folder's entries follow
		case sign[0] < 'A' || sign[0] > 'Z':
			return fmt.Errorf("%w: index extension %q", ErrUnsupported, sign)
		}
	}
	return nil
}

// parseEntry parses an entry and returns its length.
func parseEntry(data []byte, version uint32, before string) (e staged, length int, ok bool) {
	const fixed = 62
	if len(data) < fixed+1 {
		return e, 0, false
	}
	word := func(at int) uint32 { return binary.BigEndian.Uint32(data[at:]) }
	e.seen = stamp{word(0), word(4), word(8), word(12), word(20), word(36)}
	e.mode = word(24)
	copy(e.id[:], data[40:60])
	flags := binary.BigEndian.Uint16(data[60:])
	e.assumed, e.unmerged = flags&0x8000 != 0, flags&0x3000 != 0
	at := fixed
	if flags&0x4000 != 0 {
		more := binary.BigEndian.Uint16(data[at:])
		e.skipped, e.intended = more&0x4000 != 0, more&0x2000 != 0
		at += 2
	}
	kept := ""
	if version == 4 {
		strip, n := varint(data[at:])
		if n == 0 || strip > len(before) {
			return e, 0, false
		}
		kept = before[:len(before)-strip]
		at += n
	}
	end := bytes.IndexByte(data[at:], 0)
	if end < 0 {
		return e, 0, false
	}
	e.name = kept + string(data[at:at+end])
	length = at + end + 1
	if version < 4 {
		length = (at + end + 8) &^ 7
	}
	return e, length, length <= len(data)
}

// varint parses a number in the encoding of pack offsets; n is its length in
// bytes.
func varint(data []byte) (value, n int) {
	for n < len(data) && n < 5 {
		b := data[n]
		n++
		value = value<<7 | int(b&0x7f)
		if b&0x80 == 0 {
			return value, n
		}
		value++
	}
	return 0, 0
}

// parseTrees parses the cached trees. It skips what it cannot read: that folder
// is then compared by its files.
func (x *index) parseTrees(data []byte, above string) []byte {
	name, rest, ok := bytes.Cut(data, []byte{0})
	line, rest, ok2 := bytes.Cut(rest, []byte{'\n'})
	count, below, ok3 := strings.Cut(string(line), " ")
	files, err := strconv.Atoi(count)
	folders, err2 := strconv.Atoi(below)
	if !ok || !ok2 || !ok3 || err != nil || err2 != nil {
		return nil
	}
	at := path.Join(above, string(name))
	if files >= 0 {
		if len(rest) < len(plumbing.ZeroHash) {
			return nil
		}
		x.trees[at] = plumbing.Hash(rest[:len(plumbing.ZeroHash)])
		rest = rest[len(plumbing.ZeroHash):]
	}
	for range folders {
		rest = x.parseTrees(rest, at)
	}
	return rest
}

// expand replaces each folder that a sparse index holds as one entry by the
// folder's files.
func (r *Repository) expand(x *index) error {
	if !slices.ContainsFunc(x.entries, func(e staged) bool { return e.mode&modeMask == modeFolder }) {
		return nil
	}
	var all []staged
	var add func(name string, e *entry) error
	add = func(name string, e *entry) error {
		if !e.IsDir() {
			mode := uint32(0o100644)
			switch {
			case e.mode.Type() == fs.ModeSymlink:
				mode = modeLink
			case e.mode.Type() == fs.ModeIrregular:
				mode = modeGitlink
			case e.mode&0o100 != 0:
				mode = modeExec
			}
			all = append(all, staged{name: name, id: e.id, mode: mode, skipped: true})
			return nil
		}
		list, err := newTreeFS(r.objects, e.id).list(e.id)
		for _, below := range list {
			err = errors.Join(err, add(path.Join(name, below.name), below))
		}
		return err
	}
	for _, e := range x.entries {
		if e.mode&modeMask != modeFolder {
			all = append(all, e)
			continue
		}
		if err := add(strings.TrimSuffix(e.name, "/"), &entry{mode: fs.ModeDir, id: e.id, objects: r.objects}); err != nil {
			return err
		}
	}
	slices.SortStableFunc(all, func(a, b staged) int { return strings.Compare(a.name, b.name) })
	x.entries = all
	return nil
}

// below lists the entries below a folder.
func below(entries []staged, folder string) []staged {
	if folder == "." {
		return entries
	}
	return between(entries, folder+"/", folder+"0") // 0 is the character after /
}

// between lists the entries with names in [low, high).
func between(entries []staged, low, high string) []staged {
	find := func(name string) int {
		i, _ := slices.BinarySearchFunc(entries, name, func(e staged, name string) int { return strings.Compare(e.name, name) })
		return i
	}
	return entries[find(low):find(high)]
}

// exactly returns the entry with that name, or nil.
func exactly(entries []staged, name string) *staged {
	i, found := slices.BinarySearchFunc(entries, name, func(e staged, name string) int { return strings.Compare(e.name, name) })
	if !found {
		return nil
	}
	return &entries[i]
}
