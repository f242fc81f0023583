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

func (b *builder) addAttention(programme *node) {
	a := b.shown.Attention
	if a == nil {
		return
	}
	b.page("attention.html", "attention", func(f Frame) (any, error) { return b.attentionPage(f, a), nil })
	programme.list(b.attentionTitle(), "attention.html")
	b.json("api/v1/attention.json", func() any { return newAttentionJSON(a, b.shown.AsOf) })
}

func (b *builder) attentionTitle() string {
	if b.shown.Private {
		return "Worth a look"
	}
	return "Worth a hello"
}

func (b *builder) attentionPage(f Frame, a *view.Attention) any {
	f.Title, f.Summary = b.attentionTitle(), "The pairings that could use a hello. Weeks get full; it happens to everybody."
	if f.Private {
		f.Summary = "What could use a coordinator, the most urgent first: what was seen, the next step, and words to write."
	}
	f.Crumbs = []view.Link{home, {Words: f.Title}}
	p := &attentionPage{Frame: f, Resting: a.Resting, Rules: a.Rules, Tried: a.Backtest}
	for _, l := range a.Entries {
		if n := len(p.Parts); n == 0 || p.Parts[n-1].Words != prose.Sentence(l.When) {
			p.Parts = append(p.Parts, lookPart{"pb-" + l.Urgency, prose.Sentence(l.When), nil})
		}
		last := &p.Parts[len(p.Parts)-1]
		last.Looks = append(last.Looks, l)
	}
	return p
}

// The JSON of the list. Lists are never null; what an audience may not see, or
// an entry is not about, is left out.
type (
	attentionJSON struct {
		AsOf    when.Date  `json:"as_of"`
		Entries []lookJSON `json:"entries"`
	}
	lookJSON struct {
		Cohort  string      `json:"cohort"`
		Pairing string      `json:"pairing,omitempty"`
		Person  string      `json:"person,omitempty"`
		Party   string      `json:"party,omitempty"`
		Kind    string      `json:"kind"`
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

func newAttentionJSON(a *view.Attention, asOf when.Date) attentionJSON {
	out := attentionJSON{asOf, []lookJSON{}}
	for _, l := range a.Entries {
		out.Entries = append(out.Entries, newLookJSON(l))
	}
	for _, l := range a.Resting {
		j := newLookJSON(l)
		j.Snoozed = &snoozeJSON{l.Until, l.Note}
		out.Entries = append(out.Entries, j)
	}
	return out
}

func newLookJSON(l view.Look) lookJSON {
	j := lookJSON{Cohort: l.CohortID, Pairing: l.Pairing.Words, Person: l.ID, Kind: l.Kind, Words: l.Words, Urgency: l.Urgency, Seen: l.Seen, Next: l.Step}
	if l.Person != nil {
		j.Party = l.Person.Party
	}
	for _, r := range l.Records {
		j.Records = append(j.Records, r.Path)
	}
	return j
}
