package team

import "pairbook/generator/internal/splitmix"

// draws are the same everywhere.
type draws struct{ splitmix.Source }

// below returns a number from 0, below n.
func (d *draws) below(n int) int {
	return int(d.Next() % uint64(n))
}

func (d *draws) shuffle(list []int) {
	for i := len(list) - 1; i > 0; i-- {
		j := d.below(i + 1)
		list[i], list[j] = list[j], list[i]
	}
}
