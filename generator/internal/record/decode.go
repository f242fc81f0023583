package record

import (
	"cmp"
	"fmt"
	"reflect"
	"strings"

	"gopkg.in/yaml.v3"

	"pairbook/generator/internal/diag"
	"pairbook/generator/internal/prose"
)

// The limits of a record's YAML.
const (
	maxNesting = 32
	maxKeys    = 500
)

// decoder decodes the YAML nodes of one file into a record and collects problems.
type decoder struct {
	src      *Source
	first    int                 // the line of the file on which the YAML begins
	lenient  bool                // keys that the grammar does not know are only warned of
	judged   map[*yaml.Node]bool // nodes that vet refused: their values are not looked at
	foreign  []ForeignField      // keys of other generators, which a rule of its own reports
	problems *diag.List
	spare    []yaml.Node // for the nodes of the YAML
}

// decode decodes YAML into a pointer to a struct of the grammar whose defaults are
// set.
func (d *decoder) decode(body []byte, into any) {
	top := diag.Position{Path: d.src.Path, Line: d.first, Column: 1}
	refuse := func(at diag.Position, rule, hint, format string, args ...any) {
		d.problems.Errorf(at, rule, hint, format, args...)
		d.src.Incomplete = true
	}
	if line := secondDocument(body); line > 0 {
		top.Line = d.first + line - 1
		refuse(top, "second-document", "give each record a file of its own", "a second document begins here, and a file holds one record")
		return
	}
	node, err := parseInto(body, d.spare)
	if err != nil {
		if strings.Contains(err.Error(), "exceeded max depth") {
			refuse(top, "nesting", "", "the record is nested too deeply: %d levels are the most", maxNesting)
			return
		}
		top.Line = d.first + syntaxLine(body) - 1
		line := lineAt(body, top.Line-d.first)
		top.Column = len(line) - len(strings.TrimLeft(line, " \t")) + 1
		refuse(top, "syntax", syntaxHint(line), "this is not YAML: %s", syntaxMessage(line, err))
		return
	}
	if node == nil {
		node = &yaml.Node{Kind: yaml.MappingNode, Line: 1, Column: 1}
	}
	d.judged = map[*yaml.Node]bool{}
	if !d.vet(node, 1) {
		return
	}
	d.value(node, reflect.ValueOf(into).Elem(), field{name: "the record"})
}

// lineAt returns a line of a text by its index from 0, empty past the end.
func lineAt(body []byte, index int) string {
	lines := strings.Split(string(body), "\n")
	if index >= len(lines) {
		return ""
	}
	return lines[index]
}

func (d *decoder) at(n *yaml.Node) diag.Position {
	return diag.Position{Path: d.src.Path, Line: n.Line + d.first - 1, Column: n.Column}
}

// refuse reports a value that cannot be used.
func (d *decoder) refuse(n *yaml.Node, rule, hint, format string, args ...any) {
	d.problems.Errorf(d.at(n), rule, hint, format, args...)
	d.src.Incomplete = true
}

// vet checks the notation alone, whatever the field, and refuses what no record
// needs. It returns false if the values cannot be decoded.
func (d *decoder) vet(n *yaml.Node, depth int) bool {
	if depth > maxNesting {
		d.refuse(n, "nesting", "", "the record is nested too deeply: %d levels are the most", maxNesting)
		return false
	}
	refused := true
	switch {
	case n.Kind == yaml.AliasNode:
		d.judged[n] = true
		d.refuse(n, "anchor", "write the value out", "*%s refers to another value, and a record holds no references of YAML", n.Value)
		return true
	case n.Anchor != "":
		d.refuse(n, "anchor", "delete &"+n.Anchor, "&%s names a value, and a record holds no anchors", n.Anchor)
	case n.Style&yaml.TaggedStyle != 0:
		d.refuse(n, "tag", "delete "+n.Tag, "%s is a tag, and a record holds none: the field says what a value is", n.Tag)
	default:
		refused = false
	}
	if refused {
		d.judged[n] = true
	}
	if n.Kind == yaml.MappingNode {
		d.vetKeys(n)
	}
	for _, c := range n.Content {
		if !d.vet(c, depth+1) {
			return false
		}
	}
	return true
}

func (d *decoder) vetKeys(n *yaml.Node) {
	if len(n.Content)/2 > maxKeys {
		d.refuse(n, "too-many-keys", "", "the mapping has %d keys, and %d are the most", len(n.Content)/2, maxKeys)
	}
	seen := map[string]int{}
	for i := 0; i < len(n.Content); i += 2 {
		key := n.Content[i]
		if key.Kind != yaml.ScalarNode {
			continue
		}
		if key.Value == "<<" && key.Style == 0 {
			d.refuse(key, "anchor", "write the keys out", "<< merges another mapping in, and a record holds no merges")
		}
		if first, twice := seen[key.Value]; twice {
			d.problems.Errorf(d.at(key), "duplicate-key", "keep one of the two", "%q is given twice: first in line %d, again here", key.Value, first+d.first-1)
			continue
		}
		seen[key.Value] = key.Line
	}
}

// value decodes a node into v, a field described by f. If the node does not fit, it
// reports a problem and does not change v.
func (d *decoder) value(n *yaml.Node, v reflect.Value, f field) {
	if d.judged[n] {
		return
	}
	if n.Kind == yaml.ScalarNode && n.Tag == "!!null" && n.Value == "" && v.Type() == colourType {
		d.refuse(n, "colour", colourHint, "%s: there is no colour, because # begins a comment", f.name)
		return
	}
	if n.Kind == yaml.ScalarNode && n.Tag == "!!null" && n.Value == "" {
		d.refuse(n, "empty-value", "write a value, or leave the line out", "%s: there is no value", f.name)
		return
	}
	if n.Kind == yaml.ScalarNode && n.Tag == "!!null" && v.Type() != textType {
		d.refuse(n, "empty-value", "write a value, or leave the line out", "%s: %s stands for no value", f.name, n.Value)
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		fresh := reflect.New(v.Type().Elem())
		standards(fresh.Elem())
		d.value(n, fresh.Elem(), f)
		v.Set(fresh)
	case reflect.Struct:
		if v.Type() == slotType || v.Type() == intervalType {
			d.scalar(n, v, f)
			return
		}
		d.mapping(n, v, f)
	case reflect.Slice:
		d.list(n, v, f)
	case reflect.Map:
		d.table(n, v, f)
	default:
		d.scalar(n, v, f)
	}
}

func (d *decoder) mapping(n *yaml.Node, v reflect.Value, f field) {
	s := grammar()[v.Type()]
	if n.Kind == yaml.ScalarNode {
		switch {
		case s.short >= 0:
			d.value(n, v.Field(s.fields[s.short].index), s.fields[s.short].named(f.name))
		case s.none != "" && n.Value == s.none:
		default:
			d.wrongShape(n, f, "keys and values: "+strings.Join(s.names(), ", "))
		}
		return
	}
	if n.Kind != yaml.MappingNode {
		d.wrongShape(n, f, "keys and values: "+strings.Join(s.names(), ", "))
		return
	}
	seen := make([]bool, len(s.fields))
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		index, known := s.byName[key.Value]
		if known && seen[index] || key.Value == "<<" || d.judged[key] {
			continue // vet has spoken
		}
		if key.Kind != yaml.ScalarNode || !known {
			d.unknownKey(key, s)
			continue
		}
		seen[index] = true
		d.value(value, v.Field(s.fields[index].index), s.fields[index])
	}
	for i, need := range s.fields {
		if need.required && !seen[i] {
			d.refuse(n, "required", fmt.Sprintf(RequiredHint, need.name), RequiredMessage, need.name)
		}
	}
}

// named sets the name of a short field to that of the list that it stands in.
func (f field) named(name string) field {
	f.name = name
	return f
}

func (d *decoder) unknownKey(key *yaml.Node, s *shape) {
	if key.Kind != yaml.ScalarNode {
		d.refuse(key, "wrong-shape", "", "a key must be a word")
		return
	}
	if _, foreign := foreignFields[key.Value]; foreign && d.lenient {
		d.foreign = append(d.foreign, ForeignField{key.Value, d.at(key)})
		return
	}
	hint := cmp.Or(s.former[key.Value], "known here: "+strings.Join(s.names(), ", "))
	message := fmt.Sprintf("there is no field %q here%s", key.Value, prose.DidYouMean(key.Value, s.names()))
	report := d.problems.Errorf
	if d.lenient {
		report = d.problems.Warnf
	}
	report(d.at(key), "unknown-key", hint, "%s", message)
}

func (d *decoder) wrongShape(n *yaml.Node, f field, want string) {
	found := map[yaml.Kind]string{yaml.MappingNode: "keys and values", yaml.SequenceNode: "a list", yaml.ScalarNode: "a single value"}[n.Kind]
	d.refuse(n, "wrong-shape", "", "%s: this is %s, and it must be %s", f.name, found, want)
}

// singular returns the singular of a field's plural name.
func singular(name string) string {
	if name == "aliases" {
		return "alias"
	}
	return strings.TrimSuffix(name, "s")
}

func (d *decoder) list(n *yaml.Node, v reflect.Value, f field) {
	elements := n.Content
	switch {
	case n.Kind == yaml.SequenceNode:
	case f.single && n.Kind == yaml.ScalarNode:
		elements = []*yaml.Node{n}
	default:
		d.wrongShape(n, f, "a list: ["+singular(f.name)+", …]")
		return
	}
	made := reflect.MakeSlice(v.Type(), len(elements), len(elements))
	for i, e := range elements {
		standards(made.Index(i))
		d.value(e, made.Index(i), f)
	}
	v.Set(made)
}

func (d *decoder) table(n *yaml.Node, v reflect.Value, f field) {
	if n.Kind != yaml.MappingNode {
		d.wrongShape(n, f, "keys and values")
		return
	}
	made := reflect.MakeMap(v.Type())
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
		inner := field{name: n.Content[i].Value, max: f.max}
		before := d.src.Incomplete
		d.src.Incomplete = false
		d.value(n.Content[i], key, f)
		d.value(n.Content[i+1], value, inner)
		if !d.src.Incomplete {
			made.SetMapIndex(key, value)
		}
		d.src.Incomplete = d.src.Incomplete || before
	}
	v.Set(made)
}

// standards sets every field to the value that an absent key means.
func standards(v reflect.Value) {
	s := grammar()[v.Type()]
	if s == nil {
		return
	}
	for _, f := range s.fields {
		target := v.Field(f.index)
		if f.standard == "" {
			if target.Kind() == reflect.Struct {
				standards(target)
			}
			continue
		}
		switch target.Kind() {
		case reflect.Bool:
			target.SetBool(f.standard == "true")
		case reflect.Int:
			target.SetInt(int64(mustNumber(f.standard)))
		case reflect.Float64:
			target.SetFloat(mustNumber(f.standard))
		default:
			target.SetString(f.standard)
		}
	}
}
