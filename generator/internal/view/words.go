package view

import (
	"math"
	"strconv"
	"strings"
)

var smallNumbers = []string{"no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"}

// InWords writes a count as prose has it.
func InWords(n int) string {
	if n >= 0 && n < len(smallNumbers) {
		return smallNumbers[n]
	}
	return strconv.Itoa(n)
}

// Quantity writes a number with at most one decimal.
func Quantity(x float64) string {
	return strconv.FormatFloat(math.Round(x*10)/10, 'f', -1, 64)
}

// AsWritten writes a number as a record has it.
func AsWritten(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }

// Percentage writes a share from 0 to 1.
func Percentage(x float64) string {
	return strconv.FormatFloat(math.Round(100*x), 'f', -1, 64) + " %"
}

// unitWords give a unit after its number, one and many.
var unitWords = map[string][2]string{
	"meetings":      {"meeting", "meetings"},
	"hours":         {"hour", "hours"},
	"days":          {"day", "days"},
	"actions":       {"action", "actions"},
	"people":        {"person", "people"},
	"years":         {"year", "years"},
	"ties":          {"tie", "ties"},
	"introductions": {"introduction", "introductions"},
}

// ValueWords split a value into the number and its unit, as people read them.
func ValueWords(value float64, unit string) (number, after string) {
	if unit == "share" {
		return Percentage(value), ""
	}
	number = Quantity(value)
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

// Known writes a number, or says that nobody knows it.
func Known(x *float64, write func(float64) string) string {
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

func Money(x float64) string { return rounded(x, 0) }

func Tenths(x float64) string { return rounded(x, 1) }

func Hundredths(x float64) string { return rounded(x, 2) }

func Points(x float64) string { return rounded(x*100, 1) }
