package record

import (
	"cmp"
	"reflect"
	"slices"
	"strconv"
)

// Each visits every value of a record that was given or has a standard, in
// the order of its fields: path is the way that [Source.At] takes, value has
// the field's type (PersonID, string, when.Date, …). Pointers are followed;
// zero values are left out. The path is only good during the visit.
func Each(rec Record, visit func(path []any, value any)) {
	each(reflect.ValueOf(rec).Elem(), nil, visit)
}

func each(v reflect.Value, path []any, visit func(path []any, value any)) {
	switch {
	case v.Kind() == reflect.Pointer:
		if !v.IsNil() {
			each(v.Elem(), path, visit)
		}
	case v.Kind() == reflect.Slice:
		for i := range v.Len() {
			each(v.Index(i), append(path, i), visit)
		}
	case v.Kind() == reflect.Map:
		for _, key := range sortedKeys(v) {
			each(v.MapIndex(key), append(path, keyText(key)), visit)
		}
	case grammar()[v.Type()] != nil:
		for _, f := range grammar()[v.Type()].fields {
			each(v.Field(f.index), append(path, f.name), visit)
		}
	case !v.IsZero():
		visit(path, v.Interface())
	}
}

// sortedKeys lists a map's keys in order: texts by letter, numbers by size.
func sortedKeys(v reflect.Value) []reflect.Value {
	keys := v.MapKeys()
	slices.SortFunc(keys, func(a, b reflect.Value) int {
		if a.Kind() == reflect.Int {
			return cmp.Compare(a.Int(), b.Int())
		}
		return cmp.Compare(a.String(), b.String())
	})
	return keys
}

// keyText writes a map's key as it stands in the record.
func keyText(key reflect.Value) string {
	if key.Kind() == reflect.Int {
		return strconv.FormatInt(key.Int(), 10)
	}
	return key.String()
}
