package site

import (
	"fmt"

	"pairbook/generator/internal/chart"
	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/view"
)

// networkPage is who is tied to whom.
type networkPage struct {
	Frame
	Whole    networkPart
	Programs []networkPart
}

// networkPart is one network with its drawing.
type networkPart struct {
	view.Network
	Drawing Drawing
}

func (b *builder) addNetwork(programme *node) {
	if len(b.shown.Networks) == 0 {
		return
	}
	b.page("network.html", "network", func(f Frame) (any, error) {
		f.Title, f.Summary = "Network", "Who is tied to whom through the programme, and how closely."
		f.Crumbs = []view.Link{home, {Words: f.Title}}
		page := &networkPage{Frame: f, Whole: newNetworkPart(b.shown.Networks[0])}
		for _, n := range b.shown.Networks[1:] {
			page.Programs = append(page.Programs, newNetworkPart(n))
		}
		return page, nil
	})
	programme.list("Network", "network.html")
	b.json(view.NetworkPath, func() any { return b.networkJSON() })
}

func newNetworkPart(n *view.Network) networkPart { return networkPart{*n, drawNetwork(n)} }

// drawNetwork makes the drawing, none of a network without ties.
func drawNetwork(n *view.Network) Drawing {
	if len(n.Ties) == 0 {
		return ""
	}
	drawing := chart.Network{Head: []string{"who and whom", "meetings", "hours", "strength"}, Heading: chart.Heading{ID: n.ID, Title: n.Title(),
		Note:        "An arrow points from a mentor to a mentee; peers are joined by dashes, people side by side by dots. The thicker the line, the more meetings.",
		Description: describeNetwork(n)}}
	for _, p := range n.People {
		drawing.Knots = append(drawing.Knots, chart.Knot{Key: knotKey(p.N), Label: p.Words, Mentor: p.Mentor, Mentee: p.Mentee, Peer: p.Peer})
	}
	for _, t := range n.Ties {
		hours := "–"
		if t.Hours != nil {
			hours = view.Quantity(*t.Hours)
		}
		drawing.Ties = append(drawing.Ties, chart.Tie{A: knotKey(t.A), B: knotKey(t.B), Line: lineOf(t), Weight: t.Strength, Words: t.Words,
			ArrowA: t.Both || t.Mentor == t.B, ArrowB: t.Both || t.Mentor == t.A,
			Numbers: []string{fmt.Sprint(t.Meetings), hours, strengthPlain[t.StrengthWord]}})
	}
	return drawing.HTML()
}

func knotKey(n int) string { return fmt.Sprintf("%06d", n) }

var strengthPlain = map[string]string{"unmet": "not met yet", "light": "light", "steady": "steady", "strong": "strong"}

// lineOf is the first of a tie's kinds.
func lineOf(t *view.Tie) chart.Line {
	if len(t.Kinds) == 0 {
		return chart.DashDot
	}
	return map[string]chart.Line{"mentoring": chart.Whole, "peers": chart.Dashed, "beside": chart.Dotted, "guest": chart.DashDot}[t.Kinds[0]]
}

func describeNetwork(n *view.Network) string {
	words := fmt.Sprintf("%s, %s, %s", prose.CountOf(len(n.People), "person", "people"), prose.Count(len(n.Ties), "tie"), prose.Count(len(n.Groups), "group"))
	if len(n.Groups) > 0 {
		words += fmt.Sprintf("; the largest group has %d people", n.Groups[0])
	}
	return words + "."
}
