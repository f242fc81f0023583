// Package starter holds the files of a new, empty programme: a formal programme
// with its roles, a handbook, and the workflows that check pull requests, report on
// them and publish what is merged. It has no people and no cohorts, requires nothing
// of anybody, and its site publishes only what the defaults allow. Of the handbook
// there is what two people need who meet, or all.
package starter

import (
	"bytes"
	"embed"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"pairbook/generator/internal/forge"
	"pairbook/generator/internal/text"
)

// files are a programme on GitHub, and what differs on other forges; an element "dot-x" stands for ".x", so that git and
// the tools of this repository do not treat it as their own. The handbook is the example's, with "ORGANISATION" for whose
// it is.
//
//go:embed files forges handbook
var files embed.FS

// File is a file of the new programme: its path from the root, and its bytes.
type File struct {
	Path string
	Data []byte
}

// Choice is what a new programme is begun with.
type Choice struct {
	Forge        string // what its repository lies on
	Organisation string // whose it is, such as Heron Guild; may be empty
	Handbook     bool   // all of it
}

// Files lists all files of a programme on GitHub, whoever's it is.
func Files() ([]File, error) { return FilesOf(Choice{Forge: forge.GitHub}) }

// FilesOf lists all files of a programme. Forgejo has those of GitHub's workflows that
// need no GitHub; elsewhere there are none, or the forge's own. The README ends with a
// section on the forge.
func FilesOf(c Choice) ([]File, error) {
	all, err := below("files")
	if err != nil {
		return nil, err
	}
	pages, err := below("handbook")
	if err != nil {
		return nil, err
	}
	all = named(withHandbook(all, pages, c.Handbook), c.Organisation)
	if c.Forge == forge.GitHub {
		return all, nil
	}
	return on(c.Forge, all)
}

// on fits the files of a programme on GitHub to another forge.
func on(name string, all []File) ([]File, error) {
	section, err := files.ReadFile("forges/" + name + ".md")
	if err != nil {
		return nil, fmt.Errorf("read of a programme on %s: %w", name, err)
	}
	all = slices.DeleteFunc(all, func(f File) bool {
		below, ok := strings.CutPrefix(f.Path, ".github/")
		return ok && !(name == forge.Forgejo && onForgejo().MatchString(below))
	})
	for i, f := range all {
		switch f.Path {
		case "README.md":
			before, _, _ := strings.Cut(string(f.Data), "## On GitHub\n")
			before = strings.Replace(before, "the repository that `.github/pairbook.env` names", programOn[name], 1)
			all[i].Data = append([]byte(before), section...)
		case "program/site.yaml":
			all[i].Data = bytes.Replace(f.Data, []byte("\nforge: github\n"), []byte("\nforge: "+name+"\n"), 1)
		}
	}
	if name != forge.GitLab {
		return all, nil
	}
	own, err := below("forges/" + name)
	return append(all, own...), err
}

// onForgejo are the files below .github/ that Forgejo has a use for.
var onForgejo = text.Pattern(`^(CODEOWNERS|PULL_REQUEST_TEMPLATE\.md|pairbook\.env|actions/.*|workflows/(check|publish)\.yml|scripts/(build-program|build-site|compare|fetch-program|find-program|push-site|report|settings)\.sh)$`)

// programOn is where a README says that the program is.
var programOn = map[string]string{
	forge.GitLab:  "the repository that `.gitlab/pairbook.env` names",
	forge.Forgejo: "the repository that `.github/pairbook.env` names",
	forge.None:    "the repository of pairbook",
}

// below lists the files below an embedded folder.
func below(folder string) ([]File, error) {
	var all []File
	err := fs.WalkDir(files, folder, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := files.ReadFile(name)
		all = append(all, File{realName(strings.TrimPrefix(name, folder)), data})
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read the files of a new programme: %w", err)
	}
	return all, nil
}

func realName(name string) string {
	return strings.ReplaceAll(name, "/dot-", "/.")[1:]
}
