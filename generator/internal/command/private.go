package command

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"pairbook/generator/internal/diag"
	"pairbook/generator/internal/match"
	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/seal"
)

// maxAvoid limits the list of people who must not meet, in bytes.
const maxAvoid = 256 << 10

// avoidFor reads the list of people who must not meet as match's flags ask for it.
// While private.age is not opened, the list may be in there, and match refuses.
func (a *app) avoidFor(ws *workspace, m matchFlags) (record.Avoid, error) {
	switch {
	case m.noPrivate:
		fmt.Fprintln(a.stderr, "the private list is left out: --no-private")
		return nil, nil
	case m.private == "" && unopened(ws.root):
		return nil, usagef("%s is not opened here as it is now, and who must not meet may be in it. First: pairbook private open; or leave it out with --no-private", seal.SealedPath)
	}
	return a.readAvoid(ws, m.private)
}

// unopened reports whether there is a sealed file that private/ does not agree with.
func unopened(root string) bool {
	if _, err := os.Lstat(filepath.Join(root, seal.SealedPath)); errors.Is(err, fs.ErrNotExist) {
		return false
	}
	file, err := readRegular(filepath.Join(root, seal.SealedPath), seal.MaxSealed)
	if err != nil {
		return true
	}
	note, err := readRegular(filepath.Join(root, filepath.FromSlash(seal.NotePath)), maxTable)
	return err != nil || seal.ParseNote(note).Sealed != seal.Digest(file)
}

// readAvoid reads the list of people who must not meet and prints on standard
// error how many pairs it has, or that there is none. Errors in the list stop the
// command: otherwise a pair that is not understood would be proposed. Nothing of
// the list is printed, not even in problems.
func (a *app) readAvoid(ws *workspace, folder string) (list record.Avoid, err error) {
	var problems diag.List
	path, there, err := findAvoid(ws.root, folder, &problems)
	if err != nil {
		return nil, err
	}
	if there {
		text, err := readRegular(path, maxAvoid)
		if err != nil {
			problems.Errorf(fileStart(ws.root, path), record.AvoidRule, "put a plain text file here, with a pair of ids a line, as in - [ada, bob]", "%v", err)
		} else {
			var found diag.List
			list, found = record.DecodeAvoid(fileStart(ws.root, path).Path, text, a.idSources(ws)...)
			problems = append(problems, found...)
		}
	}
	if len(problems) > 0 {
		if err := diag.Print(a.stderr, diag.Text, problems, func(string) []byte { return nil }); err != nil {
			return nil, fmt.Errorf("print the problems: %w", err)
		}
	}
	switch errorCount, _ := problems.Count(); {
	case errorCount > 0:
		fmt.Fprintln(a.stderr, "Nothing was proposed or written: the private list decides over it.")
		return nil, errProblems
	case there:
		fmt.Fprintf(a.stderr, "private list: %s kept apart\n", prose.Count(len(list), "pair"))
	default:
		fmt.Fprintln(a.stderr, "no private list here")
	}
	return list, nil
}

// namesFile has the names that records do not have.
const namesFile = "private/" + record.NamesName

// readNames gives people the names of private/names.yaml, and returns them with the
// text of the file, nil if there is none. It is for what coordinators alone see. An
// error in the file stops the command; problems quote no name.
func (a *app) readNames(ws *workspace) (names map[record.PersonID]string, text []byte, err error) {
	if unopened(ws.root) {
		fmt.Fprintf(a.stderr, "note: %s is not opened here as it is now; names, addresses and who must not meet are as private/ has them\n", seal.SealedPath)
	}
	path := filepath.Join(ws.root, filepath.FromSlash(namesFile))
	if _, err := os.Lstat(path); errors.Is(err, fs.ErrNotExist) {
		return nil, nil, nil
	}
	var problems diag.List
	if text, err = readRegular(path, maxTable); err != nil {
		problems.Errorf(fileStart(ws.root, path), record.NamesRule, "put a plain text file here, with an id and a name on each line", "%v", err)
	} else {
		names, problems = record.DecodeNames(fileStart(ws.root, path).Path, text, ws.Repo)
	}
	if len(problems) > 0 {
		if err := diag.Print(a.stderr, diag.Text, problems, func(string) []byte { return nil }); err != nil {
			return nil, nil, fmt.Errorf("print the problems: %w", err)
		}
	}
	if errorCount, _ := problems.Count(); errorCount > 0 {
		return nil, nil, errProblems
	}
	for id, name := range names {
		ws.Repo.People.Get(id).Name = name
	}
	return names, text, nil
}

// findAvoid looks for the list in folder, or in the root and its private/ when
// folder is empty. A file that may be meant as the list but would not be read is
// a problem.
func findAvoid(root, folder string, problems *diag.List) (path string, there bool, err error) {
	folders := []string{folder}
	if folder == "" {
		folder = filepath.Join(root, "private")
		folders = []string{root, folder}
		if _, err := os.Lstat(folder); errors.Is(err, fs.ErrNotExist) {
			folders = folders[:1]
		}
	}
	path = filepath.Join(folder, record.AvoidName)
	for _, dir := range folders {
		entries, err := os.ReadDir(dir)
		if err != nil {
			return "", false, usagef("the private list cannot be looked for in %s: %v", dir, cause(err))
		}
		for _, e := range entries {
			name := filepath.Join(dir, e.Name())
			switch {
			case name == path:
				there = true
			case isAvoid(e.Name()):
				problems.Errorf(fileStart(root, name), record.AvoidRule, "write its pairs into "+fileStart(root, path).Path+", and take this away", "this may be meant as the private list, and it would not be read")
			}
		}
	}
	return path, there, nil
}

// isAvoid reports whether somebody may have meant a file as the list. An editor's
// backup copies are not.
func isAvoid(name string) bool {
	name = strings.ToLower(strings.TrimSpace(name))
	for _, copied := range []string{"~", ".bak", ".orig", ".swp", ".tmp"} {
		if strings.HasSuffix(name, copied) {
			return false
		}
	}
	return strings.HasPrefix(name, "avoid")
}

// idSources returns the repositories in which the list's ids are looked up: the
// one at hand and, when that is a commit, also the work tree, because the list is
// today's.
func (a *app) idSources(ws *workspace) []*record.Repository {
	repos := []*record.Repository{ws.all.Repo}
	if a.rev == "" {
		return repos
	}
	tree, err := os.OpenRoot(ws.root)
	if err != nil {
		return repos
	}
	defer tree.Close()
	if now, _, err := record.Load(tree.FS()); err == nil {
		repos = append(repos, now)
	}
	return repos
}

// avoidPairs returns the list's pairs by the ids of a repository.
func avoidPairs(list record.Avoid, repo *record.Repository) (pairs []match.Avoid) {
	for _, two := range list.In(repo) {
		pairs = append(pairs, match.Avoid{A: two[0], B: two[1]})
	}
	return pairs
}

// fileStart returns the first position of a file; the path is relative if it is
// below root.
func fileStart(root, path string) diag.Position {
	if relative, err := filepath.Rel(root, path); err == nil && filepath.IsLocal(relative) {
		path = relative
	}
	return diag.Position{Path: filepath.ToSlash(path), Line: 1, Column: 1}
}
