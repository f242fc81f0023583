package command

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"pairbook/generator/internal/check"
	"pairbook/generator/internal/record"
	"pairbook/generator/test/here"
)

// TestRecordsPage compares the reference of all records, in what init writes and
// in the example's handbook, with the types of package record, their comments and
// the rules about values; -update writes it.
func TestRecordsPage(t *testing.T) {
	want := recordsPages(t)
	for _, name := range recordPages {
		sameFile(t, filepath.Join("../starter/handbook/programme", name), want[name].String())
	}
	t.Run("example", func(t *testing.T) {
		for _, name := range recordPages {
			sameFile(t, filepath.Join(here.Example(t), "content/programme", name), want[name].String())
		}
	})
}

func sameFile(t *testing.T, name, want string) {
	t.Helper()
	if *update {
		writeText(t, name, want)
	}
	got, err := os.ReadFile(name)
	if diff := cmp.Diff(want, string(got)); err != nil || diff != "" {
		t.Errorf("%s is not up to date (%v); -update writes it (-want +got)\n%s", name, err, diff)
	}
}

// recordsPages are the pages of the reference, by name. Each kind of record stands on one.
func recordsPages(t *testing.T) map[string]*strings.Builder {
	t.Helper()
	pages, of := map[string]*strings.Builder{}, map[string]*strings.Builder{}
	for k, x := range []struct{ title, summary, opening, kinds string }{
		{"Records", "How records are written, and each field of what a programme has once: its site, topics, roles and people.", "A record is a file of YAML, or the front matter of a page. A star marks what is required. `pairbook schema KIND` prints the same for an editor, and `pairbook help records` shows these pages: [a programme's record](records-program.md), [those of a cohort](records-cohort.md) and [of a pairing](records-pairing.md) have their own.", "site topic role person"},
		{"Records: a programme", "Each field of a programme's record, with how it matches.", "[Records](records.md) says how values are written. A star marks what is required.", "program"},
		{"Records: a cohort", "Each field of the records of a cohort, its sign-up form, its surveys and dates, and of who takes part.", "[Records](records.md) says how values are written. A star marks what is required.", "signup cohort enrolment survey gathering attention"},
		{"Records: a pairing", "Each field of the records of a pairing, its goals, meetings and actions, and of a page.", "[Records](records.md) says how values are written. A star marks what is required.", "pairing plan session action page"},
	} {
		page := &strings.Builder{}
		fmt.Fprintf(page, "---\nsummary: %q\nfor: coordinators\n---\n# %s\n\n%s\n", x.summary, x.title, x.opening)
		pages[recordPages[k]] = page
		for kind := range strings.FieldsSeq(x.kinds) {
			of[kind] = page
		}
	}
	values := pages[recordPages[0]]
	values.WriteString("\n## How values are written\n\n")
	for _, r := range check.Rules() {
		if r.Family == "Values" && !slices.Contains([]string{"required", "empty-value", "wrong-shape", "choice"}, r.Name) {
			fmt.Fprintf(values, "- %s\n", quoted.ReplaceAllString(r.Summary, "`$0`"))
		}
	}
	p := &page{types: recordTypes(t), shown: map[string]string{}}
	for _, k := range record.Kinds() {
		if p.Builder = of[k.Name]; p.Builder == nil {
			t.Fatalf("no page has the kind of record %s", k.Name)
		}
		fmt.Fprintf(p, "\n## %s\n\n`%s`, at most %d KiB.", strings.ToUpper(k.Name[:1])+k.Name[1:], k.Pattern, k.Limit>>10)
		fmt.Fprintf(p, " %s\n\n", p.doc(k.Shape, "It"))
		p.keys(k.Shape, k.Name, "")
	}
	return pages
}

type page struct {
	*strings.Builder
	types map[string]recordType
	shown map[string]string // by the name of a mapping, the kind of record that has it
}

// recordType is a struct type in the source: its comment, and of each key the name
// of the field and what its type is made of.
type recordType struct {
	doc    string
	fields []recordField
}

type recordField struct{ name, key, of string }

// recordTypes reads the source of package record.
func recordTypes(t *testing.T) map[string]recordType {
	t.Helper()
	names, err := filepath.Glob("../record/*.go")
	if err != nil {
		t.Fatal(err)
	}
	types := map[string]recordType{}
	for _, name := range names {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, decl := range file.Decls {
			gen, ok := decl.(*ast.GenDecl)
			if !ok || gen.Tok != token.TYPE {
				continue
			}
			for _, spec := range gen.Specs {
				spec := spec.(*ast.TypeSpec)
				if of, ok := spec.Type.(*ast.StructType); ok {
					types[spec.Name.Name] = recordType{strings.Join(strings.Fields(gen.Doc.Text()), " "), recordFields(of)}
				}
			}
		}
	}
	return types
}

var yamlTag = regexp.MustCompile("yaml:\"([a-z_]+)")

func recordFields(of *ast.StructType) (fields []recordField) {
	for _, f := range of.Fields.List {
		if f.Tag == nil || len(f.Names) == 0 {
			continue
		}
		if key := yamlTag.FindStringSubmatch(f.Tag.Value); key != nil {
			fields = append(fields, recordField{f.Names[0].Name, key[1], baseType(f.Type)})
		}
	}
	return fields
}

// baseType is the name of the type that a list, a pointer or a table is made of; of
// a table it is that of the keys.
func baseType(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.ArrayType:
		return baseType(e.Elt)
	case *ast.StarExpr:
		return baseType(e.X)
	case *ast.MapType:
		return baseType(e.Key)
	case *ast.Ident:
		return e.Name
	}
	return ""
}

var quoted = regexp.MustCompile(`"[^"]*"`)

var recordPath = regexp.MustCompile(`[\w/<>-]+\.(yaml|md)\b`)

// doc is a type's comment for readers of records: about it, with keys for the names
// of fields, and paths as code.
func (p *page) doc(s *record.Shape, it string) string {
	of := p.types[s.Name]
	text := strings.TrimPrefix(of.doc, s.Name+" ")
	if strings.HasPrefix(text, "are ") {
		it = "They"
	}
	text = recordPath.ReplaceAllString(text, "`$0`")
	for _, f := range of.fields {
		text = regexp.MustCompile(`\b`+f.name+`\b`).ReplaceAllString(text, "`"+f.key+"`")
	}
	return it + " " + text
}

// keys lists the keys of a mapping, each with those of the mapping that it holds.
func (p *page) keys(s *record.Shape, kind, indent string) {
	for _, key := range s.Keys {
		of := ""
		for _, f := range p.types[s.Name].fields {
			if f.key == key.Name {
				of = f.of
			}
		}
		words := form(key.Value, of)
		if key.Name == "id" {
			words = "id"
		}
		star := ""
		if key.Required {
			star = "*"
		}
		fmt.Fprintf(p, "%s- `%s`%s: %s", indent, key.Name, star, words)
		if key.Standard != "" {
			fmt.Fprintf(p, "; without it `%s`", key.Standard)
		}
		if key.Single {
			p.WriteString("; one alone needs no brackets")
		}
		p.WriteString(".")
		p.inner(key, kind, indent)
	}
}

// inner ends the line of a key, and lists the keys of the mapping that it holds.
func (p *page) inner(key record.Key, kind, indent string) {
	v, it := key.Value, "It"
	for v.Of != nil {
		v, it = *v.Of, "Each"
	}
	s := v.Shape
	switch {
	case s == nil:
		p.WriteString("\n")
	case p.shown[s.Name] != "":
		fmt.Fprintf(p, " %s has the fields of %s.\n", it, p.shown[s.Name])
	default:
		p.shown[s.Name] = fmt.Sprintf("`%s` in %s", key.Name, strings.ToLower(kind))
		fmt.Fprintf(p, " %s", p.doc(s, it))
		if s.Short != "" {
			fmt.Fprintf(p, " `%s` alone may stand for it.", s.Short)
		}
		if s.None != "" {
			fmt.Fprintf(p, " `%s` may stand for it.", s.None)
		}
		p.WriteString("\n")
		p.keys(s, kind, indent+"  ")
	}
}

// form says what a value is, in words.
func form(v record.Value, of string) string {
	switch v.Form {
	case record.ID:
		name := strings.ToLower(strings.TrimSuffix(strings.TrimSuffix(of, "ID"), "Ref"))
		if name == "" || name == of {
			return "id"
		}
		return name + " id"
	case record.Choice:
		last := len(v.Choices) - 1
		return "`" + strings.TrimPrefix(strings.Join(v.Choices[:last], "`, `")+"` or `", "` or `") + v.Choices[last] + "`"
	case record.List:
		words := "list of " + form(*v.Of, of)
		if slices.Contains([]record.Form{record.ID, record.Text, record.Mapping}, v.Of.Form) {
			words += "s"
		}
		return words
	case record.Tabled:
		return "table from " + form(*v.Keys, of) + " to " + form(*v.Of, "")
	case record.Mapping:
		return "mapping"
	case record.Availability:
		return "free hours"
	case record.Link:
		return "address"
	case record.Whole:
		words := "whole number"
		if v.Min != 0 {
			words += fmt.Sprintf(" from %d", v.Min)
		}
		if v.Max != 1_000_000_000 {
			words += fmt.Sprintf(" up to %d", v.Max)
		}
		return words
	}
	return string(v.Form)
}
