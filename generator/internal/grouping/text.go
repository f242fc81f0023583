package grouping

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"pairbook/generator/internal/fit"
	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/record"
)

// Noun is what a team of a shape is called, a trio of peers a pair, too.
func (s *Teams) Noun() string { return s.pool.noun() }

func (t *pool) noun() string {
	switch t.shape {
	case record.InGroups:
		return "group"
	case record.InCircles:
		return "circle"
	}
	return "pair"
}

// member is what its members are called.
func (s *Teams) member() string {
	if s.Shape == record.InGroups {
		return string(record.Mentees)
	}
	return string(record.Peers)
}

// pointsOf says a number of hundredths as points.
func pointsOf(hundredth int64) string {
	return strings.TrimSuffix(strings.TrimRight(fmt.Sprintf("%.2f", float64(hundredth)/hundredths), "0"), ".")
}

// Counts says how many take part and have somebody.
func (s *Teams) Counts() string {
	what := "somebody to meet"
	if s.Shape != record.InPeers {
		what = "a " + s.Noun()
	}
	return fmt.Sprintf("%d of %s %s %s", s.Placed, prose.Count(s.Members, s.member()), prose.HaveOrHas(s.Placed, s.Members), what)
}

// Proof says how good the answer is: proven to be the best, or how far from it at most.
func (s *Teams) Proof() string {
	as, none := "with as many "+s.member()+"s in a "+s.Noun(), "no answer"
	if len(s.pool.pins) > 0 {
		none = "with its pins no answer"
	}
	if s.Most > 0 {
		return fmt.Sprintf("Not proven: at most %s more could have a place; %s %s has a total above %s (gap %s).",
			prose.Count(s.Most, s.member()), none, as, pointsOf(s.Bound), pointsOf(s.Bound-s.Total))
	}
	if s.Bound == s.Total {
		return fmt.Sprintf("Proven: %s has more %ss in a %s, and none with as many has a higher total (bound %s, gap 0).",
			none, s.member(), s.Noun(), pointsOf(s.Bound))
	}
	return fmt.Sprintf("Not proven to be the best: %s has more %ss in a %s, and none with as many has a total above %s, which is %.1f %% more (gap %s).",
		none, s.member(), s.Noun(), pointsOf(s.Bound), 100*float64(s.Bound-s.Total)/float64(max(1, s.Total)), pointsOf(s.Bound-s.Total))
}

// Text prints the teams for a coordinator.
func (s *Teams) Text(w io.Writer) {
	if s.Cohort != "" {
		fmt.Fprintf(w, "%s: ", s.Cohort)
	}
	fmt.Fprint(w, prose.Count(s.Members, s.member()))
	if s.Mentors > 0 {
		fmt.Fprintf(w, " and %s", prose.Count(s.Mentors, "mentor"))
	}
	fmt.Fprintf(w, ", shape %s\n", s.Shape)
	if s.Members == 0 {
		fmt.Fprintln(w, s.Nobody())
		return
	}
	fmt.Fprintf(w, "%s. ", s.Counts())
	if len(s.Teams) == 0 {
		fmt.Fprintln(w, "There is nothing new to propose.")
	} else {
		fmt.Fprintf(w, "Proposed: %s, total %s.\n%s\n", s.howMany(), pointsOf(s.Total), s.Proof())
	}
	for _, t := range s.Teams {
		fmt.Fprintf(w, "\n%s: %d%s", t.Names(), t.Score, s.ofHundred())
		if t.Lowest < t.Score {
			fmt.Fprintf(w, ", the lowest %d", t.Lowest)
		}
		fmt.Fprintln(w)
		fit.PrintCriteria(w, t.Because)
		for _, words := range t.Pinned {
			fmt.Fprintf(w, "  pinned: %s\n", words)
		}
	}
	if len(s.Kept) > 0 {
		fmt.Fprintf(w, "\nPairings that stay\n")
		for _, k := range s.Kept {
			fmt.Fprintf(w, "  %s (%s)\n", k.names(), k.Pairing)
		}
	}
	if len(s.Unmatched) > 0 {
		fmt.Fprintf(w, "\nNo place this round\n")
		for _, a := range s.Unmatched {
			fmt.Fprintf(w, "  %s: %s\n", a.Member, a.Words)
		}
	}
}

func (s *Teams) ofHundred() string {
	if s.Cohort == "" {
		return ""
	}
	return " of 100"
}

// Nobody says that nobody takes part.
func (s *Teams) Nobody() string {
	if s.Cohort == "" {
		return "There is nobody to match: the file has no rows."
	}
	return fmt.Sprintf("There is nobody to match: no %s takes part as of this day.", s.member())
}

// howMany counts the teams: a trio among pairs by itself.
func (s *Teams) howMany() string {
	trios := 0
	for _, t := range s.Teams {
		if s.Shape == record.InPeers && len(t.Members) == 3 {
			trios++
		}
	}
	var parts []string
	if n := len(s.Teams) - trios; n > 0 {
		parts = append(parts, prose.Count(n, s.Noun()))
	}
	if trios > 0 {
		parts = append(parts, prose.Count(trios, "trio"))
	}
	return prose.List(parts)
}

// Names lists who is in a team.
func (t Team) Names() string {
	if t.Mentor == "" {
		return prose.List(t.Members)
	}
	return prose.List(t.Members) + " with " + t.Mentor
}

func (k KeptTeam) names() string {
	if len(k.Mentors) == 0 {
		return prose.List(prose.Strings(k.Members))
	}
	return prose.List(prose.Strings(k.Members)) + " with " + prose.List(prose.Strings(k.Mentors))
}

type (
	// TeamsJSON is a proposal of teams as JSON data.
	TeamsJSON struct {
		Cohort      string          `json:"cohort"`
		Shape       string          `json:"shape"`
		Members     int             `json:"members"`
		Mentors     int             `json:"mentors"`
		Matched     int             `json:"matched"`
		More        int             `json:"more_at_most"`
		Unmatched   []aloneJSON     `json:"unmatched"`
		Total       float64         `json:"total"`
		Certificate teamCertificate `json:"certificate"`
		Teams       []teamJSON      `json:"teams"`
		Kept        []keptTeamJSON  `json:"kept"`
	}
	aloneJSON struct {
		Member string `json:"member"`
		Reason string `json:"reason"`
		Kind   string `json:"kind"`
	}
	// teamCertificate has the dual of what is proven by prices, or else the bound.
	teamCertificate struct {
		Dual   *float64    `json:"dual,omitempty"`
		Bound  *float64    `json:"bound,omitempty"`
		Gap    float64     `json:"gap"`
		Prices *pricesJSON `json:"prices,omitempty"`
	}
	teamJSON struct {
		Mentor  string   `json:"mentor,omitempty"`
		Members []string `json:"members"`
		Score   int      `json:"score"`
		Lowest  int      `json:"lowest"`
		Pinned  []string `json:"pinned,omitempty"`
		Because []string `json:"because"`
	}
	keptTeamJSON struct {
		Pairing record.PairingID  `json:"pairing"`
		Mentors []record.PersonID `json:"mentors"`
		Members []record.PersonID `json:"members"`
	}
)

// JSON returns the teams as JSON data, also the input of a later comparison. Lists are never
// null.
func (s *Teams) JSON() TeamsJSON {
	whole := func(hundredth int64) float64 { return float64(hundredth) / hundredths }
	bound := whole(s.Bound)
	j := TeamsJSON{Cohort: string(s.Cohort), Shape: string(s.Shape), Members: s.Members, Mentors: s.Mentors, Matched: s.Placed, More: s.Most,
		Total: whole(s.Total), Certificate: teamCertificate{Gap: whole(s.Bound - s.Total), Prices: s.proof},
		Unmatched: []aloneJSON{}, Teams: []teamJSON{}, Kept: keptJSON(s.Kept)}
	if s.Shape == record.InPeers {
		j.Certificate.Dual = &bound
	} else {
		j.Certificate.Bound = &bound
	}
	for _, a := range s.Unmatched {
		j.Unmatched = append(j.Unmatched, aloneJSON{a.Member, a.Words, a.Reason})
	}
	for _, t := range s.Teams {
		j.Teams = append(j.Teams, teamJSON{t.Mentor, slices.Clone(t.Members), t.Score, t.Lowest, t.Pinned, fit.Reasons(t.Because)})
	}
	return j
}

func keptJSON(kept []KeptTeam) []keptTeamJSON {
	all := []keptTeamJSON{}
	for _, k := range kept {
		all = append(all, keptTeamJSON{k.Pairing, append([]record.PersonID{}, k.Mentors...), append([]record.PersonID{}, k.Members...)})
	}
	return all
}

func (k keptTeamJSON) equal(o keptTeamJSON) bool {
	return k.Pairing == o.Pairing && slices.Equal(k.Mentors, o.Mentors) && slices.Equal(k.Members, o.Members)
}
