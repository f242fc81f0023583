package record

import (
	"reflect"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"gopkg.in/yaml.v3"
	"pgregory.net/rapid"

	"pairbook/generator/internal/diag"
	"pairbook/generator/internal/text"
	"pairbook/generator/internal/when"
)

// draw makes any value that a type of the grammar can hold.
func draw(t *rapid.T, v reflect.Value, f field) {
	switch {
	case v.Type() == dateType:
		v.SetInt(int64(when.Day(rapid.IntRange(when.FirstYear, when.LastYear).Draw(t, "year"), 1, rapid.IntRange(1, 365).Draw(t, "day"))))
	case v.Type() == intervalType:
		unit := rapid.SampledFrom([]when.Unit{when.Days, when.Weeks, when.Months}).Draw(t, "unit")
		v.Set(reflect.ValueOf(when.Interval{N: rapid.IntRange(1, 99).Draw(t, "n"), Unit: unit}))
	case v.Type() == slotType:
		from := rapid.IntRange(0, 24*60-2).Draw(t, "from")
		v.Set(reflect.ValueOf(when.Slot{Day: 1, From: from, Until: rapid.IntRange(from+1, 24*60).Draw(t, "until")}))
	case v.Type() == clockType:
		v.SetInt(int64(rapid.IntRange(1, int(when.Midnight)).Draw(t, "time")))
	case v.Type() == zoneType:
		v.SetString(rapid.SampledFrom([]string{"Europe/London", "+05:30", "UTC"}).Draw(t, "zone"))
	case v.Type().Implements(choiceType):
		v.SetString(rapid.SampledFrom(v.Interface().(interface{ choices() []string }).choices()).Draw(t, "choice"))
	case v.Type() == addressType:
		v.SetString(rapid.SampledFrom([]string{"https://a.example/x?y=1#z", "mailto:a@b.example", "tel:+441632960123", "help/index.md"}).Draw(t, "address"))
	case v.Type() == colourType:
		v.SetString(rapid.StringMatching(`#[0-9A-Fa-f]{6}`).Draw(t, "colour"))
	case v.Type() == mailboxType:
		v.SetString(rapid.SampledFrom([]string{"a@b.example", "safe.keeping+now@x-y.example.org"}).Draw(t, "mailbox"))
	case v.Type() == telephoneType:
		v.SetString(rapid.SampledFrom([]string{"112", "+441632960123", "01632 960123", "(01632) 960-123", "2026-11-12", "0.5"}).Draw(t, "telephone"))
	case v.Type() == textType:
		v.SetString(drawText(t))
	case v.Kind() == reflect.String:
		v.SetString(rapid.StringMatching(`[a-z0-9][a-z0-9-]{0,5}`).Draw(t, "id"))
	case v.Kind() == reflect.Bool:
		v.SetBool(rapid.Bool().Draw(t, "bool"))
	case v.Kind() == reflect.Int:
		v.SetInt(int64(rapid.IntRange(max(f.min, 1), min(f.max, 1439)).Draw(t, "int")))
	case v.Kind() == reflect.Float64:
		v.SetFloat(float64(rapid.IntRange(-1000, 1000).Draw(t, "float")) / 8)
	case v.Kind() == reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		draw(t, v.Elem(), f)
	case v.Kind() == reflect.Slice:
		least := 0
		if f.required {
			least = 1
		}
		n := rapid.IntRange(least, 3).Draw(t, "n")
		v.Set(reflect.MakeSlice(v.Type(), n, n))
		for i := range n {
			draw(t, v.Index(i), f)
		}
	case v.Kind() == reflect.Map:
		v.Set(reflect.MakeMap(v.Type()))
		key, value := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
		draw(t, key, f)
		draw(t, value, f)
		v.SetMapIndex(key, value)
	default:
		standards(v)
		for _, f := range grammar()[v.Type()].fields {
			if f.required || rapid.Bool().Draw(t, "given") {
				draw(t, v.Field(f.index), f)
			}
		}
	}
}

func drawText(t *rapid.T) string {
	return rapid.OneOf(
		rapid.SampledFrom([]string{"no", "~", "0123", "1e3", "2026-11-12", "null", "a: b", "# x", "- x", "'", `"`, "a\nb", "a\n", "  a", "&a", "*a", "!a", "%a", "@a", "`a", "[a", "{a", "a #b", "yes", "=", "<<", "?", "0x1F", ".5", "true", "---", "..."}),
		rapid.StringOfN(rapid.RuneFrom(nil, unicode.Latin, unicode.Greek, unicode.Punct, unicode.Digit), 1, 20, -1),
	).Filter(func(s string) bool {
		return strings.TrimSpace(s) != "" && !text.HasUnseen(s)
	}).Draw(t, "text")
}

// same compares records but for where they came from.
var same = cmp.Options{
	cmpopts.IgnoreTypes(Source{}), cmpopts.EquateEmpty(),
	cmp.Comparer(func(a, b when.Date) bool { return a == b }),
	cmp.FilterPath(func(p cmp.Path) bool { return p.Last().String() == ".Notes" }, cmp.Ignore()),
	cmpopts.IgnoreUnexported(Table[PersonID, *Enrolment]{}, Table[PairingID, *Pairing]{}),
}

func decodeAs(rec Record, text []byte) diag.List {
	var problems diag.List
	rec.Where().Path = "x.yaml"
	standards(reflect.ValueOf(rec).Elem())
	d := &decoder{src: rec.Where(), first: 1, problems: &problems}
	d.decode(text, rec)
	return problems
}

// TestRoundTrip writes any record of any kind and reads it again.
func TestRoundTrip(t *testing.T) {
	for _, k := range kinds {
		t.Run(k.name, rapid.MakeCheck(func(t *rapid.T) {
			rec, again := k.new(), k.new()
			draw(t, reflect.ValueOf(rec).Elem(), field{})
			text, err := Marshal(rec)
			if err != nil {
				t.Fatal(err)
			}
			if problems := decodeAs(again, text); len(problems) > 0 {
				t.Fatalf("written:\n%s\nrefused: %v", text, problems)
			}
			if diff := cmp.Diff(rec, again, same); diff != "" {
				t.Fatalf("written:\n%s\n%s", text, diff)
			}
			if empty := strings.ReplaceAll(string(text), "attended: []", ""); strings.Contains(empty, ": []") {
				t.Fatalf("only that nobody came is said by an empty list; written:\n%s", text)
			}
		}))
	}
}

// TestSetKeysAgrees changes any keys of any written record.
func TestSetKeysAgrees(t *testing.T) {
	for _, k := range kinds {
		t.Run(k.name, rapid.MakeCheck(func(t *rapid.T) {
			old, fresh, again := k.new(), k.new(), k.new()
			for _, rec := range []Record{old, fresh} {
				draw(t, reflect.ValueOf(rec).Elem(), field{})
			}
			text, err := Marshal(old)
			if err != nil {
				t.Fatal(err)
			}
			keys := grammar()[reflect.TypeOf(old).Elem()].names()
			out, err := SetKeys(text, fresh, keys...)
			if err != nil {
				t.Fatal(err)
			}
			if problems := decodeAs(again, out); len(problems) > 0 {
				t.Fatalf("from:\n%s\nto:\n%s\nrefused: %v", text, out, problems)
			}
			if diff := cmp.Diff(fresh, again, same); diff != "" {
				t.Fatalf("from:\n%s\nto:\n%s\n%s", text, out, diff)
			}
			if twice, _ := SetKeys(out, fresh, keys...); string(twice) != string(out) {
				t.Fatalf("a second time changes\n%s\nto\n%s", out, twice)
			}
		}))
	}
}

func TestSetKeysLeavesTheRestAlone(t *testing.T) {
	text := `# Ada came by way of the writing circle.
name:   "Ada Quill"   # as she writes it

topics: [writing,
  editing]   # two
# the next line is hers alone
unit: Quay
`
	rec := &Person{Name: "Ada Quill-Bo", Topics: []TopicID{"print"}, TimeZone: "UTC", Publish: true}
	out, err := SetKeys([]byte(text), rec, "name", "topics", "time_zone", "unit")
	if err != nil {
		t.Fatal(err)
	}
	want := `# Ada came by way of the writing circle.
name: Ada Quill-Bo # as she writes it

topics: [print] # two
time_zone: UTC
# the next line is hers alone
`
	if diff := cmp.Diff(want, string(out)); diff != "" {
		t.Error(diff)
	}
	crlf, err := SetKeys([]byte("---\r\ndate: 2026-01-05\r\n---\r\nNotes.\r\n"), &Session{Date: when.Day(2026, 1, 5), Next: when.Day(2026, 1, 19)}, "next")
	if err != nil {
		t.Fatal(err)
	}
	if want := "---\r\ndate: 2026-01-05\r\nnext: 2026-01-19\r\n---\r\nNotes.\r\n"; string(crlf) != want {
		t.Errorf("got %q, want %q", crlf, want)
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte("mentors: [ada, {person: bo, from: 2026-01-05}]\nmentees: [cy]\nstate: active\n"))
	f.Add([]byte("a: &a [*a]\n<<: *a\n"))
	f.Add([]byte("? [a]\n: b\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		for _, k := range kinds {
			var problems diag.List
			rec := k.new()
			file{path: "x.yaml", kind: &k}.decode(rec, text, nil, &problems)
			lines := strings.Count(string(text), "\n") + 1
			for _, p := range problems {
				if p.Line < 1 || p.Line > lines+1 || p.Column < 1 || p.Rule == "" {
					t.Fatalf("%s: %+v", k.name, p)
				}
			}
			Each(rec, func(path []any, _ any) { rec.Where().At(path...) })
		}
	})
}

// TestQuotedLikeTheLibrary holds the expressions by which texts are quoted to the
// library: whatever it would read as another type is among them.
func TestQuotedLikeTheLibrary(t *testing.T) {
	compare := func(t rapid.TB, s string) (ambiguous bool) {
		node := plain(s)
		if s == "" || !Ambiguous(s, node.ShortTag()) {
			return false
		}
		if written := encodeText(s, true); written.Style != yaml.DoubleQuotedStyle {
			t.Fatalf("%q is read as %s, and written without quotes", s, node.ShortTag())
		}
		return true
	}
	for _, s := range []string{"12", "-1.5", "1e3", "+_0", "-_.5", "-__1e_3", "0x1F", "0b101", "0o17", ".inf", "-.Inf", ".NaN", "2026-11-12", "2026-11-12T10:00:00Z", "true", "null", "~"} {
		if !compare(t, s) {
			t.Errorf("%q is read as a text", s)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.OneOf(rapid.StringMatching(`[-+.0-9_:TtZzeExXoObBa-fn ]{1,12}`), rapid.StringMatching(`[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt ][0-9]{1,2}:[0-9]{1,2}:[0-9]{1,2}(\.[0-9]{1,3})?(Z|[-+][0-9]{2}:[0-9]{2})?)?`),
			rapid.StringMatching(`[-+]?\.?(?i:inf|nan)|[-+]?0[xXoObB][0-9a-fA-F_]{1,9}`), rapid.String()).Draw(t, "text")
		compare(t, s)
	})
}

// TestSetKeysKeepsCommentsInLists changes lists that somebody has written beside.
func TestSetKeysKeepsCommentsInLists(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"one more": {"topics:\n  - sql   # since 2019\n  # never python: she asked\nunit: Quay\n",
			"topics:\n  - sql   # since 2019\n  - rust\n  # never python: she asked\nunit: Quay\n"},
		"none moves":    {"topics: # hers\n# first\n- sql\n\n# second\n- rust\n# end", "topics: # hers\n# first\n- sql\n\n# second\n- rust\n# end"},
		"another order": {"topics:\n- rust # new\n# old\n- sql\n", "topics:\n# old\n- sql\n- rust # new\n"},
		"one goes":      {"topics:\n    # she asked\n    - python # 2020\n    - sql", "topics:\n    - sql\n    - rust\n    # she asked\n"},
		"others":        {"topics:\n- python\n# why\n", "topics:\n- sql\n- rust\n# why\n"},
		"in a line":     {"name: Ada\ntopics: [python]   # since 2019\n", "name: Ada\ntopics: [sql, rust] # since 2019\n"},
		"in lines":      {"topics: [sql, # since 2019\n  python] # no more\nunit: Quay\n", "# since 2019\n# no more\ntopics: [sql, rust]\nunit: Quay\n"},
	} {
		t.Run(name, func(t *testing.T) {
			out, err := SetKeys([]byte(c.text), &Person{Topics: []TopicID{"sql", "rust"}}, "topics")
			if err != nil || string(out) != c.want {
				t.Errorf("%v\n%s\nnot\n%s", err, out, c.want)
			}
		})
	}
}
