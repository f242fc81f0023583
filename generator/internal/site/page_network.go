package site

import (
	"fmt"

	"pairbook/generator/internal/chart"
	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/view"
)

// networkPage is who is tied to whom: in short, and a stretch of the people.
type networkPage struct {
	Frame
	Whole    networkPart
	Programs []networkPart
	Listed   bool // ties are listed, and not in the drawing's table alone
	People   []*view.Tied
	Ties     []tieRow
	Alone    []view.Alone
}

// networkPart is one network with its drawing.
type networkPart struct {
	view.Network
	Drawing Drawing
}

// tieRow is a tie in words.
type tieRow struct {
	*view.Tie
	Length, Strength string
}

// tiedItem is somebody in the list of a network with the ties to those who come
// later in it, or somebody who is tied to nobody; or first of all, what the page has
// before the list.
type tiedItem struct {
	*view.Tied
	ties  []*view.Tie
	alone *view.Alone
	head  int // what that weighs
}

var tiedList = listed[tiedItem]{tiedItem.words, tiedItem.weight}

const networkIndex = "network.html"

func (b *builder) addNetwork(programme *node) {
	if len(b.shown.Networks) == 0 {
		return
	}
	n := b.shown.Networks[0]
	parts := tiedList.cut(networkIndex, b.tiedItems(), b.most)
	addStretches(b, "", "network", parts, func(f Frame, part stretch[tiedItem]) any {
		f.Summary = "Who is tied to whom through the programme, and how closely."
		f.headed("Network", part.Words)
		page := &networkPage{Frame: f, Listed: len(parts) > 1 || len(n.People) > chart.MostDrawn}
		page.list(part.Items)
		if !f.First() {
			page.Whole = networkPart{Network: *n}
			return page
		}
		page.Whole = newNetworkPart(n)
		for _, n := range b.shown.Networks[1:] {
			page.Programs = append(page.Programs, newNetworkPart(n))
		}
		return page
	})
	programme.list("Network", networkIndex)
	b.addNetworkAPI(parts)
}

// list puts a stretch of the people into the page.
func (p *networkPage) list(items []tiedItem) {
	for _, item := range items {
		switch {
		case item.head > 0:
			continue
		case item.alone != nil:
			p.Alone = append(p.Alone, *item.alone)
			continue
		}
		p.People = append(p.People, item.Tied)
		for _, t := range item.ties {
			p.Ties = append(p.Ties, tieRow{t, lengthOf(t), strengthPlain[t.StrengthWord]})
		}
	}
}

// tiedItems lists everybody of the network, those who are tied to nobody last. What
// stands before the list has a page to itself unless one page has room for all.
func (b *builder) tiedItems() []tiedItem {
	n := b.shown.Networks[0]
	all := []tiedItem{{head: 1}}
	for _, n := range b.shown.Networks {
		all[0].head += 500 * min(len(n.People), chart.MostDrawn)
	}
	ties := n.Ties
	for _, p := range n.People {
		own := 0
		for own < len(ties) && ties[own].A == p.N {
			own++
		}
		all = append(all, tiedItem{Tied: p, ties: ties[:own]})
		ties = ties[own:]
	}
	for i := range n.Alone {
		all = append(all, tiedItem{alone: &n.Alone[i]})
	}
	if tiedList.total(all) > b.most {
		all[0].head = max(all[0].head, b.most)
	}
	return all
}

func (i tiedItem) words() string {
	switch {
	case i.head > 0:
		return "In short"
	case i.alone != nil:
		return i.alone.Who.Words
	}
	return i.Words
}

// weight estimates the rows of somebody and of their ties.
func (i tiedItem) weight() int {
	switch {
	case i.head > 0:
		return i.head
	case i.alone != nil:
		return 100 + len(i.alone.Who.Words) + len(i.alone.Who.Path) + weightOfLinks(i.alone.Cohorts)
	}
	weight := 200 + len(i.Words) + len(i.Path)
	for _, to := range i.To {
		weight += 60 + len(to.Words) + len(to.Path)
	}
	for _, t := range i.ties {
		weight += 150 + len(t.Words) + weightOfLinks(t.Cohorts)
	}
	return weight
}

func weightOfLinks(links []view.Link) int {
	weight := 0
	for _, l := range links {
		weight += 30 + len(l.Words) + len(l.Path)
	}
	return weight
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
		drawing.Ties = append(drawing.Ties, chart.Tie{A: knotKey(t.A), B: knotKey(t.B), Line: lineOf(t), Weight: t.Strength, Words: t.Words,
			ArrowA: t.Both || t.Mentor == t.B, ArrowB: t.Both || t.Mentor == t.A,
			Numbers: []string{fmt.Sprint(t.Meetings), lengthOf(t), strengthPlain[t.StrengthWord]}})
	}
	return drawing.HTML()
}

// lengthOf writes the hours of a tie, "–" where nobody knows them.
func lengthOf(t *view.Tie) string {
	if t.Hours == nil {
		return "–"
	}
	return view.Quantity(*t.Hours)
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
