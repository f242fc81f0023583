package assign

import (
	"math"
)

// forbidden is the score of a forbidden pair.
const forbidden = math.MinInt32

// shift is the position of the value in a packed word; the bit below is set for
// taken slots, and the bits below that hold the slot's number.
const shift = 14

// The largest number of slots, and the largest value, that fit.
const (
	mostSlots = 1<<(shift-1) - 1
	greatest  = 1 << (62 - shift - 2)
)

// dense solves problems in which most pairs are allowed: rows want one slot each,
// and slots have room for one row. A row without a slot gets the value alone.
//
// Two invariants hold throughout, so that the final state is the optimum and its
// proof: no price is below 0, and a slot without a row has price 0; and a row's
// slot is one of those with the highest profit for it, score − price.
//
// Prices, distances and profits are packed into one word each: the value, a bit
// that is 1 for taken slots, and the slot's number. Comparing two words then
// prefers free slots to taken ones of the same value, and finds the slot with the
// value, so the inner loops have no branches.
type dense struct {
	rows, slots int
	score       []int32 // rows × slots
	alone       []int64 // by row
	price       []int64 // packed
	slotOf      []int   // by row, or none
	rowOf       []int   // by slot, or none

	// State of one search.
	todo    []slot
	reached []step
}

// slot is the state of a slot in a search: its packed price, and its distance
// over the rows reached so far; both are never once it has been reached itself.
type slot struct{ cost, distance int64 }

// step is a slot that a search has reached, with its row: the distance over it to
// any other slot is offset + price − score.
type step struct {
	row      int
	offset   int64
	slot     int   // over which the row was reached, none for the first
	distance int64 // of that slot, packed
}

// never is beyond any distance, and sums with it do not overflow.
const never = math.MaxInt64 / 2

func newDense(rows, slots int, score []int32, alone []int64) *dense {
	d := &dense{rows: rows, slots: slots, score: score, alone: alone, price: make([]int64, slots), slotOf: filled(rows, none), rowOf: filled(slots, none),
		todo: make([]slot, slots)}
	for j := range d.price {
		d.price[j] = int64(j)
	}
	return d
}

func filled(n, with int) []int {
	s := make([]int, n)
	for i := range s {
		s[i] = with
	}
	return s
}

func (d *dense) row(i int) []int32 { return d.score[i*d.slots : (i+1)*d.slots] }
func number(packed int64) int      { return int(packed & (1<<(shift-1) - 1)) }

// raise raises the price of a slot and marks it as taken.
func (d *dense) raise(slot int, by int64) {
	d.price[slot] = d.price[slot]&^(1<<(shift-1)) + by<<shift + 1<<(shift-1)
}

// solve assigns a slot, or none, to every row.
func (d *dense) solve() {
	b := bidding{dense: d, lists: make([]shortlist, d.rows)}
	for _, i := range b.bid() {
		d.augment(i)
	}
}

// augment finds the shortest path from a row to a free slot, over rows that
// change theirs, or to a row that is best left alone: Dijkstra's algorithm on the
// loss of each change.
func (d *dense) augment(i int) {
	for j, p := range d.price {
		d.todo[j] = slot{p, never}
	}
	d.reached = append(d.reached[:0], step{row: i, slot: none})
	giveUp, last := int64(never), none
	for {
		k := len(d.reached) - 1
		at := &d.reached[k]
		if alone := at.offset - d.alone[at.row]<<shift; alone < giveUp {
			giveUp, last = alone, k
		}
		nearest := d.scan(at.row, at.offset)
		if giveUp <= nearest {
			d.finish(giveUp>>shift, last)
			return
		}
		j := number(nearest)
		row := d.rowOf[j]
		if row == none {
			d.reached = append(d.reached, step{none, 0, j, nearest})
			d.finish(nearest>>shift, k+1)
			return
		}
		profit := int64(d.score[row*d.slots+j])<<shift - d.price[j]&^(1<<shift-1)
		d.reached = append(d.reached, step{row, nearest&^(1<<shift-1) + profit, j, nearest})
		d.todo[j] = slot{never, never}
	}
}

// scan lowers the distances of slots that are nearer over a row, and returns the
// nearest that has not been reached.
func (d *dense) scan(row int, offset int64) int64 {
	nearest := int64(never)
	scores := d.row(row)
	todo := d.todo[:len(scores)]
	for j, s := range scores {
		t := &todo[j]
		now := t.distance
		if s != forbidden {
			now = min(now, offset+t.cost-int64(s)<<shift)
			t.distance = now
		}
		nearest = min(nearest, now)
	}
	return nearest
}

// finish moves the rows on the path to its last step, where each takes the slot
// over which the next one was reached, and raises the prices of the slots that
// were reached before.
func (d *dense) finish(end int64, last int) {
	if row := d.reached[last].row; row != none {
		d.slotOf[row] = none
	}
	for k := last; k > 0; {
		slot := d.reached[k].slot
		k = d.before(k)
		row := d.reached[k].row
		d.rowOf[slot], d.slotOf[row] = row, slot
	}
	for _, s := range d.reached[1:] {
		d.raise(s.slot, end-s.distance>>shift)
	}
}

// before returns the step from which a step was reached: an earlier one at the
// right distance.
func (d *dense) before(k int) int {
	slot := d.reached[k].slot
	for b, s := range d.reached[:k] {
		score := d.score[s.row*d.slots+slot]
		if score != forbidden && s.offset+d.price[slot]-int64(score)<<shift == d.reached[k].distance {
			return b
		}
	}
	panic("assign: a slot was reached from nowhere")
}
