package intake

import (
	"cmp"
	"encoding/csv"
	"io"
	"slices"

	"pairbook/generator/internal/diag"
)

// PeerScores is a file of scores of peers: their ids, ascending, and what each two score, by
// index.
type PeerScores struct {
	Peers      []string
	Rows       []PeerScore
	SamePerson int // skipped rows that pair somebody with themself
}

// PeerScore is a row: A is the lower index. Rows are in the order of A, then of B.
type PeerScore struct {
	A, B  int
	Score int32
}

// ReadPeerScores reads the columns a, b and score. The order of rows, and of the two in a row, does not
// matter. It reports all problems, and returns scores only without any.
func ReadPeerScores(path string, r io.Reader) (*PeerScores, diag.List) {
	s := &scoreReader{path: path, csv: csv.NewReader(r), mentees: side{who: "a"}, mentors: side{who: "b"}}
	scores := s.read()
	if len(s.problems) > 0 {
		return nil, s.problems
	}
	result := &PeerScores{SamePerson: scores.SamePerson, Peers: slices.Concat(scores.Mentees, scores.Mentors)}
	slices.Sort(result.Peers)
	result.Peers = slices.Compact(result.Peers)
	seen := map[[2]int]int32{}
	for _, e := range s.entries {
		a, _ := slices.BinarySearch(result.Peers, scores.Mentees[e.mentee])
		b, _ := slices.BinarySearch(result.Peers, scores.Mentors[e.mentor])
		two := [2]int{min(a, b), max(a, b)}
		if line, twice := seen[two]; twice {
			s.problems.Errorf(diag.Position{Path: path, Line: int(e.line), Column: 1}, Rule, "leave one of the two rows",
				"%s and %s have a score already, in line %d", result.Peers[a], result.Peers[b], line)
			continue
		}
		seen[two] = e.line
		result.Rows = append(result.Rows, PeerScore{two[0], two[1], e.score})
	}
	if len(s.problems) > 0 {
		return nil, s.problems
	}
	slices.SortFunc(result.Rows, func(r, other PeerScore) int { return cmp.Or(cmp.Compare(r.A, other.A), cmp.Compare(r.B, other.B)) })
	return result, nil
}
