package assign

import (
	"math"
	"slices"

	"pairbook/generator/internal/graph"
)

// Equals tells which answers are as good as a solution by the objective. They differ
// from it along cycles of the face, in a graph with an arc from a row to a column that
// it may take, and from a column to a row that it may lose. More nodes close the ways
// that end: from a row that gives up its only column to one without any, from one that
// gives up another to any that may have one more, and from a column that takes a row
// to one that loses one.
type Equals struct {
	*face
	p          *Problem
	all, drawn []int32 // by node, the component; in drawn of cycles that Ties do not mind, either
	rows       int
}

// Equals tells which answers are as good as a solution of the problem.
func (p *Problem) Equals(s *Solution) *Equals {
	p = p.clipped()
	if s.Below > lowestScore {
		p = p.from(s.Below)
	}
	var chosen []int
	for i, columns := range s.Columns {
		for _, j := range columns {
			k, _ := slices.BinarySearch(p.Column[p.Start[i]:p.Start[i+1]], int32(j))
			chosen = append(chosen, p.Start[i]+k)
		}
	}
	e := &Equals{face: p.face(s, chosen), p: p, rows: len(p.Wants)}
	for k, score := range e.score {
		e.dead[k] = score < s.Lowest
	}
	e.all, e.drawn = e.graph(false).Components(), e.graph(true).Components()
	return e
}

// Pair reports whether an answer as good has a pair that the solution has not, or lacks
// one that it has, and whether nothing but drawn numbers decided that.
func (e *Equals) Pair(row, column int) (asGood, drawn bool) {
	for _, k := range e.byRow[row] {
		if int(e.col[k]) == column && !e.fixed[k] && !e.dead[k] {
			return e.all[row] == e.all[e.rows+column], e.drawn[row] == e.drawn[e.rows+column]
		}
	}
	return false, false
}

// Row reports whether an answer as good has a column for a row without one, at the
// expense of another row, and whether nothing but drawn numbers decided between two.
func (e *Equals) Row(row int) (asGood, drawn bool) {
	if e.p.Wants[row] == 0 || e.rowHas[row] > 0 {
		return false, false
	}
	only := e.rows + len(e.colHas) // of rows of the first rank
	return e.all[row] == e.all[only], e.drawn[row] == e.drawn[only+e.rank(row)]
}

func (e *Equals) rank(row int) int {
	if e.p.Ties.Rank == nil {
		return 0
	}
	return e.p.Ties.Rank[row]
}

// graph returns the arcs by node: rows, columns, then the nodes between rows, of each
// rank or of all in one, and those between columns, of each load or of all in one.
func (e *Equals) graph(minding bool) graph.Arcs {
	ranks, most := 1, e.mostBelow(math.MaxInt)
	for i := range e.rowHas {
		ranks = max(ranks, e.rank(i)+1)
	}
	only := e.rows + len(e.colHas)
	several, loads := only+ranks, only+ranks+1
	g := make(graph.Arcs, loads+most+2)
	for k, used := range e.used {
		switch i, j := int(e.row[k]), e.rows+int(e.col[k]); {
		case used && !e.fixed[k]:
			g.Add(j, i)
		case !used && !e.dead[k]:
			g.Add(i, j)
		}
	}
	for i, has := range e.rowHas {
		lone := only
		if minding {
			lone += e.rank(i)
		}
		if e.p.served(i) {
			lone = several
		}
		if has < e.rowHigh[i] {
			g.Add(pickIf(has == 0, lone, several), i)
		}
		if has > e.rowLow[i] {
			g.Add(i, pickIf(has == 1, lone, several))
		}
	}
	for j, has := range e.colHas {
		load := 0
		if minding {
			load = e.loadOf(int32(j))
		}
		if has < e.colHigh[j] {
			g.Add(e.rows+j, loads+pickIf(minding, load+1, 0))
		}
		if has > e.colLow[j] {
			g.Add(loads+load, e.rows+j)
		}
	}
	for load := range most + 1 {
		g.Add(loads+load, loads+load+1)
	}
	return g
}

func pickIf(first bool, a, b int) int {
	if first {
		return a
	}
	return b
}
