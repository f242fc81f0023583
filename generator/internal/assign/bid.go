package assign

// shortlistLength is how many slots a row looks at again before it looks at all.
const shortlistLength = 32

// shortlist holds the slots that were worth most to a row. Prices only rise, so
// that all others are worth bound at most, packed, from then on.
type shortlist struct {
	slots []int32
	bound int64
}

// bidding is how most rows find their slots.
type bidding struct {
	*dense
	lists []shortlist
	worth [shortlistLength + 1]int64 // packed, descending: of the list that is made
}

// bid lets rows take the slot that is worth most to them, at a price that makes
// it worth no more than their second best, and gives back those that lost
// theirs and found no other. It is the augmenting row reduction of Jonker and
// Volgenant (1987). It stops after a few rounds because two rows can outbid
// each other in small steps for long.
func (b *bidding) bid() (waiting []int) {
	waiting = make([]int, b.rows)
	for i := range waiting {
		waiting[i] = i
	}
	for round, left := 0, 12*b.rows; round < 8 && len(waiting) > 0; round++ {
		var lost []int
		for _, i := range waiting {
			out, again := b.offer(i)
			for ; again && left > 0; left-- {
				out, again = b.offer(out)
			}
			if out != none {
				lost = append(lost, out)
			}
		}
		waiting = lost
	}
	return waiting
}

// offer gives a row its best slot. Out is the row that is left without one:
// that which had the slot, or this row itself when nothing would be gained.
// Again says that the price has risen, so that out may look at once.
func (b *bidding) offer(i int) (out int, again bool) {
	best, second, slot := b.twoBest(i)
	if slot == b.slots {
		return none, false // worth most alone
	}
	before := b.rowOf[slot]
	if best == second && before != none {
		return i, false
	}
	b.raise(slot, best-second)
	b.rowOf[slot], b.slotOf[i] = i, slot
	if before != none {
		b.slotOf[before] = none
	}
	return before, before != none
}

// twoBest finds the slot worth most to a row, a free one if there are several,
// and what the second best is worth. The slot after the last stands for none.
func (b *bidding) twoBest(i int) (best, second int64, slot int) {
	alone := (2*b.alone-1)<<(shift-1) - int64(b.slots)
	list := &b.lists[i]
	first, next := alone, int64(-never)
	scores := b.row(i)
	for _, j := range list.slots {
		worth := int64(scores[j])<<shift - b.price[j]
		next = max(next, min(first, worth))
		first = max(first, worth)
	}
	if len(list.slots) == 0 || next <= list.bound {
		first, next = b.list(i, alone)
	}
	return -(-first >> shift), -(-next >> shift), number(-first)
}

// list looks at all slots, and keeps those that are worth most to a row.
func (b *bidding) list(i int, alone int64) (first, next int64) {
	worths := b.worth[:]
	for k := range worths {
		worths[k] = -never
	}
	worths[0] = alone
	least := int64(-never)
	scores := b.row(i)
	price := b.price[:len(scores)]
	for j, s := range scores {
		worth := int64(s)<<shift - price[j]
		if worth <= least || s == forbidden {
			continue
		}
		k := len(worths) - 1
		for ; k > 0 && worths[k-1] < worth; k-- {
			worths[k] = worths[k-1]
		}
		worths[k] = worth
		least = worths[len(worths)-1]
	}
	list := &b.lists[i]
	list.slots = list.slots[:0]
	for _, worth := range worths[:shortlistLength] {
		if j := number(-worth); worth > -never && j < b.slots {
			list.slots = append(list.slots, int32(j))
		}
	}
	list.bound = least
	return worths[0], worths[1]
}
