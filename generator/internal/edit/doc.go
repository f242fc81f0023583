// Package edit writes a set of records into a repository, all or none.
//
// A [Change] is a file's path, its expected bytes and its new ones, or that it goes. [Apply]
// checks every change before it writes the first, replaces each file by a rename,
// so that nobody ever reads half a record, and undoes its work when one of them
// fails. It never leaves the root, follows no symbolic link, and refuses a file
// that has changed since it was read. [Overlay] shows a file system as it would
// be after the changes, so that they can be checked first.
//
// A process that is killed between two renames leaves whole files, some old and
// some new: running the same command again completes the set.
package edit
