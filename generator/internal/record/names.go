package record

import (
	"maps"
	"slices"

	"gopkg.in/yaml.v3"

	"pairbook/generator/internal/diag"
	"pairbook/generator/internal/text"
)

// NamesName is the name of the file, in the private folder, that has the names of
// people whose records do not. It is not a record: git ignores it, and [Load] does not
// read it.
const NamesName = "names.yaml"

// NamesRule is the rule of all problems in that file. Their messages quote no name.
const NamesRule = "private-names"

// DecodeNames decodes a mapping of ids to names. An id is the present or a former one
// of somebody in the repository; of anybody else there is a warning. Problems have the
// given path.
func DecodeNames(path string, raw []byte, repo *Repository) (names map[PersonID]string, problems diag.List) {
	names = map[PersonID]string{}
	body := text.Normalise(raw)
	at := func(line, column int) diag.Position { return diag.Position{Path: path, Line: line, Column: column} }
	const hint = "write an id and a name on each line, as in person-1: Ada Lark"
	node, err := parse(body)
	switch {
	case err != nil:
		problems.Errorf(at(syntaxLine(body), 1), NamesRule, hint, "this is not YAML")
	case secondDocument(body) > 0:
		problems.Errorf(at(secondDocument(body), 1), NamesRule, hint, "a second document begins here")
	case node != nil && node.Kind != yaml.MappingNode:
		problems.Errorf(at(node.Line, node.Column), NamesRule, hint, "the file has ids and names")
	}
	if node == nil || len(problems) > 0 {
		return names, problems
	}
	for i := 0; i+1 < len(node.Content); i += 2 {
		id, name := node.Content[i], node.Content[i+1]
		who := repo.Named(PersonID(id.Value))
		switch here := at(id.Line, id.Column); {
		case id.Kind != yaml.ScalarNode || name.Kind != yaml.ScalarNode || name.Value == "" || text.HasUnseen(name.Value):
			problems.Errorf(here, NamesRule, hint, "this is no id with a name")
		case who == nil:
			problems.Warnf(here, NamesRule, "take the line out, if they have left for good", "nobody has this id")
		case names[who.ID] != "":
			problems.Errorf(here, NamesRule, "keep one line", "this person has a name already")
		default:
			names[who.ID] = name.Value
		}
	}
	return names, problems
}

// MarshalNames returns names by id as lines of such a file.
func MarshalNames(names map[PersonID]string) ([]byte, error) {
	node := &yaml.Node{Kind: yaml.MappingNode}
	for _, id := range slices.Sorted(maps.Keys(names)) {
		name := &yaml.Node{}
		name.SetString(names[id])
		node.Content = append(node.Content, &yaml.Node{Kind: yaml.ScalarNode, Value: string(id)}, name)
	}
	if len(names) == 0 {
		return nil, nil
	}
	return render(node)
}
