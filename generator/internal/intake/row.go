package intake

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"pairbook/generator/internal/diag"
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
	problems diag.List
}

// start returns the beginning of the row.
func (r *row) start() diag.Position {
	return diag.Position{Path: r.bound.sheet.Path, Line: r.Line, Column: 1}
}

// at returns the position of a field, or the row's beginning if the field has no
// cell.
func (r *row) at(field string) diag.Position {
	if i, ok := r.bound.column[field]; ok {
		return r.Cells[i].At
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

// value returns the value of a field; an empty cell has none.
func (r *row) value(field string) (string, bool) {
	value, ok := r.bound.options.Set[field]
	if i, column := r.bound.column[field]; !ok && column {
		value = r.Cells[i].Text
		if to, mapped := r.bound.options.Values[field][value]; mapped {
			value = to
		}
	}
	return value, value != ""
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

// list returns the parts of a field between "|", without duplicates.
func (r *row) list(field string) ([]string, bool) {
	value, ok := r.text(field)
	if !ok {
		return nil, false
	}
	var parts []string
	for part := range strings.SplitSeq(value, "|") {
		if part = strings.TrimSpace(part); part != "" && !slices.Contains(parts, part) {
			parts = append(parts, part)
		}
	}
	return parts, len(parts) > 0
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

// id parses a required field that holds an id.
func id[ID ~string](r *row, field string) (ID, bool) {
	if !r.required(field) {
		return "", false
	}
	value, _ := r.value(field)
	return ID(value), r.validID(field, value)
}

// ids parses a list of ids.
func ids[ID ~string](r *row, field string) ([]ID, bool) {
	values, ok := r.list(field)
	var list []ID
	for _, value := range values {
		ok = r.validID(field, value) && ok
		list = append(list, ID(value))
	}
	return list, ok
}

func (r *row) validID(field, value string) bool {
	if record.ValidID(value) {
		return true
	}
	r.bad(field, fmt.Sprintf("write %q", topic.ID(value)), "%q is no id; an id has small letters, digits and hyphens, at most 64, a letter or digit first", value)
	return false
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
	return parsed(r, field, "write dates as 2026-11-12; they are not guessed", when.ParseDate)
}

func duration(r *row, field string) (when.Duration, bool) {
	return parsed(r, field, "write it as 45m, 1h or 1h30m", when.ParseDuration)
}

func cadence(r *row, field string) ([]record.CadenceStep, bool) {
	every, ok := parsed(r, field, "write it as 10d, 2w or 1mo", when.ParseInterval)
	return []record.CadenceStep{{Every: every}}, ok
}

func zone(r *row, field string) (when.Zone, bool) {
	return parsed(r, field, "write an IANA name such as Europe/London, or an offset such as +02:00", when.ParseZone)
}

func whole(r *row, field string) (int, bool) {
	const most = 1_000_000_000
	return parsed(r, field, "write digits only", func(s string) (int, error) {
		n, err := strconv.Atoi(s)
		if err != nil || n < 0 || n > most || s != strconv.Itoa(n) {
			return 0, fmt.Errorf("%q is not a whole number from 0 to %d", s, most)
		}
		return n, nil
	})
}

// oneOf parses a field that holds one of a few words.
func oneOf[W ~string](r *row, field string, words ...W) (W, bool) {
	value, ok := r.value(field)
	if !ok || slices.Contains(words, W(value)) {
		return W(value), ok
	}
	hint := fmt.Sprintf("say with --value %q which one it means", field+":"+value+"=WORD")
	r.bad(field, cmp.Or(didYouMean(W(value), words), hint), "%q is not one of %s", value, strings.Join(prose.Strings(words), ", "))
	return "", false
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
