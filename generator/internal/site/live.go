package site

import (
	"html/template"
	"slices"

	"pairbook/generator/internal/view"
)

// The live blocks of the handbook, each with the part of the theme that shows
// it: live-expectations and so on.

// live renders what stands in the place of a block.
func (b *builder) live(f *Frame, block view.Block) (template.HTML, error) {
	if block.Show == "" {
		return b.theme.fragment("live-nothing", f.With("This part of the page could not be read. Its source says what was meant."))
	}
	value, nothing := b.liveValue(block)
	if nothing != "" {
		return b.theme.fragment("live-nothing", f.With(nothing))
	}
	return b.theme.fragment("live-"+block.Show, f.With(value))
}

// liveValue finds what a block asks for, or says why there is nothing.
func (b *builder) liveValue(block view.Block) (value any, nothing string) {
	switch block.Show {
	case "expectations", "facets", "benefits":
		return b.liveRole(block)
	case "figure":
		return b.liveFigure(block)
	case "cohorts":
		if all := b.liveCohorts(block); len(all) > 0 {
			return all, ""
		}
		return nil, noCohorts[block.State]
	case "events":
		if all := b.nextEvents(block.Cohort, block.Limit); len(all) > 0 {
			return all, ""
		}
		return nil, "No dates are set at the moment."
	case "programs":
		if len(b.shown.Programs) > 0 {
			return b.shown.Programs, ""
		}
	case "metrics":
		return b.shown.Metrics, ""
	case "milestones":
		return b.liveMilestones(block)
	}
	return nil, "There is nothing here yet."
}

var noCohorts = map[string]string{
	"":         "There is no cohort yet.",
	"running":  "No cohort is running at the moment.",
	"open":     "No cohort is open to join at the moment.",
	"matching": "No cohort is being matched at the moment.",
	"closed":   "No cohort has closed yet.",
}

func (b *builder) liveRole(block view.Block) (any, string) {
	i := slices.IndexFunc(b.shown.Roles, func(r *view.Role) bool { return r.ID == block.Role })
	if i < 0 {
		return nil, "There is nothing about this role yet."
	}
	role := b.shown.Roles[i]
	parts := map[string]int{"expectations": len(role.Expectations), "facets": len(role.Facets), "benefits": len(role.Benefits)}
	if parts[block.Show] == 0 {
		return nil, "There is nothing about this role yet."
	}
	return role, ""
}

func (b *builder) liveFigure(block view.Block) (any, string) {
	cohorts := b.liveCohorts(view.Block{State: "running"})
	if block.Cohort != "" {
		cohorts = b.liveCohorts(block)
	}
	var figures []view.Figure
	for _, c := range cohorts {
		for _, f := range c.Figures {
			if f.Metric.ID == block.Metric {
				figures = append(figures, inCohort(f, c))
			}
		}
	}
	if len(figures) == 0 {
		return nil, "No cohort is running at the moment, so there is no figure to show."
	}
	return figures, ""
}

// liveCohorts lists those that a block asks for.
func (b *builder) liveCohorts(block view.Block) []*view.Cohort {
	var some []*view.Cohort
	for _, c := range b.shown.Cohorts {
		if (block.State == "" || block.State == c.State) && (block.Cohort == "" || block.Cohort == c.ID) {
			some = append(some, c)
		}
	}
	return some
}

func (b *builder) liveMilestones(block view.Block) (any, string) {
	for _, p := range b.shown.Programs {
		if p.ID == block.Program && len(p.Milestones) > 0 {
			return p.Milestones, ""
		}
	}
	return nil, "This programme sets no milestones."
}

// inCohort says whose figure it is, for where several cohorts meet.
func inCohort(f view.Figure, c *view.Cohort) view.Figure {
	f.Label += ", " + c.Name
	return f
}
