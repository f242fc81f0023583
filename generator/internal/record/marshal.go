package record

import (
	"bytes"
	"encoding"
	"fmt"
	"reflect"
	"strconv"
	"strings"

	"gopkg.in/yaml.v3"

	"pairbook/generator/internal/text"
)

// Marshal returns a record as YAML, with the keys in the order of the grammar, without
// default values, and with strings quoted if YAML may read them as another type.
// Decoding the result gives an equal record.
func Marshal(rec Record) ([]byte, error) {
	node := encodeStruct(reflect.ValueOf(rec).Elem())
	if len(node.Content) == 0 {
		return nil, nil
	}
	return render(node)
}

// MarshalLog returns a log: front matter, then the notes, with LF line ends.
func MarshalLog(rec Record, notes string) ([]byte, error) {
	front, err := Marshal(rec)
	if err != nil {
		return nil, err
	}
	log := "---\n" + string(front) + "---\n"
	if notes = strings.TrimSpace(string(text.Normalise([]byte(notes)))); notes != "" {
		log += "\n" + notes + "\n"
	}
	return []byte(log), nil
}

func render(node *yaml.Node) ([]byte, error) {
	var b bytes.Buffer
	e := yaml.NewEncoder(&b)
	e.SetIndent(2)
	if err := e.Encode(node); err != nil {
		return nil, fmt.Errorf("write YAML: %w", err)
	}
	if err := e.Close(); err != nil {
		return nil, fmt.Errorf("write YAML: %w", err)
	}
	return b.Bytes(), nil
}

func encodeStruct(v reflect.Value) *yaml.Node {
	node := &yaml.Node{Kind: yaml.MappingNode}
	for _, f := range grammar()[v.Type()].fields {
		if value := encodeField(v, f); value != nil {
			node.Content = append(node.Content, plain(f.name), value)
		}
	}
	return node
}

// encodeField encodes a field; it returns nil if the key is to be left out.
func encodeField(v reflect.Value, f field) *yaml.Node {
	value := v.Field(f.index)
	if !f.required && isStandard(value, f) {
		return nil
	}
	node := encode(value)
	if node.Kind == yaml.MappingNode && len(node.Content) == 0 && !f.required && value.Kind() != reflect.Pointer {
		return nil
	}
	if f.single && len(node.Content) == 1 && node.Content[0].Kind == yaml.ScalarNode {
		return node.Content[0]
	}
	return node
}

// isStandard reports whether a value is what an absent key means.
func isStandard(v reflect.Value, f field) bool {
	switch {
	case v.Kind() == reflect.Slice || v.Kind() == reflect.Map:
		return v.Len() == 0
	case f.standard == "":
		return v.IsZero()
	case v.Kind() == reflect.Bool:
		return v.Bool() == (f.standard == "true")
	case v.Kind() == reflect.Int:
		return v.Int() == int64(mustNumber(f.standard))
	case v.Kind() == reflect.Float64:
		return v.Float() == mustNumber(f.standard)
	}
	return v.String() == f.standard || v.String() == ""
}

func encode(v reflect.Value) *yaml.Node {
	if v.Kind() == reflect.Pointer {
		node := encode(v.Elem())
		if node.Kind == yaml.MappingNode && len(node.Content) == 0 {
			node.Style = yaml.FlowStyle
		}
		return node
	}
	if s := grammar()[v.Type()]; s != nil {
		node := encodeStruct(v)
		if s.short >= 0 && len(node.Content) == 2 && node.Content[0].Value == s.fields[s.short].name {
			return node.Content[1]
		}
		return node
	}
	if m, ok := v.Interface().(encoding.TextMarshaler); ok {
		text, err := m.MarshalText()
		if err != nil {
			panic(fmt.Sprintf("record: %T does not write itself: %v", m, err))
		}
		node := encodeText(string(text), v.Type() == slotType)
		if v.Type() == clockType { // which YAML 1.1 reads as a number to the base of 60
			node.Style = yaml.DoubleQuotedStyle
		}
		return node
	}
	switch v.Kind() {
	case reflect.Slice:
		return encodeList(v)
	case reflect.Map:
		return encodeMap(v)
	case reflect.Int:
		return plain(strconv.FormatInt(v.Int(), 10))
	case reflect.Float64:
		return plain(strconv.FormatFloat(v.Float(), 'f', -1, 64))
	case reflect.Bool:
		return plain(strconv.FormatBool(v.Bool()))
	}
	return encodeText(v.String(), v.Type() == textType)
}

func encodeText(s string, words bool) *yaml.Node {
	node := plain(s)
	if words && (loose().MatchString(s) || numeric().MatchString(s) || strings.TrimSpace(s) != s) {
		node.Style = yaml.DoubleQuotedStyle
	}
	return node
}

const flowWidth = 90

// encodeList encodes a list; short lists of scalars are on one line.
func encodeList(v reflect.Value) *yaml.Node {
	node := &yaml.Node{Kind: yaml.SequenceNode, Style: yaml.FlowStyle}
	width := 0
	for i := range v.Len() {
		e := encode(v.Index(i))
		node.Content = append(node.Content, e)
		width += len(e.Value) + 2
		if e.Kind != yaml.ScalarNode || width > flowWidth || strings.Contains(e.Value, "\n") {
			node.Style = 0
		}
	}
	return node
}

func encodeMap(v reflect.Value) *yaml.Node {
	node := &yaml.Node{Kind: yaml.MappingNode}
	for _, key := range sortedKeys(v) {
		value := encode(v.MapIndex(key))
		if value.Kind == yaml.MappingNode {
			value.Style = yaml.FlowStyle
		}
		node.Content = append(node.Content, plain(keyText(key)), value)
	}
	return node
}

func plain(s string) *yaml.Node { return &yaml.Node{Kind: yaml.ScalarNode, Value: s} }
