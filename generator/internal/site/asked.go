package site

import "slices"

// unasked are the figures of which a format asks nothing, by the format's word:
// pages leave them out, and the data say why they have no value.
var unasked = map[string][]string{
	formatWords["hybrid"]:   {"cadence_kept"},
	formatWords["informal"]: {"cadence_kept", "milestones_kept", "days_since_last", "longest_gap"},
}

// Asks tells whether the programme's format asks for what a figure measures.
func (p *Program) Asks(metric string) bool {
	return p == nil || !slices.Contains(unasked[p.Format], metric)
}

// Asks tells whether anything is expected of the pairing that a figure
// measures: a single meeting has neither a rhythm nor milestones.
func (p *Pairing) Asks(metric string) bool {
	if p.Structure == structureWords["flash"] && slices.Contains([]string{"cadence_kept", "milestones_kept", "days_since_last", "median_gap", "longest_gap"}, metric) {
		return false
	}
	return p.Program.Asks(metric)
}

// unmeasured is the metric that no repository has a value of yet. The API says
// why; a page has no room for a row that nothing could fill.
const unmeasured = "log_lag"

// split puts the figures that are asked for into those of a list of ids, in its
// order, and the rest of those that are measured.
func split(figures []Figure, ids []string, asks func(metric string) bool) (first, rest []Figure) {
	for _, id := range ids {
		if i := slices.IndexFunc(figures, func(f Figure) bool { return f.Metric.ID == id }); i >= 0 && asks(id) {
			first = append(first, figures[i])
		}
	}
	for _, f := range figures {
		if !slices.Contains(ids, f.Metric.ID) && asks(f.Metric.ID) && f.Metric.ID != unmeasured {
			rest = append(rest, f)
		}
	}
	return first, rest
}
