package site

import (
	"cmp"
	"fmt"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// TestThemesReadmeSaysWhatTemplatesReceive compares the table of themes/README.md
// with the types of the pages that the templates are given; -update writes it.
func TestThemesReadmeSaysWhatTemplatesReceive(t *testing.T) {
	const file, begin, end = "../../../themes/README.md", "<!-- what templates receive -->\n", "<!-- end -->\n"
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, _ := strings.Cut(string(text), begin)
	_, after, whole := strings.Cut(rest, end)
	if !whole {
		t.Fatalf("%s has no place for the table", file)
	}
	want := before + begin + "\n" + received() + "\n" + end + after
	if *update {
		if err := os.WriteFile(file, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	} else if string(text) != want {
		t.Errorf("%s does not say what templates receive; run the test with -update", file)
	}
}

// received lists what every page has, and then what each template is given besides.
func received() string {
	var b strings.Builder
	frame := reflect.TypeFor[*Frame]()
	fmt.Fprintf(&b, "- every page: %s\n", strings.Join(membersOf(frame, nil), ", "))
	for _, name := range pageNames {
		of := reflect.PointerTo(reflect.TypeOf(allPages[name]))
		fmt.Fprintf(&b, "- `%s.html`: %s\n", name, cmp.Or(strings.Join(membersOf(of, frame), ", "), "nothing more"))
	}
	return b.String()
}

// membersOf lists the fields and methods that a template can name of a type, without
// those of another that is embedded in it.
func membersOf(of, without reflect.Type) (all []string) {
	add := func(name string) {
		if without != nil {
			if _, field := without.Elem().FieldByName(name); field {
				return
			}
			if _, method := without.MethodByName(name); method {
				return
			}
		}
		all = append(all, "`."+name+"`")
	}
	for i := range of.NumMethod() {
		add(of.Method(i).Name)
	}
	if of.Kind() == reflect.Pointer {
		of = of.Elem()
	}
	if of.Kind() == reflect.Struct {
		for _, f := range reflect.VisibleFields(of) {
			if f.IsExported() && !f.Anonymous {
				add(f.Name)
			}
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}
