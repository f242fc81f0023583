package intake

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"
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

// TestFormsOfASurvey refuses flags and columns that fit no question.
func TestFormsOfASurvey(t *testing.T) {
	survey := &record.Survey{ID: "pulse", Questions: []record.Question{{ID: "a", Text: "First?", Scale: 5}, {ID: "b", Text: "Second", Scale: 3}}}
	for _, c := range []struct {
		columns, values []string
		sheet, want     string
	}{
		{nil, nil, "a,b\n", "map[a:0 b:1]"},
		{nil, nil, "x,first\n", "map[a:1]"},
		{[]string{"b= Two  b"}, nil, "a,Two b\n", "map[a:0 b:1]"},
		{[]string{"b"}, nil, "", `--column "b": write QUESTION=HEADER`},
		{[]string{"b= "}, nil, "", `--column "b= ": write QUESTION=HEADER`},
		{[]string{"c=x"}, nil, "", `--column "c=x": the survey has no question "c" (it has a, b)`},
		{nil, []string{"yes"}, "", `--value "yes": write FROM=TO or QUESTION:FROM=TO`},
		{nil, []string{"yes=x"}, "", `--value "yes=x": "x" is no number of the scale`},
		{nil, []string{"yes=0"}, "", `--value "yes=0": "0" is no number of the scale`},
		{nil, []string{"b:yes=4"}, "", `--value "b:yes=4": "4" is no number of the scale`},
		{nil, []string{"b:yes=3", "c:yes=9", "a=b=1"}, "a\n", "map[a:0]"},
		{nil, nil, "a,x,First\n", "the columns 1 and 3 are both of the question a; name one with --column a=HEADER"},
		{[]string{"b=y"}, nil, "a,x\n", `find the column of b: no column is called "y"`},
		{nil, nil, "x,y\n", "no column is a question of the survey pulse: a column is called by the question's id or text, or say --column QUESTION=HEADER (the questions are a, b; the columns are"},
		{[]string{"b=a"}, nil, "a\n", `the column "a" is of two questions, a and b; name one with --column`},
	} {
		got := ""
		form, err := ParseForm(survey, c.columns, c.values)
		if err == nil {
			sheet, _ := table.Read("form.csv", []byte(c.sheet), table.Dialect{})
			var bound map[record.QuestionID]int
			bound, err = form.bind(sheet)
			got = fmt.Sprint(bound)
		}
		if err != nil {
			got = err.Error()
		}
		if !strings.HasPrefix(got, c.want) {
			t.Errorf("%v, %v, %q: got %s, want %s", c.columns, c.values, c.sheet, got, c.want)
		}
	}
}

// TestATallySaysWhatItLeavesOut names columns that are no question, questions that have
// no column, and each row that is not counted.
func TestATallySaysWhatItLeavesOut(t *testing.T) {
	survey := &record.Survey{ID: "pulse", Questions: []record.Question{{ID: "a", Text: "First", Scale: 2}, {ID: "b", Text: "Second", Scale: 2}, {ID: "c", Text: "Third", Scale: 3}}}
	form, err := ParseForm(survey, nil, []string{"all=3", "a:none="})
	if err != nil {
		t.Fatal(err)
	}
	sheet, _ := table.Read("form.csv", []byte(",c,a,who\nx,3,2,ada\nx,1,3,bo\nx,all,none,cy\nx,1,all,dee\nx\nx,,,eve\nx,4,1,fay\n"), table.Dialect{})
	tally, err := form.Count(sheet)
	if err != nil {
		t.Fatal(err)
	}
	got := fmt.Sprint(tally.Answered, tally.Counts, tally.Ignored, tally.Unasked)
	for _, p := range tally.Bad {
		got += fmt.Sprintf("\n%d: %s", p.Line, p.Message)
	}
	want := "2 map[a:map[1:0 2:1] c:map[1:0 2:0 3:2]] [(column 1, without a name) who] [b]\n" +
		"3: a: the value is no number from 1 to 2\n5: a: the value is no number from 1 to 2\n6: the row has 1 cell, and the header 4\n8: c: the value is no number from 1 to 3"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
