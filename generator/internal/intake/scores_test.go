package intake

import (
	"fmt"
	"strings"
	"testing"
)

// TestLimitsOfNumbers tries the least and the most of each number of a file of
// scores, and what lies beyond.
func TestLimitsOfNumbers(t *testing.T) {
	for row, told := range map[string]string{
		"999999999,1,1":           "",
		"-999999999,1,1":          "",
		"1000000000,1,1":          "score: 1000000000 is too far from 0",
		"-1000000000,1,1":         "score: -1000000000 is too low",
		"5,0,0":                   "",
		"5,999999999,1":           "",
		"5,-1,1":                  "wants: -1 is too low",
		"5,1,-1":                  "capacity: -1 is too low",
		"5,1,1000000000":          "capacity: 1000000000 is too far from 0",
		"5,1,9999999999999999999": "capacity: 9999999999999999999 is too far from 0",
	} {
		scores, problems := ReadScores("s.csv", strings.NewReader("mentee,mentor,score,wants,capacity\na,b,"+row+"\n"))
		if said := fmt.Sprint(problems); (told == "") != (len(problems) == 0 && scores != nil) {
			t.Errorf("%s: %s", row, said)
		} else if told != "" && problems[0].Message != told {
			t.Errorf("%s: %q, not %q", row, problems[0].Message, told)
		}
	}
}
