package phrase

import (
	"fmt"
	"strconv"
	"strings"

	"pairbook/generator/internal/text"
	"pairbook/generator/internal/when"
)

var numberWords = vocabulary(map[string]string{
	"0": "none zero no keine keinen aucun ninguno ninguna",
	"1": "one a single ein eine einen einer un une uno una", "2": "two couple zwei beide deux dos", "3": "three drei trois tres",
	"4": "four vier quatre cuatro", "5": "five funf cinq cinco", "6": "six sechs seis", "7": "seven sieben sept siete",
	"8": "eight acht huit ocho", "9": "nine neun neuf nueve", "10": "ten zehn dix diez",
})

// numberToken matches numbers in digits, and what may stand beside them.
var (
	numberToken = text.Pattern(`\d+|\p{L}+|[-–—+]`)
	// noCount matches a number below 0 that ends no range, and one with a fraction.
	noCount = text.Pattern(`^[^\d]*[-–—−]\d|\d[.,]\d`)
	besides = vocabulary(map[string]string{
		"most": "max maximum maximal most mucho hochstens up hasta jusqu jusque", "": "at to zu or oder ou o bis a al mentee mentees person personen people personnes personas mentor mentors of min minimum least about ca circa",
	})
)

// Number reads a number in digits or words, or a range such as "1-2" or "up to 3",
// which has no lowest number but 1; of people, so that none is below 0 or has a fraction. It reports whether every word was understood.
func Number(s string) (low, high int, ok bool) {
	if noCount().MatchString(s) {
		return 0, 0, false
	}
	var numbers []int
	most := false
	for _, token := range numberToken().FindAllString(text.Unaccented(s), -1) {
		n, err := strconv.Atoi(token)
		word, known := numberWords[token]
		beside, fills := besides[token]
		switch {
		case err == nil && n <= 1000:
			numbers = append(numbers, n)
		case fills && (!known || len(numbers) > 0):
			most = most || beside == "most"
		case known:
			n, _ = strconv.Atoi(word)
			numbers = append(numbers, n)
		case token != "-" && token != "–" && token != "—" && token != "+":
			return 0, 0, false
		}
	}
	switch {
	case len(numbers) == 1 && most:
		return min(1, numbers[0]), numbers[0], true
	case len(numbers) == 1:
		return numbers[0], numbers[0], true
	case len(numbers) == 2 && numbers[0] <= numbers[1]:
		return numbers[0], numbers[1], true
	}
	return 0, 0, false
}

// Order is the order of day and month in a date of numbers.
type Order string

// The orders, and none.
const (
	DayFirst   Order = "dmy"
	MonthFirst Order = "mdy"
	YearFirst  Order = ""
)

var dayForm = text.Pattern(`^(\d{1,4})[./-](\d{1,2})[./-](\d{2}|\d{4})(?:[ T,].*)?$`)

// Day reads a date of numbers, with or without a time of day after it. With
// YearFirst alone, that is 2026-11-12 or 2026/11/12.
func Day(s string, order Order) (when.Date, error) {
	m := dayForm().FindStringSubmatch(strings.TrimSpace(s))
	if m == nil {
		return when.ParseDate(s)
	}
	year, month, day := m[1], m[2], m[3]
	switch {
	case len(m[1]) > 2:
	case order == YearFirst:
		return when.ParseDate(s)
	case order == DayFirst:
		year, month, day = m[3], m[2], m[1]
	default:
		year, month, day = m[3], m[1], m[2]
	}
	if len(year) == 2 {
		year = "20" + year
	}
	if len(day) > 2 || len(year) != 4 {
		return when.ParseDate(s)
	}
	d, err := when.ParseDate(fmt.Sprintf("%s-%02s-%02s", year, month, day))
	if err != nil && len(m[1]) < 4 {
		return 0, fmt.Errorf("%q is no day in the order %s", s, order)
	}
	return d, err
}
