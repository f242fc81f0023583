package demo

import (
	"fmt"
	"os"
	"path/filepath"

	"pairbook/generator/internal/record"
)

// tree writes files below a folder and counts them.
type tree struct {
	root   string
	folder string // the last one created
	files  int
}

func (t *tree) write(path string, data []byte) error {
	name := filepath.Join(t.root, filepath.FromSlash(path))
	if folder := filepath.Dir(name); folder != t.folder {
		if err := os.MkdirAll(folder, 0o777); err != nil {
			return fmt.Errorf("create the folder of %s: %w", path, err)
		}
		t.folder = folder
	}
	t.files++
	return os.WriteFile(name, data, 0o666)
}

func (t *tree) record(path string, rec record.Record) error {
	data, err := record.Marshal(rec)
	if err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	return t.write(path, data)
}
