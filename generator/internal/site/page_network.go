package site

import (
	"fmt"
	"strings"

	"pairbook/generator/internal/chart"
)

// networkPage is who is tied to whom.
type networkPage struct {
	Frame
	Whole    networkPart
	Programs []networkPart
}

// networkPart is one network with its drawing.
type networkPart struct {
	Network
	Drawing Drawing
}

func (b *builder) addNetwork(programme *node) {
	if len(b.shown.Networks) == 0 {
		return
	}
	b.page("network.html", "network", func(f Frame) (any, error) {
		f.Title, f.Summary = "Network", "Who is tied to whom through the programme, and how closely."
		f.Crumbs = []Link{home, {Words: f.Title}}
		page := &networkPage{Frame: f, Whole: b.shown.Networks[0].part()}
		for _, n := range b.shown.Networks[1:] {
			page.Programs = append(page.Programs, n.part())
		}
		return page, nil
	})
	programme.list("Network", "network.html")
	b.json(networkPath, func() any { return b.networkJSON() })
}

func (n *Network) part() networkPart { return networkPart{*n, n.draw()} }

// draw makes the drawing, none of a network without ties.
func (n *Network) draw() Drawing {
	if len(n.Ties) == 0 {
		return ""
	}
	drawing := chart.Network{Head: []string{"who and whom", "meetings", "hours", "strength"}, Heading: chart.Heading{ID: n.ID, Title: n.Title(),
		Note:        "An arrow points from a mentor to a mentee; peers are joined by dashes, people side by side by dots. The thicker the line, the more meetings.",
		Description: n.describe()}}
	for _, p := range n.People {
		drawing.Knots = append(drawing.Knots, chart.Knot{Key: knotKey(p.N), Label: p.Words, Mentor: p.Mentor, Mentee: p.Mentee, Peer: p.Peer})
	}
	for _, t := range n.Ties {
		hours := "–"
		if t.Hours != nil {
			hours = quantity(*t.Hours)
		}
		drawing.Ties = append(drawing.Ties, chart.Tie{A: knotKey(t.A), B: knotKey(t.B), Line: t.line(), Weight: t.Strength, Words: t.Words,
			ArrowA: t.Both || t.Mentor == t.B, ArrowB: t.Both || t.Mentor == t.A,
			Numbers: []string{fmt.Sprint(t.Meetings), hours, strengthPlain[t.StrengthWord]}})
	}
	return drawing.HTML()
}

func knotKey(n int) string { return fmt.Sprintf("%06d", n) }

// Title is what the drawing is called.
func (n *Network) Title() string {
	if n.Program != nil {
		return "Ties in " + n.Program.Name
	}
	return "Who is tied to whom"
}

var strengthPlain = map[string]string{"unmet": "not met yet", "light": "light", "steady": "steady", "strong": "strong"}

// line is the first of a tie's kinds.
func (t *Tie) line() chart.Line {
	if len(t.Kinds) == 0 {
		return chart.DashDot
	}
	return map[string]chart.Line{"mentoring": chart.Whole, "peers": chart.Dashed, "beside": chart.Dotted, "guest": chart.DashDot}[t.Kinds[0]]
}

func (n *Network) describe() string {
	words := fmt.Sprintf("%s, %s, %s", plural(len(n.People), "person", "people"), plural(len(n.Ties), "tie", "ties"), plural(len(n.Groups), "group", "groups"))
	if len(n.Groups) > 0 {
		words += fmt.Sprintf("; the largest group has %d people", n.Groups[0])
	}
	return words + "."
}

// Parts says what somebody has been.
func (t *Tied) Parts() string {
	var parts []string
	for _, part := range []struct {
		is    bool
		words string
	}{{t.Became, "mentee, then mentor"}, {t.Mentor && !t.Became, "mentor"}, {t.Mentee && !t.Became, "mentee"}, {t.Peer, "peer"}} {
		if part.is {
			parts = append(parts, part.words)
		}
	}
	if parts == nil {
		return "guest"
	}
	return strings.Join(parts, ", ")
}

// Length writes the hours, "–" where nobody knows them.
func (t *Tied) Length() string {
	if t.Hours == nil {
		return "–"
	}
	return quantity(*t.Hours)
}
