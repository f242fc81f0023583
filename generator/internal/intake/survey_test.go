package intake

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"testing"

	"pgregory.net/rapid"

	"pairbook/generator/internal/record"
	"pairbook/generator/internal/table"
)

// TestCountAnswers counts random answers, in columns of any order, and compares
// with a tally kept while writing them.
func TestCountAnswers(t *testing.T) {
	survey := &record.Survey{ID: "pulse", Questions: []record.Question{{ID: "a", Text: "First?", Scale: 5}, {ID: "b", Text: "Second", Scale: 3}}}
	form, err := ParseForm(survey, nil, []string{"none=", "b:a lot=3"})
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		header := rapid.Permutation([]string{"name", rapid.SampledFrom([]string{"a", "first", "First?"}).Draw(t, "a"), rapid.SampledFrom([]string{"b", "SECOND."}).Draw(t, "b")}).Draw(t, "header")
		var rows [][]string
		answered, bad := 0, 0
		want := map[record.QuestionID]map[int]int{"a": {1: 0, 2: 0, 3: 0, 4: 0, 5: 0}, "b": {1: 0, 2: 0, 3: 0}}
		for n := range rapid.IntRange(0, 20).Draw(t, "rows") {
			first := rapid.SampledFrom([]string{"", "none", "1", "2", "3", "4", "5", "6", "0", "yes"}).Draw(t, "first")
			second := rapid.SampledFrom([]string{"", "none", "1", "2", "3", "4", "a lot"}).Draw(t, "second")
			row := make([]string, 3)
			for i, h := range header {
				switch h {
				case "name":
					row[i] = fmt.Sprint("person ", n)
				case "b", "SECOND.":
					row[i] = second
				default:
					row[i] = first
				}
			}
			rows = append(rows, row)
			switch {
			case slices.Contains([]string{"6", "0", "yes"}, first) || second == "4":
				bad++
				continue
			case slices.Contains([]string{"", "none"}, first) && slices.Contains([]string{"", "none"}, second):
				continue
			}
			answered++
			if x, err := strconv.Atoi(first); err == nil {
				want["a"][x]++
			}
			if second == "a lot" {
				second = "3"
			}
			if x, err := strconv.Atoi(second); err == nil {
				want["b"][x]++
			}
		}
		var text bytes.Buffer
		if err := table.Write(&text, header, rows); err != nil {
			t.Fatal(err)
		}
		sheet, problems := table.Read("form.csv", text.Bytes(), table.Dialect{})
		if sheet == nil {
			t.Fatal(problems)
		}
		tally, err := form.Count(sheet)
		if err != nil {
			t.Fatal(err)
		}
		lines := map[int]bool{}
		for _, p := range tally.Bad {
			lines[p.Line] = true
		}
		if tally.Answered != answered || len(lines) != bad || fmt.Sprint(tally.Counts) != fmt.Sprint(want) || !slices.Equal(tally.Ignored, []string{"name"}) {
			t.Fatalf("%d answered, %d bad, %v, ignored %v; want %d, %d, %v", tally.Answered, len(lines), tally.Counts, tally.Ignored, answered, bad, want)
		}
	})
}
