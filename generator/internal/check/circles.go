package check

import (
	"pairbook/generator/internal/graph"
	"pairbook/generator/internal/record"
)

// circlesOf numbers the topics: those that lie within each other have one number.
func circlesOf(topics record.Table[record.TopicID, *record.Topic]) map[record.TopicID]int32 {
	all, number, circle := topics.All(), map[record.TopicID]int{}, map[record.TopicID]int32{}
	for i, t := range all {
		number[t.ID] = i
	}
	g := make(graph.Arcs, len(all))
	for i, t := range all {
		for _, above := range t.Within {
			if to, there := number[above]; there {
				g.Add(i, to)
			}
		}
	}
	for i, of := range g.Components() {
		circle[all[i].ID] = of
	}
	return circle
}
