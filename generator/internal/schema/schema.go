// Package schema describes records as JSON Schemas, for editors and for those who
// make records with programs of their own.
//
// [Of] returns the [Schema] of a kind of record, [All] a document with all of
// them under $defs. They are derived from the grammar of package record, so there
// is no second list of fields. A schema checks the values that YAML 1.2 reads:
// dates, durations and the like are strings with a pattern. Relations between
// values (ids that exist, dates in order, a slot that ends after it begins) are
// left to `pairbook check`, as is the notation: a schema accepts an unquoted no
// where text is meant.
package schema

import (
	"bytes"
	"encoding/json"
	"fmt"

	"pairbook/generator/internal/record"
)

// dialect is the schemas' version of JSON Schema.
const dialect = "https://json-schema.org/draft/2020-12/schema"

// Schema is a JSON Schema, with only the keywords that records need.
type Schema struct {
	Dialect     string     `json:"$schema,omitempty"`
	Title       string     `json:"title,omitempty"`
	Description string     `json:"description,omitempty"`
	Ref         string     `json:"$ref,omitempty"`
	Type        any        `json:"type,omitempty"` // a string or []string
	Const       string     `json:"const,omitempty"`
	Enum        []string   `json:"enum,omitempty"`
	Pattern     string     `json:"pattern,omitempty"`
	Format      string     `json:"format,omitempty"`
	MinLength   int        `json:"minLength,omitempty"`
	Minimum     *int       `json:"minimum,omitempty"`
	Maximum     *int       `json:"maximum,omitempty"`
	Default     any        `json:"default,omitempty"`
	Items       *Schema    `json:"items,omitempty"`
	Properties  properties `json:"properties,omitempty"`
	Names       *Schema    `json:"propertyNames,omitempty"`
	Additional  any        `json:"additionalProperties,omitempty"` // false, or a *Schema
	Required    []string   `json:"required,omitempty"`
	AnyOf       []*Schema  `json:"anyOf,omitempty"`
	Defs        properties `json:"$defs,omitempty"`
}

// properties are named schemas in a given order.
type properties []property

type property struct {
	name   string
	schema *Schema
}

// MarshalJSON writes the schemas as an object, in order.
func (p properties) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	b.WriteByte('{')
	for i, one := range p {
		if i > 0 {
			b.WriteByte(',')
		}
		if err := e.Encode(one.name); err != nil {
			return nil, fmt.Errorf("write the name %q: %w", one.name, err)
		}
		b.WriteByte(':')
		if err := e.Encode(one.schema); err != nil {
			return nil, fmt.Errorf("write the schema of %q: %w", one.name, err)
		}
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// Kinds lists the kinds of records that have a schema.
func Kinds() []string {
	var names []string
	for _, k := range record.Kinds() {
		names = append(names, k.Name)
	}
	return names
}

// Of returns the schema of a kind of record, nil for an unknown kind.
func Of(kind string) *Schema {
	for _, k := range record.Kinds() {
		if k.Name == kind {
			w := writer{seen: map[string]bool{}}
			s := w.kind(k)
			s.Dialect, s.Defs = dialect, w.defs
			return s
		}
	}
	return nil
}

// All returns a document with the schema of every kind under $defs, by the kind's
// name.
func All() *Schema {
	w := writer{seen: map[string]bool{}}
	var roots properties
	for _, k := range record.Kinds() {
		roots = append(roots, property{k.Name, w.kind(k)})
	}
	return &Schema{Dialect: dialect, Title: "The records of a mentoring programme",
		Description: "Each kind of record is under $defs, by its name.", Defs: append(roots, w.defs...)}
}

// writer collects the schemas of nested mappings.
type writer struct {
	seen map[string]bool
	defs properties
}

func (w *writer) kind(k record.KindOfRecord) *Schema {
	s := w.mapping(k.Shape)
	s.Title = k.Name
	s.Description = fmt.Sprintf("%s, at most %d KiB", k.Pattern, k.Limit>>10)
	if k.Lenient {
		s.Additional = nil
	}
	return s
}

func (w *writer) mapping(shape *record.Shape) *Schema {
	s := &Schema{Type: "object", Description: shape.Meaning, Additional: false}
	for _, key := range shape.Keys {
		value := w.value(key.Value)
		if key.Single {
			value = &Schema{AnyOf: append([]*Schema{value}, w.single(*key.Value.Of)...)}
		}
		value.Default = standard(key)
		s.Properties = append(s.Properties, property{key.Name, value})
		if key.Required {
			s.Required = append(s.Required, key.Name)
		}
	}
	return s
}

// single lists the schemas of list elements that may be written without brackets
// when alone.
func (w *writer) single(of record.Value) []*Schema {
	if of.Form == record.Mapping {
		return w.words(of.Shape)
	}
	return []*Schema{w.value(of)}
}

// words are the single values that may replace a mapping.
func (w *writer) words(shape *record.Shape) []*Schema {
	var all []*Schema
	for _, key := range shape.Keys {
		if key.Name == shape.Short {
			all = append(all, w.value(key.Value))
		}
	}
	if shape.None != "" {
		all = append(all, &Schema{Const: shape.None})
	}
	return all
}

func standard(key record.Key) any {
	switch {
	case key.Standard == "":
		return nil
	case key.Value.Form == record.YesNo, key.Value.Form == record.Whole, key.Value.Form == record.Number:
		return json.RawMessage(key.Standard)
	}
	return key.Standard
}
