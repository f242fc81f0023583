package intake

import (
	"slices"
	"strings"
	"testing"

	"pairbook/generator/internal/table"
)

func TestOptionsAndColumns(t *testing.T) {
	for name, test := range map[string]struct {
		columns, values, set []string
		header, want         string // want: part of the error, or the ignored columns
	}{
		"plain":                 {header: "id,name,shoe size,", want: "shoe size|(column 4, without a name)"},
		"another header":        {columns: []string{"id=The person = id"}, header: "The  person = id,id", want: "id"},
		"set hides the column":  {set: []string{"unit=North"}, header: "id,unit", want: "unit"},
		"no equals sign":        {columns: []string{"id"}, header: "id", want: `--column "id": write FIELD=HEADER`},
		"unknown field":         {columns: []string{"nam=x"}, header: "id", want: `did you mean "name"?`},
		"far field":             {columns: []string{"shoe=x"}, header: "id", want: "the fields of people are id, name, alias"},
		"column and set":        {columns: []string{"unit=u"}, set: []string{"unit=North"}, header: "id,u", want: "keep one of the two"},
		"value without colon":   {values: []string{"unit=North"}, header: "id,unit", want: "write FIELD:FROM=TO"},
		"value without column":  {values: []string{"unit:N=North"}, header: "id", want: "no column holds unit"},
		"set nothing":           {set: []string{"unit="}, header: "id", want: "write FIELD=VALUE"},
		"a programme of people": {set: []string{"program=x"}, header: "id", want: "there is no field"},
		"no required column":    {header: "person", want: `no column is called "id": say where it is with --column id=HEADER`},
		"no such header":        {columns: []string{"id=persn"}, header: "person", want: `did you mean "person"?`},
		"two of one name":       {header: "id,name,name", want: `two columns are called "name", number 2 and number 3`},
		"two that nobody uses":  {header: "id,x,x", want: "x|x"},
	} {
		t.Run(name, func(t *testing.T) {
			sheet, problems := table.Read("in.csv", []byte(test.header+"\n"), table.Dialect{})
			if sheet == nil {
				t.Fatal(problems)
			}
			got := ""
			options, err := ParseOptions(People, Flags{Columns: test.columns, Values: test.values, Set: test.set})
			if err == nil {
				var bound *Binding
				if bound, err = Bind(People, sheet, options); err == nil {
					got = strings.Join(bound.Ignored, "|")
				}
			}
			if err != nil && !strings.Contains(err.Error(), test.want) || err == nil && got != test.want {
				t.Errorf("got %q, %v; want %q", got, err, test.want)
			}
		})
	}
}

func TestListsOfAKind(t *testing.T) {
	for _, x := range []struct {
		kind  Kind
		field string
		want  bool
	}{{Pairings, "mentors", true}, {Pairings, "mentees", true}, {Pairings, "state", false}, {Sessions, "attended", true}, {Sessions, "mentors", false}} {
		if got := x.kind.IsList(x.field); got != x.want {
			t.Errorf("%s, %s: %v", x.kind, x.field, got)
		}
	}
}

func TestEveryKindHasItsFields(t *testing.T) {
	for _, kind := range Kinds() {
		fields := kind.Fields()
		if len(kind.required()) == 0 || len(fields) == len(kind.required()) {
			t.Errorf("%s has the fields %v", kind, fields)
		}
		if slices.Contains(fields, "") || len(slices.Compact(slices.Sorted(slices.Values(fields)))) != len(fields) {
			t.Errorf("%s has a field twice: %v", kind, fields)
		}
	}
}
