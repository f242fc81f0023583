package site

import (
	"pairbook/generator/internal/prose"
	"pairbook/generator/internal/view"
	"pairbook/generator/internal/when"
)

// attentionPage is what waits for somebody: for coordinators by urgency, for
// others the pairings that could use a hello.
type attentionPage struct {
	Frame
	Parts   []lookPart
	Resting []view.Look
	Rules   []view.LookRule
	Tried   *view.Backtest // for coordinators
}

// lookPart is the entries of one urgency; without a heading, all there are.
type lookPart struct {
	ID, Words string
	Looks     []view.Look
}

// lookItem is an entry of the list, or one that rests.
type lookItem struct {
	view.Look
	rests bool
}

const attentionIndex = "attention.html"

func (b *builder) addAttention(programme *node) {
	a := b.shown.Attention
	if a == nil {
		return
	}
	var all []lookItem
	for _, l := range a.Entries {
		all = append(all, lookItem{l, false})
	}
	for _, l := range a.Resting {
		all = append(all, lookItem{l, true})
	}
	parts := listed[lookItem]{lookItem.words, lookItem.weight}.cut(attentionIndex, all, b.most)
	addStretches(b, "", "attention", parts, func(f Frame, part stretch[lookItem]) any { return b.attentionPage(f, a, part) })
	programme.list(b.attentionTitle(), attentionIndex)
	b.addAttentionAPI(parts)
}

// words say where an entry stands in the list: for coordinators by its urgency.
func (l lookItem) words() string {
	switch {
	case l.rests:
		return "Resting"
	case l.When != "":
		return prose.Sentence(l.When)
	}
	return l.About()
}

// weight estimates an entry with its words and what it is based on.
func (l lookItem) weight() int {
	weight := 400 + len(l.People) + 3*len(l.About()) + len(l.Seen) + len(l.Next) + len(l.Note)
	for _, paragraph := range l.Message {
		weight += 10 + len(paragraph)
	}
	for _, r := range l.Records {
		weight += 60 + 3*len(r.Path)
	}
	return weight
}

func (b *builder) attentionTitle() string {
	if b.shown.Private {
		return "Worth a look"
	}
	return "Worth a hello"
}

func (b *builder) attentionPage(f Frame, a *view.Attention, part stretch[lookItem]) any {
	f.headed(b.attentionTitle(), part.Words)
	f.Summary = "The pairings that could use a hello. Weeks get full; it happens to everybody."
	if f.Private {
		f.Summary = "What could use a coordinator, the most urgent first: what was seen, the next step, and words to write."
	}
	p := &attentionPage{Frame: f}
	if f.First() {
		p.Rules, p.Tried = a.Rules, a.Backtest
	}
	for _, l := range part.Items {
		if l.rests {
			p.Resting = append(p.Resting, l.Look)
			continue
		}
		if n := len(p.Parts); n == 0 || p.Parts[n-1].Words != prose.Sentence(l.When) {
			p.Parts = append(p.Parts, lookPart{"pb-" + l.Urgency, prose.Sentence(l.When), nil})
		}
		last := &p.Parts[len(p.Parts)-1]
		last.Looks = append(last.Looks, l.Look)
	}
	return p
}

// The JSON of the list. Lists are never null; what an audience may not see, or
// an entry is not about, is left out.
type (
	attentionJSON struct {
		AsOf    when.Date  `json:"as_of"`
		Entries []lookJSON `json:"entries"`
		Parts   []string   `json:"parts,omitempty"` // the files that hold more entries
	}
	lookJSON struct {
		Cohort  string      `json:"cohort"`
		Pairing string      `json:"pairing,omitempty"`
		Person  string      `json:"person,omitempty"`
		Party   string      `json:"party,omitempty"`
		Kind    string      `json:"kind"`
		Also    []string    `json:"also,omitempty"`
		Words   string      `json:"words"`
		Urgency string      `json:"urgency,omitempty"`
		Seen    string      `json:"seen,omitempty"`
		Records []string    `json:"records,omitempty"`
		Next    string      `json:"next,omitempty"`
		Snoozed *snoozeJSON `json:"snoozed,omitempty"`
	}
	snoozeJSON struct {
		Until when.Date `json:"until"`
		Note  string    `json:"note"`
	}
)

// addAttentionAPI adds the list as data, in as many files as there are pages.
func (b *builder) addAttentionAPI(parts []stretch[lookItem]) {
	list := func(items []lookItem, rest []string) any {
		return attentionJSON{b.shown.AsOf, newLooksJSON(items), rest}
	}
	addData(b, attentionAPI, false, parts, list, func(items []lookItem) any { return list(items, nil) })
}

const attentionAPI = "api/v1/attention.json"

func newLooksJSON(items []lookItem) []lookJSON {
	out := []lookJSON{}
	for _, l := range items {
		j := newLookJSON(l.Look)
		if l.rests {
			j.Snoozed = &snoozeJSON{l.Until, l.Note}
		}
		out = append(out, j)
	}
	return out
}

func newLookJSON(l view.Look) lookJSON {
	j := lookJSON{Cohort: l.CohortID, Pairing: l.Pairing.Words, Person: l.ID, Kind: l.Kind, Also: l.Also, Words: l.Words, Urgency: l.Urgency, Seen: l.Seen, Next: l.Step}
	if l.Person != nil {
		j.Party = l.Person.Party
	}
	for _, r := range l.Records {
		j.Records = append(j.Records, r.Path)
	}
	return j
}
