package schema

import "pairbook/generator/internal/record"

// datePattern is that of a day.
const datePattern = `^(19[7-9][0-9]|2[01][0-9]{2})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$`

// wholePattern is that of a whole number in a key, up to the grammar's limit.
const wholePattern = `^(0|[1-9][0-9]{0,8}|1000000000)$`

// patterns are those of values that are strings in YAML.
var patterns = map[record.Form]string{
	record.Interval:     `^[1-9][0-9]{0,3}(d|w|mo)$`,
	record.Duration:     `^([1-9][0-9]?h([1-9][0-9]{0,3}m)?|([1-9][0-9]{0,2}|[1-5][0-9]{3})m)$`,
	record.TimeZone:     `^([A-Z][A-Za-z0-9_+/-]*|[+-][0-9]{2}:[0-9]{2})$`,
	record.Time:         `^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$`,
	record.Availability: `^(Mon|Tue|Wed|Thu|Fri|Sat|Sun) ([01][0-9]|2[0-4]):[0-5][0-9]-([01][0-9]|2[0-4]):[0-5][0-9]$`,
	record.Link:         "^[^\\\\<>\"`{}|^ \\t\\n]+$",
	record.Text:         `[^ \t\n\r\f\v]`,
}

func (w *writer) value(v record.Value) *Schema {
	if pattern, plain := patterns[v.Form]; plain {
		return &Schema{Type: "string", Pattern: pattern}
	}
	switch v.Form {
	case record.ID:
		// YAML reads an id of digits only as a number, and an id may be a word
		// for a truth value.
		zero := 0
		return &Schema{Type: []string{"string", "integer", "boolean"}, Pattern: v.Pattern, Minimum: &zero}
	case record.Date:
		return &Schema{Type: "string", Pattern: datePattern, Format: "date"}
	case record.Mail, record.Paint:
		return &Schema{Type: "string", Pattern: v.Pattern}
	case record.Phone:
		// YAML reads digits only as a number, which no pattern checks; the
		// shortest telephone number has three.
		shortest := 100
		return &Schema{Type: []string{"string", "integer"}, Pattern: v.Pattern, Minimum: &shortest}
	case record.Choice:
		s := &Schema{Enum: v.Choices}
		for i, meaning := range v.Meanings {
			s.Description += v.Choices[i] + ": " + meaning + ".\n"
		}
		return s
	case record.YesNo:
		return &Schema{Type: "boolean"}
	case record.Whole:
		return &Schema{Type: "integer", Minimum: &v.Min, Maximum: &v.Max}
	case record.Number:
		return &Schema{Type: "number"}
	case record.List:
		return &Schema{Type: "array", Items: w.value(*v.Of)}
	case record.Tabled:
		return &Schema{Type: "object", Names: w.name(*v.Keys), Additional: w.value(*v.Of)}
	}
	return w.inner(v.Shape)
}

// name is the key of a table, which is a string even if it would not be as a
// value.
func (w *writer) name(v record.Value) *Schema {
	if v.Form == record.Whole {
		return &Schema{Pattern: wholePattern}
	}
	return &Schema{Pattern: v.Pattern}
}

// inner returns a reference to the schema of a nested mapping.
func (w *writer) inner(shape *record.Shape) *Schema {
	if !w.seen[shape.Name] {
		w.seen[shape.Name] = true
		at := len(w.defs)
		w.defs = append(w.defs, property{name: shape.Name})
		whole := w.mapping(shape)
		if words := w.words(shape); len(words) > 0 {
			whole = &Schema{AnyOf: append(words, whole)}
		}
		w.defs[at].schema = whole
	}
	return &Schema{Ref: "#/$defs/" + shape.Name}
}
