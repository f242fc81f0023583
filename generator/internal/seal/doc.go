// Package seal keeps the folder private/ of a repository as one file of age that
// only the keys of some people open.
//
// A list names the public keys ([ParseRecipients]). [Read] reads the folder, [Seal]
// makes the file and [Open] opens it again; [Compare] says what opening changes in
// a folder where somebody may have worked meanwhile. A [Repository] does this where the
// files lie, and it alone writes. The package prints nothing, and what it says of
// private files is their names alone.
//
// What age makes is different each time. So a folder has a [Note] of what it last
// agreed with: whether something has to be sealed anew is known without a key. The
// sealed file itself holds the digests of all that was sealed before it, by which
// one that is newer is told from one that somebody else sealed at the same time.
package seal

// Where things lie, from the root of the repository.
const (
	Folder         = "private"
	RecipientsPath = "private.recipients"
	SealedPath     = "private.age"
	NotePath       = Folder + "/" + noteName
)
