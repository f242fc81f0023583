package record

import (
	"gopkg.in/yaml.v3"

	"pairbook/generator/internal/diag"
	"pairbook/generator/internal/text"
)

// AvoidName is the name of the file, in the private folder, that lists people who
// must not meet. It is not a record: git ignores it, and [Load] does not read it.
const AvoidName = "avoid.yaml"

// AvoidRule is the rule of all problems in the list. Their messages do not quote the
// list, because other people may read a program's output.
const AvoidRule = "private-list"

// Avoid lists pairs of people who must not meet. Each person is given by their
// present id followed by their former ones.
type Avoid [][2][]PersonID

// DecodeAvoid decodes the list: a sequence of pairs of ids such as "- [ada, bob]", or
// a mapping with that sequence under the key pairs. Each id must be the present or a
// former id of somebody in one of the repositories. Problems have the given path.
func DecodeAvoid(path string, raw []byte, repos ...*Repository) (Avoid, diag.List) {
	d := &avoidDecoder{path: path, repos: repos, seen: map[[2]PersonID]bool{}}
	d.decode(text.Normalise(raw))
	return d.list, d.problems
}

// In returns each pair by the present ids of the two in a repository; it leaves out
// pairs of which the repository lacks one.
func (l Avoid) In(repo *Repository) (pairs [][2]PersonID) {
	for _, two := range l {
		a, b := repo.first(two[0]), repo.first(two[1])
		if a != nil && b != nil {
			pairs = append(pairs, [2]PersonID{a.ID, b.ID})
		}
	}
	return pairs
}

func (r *Repository) first(ids []PersonID) *Person {
	for _, id := range ids {
		if who := r.Named(id); who != nil {
			return who
		}
	}
	return nil
}

type avoidDecoder struct {
	path     string
	repos    []*Repository
	list     Avoid
	seen     map[[2]PersonID]bool
	problems diag.List
}

const avoidHint = "write each pair on a line of its own, as in - [ada, bob]"

func (d *avoidDecoder) decode(body []byte) {
	if line := secondDocument(body); line > 0 {
		d.refuse(&yaml.Node{Line: line, Column: 1}, "put all pairs into one list", "a second document begins here, and the list is one")
		return
	}
	node, err := parse(body)
	if err != nil {
		d.refuse(&yaml.Node{Line: syntaxLine(body), Column: 1}, avoidHint, "this is not YAML")
		return
	}
	if node == nil {
		return
	}
	if node.Kind == yaml.MappingNode && len(node.Content) == 2 && node.Content[0].Value == "pairs" {
		node = node.Content[1]
	}
	if node.Kind != yaml.SequenceNode {
		d.refuse(node, avoidHint, "the file is a list of pairs of ids")
		return
	}
	for _, n := range node.Content {
		d.pair(n)
	}
}

func (d *avoidDecoder) pair(n *yaml.Node) {
	if n.Kind != yaml.SequenceNode || len(n.Content) != 2 {
		d.refuse(n, avoidHint, "this is no pair of ids")
		return
	}
	a, b := d.person(n.Content[0]), d.person(n.Content[1])
	if a == nil || b == nil {
		return
	}
	two := [2]PersonID{min(a[0], b[0]), max(a[0], b[0])}
	switch {
	case a[0] == b[0]:
		d.refuse(n, "name two people", "these are one person")
	case d.seen[two]:
		d.problems.Warnf(d.at(n), AvoidRule, "take it out, or write whom else you meant", "this pair is there already")
	default:
		d.seen[two] = true
		d.list = append(d.list, [2][]PersonID{a, b})
	}
}

// person returns the ids of the person that a node names, or nil.
func (d *avoidDecoder) person(n *yaml.Node) []PersonID {
	if n.Kind != yaml.ScalarNode || !ValidID(n.Value) {
		d.refuse(n, "write the name of the person's file in program/people, without .yaml", "this is no id; an id has small letters, digits and hyphens")
		return nil
	}
	for _, repo := range d.repos {
		if who := repo.Named(PersonID(n.Value)); who != nil {
			return append([]PersonID{who.ID}, who.Formerly...)
		}
	}
	d.refuse(n, "write the name of the person's file in program/people, without .yaml, or an id that is under formerly there", "nobody has this id")
	return nil
}

func (d *avoidDecoder) refuse(n *yaml.Node, hint, message string) {
	d.problems.Errorf(d.at(n), AvoidRule, hint, "%s", message)
}

func (d *avoidDecoder) at(n *yaml.Node) diag.Position {
	return diag.Position{Path: d.path, Line: n.Line, Column: n.Column}
}
