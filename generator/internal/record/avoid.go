package record

import (
	"gopkg.in/yaml.v3"

	"pairbook/generator/internal/diag"
	"pairbook/generator/internal/text"
)

// AvoidName is the file, in the private folder, that lists the people who must
// not meet. It is no record: git does not keep it, and a repository is read
// without it.
const AvoidName = "avoid.yaml"

// AvoidRule is the word of what is wrong with the list. No message of it
// quotes the list: where a program's messages go, others may read them.
const AvoidRule = "private-list"

// Avoid is the people who must not meet: of each two all ids that they have or
// had, the present one first.
type Avoid [][2][]PersonID

// DecodeAvoid reads the list: pairs of ids, a line each as in "- [ada, bob]",
// or under a key `pairs`. An id is that of somebody in one of the repositories,
// or was. The problems are at path.
func DecodeAvoid(path string, raw []byte, repos ...*Repository) (Avoid, diag.List) {
	d := &avoidDecoder{path: path, repos: repos, seen: map[[2]PersonID]bool{}}
	d.decode(text.Normalise(raw))
	return d.list, d.problems
}

// In gives each pair by the ids that the two have in a repository, without
// those of whom it does not know both.
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

// person gives the ids of who is named, nil when nobody is.
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
