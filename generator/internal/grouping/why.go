package grouping

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"pairbook/generator/internal/fit"
	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/record"
	"pairbook/generator/internal/team"
)

// TeamWhy says why two are, or are not, proposed to be together, and what it would cost if they were, or for
// two whom a coordinator put together what that costs. The cost is of the answers that are found, so it is
// about right where these are not known to be the best.
type TeamWhy struct {
	A, B     string
	Together bool
	Pinned   bool
	Score    int
	Because  []fit.Points // of two members
	Below    int          // the minimum that their score misses, else 0
	Bars     []string     // what forbids it
	Cost     *TeamCost
	team     string
}

// TeamCost is what an answer with two people together lacks of one without.
type TeamCost struct {
	Members int   // fewer who have somebody
	Total   int64 // in hundredths
	About   bool  // whether one of the two answers may not be the best
}

// Why looks at two members, or at a member and a mentor.
func (s *Teams) Why(one, other string) (*TeamWhy, error) {
	t, w := s.pool, &TeamWhy{A: one, B: other, team: s.Noun()}
	for _, found := range s.Teams {
		all := append(slices.Clone(found.Members), found.Mentor)
		w.Together = w.Together || slices.Contains(all, one) && slices.Contains(all, other)
	}
	a, isMember := slices.BinarySearch(t.names, one)
	if !isMember {
		return nil, s.idError(one, other)
	}
	forced := pin{members: []int{a}, lead: -1}
	if b, alsoMember := slices.BinarySearch(t.names, other); alsoMember {
		forced.members = append(forced.members, b)
		w.Score, _ = t.score(a, b)
		if w.Bars = t.bars(a, b); len(w.Bars) == 0 && t.others != nil {
			w.Because = t.because(team.Team{Lead: -1, Members: forced.members})
		}
		if s.Shape != record.InGroups && w.Score < t.matching.Minimum {
			w.Below = t.matching.Minimum
		}
	} else if j, isMentor := t.mentor(other); isMentor {
		forced.lead = j
		w.Score, _ = t.led.Score(a, j)
		w.Bars = t.words(t.led.Forbidden(a, j), one, other)
		if s.Shape == record.InGroups && w.Score < t.matching.Minimum {
			w.Below = t.matching.Minimum
		}
	} else {
		return nil, fmt.Errorf("%q is nobody who takes part in this matching%s", other, prose.DidYouMean(other, t.ids()))
	}
	if len(w.Bars) == 0 && one != other {
		w.cost(s, forced)
	}
	return w, nil
}

// idError says that the first of two is no member, or that the two are in the wrong order.
func (s *Teams) idError(one, other string) error {
	_, isMentor := s.pool.mentor(one)
	if _, reversed := slices.BinarySearch(s.pool.names, other); reversed && isMentor {
		return fmt.Errorf("%s is a mentor here and %s a %s; the %s comes first: %s,%s", one, other, s.member(), s.member(), other, one)
	}
	return fmt.Errorf("%q is no %s who takes part in this matching%s", one, s.member(), prose.DidYouMean(one, s.pool.names))
}

// words says what bars mean for two people.
func (t *pool) words(bars []fit.Bar, one, other string) (all []string) {
	call := strings.NewReplacer("the mentee", one, "the mentor", other)
	for _, b := range fit.Discreet(bars) {
		if words := call.Replace(b.Words()); !slices.Contains(all, words) {
			all = append(all, words)
		}
	}
	return all
}

func (t *pool) mentor(name string) (int, bool) {
	if t.led == nil {
		return 0, false
	}
	return t.led.Mentor(record.PersonID(name))
}

func (t *pool) ids() []string {
	all := slices.Clone(t.names)
	if t.led != nil {
		for _, m := range t.led.Mentors {
			all = append(all, string(m.Person.ID))
		}
	}
	return all
}

// cost compares with the answer in which two are put together, or, where a coordinator did, are not.
func (w *TeamWhy) cost(s *Teams, forced pin) {
	t := s.pool
	has := func(p pin) bool {
		return (forced.lead < 0 || p.lead == forced.lead) && !slices.ContainsFunc(forced.members, func(m int) bool { return !slices.Contains(p.members, m) })
	}
	rest := slices.DeleteFunc(slices.Clone(t.pins), has)
	if w.Pinned = len(rest) < len(t.pins); w.Together && !w.Pinned {
		return
	}
	if !w.Pinned {
		if against := t.againstPin(forced); against != "" {
			w.Bars = []string{against}
			return
		}
		rest = append(rest, forced)
	}
	other := t.with(rest).solve()
	if other == nil {
		w.Bars = []string{"no " + t.noun() + "s are found in which they are together"}
		return
	}
	placed := s.Placed
	for _, k := range s.Kept {
		placed -= len(k.Members)
	}
	w.Cost = &TeamCost{placed - other.placed, s.Total - other.total, s.Bound > s.Total || s.Most > 0 || other.bound > other.total || other.most > 0}
	if w.Pinned {
		w.Cost.Members, w.Cost.Total = -w.Cost.Members, -w.Cost.Total
	}
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
	switch {
	case w.Pinned:
		fmt.Fprintf(out, "%s are proposed to be together, with %d, as a coordinator put them together.\n", two, w.Score)
	case w.Together:
		fmt.Fprintf(out, "%s are proposed to each other, with %d.\n", two, w.Score)
	case w.Below > 0:
		fmt.Fprintf(out, "%s score %d, under the minimum of %d, so only a coordinator's pin can put them together.\n", two, w.Score, w.Below)
	default:
		fmt.Fprintf(out, "%s score %d, and are not proposed to each other.\n", two, w.Score)
	}
	fit.PrintCriteria(out, w.Because)
	if w.Cost == nil {
		return
	}
	switch words := w.Cost.words(); {
	case w.Pinned:
		fmt.Fprintf(out, "Compared with the answer without it, %s.\n", words)
	case w.team == "pair":
		fmt.Fprintf(out, "If they were a pair, %s.\n", words)
	default:
		fmt.Fprintf(out, "If they were in one %s, %s.\n", w.team, words)
	}
}

// words says what a cost is.
func (c *TeamCost) words() string {
	about := ""
	if c.About {
		about = "about "
	}
	var parts []string
	if c.Members != 0 {
		parts = append(parts, fmt.Sprintf("%s %s would have somebody", prose.Count(max(c.Members, -c.Members), "person"), lessOrMore(c.Members > 0, "fewer", "more")))
	}
	if c.Total != 0 {
		parts = append(parts, fmt.Sprintf("the total would be %s%s %s", about, pointsOf(max(c.Total, -c.Total)), lessOrMore(c.Total > 0, "lower", "higher")))
	}
	if parts == nil {
		return "nothing would be lost"
	}
	return prose.List(parts)
}

func lessOrMore(less bool, word, other string) string {
	if less {
		return word
	}
	return other
}

// JSON returns it as JSON data.
func (w *TeamWhy) JSON() any {
	type cost struct {
		Members int     `json:"members"`
		Total   float64 `json:"total"`
		About   bool    `json:"about"`
	}
	var loss *cost
	if w.Cost != nil {
		loss = &cost{w.Cost.Members, float64(w.Cost.Total) / hundredths, w.Cost.About}
	}
	return struct {
		A         string   `json:"a"`
		B         string   `json:"b"`
		Together  bool     `json:"together"`
		Pinned    bool     `json:"pinned"`
		Score     int      `json:"score"`
		Minimum   int      `json:"below_minimum"`
		Because   []string `json:"because"`
		Forbidden []string `json:"forbidden"`
		Loss      *cost    `json:"loss"`
	}{w.A, w.B, w.Together, w.Pinned, w.Score, w.Below, fit.Reasons(w.Because), append([]string{}, w.Bars...), loss}
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
