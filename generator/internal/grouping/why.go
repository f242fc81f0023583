package grouping

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"pairbook/generator/internal/couple"
	"pairbook/generator/internal/fit"
	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/record"
)

// TeamWhy says why two are, or are not, proposed to be together. Of peers in pairs it says what it would
// cost if they were.
type TeamWhy struct {
	A, B     string
	Together bool
	Score    int
	Bars     []string // what forbids it
	Cost     *TeamCost
}

// TeamCost is what an answer with two people as a pair lacks.
type TeamCost struct {
	Members int   // fewer who have somebody
	Total   int64 // in hundredths
}

// Why looks at two members, or at a member and a mentor.
func (s *Teams) Why(one, other string) (*TeamWhy, error) {
	t, w := s.pool, &TeamWhy{A: one, B: other}
	for _, found := range s.Teams {
		all := append(slices.Clone(found.Members), found.Mentor)
		w.Together = w.Together || slices.Contains(all, one) && slices.Contains(all, other)
	}
	a, isMember := t.others.Mentee(record.PersonID(one))
	if !isMember {
		return nil, fmt.Errorf("%q is no %s who takes part in this matching%s", one, s.member(), prose.DidYouMean(one, t.ids()))
	}
	var bars []fit.Bar
	if b, alsoMember := t.others.Mentee(record.PersonID(other)); alsoMember {
		w.Score, _ = t.score(a, b)
		bars = append(t.others.Forbidden(a, b), t.others.Forbidden(b, a)...)
		if len(bars) == 0 && s.Shape == record.InPeers && !w.Together {
			w.Cost = s.cost(a, b)
		}
	} else if j, isMentor := t.led.Mentor(record.PersonID(other)); isMentor {
		w.Score, _ = t.led.Score(a, j)
		bars = t.led.Forbidden(a, j)
	} else {
		return nil, fmt.Errorf("%q is nobody who takes part in this matching%s", other, prose.DidYouMean(other, t.ids()))
	}
	call := strings.NewReplacer("the mentee", one, "the mentor", other)
	for _, b := range fit.Discreet(bars) {
		if words := call.Replace(b.Words()); !slices.Contains(w.Bars, words) {
			w.Bars = append(w.Bars, words)
		}
	}
	return w, nil
}

func (t *pool) ids() (all []string) {
	for who := range t.hours {
		all = append(all, string(t.person(who).ID))
	}
	return all
}

// cost pairs two peers and solves the rest.
func (s *Teams) cost(a, b int) *TeamCost {
	t := s.pool
	rest := slices.DeleteFunc(slices.Clone(t.lot), func(m int) bool { return m == a || m == b })
	score, _ := t.score(a, b)
	other := &Teams{Shape: s.Shape, pool: t, Placed: 2}
	p := t.peers(rest)
	other.take(p, couple.Solve(p))
	kept := 0
	for _, k := range s.Kept {
		kept += len(k.Members)
	}
	return &TeamCost{s.Placed - kept - other.Placed, s.Total - other.Total - int64(hundredths*score)}
}

// Text prints it.
func (w *TeamWhy) Text(out io.Writer) {
	two := w.A + " and " + w.B
	if len(w.Bars) > 0 {
		fmt.Fprintf(out, "%s cannot be together:\n", two)
		for _, b := range w.Bars {
			fmt.Fprintf(out, "  %s\n", b)
		}
		return
	}
	if w.Together {
		fmt.Fprintf(out, "%s are proposed to each other, with %d.\n", two, w.Score)
		return
	}
	fmt.Fprintf(out, "%s score %d, and are not proposed to each other.\n", two, w.Score)
	if c := w.Cost; c != nil {
		var parts []string
		if c.Members > 0 {
			parts = append(parts, prose.Count(c.Members, "peer")+" fewer would have somebody")
		}
		switch {
		case c.Total > 0:
			parts = append(parts, "the total would be "+pointsOf(c.Total)+" lower")
		case c.Total < 0:
			parts = append(parts, "the total would be "+pointsOf(-c.Total)+" higher")
		}
		if parts == nil {
			parts = []string{"nothing would be lost"}
		}
		fmt.Fprintf(out, "If they were a pair, %s.\n", prose.List(parts))
	}
}

// JSON returns it as JSON data.
func (w *TeamWhy) JSON() any {
	type cost struct {
		Members int     `json:"members"`
		Total   float64 `json:"total"`
	}
	var loss *cost
	if w.Cost != nil {
		loss = &cost{w.Cost.Members, float64(w.Cost.Total) / hundredths}
	}
	return struct {
		A         string   `json:"a"`
		B         string   `json:"b"`
		Together  bool     `json:"together"`
		Score     int      `json:"score"`
		Forbidden []string `json:"forbidden"`
		Loss      *cost    `json:"loss"`
	}{w.A, w.B, w.Together, w.Score, append([]string{}, w.Bars...), loss}
}

// TeamsDifference is what changes between two proposals of teams.
type TeamsDifference struct {
	Before, After TeamsJSON
	Moves         []fit.Move // members whose companions change, the mentor among them
}

// Compare returns the differences to a later proposal.
func (j TeamsJSON) Compare(after TeamsJSON) *TeamsDifference {
	return &TeamsDifference{j, after, fit.Moves(j.companions(), after.companions())}
}

// companions lists whom each member is with.
func (j TeamsJSON) companions() map[string][]string {
	with := map[string][]string{}
	add := func(members, mentors []string) {
		for _, m := range members {
			with[m] = append(with[m], mentors...)
			for _, other := range members {
				if other != m {
					with[m] = append(with[m], other)
				}
			}
		}
	}
	for _, t := range j.Teams {
		var mentors []string
		if t.Mentor != "" {
			mentors = []string{t.Mentor}
		}
		add(t.Members, mentors)
	}
	for _, k := range j.Kept {
		add(prose.Strings(k.Members), prose.Strings(k.Mentors))
	}
	for _, a := range j.Unmatched {
		with[a.Member] = nil
	}
	return with
}

// Text prints the difference; against names what it is compared with.
func (d *TeamsDifference) Text(w io.Writer, against string) {
	b, f := d.Before, d.After
	fmt.Fprintf(w, "%s against %s\n  who has somebody: %d → %d\n  proposed: %d → %d\n  their total: %g → %g\n",
		f.Cohort, against, b.Matched, f.Matched, len(b.Teams), len(f.Teams), b.Total, f.Total)
	if len(d.Moves) == 0 {
		fmt.Fprintln(w, "Nobody is with others than before.")
		return
	}
	fmt.Fprintln(w, "\nWith others")
	fit.PrintMoves(w, d.Moves)
}

// JSON returns the difference as JSON data.
func (d *TeamsDifference) JSON(against string) any {
	type side struct {
		Matched int     `json:"matched"`
		Teams   int     `json:"teams"`
		Total   float64 `json:"total"`
	}
	of := func(j TeamsJSON) side { return side{j.Matched, len(j.Teams), j.Total} }
	type move struct {
		Member string   `json:"member"`
		From   []string `json:"from"`
		To     []string `json:"to"`
	}
	all := []move{}
	for _, m := range d.Moves {
		all = append(all, move{m.Mentee, append([]string{}, m.From...), append([]string{}, m.To...)})
	}
	return struct {
		Cohort  string `json:"cohort"`
		Against string `json:"against"`
		Before  side   `json:"before"`
		After   side   `json:"after"`
		Moves   []move `json:"moves"`
	}{d.After.Cohort, against, of(d.Before), of(d.After), all}
}
