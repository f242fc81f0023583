package publish

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

var errNoManifest = errors.New("no manifest.json of ours")

// encodeManifest writes the keys in order.
func encodeManifest(sums map[string]string) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	_ = e.Encode(sums) // texts alone
	return b.Bytes()
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
