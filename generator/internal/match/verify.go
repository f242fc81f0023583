package match

import (
	"fmt"
	"math/big"
	"slices"

	"pairbook/generator/internal/fit"
	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/record"
)

// Verify checks a proposal against a table and its pool, nil for scores alone, by arithmetic
// alone: that its pairs may be, that what it says besides is so, and that its prices prove it.
// It returns in words what is proven and what was not looked at, or what is wrong.
func (j *ProposalJSON) Verify(t *Table, p *fit.Pool) (proven string, wrong []string) {
	if j.Certificate.Prices == nil {
		return "", []string{"there are no prices in it, so nothing can be proven"}
	}
	v := j.verifier(t, p)
	if wrong = v.pairs(); len(wrong) > 0 {
		return "", wrong
	}
	if wrong = v.prices(); len(wrong) > 0 {
		return "", wrong
	}
	if bound := v.bound(); bound.Cmp(big.NewInt(j.Total)) != 0 {
		wrong = append(wrong, fmt.Sprintf("the prices prove that no answer has a total above %s, and this one has %d", bound, j.Total))
	}
	return v.claim(), wrong
}

// verifier has what is given of a proposal: the wants and the room besides pins, which
// pairs there may be besides them, and the lowest score that each mentee may get and
// had before.
type verifier struct {
	*ProposalJSON
	t           *Table
	pool        *fit.Pool
	wants, room []int
	may         []map[string]int64 // by mentee
	least       []int64
	served      []bool
	pinned      int64 // the total of the pins
}

func (j *ProposalJSON) verifier(t *Table, p *fit.Pool) *verifier {
	v := &verifier{j, t, p, slices.Clone(t.Wants), slices.Clone(t.Room), nil, nil, make([]bool, len(t.Mentees)), 0}
	floor := int64(none)
	switch f := j.Certificate.Prices.Floor; {
	case j.Objective != "fair":
		floor = -none
	case f != nil:
		floor = int64(*f)
	}
	for i := range t.Mentees {
		may := map[string]int64{}
		for k := t.Start[i]; k < t.Start[i+1]; k++ {
			may[t.Mentors[t.Mentor[k]]] = int64(t.Score[k])
		}
		v.may, v.least = append(v.may, may), append(v.least, floor)
		if len(t.Has) > 0 && t.Has[i] != none {
			v.least[i], v.served[i] = min(floor, int64(t.Has[i])), true
		}
	}
	for _, c := range t.Pins {
		i := c.Mentee
		v.wants[i], v.room[c.Mentor], v.served[i], v.pinned = v.wants[i]-1, v.room[c.Mentor]-1, true, v.pinned+int64(c.Score)
		v.least[i] = min(v.least[i], int64(c.Score))
		delete(v.may[i], t.Mentors[c.Mentor])
	}
	for _, w := range j.Certificate.Without {
		if i, there := slices.BinarySearch(t.Mentees, w.Mentee); there {
			delete(v.may[i], w.Mentor)
		}
	}
	return v
}

// pairs says what is wrong with the pairs and with those left out, without a word of prices.
func (v *verifier) pairs() (wrong []string) {
	wants, room, total, pins, matched := slices.Clone(v.wants), slices.Clone(v.room), v.pinned, 0, slices.Clone(v.served)
	say := func(words string, args ...any) { wrong = append(wrong, fmt.Sprintf(words, args...)) }
	a, seen := &Answer{Table: v.t}, map[twoJSON]bool{}
	for _, p := range v.Pairs {
		two := twoJSON{p.Mentee, p.Mentor}
		c, words := v.pair(p)
		if seen[two] {
			words = "the pair is there twice"
		}
		if seen[two] = true; words != "" {
			say("%s with %s: %s", p.Mentee, p.Mentor, words)
			continue
		}
		if a.Pairs = append(a.Pairs, c); c.Pinned {
			pins++
			continue
		}
		total, matched[c.Mentee] = total+int64(c.Score), true
		if wants[c.Mentee]--; wants[c.Mentee] < 0 {
			say("%s has more mentors than they asked for", p.Mentee)
		}
		if room[c.Mentor]--; room[c.Mentor] < 0 {
			say("%s has more mentees than room", p.Mentor)
		}
	}
	for _, w := range v.Certificate.Without {
		if !v.mayMirror(w) {
			say("%s with %s: the pair is left out, and the two cannot be each other's mentors", w.Mentee, w.Mentor)
		}
	}
	slices.SortFunc(a.Pairs, Chosen.compare)
	if c, _, any := a.mirrored(); any && !v.t.Mirrored {
		say("%s and %s are each other's mentors", v.t.Mentees[c.Mentee], v.t.Mentors[c.Mentor])
	}
	if pins != len(v.t.Pins) {
		say("%d of %d pins are kept", pins, len(v.t.Pins))
	}
	return append(wrong, v.told(a, total, matched)...)
}

// told says which counts and sums are wrong, and who without a mentor is not told of.
func (v *verifier) told(a *Answer, total int64, matched []bool) (wrong []string) {
	say := func(words string, args ...any) { wrong = append(wrong, fmt.Sprintf(words, args...)) }
	listed := map[string]bool{}
	for _, u := range v.Unmatched {
		if i, there := slices.BinarySearch(v.t.Mentees, u.Mentee); !there || matched[i] || listed[u.Mentee] {
			say("unmatched: %s is not a mentee without a mentor, or is there twice", u.Mentee)
		}
		listed[u.Mentee] = true
	}
	for i, has := range matched {
		if id := v.t.Mentees[i]; !has && !listed[id] {
			say("unmatched: %s has no mentor, and is not there", id)
		}
	}
	dual := v.Total
	if len(v.Certificate.Without) > 0 { // then the best found may lack something, and by how much was found by trying
		dual = max(dual, v.Certificate.Dual)
	}
	for _, f := range []struct {
		name        string
		truly, told int64
	}{
		{"mentees", int64(len(v.t.Mentees)), int64(v.Mentees)},
		{"mentors", int64(len(v.t.Mentors)), int64(v.Mentors)},
		{"matched", int64(count(matched)), int64(v.Matched)},
		{"total", total, v.Total},
		{"blocking_pairs", int64(len(a.explainer(v.pool).blocking())), int64(v.BlockingPairs)},
		{"dual", dual, v.Certificate.Dual},
		{"gap", dual - v.Total, v.Certificate.Gap},
	} {
		if f.truly != f.told {
			say("%s: it is %d, not %d", f.name, f.truly, f.told)
		}
	}
	return append(wrong, v.besides()...)
}

// besides says which lists are not what the records give: of pairings that stay, and of topics.
func (v *verifier) besides() (wrong []string) {
	kept, topics := []keptJSON(nil), []record.TopicID(nil)
	if v.pool != nil {
		topics = v.pool.NotOffered()
		for _, k := range v.pool.Kept {
			kept = append(kept, keptJSON(k))
		}
	}
	if !slices.Equal(v.Kept, kept) {
		wrong = append(wrong, "kept: these are not the pairings that stay")
	}
	if !slices.Equal(v.NotOffered, topics) {
		wrong = append(wrong, "topics_not_offered: these are not the topics that are sought and not offered")
	}
	if v.Parts != nil {
		wrong = append(wrong, "parts: the proposal goes on in other files, and only a whole one can be verified")
	}
	return wrong
}

// pair returns a pair by index, or says what is wrong with it.
func (v *verifier) pair(p pairJSON) (c Chosen, wrong string) {
	i, isMentee := slices.BinarySearch(v.t.Mentees, p.Mentee)
	m, isMentor := slices.BinarySearch(v.t.Mentors, p.Mentor)
	if !isMentee || !isMentor {
		return c, "one of them takes no part"
	}
	c = Chosen{i, m, p.Score, true}
	c.Pinned = slices.Contains(v.t.Pins, c)
	score, allowed := v.may[i][p.Mentor]
	switch {
	case c.Pinned:
	case !allowed:
		return c, "there may be no such pair"
	case score != int64(p.Score):
		return c, fmt.Sprintf("the score is %d, not %d", score, p.Score)
	case score < v.least[i]:
		return c, fmt.Sprintf("%d is below the floor", score)
	}
	var criteria []CriterionJSON
	if v.pool != nil {
		criteria = CriteriaJSON(v.pool.Explain(i, m))
	}
	switch {
	case c.Pinned != (p.Pin != nil), c.Pinned && v.pool != nil && !slices.Contains(v.pool.Pins, fit.Pin{Mentee: i, Mentor: m, By: p.Pin.By}):
		return c, "pin: it is not what the records say"
	case !slices.Equal(p.Criteria, criteria):
		return c, "criteria: they are not what the records give"
	}
	return c, ""
}

// mayMirror reports whether two might be each other's mentors, and must not be.
func (v *verifier) mayMirror(two twoJSON) bool {
	i, isMentee := slices.BinarySearch(v.t.Mentees, two.Mentee)
	m, isMentor := slices.BinarySearch(v.t.Mentors, two.Mentor)
	if !isMentee || !isMentor || v.t.Mirrored {
		return false
	}
	_, there := v.t.mirror(Chosen{Mentee: i, Mentor: m})
	return there
}

func count(all []bool) (n int) {
	for _, is := range all {
		if is {
			n++
		}
	}
	return n
}

// prices says which prices cannot be.
func (v *verifier) prices() (wrong []string) {
	const most = 1 << 50 // so that no sum of three is too large a number
	p := v.Certificate.Prices
	for _, id := range v.t.Mentees {
		if price := p.Mentees[id]; price < -most || price > most {
			wrong = append(wrong, fmt.Sprintf("the price of %s is out of range", id))
		}
	}
	for _, id := range v.t.Mentors {
		if price := p.Mentors[id]; price < 0 || price > most {
			wrong = append(wrong, fmt.Sprintf("the price of %s is out of range", id))
		}
	}
	if p.Without > 0 || p.Without < -most || v.Objective == "score" && p.Without != 0 {
		wrong = append(wrong, "to stay without a mentor may be worth 0 or less, and nothing else than 0 under the objective score")
	}
	return wrong
}

// bound is the total that no answer exceeds, by the prices: a mentee who wants w mentors,
// at the price λ, adds at most w·λ if that is above 0, and one who has none so far at most
// the highest of λ, w·λ and the value of staying without; a mentor with room r, at the
// price π, adds r·π; and a pair adds what its score is above λ + π. Nobody can use more
// than the pairs that they may have.
func (v *verifier) bound() *big.Int {
	p, asked, placed, bound := v.Certificate.Prices, map[string]int{}, map[string]bool{}, big.NewInt(v.pinned)
	add := func(value int64, times int) {
		bound.Add(bound, new(big.Int).Mul(big.NewInt(value), big.NewInt(int64(times))))
	}
	for _, pair := range v.Pairs {
		placed[pair.Mentee] = true
	}
	for i, mentee := range v.t.Mentees {
		price, wants := p.Mentees[mentee], 0
		for mentor, score := range v.may[i] {
			if score >= v.least[i] && v.wants[i] > 0 {
				wants = min(wants+1, v.wants[i])
				asked[mentor]++
				if over := score - price - p.Mentors[mentor]; over > 0 {
					add(over, 1)
				}
			}
		}
		switch {
		case wants > 0 && price > 0:
			add(price, wants)
		case wants > 0 && !v.served[i]:
			add(max(p.Without, price), 1)
		}
		if wants > 0 && !v.served[i] && !placed[mentee] {
			add(-p.Without, 1)
		}
	}
	for m, mentor := range v.t.Mentors {
		add(p.Mentors[mentor], min(v.room[m], asked[mentor]))
	}
	return bound
}

// claim says what is proven where nothing is wrong.
func (v *verifier) claim() string {
	words, kept := "all pairs may be, their scores are right, and nobody has more than their places. ", "no answer"
	if len(v.t.Pins)+len(v.Kept) > 0 {
		kept = "With the pairings and pins that stay, no answer"
	}
	words += prose.Sentence(kept)
	switch {
	case v.Objective == "score":
		words += " has a total above %d"
	case v.Objective == "fair":
		words += " that matches as many mentees and adds no pair below the floor has a total above %d; that no higher floor would do is not told by prices"
	default:
		words += " that matches as many mentees has a total above %d"
	}
	if n := len(v.Certificate.Without); n > 0 {
		words += "; this is so with " + prose.Count(n, "pair") + " left out, so that no two are each other's mentors, and what leaving out others gives is not told by prices"
	}
	return "Verified: " + fmt.Sprintf(words, v.Total) + ".\n" +
		"Not looked at: reason and nearest of the unmatched, runner_up and lot of pairs, what pins cost, and reopened."
}
