package phrase

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"pairbook/generator/internal/text"
	"pairbook/generator/internal/when"
)

// The parts of a day, in minutes.
var parts = map[string][2]int{
	"morning": {9 * 60, 12 * 60}, "noon": {12 * 60, 14 * 60}, "afternoon": {13 * 60, 17 * 60}, "evening": {18 * 60, 21 * 60}, "day": {9 * 60, 17 * 60},
}

// hourWords are the words about hours, by what they say: a day of the week, a part
// of the day, or how a time is meant.
var hourLists = map[string]string{
	"Mon":        "mon monday mondays montag montags mo lundi lundis lun lunes",
	"Tue":        "tue tues tuesday tuesdays dienstag dienstags di mardi mardis martes",
	"Wed":        "wed weds wednesday wednesdays mittwoch mittwochs mi mercredi mercredis mer miercoles mie",
	"Thu":        "thu thur thurs thursday thursdays donnerstag donnerstags do jeudi jeudis jeu jueves jue",
	"Fri":        "fri friday fridays freitag freitags fr vendredi vendredis ven viernes vie",
	"Sat":        "sat saturday saturdays samstag samstags sonnabend sa samedi samedis sam sabado sabados sab",
	"Sun":        "sun sunday sundays sonntag sonntags so dimanche dimanches dim domingo domingos dom",
	"weekdays":   "weekday weekdays workdays werktags werktage wochentags laborables",
	"weekend":    "weekend weekends wochenende wochenenden",
	"daily":      "daily taglich",
	"morning":    "morning mornings vormittag vormittags morgens matin matins matinee manana mananas",
	"noon":       "lunch lunchtime lunchtimes mittag mittags midi mediodia",
	"afternoon":  "afternoon afternoons nachmittag nachmittags aprem tarde tardes",
	"evening":    "evening evenings abend abends abende soir soirs soiree noche noches night nights",
	"any":        "any anytime always flexible whenever all immer jederzeit egal flexibel ganztags cualquiera cualquier siempre toujours tout tous",
	"after":      "after from ab nach apres despues desde des",
	"before":     "before until till bis vor avant jusque antes hasta",
	"between":    "between zwischen entre",
	"am":         "am",
	"pm":         "pm",
	"-":          "to a",
	"and":        "and und et y or oder ou o",
	"":           "at the on in of um uhr h clock oclock only mostly usually free works best time times le la les l las los por de du en el every each s jours dia dias days day are is fine ok",
	"not":        "not except no never nicht ausser pas sauf excepto",
	"o'clock 12": "noon",
	"o'clock 24": "midnight",
}

var hourWords = vocabulary(hourLists)

func vocabulary(words map[string]string) map[string]string {
	by := map[string]string{}
	for meaning, list := range words {
		for word := range strings.FieldsSeq(list) {
			by[word] = meaning
		}
	}
	return by
}

var weekdays = []string{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"}

// hourToken matches a time of day, a word or a mark.
var hourToken = text.Pattern(`\d{1,2}(?:[:.h]\d{2})?|\p{L}+|[-–—/,;&+]`)

// Hours reads when in a week somebody is free, such as "Mon pm", "Do ab 15 Uhr" or
// "weekdays 9-11", as stretches in order that neither meet nor overlap. A time from
// 1 to 6 without am is after noon. It reports whether every word was understood.
func Hours(s string) ([]when.Slot, bool) {
	if numbersAlone().MatchString(s) {
		return nil, false
	}
	p := hourParser{}
	folded := phrases.Replace(text.Unaccented(s))
	for _, token := range hourToken().FindAllString(folded, -1) {
		if !p.take(token) {
			return nil, false
		}
	}
	if strings.Contains(folded, "?") {
		return nil, false
	}
	p.end()
	return merged(p.slots), len(p.slots) > 0 && !p.unclear
}

// numbersAlone matches numbers that nothing makes times of a day.
var numbersAlone = text.Pattern(`^[\d\s.,;/&+]+$`)

// phrases are what several words say together.
var phrases = strings.NewReplacer("apres-midi", "afternoon", "apres midi", "afternoon", "fin de semana", "weekend", "fin de semaine", "weekend",
	"a partir de", "from", "entre semana", "weekdays", "en semaine", "weekdays", "any time", "anytime", "every day", "daily", "tous les jours", "daily", "todos los dias", "daily",
	"jeden tag", "daily", "week days", "weekdays", "o'clock", "", "a.m.", "am", "p.m.", "pm", "por la manana", "morning", "am morgen", "morning", "am vormittag", "morning", "am nachmittag", "afternoon", "am abend", "evening")

// hourParser holds what was said since the last stretch was complete.
type hourParser struct {
	days    []time.Weekday
	toDay   bool // a dash came after a day: the next one is the end of a range
	part    string
	bound   string   // "after" or "before": how the next time is meant
	times   []int    // in minutes
	halves  []string // of each time: am, pm, exact, or not said
	toTime  bool
	lone    bool           // the part is an am without anything before it, which is "on the" in German
	last    []time.Weekday // of the stretch before
	slots   []when.Slot
	unclear bool
}

// take takes a token; it reports whether it knows it.
func (p *hourParser) take(token string) bool {
	if token[0] >= '0' && token[0] <= '9' {
		return p.time(token)
	}
	meaning, known := hourWords[token]
	switch {
	case strings.ContainsAny(token, "-–—") || known && meaning == "-":
		p.toDay = len(p.times) == 0 && p.part == "" && p.bound == "" && len(p.days) > 0
		p.toTime = len(p.times) == 1
	case meaning == "and" && p.bound == "between" && len(p.times) == 1:
		p.toTime = true
	case token == "/" || token == "," || token == ";" || token == "&" || token == "+" || meaning == "and":
		if len(p.times) > 0 || p.part != "" {
			p.end()
		}
	case !known || meaning == "not":
		return false
	case meaning == "":
	case meaning == "am" || meaning == "pm":
		p.half(meaning)
	case meaning == "after" || meaning == "between":
		p.bound = meaning
	case meaning == "before":
		p.until()
	case strings.HasPrefix(meaning, "o'clock "):
		return p.time(strings.TrimPrefix(meaning, "o'clock "))
	default:
		p.word(meaning)
	}
	return true
}

// until takes a word that ends a time, as in 9 until 11, a range of days, as in Mo
// bis Fr, or a part of the day, as in until 11; the next token tells.
func (p *hourParser) until() {
	if len(p.times) == 1 && p.bound != "before" {
		p.toTime = true
		return
	}
	p.toDay = len(p.days) > 0 && len(p.times) == 0 && p.part == ""
	p.bound = "before"
}

// word takes a day, a part of the day, or several days.
func (p *hourParser) word(meaning string) {
	day := slices.Index(weekdays, meaning)
	if p.lone && day >= 0 {
		p.part, p.lone = "", false
	}
	_, isPart := parts[meaning]
	switch {
	case isPart:
		p.part = meaning
	case meaning == "any":
		p.part = "day"
	case len(p.days) > 0 && (len(p.times) > 0 || p.part != ""):
		p.end()
	}
	switch {
	case meaning == "weekdays":
		p.days = append(p.days, 1, 2, 3, 4, 5)
	case meaning == "weekend":
		p.days = append(p.days, 6, 0)
	case meaning == "daily":
		p.days = append(p.days, 1, 2, 3, 4, 5, 6, 0)
	case day >= 0 && p.toDay:
		for d := (p.days[len(p.days)-1] + 1) % 7; ; d = (d + 1) % 7 {
			p.days = append(p.days, d)
			if d == time.Weekday(day) {
				break
			}
		}
		p.toDay, p.bound = false, ""
	case day >= 0:
		p.days = append(p.days, time.Weekday(day))
	}
}

// half takes am or pm: of the time before it, or else a part of the day.
func (p *hourParser) half(meaning string) {
	switch {
	case len(p.times) > 0 && p.halves[len(p.halves)-1] != "am" && p.halves[len(p.halves)-1] != "pm":
		p.halves[len(p.halves)-1] = meaning
	case meaning == "am":
		p.part, p.lone = "morning", len(p.days) == 0
	default:
		p.part = "afternoon"
	}
}

// time takes a time of day.
func (p *hourParser) time(token string) bool {
	hours, rest, _ := strings.Cut(strings.NewReplacer(".", ":", "h", ":").Replace(token), ":")
	h, _ := strconv.Atoi(hours)
	m, _ := strconv.Atoi(rest)
	if h > 24 || m > 59 || h == 24 && m > 0 {
		return false
	}
	if len(p.times) == 2 || len(p.times) == 1 && !p.toTime {
		p.end()
	}
	p.toDay, p.toTime = false, false
	half := ""
	if len(hours) == 2 && rest != "" {
		half = "exact" // 02:00 is a time of 24 hours
	}
	p.times, p.halves = append(p.times, h*60+m), append(p.halves, half)
	return true
}

// end makes the stretches of what was said, and keeps the days for what follows.
func (p *hourParser) end() {
	from, until, said := p.stretch()
	days := p.days
	switch {
	case !said && len(days) == 0:
		return
	case !said:
		from, until = parts["day"][0], parts["day"][1]
	case len(days) == 0 && p.last != nil:
		days = p.last
	case len(days) == 0:
		days = []time.Weekday{1, 2, 3, 4, 5}
	}
	if from >= until {
		p.unclear = true
		return
	}
	for _, d := range days {
		p.slots = append(p.slots, when.Slot{Day: d, From: from, Until: until})
	}
	*p = hourParser{last: days, slots: p.slots, unclear: p.unclear}
}

// stretch returns the part of the day that was said.
func (p *hourParser) stretch() (from, until int, said bool) {
	const late, latest, earliest = 18 * 60, 22 * 60, 8 * 60
	switch times := p.clock(); {
	case len(times) == 2:
		return times[0], times[1], true
	case len(times) == 1 && p.bound == "before":
		return min(earliest, max(0, times[0]-60)), times[0], true
	case len(times) == 1 && p.bound == "after":
		return times[0], max(late, min(latest, times[0]+3*60)), true
	case len(times) == 1: // at one time, for an hour
		return times[0], min(24*60, times[0]+60), true
	case p.part != "" && p.bound == "after":
		return parts[p.part][1], max(late, parts[p.part][1]+60), true
	case p.part != "" && p.bound == "before":
		return min(parts["day"][0], parts[p.part][0]-60), parts[p.part][0], true
	case p.part != "":
		return parts[p.part][0], parts[p.part][1], true
	}
	return 0, 0, false
}

// clock returns the times with am and pm resolved.
func (p *hourParser) clock() []int {
	times := slices.Clone(p.times)
	for i := range times {
		half := p.halves[i]
		if half == "" && i == 0 && len(times) == 2 && p.halves[1] == "am" {
			half = "am"
		}
		if half == "" && i == 0 && len(times) == 2 && p.halves[1] == "pm" && times[0] < times[1] && times[1] < 12*60 {
			half = "pm"
		}
		evening := p.part == "evening" || p.part == "afternoon"
		switch {
		case half == "pm" && times[i] < 12*60:
			times[i] += 12 * 60
		case half == "am" && times[i] >= 12*60 && times[i] < 13*60:
			times[i] -= 12 * 60
		case half == "" && times[i] >= 60 && (times[i] < 7*60 || evening && times[i] < 12*60):
			times[i] += 12 * 60
		case half == "" && i == 0 && p.bound == "after" && times[i] >= 7*60 && times[i] < 8*60:
			times[i] += 12 * 60 // nobody is free from seven in the morning on
		}
	}
	if len(times) == 2 && times[1] <= times[0] && times[1] < 12*60 && p.halves[1] == "" {
		times[1] += 12 * 60
	}
	return times
}

// merged sorts stretches and joins those that meet.
func merged(slots []when.Slot) []when.Slot {
	slices.SortFunc(slots, func(a, b when.Slot) int {
		return cmp.Or(cmp.Compare((a.Day+6)%7, (b.Day+6)%7), cmp.Compare(a.From, b.From), cmp.Compare(a.Until, b.Until))
	})
	var out []when.Slot
	for _, s := range slots {
		if last := len(out) - 1; last >= 0 && out[last].Day == s.Day && s.From <= out[last].Until {
			out[last].Until = max(out[last].Until, s.Until)
			continue
		}
		out = append(out, s)
	}
	return out
}
