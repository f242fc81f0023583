package schema

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"gopkg.in/yaml.v3"
	"pgregory.net/rapid"

	"pairbook/generator/internal/diag"
	"pairbook/generator/internal/record"
	"pairbook/generator/test/here"
)

// compile compiles a schema with a library, as an editor would.
func compile(t *testing.T, s *Schema, fragment string) *jsonschema.Schema {
	t.Helper()
	text, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource("record.json", document); err != nil {
		t.Fatal(err)
	}
	compiled, err := c.Compile("record.json" + fragment)
	if err != nil {
		t.Fatal(err)
	}
	return compiled
}

// TestEveryRecordOfTheExample validates the repository's own records, with single
// schemas and with the combined document.
func TestEveryRecordOfTheExample(t *testing.T) {
	repo, _, err := record.Load(os.DirFS(here.Example(t)))
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]int{}
	compiled := map[string][2]*jsonschema.Schema{}
	for _, rec := range repo.Records() {
		kind := kindOf(rec.Where().Path)
		if compiled[kind][0] == nil {
			compiled[kind] = [2]*jsonschema.Schema{compile(t, Of(kind), ""), compile(t, All(), "#/$defs/"+kind)}
		}
		value, ok := read(t, rec.Where().Path, rec.Where().Text())
		if !ok {
			continue // a page without front matter
		}
		seen[kind]++
		for _, s := range compiled[kind] {
			if err := s.Validate(value); err != nil {
				t.Errorf("%s: %v", rec.Where().Path, err)
			}
		}
	}
	for _, kind := range Kinds() {
		if seen[kind] == 0 && kind != "letter" {
			t.Errorf("the example has no %s", kind)
		}
	}
}

func kindOf(file string) string {
	for _, k := range record.Kinds() {
		if ok, _ := path.Match(k.Pattern, file); ok || strings.HasPrefix(file, "content/") && k.Lenient {
			return k.Name
		}
	}
	return ""
}

// read returns the values of a record's YAML as JSON values.
func read(t *testing.T, file string, text []byte) (any, bool) {
	t.Helper()
	if path.Ext(file) == ".md" {
		front, _, ok := record.SplitFrontMatter(text)
		if !ok {
			return nil, false
		}
		text = front
	}
	var doc yaml.Node
	if err := yaml.Unmarshal(text, &doc); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	if len(doc.Content) == 0 {
		return map[string]any{}, true
	}
	return valueOf(doc.Content[0]), true
}

func valueOf(n *yaml.Node) any {
	switch n.Kind {
	case yaml.MappingNode:
		m := map[string]any{}
		for i := 0; i < len(n.Content); i += 2 {
			m[n.Content[i].Value] = valueOf(n.Content[i+1])
		}
		return m
	case yaml.SequenceNode:
		list := []any{}
		for _, e := range n.Content {
			list = append(list, valueOf(e))
		}
		return list
	}
	switch n.Tag {
	case "!!int", "!!float":
		return json.Number(n.Value)
	case "!!bool":
		return n.Value == "true"
	}
	return n.Value
}

// TestSchemaAndDecoderAgree draws records that are right or nearly so: the
// decoder and the schema must accept the same ones.
func TestSchemaAndDecoderAgree(t *testing.T) {
	for _, kind := range record.Kinds() {
		t.Run(kind.Name, func(t *testing.T) {
			compiled := compile(t, Of(kind.Name), "")
			passed, refused := 0, 0
			rapid.Check(t, func(t *rapid.T) {
				maker := maker{t: t, slips: rapid.IntRange(0, 2).Draw(t, "slips")}
				value := maker.mapping(kind.Shape)
				problems := decode(t, kind, value)
				err := compiled.Validate(value)
				if (err == nil) != (len(problems) == 0) {
					t.Fatalf("of\n%s\nthe decoder says %v, and the schema: %v", write(value), problems, err)
				}
				if err == nil {
					passed++
				} else {
					refused++
				}
			})
			if passed == 0 || refused == 0 {
				t.Errorf("%d records passed and %d were refused", passed, refused)
			}
		})
	}
}

// decode loads one record and returns the errors in it.
func decode(t *rapid.T, kind record.KindOfRecord, value any) (messages []string) {
	file, id := kind.Pattern, "an-id"
	switch kind.Name {
	case "session", "gathering":
		file = strings.Replace(file, "*.md", "2026-03-01.md", 1)
	case "survey":
		file = strings.Replace(file, "*.yaml", "2026-03-01-pulse.yaml", 1)
	case "attention":
		file = strings.Replace(file, "*.yaml", "otter-2026-03-01.yaml", 1)
	case "page":
		file = "content/page.md"
	}
	file = strings.ReplaceAll(file, "*", id)
	text := write(value) + "\n"
	if path.Ext(file) == ".md" {
		text = "---\n" + text + "---\n"
	}
	_, problems, err := record.Load(fstest.MapFS{file: {Data: []byte(text)}})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range problems {
		if p.Position.Path == file && p.Severity == diag.Error {
			messages = append(messages, p.Rule+": "+p.Message)
		}
	}
	return messages
}

// write formats a value as YAML on one line; keys are plain, because some must be
// numbers.
func write(value any) string {
	switch v := value.(type) {
	case map[string]any:
		var pairs []string
		for _, key := range slices.Sorted(maps.Keys(v)) {
			pairs = append(pairs, key+": "+write(v[key]))
		}
		return "{" + strings.Join(pairs, ", ") + "}"
	case []any:
		var all []string
		for _, e := range v {
			all = append(all, write(e))
		}
		return "[" + strings.Join(all, ", ") + "]"
	case string:
		return strconv.Quote(v)
	}
	return fmt.Sprint(value)
}

// maker draws values for a grammar. A slip is a value that may be wrong.
type maker struct {
	t     *rapid.T
	slips int
}

func (m *maker) slip() bool {
	if m.slips == 0 || rapid.IntRange(0, 7).Draw(m.t, "slip") > 0 {
		return false
	}
	m.slips--
	return true
}

func (m *maker) mapping(shape *record.Shape) any {
	if words := m.short(shape); words != nil && rapid.Bool().Draw(m.t, "short") {
		return words
	}
	made := map[string]any{}
	for _, key := range shape.Keys {
		if key.Required && !m.slip() || !key.Required && rapid.IntRange(0, 2).Draw(m.t, key.Name) == 0 {
			made[key.Name] = m.key(key)
		}
	}
	if m.slip() {
		made["no-such-key"] = "words"
	}
	return made
}

// short draws a short form for a whole mapping, nil if there is none.
func (m *maker) short(shape *record.Shape) any {
	for _, key := range shape.Keys {
		if key.Name == shape.Short {
			return m.value(key.Value)
		}
	}
	if shape.None != "" {
		return shape.None
	}
	return nil
}

func (m *maker) key(key record.Key) any {
	of := key.Value.Of
	if key.Single && rapid.Bool().Draw(m.t, "single") {
		if of.Form != record.Mapping {
			return m.value(*of)
		}
		return m.short(of.Shape)
	}
	return m.value(key.Value)
}

// samples are values of a form, and near misses that a schema can detect.
var samples = map[record.Form][2][]any{
	record.Text:         {{"words", "no", "123", "two\nlines"}, {"", " ", "\t", json.Number("12"), true}},
	record.ID:           {{"grace", "a-1", "1", json.Number("2026"), strings.Repeat("a", 64)}, {"Grace", "-a", "", "a b", json.Number("-1"), strings.Repeat("a", 65)}},
	record.Date:         {{"2026-11-12", "2024-02-29", "1970-01-01", "2199-12-31"}, {"2026-02-30", "2023-02-29", "2026-1-1", "1969-12-31", "2200-01-01", "12/11/2026", json.Number("20261112")}},
	record.Interval:     {{"10d", "2w", "1mo", "9999d"}, {"0d", "w", "2 w", "10000d", json.Number("2")}},
	record.Duration:     {{"45m", "1h", "1h30m", "99h59m", "5999m"}, {"", "45", "0m", "100h", "6000m", "30m1h", json.Number("45")}},
	record.Time:         {{"17:00", "00:00", "23:59", "24:00"}, {"", "9:00", "24:01", "12:60", "5pm", "17:00:00", json.Number("1020")}},
	record.TimeZone:     {{"Europe/London", "UTC", "+02:00", "Africa/Nairobi"}, {"", "nowhere", "02:00", json.Number("2")}},
	record.Availability: {{"Mon 09:00-12:00", "Sun 00:00-24:00"}, {"Mo 09:00-12:00", "Mon 9-12", "Mon 09:00-12:60", ""}},
	record.Link:         {{"https://example.org/a?b=c", "mailto:help@example.org", "meeting/README.md#x"}, {"", "a b", "<a>", "a\\b"}},
	record.Mail:         {{"safe@harbour.example", "a.b+c@x-y.example.org"}, {"safe", "safe@harbour", "mailto:safe@harbour.example", "a b@c.example", "a@b.example?cc=d@e.example", json.Number("12")}},
	record.Phone:        {{"+44 1632 960 123", "112", json.Number("112"), "(01632) 960-123", "+44 (0)1632.960123"}, {"", "1", "ring me", "+", "+44 1632 960 123 ", "tel:112", json.Number("12"), json.Number("-112"), true}},
	record.Paint:        {{"#0A5E73", "#ffffff"}, {"0A5E73", "#fff", "#0A5E7G", "red", json.Number("12")}},
	record.YesNo:        {{true, false}, {"true", "yes", json.Number("1")}},
	record.Whole:        {{json.Number("2"), json.Number("3")}, {json.Number("-1"), json.Number("1.5"), json.Number("1000000001"), "2", true}},
	record.Number:       {{json.Number("0"), json.Number("0.75"), json.Number("-12")}, {"0.75", true}},
}

func (m *maker) value(v record.Value) any {
	// The decoder takes a number for an address, because it is the name of a
	// page; the schema, as a writing aid, does not.
	link := v.Form == record.Link || v.Form == record.Mapping && (v.Shape.Name == "Contact" || v.Shape.Name == "NamedLink")
	if !link && m.slip() {
		return rapid.SampledFrom([]any{[]any{}, map[string]any{}, json.Number("12"), "words", true}).Draw(m.t, "anything")
	}
	switch v.Form {
	case record.Mapping:
		return m.mapping(v.Shape)
	case record.List:
		list := []any{}
		for range rapid.IntRange(0, 3).Draw(m.t, "length") {
			list = append(list, m.value(*v.Of))
		}
		return list
	case record.Tabled:
		made := map[string]any{}
		for range rapid.IntRange(0, 3).Draw(m.t, "size") {
			made[fmt.Sprint(m.value(*v.Keys))] = m.value(*v.Of)
		}
		return made
	case record.Choice:
		if m.slip() {
			return "another"
		}
		return rapid.SampledFrom(v.Choices).Draw(m.t, "choice")
	}
	pool := samples[v.Form][0]
	if m.slip() {
		pool = samples[v.Form][1]
	}
	return rapid.SampledFrom(pool).Draw(m.t, "value")
}
