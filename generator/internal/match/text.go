package match

import (
	"fmt"
	"io"
	"strings"

	"pairbook/generator/internal/fit"
	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/record"
)

// maxShown is how many items of a long list the text names.
const maxShown = 10

// Text prints a proposal for a coordinator.
func (p *Proposal) Text(w io.Writer) {
	if p.Cohort != "" {
		fmt.Fprintf(w, "%s: ", p.Cohort)
	}
	mentees := prose.Count(p.Mentees, "mentee")
	if p.Fill {
		mentees = prose.Count(p.Mentees, "mentee") + " on the waiting list"
	}
	fmt.Fprintf(w, "%s and %s, objective %s\n", mentees, prose.Count(p.Mentors, "mentor"), p.Objective)
	if p.Mentees == 0 {
		fmt.Fprintln(w, nobodyWords(p))
		return
	}
	side := p.Side()
	fmt.Fprintf(w, "%d of %s %s a mentor. ", p.Matched, prose.Count(p.Mentees, "mentee"), prose.HaveOrHas(p.Matched, p.Mentees))
	if len(p.Pairs) > 0 {
		fmt.Fprintf(w, "%s: total %d, mean %.1f, lowest %d.\n%s\n", prose.Count(len(p.Pairs), "proposed pair"), p.Total, side.Mean(), side.Lowest, p.Proof())
	} else {
		fmt.Fprintln(w, "There is nothing new to propose.")
	}
	for _, pair := range p.Pairs {
		printPair(w, pair, side.Lowest, p.Mentors)
	}
	printKept(w, p)
	printUnmatched(w, p)
	printRest(w, p)
}

func nobodyWords(p *Proposal) string {
	if p.Cohort == "" {
		return "There is nobody to match: the file has no rows."
	}
	if p.Fill {
		return "There is nobody to match: no mentee waits for a place."
	}
	return "There is nobody to match: no mentee takes part as of this day."
}

func printPair(w io.Writer, p Pair, lowest, mentors int) {
	fmt.Fprintf(w, "\n%s with %s: %d", p.Mentee, p.Mentor, p.Score)
	if len(p.Criteria) > 0 {
		fmt.Fprint(w, " of 100")
	}
	if p.Pin != nil {
		fmt.Fprintf(w, " (%s)", p.Pin.Words(lowest))
	}
	fmt.Fprintln(w)
	fit.PrintCriteria(w, p.Criteria)
	if p.Lot {
		fmt.Fprintln(w, "  an answer as good exists without this pair, and it was decided by lot")
	}
	if f := p.Full; f != nil {
		fmt.Fprintf(w, "  would score higher with %s, %d, who has no room\n", f.ID, f.Score)
	}
	switch r := p.RunnerUp; {
	case r == nil && p.Full == nil && mentors == 1:
		fmt.Fprintln(w, "  there is no other mentor")
	case r == nil && p.Full == nil:
		fmt.Fprintln(w, "  no other mentor may be proposed to them")
	case r == nil:
	case r.Score > p.Score:
		fmt.Fprintf(w, "  would score higher with %s, %d%s\n", r.ID, r.Score, p.instead())
	default:
		fmt.Fprintf(w, "  next best: %s, %d\n", r.ID, r.Score)
	}
}

// instead says why the better runner-up is not proposed.
func (p *Pair) instead() string {
	switch r := p.RunnerUp; {
	case p.Pin != nil || r.Unknown:
		return ""
	case r.Lot:
		return ": an answer as good has the two together, and it was decided by lot"
	case r.AsGood:
		return ": an answer as good has the two together, and those who have waited or mentors with fewer mentees came first"
	}
	return ": the whole comes out best like this"
}

func printKept(w io.Writer, p *Proposal) {
	if len(p.Kept) == 0 {
		return
	}
	fmt.Fprintf(w, "\nPairings that stay\n")
	for _, k := range p.Kept {
		fmt.Fprintf(w, "  %s with %s (%s)\n", k.Mentee, k.Mentor, k.Pairing)
	}
	if s := p.Staying; s != nil && s.Agreed > 0 {
		fmt.Fprintf(w, "  Only proposed: %d; to %d of them all have said yes.\n", s.Pairings, s.Agreed)
	}
	switch s := p.Staying; {
	case s == nil:
	case s.Words() == "":
		fmt.Fprintln(w, "  If those that are only proposed were open again, nothing would be gained.")
	default:
		fmt.Fprintf(w, "  If those that are only proposed were open again, %s.\n", s.Words())
	}
}

func printUnmatched(w io.Writer, p *Proposal) {
	if len(p.Unmatched) == 0 {
		return
	}
	fmt.Fprintf(w, "\nNo place this round\n")
	for _, u := range p.Unmatched {
		fmt.Fprintf(w, "  %s: %s\n", u.Mentee, u.Words)
	}
}

// printRest prints what a coordinator may want to act on.
func printRest(w io.Writer, p *Proposal) {
	if len(p.Blocking) > 0 {
		fmt.Fprintf(w, "\nPairs who would both score higher together than as proposed: %d\n", len(p.Blocking))
		for _, b := range p.Blocking[:min(maxShown, len(p.Blocking))] {
			fmt.Fprintf(w, "  %s with %s: %d\n", b.Mentee, b.Mentor, b.Score)
		}
		if more := len(p.Blocking) - maxShown; more > 0 {
			fmt.Fprintf(w, "  and %d more\n", more)
		}
	}
	var without, room []string
	for _, f := range p.Free {
		switch {
		case f.Words != "":
			without = append(without, fmt.Sprintf("%s (%s)", f.Mentor, f.Words))
		case f.None:
			without = append(without, f.Mentor)
		default:
			room = append(room, fmt.Sprintf("%s (%d)", f.Mentor, f.Room))
		}
	}
	printList(w, "Mentors without a mentee", without)
	printList(w, "Mentors with room for more", room)
	printList(w, "Topics sought that nobody offers", p.missing)
}

func printList(w io.Writer, what string, items []string) {
	if len(items) > 0 {
		fmt.Fprintf(w, "\n%s: %s\n", what, strings.Join(items, ", "))
	}
}

// Text prints what stands between two people; records tells that scores are from
// records and so are out of 100.
func (why *Why) Text(w io.Writer, records bool) {
	two := why.Mentee + " and " + why.Mentor
	switch {
	case why.Pinned:
		fmt.Fprintf(w, "%s are proposed to each other, with %d, because a coordinator chose the pair.\n", two, why.Score)
	case why.Paired:
		fmt.Fprintf(w, "%s are proposed to each other, with %d.\n", two, why.Score)
	case len(why.Bars) == 1 && why.Bars[0].Kind == "paired":
		fmt.Fprintf(w, "%s: %s.\n", two, why.Bars[0].Because)
		return
	case len(why.Bars) > 0:
		fmt.Fprintf(w, "%s cannot be paired:\n", two)
		for _, b := range why.Bars {
			fmt.Fprintf(w, "  %s\n", b.Words())
		}
		return
	default:
		fmt.Fprintf(w, "%s score %d, and are not proposed to each other.\n", two, why.Score)
		printCost(w, why, records)
	}
	fit.PrintCriteria(w, why.Criteria)
	if len(why.Moves) > 0 {
		fmt.Fprintln(w, "What would change:")
		fit.PrintMoves(w, why.Moves)
	}
}

// printCost prints what pairing the two would cost the rest, and what it would
// need.
func printCost(w io.Writer, why *Why, records bool) {
	if why.Below > 0 {
		fmt.Fprintf(w, "Their score is under the minimum of %d, so only a pin can pair them.\n", why.Below)
	}
	words := Changes(-why.Matched, -why.Total, why.Now, why.Lowest)
	if words == "" {
		words = "nothing would be lost: as many would have a mentor, with the same total and the same lowest score"
	}
	fmt.Fprintf(w, "If they were paired, %s.\n", words)
	switch {
	case why.Enough == 0:
	case records && why.Enough >= 100:
		fmt.Fprintln(w, "No score would be enough to have them proposed.")
	default:
		fmt.Fprintf(w, "They would be proposed if their score were above %d.\n", why.Enough)
	}
}

// Text prints what a change did to the proposal of a cohort; against names what
// it is compared with.
func (d *Difference) Text(w io.Writer, cohort record.CohortID, against string) {
	b, f := d.Before, d.After
	fmt.Fprintf(w, "%s against %s\n", cohort, against)
	fmt.Fprintf(w, "  mentees with a mentor: %d → %d\n  proposed pairs: %d → %d\n  their total: %d → %d\n  their mean: %.1f → %.1f\n  their lowest: %d → %d\n",
		b.Matched, f.Matched, b.Pairs, f.Pairs, b.Total, f.Total, b.Mean(), f.Mean(), b.Lowest, f.Lowest)
	if len(d.Moves)+len(d.Gain)+len(d.Lose) == 0 {
		fmt.Fprintln(w, "Nobody's mentor changes.")
		return
	}
	printList(w, "A place is gained by", d.Gain)
	printList(w, "No place any more", d.Lose)
	if len(d.Moves) > 0 {
		fmt.Fprintln(w, "\nAnother mentor")
		fit.PrintMoves(w, d.Moves)
	}
	var load []string
	for _, l := range d.Load {
		load = append(load, fmt.Sprintf("%s %d → %d", l.Mentor, l.Before, l.After))
	}
	printList(w, "Mentees that a mentor has", load)
}
