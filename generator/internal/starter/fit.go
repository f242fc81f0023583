package starter

import (
	"bytes"
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"

	"pairbook/generator/internal/edit"
	"pairbook/generator/internal/text"
)

// Fit is how files go into a folder that holds others.
type Fit struct {
	Changes  []edit.Change
	Readme   string   // where the README goes, if the folder has one of its own
	Extended []string // files that get lines which they lack
	InTheWay []string // what has to be moved first; with any of it, nothing is to be written
}

// Into fits files into a folder. A README that is there stays, lists of what git
// ignores and how it stores files are extended, and what lies where a file of ours
// belongs is in the way, unless it is the same. So is what lies in a folder that
// is the programme's alone and would become a record, a page or a part of the site.
func Into(folder fs.FS, files []File) (Fit, error) {
	f := fitter{folder: folder, theirs: map[string]string{}}
	top, err := fs.ReadDir(folder, ".")
	if err != nil {
		return Fit{}, err
	}
	for _, e := range top {
		f.theirs[text.Fold(e.Name())] = e.Name()
	}
	for _, file := range files {
		if err := f.add(file); err != nil {
			return Fit{}, err
		}
	}
	for _, own := range []string{"content", "program", "public"} {
		if err := f.others(own); err != nil {
			return Fit{}, err
		}
	}
	slices.Sort(f.InTheWay)
	f.InTheWay = slices.Compact(f.InTheWay)
	return f.Fit, nil
}

type fitter struct {
	Fit
	folder fs.FS
	theirs map[string]string // names in the folder, by what a system that ignores case takes them for
}

func (f *fitter) add(file File) error {
	first, _, _ := strings.Cut(file.Path, "/")
	if other := f.theirs[text.Fold(first)]; other != "" && other != first && first != readme {
		f.InTheWay = append(f.InTheWay, other)
		return nil
	}
	if file.Path == readme {
		if name := f.readme(); name != "" && !f.same(File{name, file.Data}) {
			f.Readme, file.Path = name, otherReadme
		}
	}
	there, info, err := lstat(f.folder, file.Path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		f.Changes = append(f.Changes, edit.Change{Path: file.Path, New: file.Data})
		return nil
	case err != nil:
		return err
	case there != file.Path, !info.Mode().IsRegular():
		f.InTheWay = append(f.InTheWay, there)
		return nil
	}
	old, err := fs.ReadFile(f.folder, file.Path)
	if err != nil {
		return err
	}
	change := edit.Change{Path: file.Path, Old: old, New: file.Data}
	switch {
	case bytes.Equal(text.Normalise(old), file.Data):
		change.New = old
	case file.Path == ".gitignore" || file.Path == ".gitattributes":
		change.New = extended(file.Path, old, file.Data)
		if !bytes.Equal(change.New, old) {
			f.Extended = append(f.Extended, file.Path)
		}
	default:
		f.InTheWay = append(f.InTheWay, file.Path)
	}
	f.Changes = append(f.Changes, change)
	return nil
}

const readme, otherReadme = "README.md", "PROGRAMME.md"

// readme returns the name of the README that the folder has, "" if it has none.
func (f *fitter) readme() string {
	for _, suffix := range []string{".md", "", ".markdown", ".rst", ".txt", ".adoc", ".org"} {
		if name := f.theirs["readme"+suffix]; name != "" {
			return name
		}
	}
	return ""
}

func (f *fitter) same(file File) bool {
	data, err := fs.ReadFile(f.folder, file.Path)
	return err == nil && bytes.Equal(text.Normalise(data), file.Data)
}

// lstat returns the file at a path, or whatever keeps one from being there.
func lstat(folder fs.FS, name string) (at string, info fs.FileInfo, err error) {
	elements := strings.Split(name, "/")
	for i := range elements {
		at = strings.Join(elements[:i+1], "/")
		if info, err = fs.Lstat(folder, at); err != nil || !info.IsDir() {
			return at, info, err
		}
	}
	return at, info, nil
}

// others adds to what is in the way all in a folder that is none of the changes. What
// begins with a dot is read by nobody.
func (f *fitter) others(at string) error {
	if info, err := fs.Lstat(f.folder, at); err != nil || !info.IsDir() {
		return nil // add has looked at it
	}
	entries, err := fs.ReadDir(f.folder, at)
	if err != nil {
		return err
	}
	for _, e := range entries {
		name := path.Join(at, e.Name())
		ours := slices.ContainsFunc(f.Changes, func(c edit.Change) bool { return c.Path == name || strings.HasPrefix(c.Path, name+"/") })
		switch {
		case strings.HasPrefix(e.Name(), "."):
		case ours && e.IsDir():
			if err := f.others(name); err != nil {
				return err
			}
		case !ours:
			f.InTheWay = append(f.InTheWay, name)
		}
	}
	return nil
}

// extended is a list of patterns with the lines of ours that it lacks, under the
// comments that stand above them there. The last line that fits a file holds: what git
// ignores must be ours, and only lines after an exception of theirs count as said; how
// it stores files is theirs to say.
func extended(name string, theirs, ours []byte) []byte {
	said := map[string]bool{}
	for line := range bytes.Lines(theirs) {
		line = bytes.TrimRight(line, " \r\n")
		if bytes.HasPrefix(line, []byte("!")) && !bytes.Contains(ours, append(slices.Clip(line), '\n')) {
			clear(said)
		}
		said[string(line)] = true
	}
	var lacking, above []byte
	for line := range bytes.Lines(ours) {
		trimmed := bytes.TrimRight(line, " \n")
		switch {
		case len(trimmed) == 0:
			above = nil
		case trimmed[0] == '#':
			above = append(above, line...)
		case !said[string(trimmed)]:
			if len(above) > 0 && len(lacking) > 0 {
				lacking = append(lacking, '\n')
			}
			lacking = append(append(lacking, above...), line...)
			above = nil
		}
	}
	if len(lacking) == 0 {
		return theirs
	}
	switch theirs = bytes.TrimRight(theirs, "\r\n"); {
	case len(theirs) == 0:
		return lacking
	case name == ".gitattributes":
		return slices.Concat(lacking, []byte("\n"), theirs, []byte("\n"))
	}
	return slices.Concat(theirs, []byte("\n\n"), lacking)
}
