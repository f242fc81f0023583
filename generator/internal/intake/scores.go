package intake

import (
	"cmp"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"pairbook/generator/internal/diag"
)

// Scores is a file of scores: the ids in it, ascending, how many mentors each
// mentee wants and how many mentees each mentor has room for; the pairs of mentee
// i are those from Start[i] to Start[i+1], by mentor.
type Scores struct {
	Mentees, Mentors []string
	Wants, Room      []int
	Start            []int
	Mentor, Score    []int32
	SamePerson       int // skipped rows that pair somebody with themself
}

// maxScore limits the scores of a file, to one below the solver's limit.
const maxScore = 999_999_999

// ReadScores reads the columns mentee, mentor, score and, if present, wants and
// capacity. The order of rows does not matter. It reports all problems, and
// returns scores only without any.
func ReadScores(path string, r io.Reader) (*Scores, diag.List) {
	s := &scoreReader{path: path, csv: csv.NewReader(r), mentees: side{who: "mentee", name: "wants"}, mentors: side{who: "mentor", name: "capacity"}}
	scores := s.read()
	if len(s.problems) > 0 {
		return nil, s.problems
	}
	return scores, nil
}

// read returns the scores of the file, or as many as are without problems.
func (s *scoreReader) read() *Scores {
	s.csv.ReuseRecord = true
	if !s.header() {
		return nil
	}
	for s.row() {
	}
	return s.scores()
}

// side is the mentees or the mentors, in the order in which they are named.
type side struct {
	who    string // the column with their ids
	name   string // of the column with the number, "" for none
	number map[string]int32
	ids    []string
	many   []int // the number, by default 1; -1 while unset
}

// entry is a valid row.
type entry struct {
	mentee, mentor, score int32
	line                  int32
}

type scoreReader struct {
	path             string
	csv              *csv.Reader
	column           map[string]int
	width            int // of the header
	mentees, mentors side
	entries          []entry
	samePerson       int
	problems         diag.List
}

func (s *scoreReader) header() bool {
	at := diag.Position{Path: s.path, Line: 1, Column: 1}
	fields, err := s.csv.Read()
	if err != nil {
		s.problems.Errorf(at, Rule, "begin it with a line "+s.mentees.who+","+s.mentors.who+",score", "the file has no header")
		return false
	}
	s.column, s.width = map[string]int{}, len(fields)
	for k, name := range fields {
		name = strings.TrimSpace(strings.TrimPrefix(name, "\uFEFF"))
		if _, twice := s.column[name]; twice {
			s.problems.Errorf(at, Rule, "give each column a name of its own", "the column %q is there twice", name)
		}
		s.column[name] = k
	}
	hint := "the header is " + s.mentees.who + "," + s.mentors.who + ",score"
	if s.mentees.name != "" {
		hint += " and, if wanted, wants and capacity"
	}
	for _, name := range []string{s.mentees.who, s.mentors.who, "score"} {
		if _, there := s.column[name]; !there {
			s.problems.Errorf(at, Rule, hint, "there is no column %q", name)
		}
	}
	s.mentees.number, s.mentors.number = map[string]int32{}, map[string]int32{}
	return len(s.problems) == 0
}

// row reads one line and reports whether there may be more.
func (s *scoreReader) row() bool {
	fields, err := s.csv.Read()
	if errors.Is(err, io.EOF) {
		return false
	}
	if err != nil {
		var fault *csv.ParseError
		at := diag.Position{Path: s.path, Line: 1, Column: 1}
		if !errors.As(err, &fault) {
			s.problems.Errorf(at, Rule, "", "the file cannot be read: %v", err)
			return false
		}
		at.Line, at.Column = fault.Line, max(fault.Column, 1)
		if !errors.Is(fault.Err, csv.ErrFieldCount) {
			s.problems.Errorf(at, Rule, "close every quotation mark, and double one inside a cell", "the file is no CSV from here on: %v", fault.Err)
			return false
		}
		s.problems.Errorf(at, Rule, "give every row as many cells as the header has", "the row has %s and the header %d", cellCount(len(fields)), s.width)
		return true
	}
	mentee, ok1 := s.id(fields, &s.mentees)
	mentor, ok2 := s.id(fields, &s.mentors)
	score, ok3 := s.whole(fields, "score", -maxScore)
	line, _ := s.csv.FieldPos(0)
	if ok1 && ok2 {
		s.count(fields, &s.mentees, mentee)
		s.count(fields, &s.mentors, mentor)
	}
	if !ok1 || !ok2 || !ok3 {
		return true
	}
	if s.mentees.ids[mentee] == s.mentors.ids[mentor] {
		s.samePerson++
		return true
	}
	s.entries = append(s.entries, entry{mentee, mentor, int32(score), int32(line)})
	return true
}

func cellCount(n int) string {
	if n == 1 {
		return "1 cell"
	}
	return fmt.Sprintf("%d cells", n)
}

func (s *scoreReader) at(column string) diag.Position {
	line, col := s.csv.FieldPos(s.column[column])
	return diag.Position{Path: s.path, Line: line, Column: col}
}

func (s *scoreReader) id(fields []string, of *side) (int32, bool) {
	id := strings.TrimSpace(fields[s.column[of.who]])
	if id == "" {
		s.problems.Errorf(s.at(of.who), Rule, "write an id", "%s: the cell is empty", of.who)
		return 0, false
	}
	n, known := of.number[id]
	if !known {
		n = int32(len(of.ids))
		id = strings.Clone(id)
		of.number[id] = n
		of.ids, of.many = append(of.ids, id), append(of.many, -1)
	}
	return n, true
}

func (s *scoreReader) whole(fields []string, column string, least int) (int, bool) {
	cell := strings.TrimSpace(fields[s.column[column]])
	n, err := strconv.Atoi(cell)
	if err == nil && n >= least && n <= maxScore {
		return n, true
	}
	limits := fmt.Sprintf("write a whole number from %d to %d", least, maxScore)
	switch {
	case cell == "":
		s.problems.Errorf(s.at(column), Rule, "write a whole number, or leave the row out", "%s: the cell is empty", column)
	case err == nil && n < least:
		s.problems.Errorf(s.at(column), Rule, limits, "%s: %d is too low", column, n)
	case err == nil || errors.Is(err, strconv.ErrRange):
		s.problems.Errorf(s.at(column), Rule, limits, "%s: %s is too far from 0", column, cell)
	default:
		s.problems.Errorf(s.at(column), Rule, "write one such as 42", "%s: %q is not a whole number", column, cell)
	}
	return 0, false
}

// count records how many somebody wants or has room for, which must be equal in
// all their rows.
func (s *scoreReader) count(fields []string, of *side, n int32) {
	if _, there := s.column[of.name]; !there || of.name == "" {
		return
	}
	many, ok := s.whole(fields, of.name, 0)
	switch {
	case !ok:
	case of.many[n] < 0:
		of.many[n] = many
	case of.many[n] != many:
		s.problems.Errorf(s.at(of.name), Rule, "write the same number in all their rows", "%s: %s has %d here and %d in a row before", of.name, of.ids[n], many, of.many[n])
	}
}

// scores returns the sorted result.
func (s *scoreReader) scores() *Scores {
	result := &Scores{SamePerson: s.samePerson}
	var mentees, mentors []int32
	result.Mentees, result.Wants, mentees = s.mentees.sorted()
	result.Mentors, result.Room, mentors = s.mentors.sorted()
	for k := range s.entries {
		e := &s.entries[k]
		e.mentee, e.mentor = mentees[e.mentee], mentors[e.mentor]
	}
	slices.SortFunc(s.entries, func(a, b entry) int {
		return cmp.Or(cmp.Compare(a.mentee, b.mentee), cmp.Compare(a.mentor, b.mentor), cmp.Compare(a.line, b.line))
	})
	result.Start = make([]int, len(result.Mentees)+1)
	for k, e := range s.entries {
		if k > 0 && e.mentee == s.entries[k-1].mentee && e.mentor == s.entries[k-1].mentor {
			s.problems.Errorf(diag.Position{Path: s.path, Line: int(e.line), Column: 1}, Rule, "leave one of the two rows",
				"%s and %s have a score already, in line %d", result.Mentees[e.mentee], result.Mentors[e.mentor], s.entries[k-1].line)
			continue
		}
		result.Start[e.mentee+1]++
		result.Mentor, result.Score = append(result.Mentor, e.mentor), append(result.Score, e.score)
	}
	for i := range result.Mentees {
		result.Start[i+1] += result.Start[i]
	}
	return result
}

// sorted returns the ids in order with their numbers, and the place in that order
// of each index.
func (s *side) sorted() (ids []string, many []int, place []int32) {
	ids, place = slices.Sorted(slices.Values(s.ids)), make([]int32, len(s.ids))
	for k, id := range ids {
		n := s.number[id]
		place[n] = int32(k)
		if s.many[n] < 0 {
			many = append(many, 1)
		} else {
			many = append(many, min(s.many[n], math.MaxInt32))
		}
	}
	return ids, many, place
}
