package publish

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
)

var errNoManifest = errors.New("no manifest.json of ours")

// encodeManifest writes the keys in order.
func encodeManifest(sums map[string]string) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(sums); err != nil {
		return nil, fmt.Errorf("encode %s: %w", manifestName, err)
	}
	return b.Bytes(), nil
}

// readManifest returns errNoManifest for a file of that name that somebody else
// wrote.
func readManifest(dir string) (map[string]string, error) {
	name := filepath.Join(dir, manifestName)
	info, err := os.Lstat(name)
	if errors.Is(err, fs.ErrNotExist) || err == nil && !info.Mode().IsRegular() {
		return nil, errNoManifest
	}
	if err != nil {
		return nil, fmt.Errorf("read the manifest: %w", err)
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("read the manifest: %w", err)
	}
	return decodeManifest(data)
}

func decodeManifest(data []byte) (map[string]string, error) {
	var sums map[string]string
	if err := json.Unmarshal(data, &sums); err != nil || len(sums) == 0 {
		return nil, errNoManifest
	}
	for name, sum := range sums {
		if raw, err := hex.DecodeString(sum); err != nil || len(raw) != sha256.Size || checkPath(name) != nil {
			return nil, errNoManifest
		}
	}
	return sums, nil
}

func sum(data []byte) string {
	h := sha256.Sum256(data)
	return hex.EncodeToString(h[:])
}

// Verify checks that every file in the manifest of the site in dir exists, is a
// regular file and has the listed sum. It ignores files that are not in the
// manifest, and reports all differences in the order of their paths.
func Verify(dir string) error {
	real, err := filepath.EvalSymlinks(dir)
	if err != nil {
		return fmt.Errorf("verify %s: %w", dir, err)
	}
	t := newTree(real)
	if t.manifest, err = readManifest(real); err != nil {
		return fmt.Errorf("verify %s: %w", dir, err)
	}
	if err := t.walk(); err != nil {
		return fmt.Errorf("verify %s: %w", dir, err)
	}
	var problems []error
	for _, name := range slices.Sorted(maps.Keys(t.manifest)) {
		if err := t.verify(name, t.manifest[name]); err != nil {
			problems = append(problems, fmt.Errorf("verify %s: %s: %w", dir, name, err))
		}
	}
	return errors.Join(problems...)
}

func (t *tree) verify(name, want string) error {
	info, found := t.entries[name]
	switch {
	case !found:
		return errors.New("it is in the manifest and not in the folder")
	case !info.Mode().IsRegular():
		return fmt.Errorf("it is not a file (%s)", info.Mode().Type())
	}
	data, err := os.ReadFile(t.file(name))
	if err != nil {
		return err
	}
	if got := sum(data); got != want {
		return fmt.Errorf("its SHA-256 is %s, the manifest says %s", got, want)
	}
	return nil
}
