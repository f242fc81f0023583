package starter

import (
	"bytes"
	"errors"
	"io/fs"
	"regexp"
	"strings"

	"pairbook/generator/internal/edit"
)

// example is the line of site.yaml by which the example is known.
var example = regexp.MustCompile(`(?m)^repository: https://github\.com/harbour-example/mentoring\s*$`)

// ErrOthers reports that the programme that is to go is not the example.
var ErrOthers = errors.New("the programme here is not the example")

// Afresh replaces the example of this repository by a new programme: its records, its
// handbook, and the README, unless that is another one already. What has to go must be
// saved; what is not is in the way.
func Afresh(folder fs.FS, files []File, saved func(path string, data []byte) bool) (Fit, error) {
	if site, err := fs.ReadFile(folder, "program/site.yaml"); err == nil && !example.Match(site) {
		return Fit{}, ErrOthers
	}
	ours := map[string][]byte{}
	for _, file := range files {
		if file.Path == readme || strings.HasPrefix(file.Path, "program/") || strings.HasPrefix(file.Path, "content/") {
			ours[file.Path] = file.Data
		}
	}
	var f Fit
	for _, top := range []string{"program", "content", readme} {
		err := fs.WalkDir(folder, top, func(name string, entry fs.DirEntry, err error) error {
			switch {
			case errors.Is(err, fs.ErrNotExist) && name == top:
				return nil
			case err != nil:
				return err
			case strings.HasPrefix(entry.Name(), "."): // read by nobody
				if entry.IsDir() {
					return fs.SkipDir
				}
				return nil
			case entry.IsDir():
				return nil
			case !entry.Type().IsRegular():
				f.InTheWay = append(f.InTheWay, name)
				return nil
			}
			old, err := fs.ReadFile(folder, name)
			if err != nil {
				return err
			}
			if name == readme && !bytes.HasPrefix(old, []byte("# pairbook\n")) {
				f.Readme = name
				delete(ours, name)
				return nil
			}
			if !saved(name, old) {
				f.InTheWay = append(f.InTheWay, name)
			}
			change := edit.Change{Path: name, Old: old, New: ours[name]}
			change.Gone = change.New == nil
			f.Changes = append(f.Changes, change)
			delete(ours, name)
			return nil
		})
		if err != nil {
			return Fit{}, err
		}
	}
	for name, data := range ours {
		f.Changes = append(f.Changes, edit.Change{Path: name, New: data})
	}
	return f, nil
}
