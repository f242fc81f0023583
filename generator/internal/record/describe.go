package record

import (
	"cmp"
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"
)

// KindOfRecord describes a kind of record: its path and its YAML.
type KindOfRecord struct {
	Name    string // such as person
	Pattern string // of its path; * stands for an id
	Limit   int64  // bytes of its file
	Lenient bool   // keys that the grammar does not know are no error
	Shape   *Shape
}

// Shape describes a mapping: its keys in the order in which a record is
// written.
type Shape struct {
	Name    string
	Meaning string // "" for most
	Keys    []Key
	// Short is the key whose value may stand for the whole mapping, and None
	// the word that may; "" where nothing may.
	Short, None string
}

// Key describes a key of a mapping. A Single list of one may be written
// without brackets.
type Key struct {
	Name             string
	Required, Single bool
	Standard         string // what its absence means, "" for nothing
	Value            Value
}

// Form is the form of a value.
type Form string

// The forms of values. A List has elements, a Tabled value has arbitrary keys, and a
// Mapping has the keys that the grammar defines.
const (
	Text         Form = "text"
	ID           Form = "id"
	Date         Form = "date"
	Interval     Form = "interval"
	Duration     Form = "duration"
	Time         Form = "time"
	TimeZone     Form = "time zone"
	Availability Form = "availability"
	Link         Form = "link"
	Mail         Form = "mailbox"
	Phone        Form = "telephone"
	Paint        Form = "colour"
	Choice       Form = "choice"
	YesNo        Form = "true or false"
	Whole        Form = "whole number"
	Number       Form = "number"
	List         Form = "list"
	Tabled       Form = "table"
	Mapping      Form = "mapping"
)

// Value describes a value by its form and the details of that form.
type Value struct {
	Form     Form
	Pattern  string   // of an ID, a Mail, a Phone and a Paint
	Choices  []string // of a Choice
	Meanings []string // of the choices, if they have any
	Min, Max int      // of a Whole
	Of       *Value   // the elements of a List or a Tabled one
	Keys     *Value   // of a Tabled one
	Shape    *Shape   // of a Mapping
}

// Kinds describes every kind of record, in the order of the layout. The caller may
// change the result.
func Kinds() []KindOfRecord {
	d := describer{}
	var all []KindOfRecord
	for _, k := range kinds {
		rec := k.new()
		_, page := rec.(*Page)
		pattern := strings.Join(k.pattern, "/")
		if page {
			pattern += "/**.md"
		}
		all = append(all, KindOfRecord{k.name, pattern, k.limit, page, d.shape(reflect.TypeOf(rec).Elem())})
	}
	return all
}

// describer caches described shapes by type.
type describer map[reflect.Type]*Shape

func (d describer) shape(t reflect.Type) *Shape {
	if known := d[t]; known != nil {
		return known
	}
	s := grammar()[t]
	shape := &Shape{Name: t.Name(), None: s.none}
	d[t] = shape
	if v, ok := reflect.Zero(t).Interface().(meaning); ok {
		shape.Meaning = v.Meaning()
	}
	if s.short >= 0 {
		shape.Short = s.fields[s.short].name
	}
	for _, f := range s.fields {
		shape.Keys = append(shape.Keys, Key{f.name, f.required, f.single, f.standard, d.value(t.Field(f.index).Type, f)})
	}
	return shape
}

func (d describer) value(t reflect.Type, f field) Value {
	switch t.Kind() {
	case reflect.Pointer:
		return d.value(t.Elem(), f)
	case reflect.Slice:
		of := d.value(t.Elem(), f)
		return Value{Form: List, Of: &of}
	case reflect.Map:
		keys, of := d.value(t.Key(), f), d.value(t.Elem(), field{max: f.max})
		return Value{Form: Tabled, Keys: &keys, Of: &of}
	}
	if form, ok := formOf[t]; ok {
		return Value{Form: form, Pattern: written(patternOf[t])}
	}
	switch {
	case t.Kind() == reflect.Struct:
		return Value{Form: Mapping, Shape: d.shape(t)}
	case t.Implements(choiceType):
		choices := reflect.Zero(t).Interface().(interface{ choices() []string }).choices()
		return Value{Form: Choice, Choices: slices.Clone(choices), Meanings: meanings(t, choices)}
	case t.Kind() == reflect.String:
		return Value{Form: ID, Pattern: cmp.Or(written(idPattern[t]), idForm().String())}
	case t.Kind() == reflect.Bool:
		return Value{Form: YesNo}
	case t.Kind() == reflect.Int:
		return Value{Form: Whole, Min: f.min, Max: f.max}
	case t.Kind() == reflect.Float64:
		return Value{Form: Number}
	}
	panic(fmt.Sprintf("record: the grammar has a field of type %s", t))
}

// meaning is implemented by types whose values need more words than their names.
type meaning interface{ Meaning() string }

// meanings says what the choices of a type mean; nil if the type does not.
func meanings(t reflect.Type, choices []string) (all []string) {
	for _, choice := range choices {
		if v, ok := reflect.ValueOf(choice).Convert(t).Interface().(meaning); ok {
			all = append(all, v.Meaning())
		}
	}
	return all
}

// formOf is the form of each type that has only one.
var formOf = map[reflect.Type]Form{
	dateType: Date, intervalType: Interval, durationType: Duration, clockType: Time, zoneType: TimeZone,
	slotType: Availability, addressType: Link, textType: Text, mailboxType: Mail, telephoneType: Phone, colourType: Paint,
}

// idPattern is the pattern of each type of id that is written unlike the others.
var idPattern = map[reflect.Type]func() *regexp.Regexp{metricType: metricForm, pairingType: pairingRefForm}

// patternOf is the pattern of each other type of string that has one.
var patternOf = map[reflect.Type]func() *regexp.Regexp{mailboxType: mailboxForm, telephoneType: telephoneForm, colourType: colourForm}

// written returns a pattern as it is written, empty for none.
func written(pattern func() *regexp.Regexp) string {
	if pattern == nil {
		return ""
	}
	return pattern().String()
}
