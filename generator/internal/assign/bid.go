package assign

// shortlistLength is how many slots a row tries before it scans all of them.
const shortlistLength = 32

// shortlist holds a row's slots with the highest profit. Prices only rise, so the
// profit of all others stays at most bound, packed.
type shortlist struct {
	slots []int32
	bound int64
}

// bidding assigns most rows to their slots.
type bidding struct {
	*dense
	lists  []shortlist
	profit [shortlistLength + 1]int64 // packed, descending: of the list being built
}

// bid lets rows take their slot with the highest profit, at a price that lowers
// the profit to that of their second best, and returns the rows without a slot:
// those that lost theirs and found no other. It is the augmenting row reduction
// of Jonker and Volgenant (1987). It stops after a few rounds because two rows
// can outbid each other in small steps for long.
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

// offer gives a row its best slot. It returns as out the row that is left without
// one: the slot's previous row, or the row itself when nothing would be gained.
// again reports that the price has risen, so that out may bid immediately.
func (b *bidding) offer(i int) (out int, again bool) {
	best, second, slot := b.twoBest(i)
	if slot == b.slots {
		return none, false // staying alone has the highest profit
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

// twoBest returns a row's slot with the highest profit, preferring free ones,
// with that profit and the second highest. The slot after the last stands for
// none.
func (b *bidding) twoBest(i int) (best, second int64, slot int) {
	alone := (2*b.alone[i]-1)<<(shift-1) - int64(b.slots)
	list := &b.lists[i]
	first, next := alone, int64(-never)
	scores := b.row(i)
	for _, j := range list.slots {
		profit := int64(scores[j])<<shift - b.price[j]
		next = max(next, min(first, profit))
		first = max(first, profit)
	}
	if len(list.slots) == 0 || next <= list.bound {
		first, next = b.list(i, alone)
	}
	return -(-first >> shift), -(-next >> shift), number(-first)
}

// list scans all slots and keeps the row's shortlist.
func (b *bidding) list(i int, alone int64) (first, next int64) {
	profits := b.profit[:]
	for k := range profits {
		profits[k] = -never
	}
	profits[0] = alone
	least := int64(-never)
	scores := b.row(i)
	price := b.price[:len(scores)]
	for j, s := range scores {
		profit := int64(s)<<shift - price[j]
		if profit <= least || s == forbidden {
			continue
		}
		k := len(profits) - 1
		for ; k > 0 && profits[k-1] < profit; k-- {
			profits[k] = profits[k-1]
		}
		profits[k] = profit
		least = profits[len(profits)-1]
	}
	list := &b.lists[i]
	list.slots = list.slots[:0]
	for _, profit := range profits[:shortlistLength] {
		if j := number(-profit); profit > -never && j < b.slots {
			list.slots = append(list.slots, int32(j))
		}
	}
	list.bound = least
	return profits[0], profits[1]
}
