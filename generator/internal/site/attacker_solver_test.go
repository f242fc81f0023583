package site

import (
	"fmt"
	"math"
	"math/big"
	"slices"
	"strings"
	"testing"
)

// sums is what an attacker knows of whole numbers that are at least 0: sums of some of
// them, and what each is at most.
type sums struct {
	names []string
	most  []int64
	rows  [][]*big.Rat // a factor for each name and the sum, as long as there were names
}

const endless = math.MaxInt32

// at is the place of a number, which may be a new one.
func (s *sums) at(name string) int {
	if i := slices.Index(s.names, name); i >= 0 {
		return i
	}
	s.names, s.most = append(s.names, name), append(s.most, endless)
	return len(s.names) - 1
}

// are says that numbers have a sum.
func (s *sums) are(sum int, names ...string) { s.row(sum, names, nil) }

// of says that a number is the sum of others.
func (s *sums) of(name string, others ...string) { s.row(0, others, []string{name}) }

func (s *sums) row(sum int, plus, minus []string) {
	for _, name := range slices.Concat(plus, minus) {
		s.at(name)
	}
	row := make([]*big.Rat, len(s.names), len(s.names)+1)
	for _, name := range plus {
		row[s.at(name)] = big.NewRat(1, 1)
	}
	for _, name := range minus {
		row[s.at(name)] = big.NewRat(-1, 1)
	}
	s.rows = append(s.rows, append(row, big.NewRat(int64(sum), 1)))
}

// reached lists what follows of the numbers that are guarded: those that can be one number
// alone, and sums of them, that are below the least. Such that are 0 are left out for the
// guarded that may be.
func (s *sums) reached(least int64, guarded, mayBeNone func(name string) bool) (all []string) {
	var order []int // of the columns: the guarded come last, so that rows are of these alone at the end
	for _, last := range []bool{false, true} {
		for i, name := range s.names {
			if guarded(name) == last {
				order = append(order, i)
			}
		}
	}
	reduced := reduce(s.whole(), order)
	few := func(value int64, names ...string) {
		if value < least && (value > 0 || !mayBeNone(names[0])) {
			all = append(all, fmt.Sprintf("%s: %d", strings.Join(names, " and "), value))
		}
	}
	low, high := s.bounds(slices.Concat(s.whole(), reduced))
	for i, name := range s.names {
		if guarded(name) && low[i] == high[i] {
			few(low[i], name)
		}
	}
	for _, row := range reduced {
		var of []string
		alike := true
		for i, name := range s.names {
			if row[i].Sign() != 0 {
				of = append(of, name)
				alike = alike && guarded(name) && row[i].Cmp(big.NewRat(1, 1)) == 0
			}
		}
		if sum := row[len(s.names)]; alike && len(of) > 1 && sum.IsInt() {
			few(sum.Num().Int64(), of...)
		}
	}
	return all
}

// whole are the rows with a factor for every number.
func (s *sums) whole() (rows [][]*big.Rat) {
	for _, known := range s.rows {
		row := make([]*big.Rat, len(s.names)+1)
		for i := range row {
			row[i] = new(big.Rat)
			if i < len(known)-1 && known[i] != nil {
				row[i].Set(known[i])
			}
		}
		row[len(s.names)].Set(known[len(known)-1])
		rows = append(rows, row)
	}
	return rows
}

// reduce brings rows into the reduced form of Gauss and Jordan, by columns in an order.
func reduce(rows [][]*big.Rat, order []int) [][]*big.Rat {
	done := 0
	for _, col := range order {
		pivot := done
		for pivot < len(rows) && rows[pivot][col].Sign() == 0 {
			pivot++
		}
		if pivot == len(rows) {
			continue
		}
		rows[done], rows[pivot] = rows[pivot], rows[done]
		by := new(big.Rat).Inv(rows[done][col])
		for _, x := range rows[done] {
			x.Mul(x, by)
		}
		for i, row := range rows {
			if factor := new(big.Rat).Set(row[col]); i != done && factor.Sign() != 0 {
				for k, x := range rows[done] {
					row[k].Sub(row[k], new(big.Rat).Mul(factor, x))
				}
			}
		}
		done++
	}
	return rows[:done]
}

// bounds narrows what each number is by every row until no row tells more.
func (s *sums) bounds(rows [][]*big.Rat) (low, high []int64) {
	low, high = make([]int64, len(s.names)), slices.Clone(s.most)
	for narrower := true; narrower; {
		narrower = false
		for _, row := range rows {
			for i := range s.names {
				if row[i].Sign() == 0 {
					continue
				}
				// What the others leave, at least and at most.
				least, most := new(big.Rat).Set(row[len(s.names)]), new(big.Rat).Set(row[len(s.names)])
				for k := range s.names {
					if k == i || row[k].Sign() == 0 {
						continue
					}
					a, b := new(big.Rat).Mul(row[k], big.NewRat(low[k], 1)), new(big.Rat).Mul(row[k], big.NewRat(high[k], 1))
					if a.Cmp(b) > 0 {
						a, b = b, a
					}
					least.Sub(least, b)
					most.Sub(most, a)
				}
				least.Quo(least, row[i])
				most.Quo(most, row[i])
				if row[i].Sign() < 0 {
					least, most = most, least
				}
				if l := ceil(least); l > low[i] {
					low[i], narrower = l, true
				}
				if h := floor(most); h < high[i] {
					high[i], narrower = h, true
				}
			}
		}
	}
	return low, high
}

// floor rounds down: [big.Int.Div] does, of what is above its line.
func floor(x *big.Rat) int64 { return new(big.Int).Div(x.Num(), x.Denom()).Int64() }

func ceil(x *big.Rat) int64 { return -floor(new(big.Rat).Neg(x)) }

// TestWhatSumsTell solves small ones by hand.
func TestWhatSumsTell(t *testing.T) {
	for _, c := range []struct {
		name  string
		knows func(s *sums)
		want  string
	}{
		{"nothing", func(s *sums) { s.are(7, "x", "y") }, ""},
		{"one by subtraction", func(s *sums) { s.are(7, "x", "y"); s.are(9, "x", "y", "z") }, "z: 2"},
		{"three by three sums", func(s *sums) { s.are(5, "x", "y"); s.are(6, "y", "z"); s.are(7, "x", "z") }, "x: 3, y: 2, z: 4"},
		{"both, as each has at most four", func(s *sums) { s.are(8, "x", "y"); s.most[s.at("x")], s.most[s.at("y")] = 4, 4 }, "x: 4, y: 4"},
		{"neither, as one may have three", func(s *sums) { s.are(7, "x", "y"); s.most[s.at("x")], s.most[s.at("y")] = 4, 4 }, ""},
		{"a sum that is small", func(s *sums) { s.are(9, "x", "y", "free"); s.are(5, "free") }, "x and y: 4"},
		{"a sum by way of what is free", func(s *sums) { s.of("free", "x", "y"); s.are(3, "free") }, "x and y: 3"},
		{"none of it", func(s *sums) { s.are(0, "none", "x"); s.are(6, "y") }, "x: 0"},
		{"enough", func(s *sums) { s.are(5, "x"); s.are(11, "x", "y") }, ""},
	} {
		s := &sums{}
		c.knows(s)
		got := s.reached(5, func(name string) bool { return name != "free" }, func(name string) bool { return name == "none" })
		if said := strings.Join(got, ", "); said != c.want {
			t.Errorf("%s: %q is reached, want %q", c.name, said, c.want)
		}
	}
}
