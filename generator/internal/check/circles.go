package check

import "pairbook/generator/internal/record"

// circles finds the topics that are within themselves, by Tarjan's algorithm, in time
// linear in the number of `within` references.
type circles struct {
	topics record.Table[record.TopicID, *record.Topic]
	number map[record.TopicID]int // in the order of being reached, from 1
	lowest map[record.TopicID]int // the lowest number that can be reached
	circle map[record.TopicID]int // topics of one number lie within each other
	open   []record.TopicID       // reached, and not in a circle yet
}

func circlesOf(topics record.Table[record.TopicID, *record.Topic]) map[record.TopicID]int {
	c := &circles{topics, map[record.TopicID]int{}, map[record.TopicID]int{}, map[record.TopicID]int{}, nil}
	for _, t := range topics.All() {
		c.reach(t.ID)
	}
	return c.circle
}

func (c *circles) reach(id record.TopicID) {
	t := c.topics.Get(id)
	if t == nil || c.number[id] > 0 {
		return
	}
	c.number[id] = len(c.number) + 1
	c.lowest[id] = c.number[id]
	c.open = append(c.open, id)
	for _, above := range t.Within {
		c.reach(above)
		if c.circle[above] == 0 && c.number[above] > 0 {
			c.lowest[id] = min(c.lowest[id], c.lowest[above])
		}
	}
	for c.lowest[id] == c.number[id] && c.circle[id] == 0 {
		last := len(c.open) - 1
		c.circle[c.open[last]] = c.number[id]
		c.open = c.open[:last]
	}
}
