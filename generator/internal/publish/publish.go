// Package publish puts a rendered site where readers find it. It renders,
// stages, compares and swaps, and is the only writer of the output.
//
// A [File] is a path and a way to render it; [Write] takes all of them with
// [Options] and returns a [Result]. It promises:
//
//   - Whole or not at all. Files are rendered into a folder beside the output,
//     which is then exchanged with it in one step of the operating system. An
//     error, a full disk or a killed process leaves the old site. (Where the
//     system cannot exchange two folders, two renames do it instead, and the
//     next run repairs a run that was killed between them.)
//   - One at a time. Two writers of one output wait for each other.
//   - Same files, same bytes and modes (0644, folders 0755), whatever the umask
//     and the number of cores. Files that did not change keep their times, and
//     when nothing changed nothing is touched.
//   - Foreign files stay: dot files and files that the last manifest does not
//     list are carried over, symbolic links as links. They are never followed. A
//     folder that is not a site of ours is refused ([ErrForeign]), and some
//     folders are refused whatever the options say ([ErrProtected]), before
//     anything is written.
//
// While a run lasts, the folder beside an output NAME may hold .NAME.lock,
// .NAME.staging and .NAME.old. The site's root gains manifest.json: the path of
// every other file of the site and the SHA-256 of its bytes in hexadecimal,
// without the foreign files. The promises hold for a process that dies, not for
// a machine that loses its power.
package publish

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// ErrForeign reports that the output folder is not a site of ours: it has no
// manifest, and more than dot files.
var ErrForeign = errors.New("this folder holds files that are not a published site")

// ErrProtected reports that the output is a folder where no site may be.
var ErrProtected = errors.New("no site may go here")

// A File is one file of the site.
type File struct {
	// Path is relative to the site's root, clean, separated by slashes, and at
	// most 200 bytes long. No two paths, nor the folders in them, may differ by
	// case or Unicode form alone.
	Path string
	// Render writes the file's bytes. It may run concurrently with any other, and
	// must write the same bytes each time.
	Render func(io.Writer) error
}

// Options configure Write.
type Options struct {
	// Out is the site's folder. It is created if missing, with its parents. A
	// symbolic link is followed, and its target replaced.
	Out string
	// Clean removes everything that is not part of the site, except a .gitignore
	// at its top, and accepts a folder with foreign files.
	Clean bool
	// Protected lists folders that must never be replaced, such as the home
	// folder and the repository. Out may be inside one of them, but not be one or
	// contain one. The file system's root, a folder that holds .git, and
	// everything in .git are always protected.
	Protected []string
	// Kept lists folders that are protected with everything inside.
	Kept []Kept
}

// Kept is a folder in which no site may be. Why completes a sentence that begins
// with the folder: "holds what the site is made of".
type Kept struct {
	Folder, Why string
}

// Result counts what Write did, without the manifest.
type Result struct {
	Files   int // in the site
	Changed int // existed with other bytes
	Added   int // did not exist
	Removed int // existed, ours or not, and no longer does
}

// Write renders the files and makes them the site at opt.Out. On an error the
// output is unchanged, unless the error says that the new site is in place.
func Write(ctx context.Context, files []File, opt Options) (Result, error) {
	plan, err := newPlan(files)
	if err != nil {
		return Result{}, fmt.Errorf("publish: %w", err)
	}
	at, err := resolve(opt.Out)
	if err != nil {
		return Result{}, fmt.Errorf("publish into %s: %w", opt.Out, err)
	}
	result, err := write(ctx, plan, at, opt)
	if err != nil {
		return result, fmt.Errorf("publish into %s: %w", at.out, err)
	}
	return result, nil
}

func write(ctx context.Context, plan *plan, at place, opt Options) (Result, error) {
	if err := at.protect(opt.Protected, opt.Kept); err != nil {
		return Result{}, err
	}
	if err := os.MkdirAll(filepath.Dir(at.out), dirMode); err != nil {
		return Result{}, fmt.Errorf("make the folder above it: %w", err)
	}
	unlock, err := at.acquire(ctx)
	if err != nil {
		return Result{}, err
	}
	defer unlock()
	if err := at.recover(); err != nil {
		return Result{}, err
	}
	old, err := examine(at.out, opt.Clean)
	if err != nil {
		return Result{}, err
	}
	s := &stage{dir: at.staging, plan: plan, old: old, clean: opt.Clean, link: os.Link, made: map[string]bool{}}
	if err := s.fill(ctx); err != nil {
		return Result{}, errors.Join(err, discard(at.staging))
	}
	if !s.differs() {
		return s.result, discard(at.staging)
	}
	if err := at.swap(old.exists, exchange); err != nil {
		return Result{}, errors.Join(err, discard(at.staging))
	}
	if err := at.removeLeftovers(); err != nil {
		return s.result, fmt.Errorf("the new site is in place, the old one could not be removed: %w", err)
	}
	return s.result, nil
}
