package seal

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"

	"pairbook/generator/internal/edit"
)

// Note is what a folder remembers of the sealed file with which it last agreed.
type Note struct {
	Sealed     string            `json:"sealed,omitempty"` // the digest of the sealed file
	Versions   []string          `json:"versions"`
	Files      map[string]string `json:"files,omitempty"` // digests by path
	Recipients map[string]string `json:"recipients"`      // who, by key
}

// NewNote returns the note of a sealed file and what it holds.
func NewNote(sealed []byte, c Content) Note {
	return Note{Sealed: Digest(sealed), Versions: c.Versions, Files: digests(c.Files), Recipients: c.Recipients}
}

// ParseNote reads a note. One that cannot be read counts as none: then nothing is known
// of the folder, and nothing in it is overwritten.
func ParseNote(data []byte) (n Note) {
	if json.Unmarshal(data, &n) != nil {
		return Note{}
	}
	return n
}

// Text returns the note as the bytes of its file.
func (n Note) Text() []byte {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetIndent("", "  ")
	_ = encoder.Encode(n) // texts alone
	return out.Bytes()
}

// Next returns files as the content that follows the note's, for some recipients. It is
// the same version when nothing in the files changed.
func (n Note) Next(files []File, recipients []Recipient) Content {
	versions := slices.Clone(n.Versions)
	if is := digest(files); len(versions) == 0 || versions[len(versions)-1] != is {
		versions = append(versions, is)
	}
	return Content{Versions: versions[max(0, len(versions)-maxVersions):], Recipients: whose(recipients), Files: files}
}

func whose(recipients []Recipient) map[string]string {
	all := map[string]string{}
	for _, r := range recipients {
		all[r.Key] = r.Who
	}
	return all
}

// Others returns who is among the recipients and not in the note, and who was and
// is no more.
func (n Note) Others(recipients []Recipient) (fresh, gone []string) {
	now := whose(recipients)
	for _, r := range recipients {
		if _, was := n.Recipients[r.Key]; !was {
			fresh = append(fresh, r.Who)
		}
	}
	for _, key := range slices.Sorted(maps.Keys(n.Recipients)) {
		if _, is := now[key]; !is {
			gone = append(gone, n.Recipients[key])
		}
	}
	return fresh, gone
}

// Holds reports whether the sealed file of the note holds just these files, for just
// these recipients.
func (n Note) Holds(files []File, recipients []Recipient) bool {
	fresh, gone := n.Others(recipients)
	return len(fresh)+len(gone) == 0 && maps.Equal(n.Files, digests(files))
}

func digests(files []File) map[string]string {
	all := map[string]string{}
	for _, f := range files {
		all[f.Path] = Digest(f.Data)
	}
	return all
}

// Age is how a sealed file stands to what the folder last agreed with.
type Age string

// The ages.
const (
	First Age = "first" // the folder has agreed with none
	Same  Age = "same"
	Newer Age = "newer"
	Older Age = "older"
	Apart Age = "apart" // both were sealed without the other
)

// AgeOf returns how a content stands to the note's.
func (n Note) AgeOf(c Content) Age {
	switch {
	case len(n.Versions) == 0:
		return First
	case n.Versions[len(n.Versions)-1] == c.Versions[len(c.Versions)-1]:
		return Same
	case slices.Contains(c.Versions, n.Versions[len(n.Versions)-1]):
		return Newer
	case slices.Contains(n.Versions, c.Versions[len(c.Versions)-1]):
		return Older
	}
	return Apart
}

// Opening is what opening a sealed file makes of the folder.
type Opening struct {
	Age      Age
	Changes  []edit.Change // from the root
	Clashes  []string      // paths from the root: they changed here and were not sealed, and would be overwritten
	Unsealed []string      // they changed here and were not sealed, and stay as they are
}

// Compare compares the folder, file by file, with a sealed content and with what they
// last agreed on. What changed on one side alone is taken from there. With force the
// sealed content holds for every file that it has or once had.
func Compare(here []File, n Note, c Content, force bool) Opening {
	o := Opening{Age: n.AgeOf(c)}
	agreed := n.Files
	if o.Age != Same && o.Age != Newer {
		agreed = nil
	}
	ours, theirs := byPath(here), byPath(c.Files)
	paths := maps.Clone(ours)
	maps.Copy(paths, theirs)
	for _, path := range slices.Sorted(maps.Keys(paths)) {
		h, isHere := ours[path]
		s, isSealed := theirs[path]
		was, wasAgreed := agreed[path]
		_, wasSealed := n.Files[path]
		at := Folder + "/" + path
		take := force && (isSealed || wasSealed)
		switch {
		case isHere == isSealed && bytes.Equal(h, s):
			continue
		case take:
		case isHere == wasAgreed && (!isHere || was == Digest(h)): // nobody changed it here
		case isSealed == wasAgreed && (!isSealed || was == Digest(s)): // nor there
			o.Unsealed = append(o.Unsealed, at)
			continue
		case isHere:
			o.Clashes = append(o.Clashes, at)
			continue
		}
		change := edit.Change{Path: at, Old: h, New: s, Gone: !isSealed}
		o.Changes = append(o.Changes, change)
	}
	return o
}

// byPath returns the bytes of files, never nil.
func byPath(files []File) map[string][]byte {
	all := map[string][]byte{}
	for _, f := range files {
		all[f.Path] = append([]byte{}, f.Data...)
	}
	return all
}
