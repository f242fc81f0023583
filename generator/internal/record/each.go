package record

import (
	"cmp"
	"reflect"
	"slices"
	"strconv"
	"unicode/utf8"
)

// Each calls visit for every non-zero value of a record, defaults included, in the
// order of its fields. The path is as [Source.At] takes it and is valid only during
// the call; value has the field's type (PersonID, string, when.Date, …). Pointers are
// followed.
func Each(rec Record, visit func(path []any, value any)) {
	each(reflect.ValueOf(rec).Elem(), make([]any, 0, 8), visit)
}

func each(v reflect.Value, path []any, visit func(path []any, value any)) {
	switch {
	case v.IsZero():
	case v.Kind() == reflect.Pointer:
		each(v.Elem(), path, visit)
	case v.Kind() == reflect.Slice:
		for i := range v.Len() {
			each(v.Index(i), append(path, i), visit)
		}
	case v.Kind() == reflect.Map:
		for _, key := range sortedKeys(v) {
			each(v.MapIndex(key), append(path, keyText(key)), visit)
		}
	case v.Kind() != reflect.Struct:
		visit(path, v.Interface())
	default:
		of := grammar()[v.Type()]
		if of == nil {
			visit(path, v.Interface())
			return
		}
		for _, f := range of.fields {
			each(v.Field(f.index), append(path, f.step), visit)
		}
	}
}

// sortedKeys returns a map's keys in ascending order.
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

// keyText returns a map's key as written in the record.
func keyText(key reflect.Value) string {
	if key.Kind() == reflect.Int {
		return strconv.FormatInt(key.Int(), 10)
	}
	return key.String()
}

// Overlong reports how many characters a page has room for in a value of a record, if
// the value is a name, or the words of a pairing, a person or a gathering, and has more; 0
// otherwise.
func Overlong(rec Record, path []any, value any) int {
	words, ok := value.(string)
	if !ok {
		return 0
	}
	key := path[len(path)-1]
	switch rec.(type) {
	case *Pairing, *Person, *Gathering:
	default:
		if key != "name" {
			return 0
		}
	}
	room := 0
	switch key {
	case "name", "alias", "title":
		room = 120
	case "pronouns":
		room = 40
	case "outcome":
		room = 80
	case "summary":
		room = 600
	case "about":
		room = 1000
	}
	if utf8.RuneCountInString(words) <= room {
		return 0
	}
	return room
}
