package site

import (
	"math"
	"strconv"
	"strings"
)

var smallNumbers = []string{"no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"}

// inWords writes a count as prose has it.
func inWords(n int) string {
	if n >= 0 && n < len(smallNumbers) {
		return smallNumbers[n]
	}
	return strconv.Itoa(n)
}

// quantity writes a number with at most one decimal.
func quantity(x float64) string {
	return strconv.FormatFloat(math.Round(x*10)/10, 'f', -1, 64)
}

// exact writes a number as a record has it.
func exact(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }

// percentage writes a share from 0 to 1.
func percentage(x float64) string {
	return strconv.FormatFloat(math.Round(100*x), 'f', -1, 64) + " %"
}

// unitWords give a unit after its number, one and many.
var unitWords = map[string][2]string{
	"meetings":      {"meeting", "meetings"},
	"hours":         {"hour", "hours"},
	"days":          {"day", "days"},
	"actions":       {"action", "actions"},
	"people":        {"person", "people"},
	"ties":          {"tie", "ties"},
	"introductions": {"introduction", "introductions"},
}

// valueWords split a value into the number and its unit, as people read them.
func valueWords(value float64, unit string) (number, after string) {
	if unit == "share" {
		return percentage(value), ""
	}
	number = quantity(value)
	words, known := unitWords[unit]
	switch {
	case !known:
		return number, unit
	case number == "1":
		return number, words[0]
	}
	return number, words[1]
}

// The words for numbers of benefit and cost are those of roi.js, letter by letter.

// known writes a number, or says that nobody knows it.
func known(x *float64, write func(float64) string) string {
	if x == nil {
		return "not known"
	}
	return write(*x)
}

// rounded writes a number with so many decimals, its thousands apart and its
// sign in front; what rounds to nothing has none.
func rounded(x float64, decimals int) string {
	scale := math.Pow10(decimals)
	digits := strconv.FormatFloat(math.Round(math.Abs(x)*scale)/scale, 'f', decimals, 64)
	whole, rest, _ := strings.Cut(digits, ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if rest != "" {
		whole += "." + rest
	}
	if x < 0 && strings.Trim(digits, "0.") != "" {
		return "−" + whole
	}
	return whole
}

func money(x float64) string { return rounded(x, 0) }

func tenths(x float64) string { return rounded(x, 1) }

func hundredths(x float64) string { return rounded(x, 2) }

func points(x float64) string { return rounded(x*100, 1) }
