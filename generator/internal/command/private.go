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
)

// mostAvoid bounds the list of people who must not meet.
const mostAvoid = 256 << 10

// avoid reads the people who must not meet and says on standard error how many
// pairs they are, or that there is no list here. What is wrong with the list
// stops the command: a pair that is not understood would be proposed. Nothing
// of the list is printed, in problems neither.
func (a *app) avoid(o *opened, folder string) (list record.Avoid, err error) {
	var problems diag.List
	path, there, err := findAvoid(o.root, folder, &problems)
	if err != nil {
		return nil, err
	}
	if there {
		text, err := readPlain(path, mostAvoid)
		if err != nil {
			problems.Errorf(top(o.root, path), record.AvoidRule, "put a plain text file here, with a pair of ids a line, as in - [ada, bob]", "%v", err)
		} else {
			var found diag.List
			list, found = record.DecodeAvoid(top(o.root, path).Path, text, a.everybody(o)...)
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

// findAvoid looks for the list in a folder, the repository's private/ when none
// is named. What looks like a list and is none that would be read is a problem.
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
				problems.Errorf(top(root, name), record.AvoidRule, "write its pairs into "+top(root, path).Path+", and take this away", "this may be meant as the private list, and it would not be read")
			}
		}
	}
	return path, there, nil
}

// isAvoid tells whether a name is one that somebody may give to the list. The
// copies that editors keep beside a file are none.
func isAvoid(name string) bool {
	name = strings.ToLower(strings.TrimSpace(name))
	for _, copied := range []string{"~", ".bak", ".orig", ".swp", ".tmp"} {
		if strings.HasSuffix(name, copied) {
			return false
		}
	}
	return strings.HasPrefix(name, "avoid")
}

// everybody gives the records in which ids are looked up: those at hand and, of
// a commit, the work tree's too, because the list is of today.
func (a *app) everybody(o *opened) []*record.Repository {
	repos := []*record.Repository{o.all.Repo}
	if a.rev == "" {
		return repos
	}
	tree, err := os.OpenRoot(o.root)
	if err != nil {
		return repos
	}
	defer tree.Close()
	if now, _, err := record.Load(tree.FS()); err == nil {
		repos = append(repos, now)
	}
	return repos
}

// apart gives the list's pairs by the ids of a repository.
func apart(list record.Avoid, repo *record.Repository) (pairs []match.Avoid) {
	for _, two := range list.In(repo) {
		pairs = append(pairs, match.Avoid{A: two[0], B: two[1]})
	}
	return pairs
}

// top is the beginning of a file, its path from the root where it is below.
func top(root, path string) diag.Position {
	if relative, err := filepath.Rel(root, path); err == nil && filepath.IsLocal(relative) {
		path = relative
	}
	return diag.Position{Path: filepath.ToSlash(path), Line: 1, Column: 1}
}
