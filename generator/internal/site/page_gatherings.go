package site

import (
	"fmt"
	"html/template"

	"pairbook/generator/internal/view"
)

// gatheringsPage is what the whole cohort did together, or a further stretch of it.
type gatheringsPage struct {
	cohortFrame
	Gatherings []gathering // the newest first
}

// gathering is a gathering with its notes rendered.
type gathering struct {
	view.Gathering
	Text template.HTML
}

func (b *builder) addGatherings(c *view.Cohort, path string) {
	list := listed[view.Gathering]{func(g view.Gathering) string { return g.On.Long() }, weightOfGathering}
	addStretches(b, c.Path, "gatherings", list.cut(path, c.Gatherings, b.most), func(f Frame, part stretch[view.Gathering]) any {
		f.Summary = fmt.Sprintf("Calls and meetings of the whole of %s, and how many came.", c.Name)
		p := &gatheringsPage{cohortFrame: b.cohortFrame(f, c, f.called("gatherings", part.Words))}
		for i, g := range part.Items {
			p.Gatherings = append(p.Gatherings, gathering{g, b.renderNotes(g.Notes, &p.Frame, i)})
		}
		return p
	})
}

func weightOfGathering(g view.Gathering) int {
	weight := 300 + len(g.Title)
	if g.Notes != nil {
		weight += 2 * len(g.Notes.Text)
	}
	for _, who := range g.Present {
		weight += weightOfWho(who)
	}
	return weight
}
