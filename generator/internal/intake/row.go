package intake

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"pairbook/generator/internal/diag"
	"pairbook/generator/internal/phrase"
	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/table"
	"pairbook/generator/internal/text"
	"pairbook/generator/internal/topic"
	"pairbook/generator/internal/when"
)

// row parses the fields of one row and collects its problems.
type row struct {
	*table.Row
	bound    *Binding
	made     record.PersonID // the id of a person, where it is made of the name
	problems diag.List
}

// start returns the beginning of the row.
func (r *row) start() diag.Position {
	return diag.Position{Path: r.bound.sheet.Path, Line: r.Line, Column: 1}
}

// at returns the position of a field, or the row's beginning if the field has no
// cell.
func (r *row) at(field string) diag.Position {
	for _, i := range r.bound.column[field] {
		if r.Cells[i].Text != "" || len(r.bound.column[field]) == 1 {
			return r.Cells[i].At
		}
	}
	return r.start()
}

// bad reports a problem of a field.
func (r *row) bad(field, hint, format string, args ...any) {
	r.problems.Errorf(r.at(field), Rule, hint, field+": "+format, args...)
}

// isConstant reports whether a field has its value from --set.
func (r *row) isConstant(field string) bool {
	_, ok := r.bound.options.Set[field]
	return ok
}

// cells returns the cells of a field, each as what --value says that it stands for.
func (r *row) cells(field string) []table.Cell {
	if value, set := r.bound.options.Set[field]; set {
		return []table.Cell{{Text: value, At: r.start()}}
	}
	var cells []table.Cell
	for _, i := range r.bound.column[field] {
		cell := r.Cells[i]
		if to, mapped := r.bound.options.Values[field][cell.Text]; mapped {
			cell.Text, cell.Lines = to, nil
		}
		if cell.Text != "" {
			cells = append(cells, cell)
		}
	}
	return cells
}

// value returns the value of a field; an empty cell has none. Several columns are one
// value with spaces between.
func (r *row) value(field string) (string, bool) {
	var values []string
	for _, cell := range r.cells(field) {
		values = append(values, cell.Text)
	}
	return strings.Join(values, " "), len(values) > 0
}

// contents returns all values of a row, for comparison with another.
func (r *row) contents() string {
	var said []string
	for _, field := range r.bound.Kind.Fields() {
		value, _ := r.value(field)
		said = append(said, value)
	}
	return strings.Join(said, "\n")
}

// text returns a field as it may appear in a record.
func (r *row) text(field string) (string, bool) {
	value, ok := r.value(field)
	for c := range text.Unseen([]byte(value)) {
		r.bad(field, "delete it in the spreadsheet", "the invisible character U+%04X is not allowed in a record", c.Rune)
		return "", false
	}
	return value, ok
}

// list returns the parts of a field, without duplicates: those between "|", or what
// --split says, and those on lines of their own.
func (r *row) list(field string) ([]string, bool) {
	if _, ok := r.text(field); !ok {
		return nil, false
	}
	separator := cmp.Or(r.bound.options.Split[field], "|")
	var parts []string
	for _, cell := range r.cells(field) {
		lines := cell.Lines
		if lines == nil {
			lines = []string{cell.Text}
		}
		for _, line := range lines {
			for part := range strings.SplitSeq(line, separator) {
				if part = strings.TrimSpace(part); part != "" && !slices.Contains(parts, part) {
					parts = append(parts, part)
				}
			}
		}
	}
	return parts, len(parts) > 0
}

// listMarks are what separates the values of a list where people write one.
const listMarks = ",;"

// looksLikeList reports whether a field's cell holds a mark that separates the values
// of lists elsewhere and not here.
func (r *row) looksLikeList(field string) bool {
	parts, _ := r.list(field)
	return r.bound.options.Split[field] == "" && slices.ContainsFunc(parts, func(part string) bool { return strings.ContainsAny(part, listMarks) })
}

// required reports a problem if a field has no value.
func (r *row) required(field string) bool {
	if _, ok := r.value(field); ok {
		return true
	}
	hint := "give it a value"
	if _, ok := r.bound.column[field]; ok {
		hint = fmt.Sprintf("give it a value, or say with --value %s:=VALUE what an empty cell means", field)
	}
	r.bad(field, hint, "there is no value")
	return false
}

// readID parses a required field that holds an id.
func readID[ID ~string](r *row, field string) (ID, bool) {
	if !r.required(field) {
		return "", false
	}
	value, _ := r.value(field)
	return ID(value), r.validID(field, value)
}

// parsed parses a field; hint says how to write it.
func parsed[T any](r *row, field, hint string, parse func(string) (T, error)) (T, bool) {
	var none T
	value, ok := r.value(field)
	if !ok {
		return none, false
	}
	v, err := parse(value)
	if err != nil {
		r.bad(field, hint, "%v", err)
		return none, false
	}
	return v, true
}

func date(r *row, field string) (when.Date, bool) {
	order := r.bound.options.Dates
	hint := "write dates as 2026-11-12; they are not guessed, and --dates dmy or mdy says how the table writes them"
	if order != phrase.YearFirst {
		hint = "write dates as 2026-11-12, or in the order " + string(order)
	}
	return parsed(r, field, hint, func(s string) (when.Date, error) { return phrase.Day(s, order) })
}

func duration(r *row, field string) (when.Duration, bool) {
	return parsed(r, field, "write it as 45m, 1h or 1h30m", when.ParseDuration)
}

func zone(r *row, field string) (when.Zone, bool) {
	return parsed(r, field, "write an IANA name such as Europe/London or an offset such as +02:00, or say with --value "+field+":WORD=ZONE what a word means", func(s string) (when.Zone, error) {
		switch zones := phrase.Zones(s); len(zones) {
		case 0:
			return when.ParseZone(s)
		case 1:
			return zones[0], nil
		default:
			return "", fmt.Errorf("%q can be %s", s, strings.Join(prose.Strings(zones), " or "))
		}
	})
}

// languages reads names and codes of languages. A name that nobody knows stays, and
// check says so.
func languages(r *row, field string) ([]string, bool) {
	parts, ok := r.list(field)
	for i, part := range parts {
		if code, known := phrase.Language(part); known {
			parts[i] = code
		}
	}
	return unique(parts), ok
}

func unique[S comparable](parts []S) (kept []S) {
	for _, part := range parts {
		if !slices.Contains(kept, part) {
			kept = append(kept, part)
		}
	}
	return kept
}

// hours reads when in a week somebody is free.
func hours(r *row, field string) ([]when.Slot, bool) {
	parts, ok := r.list(field)
	if !ok {
		return nil, false
	}
	var exact []when.Slot // in the order of the cell
	for _, part := range parts {
		if slot, err := when.ParseSlot(part); err == nil {
			exact = append(exact, slot)
		}
	}
	if len(exact) == len(parts) {
		return exact, true
	}
	slots, ok := phrase.Hours(strings.Join(parts, "; "))
	if !ok {
		r.bad(field, "write it as Mon 09:00-12:00", "%q is not understood as hours of a week", strings.Join(parts, "|"))
	}
	return slots, ok
}

func yesNo(r *row, field string) (bool, bool) {
	return parsed(r, field, "write yes or no", func(s string) (bool, error) {
		answer, ok := phrase.YesNo(s)
		if !ok {
			return false, fmt.Errorf("%q is neither yes nor no", s)
		}
		return answer, nil
	})
}

func whole(r *row, field string) (int, bool) {
	const most = 1_000_000_000
	return parsed(r, field, "write digits only", func(s string) (int, error) {
		if low, high, ok := phrase.Number(s); ok && low == high && !strings.ContainsFunc(s, unicode.IsDigit) {
			return low, nil
		}
		n, err := strconv.Atoi(s)
		if err != nil || n < 0 || n > most || s != strconv.Itoa(n) {
			return 0, fmt.Errorf("%q is not a whole number from 0 to %d", s, most)
		}
		return n, nil
	})
}

// oneOf parses a field that holds one of a few words.
func oneOf[W ~string](words ...W) func(r *row, field string) (W, bool) {
	return func(r *row, field string) (W, bool) {
		value, ok := r.value(field)
		if !ok || slices.Contains(words, W(value)) {
			return W(value), ok
		}
		hint := fmt.Sprintf("say with --value %q which one it means", field+":"+value+"=WORD")
		r.bad(field, cmp.Or(didYouMean(W(value), words), hint), "%q is not one of %s", value, strings.Join(prose.Strings(words), ", "))
		return "", false
	}
}

// didYouMean returns a hint that names the nearest word, "" if none is near.
func didYouMean[W ~string](found W, allowed []W) string {
	if near := prose.Suggest(string(found), prose.Strings(allowed)); near != "" {
		return fmt.Sprintf("did you mean %q?", near)
	}
	return ""
}

// spellings returns the topics of a row as written.
func (r *row) spellings() []string {
	spellings, _ := r.list("topics")
	for _, s := range spellings {
		if topic.Key(s) == "" {
			r.bad("topics", "leave it out", "there is no word in %q", s)
		}
	}
	return spellings
}
