package intake

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
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

// TestScores reads rows in any order, and says all that is wrong with a file, each in its
// place.
func TestScores(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       *Scores
		problems   []string
	}{
		{"rows in any order", "score,mentor,mentee\n30,zoe,bo\n20,yan,bo\n10,zoe,ada\n5,ada,ada\n", &Scores{
			Mentees: []string{"ada", "bo"}, Mentors: []string{"ada", "yan", "zoe"}, Wants: []int{1, 1}, Room: []int{1, 1, 1},
			Start: []int{0, 1, 3}, Mentor: []int32{2, 1, 2}, Score: []int32{10, 20, 30}, SamePerson: 1,
		}, nil},
		{"numbers", "mentee,mentor,score,wants,capacity\nbo,zoe,30,2,0\nbo,yan,20,2,3\n", &Scores{
			Mentees: []string{"bo"}, Mentors: []string{"yan", "zoe"}, Wants: []int{2}, Room: []int{3, 0}, Start: []int{0, 2}, Mentor: []int32{0, 1}, Score: []int32{20, 30},
		}, nil},
		{"a mark at the beginning", "\uFEFFmentee,mentor, score\nbo, zoe ,30\n", &Scores{Mentees: []string{"bo"}, Mentors: []string{"zoe"}, Wants: []int{1}, Room: []int{1}, Start: []int{0, 1}, Mentor: []int32{0}, Score: []int32{30}}, nil},
		{"nothing", "", nil, []string{"1:1 the file has no header; begin it with a line mentee,mentor,score"}},
		{"other columns", "mentee,points,points\n", nil, []string{
			`1:1 the column "points" is there twice; give each column a name of its own`, `1:1 there is no column "mentor"; the header is mentee,mentor,score and, if wanted, wants and capacity`, `1:1 there is no column "score"; the header is mentee,mentor,score and, if wanted, wants and capacity`,
		}},
		{"cells", "mentee,mentor,score\n,zoe,1\nbo,,2\nbo,zoe,\nbo,yan,many\nbo,xia,7\n", nil, []string{
			"2:1 mentee: the cell is empty; write an id", "3:4 mentor: the cell is empty; write an id", "4:8 score: the cell is empty; write a whole number, or leave the row out", `5:8 score: "many" is not a whole number; write one such as 42`,
		}},
		{"rows of another length", "mentee,mentor,score\nbo\nbo,zoe,1,2\nbo,zoe,x\n", nil, []string{
			"2:1 the row has 1 cell and the header 3; give every row as many cells as the header has", "3:1 the row has 4 cells and the header 3; give every row as many cells as the header has", `4:8 score: "x" is not a whole number; write one such as 42`,
		}},
		{"no CSV", "mentee,mentor,score\nbo,\"zoe\" x,1\nbo,zoe,x\n", nil, []string{`2:8 the file is no CSV from here on: extraneous or missing " in quoted-field; close every quotation mark, and double one inside a cell`}},
		{"two numbers of one", "mentee,mentor,score,wants,capacity\nbo,zoe,1,1,2\nbo,yan,1,2,1\nada,zoe,1,1,3\n", nil, []string{
			"3:10 wants: bo has 2 here and 1 in a row before; write the same number in all their rows", "4:13 capacity: zoe has 3 here and 2 in a row before; write the same number in all their rows",
		}},
		{"two in two rows", "mentee,mentor,score\nbo,zoe,1\nbo,yan,1\nbo,zoe,2\n", nil, []string{"4:1 bo and zoe have a score already, in line 2; leave one of the two rows"}},
	} {
		got, problems := ReadScores("s.csv", strings.NewReader(c.text))
		var said []string
		for _, p := range problems {
			said = append(said, fmt.Sprintf("%d:%d %s; %s", p.Line, p.Column, p.Message, p.Hint))
		}
		if diff := cmp.Diff(c.want, got) + cmp.Diff(c.problems, said); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}
