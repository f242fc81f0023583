package record

import (
	"bytes"
	"io/fs"
	"path"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"pairbook/generator/internal/diag"
	"pairbook/generator/internal/text"
)

// NamedBranch is a branch that a workflow is for: it waits for a push to it, or
// compares with it.
type NamedBranch struct {
	diag.Position
	Branch string
}

// workflowFolders hold a forge's workflows, below the root of a repository.
var workflowFolders = []string{".github/workflows", ".forgejo/workflows", ".gitea/workflows"}

// branches returns the branches that workflows of the programme name, those that get
// the program. It follows no symbolic link, and reads nothing of a workflow that is no
// YAML or that waits for branches by a pattern.
func branches(fsys fs.FS) (found []NamedBranch) {
	for _, folder := range workflowFolders {
		entries, err := fs.ReadDir(fsys, folder)
		if err != nil {
			continue // none
		}
		for _, e := range entries {
			name := path.Join(folder, e.Name())
			if ending := path.Ext(name); ending != ".yml" && ending != ".yaml" || !e.Type().IsRegular() || printable(name) != name {
				continue
			}
			if info, err := e.Info(); err != nil || info.Size() > yamlLimit {
				continue
			}
			body, err := fs.ReadFile(fsys, name)
			var workflow yaml.Node
			if err == nil && bytes.Contains(body, []byte("actions/program")) && yaml.Unmarshal(body, &workflow) == nil {
				found = append(found, branchesOf(name, &workflow)...)
			}
		}
	}
	return found
}

func branchesOf(name string, workflow *yaml.Node) (found []NamedBranch) {
	add := func(n *yaml.Node, branch string) {
		found = append(found, NamedBranch{diag.Position{Path: name, Line: n.Line, Column: n.Column}, branch})
	}
	for _, n := range workflow.Content {
		if waits := under(n, "on", "push", "branches"); waits != nil && waits.Kind == yaml.ScalarNode {
			add(waits, waits.Value)
		} else if waits != nil && len(waits.Content) == 1 {
			add(waits.Content[0], waits.Content[0].Value)
		}
	}
	var walk func(*yaml.Node)
	walk = func(n *yaml.Node) {
		if n.Kind == yaml.ScalarNode {
			for _, m := range headForm().FindAllStringSubmatch(n.Value, -1) {
				add(n, m[1])
			}
		}
		for _, child := range n.Content {
			walk(child)
		}
	}
	walk(workflow)
	return slices.DeleteFunc(found, func(b NamedBranch) bool { return strings.ContainsAny(b.Branch, "*?[!+") })
}

var headForm = text.Pattern(`'refs/heads/([^']+)'`)

// under returns the value at a path of keys, nil if there is none.
func under(n *yaml.Node, keys ...string) *yaml.Node {
	for _, key := range keys {
		var value *yaml.Node
		for i := 0; n.Kind == yaml.MappingNode && i+1 < len(n.Content); i += 2 {
			if n.Content[i].Value == key {
				value = n.Content[i+1]
			}
		}
		if value == nil {
			return nil
		}
		n = value
	}
	return n
}
