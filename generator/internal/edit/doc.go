// Package edit writes a set of records into a repository, all or none.
//
// A [Change] is a file's path, the bytes that it must hold now and those that
// it is to hold. [Apply] checks every change before it writes the first, puts
// each file in place by a rename, so that nobody ever reads half a record, and
// takes back what it did when one of them fails. It does not leave the root,
// follows no symbolic link, and refuses a file that has changed since it was
// read. [Overlay] shows a file system as it would be after the changes, so
// that they can be checked before they are made.
//
// A process that is killed between two renames leaves whole files, some old
// and some new: running the same command again completes the set.
package edit
