package check

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"

	"pairbook/generator/internal/diag"
	"pairbook/generator/internal/record"
)

// given is a value that stands in a record, and its way there without indexes:
// the values of one way are of one kind.
type given struct {
	at    diag.Position
	text  string
	wrong string // what no value of the kind can be
}

func full(t *testing.T) fstest.MapFS {
	t.Helper()
	archive, err := txtar.ParseFile("testdata/full.txtar")
	if err != nil {
		t.Fatal(err)
	}
	return repository(t, archive)
}

// TestARefusedValueIsOneProblem spoils the values of a record, or those of one
// kind, all and one: each is refused once, and no rule judges what is not there.
func TestARefusedValueIsOneProblem(t *testing.T) {
	files := full(t)
	if problems := problemsIn(t, files, today); len(problems) > 0 {
		t.Fatalf("the full programme is not clean:\n%s", printed(t, files, problems))
	}
	repo, _, err := record.Load(files)
	if err != nil {
		t.Fatal(err)
	}
	tried := 0
	for _, p := range places(repo) {
		byWay := givenIn(p.record)
		refuse(t, files, p.record.Where().Path, slices.Concat(slices.Collect(maps.Values(byWay))...))
		for _, way := range sortedKeys(byWay) {
			all := byWay[way]
			for _, values := range [][]given{all, all[:1], all[len(all)-1:]} {
				refuse(t, files, p.record.Where().Path, values)
				tried++
			}
		}
	}
	if tried < 450 {
		t.Errorf("only %d ways were tried", tried)
	}
}

// refuse spoils values of a file and compares what is found with them.
func refuse(t *testing.T, files fstest.MapFS, name string, values []given) {
	t.Helper()
	was := files[name]
	defer func() { files[name] = was }()
	files[name] = &fstest.MapFile{Data: refusing(was.Data, values), Mode: 0o644}
	problems := problemsIn(t, files, today)
	judged := slices.ContainsFunc(problems, func(p diag.Problem) bool { return ruleOf(p.Rule).Stage != Loading })
	if len(problems) != len(values) || judged {
		t.Errorf("%s: %d values refused:\n%s", name, len(values), printed(t, files, problems))
	}
}

// givenIn lists the values that stand in a record, not those that are its
// standards.
func givenIn(rec record.Record) map[string][]given {
	byWay := map[string][]given{}
	lines := strings.Split(string(rec.Where().Text()), "\n")
	record.Each(rec, func(path []any, value any) {
		at, text, wrong := rec.Where().At(path...), fmt.Sprint(value), "~"
		if _, address := value.(record.Address); address {
			wrong = "//x"
		}
		if line := lines[at.Line-1]; strings.HasPrefix(line[at.Column-1:], text) {
			way := slices.DeleteFunc(slices.Clone(path), func(step any) bool { _, index := step.(int); return index })
			byWay[fmt.Sprint(way)] = append(byWay[fmt.Sprint(way)], given{at, text, wrong})
		}
	})
	return byWay
}

func refusing(text []byte, values []given) []byte {
	lines := strings.Split(string(text), "\n")
	values = slices.Clone(values)
	slices.SortFunc(values, func(a, b given) int { return b.at.Compare(a.at) })
	for _, v := range values {
		line := lines[v.at.Line-1]
		lines[v.at.Line-1] = line[:v.at.Column-1] + v.wrong + line[v.at.Column-1+len(v.text):]
	}
	return []byte(strings.Join(lines, "\n"))
}
