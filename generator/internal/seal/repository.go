package seal

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"pairbook/generator/internal/diag"
	"pairbook/generator/internal/edit"
	"pairbook/generator/internal/regular"
)

// maxText limits the list of recipients and the note, in bytes.
const maxText = 1 << 20

// Repository is a repository with its sealed file, its folder and the note of what
// the two last agreed on.
type Repository struct {
	root        *os.Root
	file, noted []byte // nil if it is not there
	note        Note
	here        []File
}

// OpenRepository reads a repository. With problems in the folder it returns these
// alone.
func OpenRepository(root string) (r *Repository, problems diag.List, err error) {
	r = &Repository{}
	if r.root, err = os.OpenRoot(root); err != nil {
		return nil, nil, fmt.Errorf("open the repository: %w", err)
	}
	if r.file, err = r.read(SealedPath, MaxSealed); err == nil {
		if r.here, problems, err = Read(r.root); err == nil && len(problems) == 0 {
			r.noted, err = r.read(NotePath, maxText)
		}
	}
	if err != nil || len(problems) > 0 {
		r.Close()
		return nil, problems, err
	}
	r.note = ParseNote(r.noted)
	return r, nil, nil
}

// Close closes the repository.
func (r *Repository) Close() error { return r.root.Close() }

// read returns the bytes of a file, nil if it is not there.
func (r *Repository) read(name string, limit int64) ([]byte, error) {
	if _, err := r.root.Lstat(name); errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	data, err := regular.Read(filepath.Join(r.root.Name(), filepath.FromSlash(name)), limit)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return append([]byte{}, data...), nil
}

// Recipients reads the list of recipients, nil if there is none.
func (r *Repository) Recipients() ([]Recipient, diag.List, error) {
	list, err := r.read(RecipientsPath, maxText)
	if list == nil || err != nil {
		return nil, nil, err
	}
	recipients, problems := ParseRecipients(RecipientsPath, list)
	return recipients, problems, nil
}

// Sealed reports whether there is a sealed file.
func (r *Repository) Sealed() bool { return r.file != nil }

// Files returns how many files of the folder are to be sealed.
func (r *Repository) Files() int { return len(r.here) }

// Agreed reports whether the sealed file is the one that was last sealed or opened
// here.
func (r *Repository) Agreed() bool { return r.note.Sealed == Digest(r.file) }

// Holds reports whether the sealed file that was last agreed on holds what is in the
// folder, for just these recipients.
func (r *Repository) Holds(recipients []Recipient) bool { return r.note.Holds(r.here, recipients) }

// Since returns who is new among the recipients since it was last sealed, and who was
// one and is no more. Nobody is new the first time.
func (r *Repository) Since(recipients []Recipient) (fresh, gone []string) {
	if fresh, gone = r.note.Others(recipients); len(r.note.Recipients) == 0 {
		fresh = nil
	}
	return fresh, gone
}

// Seal writes the sealed file and the note, both or neither.
func (r *Repository) Seal(recipients []Recipient) error {
	content := r.note.Next(r.here, recipients)
	file, err := Seal(content, recipients)
	if err != nil {
		return fmt.Errorf("seal private/: %w", err)
	}
	// The note comes last by its path. Without it, the next open makes good for it.
	_, err = edit.Apply(r.root, []edit.Change{{Path: SealedPath, Old: r.file, New: file}, {Path: NotePath, Old: r.noted, New: NewNote(file, content).Text()}})
	return err
}

// Open opens the sealed file and says what that makes of the folder; see [Compare].
func (r *Repository) Open(keys Keys, force bool) (Content, Opening, error) {
	content, err := Open(r.file, keys)
	if err != nil {
		return Content{}, Opening{}, err
	}
	return content, Compare(r.here, r.note, content, force), nil
}

// Write changes the folder and then its note. Who is stopped between the two, or amid
// the first, opens again: the note is of what was agreed on before.
func (r *Repository) Write(content Content, opening Opening) error {
	made := r.root.Mkdir(Folder, 0o700) == nil
	if _, err := edit.Apply(r.root, opening.Changes); err != nil {
		if made {
			_ = r.root.Remove(Folder)
		}
		return err
	}
	_, err := edit.Apply(r.root, []edit.Change{{Path: NotePath, Old: r.noted, New: NewNote(r.file, content).Text()}})
	return err
}

// Unopened reports whether a repository has a sealed file that its folder does not
// agree with.
func Unopened(root string) bool {
	name := filepath.Join(root, SealedPath)
	if _, err := os.Lstat(name); errors.Is(err, fs.ErrNotExist) {
		return false
	}
	file, err := regular.Read(name, MaxSealed)
	if err != nil {
		return true
	}
	note, err := regular.Read(filepath.Join(root, filepath.FromSlash(NotePath)), maxText)
	return err != nil || ParseNote(note).Sealed != Digest(file)
}
