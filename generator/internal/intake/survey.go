package intake

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"pairbook/generator/internal/diag"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/table"
)

// Form describes how the export of a survey, with one person's answers in each
// row, is counted.
type Form struct {
	survey  *record.Survey
	columns map[record.QuestionID]string         // header, where it is neither the id nor the text
	values  map[record.QuestionID]map[string]int // whole value of a cell → answer, 0 for none; "" applies to every question
}

// Tally is the counted answers. It contains nothing about a single person.
type Tally struct {
	Answered int // rows with an answer to any question
	Counts   map[record.QuestionID]map[int]int
	Ignored  []string            // headers of columns without a question
	Unasked  []record.QuestionID // questions without a column
	Bad      diag.List           // every reason why a row is not counted
}

// ParseForm parses the flags --column QUESTION=HEADER and --value
// [QUESTION:]FROM=TO, where TO is a number of the scale, or empty for no answer.
// Its errors are usage errors.
func ParseForm(survey *record.Survey, columns, values []string) (*Form, error) {
	f := &Form{survey, map[record.QuestionID]string{}, map[record.QuestionID]map[string]int{}}
	for _, flag := range columns {
		question, header, ok := strings.Cut(flag, "=")
		if !ok || table.Clean(header) == "" {
			return nil, fmt.Errorf("--column %q: write QUESTION=HEADER", flag)
		}
		if f.question(question) == nil {
			return nil, fmt.Errorf("--column %q: the survey has no question %q (it has %s)", flag, question, f.ids())
		}
		f.columns[record.QuestionID(question)] = table.Clean(header)
	}
	for _, flag := range values {
		from, to, ok := cutLast(flag, "=")
		if !ok {
			return nil, fmt.Errorf("--value %q: write FROM=TO or QUESTION:FROM=TO", flag)
		}
		question, rest, _ := strings.Cut(from, ":")
		q := f.question(question)
		if q != nil {
			from = rest
		} else {
			question = ""
		}
		answer, err := strconv.Atoi(table.Clean(to))
		if table.Clean(to) == "" {
			answer, err = 0, nil
		} else if err != nil || answer < 1 || q != nil && answer > q.Scale {
			return nil, fmt.Errorf("--value %q: %q is no number of the scale", flag, to)
		}
		of := record.QuestionID(question)
		if f.values[of] == nil {
			f.values[of] = map[string]int{}
		}
		f.values[of][table.Clean(from)] = answer
	}
	return f, nil
}

func cutLast(s, sep string) (before, after string, found bool) {
	if i := strings.LastIndex(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return s, "", false
}

func (f *Form) question(id string) *record.Question {
	i := slices.IndexFunc(f.survey.Questions, func(q record.Question) bool { return string(q.ID) == id })
	if i < 0 {
		return nil
	}
	return &f.survey.Questions[i]
}

func (f *Form) ids() string {
	var ids []string
	for _, q := range f.survey.Questions {
		ids = append(ids, string(q.ID))
	}
	return strings.Join(ids, ", ")
}

// Count counts the answers. It rejects the whole of a row with an invalid value.
// The error is a usage error: a question's column is missing or ambiguous.
func (f *Form) Count(sheet *table.Table) (*Tally, error) {
	column, err := f.bind(sheet)
	if err != nil {
		return nil, err
	}
	t := &Tally{Counts: map[record.QuestionID]map[int]int{}}
	taken := slices.Collect(maps.Values(column))
	for i, cell := range sheet.Header {
		if !slices.Contains(taken, i) {
			t.Ignored = append(t.Ignored, cmp.Or(cell.Text, fmt.Sprintf("(column %d, without a name)", i+1)))
		}
	}
	for _, q := range f.survey.Questions {
		if _, ok := column[q.ID]; !ok {
			t.Unasked = append(t.Unasked, q.ID)
			continue
		}
		t.Counts[q.ID] = map[int]int{}
		for answer := 1; answer <= q.Scale; answer++ {
			t.Counts[q.ID][answer] = 0
		}
	}
	for i := range sheet.Rows {
		f.add(t, &sheet.Rows[i], column)
	}
	return t, nil
}

// bind finds the column of each question: by --column, by its id, or by its text.
func (f *Form) bind(sheet *table.Table) (map[record.QuestionID]int, error) {
	column := map[record.QuestionID]int{}
	for _, q := range f.survey.Questions {
		header, named := f.columns[q.ID]
		var found []int
		for i, cell := range sheet.Header {
			if named && cell.Text == header || !named && (cell.Text == string(q.ID) || sameWords(cell.Text, q.Text)) {
				found = append(found, i)
			}
		}
		switch {
		case len(found) > 1:
			return nil, fmt.Errorf("the columns %d and %d are both of the question %s; name one with --column %s=HEADER", found[0]+1, found[1]+1, q.ID, q.ID)
		case len(found) == 1:
			column[q.ID] = found[0]
		case named:
			return nil, fmt.Errorf("find the column of %s: %w", q.ID, sheet.NoColumn(header))
		}
	}
	if len(column) == 0 {
		return nil, fmt.Errorf("no column is a question of the survey %s: a column is called by the question's id or text, or say --column QUESTION=HEADER (the questions are %s; the columns are %s)",
			f.survey.ID, f.ids(), sheet.Headers())
	}
	for i, q := range f.survey.Questions {
		for _, p := range f.survey.Questions[:i] {
			a, first := column[p.ID]
			b, second := column[q.ID]
			if first && second && a == b {
				return nil, fmt.Errorf("the column %q is of two questions, %s and %s; name one with --column", sheet.Header[a].Text, p.ID, q.ID)
			}
		}
	}
	return column, nil
}

// sameWords compares a header with a question, ignoring case and the punctuation
// at their ends.
func sameWords(header, text string) bool {
	trim := func(s string) string { return strings.TrimRight(table.Clean(s), " .?!:*") }
	return strings.EqualFold(trim(header), trim(text))
}

// add counts all answers of a row, or none of them if one is invalid.
func (f *Form) add(t *Tally, row *table.Row, column map[record.QuestionID]int) {
	if row.Fault != nil {
		t.Bad = append(t.Bad, *row.Fault)
		return
	}
	answers := map[record.QuestionID]int{}
	sound := true
	for _, q := range f.survey.Questions {
		i, ok := column[q.ID]
		if !ok {
			continue
		}
		answer, ok := f.answer(q, row.Cells[i].Text)
		if !ok {
			sound = false
			t.Bad.Errorf(row.Cells[i].At, Rule, "map it, as in --value 'Agree=4'", "%s: the value is no number from 1 to %d", q.ID, q.Scale)
		}
		if answer > 0 {
			answers[q.ID] = answer
		}
	}
	if !sound || len(answers) == 0 {
		return
	}
	t.Answered++
	for q, answer := range answers {
		t.Counts[q][answer]++
	}
}

// answer parses a cell: 0 for no answer.
func (f *Form) answer(q record.Question, text string) (answer int, ok bool) {
	for _, of := range []record.QuestionID{q.ID, ""} {
		if answer, mapped := f.values[of][text]; mapped {
			return answer, answer <= q.Scale
		}
	}
	if text == "" {
		return 0, true
	}
	answer, err := strconv.Atoi(text)
	return answer, err == nil && answer >= 1 && answer <= q.Scale
}
