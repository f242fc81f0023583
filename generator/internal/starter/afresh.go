package starter

import (
	"bytes"
	"errors"
	"io/fs"
	"strings"

	"pairbook/generator/internal/edit"
	"pairbook/generator/internal/text"
)

// example is the line of site.yaml by which the example is known.
var example = text.Pattern(`(?m)^repository: https://github\.com/harbour-example/mentoring\s*$`)

// ErrOthers reports that the programme that is to go is not the example.
var ErrOthers = errors.New("the programme here is not the example")

// Afresh replaces the example of this repository by a new programme: its records, its
// handbook, and the README, unless that is another one already. What has to go must be
// saved; what is not is in the way.
func Afresh(folder fs.FS, files []File, saved func(path string, data []byte) bool) (Fit, error) {
	if site, err := fs.ReadFile(folder, "program/site.yaml"); err == nil && !example().Match(site) {
		return Fit{}, ErrOthers
	}
	a := afresh{folder: folder, saved: saved, ours: map[string][]byte{}}
	for _, file := range files {
		if file.Path == readme || strings.HasPrefix(file.Path, "program/") || strings.HasPrefix(file.Path, "content/") {
			a.ours[file.Path] = file.Data
		}
	}
	for _, top := range []string{"program", "content", readme} {
		err := fs.WalkDir(folder, top, func(name string, entry fs.DirEntry, err error) error {
			switch {
			case errors.Is(err, fs.ErrNotExist) && name == top:
				return nil
			case err != nil:
				return err
			case strings.HasPrefix(entry.Name(), ".") && entry.IsDir(): // read by nobody
				return fs.SkipDir
			case strings.HasPrefix(entry.Name(), "."), entry.IsDir():
				return nil
			}
			return a.replace(name, entry)
		})
		if err != nil {
			return Fit{}, err
		}
	}
	for name, data := range a.ours {
		a.Changes = append(a.Changes, edit.Change{Path: name, New: data})
	}
	return a.Fit, nil
}

type afresh struct {
	Fit
	folder fs.FS
	saved  func(path string, data []byte) bool
	ours   map[string][]byte // files that are not there yet
}

// replace lets a file go, or puts ours in its place.
func (a *afresh) replace(name string, entry fs.DirEntry) error {
	if !entry.Type().IsRegular() {
		a.InTheWay = append(a.InTheWay, name)
		return nil
	}
	old, err := fs.ReadFile(a.folder, name)
	if err != nil {
		return err
	}
	ours := a.ours[name]
	delete(a.ours, name)
	if name == readme && !bytes.HasPrefix(old, []byte("# pairbook\n")) {
		a.Readme = name
		return nil
	}
	if !a.saved(name, old) {
		a.InTheWay = append(a.InTheWay, name)
	}
	a.Changes = append(a.Changes, edit.Change{Path: name, Old: old, New: ours, Gone: ours == nil})
	return nil
}
