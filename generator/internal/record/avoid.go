package record

import (
	"fmt"

	"gopkg.in/yaml.v3"

	"pairbook/generator/internal/text"
)

// AvoidPath is the list of people who must not meet. It is no record: git does
// not keep it, and a repository is read without it.
const AvoidPath = "private/avoid.yaml"

// DecodeAvoid reads the list: pairs of ids, a line each as in "- [ada, bob]",
// or under a key `pairs`. The error says in which line something else stands
// and quotes nothing of it.
func DecodeAvoid(raw []byte) ([][2]PersonID, error) {
	node, err := parse(text.Normalise(raw))
	if err != nil {
		return nil, fmt.Errorf("%s:%d: this is not YAML", AvoidPath, syntaxLine(raw))
	}
	if node == nil {
		return nil, nil
	}
	if node.Kind == yaml.MappingNode && len(node.Content) == 2 && node.Content[0].Value == "pairs" {
		node = node.Content[1]
	}
	if node.Kind != yaml.SequenceNode {
		return nil, notPairs(node)
	}
	var pairs [][2]PersonID
	for _, n := range node.Content {
		if n.Kind != yaml.SequenceNode || len(n.Content) != 2 {
			return nil, notPairs(n)
		}
		for _, id := range n.Content {
			if id.Kind != yaml.ScalarNode || !ValidID(id.Value) {
				return nil, notPairs(id)
			}
		}
		pairs = append(pairs, [2]PersonID{PersonID(n.Content[0].Value), PersonID(n.Content[1].Value)})
	}
	return pairs, nil
}

func notPairs(n *yaml.Node) error {
	return fmt.Errorf("%s:%d:%d: the file is a list of pairs of ids; write each as - [ada, bob]", AvoidPath, n.Line, n.Column)
}
