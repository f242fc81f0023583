package seal

import (
	"archive/tar"
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"

	"pairbook/generator/internal/record"
	"pairbook/generator/internal/text"
)

// Limits on what is sealed. Each change of it is kept by git in full.
const (
	maxFiles   = 1000
	maxBytes   = 16 << 20
	maxArchive = maxBytes + maxFiles*2<<10 + 1<<20
)

// File is a file of the folder; its path is from the folder, with slashes.
type File struct {
	Path string
	Data []byte
}

// Content is what a sealed file holds: the files, in the order of their paths, for whom
// they were sealed, and the digests of all that was sealed before, the last one theirs.
type Content struct {
	Versions   []string
	Recipients map[string]string // who, by key
	Files      []File
}

// maxVersions is how many digests are kept: of what is older than these it is not
// known that it is older.
const maxVersions = 500

// noteName is the file of the note, in the folder and, with less, in the archive.
const noteName = ".sealed"

// digest returns the digest of files, the same for the same paths and bytes alone.
func digest(files []File) string {
	sum := sha256.New()
	for _, f := range files {
		for _, part := range [][]byte{[]byte(f.Path), f.Data} {
			var size [8]byte
			binary.BigEndian.PutUint64(size[:], uint64(len(part)))
			sum.Write(size[:])
			sum.Write(part)
		}
	}
	return hex.EncodeToString(sum.Sum(nil))
}

// Digest returns the digest of bytes.
func Digest(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// archive returns the content as a tar file, the same for the same content.
func (c Content) archive() ([]byte, error) {
	note := Note{Versions: c.Versions, Recipients: c.Recipients}
	files := append(slices.Clone(c.Files), File{noteName, note.Text()})
	sortFiles(files)
	var out bytes.Buffer
	w := tar.NewWriter(&out)
	for _, f := range files {
		header := &tar.Header{Typeflag: tar.TypeReg, Name: f.Path, Mode: 0o600, Size: int64(len(f.Data)), ModTime: time.Unix(0, 0)}
		err := w.WriteHeader(header)
		if err == nil {
			_, err = w.Write(f.Data)
		}
		if err != nil {
			return nil, err
		}
	}
	err := w.Close()
	return out.Bytes(), err
}

func sortFiles(files []File) {
	slices.SortFunc(files, func(a, b File) int { return cmp.Compare(a.Path, b.Path) })
}

// readArchive returns the content of a tar file. It refuses whatever archive would
// not have written: names that lead out of the folder or that not every system can
// store, two names that some system takes for one, links, folders and devices.
func readArchive(data []byte) (c Content, err error) {
	in := bytes.NewReader(data)
	r := tar.NewReader(in)
	names, last, total := names{}, "", int64(0)
	for {
		header, err := r.Next()
		if errors.Is(err, io.EOF) && in.Len() == 0 {
			break
		}
		if err != nil {
			return Content{}, errors.New("what is in it is no archive that pairbook private seal wrote")
		}
		name := header.Name
		switch why := names.add(name); {
		case header.Typeflag != tar.TypeReg:
			return Content{}, fmt.Errorf("it holds %q, which is no plain file", name)
		case name <= last:
			return Content{}, fmt.Errorf("it holds %q, which stands there twice or out of order", name)
		case name != noteName && why != "":
			return Content{}, fmt.Errorf("it holds %q: %s", name, why)
		case name == noteName && header.Size > maxText:
			return Content{}, tooMuch()
		case name != noteName && (header.Size > maxBytes-total || len(c.Files) == maxFiles):
			return Content{}, tooMuch()
		}
		body := make([]byte, header.Size)
		if _, err := io.ReadFull(r, body); err != nil {
			return Content{}, fmt.Errorf("it holds %q, which is cut off", name)
		}
		last = name
		if name == noteName {
			note := ParseNote(body)
			c.Versions, c.Recipients = note.Versions, note.Recipients
			continue
		}
		total += header.Size
		c.Files = append(c.Files, File{name, body})
	}
	return c, c.valid()
}

// valid reports digests that are none, or not of the files, and recipients that are
// none.
func (c Content) valid() error {
	for key, who := range c.Recipients {
		if r, err := parseRecipient(key + " " + who); err != nil || r.Key != key || r.Who != who {
			return errors.New("what it says of the keys that open it cannot be read")
		}
	}
	for _, v := range c.Versions {
		if raw, err := hex.DecodeString(v); err != nil || len(raw) != sha256.Size {
			return errors.New("what it says of earlier versions cannot be read")
		}
	}
	if n := len(c.Versions); n == 0 || n > maxVersions || c.Versions[n-1] != digest(c.Files) {
		return errors.New("its files are not those that it says were sealed")
	}
	return nil
}

func tooMuch() error {
	return fmt.Errorf("it has more than %d files or %d MiB, which is more than can be sealed", maxFiles, maxBytes>>20)
}

// names are paths by what a system that ignores case takes them for; those of
// folders end in a slash.
type names map[string]string

// add takes a name of a file, or says why it cannot be one.
func (n names) add(name string) string {
	if why := unsealable(name); why != "" {
		return why
	}
	for at, is := name, name; at != "."; at, is = path.Dir(at), path.Dir(at)+"/" {
		folded := text.Fold(at)
		if other, there := n[folded]; there && (other != is || at == name) {
			return fmt.Sprintf("some systems take it for %q, which is there, too", other)
		}
		n[folded] = is
	}
	return ""
}

// generated is the folder of the coordinators' site, which is not sealed.
const generated = "site"

// unsealable says why a file of that name is not sealed; "" if it is.
func unsealable(name string) string {
	if !fs.ValidPath(name) || name == "." {
		return "this is no path below the folder"
	}
	at := ""
	for element := range strings.SplitSeq(name, "/") {
		at = path.Join(at, element)
		if strings.HasPrefix(element, ".") {
			return "what begins with a dot is not sealed"
		}
		if why := record.Unportable(at); why != "" {
			return why
		}
		if text.Fold(at) == generated {
			return "the coordinators' site is not sealed"
		}
	}
	return ""
}
