package signup

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"pairbook/generator/internal/phrase"
	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/table"
	"pairbook/generator/internal/text"
)

// The answers that are words of no field.
const (
	notKnown = "not-known"
	leaveOut = "leave-out"
)

var (
	address = text.Pattern(`^[^\s@,;:<>()\[\]\\"]+@[^\s@,;:<>()\[\]\\"]+\.[^\s@,;:<>()\[\]\\"]+$`)
	// anAddress matches text with an address in it, whatever stands around it.
	anAddress = text.Pattern(`[^\s@]@[^\s@]`)
	account   = text.Pattern(`^[A-Za-z0-9](-?[A-Za-z0-9])*$`)
	// link matches a web address, written with https:// or without.
	link    = text.Pattern(`(?i)^(https?://[^@]+|[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}(/[^@]*)?)$`)
	profile = text.Pattern(`(?i)^(https?://)?(www\.)?github\.com/|^@|/+$`)
)

func isAddress(s string) bool { return address().MatchString(s) }

func isYesNo(s string) bool {
	_, ok := phrase.YesNo(s)
	return ok && len(strings.Fields(s)) <= 3
}

// reads returns whether a text of a field is understood.
func reads(field Field) func(string) bool {
	if field == Email {
		return isAddress
	}
	return func(s string) bool { return len(meanings(field, s)) > 0 }
}

// meanings returns what a text of a field can mean, the likeliest first.
func meanings(field Field, s string) []string {
	switch field {
	case Part:
		if part, ok := phrase.PartOf(s); ok {
			return []string{string(part)}
		}
	case AsMentor, AsMentee, Publish:
		if answer, ok := phrase.YesNo(s); ok {
			return []string{map[bool]string{true: "yes", false: "no"}[answer]}
		}
	case Zone:
		return prose.Strings(phrase.Zones(s))
	case Languages:
		if codes, ok := phrase.Languages(s); ok {
			return []string{strings.Join(codes, "|")}
		}
	case Hours:
		if slots, ok := phrase.Hours(s); ok && len(slots) > 0 {
			var all []string
			for _, slot := range slots {
				all = append(all, slot.String())
			}
			return []string{strings.Join(all, "|")}
		}
	case Capacity, Mentors:
		return numbers(s)
	case GitHub:
		if s = profile().ReplaceAllString(strings.TrimSpace(s), ""); account().MatchString(s) && len(s) < 40 {
			return []string{s}
		}
	case Links:
		if links := linksIn(s); links != nil {
			return []string{strings.Join(links, "|")}
		}
	case Signed:
		return daysOf(s)
	default:
		if !anAddress().MatchString(s) {
			return []string{s}
		}
	}
	return nil
}

// linksIn returns the web addresses in a text.
func linksIn(s string) (links []string) {
	for _, part := range strings.FieldsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(",;|()<>\"", r) }) {
		part = strings.TrimRight(part, ".:")
		if !link().MatchString(part) {
			continue
		}
		if !strings.Contains(part, "://") {
			part = "https://" + part
		}
		links = append(links, part)
	}
	return links
}

// numbers returns a number, or the highest and the lowest of a range as 2|1.
func numbers(s string) []string {
	low, high, ok := phrase.Number(s)
	switch {
	case !ok || high > 100:
		return nil
	case low == high:
		return []string{strconv.Itoa(low)}
	}
	return []string{fmt.Sprintf("%d|%d", high, low)}
}

// daysOf returns the days that a date can be, day first and then month first. With
// dots, the day is always first.
func daysOf(s string) []string {
	var days []string
	for _, order := range []phrase.Order{phrase.DayFirst, phrase.MonthFirst} {
		if order == phrase.MonthFirst && strings.Contains(beginning().FindString(s), ".") {
			break
		}
		if d, err := phrase.Day(beginning().FindString(s), order); err == nil && (len(days) == 0 || days[0] != d.String()) {
			days = append(days, d.String())
		}
	}
	return days
}

// beginning matches the date at the beginning of a moment.
var beginning = text.Pattern(`^\d+[./-]\d+[./-]\d+`)

// word is a text that cells of a field have, and what it means.
type word struct {
	field    Field
	text     string
	means    []string
	answered bool
	lines    []int
}

// value returns what a text in a column means, "" if that is not known.
func (f *form) value(field Field, at int, text string, line int) string {
	if text == "" {
		return ""
	}
	w := f.word(field, text)
	w.lines = append(w.lines, line)
	if len(w.means) == 0 {
		if !w.answered && field != Part {
			f.notRead(at, line, text)
		}
		return ""
	}
	return w.means[0]
}

// word returns what a text means by itself or by an answer FIELD:TEXT.
func (f *form) word(field Field, said string) *word {
	key := string(field) + ":" + table.Clean(said)
	if w := f.words[keyOf(key)]; w != nil {
		return w
	}
	w := &word{field: field, text: said, means: meanings(field, said)}
	if answer, ok := f.answered(key); ok {
		w.answered, w.means = true, meanings(field, answer)
		switch {
		case answer == notKnown || field == Part && answer == leaveOut:
			w.means = nil
		case len(w.means) != 1:
			f.misuse(key, answer, "it is not understood, or can mean several things")
		}
	}
	f.words[keyOf(key)] = w
	f.order = append(f.order, w)
	return w
}

// keyOf makes keys of questions alike that differ in case alone: an accent tells the
// French mentee from the mentor.
func keyOf(key string) string { return strings.ToLower(table.Clean(key)) }

// folded makes names alike that differ in case and accents alone.
func folded(key string) string { return text.Unaccented(table.Clean(key)) }

func (f *form) notRead(at, line int, text string) {
	if anAddress().MatchString(text) {
		text = ""
	}
	f.unread[at] = append(f.unread[at], NotRead{line, text})
}

// askWords asks about words that mean several things, and about parts that nobody
// understands.
func (f *form) askWords() {
	for _, field := range []Field{Part, Zone} {
		for _, w := range f.order {
			key := fmt.Sprintf("%s:%s", w.field, w.text)
			about := fmt.Sprintf("%s %q", prose.CountOf(len(w.lines), "row says", "rows say"), w.text)
			switch {
			case w.answered || w.field != field:
			case field == Part && len(w.means) == 0:
				f.ask(key, about, leaveOut, []string{"mentor", "mentee", "both", "peer", leaveOut})
			case field == Zone && len(w.means) > 1:
				f.ask(key, about, w.means[0], append(w.means, notKnown))
			}
		}
	}
}
