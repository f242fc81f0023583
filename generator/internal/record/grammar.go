package record

import (
	"reflect"
	"strings"
	"sync"

	"pairbook/generator/internal/when"
)

// shape is the parsed tags of a struct type.
type shape struct {
	fields []field
	byName map[string]int
	short  int // the field that a plain scalar stands for, -1 for none
	none   string
	former map[string]string // what to write instead of keys that there were
}

type field struct {
	name                    string
	step                    any // the name, in a path
	index                   int
	required, short, single bool
	standard                string // the value of an absent key
	min, max                int
}

// names returns the keys that a mapping of this shape may have.
func (s *shape) names() []string {
	names := make([]string, len(s.fields))
	for i, f := range s.fields {
		names[i] = f.name
	}
	return names
}

// grammar is the shape of every struct type that a record is made of.
var grammar = sync.OnceValue(func() map[reflect.Type]*shape {
	shapes := map[reflect.Type]*shape{}
	for _, k := range kinds {
		learn(reflect.TypeOf(k.new()), shapes)
	}
	learn(reflect.TypeFor[Block](), shapes)
	return shapes
})

func learn(t reflect.Type, shapes map[reflect.Type]*shape) {
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice || t.Kind() == reflect.Map {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct || shapes[t] != nil || t == slotType || t == intervalType {
		return
	}
	s := &shape{byName: map[string]int{}, short: -1}
	shapes[t] = s
	if n, ok := reflect.Zero(t).Interface().(interface{ none() string }); ok {
		s.none = n.none()
	}
	if f, ok := reflect.Zero(t).Interface().(interface{ former() map[string]string }); ok {
		s.former = f.former()
	}
	for i := range t.NumField() {
		tag, ok := t.Field(i).Tag.Lookup("yaml")
		if !ok || tag == "-" {
			continue
		}
		f := readField(t.Field(i), i, tag)
		s.byName[f.name] = len(s.fields)
		if f.short {
			s.short = len(s.fields)
		}
		s.fields = append(s.fields, f)
		learn(t.Field(i).Type, shapes)
	}
}

func readField(sf reflect.StructField, index int, tag string) field {
	name, options, _ := strings.Cut(tag, ",")
	f := field{name: name, step: name, index: index, standard: sf.Tag.Get("default"), min: 0, max: 1_000_000_000}
	for option := range strings.SplitSeq(options, ",") {
		switch option {
		case "required":
			f.required = true
		case "short":
			f.short = true
		case "single":
			f.single = true
		}
	}
	if v, ok := sf.Tag.Lookup("min"); ok {
		f.min = int(mustNumber(v))
	}
	if v, ok := sf.Tag.Lookup("max"); ok {
		f.max = int(mustNumber(v))
	}
	return f
}

var (
	dateType      = reflect.TypeFor[when.Date]()
	intervalType  = reflect.TypeFor[when.Interval]()
	durationType  = reflect.TypeFor[when.Duration]()
	clockType     = reflect.TypeFor[when.Clock]()
	zoneType      = reflect.TypeFor[when.Zone]()
	slotType      = reflect.TypeFor[when.Slot]()
	addressType   = reflect.TypeFor[Address]()
	mailboxType   = reflect.TypeFor[Mailbox]()
	telephoneType = reflect.TypeFor[Telephone]()
	colourType    = reflect.TypeFor[Colour]()
	metricType    = reflect.TypeFor[MetricID]()
	pairingType   = reflect.TypeFor[PairingRef]()
	textType      = reflect.TypeFor[string]()
	choiceType    = reflect.TypeFor[interface{ choices() []string }]()
)
